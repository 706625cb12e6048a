// SPDX-License-Identifier: GPL-3.0-or-later
// What robots report of themselves, and what their silence says: by far the most frequent request of the platform.
#include "services/runtime/json/fields.h"
#include "services/state/events.h"
#include "services/state/state_service.h"

using namespace Qt::StringLiterals;

namespace curbside::state {

namespace {

constexpr Duration longestSilenceMoving = 60s;
constexpr Duration longestSilenceStanding = 11min;

QByteArray versionJson(const RobotState &robot)
{
    JsonWriter json;
    json.beginObject().member("version", robot.version).endObject();
    return json.take();
}

} // namespace

Response StateService::reportTelemetry(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    const auto telemetry = Telemetry::from(document ? document->root() : JsonValue());
    if (!telemetry)
        return telemetry.error();
    const RobotSerial serial(request.pathValue(u"serial"));
    auto before = m_robots.find(serial);
    if (!before)
        return firstReport(serial, *telemetry);

    RobotState robot = *before;
    robot.last = *telemetry;
    robot.connectivity = Connectivity::Online;
    robot.seenAt = robot.updatedAt = now();
    ++robot.version;
    if (before->last.driverName != telemetry->driverName) {
        if (auto problem = refuseDriver(serial, telemetry->driverName))
            return std::move(*problem);
        m_robots.updateDriver(robot);
    }
    m_robots.updateReport(robot);
    publishChanges(changesBetween(before, *telemetry), robot, telemetry->arrivedForTask);
    return Response::json(versionJson(robot));
}

Response StateService::firstReport(const RobotSerial &serial, const Telemetry &telemetry)
{
    if (auto problem = refuseDriver(serial, telemetry.driverName))
        return std::move(*problem);
    RobotState robot;
    robot.serial = serial;
    robot.last = telemetry;
    robot.seenAt = robot.createdAt = robot.updatedAt = now();
    m_robots.insert(robot);
    publishChanges(changesBetween(std::nullopt, telemetry), robot, telemetry.arrivedForTask);
    return Response::created(u"/robot/%1"_s.arg(serial.toString()), versionJson(robot));
}

std::optional<Problem> StateService::refuseDriver(const RobotSerial &serial, const DriverName &driver)
{
    const auto other = m_robots.findByDriver(driver);
    if (!other || other->serial == serial)
        return std::nullopt;
    return Problem::unprocessable(u"/driverName"_s, u"is the name of robot %1"_s.arg(other->serial.toString()));
}

void StateService::publishChanges(const std::vector<RobotChange> &changes, const RobotState &robot,
                                  const std::optional<TaskId> &arrivedForTask)
{
    for (const RobotChange change : changes)
        publish(robotStateChanged(robot, change, change == RobotChange::Arrived ? arrivedForTask : std::nullopt));
}

Handled StateService::findSilentRobots()
{
    std::vector<RobotState> silent = m_robots.silent(true, now() - longestSilenceMoving);
    std::ranges::move(m_robots.silent(false, now() - longestSilenceStanding), std::back_inserter(silent));
    for (RobotState &robot : silent) {
        robot.connectivity = Connectivity::Offline;
        robot.updatedAt = now();
        ++robot.version;
        m_robots.updateConnectivity(robot);
        publish(robotStateChanged(robot, RobotChange::Offline));
    }
    return {};
}

} // namespace curbside::state
