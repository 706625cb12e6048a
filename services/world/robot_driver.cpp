// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/robot_driver.h"

#include "services/world/world.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

constexpr Duration patienceWithTasks = 5min;
constexpr Duration signsOffAfter = 1s;

} // namespace

RobotDriver::RobotDriver(World &world, TaskBoard &board, OrderStore &orders)
    : Actor(world), m_board(board), m_orders(orders), m_robots(database()), m_stops(database()), m_people(scenario()),
      m_badLuck(scenario().mishaps, scenario().seed), m_ground(groundOf(scenario()))
{
    for (const ScenarioRobot &robot : scenario().robots)
        m_described.emplace(robot.serial, &robot);
}

const ScenarioRobot *RobotDriver::described(const RobotSerial &serial) const
{
    const auto found = m_described.find(serial);
    return found == m_described.end() ? nullptr : found->second;
}

void RobotDriver::populate()
{
    constexpr qint64 thousandthsPerPercent = 1'000;
    for (const ScenarioRobot &described : scenario().robots) {
        Robot robot;
        robot.serial = described.serial;
        robot.onDutyUntil = described.onDutyUntil;
        robot.leg.from = robot.leg.to = described.place;
        robot.leg.startsAt = robot.leg.endsAt = now();
        robot.leg.battery = described.batteryPercent * thousandthsPerPercent;
        m_robots.insert(robot, now());
        setTimer("on-duty", robot.serial.toString(), described.onDutyFrom);
    }
}

void RobotDriver::resume()
{
    for (const Robot &robot : m_robots.onDuty()) {
        const bool stands = robot.step == RobotStep::AwaitingPerson && robot.taskId;
        follow(robot, stands ? std::vector{*robot.taskId} : std::vector<TaskId>{});
    }
}

/// Lets `act` change a robot, and draws the consequences.
void RobotDriver::attend(const RobotSerial &serial, const std::function<void(Robot &)> &act, bool isTimerSpent)
{
    std::optional<Robot> robot = m_robots.find(serial);
    if (!robot)
        return;
    const Robot before = *robot;
    if (isTimerSpent)
        robot->dueAt.reset();
    m_arrivedFor.clear();
    act(*robot);
    settle(before, *robot, isTimerSpent);
}

void RobotDriver::settle(const Robot &before, const Robot &after, bool isTimerSpent)
{
    if (after == before && m_arrivedFor.empty())
        return;
    m_robots.save(after, now());
    if (after.dueAt && (isTimerSpent || after.dueAt != before.dueAt))
        setTimer("robot", after.serial.toString(), *after.dueAt);
    else if (!after.dueAt && before.dueAt && !isTimerSpent)
        cancelTimer("robot", after.serial.toString());
    if (after.leg != before.leg || after.isOnDuty != before.isOnDuty || !m_arrivedFor.empty())
        follow(after, m_arrivedFor);
}

void RobotDriver::follow(const Robot &robot, std::vector<TaskId> arrivedFor)
{
    afterCommit([robot, arrivedFor = std::move(arrivedFor), at = now()](World &world) {
        world.telemetry().follow(robot, arrivedFor, at);
    });
}

/// From now on `leg` is what the robot does, with the bad luck that lies on it.
void RobotDriver::begin(Robot &robot, const Leg &leg)
{
    robot.leg = leg;
    ++robot.legNumber;
    const LegMishaps mishaps = m_badLuck.on(robot.serial, robot.legNumber, leg);
    if (mishaps.batteryDropsAt) {
        robot.leg.batteryDropsAt = mishaps.batteryDropsAt;
        robot.leg.batteryDrop = m_badLuck.batteryDrop();
    }
    if (mishaps.linkLoss && (!robot.silence || robot.silence->until <= mishaps.linkLoss->from))
        robot.silence = mishaps.linkLoss;
    if (mishaps.lidOpensAt)
        setTimer("stray-lid", robot.serial.toString(), *mishaps.lidOpensAt);
}

std::optional<Stop> RobotDriver::stopOf(const Robot &robot)
{
    return robot.stopId ? m_stops.find(*robot.stopId) : std::nullopt;
}

void RobotDriver::setStatus(Stop &stop, StopStatus status)
{
    stop.status = status;
    m_stops.save(stop, now());
}

/// Leaves for the next stop, or finds out why not yet.
void RobotDriver::proceed(Robot &robot)
{
    if (robot.isHeld || (robot.step != RobotStep::Idle && robot.step != RobotStep::OffDuty))
        return;
    robot.dueAt.reset();
    robot.stopId.reset();
    while (std::optional<Stop> stop = m_stops.firstOpen(robot.serial)) {
        const Outlook prospects = outlook(*stop);
        const bool isReturnOfNothing = stop->kind == TaskType::Return && prospects.unloaded > 0;
        if ((prospects.unheardOf > 0 || isReturnOfNothing) && awaitsTasks(robot, *stop))
            return;
        if (!prospects.tasks.empty()) {
            departFor(robot, *stop, prospects.tasks);
            return;
        }
        if (stop->kind == TaskType::Return && stop->task)
            m_board.fail(*stop->task, u"NothingAboard"_s);
        const bool isMissed = prospects.unheardOf + prospects.unloaded > 0;
        setStatus(*stop, isMissed ? StopStatus::Missed : StopStatus::Done);
    }
}

