// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

/// The robots, and their lids.
[[nodiscard]] Mode robotsMode();

} // namespace curbside
