// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_deliveries_return {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString returning = u"ReturnToMerchant"_s;
const QString allDone =
    u"settle-dropoff-task Done, cancel-dropoff-task Done, look-at-dropoff-task Done, turn-back Done, "
    "create-return-task Done, undo-fulfilment Done, follow-return Done"_s;

} // namespace

// Goods that nobody takes, or that nobody wants any more, go back to their merchant.
class DeliveriesReturnTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void nobodyComesAndTheGoodsGoBack();
    void aReturnIsPublished();
    void theReturnTaskIsTheOneUnderWay();
    void aLateWordOfTheDropoffChangesNothing();
    void calledOffWithTheGoodsAboard();
    void anOrderCancelledWithTheGoodsAboard();
    void callingOffTwiceIsOneSaga();
    void theHandoverWasFaster();
    void theHandoverFailedMeanwhile();
    void whileTheDropoffTaskIsNotNamedItIsAwaited();
    void theTaskIsHeardOfBeforeItsAnswer();
    void theWholeWayBackBeforeTheAnswers();
    void homeBeforeTheRestIsUndone();
    void whatEndsAReturn_data();
    void whatEndsAReturn();
    void aRefusedReturnTaskFailsTheDelivery();
    void aFailedReturnCanBeRetried();
    void anUndoingThatIsStuckHoldsTheReturn();
    void aReturnTaskThatCannotBeCancelledIsStuck();
    void nobodyComesDuringACancellationThatCameTooLate();
    void nobodyComesForWhatWasNeverLoaded();

private:
    int cancel() { return m_stage->platform.post(u"/delivery/%1/cancel"_s.arg(m_stage->deliveryId())).status; }
    QString sagas() { return m_stage->sagaState() + u' ' + m_stage->sagaState(returning); }

    std::unique_ptr<Stage> m_stage;
};

void DeliveriesReturnTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

void DeliveriesReturnTest::nobodyComesAndTheGoodsGoBack()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->clearRequests();
    m_stage->failAttempt("CustomerAbsent");
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Failed"_s);
    QCOMPARE(sagas(), u"Compensated Running"_s);
    QCOMPARE(m_stage->requestsTo("operations").constFirst(), u"POST /tasks"_s);
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
    const QByteArray body = m_stage->lastBodyTo("operations", u"/tasks"_s);
    QVERIFY2(body.contains(R"("type":"Return")") && body.contains(R"("robotSerial":"R-1")"), body);
    m_stage->completeTask("Return");
    QCOMPARE(m_stage->status(), u"Returned"_s);
    QCOMPARE(sagas(), u"Compensated Completed"_s);
    QCOMPARE(m_stage->steps(returning), allDone);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM attempt"_s), u"1"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT (SELECT count(*) FROM timer) + (SELECT count(*) FROM call_intent)"_s),
             u"0"_s);
}

void DeliveriesReturnTest::aReturnIsPublished()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->platform.takePublished();
    m_stage->failAttempt("CustomerAbsent");
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("from":"Arrived","to":"Returning")"));
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"CustomerAbsent")"));
    m_stage->completeTask("Return");
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("from":"Returning","to":"Returned")"));
    QCOMPARE(m_stage->platform.takePublished(),
             (QStringList{u"AttemptStatusChanged "_s + m_stage->attemptId(),
                          u"DeliveryStatusChanged "_s + m_stage->deliveryId(),
                          u"DeliveryStatusChanged "_s + m_stage->deliveryId()}));
}

void DeliveriesReturnTest::theReturnTaskIsTheOneUnderWay()
{
    m_stage->bringTo(u"Returning"_s);
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Return")));
    m_stage->changeTask("Return", "InProgress");
    QCOMPARE(m_stage->delivery("taskStatus"), u"InProgress"_s);
}

