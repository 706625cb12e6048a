// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_deliveries_sagas {

using namespace Qt::StringLiterals;
using namespace curbside;

// What Deliveries does when an attempt fails, and when answers and facts come in no order.
class DeliveriesSagasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    // Attempts.
    void aFailedAttemptIsUndoneAndFollowedByAnother();
    void theNextAttemptIsWithoutThatRobot();
    void theCopiesBeginAnew();
    void thereAreThreeAttemptsAtMost();
    void anAbortedTripFailsItsAttempts();
    void anAbortedTripDoesNotTouchWhatIsCompleted();
    void aTaskCancelledByOthersFailsTheAttempt_data();
    void aTaskCancelledByOthersFailsTheAttempt();
    void factsOfAnEndedAttemptChangeNothing();
    void whatWasHandedOverIsNotBroughtAgain();
    void aRefusedDemandFailsTheAttempt();
    void aRefusedTaskFailsTheAttempt();
    void noRobotInTimeMeansFailed();
    void noRobotInTimeMeansFailedAlsoWhenDispatchIsSilent();
    void aRobotInTimeStopsTheClock();
    void theClockRunsOnForTheNextAttempt();
    void anUnplannableDemandIsRemarked();

    // Answers and facts in any order.
    void aTripBeforeTheAnswerOfTheDemand();
    void aTaskBeforeItsAnswer();
    void theWholeWayBeforeTheAnswers();

    // Retry.
    void onlyAFailedDeliveryIsRetried_data();
    void onlyAFailedDeliveryIsRetried();
    void aRetriedDeliveryStartsAgain();
    void aRetryAfterThePromiseHasTimeForARobot();
    void aRetryWaitsForTheUndoing();

    // Stuck.
    void aCompensationThatFailsForGoodIsSeen();
    void aStuckSagaIsTriedAgain();
    void aStuckSagaIsPassedOver();
    void sagasAreListed();
    void aRunnerThatForgetsToUndoLeavesTheDemand();

private:
    QString attempts()
    {
        return m_stage->platform.value(
            u"SELECT group_concat(status, ' ') FROM (SELECT status FROM attempt ORDER BY id)"_s);
    }
    void failThrice();
    int post(const QString &action)
    {
        return m_stage->platform.post(u"/delivery/%1/%2"_s.arg(m_stage->deliveryId(), action)).status;
    }
    int decide(const QString &action);

    std::unique_ptr<Stage> m_stage;
};

void DeliveriesSagasTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

// Attempts.

void DeliveriesSagasTest::aFailedAttemptIsUndoneAndFollowedByAnother()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->clearRequests();
    m_stage->platform.takePublished();
    const QString first = m_stage->attemptId();
    m_stage->failAttempt("LidJammed");
    const QString second = m_stage->attemptId();
    QVERIFY(first != second);
    QCOMPARE(m_stage->platform.takePublished(),
             (QStringList{u"AttemptStatusChanged "_s + first, u"DeliveryStatusChanged "_s + m_stage->deliveryId(),
                          u"AttemptStatusChanged "_s + second}));
    QCOMPARE(attempts(), u"Failed Created"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(m_stage->requestsTo("operations"), (QStringList{u"POST /task/cancel"_s, u"POST /task/cancel"_s}));
    QCOMPARE(m_stage->requestsTo("dispatch"), (QStringList{u"POST /demand/cancel"_s, u"POST /demands"_s}));
    QCOMPARE(m_stage->steps(),
             u"reserve-demand Undone, await-trip Done, create-pickup-task Undone, create-dropoff-task Undone, "
             "follow Failed, cancel-dropoff-task Done, cancel-pickup-task Done, cancel-demand Done, "
             "reserve-demand Done, await-trip Awaiting"_s);
    QCOMPARE(m_stage->platform.value(
                 u"SELECT failure_reason || ' ' || (ended_at IS NOT NULL) FROM attempt ORDER BY id LIMIT 1"_s),
             u"LidJammed 1"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT error FROM v_saga_step WHERE name = 'follow'"_s), u"LidJammed"_s);
    m_stage->planTrip("R-2", "Birch");
    m_stage->completeTask("Pickup");
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(attempts(), u"Failed Completed"_s);
}

void DeliveriesSagasTest::theNextAttemptIsWithoutThatRobot()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->failAttempt("LidJammed");
    const auto excluded = [this] {
        return JsonDocument::parse(m_stage->lastBodyTo("dispatch", u"/demands"_s))->root()["excludedRobots"].toJson();
    };
    QCOMPARE(excluded(), R"(["R-1"])");
    m_stage->planTrip("R-2", "Birch");
    m_stage->changeTask("Pickup", "InProgress");
    m_stage->failAttempt("RobotLost");
    QCOMPARE(excluded(), R"(["R-1","R-2"])");
}

