// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/warehouse.h"

#include "services/runtime/http/metrics.h"
#include "services/runtime/http/openapi.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/warehouse/charts.h"
#include "services/warehouse/sql_query.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostRounds = 100'000; ///< of a page each: who never comes to an end is no source
constexpr qint64 chunksWhileWorking = 4; ///< of 512 rows, in one step beside a platform that works
constexpr qint64 chunksWhileWaiting = 64;

/// Those that wait for nobody.
bool isAnsweredAtOnce(const Router::Route &route)
{
    return route.name == "GET /health" || route.name == "GET /openapi.json" || route.name == "GET /metrics"
        || route.name.startsWith("POST /query/");
}

/// Of a database, with what is still to be written back.
qint64 sizeWithLog(const QString &file)
{
    return QFileInfo(file).size() + QFileInfo(file + u"-wal"_s).size();
}

} // namespace

Warehouse::Warehouse(CaptureWorker::Options options) : m_worker(std::move(options))
{
    addRoutes();
}

const QStringList &Warehouse::sourceNames()
{
    static const QStringList names{u"integrations"_s, u"deliveries"_s, u"dispatch"_s, u"operations"_s, u"state"_s};
    return names;
}

void Warehouse::addRoutes()
{
    addRoute(Method::Get, u"/health"_s, &Warehouse::getHealth);
    addRoute(Method::Get, u"/openapi.json"_s, &Warehouse::getOpenApi);
    addRoute(Method::Get, u"/metrics"_s, &Warehouse::getMetrics);
    addRoute(Method::Get, u"/sources"_s, &Warehouse::getSources);
    addRoute(Method::Post, u"/sources/{name}/renew"_s, &Warehouse::answerLater);
    addRoute(Method::Get, u"/reconciliation"_s, &Warehouse::answerLater);
    addRoute(Method::Get, u"/charts"_s, &Warehouse::getCharts);
    addRoute(Method::Get, u"/charts/{name}"_s, &Warehouse::getChart);
    addRoute(Method::Post, u"/query"_s, &Warehouse::query);
    addRoute(Method::Post, u"/query/{tag}/cancel"_s, &Warehouse::cancelQuery);
    m_router.describe(api());
}

void Warehouse::addRoute(Method method, const QString &path, Response (Warehouse::*handler)(const Request &))
{
    m_router.add(method, path, [this, handler](const Request &request) { return (this->*handler)(request); }, {});
}

void Warehouse::poll(const AskSource &ask, PlatformTime now, std::size_t mostSources)
{
    for (CaptureWorker::Wanted &wanted : m_worker.takeWanted(mostSources)) {
        Response response = ask(wanted.source, wanted.request);
        std::optional<Response> beside;
        if (wanted.beside)
            beside = ask(wanted.source, *wanted.beside);
        m_worker.give(std::move(wanted), std::move(response), std::move(beside), now);
    }
}

void Warehouse::catchUp(const AskSource &ask, PlatformTime now, std::optional<std::chrono::milliseconds> most)
{
    const auto start = std::chrono::steady_clock::now();
    const auto hasTime = [&] { return !most || std::chrono::steady_clock::now() - start < *most; };
    if (!m_worker.call([](CaptureWorker::Contents &) {})) // opens them, where that failed before
        return;
    bool isMore = true;
    for (int round = 0; round < mostRounds && isMore && hasTime(); ++round) {
        poll(ask, now);
        isMore = m_worker.settle();
    }
    if (hasTime())
        static_cast<void>(m_worker.call([&](CaptureWorker::Contents &contents) { contents.star->run(now); }));
}

Reconciliation Warehouse::reconcileNow(const AskSource &ask, PlatformTime now)
{
    catchUp(ask, now);
    const auto compared = std::make_shared<std::expected<Reconciliation, Problem>>(
        std::unexpected(Problem::unavailable(u"it was not compared to the end"_s)));
    m_worker.compare(chunksWhileWaiting, [compared](auto result) { *compared = std::move(result); });
    m_worker.settle();
    for (int round = 0; round < mostRounds && m_worker.isComparing(); ++round) {
        poll(ask, now);
        m_worker.settle();
    }
    if (*compared)
        return **compared;
    Reconciliation result{now, 0, {}};
    for (const QString &source : m_worker.options().sources)
        result.sources.push_back({source, 0, false, compared->error().detail, {}});
    return result;
}

