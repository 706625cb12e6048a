// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/mirror.h"

#include "services/runtime/json/json.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QStringList namesOf(const TableDescription &table)
{
    QStringList names;
    for (const ColumnDescription &column : table.columns)
        names.push_back(quotedName(column.name));
    return names;
}

QStringList keyOf(const TableDescription &table)
{
    QStringList names;
    for (const std::size_t column : table.keyColumns())
        names.push_back(quotedName(table.columns[column].name));
    return names;
}

QString places(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

} // namespace

std::expected<std::vector<TableDescription>, QString> tablesFromJson(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    if (!document || !document->root()["tables"].isArray())
        return std::unexpected(u"the list of tables cannot be read"_s);
    std::vector<TableDescription> tables;
    document->root()["tables"].forEachItem([&](JsonValue item) {
        TableDescription table{item["name"].toString().value_or(QString()), {}};
        item["columns"].forEachItem([&](JsonValue column) {
            table.columns.push_back({column["name"].toString().value_or(QString()),
                                     column["type"].toString().value_or(QString()),
                                     static_cast<int>(column["key"].toInteger().value_or(0)),
                                     column["default"].toString().value_or(QString())});
        });
        if (!table.keyColumns().empty()) // without a key no row can be told from another
            tables.push_back(std::move(table));
    });
    return tables;
}

MirrorTable::MirrorTable(Store &store, const QString &storedAs, TableDescription table, Kind kind)
    : m_store(store), m_table(std::move(table)), m_kind(kind), m_quotedName(quotedName(storedAs))
{
    create(storedAs);
    QStringList conditions;
    const QStringList key = keyOf(m_table);
    for (const QString &column : key)
        conditions.push_back(column + u" = ?"_s);
    m_put = store.prepare(putSql());
    m_remove = store.prepare(u"DELETE FROM %1 WHERE %2"_s.arg(m_quotedName, conditions.join(u" AND "_s)));
}

void MirrorTable::create(const QString &storedAs)
{
    QStringList columns;
    for (const ColumnDescription &column : m_table.columns)
        columns.push_back(quotedName(column.name) + u' ' + column.type);
    if (m_kind == Kind::Mirror)
        columns += {u"_sequence INTEGER NOT NULL"_s, u"_generation INTEGER NOT NULL"_s};
    const auto change = [this](const QString &sql) { m_store.execute(translatedSchema(m_store.dialect(), sql)); };
    change(u"CREATE TABLE IF NOT EXISTS %1 (%2, PRIMARY KEY (%3)) WITHOUT ROWID"_s.arg(
        m_quotedName, columns.join(u", "_s), keyOf(m_table).join(u", "_s)));
    const QStringList present = m_store.columnsOf(storedAs);
    for (const ColumnDescription &column : m_table.columns) {
        if (!present.contains(column.name))
            change(u"ALTER TABLE %1 ADD COLUMN %2 %3"_s.arg(m_quotedName, quotedName(column.name), column.type));
    }
}

QString MirrorTable::putSql() const
{
    QStringList names = namesOf(m_table);
    if (m_kind == Kind::Mirror)
        names += {u"_sequence"_s, u"_generation"_s};
    QStringList updates;
    for (const QString &name : names)
        updates.push_back(u"%1 = excluded.%1"_s.arg(name));
    const QString put = u"INSERT INTO %1 (%2) VALUES (%3) ON CONFLICT (%4) DO UPDATE SET %5"_s.arg(
        m_quotedName, names.join(u", "_s), places(names.size()), keyOf(m_table).join(u", "_s), updates.join(u", "_s));
    return m_kind == Kind::Mirror ? put + u" WHERE excluded._sequence >= %1._sequence"_s.arg(m_quotedName) : put;
}

void MirrorTable::put(std::span<const SqlView> row, qint64 sequence, qint64 generation)
{
    m_values.assign(row.begin(), row.end());
    m_values.resize(m_table.columns.size());
    if (m_kind == Kind::Mirror) {
        m_values.push_back(SqlView::ofInteger(sequence));
        m_values.push_back(SqlView::ofInteger(generation));
    }
    m_put->run(m_values);
}