void DeliveriesSagasTest::theCopiesBeginAnew()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->moveLid("Jammed", 9);
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(m_stage->platform.value(
                 u"SELECT coalesce(task_id, task_status, driver_name, robot_lid, demand_id, task_status_version, "
                 "driver_name_version, robot_lid_version, demand_id_version, 'none') FROM delivery"_s),
             u"none"_s);
}

void DeliveriesSagasTest::failThrice()
{
    m_stage->receiveOrder();
    for (const QByteArray &robot : {"R-1"_ba, "R-2"_ba, "R-3"_ba}) {
        m_stage->planTrip(robot, "Driver of " + robot);
        m_stage->failAttempt("LidJammed");
    }
}

void DeliveriesSagasTest::thereAreThreeAttemptsAtMost()
{
    failThrice();
    QCOMPARE(attempts(), u"Failed Failed Failed"_s);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(m_stage->sagaState(), u"Compensated"_s);
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("to":"Failed")"));
    QVERIFY(m_stage->lastEvent("DeliveryStatusChanged").contains(R"("reason":"LidJammed")"));
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM timer"_s), u"0"_s);
}

void DeliveriesSagasTest::anAbortedTripFailsItsAttempts()
{
    m_stage->bringTo(u"InTransit"_s);
    m_stage->abortTrip("RobotLost");
    m_stage->platform.runFor(1s);
    QCOMPARE(attempts(), u"Failed Created"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT failure_reason FROM attempt ORDER BY id LIMIT 1"_s), u"RobotLost"_s);
}

void DeliveriesSagasTest::anAbortedTripDoesNotTouchWhatIsCompleted()
{
    m_stage->bringTo(u"Delivered"_s);
    m_stage->platform.takePublished();
    m_stage->abortTrip("RobotLost");
    QCOMPARE(m_stage->platform.takePublished(), QStringList{});
    QCOMPARE(m_stage->status(), u"Delivered"_s);
}

void DeliveriesSagasTest::aTaskCancelledByOthersFailsTheAttempt_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("the pickup") << "Pickup"_ba;
    QTest::newRow("the drop-off") << "Dropoff"_ba;
}