void DeliveriesReturnTest::aLateWordOfTheDropoffChangesNothing()
{
    m_stage->bringTo(u"Returning"_s);
    m_stage->platform.takePublished();
    m_stage->changeTask("Dropoff", "InProgress");
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Return")));
    QCOMPARE(m_stage->platform.takePublished(), QStringList{});
}

void DeliveriesReturnTest::calledOffWithTheGoodsAboard()
{
    m_stage->bringTo(u"InTransit"_s);
    m_stage->clearRequests();
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Cancelled"_s);
    QCOMPARE(m_stage->taskStatus[m_stage->taskId("Dropoff")], "Cancelled");
    m_stage->completeTask("Return");
    QCOMPARE(m_stage->status(), u"Returned"_s);
    QCOMPARE(sagas(), u"Compensated Completed"_s);
    QCOMPARE(m_stage->steps(returning), allDone);
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
}

void DeliveriesReturnTest::anOrderCancelledWithTheGoodsAboard()
{
    m_stage->bringTo(u"InTransit"_s);
    m_stage->cancelOrder(m_stage->delivery("orderId").toUtf8());
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"ChangedTheirMind")"));
}

void DeliveriesReturnTest::callingOffTwiceIsOneSaga()
{
    m_stage->bringTo(u"InTransit"_s);
    QCOMPARE(cancel(), 202);
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(cancel(), 409);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_saga WHERE type = 'ReturnToMerchant'"_s), u"1"_s);
}

// The pivot.

void DeliveriesReturnTest::theHandoverWasFaster()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->taskStatus[m_stage->taskId("Dropoff")] = "Completed";
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(sagas(), u"Running Compensated"_s);
    QCOMPARE(m_stage->steps(returning),
             u"settle-dropoff-task Done, cancel-dropoff-task Done, look-at-dropoff-task Failed"_s);
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(sagas(), u"Completed Compensated"_s);
}

void DeliveriesReturnTest::theHandoverFailedMeanwhile()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->refusals[u"POST /task/"_s] = 503;
    QCOMPARE(cancel(), 202);
    m_stage->failAttempt("CustomerAbsent");
    QCOMPARE(m_stage->attemptStatus(), u"Failed"_s);
    QCOMPARE(m_stage->status(), u"Arrived"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_saga WHERE type = 'ReturnToMerchant'"_s), u"1"_s);
}

void DeliveriesReturnTest::whileTheDropoffTaskIsNotNamedItIsAwaited()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    m_stage->foreseeTask("Pickup");
    m_stage->completeTask("Pickup");
    QCOMPARE(m_stage->status(), u"InTransit"_s);
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->steps(returning), u"settle-dropoff-task Awaiting"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->taskStatus[m_stage->taskId("Dropoff")], "Cancelled");
}

// Answers and facts in any order.

void DeliveriesReturnTest::theTaskIsHeardOfBeforeItsAnswer()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->failAttempt("CustomerAbsent");
    m_stage->foreseeTask("Return");
    m_stage->changeTask("Return", "Pending");
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Return")));
    m_stage->platform.runFor(1s);
    QVERIFY2(m_stage->steps(returning).endsWith(u"undo-fulfilment Done, follow-return Awaiting"_s),
             qPrintable(m_stage->steps(returning)));
}

void DeliveriesReturnTest::theWholeWayBackBeforeTheAnswers()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->failAttempt("CustomerAbsent");
    m_stage->foreseeTask("Return");
    m_stage->completeTask("Return");
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Returned"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(sagas(), u"Compensated Completed"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM saga_step WHERE call_id IS NOT NULL"_s), u"0"_s);
}

