// SPDX-License-Identifier: GPL-3.0-or-later
// What the world does when something goes wrong: in the world itself, in the platform, or with the world's own memory.
#include "tests/support/test_class.h"
#include "tests/world/town.h"

#include "services/world/mishaps.h"

#include <QTest>

namespace tst_mishaps {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr std::uint32_t always = 1'000'000;

FaultRule fault(const Town &town, FaultKind kind, const QByteArray &service, Duration after, Duration lasts)
{
    FaultRule rule;
    rule.kind = kind;
    rule.to = service;
    rule.after = town.startsAt() + after;
    rule.until = rule.after + lasts;
    return rule;
}

Scenario busyTown()
{
    Scenario scenario = emptyTown();
    for (int i = 0; i < 3; ++i)
        addRobot(scenario);
    addOperator(scenario);
    for (int i = 0; i < 6; ++i)
        addOrder(scenario, i * 3min, {400'000 + i % 3 * 100'000, 340'000 + i * 20'000}).externalId = u"B-%1"_s.arg(i);
    return scenario;
}

} // namespace

class MishapsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void luckIsDrawnForWhomAndWhatAlone();
    void anAbsentCustomerIsWaitedForFor5Minutes();
    void aLateMerchantIsWaitedFor();
    void anOperatorFreesAJammedLid();
    void aCommandFreesAJammedLid();
    void aJamThatNobodyLooksAfterFailsTheTask();
    void aRobotWithoutLinkDrivesOn();
    void aLidThatOpensByItselfIsClosed();
    void tasksThatComeLateAreDoneAfterAll();
    void theWorldForgets_data();
    void theWorldForgets();
    void thePlatformStumbles_data();
    void thePlatformStumbles();
    void theSameSeedGivesTheSameDay();
};

void MishapsTest::luckIsDrawnForWhomAndWhatAlone()
{
    Mishaps mishaps;
    mishaps.linkLossesPerMillionDrivingMinutes = 200'000;
    mishaps.batteryDropsPerMillionDrivingMinutes = 200'000;
    const world::BadLuck luck(mishaps, 7);
    const world::BadLuck otherLuck(mishaps, 8);
    const PlatformTime start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2)};
    world::Leg leg;
    leg.kind = world::LegKind::Driving;
    leg.startsAt = start;
    leg.endsAt = start + 10min;
    int struck = 0;
    int alike = 0;
    for (qint64 number = 0; number < 200; ++number) {
        const world::LegMishaps mine = luck.on(RobotSerial(u"R-1"_s), number, leg);
        QCOMPARE(luck.on(RobotSerial(u"R-1"_s), number, leg).linkLoss, mine.linkLoss);
        alike += otherLuck.on(RobotSerial(u"R-1"_s), number, leg).linkLoss == mine.linkLoss ? 1 : 0;
        if (!mine.linkLoss)
            continue;
        ++struck;
        QVERIFY(mine.linkLoss->from >= leg.startsAt && mine.linkLoss->from < leg.endsAt);
        QVERIFY(mine.linkLoss->until - mine.linkLoss->from >= mishaps.linkLossLasts.from);
    }
    QVERIFY2(struck > 150, qPrintable(QString::number(struck))); // 1 - 0.8^10 of them
    QVERIFY2(alike < 60, qPrintable(QString::number(alike)));
    leg.kind = world::LegKind::Standing;
    QVERIFY(!luck.on(RobotSerial(u"R-1"_s), 1, leg).linkLoss);
}

void MishapsTest::anAbsentCustomerIsWaitedForFor5Minutes()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 340'000}).customerComesAfter.reset();
    addOrder(scenario, 40min, {200'000, 300'000});
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), (QStringList{u"Returned"_s, u"Delivered"_s}));
    QCOMPARE(town.rows("operations", u"SELECT failure_reason FROM task WHERE status = 'Failed'"_s),
             QStringList{u"CustomerAbsent"_s});
    const QString waited =
        u"SELECT (t.updated_at - s.arrived_at) / 1000000 FROM task t JOIN stop_errand o ON o.attempt_id = t.attempt_id "
        "JOIN stop s ON s.id = o.stop_id AND s.kind = t.type WHERE t.status = 'Failed'"_s;
    QCOMPARE(town.value("world", waited), u"300"_s);
    QCOMPARE(town.rows("operations", u"SELECT status FROM task WHERE type = 'Return'"_s), QStringList{u"Completed"_s});
    QCOMPARE(town.rows("dispatch", u"SELECT status FROM demand ORDER BY id"_s),
             (QStringList{u"Cancelled"_s, u"Fulfilled"_s}));
}

