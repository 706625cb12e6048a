// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace curbside::dispatch {

/// That this work could go to that robot, and for how much.
struct AssignmentChoice
{
    int work = 0;
    int robot = 0;
    std::int64_t cost = 0;
};

/// Gives each piece of work at most one robot and each robot at most one piece of work, at the least sum of costs,
/// where `undoneCosts` has, for each piece of work, what it costs to leave it undone. Exact, and the same for the
/// same choices in the same order. Answers with a robot, or -1, for each piece of work.
[[nodiscard]] std::vector<int> assignAtLeastCost(std::span<const AssignmentChoice> choices,
                                                 std::span<const std::int64_t> undoneCosts, int robots);

} // namespace curbside::dispatch
