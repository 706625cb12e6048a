// SPDX-License-Identifier: GPL-3.0-or-later
// Who works: robots and operators.
#include "services/operations/events.h"
#include "services/operations/operations_service.h"
#include "services/runtime/http/list_page.h"
#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

std::expected<Robot, Problem> OperationsService::readRobot(const Request &request, const std::optional<Robot> &before)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    Robot robot = before.value_or(Robot{});
    robot.serial = RobotSerial(request.pathValue(u"serial"));
    robot.name = fields.required<DriverName>("name");
    robot.hub = fields.optional<QString>("hub").value_or(QString());
    robot.isInService = fields.optional<bool>("inService").value_or(robot.isInService);
    robot.onDutyFrom = fields.optional<PlatformTime>("onDutyFrom");
    robot.onDutyUntil = fields.optional<PlatformTime>("onDutyUntil");
    if (robot.onDutyFrom && robot.onDutyUntil && *robot.onDutyUntil < *robot.onDutyFrom)
        fields.refuse("onDutyUntil", u"is before onDutyFrom"_s);
    const auto namesake = m_robots.findByName(robot.name);
    if (namesake && *namesake != robot.serial)
        fields.refuse("name", u"is the name of robot %1"_s.arg(namesake->toString()));
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    return robot;
}

Response OperationsService::putRobot(const Request &request)
{
    const auto before = m_robots.find(RobotSerial(request.pathValue(u"serial")));
    auto robot = readRobot(request, before);
    if (!robot)
        return robot.error();
    if (before && before->isRegisteredAs(*robot))
        return Response::json(before->toJson());
    robot->updatedAt = now();
    if (!before) {
        robot->createdAt = now();
        m_robots.insert(*robot);
        publish(robotRegistered(*robot));
        return Response::created(u"/robot/%1"_s.arg(robot->serial.toString()), robot->toJson());
    }
    ++robot->version;
    m_robots.update(*robot);
    publish(robotRegistered(*robot));
    if (before->isInService != robot->isInService)
        publish(robotServiceChanged(*robot));
    return Response::json(robot->toJson());
}

Response OperationsService::getRobot(const Request &request)
{
    const QString serial = request.pathValue(u"serial");
    const auto robot = m_robots.find(RobotSerial(serial));
    return robot ? Response::json(robot->toJson()) : Response(Problem::notFound(u"robot", serial));
}

Response OperationsService::getRobots(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    const std::vector<Robot> robots = m_robots.list(page->cursor, page->limit + 1);
    return page->write([next = robots.begin(), end = robots.end()](JsonWriter &json) mutable {
        if (next == end)
            return QString();
        next->writeTo(json);
        return (next++)->serial.toString();
    });
}

Response OperationsService::changeService(const Request &request, bool Robot::*flag, bool value)
{
    const QString serial = request.pathValue(u"serial");
    auto robot = m_robots.find(RobotSerial(serial));
    if (!robot)
        return Problem::notFound(u"robot", serial);
    if (std::exchange((*robot).*flag, value) != value) {
        robot->updatedAt = now();
        ++robot->version;
        m_robots.update(*robot);
        publish(robotServiceChanged(*robot));
    }
    return Response::json(robot->toJson());
}

Response OperationsService::putInService(const Request &request)
{
    return changeService(request, &Robot::isInService, true);
}

Response OperationsService::takeOutOfService(const Request &request)
{
    return changeService(request, &Robot::isInService, false);
}

Response OperationsService::holdRobot(const Request &request)
{
    return changeService(request, &Robot::isHeld, true);
}

Response OperationsService::releaseRobot(const Request &request)
{
    return changeService(request, &Robot::isHeld, false);
}

Response OperationsService::putOperator(const Request &request)
{
    const OperatorId id(request.pathValue(u"id"));
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto name = fields.required<QString>("name");
    const bool isOnShift = fields.required<bool>("onShift");
    if (auto problem = fields.problem())
        return std::move(*problem);
    auto person = m_operators.find(id);
    if (!person) {
        person = Operator{id, name, isOnShift, now(), now(), 1};
        m_operators.insert(*person);
        return Response::created(u"/operator/%1"_s.arg(id.toString()), person->toJson());
    }
    if (person->name != name || person->isOnShift != isOnShift) {
        *person = {id, name, isOnShift, person->createdAt, now(), person->version + 1};
        m_operators.update(*person);
    }
    return Response::json(person->toJson());
}

Response OperationsService::getOperator(const Request &request)
{
    const QString id = request.pathValue(u"id");
    const auto person = m_operators.find(OperatorId(id));
    return person ? Response::json(person->toJson()) : Response(Problem::notFound(u"operator", id));
}

Response OperationsService::getOperators(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    const std::vector<Operator> people = m_operators.list(page->cursor, page->limit + 1);
    return page->write([next = people.begin(), end = people.end()](JsonWriter &json) mutable {
        if (next == end)
            return QString();
        next->writeTo(json);
        return (next++)->id.toString();
    });
}

} // namespace curbside::operations
