// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/history.h"

#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Which fields of which table a dimension keeps the history of.
struct DimensionSource
{
    QStringView source;
    QStringView table;
    const char *dimension;
    QStringView key;
    QStringList fields;
};

const std::vector<DimensionSource> &dimensionSources()
{
    static const std::vector<DimensionSource> sources{
        {u"operations",
         u"robot",
         "robot",
         u"serial",
         {u"name"_s, u"hub"_s, u"in_service"_s, u"held"_s, u"deleted_at"_s}},
        {u"state", u"robot_state", "robot", u"robot_serial", {u"on_duty"_s, u"connectivity"_s}},
        {u"integrations",
         u"merchant",
         "merchant",
         u"id",
         {u"partner_id"_s, u"name"_s, u"x"_s, u"y"_s, u"preparation_minutes"_s, u"deleted_at"_s}},
        {u"integrations", u"partner", "partner", u"id", {u"name"_s, u"webhook_url"_s, u"deleted_at"_s}},
    };
    return sources;
}

/// Which facts hang on which table, and the column that names them.
struct FactSource
{
    QStringView source;
    QStringView table;
    const char *kind;
    QStringView column;
};

constexpr FactSource factSources[] = {
    {u"deliveries", u"delivery", "delivery", u"id"}, {u"deliveries", u"attempt", "delivery", u"delivery_id"},
    {u"deliveries", u"attempt", "attempt", u"id"},   {u"integrations", u"partner_order", "delivery", u"delivery_id"},
    {u"operations", u"task", "task", u"id"},         {u"operations", u"task", "delivery", u"delivery_id"},
    {u"operations", u"task", "trip", u"trip_id"},    {u"state", u"lid_event", "lid_event", u"id"},
    {u"dispatch", u"trip", "trip", u"id"},
};

std::optional<std::size_t> columnOf(const TableDescription &table, QStringView name)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].name == name)
            return i;
    }
    return std::nullopt;
}

SqlView valueAt(std::span<const SqlView> row, std::size_t column)
{
    return column < row.size() ? row[column] : SqlView();
}

} // namespace

HistoryKeeper::HistoryKeeper(Store &warehouse, QString source)
    : m_source(std::move(source)),
      m_insert(warehouse.prepare(u"INSERT INTO history (dimension, key, source, at, sequence, place, fields) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s)),
      m_last(warehouse.prepare(u"SELECT fields, at FROM history WHERE dimension = ? AND key = ? AND source = ? "
                               "ORDER BY at DESC, sequence DESC, place DESC LIMIT 1"_s)),
      m_pending(warehouse.prepare(u"INSERT INTO etl_pending (kind, id, at) VALUES (?, ?, ?) "
                                  "ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at "
                                  "WHERE excluded.at < etl_pending.at"_s))
{}

void HistoryKeeper::keep(const std::vector<TableDescription> &tables)
{
    m_tracked.clear();
    for (const TableDescription &table : tables)
        m_tracked.push_back(trackedOf(table));
}

HistoryKeeper::Tracked HistoryKeeper::trackedOf(const TableDescription &table) const
{
    Tracked tracked;
    for (const FactSource &fact : factSources) {
        const auto column = columnOf(table, fact.column);
        if (fact.source == m_source && fact.table == table.name && column)
            tracked.pending.emplace_back(fact.kind, *column);
    }
    for (const DimensionSource &dimension : dimensionSources()) {
        const auto key = columnOf(table, dimension.key);
        if (dimension.source != m_source || dimension.table != table.name || !key)
            continue;
        tracked.dimension = dimension.dimension;
        tracked.key = *key;
        tracked.createdAt = columnOf(table, u"created_at");
        tracked.updatedAt = columnOf(table, u"updated_at");
        for (const QString &field : dimension.fields) {
            if (const auto column = columnOf(table, field)) {
                tracked.fields.push_back(*column);
                tracked.names.push_back(field.toUtf8());
            }
        }
    }
    return tracked;
}

QByteArray HistoryKeeper::fieldsOf(const Tracked &tracked, std::span<const SqlView> row)
{
    if (row.empty())
        return QByteArrayLiteral("{\"gone\":1}");
    JsonWriter json;
    json.beginObject();
    for (std::size_t i = 0; i < tracked.fields.size(); ++i) {
        json.key(tracked.names[i].toStdString());
        writeValue(json, valueAt(row, tracked.fields[i]));
    }
    json.endObject();
    return json.take();
}

void HistoryKeeper::noteChange(std::size_t table, std::span<const SqlView> before, std::span<const SqlView> after,
                               qint64 sequence, PlatformTime at)
{
    const Tracked &tracked = m_tracked[table];
    if (tracked.dimension.isEmpty())
        return;
    const auto isSame = [&](std::size_t column) { return valueAt(before, column) == valueAt(after, column); };
    if (!before.empty() && !after.empty() && std::all_of(tracked.fields.begin(), tracked.fields.end(), isSame))
        return;
    const SqlView key = valueAt(after.empty() ? before : after, tracked.key);
    m_entries.push_back({tracked.dimension, key.bytes.toByteArray(), at, sequence, static_cast<int>(m_entries.size()),
                         fieldsOf(tracked, after)});
}

void HistoryKeeper::write()
{
    for (const Entry &entry : m_entries)
        store(entry);
    m_entries.clear();
}

void HistoryKeeper::store(const Entry &entry)
{
    m_insert->runWith(Utf8{entry.dimension}, Utf8{entry.key}, m_source, entry.at, entry.sequence, entry.place,
                      Utf8{entry.fields});
    m_pending->runWith(Utf8{entry.dimension}, Utf8{entry.key}, entry.at);
}

void HistoryKeeper::noteRow(std::size_t table, std::span<const SqlView> row, qint64 sequence)
{
    const Tracked &tracked = m_tracked[table];
    if (tracked.dimension.isEmpty())
        return;
    Entry entry{tracked.dimension,     valueAt(row, tracked.key).bytes.toByteArray(), {}, sequence, 0,
                fieldsOf(tracked, row)};
    struct Known
    {
        QByteArray fields;
        PlatformTime at;
    };
    std::optional<Known> known;
    const StoreValues member(Utf8{entry.dimension}, Utf8{entry.key}, m_source);
    m_last->query(member.views(), [&](std::span<const SqlView> last) {
        known = {last[0].bytes.toByteArray(), fromMicroseconds(last[1].integer)};
    });
    if (known && known->fields == entry.fields)
        return;
    // Of what came before the first snapshot nothing is known: the row is taken to have been so since it was made.
    const auto &column = known ? tracked.updatedAt : tracked.createdAt;
    entry.at = fromMicroseconds(column ? valueAt(row, *column).integer : 0);
    if (known) // a source that was rolled back has older times, but what it says now is its last word
        entry.at = std::max(entry.at, known->at + 1us);
    store(entry);
}

void HistoryKeeper::noteGone(std::size_t table, std::span<const SqlView> row, qint64 sequence, PlatformTime at)
{
    const Tracked &tracked = m_tracked[table];
    if (!tracked.dimension.isEmpty())
        store(
            {tracked.dimension, valueAt(row, tracked.key).bytes.toByteArray(), at, sequence, 0, fieldsOf(tracked, {})});
}

void HistoryKeeper::notePending(std::size_t table, std::span<const SqlView> row)
{
    for (const auto &[kind, column] : m_tracked[table].pending) {
        const SqlView id = valueAt(row, column);
        if (id.type == SqlView::Type::Text)
            m_pending->runWith(Utf8{kind}, Utf8{id.bytes}, 0);
    }
}

} // namespace curbside
