// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/current_task.h"
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_strategies {

using namespace curbside;
using namespace Qt::StringLiterals;

// One view of a delivery, read by calls, from copies and by a join: what each answers, what it costs, how wrong it may be.
class StrategiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void whatIsFreshIsTheSameInEveryWay();
    void itCostsTheCallsThatAreMade_data();
    void itCostsTheCallsThatAreMade();
    void theReturnIsUnderWayAsSoonAsThereIsOne_data();
    void theReturnIsUnderWayAsSoonAsThereIsOne();
    void lateEventsLeaveOnlyTheCopiesBehind();
    void whenTheEventsHaveComeTheCopiesAgreeAgain();
    void theCopyOfTheLidEndsWithTheAttempt();
    void aServiceThatIsAwayTakesItsPartWithIt_data();
    void aServiceThatIsAwayTakesItsPartWithIt();
    void howFarACopyIsBehindNobodyKnowsWhileItsOwnerIsAway();
    void withoutDeliveriesTheJoinStillAnswersSomething();
    void aSlowServiceIsPartOfTheCost_data();
    void aSlowServiceIsPartOfTheCost();
    void whoIsTooSlowDoesNotAnswer();
    void lookingChangesNothing();
    void anUnknownStrategyIsRefusedWithTheKnownOnes();
    void anUnknownDeliveryIsUnknownToEveryStrategy_data();
    void anUnknownDeliveryIsUnknownToEveryStrategy();

private:
    [[nodiscard]] JsonDocument read(const QString &strategy) const
    {
        return m_stage->read(u"/deliveries/%1?strategy=%2"_s.arg(m_id, strategy));
    }
    [[nodiscard]] QString value(const QString &strategy, const char *part, const char *name) const
    {
        return read(strategy).root()["view"][part][name].toString().value_or(QString());
    }
    [[nodiscard]] std::optional<double> staleness(const QString &strategy, const char *field) const
    {
        return read(strategy).root()["staleness"][field].toDouble();
    }
    /// Runs until a delivery has a task in progress that all know of, and takes that one.
    void takeOneUnderWay();

    std::unique_ptr<GatewayStage> m_stage;
    QString m_id;
};

void StrategiesTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
    takeOneUnderWay();
}

void StrategiesTest::takeOneUnderWay()
{
    const auto isSeenByAll = [this](const QString &id) {
        m_id = id;
        return value(u"denormalized"_s, "task", "status") == u"InProgress"
            && value(u"join"_s, "task", "status") == u"InProgress"
            && !value(u"denormalized"_s, "robot", "lid").isEmpty();
    };
    bool isFound = false;
    for (int second = 0; second < 3600 && !isFound; ++second) {
        m_stage->runFor(1s);
        isFound = std::ranges::any_of(m_stage->deliveriesThatAre(u"InTransit"_s), isSeenByAll);
    }
    QVERIFY(isFound);
    m_stage->runFor(200ms); // what is on its way arrives
}

void StrategiesTest::whatIsFreshIsTheSameInEveryWay()
{
    const QByteArray byCalls = read(u"api"_s).root()["view"].toJson();
    QCOMPARE(read(u"denormalized"_s).root()["view"].toJson(), byCalls);
    QCOMPARE(read(u"join"_s).root()["view"].toJson(), byCalls);
    for (const QString &strategy : {u"api"_s, u"denormalized"_s, u"join"_s}) {
        for (const char *field :
             {"delivery.status", "attempt.status", "attempt.driverName", "task.id", "task.status", "robot.lid"})
            QCOMPARE(staleness(strategy, field), std::optional(0.0));
    }
}

void StrategiesTest::itCostsTheCallsThatAreMade_data()
{
    QTest::addColumn<qint64>("calls");
    QTest::addColumn<QByteArray>("services");
    QTest::addColumn<double>("atLeast");
    QTest::addColumn<double>("atMost");
    // A call there and back takes 10 to 50 ms.
    QTest::newRow("api") << qint64(3) << QByteArray(R"(["deliveries","operations","state"])") << 30.0 << 150.0;
    QTest::newRow("denormalized") << qint64(1) << QByteArray(R"(["deliveries"])") << 10.0 << 50.0;
    QTest::newRow("join") << qint64(3) << QByteArray(R"(["deliveries","operations","state"])") << 20.0 << 100.0;
}

void StrategiesTest::itCostsTheCallsThatAreMade()
{
    QFETCH(const double, atLeast);
    QFETCH(const double, atMost);
    const JsonDocument answer = read(QString::fromLatin1(QTest::currentDataTag()));
    const JsonValue cost = answer.root()["cost"];
    QTEST(qint64(cost["calls"].toInteger().value_or(0)), "calls");
    QTEST(cost["services"].toJson(), "services");
    const double milliseconds = cost["milliseconds"].toDouble().value_or(0);
    QVERIFY2(milliseconds >= atLeast && milliseconds <= atMost, qPrintable(QString::number(milliseconds)));
}

