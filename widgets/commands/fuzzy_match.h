// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace curbside {

/// How well `text` fits what was typed: every letter of `typed` in its order, letters that follow each other or begin a word
/// counting for more; nothing when it does not fit. Case does not matter.
[[nodiscard]] std::optional<int> fuzzyMatch(QStringView typed, QStringView text);

} // namespace curbside
