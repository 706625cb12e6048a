// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/fault/fault_plan.h"
#include "services/runtime/fault/planted_bugs.h"
#include "services/runtime/observe/journal.h"
#include "services/runtime/storage/commit_group.h"
#include "services/runtime/time/scheduler.h"

namespace curbside {

class EventBus;
class CallTransport;

/// What the processes of one platform share: time, the network, the record of what happens. Belongs to who hosts them and
/// outlives them all.
struct Environment
{
    std::uint64_t seed = 1;
    Scheduler &scheduler;
    CommitGroup &commits;
    Journal &journal;
    FaultPlan &faults;
    EventBus &bus;
    CallTransport &calls;
    PlantedBugs bugs{};
};

/// No message between neighbours takes longer to arrive, unless a fault delays it; see leastLatency.
inline constexpr Duration mostLatency = 25ms;

} // namespace curbside
