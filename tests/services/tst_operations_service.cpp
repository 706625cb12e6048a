// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks, robots and operators by the API of Operations.
#include "services/operations/operations_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_operations_service {

using namespace Qt::StringLiterals;
using namespace curbside;
using namespace curbside::operations;
using operations::TaskStatus;

namespace {

constexpr auto attempt = "01890000-0000-7000-8000-00000000000a";

QByteArray taskBody(const char *type, const char *attemptId = nullptr, const char *robot = "R-1")
{
    JsonWriter json;
    json.beginObject().member("type", type).member("robotSerial", robot);
    if (attemptId)
        json.member("attemptId", attemptId).member("deliveryId", "01890000-0000-7000-8000-00000000000d");
    return json.endObject().take();
}

QStringList pointersOf(const Answer &answer)
{
    QStringList pointers;
    answer["errors"].forEachItem([&](JsonValue error) { pointers += error["pointer"].toString().value_or(QString()); });
    return pointers;
}

} // namespace

class OperationsServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void aNewTaskIsPending();
    void oneTaskAnAttemptAndType();
    void aRobotIsRescuedOnceAtATime_data();
    void aRobotIsRescuedOnceAtATime();
    void badTasksAreRefused_data();
    void badTasksAreRefused();
    void commands_data();
    void commands();
    void everyMoveIsPublished();
    void completingIsAnEventOfItsOwn();
    void failingKeepsTheReason();
    void failingNeedsAReason_data();
    void failingNeedsAReason();
    void aPersonIsPutOnATask_data();
    void aPersonIsPutOnATask();
    void anUnknownPersonIsRefused();
    void unknownTasksAreNotFound_data();
    void unknownTasksAreNotFound();
    void tasksAreListedByFilters_data();
    void tasksAreListedByFilters();
    void aWrongArgumentOfAQueryIsNamed();
    void tasksAreListedThatChangedSince();
    void tasksAreListedByPages();
    void aRobotIsRegistered();
    void registeringAgain_data();
    void registeringAgain();
    void badRobotsAreRefused_data();
    void badRobotsAreRefused();
    void serviceChangesArePublishedOnce_data();
    void serviceChangesArePublishedOnce();
    void operatorsComeAndGo();

private:
    /// A task of R-1, taken through its life up to there.
    QString taskIn(TaskStatus status, const char *type = "Pickup");
    Answer command(const QString &task, const QString &verb, const QByteArray &body = {})
    {
        return m_platform->post(u"/task/%1/%2"_s.arg(task, verb), body);
    }
    QString statusOf(const QString &task) { return m_platform->get(u"/task/"_s + task).text("status"); }

    std::unique_ptr<ServiceFixture> m_platform;
};

void OperationsServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("operations", makeOperationsService);
    m_platform->addNeighbour("state");
    m_platform->start();
    m_platform->put(u"/robot/R-1"_s, R"({"name":"Maple","hub":"North"})");
    m_platform->put(u"/operator/operator-1"_s, R"({"name":"Ada","onShift":true})");
    m_platform->takePublished();
}

QString OperationsServiceTest::taskIn(TaskStatus status, const char *type)
{
    const QString task = m_platform->post(u"/tasks"_s, taskBody(type)).text("id");
    const auto go = [&](const QStringList &verbs) {
        for (const QString &verb : verbs)
            QCOMPARE(command(task, verb, verb == u"fail" ? R"({"reason":"CustomerAbsent"})" : "").status, 200);
    };
    switch (status) {
    case TaskStatus::Pending: break;
    case TaskStatus::Assigned: go({u"assign"_s}); break;
    case TaskStatus::InProgress: go({u"assign"_s, u"start"_s}); break;
    case TaskStatus::Completed: go({u"assign"_s, u"start"_s, u"complete"_s}); break;
    case TaskStatus::Failed: go({u"assign"_s, u"fail"_s}); break;
    case TaskStatus::Cancelled: go({u"cancel"_s}); break;
    }
    return task;
}

