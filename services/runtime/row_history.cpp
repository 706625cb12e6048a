// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/row_history.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/table_routes.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 mostMessages = 10'000; ///< looked at for one answer
constexpr qint64 mostItems = 100;

/// The row that is asked for, and from where back.
struct Wanted
{
    TableDescription table;
    std::vector<std::size_t> keyColumns;
    QStringList key;
    qint64 before = 0;
    qint64 limit = 20;

    [[nodiscard]] bool is(const std::vector<SqlView> &row) const
    {
        for (qsizetype i = 0; i < key.size(); ++i) {
            const std::size_t column = keyColumns[static_cast<std::size_t>(i)];
            if (column >= row.size() || row[column].toText() != key[i])
                return false;
        }
        return true;
    }
};

std::expected<qint64, Problem> numberIn(const Request &request, const QString &name, qint64 absent, qint64 most)
{
    const auto text = request.queryValue(name);
    bool isNumber = true;
    const qint64 number = text ? text->toLongLong(&isNumber) : absent;
    if (!isNumber || number < 1 || (text && number > most))
        return std::unexpected(Problem::unprocessable(u'?' + name, u"is not a number from 1 to %1"_s.arg(most)));
    return number;
}

std::expected<Wanted, Problem> wantedBy(Database &database, const RowPageHead &head, const Request &request)
{
    const QString name = request.pathValue(u"name");
    const auto tables = describeTables(database);
    const auto found = std::ranges::find(tables, name, &TableDescription::name);
    if (found == tables.end() || found->keyColumns().empty())
        return std::unexpected(Problem::notFound(u"table", name));
    Wanted wanted{*found, found->keyColumns(), {}};
    for (const auto &[parameter, value] : request.query) {
        if (parameter == u"key"_s)
            wanted.key += value;
    }
    if (wanted.key.size() != static_cast<qsizetype>(wanted.keyColumns.size()))
        return std::unexpected(Problem::unprocessable(
            u"?key"_s, u"has to be given for each of the %1 columns of the key"_s.arg(wanted.keyColumns.size())));
    const auto before = numberIn(request, u"before"_s, head.last + 1, std::numeric_limits<qint64>::max());
    const auto limit = numberIn(request, u"limit"_s, wanted.limit, mostItems);
    if (!before || !limit)
        return std::unexpected(before ? limit.error() : before.error());
    wanted.before = *before;
    wanted.limit = *limit;
    return wanted;
}

void writeRow(JsonWriter &json, std::string_view member, const TableDescription &table, const std::vector<SqlView> &row)
{
    if (row.empty())
        return;
    json.key(member).beginObject();
    for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
        json.key(table.columns[i].name.toStdString());
        writeValue(json, row[i]);
    }
    json.endObject();
}

/// What one message did to the row, as JSON objects, the last first.
QByteArrayList versionsIn(const Rows &rows, const Wanted &wanted)
{
    QByteArrayList versions;
    const QByteArray table = wanted.table.name.toUtf8();
    for (RowChangeReader reader(rows.view(4)); reader.next();) {
        const bool isIt = reader.table() == table
            && wanted.is(reader.kind() == RowChange::Kind::Delete ? reader.before() : reader.after());
        if (!isIt)
            continue;
        JsonWriter json;
        json.beginObject().member("sequence", rows.integer(0)).member("messageId", rows.text(1));
        json.member("at", rows.time(2)).member("kind", [&] {
            switch (reader.kind()) {
            case RowChange::Kind::Insert: return "insert";
            case RowChange::Kind::Update: return "update";
            case RowChange::Kind::Delete: return "delete";
            }
            return "";
        }());
        writeRow(json, "before", wanted.table, reader.before());
        writeRow(json, "after", wanted.table, reader.after());
        json.endObject();
        versions.prepend(json.take());
    }
    return versions;
}

} // namespace

Response rowHistoryResponse(Database &database, const RowPageHead &head, const Request &request)
{
    const auto wanted = wantedBy(database, head, request);
    if (!wanted)
        return wanted.error();
    JsonWriter json;
    json.beginObject().member("epoch", head.epoch).key("items").beginArray();
    Statement select(database,
                     u"SELECT sequence, message_id, at, tables, changes FROM row_change WHERE sequence < ? "
                     "ORDER BY sequence DESC LIMIT ?"_s);
    qint64 found = 0;
    qint64 looked = 0;
    qint64 last = 0;
    for (Rows rows = select.query(wanted->before, mostMessages); found < wanted->limit && rows.next();) {
        ++looked;
        last = rows.integer(0);
        if (!rows.text(3).split(u',').contains(wanted->table.name))
            continue;
        for (const QByteArray &version : versionsIn(rows, *wanted)) {
            json.raw(version);
            ++found;
        }
    }
    json.endArray();
    if (last > 1 && (found >= wanted->limit || looked == mostMessages))
        json.member("next", last);
    json.endObject();
    return Response::json(json.take());
}

} // namespace curbside
