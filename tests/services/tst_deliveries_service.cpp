// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_deliveries_service {

using namespace Qt::StringLiterals;
using namespace curbside;

// Deliveries: what it makes of orders and facts, and its API. Failing, cancelling and the sagas have a test of their own.
class DeliveriesServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aDeliveryGoesItsWay();
    void anOrderMakesADeliveryAndAnAttempt();
    void creationPublishesTheFirstStatus();
    void anOrderCanBePosted();
    void thereIsOneDeliveryForAnOrder();
    void aBadDeliveryIsRefused_data();
    void aBadDeliveryIsRefused();
    void theDemandSaysWhatIsWanted();
    void theTasksSayWhatIsToBeDone();
    void aFactMovesForward_data();
    void aFactMovesForward();
    void aFactBehindChangesNothing_data();
    void aFactBehindChangesNothing();
    void changesArePublishedAsTheyAre();
    void theTaskNowUnderWayIsCopied();
    void anOlderCopyIsIgnored();
    void theLidIsCopiedWhileAnAttemptIsUnderWay();
    void anotherRobotsLidIsNobodysBusiness();
    void anArrivalForATaskNotKnownYetWaits();
    void anArrivalForATaskOfOthersIsPassedOver();
    void unreadableFactsAreDeadLettered();
    void whatCannotBeFetchedIsReadFromLists();
    void deliveriesAreListed();
    void badFiltersAreRefused_data();
    void badFiltersAreRefused();
    void whatIsNotThereIsNotFound_data();
    void whatIsNotThereIsNotFound();
    void aDeliveryIsComposedWithItsTask();
    void aTaskThatCannotBeHadIsAProblemInside();
    void onlyWhatHasEndedIsDeleted_data();
    void onlyWhatHasEndedIsDeleted();
    void aDeletedDeliveryIsGone();

private:
    void tellFact(const QByteArray &fact);

    std::unique_ptr<Stage> m_stage;
};

void DeliveriesServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

void DeliveriesServiceTest::aDeliveryGoesItsWay()
{
    m_stage->receiveOrder();
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Created"_s);
    QCOMPARE(m_stage->steps(), u"reserve-demand Done, await-trip Awaiting"_s);
    m_stage->planTrip();
    QCOMPARE(m_stage->status(), u"Assigned"_s);
    QCOMPARE(m_stage->steps(),
             u"reserve-demand Done, await-trip Done, create-pickup-task Done, create-dropoff-task Done, "
             "follow Awaiting"_s);
    m_stage->changeTask("Pickup", "Assigned");
    m_stage->changeTask("Pickup", "InProgress");
    QCOMPARE(m_stage->status(), u"PickingUp"_s);
    QCOMPARE(m_stage->attemptStatus(), u"ToPickup"_s);
    m_stage->arriveFor(m_stage->taskId("Pickup"));
    QCOMPARE(m_stage->attemptStatus(), u"AtPickup"_s);
    m_stage->completeTask("Pickup");
    QCOMPARE(m_stage->status(), u"InTransit"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Loaded"_s);
    m_stage->changeTask("Dropoff", "InProgress");
    QCOMPARE(m_stage->attemptStatus(), u"ToDropoff"_s);
    m_stage->arriveFor(m_stage->taskId("Dropoff"));
    QCOMPARE(m_stage->status(), u"Arrived"_s);
    QCOMPARE(m_stage->attemptStatus(), u"AtDropoff"_s);
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Completed"_s);
    QCOMPARE(m_stage->sagaState(), u"Completed"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM timer"_s), u"0"_s);
}

// Orders.

void DeliveriesServiceTest::anOrderMakesADeliveryAndAnAttempt()
{
    m_stage->refusals[u"POST /demands"_s] = 503;
    const QByteArray order = m_stage->receiveOrder();
    QByteArray expected =
        R"({"id":"DELIVERY","number":"D-1001","orderId":"ORDER","merchantId":"MERCHANT","pickup":{"x":1,"y":2},)"
        R"("dropoff":{"x":300.5,"y":-4},"readyAt":"2026-03-02T09:10:00.100Z","promisedAt":"2026-03-02T09:40:00.100Z",)"
        R"("status":"Pending","latestAttempt":{"id":"ATTEMPT","status":"Created"},"createdAt":"CREATED","updatedAt":"CREATED",)"
        R"("version":1})";
    expected.replace("DELIVERY", m_stage->deliveryId().toUtf8())
        .replace("ORDER", order)
        .replace("MERCHANT", Stage::merchant());
    expected.replace("ATTEMPT", m_stage->attemptId().toUtf8())
        .replace("CREATED", m_stage->delivery("createdAt").toUtf8());
    QCOMPARE(m_stage->platform.get(u"/delivery/"_s + m_stage->deliveryId()).body, expected);
    QCOMPARE(m_stage->attempt("number"), u"A-1001"_s);
    QCOMPARE(m_stage->attempt("deliveryId"), m_stage->deliveryId());
    QCOMPARE(m_stage->attempt("status"), u"Created"_s);
    QCOMPARE(m_stage->attempt("startedAt"), m_stage->delivery("createdAt"));
    QCOMPARE(
        m_stage->platform.value(u"SELECT type || ' ' || state FROM v_saga WHERE subject = (SELECT id FROM delivery)"_s),
        u"FulfilDelivery Running"_s);
}

void DeliveriesServiceTest::creationPublishesTheFirstStatus()
{
    const QByteArray order = m_stage->receiveOrder();
    const QByteArray delivery = m_stage->deliveryId().toUtf8();
    const QByteArray attempt = m_stage->attemptId().toUtf8();
    QCOMPARE(m_stage->platform.takePublished(),
             (QStringList{u"DeliveryStatusChanged "_s + m_stage->deliveryId(),
                          u"AttemptStatusChanged "_s + m_stage->attemptId()}));
    QCOMPARE(m_stage->lastEvent("DeliveryStatusChanged"),
             R"({"deliveryId":")" + delivery + R"(","orderId":")" + order + R"(","to":"Pending","latestAttemptId":")"
                 + attempt + R"(","version":1})");
    QCOMPARE(m_stage->lastEvent("AttemptStatusChanged"),
             R"({"attemptId":")" + attempt + R"(","deliveryId":")" + delivery + R"(","to":"Created","version":1})");
}

