// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/telemetry.h"

#include "services/world/world.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

/// A report that leaves so much later than another does not arrive before it.
constexpr Duration overtakingTime = mostLatency - leastLatency + 1us;

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
        m_reporters.push_back({{}, pathOf(robot.serial), robot.name, {}, {}, false, {}});
    }
}

Scheduler::Kind Telemetry::kindOf(const Reporter &reporter)
{
    return reporter.hasNews || isDriving(reporter.robot) ? Scheduler::Kind::Ordinary : Scheduler::Kind::Periodic;
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

void Telemetry::follow(const Robot &robot, std::vector<TaskId> arrivedFor, PlatformTime time)
{
    const std::size_t index = m_indexes.at(robot.serial);
    Reporter &reporter = m_reporters[index];
    const bool hasComeOnDuty = robot.isOnDuty && !reporter.robot.isOnDuty;
    const bool hasStopped = isDriving(reporter.robot) && !isDriving(robot);
    reporter.robot = robot;
    if (!arrivedFor.empty() || isDriving(robot))
        reporter.arrivedFor = std::move(arrivedFor);
    reporter.hasNews = robot.isOnDuty && (hasComeOnDuty || hasStopped || !reporter.arrivedFor.empty());
    if (!reporter.hasNews) {
        schedule(index, nextReport(robot, time));
        return;
    }
    const PlatformTime earliest = reporter.sentAt + overtakingTime;
    if (earliest <= time)
        report(index, time);
    else
        schedule(index, earliest);
}

void Telemetry::report(std::size_t index, PlatformTime time)
{
    Reporter &reporter = m_reporters[index];
    if (!isSilent(reporter.robot, time)) {
        if (reporter.arrivedFor.empty())
            send(reporter, time, std::nullopt);
        for (const TaskId &task : std::exchange(reporter.arrivedFor, {}))
            send(reporter, time, task);
        reporter.hasNews = false;
    }
    schedule(index, nextReport(reporter.robot, time));
}

void Telemetry::send(Reporter &reporter, PlatformTime time, const std::optional<TaskId> &arrivedFor)
{
    reporter.sentAt = time;
    OutgoingCall call;
    call.id = reporter.robot.serial.toUtf8() + '@' + QByteArray::number(toMicroseconds(time))
        + (arrivedFor ? '/' + arrivedFor->toUtf8() : QByteArray());
    call.target = QByteArrayLiteral("state");
    call.request.method = Method::Put;
    call.request.path = reporter.path;
    call.request.body = reportOf(reporter.robot, time, arrivedFor);
    call.request.contentType = QByteArrayLiteral("application/json");
    call.at = time;
    call.kind = kindOf(reporter);
    Environment &environment = m_world.environment();
    environment.commits.leave([&calls = environment.calls, &process = m_world.process(),
                               call = std::move(call)]() mutable { calls.send(process, std::move(call)); });
    ++m_sent;
}

/// While it drives, the report at the end is that of its arrival, by follow().
std::optional<PlatformTime> Telemetry::nextReport(const Robot &robot, PlatformTime time) const
{
    const Duration interval = isDriving(robot) ? m_scenario.motion.telemetryMoving : m_scenario.motion.telemetryIdle;
    const PlatformTime start = robot.leg.startsAt;
    PlatformTime next = time < start ? start : start + ((time - start) / interval + 1) * interval;
    if (isSilent(robot, time))
        next = std::min(next, robot.silence->until);
    const bool isLast = isDriving(robot) && next >= robot.leg.endsAt;
    return robot.isOnDuty && !isLast ? std::optional(next) : std::nullopt;
}

void Telemetry::schedule(std::size_t index, std::optional<PlatformTime> at)
{
    Reporter &reporter = m_reporters[index];
    Scheduler &scheduler = m_world.environment().scheduler;
    scheduler.cancel(reporter.next);
    reporter.next = {};
    if (!at)
        return;
    Process &process = m_world.process();
    reporter.next = scheduler.schedule(
        *at, process.component(), process.component(),
        [&process, incarnation = process.incarnation(), index, time = *at] {
            process.run(incarnation,
                        [&](Service &service) { static_cast<World &>(service).m_telemetry.report(index, time); });
        },
        kindOf(reporter));
}

} // namespace curbside::world
