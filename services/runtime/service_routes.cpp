// SPDX-License-Identifier: GPL-3.0-or-later
// The routes that every service has.
#include "services/runtime/http/list_page.h"
#include "services/runtime/http/metrics.h"
#include "services/runtime/http/openapi.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/message_effects.h"
#include "services/runtime/messaging/inbox_looks.h"
#include "services/runtime/messaging/log_page.h"
#include "services/runtime/row_history.h"
#include "services/runtime/service.h"
#include "services/runtime/service_publishing.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/table_routes.h"
#include "services/runtime/wall_attempts.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// What getTables() and its neighbours below take and answer: the tables, their rows, and the wall around them.
ApiDescription tablesApi()
{
    ApiDescription api;
    api.object("Column",
               "name:string type:string key:integer required:boolean default?:string foreignKey?:string "
               "references?:string copyOf?:string");
    api.object("Table", "name:string rows?:integer columns:Column[]");
    api.object("Tables",
               "epoch:string sequence:integer schema:integer changedFromOutside:boolean bytes:integer tables:Table[]");
    api.object("TableRows",
               "epoch:string sequence:integer schema:integer changedFromOutside:boolean items:object[] "
               "next?:string");
    api.object("Chunk", "through:string rows:integer hash:string");
    api.object("TableHashes",
               "epoch:string sequence:integer schema:integer changedFromOutside:boolean chunks:Chunk[] "
               "next?:string");
    api.object("RowVersion", "sequence:integer messageId:string at:time kind:string before?:object after?:object");
    api.object("RowHistory", "epoch:string items:RowVersion[] next?:integer");
    api.object("WallAttempt",
               "way:Attach|Read|CopyOver|Extension sql:string refused:boolean mechanism?:Authorizer|Schema "
               "message?:string");
    api.object("WallAttempts", "service:string neighbour:string attempts:WallAttempt[]");
    api.get("/tables", "The service's own tables, their columns, and what these name or copy of others.", "Tables")
        .asks("counts", "boolean", "True: with how many rows each has.");
    api.get("/tables/{name}/rows", "The rows of a table, by its key.", "TableRows")
        .asks("after", "string", "The cursor after which to begin: `next` of the page before.")
        .asks("key", "string", "A value of the key of the row to begin with; repeated, in the key's order.")
        .asks("limit", "integer", "How many rows at most, up to 1000.")
        .asks("order", "ascending|descending", "Of the key.")
        .asks("form", "json|bytes", "Bytes: packed, up to 10000 at once, as the warehouse reads them.");
    api.get("/tables/{name}/changes", "What has become of one row, and by which message, the newest first.",
            "RowHistory")
        .asks("key", "string", "A value of the row's key; repeated, in the key's order.")
        .asks("before", "integer", "The sequence before which to look: `next` of the answer before.")
        .asks("limit", "integer", "How many items at most, up to 100.");
    api.get("/event/{eventId}", "An event that the service has published, while its outbox keeps it.", "CloudEvent");
    api.post("/wall/attempts", "Reaches for a neighbour's database in each way that SQL has, and says what came of it.")
        .takes("neighbour:string")
        .answersWith(200, "WallAttempts");
    api.get("/tables/{name}/hashes", "Counts and hashes of a table's rows, in chunks by its key.", "TableHashes")
        .asks("after", "string", "The cursor after which to begin: `next` of the page before.")
        .asks("chunks", "integer", "How many chunks at most, up to 64.");
    return api;
}

