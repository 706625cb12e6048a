// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

/// For analysts: the warehouse's charts, how far its capture is, and whether it has what the services have.
[[nodiscard]] Mode statsMode();

} // namespace curbside
