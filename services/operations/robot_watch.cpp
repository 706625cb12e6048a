// SPDX-License-Identifier: GPL-3.0-or-later
// What State says of robots, and what follows for their tasks:
// - The merchant or the customer has closed the lid: the goods have changed hands, the task is completed.
// - Offline for 10 minutes: the robot is lost, and its tasks fail.
// - The lid jams: an operator is called (a task Rescue). When none has taken it after 10 minutes, the tasks under way fail.
// - The battery is low: the robot is called to charge (a task Charge), until its battery is heard to be no longer low.
#include "services/operations/operations_service.h"
#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

namespace {

constexpr Duration lostAfter = 10min;
constexpr Duration leastTimeToReturn = 1min; ///< for a robot that was lost already when it got a task
constexpr Duration jamPatience = 10min;
constexpr qint64 lowBatteryPercent = 20;

QString lidAfter(QStringView kind)
{
    return kind == u"Opened" ? u"Open"_s : kind.toString();
}

bool endsByClosingLid(const Task &task, QStringView closedBy)
{
    return (task.type == TaskType::Pickup && closedBy == u"Merchant")
        || (task.type == TaskType::Dropoff && closedBy == u"Customer");
}

TaskStatus nextOnTheWay(TaskStatus status)
{
    if (status == TaskStatus::Pending)
        return TaskStatus::Assigned;
    return status == TaskStatus::Assigned ? TaskStatus::InProgress : TaskStatus::Completed;
}

} // namespace

Handled OperationsService::onRobotStateChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto serial = data.required<RobotSerial>("robotSerial");
    const auto connectivity = data.required<QString>("connectivity");
    const auto battery = data.required<qint64>("battery");
    const auto version = data.required<qint64>("version");
    if (auto problem = data.problem())
        return std::unexpected(std::move(*problem));
    if (noteConnectivity(serial, {connectivity, version, event.event.time}))
        noteBattery(serial, connectivity == u"Online", battery);
    return {};
}

Handled OperationsService::takeRobot(JsonValue item)
{
    Fields fields(item);
    const auto serial = fields.required<RobotSerial>("robotSerial");
    const auto connectivity = fields.required<QString>("connectivity");
    const auto lid = fields.required<QString>("lid");
    const auto battery = fields.required<qint64>("battery");
    const auto version = fields.required<qint64>("version");
    const auto updatedAt = fields.required<PlatformTime>("updatedAt");
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    if (noteConnectivity(serial, {connectivity, version, updatedAt}))
        noteBattery(serial, connectivity == u"Online", battery);
    noteLid(serial, {lid, version, updatedAt});
    return {};
}

Handled OperationsService::onLidEvent(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto serial = data.required<RobotSerial>("robotSerial");
    const auto kind = data.required<QString>("kind");
    const auto version = data.required<qint64>("version");
    if (auto problem = data.problem())
        return std::unexpected(std::move(*problem));
    noteLid(serial, {lidAfter(kind), version, event.event.time});
    return takeLidEvent(event.data);
}

Handled OperationsService::takeLidEvent(JsonValue item)
{
    Fields fields(item);
    const auto serial = fields.required<RobotSerial>("robotSerial");
    const auto kind = fields.required<QString>("kind");
    const auto actor = fields.required<QString>("actor");
    const auto taskId = fields.optional<TaskId>("taskId");
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    if (kind == u"Closed" && taskId)
        completeHandover(*taskId, serial, actor);
    return {};
}

/// Over what lies between: the closed lid may be heard of before the robot's word that it had begun.
void OperationsService::completeHandover(const TaskId &id, const RobotSerial &serial, QStringView closedBy)
{
    auto task = m_tasks.find(id);
    if (!task || task->robotSerial != serial || !endsByClosingLid(*task, closedBy))
        return;
    while (task->isOpen())
        task = move(*task, nextOnTheWay(task->status));
}

bool OperationsService::noteConnectivity(const RobotSerial &serial, const ConditionCopy &copy)
{
    const RobotCondition before = m_conditions.find(serial);
    if (before.connectivity && copy.version < before.connectivity->version)
        return false;
    m_conditions.keepConnectivity(serial, copy, now());
    if (copy.value == u"Online")
        cancelTimer("robot-lost", serial.toString());
    else if (!before.isOffline())
        setTimer("robot-lost", serial.toString(), copy.asOf + lostAfter);
    return true;
}

/// A robot that gets a task while it is offline: it may be lost before it ever hears of it.
void OperationsService::watchForLoss(const RobotSerial &serial)
{
    const RobotCondition condition = m_conditions.find(serial);
    if (condition.isOffline())
        setTimer("robot-lost", serial.toString(),
                 std::max(condition.connectivity->asOf + lostAfter, now() + leastTimeToReturn));
}

