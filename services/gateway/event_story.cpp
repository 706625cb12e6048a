// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/event_story.h"

#include "services/runtime/environment.h"
#include "services/runtime/json/json_writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::optional<JsonDocument> bodyOf(const Response &response)
{
    if (!response.isSuccess())
        return std::nullopt;
    auto document = JsonDocument::parse(response.body);
    return document ? std::optional(std::move(*document)) : std::nullopt;
}

void writeHead(JsonWriter &json, std::string_view name, const Event &event)
{
    json.key(name).beginObject().member("id", event.id).member("source", event.source).member("type", event.type);
    json.member("subject", event.subject).member("sequence", event.sequence).member("time", event.time).endObject();
}

std::optional<EventOutcome> letterOutcome(JsonValue receipt)
{
    const QString state = receipt["state"].toString().value_or(QString());
    if (state == u"Dead")
        return EventOutcome::Dead;
    if (state == u"Settled")
        return receipt["settled"]["outcome"].toString() == u"Replayed"_s ? EventOutcome::Replayed
                                                                         : EventOutcome::Discarded;
    if (state != u"Parked")
        return std::nullopt;
    if (receipt["parked"]["behind"].isObject())
        return EventOutcome::ParkedBehind;
    return receipt["parked"]["attempts"].toInteger().value_or(0) > 0 ? EventOutcome::Parked
                                                                     : EventOutcome::WaitsForHandler;
}

bool isSettledWell(EventOutcome outcome)
{
    switch (outcome) {
    case EventOutcome::HandledWell:
    case EventOutcome::HandledWithoutEffect:
    case EventOutcome::EffectUnknown:
    case EventOutcome::PassedOver:
    case EventOutcome::Replayed:
    case EventOutcome::Discarded: return true;
    default: return false;
    }
}

/// Whether a fault in force can touch the event between these two.
bool concerns(JsonValue fault, const Event &event, const QByteArray &consumer)
{
    const auto isOneOf = [&](std::string_view member) {
        const auto name = fault[member].toString();
        return !name || name->isEmpty() || name->toUtf8() == event.source || name->toUtf8() == consumer;
    };
    const auto type = fault["type"].toString();
    return !fault["ended"].toBool().value_or(false) && isOneOf("service") && isOneOf("from") && isOneOf("to")
        && (!type || type->isEmpty() || type->toUtf8() == event.type);
}

} // namespace

/// What its publisher knows of an event.
struct EventStory::Found
{
    std::optional<Event> event;
    bool isInOutbox = false;
    QByteArray epoch; ///< of its publisher's outbox; empty when that does not answer
    std::optional<JsonDocument> readers; ///< GET /outbox/consumers of it
    QByteArrayList silent; ///< services that did not answer
};

/// What a consumer knows of it.
struct EventStory::Receipt
{
    QByteArray consumer;
    Response answer;
    std::optional<JsonDocument> receipt;
    std::optional<JsonDocument> effects; ///< what the message has done here that handled it
    JsonValue reported; ///< by the consumer to the publisher

    [[nodiscard]] JsonValue operator[](std::string_view member) const
    {
        return receipt ? receipt->root()[member] : JsonValue();
    }
};

bool EventStory::isConsumer(const QByteArray &name) const
{
    return std::ranges::find(m_consumers, name) != m_consumers.end();
}

Response EventStory::get(const QByteArray &service, const QString &path,
                         std::vector<std::pair<QString, QString>> query) const
{
    Request request;
    request.path = path;
    request.query = std::move(query);
    return m_calls.look("gateway", service, request).response;
}

EventStory::Found EventStory::find(const QString &eventId) const
{
    Found found;
    for (const QByteArray &publisher : m_publishers) {
        const Response answer = get(publisher, u"/event/"_s + eventId);
        if (const auto document = bodyOf(answer)) {
            if (auto event = Event::fromCloudEvent(document->root())) {
                found.event = std::move(*event);
                found.isInOutbox = true;
                break;
            }
        } else if (answer.status != 404) {
            found.silent.append(publisher);
        }
    }
    if (!found.event)
        findAmongLetters(found, eventId);
    if (found.event) {
        found.readers = bodyOf(get(found.event->source, u"/outbox/consumers"_s));
        if (found.readers)
            found.epoch = found.readers->root()["epoch"].toString().value_or(QString()).toUtf8();
    }
    return found;
}

