// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/table_routes.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/observe/sha256.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 mostRows = 1000; ///< in one answer
constexpr qint64 mostRowsInBytes = 10'000;
constexpr qint64 rowsInChunk = 512;
constexpr qint64 mostChunks = 64; ///< in one answer

/// The table that a request is about, and from where on.
struct Part
{
    TableDescription table;
    std::optional<QByteArray> after; ///< the bytes of a key
    QStringList from; ///< a key to begin with; empty: `after`, or all
    qint64 limit = 0;
    qint64 chunks = mostChunks;
    bool isInBytes = false;
    bool isDescending = false;
};

std::expected<Part, Problem> partOf(Database &database, const Request &request)
{
    Part part;
    const QString name = request.pathValue(u"name");
    const auto tables = describeTables(database);
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const auto &table) { return table.name == name; });
    if (found == tables.end() || found->keyColumns().empty())
        return std::unexpected(Problem::notFound(u"table", name));
    part.table = *found;
    part.isInBytes = request.queryValue(u"form") == u"bytes"_s;
    part.isDescending = request.queryValue(u"order") == u"descending"_s;
    const qint64 most = part.isInBytes ? mostRowsInBytes : mostRows;
    part.limit = most;
    if (const auto limit = request.queryValue(u"limit")) {
        bool isNumber = false;
        part.limit = limit->toLongLong(&isNumber);
        if (!isNumber || part.limit < 1 || part.limit > most)
            return std::unexpected(Problem::unprocessable(u"?limit"_s, u"is not a number from 1 to %1"_s.arg(most)));
    }
    if (const auto chunks = request.queryValue(u"chunks")) {
        bool isNumber = false;
        part.chunks = chunks->toLongLong(&isNumber);
        if (!isNumber || part.chunks < 1 || part.chunks > mostChunks)
            return std::unexpected(
                Problem::unprocessable(u"?chunks"_s, u"is not a number from 1 to %1"_s.arg(mostChunks)));
    }
    if (const auto after = request.queryValue(u"after"); after && !after->isEmpty()) {
        part.after = keyOfCursor(after->toUtf8(), found->keyColumns().size());
        if (!part.after)
            return std::unexpected(Problem::unprocessable(u"?after"_s, u"is not a cursor of this table"_s));
    }
    for (const auto &[parameter, value] : request.query) {
        if (parameter == u"key")
            part.from += value;
    }
    if (!part.from.isEmpty() && (part.after || part.from.size() != qsizetype(found->keyColumns().size())))
        return std::unexpected(
            Problem::unprocessable(u"?key"_s,
                                   u"has to be given, without ?after, for each of the %1 columns of the key"_s.arg(
                                       found->keyColumns().size())));
    return part;
}

/// The rows of a part, up to `limit`.
class PartRows
{
public:
    PartRows(Database &database, const Part &part, qint64 limit)
        : m_statement(database,
                      selectInOrder(part.table.name, part.table, part.after || !part.from.isEmpty(), part.isDescending,
                                    !part.from.isEmpty()))
    {
        for (const QString &value : part.from)
            m_texts.push_back(value.toUtf8());
        for (const QByteArray &text : m_texts)
            m_values.push_back(SqlView::ofText(text));
        if (part.after)
            ByteReader(*part.after).row(m_values, part.table.keyColumns().size());
        m_values.push_back(SqlView::ofInteger(limit));
        m_rows.emplace(m_statement.queryRow(m_values));
    }
    bool next()
    {
        if (!m_rows->next())
            return false;
        m_row.clear();
        for (int column = 0; column < m_rows->columns(); ++column)
            m_row.push_back(m_rows->value(column));
        return true;
    }
    [[nodiscard]] const std::vector<SqlView> &row() const { return m_row; }

private:
    Statement m_statement;
    std::vector<QByteArray> m_texts; ///< that m_values look at
    std::vector<SqlView> m_values;
    std::vector<SqlView> m_row;
    std::optional<Rows> m_rows;
};

Response rowsInBytes(Database &database, const RowPageHead &head, const Part &part)
{
    constexpr qsizetype mostBytes = 1 << 20;
    ByteBuffer bytes;
    head.write(bytes);
    bytes.makeRoom(16);
    bytes.putVarint(part.table.columns.size());
    PartRows rows(database, part, part.limit);
    while (bytes.size() < mostBytes && rows.next())
        putRow(bytes, rows.row());
    Response response;
    response.contentType = rowBytesType;
    response.body = bytes.view().toByteArray();
    return response;
}