void DeliveriesSagasTest::aTaskCancelledByOthersFailsTheAttempt()
{
    QFETCH(const QByteArray, type);
    m_stage->bringTo(u"Assigned"_s);
    m_stage->changeTask(type, "Cancelled");
    m_stage->platform.runFor(1s);
    QCOMPARE(attempts(), u"Failed Created"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT failure_reason FROM attempt ORDER BY id LIMIT 1"_s), u"TaskCancelled"_s);
}

void DeliveriesSagasTest::factsOfAnEndedAttemptChangeNothing()
{
    m_stage->bringTo(u"PickingUp"_s);
    const QString first = m_stage->attemptId();
    const QByteArray task = m_stage->taskId("Pickup");
    m_stage->failAttempt("LidJammed");
    m_stage->platform.takePublished();
    JsonWriter json;
    json.beginObject()
        .member("taskId", task)
        .member("type", "Pickup")
        .member("attemptId", first)
        .member("robotSerial", "R-1");
    json.member("to", "Completed").member("version", 99).endObject();
    m_stage->platform.tellAndSettle("operations", "TaskStatusChanged", task, json.take());
    m_stage->planTripFor(first);
    m_stage->arriveFor(task);
    QCOMPARE(m_stage->platform.takePublished(), QStringList{});
    QCOMPARE(attempts(), u"Failed Created"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
}

/// A trip is aborted, and that is heard of before the drop-off that was completed just then.
void DeliveriesSagasTest::whatWasHandedOverIsNotBroughtAgain()
{
    m_stage->bringTo(u"InTransit"_s);
    const QString first = m_stage->attemptId();
    const QByteArray task = m_stage->taskId("Dropoff");
    m_stage->abortTrip("RobotLost");
    m_stage->platform.runFor(1s);
    QCOMPARE(attempts(), u"Failed Created"_s);
    m_stage->clearRequests();
    JsonWriter json;
    json.beginObject()
        .member("taskId", task)
        .member("type", "Dropoff")
        .member("attemptId", first)
        .member("robotSerial", "R-1");
    json.member("to", "Completed").member("version", 99).endObject();
    m_stage->platform.tellAndSettle("operations", "TaskStatusChanged", task, json.take());
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(attempts(), u"Failed Cancelled"_s);
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
    QCOMPARE(m_stage->sagaState(), u"Compensated"_s);
}

void DeliveriesSagasTest::aRefusedDemandFailsTheAttempt()
{
    m_stage->refusals[u"POST /demands"_s] = 422;
    m_stage->receiveOrder();
    m_stage->platform.runFor(1s);
    QCOMPARE(attempts(), u"Failed Failed Failed"_s);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(m_stage->steps(), u"reserve-demand Failed, reserve-demand Failed, reserve-demand Failed"_s);
    QCOMPARE(m_stage->sagaState(), u"Compensated"_s);
}

void DeliveriesSagasTest::aRefusedTaskFailsTheAttempt()
{
    m_stage->refusals[u"POST /tasks"_s] = 422;
    m_stage->bringTo(u"Assigned"_s);
    m_stage->platform.runFor(1s);
    QCOMPARE(attempts(), u"Failed Created"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(m_stage->steps(),
             u"reserve-demand Undone, await-trip Done, create-pickup-task Failed, cancel-demand Done, "
             "reserve-demand Done, await-trip Awaiting"_s);
    QCOMPARE(JsonDocument::parse(m_stage->lastBodyTo("dispatch", u"/demands"_s))->root()["excludedRobots"].toJson(),
             R"(["R-1"])");
}

void DeliveriesSagasTest::noRobotInTimeMeansFailed()
{
    m_stage->receiveOrder();
    m_stage->clearRequests();
    m_stage->platform.runFor(3h + 39min);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    m_stage->platform.runFor(2min);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(attempts(), u"Failed"_s);
    QCOMPARE(m_stage->attempt("failureReason"), u"NoRobot"_s);
    QCOMPARE(m_stage->steps(), u"reserve-demand Undone, await-trip Failed, cancel-demand Done"_s);
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demand/cancel"_s});
}

void DeliveriesSagasTest::noRobotInTimeMeansFailedAlsoWhenDispatchIsSilent()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->receiveOrder();
    m_stage->platform.runFor(3h + 41min);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(m_stage->sagaState(), u"Compensating"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->steps(), u"reserve-demand Undone, cancel-demand Done"_s);
    QCOMPARE(m_stage->sagaState(), u"Compensated"_s);
    QCOMPARE(m_stage->status(), u"Failed"_s);
}

void DeliveriesSagasTest::aRobotInTimeStopsTheClock()
{
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM timer"_s), u"0"_s);
    m_stage->platform.runFor(5h);
    QCOMPARE(m_stage->status(), u"Assigned"_s);
}

void DeliveriesSagasTest::theClockRunsOnForTheNextAttempt()
{
    m_stage->bringTo(u"Assigned"_s);
    m_stage->platform.runFor(3h);
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->status(), u"Pending"_s);
    m_stage->platform.runFor(41min);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(attempts(), u"Failed Failed"_s);
}

void DeliveriesSagasTest::anUnplannableDemandIsRemarked()
{
    m_stage->receiveOrder();
    JsonWriter json;
    json.beginObject().member("demandId", m_stage->delivery("demandId")).member("deliveryId", m_stage->deliveryId());
    json.member("attemptId", m_stage->attemptId())
        .member("reason", "every robot is held")
        .member("version", 2)
        .endObject();
    m_stage->platform.tellAndSettle("dispatch", "DemandUnplannable", "x", json.take());
    QCOMPARE(m_stage->platform.value(u"SELECT error FROM v_saga_step WHERE name = 'await-trip'"_s),
             u"every robot is held"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    m_stage->planTrip();
    QCOMPARE(
        m_stage->platform.value(u"SELECT state || coalesce(error, '') FROM v_saga_step WHERE name = 'await-trip'"_s),
        u"Done"_s);
}

// Answers and facts in any order.

void DeliveriesSagasTest::aTripBeforeTheAnswerOfTheDemand()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(m_stage->status(), u"Assigned"_s);
    QCOMPARE(m_stage->requestsTo("operations").size(), 2);
    QCOMPARE(
        m_stage->steps(),
        u"reserve-demand Done, await-trip Done, create-pickup-task Done, create-dropoff-task Done, follow Awaiting"_s);
    QCOMPARE(m_stage->delivery("demandId"), QString());
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QVERIFY(!m_stage->delivery("demandId").isEmpty());
    m_stage->failAttempt("LidJammed");
    QVERIFY(m_stage->requestsTo("dispatch").contains(u"POST /demand/cancel"_s));
}

void DeliveriesSagasTest::aTaskBeforeItsAnswer()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    m_stage->foreseeTask("Pickup");
    m_stage->changeTask("Pickup", "Pending");
    QCOMPARE(m_stage->steps(),
             u"reserve-demand Done, await-trip Done, create-pickup-task Done, create-dropoff-task Calling"_s);
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Pickup")));
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(
        m_stage->steps(),
        u"reserve-demand Done, await-trip Done, create-pickup-task Done, create-dropoff-task Done, follow Awaiting"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM call_intent"_s), u"0"_s);
}

void DeliveriesSagasTest::theWholeWayBeforeTheAnswers()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    m_stage->foreseeTask("Pickup");
    m_stage->foreseeTask("Dropoff");
    m_stage->completeTask("Pickup");
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(m_stage->sagaState(), u"Completed"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM call_intent"_s), u"0"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM saga_step WHERE call_id IS NOT NULL"_s), u"0"_s);
    QCOMPARE(m_stage->sagaState(), u"Completed"_s);
}