void MishapsTest::aLateMerchantIsWaitedFor()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    ScenarioOrder &order = addOrder(scenario, 1min, {400'000, 340'000});
    order.readyAt = order.goodsReadyAt;
    order.goodsReadyAt += 20min;
    const PlatformTime opened = order.goodsReadyAt + order.merchantOpensAfter;
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    const qint64 at = town.value("state", u"SELECT min(at) FROM lid_event"_s).toLongLong();
    QVERIFY(fromMicroseconds(at) >= opened && fromMicroseconds(at) < opened + 30ms);
}

void MishapsTest::anOperatorFreesAJammedLid()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOperator(scenario);
    addOrder(scenario, 1min, {400'000, 340'000});
    scenario.mishaps.lidJamsPerMillionOpenings = always;
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    QCOMPARE(town.lidEvents(),
             (QStringList{u"Jammed Merchant"_s, u"Closed Operator"_s, u"Opened Merchant"_s, u"Closed Merchant"_s,
                          u"Jammed Customer"_s, u"Closed Operator"_s, u"Opened Customer"_s, u"Closed Customer"_s}));
    QCOMPARE(town.rows("operations", u"SELECT status || ' ' || operator_id FROM task WHERE type = 'Rescue'"_s),
             (QStringList{u"Completed operator-1"_s, u"Completed operator-1"_s}));
    QCOMPARE(town.value("world", u"SELECT step FROM operator"_s), u"Free"_s);
}

void MishapsTest::aCommandFreesAJammedLid()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 340'000});
    scenario.mishaps.lidJamsPerMillionOpenings = always;
    Town town(std::move(scenario));
    town.start();
    for (int jams = 0; jams < 2; ++jams) {
        QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) == u"Jammed"; }, 1h));
        town.platform.settle();
        QCOMPARE(town.platform.request("state", Method::Post, u"/robot/R-1/lid"_s, R"({"command": "close"})").status,
                 202);
        town.platform.settle();
    }
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
}

void MishapsTest::aJamThatNobodyLooksAfterFailsTheTask()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 340'000});
    scenario.mishaps.lidJamsPerMillionOpenings = always;
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runUntil([&] { return town.value("world", u"SELECT step FROM robot"_s) == u"Jammed"; }, 1h));
    town.platform.runFor(10min + 5s);
    QCOMPARE(town.rows("operations", u"SELECT failure_reason FROM task WHERE status = 'Failed'"_s),
             QStringList{u"LidJammed"_s});
    QCOMPARE(town.value("world", u"SELECT step || ' ' || lid FROM robot"_s), u"Idle Jammed"_s);
    QVERIFY(town.runToRest(8h));
    QCOMPARE(town.deliveries(), QStringList{u"Failed"_s});
}

void MishapsTest::aRobotWithoutLinkDrivesOn()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 700'000});
    scenario.mishaps.linkLossesPerMillionDrivingMinutes = always;
    scenario.mishaps.linkLossLasts = {110s, 120s};
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    QByteArrayList changes;
    for (const EventPtr &event : town.platform.published("state", "RobotStateChanged"))
        changes += JsonDocument::parse(event->data)->root()["what"].toString().value_or(QString()).toUtf8();
    QVERIFY(changes.contains("Offline"));
    QVERIFY(changes.contains("Online"));
    QVERIFY(changes.contains("Arrived"));
    QCOMPARE(town.value("state", u"SELECT connectivity FROM robot_state"_s), u"Online"_s);
}

void MishapsTest::aLidThatOpensByItselfIsClosed()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 700'000});
    scenario.mishaps.strayLidOpeningsPerMillionDrivingMinutes = always;
    Town town(std::move(scenario));
    town.start();
    QVERIFY(town.runToRest(2h));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
    const QStringList events = town.lidEvents();
    QCOMPARE(events.count(u"Opened Unknown"_s), 2); // one each leg
    QCOMPARE(events.count(u"Closed Unknown"_s), 2);
    QCOMPARE(town.value("state", u"SELECT lid FROM robot_state"_s), u"Closed"_s);
}

