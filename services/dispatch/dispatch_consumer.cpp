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

void DispatchService::takeRegistration(Fields &data, PlatformTime asOf)
{
    RobotAvailability robot = robotOrNew(data.required<RobotSerial>("robotSerial"), {});
    const qint64 version = data.required<qint64>("version");
    if (!data.ok() || version <= robot.registrationVersion)
        return;
    robot.driverName = data.required<QString>("driverName");
    robot.inService = data.required<bool>("inService");
    robot.held = data.required<bool>("held");
    robot.onDutyUntil = data.optional<PlatformTime>("onDutyUntil");
    robot.registrationVersion = version;
    robot.registrationAsOf = asOf;
    m_robots.store(robot, now());
    if (!robot.inService) {
        if (auto trip = m_trips.openOf(robot.robotSerial); trip && !trip->loadedAt)
            abort(*trip, u"the robot was taken out of service"_s);
    }
    if (m_demands.hasUnplanned())
        planSoon();
}

Handled DispatchService::onRobotRegistered(const IncomingEvent &event)
{
    Fields data(event.data);
    takeRegistration(data, event.event.time);
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    return {};
}

Handled DispatchService::takeRobot(JsonValue robot)
{
    JsonWriter json;
    json.beginObject();
    robot.forEachMember([&](std::string_view name, JsonValue value) {
        const std::string_view asInEvents = name == "serial" ? "robotSerial" : name == "name" ? "driverName" : name;
        json.key(asInEvents).raw(value.toJson());
    });
    json.endObject();
    const auto document = JsonDocument::parse(json.take());
    Fields data(document->root());
    takeRegistration(data, now());
    return {};
}

Handled DispatchService::onTaskStatusChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto attemptId = data.optional<AttemptId>("attemptId");
    const QString to = data.required<QString>("to");
    const QString type = data.required<QString>("type");
    const auto reason = data.optional<QString>("failureReason");
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
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

Handled DispatchService::onTaskCompleted(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto attemptId = data.optional<AttemptId>("attemptId");
    const QString type = data.required<QString>("type");
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
    const RobotSerial serial = data.required<RobotSerial>("robotSerial");
    RobotAvailability robot = robotOrNew(serial, data.required<QString>("driverName"));
    const QString what = data.required<QString>("what");
    const Place place{qRound64(data.required<double>("x") * 1000), qRound64(data.required<double>("y") * 1000)};
    const qint64 battery = data.required<qint64>("battery");
    const qint64 version = data.required<qint64>("version");
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    if (version <= robot.stateVersion)
        return {};
    robot.stateVersion = version;
    robot.stateAsOf = event.event.time;
    robot.battery = battery;
    if (what == u"OnDuty" || what == u"OffDuty")
        robot.onDuty = what == u"OnDuty";
    robot.online = data.required<QString>("connectivity") == u"Online";
    if (const auto trip = m_trips.openOf(serial)) {
        const auto isHere = [&](const Stop &stop) { return stop.place == place; };
        const auto stop = std::find_if(trip->stops.begin(), trip->stops.end(), isHere);
        if (what == u"Arrived" && stop != trip->stops.end() && event.event.time > stop->arriveAt
            && !m_travel.wholeMinutes)
            robot.freeAt = trip->stops.back().leaveAt + (event.event.time - stop->arriveAt);
    } else {
        robot.place = place;
        robot.freeAt = std::min(robot.freeAt, now());
    }
    m_robots.store(robot, now());
    if (m_demands.hasUnplanned() && !m_travel.wholeMinutes)
        planSoon();
    return {};
}

Handled DispatchService::takeRobotState(JsonValue state)
{
    Fields data(state);
    RobotAvailability robot =
        robotOrNew(data.required<RobotSerial>("robotSerial"), data.required<QString>("driverName"));
    const qint64 version = data.required<qint64>("version");
    const Place place{qRound64(data.required<double>("x") * 1000), qRound64(data.required<double>("y") * 1000)};
    const qint64 battery = data.required<qint64>("battery");
    if (!data.ok() || version < robot.stateVersion)
        return {};
    robot.stateVersion = version;
    robot.stateAsOf = now();
    robot.battery = battery;
    robot.onDuty = data.required<bool>("onDuty");
    robot.online = data.required<QString>("connectivity") == u"Online";
    robot.lid = data.required<QString>("lid");
    if (!m_trips.openOf(robot.robotSerial))
        robot.place = place;
    m_robots.store(robot, now());
    return {};
}

Handled DispatchService::onLidEvent(const IncomingEvent &event)
{
    Fields data(event.data);
    RobotAvailability robot =
        robotOrNew(data.required<RobotSerial>("robotSerial"), data.required<QString>("driverName"));
    const QString kind = data.required<QString>("kind");
    const qint64 version = data.required<qint64>("version");
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    const QString lid = kind == u"Opened" ? u"Open"_s : kind;
    if (version <= robot.stateVersion || robot.lid == lid)
        return {};
    robot.stateVersion = version;
    robot.stateAsOf = event.event.time;
    robot.lid = lid;
    m_robots.store(robot, now());
    return {};
}

} // namespace curbside::dispatch