// Retry.

void DeliveriesSagasTest::onlyAFailedDeliveryIsRetried_data()
{
    QTest::addColumn<QString>("presentStatus");
    QTest::addColumn<int>("answer");
    for (const char *status : {"Pending", "Assigned", "PickingUp", "InTransit", "Arrived", "Returning", "Returned",
                               "Delivered", "Cancelled"})
        QTest::addRow("%s is a conflict", status) << QString::fromLatin1(status) << 409;
    QTest::newRow("Failed starts again") << u"Failed"_s << 202;
}

void DeliveriesSagasTest::onlyAFailedDeliveryIsRetried()
{
    QFETCH(const QString, presentStatus);
    QFETCH(const int, answer);
    m_stage->bringTo(presentStatus);
    QCOMPARE(post(u"retry"_s), answer);
    QCOMPARE(m_stage->status(), answer == 202 ? u"Pending"_s : presentStatus);
}

void DeliveriesSagasTest::aRetriedDeliveryStartsAgain()
{
    failThrice();
    const QByteArray saga = m_stage->sagaId();
    const Answer retried = m_stage->platform.post(u"/delivery/%1/retry"_s.arg(m_stage->deliveryId()));
    QCOMPARE(retried.status, 202);
    QCOMPARE(retried.header("Location"), "/delivery/" + m_stage->deliveryId().toUtf8());
    m_stage->platform.settle();
    QCOMPARE(attempts(), u"Failed Failed Failed Created"_s);
    QCOMPARE(m_stage->sagaId(), saga);
    QCOMPARE(m_stage->sagaState(), u"Running"_s);
    QCOMPARE(JsonDocument::parse(m_stage->lastBodyTo("dispatch", u"/demands"_s))->root()["excludedRobots"].toJson(),
             "[]");
    m_stage->planTrip();
    m_stage->failAttempt("LidJammed");
    QCOMPARE(attempts(), u"Failed Failed Failed Failed Created"_s);
}

