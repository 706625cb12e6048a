// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/statement.h"

#include "services/runtime/storage/database.h"

#include <QSqlError>

#include <sqlite3.h>

namespace curbside {

bool StorageFault::isMachineFault() const
{
    return code() == SQLITE_FULL || code() == SQLITE_IOERR || code() == SQLITE_NOMEM || code() == SQLITE_CANTOPEN
        || code() == SQLITE_READONLY || code() == SQLITE_BUSY || code() == SQLITE_LOCKED;
}

Rows::Rows(Statement &statement) : m_statement(&statement), m_query(&statement.m_query) {}

Rows::~Rows()
{
    if (m_query)
        m_query->finish();
}

bool Rows::next()
{
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        m_statement->fail();
    return false;
}

Statement::Statement(Database &database, const QString &sql)
    : m_database(&database), m_query(database.connection()), m_before(database.rowChangeMark())
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        fail();
}

void Statement::fail() const
{
    m_database->forgetRowChangesSince(m_before);
    const QSqlError error = m_query.lastError();
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    throw StorageFault(isNumber ? code : SQLITE_ERROR,
                       QStringLiteral("%1: %2 (%3)").arg(m_database->name(), error.text(), m_query.lastQuery()));
}

int Statement::execute()
{
    start();
    const int changed = m_query.numRowsAffected();
    m_query.finish();
    return changed;
}

void Statement::start()
{
    m_database->assertThread();
    m_before = m_database->rowChangeMark();
    if (!m_query.exec())
        fail();
}

} // namespace curbside
