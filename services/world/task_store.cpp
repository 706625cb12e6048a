// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/task_store.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

QString taskColumns(const QString &alias)
{
    QStringList columns{u"id"_s,     u"type"_s, u"robot_serial"_s, u"attempt_id"_s, u"delivery_id"_s, u"operator_key"_s,
                        u"status"_s, u"wish"_s, u"reason"_s,       u"is_calling"_s, u"refusals"_s};
    Q_ASSERT(columns.size() == taskColumnCount);
    for (QString &column : columns)
        column.prepend(alias + u'.');
    return columns.join(u", "_s);
}

KnownTask readTask(const Rows &rows, int first)
{
    KnownTask task;
    task.id = rows.get<TaskId>(first);
    task.type = rows.get<TaskType>(first + 1);
    task.robot = rows.get<RobotSerial>(first + 2);
    task.attempt = rows.optional<AttemptId>(first + 3);
    task.delivery = rows.optional<DeliveryId>(first + 4);
    task.operatorKey = rows.optional<OperatorKey>(first + 5);
    task.status = rows.get<TaskStatus>(first + 6);
    task.wish = rows.get<TaskWish>(first + 7);
    task.reason = rows.text(first + 8);
    task.isCalling = rows.flag(first + 9);
    task.refusals = static_cast<int>(rows.integer(first + 10));
    return task;
}

TaskStore::TaskStore(Database &database)
    : m_insert(
          database,
          u"INSERT INTO task (id, type, robot_serial, attempt_id, delivery_id, operator_key, status, wish, reason, "
          "is_calling, refusals, created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"_s),
      m_find(database, u"SELECT %1 FROM task t WHERE t.id = ?"_s.arg(taskColumns(u"t"_s))),
      m_save(database,
             u"UPDATE task SET operator_key = ?, status = ?, wish = ?, reason = ?, is_calling = ?, refusals = ?, "
             "updated_at = ?, version = version + 1 WHERE id = ?"_s),
      m_openRescues(database,
                    u"SELECT %1 FROM task t WHERE t.type = 'Rescue' AND (t.status = 'Pending' OR t.status = 'Assigned' "
                    u"OR t.status = 'InProgress') "
                    "ORDER BY t.created_at, t.id"_s.arg(taskColumns(u"t"_s)))
{}

void TaskStore::insert(const KnownTask &task, PlatformTime now)
{
    m_insert.run(task.id, task.type, task.robot, task.attempt, task.delivery, task.operatorKey, task.status, task.wish,
                 task.reason, task.isCalling, task.refusals, now, now);
}

std::optional<KnownTask> TaskStore::find(const TaskId &id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(readTask(rows)) : std::nullopt;
}

void TaskStore::save(const KnownTask &task, PlatformTime now)
{
    m_save.run(task.operatorKey, task.status, task.wish, task.reason, task.isCalling, task.refusals, now, task.id);
}

std::vector<KnownTask> TaskStore::openRescues()
{
    std::vector<KnownTask> tasks;
    for (Rows rows = m_openRescues.query(); rows.next();)
        tasks.push_back(readTask(rows));
    return tasks;
}

} // namespace curbside::world
