// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked and commanded of tasks.
#include "services/operations/operations_service.h"
#include "services/runtime/http/known_values.h"
#include "services/runtime/http/list_page.h"
#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

namespace {

/// A filter that names one of an enum's values; `wrong` is set when it names none.
template <NamedEnum Enum>
std::optional<Enum> namedFilter(const Request &request, QStringView name, std::optional<Problem> &wrong)
{
    const auto text = request.queryValue(name);
    const auto value = text ? fromText<Enum>(QStringView(*text)) : std::nullopt;
    if (text && !value)
        wrong = refuseUnknownValue<Enum>(name);
    return value;
}

std::expected<Task, Problem> readTask(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    Task task;
    task.type = fields.required<TaskType>("type");
    task.deliveryId = fields.optional<DeliveryId>("deliveryId");
    task.attemptId = fields.optional<AttemptId>("attemptId");
    task.tripId = fields.optional<TripId>("tripId");
    task.robotSerial = fields.required<RobotSerial>("robotSerial");
    task.dueAt = fields.optional<PlatformTime>("dueAt");
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    return task;
}

} // namespace

Response OperationsService::createTask(const Request &request)
{
    const auto wanted = readTask(request);
    if (!wanted)
        return wanted.error();
    if (wanted->attemptId) {
        if (const auto first = m_tasks.findOfAttempt(*wanted->attemptId, wanted->type))
            return Response::json(first->toJson());
    }
    if (!m_robots.find(wanted->robotSerial))
        return Problem::unprocessable(u"/robotSerial"_s, u"is not the serial of a registered robot"_s);
    if (wanted->isOnceARobot()) {
        if (const auto open = m_tasks.findOpenOf(wanted->robotSerial, wanted->type))
            return Response::json(open->toJson());
    }
    const Task task = addTask(*wanted);
    return Response::created(u"/task/%1"_s.arg(task.id.toString()), task.toJson());
}

std::expected<Task, Problem> OperationsService::taskOf(const Request &request)
{
    const QString text = request.pathValue(u"id");
    const auto id = TaskId::fromString(text);
    if (auto task = id ? m_tasks.find(*id) : std::nullopt)
        return *task;
    return std::unexpected(Problem::notFound(u"task", text));
}

Response OperationsService::getTask(const Request &request)
{
    const auto task = taskOf(request);
    return task ? Response::json(task->toJson()) : Response(task.error());
}

Response OperationsService::getTasks(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    std::optional<Problem> wrong;
    TaskFilter filter;
    filter.status = namedFilter<TaskStatus>(request, u"status", wrong);
    filter.type = namedFilter<TaskType>(request, u"type", wrong);
    filter.operatorId = request.queryValue(u"operator");
    filter.robotSerial = request.queryValue(u"robot");
    filter.deliveryId = request.queryValue(u"delivery");
    if (const auto since = request.queryValue(u"since")) {
        filter.since = fromRfc3339(since->toUtf8());
        if (!filter.since)
            return Problem::unprocessable(u"?since"_s, u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
    }
    if (wrong)
        return std::move(*wrong);
    const std::vector<Task> tasks = m_tasks.list(filter, page->cursor, page->limit + 1);
    return page->write([next = tasks.begin(), end = tasks.end()](JsonWriter &json) mutable {
        if (next == end)
            return QString();
        next->writeTo(json);
        return (next++)->id.toString();
    });
}

Response OperationsService::assignTask(const Request &request)
{
    auto task = taskOf(request);
    if (!task)
        return task.error();
    std::optional<OperatorId> person;
    if (!request.body.isEmpty()) {
        const auto document = JsonDocument::parse(request.body);
        Fields fields(document ? document->root() : JsonValue());
        person = fields.optional<OperatorId>("operatorId");
        if (auto problem = fields.problem())
            return std::move(*problem);
        if (person && !m_operators.find(*person))
            return Problem::unprocessable(u"/operatorId"_s, u"is not the id of a known operator"_s);
    }
    if (task->status == TaskStatus::Pending) {
        task->operatorId = person;
        return Response::json(move(*task, TaskStatus::Assigned).toJson());
    }
    if (!person || !task->isOpen())
        return Problem::illegalMove(task->status, TaskStatus::Assigned);
    return Response::json((task->operatorId == person ? *task : putOperatorOn(*task, *person)).toJson());
}

Response OperationsService::moveTask(const Request &request, TaskStatus to, const std::optional<QString> &failureReason)
{
    const auto task = taskOf(request);
    if (!task)
        return task.error();
    if (!taskMoves.allows(task->status, to))
        return Problem::illegalMove(task->status, to);
    return Response::json(move(*task, to, failureReason).toJson());
}

Response OperationsService::startTask(const Request &request)
{
    return moveTask(request, TaskStatus::InProgress);
}

Response OperationsService::completeTask(const Request &request)
{
    return moveTask(request, TaskStatus::Completed);
}

Response OperationsService::failTask(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto reason = fields.required<QString>("reason");
    if (reason.isEmpty() && fields.ok())
        fields.refuse("reason", u"is empty"_s);
    if (auto problem = fields.problem())
        return std::move(*problem);
    return moveTask(request, TaskStatus::Failed, reason);
}

Response OperationsService::cancelTask(const Request &request)
{
    const auto task = taskOf(request);
    if (task && task->status == TaskStatus::Cancelled)
        return Response::json(task->toJson());
    return moveTask(request, TaskStatus::Cancelled);
}

} // namespace curbside::operations
