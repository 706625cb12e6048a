// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/candidates.h"

#include <QString>
#include <QStringList>

#include <initializer_list>

namespace curbside::dispatch {

/// A small case for the planner, told in minutes: a minute is 100 metres of driving and the unit of time; loading and
/// handing over take two minutes each, so a pickup or drop-off lies one minute after the arrival and one before
/// leaving.
struct Scene
{
    PlanningInput input;

    Scene();
    /// Demands are called 1, 2, …; merchants by their number.
    OpenDemand &demand(int merchant, Place pickup, Place dropoff, int readyAt, int dueAt);
    /// Robots are called R1, R2, …
    PlanningRobot &robot(Place place, int freeAt = 0);
    void startAt(int minute);
};

[[nodiscard]] Place minutesAway(int east, int north);
[[nodiscard]] PlatformTime atMinute(int minute);

/// "R1 takes 1+2: 0, 4, 11, 14 now; 3 later": leaving, pickup and drop-offs; "now" when it must leave; then the
/// demands that are in no next trip.
[[nodiscard]] QString toText(const PlanningInput &input, const Plan &plan);
[[nodiscard]] QString toText(const PlanningInput &input, const std::vector<Candidate> &candidates);

/// What is wrong with the plan in itself, whatever else it may be; empty for a sound one.
[[nodiscard]] QStringList unsoundness(const PlanningInput &input, const Plan &plan);

/// A crowded scene of many demands and robots, some of which may do nothing.
[[nodiscard]] PlanningInput randomScene(std::uint64_t seed, int demands, int robots);

} // namespace curbside::dispatch
