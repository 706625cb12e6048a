// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace curbside {

/// Text from data as it may be shown in one line: what would steer the display (control characters, marks of direction,
/// line ends) is written out, as \u202e.
[[nodiscard]] QString visibleText(const QString &text);
/// The same for text of several lines, whose line ends stay.
[[nodiscard]] QString visibleLines(const QString &text);
/// As a menu or button shows it in one line: an ampersand is one, and no mnemonic.
[[nodiscard]] QString asMenuText(const QString &text);
/// For the texts that Qt takes for rich text on its own, such as tool tips.
[[nodiscard]] QString asToolTip(const QString &text);

} // namespace curbside