void OperationsServiceTest::aNewTaskIsPending()
{
    const Answer made = m_platform->post(u"/tasks"_s,
                                         R"({"type":"Dropoff","deliveryId":"01890000-0000-7000-8000-00000000000d",)"
                                         R"("attemptId":"01890000-0000-7000-8000-00000000000a",)"
                                         R"("tripId":"01890000-0000-7000-8000-00000000000e","robotSerial":"R-1",)"
                                         R"("dueAt":"2026-03-02T09:30:00Z"})");
    QCOMPARE(made.status, 201);
    const QByteArray id = made.text("id").toUtf8();
    QCOMPARE(made.header("Location"), "/task/" + id);
    QCOMPARE(
        made.body,
        QByteArray(
            R"({"id":"ID","number":"T-1","type":"Dropoff","deliveryId":"01890000-0000-7000-8000-00000000000d",)"
            R"("attemptId":"01890000-0000-7000-8000-00000000000a","tripId":"01890000-0000-7000-8000-00000000000e",)"
            R"("robotSerial":"R-1","status":"Pending","dueAt":"2026-03-02T09:30:00.000Z",)"
            R"("createdAt":"2026-03-02T09:00:00.100Z","updatedAt":"2026-03-02T09:00:00.100Z","version":1})")
            .replace("ID", id));
    QCOMPARE(m_platform->get(u"/task/"_s + made.text("id")).body, made.body);
    QCOMPARE(
        m_platform->lastPublished("TaskStatusChanged"),
        QByteArray(
            R"({"taskId":"ID","type":"Dropoff","deliveryId":"01890000-0000-7000-8000-00000000000d",)"
            R"("attemptId":"01890000-0000-7000-8000-00000000000a","robotSerial":"R-1","to":"Pending","version":1})")
            .replace("ID", id));
}

void OperationsServiceTest::oneTaskAnAttemptAndType()
{
    const Answer first = m_platform->post(u"/tasks"_s, taskBody("Pickup", attempt));
    m_platform->takePublished();
    const Answer again = m_platform->post(u"/tasks"_s, taskBody("Pickup", attempt));
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body);
    QCOMPARE(m_platform->takePublished(), QStringList{});
    QCOMPARE(m_platform->post(u"/tasks"_s, taskBody("Dropoff", attempt)).status, 201);
    command(first.text("id"), u"cancel"_s);
    QCOMPARE(m_platform->post(u"/tasks"_s, taskBody("Pickup", attempt)).text("status"), u"Cancelled"_s);
}

void OperationsServiceTest::aRobotIsRescuedOnceAtATime_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<TaskStatus>("first");
    QTest::addColumn<int>("httpStatus");
    QTest::newRow("a second call joins the first") << QByteArray("Rescue") << TaskStatus::Pending << 200;
    QTest::newRow("also when an operator is at it") << QByteArray("Rescue") << TaskStatus::InProgress << 200;
    QTest::newRow("after a rescue comes the next") << QByteArray("Rescue") << TaskStatus::Completed << 201;
    QTest::newRow("a robot charges once at a time") << QByteArray("Charge") << TaskStatus::Assigned << 200;
    QTest::newRow("and again when it has charged") << QByteArray("Charge") << TaskStatus::Cancelled << 201;
    QTest::newRow("of pickups it may have several") << QByteArray("Pickup") << TaskStatus::Pending << 201;
}

void OperationsServiceTest::aRobotIsRescuedOnceAtATime()
{
    QFETCH(const QByteArray, type);
    QFETCH(const TaskStatus, first);
    QFETCH(const int, httpStatus);
    const QString task = taskIn(first, type.constData());
    const Answer second = m_platform->post(u"/tasks"_s, taskBody(type.constData()));
    QCOMPARE(second.status, httpStatus);
    QCOMPARE(second.text("id") == task, httpStatus == 200);
}

