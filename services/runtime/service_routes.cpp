// SPDX-License-Identifier: GPL-3.0-or-later
// The routes that every service has.
#include "services/runtime/http/list_page.h"
#include "services/runtime/http/metrics.h"
#include "services/runtime/http/openapi.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/messaging/log_page.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

void Service::addRuntimeRoutes()
{
    route(Method::Get, u"/health"_s, &Service::getHealth);
    route(Method::Get, u"/openapi.json"_s, &Service::getOpenApi);
    route(Method::Get, u"/metrics"_s, &Service::getMetrics);
    route(Method::Get, u"/outbox"_s, &Service::getOutbox);
    route(Method::Get, u"/row-changes"_s, &Service::getRowChanges);
    route(Method::Get, u"/dead-letters"_s, &Service::getDeadLetters);
    route(Method::Post, u"/dead-letter/{eventId}/replay"_s, &Service::replayDeadLetter);
    route(Method::Post, u"/dead-letter/{eventId}/discard"_s, &Service::discardDeadLetter);
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
    QByteArray mendedData;
    if (!request.body.isEmpty()) {
        const auto body = JsonDocument::parse(request.body);
        if (!body || !body->root()["data"].isObject())
            return Problem::unprocessable(u"/data"_s, u"is not an object: the event's data as it should have been"_s);
        mendedData = body->root()["data"].toJson();
    }
    if (const Handled replayed = m_consumer.replayDeadLetter(request.pathValue(u"eventId"), mendedData); !replayed)
        return replayed.error();
    return Response::json(QByteArrayLiteral("{\"outcome\":\"handled\"}"));
}

Response Service::discardDeadLetter(const Request &request)
{
    const QString eventId = request.pathValue(u"eventId");
    if (!m_consumer.deadLetters().remove(eventId))
        return Problem::notFound(u"dead letter", eventId);
    return Response::json(QByteArrayLiteral("{\"outcome\":\"discarded\"}"));
}

} // namespace curbside
