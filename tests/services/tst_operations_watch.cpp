// SPDX-License-Identifier: GPL-3.0-or-later
// What Operations makes of State's news: handovers, lost robots, jammed lids, low batteries.
#include "services/operations/operations_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_operations_watch {

using namespace Qt::StringLiterals;
using namespace curbside;
using namespace curbside::operations;

class OperationsWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void aClosedLidCompletesTheTask_data();
    void aClosedLidCompletesTheTask();
    void aClosedLidIsHeardBeforeTheStart_data();
    void aClosedLidIsHeardBeforeTheStart();
    void aTaskThatHasEndedIsLeftAlone_data();
    void aTaskThatHasEndedIsLeftAlone();
    void aTaskOfAnotherRobotIsLeftAlone();
    void aLostRobotsTasksFail_data();
    void aLostRobotsTasksFail();
    void aRobotThatComesBackIsNotLost();
    void beingLostSurvivesACrash();
    void aTaskForARobotThatIsLostAlreadyFailsSoon();
    void oldNewsOfARobotAreIgnored();
    void aJamCallsAnOperator();
    void aJamEndsATask_data();
    void aJamEndsATask();
    void aCallFromBeforeTheJamOutlivesIt();
    void aRescueThatEndsInVainStartsThePatienceAnew();
    void aTaskThatStartsWithAJammedLidCallsToo();
    void aLowBatteryCallsToTheCharger();
    void chargingEnds_data();
    void chargingEnds();
    void robotsThatAreNotRegisteredAreNotCalled();
    void whatStateNoLongerTellsIsReadFromItsLists();
    void unreadableNewsAreDeadLettered_data();
    void unreadableNewsAreDeadLettered();

private:
    QString newTask(const char *type, const QStringList &verbs = {})
    {
        const QString task =
            m_platform->post(u"/tasks"_s, QByteArray(R"({"type":"TYPE","robotSerial":"R-1"})").replace("TYPE", type))
                .text("id");
        for (const QString &verb : verbs)
            m_platform->post(u"/task/%1/%2"_s.arg(task, verb));
        return task;
    }
    QString taskUnderWay(const char *type) { return newTask(type, {u"assign"_s, u"start"_s}); }
    QString statusOf(const QString &task) { return m_platform->get(u"/task/"_s + task).text("status"); }
    QString reasonOf(const QString &task) { return m_platform->get(u"/task/"_s + task).text("failureReason"); }
    /// The statuses of all tasks of a type, in the order they were made.
    QStringList statusesOf(const QString &type);
    QString idOfFirst(const QString &type);

    void tellLid(const char *kind, const char *actor, const QString &task = {}, const char *robot = "R-1");
    void tellState(const char *what, const char *connectivity, int battery = 90, int version = 0,
                   const char *robot = "R-1");

    std::unique_ptr<ServiceFixture> m_platform;
    int m_version = 0;
};

void OperationsWatchTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_version = 10;
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("operations", makeOperationsService);
    m_platform->addNeighbour("state");
    m_platform->start();
    m_platform->put(u"/robot/R-1"_s, R"({"name":"Maple","hub":"North"})");
    m_platform->put(u"/operator/operator-1"_s, R"({"name":"Ada","onShift":true})");
}

QStringList OperationsWatchTest::statusesOf(const QString &type)
{
    QStringList statuses;
    m_platform->get(u"/tasks?type="_s + type)["items"].forEachItem(
        [&](JsonValue task) { statuses += *task["status"].toString(); });
    return statuses;
}

QString OperationsWatchTest::idOfFirst(const QString &type)
{
    QString id;
    m_platform->get(u"/tasks?limit=1&type="_s + type)["items"].forEachItem(
        [&](JsonValue task) { id = *task["id"].toString(); });
    return id;
}

void OperationsWatchTest::tellLid(const char *kind, const char *actor, const QString &task, const char *robot)
{
    JsonWriter json;
    json.beginObject()
        .member("lidEventId", "01890000-0000-7000-8000-0000000000ff")
        .member("robotSerial", robot)
        .member("driverName", "Maple");
    json.member("kind", kind).member("actor", actor);
    if (!task.isEmpty())
        json.member("taskId", task);
    json.member("version", ++m_version).endObject();
    m_platform->tellAndSettle("state", "LidEvent", robot, json.take());
}

