// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/return_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

ReturnStore::ReturnStore(Database &database)
    : m_insert(database,
               u"INSERT INTO robot_return (task_id, robot_serial, x, y, created_at, updated_at, version) "
               "VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (task_id) DO NOTHING"_s),
      m_remove(database, u"DELETE FROM robot_return WHERE task_id = ?"_s),
      m_isReturning(database, u"SELECT 1 FROM robot_return WHERE robot_serial = ? LIMIT 1"_s),
      m_returning(database, u"SELECT robot_serial FROM robot_return ORDER BY task_id"_s)
{}

bool ReturnStore::insert(const TaskId &task, const RobotSerial &robot, const Place &merchant, PlatformTime now)
{
    return m_insert.run(task, robot, merchant.x, merchant.y, now, now) == 1;
}

bool ReturnStore::remove(const TaskId &task)
{
    return m_remove.run(task) == 1;
}

bool ReturnStore::isReturning(const RobotSerial &robot)
{
    return m_isReturning.query(robot).next();
}

std::set<RobotSerial> ReturnStore::returning()
{
    std::set<RobotSerial> robots;
    for (Rows rows = m_returning.query(); rows.next();)
        robots.insert(rows.get<RobotSerial>(0));
    return robots;
}

} // namespace curbside::dispatch