void StrategiesTest::theReturnIsUnderWayAsSoonAsThereIsOne_data()
{
    QTest::addColumn<QStringList>("types"); // in the order of the page
    QTest::newRow("the return last") << QStringList{u"Pickup"_s, u"Dropoff"_s, u"Return"_s};
    QTest::newRow("the return first") << QStringList{u"Return"_s, u"Pickup"_s, u"Dropoff"_s};
}

void StrategiesTest::theReturnIsUnderWayAsSoonAsThereIsOne()
{
    QFETCH(const QStringList, types);
    QByteArrayList items;
    for (const QString &type : types) {
        const QByteArray startedAt = type == u"Return"_s ? "null" : R"("2026-03-02T11:10:00.000Z")";
        items += R"({"id":")" + type.toUtf8() + R"(","attemptId":"A","type":")" + type.toUtf8()
            + R"(","status":"Assigned","createdAt":"2026-03-02T11:20:00.000Z","startedAt":)" + startedAt + "}";
    }
    const auto page = JsonDocument::parse(R"({"items":[)" + items.join(',') + "]}");
    QVERIFY(page);
    const auto task = currentTask(page->root(), u"A"_s);
    QVERIFY(task);
    QCOMPARE(task->id, u"Return"_s);
    QCOMPARE(toRfc3339(task->currentSince()), QByteArray("2026-03-02T11:20:00.000Z"));
}

void StrategiesTest::lateEventsLeaveOnlyTheCopiesBehind()
{
    m_stage->addFault(FaultKind::EventDelayed, "operations", "deliveries", 60s);
    QVERIFY(m_stage->runUntil([this] { return value(u"join"_s, "task", "status") == u"Completed"; }));
    m_stage->runFor(2s);
    QCOMPARE(value(u"denormalized"_s, "task", "status"), u"InProgress"_s);
    const double behind = staleness(u"denormalized"_s, "task.status").value_or(-1);
    QVERIFY2(behind >= 2000 && behind < 2100, qPrintable(QString::number(behind)));
    QCOMPARE(value(u"api"_s, "task", "status"), u"Completed"_s);
    QCOMPARE(staleness(u"api"_s, "task.status"), std::optional(0.0));
    QCOMPARE(staleness(u"join"_s, "task.status"), std::optional(0.0));
}

void StrategiesTest::whenTheEventsHaveComeTheCopiesAgreeAgain()
{
    m_stage->addFault(FaultKind::EventDelayed, "operations", "deliveries", 60s);
    QVERIFY(m_stage->runUntil([this] { return value(u"join"_s, "task", "status") == u"Completed"; }));
    m_stage->runFor(61s);
    QCOMPARE(value(u"denormalized"_s, "task", "status"), u"Completed"_s);
    QCOMPARE(staleness(u"denormalized"_s, "task.status"), std::optional(0.0));
}

void StrategiesTest::theCopyOfTheLidEndsWithTheAttempt()
{
    QVERIFY(m_stage->runUntil([this] { return m_stage->deliveriesThatAre(u"Delivered"_s).contains(m_id); }));
    const JsonDocument answer = read(u"denormalized"_s);
    QVERIFY(answer.root()["view"]["robot"]["lid"].toString().value_or(QString()).isEmpty());
    QCOMPARE(answer.root()["ended"].toJson(), QByteArray("[\"robot.lid\"]"));
    QVERIFY(answer.root()["unknown"]["robot.lid"].isAbsent());
    QVERIFY(!value(u"join"_s, "robot", "lid").isEmpty());
}

void StrategiesTest::aServiceThatIsAwayTakesItsPartWithIt_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<qint64>("status");
    for (const QString &strategy : {u"api"_s, u"join"_s}) {
        QTest::addRow("cut off, by %s", qPrintable(strategy)) << FaultKind::CutOff << strategy << qint64(504);
        QTest::addRow("refusing, by %s", qPrintable(strategy)) << FaultKind::CallFailing << strategy << qint64(503);
        QTest::addRow("hanging, by %s", qPrintable(strategy)) << FaultKind::CallHanging << strategy << qint64(504);
    }
}

void StrategiesTest::aServiceThatIsAwayTakesItsPartWithIt()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QString, strategy);
    const bool isInside = kind == FaultKind::CutOff;
    m_stage->addFault(kind, isInside ? "operations" : "", isInside ? "" : "operations");
    const JsonDocument answer = read(strategy);
    const JsonValue root = answer.root();
    QCOMPARE(root["problems"].size(), std::size_t(1));
    root["problems"].forEachItem([&](JsonValue problem) {
        QCOMPARE(problem["service"].toString(), std::optional(u"operations"_s));
        QTEST(qint64(problem["problem"]["status"].toInteger().value_or(0)), "status");
    });
    QCOMPARE(root["view"]["delivery"]["status"].toString(), std::optional(u"InTransit"_s));
    QVERIFY(root["view"]["task"]["problem"].isObject());
    QVERIFY(!root["view"]["robot"]["lid"].toString().value_or(QString()).isEmpty());
    QVERIFY(root["staleness"]["task.status"].isNull());
    QVERIFY(root["unknown"]["task.status"].toString());
    QCOMPARE(root["staleness"]["robot.lid"].toDouble(), std::optional(0.0));
}

