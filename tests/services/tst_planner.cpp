// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_rules.h"
#include "tests/services/day_trial.h"
#include "tests/services/planner_scene.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <algorithm>

namespace tst_planner {

using namespace curbside;
using namespace curbside::dispatch;
using namespace Qt::StringLiterals;

using Build = void (*)(Scene &);
using Spoil = void (*)(PlanningRobot &);

/// What the planner decides in cases small enough to see that it is right.
class PlannerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRobotIsSent_data();
    void aRobotIsSent() { comparePlan(); }
    void aRobotIsSentInTime_data();
    void aRobotIsSentInTime() { comparePlan(); }
    void ordersAreBundled_data();
    void ordersAreBundled() { comparePlan(); }
    void whoShouldGo_data();
    void whoShouldGo() { comparePlan(); }
    void whoShouldGoOfEquals_data();
    void whoShouldGoOfEquals() { comparePlan(); }
    void whatComesFirst_data();
    void whatComesFirst() { comparePlan(); }
    void anUnavailableRobotIsPassedOver_data();
    void anUnavailableRobotIsPassedOver();
    void everyCandidateHasItsReason();
    void aCandidateForLaterHasItsReason();
    void thePlanDoesNotDependOnTheOrderOfItsInput();
    void anyPlanIsSound_data();
    void anyPlanIsSound();
    void aSmallDayIsFeasible();

private:
    static void comparePlan();
};

namespace {

const Place merchant = minutesAway(0, 0);
const Place otherMerchant = minutesAway(40, 0);

void row(const char *name, Build build, const QString &plan)
{
    QTest::newRow(name) << build << plan;
}

void columns()
{
    QTest::addColumn<Build>("build");
    QTest::addColumn<QString>("plan");
}

} // namespace

void PlannerTest::comparePlan()
{
    QFETCH(Build, build);
    Scene scene;
    build(scene);
    const Plan plan = makePlan(scene.input);
    QTEST(toText(scene.input, plan), "plan");
    QCOMPARE(unsoundness(scene.input, plan), QStringList());
}

void PlannerTest::aRobotIsSent_data()
{
    columns();
    row("there is nothing to do", [](Scene &s) { s.robot(merchant); }, u""_s);
    row("there are no robots", [](Scene &s) { s.demand(1, merchant, minutesAway(0, 5), 0, 40); }, u"1 NoRobot"_s);
    row(
        "ready goods are fetched now",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 0, 4, 11 now"_s);
    row(
        "for goods that take their time it need not leave yet",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 20, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 16, 20, 27"_s);
    row(
        "it must leave when the next minute would be too late",
        [](Scene &s) {
            s.startAt(16);
            s.demand(1, merchant, minutesAway(0, 5), 20, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 16, 20, 27 now"_s);
    row(
        "it must leave when the next planning would be too late",
        [](Scene &s) {
            s.startAt(12);
            s.input.interval = 5min;
            s.demand(1, merchant, minutesAway(0, 5), 20, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 16, 20, 27 now"_s);
}

void PlannerTest::aRobotIsSentInTime_data()
{
    columns();
    row(
        "what is heard inside a minute is done as from that minute",
        [](Scene &s) {
            s.input.now = atMinute(16) + 59s;
            s.demand(1, merchant, minutesAway(0, 5), 20, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 16, 20, 27 now"_s);
    row(
        "a robot on a trip is planned for, and not bound yet",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0), 7);
        },
        u"R1 takes 1: 7, 11, 18"_s);
    row(
        "the last minute of duty is good for a pickup",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0)).onDutyUntil = atMinute(4);
        },
        u"R1 takes 1: 0, 4, 11 now"_s);
    row(
        "the minute after it is not",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0)).onDutyUntil = atMinute(3);
        },
        u"1 NoRobot"_s);
}

void PlannerTest::ordersAreBundled_data()
{
    columns();
    row(
        "next door to each other, nearest first",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 6), 0, 40);
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 2+1: 0, 4, 11, 14 now"_s);
    row(
        "not when each can have a robot of its own",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.demand(1, merchant, minutesAway(0, -5), 0, 40);
            s.robot(minutesAway(3, 0));
            s.robot(minutesAway(4, 0));
        },
        u"R1 takes 1: 0, 4, 11 now; R2 takes 2: 0, 5, 12 now"_s);
    row(
        "not when one would get cold waiting for the other",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.demand(1, merchant, minutesAway(0, 6), 60, 100);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 0, 4, 11 now; 2 LaterTrip"_s);
    row(
        "not those of two merchants",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.demand(2, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 0, 4, 11 now; 2 LaterTrip"_s);
    row(
        "not more than fit in",
        [](Scene &s) {
            s.input.largestBundle = 2;
            for (int i = 0; i < 3; ++i)
                s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1+2: 0, 4, 11, 13 now; 3 LaterTrip"_s);
    row(
        "not with an order that excludes the robot",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.demand(1, merchant, minutesAway(0, 5), 0, 40).excludedRobots = {u"R1"_s};
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 0, 4, 11 now; 2 NoRobot"_s);
}

void PlannerTest::whoShouldGo_data()
{
    columns();
    row(
        "the nearest, when that is sooner",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(9, 0));
            s.robot(minutesAway(3, 0));
        },
        u"R2 takes 1: 0, 4, 11 now"_s);
    row(
        "not the nearest, when it is excluded",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40).excludedRobots = {u"R2"_s, u"nobody"_s};
            s.robot(minutesAway(9, 0));
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 0, 10, 17 now"_s);
    row(
        "one that is nearly free, rather than a distant one",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(merchant, 5);
            s.robot(minutesAway(20, 0));
        },
        u"R1 takes 1: 5, 6, 13"_s);
    row(
        "the remote one, when both are in time: the other stands well for what may come",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 60, 100);
            s.demand(2, otherMerchant, minutesAway(40, 5), 60, 100).excludedRobots = {u"R1"_s, u"R2"_s};
            s.robot(minutesAway(5, 0));
            s.robot(minutesAway(-10, 0));
        },
        u"R2 takes 1: 49, 60, 67; 2 NoRobot"_s);
}

void PlannerTest::whoShouldGoOfEquals_data()
{
    columns();
    row(
        "the one that has waited longest",
        [](Scene &s) {
            s.startAt(100);
            s.demand(1, merchant, minutesAway(0, 5), 0, 140);
            s.robot(minutesAway(3, 0), 90);
            s.robot(minutesAway(0, 3), 50);
        },
        u"R2 takes 1: 100, 104, 111 now"_s);
    row(
        "of equals in all the first serial",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0));
            s.robot(minutesAway(0, 3));
        },
        u"R1 takes 1: 0, 4, 11 now"_s);
    row(
        "the one that makes all together soonest, though one is later for it",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.demand(2, minutesAway(6, 0), minutesAway(6, 5), 0, 40);
            s.robot(minutesAway(2, 0));
            s.robot(minutesAway(-3, 0));
        },
        u"R1 takes 2: 0, 5, 12 now; R2 takes 1: 0, 4, 11 now"_s);
}

