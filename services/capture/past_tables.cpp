// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/past_tables.h"

#include <algorithm>

namespace curbside {

namespace {

/// What SQL text a column has by default; only literals are there.
SqlView defaultOf(const ColumnDescription &column, PastTables &owner)
{
    const QString &text = column.defaultValue;
    if (text.isNull() || text.compare(u"NULL", Qt::CaseInsensitive) == 0)
        return {};
    if (text.size() >= 2 && text.startsWith(u'\'') && text.endsWith(u'\'')) {
        const QString inner = text.sliced(1, text.size() - 2).replace(QStringLiteral("''"), QStringLiteral("'"));
        return SqlView::ofText(owner.keep(inner.toUtf8()));
    }
    bool isNumber = false;
    const qint64 integer = text.toLongLong(&isNumber);
    if (isNumber && column.type != u"REAL")
        return SqlView::ofInteger(integer);
    const double real = text.toDouble(&isNumber);
    return isNumber ? SqlView{SqlView::Type::Real, 0, real, {}} : SqlView();
}

} // namespace

PastTables::PastTables(std::vector<TableDescription> tables) : m_tables(std::move(tables)), m_rows(m_tables.size())
{
    for (const TableDescription &table : m_tables) {
        m_names.push_back(table.name.toUtf8());
        m_keys.push_back(table.keyColumns());
        std::vector<SqlView> &defaults = m_defaults.emplace_back();
        for (const ColumnDescription &column : table.columns)
            defaults.push_back(defaultOf(column, *this));
    }
}

QByteArrayView PastTables::keep(QByteArray bytes)
{
    m_kept.push_back(std::move(bytes));
    return m_kept.back();
}

std::size_t PastTables::indexOf(QByteArrayView table)
{
    if (m_last < m_names.size() && m_names[m_last] == table)
        return m_last;
    const auto found = std::find(m_names.begin(), m_names.end(), table);
    if (found == m_names.end())
        return noTable;
    m_last = static_cast<std::size_t>(found - m_names.begin());
    return m_last;
}

const std::string &PastTables::keyOf(std::size_t table, std::span<const SqlView> row)
{
    m_keyBytes.truncate(0);
    for (const std::size_t column : m_keys[table])
        putValue(m_keyBytes, column < row.size() ? row[column] : SqlView());
    const QByteArrayView bytes = m_keyBytes.view();
    m_key.assign(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return m_key;
}

void PastTables::put(std::size_t table, std::span<const SqlView> row)
{
    const std::vector<SqlView> &defaults = m_defaults[table];
    std::vector<SqlView> &values = m_rows[table][keyOf(table, row)];
    values.assign(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min(row.size(), defaults.size())));
    values.insert(values.end(), defaults.begin() + static_cast<std::ptrdiff_t>(values.size()), defaults.end());
}

void PastTables::replace(std::size_t table, std::span<const SqlView> before, std::span<const SqlView> after)
{
    const auto isSameKey = [&] {
        return std::ranges::all_of(m_keys[table], [&](std::size_t column) {
            return column < before.size() && column < after.size() && before[column] == after[column];
        });
    };
    if (!before.empty() && (after.empty() || !isSameKey()))
        m_rows[table].erase(keyOf(table, before));
    if (!after.empty())
        put(table, after);
}

bool PastTables::apply(QByteArrayView changes)
{
    RowChangeReader reader(changes);
    while (reader.next()) {
        if (const std::size_t table = indexOf(reader.table()); table != noTable)
            replace(table, reader.before(), reader.after());
    }
    return !reader.isBroken();
}

bool PastTables::undo(QByteArrayView changes)
{
    struct Change
    {
        std::size_t table;
        std::vector<SqlView> before;
        std::vector<SqlView> after;
    };
    std::vector<Change> all;
    RowChangeReader reader(changes);
    while (reader.next()) {
        if (const std::size_t table = indexOf(reader.table()); table != noTable)
            all.push_back({table, reader.before(), reader.after()});
    }
    for (Change &change : all)
        fillIn(change.table, change.before);
    for (auto change = all.rbegin(); change != all.rend(); ++change)
        replace(change->table, change->after, change->before);
    return !reader.isBroken();
}

/// SQLite tells NULL for a column that the row was written before, which has had its default since.
void PastTables::fillIn(std::size_t table, std::vector<SqlView> &row) const
{
    for (std::size_t column = 0; column < std::min(row.size(), m_defaults[table].size()); ++column) {
        if (row[column].isNull())
            row[column] = m_defaults[table][column];
    }
}

std::vector<std::span<const SqlView>> PastTables::rows(std::size_t table) const
{
    std::vector<std::span<const SqlView>> rows;
    rows.reserve(m_rows[table].size());
    for (const auto &[key, row] : m_rows[table])
        rows.emplace_back(row);
    const std::vector<std::size_t> &columns = m_keys[table];
    std::sort(rows.begin(), rows.end(), [&](std::span<const SqlView> left, std::span<const SqlView> right) {
        for (const std::size_t column : columns) {
            if (isBefore(left[column], right[column]))
                return true;
            if (isBefore(right[column], left[column]))
                return false;
        }
        return false;
    });
    return rows;
}

} // namespace curbside
