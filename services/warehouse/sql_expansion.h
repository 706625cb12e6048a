// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace curbside {

/// Why a question is not even prepared, empty where it may be: the parts of its WITH name each other so often that it grows
/// beyond measure once each name is replaced by what it stands for, or so that this cannot be told. SQLite does that before it
/// runs anything, and cannot be stopped meanwhile.
[[nodiscard]] QString whyExplosive(const QString &sql);

} // namespace curbside
