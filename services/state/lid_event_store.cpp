// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/lid_event_store.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::state {

namespace {

QString selectLidEvents(const QString &rest)
{
    return u"SELECT id, robot_serial, kind, actor, task_id, at FROM lid_event "_s + rest;
}

LidEvent lidEventFromRow(const Rows &row)
{
    return {row.get<LidEventId>(0), row.get<RobotSerial>(1), row.get<LidEventKind>(2),
            row.get<LidActor>(3),   row.optional<TaskId>(4), row.time(5)};
}

std::vector<LidEvent> allLidEvents(Rows rows)
{
    std::vector<LidEvent> events;
    while (rows.next())
        events.push_back(lidEventFromRow(rows));
    return events;
}

} // namespace

// Ids rise with time, so the order of ids is that of the events.
LidEventStore::LidEventStore(Database &database)
    : m_database(database),
      m_insert(database,
               u"INSERT INTO lid_event (id, robot_serial, kind, actor, task_id, at, created_at, updated_at, version) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)"_s),
      m_find(database, selectLidEvents(u"WHERE id = ?"_s)),
      m_list(database, selectLidEvents(u"WHERE at >= ? AND id > ? ORDER BY id LIMIT ?"_s)),
      m_listOf(database, selectLidEvents(u"WHERE robot_serial = ? AND at >= ? AND id > ? ORDER BY id LIMIT ?"_s)),
      m_listForTasks(database,
                     selectLidEvents(u"WHERE task_id IN (SELECT value FROM json_each(?)) AND at >= ? AND id > ? "
                                     "ORDER BY id LIMIT ?"_s))
{}

void LidEventStore::insert(const LidEvent &event)
{
    m_insert.run(event.id, event.robotSerial, event.kind, event.actor, event.taskId, event.at, event.at, event.at);
}

std::optional<LidEvent> LidEventStore::find(const LidEventId &id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(lidEventFromRow(rows)) : std::nullopt;
}

std::vector<LidEvent> LidEventStore::list(PlatformTime since, const QString &cursor, qint64 limit)
{
    return allLidEvents(m_list.query(since, cursor, limit));
}

std::vector<LidEvent> LidEventStore::listOf(const RobotSerial &robot, PlatformTime since, const QString &cursor,
                                            qint64 limit)
{
    return allLidEvents(m_listOf.query(robot, since, cursor, limit));
}

std::vector<LidEvent> LidEventStore::listForTasks(const QStringList &tasks, PlatformTime since, const QString &cursor,
                                                  qint64 limit)
{
    JsonWriter json;
    json.beginArray();
    for (const QString &task : tasks)
        json.value(task);
    return allLidEvents(m_listForTasks.query(QString::fromUtf8(json.endArray().take()), since, cursor, limit));
}

std::vector<LidEvent> LidEventStore::findAll(Key key, const QString &keys)
{
    const QString column = key == Key::Id ? u"id"_s : u"task_id"_s;
    Statement statement = m_database.prepare(
        selectLidEvents(u"WHERE %1 IN (SELECT value FROM json_each(?)) ORDER BY %1, id"_s.arg(column)));
    return allLidEvents(statement.query(keys));
}

std::vector<LidEvent> LidEventStore::latestOf(const QString &serials, PlatformTime since, qint64 limit)
{
    Statement statement = m_database.prepare(
        selectLidEvents(u"AS event JOIN json_each(?) AS robot ON event.robot_serial = robot.value "
                        "WHERE event.id IN (SELECT id FROM lid_event WHERE robot_serial = robot.value AND at "
                        ">= ? ORDER BY id DESC LIMIT ?) "
                        "ORDER BY robot_serial, event.id DESC"_s)
            .replace(u"SELECT id,"_s, u"SELECT event.id,"_s));
    return allLidEvents(statement.query(serials, since, limit));
}

} // namespace curbside::state