void Warehouse::request(Request request, const Answer &answer)
{
    auto match = m_router.match(request);
    if (auto *refusal = std::get_if<Response>(&match)) {
        answer(std::move(*refusal));
        return;
    }
    const Router::Route *route = std::get<const Router::Route *>(match);
    if (route->name == "GET /reconciliation") {
        answerReconciliation(answer);
        return;
    }
    if (route->name == "POST /sources/{name}/renew") {
        answerRenewal(request.pathValue(u"name"), answer);
        return;
    }
    if (isAnsweredAtOnce(*route)) {
        answer(route->handle(request));
        return;
    }
    const bool isTaken = m_reader.post([route, request, answer] { answer(route->handle(request)); });
    if (!isTaken)
        answer(Problem::unavailable(u"too many questions are waiting: try again"_s));
}

void Warehouse::answerReconciliation(const Answer &answer)
{
    m_worker.compare(chunksWhileWorking, [answer](std::expected<Reconciliation, Problem> compared) {
        answer(compared ? Response::json(compared->toJson()) : Response(compared.error()));
    });
}

void Warehouse::answerRenewal(const QString &source, const Answer &answer)
{
    if (!m_worker.options().sources.contains(source)) {
        answer(Problem::notFound(u"source", source));
        return;
    }
    m_worker.call([source](CaptureWorker::Contents &contents) { contents.find(source)->renew(); },
                  [this, answer](bool isDone) {
                      answer(isDone ? Response::accepted(u"/sources"_s, QByteArrayLiteral("{\"outcome\":\"renewing\"}"))
                                    : Response(Problem::unavailable(error())));
                  });
}

QString Warehouse::trouble() const
{
    if (const QString error = m_worker.error(); !error.isEmpty())
        return error;
    for (const SourceStatus &status : m_worker.status()) {
        if (!status.replicaError.isEmpty())
            return status.replicaError;
    }
    return {};
}

Response Warehouse::getHealth(const Request &)
{
    return Response::json(R"({"status":"ok","service":"warehouse"})");
}

Response Warehouse::getOpenApi(const Request &)
{
    return Response::json(describeApi("warehouse", m_router));
}

Response Warehouse::getMetrics(const Request &)
{
    qint64 changes = 0;
    qint64 behind = 0;
    qint64 unavailable = 0;
    for (const SourceStatus &status : m_worker.status()) {
        changes += status.position.changes;
        behind += status.behind();
        unavailable += status.error.isEmpty() ? 0 : 1;
    }
    return metricsResponse({
        {"curbside_warehouse_up", "gauge", "Whether the warehouse answers.", 1},
        {"curbside_warehouse_written", "gauge", "Whether what it is given can be written; 0 on a full disk.",
         error().isEmpty() ? 1 : 0},
        {"curbside_warehouse_changes_total", "counter", "Changes of rows taken over from the services.", changes},
        {"curbside_warehouse_behind", "gauge", "Row changes that services have made and that are not taken over yet.",
         behind},
        {"curbside_warehouse_sources_unavailable", "gauge", "Services that cannot be captured now.", unavailable},
    });
}

std::vector<std::vector<QString>> Warehouse::rowsOf(const QString &sql) const
{
    std::vector<std::vector<QString>> rows;
    const auto result = SqlQuery{.path = address(), .sql = sql, .mostRows = SqlQuery::highestMostRows}.run();
    if (!result)
        return rows;
    for (const std::vector<SqlView> &row : result->rows) {
        std::vector<QString> &texts = rows.emplace_back();
        for (const SqlView &value : row)
            texts.push_back(value.toText());
    }
    return rows;
}

void Warehouse::writeSource(JsonWriter &json, const SourceStatus &status) const
{
    const CapturePosition &position = status.position;
    json.beginObject().member("source", status.source).member("state", position.state);
    json.member("epoch", position.epoch).member("position", position.position).member("last", status.sourceLast);
    json.member("behind", status.behind()).member("at", position.at).member("schema", position.schema);
    json.member("changes", position.changes).member("snapshots", position.generation);
    json.member("changedFromOutside", status.isChangedFromOutside);
    if (!status.error.isEmpty())
        json.member("error", status.error);
    const QString replica = u"replicas/%1.sqlite"_s.arg(status.source);
    const QString replicaFile = QDir(m_worker.options().folder).filePath(replica);
    json.key("replica").beginObject().member("file", replica).member("bytes", sizeWithLog(replicaFile));
    const auto stands = SqlQuery{.path = replicaFile, .sql = u"SELECT position, at FROM replica_position"_s}.run();
    if (stands && !stands->rows.empty()) {
        json.member("position", stands->rows[0][0].integer)
            .member("at", fromMicroseconds(stands->rows[0][1].integer))
            .member("behind", std::max<qint64>(0, status.sourceLast - stands->rows[0][0].integer));
    }
    if (!status.replicaError.isEmpty())
        json.member("error", status.replicaError);
    json.endObject().key("tables").beginArray();
    const auto tables = tablesFromJson(position.tables);
    QStringList counts;
    for (const TableDescription &table : tables ? *tables : std::vector<TableDescription>())
        counts.push_back(u"SELECT '%1', count(*) FROM \"%2_%1\""_s.arg(table.name, status.source));
    for (const auto &count : rowsOf(counts.join(u" UNION ALL "_s)))
        json.beginObject().member("name", count[0]).member("rows", count[1].toLongLong()).endObject();
    json.endArray().endObject();
}

