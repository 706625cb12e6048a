// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace curbside {

/// Whether the parts of a question's WITH name each other so often that it grows beyond measure once each name is replaced by
/// what it stands for. SQLite does that before it runs anything, and cannot be stopped meanwhile.
[[nodiscard]] bool isExplosive(const QString &sql);

} // namespace curbside