void OperationsWatchTest::tellState(const char *what, const char *connectivity, int battery, int version,
                                    const char *robot)
{
    JsonWriter json;
    json.beginObject()
        .member("robotSerial", robot)
        .member("driverName", "Maple")
        .member("what", what)
        .member("x", 1)
        .member("y", 2);
    json.member("battery", battery)
        .member("connectivity", connectivity)
        .member("version", version != 0 ? version : ++m_version)
        .endObject();
    m_platform->tellAndSettle("state", "RobotStateChanged", robot, json.take());
}

void OperationsWatchTest::aClosedLidCompletesTheTask_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("actor");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *rule, const char *type, const char *kind, const char *actor,
                        const QString &status) {
        QTest::newRow(rule) << QByteArray(type) << QByteArray(kind) << QByteArray(actor) << status;
    };
    row("the merchant has loaded", "Pickup", "Closed", "Merchant", u"Completed"_s);
    row("the customer has taken", "Dropoff", "Closed", "Customer", u"Completed"_s);
    row("an open lid completes nothing", "Pickup", "Opened", "Merchant", u"InProgress"_s);
    row("a customer does not load", "Pickup", "Closed", "Customer", u"InProgress"_s);
    row("a merchant does not take", "Dropoff", "Closed", "Merchant", u"InProgress"_s);
    row("an operator only closes", "Dropoff", "Closed", "Operator", u"InProgress"_s);
    row("charging has nothing to do with the lid", "Charge", "Closed", "Merchant", u"InProgress"_s);
}

void OperationsWatchTest::aClosedLidCompletesTheTask()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, kind);
    QFETCH(const QByteArray, actor);
    QFETCH(const QString, status);
    const QString task = taskUnderWay(type.constData());
    const QString other = taskUnderWay("Pickup");
    tellLid(kind.constData(), actor.constData(), task);
    QCOMPARE(statusOf(task), status);
    QCOMPARE(statusOf(other), u"InProgress"_s);
    QCOMPARE(m_platform->published("operations", "TaskCompleted").size(), status == u"Completed" ? 1U : 0U);
}

void OperationsWatchTest::aClosedLidIsHeardBeforeTheStart_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<QStringList>("moves");
    QTest::newRow("of an assigned task") << QStringList{u"assign"_s} << QStringList{u"InProgress"_s, u"Completed"_s};
    QTest::newRow("of a pending task") << QStringList{} << QStringList{u"Assigned"_s, u"InProgress"_s, u"Completed"_s};
}

void OperationsWatchTest::aClosedLidIsHeardBeforeTheStart()
{
    QFETCH(const QStringList, verbs);
    QFETCH(const QStringList, moves);
    const QString task = newTask("Pickup", verbs);
    const std::size_t before = m_platform->published("operations", "TaskStatusChanged").size();
    tellLid("Closed", "Merchant", task);
    QCOMPARE(statusOf(task), u"Completed"_s);
    QStringList published;
    const std::vector<EventPtr> events = m_platform->published("operations", "TaskStatusChanged");
    for (std::size_t i = before; i < events.size(); ++i)
        published += *JsonDocument::parse(events[i]->data)->root()["to"].toString();
    QCOMPARE(published, moves);
}

void OperationsWatchTest::aTaskThatHasEndedIsLeftAlone_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<QString>("status");
    QTest::newRow("completed") << QStringList{u"assign"_s, u"start"_s, u"complete"_s} << u"Completed"_s;
    QTest::newRow("cancelled") << QStringList{u"cancel"_s} << u"Cancelled"_s;
}

void OperationsWatchTest::aTaskThatHasEndedIsLeftAlone()
{
    QFETCH(const QStringList, verbs);
    QFETCH(const QString, status);
    const QString task = newTask("Pickup", verbs);
    m_platform->takePublished();
    tellLid("Closed", "Merchant", task);
    QCOMPARE(statusOf(task), status);
    QCOMPARE(m_platform->takePublished(), QStringList{});
}