/// What getHealth() and its neighbours below take and answer.
ApiDescription runtimeApi()
{
    ApiDescription api;
    api.object("Health", "status:string service:string platformTime?:time");
    api.object("OutboxPage", "epoch:string first:integer last:integer items:CloudEvent[]");
    api.object("CloudEvent",
               "specversion:string id:uuid source:string type:string subject:string time:time "
               "datacontenttype:string traceparent:string causationid?:string sequence:string data:object");
    api.object("RowChangePage", "epoch:string first:integer last:integer items:RowChanges[]");
    api.object("RowChanges", "sequence:integer messageId:string at:time changes:any");
    api.object("DeadLetter",
               "eventId:uuid source:string type:string subject:string reason:string attempts:integer "
               "firstAt:time lastAt:time history:any event:any");
    api.object("Settled", "outcome:string");
    api.get("/health", "Whether the service works.", "Health");
    api.get("/openapi.json", "This document.", "object");
    api.get("/metrics", "Figures, as Prometheus reads them.", "string").answersAs("text/plain", "string");
    api.get("/outbox", "The events that the service has published, in their order.", "OutboxPage")
        .asks("after", "integer", "The sequence after which to begin.")
        .asks("epoch", "string", "Of the reader; another than the log's is a conflict.")
        .asks("limit", "integer", "How many items at most, up to 1000.")
        .asks("consumer", "string", "Who reads, so that what follows is kept for it.")
        .asks("eventId", "string", "Of the event at `after`, to notice a log that was rolled back.")
        .refuses({409, 410});
    api.get("/row-changes", "Every change of a row, in the order of the messages that made them.", "RowChangePage")
        .asks("after", "integer", "The sequence after which to begin.")
        .asks("epoch", "string", "Of the reader; another than the log's is a conflict.")
        .asks("limit", "integer", "How many items at most, up to 1000.")
        .asks("form", "json|bytes", "Bytes: packed, up to 10000 at once, as the warehouse reads them.")
        .refuses({409, 410});
    api.list("/dead-letters", "Events that were given up.", "DeadLetter");
    api.post("/dead-letter/{eventId}/replay", "Handles a dead letter again, with mended data if there is some.")
        .mayTake("data?:object reason?:string")
        .answersWith(200, "Settled")
        .refuses({409});
    api.post("/dead-letter/{eventId}/discard", "Forgets a dead letter.")
        .mayTake("reason?:string")
        .answersWith(200, "Settled");
    return api;
}

/// What comes with a wish to settle a dead letter; nothing when nothing does.
std::optional<JsonDocument> bodyOfSettling(const Request &request)
{
    if (request.body.isEmpty())
        return std::nullopt;
    auto body = JsonDocument::parse(request.body);
    return body ? std::optional(std::move(*body)) : std::nullopt;
}

std::expected<QString, Problem> reasonIn(const std::optional<JsonDocument> &body)
{
    constexpr qsizetype longestReason = 1000;
    const JsonValue told = body ? body->root()["reason"] : JsonValue();
    if (told.isAbsent())
        return QString();
    const auto reason = told.toString();
    if (!reason || reason->size() > longestReason)
        return std::unexpected(Problem::unprocessable(u"/reason"_s, u"is not a text of at most 1000 characters"_s));
    return *reason;
}

} // namespace

void Service::addRuntimeRoutes()
{
    route(Method::Get, u"/health"_s, &Service::getHealth);
    route(Method::Get, u"/openapi.json"_s, &Service::getOpenApi);
    route(Method::Get, u"/metrics"_s, &Service::getMetrics);
    route(Method::Get, u"/outbox"_s, &Service::getOutbox);
    route(Method::Get, u"/row-changes"_s, &Service::getRowChanges);
    route(Method::Get, u"/tables"_s, &Service::getTables);
    route(Method::Get, u"/tables/{name}/rows"_s, &Service::getTableRows);
    route(Method::Get, u"/tables/{name}/hashes"_s, &Service::getTableHashes);
    route(Method::Get, u"/tables/{name}/changes"_s, &Service::getRowHistory);
    route(Method::Get, u"/event/{eventId}"_s, &Service::getEvent);
    m_router.addQuestion(
        u"/wall/attempts"_s, [this](const Request &request) { return reachForNeighbour(request); },
        std::source_location::current());
    route(Method::Get, u"/dead-letters"_s, &Service::getDeadLetters);
    route(Method::Post, u"/dead-letter/{eventId}/replay"_s, &Service::replayDeadLetter);
    route(Method::Post, u"/dead-letter/{eventId}/discard"_s, &Service::discardDeadLetter);
    const auto look = [this](const QString &path, Router::Handler handler) {
        m_router.add(Method::Get, path, std::move(handler), std::source_location::current());
    };
    look(u"/inbox"_s, [this](const Request &) { return inboxResponse(m_consumer, database()); });
    look(u"/inbox/{eventId}"_s,
         [this](const Request &request) { return receiptResponse(m_consumer, database(), request); });
    look(u"/parked"_s, [this](const Request &request) { return parkedResponse(consumer(), database(), request); });
    look(u"/outbox/consumers"_s, [this](const Request &) { return outboxConsumersResponse(m_outbox, database()); });
    look(u"/message/{messageId}/effects"_s,
         [this](const Request &request) { return effectsResponse(database(), rowPageHead(), request); });
    route(Method::Post, u"/events"_s, &Service::publishByHand);
    describe(publishingApi());
    describe(runtimeApi());
    describe(tablesApi());
    describe(inboxApi());
}