void OperationsServiceTest::badTasksAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("pointers");
    QTest::newRow("nothing") << QByteArray() << QStringList{u""_s};
    QTest::newRow("no type and no robot") << QByteArray("{}") << QStringList{u"/type"_s, u"/robotSerial"_s};
    QTest::newRow("an unknown type") << taskBody("Dance") << QStringList{u"/type"_s};
    QTest::newRow("an unknown robot") << taskBody("Pickup", attempt, "R-9") << QStringList{u"/robotSerial"_s};
    QTest::newRow("an attempt that is no id") << taskBody("Pickup", "A-1") << QStringList{u"/attemptId"_s};
}

void OperationsServiceTest::badTasksAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, pointers);
    const Answer answer = m_platform->post(u"/tasks"_s, body);
    QCOMPARE(answer.status, 422);
    QCOMPARE(pointersOf(answer), pointers);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM task"_s), u"0"_s);
}

void OperationsServiceTest::commands_data()
{
    QTest::addColumn<TaskStatus>("from");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<TaskStatus>("to");
    const auto row = [](const char *rule, TaskStatus from, const char *verb, int httpStatus, TaskStatus to) {
        QTest::newRow(rule) << from << QString::fromLatin1(verb) << httpStatus << to;
    };
    using enum TaskStatus;
    row("a pending task is assigned", Pending, "assign", 200, Assigned);
    row("assigning twice is a conflict", Assigned, "assign", 409, Assigned);
    row("work in progress is not assigned", InProgress, "assign", 409, InProgress);
    row("what has ended is not assigned", Cancelled, "assign", 409, Cancelled);
    row("a pending task cannot start", Pending, "start", 409, Pending);
    row("an assigned task starts", Assigned, "start", 200, InProgress);
    row("starting twice is a conflict", InProgress, "start", 409, InProgress);
    row("what is completed does not start again", Completed, "start", 409, Completed);
    row("a pending task cannot complete", Pending, "complete", 409, Pending);
    row("an assigned task cannot complete", Assigned, "complete", 409, Assigned);
    row("work in progress completes", InProgress, "complete", 200, Completed);
    row("completing twice is a conflict", Completed, "complete", 409, Completed);
    row("a pending task cannot fail", Pending, "fail", 409, Pending);
    row("an assigned task fails", Assigned, "fail", 200, Failed);
    row("work in progress fails", InProgress, "fail", 200, Failed);
    row("failing twice is a conflict", Failed, "fail", 409, Failed);
    row("what is completed does not fail", Completed, "fail", 409, Completed);
    row("a pending task is cancelled", Pending, "cancel", 200, Cancelled);
    row("an assigned task is cancelled", Assigned, "cancel", 200, Cancelled);
    row("work in progress is cancelled", InProgress, "cancel", 200, Cancelled);
    row("cancelling what is cancelled is no conflict", Cancelled, "cancel", 200, Cancelled);
    row("what is completed is not cancelled", Completed, "cancel", 409, Completed);
    row("what has failed is not cancelled", Failed, "cancel", 409, Failed);
}

void OperationsServiceTest::commands()
{
    QFETCH(const TaskStatus, from);
    QFETCH(const QString, verb);
    QFETCH(const int, httpStatus);
    QFETCH(const TaskStatus, to);
    const QString task = taskIn(from);
    m_platform->takePublished();
    QCOMPARE(command(task, verb, verb == u"fail" ? R"({"reason":"CustomerAbsent"})" : "").status, httpStatus);
    QCOMPARE(statusOf(task), toText(to));
    QStringList published;
    if (from != to)
        published += u"TaskStatusChanged "_s + task;
    if (from != to && to == TaskStatus::Completed)
        published += u"TaskCompleted "_s + task;
    QCOMPARE(m_platform->takePublished(), published);
}