Response Warehouse::getSources(const Request &)
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const SourceStatus &status : m_worker.status())
        writeSource(json, status);
    json.endArray().member("bytes", sizeWithLog(QDir(m_worker.options().folder).filePath(u"warehouse.sqlite"_s)));
    if (const auto etl = rowsOf(u"SELECT at, runs, milliseconds FROM etl_run"_s); !etl.empty()) {
        json.key("etl").beginObject().member("at", fromMicroseconds(etl.front()[0].toLongLong()));
        json.member("runs", etl.front()[1].toLongLong())
            .member("milliseconds", etl.front()[2].toLongLong())
            .endObject();
    }
    if (!error().isEmpty())
        json.member("error", error());
    json.endObject();
    return Response::json(json.take());
}

Response Warehouse::answerLater(const Request &)
{
    return Problem::unavailable(u"it is answered when the capture has come to it"_s);
}

Response Warehouse::getCharts(const Request &)
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const Chart &chart : charts()) {
        json.beginObject().member("name", chart.name).member("title", chart.title).member("sql", chart.sql({}));
        json.key("narrows").beginArray();
        if (chart.narrowsByMerchant)
            json.value("merchant");
        if (chart.narrowsByPartner)
            json.value("partner");
        json.endArray();
        if (chart.grain > 0)
            json.member("step", grainName(chart.grain));
        json.endObject();
    }
    json.endArray();
    writeAsOf(json);
    json.endObject();
    return Response::json(json.take());
}

/// Aggregates are of the last ETL step; at one moment there can be several.
void Warehouse::writeAsOf(JsonWriter &json) const
{
    if (const auto etl = rowsOf(u"SELECT at, runs FROM etl_run"_s); !etl.empty())
        json.member("asOf", fromMicroseconds(etl.front()[0].toLongLong())).member("run", etl.front()[1].toLongLong());
}

Response Warehouse::getChart(const Request &request)
{
    const QString name = request.pathValue(u"name");
    const auto chart =
        std::find_if(charts().begin(), charts().end(), [&](const Chart &known) { return known.name == name; });
    if (chart == charts().end())
        return Problem::notFound(u"chart", name);
    const auto question = ChartQuestion::read(request, *chart);
    if (!question)
        return question.error();
    const QString sql = chart->sql(*question);
    JsonWriter json;
    json.beginObject().member("name", chart->name).member("title", chart->title).member("sql", sql);
    writeAsOf(json); // first: what comes meanwhile is newer, never older
    const auto result =
        SqlQuery{.path = address(), .sql = sql, .isCancelled = [this] { return m_reader.isStopping(); }}.run();
    if (!result)
        return result.error();
    json.member("from", question->from).member("to", question->to);
    if (chart->grain > 0)
        json.member("step", grainName(question->grain > 0 ? question->grain : chart->grain));
    result->write(json);
    json.endObject();
    return Response::json(json.take());
}

Response Warehouse::query(const Request &request)
{
    const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    if (!body)
        return Problem::badRequest(body.error().detail);
    Fields fields(body->root());
    const QString sql = fields.required<QString>("sql");
    const qint64 mostRows = fields.optional<qint64>("limit").value_or(SqlQuery{}.mostRows);
    const QString tag = fields.optional<QString>("tag").value_or(QString());
    if (fields.ok() && (mostRows < 1 || mostRows > SqlQuery::highestMostRows))
        return Problem::unprocessable(u"/limit"_s, u"is not a number from 1 to %1"_s.arg(SqlQuery::highestMostRows));
    if (auto problem = fields.problem())
        return std::move(*problem);
    const auto result = SqlQuery{
        .path = address(), .sql = sql, .mostRows = mostRows, .isCancelled = [this, tag] {
            return m_reader.isStopping() || m_cancelled.has(tag);
        }}.run();
    if (!result)
        return result.error();
    JsonWriter json;
    json.beginObject();
    result->write(json);
    json.endObject();
    return Response::json(json.take());
}

Response Warehouse::cancelQuery(const Request &request)
{
    m_cancelled.add(request.pathValue(u"tag"));
    return Response::accepted(u"/query"_s, QByteArrayLiteral("{\"outcome\":\"cancelling\"}"));
}

} // namespace curbside
