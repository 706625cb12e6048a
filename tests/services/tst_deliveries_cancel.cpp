// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_deliveries_cancel {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString cancellation = u"CancelDelivery"_s;

} // namespace

// Calling a delivery off: only while nothing is aboard, whatever happens in the meantime, and whenever the service crashes.
class DeliveriesCancelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void whetherItIsCancelled_data();
    void whetherItIsCancelled();
    void aPendingDeliveryLosesItsDemand();
    void aPickupOnItsWayLosesItsTasksFirst();
    void cancellingIsPublished();
    void cancellingTwiceIsOneSaga();
    void anOrderCancelledInTimeCancelsItsDelivery();
    void anOrderCancelledTooLateChangesNothing_data();
    void anOrderCancelledTooLateChangesNothing();
    void aCancelledOrderWithoutADeliveryIsPassedOver();
    void goodsAboardMeanwhileAreBroughtBack();
    void anOrderCancelledDuringAReassignmentThatCameTooLate();
    void anOrderCancelledBeforeTheRobotIsKnownIsTriedAgain();
    void goodsAboardMeanwhileAndHandedOver();
    void goodsAboardMeanwhileAndFailed();
    void aPickupFailedMeanwhileIsCancelled();
    void aPivotThatIsRefusedLetsItGoOn();
    void aPickupTaskNotNamedYetIsAwaited();
    void aPickupTaskNamedByItsEventIsCancelled();
    void aTripPlannedMeanwhileCreatesNoTasks();
    void aDemandNotAnsweredYetIsAwaited();
    void cancellingBetweenTwoAttemptsMakesNoOther();
    void cancellingWaitsForAStuckCompensation();
    void whyAStepIsPassedOverStandsInIt_data();
    void whyAStepIsPassedOverStandsInIt();
    void theNewsOfOurOwnCancellationIsNoFailure();
    void noRobotInTimeLeavesItToTheCancellation();
    void aRefusedTaskMeanwhileIsCancelled();
    void aCrashAnywhereCancelsAllTheSame_data();
    void aCrashAnywhereCancelsAllTheSame();
    void aCrashAnywhereDeliversAllTheSame_data();
    void aCrashAnywhereDeliversAllTheSame();

private:
    int cancel() { return m_stage->platform.post(u"/delivery/%1/cancel"_s.arg(m_stage->deliveryId())).status; }
    void cancelAndSettle();
    QString fulfilment() { return m_stage->sagaState() + u' ' + m_stage->sagaState(cancellation); }
    void crashOnce(FaultKind kind, const QByteArray &messageType);
    static void addCrashes(const QList<QByteArray> &messages);

    std::unique_ptr<Stage> m_stage;
};

void DeliveriesCancelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

void DeliveriesCancelTest::cancelAndSettle()
{
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
}

void DeliveriesCancelTest::whetherItIsCancelled_data()
{
    QTest::addColumn<QString>("presentStatus");
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("statusAfter");
    for (const char *early : {"Pending", "Assigned", "PickingUp"})
        QTest::addRow("%s: nothing is aboard", early) << QString::fromLatin1(early) << 202 << u"Cancelled"_s;
    for (const char *late : {"InTransit", "Arrived"})
        QTest::addRow("%s: the goods are aboard", late) << QString::fromLatin1(late) << 202 << u"Returning"_s;
    for (const char *ended : {"Delivered", "Failed", "Returning", "Returned"})
        QTest::addRow("%s: it is at its end", ended) << QString::fromLatin1(ended) << 409 << QString::fromLatin1(ended);
    QTest::newRow("Cancelled: it is so already") << u"Cancelled"_s << 200 << u"Cancelled"_s;
}

void DeliveriesCancelTest::whetherItIsCancelled()
{
    QFETCH(const QString, presentStatus);
    QFETCH(const int, answer);
    QFETCH(const QString, statusAfter);
    m_stage->bringTo(presentStatus);
    QCOMPARE(m_stage->status(), presentStatus);
    QCOMPARE(cancel(), answer);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), statusAfter);
    if (statusAfter == u"Cancelled"_s && answer == 202) {
        QCOMPARE(fulfilment(), u"Compensated Completed"_s);
        QCOMPARE(m_stage->attemptStatus(), u"Cancelled"_s);
        QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM timer"_s), u"0"_s);
    }
}