void OperationsServiceTest::everyMoveIsPublished()
{
    taskIn(TaskStatus::Completed);
    QStringList moves;
    for (const EventPtr &event : m_platform->published("operations", "TaskStatusChanged")) {
        const auto data = JsonDocument::parse(event->data);
        moves += u"%1 to %2, version %3"_s
                     .arg(data->root()["from"].toString().value_or(u"nothing"_s), *data->root()["to"].toString())
                     .arg(*data->root()["version"].toInteger());
    }
    QCOMPARE(moves,
             (QStringList{u"nothing to Pending, version 1"_s, u"Pending to Assigned, version 2"_s,
                          u"Assigned to InProgress, version 3"_s, u"InProgress to Completed, version 4"_s}));
}

void OperationsServiceTest::completingIsAnEventOfItsOwn()
{
    const QByteArray task = m_platform->post(u"/tasks"_s, taskBody("Pickup", attempt)).text("id").toUtf8();
    for (const QString &verb : {u"assign"_s, u"start"_s, u"complete"_s})
        command(QString::fromUtf8(task), verb);
    QCOMPARE(m_platform->lastPublished("TaskCompleted"),
             QByteArray(R"({"taskId":"ID","type":"Pickup","deliveryId":"01890000-0000-7000-8000-00000000000d",)"
                        R"("attemptId":"01890000-0000-7000-8000-00000000000a","robotSerial":"R-1","version":4})")
                 .replace("ID", task));
}

void OperationsServiceTest::failingKeepsTheReason()
{
    const QString task = taskIn(TaskStatus::InProgress);
    const Answer failed = command(task, u"fail"_s, R"({"reason":"CustomerAbsent"})");
    QCOMPARE(failed.text("failureReason"), u"CustomerAbsent"_s);
    QCOMPARE(failed.text("endedAt"), u"2026-03-02T09:00:00.100Z"_s);
    QVERIFY(m_platform->lastPublished("TaskStatusChanged")
                .contains(R"("from":"InProgress","to":"Failed","failureReason":"CustomerAbsent")"));
}

void OperationsServiceTest::failingNeedsAReason_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no body") << QByteArray();
    QTest::newRow("no reason") << QByteArray("{}");
    QTest::newRow("an empty reason") << QByteArray(R"({"reason":""})");
}

void OperationsServiceTest::failingNeedsAReason()
{
    QFETCH(const QByteArray, body);
    const QString task = taskIn(TaskStatus::InProgress);
    const Answer answer = command(task, u"fail"_s, body);
    QCOMPARE(answer.status, 422);
    QCOMPARE(pointersOf(answer).size(), 1);
    QCOMPARE(statusOf(task), u"InProgress"_s);
}

void OperationsServiceTest::aPersonIsPutOnATask_data()
{
    QTest::addColumn<TaskStatus>("from");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<TaskStatus>("to");
    QTest::addColumn<int>("events");
    QTest::newRow("a pending task is assigned to him") << TaskStatus::Pending << 200 << TaskStatus::Assigned << 1;
    QTest::newRow("an assigned task stays assigned") << TaskStatus::Assigned << 200 << TaskStatus::Assigned << 0;
    QTest::newRow("work in progress goes on") << TaskStatus::InProgress << 200 << TaskStatus::InProgress << 0;
    QTest::newRow("what is completed needs nobody") << TaskStatus::Completed << 409 << TaskStatus::Completed << 0;
    QTest::newRow("what is cancelled needs nobody") << TaskStatus::Cancelled << 409 << TaskStatus::Cancelled << 0;
}

void OperationsServiceTest::aPersonIsPutOnATask()
{
    QFETCH(const TaskStatus, from);
    QFETCH(const int, httpStatus);
    QFETCH(const TaskStatus, to);
    QFETCH(const int, events);
    const QString task = taskIn(from);
    m_platform->takePublished();
    QCOMPARE(command(task, u"assign"_s, R"({"operatorId":"operator-1"})").status, httpStatus);
    QCOMPARE(statusOf(task), toText(to));
    QCOMPARE(m_platform->takePublished().size(), events);
    const Answer now = m_platform->get(u"/task/"_s + task);
    QCOMPARE(now.text("operatorId"), httpStatus == 200 ? u"operator-1"_s : QString());
    const auto version = now["version"].toInteger();
    command(task, u"assign"_s, R"({"operatorId":"operator-1"})");
    QCOMPARE(m_platform->get(u"/task/"_s + task)["version"].toInteger(), version);
}