void DeliveriesServiceTest::anOrderCanBePosted()
{
    const QByteArray order = m_stage->newUuid();
    const Answer made = m_stage->platform.post(u"/deliveries"_s, m_stage->orderJson(order));
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Location"), "/delivery/" + m_stage->deliveryId().toUtf8());
    QCOMPARE(made.text("orderId"), QString::fromUtf8(order));
    QCOMPARE(made.text("status"), u"Pending"_s);
    QCOMPARE(m_stage->sagaState(), u"Running"_s);
}

void DeliveriesServiceTest::thereIsOneDeliveryForAnOrder()
{
    const QByteArray order = m_stage->receiveOrder();
    const Answer again = m_stage->platform.post(u"/deliveries"_s, m_stage->orderJson(order));
    QCOMPARE(again.status, 200);
    QCOMPARE(again.text("id"), m_stage->deliveryId());
    m_stage->platform.tellAndSettle("integrations", "OrderReceived", order, m_stage->orderJson(order));
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM delivery"_s), u"1"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_saga"_s), u"1"_s);
}

void DeliveriesServiceTest::aBadDeliveryIsRefused_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("badValue");
    for (const char *member : {"orderId", "merchantId", "pickup", "dropoff", "readyAt", "promisedAt"}) {
        QTest::addRow("%s is missing", member) << QByteArray(member) << QByteArray();
        QTest::addRow("%s is something else", member) << QByteArray(member) << QByteArray("7");
    }
}

void DeliveriesServiceTest::aBadDeliveryIsRefused()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QByteArray, badValue);
    const auto document = JsonDocument::parse(m_stage->orderJson(m_stage->newUuid()));
    JsonWriter json;
    json.beginObject();
    document->root().forEachMember([&](std::string_view name, JsonValue value) {
        if (name != member.toStdString())
            json.rawMember(name, value.toJson());
        else if (!badValue.isEmpty())
            json.rawMember(name, badValue);
    });
    json.endObject();
    const Answer refused = m_stage->platform.post(u"/deliveries"_s, json.take());
    QCOMPARE(refused.status, 422);
    QVERIFY2(refused.body.contains("\"pointer\":\"/" + member + '"'), refused.body.constData());
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM delivery"_s), u"0"_s);
}

