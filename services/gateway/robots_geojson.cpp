// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/robots_geojson.h"

#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double metresOfADegree = 111'319.490793;

/// To a centimetre: seven decimals.
double degrees(double metres)
{
    return double(qRound64(metres / metresOfADegree * 1e7)) / 1e7;
}

void writeFeature(JsonWriter &json, JsonValue robot)
{
    const double x = robot["x"].toDouble().value_or(0);
    const double y = robot["y"].toDouble().value_or(0);
    json.beginObject().member("type", "Feature").member("id", robot["robotSerial"].toString());
    json.key("geometry").beginObject().member("type", "Point").key("coordinates");
    json.beginArray().value(degrees(x)).value(degrees(y)).endArray().endObject();
    json.key("properties").beginObject();
    robot.forEachMember([&](std::string_view name, JsonValue value) { json.key(name).raw(value.toJson()); });
    json.endObject().endObject();
}

} // namespace

Response robotsGeoJson(CallTransport &calls, const QByteArray &traceparent)
{
    JsonWriter json;
    json.beginObject().member("type", "FeatureCollection").key("features").beginArray();
    std::optional<QString> cursor;
    do {
        Request request;
        request.path = u"/robots"_s;
        request.traceparent = traceparent;
        request.query.emplace_back(u"limit"_s, u"1000"_s);
        if (cursor)
            request.query.emplace_back(u"cursor"_s, *cursor);
        Response page = calls.look("gateway", "state", request).response;
        const auto document = page.isSuccess() ? JsonDocument::parse(page.body) : std::unexpected(JsonError{});
        if (!document)
            return page;
        document->root()["items"].forEachItem([&](JsonValue robot) { writeFeature(json, robot); });
        cursor = document->root()["next"].toString();
    } while (cursor);
    json.endArray().endObject();
    Response response = Response::json(json.take());
    response.contentType = QByteArrayLiteral("application/geo+json");
    return response;
}

} // namespace curbside