void OperationsServiceTest::anUnknownPersonIsRefused()
{
    const QString task = taskIn(TaskStatus::Pending);
    QCOMPARE(command(task, u"assign"_s, R"({"operatorId":"nobody"})").status, 422);
    QCOMPARE(statusOf(task), u"Pending"_s);
}

void OperationsServiceTest::unknownTasksAreNotFound_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("an id of no task") << u"01890000-0000-7000-8000-00000000000f"_s;
    QTest::newRow("not an id") << u"T-2093"_s;
}

void OperationsServiceTest::unknownTasksAreNotFound()
{
    QFETCH(const QString, id);
    QCOMPARE(m_platform->get(u"/task/"_s + id).status, 404);
    for (const QString &verb : {u"assign"_s, u"start"_s, u"complete"_s, u"cancel"_s})
        QCOMPARE(command(id, verb).status, 404);
    QCOMPARE(command(id, u"fail"_s, R"({"reason":"CustomerAbsent"})").status, 404);
}

void OperationsServiceTest::tasksAreListedByFilters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("numbers");
    QTest::newRow("all") << u""_s << QStringList{u"1"_s, u"2"_s, u"3"_s};
    QTest::newRow("by status") << u"?status=Pending"_s << QStringList{u"1"_s, u"3"_s};
    QTest::newRow("by type") << u"?type=Dropoff"_s << QStringList{u"2"_s};
    QTest::newRow("by robot") << u"?robot=R-2"_s << QStringList{u"3"_s};
    QTest::newRow("by operator") << u"?operator=operator-1"_s << QStringList{u"2"_s};
    QTest::newRow("by delivery") << u"?delivery=01890000-0000-7000-8000-00000000000d"_s << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("by two at once") << u"?robot=R-1&status=Pending"_s << QStringList{u"1"_s};
    QTest::newRow("none") << u"?robot=R-9"_s << QStringList{};
}

void OperationsServiceTest::tasksAreListedByFilters()
{
    QFETCH(const QString, query);
    QFETCH(const QStringList, numbers);
    m_platform->put(u"/robot/R-2"_s, R"({"name":"Oak"})");
    m_platform->post(u"/tasks"_s, taskBody("Pickup", attempt));
    command(m_platform->post(u"/tasks"_s, taskBody("Dropoff", attempt)).text("id"), u"assign"_s,
            R"({"operatorId":"operator-1"})");
    m_platform->post(u"/tasks"_s, taskBody("Rescue", nullptr, "R-2"));
    QStringList found;
    m_platform->get(u"/tasks"_s + query)["items"].forEachItem(
        [&](JsonValue item) { found += item["number"].toString().value_or(QString()).mid(2); });
    QCOMPARE(found, numbers);
    const Answer refused = m_platform->get(u"/tasks?status=Dancing"_s);
    QCOMPARE(refused.status, 422);
    QString detail;
    refused["errors"].forEachItem([&](JsonValue error) { detail = error["detail"].toString().value_or(QString()); });
    QCOMPARE(detail, u"is none of Pending, Assigned, InProgress, Completed, Failed, Cancelled"_s);
}

void OperationsServiceTest::aWrongArgumentOfAQueryIsNamed()
{
    const Answer answer = m_platform->post(u"/graphql"_s, R"({"query":"{ tasks(limit: -5) { items { id } } }"})");
    QString message;
    answer["errors"].forEachItem([&](JsonValue error) { message = error["message"].toString().value_or(QString()); });
    QVERIFY2(message.contains(u"The argument \"limit\" is not a number from 1 to 1000."), qPrintable(message));
}

