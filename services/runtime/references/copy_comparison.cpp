// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/references/copy_comparison.h"

#include "services/runtime/http/call_transport.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/process.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostKeysAtOnce = 1000; ///< asked at once

/// A value as both sides write it.
std::optional<QString> textOf(const Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(rows.value(column).toText());
}

QByteArray bodyOf(const QStringList &keys)
{
    JsonWriter json;
    json.beginObject().key("keys").beginArray();
    for (const QString &key : keys)
        json.value(key);
    json.endArray().endObject();
    return json.take();
}

} // namespace

CopyComparison::CopyComparison(Environment &environment, Process &process, Database &database,
                               const std::vector<Copy> &copies)
    : m_environment(environment), m_process(process), m_database(database), m_copies(copies), m_rows(database)
{}

void CopyComparison::addRoutes(Router &router)
{
    router.add(
        Method::Get, u"/copies"_s, [this](const Request &request) { return getCopies(request); },
        std::source_location::current());
    const auto values = [this](const Request &request) { return getValues(request); };
    const QString path = u"/values/{table}/{key}/{column}"_s;
    router.add(Method::Get, path, values, std::source_location::current());
    router.addQuestion(path, values, std::source_location::current());
}

ApiDescription CopyComparison::api()
{
    ApiDescription api;
    api.object("KeyedValue", "key:string subject:string value?:string changedAt:time");
    api.object("KeyedValues", "items:KeyedValue[]");
    api.object("Differing",
               "rowKey:string key:string state:Lagging|Diverged cause:OnTheWay|Parked|Dead|Unexplained since:time "
               "detail?:string here:string there?:string version?:integer asOf?:time");
    api.object("ComparedCopy",
               "column:string keyColumn:string source:string sourceKey:string compared:integer agree:integer "
               "lagging:integer diverged:integer dangling:integer laggingSince?:time isCut:boolean problem?:string "
               "rows:Differing[]");
    api.object("ComparedCopies", "at:time items:ComparedCopy[]");
    api.get("/copies", "The declared copies of others' values, compared with what their owners say now.",
            "ComparedCopies");
    api.get("/values/{table}/{key}/{column}", "A column's value in the rows that have these keys.", "KeyedValues")
        .asks("with", "string", "A key; may be repeated, up to 1000 times.");
    api.post("/values/{table}/{key}/{column}", "The same for many keys; changes nothing.")
        .takes("keys:string[]")
        .answersWith(200, "KeyedValues");
    return api;
}

QStringList CopyComparison::columnsOf(const QString &table)
{
    QStringList names;
    Statement columns(m_database, u"SELECT name FROM pragma_table_info(?)"_s);
    for (Rows rows = columns.query(table); rows.next();)
        names += rows.text(0);
    return names;
}