void DeliveriesCancelTest::aPendingDeliveryLosesItsDemand()
{
    m_stage->receiveOrder();
    m_stage->clearRequests();
    cancelAndSettle();
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
    QCOMPARE(m_stage->requestsTo("operations"), QStringList{});
    QCOMPARE(m_stage->steps(), u"reserve-demand Undone, await-trip Failed, cancel-demand Done"_s);
    QCOMPARE(m_stage->steps(cancellation),
             u"settle-pickup-task Done, cancel-pickup-task Done, look-at-pickup-task Done, undo-fulfilment Done"_s);
}

void DeliveriesCancelTest::aPickupOnItsWayLosesItsTasksFirst()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->clearRequests();
    cancelAndSettle();
    QCOMPARE(m_stage->requestsTo("operations"), (QStringList{u"POST /task/cancel"_s, u"POST /task/cancel"_s}));
    QCOMPARE(m_stage->taskStatus[m_stage->taskId("Pickup")], "Cancelled");
    QCOMPARE(m_stage->taskStatus[m_stage->taskId("Dropoff")], "Cancelled");
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
    QCOMPARE(m_stage->steps(),
             u"reserve-demand Undone, await-trip Done, create-pickup-task Undone, create-dropoff-task Undone, "
             "follow Failed, cancel-dropoff-task Done, cancel-demand Done"_s);
}

void DeliveriesCancelTest::cancellingIsPublished()
{
    m_stage->bringTo(u"Assigned"_s);
    m_stage->platform.takePublished();
    const Answer answer =
        m_stage->platform.post(u"/delivery/%1/cancel"_s.arg(m_stage->deliveryId()), R"({"reason":"Mistake"})");
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.header("Location"), "/delivery/" + m_stage->deliveryId().toUtf8());
    QCOMPARE(answer.text("status"), u"Assigned"_s);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->platform.takePublished(),
             (QStringList{u"AttemptStatusChanged "_s + m_stage->attemptId(),
                          u"DeliveryStatusChanged "_s + m_stage->deliveryId()}));
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("from":"Assigned","to":"Cancelled")"));
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"Mistake")"));
    QVERIFY(m_stage->lastEvent("AttemptStatusChanged").contains(R"("from":"Assigned","to":"Cancelled")"));
}

void DeliveriesCancelTest::cancellingTwiceIsOneSaga()
{
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(cancel(), 202);
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(cancel(), 200);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_saga WHERE type = 'CancelDelivery'"_s), u"1"_s);
}

void DeliveriesCancelTest::anOrderCancelledInTimeCancelsItsDelivery()
{
    const QByteArray order = m_stage->receiveOrder();
    m_stage->planTrip();
    m_stage->cancelOrder(order);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"ChangedTheirMind")"));
}

void DeliveriesCancelTest::anOrderCancelledTooLateChangesNothing_data()
{
    QTest::addColumn<QString>("presentStatus");
    for (const char *status : {"Delivered", "Returning", "Returned", "Failed", "Cancelled"})
        QTest::newRow(status) << QString::fromLatin1(status);
}

void DeliveriesCancelTest::anOrderCancelledTooLateChangesNothing()
{
    QFETCH(const QString, presentStatus);
    m_stage->bringTo(presentStatus);
    const QString sagas = m_stage->platform.value(u"SELECT count(*) FROM v_saga"_s);
    m_stage->platform.takePublished();
    m_stage->cancelOrder(m_stage->delivery("orderId").toUtf8());
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), presentStatus);
    QCOMPARE(m_stage->platform.takePublished(), QStringList{});
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_saga"_s), sagas);
}

void DeliveriesCancelTest::aCancelledOrderWithoutADeliveryIsPassedOver()
{
    m_stage->cancelOrder(m_stage->newUuid());
    QCOMPARE(
        m_stage->platform.value(
            u"SELECT (SELECT count(*) FROM v_saga) + (SELECT count(*) FROM v_parked) + (SELECT count(*) FROM v_dead_letter)"_s),
        u"0"_s);
}

