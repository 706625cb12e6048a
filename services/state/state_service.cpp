// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/state_service.h"

#include "services/runtime/http/list_page.h"
#include "services/runtime/json/fields.h"
#include "services/state/api.h"
#include "services/state/events.h"

using namespace Qt::StringLiterals;

namespace curbside::state {

namespace {

Problem noSuchRobot(const Request &request)
{
    return Problem::notFound(u"robot", request.pathValue(u"serial"));
}

} // namespace

StateService::StateService(ServiceContext &context) : Service(context), m_robots(database()), m_lidEvents(database())
{
    route(Method::Put, u"/robot/{serial}/state"_s, &StateService::reportTelemetry);
    route(Method::Post, u"/robot/{serial}/lid-events"_s, &StateService::reportLidEvent);
    route(Method::Post, u"/robot/{serial}/lid"_s, &StateService::commandLid);
    route(Method::Get, u"/robot/{serial}"_s, &StateService::getRobot);
    route(Method::Get, u"/robot-by-driver/{driverName}"_s, &StateService::getRobotByDriver);
    route(Method::Get, u"/robots"_s, &StateService::getRobots);
    route(Method::Get, u"/lid-event/{id}"_s, &StateService::getLidEvent);
    route(Method::Get, u"/lid-events"_s, &StateService::getLidEvents);
    routeQuestion(u"/graphql"_s, &StateService::askGraph);
    describe(api());

    subscribe<StateService>(u"operations"_s,
                            {{u"curbside.operations.TaskStatusChanged"_s, &StateService::onTaskStatusChanged}});
    snapshot(u"operations"_s, u"/tasks"_s, &StateService::takeTask);

    every(10s, "find-silent-robots", &StateService::findSilentRobots);

    refersTo({{u"robot_state.task_id"_s, u"operations:task.id"_s}, {u"lid_event.task_id"_s, u"operations:task.id"_s}});
}

Response StateService::reportLidEvent(const Request &request)
{
    auto robot = m_robots.find(RobotSerial(request.pathValue(u"serial")));
    if (!robot)
        return noSuchRobot(request);
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    LidEvent event;
    event.kind = fields.required<LidEventKind>("kind");
    event.actor = fields.required<LidActor>("actor");
    event.taskId = fields.optional<TaskId>("taskId");
    if (auto problem = fields.problem())
        return std::move(*problem);
    event.id = newId<LidEventId>();
    event.robotSerial = robot->serial;
    event.at = now();
    m_lidEvents.insert(event);

    robot->lid = lidAfter(event.kind);
    robot->updatedAt = now();
    ++robot->version;
    m_robots.updateLid(*robot);
    publish(lidEventHappened(*robot, event));
    return Response::created(u"/lid-event/%1"_s.arg(event.id.toString()), event.toJson());
}

Response StateService::commandLid(const Request &request)
{
    const auto robot = m_robots.find(RobotSerial(request.pathValue(u"serial")));
    if (!robot)
        return noSuchRobot(request);
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto command = fields.required<LidCommand>("command");
    const QString requestedBy = fields.optional<QString>("requestedBy").value_or(u"Unknown"_s);
    if (auto problem = fields.problem())
        return std::move(*problem);
    publish(lidCommandIssued(*robot, command, requestedBy));
    return Response::accepted(u"/robot/%1"_s.arg(robot->serial.toString()), robot->toJson());
}

Response StateService::getRobot(const Request &request)
{
    const auto robot = m_robots.find(RobotSerial(request.pathValue(u"serial")));
    return robot ? Response::json(robot->toJson()) : noSuchRobot(request);
}

Response StateService::getRobotByDriver(const Request &request)
{
    const QString driver = request.pathValue(u"driverName");
    const auto robot = m_robots.findByDriver(DriverName(driver));
    return robot ? Response::json(robot->toJson()) : Problem::notFound(u"robot of driver", driver);
}

Response StateService::getRobots(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    const auto serials = request.queryValue(u"serials");
    const std::vector<RobotState> robots = serials
        ? m_robots.listOf(serials->split(u',', Qt::SkipEmptyParts), page->cursor, page->limit + 1)
        : m_robots.list(page->cursor, page->limit + 1);
    return page->write([next = robots.begin(), end = robots.end()](JsonWriter &json) mutable {
        if (next == end)
            return QString();
        next->writeTo(json);
        return (next++)->serial.toString();
    });
}

Response StateService::getLidEvent(const Request &request)
{
    const QString id = request.pathValue(u"id");
    const auto eventId = LidEventId::fromString(id);
    const auto event = eventId ? m_lidEvents.find(*eventId) : std::nullopt;
    return event ? Response::json(event->toJson()) : Problem::notFound(u"lid event", id);
}

Response StateService::getLidEvents(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    PlatformTime since{};
    if (const auto text = request.queryValue(u"since")) {
        const auto time = fromRfc3339(text->toUtf8());
        if (!time)
            return Problem::unprocessable(u"?since"_s, u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
        since = *time;
    }
    const auto robot = request.queryValue(u"robot");
    const auto tasks = request.queryValue(u"tasks");
    if (robot && tasks)
        return Problem::unprocessable(u"?tasks"_s, u"cannot be asked together with robot"_s);
    const qint64 most = page->limit + 1;
    const std::vector<LidEvent> events = robot ? m_lidEvents.listOf(RobotSerial(*robot), since, page->cursor, most)
        : tasks ? m_lidEvents.listForTasks(tasks->split(u',', Qt::SkipEmptyParts), since, page->cursor, most)
                : m_lidEvents.list(since, page->cursor, most);
    return page->write([next = events.begin(), end = events.end()](JsonWriter &json) mutable {
        if (next == end)
            return QString();
        next->writeTo(json);
        return (next++)->id.toString();
    });
}

Handled StateService::onTaskStatusChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto serial = data.required<RobotSerial>("robotSerial");
    const TaskUnderWay task{data.required<TaskId>("taskId"), data.required<qint64>("version"), event.event.time};
    const auto status = data.required<QString>("to");
    if (auto problem = data.problem())
        return std::unexpected(std::move(*problem));
    noteTask(serial, task, status == u"InProgress");
    return {};
}

Handled StateService::takeTask(JsonValue item)
{
    Fields fields(item);
    const auto serial = fields.required<RobotSerial>("robotSerial");
    const TaskUnderWay task{fields.required<TaskId>("id"), fields.required<qint64>("version"),
                            fields.required<PlatformTime>("updatedAt")};
    const auto status = fields.required<QString>("status");
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    noteTask(serial, task, status == u"InProgress");
    return {};
}

/// The copy is of the task that began last; what that one interrupted comes back when it ends. Old news of a task are known
/// by their version, those of another by their time.
void StateService::noteTask(const RobotSerial &serial, const TaskUnderWay &task, bool isInProgress)
{
    auto robot = m_robots.find(serial);
    if (!robot)
        return;
    const bool isSameTask = robot->task && robot->task->id == task.id;
    const auto interrupted = isSameTask ? std::nullopt : m_robots.findInterrupted(*task.id);
    if (interrupted && !isInProgress && task.version >= interrupted->version)
        m_robots.forgetInterrupted(*task.id);
    const bool isOld =
        robot->task && (isSameTask ? task.version < robot->task->version : task.asOf < robot->task->asOf);
    if (isOld || (interrupted && task.version <= interrupted->version) || (!isInProgress && !isSameTask))
        return;
    robot->task = isInProgress ? begun(*robot, task) : ended(*robot, task);
    robot->updatedAt = now();
    ++robot->version;
    m_robots.updateTask(*robot);
}

TaskUnderWay StateService::begun(const RobotState &robot, const TaskUnderWay &task)
{
    if (robot.task && robot.task->id && robot.task->id != task.id)
        m_robots.keepInterrupted(robot.serial, *robot.task);
    m_robots.forgetInterrupted(*task.id);
    return task;
}

/// The task that goes on now, or none, as of the end of the other.
TaskUnderWay StateService::ended(const RobotState &robot, const TaskUnderWay &task)
{
    const auto next = m_robots.lastInterrupted(robot.serial);
    if (!next)
        return {std::nullopt, task.version, task.asOf};
    m_robots.forgetInterrupted(*next->id);
    return {next->id, next->version, task.asOf};
}

std::unique_ptr<Service> makeStateService(ServiceContext &context)
{
    return std::make_unique<StateService>(context);
}

} // namespace curbside::state
