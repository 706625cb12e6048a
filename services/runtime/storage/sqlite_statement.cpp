// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/sqlite_statement.h"

#include <sqlite3.h>

namespace curbside {

SqliteStatement::SqliteStatement(sqlite3 *handle, const char *sql) : m_handle(handle)
{
    check(sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr));
}

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(m_statement);
}

void SqliteStatement::check(int code) const
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        throw StorageFault(code, QString::fromUtf8(sqlite3_errmsg(m_handle)));
}

SqliteStatement &SqliteStatement::bind(int position, qint64 value)
{
    check(sqlite3_bind_int64(m_statement, position, value));
    return *this;
}

SqliteStatement &SqliteStatement::bind(int position, QByteArrayView text)
{
    const char *data = text.data() ? text.data() : "";
    check(sqlite3_bind_text(m_statement, position, data, static_cast<int>(text.size()), SQLITE_STATIC));
    return *this;
}

SqliteStatement &SqliteStatement::bindBlob(int position, QByteArrayView blob)
{
    const char *data = blob.data() ? blob.data() : "";
    check(sqlite3_bind_blob(m_statement, position, data, static_cast<int>(blob.size()), SQLITE_STATIC));
    return *this;
}

SqliteStatement &SqliteStatement::bindNull(int position)
{
    check(sqlite3_bind_null(m_statement, position));
    return *this;
}

bool SqliteStatement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    sqlite3_reset(m_statement);
    check(code);
    return false;
}

void SqliteStatement::run()
{
    while (step()) {
    }
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement);
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArrayView SqliteStatement::text(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {data, data ? sqlite3_column_bytes(m_statement, column) : 0};
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace curbside
