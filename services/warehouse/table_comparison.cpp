// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/table_comparison.h"

#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 rowsAtATime = 512; ///< of the source
constexpr qint64 copiesAtATime = 4096;

bool isBefore(std::span<const SqlView> left, std::span<const SqlView> right)
{
    return std::ranges::lexicographical_compare(
        left, right, [](const SqlView &a, const SqlView &b) { return curbside::isBefore(a, b); });
}

QByteArray bytesOf(std::span<const SqlView> row)
{
    ByteBuffer bytes;
    putRow(bytes, row);
    return bytes.view().toByteArray();
}

} // namespace

TableComparison::TableComparison(TableDescription table, QString storedAs)
    : m_table(std::move(table)), m_storedAs(std::move(storedAs))
{
    m_result.table = m_table.name;
}

Request TableComparison::wanted(qint64 chunks) const
{
    Request request;
    request.method = Method::Get;
    request.path = u"/tables/%1/%2"_s.arg(m_table.name, m_differing.empty() ? u"hashes"_s : u"rows"_s);
    if (m_differing.empty())
        request.query = {{u"chunks"_s, QString::number(chunks)}, {u"after"_s, QString::fromLatin1(m_after)}};
    else
        request.query = {{u"form"_s, u"bytes"_s},
                         {u"limit"_s, QString::number(rowsAtATime)},
                         {u"after"_s, QString::fromLatin1(m_differing.front().after)}};
    return request;
}

std::optional<qint64> TableComparison::sequenceOf(const Response &response) const
{
    if (m_differing.empty()) {
        const auto page = JsonDocument::parse(response.body);
        return page && page->root()["chunks"].isArray() ? page->root()["sequence"].toInteger() : std::nullopt;
    }
    const auto page = TablePage::read(response.body);
    return page && page->columns == m_table.columns.size() ? std::optional(page->head.last) : std::nullopt;
}

void TableComparison::take(Store &warehouse, const Response &response)
{
    if (m_differing.empty()) {
        if (const auto page = JsonDocument::parse(response.body))
            compareChunks(warehouse, page->root());
    } else if (const auto page = TablePage::read(response.body)) {
        compareRows(warehouse, *page);
    }
    if (m_result.hasMore)
        m_differing.clear(); // no more are listed
}

void TableComparison::compareChunks(Store &warehouse, JsonValue page)
{
    const auto compare = [&](const KeyRange &range, const QByteArray &expected) {
        RowHash mine;
        qint64 rows = 0;
        forEachCopied(warehouse, range, 0, [&](std::span<const SqlView> row) {
            if (!expected.isEmpty())
                mine.add(row);
            ++rows;
        });
        m_result.warehouseRows += rows;
        if (expected.isEmpty() ? rows == 0 : mine.result() == expected)
            return;
        ++m_result.differingChunks;
        m_differing.push_back(range);
    };
    page["chunks"].forEachItem([&](JsonValue chunk) {
        const QByteArray through = chunk["through"].toString().value_or(QString()).toUtf8();
        m_result.sourceRows += chunk["rows"].toInteger().value_or(0);
        ++m_result.chunks;
        compare({m_after, through}, chunk["hash"].toString().value_or(QString()).toUtf8());
        m_after = through;
    });
    m_isHashed = page["next"].isAbsent();
    if (m_isHashed)
        compare({m_after, {}}, {}); // behind the last there is nothing
}

/// Up to `most` rows, or all with 0.
void TableComparison::forEachCopied(Store &warehouse, const KeyRange &range, qint64 most,
                                    const StoreStatement::Visit &visit) const
{
    QStringList columns;
    for (const ColumnDescription &column : m_table.columns)
        columns.push_back(quotedName(column.name));
    QStringList key;
    for (const std::size_t column : m_table.keyColumns())
        key.push_back(columns[static_cast<qsizetype>(column)]);
    QStringList conditions{u"true"_s};
    std::vector<SqlView> values;
    std::deque<QByteArray> bytes;
    for (const auto &[cursor, sign] : {std::pair(range.after, u">"_s), std::pair(range.through, u"<="_s)}) {
        const auto decoded = keyOfCursor(cursor, m_table.keyColumns().size());
        if (cursor.isEmpty() || !decoded)
            continue;
        bytes.push_back(*decoded);
        std::vector<SqlView> part;
        ByteReader(bytes.back()).row(part, m_table.keyColumns().size());
        values.insert(values.end(), part.begin(), part.end());
        conditions.push_back(
            u"(%1) %2 (%3)"_s.arg(key.join(u", "_s), sign, QStringList(key.size(), u"?"_s).join(u", "_s)));
    }
    QString sql = u"SELECT %1 FROM %2 WHERE %3 ORDER BY %4"_s.arg(columns.join(u", "_s), quotedName(m_storedAs),
                                                                  conditions.join(u" AND "_s), key.join(u", "_s));
    if (most > 0)
        sql += u" LIMIT %1"_s.arg(most);
    warehouse.prepare(sql)->query(values, visit);
}

