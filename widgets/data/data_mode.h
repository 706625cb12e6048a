// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

/// For developers: the services' data, and how they share it.
[[nodiscard]] Mode dataMode();

} // namespace curbside
