// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/gateway.h"

#include "services/runtime/http/metrics.h"
#include "services/runtime/http/openapi.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// "/task/{id}/start" with the request's values in the places of the names.
QString filled(QString pathTemplate, const Request &request)
{
    for (const auto &[name, value] : request.pathValues)
        pathTemplate.replace(u'{' + name + u'}', value);
    return pathTemplate;
}

/// Where the gateway has what a service has at `path`.
QByteArray outsidePath(const QByteArray &path)
{
    static const std::array<std::pair<QByteArray, QByteArray>, 3> prefixes{
        {{"/delivery/", "/deliveries/"}, {"/task/", "/tasks/"}, {"/robot/", "/robots/"}}};
    for (const auto &[inside, outside] : prefixes) {
        if (path.startsWith(inside))
            return outside + path.mid(inside.size());
    }
    return path;
}

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

Gateway::Gateway(CallTransport &calls, PlatformControl &control) : m_calls(calls), m_control(control)
{
    look(u"/health"_s, &Gateway::getHealth);
    look(u"/openapi.json"_s, &Gateway::getOpenApi);
    look(u"/metrics"_s, &Gateway::getMetrics);
    pass(u"/deliveries"_s, "deliveries", u"/deliveries"_s);
    look(u"/deliveries/{id}"_s, &Gateway::getDelivery);
    pass(u"/tasks"_s, "operations", u"/tasks"_s);
    pass(u"/tasks/{id}"_s, "operations", u"/task/{id}"_s);
    look(u"/robots"_s, &Gateway::getRobots);
    pass(u"/robots/{serial}"_s, "operations", u"/robot/{serial}"_s);
    pass(u"/lid-events"_s, "state", u"/lid-events"_s);
    pass(u"/sagas"_s, "deliveries", u"/sagas"_s);
    for (const QString &action : {u"cancel"_s, u"retry"_s})
        passAction(u"/deliveries/{id}/"_s + action, "deliveries", u"/delivery/{id}/"_s + action);
    act(u"/deliveries/{id}/call-operator"_s, [this](const Request &request) { return callOperator(request); });
    for (const QString &action : {u"assign"_s, u"start"_s, u"complete"_s, u"fail"_s, u"cancel"_s})
        passAction(u"/tasks/{id}/"_s + action, "operations", u"/task/{id}/"_s + action);
    passAction(u"/robots/{serial}/lid"_s, "state", u"/robot/{serial}/lid"_s);
    for (const QString &action : {u"hold"_s, u"release"_s, u"in-service"_s, u"out-of-service"_s})
        passAction(u"/robots/{serial}/"_s + action, "operations", u"/robot/{serial}/"_s + action);
    addControl();
}

void Gateway::look(const QString &path, Response (Gateway::*handler)(const Request &))
{
    m_router.add(Method::Get, path, [this, handler](const Request &request) { return (this->*handler)(request); }, {});
}

void Gateway::pass(const QString &path, const QByteArray &service, const QString &servicePath)
{
    m_router.add(Method::Get, path,
                 [this, service, servicePath](const Request &request) {
                     return get(service, filled(servicePath, request), request.query);
                 },
                 {});
}

void Gateway::act(const QString &path, Act act, Method method)
{
    m_acts[toText(method).toUtf8() + ' ' + path.toUtf8()] = std::move(act);
    m_router.add(method, path, [](const Request &) { return Response(); }, {});
}

void Gateway::passAction(const QString &path, const QByteArray &service, const QString &servicePath)
{
    act(path, [service, servicePath](const Request &request) -> Outcome {
        Forward forward{service, request};
        forward.request.path = filled(servicePath, request);
        forward.request.pathValues.clear();
        return forward;
    });
}