bool RobotDriver::awaitsTasks(Robot &robot, Stop &stop)
{
    if (!stop.waitsSince) {
        stop.waitsSince = now();
        m_stops.save(stop, now());
    }
    const PlatformTime end = *stop.waitsSince + patienceWithTasks;
    if (end <= now())
        return false;
    robot.dueAt = end;
    return true;
}

/// A pickup is driven to so as to be there when it was planned, anything else at once.
PlatformTime RobotDriver::departure(const Robot &robot, const Stop &stop) const
{
    const PlatformTime earliest = std::max(asFrom(now()), robot.leg.startsAt);
    if (stop.kind != TaskType::Pickup)
        return earliest;
    const Place place = bearingsAt(m_ground, robot.leg, earliest).place;
    return std::max(earliest, stop.plannedArrival - travelTime(m_ground.motion, place, stop.place));
}

void RobotDriver::departFor(Robot &robot, Stop &stop, const std::vector<TaskId> &tasks)
{
    const PlatformTime at = departure(robot, stop);
    if (at > now()) {
        robot.dueAt = at;
        return;
    }
    if (robot.lid == Lid::Open) {
        robot.lid = Lid::Closed;
        reportLid(robot, LidCall::Note, "Closed", "Unknown");
    }
    robot.step = RobotStep::Driving;
    robot.isOnDuty = true;
    robot.stopId = stop.id;
    begin(robot, drive(m_ground, robot.leg, at, stop.place));
    robot.dueAt = robot.leg.endsAt;
    setStatus(stop, StopStatus::Underway);
    for (const TaskId &task : tasks)
        m_board.start(task);
}

void RobotDriver::arrive(Robot &robot)
{
    begin(robot, stay(m_ground, robot.leg, robot.leg.endsAt));
    std::optional<Stop> stop = stopOf(robot);
    if (!stop || !isOpen(stop->status)) {
        leaveAlone(robot);
        return;
    }
    stop->arrivedAt = robot.leg.startsAt;
    setStatus(*stop, StopStatus::Serving);
    m_arrivedFor = outlook(*stop).tasks;
    if (stop->kind == TaskType::Charge) {
        charge(robot);
    } else if (stop->kind == TaskType::Reposition) {
        for (const TaskId &task : m_arrivedFor)
            m_board.complete(task);
        finish(robot, *stop);
    } else {
        serveNext(robot, *stop, robot.leg.startsAt);
    }
}

/// Stops where it is.
void RobotDriver::halt(Robot &robot)
{
    if (robot.step != RobotStep::Driving)
        return;
    begin(robot, stay(m_ground, robot.leg, now()));
    robot.step = RobotStep::Idle;
    robot.dueAt.reset();
}

/// Turns away from the stop it drives to or stands at, unless the lid is open: then as soon as it is closed.
void RobotDriver::leaveAlone(Robot &robot)
{
    if (isAtLid(robot.step) || robot.step == RobotStep::OffDuty)
        return;
    halt(robot);
    if (robot.leg.kind == LegKind::Charging)
        begin(robot, stay(m_ground, robot.leg, now()));
    robot.step = RobotStep::Idle;
    robot.stopId.reset();
    robot.taskId.reset();
    robot.dueAt.reset();
    proceed(robot);
}

Handled RobotDriver::stepOver(const QString &serial)
{
    attend(
        RobotSerial(serial),
        [this](Robot &robot) {
            switch (robot.step) {
            case RobotStep::Driving: arrive(robot); break;
            case RobotStep::AwaitingPerson: personIsDue(robot); break;
            case RobotStep::Open: closeLid(robot); break;
            case RobotStep::Charging: finishCharging(robot); break;
            case RobotStep::Leaving:
                robot.step = RobotStep::Idle;
                proceed(robot);
                break;
            case RobotStep::Idle:
            case RobotStep::OffDuty: proceed(robot); break;
            case RobotStep::Opening:
            case RobotStep::Closing:
            case RobotStep::Jammed: break;
            }
        },
        true);
    return {};
}

Handled RobotDriver::comeOnDuty(const QString &serial)
{
    attend(RobotSerial(serial), [this](Robot &robot) {
        if (robot.isOnDuty)
            return;
        robot.isOnDuty = true;
        robot.step = RobotStep::Idle;
        begin(robot, stay(m_ground, robot.leg, std::max(asFrom(now()), robot.leg.startsAt)));
        proceed(robot);
    });
    return {};
}

/// Whose hours are over goes once it has nothing left to do. It signs off when its telemetry has come through.
Handled RobotDriver::goOffDuty()
{
    for (const Robot &late : m_robots.overtime(now())) {
        if (late.step != RobotStep::Idle || m_stops.firstOpen(late.serial))
            continue;
        attend(late.serial, [this](Robot &robot) {
            robot.isOnDuty = false;
            robot.step = RobotStep::OffDuty;
            robot.dueAt.reset();
            setTimer("sign-off", robot.serial.toString(), now() + signsOffAfter);
        });
    }
    return {};
}

/// A report whose loss no later one would mend.
Handled RobotDriver::signOff(const QString &serial)
{
    const std::optional<Robot> robot = m_robots.find(RobotSerial(serial));
    if (robot && !robot->isOnDuty)
        call(Method::Put, {"state", Telemetry::pathOf(robot->serial)}, "sign-off", serial,
             world().telemetry().reportOf(*robot, now()));
    return {};
}

} // namespace curbside::world