/// One that its outbox no longer keeps, or that cannot be asked, may be kept by a consumer that could not handle it.
void EventStory::findAmongLetters(Found &found, const QString &eventId) const
{
    for (const QByteArray &consumer : m_consumers) {
        const auto receipt = bodyOf(get(consumer, u"/inbox/"_s + eventId));
        if (!receipt)
            continue;
        for (const char *member : {"parked", "dead"}) {
            auto event = Event::fromCloudEvent(receipt->root()[member]["event"]);
            if (event && !found.event)
                found.event = std::move(*event);
        }
    }
}

std::vector<EventStory::Receipt> EventStory::receiptsOf(const Found &found, const QString &eventId) const
{
    const Event &event = *found.event;
    std::vector<Receipt> receipts;
    for (const QByteArray &consumer : m_consumers) {
        Receipt receipt{consumer,
                        get(consumer, u"/inbox/"_s + eventId,
                            {{u"source"_s, QString::fromUtf8(event.source)},
                             {u"sequence"_s, QString::number(event.sequence)},
                             {u"type"_s, QString::fromUtf8(event.type)}}),
                        {},
                        {},
                        {}};
        receipt.receipt = bodyOf(receipt.answer);
        if (found.readers)
            found.readers->root()["items"].forEachItem([&](JsonValue reader) {
                if (reader["name"].toString() == QString::fromUtf8(consumer))
                    receipt.reported = reader;
            });
        const bool isReader = receipt.receipt ? receipt["state"].toString() != u"NotSubscribed"_s
                                              : !found.readers || !receipt.reported.isAbsent();
        if (!isReader)
            continue;
        const auto settledBy = receipt["settled"]["messageId"].toString();
        const QString state = receipt["state"].toString().value_or(QString());
        if (state == u"TakenOver" || settledBy)
            receipt.effects = bodyOf(
                get(consumer, u"/message/%1/effects"_s.arg(settledBy.value_or(eventId)),
                    settledBy ? std::vector<std::pair<QString, QString>>{{u"since"_s,
                                                                          receipt["settled"]["at"].toString().value_or(
                                                                              QString())}}
                              : std::vector<std::pair<QString, QString>>{}));
        receipts.push_back(std::move(receipt));
    }
    return receipts;
}

EventOutcome EventStory::outcomeOf(const Receipt &receipt, const Found &found, PlatformTime now) const
{
    if (!receipt.receipt)
        return EventOutcome::Unreachable;
    if (const auto letter = letterOutcome(receipt.receipt->root()))
        return *letter;
    const QByteArray epoch = receipt["standing"]["epoch"].toString().value_or(QString()).toUtf8();
    if (!epoch.isEmpty() && !found.epoch.isEmpty() && epoch != found.epoch)
        return EventOutcome::OtherLog;
    const QString state = receipt["state"].toString().value_or(QString());
    if (state == u"PassedOver")
        return EventOutcome::PassedOver;
    if (state == u"TakenOver") {
        const JsonValue effects = receipt.effects ? receipt.effects->root() : JsonValue();
        if (effects["changes"].size() > 0 || effects["published"].size() > 0)
            return EventOutcome::HandledWell;
        return effects["isComplete"].toBool().value_or(false) ? EventOutcome::HandledWithoutEffect
                                                              : EventOutcome::EffectUnknown;
    }
    if (receipt.reported["expiredAt"].isString())
        return EventOutcome::Expired;
    if (state == u"Early")
        return EventOutcome::Early;
    return now - found.event->time <= mostLatency ? EventOutcome::OnTheWay : EventOutcome::NotFetched;
}

/// The first event that the consumer has not got, when that is an earlier one.
void EventStory::writeFirstMissing(JsonWriter &json, const Receipt &receipt, const Found &found) const
{
    const auto position = receipt["standing"]["position"].toInteger();
    if (!position || *position + 1 >= found.event->sequence)
        return;
    const auto page = bodyOf(
        get(found.event->source, u"/outbox"_s, {{u"after"_s, QString::number(*position)}, {u"limit"_s, u"1"_s}}));
    if (!page)
        return;
    page->root()["items"].forEachItem([&](JsonValue item) {
        if (const auto event = Event::fromCloudEvent(item))
            writeHead(json, "firstMissing", *event);
    });
}

