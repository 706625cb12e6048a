// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/inbox_looks.h"

#include "services/runtime/http/list_page.h"
#include "services/runtime/json/json.h"
#include "services/runtime/messaging/consumer.h"
#include "services/runtime/messaging/outbox.h"
#include "services/runtime/source_place.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString parkedWithFirst =
    u"SELECT p.source, p.sequence, p.event_id, p.type, p.subject, p.attempts, p.first_at, p.next_at, p.reason, "
    "p.history, p.event, f.event_id, f.sequence, f.next_at, f.reason FROM inbox_parked AS p JOIN inbox_parked AS f ON "
    "f.source = p.source AND f.sequence = (SELECT min(sequence) FROM inbox_parked WHERE source = p.source "
    "AND subject = p.subject) "_s;

void writeTextIfAny(JsonWriter &json, std::string_view name, const QString &text)
{
    if (!text.isEmpty())
        json.member(name, text);
}

/// A letter that cannot be read is shown as it is.
void writeLetterEvent(JsonWriter &json, const QString &event)
{
    if (JsonDocument::parse(event.toUtf8()))
        json.rawMember("event", event.toUtf8());
    else
        json.member("event", event);
}

/// An event whose time has come is still not tried while all of its type wait for their handler.
std::optional<PlatformTime> triedAt(const Consumer &consumer, std::optional<PlatformTime> wanted, const QString &type)
{
    return wanted ? std::max(wanted, consumer.waitsUntil(type.toUtf8())) : wanted;
}

/// Of a row of parkedWithFirst.
void writeParked(JsonWriter &json, const Rows &rows, const Consumer &consumer)
{
    json.beginObject().member("eventId", rows.text(2)).member("source", rows.text(0));
    json.member("sequence", rows.integer(1)).member("type", rows.text(3)).member("subject", rows.text(4));
    json.member("attempts", rows.integer(5)).member("firstAt", rows.time(6));
    json.member("nextAt", triedAt(consumer, rows.optional<PlatformTime>(7), rows.text(3)));
    writeTextIfAny(json, "reason", rows.text(8));
    json.member("history", rows.text(9));
    if (rows.integer(12) != rows.integer(1)) {
        json.key("behind").beginObject().member("eventId", rows.text(11)).member("sequence", rows.integer(12));
        json.member("nextAt", rows.optional<PlatformTime>(13));
        writeTextIfAny(json, "reason", rows.text(14));
        json.endObject();
    }
    writeLetterEvent(json, rows.text(10));
    json.endObject();
}

void writeSource(JsonWriter &json, const std::source_location &where)
{
    if (where.line() == 0)
        return;
    json.member("file", fileInSources(where));
    json.member("line", where.line());
}

void writeStanding(JsonWriter &json, const Consumer::Standing &standing)
{
    json.member("epoch", standing.epoch).member("position", standing.position);
    writeTextIfAny(json, "eventId", QString::fromUtf8(standing.eventId));
    json.member("early", standing.early);
    if (standing.firstEarly > 0)
        json.member("firstEarly", standing.firstEarly);
    json.member("isFetching", standing.isFetching).member("isFull", standing.isFull);
}

void writeHandlers(JsonWriter &json, const Consumer &consumer, const QByteArray &publisher)
{
    json.key("handlers").beginArray();
    for (const auto &[type, where] : consumer.handlersOf(publisher)) {
        json.beginObject().member("type", type);
        writeSource(json, where);
        json.member("waitsUntil", consumer.waitsUntil(type));
        json.endObject();
    }
    json.endArray();
}

qint64 countOf(Database &database, const QString &sql, const QString &source)
{
    Statement statement(database, sql);
    Rows rows = statement.query(source);
    return rows.next() ? rows.integer(0) : 0;
}

bool writeParkedLetter(JsonWriter &json, const Consumer &consumer, Database &database, const QString &eventId)
{
    Statement parked(database, parkedWithFirst + u"WHERE p.event_id = ? LIMIT 1"_s);
    Rows rows = parked.query(eventId);
    if (!rows.next())
        return false;
    json.key("parked");
    writeParked(json, rows, consumer);
    return true;
}

