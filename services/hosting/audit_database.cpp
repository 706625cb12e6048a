// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/audit_database.h"

#include "services/runtime/storage/database.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QVariant>

#include <algorithm>
#include <atomic>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::atomic<unsigned> nextConnectionNumber{0};

const QStringList databaseNames{u"integrations"_s, u"deliveries"_s, u"dispatch"_s,
                                u"operations"_s,   u"state"_s,      u"world"_s};

/// To read a database of this kind, SQLite makes a file beside it, which it cannot here; and nobody has it open.
bool isAtRestWhereNothingIsWritten(const QString &path)
{
    return ::access(QFile::encodeName(QFileInfo(path).path()).constData(), W_OK) != 0 && QFileInfo::exists(path)
        && !QFileInfo::exists(path + u"-shm"_s);
}

} // namespace

const QStringList &AuditDatabase::names()
{
    return databaseNames;
}

QStringList AuditDatabase::namesIn(const QString &folder)
{
    QStringList present;
    for (const QString &name : databaseNames) {
        if (QFileInfo::exists(QDir(folder).filePath(name + u".sqlite"_s)))
            present.push_back(name);
    }
    return present;
}

std::expected<std::unique_ptr<AuditDatabase>, Failure> AuditDatabase::open(const QString &folder, const QString &name)
{
    std::unique_ptr<AuditDatabase> database(new AuditDatabase);
    database->m_name = name;
    database->m_path = QDir(folder).filePath(name + u".sqlite"_s);
    database->m_connectionName = u"curbside-audit-%1"_s.arg(nextConnectionNumber++);
    database->m_connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connectionName);
    database->m_connection.setDatabaseName(database->m_path);
    database->m_connection.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (isAtRestWhereNothingIsWritten(database->m_path)) {
        if (QFileInfo(database->m_path + u"-wal"_s).size() > 0)
            return std::unexpected(Failure{
                ExitStatus::Machine,
                u"%1-wal: has changes that cannot be taken in here, where nothing can be written: copy the workspace to where you can write"_s
                    .arg(QDir::toNativeSeparators(database->m_path))});
        QUrl address = QUrl::fromLocalFile(QFileInfo(database->m_path).absoluteFilePath());
        address.setQuery(u"immutable=1"_s);
        database->m_connection.setDatabaseName(address.toString(QUrl::FullyEncoded));
        database->m_connection.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s);
    }
    if (!database->m_connection.open())
        return database->failure(database->m_connection.lastError().databaseText());
    // Reading a page finds out whether it is a database at all.
    if (auto readable = database->rows(u"SELECT count(*) FROM sqlite_master"_s); !readable)
        return std::unexpected(readable.error());
    return database;
}

AuditDatabase::~AuditDatabase()
{
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

std::unexpected<Failure> AuditDatabase::failure(const QString &why) const
{
    return std::unexpected(Failure{ExitStatus::Machine,
                                   u"%1: cannot be read (%2): check its permissions, or restore it from a copy"_s.arg(
                                       QDir::toNativeSeparators(m_path), why)});
}

std::expected<std::vector<AuditDatabase::Row>, Failure> AuditDatabase::rows(const QString &sql,
                                                                            const QVariantList &values)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(query.lastError().databaseText());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return failure(query.lastError().databaseText());
    std::vector<Row> rows;
    const int columns = query.record().count();
    while (query.next()) {
        Row row;
        for (int column = 0; column < columns; ++column)
            row.push_back(query.isNull(column) ? QString() : query.value(column).toString());
        rows.push_back(std::move(row));
    }
    if (query.lastError().isValid())
        return failure(query.lastError().databaseText());
    return rows;
}

std::expected<std::vector<AuditDatabase::Row>, Failure> AuditDatabase::sortedRows(const QString &sql)
{
    auto found = rows(sql);
    if (found)
        std::sort(found->begin(), found->end());
    return found;
}

QStringList AuditDatabase::ownTables()
{
    QStringList tables;
    const auto found = rows(u"SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"_s);
    if (!found)
        return tables;
    for (const Row &row : *found) {
        if (!machineryTables().contains(row.front().toStdString()) && row.front() != u"sqlite_sequence")
            tables.push_back(row.front());
    }
    return tables;
}

} // namespace curbside
