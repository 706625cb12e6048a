// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"
#include "services/runtime/storage/storage_error.h"

#include <QByteArray>
#include <QByteArrayView>

struct sqlite3;
struct sqlite3_stmt;

namespace curbside {

/// A prepared statement on the SQLite API itself, for the runtime's own hottest statements only: services use Statement.
/// Text is UTF-8. Views that are bound, and views of columns, are valid until the next reset().
class SqliteStatement
{
public:
    SqliteStatement(sqlite3 *handle, const char *sql);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    SqliteStatement &bind(int position, qint64 value);
    SqliteStatement &bind(int position, QByteArrayView text);
    SqliteStatement &bindBlob(int position, QByteArrayView blob);
    SqliteStatement &bindNull(int position);
    SqliteStatement &bindOptional(int position, QByteArrayView text)
    {
        return text.isEmpty() ? bindNull(position) : bind(position, text);
    }

    /// True while there is a row. A fault ends the run.
    bool step();
    /// Runs to the end and makes ready for the next run.
    void run();
    void reset();

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QByteArrayView text(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    void check(int code) const;

    sqlite3 *m_handle;
    sqlite3_stmt *m_statement = nullptr;
};

} // namespace curbside
