// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr auto merchantId = "0189aaaa-0000-7000-8000-000000000001";
constexpr auto partnerId = "0189aaaa-0000-7000-8000-000000000002";

JsonDocument bodyOf(const Request &request)
{
    auto document = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    Q_ASSERT_X(document, "Stage", request.body.constData());
    return std::move(*document);
}

QString lineOf(const Request &request)
{
    return toText(request.method) + u' ' + request.path;
}

QByteArray entityJson(const QByteArray &id, const QByteArray &status, int version)
{
    return JsonWriter()
        .beginObject()
        .member("id", id)
        .member("status", status)
        .member("version", version)
        .endObject()
        .take();
}

} // namespace

Stage::Stage(CommitGroup::Mode mode) : platform(FixtureOptions{mode})
{
    platform.add("deliveries",
                 [](ServiceContext &context) { return std::make_unique<deliveries::DeliveriesService>(context); });
    for (const QByteArray &name : {"integrations"_ba, "dispatch"_ba, "operations"_ba, "state"_ba})
        m_scripts[name] = &platform.addNeighbour(name);
    for (const auto &[name, script] : m_scripts) {
        script->answer = [this](const Request &request) {
            return scripted(request).value_or(Problem::notFound(u"script", request.path));
        };
    }
    m_scripts["dispatch"]->answer = [this](const Request &request) { return answerAsDispatch(request); };
    m_scripts["operations"]->answer = [this](const Request &request) { return answerAsOperations(request); };
    platform.start();
}

QByteArray Stage::newUuid()
{
    return "0189bbbb-0000-7000-8000-" + QByteArray::number(++m_uuids).rightJustified(12, '0');
}

// The neighbours.

std::optional<Response> Stage::scripted(const Request &request) const
{
    if (const auto list = lists.find(request.path); list != lists.end())
        return Response::json(list->second);
    for (const auto &[line, status] : refusals) {
        if (lineOf(request).startsWith(line))
            return Response(Problem{status, u"refused by the test"_s, {}});
    }
    return std::nullopt;
}

Response Stage::answerAsDispatch(const Request &request)
{
    if (const auto answer = scripted(request))
        return *answer;
    if (request.path == u"/demands"_s)
        return Response::created(u"/demand/1"_s, entityJson(newUuid(), "Open", 1));
    return Response::json(entityJson(request.path.section(u'/', 2, 2).toUtf8(), "Cancelled", 2));
}

Response Stage::answerAsOperations(const Request &request)
{
    if (const auto answer = scripted(request))
        return *answer;
    if (request.path == u"/tasks"_s)
        return createTask(request);
    const QByteArray id = request.path.section(u'/', 2, 2).toUtf8();
    QByteArray &status = taskStatus[id];
    if (status.isEmpty())
        return Problem::notFound(u"task", QString::fromUtf8(id));
    const bool hasEnded = status == "Completed" || status == "Failed";
    if (request.method == Method::Post && hasEnded)
        return Problem::conflict(u"the task has ended"_s);
    if (request.method == Method::Post)
        status = "Cancelled";
    return Response::json(entityJson(id, status, ++m_taskVersions[id]));
}

Response Stage::createTask(const Request &request)
{
    const JsonDocument body = bodyOf(request);
    const auto text = [&](std::string_view name) { return body.root()[name].toString().value_or(QString()).toUtf8(); };
    QByteArray &id = m_tasks[{text("attemptId"), text("type")}];
    if (id.isEmpty())
        id = newUuid();
    if (taskStatus[id].isEmpty()) {
        taskStatus[id] = "Pending";
        m_taskVersions[id] = 1;
    }
    return Response::created(u"/task/"_s + QString::fromUtf8(id), entityJson(id, taskStatus[id], m_taskVersions[id]));
}

QByteArray Stage::foreseeTask(const QByteArray &type)
{
    return m_tasks[{attemptId().toUtf8(), type}] = newUuid();
}

