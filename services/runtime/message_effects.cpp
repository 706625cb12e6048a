// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/message_effects.h"

#include "services/runtime/ids.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/table_routes.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 mostLookedAt = 20'000; ///< messages, for one answer
constexpr qint64 mostRowsShown = 200;
constexpr qint64 mostCaused = 100;

/// A stretch of a log whose sequence rises with time and has no gaps.
struct Stretch
{
    qint64 from = 0;
    qint64 to = 0;
    qint64 last = 0;
};

/// An id says when it was made; one of a request or a job may not.
std::optional<PlatformTime> madeAt(const QString &messageId)
{
    constexpr auto earliness = 1s; // an id may be of a later millisecond than its message
    const auto uuid = Uuid::fromString(messageId.left(Uuid::textLength));
    if (!uuid)
        return std::nullopt;
    std::int64_t millisecond = 0;
    for (std::size_t i = 0; i < 6; ++i) // RFC 9562, 5.7
        millisecond = millisecond << 8 | uuid->bytes()[i];
    return PlatformTime(std::chrono::milliseconds{millisecond}) - earliness;
}

/// `bounds`: the first and the last sequence; `timeOf`: of the first row from a sequence on.
Stretch stretchSince(Database &database, const QString &bounds, const QString &timeOf,
                     const std::optional<PlatformTime> &since)
{
    Statement ends(database, bounds);
    Rows limits = ends.query();
    if (!limits.next() || limits.isNull(0))
        return {};
    Stretch stretch{limits.integer(0), 0, limits.integer(1)};
    if (!since)
        stretch.from = std::max(stretch.from, stretch.last - mostLookedAt + 1);
    Statement time(database, timeOf);
    for (qint64 high = stretch.last + 1; since && stretch.from < high;) {
        const qint64 middle = stretch.from + (high - stretch.from) / 2;
        Rows rows = time.query(middle);
        if (rows.next() && rows.time(0) < *since)
            stretch.from = middle + 1;
        else
            high = middle;
    }
    stretch.to = std::min(stretch.last, stretch.from + mostLookedAt - 1);
    return stretch;
}

std::string_view wordFor(RowChange::Kind kind)
{
    switch (kind) {
    case RowChange::Kind::Insert: return "insert";
    case RowChange::Kind::Update: return "update";
    case RowChange::Kind::Delete: return "delete";
    }
    return {};
}

void writeNamedRow(JsonWriter &json, std::string_view member, const TableDescription *table,
                   const std::vector<SqlView> &row)
{
    if (row.empty())
        return;
    json.key(member).beginObject();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json.key(table && i < table->columns.size() ? table->columns[i].name.toStdString() : std::to_string(i));
        writeValue(json, row[i]);
    }
    json.endObject();
}

void writeChanges(JsonWriter &json, Database &database, const QString &messageId, const Stretch &stretch)
{
    Statement select(database,
                     u"SELECT sequence, at, changes FROM row_change WHERE sequence BETWEEN ? AND ? AND message_id = ? "
                     "ORDER BY sequence LIMIT 20"_s);
    json.key("changes").beginArray();
    for (Rows rows = select.query(stretch.from, stretch.to, messageId); rows.next();) {
        json.beginObject().member("sequence", rows.integer(0)).member("at", rows.time(1));
        json.key("rows");
        const qint64 leftOut = writeChangedRows(json, database, rows.view(2));
        json.member("leftOut", leftOut).endObject();
    }
    json.endArray();
}

void writeCaused(JsonWriter &json, Database &database, const QString &messageId, const Stretch &stretch)
{
    Statement select(database,
                     u"SELECT sequence, event_id, type, subject, time FROM outbox "
                     "WHERE sequence BETWEEN ? AND ? AND causation_id = ? ORDER BY sequence LIMIT ?"_s);
    json.key("published").beginArray();
    for (Rows rows = select.query(stretch.from, stretch.to, messageId, mostCaused); rows.next();) {
        json.beginObject().member("id", rows.text(1)).member("type", rows.text(2)).member("subject", rows.text(3));
        json.member("sequence", rows.integer(0)).member("time", rows.time(4)).endObject();
    }
    json.endArray();
}

} // namespace

qint64 writeChangedRows(JsonWriter &json, Database &database, QByteArrayView changes)
{
    const auto tables = describeTables(database);
    qint64 count = 0;
    json.beginArray();
    for (RowChangeReader reader(changes); reader.next();) {
        if (++count > mostRowsShown)
            continue;
        const auto found = std::ranges::find(tables, QString::fromUtf8(reader.table()), &TableDescription::name);
        const TableDescription *table = found == tables.end() ? nullptr : &*found;
        const auto &row = reader.kind() == RowChange::Kind::Delete ? reader.before() : reader.after();
        json.beginObject().member("table", reader.table().toByteArray()).member("kind", wordFor(reader.kind()));
        json.key("key").beginArray();
        for (const std::size_t column : table ? table->keyColumns() : std::vector<std::size_t>())
            json.value(column < row.size() ? row[column].toText() : QString());
        json.endArray();
        writeNamedRow(json, "before", table, reader.before());
        writeNamedRow(json, "after", table, reader.after());
        json.endObject();
    }
    json.endArray();
    return std::max<qint64>(0, count - mostRowsShown);
}

Response effectsResponse(Database &database, const RowPageHead &head, const Request &request)
{
    const QString messageId = request.pathValue(u"messageId");
    std::optional<PlatformTime> since = madeAt(messageId);
    if (const auto asked = request.queryValue(u"since")) {
        since = fromRfc3339(asked->toUtf8());
        if (!since)
            return Problem::unprocessable(u"?since"_s, u"is not a time such as 2026-03-02T11:42:07.318Z"_s);
    }
    const Stretch changes =
        stretchSince(database, u"SELECT min(sequence), max(sequence) FROM row_change"_s,
                     u"SELECT at FROM row_change WHERE sequence >= ? ORDER BY sequence LIMIT 1"_s, since);
    const Stretch published =
        stretchSince(database, u"SELECT min(sequence), max(sequence) FROM outbox"_s,
                     u"SELECT time FROM outbox WHERE sequence >= ? ORDER BY sequence LIMIT 1"_s, since);
    JsonWriter json;
    json.beginObject().member("epoch", head.epoch).member("messageId", messageId);
    writeChanges(json, database, messageId, changes);
    writeCaused(json, database, messageId, published);
    json.member("lookedFrom", changes.from).member("lookedTo", changes.to);
    json.member("isComplete", changes.to == changes.last && published.to == published.last);
    json.endObject();
    return Response::json(json.take());
}

} // namespace curbside