Response Service::getHealth(const Request &)
{
    JsonWriter json;
    json.beginObject()
        .member("status", "ok")
        .member("service", m_process.name())
        .member("platformTime", now())
        .endObject();
    return Response::json(json.take());
}

Response Service::getOpenApi(const Request &)
{
    return Response::json(describeApi(m_process.name(), m_router));
}

Response Service::getMetrics(const Request &)
{
    return metricsResponse({
        {"curbside_events_published_total", "counter", "Events in the outbox since it was made.", m_outbox.last()},
        {"curbside_calls_made_total", "counter", "Calls to other services by this incarnation.",
         qint64(m_calls.made())},
        {"curbside_calls_failed_total", "counter", "Calls that failed or were not answered in time.",
         qint64(m_calls.failed())},
        {"curbside_rows_changed_total", "counter", "Rows changed by this incarnation.", qint64(m_runner.rowsChanged())},
        {"curbside_dead_letters", "gauge", "Events given up and not yet settled.", m_consumer.deadLetters().count()},
        {"curbside_messages_waiting_for_disk", "gauge", "Messages kept until the disk can be written again.",
         qint64(m_runner.waiting() + m_process.kept())},
        {"curbside_expired_consumers", "gauge", "Consumers that lagged too far behind and have yet to take a snapshot.",
         m_outbox.expiredConsumers()},
        {"curbside_incarnation", "gauge", "Starts of this service on its database.", qint64(m_process.incarnation())},
    });
}

Response Service::getOutbox(const Request &request)
{
    const auto consumerName = request.queryValue(u"consumer");
    const auto after = request.queryValue(u"after");
    Response response = m_outbox.read(request);
    if (!m_isLooking && consumerName && after && response.isSuccess())
        m_outbox.reportPosition(consumerName->toUtf8(), after->toLongLong());
    return response;
}

Response Service::getRowChanges(const Request &request)
{
    if (!m_isLooking) // what a neighbour is told does not depend on how commits are grouped
        m_runner.storeRowChangesEarly();
    qint64 first = 0;
    {
        Statement statement(database(), u"SELECT coalesce(min(sequence), ?) FROM row_change"_s);
        Rows rows = statement.query(qint64(m_runner.lastRowChangeSequence() + 1));
        first = rows.next() ? rows.integer(0) : 0;
    }
    if (request.queryValue(u"form") == u"bytes"_s)
        return rowChangesInBytes(request, first);
    const auto page = LogPage::from(request, m_outbox.epoch(), first, m_runner.lastRowChangeSequence());
    if (!page)
        return page.error();
    return page->write(m_outbox.epoch(), first, m_runner.lastRowChangeSequence(), [&](JsonWriter &json) {
        const auto columns = columnsOf(database());
        Statement select(
            database(),
            u"SELECT sequence, message_id, at, changes FROM row_change WHERE sequence > ? ORDER BY sequence LIMIT ?"_s);
        for (Rows rows = select.query(page->after, page->limit); rows.next();) {
            json.beginObject();
            json.member("sequence", rows.integer(0));
            json.member("messageId", rows.text(1));
            json.member("at", rows.time(2));
            json.key("changes");
            writeRowChanges(json, decodeRowChanges(rows.bytes(3)).value_or(std::vector<RowChange>{}), columns);
            json.endObject();
        }
    });
}

