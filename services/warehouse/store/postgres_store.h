// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/store/postgres_connection.h"
#include "services/warehouse/store/store.h"

namespace curbside {

/// A Store in a schema of a PostgreSQL database. Statements that yield nothing are sent many at a time.
class PostgresStore final : public Store
{
public:
    [[nodiscard]] static std::expected<std::unique_ptr<PostgresStore>, StorageError> open(const Options &options);

    [[nodiscard]] Dialect dialect() const override { return Dialect::Postgres; }
    [[nodiscard]] bool isThere() const override { return true; }
    [[nodiscard]] std::unique_ptr<StoreStatement> prepare(const QString &sql) override;
    void execute(const QString &sql) override;
    void begin() override;
    void commit() override;
    void rollback() override;
    [[nodiscard]] QStringList columnsOf(const QString &table) override;

private:
    friend class PostgresStatement;

    std::expected<void, StorageError> prepareSchema(const Options &options);
    void migrate(const std::vector<Migration> &migrations);
    /// Sends it with those that come after it.
    void append(const QString &sql);
    void flush();
    void send(const QString &sql);
    [[noreturn]] void fail(const QSqlError &error) const;

    QString m_name;
    std::unique_ptr<PostgresConnection> m_connection;
    QString m_unsent;
    QString m_over; ///< what forgets the statements that nobody has any more
    unsigned m_statements = 0;
    bool m_isInTransaction = false;
};

} // namespace curbside