void DeliveriesSagasTest::aRetryAfterThePromiseHasTimeForARobot()
{
    m_stage->receiveOrder();
    m_stage->platform.runFor(6h);
    QCOMPARE(m_stage->status(), u"Failed"_s);
    QCOMPARE(post(u"retry"_s), 202);
    m_stage->platform.runFor(2h + 59min);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    m_stage->platform.runFor(2min);
    QCOMPARE(m_stage->status(), u"Failed"_s);
}

void DeliveriesSagasTest::aRetryWaitsForTheUndoing()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    m_stage->receiveOrder();
    m_stage->platform.runFor(4h);
    QCOMPARE(post(u"retry"_s), 409);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(post(u"retry"_s), 202);
}

// Stuck.

int DeliveriesSagasTest::decide(const QString &action)
{
    return m_stage->platform.post(u"/saga/%1/%2"_s.arg(QString::fromUtf8(m_stage->sagaId()), action)).status;
}

void DeliveriesSagasTest::aCompensationThatFailsForGoodIsSeen()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /demand/"_s] = 404;
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->sagaState(), u"Stuck"_s);
    QCOMPARE(m_stage->status(), u"PickingUp"_s);
    const Answer saga = m_stage->platform.get(u"/saga/"_s + QString::fromUtf8(m_stage->sagaId()));
    QCOMPARE(saga.text("state"), u"Stuck"_s);
    QCOMPARE(saga.text("currentStep"), u"cancel-demand"_s);
    QVERIFY(saga.body.contains(R"("name":"cancel-demand","undoes":"reserve-demand","round":1,"state":"Failed")"));
    QCOMPARE(m_stage->platform.get(u"/sagas?state=Stuck"_s)["items"].size(), 1U);
}

void DeliveriesSagasTest::aStuckSagaIsTriedAgain()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /demand/"_s] = 404;
    m_stage->failAttempt("LidJammed");
    m_stage->refusals.clear();
    QCOMPARE(decide(u"retry"_s), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->sagaState(), u"Running"_s);
    QCOMPARE(attempts(), u"Failed Created"_s);
    QCOMPARE(decide(u"retry"_s), 409);
}

void DeliveriesSagasTest::aStuckSagaIsPassedOver()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->refusals[u"POST /demand/"_s] = 404;
    m_stage->failAttempt("LidJammed");
    QCOMPARE(decide(u"compensate"_s), 202);
    m_stage->platform.runFor(1s);
    QCOMPARE(m_stage->sagaState(), u"Running"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(decide(u"compensate"_s), 409);
}

void DeliveriesSagasTest::sagasAreListed()
{
    m_stage->bringTo(u"Cancelled"_s);
    m_stage->receiveOrder();
    const auto count = [this](const QString &query) {
        return m_stage->platform.get(u"/sagas"_s + query)["items"].size();
    };
    QCOMPARE(count({}), 3U);
    QCOMPARE(count(u"?type=CancelDelivery"_s), 1U);
    QCOMPARE(count(u"?state=Compensated"_s), 1U);
    QCOMPARE(count(u"?subject="_s + m_stage->deliveryId()), 2U);
    QCOMPARE(count(u"?limit=2"_s), 2U);
}

void DeliveriesSagasTest::aRunnerThatForgetsToUndoLeavesTheDemand()
{
    m_stage->platform.environment().bugs.skipCompensation = true;
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->clearRequests();
    m_stage->failAttempt("LidJammed");
    QCOMPARE(m_stage->requestsTo("dispatch"), QStringList{u"POST /demands"_s});
    QCOMPARE(m_stage->requestsTo("operations"), QStringList{});
    QCOMPARE(attempts(), u"Failed Created"_s);
}

CURBSIDE_TEST(DeliveriesSagasTest)

} // namespace tst_deliveries_sagas

#include "tst_deliveries_sagas.moc"
