// SPDX-License-Identifier: GPL-3.0-or-later
// The three ways to read. How far they are behind is measured in staleness.cpp.
#include "services/gateway/strategies.h"

#include "services/gateway/current_task.h"
#include "services/gateway/members.h"
#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

void take(std::map<QByteArray, QString> &values, const QByteArray &field, JsonValue object, std::string_view name)
{
    if (const auto value = object[name].toString())
        values[field] = *value;
}

void takeDelivery(std::map<QByteArray, QString> &values, JsonValue delivery)
{
    take(values, "delivery.id", delivery, "id");
    take(values, "delivery.number", delivery, "number");
    take(values, "delivery.status", delivery, "status");
    take(values, "delivery.promisedAt", delivery, "promisedAt");
    take(values, "attempt.id", delivery["latestAttempt"], "id");
    take(values, "attempt.status", delivery["latestAttempt"], "status");
    take(values, "task.id", delivery, "taskId");
}

void takeAttempt(std::map<QByteArray, QString> &values, JsonValue attempt)
{
    take(values, "attempt.status", attempt, "status");
    take(values, "attempt.driverName", attempt, "driverName");
}

void writeView(JsonWriter &json, const std::map<QByteArray, QString> &values,
               const std::map<QByteArray, QByteArray> &problems)
{
    json.key("view").beginObject();
    for (const QByteArray part : {"delivery", "attempt", "task", "robot"}) {
        json.key(part.toStdString()).beginObject();
        for (const auto &[field, value] : values) {
            if (field.startsWith(part + '.'))
                json.member(field.mid(part.size() + 1).toStdString(), value);
        }
        if (const auto problem = problems.find(part); problem != problems.end())
            json.rawMember("problem", problem->second);
        json.endObject();
    }
    json.endObject();
}

} // namespace

const QStringList &Strategies::names()
{
    static const QStringList known{u"api"_s, u"denormalized"_s, u"join"_s};
    return known;
}

