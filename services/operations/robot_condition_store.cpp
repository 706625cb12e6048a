// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/robot_condition_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

namespace {

QString keep(const QString &copy)
{
    return QString(
               u"INSERT INTO robot_condition (robot_serial, %1, %1_version, %1_as_of, created_at, updated_at, version) "
               "VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (robot_serial) DO UPDATE SET %1 = excluded.%1, "
               "%1_version = excluded.%1_version, %1_as_of = excluded.%1_as_of, updated_at = excluded.updated_at, "
               "version = version + 1 WHERE %1_version IS NULL OR %1_version <= excluded.%1_version"_s)
        .replace(u"%1"_s, copy);
}

std::optional<ConditionCopy> copyAt(const Rows &row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return ConditionCopy{row.text(column), row.integer(column + 1), row.time(column + 2)};
}

} // namespace

RobotConditionStore::RobotConditionStore(Database &database)
    : m_find(database,
             u"SELECT connectivity, connectivity_version, connectivity_as_of, lid, lid_version, lid_as_of FROM "
             u"robot_condition "
             "WHERE robot_serial = ?"_s),
      m_keepConnectivity(database, keep(u"connectivity"_s)), m_keepLid(database, keep(u"lid"_s))
{}

RobotCondition RobotConditionStore::find(const RobotSerial &serial)
{
    RobotCondition condition;
    condition.serial = serial;
    Rows rows = m_find.query(serial);
    if (rows.next()) {
        condition.connectivity = copyAt(rows, 0);
        condition.lid = copyAt(rows, 3);
    }
    return condition;
}

void RobotConditionStore::keepConnectivity(const RobotSerial &serial, const ConditionCopy &copy, PlatformTime now)
{
    m_keepConnectivity.run(serial, copy.value, copy.version, copy.asOf, now, now);
}

void RobotConditionStore::keepLid(const RobotSerial &serial, const ConditionCopy &copy, PlatformTime now)
{
    m_keepLid.run(serial, copy.value, copy.version, copy.asOf, now, now);
}

} // namespace curbside::operations
