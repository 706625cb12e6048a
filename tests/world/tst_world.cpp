// SPDX-License-Identifier: GPL-3.0-or-later
// What the world does with the whole platform when all goes well, or as planned.
#include "tests/support/test_class.h"
#include "tests/world/town.h"

#include <QTest>

namespace tst_world {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QStringList handedOver{u"Opened Merchant"_s, u"Closed Merchant"_s, u"Opened Customer"_s, u"Closed Customer"_s};
const QString robotPlace = u"SELECT x || ' ' || y FROM robot_state ORDER BY robot_serial"_s;

/// The times at which robots report.
std::vector<PlatformTime> &noteReports(Town &town, std::vector<PlatformTime> &times)
{
    town.platform.environment().journal.addListener([&times](const JournalRecord &record) {
        if (record.kind == JournalKind::Requested && record.type == "PUT /robot/{serial}/state")
            times.push_back(record.at);
    });
    return times;
}

} // namespace

class WorldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyoneIsRegistered();
    void anOrderIsDelivered();
    void aRobotGoesFromOneTripToTheNext();
    void anOrderOfOthersIsDeliveredToo();
    void whoStandsReportsEvery5Minutes();
    void whoDrivesReportsEvery15Seconds();
    void robotsComeAtTheirHour();
    void robotsGoWhenTheirHoursAreOver();
    void aCancelledOrderIsNotFetched();
    void aHeldRobotStandsUntilItIsReleased();
    void aLidIsOpenedAndClosedOnCommand();
    void aLowBatteryIsCharged();
    void aStopOutlivesTheTaskItWasFor();
};

void WorldTest::everyoneIsRegistered()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOperator(scenario);
    Town town(std::move(scenario));
    town.start();
    town.platform.runFor(1s);
    QCOMPARE(town.rows("integrations", u"SELECT name || ' ' || webhook_url FROM partner"_s),
             QStringList{u"Market /webhook/market"_s});
    QCOMPARE(town.rows("integrations",
                       u"SELECT name || ' ' || x || ' ' || preparation_minutes FROM merchant ORDER BY name"_s),
             (QStringList{u"Bakery 240000 5"_s, u"Florist 640000 5"_s}));
    QCOMPARE(town.rows("operations", u"SELECT serial || ' ' || name || ' ' || hub FROM robot"_s),
             QStringList{u"R-1 Maple 1 Hub"_s});
    QCOMPARE(town.rows("operations", u"SELECT id || ' ' || name FROM operator"_s), QStringList{u"operator-1 Ada 1"_s});
    QCOMPARE(town.rows("state", u"SELECT robot_serial || ' ' || on_duty FROM robot_state"_s), QStringList{u"R-1 1"_s});
}

void WorldTest::anOrderIsDelivered()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 340'000});
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    QCOMPARE(town.lidEvents(), handedOver);
    QCOMPARE(town.value("world", u"SELECT told_status FROM placed_order"_s), u"Delivered"_s);
    QCOMPARE(town.rows("operations", u"SELECT type || ' ' || status FROM task ORDER BY type"_s),
             (QStringList{u"Dropoff Completed"_s, u"Pickup Completed"_s}));
    QCOMPARE(town.value("dispatch", u"SELECT status FROM trip"_s), u"Completed"_s);
    QCOMPARE(town.value("state", robotPlace), u"400000 340000"_s);
    QCOMPARE(town.value("world", u"SELECT step FROM robot"_s), u"Idle"_s);
}

void WorldTest::aRobotGoesFromOneTripToTheNext()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 340'000});
    addOrder(scenario, 4min, {200'000, 280'000});
    addOrder(scenario, 10min, {300'000, 120'000}).merchant = MerchantKey(u"florist"_s);
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(4h));
    QCOMPARE(town.deliveries(), (QStringList{u"Delivered"_s, u"Delivered"_s, u"Delivered"_s}));
    QCOMPARE(town.lidEvents().size(), 3 * handedOver.size());
}

void WorldTest::anOrderOfOthersIsDeliveredToo()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    Town town(std::move(scenario));
    town.start();
    town.platform.runFor(1s);
    const QString merchant = town.value("integrations", u"SELECT id FROM merchant WHERE name = 'Bakery'"_s);
    const QString partner = town.value("integrations", u"SELECT id FROM partner"_s);
    const QString order =
        uR"({"partnerId": "%1", "externalId": "by hand", "merchantId": "%2", "dropoff": {"x": 200, "y": 300}})"_s;
    const Answer answer =
        town.platform.request("integrations", Method::Post, u"/orders"_s, order.arg(partner, merchant).toUtf8());
    QCOMPARE(answer.status, 201);
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
}

void WorldTest::whoStandsReportsEvery5Minutes()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    Town town(std::move(scenario));
    std::vector<PlatformTime> times;
    noteReports(town, times);
    town.start();
    town.platform.runFor(21min);
    QCOMPARE(times.size(), std::size_t{5});
    for (std::size_t i = 1; i < times.size(); ++i) {
        QVERIFY(times[i] - times[i - 1] > 5min - 30ms);
        QVERIFY(times[i] - times[i - 1] < 5min + 30ms);
    }
    QVERIFY2(town.platform.environment().scheduler.pendingOrdinary() == 0,
             "reports of the idle keep nobody from being at rest");
}

