// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/row_comparison.h"

#include "services/hosting/audit_database.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostDifferences = 20;

QByteArray serialized(const AuditDatabase::Row &row)
{
    QByteArray text;
    for (const QString &value : row)
        text += value.toUtf8() + '\x1f';
    return text;
}

std::expected<void, Failure> compareTable(AuditDatabase &left, AuditDatabase &right, const QString &name,
                                          const QString &table, QStringList &differences)
{
    const auto rowsOf = [&](AuditDatabase &database) {
        return database.sortedRows(u"SELECT * FROM \"%1\""_s.arg(table));
    };
    const auto leftRows = rowsOf(left);
    const auto rightRows = rowsOf(right);
    if (!leftRows)
        return std::unexpected(leftRows.error());
    if (!rightRows)
        return std::unexpected(rightRows.error());
    std::size_t same = 0;
    while (same < std::min(leftRows->size(), rightRows->size())
           && serialized((*leftRows)[same]) == serialized((*rightRows)[same]))
        ++same;
    if (same == leftRows->size() && same == rightRows->size())
        return {};
    const QString first = same < leftRows->size() ? (*leftRows)[same].join(u" | "_s) : u"(no row)"_s;
    differences.push_back(u"%1.%2: %3 rows, run again %4; first difference: %5"_s.arg(name, table)
                              .arg(leftRows->size())
                              .arg(rightRows->size())
                              .arg(first.left(200)));
    return {};
}

} // namespace

std::expected<DatabasesStanding, Failure> whereDatabasesStand(const QString &folder)
{
    DatabasesStanding standing;
    for (const QString &name : AuditDatabase::namesIn(folder)) {
        auto database = AuditDatabase::open(folder, name);
        if (!database)
            return std::unexpected(database.error());
        const auto rows =
            (*database)->rows(u"SELECT coalesce(max(messages), 0), coalesce(max(at), 0) FROM message_count"_s);
        if (!rows)
            return std::unexpected(rows.error());
        standing.messages[name.toUtf8()] = rows->front().value(0).toLongLong();
        standing.lastCommitted =
            std::max(standing.lastCommitted, fromMicroseconds(rows->front().value(1).toLongLong()));
    }
    return standing;
}

std::expected<QStringList, Failure> compareRows(const QString &left, const QString &right)
{
    QStringList differences;
    for (const QString &name : AuditDatabase::namesIn(left)) {
        auto leftDatabase = AuditDatabase::open(left, name);
        auto rightDatabase = AuditDatabase::open(right, name);
        if (!leftDatabase)
            return std::unexpected(leftDatabase.error());
        if (!rightDatabase)
            return std::unexpected(rightDatabase.error());
        const QStringList tables = (*leftDatabase)->ownTables();
        if (tables != (*rightDatabase)->ownTables()) {
            differences.push_back(u"%1: has not the tables that it should have"_s.arg(name));
            continue;
        }
        for (const QString &table : tables) {
            if (auto compared = compareTable(**leftDatabase, **rightDatabase, name, table, differences); !compared)
                return std::unexpected(compared.error());
        }
    }
    return differences.mid(0, mostDifferences);
}

} // namespace curbside
