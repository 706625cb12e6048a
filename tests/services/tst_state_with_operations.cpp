// SPDX-License-Identifier: GPL-3.0-or-later
// State and Operations as they are, listening to each other.
#include "services/operations/operations_service.h"
#include "services/state/state_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_state_with_operations {

using namespace Qt::StringLiterals;
using namespace curbside;

class StateWithOperationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void theRobotIsKnownToDoItsTask();
    void aRescueGivesBackTheTaskItInterrupts_data();
    void aRescueGivesBackTheTaskItInterrupts();
    void loadingCompletesThePickup();
    void aSilentRobotIsLost();
    void aJammedLidIsFreedByAnOperator();
    void aLowRobotChargesAndIsBack();

private:
    Answer tellOperations(Method method, const QString &path, const QByteArray &body = {})
    {
        Answer answer = m_platform->request("operations", method, path, body);
        m_platform->settle();
        return answer;
    }
    void report(int battery, double speed = 0)
    {
        JsonWriter json;
        json.beginObject().member("driverName", "Maple").member("x", 0).member("y", 0).member("heading", 0);
        json.member("speed", speed).member("battery", battery).member("onDuty", true).endObject();
        m_platform->put(u"/robot/R-1/state"_s, json.take());
        m_platform->settle();
    }
    void lid(const char *kind, const char *actor, const QString &task = {})
    {
        JsonWriter json;
        json.beginObject().member("kind", kind).member("actor", actor);
        if (!task.isEmpty())
            json.member("taskId", task);
        m_platform->post(u"/robot/R-1/lid-events"_s, json.endObject().take());
        m_platform->settle();
    }
    QString taskUnderWay(const char *type)
    {
        const QByteArray body = QByteArray(R"({"type":"TYPE","robotSerial":"R-1"})").replace("TYPE", type);
        const QString task = tellOperations(Method::Post, u"/tasks"_s, body).text("id");
        tellOperations(Method::Post, u"/task/%1/assign"_s.arg(task));
        tellOperations(Method::Post, u"/task/%1/start"_s.arg(task));
        return task;
    }
    Answer task(const QString &id) { return tellOperations(Method::Get, u"/task/"_s + id); }
    /// "status id" of the only task of a type.
    QStringList only(const QString &type)
    {
        QStringList found;
        tellOperations(Method::Get, u"/tasks?type="_s + type)["items"].forEachItem(
            [&](JsonValue item) { found = QStringList{*item["status"].toString(), *item["id"].toString()}; });
        return found;
    }

    std::unique_ptr<ServiceFixture> m_platform;
};

void StateWithOperationsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("state", state::makeStateService);
    m_platform->add("operations", operations::makeOperationsService);
    m_platform->start();
    tellOperations(Method::Put, u"/robot/R-1"_s, R"({"name":"Maple","hub":"North"})");
    tellOperations(Method::Put, u"/operator/operator-1"_s, R"({"name":"Ada","onShift":true})");
    report(90);
}

void StateWithOperationsTest::theRobotIsKnownToDoItsTask()
{
    const QString pickup = taskUnderWay("Pickup");
    QCOMPARE(m_platform->get(u"/robot/R-1"_s).text("taskId"), pickup);
    tellOperations(Method::Post, u"/task/%1/cancel"_s.arg(pickup));
    QVERIFY(m_platform->get(u"/robot/R-1"_s)["taskId"].isAbsent());
}

void StateWithOperationsTest::aRescueGivesBackTheTaskItInterrupts_data()
{
    QTest::addColumn<QStringList>("ends"); // in this order
    QTest::addColumn<QString>("left"); // after the first
    QTest::newRow("the rescue first") << QStringList{u"Rescue"_s, u"Dropoff"_s} << u"Dropoff"_s;
    QTest::newRow("the drop-off first") << QStringList{u"Dropoff"_s, u"Rescue"_s} << u"Rescue"_s;
}

