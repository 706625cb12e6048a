// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/store/postgres_store.h"

#include "services/runtime/table_routes.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostUnsent = 1 << 17; ///< characters

/// The fault's code, as SQLite would have it.
int codeOf(const QSqlError &error)
{
    const QString state = error.nativeErrorCode();
    if (state.startsWith(u"53")) // out of disk, memory or connections
        return SQLITE_FULL;
    if (state.isEmpty() || state.startsWith(u"08") || state.startsWith(u"57P") || state.startsWith(u"58"))
        return SQLITE_IOERR; // gone
    return state.startsWith(u"55") ? SQLITE_BUSY : SQLITE_ERROR;
}

QString literalOf(const SqlView &value)
{
    switch (value.type) {
    case SqlView::Type::Null: return u"NULL"_s;
    case SqlView::Type::Integer: return u"'%1'"_s.arg(value.integer);
    case SqlView::Type::Real: return u"'%1'"_s.arg(value.real, 0, 'g', 17);
    case SqlView::Type::Text: return quotedLiteral(QString::fromUtf8(value.bytes));
    case SqlView::Type::Blob: return u"'\\x%1'"_s.arg(QString::fromLatin1(value.bytes.toByteArray().toHex()));
    }
    return {};
}

/// `?` outside of quotes, numbered.
QString numbered(const QString &sql)
{
    QString result;
    int number = 0;
    QChar quote;
    for (const QChar letter : sql) {
        if (!quote.isNull())
            quote = letter == quote ? QChar() : quote;
        else if (letter == u'\'' || letter == u'"')
            quote = letter;
        if (letter == u'?' && quote.isNull())
            result += u'$' + QString::number(++number);
        else
            result += letter;
    }
    return result;
}

} // namespace

class PostgresStatement final : public StoreStatement
{
public:
    PostgresStatement(PostgresStore &store, const QString &sql)
        : m_store(store), m_name(u"s%1"_s.arg(++store.m_statements))
    {
        m_store.execute(u"PREPARE %1 AS %2"_s.arg(m_name, numbered(sql)));
    }
    ~PostgresStatement() override { m_store.m_over += u"DEALLOCATE %1;"_s.arg(m_name); }
    PostgresStatement(const PostgresStatement &) = delete;
    PostgresStatement &operator=(const PostgresStatement &) = delete;

    void run(std::span<const SqlView> values) override { m_store.append(call(values)); }
    void query(std::span<const SqlView> values, const Visit &visit) override
    {
        m_store.flush();
        auto rows = m_store.m_connection->query(call(values));
        if (!rows)
            m_store.fail(rows.error());
        while (rows->next())
            visit(PostgresRow(*rows).views());
    }

private:
    [[nodiscard]] QString call(std::span<const SqlView> values) const
    {
        QString text = u"EXECUTE "_s + m_name;
        for (std::size_t i = 0; i < values.size(); ++i)
            text += (i == 0 ? u'(' : u',') + literalOf(values[i]);
        return values.empty() ? text : text + u')';
    }

    PostgresStore &m_store;
    QString m_name;
};

std::expected<std::unique_ptr<PostgresStore>, StorageError> PostgresStore::open(const Options &options)
{
    auto connection = PostgresConnection::open(options.address);
    if (!connection)
        return std::unexpected(StorageError{StorageError::Kind::Machine, connection.error()});
    auto store = std::make_unique<PostgresStore>();
    store->m_name = options.name;
    store->m_connection = std::move(*connection);
    try {
        if (auto prepared = store->prepareSchema(options); !prepared)
            return std::unexpected(prepared.error());
    } catch (const StorageFault &fault) {
        return std::unexpected(StorageError{
            StorageError::Kind::Machine,
            u"%1: %2"_s.arg(PostgresConnection::shownAddress(options.address), QString::fromUtf8(fault.what()))});
    }
    return store;
}

/// One writer a schema, as one process may write a file; waited for a little, since a session that was killed takes a moment.
std::expected<void, StorageError> PostgresStore::prepareSchema(const Options &options)
{
    const QString schema = m_connection->schema();
    const bool isOurs = m_connection->execute(
        u"SET lock_timeout = '5s'; SELECT pg_advisory_lock(hashtext('curbside'), hashtext(%1)); RESET lock_timeout"_s
            .arg(quotedLiteral(schema)));
    if (!isOurs && m_connection->error().nativeErrorCode() == u"55P03")
        return std::unexpected(
            StorageError{StorageError::Kind::Machine,
                         u"%1: another platform fills its schema %2: stop that one, or name another by ?schema="_s.arg(
                             PostgresConnection::shownAddress(options.address), schema)});
    if (!isOurs)
        fail(m_connection->error());
    if (options.durability != Database::Durability::Full)
        send(u"SET synchronous_commit = off"_s);
    send(u"CREATE SCHEMA IF NOT EXISTS "_s + quotedName(schema));
    migrate(options.migrations);
    return {};
}

void PostgresStore::migrate(const std::vector<Migration> &migrations)
{
    std::vector<Migration> all{{u"postgres"_s, 1, postgresFunctions()}, {u"postgres"_s, 2, postgresAnswers()}};
    all.insert(all.end(), migrations.begin(), migrations.end());
    execute(u"CREATE TABLE IF NOT EXISTS schema_migration (owner TEXT, number BIGINT, PRIMARY KEY (owner, number))"_s);
    for (const Migration &migration : all) {
        bool isApplied = false;
        query(
            u"SELECT 1 FROM schema_migration WHERE owner = ? AND number = ?"_s,
            [&](std::span<const SqlView>) { isApplied = true; }, migration.owner, migration.number);
        if (isApplied)
            continue;
        begin();
        execute(migration.owner == u"postgres" ? migration.sql : translatedSchema(Dialect::Postgres, migration.sql));
        run(u"INSERT INTO schema_migration (owner, number) VALUES (?, ?)"_s, migration.owner, migration.number);
        commit();
    }
}

std::unique_ptr<StoreStatement> PostgresStore::prepare(const QString &sql)
{
    return std::make_unique<PostgresStatement>(*this, sql);
}

void PostgresStore::execute(const QString &sql)
{
    flush();
    send(sql);
}

void PostgresStore::begin()
{
    execute(std::exchange(m_over, {}) + u"BEGIN"_s);
    m_isInTransaction = true;
}

void PostgresStore::commit()
{
    flush(); // by itself: COMMIT of a transaction that has failed reports success
    send(u"COMMIT"_s);
    m_isInTransaction = false;
}

void PostgresStore::rollback()
{
    m_unsent.clear();
    if (std::exchange(m_isInTransaction, false))
        static_cast<void>(m_connection->execute(u"ROLLBACK"_s));
}

QStringList PostgresStore::columnsOf(const QString &table)
{
    QStringList columns;
    query(
        u"SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND "
        "table_name = ? ORDER BY ordinal_position"_s,
        [&](std::span<const SqlView> row) { columns.push_back(row[0].toText()); }, table);
    return columns;
}

void PostgresStore::append(const QString &sql)
{
    m_unsent += sql + u';';
    if (m_unsent.size() > mostUnsent || !m_isInTransaction)
        flush();
}

void PostgresStore::flush()
{
    if (!m_unsent.isEmpty())
        send(std::exchange(m_unsent, {}));
}

void PostgresStore::send(const QString &sql)
{
    if (!m_connection->execute(sql))
        fail(m_connection->error());
}

void PostgresStore::fail(const QSqlError &error) const
{
    throw StorageFault(codeOf(error), u"%1: %2"_s.arg(m_name, error.databaseText().section(u'\n', 0, 0).trimmed()));
}

} // namespace curbside
