// SPDX-License-Identifier: GPL-3.0-or-later
// What the gateway joins in memory: one call for each kind of thing, however many there are of it.
#include "services/gateway/gateway.h"
#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// What a service answered, as a member of a joined answer: its body, or the problem in its place.
void writePart(JsonWriter &json, std::string_view name, const Response &response, bool isList)
{
    json.key(name);
    if (!response.isSuccess()) {
        json.beginObject().rawMember("problem", response.body).endObject();
        return;
    }
    const auto document = JsonDocument::parse(response.body);
    if (isList && document && document->root()["items"].isArray())
        json.raw(document->root()["items"].toJson());
    else
        json.raw(response.body);
}

} // namespace

Response Gateway::getDelivery(const Request &request)
{
    const QString id = request.pathValue(u"id");
    if (const auto strategy = request.queryValue(u"strategy"))
        return m_strategies.read(id, *strategy, m_now(), request.traceparent);
    Response delivery = get(request, "deliveries", u"/delivery/"_s + id);
    const auto document = JsonDocument::parse(delivery.body);
    if (!delivery.isSuccess() || !document)
        return delivery;
    const Response tasks = get(request, "operations", u"/tasks"_s, {{u"delivery"_s, id}, {u"limit"_s, u"1000"_s}});
    JsonWriter json;
    json.beginObject();
    json.rawMember("delivery", delivery.body);
    writePart(json, "attempts",
              get(request, "deliveries", u"/attempts"_s, {{u"delivery"_s, id}, {u"limit"_s, u"1000"_s}}), true);
    writePart(json, "tasks", tasks, true);
    if (const auto driver = document->root()["driverName"].toString())
        writePart(json, "robot", get(request, "state", u"/robot-by-driver/"_s + *driver), false);
    writeLidEvents(json, request, tasks, document->root()["createdAt"].toString().value_or(QString()));
    writePart(json, "sagas", get(request, "deliveries", u"/sagas"_s, {{u"subject"_s, id}, {u"limit"_s, u"1000"_s}}),
              true);
    json.endObject();
    return Response::json(json.take());
}

/// What the lids did for `tasks`, in one call.
void Gateway::writeLidEvents(JsonWriter &json, const Request &request, const Response &tasks, const QString &since)
{
    const auto page = tasks.isSuccess() ? JsonDocument::parse(tasks.body) : std::unexpected(JsonError{});
    if (!page) {
        writePart(json, "lidEvents", tasks, true);
        return;
    }
    QStringList ids;
    page->root()["items"].forEachItem([&](JsonValue task) { ids.append(task["id"].toString().value_or(QString())); });
    const Response events = get(request, "state", u"/lid-events"_s,
                                {{u"tasks"_s, ids.join(u',')}, {u"since"_s, since}, {u"limit"_s, u"1000"_s}});
    writePart(json, "lidEvents", events, true);
}

Response Gateway::getRobots(const Request &request)
{
    Response robots = get(request, "operations", u"/robots"_s, request.query);
    const auto page = JsonDocument::parse(robots.body);
    if (!robots.isSuccess() || !page)
        return robots;
    QString serials;
    page->root()["items"].forEachItem([&](JsonValue robot) {
        serials += (serials.isEmpty() ? QString() : u","_s) + robot["serial"].toString().value_or(QString());
    });
    const Response states = get(request, "state", u"/robots"_s, {{u"serials"_s, serials}, {u"limit"_s, u"1000"_s}});
    const auto statePage = states.isSuccess() ? JsonDocument::parse(states.body) : std::unexpected(JsonError{});
    std::map<QString, JsonValue> stateOf;
    if (statePage)
        statePage->root()["items"].forEachItem(
            [&](JsonValue state) { stateOf[state["robotSerial"].toString().value_or(QString())] = state; });
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    page->root()["items"].forEachItem([&](JsonValue robot) {
        json.beginObject();
        robot.forEachMember([&](std::string_view name, JsonValue value) { json.key(name).raw(value.toJson()); });
        if (const auto state = stateOf.find(robot["serial"].toString().value_or(QString())); state != stateOf.end())
            json.rawMember("state", state->second.toJson());
        else if (!states.isSuccess())
            json.key("state").beginObject().rawMember("problem", states.body).endObject();
        json.endObject();
    });
    json.endArray();
    json.member("next", page->root()["next"].toString());
    json.endObject();
    return Response::json(json.take());
}

} // namespace curbside
