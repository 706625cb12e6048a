// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace curbside {

/// The languages that the console was built with beside English, such as "de".
[[nodiscard]] QStringList availableLanguages();
/// As its speakers call it.
[[nodiscard]] QString languageName(const QString &language);
/// Speaks that language from now on, or the desktop's where it is empty, with its way to write numbers; English where there
/// is no translation. Only before the first window: what has been written stays as it is.
void applyLanguage(const QString &language);

} // namespace curbside
