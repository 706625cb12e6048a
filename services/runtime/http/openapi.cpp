// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/openapi.h"

#include "services/runtime/json/json_writer.h"

#include <map>
#include <set>

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

void writeParameter(JsonWriter &json, const RouteDescription::Parameter &parameter, const char *in)
{
    json.beginObject().member("name", parameter.name).member("in", in).member("required", QByteArray(in) == "path");
    if (!parameter.text.isEmpty())
        json.member("description", parameter.text);
    json.rawMember("schema", parameter.schema).endObject();
}

void writeParameters(JsonWriter &json, const Router::Route &route, const RouteDescription &told)
{
    json.key("parameters").beginArray();
    for (const QString &segment : route.segments) {
        if (segment.startsWith(u'{'))
            writeParameter(json, {segment.mid(1, segment.size() - 2).toUtf8(), schemaOf("string"), {}}, "path");
    }
    for (const auto &parameter : told.query)
        writeParameter(json, parameter, "query");
    for (const auto &parameter : told.headers)
        writeParameter(json, parameter, "header");
    if (route.method == Method::Post)
        json.raw(R"({"$ref":"#/components/parameters/IdempotencyKey"})");
    json.endArray();
}

void writeAnswer(JsonWriter &json, const RouteDescription::Answer &answer)
{
    json.key(std::to_string(answer.status)).beginObject().member("description", reasonPhrase(answer.status));
    if (answer.status == 201 || answer.status == 202)
        json.rawMember("headers", R"({"Location":{"description":"Where the thing is.","schema":{"type":"string"}}})");
    if (!answer.contentType.isEmpty()) {
        json.key("content").beginObject().key(answer.contentType.toStdString()).beginObject();
        json.rawMember("schema", answer.schema).endObject().endObject();
    }
    json.endObject();
}

void writeResponses(JsonWriter &json, const Router::Route &route, const RouteDescription &told)
{
    json.key("responses").beginObject();
    for (const auto &answer : told.answers)
        writeAnswer(json, answer);
    std::set<int> problems(told.problems.begin(), told.problems.end());
    problems.insert({403, 422, 503}); // a foreign origin, an unknown query parameter, overload
    if (route.pathTemplate != u"/health")
        problems.insert(401);
    if (route.pathTemplate.contains(u'{'))
        problems.insert(404);
    for (const int status : problems)
        json.rawMember(std::to_string(status), R"({"$ref":"#/components/responses/Problem"})");
    json.rawMember("default", R"({"$ref":"#/components/responses/Problem"})").endObject();
}

void writeOperation(JsonWriter &json, const Router::Route &route)
{
    static const RouteDescription nothingTold;
    const RouteDescription &told = route.description ? *route.description : nothingTold;
    json.key(toText(route.method).toLower().toStdString()).beginObject();
    json.member("operationId", operationIdOf(route));
    json.member("summary", told.summary.isEmpty() ? route.name : told.summary);
    writeParameters(json, route, told);
    if (!told.body.isEmpty()) {
        json.key("requestBody").beginObject().member("required", told.isBodyRequired).key("content").beginObject();
        json.key("application/json").beginObject().rawMember("schema", told.body).endObject().endObject().endObject();
    }
    if (route.pathTemplate == u"/health")
        json.rawMember("security", "[]"); // the one that asks for no token
    writeResponses(json, route, told);
    json.endObject();
}

/// Those that `paths` refer to, and those that these refer to.
std::map<QByteArray, QByteArray> neededSchemas(const Router &router, QByteArray text)
{
    std::map<QByteArray, QByteArray> needed;
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const auto &[name, schema] : router.schemas()) {
            if (needed.contains(name) || !text.contains("#/components/schemas/" + name + '"'))
                continue;
            needed.emplace(name, schema);
            text += schema;
            isMore = true;
        }
    }
    return needed;
}

void writeComponents(JsonWriter &json, const Router &router, const QByteArray &paths)
{
    json.key("components").beginObject();
    json.rawMember("securitySchemes", R"({"bearer":{"type":"http","scheme":"bearer"}})");
    if (paths.contains("#/components/parameters/IdempotencyKey"))
        json.rawMember("parameters",
                       R"({"IdempotencyKey":{"name":"Idempotency-Key","in":"header","required":false,"description":)"
                       R"("The same key and body give the same answer, for seven days of platform time.",)"
                       R"("schema":{"type":"string"}}})");
    json.rawMember(
        "responses",
        R"({"Problem":{"description":"Why not, by RFC 9457","content":{"application/problem+json":{"schema":)"
        R"({"$ref":"#/components/schemas/Problem"}}}}})");
    json.key("schemas").beginObject();
    json.rawMember("Problem",
                   objectSchema("type:string title:string status:integer detail?:string instance?:string "
                                "traceId?:string errors?:FieldError[]"));
    json.rawMember("FieldError", objectSchema("pointer:string detail:string"));
    for (const auto &[name, schema] : neededSchemas(router, paths))
        json.rawMember(name.toStdString(), schema);
    json.endObject().endObject();
}

QByteArray pathsOf(const std::map<QString, std::vector<const Router::Route *>> &byPath)
{
    JsonWriter json;
    json.beginObject();
    for (const auto &[path, routes] : byPath) {
        json.key(path.toStdString()).beginObject();
        for (const Router::Route *route : routes)
            writeOperation(json, *route);
        json.endObject();
    }
    return json.endObject().take();
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
    const QByteArray paths = pathsOf(byPath);
    json.rawMember("paths", paths);
    writeComponents(json, router, paths);
    json.endObject();
    return json.take();
}

} // namespace curbside
