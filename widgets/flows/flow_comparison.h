// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow.h"

#include <set>

namespace curbside {

/// How a flow differs from one that it is held against. Steps are alike by what they are, of which type, from whom to whom;
/// ids and times do not count.
struct FlowComparison
{
    int partsAt = -1; ///< the row from which on the order of the two differs; -1: nowhere
    std::set<int> onlyHere; ///< ids
    std::vector<int> onlyThere; ///< ids in the reference, by row
};

/// Of alike steps the first belongs to the first and so on: those that one flow has more of are its own.
[[nodiscard]] FlowComparison compareFlows(const Flow &flow, const Flow &reference);

} // namespace curbside
