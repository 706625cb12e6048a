// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/mdrp_solution.h"
#include "services/world/scenario.h"

#include <vector>

namespace curbside {

/// The plainest way through an MDRP day: each order, when it is placed, goes to the courier who can pick it up earliest;
/// among equals to the one who is free the longest. No bundles.
[[nodiscard]] std::vector<MdrpTrip> greedyTrips(const Scenario &day);

} // namespace curbside