/// What an owner tells of its rows: those of tables that are its own, by columns that tell rows apart.
Response CopyComparison::getValues(const Request &request)
{
    QStringList keys;
    for (const auto &[name, value] : request.query) {
        if (name == u"with"_s)
            keys += value;
    }
    if (!request.body.isEmpty()) {
        const auto document = JsonDocument::parse(request.body);
        Fields fields(document ? document->root() : JsonValue());
        for (const QString &key : fields.list<QString>("keys"))
            keys += key;
        if (const auto problem = fields.problem())
            return *problem;
    }
    if (keys.size() > mostKeysAtOnce)
        return Problem::unprocessable(u"/keys"_s, u"are more than %1"_s.arg(mostKeysAtOnce));
    const ColumnPath key{{}, request.pathValue(u"table"), request.pathValue(u"key")};
    const QString column = request.pathValue(u"column");
    const QStringList columns = columnsOf(key.table);
    if (!m_rows.existing(key, {}) || !columns.contains(column) || !columns.contains(u"updated_at"_s))
        return Problem::notFound(u"column", key.table + u'.' + column);
    Statement primary(m_database, u"SELECT name FROM pragma_table_info(?) WHERE pk = 1"_s);
    QString subject = key.column;
    if (Rows rows = primary.query(key.table); rows.next())
        subject = rows.text(0);
    Statement select(m_database,
                     u"SELECT %1, %2, updated_at FROM %3 WHERE %4 = ?"_s.arg(subject, column, key.table, key.column));
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const QString &wanted : keys) {
        if (Rows rows = select.query(wanted); rows.next())
            json.beginObject()
                .member("key", wanted)
                .member("subject", rows.text(0))
                .member("value", textOf(rows, 1))
                .member("changedAt", rows.time(2))
                .endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

Response CopyComparison::getCopies(const Request &)
{
    JsonWriter json;
    json.beginObject().member("at", now()).key("items").beginArray();
    for (const Copy &copy : m_copies)
        compare(json, copy);
    json.endArray().endObject();
    return Response::json(json.take());
}

std::vector<CopyComparison::Held> CopyComparison::held(const Copy &copy)
{
    const ColumnPath column = ColumnPath::from(copy.column);
    const QStringList columns = columnsOf(column.table);
    const auto orNull = [&](const QString &name) { return columns.contains(name) ? name : u"NULL"_s; };
    Statement primary(m_database, u"SELECT name FROM pragma_table_info(?) WHERE pk = 1"_s);
    QString rowKey = u"rowid"_s;
    if (Rows rows = primary.query(column.table); rows.next())
        rowKey = rows.text(0);
    Statement select(m_database,
                     u"SELECT %1, %2, %3, %4, %5 FROM %6 WHERE %2 IS NOT NULL AND %3 IS NOT NULL ORDER BY %1 DESC "
                     "LIMIT ?"_s.arg(rowKey, ColumnPath::from(copy.keyColumn).column, column.column,
                                     orNull(column.column + u"_version"_s), orNull(column.column + u"_as_of"_s),
                                     column.table));
    std::vector<Held> found;
    for (Rows rows = select.query(mostCompared + 1); rows.next();)
        found.push_back({rows.value(0).toText(), rows.value(1).toText(), rows.value(2).toText(),
                         rows.optional<qint64>(3), rows.optional<PlatformTime>(4)});
    return found;
}

std::expected<CopyComparison::Values, QString> CopyComparison::ask(const Copy &copy, const QStringList &keys)
{
    const ColumnPath source = ColumnPath::from(copy.source);
    Request request;
    request.method = Method::Post;
    request.path = u"/values/%1/%2/%3"_s.arg(source.table, ColumnPath::from(copy.sourceKey).column, source.column);
    request.contentType = QByteArrayLiteral("application/json");
    request.body = bodyOf(keys);
    const Response response = m_environment.calls.look(m_process.name(), source.service.toUtf8(), request).response;
    const auto document = JsonDocument::parse(response.isSuccess() ? response.body : QByteArrayLiteral("{}"));
    if (!response.isSuccess() || !document || !document->root()["items"].isArray())
        return std::unexpected(u"%1 cannot say what %2 is: %3"_s.arg(source.service, copy.source).arg(response.status));
    Values values;
    document->root()["items"].forEachItem([&](JsonValue item) {
        const auto changedAt = item["changedAt"].toString();
        values[item["key"].toString().value_or(QString())] = {
            item["subject"].toString().value_or(QString()), item["value"].toString(),
            changedAt ? fromRfc3339(changedAt->toUtf8()).value_or(now()) : now()};
    });
    return values;
}

std::expected<CopyComparison::Values, QString> CopyComparison::askAll(const Copy &copy, const std::vector<Held> &rows)
{
    std::set<QString> distinct;
    for (const Held &row : rows)
        distinct.insert(row.key);
    Values values;
    QStringList keys;
    for (auto key = distinct.begin(); key != distinct.end();) {
        keys += *key;
        if (++key != distinct.end() && keys.size() < batch)
            continue;
        auto some = ask(copy, keys);
        if (!some)
            return some;
        values.merge(*some);
        keys.clear();
    }
    return values;
}

CopyComparison::OnTheWay CopyComparison::onTheWay(const QString &owner)
{
    OnTheWay coming;
    Statement inbox(m_database, u"SELECT epoch, position FROM inbox WHERE source = ?"_s);
    Request request;
    request.path = u"/outbox"_s;
    request.query = {{u"limit"_s, u"1000"_s}, {u"after"_s, u"0"_s}};
    if (Rows rows = inbox.query(owner); rows.next())
        request.query[1].second = QString::number(rows.integer(1));
    const Response response = m_environment.calls.look(m_process.name(), owner.toUtf8(), request).response;
    const auto page = JsonDocument::parse(response.isSuccess() ? response.body : QByteArrayLiteral("{}"));
    if (!page)
        return coming;
    page->root()["items"].forEachItem([&](JsonValue event) {
        const auto at = event["time"].toString();
        coming.subjects.emplace(event["subject"].toString().value_or(QString()),
                                at ? fromRfc3339(at->toUtf8()).value_or(now()) : now());
    });
    return coming;
}

CopyComparison::Cause CopyComparison::causeOf(const QString &owner, const Owned &owned, const OnTheWay &coming)
{
    Statement parked(
        m_database,
        u"SELECT min(first_at), max(reason) FROM inbox_parked WHERE source = ? AND subject = ? GROUP BY subject"_s);
    if (Rows rows = parked.query(owner, owned.subject); rows.next())
        return {"Parked", rows.time(0), rows.text(1)};
    if (const auto event = coming.subjects.find(owned.subject); event != coming.subjects.end())
        return {"OnTheWay", event->second, {}};
    Statement dead(m_database,
                   u"SELECT first_at, reason FROM dead_letter WHERE source = ? AND subject = ? ORDER BY sequence"_s);
    if (Rows rows = dead.query(owner, owned.subject); rows.next())
        return {"Dead", rows.time(0), rows.text(1)};
    return {"Unexplained", owned.changedAt, {}};
}

void CopyComparison::compare(JsonWriter &json, const Copy &copy)
{
    json.beginObject().member("column", copy.column).member("keyColumn", copy.keyColumn);
    json.member("source", copy.source).member("sourceKey", copy.sourceKey);
    std::vector<Held> rows = held(copy);
    const bool isCut = qint64(rows.size()) > mostCompared;
    if (isCut)
        rows.pop_back();
    const auto values = askAll(copy, rows);
    qint64 agree = 0;
    qint64 lagging = 0;
    qint64 diverged = 0;
    qint64 dangling = 0;
    std::size_t told = 0;
    std::optional<PlatformTime> since;
    std::optional<OnTheWay> coming;
    const QString owner = ColumnPath::from(copy.source).service;
    json.key("rows").beginArray();
    for (const Held &row : values ? rows : std::vector<Held>()) {
        const auto owned = values->find(row.key);
        if (owned == values->end() || owned->second.value == row.value) {
            ++(owned == values->end() ? dangling : agree);
            continue;
        }
        if (!coming)
            coming = onTheWay(owner);
        const Cause cause = causeOf(owner, owned->second, *coming);
        const bool isLagging = cause.name == "OnTheWay" || cause.name == "Parked";
        ++(isLagging ? lagging : diverged);
        if (isLagging)
            since = std::min(since.value_or(cause.since), cause.since);
        if (++told > mostTold)
            continue;
        json.beginObject().member("rowKey", row.rowKey).member("key", row.key);
        json.member("state", isLagging ? "Lagging" : "Diverged").member("cause", cause.name);
        json.member("since", cause.since);
        json.member("detail", cause.detail.isEmpty() ? std::nullopt : std::optional(cause.detail));
        json.member("here", row.value).member("there", owned->second.value);
        json.member("version", row.version).member("asOf", row.asOf).endObject();
    }
    json.endArray().member("compared", values ? qint64(rows.size()) : 0).member("agree", agree);
    json.member("lagging", lagging).member("diverged", diverged).member("dangling", dangling);
    json.member("laggingSince", since).member("isCut", isCut);
    json.member("problem", values ? std::nullopt : std::optional(values.error())).endObject();
}

} // namespace curbside