void DeliveriesServiceTest::theDemandSaysWhatIsWanted()
{
    m_stage->receiveOrder();
    QByteArray expected =
        R"({"deliveryId":"DELIVERY","attemptId":"ATTEMPT","merchantId":"MERCHANT","pickup":{"x":1,"y":2},)"
        R"("dropoff":{"x":300.5,"y":-4},"readyAt":"2026-03-02T09:10:00.100Z",)"
        R"("dueAt":"2026-03-02T09:40:00.100Z","excludedRobots":[]})";
    expected.replace("DELIVERY", m_stage->deliveryId().toUtf8()).replace("ATTEMPT", m_stage->attemptId().toUtf8());
    QCOMPARE(m_stage->lastBodyTo("dispatch", u"/demands"_s), expected.replace("MERCHANT", Stage::merchant()));
    QVERIFY(!m_stage->delivery("demandId").isEmpty());
}

void DeliveriesServiceTest::theTasksSayWhatIsToBeDone()
{
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(m_stage->requestsTo("operations"), (QStringList{u"POST /tasks"_s, u"POST /tasks"_s}));
    const auto body = JsonDocument::parse(m_stage->lastBodyTo("operations", u"/tasks"_s));
    const auto text = [&](std::string_view name) { return body->root()[name].toString().value_or(QString()); };
    QCOMPARE(text("type"), u"Dropoff"_s);
    QCOMPARE(text("deliveryId"), m_stage->deliveryId());
    QCOMPARE(text("attemptId"), m_stage->attemptId());
    QCOMPARE(text("robotSerial"), u"R-1"_s);
    QCOMPARE(text("tripId"), QString::fromUtf8(m_stage->tripId()));
    QCOMPARE(text("dueAt"), u"2026-03-02T09:40:00.100Z"_s);
    QCOMPARE(m_stage->attempt("driverName"), u"Maple"_s);
    QCOMPARE(m_stage->delivery("driverName"), u"Maple"_s);
}

// Facts.

void DeliveriesServiceTest::tellFact(const QByteArray &fact)
{
    const QByteArray type = fact.startsWith("Pickup") ? "Pickup" : "Dropoff";
    if (fact.endsWith("Arrived"))
        m_stage->arriveFor(m_stage->taskId(type));
    else if (fact.endsWith("Completed"))
        m_stage->completeTask(type);
    else
        m_stage->changeTask(type, "InProgress");
}

void DeliveriesServiceTest::aFactMovesForward_data()
{
    QTest::addColumn<QByteArray>("fact");
    QTest::addColumn<QString>("attemptStatus");
    QTest::addColumn<QString>("deliveryStatus");
    QTest::newRow("leaving for the merchant") << "Pickup InProgress"_ba << u"ToPickup"_s << u"PickingUp"_s;
    QTest::newRow("at the merchant, over the leaving") << "Pickup Arrived"_ba << u"AtPickup"_s << u"PickingUp"_s;
    QTest::newRow("loaded, over the arrival") << "Pickup Completed"_ba << u"Loaded"_s << u"InTransit"_s;
    QTest::newRow("leaving for the customer, over the loading")
        << "Dropoff InProgress"_ba << u"ToDropoff"_s << u"InTransit"_s;
    QTest::newRow("at the customer, over the way") << "Dropoff Arrived"_ba << u"AtDropoff"_s << u"Arrived"_s;
    QTest::newRow("handed over, over everything") << "Dropoff Completed"_ba << u"Completed"_s << u"Delivered"_s;
}

void DeliveriesServiceTest::aFactMovesForward()
{
    QFETCH(const QByteArray, fact);
    QFETCH(const QString, attemptStatus);
    QFETCH(const QString, deliveryStatus);
    m_stage->bringTo(u"Assigned"_s);
    tellFact(fact);
    QCOMPARE(m_stage->attemptStatus(), attemptStatus);
    QCOMPARE(m_stage->status(), deliveryStatus);
    QCOMPARE(m_stage->platform.value(u"SELECT latest_attempt_status FROM delivery"_s), attemptStatus);
    QVERIFY2(
        m_stage->lastEvent("DeliveryStatusChanged").contains(R"("from":"Assigned","to":")" + deliveryStatus.toUtf8()),
        m_stage->lastEvent("DeliveryStatusChanged").constData());
}

