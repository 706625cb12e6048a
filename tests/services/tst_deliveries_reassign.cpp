// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_deliveries_reassign {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString reassignment = u"ReassignRobot"_s;

} // namespace

// Giving a delivery to another robot: only while nothing is aboard, with nothing left behind of the attempt before.
class DeliveriesReassignTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void whetherItIsReassigned_data();
    void whetherItIsReassigned();
    void theOldTasksAndTheDemandAreCancelled();
    void theWishGoesIntoTheNextDemandAndExcludesNobody();
    void withoutAWishAnyOtherRobotMayTakeIt();
    void toAnyOtherAgainDoesNotUseUpTheFleet();
    void aRobotThatFailedMayBeWishedFor();
    void itCountsAsNoAttempt();
    void theAttemptsTellOfIt();
    void aWaitingDeliveryMayBeGivenToARobot();
    void aWaitingDeliveryHasNoRobotToTakeItFrom();
    void thePresentRobotIsRefused();
    void twiceAtOnceIsRefused();
    void goodsAboardMeanwhileLetItGoOn();
    void cancellingMeanwhileCancels();
    void cancelledRightAfterTheNextAttemptBegan();
    void aCrashAnywhereReassignsAllTheSame_data();
    void aCrashAnywhereReassignsAllTheSame();

private:
    Answer reassign(const QByteArray &body = R"({"robotSerial":"R-2","reason":"Flat tyre"})")
    {
        return m_stage->platform.post(u"/delivery/%1/reassign"_s.arg(m_stage->deliveryId()), body);
    }
    void reassignAndSettle(const QByteArray &body = R"({"robotSerial":"R-2"})")
    {
        QCOMPARE(reassign(body).status, 202);
        m_stage->platform.runFor(1s);
    }
    QByteArray nextDemand() { return m_stage->lastBodyTo("dispatch", u"/demands"_s); }
    QString attempts() { return m_stage->platform.value(u"SELECT count(*) FROM attempt"_s); }

    std::unique_ptr<Stage> m_stage;
};

void DeliveriesReassignTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

void DeliveriesReassignTest::whetherItIsReassigned_data()
{
    QTest::addColumn<QString>("presentStatus");
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("statusAfter");
    for (const char *early : {"Pending", "Assigned", "PickingUp"})
        QTest::addRow("%s: nothing is aboard", early) << QString::fromLatin1(early) << 202 << u"Pending"_s;
    for (const char *late : {"InTransit", "Arrived", "Delivered", "Failed", "Cancelled"})
        QTest::addRow("%s: too late", late) << QString::fromLatin1(late) << 409 << QString::fromLatin1(late);
}

void DeliveriesReassignTest::whetherItIsReassigned()
{
    QFETCH(const QString, presentStatus);
    QFETCH(const int, answer);
    QFETCH(const QString, statusAfter);
    m_stage->bringTo(presentStatus);
    QCOMPARE(reassign().status, answer);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), statusAfter);
    if (answer == 202) {
        QCOMPARE(m_stage->sagaState(reassignment), u"Completed"_s);
        QCOMPARE(m_stage->sagaState(), u"Running"_s);
        QVERIFY2(m_stage->steps().endsWith(u"cancel-demand Done, reserve-demand Done, await-trip Awaiting"_s),
                 qPrintable(m_stage->steps()));
        QCOMPARE(attempts(), u"2"_s);
    }
}

void DeliveriesReassignTest::theOldTasksAndTheDemandAreCancelled()
{
    m_stage->bringTo(u"PickingUp"_s);
    const QByteArray pickup = m_stage->taskId("Pickup");
    const QByteArray dropoff = m_stage->taskId("Dropoff");
    m_stage->clearRequests();
    reassignAndSettle();
    QCOMPARE(m_stage->taskStatus[pickup], "Cancelled");
    QCOMPARE(m_stage->taskStatus[dropoff], "Cancelled");
    QCOMPARE(m_stage->requestsTo("dispatch"), (QStringList{u"POST /demand/cancel"_s, u"POST /demands"_s}));
}

void DeliveriesReassignTest::theWishGoesIntoTheNextDemandAndExcludesNobody()
{
    m_stage->bringTo(u"Assigned"_s);
    reassignAndSettle();
    QVERIFY2(nextDemand().contains(R"("wishedRobot":"R-2")"), nextDemand());
    QVERIFY2(nextDemand().contains(R"("excludedRobots":[])"), nextDemand());
}

void DeliveriesReassignTest::withoutAWishAnyOtherRobotMayTakeIt()
{
    m_stage->bringTo(u"Assigned"_s);
    reassignAndSettle({});
    QVERIFY2(!nextDemand().contains("wishedRobot"), nextDemand());
    QVERIFY2(nextDemand().contains(R"("excludedRobots":["R-1"])"), nextDemand());
}

void DeliveriesReassignTest::toAnyOtherAgainDoesNotUseUpTheFleet()
{
    m_stage->bringTo(u"Assigned"_s);
    reassignAndSettle({});
    m_stage->planTrip("R-2", "Basil");
    m_stage->platform.runFor(1s);
    reassignAndSettle({});
    QVERIFY2(nextDemand().contains(R"("excludedRobots":["R-2"])"), nextDemand());
}

void DeliveriesReassignTest::aRobotThatFailedMayBeWishedFor()
{
    m_stage->bringTo(u"Assigned"_s);
    m_stage->failAttempt("LidJammed");
    QVERIFY2(nextDemand().contains(R"("excludedRobots":["R-1"])"), nextDemand());
    m_stage->planTrip("R-2", "Basil");
    m_stage->platform.runFor(1s);
    reassignAndSettle(R"({"robotSerial":"R-1"})");
    QVERIFY2(nextDemand().contains(R"("excludedRobots":[])"), nextDemand());
    QVERIFY2(nextDemand().contains(R"("wishedRobot":"R-1")"), nextDemand());
}