void StrategiesTest::howFarACopyIsBehindNobodyKnowsWhileItsOwnerIsAway()
{
    m_stage->addFault(FaultKind::CutOff, "operations");
    const JsonDocument answer = read(u"denormalized"_s);
    const JsonValue root = answer.root();
    QCOMPARE(root["view"]["task"]["status"].toString(), std::optional(u"InProgress"_s));
    QCOMPARE(root["problems"].size(), std::size_t(0));
    QVERIFY(root["staleness"]["task.status"].isNull());
    QVERIFY(root["unknown"]["task.status"].toString().value_or(QString()).contains(u"operations"));
    QVERIFY(root["copies"]["task.status"]["asOf"].toString());
    QVERIFY(root["copies"]["task.status"]["version"].toInteger());
}

void StrategiesTest::withoutDeliveriesTheJoinStillAnswersSomething()
{
    m_stage->addFault(FaultKind::CallFailing, "gateway", "deliveries");
    QCOMPARE(m_stage->get(u"/deliveries/%1?strategy=api"_s.arg(m_id)).status, 503);
    QCOMPARE(m_stage->get(u"/deliveries/%1?strategy=denormalized"_s.arg(m_id)).status, 503);
    const JsonDocument answer = read(u"join"_s);
    QVERIFY(answer.root()["view"]["delivery"]["problem"].isObject());
    QCOMPARE(answer.root()["view"]["task"]["status"].toString(), std::optional(u"InProgress"_s));
    QVERIFY(answer.root()["view"]["robot"]["lid"].toString());
}

void StrategiesTest::aSlowServiceIsPartOfTheCost_data()
{
    QTest::addColumn<double>("slower");
    QTest::newRow("api") << 400.0;
    QTest::newRow("denormalized") << 0.0;
    QTest::newRow("join") << 400.0;
}

void StrategiesTest::aSlowServiceIsPartOfTheCost()
{
    QFETCH(const double, slower);
    const QString strategy = QString::fromLatin1(QTest::currentDataTag());
    const auto cost = [&] { return read(strategy).root()["cost"]["milliseconds"].toDouble().value_or(0); };
    const double before = cost();
    m_stage->addFault(FaultKind::CallSlow, {}, "operations", 400ms);
    const double added = cost() - before;
    // In the join another call may have been the longer one before.
    QVERIFY2(added <= slower + 1e-6 && added >= slower - 50, qPrintable(QString::number(added)));
    QCOMPARE(read(strategy).root()["problems"].size(), std::size_t(0));
}

void StrategiesTest::whoIsTooSlowDoesNotAnswer()
{
    m_stage->addFault(FaultKind::CallSlow, "deliveries", "operations", 3s);
    const JsonDocument answer = read(u"api"_s);
    QCOMPARE(answer.root()["view"]["task"]["problem"]["status"].toInteger(), std::optional<std::int64_t>(504));
}

void StrategiesTest::lookingChangesNothing()
{
    const PlatformTime before = m_stage->session().platform().now();
    const auto messages = m_stage->session().platform().messagesHandled();
    QCOMPARE(read(u"api"_s).root().toJson(), read(u"api"_s).root().toJson());
    QCOMPARE(m_stage->session().platform().now(), before);
    QCOMPARE(m_stage->session().platform().messagesHandled(), messages);
}

void StrategiesTest::anUnknownStrategyIsRefusedWithTheKnownOnes()
{
    const Response response = m_stage->get(u"/deliveries/%1?strategy=guess"_s.arg(m_id));
    QCOMPARE(response.status, 422);
    QVERIFY2(response.body.contains("api, denormalized, join"), response.body.constData());
}

void StrategiesTest::anUnknownDeliveryIsUnknownToEveryStrategy_data()
{
    QTest::addColumn<QString>("strategy");
    for (const QString &strategy : {u"api"_s, u"denormalized"_s, u"join"_s})
        QTest::newRow(qPrintable(strategy)) << strategy;
}

void StrategiesTest::anUnknownDeliveryIsUnknownToEveryStrategy()
{
    QFETCH(const QString, strategy);
    QCOMPARE(m_stage->get(u"/deliveries/0190163d-8694-739b-aea5-966c26f8ad90?strategy="_s + strategy).status, 404);
}

CURBSIDE_TEST(StrategiesTest)

} // namespace tst_strategies

#include "tst_strategies.moc"
