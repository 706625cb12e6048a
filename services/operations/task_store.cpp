// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/task_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

namespace {

QString selectTasks(const QString &rest)
{
    return u"SELECT id, number, type, delivery_id, attempt_id, trip_id, robot_serial, operator_id, status, due_at, "
           u"started_at, ended_at, "
           "failure_reason, created_at, updated_at, version FROM task "_s
        + rest;
}

Task taskFromRow(const Rows &row)
{
    Task task;
    task.id = row.get<TaskId>(0);
    task.number = row.integer(1);
    task.type = row.get<TaskType>(2);
    task.deliveryId = row.optional<DeliveryId>(3);
    task.attemptId = row.optional<AttemptId>(4);
    task.tripId = row.optional<TripId>(5);
    task.robotSerial = row.get<RobotSerial>(6);
    task.operatorId = row.optional<OperatorId>(7);
    task.status = row.get<TaskStatus>(8);
    task.dueAt = row.optional<PlatformTime>(9);
    task.startedAt = row.optional<PlatformTime>(10);
    task.endedAt = row.optional<PlatformTime>(11);
    task.failureReason = row.optional<QString>(12);
    task.createdAt = row.time(13);
    task.updatedAt = row.time(14);
    task.version = row.integer(15);
    return task;
}

std::optional<Task> first(Rows rows)
{
    return rows.next() ? std::optional(taskFromRow(rows)) : std::nullopt;
}

std::vector<Task> allTasks(Rows rows)
{
    std::vector<Task> tasks;
    while (rows.next())
        tasks.push_back(taskFromRow(rows));
    return tasks;
}

/// A condition that takes one value either way, so that one call binds them all; what does not narrow costs nothing.
QString condition(const QString &narrowing, bool isNarrowing)
{
    return isNarrowing ? narrowing : u"? IS NULL"_s;
}

} // namespace

TaskStore::TaskStore(Database &database)
    : m_database(database), m_find(database, selectTasks(u"WHERE id = ?"_s)),
      m_findOfAttempt(database, selectTasks(u"WHERE attempt_id = ? AND type = ?"_s)),
      m_openOf(database, selectTasks(u"WHERE robot_serial = ? AND ended_at IS NULL ORDER BY id"_s)),
      m_insert(database,
               u"INSERT INTO task (id, number, type, delivery_id, attempt_id, trip_id, robot_serial, operator_id, "
               u"status, due_at, "
               "started_at, ended_at, failure_reason, created_at, updated_at, version) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
      m_update(database,
               u"UPDATE task SET operator_id = ?, status = ?, started_at = ?, ended_at = ?, failure_reason = ?, "
               u"updated_at = ?, "
               "version = ? WHERE id = ?"_s)
{}

std::optional<Task> TaskStore::find(const TaskId &id)
{
    return first(m_find.query(id));
}

std::optional<Task> TaskStore::findOfAttempt(const AttemptId &attempt, TaskType type)
{
    return first(m_findOfAttempt.query(attempt, type));
}

std::vector<Task> TaskStore::openOf(const RobotSerial &robot)
{
    return allTasks(m_openOf.query(robot));
}

std::optional<Task> TaskStore::findOpenOf(const RobotSerial &robot, TaskType type)
{
    const std::vector<Task> open = openOf(robot);
    const auto found = std::ranges::find(open, type, &Task::type);
    return found == open.end() ? std::nullopt : std::optional(*found);
}

std::vector<Task> TaskStore::list(const TaskFilter &filter, const QString &cursor, qint64 limit)
{
    const QStringList conditions{condition(u"status = ?"_s, filter.status.has_value()),
                                 condition(u"type = ?"_s, filter.type.has_value()),
                                 condition(u"operator_id = ?"_s, filter.operatorId.has_value()),
                                 condition(u"robot_serial = ?"_s, filter.robotSerial.has_value()),
                                 condition(u"delivery_id = ?"_s, filter.deliveryId.has_value()),
                                 condition(u"updated_at >= ?"_s, filter.since.has_value()),
                                 u"id > ?"_s};
    Statement statement =
        m_database.prepare(selectTasks(u"WHERE %1 ORDER BY id LIMIT ?"_s.arg(conditions.join(u" AND "_s))));
    return allTasks(statement.query(filter.status, filter.type, filter.operatorId, filter.robotSerial,
                                    filter.deliveryId, filter.since, cursor, limit));
}

void TaskStore::insert(const Task &task)
{
    m_insert.run(task.id, task.number, task.type, task.deliveryId, task.attemptId, task.tripId, task.robotSerial,
                 task.operatorId, task.status, task.dueAt, task.startedAt, task.endedAt, task.failureReason,
                 task.createdAt, task.updatedAt, task.version);
}

void TaskStore::update(const Task &task)
{
    m_update.run(task.operatorId, task.status, task.startedAt, task.endedAt, task.failureReason, task.updatedAt,
                 task.version, task.id);
}

std::vector<Task> TaskStore::findAll(Key key, const QString &keys)
{
    static const std::array<QString, 4> columnsOfKeys{u"id"_s, u"delivery_id"_s, u"attempt_id"_s, u"robot_serial"_s};
    Statement statement =
        m_database.prepare(selectTasks(u"WHERE %1 IN (SELECT value FROM json_each(?)) %2 ORDER BY %1, id"_s.arg(
            columnsOfKeys.at(static_cast<std::size_t>(key)),
            key == Key::RobotWhileOpen ? u"AND ended_at IS NULL"_s : QString())));
    return allTasks(statement.query(keys));
}

} // namespace curbside::operations