void MishapsTest::tasksThatComeLateAreDoneAfterAll()
{
    Scenario scenario = emptyTown();
    addRobot(scenario);
    addOrder(scenario, 1min, {400'000, 340'000});
    Town town(std::move(scenario));
    town.platform.environment().faults.add(fault(town, FaultKind::CallFailing, "operations", 30s, 15min));
    town.start();
    const auto stops = [&] { return town.rows("world", u"SELECT status FROM stop ORDER BY id"_s); };
    QVERIFY(town.runUntil([&] { return stops() == QStringList{u"Missed"_s, u"Missed"_s}; }, 14min));
    QVERIFY(town.runToRest(2h));
    QCOMPARE(stops(), (QStringList{u"Done"_s, u"Done"_s}));
    QCOMPARE(town.deliveries(), QStringList{u"Delivered"_s});
}

void MishapsTest::theWorldForgets_data()
{
    QTest::addColumn<int>("everySeconds");
    QTest::newRow("every 7 seconds") << 7;
    QTest::newRow("every 53 seconds") << 53;
    QTest::newRow("every 4 minutes") << 240;
}

void MishapsTest::theWorldForgets()
{
    QFETCH(const int, everySeconds);
    Scenario scenario = busyTown();
    scenario.mishaps.lidJamsPerMillionOpenings = 300'000;
    Town town(std::move(scenario));
    town.start();
    const PlatformTime end = town.platform.now() + 3h;
    const auto isOver = [&] { return town.deliveries() == QStringList(6, u"Delivered"_s); };
    while (!isOver() && town.platform.now() < end) {
        town.platform.runFor(std::chrono::seconds(everySeconds) - 100ms);
        town.platform.crash("world");
    }
    QVERIFY(town.runToRest(1h));
    QCOMPARE(town.deliveries(), QStringList(6, u"Delivered"_s));
    QCOMPARE(town.lidEvents().filter(u"Closed Customer"_s).size(), 6);
    QCOMPARE(town.lidEvents().filter(u"Opened Merchant"_s).size(), 6);
    QCOMPARE(town.rows("world", u"SELECT kind FROM call_intent"_s), QStringList{});
}

void MishapsTest::thePlatformStumbles_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<int>("minutes");
    QTest::newRow("State is cut off for 8 minutes") << FaultKind::CutOff << QByteArray("state") << 8;
    QTest::newRow("Operations is cut off for 8 minutes") << FaultKind::CutOff << QByteArray("operations") << 8;
    QTest::newRow("Integrations is cut off for 8 minutes") << FaultKind::CutOff << QByteArray("integrations") << 8;
    QTest::newRow("Dispatch is cut off for 8 minutes") << FaultKind::CutOff << QByteArray("dispatch") << 8;
    QTest::newRow("the world is cut off for 3 minutes") << FaultKind::CutOff << QByteArray("world") << 3;
    QTest::newRow("every call hangs for a minute") << FaultKind::CallHanging << QByteArray() << 1;
}

void MishapsTest::thePlatformStumbles()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, service);
    QFETCH(const int, minutes);
    Town town(busyTown());
    town.platform.environment().faults.add(fault(town, kind, service, 6min, std::chrono::minutes(minutes)));
    town.start();
    QVERIFY(town.runToRest(6h));
    QCOMPARE(town.deliveries(), QStringList(6, u"Delivered"_s));
    QCOMPARE(town.rows("world", u"SELECT serial FROM robot WHERE step <> 'Idle'"_s), QStringList{});
    QCOMPARE(town.rows("world", u"SELECT event_id FROM dead_letter"_s), QStringList{});
}

void MishapsTest::theSameSeedGivesTheSameDay()
{
    const auto digest = [] {
        Scenario scenario = busyTown();
        scenario.mishaps.lidJamsPerMillionOpenings = 200'000;
        scenario.mishaps.linkLossesPerMillionDrivingMinutes = 200'000;
        scenario.mishaps.strayLidOpeningsPerMillionDrivingMinutes = 100'000;
        Town town(std::move(scenario));
        town.start();
        return town.runToRest(6h) ? town.platform.environment().journal.digest() : QByteArray();
    };
    const QByteArray first = digest();
    QVERIFY(!first.isEmpty());
    QCOMPARE(digest(), first);
}

CURBSIDE_TEST(MishapsTest)

} // namespace tst_mishaps

#include "tst_mishaps.moc"
