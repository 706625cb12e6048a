// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/events.h"

namespace curbside::state {

namespace {

JsonWriter begin(const RobotState &robot)
{
    JsonWriter json;
    json.beginObject().member("robotSerial", robot.serial).member("driverName", robot.last.driverName);
    return json;
}

EventDraft finish(const char *type, const RobotState &robot, JsonWriter &json)
{
    json.member("version", robot.version).endObject();
    return {QByteArray(type), robot.serial.toUtf8(), json.take()};
}

} // namespace

EventDraft robotStateChanged(const RobotState &robot, RobotChange what)
{
    JsonWriter json = begin(robot);
    json.member("what", what);
    if (what == RobotChange::Arrived)
        json.member("taskId", robot.last.arrivedForTask);
    json.key("x").thousandths(robot.last.place.x).key("y").thousandths(robot.last.place.y);
    json.member("battery", robot.last.batteryPercent).member("connectivity", robot.connectivity);
    return finish("curbside.state.RobotStateChanged", robot, json);
}

EventDraft lidEventHappened(const RobotState &robot, const LidEvent &event)
{
    JsonWriter json = begin(robot);
    json.member("lidEventId", event.id)
        .member("kind", event.kind)
        .member("actor", event.actor)
        .member("taskId", event.taskId);
    return finish("curbside.state.LidEvent", robot, json);
}

EventDraft lidCommandIssued(const RobotState &robot, LidCommand command, const QString &requestedBy)
{
    JsonWriter json;
    json.beginObject()
        .member("robotSerial", robot.serial)
        .member("command", command)
        .member("requestedBy", requestedBy);
    return finish("curbside.state.LidCommandIssued", robot, json);
}

} // namespace curbside::state
