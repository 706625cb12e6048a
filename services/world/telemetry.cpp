// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/telemetry.h"

#include "services/world/world.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

bool isDriving(const Robot &robot)
{
    return robot.leg.kind == LegKind::Driving;
}

bool isSilent(const Robot &robot, PlatformTime time)
{
    return robot.silence && robot.silence->from <= time && time < robot.silence->until;
}

} // namespace

Telemetry::Telemetry(World &world, const Scenario &scenario)
    : m_world(world), m_scenario(scenario), m_ground(groundOf(scenario))
{
    m_reporters.reserve(scenario.robots.size());
    for (const ScenarioRobot &robot : scenario.robots) {
        m_indexes.emplace(robot.serial, m_reporters.size());
        m_reporters.push_back({{}, pathOf(robot.serial), robot.name, {}, {}});
    }
}

QString Telemetry::pathOf(const RobotSerial &serial)
{
    return u"/robot/%1/state"_s.arg(serial.toString());
}

QByteArray Telemetry::reportOf(const Robot &robot, PlatformTime time, const std::optional<TaskId> &arrivedFor) const
{
    constexpr qint64 thousandthsPerPercent = 1'000;
    const Bearings bearings = bearingsAt(m_ground, robot.leg, time);
    JsonWriter json;
    json.beginObject().member("driverName", m_reporters[m_indexes.at(robot.serial)].driverName);
    json.key("x").thousandths(bearings.place.x).key("y").thousandths(bearings.place.y);
    json.member("heading", bearings.heading).key("speed").thousandths(bearings.speed);
    json.member("battery", bearings.battery / thousandthsPerPercent).member("onDuty", robot.isOnDuty);
    return json.member("arrivedForTask", arrivedFor).endObject().take();
}

void Telemetry::follow(const Robot &robot, std::vector<TaskId> arrivedFor)
{
    const std::size_t index = m_indexes.at(robot.serial);
    Reporter &reporter = m_reporters[index];
    const bool hasComeOnDuty = robot.isOnDuty && !reporter.robot.isOnDuty;
    const bool hasStopped = isDriving(reporter.robot) && !isDriving(robot);
    reporter.robot = robot;
    if (!arrivedFor.empty() || isDriving(robot))
        reporter.arrivedFor = std::move(arrivedFor);
    if (robot.isOnDuty && (hasComeOnDuty || hasStopped || !reporter.arrivedFor.empty()))
        report(index);
    else
        schedule(index);
}

void Telemetry::report(std::size_t index)
{
    Reporter &reporter = m_reporters[index];
    const PlatformTime now = m_world.now();
    if (!isSilent(reporter.robot, now)) {
        if (reporter.arrivedFor.empty())
            send(reporter, now, std::nullopt);
        for (const TaskId &task : std::exchange(reporter.arrivedFor, {}))
            send(reporter, now, task);
    }
    schedule(index);
}

void Telemetry::send(Reporter &reporter, PlatformTime time, const std::optional<TaskId> &arrivedFor)
{
    OutgoingCall call;
    call.id = m_world.newMessageId();
    call.target = QByteArrayLiteral("state");
    call.request.method = Method::Put;
    call.request.path = reporter.path;
    call.request.body = reportOf(reporter.robot, time, arrivedFor);
    call.request.contentType = QByteArrayLiteral("application/json");
    call.at = time;
    call.kind = isDriving(reporter.robot) ? Scheduler::Kind::Ordinary : Scheduler::Kind::Periodic;
    Environment &environment = m_world.environment();
    environment.commits.leave([&calls = environment.calls, &process = m_world.process(),
                               call = std::move(call)]() mutable { calls.send(process, std::move(call)); });
    ++m_sent;
}

PlatformTime Telemetry::nextReportAfter(const Robot &robot, PlatformTime time) const
{
    const Duration interval = isDriving(robot) ? m_scenario.motion.telemetryMoving : m_scenario.motion.telemetryIdle;
    const PlatformTime start = robot.leg.startsAt;
    const PlatformTime next = time < start ? start : start + ((time - start) / interval + 1) * interval;
    return isSilent(robot, time) ? std::min(next, robot.silence->until) : next;
}

/// While it drives, the report at the end is that of its arrival, by follow().
void Telemetry::schedule(std::size_t index)
{
    Reporter &reporter = m_reporters[index];
    const Robot &robot = reporter.robot;
    Scheduler &scheduler = m_world.environment().scheduler;
    scheduler.cancel(reporter.next);
    reporter.next = {};
    const PlatformTime next = nextReportAfter(robot, m_world.now());
    if (!robot.isOnDuty || (isDriving(robot) && next >= robot.leg.endsAt))
        return;
    Process &process = m_world.process();
    reporter.next = scheduler.schedule(
        next, process.component(), process.component(),
        [&process, incarnation = process.incarnation(), index] {
            process.run(incarnation,
                        [index](Service &service) { static_cast<World &>(service).m_telemetry.report(index); });
        },
        isDriving(robot) ? Scheduler::Kind::Ordinary : Scheduler::Kind::Periodic);
}

} // namespace curbside::world
