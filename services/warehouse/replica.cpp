// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/replica.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<std::unique_ptr<Replica>, StorageError> Replica::open(const QString &path, const QString &source)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return std::unexpected(StorageError{
            StorageError::Kind::Machine,
            u"%1: cannot be made: check the permissions of the folder above"_s.arg(QFileInfo(path).path())});
    auto store = Store::open({.address = path, .name = u"replica of "_s + source, .kind = DatabaseKind::Replica});
    if (!store)
        return std::unexpected(store.error());
    auto replica = std::make_unique<Replica>();
    replica->m_store = std::move(*store);
    replica->m_store->execute(
        u"CREATE TABLE IF NOT EXISTS replica_position (id INTEGER PRIMARY KEY CHECK (id = 1), "
        "epoch TEXT NOT NULL, position INTEGER NOT NULL, generation INTEGER NOT NULL, at INTEGER NOT NULL) STRICT"_s);
    return replica;
}

Replica::Position Replica::position()
{
    Position position;
    m_store->query(
        u"SELECT epoch, position, generation, at FROM replica_position"_s, [&](std::span<const SqlView> row) {
            position = {row[0].bytes.toByteArray(), row[1].integer, row[2].integer, fromMicroseconds(row[3].integer)};
        });
    return position;
}

void Replica::keep(const std::vector<TableDescription> &tables)
{
    m_tables.clear();
    for (const TableDescription &table : tables)
        m_tables.push_back(std::make_unique<MirrorTable>(*m_store, table.name, table, MirrorTable::Kind::Replica));
}

void Replica::commit(const Position &position)
{
    m_store->run(
        u"INSERT OR REPLACE INTO replica_position (id, epoch, position, generation, at) VALUES (1, ?, ?, ?, ?)"_s,
        Utf8{position.epoch}, position.position, position.generation, position.at);
    m_store->commit();
}

} // namespace curbside
