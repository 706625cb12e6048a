// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/store/sqlite_store.h"

#include "services/warehouse/store/postgres_store.h"

#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

class SqliteStatement final : public StoreStatement
{
public:
    SqliteStatement(Database &database, const QString &sql) : m_statement(database, sql) {}

    void run(std::span<const SqlView> values) override { m_statement.runRow(values); }
    void query(std::span<const SqlView> values, const Visit &visit) override
    {
        for (Rows rows = m_statement.queryRow(values); rows.next();) {
            m_row.clear();
            for (int column = 0; column < rows.columns(); ++column)
                m_row.push_back(rows.value(column));
            visit(m_row);
        }
    }

private:
    Statement m_statement;
    std::vector<SqlView> m_row;
};

} // namespace

QString troubleOf(const StorageFault &fault)
{
    const QString what = QString::fromUtf8(fault.what());
    if (fault.code() == SQLITE_FULL)
        return u"%1: the disk is full: make room, and it goes on by itself"_s.arg(what.section(u": "_s, 0, 0));
    return fault.isMachineFault() ? u"%1: it is tried again until it can be written"_s.arg(what) : what;
}

bool isDamage(const StorageFault &fault)
{
    return fault.code() == SQLITE_CORRUPT || fault.code() == SQLITE_NOTADB;
}

std::expected<std::unique_ptr<Store>, StorageError> Store::open(const Options &options)
{
    if (isRemote(options.address))
        return PostgresStore::open(options);
    return SqliteStore::open(options);
}

bool Store::isRemote(const QString &address)
{
    return address.startsWith(u"postgresql://") || address.startsWith(u"postgres://");
}

std::expected<std::unique_ptr<SqliteStore>, StorageError> SqliteStore::open(const Options &options)
{
    auto database = Database::open({.path = options.address,
                                    .name = options.name,
                                    .durability = options.durability,
                                    .migrations = options.migrations,
                                    .kind = options.kind});
    if (!database)
        return std::unexpected(database.error());
    auto store = std::make_unique<SqliteStore>();
    store->m_database = std::move(*database);
    return store;
}

bool SqliteStore::isThere() const
{
    return QFileInfo::exists(m_database->path());
}

std::unique_ptr<StoreStatement> SqliteStore::prepare(const QString &sql)
{
    return std::make_unique<SqliteStatement>(*m_database, sql);
}

QStringList SqliteStore::columnsOf(const QString &table)
{
    QStringList columns;
    query(
        u"SELECT name FROM pragma_table_info(?)"_s,
        [&](std::span<const SqlView> row) { columns.push_back(row[0].toText()); }, table);
    return columns;
}

} // namespace curbside
