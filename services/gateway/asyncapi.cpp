// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/asyncapi.h"

#include "services/runtime/json/json_writer.h"

#include <set>

namespace curbside {

namespace {

QByteArray shortName(const QByteArray &type)
{
    return type.mid(type.lastIndexOf('.') + 1);
}

/// Names of things are one service's own: "operations.Task".
QByteArray withOwner(QByteArray schema, const QByteArray &service)
{
    return schema.replace("#/components/schemas/", "#/components/schemas/" + service + '.');
}

/// The CloudEvents envelope around `data`.
QByteArray envelope(const QByteArray &service, const EventDescription &event)
{
    JsonWriter json;
    json.beginObject().member("type", "object").key("properties").beginObject();
    json.rawMember("specversion", R"({"const":"1.0"})").rawMember("id", schemaOf("uuid"));
    json.key("source").beginObject().member("const", "/services/" + service).endObject();
    json.key("type").beginObject().member("const", event.type).endObject();
    json.rawMember("subject", schemaOf("string")).rawMember("time", schemaOf("time"));
    json.rawMember("datacontenttype", R"({"const":"application/json"})").rawMember("traceparent", schemaOf("string"));
    json.rawMember("causationid", schemaOf("string"));
    json.rawMember("sequence", R"({"type":"string","pattern":"^[0-9]{20}$"})");
    json.rawMember("data", withOwner(event.schema, service)).endObject();
    json.rawMember("required",
                   R"(["specversion","id","source","type","subject","time","datacontenttype","sequence","data"])");
    return json.endObject().take();
}

void writeReference(JsonWriter &json, const QByteArray &pointer)
{
    json.beginObject().member("$ref", "#/" + pointer).endObject();
}

void writeChannel(JsonWriter &json, const QByteArray &id, const QByteArray &address, const QByteArray &text,
                  const std::vector<const PublishedEvents *> &publishers)
{
    json.key(id.toStdString()).beginObject().member("address", address).member("description", text);
    json.key("messages").beginObject();
    for (const PublishedEvents *publisher : publishers) {
        for (const EventDescription &event : publisher->events) {
            json.key(shortName(event.type).toStdString());
            writeReference(json, "components/messages/" + shortName(event.type));
        }
    }
    json.endObject().endObject();
}

void writeOperation(JsonWriter &json, const QByteArray &id, const QByteArray &channel, const QByteArray &summary,
                    const std::vector<const PublishedEvents *> &publishers)
{
    json.key(id.toStdString()).beginObject().member("action", "send").member("summary", summary).key("channel");
    writeReference(json, "channels/" + channel);
    json.key("messages").beginArray();
    for (const PublishedEvents *publisher : publishers) {
        for (const EventDescription &event : publisher->events)
            writeReference(json, "channels/" + channel + "/messages/" + shortName(event.type));
    }
    json.endArray().endObject();
}

void writeMessages(JsonWriter &json, const std::vector<PublishedEvents> &publishers)
{
    json.key("messages").beginObject();
    for (const PublishedEvents &publisher : publishers) {
        for (const EventDescription &event : publisher.events) {
            json.key(shortName(event.type).toStdString()).beginObject().member("name", event.type);
            json.member("title", shortName(event.type)).member("summary", event.summary);
            json.member("contentType", "application/cloudevents+json");
            json.rawMember("payload", envelope(publisher.service, event)).endObject();
        }
    }
    json.endObject();
}

void writeSchemas(JsonWriter &json, const std::vector<PublishedEvents> &publishers)
{
    json.key("schemas").beginObject();
    for (const PublishedEvents &publisher : publishers) {
        for (const auto &[name, schema] : publisher.schemas)
            json.rawMember((publisher.service + '.' + name).toStdString(), withOwner(schema, publisher.service));
    }
    json.endObject();
}

} // namespace

QByteArray describeEvents(const std::vector<PublishedEvents> &publishers)
{
    std::vector<const PublishedEvents *> all;
    for (const PublishedEvents &publisher : publishers)
        all.push_back(&publisher);
    JsonWriter json;
    json.beginObject().member("asyncapi", "3.0.0").key("info").beginObject();
    json.member("title", "Curbside events").member("version", CURBSIDE_VERSION);
    json.rawMember("license", R"({"name":"GPL-3.0-or-later"})");
    json.member("description", "CloudEvents 1.0 in JSON, at least once, in the order of each publisher's sequence.");
    json.endObject().member("defaultContentType", "application/cloudevents+json");
    json.key("channels").beginObject();
    for (const PublishedEvents *publisher : all)
        writeChannel(json, publisher->service, "curbside." + publisher->service,
                     "What the service " + publisher->service + " publishes on the bus.", {publisher});
    writeChannel(json, "stream", "/events/stream", "All events, as server-sent events at the gateway.", all);
    json.endObject().key("operations").beginObject();
    for (const PublishedEvents *publisher : all)
        writeOperation(json, publisher->service + "Publishes", publisher->service,
                       "The service publishes what has happened.", {publisher});
    writeOperation(json, "streamEvents", "stream", "The gateway passes all events on.", all);
    json.endObject().key("components").beginObject();
    writeMessages(json, publishers);
    writeSchemas(json, publishers);
    return json.endObject().endObject().take();
}

} // namespace curbside
