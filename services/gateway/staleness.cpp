// SPDX-License-Identifier: GPL-3.0-or-later
// How far what was read is behind its owners now. The owners are asked for it apart: that is no part of a strategy's cost.
#include "services/gateway/current_task.h"
#include "services/gateway/members.h"
#include "services/gateway/strategies.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

using Values = std::map<QByteArray, QString>;

QString valueOf(const Values &values, const QByteArray &field)
{
    const auto found = values.find(field);
    return found == values.end() ? QString() : found->second;
}

/// "503: operations does not answer"
QString whyNot(const QByteArray &service, const Response &response)
{
    const auto problem = JsonDocument::parse(response.body);
    const QString detail = problem ? memberText(problem->root(), "detail") : QString();
    return detail.isEmpty() ? u"%1 answered %2"_s.arg(QString::fromUtf8(service)).arg(response.status) : detail;
}

/// After that nobody follows the robot for the delivery's sake.
bool isOver(QStringView attemptStatus)
{
    return attemptStatus == u"Completed" || attemptStatus == u"Failed" || attemptStatus == u"Cancelled";
}

Duration sinceThen(PlatformTime then, PlatformTime now)
{
    return std::max(Duration{0}, Duration(now - then));
}

} // namespace

Strategies::Staleness Strategies::measure(const QString &id, const Reading &reading, PlatformTime now)
{
    Staleness staleness;
    if (reading.problems.contains("delivery"))
        staleness.unknown["delivery.status"] = u"deliveries does not answer"_s;
    else
        staleness.behind["delivery.status"] = Duration{0}; // its owner told it
    measureAttempt(staleness, id, reading, now);
    measureTask(staleness, id, reading, now);
    measureLid(staleness, reading, now);
    return staleness;
}

void Strategies::measureAttempt(Staleness &staleness, const QString &id, const Reading &reading, PlatformTime now)
{
    const Response owner = get("deliveries", u"/delivery/"_s + id, {{u"include"_s, u"attempt"_s}});
    const auto document = answeredBody(owner);
    for (const auto &[field, name] : {std::pair<QByteArray, const char *>{"attempt.status", "status"},
                                      std::pair<QByteArray, const char *>{"attempt.driverName", "driverName"}}) {
        if (!document) {
            staleness.unknown[field] = whyNot("deliveries", owner);
            continue;
        }
        const JsonValue attempt = document->root()["attempt"];
        const bool isSame = valueOf(reading.values, field) == memberText(attempt, name);
        staleness.behind[field] = isSame ? Duration{0} : sinceThen(memberTime(attempt, "updatedAt").value_or(now), now);
    }
}

void Strategies::measureTask(Staleness &staleness, const QString &id, const Reading &reading, PlatformTime now)
{
    const Response owner = get("operations", u"/tasks"_s, {{u"delivery"_s, id}, {u"limit"_s, u"1000"_s}});
    const auto page = answeredBody(owner);
    if (!page || reading.problems.contains("task")) {
        const QString why = page ? u"operations did not answer"_s : whyNot("operations", owner);
        staleness.unknown["task.id"] = staleness.unknown["task.status"] = why;
        return;
    }
    const auto task = currentTask(page->root(), valueOf(reading.values, "attempt.id"));
    const QString believedId = valueOf(reading.values, "task.id");
    const QString believed = valueOf(reading.values, "task.status");
    if (!task && !believedId.isEmpty()) {
        staleness.unknown["task.id"] = staleness.unknown["task.status"] = u"operations knows no such task"_s;
        return;
    }
    Duration &idBehind = staleness.behind["task.id"];
    Duration &statusBehind = staleness.behind["task.status"];
    idBehind = statusBehind = Duration{0};
    if (!task || (task->id == believedId && task->status == believed))
        return;
    if (task->id == believedId) {
        statusBehind = sinceThen(task->firstUnseen(believed), now);
    } else {
        idBehind = sinceThen(task->currentSince(), now);
        statusBehind = idBehind;
    }
}

void Strategies::measureLid(Staleness &staleness, const Reading &reading, PlatformTime now)
{
    const QByteArray field = "robot.lid";
    const QString driver = valueOf(reading.values, "attempt.driverName");
    const QString believed = valueOf(reading.values, field);
    if (driver.isEmpty()) {
        if (reading.problems.contains("robot"))
            staleness.unknown[field] = u"state did not answer"_s;
        else
            staleness.behind[field] = Duration{0}; // there is no robot, or its owner was asked just now
        return;
    }
    const Response owner = get("state", u"/robot-by-driver/"_s + driver);
    const auto robot = answeredBody(owner);
    if (!robot || reading.problems.contains("robot")) {
        staleness.unknown[field] = robot ? u"state did not answer"_s : whyNot("state", owner);
        return;
    }
    if (memberText(robot->root(), "lid") == believed) {
        staleness.behind[field] = Duration{0};
        return;
    }
    const auto copy = reading.copies.find(field);
    const auto asOf = copy == reading.copies.end() ? std::nullopt : copy->second.asOf;
    if (!asOf) {
        if (isOver(valueOf(reading.values, "attempt.status")))
            staleness.ended.insert(field);
        else
            staleness.unknown[field] = u"no event has told of it yet"_s;
        return;
    }
    PlatformTime since = *asOf;
    const Response moves = get("state", u"/lid-events"_s,
                               {{u"robot"_s, memberText(robot->root(), "robotSerial")},
                                {u"since"_s, QString::fromLatin1(toRfc3339(*asOf))},
                                {u"limit"_s, u"1000"_s}});
    if (const auto list = JsonDocument::parse(moves.body); list && moves.isSuccess()) {
        list->root()["items"].forEachItem([&](JsonValue event) {
            const auto at = memberTime(event, "at");
            if (at && *at > *asOf && since == *asOf)
                since = *at;
        });
    }
    staleness.behind[field] = sinceThen(since, now);
}

} // namespace curbside