bool writeDeadLetter(JsonWriter &json, Database &database, const QString &eventId)
{
    Statement dead(database,
                   u"SELECT source, type, subject, reason, attempts, first_at, last_at, history, event FROM "
                   u"dead_letter WHERE event_id = ?"_s);
    Rows rows = dead.query(eventId);
    if (!rows.next())
        return false;
    json.key("dead").beginObject().member("eventId", eventId).member("source", rows.text(0));
    json.member("type", rows.text(1)).member("subject", rows.text(2)).member("reason", rows.text(3));
    json.member("attempts", rows.integer(4)).member("firstAt", rows.time(5)).member("lastAt", rows.time(6));
    json.member("history", rows.text(7));
    writeLetterEvent(json, rows.text(8));
    json.endObject();
    return true;
}

bool writeSettled(JsonWriter &json, Database &database, const QString &eventId)
{
    Statement settled(database,
                      u"SELECT outcome, message_id, reason, settled_at FROM settled_letter WHERE event_id = ?"_s);
    Rows rows = settled.query(eventId);
    if (!rows.next())
        return false;
    json.key("settled").beginObject().member("outcome", rows.text(0)).member("messageId", rows.text(1));
    writeTextIfAny(json, "reason", rows.text(2));
    json.member("at", rows.time(3)).endObject();
    return true;
}

/// Where an event is by its position alone.
std::string_view placeOf(const Consumer::Standing &standing, qint64 sequence, bool hasHandler)
{
    if (sequence > standing.position)
        return standing.firstEarly > 0 && sequence >= standing.firstEarly ? "Early" : "NotReached";
    return hasHandler ? "TakenOver" : "PassedOver";
}

QString keyOfPage(const Rows &rows)
{
    return rows.text(0) + u' ' + QString::number(rows.integer(1));
}

} // namespace

