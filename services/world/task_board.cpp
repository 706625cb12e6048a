// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/task_board.h"

#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

/// How a task stands, by the platform's own account of it.
std::optional<TaskStatus> statusIn(const Response &response)
{
    const auto document = JsonDocument::parse(response.body);
    const auto text = document ? document->root()["status"].toUtf8() : std::nullopt;
    return text ? fromText<TaskStatus>(*text) : std::nullopt;
}

TaskStatus statusAfter(const QString &verb)
{
    if (verb == u"assign")
        return TaskStatus::Assigned;
    if (verb == u"start")
        return TaskStatus::InProgress;
    return verb == u"fail" ? TaskStatus::Failed : TaskStatus::Completed;
}

/// An object of one member, or of none.
template <typename Value>
QByteArray objectOf(std::string_view name, const std::optional<Value> &value)
{
    JsonWriter json;
    return json.beginObject().member(name, value).endObject().take();
}

KnownTask readHeard(Fields &fields, std::string_view idName)
{
    KnownTask heard;
    heard.id = fields.required<TaskId>(idName);
    heard.type = fields.required<TaskType>("type");
    heard.robot = fields.required<RobotSerial>("robotSerial");
    heard.attempt = fields.optional<AttemptId>("attemptId");
    heard.delivery = fields.optional<DeliveryId>("deliveryId");
    heard.operatorKey = fields.optional<OperatorKey>("operatorId");
    return heard;
}

} // namespace

TaskBoard::TaskBoard(World &world, OnMoved onMoved) : Actor(world), m_tasks(database()), m_onMoved(std::move(onMoved))
{}

Handled TaskBoard::heard(const IncomingEvent &event)
{
    Fields fields(event.data);
    KnownTask heard = readHeard(fields, "taskId");
    heard.status = fields.required<TaskStatus>("to");
    return take(fields, heard);
}

Handled TaskBoard::listed(JsonValue item)
{
    Fields fields(item);
    KnownTask heard = readHeard(fields, "id");
    heard.status = fields.required<TaskStatus>("status");
    return take(fields, heard);
}

Handled TaskBoard::take(const Fields &fields, const KnownTask &heard)
{
    if (fields.problem())
        return std::unexpected(*fields.problem());
    std::optional<KnownTask> known = m_tasks.find(heard.id);
    const bool isNews = !known || known->status < heard.status || known->operatorKey != heard.operatorKey;
    if (!known) {
        m_tasks.insert(heard, now());
        known = heard;
    } else if (isNews) {
        known->status = std::max(known->status, heard.status);
        known->operatorKey = heard.operatorKey;
        pursue(*known);
        m_tasks.save(*known, now());
    }
    if (isNews)
        m_onMoved(*known);
    return {};
}

void TaskBoard::want(const TaskId &id, TaskWish wish)
{
    std::optional<KnownTask> task = m_tasks.find(id);
    if (!task || task->isOver() || task->wish >= wish)
        return;
    task->wish = wish;
    pursue(*task);
    m_tasks.save(*task, now());
}

void TaskBoard::startAs(const TaskId &id, const OperatorKey &who)
{
    std::optional<KnownTask> task = m_tasks.find(id);
    if (!task)
        return;
    task->operatorKey = who;
    m_tasks.save(*task, now());
    want(id, TaskWish::Start);
}

void TaskBoard::fail(const TaskId &id, const QString &reason)
{
    std::optional<KnownTask> task = m_tasks.find(id);
    if (!task)
        return;
    task->reason = reason;
    m_tasks.save(*task, now());
    want(id, TaskWish::Fail);
}

/// Makes the next call on the way to what is wished, unless one is under way.
void TaskBoard::pursue(KnownTask &task)
{
    if (task.isCalling || task.isOver())
        return;
    if (task.status == TaskStatus::Pending && task.wish >= TaskWish::Assign) {
        const bool isRescue = task.type == TaskType::Rescue; // any other is the robot's own
        callAbout(task, u"assign"_s, objectOf("operatorId", isRescue ? task.operatorKey : std::nullopt));
    } else if (task.status >= TaskStatus::Assigned && task.wish == TaskWish::Fail) {
        callAbout(task, u"fail"_s, objectOf("reason", std::optional(task.reason)));
    } else if (task.status == TaskStatus::Assigned && task.wish >= TaskWish::Start) {
        callAbout(task, u"start"_s, QByteArrayLiteral("{}"));
    } else if (task.status == TaskStatus::InProgress && task.wish == TaskWish::Complete) {
        callAbout(task, u"complete"_s, QByteArrayLiteral("{}"));
    }
}

void TaskBoard::callAbout(KnownTask &task, const QString &verb, QByteArray body)
{
    task.isCalling = true;
    const QString id = task.id.toString();
    call(Method::Post, {"operations", u"/task/%1/%2"_s.arg(id, verb)}, "task-" + verb.toUtf8(), id, std::move(body));
}

void TaskBoard::ask(KnownTask &task)
{
    task.isCalling = true;
    const QString id = task.id.toString();
    call(Method::Get, {"operations", u"/task/"_s + id}, "task-ask", id, {});
}

void TaskBoard::refused(KnownTask &task, const Response &response)
{
    const bool isGone = response.status == 404 || response.status == 410;
    if (isGone || ++task.refusals > mostRefusals)
        task.status = TaskStatus::Cancelled;
    else
        ask(task);
}

Handled TaskBoard::answered(const CallIntent &call, const Response &response)
{
    std::optional<KnownTask> task = m_tasks.find(TaskId::fromString(call.subject).value_or(TaskId{}));
    if (!task)
        return {};
    const TaskStatus before = task->status;
    const QString verb = QString::fromUtf8(call.kind.mid(5));
    task->isCalling = false;
    if (!response.isSuccess()) {
        if (!task->isOver())
            refused(*task, response);
    } else if (verb == u"ask") {
        task->status = std::max(before, statusIn(response).value_or(before));
    } else {
        task->status = std::max(before, statusIn(response).value_or(statusAfter(verb)));
    }
    pursue(*task);
    m_tasks.save(*task, now());
    if (task->status != before)
        m_onMoved(*task);
    return {};
}

} // namespace curbside::world
