// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/candidates.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace curbside::dispatch {

namespace {

std::optional<CandidateReason> unavailability(const PlanningRobot &robot)
{
    if (!robot.inService)
        return CandidateReason::NotInService;
    if (robot.held)
        return CandidateReason::Held;
    if (!robot.onDuty)
        return CandidateReason::OffDuty;
    if (!robot.online)
        return CandidateReason::Offline;
    if (robot.lidJammed)
        return CandidateReason::LidJammed;
    if (robot.batteryPercent < leastBatteryPercent)
        return CandidateReason::LowBattery;
    return std::nullopt;
}

class CandidateList
{
public:
    CandidateList(const PlanningInput &input, const Plan &plan, std::size_t demand)
        : m_input(input), m_demand(input.demands[demand]), m_planned(plan.demands[demand])
    {
        for (const PlannedTrip &trip : plan.trips)
            m_robotsWithTrips.insert(trip.robot);
    }

    [[nodiscard]] Candidate candidate(std::size_t index) const
    {
        const PlanningRobot &robot = m_input.robots[index];
        if (const auto reason = unavailability(robot))
            return {index, *reason, {}, {}};
        const auto &excluded = m_demand.excludedRobots;
        if (std::find(excluded.begin(), excluded.end(), robot.serial) != excluded.end())
            return {index, m_demand.wishedRobot ? CandidateReason::AnotherWished : CandidateReason::Excluded, {}, {}};
        if (m_planned.robot == index)
            return {index, chosenReason(), m_planned.pickupAt, m_planned.dropoffAt};
        const TripTimes times = timesAlone(robot);
        if (robot.onDutyUntil && times.pickup.serviceAt > *robot.onDutyUntil)
            return {index, CandidateReason::OffDutyTooSoon, {}, {}};
        const PlatformTime dropoffAt = times.dropoffs.front().serviceAt;
        return {index, reasonAgainst(index, dropoffAt), times.pickup.serviceAt, dropoffAt};
    }

private:
    [[nodiscard]] CandidateReason chosenReason() const
    {
        return m_planned.outlook == DemandOutlook::NextTrip ? CandidateReason::Chosen : CandidateReason::ChosenForLater;
    }

    [[nodiscard]] TripTimes timesAlone(const PlanningRobot &robot) const
    {
        const PlatformTime freeAt = std::max(m_input.travel.roundedDown(m_input.now), robot.freeAt);
        return timeTrip(m_input.travel, robot.place, freeAt, m_demand.pickup, m_demand.readyAt, {&m_demand.dropoff, 1});
    }

    [[nodiscard]] CandidateReason reasonAgainst(std::size_t robot, PlatformTime dropoffAt) const
    {
        if (m_planned.robot && dropoffAt > m_planned.dropoffAt)
            return CandidateReason::LaterThanChosen;
        return m_robotsWithTrips.contains(robot) ? CandidateReason::PlannedElsewhere : CandidateReason::NoSooner;
    }

    const PlanningInput &m_input;
    const OpenDemand &m_demand;
    const PlannedDemand &m_planned;
    std::set<std::size_t> m_robotsWithTrips;
};

} // namespace

std::vector<Candidate> candidatesFor(const PlanningInput &input, const Plan &plan, std::size_t demand)
{
    const CandidateList list(input, plan, demand);
    std::vector<Candidate> candidates;
    candidates.reserve(input.robots.size());
    for (std::size_t i = 0; i < input.robots.size(); ++i)
        candidates.push_back(list.candidate(i));
    const auto rank = [&](const Candidate &candidate) {
        const bool isChosen = plan.demands[demand].robot == candidate.robot;
        return std::tuple(!isChosen, !candidate.dropoffAt, candidate.dropoffAt, input.robots[candidate.robot].serial);
    };
    std::sort(candidates.begin(), candidates.end(),
              [&](const Candidate &a, const Candidate &b) { return rank(a) < rank(b); });
    return candidates;
}

} // namespace curbside::dispatch
