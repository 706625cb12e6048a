// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/routes.h"

namespace curbside::dispatch {

/// The cheapest place for a job that no robot has.
struct Insertion
{
    Cost cost = 0;
    int worker = 0;
    RouteChange change;
};

/// Looks at each of the merchant's candidates: the job in a trip of its own before, between or after the others, or
/// in one bundle with jobs of the same merchant.
[[nodiscard]] std::optional<Insertion> cheapestInsertion(const Workload &workload, const Routes &routes, int job);

} // namespace curbside::dispatch