Handled OperationsService::onRobotLost(const QString &serial)
{
    const RobotSerial robot(serial);
    if (!m_conditions.find(robot).isOffline())
        return {};
    for (Task &task : m_tasks.openOf(robot)) {
        // A task of a delivery that the robot never heard of is as lost: the robot was to do it.
        if (task.status == TaskStatus::Pending && task.isForDelivery())
            task = move(task, TaskStatus::Assigned);
        if (task.type != TaskType::Rescue && task.status != TaskStatus::Pending)
            move(task, TaskStatus::Failed, u"RobotLost"_s);
    }
    cancelTimer("robot-lost", serial);
    return {};
}

void OperationsService::noteBattery(const RobotSerial &serial, bool isOnline, qint64 percent)
{
    const auto charge = m_tasks.findOpenOf(serial, TaskType::Charge);
    if (percent >= lowBatteryPercent) {
        if (charge)
            move(*charge, charge->status == TaskStatus::InProgress ? TaskStatus::Completed : TaskStatus::Cancelled);
        return;
    }
    if (charge || !isOnline || !m_robots.find(serial))
        return;
    Task task;
    task.type = TaskType::Charge;
    task.robotSerial = serial;
    task.dueAt = now();
    addTask(task);
}

void OperationsService::noteLid(const RobotSerial &serial, const ConditionCopy &copy)
{
    const RobotCondition before = m_conditions.find(serial);
    if (before.lid && copy.version < before.lid->version)
        return;
    m_conditions.keepLid(serial, copy, now());
    const bool isJammed = copy.value == u"Jammed";
    if (isJammed && !before.isJammed())
        lookAfterJam(serial);
    if (isJammed || !before.isJammed())
        return;
    cancelTimer("lid-jammed", serial.toString());
    // Whoever was called before the jam was called for something else.
    const auto rescue = m_tasks.findOpenOf(serial, TaskType::Rescue);
    if (rescue && !rescue->isTaken() && rescue->createdAt >= before.lid->asOf)
        move(*rescue, TaskStatus::Cancelled);
}

/// Calls an operator, unless one is called already, and gives them time.
void OperationsService::lookAfterJam(const RobotSerial &serial)
{
    if (!m_robots.find(serial))
        return;
    auto rescue = m_tasks.findOpenOf(serial, TaskType::Rescue);
    if (!rescue) {
        const std::vector<Task> open = m_tasks.openOf(serial);
        const auto underWay = std::ranges::find(open, TaskStatus::InProgress, &Task::status);
        Task task;
        task.type = TaskType::Rescue;
        task.robotSerial = serial;
        task.dueAt = now();
        if (underWay != open.end()) {
            task.deliveryId = underWay->deliveryId; // but not its attempt, which may need rescue more than once
            task.tripId = underWay->tripId;
        }
        rescue = addTask(task);
    }
    if (rescue->isTaken())
        return;
    const RobotCondition condition = m_conditions.find(serial);
    const PlatformTime due = condition.lid->asOf + jamPatience;
    setTimer("lid-jammed", serial.toString(), due > now() ? due : now() + jamPatience);
}

Handled OperationsService::onLidStillJammed(const QString &serial)
{
    const RobotSerial robot(serial);
    const auto rescue = m_tasks.findOpenOf(robot, TaskType::Rescue);
    if (!m_conditions.find(robot).isJammed() || (rescue && rescue->isTaken()))
        return {};
    for (const Task &task : m_tasks.openOf(robot)) {
        if (task.isForDelivery() && task.status == TaskStatus::InProgress && !task.operatorId)
            move(task, TaskStatus::Failed, u"LidJammed"_s);
    }
    return {};
}

void OperationsService::watchTask(const Task &task)
{
    if (task.type == TaskType::Rescue) {
        followRescue(task);
        return;
    }
    if (!task.isOpen())
        return;
    watchForLoss(task.robotSerial);
    const bool needsLid = task.isForDelivery() && task.status == TaskStatus::InProgress && !task.operatorId;
    if (needsLid && m_conditions.find(task.robotSerial).isJammed())
        lookAfterJam(task.robotSerial);
}

/// The 10 minutes end when an operator has taken the rescue, and begin anew when it ends and the lid still jams.
void OperationsService::followRescue(const Task &rescue)
{
    const QString serial = rescue.robotSerial.toString();
    if (rescue.isOpen()) {
        if (rescue.isTaken())
            cancelTimer("lid-jammed", serial);
    } else if (m_conditions.find(rescue.robotSerial).isJammed()) {
        setTimer("lid-jammed", serial, now() + jamPatience);
    }
}

} // namespace curbside::operations
