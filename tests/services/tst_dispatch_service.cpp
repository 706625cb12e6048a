// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/dispatch_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_dispatch_service {

using namespace Qt::StringLiterals;
using namespace curbside;

/// When Dispatch plans, and what it tells of its trips.
class DispatchServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aStreamOfNewsDoesNotPutPlanningOff();
    void anAbortedTripTellsOnlyOfWhatHadNotEnded();
    void aRobotThatBringsGoodsBackIsBusy();
    void aReplayedLidEventIsNewsAfterALaterState();
    void aReplayedLidEventIsOldAfterALaterOne();
    void aReplayedDutyIsNewsAfterALaterState();

private:
    void tellRobot(const QByteArray &what, int version);
    void tellLid(const QByteArray &kind, int version);
    void postDemand(int number);
    /// Replays the one dead letter as if it had been readable.
    void replay(const QByteArray &data);

    std::unique_ptr<ServiceFixture> m_platform;
};

void DispatchServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("dispatch", [](ServiceContext &context) -> std::unique_ptr<Service> {
        return std::make_unique<dispatch::DispatchService>(context);
    });
    m_platform->addNeighbour("operations");
    m_platform->addNeighbour("state");
    m_platform->start();
    m_platform->tellAndSettle(
        "operations", "RobotRegistered", "R-1",
        R"({"robotSerial":"R-1","driverName":"Maple","inService":true,"held":false,"version":1})");
    tellRobot("OnDuty", 1);
    m_platform->settle();
}

void DispatchServiceTest::tellRobot(const QByteArray &what, int version)
{
    m_platform->tell("state", "RobotStateChanged", "R-1",
                     R"({"robotSerial":"R-1","driverName":"Maple","what":")" + what
                         + R"(","x":0,"y":0,"battery":90,"connectivity":"Online","version":)"
                         + QByteArray::number(version) + "}");
}

void DispatchServiceTest::tellLid(const QByteArray &kind, int version)
{
    m_platform->tellAndSettle("state", "LidEvent", "R-1",
                              R"({"robotSerial":"R-1","driverName":"Maple","kind":")" + kind + R"(","version":)"
                                  + QByteArray::number(version) + "}");
}

void DispatchServiceTest::replay(const QByteArray &data)
{
    const QString letter = m_platform->value(u"SELECT event_id FROM v_dead_letter"_s);
    QCOMPARE(m_platform->post(u"/dead-letter/%1/replay"_s.arg(letter), R"({"data":)" + data + "}").status, 200);
}

/// From one merchant, and so urgent that a trip has to leave at the first planning.
void DispatchServiceTest::postDemand(int number)
{
    const QByteArray id = "00000000-0000-7000-8000-00000000000" + QByteArray::number(number);
    const QByteArray body = R"({"deliveryId":")" + id + R"(","attemptId":")" + id
        + R"(","merchantId":"00000000-0000-7000-8000-0000000000aa","pickup":{"x":10,"y":0},)"
          R"("dropoff":{"x":20,"y":0},"excludedRobots":[],"readyAt":"2026-03-02T09:00:00.000Z",)"
          R"("dueAt":"2026-03-02T09:01:00.000Z"})";
    QCOMPARE(m_platform->post(u"/demands"_s, body).status, 201);
}

void DispatchServiceTest::aStreamOfNewsDoesNotPutPlanningOff()
{
    postDemand(1);
    for (int version = 2; version <= 22; ++version) {
        tellRobot("Moved", version);
        m_platform->runFor(500ms);
    }
    QCOMPARE(m_platform->published("dispatch", "TripPlanned").size(), 1U);
}

