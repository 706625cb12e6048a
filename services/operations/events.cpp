// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/events.h"

namespace curbside::operations {

namespace {

JsonWriter begin(const Task &task)
{
    JsonWriter json;
    json.beginObject().member("taskId", task.id).member("type", task.type);
    json.member("deliveryId", task.deliveryId)
        .member("attemptId", task.attemptId)
        .member("robotSerial", task.robotSerial);
    return json;
}

EventDraft finish(const char *type, const QByteArray &subject, qint64 version, JsonWriter &json)
{
    json.member("version", version).endObject();
    return {QByteArray(type), subject, json.take()};
}

EventDraft aboutRobot(const char *type, const Robot &robot)
{
    JsonWriter json;
    json.beginObject().member("robotSerial", robot.serial).member("driverName", robot.name).member("hub", robot.hub);
    json.member("inService", robot.isInService).member("held", robot.isHeld);
    json.member("onDutyFrom", robot.onDutyFrom).member("onDutyUntil", robot.onDutyUntil);
    return finish(type, robot.serial.toUtf8(), robot.version, json);
}

} // namespace

EventDraft taskStatusChanged(std::optional<TaskStatus> from, const Task &task)
{
    JsonWriter json = begin(task);
    json.member("operatorId", task.operatorId).member("from", from).member("to", task.status);
    json.member("failureReason", task.failureReason);
    return finish("curbside.operations.TaskStatusChanged", task.id.toUtf8(), task.version, json);
}

EventDraft taskCompleted(const Task &task)
{
    JsonWriter json = begin(task);
    return finish("curbside.operations.TaskCompleted", task.id.toUtf8(), task.version, json);
}

EventDraft robotRegistered(const Robot &robot)
{
    return aboutRobot("curbside.operations.RobotRegistered", robot);
}

EventDraft robotServiceChanged(const Robot &robot)
{
    return aboutRobot("curbside.operations.RobotServiceChanged", robot);
}

} // namespace curbside::operations