// The pivot.

void DeliveriesCancelTest::goodsAboardMeanwhileAreBroughtBack()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->taskStatus[m_stage->taskId("Pickup")] = "Completed";
    cancelAndSettle();
    QCOMPARE(m_stage->steps(cancellation),
             u"settle-pickup-task Done, cancel-pickup-task Done, look-at-pickup-task Failed"_s);
    QCOMPARE(fulfilment(), u"Compensated Compensated"_s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    m_stage->completeTask("Pickup");
    QCOMPARE(m_stage->status(), u"Returning"_s);
    m_stage->completeTask("Return");
    QCOMPARE(m_stage->status(), u"Returned"_s);
    QCOMPARE(m_stage->sagaState(u"ReturnToMerchant"_s), u"Completed"_s);
}

void DeliveriesCancelTest::anOrderCancelledDuringAReassignmentThatCameTooLate()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /task/"_s] = 503;
    QCOMPARE(m_stage->platform.post(u"/delivery/%1/reassign"_s.arg(m_stage->deliveryId())).status, 202);
    m_stage->completeTask("Pickup");
    QCOMPARE(m_stage->status(), u"InTransit"_s);
    m_stage->cancelOrder(m_stage->delivery("orderId").toUtf8());
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->sagaState(u"ReassignRobot"_s), u"Compensated"_s);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"ChangedTheirMind")"));
}

void DeliveriesCancelTest::anOrderCancelledBeforeTheRobotIsKnownIsTriedAgain()
{
    const QByteArray order = m_stage->receiveOrder();
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->platform.process("deliveries")
        .database()
        .execute(
            u"UPDATE delivery SET status = 'InTransit'"_s); // told of by the robot, before Dispatch told of its trip
    m_stage->cancelOrder(order);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"1"_s);
    m_stage->refusals.clear();
    m_stage->planTrip();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"0"_s);
}

void DeliveriesCancelTest::goodsAboardMeanwhileAndHandedOver()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /task/"_s] = 503;
    QCOMPARE(cancel(), 202);
    m_stage->completeTask("Pickup");
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(fulfilment(), u"Held Running"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(fulfilment(), u"Completed Compensated"_s);
}

void DeliveriesCancelTest::goodsAboardMeanwhileAndFailed()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /task/"_s] = 503;
    QCOMPARE(cancel(), 202);
    m_stage->completeTask("Pickup");
    m_stage->changeTask("Dropoff", "Failed", "LidJammed");
    QCOMPARE(fulfilment(), u"Held Running"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Failed"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Returning"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Failed"_s);
    QCOMPARE(fulfilment(), u"Compensated Compensated"_s);
}

void DeliveriesCancelTest::aPickupFailedMeanwhileIsCancelled()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->taskStatus[m_stage->taskId("Pickup")] = "Failed";
    cancelAndSettle();
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(fulfilment(), u"Compensated Completed"_s);
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Cancelled"_s);
}

void DeliveriesCancelTest::aPivotThatIsRefusedLetsItGoOn()
{
    m_stage->bringTo(u"Assigned"_s);
    m_stage->refusals[u"POST /task/"_s] = 422;
    cancelAndSettle();
    QCOMPARE(fulfilment(), u"Running Compensated"_s);
    QCOMPARE(m_stage->status(), u"Assigned"_s);
    m_stage->refusals.clear();
    cancelAndSettle();
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
}

// What is under way.

void DeliveriesCancelTest::aPickupTaskNotNamedYetIsAwaited()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->steps(cancellation), u"settle-pickup-task Awaiting"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(m_stage->taskStatus[m_stage->taskId("Pickup")], "Cancelled");
    QVERIFY(m_stage->taskId("Dropoff").isEmpty());
    QCOMPARE(m_stage->steps(),
             u"reserve-demand Undone, await-trip Done, create-pickup-task Undone, cancel-demand Done"_s);
}

