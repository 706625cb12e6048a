// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/publish/event_catalogue.h"

#include "services/runtime/http/schema_check.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/time/platform_time.h"
#include "widgets/entities/rows.h"
#include "widgets/traffic/payload_view.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int deepestExample = 8;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

EventCatalogue EventCatalogue::from(const QByteArray &asyncApi)
{
    EventCatalogue catalogue;
    const auto document = JsonDocument::parse(asyncApi);
    if (!document)
        return catalogue;
    const JsonValue components = document->root()["components"];
    components["schemas"].forEachMember(
        [&](std::string_view name, JsonValue schema) { catalogue.m_schemas[bytesOf(name)] = schema.toJson(); });
    components["messages"].forEachMember([&](std::string_view, JsonValue message) {
        const JsonValue envelope = message["payload"]["properties"];
        const QString source = textIn(envelope["source"], "const");
        Type type{textIn(message, "name"), source.section(u'/', -1), textIn(message, "summary"),
                  envelope["data"].toJson()};
        if (!type.type.isEmpty() && !type.service.isEmpty())
            catalogue.m_types.push_back(std::move(type));
    });
    std::ranges::sort(catalogue.m_types, {}, &Type::type);
    return catalogue;
}

const EventCatalogue::Type *EventCatalogue::find(const QString &type) const
{
    const auto found = std::ranges::find(m_types, type, &Type::type);
    return found == m_types.end() ? nullptr : &*found;
}

QByteArray EventCatalogue::exampleOf(JsonValue schema, qint64 now, int depth) const
{
    if (const QByteArray name = referredSchema(schema["$ref"]); !name.isEmpty() && depth < deepestExample) {
        const auto referred = m_schemas.find(name);
        const auto document =
            referred == m_schemas.end() ? std::unexpected(JsonError{}) : JsonDocument::parse(referred->second);
        return document ? exampleOf(document->root(), now, depth + 1) : QByteArray("null");
    }
    const QString type = textIn(schema, "type");
    const QString format = textIn(schema, "format");
    JsonWriter json;
    if (schema["enum"].isArray()) {
        QString first;
        schema["enum"].forEachItem([&](JsonValue word) {
            if (first.isEmpty())
                first = word.toString().value_or(QString());
        });
        json.value(first);
    } else if (format == u"uuid") {
        json.value(u"00000000-0000-7000-8000-000000000000"_s);
    } else if (format == u"date-time") {
        json.value(toRfc3339(fromMicroseconds(now)));
    } else if (type == u"string") {
        json.value(QString(u""_s));
    } else if (type == u"boolean") {
        json.value(false);
    } else if (type == u"array") {
        json.beginArray().endArray();
    } else if (type == u"object" && depth < deepestExample) {
        json.beginObject();
        schema["required"].forEachItem([&](JsonValue name) {
            const auto member = name.toUtf8().value_or(std::string_view());
            json.rawMember(member, exampleOf(schema["properties"][member], now, depth + 1));
        });
        json.endObject();
    } else {
        return type == u"integer" || type == u"number" ? QByteArray("0") : QByteArray("null");
    }
    return json.take();
}

QString EventCatalogue::firstData(const Type &type, qint64 now) const
{
    const auto schema = JsonDocument::parse(type.schema);
    return schema ? indentedJson(exampleOf(schema->root(), now, 0)) : QString();
}

QStringList EventCatalogue::optionalMembers(const Type &type) const
{
    QStringList members;
    const auto schema = JsonDocument::parse(type.schema);
    if (!schema)
        return members;
    schema->root()["properties"].forEachMember([&](std::string_view name, JsonValue) {
        members += QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    });
    schema->root()["required"].forEachItem(
        [&](JsonValue name) { members.removeAll(name.toString().value_or(QString())); });
    return members;
}

std::vector<FieldError> EventCatalogue::errorsIn(const Type &type, JsonValue data) const
{
    return SchemaCheck(m_schemas).errorsIn(data, type.schema, u"/data"_s);
}

} // namespace curbside
