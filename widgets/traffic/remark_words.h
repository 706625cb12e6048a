// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/remark.h"

#include <QString>

namespace curbside {

/// What is told of an expression, in the person's language; plain text.
[[nodiscard]] QString wordsOf(const cesql::Remark &remark);

} // namespace curbside