void OperationsServiceTest::tasksAreListedThatChangedSince()
{
    const QString before = QString::fromLatin1(toRfc3339(m_platform->now()));
    m_platform->post(u"/tasks"_s, taskBody("Pickup"));
    const QString moved = m_platform->post(u"/tasks"_s, taskBody("Dropoff")).text("id");
    m_platform->runFor(1min);
    const QString later = QString::fromLatin1(toRfc3339(m_platform->now()));
    command(moved, u"assign"_s);
    m_platform->post(u"/tasks"_s, taskBody("Return"));
    m_platform->runFor(1min);
    const auto numbers = [this](const QString &query) {
        QStringList found;
        m_platform->get(u"/tasks"_s + query)["items"].forEachItem(
            [&](JsonValue item) { found += item["number"].toString().value_or(QString()).mid(2); });
        return found;
    };
    QCOMPARE(numbers(u"?since="_s + before), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(numbers(u"?since="_s + later), (QStringList{u"2"_s, u"3"_s}));
    QCOMPARE(numbers(u"?status=Pending&since="_s + later), QStringList{u"3"_s});
    QCOMPARE(numbers(u"?since="_s + QString::fromLatin1(toRfc3339(m_platform->now()))), QStringList{});
    QCOMPARE(m_platform->get(u"/tasks?since=yesterday"_s).status, 422);
}

void OperationsServiceTest::tasksAreListedByPages()
{
    for (int i = 0; i < 3; ++i)
        m_platform->post(u"/tasks"_s, taskBody("Pickup"));
    const Answer first = m_platform->get(u"/tasks?limit=2"_s);
    QCOMPARE(first["items"].size(), 2U);
    const Answer second = m_platform->get(u"/tasks?limit=2&cursor="_s + first.text("next"));
    QCOMPARE(second["items"].size(), 1U);
    QVERIFY(second["next"].isAbsent());
}

void OperationsServiceTest::aRobotIsRegistered()
{
    const Answer made = m_platform->put(u"/robot/R-2"_s,
                                        R"({"name":"Oak","hub":"South","onDutyFrom":"2026-03-02T09:00:00Z",)"
                                        R"("onDutyUntil":"2026-03-02T17:00:00Z"})");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Location"), "/robot/R-2");
    QCOMPARE(
        m_platform->get(u"/robot/R-2"_s).body,
        R"({"serial":"R-2","name":"Oak","hub":"South","inService":true,"held":false,"onDutyFrom":"2026-03-02T09:00:00.000Z",)"
        R"("onDutyUntil":"2026-03-02T17:00:00.000Z","createdAt":"2026-03-02T09:00:00.100Z","updatedAt":"2026-03-02T09:00:00.100Z","version":1})");
    QCOMPARE(m_platform->takePublished(), QStringList{u"RobotRegistered R-2"_s});
    QCOMPARE(m_platform->lastPublished("RobotRegistered"),
             R"({"robotSerial":"R-2","driverName":"Oak","hub":"South","inService":true,"held":false,)"
             R"("onDutyFrom":"2026-03-02T09:00:00.000Z","onDutyUntil":"2026-03-02T17:00:00.000Z","version":1})");
    QCOMPARE(m_platform->get(u"/robots"_s)["items"].size(), 2U);
}

void OperationsServiceTest::registeringAgain_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("published");
    QTest::newRow("with the same says nothing") << QByteArray(R"({"name":"Maple","hub":"North"})") << QStringList{};
    QTest::newRow("with another hub") << QByteArray(R"({"name":"Maple","hub":"South"})")
                                      << QStringList{u"RobotRegistered R-1"_s};
    QTest::newRow("with hours") << QByteArray(R"({"name":"Maple","hub":"North","onDutyUntil":"2026-03-02T17:00:00Z"})")
                                << QStringList{u"RobotRegistered R-1"_s};
    QTest::newRow("out of service") << QByteArray(R"({"name":"Maple","hub":"North","inService":false})")
                                    << QStringList{u"RobotRegistered R-1"_s, u"RobotServiceChanged R-1"_s};
}