void PlannerTest::whatComesFirst_data()
{
    columns();
    row(
        "long overdue is not forgotten",
        [](Scene &s) {
            s.startAt(5000);
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 1: 5000, 5004, 5011 now"_s);
    row(
        "overdue goes before fresh, though it is farther",
        [](Scene &s) {
            s.startAt(100);
            s.demand(1, minutesAway(5, 0), minutesAway(5, 5), 100, 140);
            s.demand(2, minutesAway(-8, 0), minutesAway(-8, 5), 20, 60);
            s.robot(merchant, 100);
        },
        u"R1 takes 2: 100, 109, 116 now; 1 LaterTrip"_s);
    row(
        "of equals what was ready first",
        [](Scene &s) {
            s.startAt(30);
            s.demand(1, minutesAway(5, 0), minutesAway(5, 5), 21, 60);
            s.demand(2, minutesAway(-5, 0), minutesAway(-5, 5), 20, 60);
            s.robot(merchant, 30);
        },
        u"R1 takes 2: 30, 36, 43 now; 1 LaterTrip"_s);
    row(
        "what a robot soon off duty can still fetch, the other one leaves to it",
        [](Scene &s) {
            s.demand(1, merchant, minutesAway(0, 5), 0, 40);
            s.demand(2, minutesAway(2, 0), minutesAway(2, 5), 0, 40);
            s.robot(minutesAway(3, 0)).onDutyUntil = atMinute(2);
            s.robot(minutesAway(3, 0));
        },
        u"R1 takes 2: 0, 2, 9 now; R2 takes 1: 0, 4, 11 now"_s);
}

void PlannerTest::anUnavailableRobotIsPassedOver_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char *name, Spoil spoil, const QString &reason) {
        QTest::newRow(name) << spoil << reason;
    };
    add("out of service", [](PlanningRobot &r) { r.inService = false; }, u"NotInService"_s);
    add("held", [](PlanningRobot &r) { r.held = true; }, u"Held"_s);
    add("off duty", [](PlanningRobot &r) { r.onDuty = false; }, u"OffDuty"_s);
    add("offline", [](PlanningRobot &r) { r.online = false; }, u"Offline"_s);
    add("lid jammed", [](PlanningRobot &r) { r.lidJammed = true; }, u"LidJammed"_s);
    add("battery at 19 %", [](PlanningRobot &r) { r.batteryPercent = 19; }, u"LowBattery"_s);
    add(
        "off duty before it could be there", [](PlanningRobot &r) { r.onDutyUntil = atMinute(3); },
        u"OffDutyTooSoon"_s);
    add(
        "off duty before it is free", [](PlanningRobot &r) { r.freeAt = atMinute(20), r.onDutyUntil = atMinute(19); },
        u"OffDutyTooSoon"_s);
    add("excluded", [](PlanningRobot &r) { r.serial = u"excluded"_s; }, u"Excluded"_s);
}

