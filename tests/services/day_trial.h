// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/planner.h"
#include "tests/mdrp/mdrp_day.h"
#include "tests/mdrp/mdrp_solution.h"

#include <map>

namespace curbside::dispatch {

struct DayTrial
{
    mdrp::Solution solution;
    int plans = 0;
    std::map<int, int> tripsBySize;
};

/// Lives a day minute by minute: orders become known when they are placed, a plan is made, what must leave is bound,
/// and couriers do exactly what they were bound to. Ends when nothing is left that a courier could still pick up.
[[nodiscard]] DayTrial tryDay(const mdrp::Day &day, int largestBundle = 4);

} // namespace curbside::dispatch