// Facts.

QByteArray Stage::merchant()
{
    return merchantId;
}

QByteArray Stage::orderJson(const QByteArray &orderId) const
{
    JsonWriter json;
    json.beginObject().member("orderId", orderId).member("partnerId", partnerId).member("merchantId", merchantId);
    json.member("pickup", Place{1000, 2000}).member("dropoff", Place{300'500, -4000});
    json.member("placedAt", platform.now()).member("readyAt", platform.now() + 10min);
    json.member("promisedAt", platform.now() + 40min).member("version", 1).endObject();
    return json.take();
}

QByteArray Stage::receiveOrder()
{
    const QByteArray order = newUuid();
    platform.tellAndSettle("integrations", "OrderReceived", order, orderJson(order));
    return order;
}

void Stage::cancelOrder(const QByteArray &orderId)
{
    JsonWriter json;
    json.beginObject().member("orderId", orderId).member("reason", "ChangedTheirMind").member("version", 1).endObject();
    platform.tellAndSettle("integrations", "OrderCancelled", orderId, json.take());
}

void Stage::planTrip(const QByteArray &robot, const QByteArray &driver)
{
    planTripFor(attemptId(), robot, driver);
}

void Stage::planTripFor(const QString &attempt, const QByteArray &robot, const QByteArray &driver)
{
    m_tripId = newUuid();
    JsonWriter json;
    json.beginObject().member("tripId", m_tripId).member("robotSerial", robot).member("driverName", driver);
    json.key("stops").beginArray().endArray();
    json.key("demandIds").beginArray().endArray();
    json.key("deliveryIds").beginArray().value(deliveryId()).endArray();
    json.key("attemptIds").beginArray().value(attempt).endArray();
    json.member("version", 1).endObject();
    platform.tellAndSettle("dispatch", "TripPlanned", m_tripId, json.take());
}

void Stage::abortTrip(const QByteArray &reason)
{
    JsonWriter json;
    json.beginObject().member("tripId", m_tripId).member("reason", reason);
    json.key("attemptIds").beginArray().value(attemptId()).endArray();
    json.member("version", 2).endObject();
    platform.tellAndSettle("dispatch", "TripAborted", m_tripId, json.take());
}

void Stage::tellTask(const QByteArray &event, const QByteArray &type, const QByteArray &to,
                     const QByteArray &failureReason)
{
    const QByteArray id = taskId(type);
    Q_ASSERT_X(!id.isEmpty(), "Stage", "no such task");
    JsonWriter json;
    json.beginObject().member("taskId", id).member("type", type).member("deliveryId", deliveryId());
    json.member("attemptId", attemptId()).member("robotSerial", "R-1");
    if (!to.isEmpty())
        json.member("to", to);
    if (!failureReason.isEmpty())
        json.member("failureReason", failureReason);
    json.member("version", m_taskVersions[id]).endObject();
    platform.tellAndSettle("operations", event, id, json.take());
}

void Stage::changeTask(const QByteArray &type, const QByteArray &to, const QByteArray &failureReason)
{
    taskStatus[taskId(type)] = to;
    ++m_taskVersions[taskId(type)];
    tellTask("TaskStatusChanged", type, to, failureReason);
}

void Stage::completeTask(const QByteArray &type)
{
    changeTask(type, "Completed");
    tellTask("TaskCompleted", type, {}, {});
}

void Stage::arriveFor(const QByteArray &task, const QByteArray &driver)
{
    JsonWriter json;
    json.beginObject().member("robotSerial", "R-1").member("driverName", driver).member("what", "Arrived");
    json.member("taskId", task).member("version", 7).endObject();
    platform.tellAndSettle("state", "RobotStateChanged", "R-1", json.take());
}

void Stage::moveLid(const QByteArray &kind, int version, const QByteArray &driver)
{
    JsonWriter json;
    json.beginObject().member("lidEventId", newUuid()).member("robotSerial", "R-1").member("driverName", driver);
    json.member("kind", kind).member("actor", "Merchant").member("version", version).endObject();
    platform.tellAndSettle("state", "LidEvent", "R-1", json.take());
}

void Stage::bringTo(const QString &to)
{
    const std::vector<std::pair<QString, std::function<void()>>> way{
        {u"Pending"_s, [this] { receiveOrder(); }},
        {u"Assigned"_s, [this] { planTrip(); }},
        {u"PickingUp"_s, [this] { changeTask("Pickup", "InProgress"); }},
        {u"InTransit"_s, [this] { completeTask("Pickup"); }},
        {u"Arrived"_s, [this] { arriveFor(taskId("Dropoff")); }},
        {u"Delivered"_s, [this] { completeTask("Dropoff"); }}};
    if (to == u"Cancelled"_s) {
        bringTo(u"Pending"_s);
        platform.post(u"/delivery/%1/cancel"_s.arg(deliveryId()));
        platform.settle();
        return;
    }
    if (to == u"Failed"_s) {
        receiveOrder();
        for (const QByteArray &robot : {"R-1"_ba, "R-2"_ba, "R-3"_ba}) {
            planTrip(robot, "Driver of " + robot);
            failAttempt("LidJammed");
        }
        return;
    }
    if (to == u"Returning"_s || to == u"Returned"_s) {
        bringTo(u"Arrived"_s);
        failAttempt("CustomerAbsent");
        if (to == u"Returned"_s)
            completeTask("Return");
        return;
    }
    for (const auto &[reached, step] : way) {
        step();
        if (reached == to)
            return;
    }
    Q_ASSERT_X(false, "Stage::bringTo", qPrintable(to));
}

void Stage::failAttempt(const QByteArray &reason)
{
    const bool isLoaded = taskStatus[taskId("Pickup")] == "Completed";
    changeTask(isLoaded ? "Dropoff" : "Pickup", "Failed", reason);
    platform.runFor(1s);
}

// What there is now.

QString Stage::steps(const QString &sagaType)
{
    const QByteArray id = sagaId(sagaType);
    QStringList steps;
    const Answer saga = platform.get(u"/saga/"_s + QString::fromUtf8(id));
    saga["steps"].forEachItem([&](JsonValue step) {
        steps += step["name"].toString().value_or(QString()) + u' ' + step["state"].toString().value_or(QString());
    });
    return steps.join(u", "_s);
}

QString Stage::sagaState(const QString &sagaType)
{
    return platform.value(u"SELECT state FROM v_saga WHERE type = '%1' ORDER BY id DESC LIMIT 1"_s.arg(sagaType));
}

QByteArray Stage::sagaId(const QString &sagaType)
{
    return platform.value(u"SELECT id FROM v_saga WHERE type = '%1' ORDER BY id DESC LIMIT 1"_s.arg(sagaType)).toUtf8();
}

QStringList Stage::requestsTo(const QByteArray &neighbour)
{
    QStringList lines;
    for (const Request &request : m_scripts[neighbour]->requests) {
        QStringList parts = request.path.split(u'/');
        if (parts.size() > 2)
            parts.removeAt(2);
        lines += toText(request.method) + u' ' + parts.join(u'/');
    }
    return lines;
}

QByteArray Stage::lastBodyTo(const QByteArray &neighbour, const QString &path)
{
    const auto &requests = m_scripts[neighbour]->requests;
    const auto last =
        std::find_if(requests.rbegin(), requests.rend(), [&](const Request &request) { return request.path == path; });
    return last == requests.rend() ? QByteArray() : last->body;
}

Response Stage::look(const QString &path, std::vector<std::pair<QString, QString>> query)
{
    Request request;
    request.path = path;
    request.query = std::move(query);
    return platform.process("deliveries").service().look(request);
}

void Stage::clearRequests()
{
    for (const auto &[name, script] : m_scripts)
        script->requests.clear();
}

} // namespace curbside