void DispatchServiceTest::anAbortedTripTellsOnlyOfWhatHadNotEnded()
{
    for (int number = 1; number <= 3; ++number)
        postDemand(number);
    m_platform->runFor(2s);
    QCOMPARE(m_platform->value(u"SELECT count(*) || ' ' || count(DISTINCT trip_id) FROM demand"_s), u"3 1"_s);
    m_platform->tellAndSettle("operations", "TaskCompleted", "T-1",
                              R"({"attemptId":"00000000-0000-7000-8000-000000000001","type":"Dropoff"})");
    const QString third = m_platform->value(u"SELECT id FROM demand WHERE attempt_id LIKE '%3'"_s);
    QCOMPARE(m_platform->post(u"/demand/%1/cancel"_s.arg(third)).status, 200);
    m_platform->tellAndSettle(
        "operations", "TaskStatusChanged", "T-2",
        R"({"attemptId":"00000000-0000-7000-8000-000000000002","type":"Dropoff","to":"Failed","failureReason":"RobotLost"})");
    const QByteArray told = m_platform->lastPublished("TripAborted");
    QVERIFY2(told.contains(R"("deliveryIds":["00000000-0000-7000-8000-000000000002"])"), told);
    QVERIFY2(told.contains(R"("attemptIds":["00000000-0000-7000-8000-000000000002"])"), told);
}

/// Its only robot has goods to bring back: nothing is planned until it has.
void DispatchServiceTest::aRobotThatBringsGoodsBackIsBusy()
{
    const auto tellTask = [this](const QByteArray &type, const QByteArray &to) {
        m_platform->tellAndSettle("operations", "TaskStatusChanged", "T-" + type,
                                  R"({"taskId":"00000000-0000-7000-8000-0000000000f1","robotSerial":"R-1",)"
                                  R"("attemptId":"00000000-0000-7000-8000-000000000001","type":")"
                                      + type + R"(","to":")" + to + R"("})");
    };
    postDemand(1);
    m_platform->runFor(2s);
    QCOMPARE(m_platform->published("dispatch", "TripPlanned").size(), 1U);
    tellTask("Dropoff", "Failed");
    tellTask("Return", "Pending");
    QCOMPARE(m_platform->value(u"SELECT x FROM robot_availability"_s), u"10000"_s);
    postDemand(2);
    m_platform->runFor(5min);
    QCOMPARE(m_platform->published("dispatch", "TripPlanned").size(), 1U);
    tellTask("Return", "Completed");
    m_platform->runFor(1min);
    QCOMPARE(m_platform->published("dispatch", "TripPlanned").size(), 2U);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM robot_return"_s), u"0"_s);
}

void DispatchServiceTest::aReplayedLidEventIsNewsAfterALaterState()
{
    m_platform->tellAndSettle("state", "LidEvent", "R-1", "{}");
    tellRobot("Moved", 3);
    m_platform->settle();
    replay(R"({"robotSerial":"R-1","driverName":"Maple","kind":"Jammed","version":2})");
    QCOMPARE(m_platform->value(u"SELECT lid FROM robot_availability"_s), u"Jammed"_s);
}

void DispatchServiceTest::aReplayedLidEventIsOldAfterALaterOne()
{
    tellLid("Closed", 2);
    m_platform->tellAndSettle("state", "LidEvent", "R-1", "{}");
    tellLid("Closed", 4);
    replay(R"({"robotSerial":"R-1","driverName":"Maple","kind":"Jammed","version":3})");
    QCOMPARE(m_platform->value(u"SELECT lid FROM robot_availability"_s), u"Closed"_s);
}

void DispatchServiceTest::aReplayedDutyIsNewsAfterALaterState()
{
    m_platform->tellAndSettle("state", "RobotStateChanged", "R-1", "{}");
    tellLid("Closed", 3);
    tellRobot("Moved", 4);
    m_platform->settle();
    replay(R"({"robotSerial":"R-1","driverName":"Maple","what":"OffDuty","x":7,"y":0,"battery":50,)"
           R"("connectivity":"Offline","version":2})");
    QCOMPARE(m_platform->value(u"SELECT on_duty || ' ' || online || ' ' || battery FROM robot_availability"_s),
             u"0 1 90"_s);
}

CURBSIDE_TEST(DispatchServiceTest)

} // namespace tst_dispatch_service

#include "tst_dispatch_service.moc"
