// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

/// For dispatchers: the deliveries and what becomes of them.
[[nodiscard]] Mode opsMode();

} // namespace curbside