Response Service::rowChangesInBytes(const Request &request, qint64 first)
{
    constexpr qint64 mostItems = 10'000;
    constexpr qsizetype mostBytes = 1 << 20;
    const RowPageHead head = rowPageHead(first);
    const auto page = LogPage::from(request, head.epoch, first, head.last, mostItems);
    if (!page)
        return page.error();
    ByteBuffer bytes;
    head.write(bytes);
    if (page->after < head.last) {
        Statement select(
            database(),
            u"SELECT sequence, message_id, at, changes FROM row_change WHERE sequence > ? ORDER BY sequence LIMIT ?"_s);
        for (Rows rows = select.query(page->after, page->limit); bytes.size() < mostBytes && rows.next();)
            RowChangePage::Item{rows.integer(0), rows.view(1), rows.time(2), rows.view(3)}.write(bytes);
    }
    Response response;
    response.contentType = rowBytesType;
    response.body = bytes.view().toByteArray();
    return response;
}

RowPageHead Service::rowPageHead(qint64 first)
{
    return {m_outbox.epoch(), first, m_runner.lastRowChangeSequence(), database().schemaVersion(),
            database().changesFromOutside()};
}

ColumnNotes Service::columnNotes() const
{
    ColumnNotes notes;
    for (const Reference &reference : m_references)
        notes.references[reference.column] = reference.target;
    for (const Copy &copy : m_copies)
        notes.copies[copy.column] = copy.source;
    return notes;
}

Response Service::getTables(const Request &request)
{
    return tablesResponse(database(), rowPageHead(), request, columnNotes());
}

Response Service::getRowHistory(const Request &request)
{
    return rowHistoryResponse(database(), rowPageHead(), request);
}

Response Service::getEvent(const Request &request)
{
    const QString id = request.pathValue(u"eventId");
    const auto uuid = Uuid::fromString(id);
    const auto event = uuid ? m_outbox.find(*uuid) : std::nullopt;
    if (!event)
        return Problem::notFound(u"event", id);
    return Response::json(event->toCloudEvent());
}

Response Service::reachForNeighbour(const Request &request)
{
    return wallResponse(database(), request);
}

Response Service::getTableRows(const Request &request)
{
    return rowsResponse(database(), rowPageHead(), request);
}

Response Service::getTableHashes(const Request &request)
{
    return hashesResponse(database(), rowPageHead(), request);
}

Response Service::getDeadLetters(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    const QString next = m_consumer.deadLetters().list(json, page->cursor, page->limit);
    json.endArray();
    if (!next.isEmpty())
        json.member("next", next);
    json.endObject();
    return Response::json(json.take());
}

Response Service::replayDeadLetter(const Request &request)
{
    const auto body = bodyOfSettling(request);
    const JsonValue data = body ? body->root()["data"] : JsonValue();
    const bool isMended = body && !data.isAbsent();
    if (body && !(isMended ? data.isObject() : body->root()["reason"].isString()))
        return Problem::unprocessable(u"/data"_s, u"is not an object: the event's data as it should have been"_s);
    const auto reason = reasonIn(body);
    if (!reason)
        return reason.error();
    if (const Handled replayed = m_consumer.replayDeadLetter(request.pathValue(u"eventId"),
                                                             isMended ? data.toJson() : QByteArray(), *reason);
        !replayed)
        return replayed.error();
    return Response::json(QByteArrayLiteral("{\"outcome\":\"handled\"}"));
}

Response Service::discardDeadLetter(const Request &request)
{
    const auto reason = reasonIn(bodyOfSettling(request));
    if (!reason)
        return reason.error();
    if (const Handled discarded = m_consumer.discardDeadLetter(request.pathValue(u"eventId"), *reason); !discarded)
        return discarded.error();
    return Response::json(QByteArrayLiteral("{\"outcome\":\"discarded\"}"));
}

} // namespace curbside