void writeChunk(JsonWriter &json, RowHash &hash, const QByteArray &through, qint64 rows)
{
    json.beginObject().member("through", through).member("rows", rows).member("hash", hash.result()).endObject();
}

/// What the database enforces: "table.column" of each column that names a row of the same database, by "table.column".
std::map<QString, QString> foreignKeysOf(Database &database)
{
    std::map<QString, QString> keys;
    Statement statement(database,
                        u"SELECT m.name, f.\"from\", f.\"table\", f.\"to\" FROM sqlite_master m "
                        "JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq"_s);
    for (Rows rows = statement.query(); rows.next();)
        keys[rows.text(0) + u'.' + rows.text(1)] = rows.text(2) + u'.' + rows.text(3);
    return keys;
}

qint64 rowsOf(Database &database, const QString &table)
{
    Statement statement(database, u"SELECT count(*) FROM "_s + quotedName(table));
    Rows rows = statement.query();
    return rows.next() ? rows.integer(0) : 0;
}

void writeColumn(JsonWriter &json, const ColumnDescription &column)
{
    json.member("name", column.name).member("type", column.type).member("key", column.key);
    json.member("required", column.isRequired);
    if (!column.defaultValue.isNull())
        json.member("default", column.defaultValue);
}

/// A member if `notes` has one of that column.
void writeNote(JsonWriter &json, std::string_view member, const std::map<QString, QString> &notes,
               const QString &column)
{
    if (const auto note = notes.find(column); note != notes.end())
        json.member(member, note->second);
}

} // namespace

void writeValue(JsonWriter &json, const SqlView &value)
{
    if (value.isNull())
        json.null();
    else if (value.type == SqlView::Type::Integer)
        json.value(value.integer);
    else if (value.type == SqlView::Type::Real)
        json.value(value.real);
    else
        json.value(value.toText());
}

bool isBefore(const SqlView &left, const SqlView &right)
{
    const auto rank = [](const SqlView &value) {
        switch (value.type) {
        case SqlView::Type::Null: return 0;
        case SqlView::Type::Integer:
        case SqlView::Type::Real: return 1;
        case SqlView::Type::Text: return 2;
        case SqlView::Type::Blob: break;
        }
        return 3;
    };
    if (rank(left) != rank(right))
        return rank(left) < rank(right);
    if (rank(left) != 1)
        return std::string_view(left.bytes.data(), static_cast<std::size_t>(left.bytes.size()))
            < std::string_view(right.bytes.data(), static_cast<std::size_t>(right.bytes.size()));
    if (left.type == SqlView::Type::Integer && right.type == SqlView::Type::Integer)
        return left.integer < right.integer;
    const auto real = [](const SqlView &value) {
        return value.type == SqlView::Type::Real ? value.real : static_cast<double>(value.integer);
    };
    return real(left) < real(right);
}

void writeHead(JsonWriter &json, const RowPageHead &head)
{
    json.member("epoch", head.epoch).member("sequence", head.last).member("schema", head.schema);
    json.member("changedFromOutside", head.outside > 0);
}

std::vector<std::size_t> TableDescription::keyColumns() const
{
    std::vector<std::size_t> numbers;
    for (int place = 1;; ++place) {
        const auto column =
            std::find_if(columns.begin(), columns.end(), [&](const auto &one) { return one.key == place; });
        if (column == columns.end())
            return numbers;
        numbers.push_back(static_cast<std::size_t>(column - columns.begin()));
    }
}

std::vector<SqlView> TableDescription::keyOf(std::span<const SqlView> row) const
{
    std::vector<SqlView> key;
    for (const std::size_t column : keyColumns())
        key.push_back(column < row.size() ? row[column] : SqlView());
    return key;
}