void MirrorTable::remove(std::span<const SqlView> key)
{
    m_remove->run(key);
}

void MirrorTable::sweep(qint64 generation, const StoreStatement::Visit &visit)
{
    const SqlView seen = SqlView::ofInteger(generation);
    forEachRow(u"_generation < ?"_s, {&seen, 1}, visit);
    m_store.run(u"DELETE FROM %1 WHERE _generation < ?"_s.arg(m_quotedName), generation);
}

void MirrorTable::forEachRow(const QString &condition, std::span<const SqlView> values,
                             const StoreStatement::Visit &visit)
{
    constexpr std::size_t atATime = 4096;
    const QString key = keyOf(m_table).join(u", "_s);
    const std::size_t keyColumns = m_table.keyColumns().size();
    std::vector<QByteArray> rows;
    QByteArray last; // key
    do {
        QStringList conditions;
        std::vector<SqlView> bound;
        if (!rows.empty()) {
            conditions.push_back(u"(%1) > (%2)"_s.arg(key, places(static_cast<qsizetype>(keyColumns))));
            ByteReader(last).row(bound, keyColumns);
        }
        if (!condition.isEmpty())
            conditions.push_back(condition);
        bound.insert(bound.end(), values.begin(), values.end());
        rows.clear();
        m_store
            .prepare(u"SELECT %1 FROM %2%3%4 ORDER BY %5 LIMIT %6"_s.arg(
                namesOf(m_table).join(u", "_s), m_quotedName, conditions.isEmpty() ? QString() : u" WHERE "_s,
                conditions.join(u" AND "_s), key, QString::number(atATime)))
            ->query(bound, [&](std::span<const SqlView> row) {
                ByteBuffer bytes;
                putRow(bytes, row);
                rows.push_back(bytes.view().toByteArray());
            });
        std::vector<SqlView> row;
        for (const QByteArray &bytes : rows) {
            row.clear();
            ByteReader(bytes).row(row, m_table.columns.size());
            visit(row);
        }
        if (!rows.empty()) {
            ByteBuffer bytes;
            putRow(bytes, m_table.keyOf(row));
            last = bytes.view().toByteArray();
        }
    } while (rows.size() == atATime);
}

ChangedRows::ChangedRows(const TableDescription &table) : m_columns(table.columns.size()), m_key(table.keyColumns()) {}

void ChangedRows::add(std::span<const SqlView> row, qint64 sequence, bool isDeleted)
{
    m_keyBytes.truncate(0);
    for (const std::size_t column : m_key)
        putValue(m_keyBytes, column < row.size() ? row[column] : SqlView());
    const std::string_view key(m_keyBytes.view().data(), static_cast<std::size_t>(m_keyBytes.size()));
    auto place = m_places.find(key);
    if (place == m_places.end()) {
        place = m_places.emplace(std::string(key), m_changes.size()).first;
        m_changes.push_back({});
        m_values.resize(m_values.size() + m_columns);
    }
    m_changes[place->second] = {sequence, isDeleted};
    const auto values = m_values.begin() + static_cast<std::ptrdiff_t>(place->second * m_columns);
    std::copy_n(row.begin(), std::min(row.size(), m_columns), values);
    std::fill(values + static_cast<std::ptrdiff_t>(std::min(row.size(), m_columns)),
              values + static_cast<std::ptrdiff_t>(m_columns), SqlView());
}

void ChangedRows::clear()
{
    m_places.clear();
    m_changes.clear();
    m_values.clear();
}

void ChangedRows::forEach(
    const std::function<void(std::span<const SqlView> row, qint64 sequence, bool isDeleted)> &visit) const
{
    for (const bool isDeleted : {true, false}) {
        for (std::size_t i = 0; i < m_changes.size(); ++i) {
            if (m_changes[i].isDeleted == isDeleted)
                visit({m_values.data() + i * m_columns, m_columns}, m_changes[i].sequence, isDeleted);
        }
    }
}

} // namespace curbside
