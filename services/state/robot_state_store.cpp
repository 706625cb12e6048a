// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/robot_state_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::state {

namespace {

QString selectRobotStates(const QString &rest)
{
    return u"SELECT robot_serial, driver_name, x, y, heading, speed, battery, lid, connectivity, on_duty, seen_at, "
           u"task_id, "
           "task_id_version, task_id_as_of, created_at, updated_at, version FROM robot_state "_s
        + rest;
}

RobotState robotStateFromRow(const Rows &row)
{
    RobotState robot;
    robot.serial = row.get<RobotSerial>(0);
    robot.last.driverName = row.get<DriverName>(1);
    robot.last.place = {row.integer(2), row.integer(3)};
    robot.last.headingDegrees = row.integer(4);
    robot.last.speedMillimetresPerSecond = row.integer(5);
    robot.last.batteryPercent = row.integer(6);
    robot.lid = row.get<Lid>(7);
    robot.connectivity = row.get<Connectivity>(8);
    robot.last.isOnDuty = row.flag(9);
    robot.seenAt = row.time(10);
    if (!row.isNull(12))
        robot.task = TaskUnderWay{row.optional<TaskId>(11), row.integer(12), row.time(13)};
    robot.createdAt = row.time(14);
    robot.updatedAt = row.time(15);
    robot.version = row.integer(16);
    return robot;
}

std::optional<RobotState> first(Rows rows)
{
    return rows.next() ? std::optional(robotStateFromRow(rows)) : std::nullopt;
}

std::vector<RobotState> allRobotStates(Rows rows)
{
    std::vector<RobotState> robots;
    while (rows.next())
        robots.push_back(robotStateFromRow(rows));
    return robots;
}

std::optional<TaskUnderWay> firstTask(Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    return TaskUnderWay{rows.get<TaskId>(0), rows.integer(1), rows.time(2)};
}

} // namespace

