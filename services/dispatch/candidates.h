// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/planner.h"
#include "services/runtime/enum_names.h"

namespace curbside::dispatch {

/// Why the plan gives a demand to a robot, or why not.
enum class CandidateReason {
    Chosen, // for its next trip
    ChosenForLater, // for a trip after its next
    NoSooner, // in time as well, but the chosen one stands more out of the way, or has waited longer
    PlannedElsewhere, // in time as well, but of more use with its own next trip
    LaterThanChosen,
    OffDutyTooSoon, // no pickup before it goes off duty
    Excluded, // by the demand
    Present, // the demand's trip is its own; the others' reasons are those if it gave the demand up
    AnotherWished, // a person wants it to go with another one
    NotInService,
    Held,
    OffDuty,
    Offline,
    LidJammed,
    LowBattery,
};

struct Candidate
{
    std::size_t robot = 0; // its place in the input
    CandidateReason reason = CandidateReason::Chosen;
    /// As planned for the chosen robot; for the others, if they took the demand alone as their next trip. Nothing for
    /// who may not take it.
    std::optional<PlatformTime> pickupAt;
    std::optional<PlatformTime> dropoffAt;
};

/// Every robot of the input with the reason for or against it, by the plan made from it: the chosen one first, then
/// who could do it, the soonest first, then the others.
[[nodiscard]] std::vector<Candidate> candidatesFor(const PlanningInput &input, const Plan &plan, std::size_t demand);

} // namespace curbside::dispatch

template <>
struct curbside::EnumNames<curbside::dispatch::CandidateReason>
{
    static constexpr std::array<std::string_view, 15> names{
        "Chosen",         "ChosenForLater", "NoSooner", "PlannedElsewhere", "LaterThanChosen",
        "OffDutyTooSoon", "Excluded",       "Present",  "AnotherWished",    "NotInService",
        "Held",           "OffDuty",        "Offline",  "LidJammed",        "LowBattery"};
};

template <>
struct curbside::EnumNames<curbside::dispatch::DemandOutlook>
{
    static constexpr std::array<std::string_view, 4> names{"NextTrip", "LaterTrip", "Waiting", "NoRobot"};
};
