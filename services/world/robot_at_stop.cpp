// SPDX-License-Identifier: GPL-3.0-or-later
// What a robot does at a stop: one handover after the other, each with its lid opened and closed; or charging.
#include "services/world/robot_driver.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

/// After an absent customer: what becomes of the rest of the trip is heard of within that time.
constexpr Duration pauseAfterFailure = 2s;
constexpr qint64 enoughCharge = 30'000; // thousandths of a percent, when work waits

const char *actorAt(TaskType kind)
{
    return kind == TaskType::Dropoff ? "Customer" : "Merchant";
}

Goods goodsAfter(TaskType kind)
{
    return kind == TaskType::Pickup ? Goods::Aboard : Goods::HandedOver;
}

Goods goodsBefore(TaskType kind)
{
    return kind == TaskType::Pickup ? Goods::AtMerchant : Goods::Aboard;
}

} // namespace

RobotDriver::Outlook RobotDriver::outlook(const Stop &stop)
{
    Outlook outlook;
    const auto task = stop.task ? m_board.find(*stop.task) : std::nullopt;
    if (task && !task->isOver() && stop.kind != TaskType::Return)
        outlook.tasks.push_back(task->id);
    for (const Handover &handover : m_stops.handovers(stop)) {
        const Goods goods = handover.errand.goods;
        if (goods == goodsAfter(stop.kind) || (handover.task && handover.task->isOver()))
            continue;
        if (goods != goodsBefore(stop.kind)) {
            ++outlook.unloaded;
        } else if (!handover.task) {
            ++outlook.unheardOf;
        } else {
            outlook.errands.push_back(handover.errand);
            outlook.tasks.push_back(handover.task->id);
        }
    }
    return outlook;
}

/// Whom the robot's next lid opening is for.
std::optional<Visit> RobotDriver::visitFor(const Robot &robot, const Stop &stop, PlatformTime from)
{
    const Outlook prospects = outlook(stop);
    for (std::size_t i = 0; i < prospects.errands.size(); ++i) {
        if (prospects.tasks[i] == robot.taskId)
            return m_people.visit(stop, prospects.errands[i], prospects.errands, from);
    }
    return std::nullopt;
}

void RobotDriver::serveNext(Robot &robot, Stop &stop, PlatformTime from)
{
    const Outlook prospects = outlook(stop);
    if (!isOpen(stop.status) || prospects.errands.empty()) {
        finish(robot, stop);
        return;
    }
    const std::size_t next = m_people.next(stop, prospects.errands);
    if (robot.taskId != prospects.tasks[next])
        robot.hasJammed = false;
    robot.taskId = prospects.tasks[next];
    m_board.start(*robot.taskId); // it may have been heard of only on the way
    robot.step = RobotStep::AwaitingPerson;
    robot.dueAt = m_people.visit(stop, prospects.errands[next], prospects.errands, from).opensAt;
}

/// The lid opens once the platform has it that the task began: only what is in progress can be completed.
void RobotDriver::personIsDue(Robot &robot)
{
    std::optional<Stop> stop = stopOf(robot);
    const auto task = robot.taskId ? m_board.find(*robot.taskId) : std::nullopt;
    const auto visit = stop ? visitFor(robot, *stop, now()) : std::nullopt;
    if (!stop || !isOpen(stop->status))
        leaveAlone(robot);
    else if (!task || task->isOver() || !visit)
        serveNext(robot, *stop, now());
    else if (visit->isNobody)
        m_board.fail(task->id, u"CustomerAbsent"_s);
    else if (task->status == TaskStatus::InProgress)
        openLid(robot, *stop, task->id);
}

void RobotDriver::openLid(Robot &robot, const Stop &stop, const TaskId &task)
{
    const bool jamsNow = !robot.hasJammed && m_badLuck.jamsLid(robot.serial, task.toString());
    if (robot.lid == Lid::Jammed || jamsNow) {
        robot.hasJammed = true;
        robot.lid = Lid::Jammed;
        robot.step = RobotStep::Jammed;
        reportLid(robot, LidCall::Note, "Jammed", actorAt(stop.kind), task);
        return;
    }
    robot.lid = Lid::Open;
    robot.step = RobotStep::Opening;
    reportLid(robot, LidCall::Opened, "Opened", actorAt(stop.kind), task);
}

void RobotDriver::lidIsOpen(Robot &robot)
{
    const std::optional<Stop> stop = stopOf(robot);
    const auto visit = stop ? visitFor(robot, *stop, now()) : std::nullopt;
    robot.step = RobotStep::Open;
    robot.dueAt = visit ? visit->closesAt(now()) : now(); // nobody's any more: closed again at once
}

void RobotDriver::closeLid(Robot &robot)
{
    const std::optional<Stop> stop = stopOf(robot);
    robot.lid = Lid::Closed;
    robot.step = RobotStep::Closing;
    reportLid(robot, LidCall::Closed, "Closed", stop ? actorAt(stop->kind) : "Unknown", robot.taskId);
}