void OperationsWatchTest::aTaskOfAnotherRobotIsLeftAlone()
{
    const QString task = taskUnderWay("Pickup");
    tellLid("Closed", "Merchant", task, "R-2");
    QCOMPARE(statusOf(task), u"InProgress"_s);
}

void OperationsWatchTest::aLostRobotsTasksFail_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *rule, const char *type, const QStringList &verbs, const QString &status) {
        QTest::newRow(rule) << QByteArray(type) << verbs << status;
    };
    row("work in progress", "Dropoff", {u"assign"_s, u"start"_s}, u"Failed"_s);
    row("assigned work", "Dropoff", {u"assign"_s}, u"Failed"_s);
    row("a delivery's work that the robot never heard of", "Pickup", {}, u"Failed"_s);
    row("charging under way", "Charge", {u"assign"_s, u"start"_s}, u"Failed"_s);
    row("a charge waits for the robot", "Charge", {}, u"Pending"_s);
    row("a rescue is not the robot's work", "Rescue", {u"assign"_s, u"start"_s}, u"InProgress"_s);
    row("what is completed stays so", "Pickup", {u"assign"_s, u"start"_s, u"complete"_s}, u"Completed"_s);
}

void OperationsWatchTest::aLostRobotsTasksFail()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QStringList, verbs);
    QFETCH(const QString, status);
    const QString task = newTask(type.constData(), verbs);
    const QString before = statusOf(task);
    tellState("Offline", "Offline", 10);
    m_platform->runFor(9min + 50s);
    QCOMPARE(statusOf(task), before);
    m_platform->runFor(10s);
    QCOMPARE(statusOf(task), status);
    QCOMPARE(reasonOf(task), status == u"Failed" ? u"RobotLost"_s : QString());
}

void OperationsWatchTest::aRobotThatComesBackIsNotLost()
{
    const QString task = taskUnderWay("Pickup");
    tellState("Offline", "Offline");
    m_platform->runFor(9min);
    tellState("Online", "Online");
    m_platform->runFor(1h);
    QCOMPARE(statusOf(task), u"InProgress"_s);
    tellState("Offline", "Offline");
    m_platform->runFor(9min);
    QCOMPARE(statusOf(task), u"InProgress"_s);
    m_platform->runFor(2min);
    QCOMPARE(statusOf(task), u"Failed"_s);
}

void OperationsWatchTest::beingLostSurvivesACrash()
{
    const QString task = taskUnderWay("Pickup");
    tellState("Offline", "Offline");
    m_platform->runFor(5min);
    m_platform->crash("operations");
    m_platform->runFor(4min);
    QCOMPARE(statusOf(task), u"InProgress"_s);
    m_platform->runFor(2min);
    QCOMPARE(reasonOf(task), u"RobotLost"_s);
}

void OperationsWatchTest::aTaskForARobotThatIsLostAlreadyFailsSoon()
{
    tellState("Offline", "Offline");
    m_platform->runFor(1h);
    const QString task = newTask("Pickup");
    m_platform->runFor(50s);
    QCOMPARE(statusOf(task), u"Pending"_s);
    m_platform->runFor(20s);
    QCOMPARE(reasonOf(task), u"RobotLost"_s);
}

void OperationsWatchTest::oldNewsOfARobotAreIgnored()
{
    const QString task = taskUnderWay("Pickup");
    tellState("Online", "Online", 90, 50);
    tellState("Offline", "Offline", 5, 49);
    m_platform->runFor(1h);
    QCOMPARE(statusOf(task), u"InProgress"_s);
    QCOMPARE(statusesOf(u"Charge"_s), QStringList{});
    QCOMPARE(m_platform->value(u"SELECT connectivity || ' ' || connectivity_version FROM robot_condition"_s),
             u"Online 50"_s);
}

void OperationsWatchTest::aJamCallsAnOperator()
{
    taskUnderWay("Pickup");
    tellLid("Jammed", "Unknown");
    QCOMPARE(statusesOf(u"Rescue"_s), QStringList{u"Pending"_s});
    tellLid("Jammed", "Unknown");
    QCOMPARE(statusesOf(u"Rescue"_s), QStringList{u"Pending"_s});
    QVERIFY(m_platform->get(u"/task/"_s + idOfFirst(u"Rescue"_s))["attemptId"].isAbsent());
}