QString quotedName(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString selectColumns()
{
    return u"SELECT m.name, c.name, c.type, c.pk, c.dflt_value, c.\"notnull\" FROM sqlite_master m "
           "JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid"_s;
}

void addColumn(std::vector<TableDescription> &tables, std::span<const SqlView> row)
{
    const QString name = row[0].toText();
    if (machineryTables().contains(name.toStdString()) || name.startsWith(u"sqlite_"))
        return;
    if (tables.empty() || tables.back().name != name)
        tables.push_back({name, {}});
    const int key = static_cast<int>(row[3].integer);
    tables.back().columns.push_back({row[1].toText(), row[2].toText(), key,
                                     row[4].isNull() ? QString() : row[4].toText(), key > 0 || row[5].integer != 0});
}

std::vector<TableDescription> describeTables(Database &database)
{
    std::vector<TableDescription> tables;
    Statement statement(database, selectColumns());
    for (Rows rows = statement.query(); rows.next();)
        addColumn(tables,
                  std::array{rows.value(0), rows.value(1), rows.value(2), rows.value(3), rows.value(4), rows.value(5)});
    return tables;
}

QString selectInOrder(const QString &storedAs, const TableDescription &table, bool hasAfter, bool isDescending,
                      bool isFrom)
{
    QStringList columns;
    for (const ColumnDescription &column : table.columns)
        columns.push_back(quotedName(column.name));
    QStringList key;
    QStringList places;
    QStringList order;
    for (const std::size_t column : table.keyColumns()) {
        key.push_back(columns[static_cast<qsizetype>(column)]);
        places.push_back(u"?"_s);
        order.push_back(isDescending ? key.constLast() + u" DESC"_s : key.constLast());
    }
    const QString after = hasAfter
        ? u" WHERE (%1) %2 (%3)"_s.arg(
              key.join(u", "_s), (isDescending ? u"<"_s : u">"_s) + (isFrom ? u"="_s : QString()), places.join(u", "_s))
        : QString();
    return u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT ?"_s.arg(columns.join(u", "_s), quotedName(storedAs), after,
                                                            order.join(u", "_s));
}

Response tablesResponse(Database &database, const RowPageHead &head, const Request &request, const ColumnNotes &notes)
{
    const bool isCounted = request.queryValue(u"counts") == u"true"_s;
    const auto foreignKeys = foreignKeysOf(database);
    JsonWriter json;
    json.beginObject();
    writeHead(json, head);
    json.member("bytes", database.sizeInBytes());
    json.key("tables").beginArray();
    for (const TableDescription &table : describeTables(database)) {
        json.beginObject().member("name", table.name);
        if (isCounted)
            json.member("rows", rowsOf(database, table.name));
        json.key("columns").beginArray();
        for (const ColumnDescription &column : table.columns) {
            const QString path = table.name + u'.' + column.name;
            json.beginObject();
            writeColumn(json, column);
            writeNote(json, "foreignKey", foreignKeys, path);
            writeNote(json, "references", notes.references, path);
            writeNote(json, "copyOf", notes.copies, path);
            json.endObject();
        }
        json.endArray().endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

Response rowsResponse(Database &database, const RowPageHead &head, const Request &request)
{
    const auto part = partOf(database, request);
    if (!part)
        return part.error();
    if (part->isInBytes)
        return rowsInBytes(database, head, *part);
    JsonWriter json;
    json.beginObject();
    writeHead(json, head);
    json.key("items").beginArray();
    PartRows rows(database, *part, part->limit + 1);
    QByteArray next;
    for (qint64 count = 0; rows.next(); ++count) {
        if (count == part->limit)
            break;
        json.beginObject();
        for (std::size_t i = 0; i < rows.row().size(); ++i) {
            json.key(part->table.columns[i].name.toStdString());
            writeValue(json, rows.row()[i]);
        }
        json.endObject();
        next = count + 1 == part->limit ? cursorOf(part->table.keyOf(rows.row())) : QByteArray();
    }
    json.endArray();
    if (!next.isEmpty())
        json.member("next", next);
    json.endObject();
    return Response::json(json.take());
}

Response hashesResponse(Database &database, const RowPageHead &head, const Request &request)
{
    const auto part = partOf(database, request);
    if (!part)
        return part.error();
    JsonWriter json;
    json.beginObject();
    writeHead(json, head);
    json.key("chunks").beginArray();
    PartRows rows(database, *part, rowsInChunk * part->chunks);
    RowHash hash;
    qint64 inChunk = 0;
    qint64 all = 0;
    QByteArray through;
    while (rows.next()) {
        hash.add(rows.row());
        ++all;
        through = cursorOf(part->table.keyOf(rows.row()));
        if (++inChunk == rowsInChunk)
            writeChunk(json, hash, through, std::exchange(inChunk, 0));
    }
    if (inChunk > 0)
        writeChunk(json, hash, through, inChunk);
    json.endArray();
    if (all == rowsInChunk * part->chunks)
        json.member("next", through);
    json.endObject();
    return Response::json(json.take());
}

void RowHash::add(std::span<const SqlView> row)
{
    putRow(m_bytes, row);
}

QByteArray RowHash::result()
{
    Sha256 hash;
    hash.add(m_bytes.view());
    m_bytes.truncate(0);
    return hash.result();
}

} // namespace curbside
