// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/store/postgres_connection.h"

#include "services/runtime/table_routes.h"
#include "services/warehouse/store/dialect.h"

#include <QSqlRecord>
#include <QUrl>
#include <QUrlQuery>

#include <atomic>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::atomic<unsigned> nextPostgresConnection{0};

QString firstLine(const QString &text)
{
    return text.section(u'\n', 0, 0).trimmed();
}

} // namespace

QString PostgresConnection::shownAddress(const QString &address)
{
    return QUrl(address).toDisplayString(QUrl::RemovePassword | QUrl::RemoveQuery);
}

std::expected<std::unique_ptr<PostgresConnection>, QString> PostgresConnection::open(const QString &address)
{
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection);
    if (auto connected = connection->connect(address); !connected)
        return std::unexpected(connected.error());
    return connection;
}

std::expected<void, QString> PostgresConnection::connect(const QString &address)
{
    const QUrl url(address);
    QUrlQuery more(url);
    const auto taken = [&](const QString &name) {
        const QString value = more.queryItemValue(name, QUrl::FullyDecoded);
        more.removeAllQueryItems(name);
        return value;
    };
    m_schema = taken(u"schema"_s);
    if (m_schema.isEmpty())
        m_schema = u"curbside"_s;
    const QString socketFolder = taken(u"host"_s);
    const QString user = taken(u"user"_s);
    QStringList options{u"application_name=curbside"_s};
    if (!more.hasQueryItem(u"connect_timeout"_s))
        options.push_back(u"connect_timeout=5"_s);
    for (const auto &[name, value] : more.queryItems(QUrl::FullyDecoded))
        options.push_back(u"%1='%2'"_s.arg(name, QString(value).remove(u'\'')));

    m_name = u"curbside-postgres-%1"_s.arg(nextPostgresConnection++);
    m_database = QSqlDatabase::addDatabase(u"QPSQL"_s, m_name);
    if (!m_database.isValid())
        return std::unexpected(
            u"%1: Qt's PostgreSQL driver is missing: install libqt6sql6-psql"_s.arg(shownAddress(address)));
    m_database.setHostName(socketFolder.isEmpty() ? url.host() : socketFolder);
    m_database.setPort(url.port());
    m_database.setDatabaseName(url.path(QUrl::FullyDecoded).mid(1));
    m_database.setUserName(user.isEmpty() ? url.userName(QUrl::FullyDecoded) : user);
    m_database.setPassword(url.password(QUrl::FullyDecoded));
    m_database.setConnectOptions(options.join(u';'));
    if (!m_database.open())
        return std::unexpected(u"%1: PostgreSQL cannot be reached (%2): start it, or mend the address"_s.arg(
            shownAddress(address), firstLine(m_database.lastError().databaseText())));
    const bool isSet =
        execute(u"SET client_min_messages = warning; SET standard_conforming_strings = on; "
                "SET TIME ZONE 'UTC'; SET extra_float_digits = 1; SET bytea_output = hex; SET search_path = %1"_s.arg(
                    quotedName(m_schema)));
    if (!isSet)
        return std::unexpected(u"%1: %2"_s.arg(shownAddress(address), firstLine(m_error.databaseText())));
    auto rights = query(u"SELECT current_setting('is_superuser')"_s);
    if (rights && rights->next() && rights->value(0).toString() == u"on")
        return std::unexpected(
            u"%1: its user may do everything on that server, and so could whoever asks a question: make one that owns "
            "its database and no more (CREATE ROLE curbside LOGIN; CREATE DATABASE curbside OWNER curbside)"_s.arg(
                shownAddress(address)));
    return {};
}

PostgresConnection::~PostgresConnection()
{
    m_database.close();
    m_database = QSqlDatabase();
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

bool PostgresConnection::execute(const QString &sql)
{
    QSqlQuery query(m_database);
    bool isDone = query.exec(sql);
    while (isDone && query.nextResult()) {
    }
    m_error = query.lastError();
    return isDone && m_error.type() == QSqlError::NoError;
}

std::expected<QSqlQuery, QSqlError> PostgresConnection::query(const QString &sql)
{
    QSqlQuery query(m_database);
    if (query.exec(sql))
        return query;
    m_error = query.lastError();
    return std::unexpected(m_error);
}

PostgresRow::PostgresRow(const QSqlQuery &query)
{
    const int columns = query.record().count();
    m_kept.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
        const QVariant value = query.value(column);
        const int type = value.metaType().id();
        if (value.isNull())
            m_views.emplace_back();
        else if (type == QMetaType::LongLong || type == QMetaType::ULongLong || type == QMetaType::Int
                 || type == QMetaType::Bool)
            m_views.push_back(SqlView::ofInteger(value.toLongLong()));
        else if (type == QMetaType::Double)
            m_views.push_back({SqlView::Type::Real, 0, value.toDouble(), {}});
        else if (type == QMetaType::QByteArray) {
            m_kept.push_back(value.toByteArray());
            m_views.push_back({SqlView::Type::Blob, 0, 0, m_kept.back()});
        } else {
            m_kept.push_back(value.toString().toUtf8());
            m_views.push_back(SqlView::ofText(m_kept.back()));
        }
    }
}

} // namespace curbside
