// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/references/referring_rows.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace curbside {

ColumnPath ColumnPath::from(const QString &text)
{
    const QString tableAndColumn = text.section(u':', -1);
    return {text.contains(u':') ? text.section(u':', 0, 0) : QString(), tableAndColumn.section(u'.', 0, 0),
            tableAndColumn.section(u'.', 1, 1)};
}

bool ReferringRows::hasColumn(const QString &table, const QString &column)
{
    Statement columns(m_database, u"SELECT 1 FROM pragma_table_info(?) WHERE name = ?"_s);
    return columns.query(table, column).next();
}

QString ReferringRows::keyOf(const QString &table)
{
    Statement key(m_database, u"SELECT name FROM pragma_table_info(?) WHERE pk = 1"_s);
    Rows rows = key.query(table);
    return rows.next() ? rows.text(0) : QString();
}

QString ReferringRows::onlyLive(const QString &table)
{
    return hasColumn(table, u"deleted_at"_s) ? u" AND deleted_at IS NULL"_s : QString();
}

QStringList ReferringRows::named(const ColumnPath &column, const QString &after, qint64 limit)
{
    Statement select(m_database,
                     u"SELECT DISTINCT %1 FROM %2 WHERE %1 IS NOT NULL AND %1 > ?%3 ORDER BY %1 LIMIT ?"_s.arg(
                         column.column, column.table, onlyLive(column.table)));
    QStringList values;
    for (Rows rows = select.query(after, limit); rows.next();)
        values += rows.text(0);
    return values;
}

std::vector<ReferringRow> ReferringRows::naming(const ColumnPath &column, const QString &value)
{
    const QString key = keyOf(column.table);
    Statement select(m_database,
                     u"SELECT %1, %2, updated_at FROM %3 WHERE %2 = ?%4 ORDER BY %1"_s.arg(
                         key, column.column, column.table, onlyLive(column.table)));
    std::vector<ReferringRow> found;
    for (Rows rows = select.query(value); rows.next();)
        found.push_back({rows.text(0), rows.text(1), rows.time(2)});
    return found;
}

bool ReferringRows::change(const ColumnPath &column, const QString &rowKey, const QString &from, const QString &to,
                           PlatformTime now, const std::optional<CopiedValue> &copy)
{
    const auto orNull = [](const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); };
    Statement update(m_database,
                     u"UPDATE %1 SET %2 = ?, updated_at = ?, version = version + 1 WHERE %3 = ? AND %2 IS ?"_s.arg(
                         column.table, column.column, keyOf(column.table)));
    if (update.run(orNull(to), now, rowKey, orNull(from)) == 0)
        return false;
    if (copy) {
        Statement take(m_database,
                       u"UPDATE %1 SET %2 = ?, %2_version = ?, %2_as_of = ? WHERE %3 = ?"_s.arg(
                           column.table, copy->column, keyOf(column.table)));
        take.run(copy->value, copy->version, fromRfc3339(copy->at.toUtf8()), rowKey);
    }
    return true;
}

bool ReferringRows::isNullable(const ColumnPath &column)
{
    Statement columns(m_database,
                      u"SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND \"notnull\" = 0 AND pk = 0"_s);
    return columns.query(column.table, column.column).next();
}

QString ReferringRows::filled(const QString &text, const ColumnPath &column, const QString &rowKey)
{
    static const QRegularExpression braces(u"\\{(\\w+)\\}"_s);
    QString result = text;
    for (auto match = braces.match(result); match.hasMatch(); match = braces.match(result)) {
        Statement select(m_database,
                         u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(match.captured(1), column.table, keyOf(column.table)));
        Rows rows = select.query(rowKey);
        result.replace(match.capturedStart(), match.capturedLength(), rows.next() ? rows.text(0) : QString());
    }
    return result;
}

std::optional<std::map<QString, bool>> ReferringRows::existing(const ColumnPath &column, const QStringList &keys)
{
    Statement isKey(m_database,
                    u"SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2 AND pk = 1 UNION ALL "
                    "SELECT 1 FROM pragma_index_list(?1) l, pragma_index_info(l.name) i WHERE l.\"unique\" = 1 "
                    "AND l.partial = 0 AND i.name = ?2 "
                    "AND (SELECT count(*) FROM pragma_index_info(l.name)) = 1"_s);
    if (!isKey.query(column.table, column.column).next())
        return std::nullopt;
    const QString deleted = hasColumn(column.table, u"deleted_at"_s) ? u"deleted_at IS NOT NULL"_s : u"0"_s;
    Statement select(m_database, u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(deleted, column.table, column.column));
    std::map<QString, bool> found;
    for (const QString &key : keys) {
        if (Rows rows = select.query(key); rows.next())
            found[key] = rows.flag(0);
    }
    return found;
}

} // namespace curbside