void DeliveriesCancelTest::aPickupTaskNamedByItsEventIsCancelled()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    QCOMPARE(cancel(), 202);
    m_stage->foreseeTask("Pickup");
    m_stage->changeTask("Pickup", "Pending");
    m_stage->platform.settle();
    QCOMPARE(m_stage->taskStatus[m_stage->taskId("Pickup")], "Cancelled");
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(fulfilment(), u"Compensated Completed"_s);
}

void DeliveriesCancelTest::aTripPlannedMeanwhileCreatesNoTasks()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->receiveOrder();
    QCOMPARE(cancel(), 202);
    m_stage->planTrip();
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(m_stage->requestsTo("operations"), QStringList{});
    QVERIFY(m_stage->requestsTo("dispatch").contains(u"POST /demand/cancel"_s));
}

void DeliveriesCancelTest::aDemandNotAnsweredYetIsAwaited()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->receiveOrder();
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(fulfilment(), u"Compensating Running"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(m_stage->steps(), u"reserve-demand Undone, cancel-demand Done"_s);
}

void DeliveriesCancelTest::cancellingBetweenTwoAttemptsMakesNoOther()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /demand/"_s] = 503;
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->sagaState(), u"Compensating"_s);
    cancelAndSettle();
    QCOMPARE(m_stage->status(), u"PickingUp"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(fulfilment(), u"Compensated Completed"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM attempt"_s), u"1"_s);
}

void DeliveriesCancelTest::cancellingWaitsForAStuckCompensation()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /demand/"_s] = 422;
    cancelAndSettle();
    QCOMPARE(fulfilment(), u"Stuck Running"_s);
    QCOMPARE(m_stage->status(), u"PickingUp"_s);
    QCOMPARE(cancel(), 202);
    QCOMPARE(m_stage->platform.post(u"/saga/%1/compensate"_s.arg(QString::fromUtf8(m_stage->sagaId()))).status, 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(fulfilment(), u"Compensated Completed"_s);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
}

void DeliveriesCancelTest::whyAStepIsPassedOverStandsInIt_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("a reason") << QByteArray(R"({"reason":"Undone by hand"})") << 202 << true;
    QTest::newRow("none") << QByteArray() << 202 << false;
    QTest::newRow("no text") << QByteArray(R"({"reason":7})") << 422 << false;
}

void DeliveriesCancelTest::whyAStepIsPassedOverStandsInIt()
{
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isTold);
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /demand/"_s] = 422;
    cancelAndSettle();
    const QString saga = u"/saga/"_s + QString::fromUtf8(m_stage->sagaId());
    QTEST(m_stage->platform.post(saga + u"/compensate"_s, body).status, "status");
    QString told;
    m_stage->platform.get(saga)["steps"].forEachItem([&](JsonValue step) {
        if (step["name"].toString() == u"cancel-demand")
            told = step["error"].toString().value_or(QString());
    });
    QVERIFY2(told.startsWith(u"422"), qPrintable(told));
    QCOMPARE(told.endsWith(u"passed over by a person: Undone by hand"), isTold);
}

void DeliveriesCancelTest::theNewsOfOurOwnCancellationIsNoFailure()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /task/"_s] = 503; // it has been cancelled, but the answer is lost
    QCOMPARE(cancel(), 202);
    m_stage->changeTask("Pickup", "Cancelled");
    QCOMPARE(m_stage->attemptStatus(), u"ToPickup"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Cancelled"_s);
    QCOMPARE(m_stage->delivery("taskStatus"), u"Cancelled"_s);
}

void DeliveriesCancelTest::noRobotInTimeLeavesItToTheCancellation()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->receiveOrder();
    m_stage->platform.runFor(3h);
    QCOMPARE(cancel(), 202);
    m_stage->platform.runFor(2h);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
}

void DeliveriesCancelTest::aRefusedTaskMeanwhileIsCancelled()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    QCOMPARE(cancel(), 202);
    m_stage->refusals[u"POST /tasks"_s] = 422;
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(fulfilment(), u"Compensated Completed"_s);
}

// Crashes.

