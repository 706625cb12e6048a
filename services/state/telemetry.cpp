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
    RobotState robot;
    robot.serial = RobotSerial(request.pathValue(u"serial"));
    robot.last = *telemetry;
    robot.seenAt = robot.createdAt = robot.updatedAt = now();
    const auto before = m_robots.findReport(robot.serial, telemetry->driverName);
    if (!before || !before->isSameDriver) {
        if (auto problem = refuseDriver(robot.serial, telemetry->driverName))
            return std::move(*problem);
    }
    if (!before) {
        m_robots.insert(robot);
        publishChanges(changesBetween({}, *telemetry), robot);
        return Response::created(u"/robot/%1"_s.arg(robot.serial.toString()), versionJson(robot));
    }
    robot.version = before->version + 1;
    if (!before->isSameDriver)
        m_robots.updateDriver(robot.serial, robot.last.driverName);
    m_robots.updateReport(robot);
    publishChanges(changesBetween(*before, *telemetry), robot);
    return Response::json(versionJson(robot));
}

std::optional<Problem> StateService::refuseDriver(const RobotSerial &serial, const DriverName &driver)
{
    const auto other = m_robots.findByDriver(driver);
    if (!other || other->serial == serial)
        return std::nullopt;
    return Problem::unprocessable(u"/driverName"_s, u"is the name of robot %1"_s.arg(other->serial.toString()));
}

/// Each change has a version of its own: to those who hear of it, what has the version of the one before is no news.
void StateService::publishChanges(const std::vector<RobotChange> &changes, RobotState &robot)
{
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (i > 0) {
            ++robot.version;
            m_robots.updateReport(robot);
        }
        publish(robotStateChanged(robot, changes[i]));
    }
}

Handled StateService::findSilentRobots()
{
    for (RobotState &robot : m_robots.silent(now() - longestSilenceMoving, now() - longestSilenceStanding)) {
        robot.connectivity = Connectivity::Offline;
        robot.updatedAt = now();
        ++robot.version;
        m_robots.updateConnectivity(robot);
        publish(robotStateChanged(robot, RobotChange::Offline));
    }
    return {};
}

} // namespace curbside::state