void WorldTest::whoDrivesReportsEvery15Seconds()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 500'000});
    Town town(std::move(scenario));
    std::vector<PlatformTime> times;
    noteReports(town, times);
    town.start();
    QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) == u"Driving"; }, 1h));
    QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) != u"Driving"; }, 1h));
    town.platform.settle();
    QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) == u"Driving"; }, 1h));
    times.clear();
    const PlatformTime left = town.platform.now();
    QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) != u"Driving"; }, 1h));
    const auto expected = static_cast<std::size_t>((town.platform.now() - left) / 15s);
    QVERIFY2(times.size() == expected || times.size() == expected + 1, qPrintable(QString::number(times.size())));
    for (std::size_t i = 1; i < times.size(); ++i)
        QVERIFY(times[i] - times[i - 1] < 15s + 30ms);
    QCOMPARE(town.value("deliveries", u"SELECT status FROM attempt"_s), u"AtDropoff"_s);
}

void WorldTest::robotsComeAtTheirHour()
{
    Scenario scenario = emptyTown();
    addRobot(scenario).onDutyFrom = scenario.startsAt + 20min;
    Town town(std::move(scenario));
    town.start();
    town.platform.runFor(19min);
    QCOMPARE(town.rows("state", u"SELECT robot_serial FROM robot_state"_s), QStringList{});
    QVERIFY(town.runToRest(2min));
    QCOMPARE(town.rows("state", u"SELECT robot_serial || ' ' || on_duty FROM robot_state"_s), QStringList{u"R-1 1"_s});
}

void WorldTest::robotsGoWhenTheirHoursAreOver()
{
    Scenario scenario = emptyTown();
    addRobot(scenario).onDutyUntil = scenario.startsAt + 30min;
    addOrder(scenario, 1min, {400'000, 340'000});
    Town town(std::move(scenario));
    std::vector<PlatformTime> times;
    noteReports(town, times);
    town.start();
    QVERIFY(town.runToRest(29min));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    town.platform.runFor(31min - (town.platform.now() - town.startsAt()));
    QCOMPARE(town.value("state", u"SELECT on_duty FROM robot_state"_s), u"0"_s);
    times.clear();
    town.platform.runFor(1h);
    QCOMPARE(times.size(), std::size_t{0});
}

void WorldTest::aCancelledOrderIsNotFetched()
{
    Scenario scenario = emptyTown();
    addRobot(scenario, Place{240'000, 900'000});
    ScenarioOrder &order = addOrder(scenario, 0min, {400'000, 340'000});
    order.cancelledAt = order.placedAt + 5min;
    order.goodsReadyAt = order.placedAt + 14min;
    order.readyAt = order.goodsReadyAt;
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) == u"Driving"; }, 5min));
    QVERIFY(town.runToRest(1h));
    QCOMPARE(town.deliveries(), QStringList{u"Cancelled"_s});
    QCOMPARE(town.lidEvents(), QStringList{});
    QCOMPARE(town.value("world", u"SELECT step || ' ' || leg_kind FROM robot"_s), u"Idle Standing"_s);
    QVERIFY2(town.value("state", robotPlace) != u"240000 200000", "it turned away before it came to the merchant");
    QVERIFY2(town.value("state", robotPlace) != u"240000 900000", "it had left");
}

void WorldTest::aHeldRobotStandsUntilItIsReleased()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 500'000});
    Town town(std::move(scenario));
    town.start();
    const auto goods = [&] {
        return town.value("world", u"SELECT goods || ' ' || (SELECT step FROM robot) FROM errand"_s);
    };
    QVERIFY(town.runUntil([&] { return goods() == u"Aboard Driving"; }, 1h));
    QCOMPARE(town.platform.request("operations", Method::Post, u"/robot/R-1/hold"_s).status, 200);
    town.platform.settle();
    const QString place = town.value("state", robotPlace);
    town.platform.runFor(6min);
    QCOMPARE(town.value("state", robotPlace), place);
    QCOMPARE(goods(), u"Aboard Idle"_s);
    QCOMPARE(town.platform.request("operations", Method::Post, u"/robot/R-1/release"_s).status, 200);
    QVERIFY(town.runToRest(1h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
}

void WorldTest::aLidIsOpenedAndClosedOnCommand()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    Town town(std::move(scenario));
    town.start();
    town.platform.runFor(1s);
    for (const char *command : {"open", "open", "close"}) {
        const QByteArray body = QByteArrayLiteral("{\"command\": \"") + command + "\"}";
        QCOMPARE(town.platform.request("state", Method::Post, u"/robot/R-1/lid"_s, body).status, 202);
        town.platform.settle();
    }
    QCOMPARE(town.lidEvents(), (QStringList{u"Opened Operator"_s, u"Closed Operator"_s}));
}

void WorldTest::aLowBatteryIsCharged()
{
    Scenario scenario = emptyTown();
    addRobot(scenario).batteryPercent = 21;
    addOrder(scenario, 1min, {400'000, 500'000});
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(3h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    QCOMPARE(town.rows("operations", u"SELECT type || ' ' || status FROM task ORDER BY type"_s),
             (QStringList{u"Charge Completed"_s, u"Dropoff Completed"_s, u"Pickup Completed"_s}));
    QCOMPARE(town.value("state", robotPlace), u"160000 200000"_s);
    town.platform.runFor(6min);
    QVERIFY(town.value("state", u"SELECT battery FROM robot_state"_s).toInt() >= 80);
}

void WorldTest::aStopOutlivesTheTaskItWasFor()
{
    const QString charging = u"SELECT status FROM stop WHERE kind = 'Charge' AND task_id IS NOT NULL"_s;
    Scenario scenario = emptyTown();
    addRobot(scenario).batteryPercent = 21;
    addOrder(scenario, 1min, {400'000, 500'000});
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runUntil([&] { return !town.value("world", charging).isEmpty(); }, 3h));
    Statement(town.platform.database("world"), u"DELETE FROM task"_s).run();
    town.platform.runFor(3h);
    QCOMPARE(town.value("world", charging), u"Done"_s);
}

CURBSIDE_TEST(WorldTest)

} // namespace tst_world

#include "tst_world.moc"