void OperationsWatchTest::aJamEndsATask_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<QString>("task");
    QTest::addColumn<QString>("rescue");
    QTest::newRow("when nobody comes") << u"nothing"_s << u"Failed"_s << u"Pending"_s;
    QTest::newRow("not when an operator has taken the rescue") << u"rescue"_s << u"InProgress"_s << u"Assigned"_s;
    QTest::newRow("not when an operator is on the task itself") << u"task"_s << u"InProgress"_s << u"Pending"_s;
    QTest::newRow("but when the robot alone has assigned the rescue") << u"robot"_s << u"Failed"_s << u"Assigned"_s;
    QTest::newRow("not when the lid gives way, and then nobody is needed")
        << u"lid"_s << u"InProgress"_s << u"Cancelled"_s;
}

void OperationsWatchTest::aJamEndsATask()
{
    QFETCH(const QString, meanwhile);
    QFETCH(const QString, task);
    QFETCH(const QString, rescue);
    const QString pickup = taskUnderWay("Pickup");
    const QString dropoff = newTask("Dropoff", {u"assign"_s});
    tellLid("Jammed", "Unknown", pickup);
    m_platform->runFor(9min);
    const QByteArray person = R"({"operatorId":"operator-1"})";
    if (meanwhile == u"rescue")
        QCOMPARE(m_platform->post(u"/task/%1/assign"_s.arg(idOfFirst(u"Rescue"_s)), person).status, 200);
    if (meanwhile == u"robot")
        QCOMPARE(m_platform->post(u"/task/%1/assign"_s.arg(idOfFirst(u"Rescue"_s))).status, 200);
    if (meanwhile == u"task")
        QCOMPARE(m_platform->post(u"/task/%1/assign"_s.arg(pickup), person).status, 200);
    if (meanwhile == u"lid")
        tellLid("Opened", "Operator");
    QCOMPARE(statusOf(pickup), u"InProgress"_s);
    m_platform->runFor(1min);
    QCOMPARE(statusOf(pickup), task);
    QCOMPARE(reasonOf(pickup), task == u"Failed" ? u"LidJammed"_s : QString());
    QCOMPARE(statusesOf(u"Rescue"_s), QStringList{rescue});
    QCOMPARE(statusOf(dropoff), u"Assigned"_s);
}

void OperationsWatchTest::aCallFromBeforeTheJamOutlivesIt()
{
    newTask("Rescue");
    m_platform->runFor(1min);
    tellLid("Jammed", "Unknown");
    tellLid("Closed", "Merchant");
    QCOMPARE(statusesOf(u"Rescue"_s), QStringList{u"Pending"_s});
}

void OperationsWatchTest::aRescueThatEndsInVainStartsThePatienceAnew()
{
    const QString pickup = taskUnderWay("Pickup");
    tellLid("Jammed", "Unknown", pickup);
    const QString rescue = idOfFirst(u"Rescue"_s);
    m_platform->post(u"/task/%1/assign"_s.arg(rescue), R"({"operatorId":"operator-1"})");
    m_platform->runFor(1h);
    QCOMPARE(m_platform->post(u"/task/%1/fail"_s.arg(rescue), R"({"reason":"no tool"})").status, 200);
    m_platform->runFor(9min);
    QCOMPARE(statusOf(pickup), u"InProgress"_s);
    m_platform->runFor(2min);
    QCOMPARE(reasonOf(pickup), u"LidJammed"_s);
}

void OperationsWatchTest::aTaskThatStartsWithAJammedLidCallsToo()
{
    tellLid("Jammed", "Unknown");
    m_platform->post(u"/task/%1/cancel"_s.arg(idOfFirst(u"Rescue"_s)));
    m_platform->runFor(1h);
    const QString pickup = taskUnderWay("Pickup");
    QCOMPARE(statusesOf(u"Rescue"_s), (QStringList{u"Cancelled"_s, u"Pending"_s}));
    m_platform->runFor(11min);
    QCOMPARE(reasonOf(pickup), u"LidJammed"_s);
}