void RobotDriver::lidIsClosed(Robot &robot, bool isAccepted)
{
    std::optional<Stop> stop = stopOf(robot);
    const auto task = robot.taskId ? m_board.find(*robot.taskId) : std::nullopt;
    if (stop && task)
        handOver(*stop, *task);
    const bool endsByItself =
        isAccepted && stop && stop->kind != TaskType::Return; // the platform has seen the goods go
    if (task && !endsByItself)
        m_board.complete(task->id);
    robot.step = RobotStep::Leaving;
    if (stop)
        serveNext(robot, *stop, now());
    else
        leaveAlone(robot);
}

/// The goods change hands, unless the task was called off while the lid was open.
void RobotDriver::handOver(const Stop &stop, const KnownTask &task)
{
    auto errand = task.attempt ? m_stops.errand(*task.attempt) : std::nullopt;
    if (!errand || (task.isOver() && task.status != TaskStatus::Completed))
        return;
    errand->goods = goodsAfter(stop.kind);
    m_stops.save(*errand, now());
    if (stop.kind == TaskType::Pickup)
        reopen(errand->attempt, TaskType::Dropoff);
}

/// Nothing is left to do at the stop.
void RobotDriver::finish(Robot &robot, Stop &stop)
{
    const auto last = robot.taskId ? m_board.find(*robot.taskId) : std::nullopt;
    const bool isAfterFailure = last && last->status == TaskStatus::Failed;
    if (isOpen(stop.status))
        setStatus(stop, StopStatus::Done);
    robot.taskId.reset();
    robot.hasJammed = false;
    robot.step = RobotStep::Leaving;
    robot.dueAt = isAfterFailure ? now() + pauseAfterFailure : asFrom(now()) + m_people.staysAfter(stop.kind);
    if (*robot.dueAt > now())
        return;
    robot.step = RobotStep::Idle;
    proceed(robot);
}

void RobotDriver::charge(Robot &robot)
{
    begin(robot, stay(m_ground, robot.leg, robot.leg.startsAt, LegKind::Charging));
    robot.step = RobotStep::Charging;
    robot.dueAt = chargedAt(m_ground, robot.leg, fullBattery);
}

void RobotDriver::finishCharging(Robot &robot)
{
    std::optional<Stop> stop = stopOf(robot);
    begin(robot, stay(m_ground, robot.leg, now()));
    if (stop && stop->task)
        m_board.complete(*stop->task);
    if (stop)
        finish(robot, *stop);
    else
        leaveAlone(robot);
}

void RobotDriver::cutChargingShort(Robot &robot)
{
    if (robot.step == RobotStep::Charging)
        robot.dueAt = std::min(robot.dueAt.value_or(now()), chargedAt(m_ground, robot.leg, enoughCharge));
}

void RobotDriver::reportLid(const Robot &robot, LidCall report, const char *kind, const char *actor,
                            const std::optional<TaskId> &task)
{
    static constexpr std::array<const char *, 3> kinds{"lid-opened", "lid-closed", "lid-note"};
    JsonWriter json;
    json.beginObject().member("kind", kind).member("actor", actor).member("taskId", task).endObject();
    const QString serial = robot.serial.toString();
    call(Method::Post, {"state", u"/robot/%1/lid-events"_s.arg(serial)}, kinds.at(static_cast<std::size_t>(report)),
         serial, json.take());
}

/// Refused or not, the lid is as it is.
Handled RobotDriver::lidReported(const CallIntent &call, const Response &response)
{
    attend(RobotSerial(call.subject), [&](Robot &robot) {
        if (robot.step == RobotStep::Opening && call.kind == "lid-opened")
            lidIsOpen(robot);
        else if (robot.step == RobotStep::Closing && call.kind == "lid-closed")
            lidIsClosed(robot, response.isSuccess());
    });
    return {};
}

bool RobotDriver::isJammed(const RobotSerial &serial)
{
    const std::optional<Robot> robot = m_robots.find(serial);
    return robot && robot->lid == Lid::Jammed;
}

void RobotDriver::freeLid(const RobotSerial &serial)
{
    attend(serial, [this](Robot &robot) {
        if (robot.lid == Lid::Jammed)
            closedByForce(robot);
    });
}

/// Who stood before a jammed lid tries again.
void RobotDriver::closedByForce(Robot &robot)
{
    robot.lid = Lid::Closed;
    if (robot.step != RobotStep::Jammed)
        return;
    robot.step = RobotStep::AwaitingPerson;
    robot.dueAt = now() + leastLatency;
}

/// A lid that opens by itself on the way, and is closed again a little later.
Handled RobotDriver::lidStrays(const QString &serial)
{
    constexpr Duration noticedAfter = 20s;
    attend(RobotSerial(serial), [&](Robot &robot) {
        const bool isUnattended = robot.step == RobotStep::Driving || robot.step == RobotStep::Idle;
        if (robot.lid == Lid::Closed && robot.step == RobotStep::Driving) {
            robot.lid = Lid::Open;
            reportLid(robot, LidCall::Note, "Opened", "Unknown");
            setTimer("stray-lid", serial, now() + noticedAfter);
        } else if (robot.lid == Lid::Open && isUnattended) {
            robot.lid = Lid::Closed;
            reportLid(robot, LidCall::Note, "Closed", "Unknown");
        }
    });
    return {};
}

} // namespace curbside::world
