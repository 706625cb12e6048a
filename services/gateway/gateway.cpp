// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/gateway.h"

#include "services/gateway/gateway_api.h"
#include "services/gateway/robots_geojson.h"
#include "services/runtime/http/metrics.h"
#include "services/runtime/http/openapi.h"
#include "services/runtime/http/uri_reference.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/observe/trace.h"

#include <array>

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

/// Why a robot may not be given the demand that it is a candidate for; nothing when it may, or when the demand is past that.
std::optional<Response> refusalOf(const QString &robot, const Response &candidates)
{
    static const std::map<QString, QString> against{{u"NotInService"_s, u"%1 is out of service"_s},
                                                    {u"Held"_s, u"%1 is held"_s},
                                                    {u"OffDuty"_s, u"%1 is off duty"_s},
                                                    {u"OffDutyTooSoon"_s, u"%1 goes off duty before the pickup"_s},
                                                    {u"Offline"_s, u"%1 is offline"_s},
                                                    {u"LidJammed"_s, u"the lid of %1 is jammed"_s},
                                                    {u"LowBattery"_s, u"the battery of %1 is too low"_s},
                                                    {u"Present"_s, u"%1 is on this delivery already"_s}};
    const auto list = JsonDocument::parse(candidates.body);
    if (!candidates.isSuccess() || !list)
        return candidates;
    bool isAsked = false;
    std::optional<QString> reason;
    list->root()["candidates"].forEachItem([&](JsonValue candidate) {
        isAsked = true;
        if (candidate["robotSerial"].toString() == robot)
            reason = candidate["reason"].toString();
    });
    if (!isAsked)
        return std::nullopt;
    if (!reason)
        return Response(Problem::conflict(u"there is no robot %1"_s.arg(robot)));
    const auto found = against.find(*reason);
    return found == against.end() ? std::nullopt : std::optional(Response(Problem::conflict(found->second.arg(robot))));
}

} // namespace

Gateway::Gateway(CallTransport &calls, PlatformControl &control, Clock now)
    : m_calls(calls), m_control(control), m_now(std::move(now)), m_strategies(calls), m_feed(calls), m_story(calls)
{
    look(u"/health"_s, &Gateway::getHealth);
    look(u"/openapi.json"_s, &Gateway::getOpenApi);
    look(u"/asyncapi.json"_s, &Gateway::getAsyncApi);
    look(u"/metrics"_s, &Gateway::getMetrics);
    look(u"/events/stream"_s, &Gateway::streamEvents);
    look(u"/robots.geojson"_s, &Gateway::getRobotsGeoJson);
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
    act(u"/deliveries/{id}/reassign"_s, [this](const Request &request) { return reassign(request); });
    act(u"/deliveries/{id}/call-operator"_s, [this](const Request &request) { return callOperator(request); });
    for (const QString &action : {u"assign"_s, u"start"_s, u"complete"_s, u"fail"_s, u"cancel"_s})
        passAction(u"/tasks/{id}/"_s + action, "operations", u"/task/{id}/"_s + action);
    passAction(u"/robots/{serial}/lid"_s, "state", u"/robot/{serial}/lid"_s);
    for (const QString &action : {u"hold"_s, u"release"_s, u"in-service"_s, u"out-of-service"_s})
        passAction(u"/robots/{serial}/"_s + action, "operations", u"/robot/{serial}/"_s + action);
    const Router::Handler ask = [this](const Request &request) { return m_graph.answer(request); };
    m_router.add(Method::Get, u"/graphql"_s, ask, {});
    m_router.addQuestion(u"/graphql"_s, ask, {});
    addLetters();
    addControl();
    m_router.describe(gatewayApi());
}

void Gateway::follow(PublishedEvents published, std::int64_t last)
{
    m_feed.follow(published.service, last);
    m_story.addPublisher(published.service);
    m_published.push_back(std::move(published));
}

void Gateway::look(const QString &path, Response (Gateway::*handler)(const Request &))
{
    m_router.add(Method::Get, path, [this, handler](const Request &request) { return (this->*handler)(request); }, {});
}

