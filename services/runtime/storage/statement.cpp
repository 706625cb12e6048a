// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/statement.h"

#include "services/runtime/storage/database.h"

#include <sqlite3.h>

namespace curbside {

bool StorageFault::isMachineFault() const
{
    return code() == SQLITE_FULL || code() == SQLITE_IOERR || code() == SQLITE_NOMEM || code() == SQLITE_CANTOPEN
        || code() == SQLITE_READONLY || code() == SQLITE_BUSY || code() == SQLITE_LOCKED;
}

Rows::~Rows()
{
    if (m_statement)
        m_statement->finish();
}

bool Rows::next()
{
    if (m_statement->m_run == Statement::Run::AtFirstRow)
        m_statement->m_run = Statement::Run::Reading;
    else if (m_statement->m_run == Statement::Run::Reading)
        m_statement->step();
    return m_statement->m_run == Statement::Run::Reading;
}

bool Rows::isNull(int column) const
{
    return sqlite3_column_type(m_statement->m_statement, column) == SQLITE_NULL;
}

QByteArrayView Rows::view(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement->m_statement, column));
    return {data, data ? sqlite3_column_bytes(m_statement->m_statement, column) : 0};
}

int Rows::columns() const
{
    return sqlite3_column_count(m_statement->m_statement);
}

SqlView Rows::value(int column) const
{
    switch (sqlite3_column_type(m_statement->m_statement, column)) {
    case SQLITE_INTEGER: return SqlView::ofInteger(integer(column));
    case SQLITE_FLOAT: return {SqlView::Type::Real, 0, real(column), {}};
    case SQLITE_TEXT: return {SqlView::Type::Text, 0, 0, view(column)};
    case SQLITE_BLOB: return {SqlView::Type::Blob, 0, 0, view(column)};
    default: return {};
    }
}

qint64 Rows::integer(int column) const
{
    return sqlite3_column_int64(m_statement->m_statement, column);
}

double Rows::real(int column) const
{
    return sqlite3_column_double(m_statement->m_statement, column);
}

void Rows::failUnreadable(int column) const
{
    throw StorageFault(SQLITE_MISMATCH,
                       QStringLiteral("%1: \"%2\" is no word that this version knows (%3)")
                           .arg(m_statement->m_database.name(), text(column),
                                QString::fromUtf8(sqlite3_column_name(m_statement->m_statement, column))));
}

Statement::Statement(Database &database, const QString &sql) : m_database(database), m_before(database.rowChangeMark())
{
    const QByteArray text = sql.toUtf8();
    check(sqlite3_prepare_v3(database.handle(), text.constData(), static_cast<int>(text.size()),
                             SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr));
    m_texts.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(m_statement)));
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::bindInteger(int position, qint64 value)
{
    check(sqlite3_bind_int64(m_statement, position, value));
}

void Statement::bind(int position, double value)
{
    check(sqlite3_bind_double(m_statement, position, value));
}

void Statement::bind(int position, QStringView text)
{
    QByteArray &kept = m_texts[static_cast<std::size_t>(position - 1)];
    kept = text.toUtf8();
    bindText(position, kept);
}

void Statement::bind(int position, const Uuid &uuid)
{
    QByteArray &kept = m_texts[static_cast<std::size_t>(position - 1)];
    kept.resize(Uuid::textLength);
    uuid.write(kept.data());
    bindText(position, kept);
}

void Statement::bind(int position, const QByteArray &blob)
{
    check(sqlite3_bind_blob64(m_statement, position, blob.constData(), static_cast<sqlite3_uint64>(blob.size()),
                              SQLITE_STATIC));
}

void Statement::bind(int position, Utf8 text)
{
    bindText(position, text.text);
}

void Statement::bind(int position, const SqlView &value)
{
    switch (value.type) {
    case SqlView::Type::Null: bindNull(position); return;
    case SqlView::Type::Integer: bindInteger(position, value.integer); return;
    case SqlView::Type::Real: bind(position, value.real); return;
    case SqlView::Type::Text: bindText(position, value.bytes); return;
    case SqlView::Type::Blob:
        check(sqlite3_bind_blob64(m_statement, position, value.bytes.data() ? value.bytes.data() : "",
                                  static_cast<sqlite3_uint64>(value.bytes.size()), SQLITE_STATIC));
    }
}

int Statement::runRow(std::span<const SqlView> values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        bind(static_cast<int>(i) + 1, values[i]);
    return execute();
}

Rows Statement::queryRow(std::span<const SqlView> values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        bind(static_cast<int>(i) + 1, values[i]);
    start();
    return Rows(*this);
}

void Statement::bindNull(int position)
{
    check(sqlite3_bind_null(m_statement, position));
}

/// Bound where it is: what is given has to stay until the next run binds anew, or nobody reads it any more.
void Statement::bindText(int position, QByteArrayView text)
{
    const char *data = text.data() ? text.data() : "";
    check(sqlite3_bind_text(m_statement, position, data, static_cast<int>(text.size()), SQLITE_STATIC));
}

int Statement::execute()
{
    start();
    while (m_run != Run::Over)
        step();
    return sqlite3_changes(m_database.handle());
}

qint64 Statement::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_database.handle());
}

/// A statement that changes rows and returns them has changed them all when it comes to the first.
void Statement::start()
{
    m_database.assertThread();
    m_before = m_database.rowChangeMark();
    step();
    if (m_run == Run::Reading)
        m_run = Run::AtFirstRow;
}

void Statement::step()
{
    const int code = sqlite3_step(m_statement);
    m_run = code == SQLITE_ROW ? Run::Reading : Run::Over;
    if (m_run == Run::Reading)
        return;
    sqlite3_reset(m_statement);
    if (code != SQLITE_DONE)
        fail(code);
}

void Statement::finish()
{
    if (m_run != Run::Over)
        sqlite3_reset(m_statement);
    m_run = Run::Over;
}

void Statement::check(int code)
{
    if (code != SQLITE_OK)
        fail(code);
}

void Statement::fail(int code)
{
    m_database.forgetRowChangesSince(m_before);
    const QString error = QString::fromUtf8(sqlite3_errmsg(m_database.handle()));
    const QString sql = m_statement ? QString::fromUtf8(sqlite3_sql(m_statement)) : QString();
    throw StorageFault(code, QStringLiteral("%1: %2 (%3)").arg(m_database.name(), error, sql));
}

} // namespace curbside