void PlannerTest::anUnavailableRobotIsPassedOver()
{
    QFETCH(Spoil, spoil);
    QFETCH(QString, reason);
    Scene scene;
    scene.demand(1, merchant, minutesAway(0, 5), 0, 40).excludedRobots = {u"excluded"_s};
    PlanningRobot &robot = scene.robot(minutesAway(3, 0));
    robot.batteryPercent = 20;
    QCOMPARE(toText(scene.input, makePlan(scene.input)), u"R1 takes 1: 0, 4, 11 now"_s);
    spoil(robot);
    const Plan plan = makePlan(scene.input);
    QCOMPARE(toText(scene.input, plan), u"1 NoRobot"_s);
    QCOMPARE(toText(scene.input, candidatesFor(scene.input, plan, 0)), robot.serial + u' ' + reason);
}

void PlannerTest::everyCandidateHasItsReason()
{
    Scene scene;
    scene.startAt(100);
    scene.demand(1, merchant, minutesAway(0, 5), 0, 130);
    scene.demand(2, minutesAway(6, 0), minutesAway(6, 5), 0, 130);
    scene.robot(minutesAway(9, 0), 100).held = true;
    scene.robot(minutesAway(-20, 0), 100);
    scene.robot(minutesAway(2, 0), 100);
    scene.robot(minutesAway(-3, 0), 100);
    scene.robot(minutesAway(0, 3), 100);
    const Plan plan = makePlan(scene.input);
    QCOMPARE(toText(scene.input, plan), u"R3 takes 2: 100, 105, 112 now; R4 takes 1: 100, 104, 111 now"_s);
    QCOMPARE(toText(scene.input, candidatesFor(scene.input, plan, 0)),
             u"R4 Chosen 104-111; R3 PlannedElsewhere 103-110; R5 NoSooner 104-111; R2 LaterThanChosen 121-128; "
             "R1 Held"_s);
}

void PlannerTest::aCandidateForLaterHasItsReason()
{
    Scene scene;
    scene.demand(1, merchant, minutesAway(0, 5), 0, 40);
    scene.demand(2, minutesAway(0, 4), minutesAway(0, 8), 5, 50);
    scene.robot(minutesAway(3, 0));
    const Plan plan = makePlan(scene.input);
    QCOMPARE(toText(scene.input, plan), u"R1 takes 1: 0, 4, 11 now; 2 LaterTrip"_s);
    QCOMPARE(toText(scene.input, candidatesFor(scene.input, plan, 1)), u"R1 ChosenForLater 14-20"_s);
}

void PlannerTest::thePlanDoesNotDependOnTheOrderOfItsInput()
{
    const PlanningInput input = randomScene(7, 60, 25);
    const QString expected = toText(input, makePlan(input));
    QVERIFY(expected.contains(u'+')); // a plan in which there was something to decide
    RandomStream random(7, "shuffle", 0);
    for (int round = 0; round < 10; ++round) {
        PlanningInput shuffled = input;
        for (std::size_t i = shuffled.demands.size(); i > 1; --i)
            std::swap(shuffled.demands[i - 1], shuffled.demands[random.below(i)]);
        for (std::size_t i = shuffled.robots.size(); i > 1; --i)
            std::swap(shuffled.robots[i - 1], shuffled.robots[random.below(i)]);
        QCOMPARE(toText(shuffled, makePlan(shuffled)), expected);
    }
}

void PlannerTest::anyPlanIsSound_data()
{
    QTest::addColumn<int>("demands");
    QTest::addColumn<int>("robots");
    QTest::newRow("more robots than demands") << 20 << 60;
    QTest::newRow("about as many") << 50 << 40;
    QTest::newRow("far more demands than robots") << 150 << 12;
    QTest::newRow("one robot for many") << 30 << 1;
}

void PlannerTest::anyPlanIsSound()
{
    QFETCH(int, demands);
    QFETCH(int, robots);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const PlanningInput input = randomScene(seed, demands, robots);
        const Plan plan = makePlan(input);
        QVERIFY2(unsoundness(input, plan).isEmpty(), qPrintable(unsoundness(input, plan).join(u'\n')));
    }
}

void PlannerTest::aSmallDayIsFeasible()
{
    const auto day = mdrp::readDay(QStringLiteral(CURBSIDE_SOURCE_DIR "/tests/mdrp/small_day"));
    if (!day)
        QFAIL(qPrintable(day.error()));
    const mdrp::Solution solution = tryDay(*day).solution;
    for (const mdrp::Breach &breach : mdrp::breaches(*day, solution))
        QFAIL(qPrintable(toText(breach)));
    QCOMPARE(mdrp::clickToDoor(*day, solution).delivered, 3);
}

CURBSIDE_TEST(PlannerTest)

} // namespace tst_planner

#include "tst_planner.moc"
