// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/mdrp/mdrp_day.h"
#include "tests/mdrp/mdrp_solution.h"

#include <vector>

namespace curbside::mdrp {

/// What must hold of a solution. Those of the format's own evaluator, and those that the problem states and it does
/// not check.
enum class Rule {
    NamesAreOfTheDay, // every order, restaurant and courier; placement and ready times are repeated truly
    OrderIsAssignedOnce,
    AssignmentsAndOrdersAgree, // an assigned order has one line, with its assignment's courier and pickup time
    AssignedNotBeforePlacement,
    BundleIsOfOneRestaurant,
    PickupNotBeforeReady,
    PickupNotAfterOffTime,
    DropoffsFollowTheSequence, // with service time between
    MovesAreContinuous,
    MovesStartAfterArrival, // and not before the courier is on duty
    AtTheRestaurantAtPickup, // the last arrival lies strictly before that minute
    AtTheCustomerAtDropoff,
    MovesFollowTheAssignments, // one after the other, undiverted, none begun before it was assigned
    ServiceIsGivenItsTime, // half before and half after the pickup or drop-off
};

struct Breach
{
    Rule rule = Rule::NamesAreOfTheDay;
    QString detail;
};

/// Every breach of every rule; a solution without any is feasible. When names are unknown, only those are told.
[[nodiscard]] std::vector<Breach> breaches(const Day &day, const Solution &solution);

/// The rule's name and the detail, for a failed test.
[[nodiscard]] QString toText(const Breach &breach);

/// Over the delivered orders; the percentile is that of the nearest rank.
struct ClickToDoor
{
    int delivered = 0;
    double meanMinutes = 0;
    int medianMinutes = 0;
    int ninetiethMinutes = 0;
    int maximumMinutes = 0;
    int beyondMaximumAvoidably =
        0; // longer than the day's maximum, although a courier on the spot would have been in time
};

[[nodiscard]] ClickToDoor clickToDoor(const Day &day, const Solution &solution);

} // namespace curbside::mdrp