Response Strategies::read(const QString &deliveryId, const QString &strategy, PlatformTime now,
                          const QByteArray &traceparent)
{
    m_traceparent = traceparent;
    if (!names().contains(strategy))
        return Problem::unprocessable(u"?strategy"_s, u"is none of %1"_s.arg(names().join(u", "_s)));
    const Reading reading = strategy == u"api" ? readByApi(deliveryId)
        : strategy == u"denormalized"          ? readCopies(deliveryId)
                                               : readAndJoin(deliveryId);
    if (reading.refusal)
        return *reading.refusal;
    const Staleness staleness = measure(deliveryId, reading, now);
    JsonWriter json;
    json.beginObject().member("strategy", strategy).member("at", now);
    writeView(json, reading.values, reading.problems);
    json.key("cost").beginObject().key("milliseconds").thousandths(reading.cost.count()).member("calls", reading.calls);
    json.key("services").beginArray();
    for (const QByteArray &service : reading.services)
        json.value(service);
    json.endArray().endObject().key("staleness").beginObject();
    for (const auto &[field, behind] : staleness.behind)
        json.key(field.toStdString()).thousandths(behind.count());
    for (const auto &[field, why] : staleness.unknown)
        json.key(field.toStdString()).null();
    for (const QByteArray &field : staleness.ended)
        json.key(field.toStdString()).null();
    json.endObject().key("unknown").beginObject();
    for (const auto &[field, why] : staleness.unknown)
        json.member(field.toStdString(), why);
    json.endObject().key("ended").beginArray();
    for (const QByteArray &field : staleness.ended)
        json.value(field);
    json.endArray().key("copies").beginObject();
    for (const auto &[field, mark] : reading.copies) {
        json.key(field.toStdString()).beginObject().member("version", mark.version).member("asOf", mark.asOf);
        json.endObject();
    }
    json.endObject().key("problems").beginArray();
    for (const auto &[part, problem] : reading.problems) {
        const auto asked = reading.asked.find(part);
        json.beginObject().member("part", part);
        json.member("service", asked == reading.asked.end() ? QByteArray("deliveries") : asked->second);
        json.rawMember("problem", problem).endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

CallTransport::Look Strategies::look(const QByteArray &service, const QString &path,
                                     std::vector<std::pair<QString, QString>> query)
{
    Request request;
    request.path = path;
    request.query = std::move(query);
    request.traceparent = m_traceparent;
    return m_calls.look("gateway", service, request);
}

Response Strategies::get(const QByteArray &service, const QString &path, std::vector<std::pair<QString, QString>> query)
{
    return look(service, path, std::move(query)).response;
}

/// Calls that are made at the same time take as long as the longest.
void Strategies::count(Reading &reading, std::initializer_list<const CallTransport::Look *> atOnce)
{
    Duration longest{0};
    for (const CallTransport::Look *look : atOnce) {
        longest = std::max(longest, look->cost);
        reading.calls += look->calls;
        reading.services.insert(look->services.begin(), look->services.end());
    }
    reading.cost += longest;
}

Strategies::Reading Strategies::readByApi(const QString &id)
{
    Reading reading;
    const auto composed = look("deliveries", u"/delivery/"_s + id, {{u"include"_s, u"attempt,task,robot"_s}});
    count(reading, {&composed});
    const auto document = answeredBody(composed.response);
    if (!document) {
        reading.refusal = composed.response;
        return reading;
    }
    const JsonValue root = document->root();
    takeDelivery(reading.values, root);
    takeAttempt(reading.values, root["attempt"]);
    take(reading.values, "task.status", root["task"], "status");
    take(reading.values, "robot.lid", root["robot"], "lid");
    for (const auto &[part, service] :
         {std::pair<const char *, const char *>{"task", "operations"}, {"robot", "state"}}) {
        if (const JsonValue problem = root[part]["problem"]; problem.isObject()) {
            reading.problems[part] = problem.toJson();
            reading.asked[part] = service;
        }
    }
    return reading;
}

Strategies::Reading Strategies::readCopies(const QString &id)
{
    Reading reading;
    const auto delivery = look("deliveries", u"/delivery/"_s + id);
    count(reading, {&delivery});
    const auto document = answeredBody(delivery.response);
    if (!document) {
        reading.refusal = delivery.response;
        return reading;
    }
    const JsonValue root = document->root();
    takeDelivery(reading.values, root);
    const auto takeCopy = [&](const QByteArray &field, const std::string &name) {
        take(reading.values, field, root, name);
        if (!root[name].toString())
            return;
        const auto asOf = root[name + "AsOf"].toString();
        reading.copies[field] = {root[name + "Version"].toInteger(), asOf ? fromRfc3339(asOf->toUtf8()) : std::nullopt};
    };
    takeCopy("attempt.driverName", "driverName");
    takeCopy("task.status", "taskStatus");
    takeCopy("robot.lid", "robotLid");
    return reading;
}

Strategies::Reading Strategies::readAndJoin(const QString &id)
{
    Reading reading;
    const auto delivery = look("deliveries", u"/delivery/"_s + id, {{u"include"_s, u"attempt"_s}});
    const auto tasks = look("operations", u"/tasks"_s, {{u"delivery"_s, id}, {u"limit"_s, u"1000"_s}});
    count(reading, {&delivery, &tasks});
    const auto document = answeredBody(delivery.response);
    const bool isGone = delivery.response.status == 404 || delivery.response.status == 410;
    if (isGone || (!document && !tasks.response.isSuccess())) {
        reading.refusal = delivery.response;
        return reading;
    }
    if (document) {
        takeDelivery(reading.values, document->root());
        takeAttempt(reading.values, document->root()["attempt"]);
    } else {
        reading.values["delivery.id"] = id;
        reading.problems["delivery"] = reading.problems["attempt"] = delivery.response.body;
    }
    joinTask(reading, tasks.response);
    joinRobot(reading, tasks.response);
    return reading;
}

/// Operations knows which of its tasks is under way; the id that Deliveries holds is only a copy of that.
void Strategies::joinTask(Reading &reading, const Response &tasks)
{
    const auto page = answeredBody(tasks);
    if (!page) {
        reading.problems["task"] = tasks.body;
        reading.asked["task"] = "operations";
        return;
    }
    reading.values.erase("task.id");
    if (const auto task = currentTask(page->root(), reading.values["attempt.id"])) {
        reading.values["task.id"] = task->id;
        reading.values["task.status"] = task->status;
    }
    if (reading.values["attempt.id"].isEmpty())
        reading.values.erase("attempt.id");
}

void Strategies::joinRobot(Reading &reading, const Response &tasks)
{
    QString path;
    if (const auto driver = reading.values.find("attempt.driverName"); driver != reading.values.end()) {
        path = u"/robot-by-driver/"_s + driver->second;
    } else if (reading.problems.contains("attempt")) { // the task names its robot too
        const auto page = answeredBody(tasks);
        const auto task = page ? currentTask(page->root(), QString()) : std::nullopt;
        path = task ? u"/robot/"_s + task->robotSerial : QString();
    }
    if (path.isEmpty())
        return;
    const auto robot = look("state", path);
    count(reading, {&robot});
    if (const auto document = answeredBody(robot.response)) {
        take(reading.values, "robot.lid", document->root(), "lid");
    } else {
        reading.problems["robot"] = robot.response.body;
        reading.asked["robot"] = "state";
    }
}

} // namespace curbside
