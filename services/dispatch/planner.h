// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/travel.h"
#include "services/runtime/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace curbside::dispatch {

/// A demand that no binding trip serves yet.
struct OpenDemand
{
    Uuid id;
    Uuid merchantId;
    Place pickup;
    Place dropoff;
    PlatformTime readyAt;
    PlatformTime dueAt;
    std::vector<QString> excludedRobots; // serials
    std::optional<QString> wishedRobot = {}; // why the others are excluded
};

/// A robot as planning sees it. Place and time say where and when it is next free, its binding trips done; a time in
/// the past also says how long it has been waiting.
struct PlanningRobot
{
    QString serial;
    Place place;
    PlatformTime freeAt;
    bool inService = true;
    bool held = false;
    bool onDuty = true;
    bool online = true;
    bool lidJammed = false;
    int batteryPercent = 100;
    std::optional<PlatformTime> onDutyUntil; // no pickup after it
};

/// Everything a plan depends on. Demand ids and robot serials are unique; the order of either makes no difference.
struct PlanningInput
{
    PlatformTime now;
    /// Planning happens at least this often: who would have to leave before the next time is told to now.
    Duration interval = 1min;
    TravelModel travel;
    int largestBundle = 4; // demands a trip, at most `largestBundleEver`
    std::vector<OpenDemand> demands;
    std::vector<PlanningRobot> robots;
};

/// In service, not held, on duty, online, lid not jammed, battery not low.
[[nodiscard]] bool isAvailable(const PlanningRobot &robot);

inline constexpr int largestBundleEver = 8;
inline constexpr int leastBatteryPercent = 20;

/// The next trip of a robot: one merchant, one or more demands in the order of their drop-offs. Numbers are places in
/// the input.
struct PlannedTrip
{
    std::size_t robot = 0;
    std::vector<std::size_t> demands;
    TripTimes times;
    bool mustLeave = false; // before the next planning: bind it now
};

enum class DemandOutlook {
    NextTrip, // it has a place in its robot's next trip
    LaterTrip, // its robot has something else to do first
    Waiting, // some robot could take it, but the plan holds none for it yet
    NoRobot, // no robot that is available may, or can in time
};

struct PlannedDemand
{
    DemandOutlook outlook = DemandOutlook::NoRobot;
    std::optional<std::size_t> robot; // times are only meant with a robot
    PlatformTime pickupAt{};
    PlatformTime dropoffAt{};
};

struct Plan
{
    std::vector<PlannedTrip> trips; // at most one a robot, in the order of serials
    std::vector<PlannedDemand> demands; // one for each of the input
};

/// A tentative plan for all open demands: what each robot should do next, as far as is known now. Pure: the same
/// input, in whatever order, gives the same plan. Trips that must not leave yet are better planned again than kept.
[[nodiscard]] Plan makePlan(const PlanningInput &input);

} // namespace curbside::dispatch
