// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/read_only_database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

using Prepared = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)>;

/// SQLite makes files beside one that has a write-ahead log, which it cannot here; and nobody has it open.
bool isAtRestWhereNothingIsWritten(const QString &path)
{
    return ::access(QFile::encodeName(QFileInfo(path).path()).constData(), W_OK) != 0
        && !QFileInfo::exists(path + u"-shm"_s) && QFileInfo(path + u"-wal"_s).size() == 0;
}

QByteArray addressOf(const QString &path)
{
    QUrl address = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath());
    if (isAtRestWhereNothingIsWritten(path))
        address.setQuery(u"immutable=1"_s);
    return address.toEncoded(QUrl::FullyEncoded);
}

void bind(sqlite3_stmt *statement, std::span<const SqlView> values)
{
    int position = 0;
    for (const SqlView &value : values) {
        ++position;
        const auto size = static_cast<int>(value.bytes.size());
        switch (value.type) {
        case SqlView::Type::Null: sqlite3_bind_null(statement, position); break;
        case SqlView::Type::Integer: sqlite3_bind_int64(statement, position, value.integer); break;
        case SqlView::Type::Real: sqlite3_bind_double(statement, position, value.real); break;
        case SqlView::Type::Text:
            sqlite3_bind_text(statement, position, value.bytes.data(), size, SQLITE_TRANSIENT);
            break;
        case SqlView::Type::Blob:
            sqlite3_bind_blob(statement, position, value.bytes.data(), size, SQLITE_TRANSIENT);
            break;
        }
    }
}

SqlView valueAt(sqlite3_stmt *statement, int column)
{
    const auto bytes = [&](const void *data) {
        return QByteArrayView(static_cast<const char *>(data), sqlite3_column_bytes(statement, column));
    };
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: return SqlView::ofInteger(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT: return {SqlView::Type::Real, 0, sqlite3_column_double(statement, column), {}};
    case SQLITE_TEXT: return SqlView::ofText(bytes(sqlite3_column_text(statement, column)));
    case SQLITE_BLOB: return {SqlView::Type::Blob, 0, 0, bytes(sqlite3_column_blob(statement, column))};
    default: return {};
    }
}

} // namespace

std::expected<std::unique_ptr<ReadOnlyDatabase>, StorageError> ReadOnlyDatabase::open(const QString &path)
{
    std::unique_ptr<ReadOnlyDatabase> database(new ReadOnlyDatabase);
    database->m_path = path;
    const int code = sqlite3_open_v2(addressOf(path).constData(), &database->m_handle,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
    if (code != SQLITE_OK)
        return database->failure(code);
    sqlite3_busy_timeout(database->m_handle, 2000);
    sqlite3_exec(database->m_handle, "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON", nullptr, nullptr, nullptr);
    if (auto begun = database->beginReading(); !begun)
        return std::unexpected(begun.error());
    return database;
}

ReadOnlyDatabase::~ReadOnlyDatabase()
{
    sqlite3_close_v2(m_handle);
}

/// Reading a page finds out whether it is a database at all, and settles the moment that everything is of.
std::expected<void, StorageError> ReadOnlyDatabase::beginReading()
{
    const int code = sqlite3_exec(m_handle, "BEGIN; SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? std::expected<void, StorageError>() : failure(code);
}

std::unexpected<StorageError> ReadOnlyDatabase::failure(int code) const
{
    const QString file = QDir::toNativeSeparators(m_path);
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return std::unexpected(StorageError{
            StorageError::Kind::NotOurs,
            u"%1: is not a capture, nor a database of a workspace: name one, or restore it from a copy"_s.arg(file)});
    case SQLITE_CORRUPT:
        return std::unexpected(StorageError{
            StorageError::Kind::Corrupt,
            u"%1: is damaged (%2): restore it from a copy"_s.arg(file, QString::fromUtf8(sqlite3_errmsg(m_handle)))});
    default:
        return std::unexpected(
            StorageError{StorageError::Kind::Machine,
                         u"%1: cannot be read (%2): check that it is there, and its permissions"_s.arg(
                             file, QString::fromUtf8(sqlite3_errmsg(m_handle)))});
    }
}

std::expected<void, StorageError> ReadOnlyDatabase::forEach(const QString &sql, std::span<const SqlView> values,
                                                            const std::function<bool(std::span<const SqlView>)> &visit)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray text = sql.toUtf8();
    int code = sqlite3_prepare_v2(m_handle, text.constData(), static_cast<int>(text.size()), &statement, nullptr);
    const Prepared prepared(statement, sqlite3_finalize);
    if (code != SQLITE_OK)
        return failure(code);
    bind(statement, values);
    std::vector<SqlView> row(static_cast<std::size_t>(sqlite3_column_count(statement)));
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (std::size_t column = 0; column < row.size(); ++column)
            row[column] = valueAt(statement, static_cast<int>(column));
        if (!visit(row))
            return {};
    }
    return code == SQLITE_DONE ? std::expected<void, StorageError>() : failure(code);
}

std::expected<qint64, StorageError> ReadOnlyDatabase::number(const QString &sql, std::span<const SqlView> values)
{
    qint64 number = 0;
    const auto read = forEach(sql, values, [&](std::span<const SqlView> row) {
        number = row.front().integer;
        return false;
    });
    if (!read)
        return std::unexpected(read.error());
    return number;
}

} // namespace curbside