void EventStory::writeConsumer(JsonWriter &json, const Receipt &receipt, const Found &found, PlatformTime now,
                               JsonValue faults) const
{
    const EventOutcome outcome = outcomeOf(receipt, found, now);
    json.beginObject().member("consumer", receipt.consumer).member("outcome", outcome);
    if (receipt.effects) {
        const JsonValue effects = receipt.effects->root();
        std::optional<QString> at;
        for (const char *list : {"published", "changes"})
            effects[list].forEachItem(
                [&](JsonValue item) { at = item[std::string_view(list) == "changes" ? "at" : "time"].toString(); });
        json.member("at", at);
        json.rawMember("effects", effects.toJson());
    }
    if (receipt.receipt)
        json.rawMember("receipt", receipt.receipt->root().toJson());
    else
        json.rawMember("problem", receipt.answer.body);
    if (!receipt.reported.isAbsent())
        json.rawMember("reported", receipt.reported.toJson());
    if (outcome == EventOutcome::Early || outcome == EventOutcome::NotFetched)
        writeFirstMissing(json, receipt, found);
    json.key("faults").beginArray();
    faults["items"].forEachItem([&](JsonValue fault) {
        if (!isSettledWell(outcome) && concerns(fault, *found.event, receipt.consumer))
            json.raw(fault.toJson());
    });
    json.endArray().endObject();
}

/// What the message changed at the publisher by which it was published.
void EventStory::writePublisher(JsonWriter &json, const Found &found) const
{
    const Event &event = *found.event;
    json.key("publisher").beginObject().member("service", event.source).member("isInOutbox", found.isInOutbox);
    if (found.readers)
        json.member("epoch", found.epoch).rawMember("last", found.readers->root()["last"].toJson());
    if (found.isInOutbox && !event.causationId.isEmpty()) {
        const Response effects = get(event.source, u"/message/%1/effects"_s.arg(QString::fromUtf8(event.causationId)),
                                     {{u"since"_s, QString::fromLatin1(toRfc3339(event.time - 1ms))}});
        if (effects.isSuccess())
            json.rawMember("effects", effects.body);
    }
    json.endObject();
}

void EventStory::writeCause(JsonWriter &json, const Found &found) const
{
    if (found.event->causationId.isEmpty())
        return;
    const QString id = QString::fromUtf8(found.event->causationId);
    json.key("cause").beginObject().member("messageId", id);
    for (const QByteArray &publisher : m_publishers) {
        const auto document = bodyOf(get(publisher, u"/event/"_s + id));
        const auto event = document ? Event::fromCloudEvent(document->root()) : std::unexpected(QString());
        if (!event)
            continue;
        writeHead(json, "event", *event);
        break;
    }
    json.endObject();
}

Response EventStory::tell(const QString &eventId, PlatformTime now, const QByteArray &faults) const
{
    const Found found = find(eventId);
    if (!found.event && !found.silent.isEmpty())
        return Problem::unavailable(u"%1 cannot be asked now, and no other service knows the event %2"_s.arg(
            QString::fromUtf8(found.silent.join(", ")), eventId));
    if (!found.event)
        return Problem{
            404,
            u"no outbox holds the event %1, and no inbox has it parked or dead: it was never committed, or is "
            "older than what is kept"_s.arg(eventId),
            {}};
    const auto inForce = JsonDocument::parse(faults);
    JsonWriter json;
    json.beginObject().member("now", now).rawMember("event", found.event->toCloudEvent());
    writePublisher(json, found);
    writeCause(json, found);
    json.key("consumers").beginArray();
    for (const Receipt &receipt : receiptsOf(found, eventId))
        writeConsumer(json, receipt, found, now, inForce ? inForce->root() : JsonValue());
    json.endArray().endObject();
    return Response::json(json.take());
}

Response EventStory::consumers() const
{
    const auto writeAnswer = [](JsonWriter &json, std::string_view name, const Response &answer) {
        json.rawMember(answer.isSuccess() ? name : "problem", answer.body);
    };
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const QByteArray &consumer : m_consumers) {
        json.beginObject().member("consumer", consumer);
        writeAnswer(json, "inbox", get(consumer, u"/inbox"_s));
        json.endObject();
    }
    json.endArray().key("outboxes").beginArray();
    for (const QByteArray &publisher : m_publishers) {
        json.beginObject().member("publisher", publisher);
        writeAnswer(json, "outbox", get(publisher, u"/outbox/consumers"_s));
        json.endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

} // namespace curbside