RobotStateStore::RobotStateStore(Database &database)
    : m_database(database), m_find(database, selectRobotStates(u"WHERE robot_serial = ?"_s)),
      // Runs for every report of every robot: few columns, and all numbers.
      m_findReport(database,
                   u"SELECT driver_name = ?, battery, connectivity = 'Online', on_duty, version FROM robot_state "
                   "WHERE robot_serial = ?"_s),
      m_findByDriver(database, selectRobotStates(u"WHERE driver_name = ?"_s)),
      m_list(database, selectRobotStates(u"WHERE robot_serial > ? ORDER BY robot_serial LIMIT ?"_s)),
      m_silent(
          database,
          selectRobotStates(u"WHERE seen_at <= iif(speed > 0, ?, ?) AND connectivity = 'Online' ORDER BY rowid"_s)),
      m_insert(
          database,
          u"INSERT INTO robot_state (robot_serial, driver_name, x, y, heading, speed, battery, lid, connectivity, "
          "on_duty, seen_at, created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
      // Runs for every report of every robot: few values to bind, and no driver_name, whose index it would rewrite.
      m_updateReport(database,
                     u"UPDATE robot_state SET x = ?, y = ?, heading = ?, speed = ?, battery = ?, on_duty = ?, "
                     "connectivity = 'Online', seen_at = ?, updated_at = ?, version = ? WHERE robot_serial = ?"_s),
      m_updateDriver(database, u"UPDATE robot_state SET driver_name = ? WHERE robot_serial = ?"_s),
      m_updateLid(database, u"UPDATE robot_state SET lid = ?, updated_at = ?, version = ? WHERE robot_serial = ?"_s),
      m_updateConnectivity(
          database, u"UPDATE robot_state SET connectivity = ?, updated_at = ?, version = ? WHERE robot_serial = ?"_s),
      m_updateTask(
          database,
          u"UPDATE robot_state SET task_id = ?, task_id_version = ?, task_id_as_of = ?, updated_at = ?, version = ? "
          "WHERE robot_serial = ?"_s),
      m_findInterrupted(database, u"SELECT task_id, task_version, as_of FROM task_interrupted WHERE task_id = ?"_s),
      m_lastInterrupted(database,
                        u"SELECT task_id, task_version, as_of FROM task_interrupted WHERE robot_serial = ? "
                        "ORDER BY as_of DESC, task_id DESC LIMIT 1"_s),
      m_keepInterrupted(
          database,
          u"INSERT OR REPLACE INTO task_interrupted (task_id, robot_serial, task_version, as_of) VALUES (?, ?, ?, ?)"_s),
      m_forgetInterrupted(database, u"DELETE FROM task_interrupted WHERE task_id = ?"_s)
{}

std::optional<RobotState> RobotStateStore::find(const RobotSerial &serial)
{
    return first(m_find.query(serial));
}

std::optional<ReportBefore> RobotStateStore::findReport(const RobotSerial &serial, const DriverName &driver)
{
    Rows rows = m_findReport.query(driver, serial);
    if (!rows.next())
        return std::nullopt;
    return ReportBefore{rows.flag(0), rows.integer(1), rows.flag(2), rows.flag(3), rows.integer(4)};
}

std::optional<RobotState> RobotStateStore::findByDriver(const DriverName &driver)
{
    return first(m_findByDriver.query(driver));
}

std::vector<RobotState> RobotStateStore::list(const QString &cursor, qint64 limit)
{
    return allRobotStates(m_list.query(cursor, limit));
}

std::vector<RobotState> RobotStateStore::listOf(QStringList serials, const QString &cursor, qint64 limit)
{
    serials.sort();
    serials.removeDuplicates();
    std::vector<RobotState> robots;
    for (const QString &serial : std::as_const(serials)) {
        if (serial <= cursor)
            continue;
        if (auto robot = find(RobotSerial(serial)))
            robots.push_back(std::move(*robot));
        if (std::ssize(robots) == limit)
            break;
    }
    return robots;
}

std::vector<RobotState> RobotStateStore::silent(PlatformTime movingSince, PlatformTime standingSince)
{
    return allRobotStates(m_silent.query(movingSince, standingSince));
}

void RobotStateStore::insert(const RobotState &robot)
{
    m_insert.run(robot.serial, robot.last.driverName, robot.last.place.x, robot.last.place.y, robot.last.headingDegrees,
                 robot.last.speedMillimetresPerSecond, robot.last.batteryPercent, robot.lid, robot.connectivity,
                 robot.last.isOnDuty, robot.seenAt, robot.createdAt, robot.updatedAt, robot.version);
}

void RobotStateStore::updateReport(const RobotState &robot)
{
    m_updateReport.run(robot.last.place.x, robot.last.place.y, robot.last.headingDegrees,
                       robot.last.speedMillimetresPerSecond, robot.last.batteryPercent, robot.last.isOnDuty,
                       robot.seenAt, robot.seenAt, robot.version, robot.serial);
}

void RobotStateStore::updateDriver(const RobotSerial &serial, const DriverName &driver)
{
    m_updateDriver.run(driver, serial);
}

void RobotStateStore::updateLid(const RobotState &robot)
{
    m_updateLid.run(robot.lid, robot.updatedAt, robot.version, robot.serial);
}

void RobotStateStore::updateConnectivity(const RobotState &robot)
{
    m_updateConnectivity.run(robot.connectivity, robot.updatedAt, robot.version, robot.serial);
}

void RobotStateStore::updateTask(const RobotState &robot)
{
    const TaskUnderWay task = robot.task.value_or(TaskUnderWay{});
    m_updateTask.run(task.id, task.version, task.asOf, robot.updatedAt, robot.version, robot.serial);
}

std::optional<TaskUnderWay> RobotStateStore::findInterrupted(const TaskId &id)
{
    return firstTask(m_findInterrupted.query(id));
}

std::optional<TaskUnderWay> RobotStateStore::lastInterrupted(const RobotSerial &serial)
{
    return firstTask(m_lastInterrupted.query(serial));
}

void RobotStateStore::keepInterrupted(const RobotSerial &serial, const TaskUnderWay &task)
{
    m_keepInterrupted.run(task.id, serial, task.version, task.asOf);
}

void RobotStateStore::forgetInterrupted(const TaskId &id)
{
    m_forgetInterrupted.run(id);
}

std::vector<RobotState> RobotStateStore::findAll(Key key, const QString &keys)
{
    const QString column = key == Key::Serial ? u"robot_serial"_s : u"driver_name"_s;
    Statement statement = m_database.prepare(
        selectRobotStates(u"WHERE %1 IN (SELECT value FROM json_each(?)) ORDER BY %1"_s.arg(column)));
    return allRobotStates(statement.query(keys));
}

} // namespace curbside::state