void DeliveriesServiceTest::aFactBehindChangesNothing_data()
{
    QTest::addColumn<QString>("presentStatus");
    QTest::addColumn<QByteArray>("fact");
    QTest::newRow("leaving, when loaded") << u"InTransit"_s << "Pickup InProgress"_ba;
    QTest::newRow("at the merchant, when loaded") << u"InTransit"_s << "Pickup Arrived"_ba;
    QTest::newRow("loaded twice") << u"InTransit"_s << "Pickup Completed"_ba;
    QTest::newRow("on the way, when there") << u"Arrived"_s << "Dropoff InProgress"_ba;
    QTest::newRow("there twice") << u"Arrived"_s << "Dropoff Arrived"_ba;
    QTest::newRow("loaded, when delivered") << u"Delivered"_s << "Pickup Completed"_ba;
    QTest::newRow("there, when delivered") << u"Delivered"_s << "Dropoff Arrived"_ba;
    QTest::newRow("delivered twice") << u"Delivered"_s << "Dropoff Completed"_ba;
}

void DeliveriesServiceTest::aFactBehindChangesNothing()
{
    QFETCH(const QString, presentStatus);
    QFETCH(const QByteArray, fact);
    m_stage->bringTo(presentStatus);
    m_stage->platform.takePublished();
    const QString attemptStatus = m_stage->attemptStatus();
    tellFact(fact);
    QCOMPARE(m_stage->platform.takePublished(), QStringList{});
    QCOMPARE(m_stage->status(), presentStatus);
    QCOMPARE(m_stage->attemptStatus(), attemptStatus);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"0"_s);
}

void DeliveriesServiceTest::changesArePublishedAsTheyAre()
{
    m_stage->bringTo(u"Assigned"_s);
    const QByteArray delivery = m_stage->deliveryId().toUtf8();
    const QByteArray attempt = m_stage->attemptId().toUtf8();
    QCOMPARE(m_stage->lastEvent("AttemptStatusChanged"),
             R"({"attemptId":")" + attempt + R"(","deliveryId":")" + delivery
                 + R"(","driverName":"Maple","from":"Created","to":"Assigned","version":2})");
    const QByteArray order = m_stage->delivery("orderId").toUtf8();
    const QByteArray version = m_stage->platform.value(u"SELECT version FROM delivery"_s).toUtf8();
    m_stage->failAttempt("LidJammed");
    const auto events = m_stage->platform.published("deliveries", "AttemptStatusChanged");
    QCOMPARE(
        events.at(2)->data,
        R"({"attemptId":")" + attempt + R"(","deliveryId":")" + delivery
            + R"(","driverName":"Maple","from":"Assigned","to":"Failed","failureReason":"LidJammed","version":3})");
    QVERIFY(version.toInt() > 1);
    const QByteArray back = m_stage->lastEvent("DeliveryStatusChanged");
    QCOMPARE(back,
             R"({"deliveryId":")" + delivery + R"(","orderId":")" + order
                 + R"(","from":"Assigned","to":"Pending","latestAttemptId":")" + m_stage->attemptId().toUtf8()
                 + R"(","reason":"LidJammed","version":)" + JsonDocument::parse(back)->root()["version"].toJson()
                 + '}');
}

// Copies.

void DeliveriesServiceTest::theTaskNowUnderWayIsCopied()
{
    m_stage->bringTo(u"Assigned"_s);
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Pickup")));
    QCOMPARE(m_stage->delivery("taskStatus"), u"Pending"_s);
    m_stage->changeTask("Dropoff", "Assigned");
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Pickup")));
    m_stage->changeTask("Pickup", "InProgress");
    QCOMPARE(m_stage->delivery("taskStatus"), u"InProgress"_s);
    m_stage->completeTask("Pickup");
    QCOMPARE(m_stage->delivery("taskStatus"), u"Completed"_s);
    m_stage->changeTask("Dropoff", "InProgress");
    QCOMPARE(m_stage->delivery("taskId"), QString::fromUtf8(m_stage->taskId("Dropoff")));
    QCOMPARE(m_stage->delivery("taskStatus"), u"InProgress"_s);
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->delivery("taskStatus"), u"Completed"_s);
    QVERIFY(!m_stage->delivery("taskStatusAsOf").isEmpty());
}

