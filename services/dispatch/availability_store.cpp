// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/availability_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

namespace {

const QString availabilityColumns =
    u"robot_serial, driver_name, x, y, free_at, battery, lid, online, on_duty, on_duty_until, in_service, held, "
    "registration_version, registration_as_of, on_duty_version, on_duty_as_of, lid_version, lid_as_of, state_version, state_as_of"_s;

RobotAvailability readAvailability(const Rows &rows)
{
    RobotAvailability robot;
    robot.robotSerial = rows.get<RobotSerial>(0);
    robot.driverName = rows.text(1);
    robot.place = {rows.integer(2), rows.integer(3)};
    robot.freeAt = rows.time(4);
    robot.battery = rows.integer(5);
    robot.lid = rows.text(6);
    robot.online = rows.flag(7);
    robot.onDuty = rows.flag(8);
    robot.onDutyUntil = rows.optional<PlatformTime>(9);
    robot.inService = rows.flag(10);
    robot.held = rows.flag(11);
    robot.registrationVersion = rows.integer(12);
    robot.registrationAsOf = rows.optional<PlatformTime>(13);
    robot.onDutyVersion = rows.integer(14);
    robot.onDutyAsOf = rows.optional<PlatformTime>(15);
    robot.lidVersion = rows.integer(16);
    robot.lidAsOf = rows.optional<PlatformTime>(17);
    robot.stateVersion = rows.integer(18);
    robot.stateAsOf = rows.optional<PlatformTime>(19);
    return robot;
}

} // namespace

AvailabilityStore::AvailabilityStore(Database &database)
    : m_find(database, u"SELECT %1 FROM robot_availability WHERE robot_serial = ?"_s.arg(availabilityColumns)),
      m_all(database, u"SELECT %1 FROM robot_availability ORDER BY robot_serial"_s.arg(availabilityColumns)),
      m_store(
          database,
          u"INSERT INTO robot_availability (%1, created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          u"?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
          "ON CONFLICT (robot_serial) DO UPDATE SET driver_name = excluded.driver_name, x = excluded.x, y = "
          "excluded.y, "
          "free_at = excluded.free_at, battery = excluded.battery, lid = excluded.lid, online = excluded.online, "
          "on_duty = excluded.on_duty, on_duty_until = excluded.on_duty_until, in_service = excluded.in_service, "
          "held = excluded.held, registration_version = excluded.registration_version, "
          "registration_as_of = excluded.registration_as_of, on_duty_version = excluded.on_duty_version, "
          "on_duty_as_of = excluded.on_duty_as_of, lid_version = excluded.lid_version, "
          "lid_as_of = excluded.lid_as_of, state_version = excluded.state_version, "
          "state_as_of = excluded.state_as_of, updated_at = excluded.updated_at, version = version + 1"_s.arg(
              availabilityColumns))
{}

std::optional<RobotAvailability> AvailabilityStore::find(const RobotSerial &serial)
{
    Rows rows = m_find.query(serial);
    return rows.next() ? std::optional(readAvailability(rows)) : std::nullopt;
}

std::vector<RobotAvailability> AvailabilityStore::all()
{
    std::vector<RobotAvailability> robots;
    for (Rows rows = m_all.query(); rows.next();)
        robots.push_back(readAvailability(rows));
    return robots;
}

void AvailabilityStore::store(const RobotAvailability &robot, PlatformTime now)
{
    m_store.run(robot.robotSerial, robot.driverName, robot.place.x, robot.place.y, robot.freeAt, robot.battery,
                robot.lid, robot.online, robot.onDuty, robot.onDutyUntil, robot.inService, robot.held,
                robot.registrationVersion, robot.registrationAsOf, robot.onDutyVersion, robot.onDutyAsOf,
                robot.lidVersion, robot.lidAsOf, robot.stateVersion, robot.stateAsOf, now, now);
}

} // namespace curbside::dispatch
