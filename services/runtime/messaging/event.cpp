// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/event.h"

#include "services/runtime/json/json_writer.h"

namespace curbside {

namespace {

constexpr QByteArrayView sourcePrefix = "/services/";
constexpr int sequenceDigits = 20;

QByteArray bytes(JsonValue value)
{
    const auto text = value.toUtf8();
    return text ? QByteArray(text->data(), static_cast<qsizetype>(text->size())) : QByteArray();
}

} // namespace

void Event::writeTo(JsonWriter &json) const
{
    json.beginObject();
    json.member("specversion", "1.0");
    json.member("id", id);
    json.member("source", sourcePrefix.toByteArray() + source);
    json.member("type", type);
    json.member("subject", subject);
    json.member("time", time);
    json.member("datacontenttype", "application/json");
    json.member("traceparent", trace.traceparent());
    if (!causationId.isEmpty())
        json.member("causationid", causationId);
    json.member("sequence", QByteArray::number(qint64(sequence)).rightJustified(sequenceDigits, '0'));
    json.rawMember("data", data);
    json.endObject();
}

QByteArray Event::toCloudEvent() const
{
    JsonWriter json;
    writeTo(json);
    return json.take();
}

std::expected<Event, QString> Event::fromCloudEvent(JsonValue json)
{
    Event event;
    event.id = bytes(json["id"]);
    event.source = bytes(json["source"]);
    event.type = bytes(json["type"]);
    event.subject = bytes(json["subject"]);
    event.causationId = bytes(json["causationid"]);
    event.trace = TraceContext::fromTraceparent(bytes(json["traceparent"]));
    if (bytes(json["specversion"]) != "1.0" || event.id.isEmpty() || event.type.isEmpty())
        return std::unexpected(
            QStringLiteral("is not a CloudEvent 1.0: specversion, id, source and type are required"));
    if (!event.source.startsWith(sourcePrefix))
        return std::unexpected(QStringLiteral("source is not /services/NAME"));
    event.source = event.source.mid(sourcePrefix.size());
    const auto time = fromRfc3339(bytes(json["time"]));
    bool isNumber = false;
    event.sequence = bytes(json["sequence"]).toLongLong(&isNumber);
    if (!time || !isNumber || event.sequence < 1)
        return std::unexpected(QStringLiteral("time or sequence is missing or wrong"));
    event.time = *time;
    if (!json["data"].isObject())
        return std::unexpected(QStringLiteral("data is not an object"));
    event.data = json["data"].toJson();
    return event;
}

} // namespace curbside