void DeliveriesCancelTest::crashOnce(FaultKind kind, const QByteArray &messageType)
{
    FaultPlan &faults = m_stage->platform.environment().faults;
    FaultRule rule;
    rule.kind = kind;
    rule.from = "deliveries";
    rule.type = messageType;
    rule.delay = 5s;
    faults.add(rule);
    m_stage->platform.environment().journal.addListener([&faults](const JournalRecord &record) {
        if (record.kind == JournalKind::Crashed)
            faults.clear();
    });
}

void DeliveriesCancelTest::addCrashes(const QList<QByteArray> &messages)
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("message");
    for (const FaultKind kind :
         {FaultKind::CrashBeforeCommit, FaultKind::CrashBeforePublish, FaultKind::CrashBeforeAcknowledge}) {
        for (const QByteArray &message : messages)
            QTest::addRow("%s at %s", qPrintable(toText(kind)), message.constData()) << kind << message;
    }
}

void DeliveriesCancelTest::aCrashAnywhereCancelsAllTheSame_data()
{
    addCrashes({"curbside.integrations.OrderCancelled", "CancelDelivery cancel-pickup-task",
                "FulfilDelivery cancel-dropoff-task", "FulfilDelivery cancel-demand"});
}

void DeliveriesCancelTest::aCrashAnywhereCancelsAllTheSame()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, message);
    m_stage->bringTo(u"PickingUp"_s);
    crashOnce(kind, message);
    m_stage->clearRequests();
    m_stage->cancelOrder(m_stage->delivery("orderId").toUtf8());
    m_stage->platform.runFor(5min);
    QCOMPARE(m_stage->platform.environment().journal.count(JournalKind::Crashed), std::uint64_t(1));
    QCOMPARE(m_stage->status(), u"Cancelled"_s);
    QCOMPARE(fulfilment(), u"Compensated Completed"_s);
    QCOMPARE(m_stage->requestsTo("operations"), (QStringList{u"POST /task/cancel"_s, u"POST /task/cancel"_s}));
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
}

void DeliveriesCancelTest::aCrashAnywhereDeliversAllTheSame_data()
{
    addCrashes({"curbside.integrations.OrderReceived", "FulfilDelivery reserve-demand", "curbside.dispatch.TripPlanned",
                "FulfilDelivery create-pickup-task", "FulfilDelivery create-dropoff-task",
                "curbside.operations.TaskStatusChanged", "curbside.operations.TaskCompleted",
                "curbside.state.RobotStateChanged"});
}

void DeliveriesCancelTest::aCrashAnywhereDeliversAllTheSame()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, message);
    crashOnce(kind, message);
    const std::vector<std::function<void()>> way{[this] { m_stage->receiveOrder(); },
                                                 [this] { m_stage->planTrip(); },
                                                 [this] { m_stage->changeTask("Pickup", "InProgress"); },
                                                 [this] { m_stage->completeTask("Pickup"); },
                                                 [this] { m_stage->arriveFor(m_stage->taskId("Dropoff")); },
                                                 [this] { m_stage->completeTask("Dropoff"); }};
    for (const auto &step : way) {
        step();
        m_stage->platform.runFor(2min);
    }
    QCOMPARE(m_stage->platform.environment().journal.count(JournalKind::Crashed), std::uint64_t(1));
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(m_stage->sagaState(), u"Completed"_s);
    QCOMPARE(
        m_stage->platform.value(
            u"SELECT group_concat(type, ' ') FROM (SELECT substr(type, 21) AS type FROM v_outbox ORDER BY sequence)"_s),
        u"DeliveryStatusChanged AttemptStatusChanged AttemptStatusChanged DeliveryStatusChanged AttemptStatusChanged "
        "DeliveryStatusChanged AttemptStatusChanged DeliveryStatusChanged AttemptStatusChanged DeliveryStatusChanged "
        "AttemptStatusChanged DeliveryStatusChanged"_s);
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demands"_s});
    QCOMPARE(m_stage->requestsTo("operations"), (QStringList{u"POST /tasks"_s, u"POST /tasks"_s}));
}

CURBSIDE_TEST(DeliveriesCancelTest)

} // namespace tst_deliveries_cancel

#include "tst_deliveries_cancel.moc"
