// SPDX-License-Identifier: GPL-3.0-or-later
// What the Dispatch Engine makes of its neighbours' events.
#include "services/dispatch/dispatch_service.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

RobotAvailability DispatchService::robotOrNew(const RobotSerial &serial, const QString &driverName)
{
    if (auto known = m_robots.find(serial))
        return *known;
    RobotAvailability robot;
    robot.robotSerial = serial;
    robot.driverName = driverName;
    robot.freeAt = now();
    robot.lid = u"Unknown"_s;
    return robot;
}

/// An event and a list give the same things different names.
Handled DispatchService::takeRegistration(Fields &data, std::string_view serialName, std::string_view driverName,
                                          PlatformTime asOf)
{
    RobotAvailability robot = robotOrNew(data.required<RobotSerial>(serialName), {});
    const auto driver = data.required<QString>(driverName);
    const auto version = data.required<qint64>("version");
    const auto inService = data.required<bool>("inService");
    const auto held = data.required<bool>("held");
    const auto onDutyUntil = data.optional<PlatformTime>("onDutyUntil");
    if (!data.ok() || version <= robot.registrationVersion)
        return data.outcome();
    robot.driverName = driver;
    robot.inService = inService;
    robot.held = held;
    robot.onDutyUntil = onDutyUntil;
    robot.registrationVersion = version;
    robot.registrationAsOf = asOf;
    m_robots.store(robot, now());
    if (!robot.inService) {
        if (auto trip = m_trips.openOf(robot.robotSerial); trip && !trip->loadedAt)
            abort(*trip, u"the robot was taken out of service"_s);
    }
    if (m_demands.hasUnplanned())
        planSoon();
    return {};
}

Handled DispatchService::onRobotRegistered(const IncomingEvent &event)
{
    Fields data(event.data);
    return takeRegistration(data, "robotSerial", "driverName", event.event.time);
}

Handled DispatchService::takeRobot(JsonValue robot)
{
    Fields data(robot);
    const auto updatedAt = data.optional<PlatformTime>("updatedAt").value_or(now());
    return takeRegistration(data, "serial", "name", updatedAt);
}

Handled DispatchService::onTaskStatusChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto attemptId = data.optional<AttemptId>("attemptId");
    const auto to = data.required<QString>("to");
    const auto type = data.required<QString>("type");
    const auto reason = data.optional<QString>("failureReason");
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    if (attemptId && type == u"Return") {
        const auto taskId = data.required<TaskId>("taskId");
        const auto serial = data.required<RobotSerial>("robotSerial");
        if (data.ok())
            followReturn(*attemptId, taskId, serial, to);
        return data.outcome();
    }
    if (!attemptId || (type != u"Pickup" && type != u"Dropoff"))
        return {};
    const auto demand = m_demands.findByAttempt(*attemptId);
    auto trip = demand && demand->tripId ? m_trips.find(*demand->tripId) : std::nullopt;
    if (!trip)
        return {};
    if (to == u"InProgress" && trip->status == TripStatus::Planned) {
        trip->status = TripStatus::Active;
        m_trips.update(*trip, now());
    } else if (to == u"Failed") {
        abort(*trip, reason.value_or(u"a task of the trip failed"_s));
    }
    return {};
}

/// A robot that brings goods back is next free at their merchant, once it has: until then by estimate.
void DispatchService::followReturn(const AttemptId &attempt, const TaskId &task, const RobotSerial &serial,
                                   const QString &to)
{
    const bool hasEnded = to == u"Completed" || to == u"Failed" || to == u"Cancelled";
    if (hasEnded) {
        if (m_returns.remove(task) && !m_trips.openOf(serial))
            freeRobot(serial, now());
        if (m_demands.hasUnplanned())
            planSoon();
        return;
    }
    const auto demand = m_demands.findByAttempt(attempt);
    auto robot = m_robots.find(serial);
    if (!demand || !robot || !m_returns.insert(task, serial, demand->pickup, now()))
        return;
    robot->freeAt =
        std::max(robot->freeAt, now()) + m_travel.travel(robot->place, demand->pickup) + m_travel.pickupService;
    robot->place = demand->pickup;
    m_robots.store(*robot, now());
}

