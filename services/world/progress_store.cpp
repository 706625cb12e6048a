// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/progress_store.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

ProgressStore::ProgressStore(Database &database)
    : m_value(database, u"SELECT value FROM progress WHERE name = ?"_s),
      m_set(
          database,
          u"INSERT INTO progress (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s)
{}

std::optional<qint64> ProgressStore::value(const QString &name)
{
    Rows rows = m_value.query(name);
    return rows.next() ? std::optional(rows.integer(0)) : std::nullopt;
}

void ProgressStore::set(const QString &name, qint64 value)
{
    m_set.run(name, value);
}

} // namespace curbside::world