void DeliveriesReturnTest::homeBeforeTheRestIsUndone()
{
    m_stage->refusals[u"POST /demand/"_s] = 503;
    m_stage->bringTo(u"Returning"_s);
    m_stage->completeTask("Return");
    QCOMPARE(m_stage->status(), u"Returning"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Returned"_s);
    QCOMPARE(m_stage->steps(returning), allDone);
}

// Where the robot cannot.

void DeliveriesReturnTest::whatEndsAReturn_data()
{
    QTest::addColumn<QByteArray>("taskEnd");
    QTest::addColumn<QByteArray>("failure");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("the robot is lost") << "Failed"_ba << "RobotLost"_ba << "RobotLost"_ba;
    QTest::newRow("someone cancels the task") << "Cancelled"_ba << ""_ba << "TaskCancelled"_ba;
}

void DeliveriesReturnTest::whatEndsAReturn()
{
    QFETCH(const QByteArray, taskEnd);
    QFETCH(const QByteArray, failure);
    QFETCH(const QByteArray, reason);
    m_stage->bringTo(u"Returning"_s);
    m_stage->changeTask("Return", taskEnd, failure);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains("\"reason\":\"" + reason + '"'));
    QCOMPARE(sagas(), u"Compensated Compensated"_s);
    QVERIFY2(m_stage->steps(returning).contains(u"create-return-task Undone"_s), qPrintable(m_stage->steps(returning)));
}

void DeliveriesReturnTest::aRefusedReturnTaskFailsTheDelivery()
{
    m_stage->bringTo(u"Arrived"_s);
    m_stage->refusals[u"POST /tasks"_s] = 422;
    m_stage->failAttempt("CustomerAbsent");
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"ReturnRefused")"));
    QCOMPARE(sagas(), u"Compensated Compensated"_s);
}

void DeliveriesReturnTest::aFailedReturnCanBeRetried()
{
    m_stage->bringTo(u"Returning"_s);
    m_stage->changeTask("Return", "Failed", "RobotLost");
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->platform.post(u"/delivery/%1/retry"_s.arg(m_stage->deliveryId())).status, 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    m_stage->planTrip("R-2", "Birch");
    m_stage->completeTask("Pickup");
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
}

void DeliveriesReturnTest::anUndoingThatIsStuckHoldsTheReturn()
{
    m_stage->refusals[u"POST /demand/"_s] = 422;
    m_stage->bringTo(u"Returning"_s);
    m_stage->completeTask("Return");
    QCOMPARE(sagas(), u"Stuck Running"_s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->platform.post(u"/saga/%1/compensate"_s.arg(QString::fromUtf8(m_stage->sagaId()))).status, 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Returned"_s);
}

void DeliveriesReturnTest::aReturnTaskThatCannotBeCancelledIsStuck()
{
    m_stage->bringTo(u"Returning"_s);
    m_stage->refusals[u"POST /task/"_s] = 422;
    m_stage->changeTask("Return", "Failed", "RobotLost");
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->sagaState(returning), u"Stuck"_s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    m_stage->refusals.clear();
    const QString saga = QString::fromUtf8(m_stage->sagaId(returning));
    QCOMPARE(m_stage->platform.post(u"/saga/%1/retry"_s.arg(saga)).status, 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->sagaState(returning), u"Compensated"_s);
    QCOMPARE(m_stage->status(), u"Failed"_s);
}

void DeliveriesReturnTest::nobodyComesDuringACancellationThatCameTooLate()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /task/"_s] = 503;
    QCOMPARE(cancel(), 202);
    m_stage->completeTask("Pickup");
    m_stage->failAttempt("CustomerAbsent");
    QCOMPARE(m_stage->status(), u"InTransit"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->sagaState(u"CancelDelivery"_s), u"Compensated"_s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    m_stage->completeTask("Return");
    QCOMPARE(m_stage->status(), u"Returned"_s);
    QCOMPARE(sagas(), u"Compensated Completed"_s);
}

void DeliveriesReturnTest::nobodyComesForWhatWasNeverLoaded()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->failAttempt("CustomerAbsent");
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_saga WHERE type = 'ReturnToMerchant'"_s), u"0"_s);
}

CURBSIDE_TEST(DeliveriesReturnTest)

} // namespace tst_deliveries_return

#include "tst_deliveries_return.moc"