void DeliveriesReassignTest::itCountsAsNoAttempt()
{
    m_stage->bringTo(u"Assigned"_s);
    for (const char *name : {"R-2", "R-3", "R-4"}) {
        const QByteArray robot(name);
        reassignAndSettle("{\"robotSerial\":\"" + robot + "\"}");
        m_stage->planTrip(robot, "Basil");
        m_stage->platform.runFor(1s);
    }
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(attempts(), u"5"_s);
}

void DeliveriesReassignTest::theAttemptsTellOfIt()
{
    m_stage->bringTo(u"Assigned"_s);
    const QString old = m_stage->attemptId();
    reassignAndSettle();
    const Answer attempt = m_stage->platform.get(u"/attempt/"_s + old);
    QCOMPARE(attempt.text("status"), u"Cancelled"_s);
    QCOMPARE(attempt.text("failureReason"), u"Reassigned"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("from":"Assigned","to":"Pending")"));
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"Reassigned")"));
}

void DeliveriesReassignTest::aWaitingDeliveryMayBeGivenToARobot()
{
    m_stage->receiveOrder();
    reassignAndSettle();
    QVERIFY2(nextDemand().contains(R"("wishedRobot":"R-2")"), nextDemand());
    m_stage->planTrip("R-2", "Basil");
    QCOMPARE(m_stage->status(), u"Assigned"_s);
    QCOMPARE(m_stage->delivery("driverName"), u"Basil"_s);
}

void DeliveriesReassignTest::aWaitingDeliveryHasNoRobotToTakeItFrom()
{
    m_stage->receiveOrder();
    const Answer answer = reassign({});
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.text("detail"), u"no robot is on this delivery yet; name the one to take it"_s);
}

void DeliveriesReassignTest::thePresentRobotIsRefused()
{
    m_stage->bringTo(u"Assigned"_s);
    const Answer answer = reassign(R"({"robotSerial":"R-1"})");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.text("detail"), u"R-1 is on this delivery already"_s);
}

void DeliveriesReassignTest::twiceAtOnceIsRefused()
{
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(reassign().status, 202);
    QCOMPARE(reassign(R"({"robotSerial":"R-3"})").status, 409);
    m_stage->platform.runFor(1s);
    QVERIFY2(nextDemand().contains(R"("wishedRobot":"R-2")"), nextDemand());
}

void DeliveriesReassignTest::goodsAboardMeanwhileLetItGoOn()
{
    m_stage->bringTo(u"PickingUp"_s);
    QCOMPARE(reassign().status, 202);
    m_stage->completeTask("Pickup"); // Operations has it completed when it is asked to cancel
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"InTransit"_s);
    QCOMPARE(m_stage->sagaState() + u' ' + m_stage->sagaState(reassignment), u"Running Compensated"_s);
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(attempts(), u"1"_s);
}

void DeliveriesReassignTest::cancellingMeanwhileCancels()
{
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(reassign().status, 202);
    QCOMPARE(m_stage->platform.post(u"/delivery/%1/cancel"_s.arg(m_stage->deliveryId()), R"({"reason":"Late"})").status,
             202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(attempts(), u"1"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"Late")"));
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM timer"_s), u"0"_s);
}

void DeliveriesReassignTest::cancelledRightAfterTheNextAttemptBegan()
{
    m_stage->bringTo(u"Assigned"_s);
    reassignAndSettle();
    QCOMPARE(m_stage->platform.post(u"/delivery/%1/cancel"_s.arg(m_stage->deliveryId())).status, 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
}

void DeliveriesReassignTest::aCrashAnywhereReassignsAllTheSame_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("message");
    const QList<QByteArray> messages{"ReassignRobot cancel-pickup-task", "FulfilDelivery cancel-dropoff-task",
                                     "FulfilDelivery cancel-demand", "FulfilDelivery reserve-demand"};
    for (const FaultKind kind :
         {FaultKind::CrashBeforeCommit, FaultKind::CrashBeforePublish, FaultKind::CrashBeforeAcknowledge}) {
        for (const QByteArray &message : messages)
            QTest::addRow("%s at %s", qPrintable(toText(kind)), message.constData()) << kind << message;
    }
}

void DeliveriesReassignTest::aCrashAnywhereReassignsAllTheSame()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, message);
    m_stage->bringTo(u"Assigned"_s);
    FaultPlan &faults = m_stage->platform.environment().faults;
    FaultRule rule;
    rule.kind = kind;
    rule.from = "deliveries";
    rule.type = message;
    rule.delay = 5s;
    faults.add(rule);
    m_stage->platform.environment().journal.addListener([&faults](const JournalRecord &record) {
        if (record.kind == JournalKind::Crashed)
            faults.clear();
    });
    m_stage->clearRequests();
    QCOMPARE(reassign().status, 202);
    m_stage->platform.runFor(5min);
    QCOMPARE(m_stage->platform.environment().journal.count(JournalKind::Crashed), std::uint64_t(1));
    QCOMPARE(m_stage->sagaState() + u' ' + m_stage->sagaState(reassignment), u"Running Completed"_s);
    QCOMPARE(attempts(), u"2"_s);
    QCOMPARE(m_stage->requestsTo("operations"), (QStringList{u"POST /task/cancel"_s, u"POST /task/cancel"_s}));
    QVERIFY2(nextDemand().contains(R"("wishedRobot":"R-2")"), nextDemand());
}

CURBSIDE_TEST(DeliveriesReassignTest)

} // namespace tst_deliveries_reassign

#include "tst_deliveries_reassign.moc"