/// The page may end before the range does, and so may what is read of the copies: then the rest of the range comes next.
void TableComparison::compareRows(Store &warehouse, const TablePage &page)
{
    KeyRange &range = m_differing.front();
    const std::size_t columns = m_table.keyColumns().size();
    const auto keyOfBytes = [&](const QByteArray &cursor) {
        return keyOfCursor(cursor, columns).value_or(QByteArray());
    };
    const auto isBehind = [&](std::span<const SqlView> row, const QByteArray &cursor) {
        const QByteArray bytes = keyOfBytes(cursor);
        std::vector<SqlView> end;
        ByteReader(bytes).row(end, columns);
        return !cursor.isEmpty() && isBefore(end, m_table.keyOf(row));
    };
    KeyRange part = range;
    if (page.rows() > 0 && !isBehind(page.row(page.rows() - 1), range.through))
        part.through = cursorOf(m_table.keyOf(page.row(page.rows() - 1)));
    std::vector<QByteArray> copied;
    forEachCopied(warehouse, part, copiesAtATime,
                  [&](std::span<const SqlView> row) { copied.push_back(bytesOf(row)); });
    if (copied.size() == copiesAtATime)
        part.through = cursorOf(m_table.keyOf(rowOf(copied.back())));
    std::vector<QByteArray> source;
    for (std::size_t i = 0; i < page.rows() && !isBehind(page.row(i), part.through); ++i)
        source.push_back(bytesOf(page.row(i)));
    noteDifferences(std::move(source), std::move(copied));
    if (part.through == range.through)
        m_differing.pop_front();
    else
        range.after = part.through;
}

void TableComparison::noteDifferences(std::vector<QByteArray> source, std::vector<QByteArray> copied)
{
    std::map<QByteArray, const QByteArray *> copies;
    for (const QByteArray &row : copied)
        copies[cursorOf(m_table.keyOf(rowOf(row)))] = &row;
    for (const QByteArray &bytes : source) {
        const auto row = rowOf(bytes);
        const auto same = copies.find(cursorOf(m_table.keyOf(row)));
        if (same == copies.end())
            note(RowDifference::Where::SourceOnly, row, {});
        else if (bytes != *same->second)
            note(RowDifference::Where::Both, row, rowOf(*same->second));
        if (same != copies.end())
            copies.erase(same);
    }
    for (const auto &[key, bytes] : copies)
        note(RowDifference::Where::WarehouseOnly, rowOf(*bytes), {});
}

void TableComparison::note(RowDifference::Where where, const std::vector<SqlView> &row,
                           const std::vector<SqlView> &copied)
{
    if (m_result.differences.size() >= TableReconciliation::mostDifferences) {
        m_result.hasMore = true;
        return;
    }
    RowDifference difference{where, {}, {}};
    for (const std::size_t column : m_table.keyColumns())
        difference.key.emplace_back(m_table.columns[column].name, row[column].toText());
    for (std::size_t i = 0; i < copied.size(); ++i) {
        if (row[i] != copied[i])
            difference.values.push_back({m_table.columns[i].name, row[i].toText(), copied[i].toText()});
    }
    m_result.differences.push_back(std::move(difference));
}

std::vector<SqlView> TableComparison::rowOf(const QByteArray &bytes) const
{
    std::vector<SqlView> row;
    ByteReader(bytes).row(row, m_table.columns.size());
    return row;
}

} // namespace curbside