void Gateway::pass(const QString &path, const QByteArray &service, const QString &servicePath)
{
    m_router.add(Method::Get, path,
                 [this, service, servicePath](const Request &request) {
                     return get(request, service, filled(servicePath, request), request.query);
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
    immediate(u"/control/resume"_s, [this](const Request &request) { return resume(request); });
    immediate(u"/control/step"_s, [this](const Request &request) { return step(request); });
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
    addCapture();
    const Router::Handler breakpoints = [this](const Request &request) { return m_control.breakpoints(request); };
    m_router.add(Method::Get, u"/control/breakpoints"_s, breakpoints, {});
    immediate(u"/control/breakpoints"_s, breakpoints);
    act(
        u"/control/breakpoints"_s, [breakpoints](const Request &request) -> Outcome { return breakpoints(request); },
        Method::Delete);
    const Act toControl = [](const Request &request) -> Outcome { return Forward{"control", request}; };
    act(u"/control/faults"_s, toControl);
    act(u"/control/faults"_s, toControl, Method::Delete);
}

Response Gateway::resume(const Request &request)
{
    const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    Fields fields(body->root());
    const auto time = fields.optional<PlatformTime>("until");
    const QString filter = fields.optional<QString>("filter").value_or(QString());
    if (time && fields.ok() && *time <= m_now())
        fields.refuse("until", u"has passed"_s);
    if (const auto problem = fields.problem())
        return *problem;
    if (!time && filter.isEmpty())
        m_control.resume();
    else if (const auto goesOn = m_control.runUntil(time, filter); !goesOn)
        return goesOn.error();
    return Response::json(m_control.describe());
}

Response Gateway::step(const Request &request)
{
    const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    Fields fields(body->root());
    const qint64 count = fields.optional<qint64>("count").value_or(1);
    const QString by = fields.optional<QString>("by").value_or(u"moment"_s);
    constexpr qint64 mostSteps = 10'000;
    if (count < 1 || count > mostSteps)
        fields.refuse("count", u"is not between 1 and 10000"_s);
    if (fields.ok() && by != u"moment" && by != u"event")
        fields.refuse("by", u"is neither \"moment\" nor \"event\""_s);
    if (const auto problem = fields.problem())
        return *problem;
    if (by == u"event")
        m_control.stepEvents(static_cast<int>(count));
    else
        m_control.step(static_cast<int>(count));
    return Response::json(m_control.describe());
}

void Gateway::addCapture()
{
    m_router.add(Method::Get, u"/control/capture"_s,
                 [this](const Request &) { return Response::json(m_control.describeCapture()); }, {});
    act(u"/control/capture"_s, [this](const Request &request) -> Outcome {
        const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
        Fields fields(body->root());
        const QString name = fields.optional<QString>("name").value_or(QString());
        if (const auto problem = fields.problem())
            return Response(*problem);
        if (auto started = m_control.startCapture(name); !started)
            return Response(started.error());
        Response response = Response::json(m_control.describeCapture());
        response.status = 201;
        return response;
    });
    const Act stop = [this](const Request &) -> Outcome {
        m_control.stopCapture();
        return Response::json(m_control.describeCapture());
    };
    act(u"/control/capture"_s, stop, Method::Delete);
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
    const TraceContext trace = TraceContext::fromTraceparent(asked.traceparent);
    JsonWriter json;
    json.beginObject();
    problem->root().forEachMember([&](std::string_view name, JsonValue value) {
        if (name == "instance")
            json.member(name, uriReference(asked.path));
        else if (name == "traceId" && !trace.isNull())
            json.member(name, trace.traceId());
        else
            json.key(name).raw(value.toJson());
    });
    json.endObject();
    response.body = json.take();
}

Response Gateway::get(const Request &asked, const QByteArray &service, const QString &path,
                      std::vector<std::pair<QString, QString>> query)
{
    Request request;
    request.traceparent = asked.traceparent;
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

Response Gateway::getAsyncApi(const Request &)
{
    return Response::json(describeEvents(m_published));
}

Response Gateway::streamEvents(const Request &request)
{
    return m_feed.open(request);
}

Response Gateway::getRobotsGeoJson(const Request &request)
{
    return robotsGeoJson(m_calls, request.traceparent);
}

Response Gateway::getMetrics(const Request &)
{
    return metricsResponse({
        {"curbside_gateway_looks_total", "counter", "Requests that only read.", qint64(m_looks)},
        {"curbside_gateway_actions_total", "counter", "Requests passed on to the owning service.", qint64(m_forwards)},
        {"curbside_gateway_stream_clients", "gauge", "Clients that follow the events.", qint64(m_feed.clients())},
    });
}

/// Deliveries carries it out. What it cannot know, whether the wished robot may, is asked of Dispatch here.
Gateway::Outcome Gateway::reassign(const Request &request)
{
    const auto body = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    const auto wished = body ? body->root()["robotSerial"].toString() : std::nullopt;
    if (wished) {
        const Response delivery = get(request, "deliveries", u"/delivery/"_s + request.pathValue(u"id"));
        const auto document = JsonDocument::parse(delivery.body);
        if (!delivery.isSuccess() || !document)
            return delivery;
        if (const auto demand = document->root()["demandId"].toString()) {
            if (auto refusal = refusalOf(*wished, get(request, "dispatch", u"/demand/"_s + *demand + u"/candidates"_s)))
                return std::move(*refusal);
        }
    }
    Forward forward{"deliveries", request};
    forward.request.path = filled(u"/delivery/{id}/reassign"_s, request);
    forward.request.pathValues.clear();
    return forward;
}

Gateway::Outcome Gateway::callOperator(const Request &request)
{
    const QString id = request.pathValue(u"id");
    Response delivery = get(request, "deliveries", u"/delivery/"_s + id);
    const auto document = JsonDocument::parse(delivery.body);
    if (!delivery.isSuccess() || !document)
        return delivery;
    const auto driver = document->root()["driverName"].toString();
    if (!driver)
        return Response(Problem::conflict(u"no robot is on this delivery that an operator could look after"_s));
    Response robot = get(request, "state", u"/robot-by-driver/"_s + *driver);
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
