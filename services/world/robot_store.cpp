// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/robot_store.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

const QString columns = u"serial, on_duty_until, on_duty, held, service_version, lid, step, stop_id, task_id, "
                        u"has_jammed, due_at, silent_from, silent_until, "
                        "leg_number, leg_kind, leg_from_x, leg_from_y, leg_to_x, leg_to_y, leg_starts_at, leg_ends_at, "
                        "leg_heading, leg_battery, "
                        "battery_drops_at, battery_drop"_s;

Leg readLeg(const Rows &rows, int first)
{
    Leg leg;
    leg.kind = rows.get<LegKind>(first);
    leg.from = {rows.integer(first + 1), rows.integer(first + 2)};
    leg.to = {rows.integer(first + 3), rows.integer(first + 4)};
    leg.startsAt = rows.time(first + 5);
    leg.endsAt = rows.time(first + 6);
    leg.heading = rows.integer(first + 7);
    leg.battery = rows.integer(first + 8);
    leg.batteryDropsAt = rows.optional<PlatformTime>(first + 9);
    leg.batteryDrop = rows.integer(first + 10);
    return leg;
}

Robot readRobot(const Rows &rows)
{
    Robot robot;
    robot.serial = rows.get<RobotSerial>(0);
    robot.onDutyUntil = rows.time(1);
    robot.isOnDuty = rows.flag(2);
    robot.isHeld = rows.flag(3);
    robot.serviceVersion = rows.integer(4);
    robot.lid = rows.get<Lid>(5);
    robot.step = rows.get<RobotStep>(6);
    robot.stopId = rows.optional<qint64>(7);
    robot.taskId = rows.optional<TaskId>(8);
    robot.hasJammed = rows.flag(9);
    robot.dueAt = rows.optional<PlatformTime>(10);
    if (!rows.isNull(11))
        robot.silence = Silence{rows.time(11), rows.time(12)};
    robot.legNumber = rows.integer(13);
    robot.leg = readLeg(rows, 14);
    return robot;
}

std::vector<Robot> readRobots(Rows rows)
{
    std::vector<Robot> robots;
    while (rows.next())
        robots.push_back(readRobot(rows));
    return robots;
}

std::optional<PlatformTime> silentFrom(const Robot &robot)
{
    return robot.silence ? std::optional(robot.silence->from) : std::nullopt;
}

std::optional<PlatformTime> silentUntil(const Robot &robot)
{
    return robot.silence ? std::optional(robot.silence->until) : std::nullopt;
}

} // namespace

RobotStore::RobotStore(Database &database)
    : m_insert(
          database,
          u"INSERT INTO robot (%1, created_at, updated_at, version) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"_s.arg(columns)),
      m_find(database, u"SELECT %1 FROM robot WHERE serial = ?"_s.arg(columns)),
      m_save(
          database,
          u"UPDATE robot SET on_duty = ?, held = ?, service_version = ?, lid = ?, step = ?, stop_id = ?, task_id = ?, "
          "has_jammed = ?, due_at = ?, silent_from = ?, silent_until = ?, leg_number = ?, leg_kind = ?, leg_from_x = "
          "?, "
          "leg_from_y = ?, leg_to_x = ?, leg_to_y = ?, leg_starts_at = ?, leg_ends_at = ?, leg_heading = ?, "
          "leg_battery = ?, "
          "battery_drops_at = ?, battery_drop = ?, updated_at = ?, version = version + 1 WHERE serial = ?"_s),
      m_onDuty(database, u"SELECT %1 FROM robot WHERE on_duty = 1 ORDER BY serial"_s.arg(columns)),
      m_overtime(database,
                 u"SELECT %1 FROM robot WHERE on_duty = 1 AND on_duty_until <= ? ORDER BY serial"_s.arg(columns))
{}

void RobotStore::insert(const Robot &robot, PlatformTime now)
{
    const Leg &leg = robot.leg;
    m_insert.run(robot.serial, robot.onDutyUntil, robot.isOnDuty, robot.isHeld, robot.serviceVersion, robot.lid,
                 robot.step, robot.stopId, robot.taskId, robot.hasJammed, robot.dueAt, silentFrom(robot),
                 silentUntil(robot), robot.legNumber, leg.kind, leg.from.x, leg.from.y, leg.to.x, leg.to.y,
                 leg.startsAt, leg.endsAt, leg.heading, leg.battery, leg.batteryDropsAt, leg.batteryDrop, now, now);
}

std::optional<Robot> RobotStore::find(const RobotSerial &serial)
{
    Rows rows = m_find.query(serial);
    return rows.next() ? std::optional(readRobot(rows)) : std::nullopt;
}

void RobotStore::save(const Robot &robot, PlatformTime now)
{
    const Leg &leg = robot.leg;
    m_save.run(robot.isOnDuty, robot.isHeld, robot.serviceVersion, robot.lid, robot.step, robot.stopId, robot.taskId,
               robot.hasJammed, robot.dueAt, silentFrom(robot), silentUntil(robot), robot.legNumber, leg.kind,
               leg.from.x, leg.from.y, leg.to.x, leg.to.y, leg.startsAt, leg.endsAt, leg.heading, leg.battery,
               leg.batteryDropsAt, leg.batteryDrop, now, robot.serial);
}

std::vector<Robot> RobotStore::onDuty()
{
    return readRobots(m_onDuty.query());
}

std::vector<Robot> RobotStore::overtime(PlatformTime now)
{
    return readRobots(m_overtime.query(now));
}

} // namespace curbside::world