void Gateway::addControl()
{
    m_router.add(Method::Get, u"/control"_s, [this](const Request &) { return Response::json(m_control.describe()); },
                 {});
    m_router.add(Method::Get, u"/control/faults"_s,
                 [this](const Request &) { return Response::json(m_control.describeFaults()); }, {});
    const auto immediate = [this](const QString &path, std::function<Response(const Request &)> carryOut) {
        act(path, [carryOut = std::move(carryOut)](const Request &request) -> Outcome { return carryOut(request); });
    };
    immediate(u"/control/pause"_s, [this](const Request &) {
        m_control.pause();
        return Response::json(m_control.describe());
    });
    immediate(u"/control/resume"_s, [this](const Request &) {
        m_control.resume();
        return Response::json(m_control.describe());
    });
    immediate(u"/control/step"_s, [this](const Request &request) -> Response {
        const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
        Fields fields(body->root());
        const qint64 count = fields.optional<qint64>("count").value_or(1);
        constexpr qint64 mostSteps = 10'000;
        if (count < 1 || count > mostSteps)
            fields.refuse("count", u"is not between 1 and 10000"_s);
        if (const auto problem = fields.problem())
            return *problem;
        m_control.step(static_cast<int>(count));
        return Response::json(m_control.describe());
    });
    immediate(u"/control/speed"_s, [this](const Request &request) -> Response {
        const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
        Fields fields(body->root());
        const bool isMax = fields.raw("speed").toString() == u"max"_s;
        const double speed = isMax ? 1.0 : fields.required<double>("speed");
        if (fields.ok() && !(speed >= 0.01 && speed <= 100'000))
            fields.refuse("speed", u"is neither \"max\" nor between 0.01 and 100000"_s);
        if (const auto problem = fields.problem())
            return *problem;
        m_control.setSpeed(isMax ? std::nullopt : std::optional(speed));
        return Response::json(m_control.describe());
    });
    const Act toControl = [](const Request &request) -> Outcome { return Forward{"control", request}; };
    act(u"/control/faults"_s, toControl);
    act(u"/control/faults"_s, toControl, Method::Delete);
}

Gateway::Outcome Gateway::handle(Request request)
{
    auto match = m_router.match(request);
    if (auto *refusal = std::get_if<Response>(&match))
        return std::move(*refusal);
    const Router::Route &route = *std::get<const Router::Route *>(match);
    const auto act = m_acts.find(route.name);
    if (act == m_acts.end()) {
        ++m_looks;
        Response response = route.handle(request);
        translate(response, request);
        return response;
    }
    ++m_forwards;
    Outcome outcome = act->second(request);
    if (auto *response = std::get_if<Response>(&outcome))
        translate(*response, request);
    return outcome;
}

void Gateway::translate(Response &response, const Request &asked)
{
    for (auto &[name, value] : response.headers) {
        if (name == "Location")
            value = outsidePath(value);
    }
    const auto problem = response.contentType == "application/problem+json" ? JsonDocument::parse(response.body)
                                                                            : std::unexpected(JsonError{});
    if (!problem)
        return;
    JsonWriter json;
    json.beginObject();
    problem->root().forEachMember([&](std::string_view name, JsonValue value) {
        if (name == "instance")
            json.member(name, asked.path);
        else
            json.key(name).raw(value.toJson());
    });
    json.endObject();
    response.body = json.take();
}

Response Gateway::get(const QByteArray &service, const QString &path, std::vector<std::pair<QString, QString>> query)
{
    Request request;
    request.path = path;
    request.query = std::move(query);
    return m_calls.look("gateway", service, request).response;
}

Response Gateway::getHealth(const Request &)
{
    return Response::json(QByteArrayLiteral(R"({"status":"ok","service":"gateway"})"));
}

Response Gateway::getOpenApi(const Request &)
{
    return Response::json(describeApi("gateway", m_router));
}

Response Gateway::getMetrics(const Request &)
{
    return metricsResponse({
        {"curbside_gateway_looks_total", "counter", "Requests that only read.", qint64(m_looks)},
        {"curbside_gateway_actions_total", "counter", "Requests passed on to the owning service.", qint64(m_forwards)},
    });
}

Response Gateway::getDelivery(const Request &request)
{
    const QString id = request.pathValue(u"id");
    const Response delivery = get("deliveries", u"/delivery/"_s + id);
    const auto document = JsonDocument::parse(delivery.body);
    if (!delivery.isSuccess() || !document)
        return delivery;
    const Response tasks = get("operations", u"/tasks"_s, {{u"delivery"_s, id}, {u"limit"_s, u"1000"_s}});
    JsonWriter json;
    json.beginObject();
    json.rawMember("delivery", delivery.body);
    writePart(json, "attempts", get("deliveries", u"/attempts"_s, {{u"delivery"_s, id}, {u"limit"_s, u"1000"_s}}),
              true);
    writePart(json, "tasks", tasks, true);
    if (const auto driver = document->root()["driverName"].toString())
        writePart(json, "robot", get("state", u"/robot-by-driver/"_s + *driver), false);
    writeLidEvents(json, tasks, document->root()["createdAt"].toString().value_or(QString()));
    writePart(json, "sagas", get("deliveries", u"/sagas"_s, {{u"subject"_s, id}, {u"limit"_s, u"1000"_s}}), true);
    json.endObject();
    return Response::json(json.take());
}

/// What the lids did for `tasks`, of every robot that had one of them.
void Gateway::writeLidEvents(JsonWriter &json, const Response &tasks, const QString &since)
{
    const auto page = tasks.isSuccess() ? JsonDocument::parse(tasks.body) : std::unexpected(JsonError{});
    if (!page) {
        writePart(json, "lidEvents", tasks, true);
        return;
    }
    std::set<QString> ids;
    std::set<QString> robots;
    page->root()["items"].forEachItem([&](JsonValue task) {
        ids.insert(task["id"].toString().value_or(QString()));
        robots.insert(task["robotSerial"].toString().value_or(QString()));
    });
    std::map<QString, QByteArray> events; // ids rise with time
    for (const QString &robot : robots) {
        const Response found =
            get("state", u"/lid-events"_s, {{u"robot"_s, robot}, {u"since"_s, since}, {u"limit"_s, u"1000"_s}});
        const auto list = JsonDocument::parse(found.body);
        if (!found.isSuccess() || !list) {
            writePart(json, "lidEvents", found, true);
            return;
        }
        list->root()["items"].forEachItem([&](JsonValue event) {
            if (ids.contains(event["taskId"].toString().value_or(QString())))
                events[event["id"].toString().value_or(QString())] = event.toJson();
        });
    }
    json.key("lidEvents").beginArray();
    for (const auto &[id, event] : events)
        json.raw(event);
    json.endArray();
}

Response Gateway::getRobots(const Request &request)
{
    const Response robots = get("operations", u"/robots"_s, request.query);
    const auto page = JsonDocument::parse(robots.body);
    if (!robots.isSuccess() || !page)
        return robots;
    QString serials;
    page->root()["items"].forEachItem([&](JsonValue robot) {
        serials += (serials.isEmpty() ? QString() : u","_s) + robot["serial"].toString().value_or(QString());
    });
    const Response states = get("state", u"/robots"_s, {{u"serials"_s, serials}, {u"limit"_s, u"1000"_s}});
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

Gateway::Outcome Gateway::callOperator(const Request &request)
{
    const QString id = request.pathValue(u"id");
    const Response delivery = get("deliveries", u"/delivery/"_s + id);
    const auto document = JsonDocument::parse(delivery.body);
    if (!delivery.isSuccess() || !document)
        return delivery;
    const auto driver = document->root()["driverName"].toString();
    if (!driver)
        return Response(Problem::conflict(u"no robot is on this delivery that an operator could look after"_s));
    const Response robot = get("state", u"/robot-by-driver/"_s + *driver);
    const auto state = JsonDocument::parse(robot.body);
    if (!robot.isSuccess() || !state)
        return robot;
    JsonWriter json;
    json.beginObject()
        .member("type", "Rescue")
        .member("robotSerial", state->root()["robotSerial"].toString())
        .member("deliveryId", id)
        .endObject();
    Forward forward{"operations", request};
    forward.request.path = u"/tasks"_s;
    forward.request.pathValues.clear();
    forward.request.body = json.take();
    forward.request.contentType = QByteArrayLiteral("application/json");
    return forward;
}

} // namespace curbside