Response inboxResponse(const Consumer &consumer, Database &database)
{
    JsonWriter json;
    json.beginObject().key("sources").beginArray();
    for (const QByteArray &publisher : consumer.publishers()) {
        const QString source = QString::fromUtf8(publisher);
        json.beginObject().member("source", source);
        if (const auto standing = consumer.standingWith(publisher))
            writeStanding(json, *standing);
        json.member("parked", countOf(database, u"SELECT count(*) FROM inbox_parked WHERE source = ?"_s, source));
        json.member("deadLetters", countOf(database, u"SELECT count(*) FROM dead_letter WHERE source = ?"_s, source));
        writeHandlers(json, consumer, publisher);
        json.endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

Response receiptResponse(const Consumer &consumer, Database &database, const Request &request)
{
    const QString eventId = request.pathValue(u"eventId");
    const QByteArray source = request.queryValue(u"source").value_or(QString()).toUtf8();
    const QByteArray type = request.queryValue(u"type").value_or(QString()).toUtf8();
    bool isNumber = true;
    const auto text = request.queryValue(u"sequence");
    const qint64 sequence = text ? text->toLongLong(&isNumber) : 0;
    if (!isNumber || sequence < 0 || (text && sequence == 0))
        return Problem::unprocessable(u"?sequence"_s, u"is not a number from 1 on"_s);
    JsonWriter json;
    json.beginObject().member("eventId", eventId);
    const bool isParked = writeParkedLetter(json, consumer, database, eventId);
    const bool isDead = writeDeadLetter(json, database, eventId);
    const bool isSettled = writeSettled(json, database, eventId);
    const auto standing = consumer.standingWith(source);
    bool hasHandler = false;
    for (const auto &[handled, where] : consumer.handlersOf(source)) {
        if (handled != type)
            continue;
        hasHandler = true;
        json.key("handler").beginObject();
        writeSource(json, where);
        json.endObject();
    }
    if (standing) {
        json.key("standing").beginObject();
        writeStanding(json, *standing);
        json.endObject();
    }
    json.member("state",
                isParked        ? "Parked"
                    : isDead    ? "Dead"
                    : isSettled ? "Settled"
                    : standing  ? placeOf(*standing, sequence, hasHandler)
                                : "NotSubscribed");
    json.endObject();
    return Response::json(json.take());
}

Response parkedResponse(const Consumer &consumer, Database &database, const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    Statement select(database,
                     parkedWithFirst
                         + u"WHERE p.source > ? OR (p.source = ? AND p.sequence > ?) ORDER BY p.source, p.sequence "
                           "LIMIT ?"_s);
    const QString source = page->cursor.section(u' ', 0, 0);
    Rows rows = select.query(source, source, page->cursor.section(u' ', 1).toLongLong(), page->limit + 1);
    return page->write([&rows, &consumer](JsonWriter &json) {
        if (!rows.next())
            return QString();
        writeParked(json, rows, consumer);
        return keyOfPage(rows);
    });
}

Response outboxConsumersResponse(const Outbox &outbox, Database &database)
{
    JsonWriter json;
    json.beginObject().member("epoch", outbox.epoch()).member("last", outbox.last()).key("items").beginArray();
    Statement select(database, u"SELECT name, position, reported_at, expired_at FROM outbox_consumer ORDER BY name"_s);
    for (Rows rows = select.query(); rows.next();) {
        json.beginObject().member("name", rows.text(0)).member("position", rows.integer(1));
        json.member("reportedAt", rows.time(2)).member("expiredAt", rows.optional<PlatformTime>(3)).endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

ApiDescription inboxApi()
{
    ApiDescription api;
    api.object("InboxHandler", "type:string file?:string line?:integer waitsUntil?:time");
    api.object("InboxSource",
               "source:string epoch:string position:integer eventId?:string early:integer firstEarly?:integer "
               "isFetching:boolean isFull:boolean parked:integer deadLetters:integer handlers:InboxHandler[]");
    api.object("Inbox", "sources:InboxSource[]");
    api.object("WaitsBehind", "eventId:string sequence:integer nextAt?:time reason?:string");
    api.object("ParkedLetter",
               "eventId:string source:string sequence:integer type:string subject:string attempts:integer firstAt:time "
               "nextAt?:time reason?:string history:string behind?:WaitsBehind event:any");
    api.object("Receipt",
               "eventId:string state:Parked|Dead|Settled|TakenOver|PassedOver|Early|NotReached|NotSubscribed "
               "parked?:ParkedLetter dead?:object settled?:object handler?:object standing?:object");
    api.object("OutboxConsumer", "name:string position:integer reportedAt:time expiredAt?:time");
    api.object("OutboxConsumers", "epoch:string last:integer items:OutboxConsumer[]");
    api.object("ChangedRow", "table:string kind:insert|update|delete key:string[] before?:object after?:object");
    api.object("MessageChanges", "sequence:integer at:time rows:ChangedRow[] leftOut:integer");
    api.object("PublishedHead", "id:string type:string subject:string sequence:integer time:time");
    api.object("MessageEffects",
               "epoch:string messageId:string changes:MessageChanges[] published:PublishedHead[] lookedFrom:integer "
               "lookedTo:integer isComplete:boolean");
    api.get("/inbox", "How far it has taken over each publisher's events, and who handles them.", "Inbox");
    api.get("/inbox/{eventId}", "What has become of one event here.", "Receipt")
        .asks("source", "string", "The event's publisher.")
        .asks("sequence", "integer", "The event's number in its publisher's outbox.")
        .asks("type", "string", "The event's type.");
    api.list("/parked", "Events that wait: behind which other, and until when.", "ParkedLetter");
    api.get("/outbox/consumers", "Who is to get the events, and how far each says it is.", "OutboxConsumers");
    api.get("/message/{messageId}/effects", "The rows that a message has changed here, and what was published by it.",
            "MessageEffects")
        .asks("since", "time", "When it cannot have been handled before; its id says so where it can.");
    return api;
}

} // namespace curbside
