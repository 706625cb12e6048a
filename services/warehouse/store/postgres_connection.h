// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/row_bytes.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <expected>

namespace curbside {

/// A connection to the schema that an address such as postgresql://USER@HOST:PORT/DATABASE?schema=NAME names, through Qt's
/// PostgreSQL driver. Closed with this object; for one thread.
///
/// Of the address's query, `schema` (default curbside) is the schema; `host` may name the folder of a socket; everything else
/// (sslmode, connect_timeout …) is handed to the driver. A password that is not in the address is found as libpq finds it.
class PostgresConnection
{
public:
    /// The error is a sentence that says what to do.
    [[nodiscard]] static std::expected<std::unique_ptr<PostgresConnection>, QString> open(const QString &address);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection &) = delete;
    PostgresConnection &operator=(const PostgresConnection &) = delete;

    [[nodiscard]] const QString &schema() const { return m_schema; }
    /// Runs statements, one after another as far as they succeed; false with an error().
    [[nodiscard]] bool execute(const QString &sql);
    /// Runs one statement whose rows are then read from the result.
    [[nodiscard]] std::expected<QSqlQuery, QSqlError> query(const QString &sql);
    [[nodiscard]] const QSqlError &error() const { return m_error; }
    /// The address without what is secret.
    [[nodiscard]] static QString shownAddress(const QString &address);

private:
    PostgresConnection() = default;
    std::expected<void, QString> connect(const QString &address);

    QString m_name;
    QString m_schema;
    QSqlDatabase m_database;
    QSqlError m_error;
};

/// The row that a result stands at, with its types as SQLite would have them.
class PostgresRow
{
public:
    explicit PostgresRow(const QSqlQuery &query);
    [[nodiscard]] std::span<const SqlView> views() const { return m_views; }

private:
    std::vector<QByteArray> m_kept;
    std::vector<SqlView> m_views;
};

} // namespace curbside
