// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/robot_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

namespace {

QString selectRobots(const QString &rest)
{
    return u"SELECT serial, name, hub, in_service, held, on_duty_from, on_duty_until, created_at, updated_at, version FROM robot "_s
        + rest;
}

Robot robotFromRow(const Rows &row)
{
    Robot robot;
    robot.serial = row.get<RobotSerial>(0);
    robot.name = row.get<DriverName>(1);
    robot.hub = row.text(2);
    robot.isInService = row.flag(3);
    robot.isHeld = row.flag(4);
    robot.onDutyFrom = row.optional<PlatformTime>(5);
    robot.onDutyUntil = row.optional<PlatformTime>(6);
    robot.createdAt = row.time(7);
    robot.updatedAt = row.time(8);
    robot.version = row.integer(9);
    return robot;
}

} // namespace

RobotStore::RobotStore(Database &database)
    : m_database(database), m_find(database, selectRobots(u"WHERE serial = ?"_s)),
      m_findByName(database, u"SELECT serial FROM robot WHERE name = ?"_s),
      m_list(database, selectRobots(u"WHERE serial > ? ORDER BY serial LIMIT ?"_s)),
      m_insert(database,
               u"INSERT INTO robot (serial, name, hub, in_service, held, on_duty_from, on_duty_until, created_at, "
               u"updated_at, version) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
      m_update(database,
               u"UPDATE robot SET name = ?, hub = ?, in_service = ?, held = ?, on_duty_from = ?, on_duty_until = ?, "
               u"updated_at = ?, "
               "version = ? WHERE serial = ?"_s)
{}

std::optional<Robot> RobotStore::find(const RobotSerial &serial)
{
    Rows rows = m_find.query(serial);
    return rows.next() ? std::optional(robotFromRow(rows)) : std::nullopt;
}

std::optional<RobotSerial> RobotStore::findByName(const DriverName &name)
{
    Rows rows = m_findByName.query(name);
    return rows.next() ? std::optional(rows.get<RobotSerial>(0)) : std::nullopt;
}

std::vector<Robot> RobotStore::list(const QString &cursor, qint64 limit)
{
    std::vector<Robot> robots;
    for (Rows rows = m_list.query(cursor, limit); rows.next();)
        robots.push_back(robotFromRow(rows));
    return robots;
}

void RobotStore::insert(const Robot &robot)
{
    m_insert.run(robot.serial, robot.name, robot.hub, robot.isInService, robot.isHeld, robot.onDutyFrom,
                 robot.onDutyUntil, robot.createdAt, robot.updatedAt, robot.version);
}

void RobotStore::update(const Robot &robot)
{
    m_update.run(robot.name, robot.hub, robot.isInService, robot.isHeld, robot.onDutyFrom, robot.onDutyUntil,
                 robot.updatedAt, robot.version, robot.serial);
}

std::vector<Robot> RobotStore::findAll(Key key, const QString &keys)
{
    std::vector<Robot> robots;
    Statement statement =
        m_database.prepare(selectRobots(u"WHERE %1 IN (SELECT value FROM json_each(?)) ORDER BY %1"_s.arg(
            key == Key::Serial ? u"serial"_s : u"name"_s)));
    for (Rows rows = statement.query(keys); rows.next();)
        robots.push_back(robotFromRow(rows));
    return robots;
}

} // namespace curbside::operations