void OperationsWatchTest::aLowBatteryCallsToTheCharger()
{
    tellState("LowBattery", "Online", 19);
    tellState("Arrived", "Online", 18);
    QCOMPARE(statusesOf(u"Charge"_s), QStringList{u"Pending"_s});
    QCOMPARE(m_platform->get(u"/task/"_s + idOfFirst(u"Charge"_s)).text("robotSerial"), u"R-1"_s);
}

void OperationsWatchTest::chargingEnds_data()
{
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<int>("battery");
    QTest::addColumn<QString>("status");
    QTest::newRow("when the battery is charged") << QStringList{u"assign"_s, u"start"_s} << 80 << u"Completed"_s;
    QTest::newRow("not while it is low") << QStringList{u"assign"_s, u"start"_s} << 19 << u"InProgress"_s;
    QTest::newRow("before it began, when there is no need any more") << QStringList{} << 80 << u"Cancelled"_s;
}

void OperationsWatchTest::chargingEnds()
{
    QFETCH(const QStringList, verbs);
    QFETCH(const int, battery);
    QFETCH(const QString, status);
    tellState("LowBattery", "Online", 19);
    const QString charge = idOfFirst(u"Charge"_s);
    for (const QString &verb : verbs)
        m_platform->post(u"/task/%1/%2"_s.arg(charge, verb));
    tellState("Online", "Online", battery);
    QCOMPARE(statusesOf(u"Charge"_s), QStringList{status});
}

void OperationsWatchTest::robotsThatAreNotRegisteredAreNotCalled()
{
    tellState("LowBattery", "Online", 19, 0, "R-9");
    tellLid("Jammed", "Unknown", {}, "R-9");
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM task"_s), u"0"_s);
    QCOMPARE(m_platform->get(u"/dead-letters"_s)["items"].size(), 0U);
}

void OperationsWatchTest::whatStateNoLongerTellsIsReadFromItsLists()
{
    const QString pickup = taskUnderWay("Pickup");
    const QString dropoff = taskUnderWay("Dropoff");
    m_platform->script("state").answer = [&](const Request &request) -> Response {
        const QByteArray robots =
            R"({"items":[{"robotSerial":"R-1","connectivity":"Offline","lid":"Closed","battery":50,"version":90,)"
            R"("updatedAt":"2026-03-02T09:00:00.000Z"}]})";
        const QByteArray lidEvents =
            R"({"items":[{"robotSerial":"R-1","kind":"Opened","actor":"Merchant","taskId":"PICKUP"},)"
            R"({"robotSerial":"R-1","kind":"Closed","actor":"Merchant","taskId":"PICKUP"}]})";
        return Response::json(request.path == u"/robots" ? robots
                                                         : QByteArray(lidEvents).replace("PICKUP", pickup.toUtf8()));
    };
    // Passed over, and not noted in the database yet when the memory is lost; then the log no longer has it.
    m_platform->tellAndSettle("state", "Something", "x", "{}");
    m_platform->process("state").database().execute(u"DELETE FROM outbox"_s);
    m_platform->crash("operations");
    m_platform->runFor(1s);
    QCOMPARE(statusOf(pickup), u"Completed"_s);
    QCOMPARE(statusOf(dropoff), u"InProgress"_s);
    m_platform->runFor(10min);
    QCOMPARE(reasonOf(dropoff), u"RobotLost"_s);
}

void OperationsWatchTest::unreadableNewsAreDeadLettered_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("of a robot") << QByteArray("RobotStateChanged");
    QTest::newRow("of a lid") << QByteArray("LidEvent");
}

void OperationsWatchTest::unreadableNewsAreDeadLettered()
{
    QFETCH(const QByteArray, name);
    m_platform->tellAndSettle("state", name, "R-1", R"({"robotSerial":7})");
    QCOMPARE(m_platform->get(u"/dead-letters"_s)["items"].size(), 1U);
}

CURBSIDE_TEST(OperationsWatchTest)

} // namespace tst_operations_watch

#include "tst_operations_watch.moc"