void OperationsServiceTest::registeringAgain()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, published);
    const Answer answer = m_platform->put(u"/robot/R-1"_s, body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer["version"].toInteger(), published.isEmpty() ? 1 : 2);
    QCOMPARE(m_platform->takePublished(), published);
}

void OperationsServiceTest::badRobotsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("no name") << QByteArray("{}") << u"/name"_s;
    QTest::newRow("another's name") << QByteArray(R"({"name":"Maple"})") << u"/name"_s;
    QTest::newRow("hours that end before they begin")
        << QByteArray(R"({"name":"Oak","onDutyFrom":"2026-03-02T17:00:00Z","onDutyUntil":"2026-03-02T09:00:00Z"})")
        << u"/onDutyUntil"_s;
}

void OperationsServiceTest::badRobotsAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, pointer);
    const Answer answer = m_platform->put(u"/robot/R-2"_s, body);
    QCOMPARE(answer.status, 422);
    QCOMPARE(pointersOf(answer), QStringList{pointer});
}

void OperationsServiceTest::serviceChangesArePublishedOnce_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("opposite");
    QTest::addColumn<QByteArray>("published");
    QTest::newRow("a robot is held and released")
        << u"hold"_s << u"release"_s << QByteArray(R"("inService":true,"held":true)");
    QTest::newRow("a robot is taken out of service and put back")
        << u"out-of-service"_s << u"in-service"_s << QByteArray(R"("inService":false,"held":false)");
}

void OperationsServiceTest::serviceChangesArePublishedOnce()
{
    QFETCH(const QString, verb);
    QFETCH(const QString, opposite);
    QFETCH(const QByteArray, published);
    QCOMPARE(m_platform->post(u"/robot/R-1/%1"_s.arg(opposite)).status, 200);
    QCOMPARE(m_platform->takePublished(), QStringList{});
    for (int i = 0; i < 2; ++i)
        QCOMPARE(m_platform->post(u"/robot/R-1/%1"_s.arg(verb)).status, 200);
    QCOMPARE(m_platform->takePublished(), QStringList{u"RobotServiceChanged R-1"_s});
    QVERIFY(m_platform->lastPublished("RobotServiceChanged").contains(published));
    QCOMPARE(m_platform->post(u"/robot/R-1/%1"_s.arg(opposite)).status, 200);
    QCOMPARE(m_platform->takePublished(), QStringList{u"RobotServiceChanged R-1"_s});
    QVERIFY(m_platform->lastPublished("RobotServiceChanged").contains(R"("inService":true,"held":false)"));
    QCOMPARE(m_platform->post(u"/robot/R-9/%1"_s.arg(verb)).status, 404);
}

void OperationsServiceTest::operatorsComeAndGo()
{
    QCOMPARE(m_platform->put(u"/operator/operator-2"_s, R"({"name":"Grace","onShift":false})").status, 201);
    QCOMPARE(m_platform->put(u"/operator/operator-2"_s, R"({"name":"Grace","onShift":true})").status, 200);
    QCOMPARE(m_platform->put(u"/operator/operator-2"_s, R"({"name":"Grace","onShift":true})")["version"].toInteger(),
             2);
    QCOMPARE(m_platform->get(u"/operator/operator-2"_s)["onShift"].toBool(), true);
    QCOMPARE(m_platform->get(u"/operators"_s)["items"].size(), 2U);
    QCOMPARE(pointersOf(m_platform->put(u"/operator/operator-3"_s, "{}")), (QStringList{u"/name"_s, u"/onShift"_s}));
    QCOMPARE(m_platform->get(u"/operator/operator-3"_s).status, 404);
}

CURBSIDE_TEST(OperationsServiceTest)

} // namespace tst_operations_service

#include "tst_operations_service.moc"
