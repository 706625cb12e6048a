// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/openapi.h"

#include "services/runtime/json/json_writer.h"

#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QByteArray operationIdOf(const Router::Route &route)
{
    QByteArray id = toText(route.method).toLower().toUtf8();
    bool isWordStart = true;
    const QByteArray path = route.pathTemplate.toUtf8();
    for (const char letter : path) {
        const bool isLetter =
            (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
        if (isLetter)
            id += isWordStart ? QByteArray(1, letter).toUpper() : QByteArray(1, letter);
        isWordStart = !isLetter;
    }
    return id;
}

void writeOperation(JsonWriter &json, const Router::Route &route)
{
    json.key(toText(route.method).toLower().toStdString()).beginObject();
    json.member("operationId", operationIdOf(route));
    json.member("summary", route.name);
    json.key("parameters").beginArray();
    for (const QString &segment : route.segments) {
        if (!segment.startsWith(u'{'))
            continue;
        json.beginObject()
            .member("name", segment.mid(1, segment.size() - 2))
            .member("in", "path")
            .member("required", true);
        json.rawMember("schema", R"({"type":"string"})").endObject();
    }
    json.endArray();
    if (route.method == Method::Put || route.method == Method::Post)
        json.rawMember("requestBody",
                       R"({"required":false,"content":{"application/json":{"schema":{"type":"object"}}}})");
    if (route.pathTemplate == u"/health")
        json.rawMember("security", "[]"); // the one that asks for no token
    const bool isText = route.pathTemplate == u"/metrics";
    json.rawMember(
        "responses",
        (isText
             ? QByteArray(R"({"2XX":{"description":"Success","content":{"text/plain":{"schema":{"type":"string"}}}},)")
             : QByteArray(
                   R"({"2XX":{"description":"Success","content":{"application/json":{"schema":{"type":"object"}}}},)"))
            + R"("4XX":{"$ref":"#/components/responses/Problem"},"5XX":{"$ref":"#/components/responses/Problem"}})");
    json.endObject();
}

} // namespace

QByteArray describeApi(const QByteArray &service, const Router &router)
{
    std::map<QString, std::vector<const Router::Route *>> byPath;
    for (const Router::Route &route : router.routes())
        byPath[route.pathTemplate].push_back(&route);
    JsonWriter json;
    json.beginObject();
    json.member("openapi", "3.1.0");
    json.key("info").beginObject();
    json.member("title", QByteArray("Curbside ") + service).member("version", CURBSIDE_VERSION);
    json.rawMember("license", R"({"name":"GPL-3.0-or-later","identifier":"GPL-3.0-or-later"})").endObject();
    json.rawMember("servers", R"([{"url":"/"}])");
    json.rawMember("security", R"([{"bearer":[]}])");
    json.key("paths").beginObject();
    for (const auto &[path, routes] : byPath) {
        json.key(path.toStdString()).beginObject();
        for (const Router::Route *route : routes)
            writeOperation(json, *route);
        json.endObject();
    }
    json.endObject();
    json.rawMember(
        "components",
        R"({"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}},"responses":{"Problem":{"description":"Why not",)"
        R"("content":{"application/problem+json":{"schema":{"type":"object","required":["type","title","status"],"properties":)"
        R"({"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},)"
        R"("instance":{"type":"string"},"traceId":{"type":"string"}}}}}}}})");
    json.endObject();
    return json.take();
}

} // namespace curbside