void DeliveriesServiceTest::anOlderCopyIsIgnored()
{
    m_stage->bringTo(u"PickingUp"_s);
    const QByteArray task = m_stage->taskId("Pickup");
    JsonWriter json;
    json.beginObject().member("taskId", task).member("type", "Pickup").member("attemptId", m_stage->attemptId());
    json.member("robotSerial", "R-1").member("to", "Assigned").member("version", 1).endObject();
    m_stage->platform.tellAndSettle("operations", "TaskStatusChanged", task, json.take());
    QCOMPARE(m_stage->delivery("taskStatus"), u"InProgress"_s);
}

void DeliveriesServiceTest::theLidIsCopiedWhileAnAttemptIsUnderWay()
{
    m_stage->bringTo(u"PickingUp"_s);
    QCOMPARE(m_stage->delivery("robotLid"), QString());
    m_stage->moveLid("Opened", 5);
    QCOMPARE(m_stage->delivery("robotLid"), u"Open"_s);
    m_stage->moveLid("Jammed", 7);
    QCOMPARE(m_stage->delivery("robotLid"), u"Jammed"_s);
    m_stage->moveLid("Closed", 6);
    QCOMPARE(m_stage->delivery("robotLid"), u"Jammed"_s);
    m_stage->completeTask("Pickup");
    m_stage->completeTask("Dropoff");
    m_stage->moveLid("Opened", 8);
    QCOMPARE(m_stage->delivery("robotLid"), QString());
}

void DeliveriesServiceTest::anotherRobotsLidIsNobodysBusiness()
{
    m_stage->bringTo(u"PickingUp"_s);
    m_stage->moveLid("Opened", 5, "Birch");
    QCOMPARE(m_stage->delivery("robotLid"), QString());
}

void DeliveriesServiceTest::anArrivalForATaskNotKnownYetWaits()
{
    m_stage->receiveOrder();
    m_stage->refusals[u"POST /tasks"_s] = 503;
    m_stage->planTrip();
    const QByteArray task = m_stage->foreseeTask("Pickup");
    m_stage->arriveFor(task);
    QCOMPARE(m_stage->attemptStatus(), u"Assigned"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"1"_s);
    m_stage->refusals.clear();
    m_stage->platform.runFor(1min);
    QCOMPARE(m_stage->attemptStatus(), u"AtPickup"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"0"_s);
}

void DeliveriesServiceTest::anArrivalForATaskOfOthersIsPassedOver()
{
    m_stage->bringTo(u"Assigned"_s);
    m_stage->arriveFor(m_stage->newUuid());
    QCOMPARE(m_stage->attemptStatus(), u"Assigned"_s);
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"0"_s);
}

void DeliveriesServiceTest::unreadableFactsAreDeadLettered()
{
    const std::vector<std::pair<QByteArray, QByteArray>> kinds{
        {"integrations", "OrderReceived"},   {"integrations", "OrderCancelled"}, {"dispatch", "TripPlanned"},
        {"operations", "TaskStatusChanged"}, {"operations", "TaskCompleted"},    {"state", "LidEvent"}};
    for (const auto &[publisher, name] : kinds)
        m_stage->platform.tellAndSettle(publisher, name, "x", R"({"orderId":7,"taskId":7,"driverName":7,"version":1})");
    QCOMPARE(m_stage->platform.get(u"/dead-letters"_s)["items"].size(), kinds.size());
    QCOMPARE(m_stage->platform.value(u"SELECT count(*) FROM v_parked"_s), u"0"_s);
}