Handled DispatchService::onTaskCompleted(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto attemptId = data.optional<AttemptId>("attemptId");
    const auto type = data.required<QString>("type");
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    auto demand = attemptId ? m_demands.findByAttempt(*attemptId) : std::nullopt;
    auto trip = demand && demand->tripId ? m_trips.find(*demand->tripId) : std::nullopt;
    if (!trip)
        return {};
    if (type == u"Pickup" && !trip->loadedAt) {
        trip->loadedAt = event.event.time;
        m_trips.update(*trip, now());
    } else if (type == u"Dropoff" && demandMoves.allows(demand->status, DemandStatus::Fulfilled)) {
        demand->status = DemandStatus::Fulfilled;
        m_demands.update(*demand, now());
        completeIfDone(*trip);
    }
    return {};
}

Handled DispatchService::onRobotStateChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto serial = data.required<RobotSerial>("robotSerial");
    RobotAvailability robot = robotOrNew(serial, data.required<QString>("driverName"));
    const auto what = data.required<QString>("what");
    const Place place{qRound64(data.required<double>("x") * 1000), qRound64(data.required<double>("y") * 1000)};
    const auto battery = data.required<qint64>("battery");
    const auto version = data.required<qint64>("version");
    const auto connectivity = data.required<QString>("connectivity");
    const bool isDutyNews = (what == u"OnDuty" || what == u"OffDuty") && version > robot.onDutyVersion;
    const bool isStateNews = version > robot.stateVersion;
    if (!data.ok() || (!isDutyNews && !isStateNews))
        return data.outcome();
    if (isDutyNews) {
        robot.onDuty = what == u"OnDuty";
        robot.onDutyVersion = version;
        robot.onDutyAsOf = event.event.time;
    }
    if (isStateNews) {
        robot.battery = battery;
        robot.online = connectivity == u"Online";
        robot.stateVersion = version;
        robot.stateAsOf = event.event.time;
        notePlace(robot, place, what == u"Arrived", event.event.time);
    }
    m_robots.store(robot, now());
    if (m_demands.hasUnplanned() && !m_travel.wholeMinutes)
        planSoon();
    return {};
}

/// On a trip its place is the trip's last one, and arriving late anywhere is being free late.
void DispatchService::notePlace(RobotAvailability &robot, const Place &place, bool hasArrived, PlatformTime at)
{
    const auto trip = m_trips.openOf(robot.robotSerial);
    if (!trip && m_returns.isReturning(robot.robotSerial))
        return;
    if (!trip) {
        robot.place = place;
        robot.freeAt = std::min(robot.freeAt, now());
        return;
    }
    const auto isHere = [&](const Stop &stop) { return stop.place == place; };
    const auto stop = std::find_if(trip->stops.begin(), trip->stops.end(), isHere);
    if (hasArrived && stop != trip->stops.end() && at > stop->arriveAt && !m_travel.wholeMinutes)
        robot.freeAt = trip->stops.back().leaveAt + (at - stop->arriveAt);
}

Handled DispatchService::takeRobotState(JsonValue state)
{
    Fields data(state);
    RobotAvailability robot =
        robotOrNew(data.required<RobotSerial>("robotSerial"), data.required<QString>("driverName"));
    const auto version = data.required<qint64>("version");
    const Place place{qRound64(data.required<double>("x") * 1000), qRound64(data.required<double>("y") * 1000)};
    const auto battery = data.required<qint64>("battery");
    const auto onDuty = data.required<bool>("onDuty");
    const auto connectivity = data.required<QString>("connectivity");
    const auto lid = data.required<QString>("lid");
    if (!data.ok())
        return data.outcome();
    if (version >= robot.onDutyVersion) {
        robot.onDuty = onDuty;
        robot.onDutyVersion = version;
        robot.onDutyAsOf = now();
    }
    if (version >= robot.lidVersion) {
        robot.lid = lid;
        robot.lidVersion = version;
        robot.lidAsOf = now();
    }
    if (version >= robot.stateVersion) {
        robot.battery = battery;
        robot.online = connectivity == u"Online";
        robot.stateVersion = version;
        robot.stateAsOf = now();
        if (!m_trips.openOf(robot.robotSerial))
            robot.place = place;
    }
    m_robots.store(robot, now());
    return {};
}

Handled DispatchService::onLidEvent(const IncomingEvent &event)
{
    Fields data(event.data);
    RobotAvailability robot =
        robotOrNew(data.required<RobotSerial>("robotSerial"), data.required<QString>("driverName"));
    const auto kind = data.required<QString>("kind");
    const auto version = data.required<qint64>("version");
    if (!data.ok() || version <= robot.lidVersion)
        return data.outcome();
    robot.lid = kind == u"Opened" ? u"Open"_s : kind;
    robot.lidVersion = version;
    robot.lidAsOf = event.event.time;
    m_robots.store(robot, now());
    return {};
}

} // namespace curbside::dispatch
