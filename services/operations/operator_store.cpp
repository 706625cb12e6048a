// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/operator_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

namespace {

QString selectOperators(const QString &rest)
{
    return u"SELECT id, name, on_shift, created_at, updated_at, version FROM operator "_s + rest;
}

Operator operatorFromRow(const Rows &row)
{
    return {row.get<OperatorId>(0), row.text(1), row.flag(2), row.time(3), row.time(4), row.integer(5)};
}

} // namespace

OperatorStore::OperatorStore(Database &database)
    : m_database(database), m_find(database, selectOperators(u"WHERE id = ?"_s)),
      m_list(database, selectOperators(u"WHERE id > ? ORDER BY id LIMIT ?"_s)),
      m_insert(
          database,
          u"INSERT INTO operator (id, name, on_shift, created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?)"_s),
      m_update(database, u"UPDATE operator SET name = ?, on_shift = ?, updated_at = ?, version = ? WHERE id = ?"_s)
{}

std::optional<Operator> OperatorStore::find(const OperatorId &id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(operatorFromRow(rows)) : std::nullopt;
}

std::vector<Operator> OperatorStore::list(const QString &cursor, qint64 limit)
{
    std::vector<Operator> people;
    for (Rows rows = m_list.query(cursor, limit); rows.next();)
        people.push_back(operatorFromRow(rows));
    return people;
}

void OperatorStore::insert(const Operator &person)
{
    m_insert.run(person.id, person.name, person.isOnShift, person.createdAt, person.updatedAt, person.version);
}

void OperatorStore::update(const Operator &person)
{
    m_update.run(person.name, person.isOnShift, person.updatedAt, person.version, person.id);
}

std::vector<Operator> OperatorStore::findAll(const QString &ids)
{
    std::vector<Operator> people;
    Statement statement =
        m_database.prepare(selectOperators(u"WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"_s));
    for (Rows rows = statement.query(ids); rows.next();)
        people.push_back(operatorFromRow(rows));
    return people;
}

} // namespace curbside::operations