void StateWithOperationsTest::aRescueGivesBackTheTaskItInterrupts()
{
    QFETCH(const QStringList, ends);
    QFETCH(const QString, left);
    std::map<QString, QString> tasks;
    tasks[u"Dropoff"_s] = taskUnderWay("Dropoff");
    m_platform->runFor(1s);
    tasks[u"Rescue"_s] = taskUnderWay("Rescue");
    QCOMPARE(m_platform->get(u"/robot/R-1"_s).text("taskId"), tasks[u"Rescue"_s]);
    m_platform->runFor(1s);
    tellOperations(Method::Post, u"/task/%1/complete"_s.arg(tasks[ends[0]]));
    QCOMPARE(m_platform->get(u"/robot/R-1"_s).text("taskId"), tasks[left]);
    m_platform->runFor(1s);
    tellOperations(Method::Post, u"/task/%1/complete"_s.arg(tasks[ends[1]]));
    QVERIFY(m_platform->get(u"/robot/R-1"_s)["taskId"].isAbsent());
}

void StateWithOperationsTest::loadingCompletesThePickup()
{
    const QString pickup = taskUnderWay("Pickup");
    lid("Opened", "Merchant", pickup);
    QCOMPARE(task(pickup).text("status"), u"InProgress"_s);
    lid("Closed", "Merchant", pickup);
    QCOMPARE(task(pickup).text("status"), u"Completed"_s);
    QVERIFY(m_platform->get(u"/robot/R-1"_s)["taskId"].isAbsent());
}

void StateWithOperationsTest::aSilentRobotIsLost()
{
    const QString dropoff = taskUnderWay("Dropoff");
    report(80, 1.5);
    m_platform->runFor(10min + 50s);
    QCOMPARE(task(dropoff).text("status"), u"InProgress"_s);
    m_platform->runFor(30s);
    QCOMPARE(task(dropoff).text("failureReason"), u"RobotLost"_s);
}

void StateWithOperationsTest::aJammedLidIsFreedByAnOperator()
{
    const QString pickup = taskUnderWay("Pickup");
    lid("Jammed", "Unknown", pickup);
    const QStringList rescue = only(u"Rescue"_s);
    QCOMPARE(rescue.value(0), u"Pending"_s);
    tellOperations(Method::Post, u"/task/%1/assign"_s.arg(rescue.value(1)), R"({"operatorId":"operator-1"})");
    tellOperations(Method::Post, u"/task/%1/start"_s.arg(rescue.value(1)));
    m_platform->runFor(9min);
    report(90);
    m_platform->runFor(9min);
    QCOMPARE(task(pickup).text("status"), u"InProgress"_s);
    lid("Closed", "Operator");
    tellOperations(Method::Post, u"/task/%1/complete"_s.arg(rescue.value(1)));
    QCOMPARE(only(u"Rescue"_s).value(0), u"Completed"_s);
    lid("Opened", "Merchant", pickup);
    lid("Closed", "Merchant", pickup);
    QCOMPARE(task(pickup).text("status"), u"Completed"_s);
}

void StateWithOperationsTest::aLowRobotChargesAndIsBack()
{
    report(19);
    const QStringList charge = only(u"Charge"_s);
    QCOMPARE(charge.value(0), u"Pending"_s);
    tellOperations(Method::Post, u"/task/%1/assign"_s.arg(charge.value(1)));
    tellOperations(Method::Post, u"/task/%1/start"_s.arg(charge.value(1)));
    for (const int battery : {40, 60, 79})
        report(battery);
    QCOMPARE(only(u"Charge"_s).value(0), u"InProgress"_s);
    report(80);
    QCOMPARE(only(u"Charge"_s).value(0), u"Completed"_s);
}

CURBSIDE_TEST(StateWithOperationsTest)

} // namespace tst_state_with_operations

#include "tst_state_with_operations.moc"