void DeliveriesServiceTest::whatCannotBeFetchedIsReadFromLists()
{
    m_stage->bringTo(u"PickingUp"_s);
    const QByteArray order = m_stage->newUuid();
    m_stage->lists[u"/orders"_s] = R"({"items":[)"
        + m_stage->orderJson(order).replace("orderId", "id").replace("\"version\"", R"("status":"Received","version")")
        + "]}";
    m_stage->lists[u"/tasks"_s] = R"({"items":[{"id":")" + m_stage->taskId("Pickup")
        + R"(","type":"Pickup","attemptId":")" + m_stage->attemptId().toUtf8()
        + R"(","status":"Completed","version":9}]})";
    m_stage->lists[u"/robots"_s] =
        R"({"items":[{"robotSerial":"R-1","driverName":"Maple","lid":"Closed","version":70}]})";
    // Told and passed over, but not noted yet when the memory is lost; then the log no longer has it.
    for (const QByteArray &publisher : {"integrations"_ba, "operations"_ba, "state"_ba}) {
        m_stage->platform.tellAndSettle(publisher, "Something", "x", "{}");
        m_stage->platform.process(publisher).database().execute(u"DELETE FROM outbox"_s);
    }
    m_stage->platform.crash("deliveries");
    m_stage->platform.runFor(1s);
    QCOMPARE(
        m_stage->platform.value(u"SELECT count(*) FROM delivery WHERE order_id = '%1'"_s.arg(QString::fromUtf8(order))),
        u"1"_s);
    QCOMPARE(m_stage->platform.value(
                 u"SELECT status || ' ' || task_status || ' ' || robot_lid FROM delivery ORDER BY id LIMIT 1"_s),
             u"InTransit Completed Closed"_s);
}

// The API.

void DeliveriesServiceTest::deliveriesAreListed()
{
    m_stage->bringTo(u"Assigned"_s);
    m_stage->platform.runFor(1min);
    const QString later = QString::fromLatin1(toRfc3339(m_stage->platform.now()));
    m_stage->receiveOrder();
    m_stage->receiveOrder();
    const auto count = [this](const QString &query) {
        return m_stage->platform.get(u"/deliveries"_s + query)["items"].size();
    };
    QCOMPARE(count({}), 3U);
    QCOMPARE(count(u"?status=Pending"_s), 2U);
    QCOMPARE(count(u"?status=Assigned"_s), 1U);
    QCOMPARE(count(u"?status=Failed"_s), 0U);
    QCOMPARE(count(u"?since="_s + later), 2U);
    QCOMPARE(count(u"?status=Assigned&since="_s + later), 0U);
    const Answer first = m_stage->platform.get(u"/deliveries?limit=2"_s);
    QCOMPARE(first["items"].size(), 2U);
    const Answer second = m_stage->platform.get(u"/deliveries?limit=2&cursor="_s + first.text("next"));
    QCOMPARE(second["items"].size(), 1U);
    QVERIFY(second["next"].isAbsent());
}

void DeliveriesServiceTest::badFiltersAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a status that there is not") << u"/deliveries?status=Lost"_s;
    QTest::newRow("a time that is none") << u"/deliveries?since=yesterday"_s;
    QTest::newRow("no item at all") << u"/deliveries?limit=0"_s;
    QTest::newRow("a saga's state that there is not") << u"/sagas?state=Lost"_s;
    QTest::newRow("more sagas than a page holds") << u"/sagas?limit=1001"_s;
}

void DeliveriesServiceTest::badFiltersAreRefused()
{
    QFETCH(const QString, path);
    QCOMPARE(m_stage->platform.get(path).status, 422);
}

void DeliveriesServiceTest::whatIsNotThereIsNotFound_data()
{
    QTest::addColumn<bool>("isPost");
    QTest::addColumn<QString>("path");
    const QString nobody = u"0189cccc-0000-7000-8000-000000000001"_s;
    for (const QString &id : {nobody, u"nonsense"_s}) {
        QTest::addRow("delivery %s", qPrintable(id)) << false << u"/delivery/"_s + id;
        QTest::addRow("attempt %s", qPrintable(id)) << false << u"/attempt/"_s + id;
        QTest::addRow("saga %s", qPrintable(id)) << false << u"/saga/"_s + id;
        QTest::addRow("cancel %s", qPrintable(id)) << true << u"/delivery/%1/cancel"_s.arg(id);
        QTest::addRow("retry %s", qPrintable(id)) << true << u"/delivery/%1/retry"_s.arg(id);
        QTest::addRow("saga retry %s", qPrintable(id)) << true << u"/saga/%1/retry"_s.arg(id);
        QTest::addRow("saga compensate %s", qPrintable(id)) << true << u"/saga/%1/compensate"_s.arg(id);
    }
}

