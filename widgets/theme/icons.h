// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace curbside {

/// An icon of our own family (resources/icons), by its file's name without ending. It takes its colour from the theme in
/// force: the secondary text's, the accent's where it is checked.
[[nodiscard]] QIcon themedIcon(const QString &name);

} // namespace curbside
