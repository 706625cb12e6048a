// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/operator_store.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

Operator readOperator(const Rows &rows)
{
    return {rows.get<OperatorKey>(0), rows.get<OperatorStep>(1), rows.optional<TaskId>(2)};
}

std::optional<Operator> firstOperator(Rows rows)
{
    return rows.next() ? std::optional(readOperator(rows)) : std::nullopt;
}

} // namespace

OperatorStore::OperatorStore(Database &database)
    : m_insert(
          database,
          u"INSERT INTO operator (key, position, step, created_at, updated_at, version) VALUES (?, ?, 'Free', ?, ?, 1)"_s),
      m_find(database, u"SELECT key, step, task_id FROM operator WHERE key = ?"_s),
      m_workingOn(database, u"SELECT key, step, task_id FROM operator WHERE task_id = ?"_s),
      m_all(database, u"SELECT key, step, task_id FROM operator ORDER BY position"_s),
      m_save(database,
             u"UPDATE operator SET step = ?, task_id = ?, updated_at = ?, version = version + 1 WHERE key = ?"_s)
{}

void OperatorStore::insert(const OperatorKey &key, qint64 position, PlatformTime now)
{
    m_insert.run(key, position, now, now);
}

std::optional<Operator> OperatorStore::find(const OperatorKey &key)
{
    return firstOperator(m_find.query(key));
}

std::optional<Operator> OperatorStore::workingOn(const TaskId &task)
{
    return firstOperator(m_workingOn.query(task));
}

std::vector<Operator> OperatorStore::all()
{
    std::vector<Operator> operators;
    for (Rows rows = m_all.query(); rows.next();)
        operators.push_back(readOperator(rows));
    return operators;
}

void OperatorStore::save(const Operator &person, PlatformTime now)
{
    m_save.run(person.step, person.task, now, person.key);
}

} // namespace curbside::world