void DeliveriesServiceTest::whatIsNotThereIsNotFound()
{
    QFETCH(const bool, isPost);
    QFETCH(const QString, path);
    QCOMPARE((isPost ? m_stage->platform.post(path) : m_stage->platform.get(path)).status, 404);
}

void DeliveriesServiceTest::aDeliveryIsComposedWithItsTask()
{
    m_stage->bringTo(u"PickingUp"_s);
    const Response composed = m_stage->look(u"/delivery/"_s + m_stage->deliveryId(), {{u"include"_s, u"task"_s}});
    const auto document = JsonDocument::parse(composed.body);
    QCOMPARE(document->root()["status"].toString(), u"PickingUp"_s);
    QCOMPARE(document->root()["task"]["id"].toString(), QString::fromUtf8(m_stage->taskId("Pickup")));
    QCOMPARE(document->root()["task"]["status"].toString(), u"InProgress"_s);
    QVERIFY(!m_stage->look(u"/delivery/"_s + m_stage->deliveryId()).body.contains("\"task\""));
}

void DeliveriesServiceTest::aTaskThatCannotBeHadIsAProblemInside()
{
    m_stage->bringTo(u"PickingUp"_s);
    FaultRule rule;
    rule.kind = FaultKind::CutOff;
    rule.from = "operations";
    m_stage->platform.environment().faults.add(rule);
    const Response composed = m_stage->look(u"/delivery/"_s + m_stage->deliveryId(), {{u"include"_s, u"task"_s}});
    QCOMPARE(composed.status, 200);
    const auto document = JsonDocument::parse(composed.body);
    QCOMPARE(document->root()["status"].toString(), u"PickingUp"_s);
    QCOMPARE(document->root()["task"]["problem"]["status"].toInteger(), 504);
}

void DeliveriesServiceTest::onlyWhatHasEndedIsDeleted_data()
{
    QTest::addColumn<QString>("presentStatus");
    QTest::addColumn<int>("answer");
    for (const char *going : {"Pending", "Assigned", "PickingUp", "InTransit", "Arrived"})
        QTest::addRow("%s goes on", going) << QString::fromLatin1(going) << 409;
    for (const char *ended : {"Delivered", "Failed", "Cancelled"})
        QTest::addRow("%s has ended", ended) << QString::fromLatin1(ended) << 204;
}

void DeliveriesServiceTest::onlyWhatHasEndedIsDeleted()
{
    QFETCH(const QString, presentStatus);
    QFETCH(const int, answer);
    m_stage->bringTo(presentStatus);
    QCOMPARE(m_stage->status(), presentStatus);
    QCOMPARE(m_stage->platform.remove(u"/delivery/"_s + m_stage->deliveryId()).status, answer);
    QCOMPARE(m_stage->platform.value(u"SELECT deleted_at IS NOT NULL FROM delivery"_s),
             answer == 204 ? u"1"_s : u"0"_s);
}

void DeliveriesServiceTest::aDeletedDeliveryIsGone()
{
    m_stage->bringTo(u"Delivered"_s);
    const QString path = u"/delivery/"_s + m_stage->deliveryId();
    const QByteArray order = m_stage->delivery("orderId").toUtf8();
    m_stage->platform.remove(path);
    QCOMPARE(m_stage->lastEvent("DeliveryDeleted"),
             R"({"deliveryId":")" + m_stage->deliveryId().toUtf8() + R"(","version":)"
                 + m_stage->platform.value(u"SELECT version FROM delivery"_s).toUtf8() + '}');
    QCOMPARE(m_stage->platform.get(path).status, 410);
    QCOMPARE(m_stage->platform.remove(path).status, 410);
    QCOMPARE(m_stage->platform.post(path + u"/cancel"_s).status, 410);
    QCOMPARE(m_stage->platform.post(path + u"/retry"_s).status, 410);
    QCOMPARE(m_stage->platform.get(u"/deliveries"_s)["items"].size(), 0U);
    QCOMPARE(m_stage->platform.post(u"/deliveries"_s, m_stage->orderJson(order)).status, 410);
}

CURBSIDE_TEST(DeliveriesServiceTest)

} // namespace tst_deliveries_service

#include "tst_deliveries_service.moc"
