// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/motion.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_motion {

using namespace curbside;
using namespace curbside::world;

namespace {

const PlatformTime start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 8h};

Ground streets()
{
    Ground ground;
    ground.motion.metersPerMinute = 60;
    ground.motion.metric = Metric::Grid;
    ground.streetSpacing = 100'000;
    return ground;
}

Ground openField(bool wholeMinutes = false)
{
    Ground ground;
    ground.motion.metersPerMinute = 60;
    ground.motion.metric = Metric::Straight;
    ground.motion.wholeMinutes = wholeMinutes;
    return ground;
}

Leg standingAt(Place place)
{
    Leg leg;
    leg.from = leg.to = place;
    leg.startsAt = leg.endsAt = start;
    return leg;
}

} // namespace

class MotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ways_data();
    void ways();
    void placesOnTheWay_data();
    void placesOnTheWay();
    void headings_data();
    void headings();
    void batteries_data();
    void batteries();
    void aDriveTakesAsLongAsTravelSays();
    void wholeMinutesAreDrivenMoreSlowly();
    void aRobotThatStopsHalfwayStaysThere();
    void noDistanceIsArrivedAtAtOnce();
    void manySmallLegsLoseNothing();
};

void MotionTest::ways_data()
{
    QTest::addColumn<Place>("from");
    QTest::addColumn<Place>("to");
    QTest::addColumn<Place>("firstCorner");
    QTest::addColumn<Place>("secondCorner");

    QTest::newRow("from a cross street to a street: along the cross street first")
        << Place{40'000, 100'000} << Place{200'000, 360'000} << Place{200'000, 100'000} << Place{200'000, 360'000};
    QTest::newRow("from a street to a cross street: along the street first")
        << Place{200'000, 360'000} << Place{40'000, 100'000} << Place{200'000, 100'000} << Place{40'000, 100'000};
    QTest::newRow("between cross streets by the street between them")
        << Place{40'000, 100'000} << Place{140'000, 300'000} << Place{100'000, 100'000} << Place{100'000, 300'000};
    QTest::newRow("between cross streets leftward by the nearest street")
        << Place{340'000, 100'000} << Place{140'000, 300'000} << Place{300'000, 100'000} << Place{300'000, 300'000};
    QTest::newRow("between streets by the cross street between them")
        << Place{100'000, 40'000} << Place{300'000, 140'000} << Place{100'000, 100'000} << Place{300'000, 100'000};
    QTest::newRow("where no street lies between, straight across the block")
        << Place{20'000, 100'000} << Place{80'000, 300'000} << Place{80'000, 100'000} << Place{80'000, 300'000};
}

void MotionTest::ways()
{
    QFETCH(const Place, from);
    QFETCH(const Place, to);
    const Way way = wayBetween(streets(), from, to);
    QCOMPARE(way.front(), from);
    QTEST(way[1], "firstCorner");
    QTEST(way[2], "secondCorner");
    QCOMPARE(way.back(), to);
    qint64 length = 0;
    for (std::size_t i = 1; i < way.size(); ++i)
        length += distanceBetween(Metric::Grid, way[i - 1], way[i]);
    QCOMPARE(length, distanceBetween(Metric::Grid, from, to));
}

void MotionTest::placesOnTheWay_data()
{
    QTest::addColumn<bool>("onStreets");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<Place>("place");
    QTest::addColumn<qint64>("heading");
    QTest::addColumn<qint64>("speed");

    // From (0, 0) to (300 m, 400 m) at a metre a second.
    QTest::newRow("streets: at the start") << true << 0 << Place{0, 0} << qint64{90} << qint64{1000};
    QTest::newRow("streets: on the first street, eastward")
        << true << 60 << Place{60'000, 0} << qint64{90} << qint64{1000};
    QTest::newRow("streets: round the corner, southward")
        << true << 450 << Place{300'000, 150'000} << qint64{180} << qint64{1000};
    QTest::newRow("streets: there") << true << 700 << Place{300'000, 400'000} << qint64{180} << qint64{0};
    QTest::newRow("streets: still there later") << true << 900 << Place{300'000, 400'000} << qint64{180} << qint64{0};
    QTest::newRow("straight: halfway") << false << 250 << Place{150'000, 200'000} << qint64{143} << qint64{1000};
    QTest::newRow("straight: there") << false << 500 << Place{300'000, 400'000} << qint64{143} << qint64{0};
}

void MotionTest::placesOnTheWay()
{
    QFETCH(const bool, onStreets);
    QFETCH(const int, seconds);
    const Ground ground = onStreets ? streets() : openField();
    const Leg leg = drive(ground, standingAt({0, 0}), start, {300'000, 400'000});
    const Bearings bearings = bearingsAt(ground, leg, start + std::chrono::seconds(seconds));
    QTEST(bearings.place, "place");
    QTEST(bearings.heading, "heading");
    QTEST(bearings.speed, "speed");
}

void MotionTest::headings_data()
{
    QTest::addColumn<Place>("to");
    QTest::addColumn<qint64>("degrees");

    QTest::newRow("north is up: less y") << Place{0, -5} << qint64{0};
    QTest::newRow("north-east") << Place{7, -7} << qint64{45};
    QTest::newRow("east is more x") << Place{5, 0} << qint64{90};
    QTest::newRow("south-east") << Place{3, 3} << qint64{135};
    QTest::newRow("south") << Place{0, 9} << qint64{180};
    QTest::newRow("south-west") << Place{-2, 2} << qint64{225};
    QTest::newRow("west") << Place{-1'000'000'000, 0} << qint64{270};
    QTest::newRow("north-west") << Place{-1, -1} << qint64{315};
    QTest::newRow("a little west of north comes round to 0") << Place{-1, -1'000'000} << qint64{0};
    QTest::newRow("30 degrees") << Place{500'000, -866'025} << qint64{30};
    QTest::newRow("200 degrees") << Place{-342'020, 939'693} << qint64{200};
}

void MotionTest::headings()
{
    QFETCH(const Place, to);
    QTEST(headingOf({0, 0}, to).value_or(-1), "degrees");
}

void MotionTest::batteries_data()
{
    QTest::addColumn<LegKind>("kind");
    QTest::addColumn<qint64>("before");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<qint64>("after");

    QTest::newRow("250 metres use up a percent") << LegKind::Driving << qint64{80'000} << 5 << qint64{78'800};
    QTest::newRow("standing for an hour uses up a percent")
        << LegKind::Standing << qint64{80'000} << 90 << qint64{78'500};
    QTest::newRow("45 seconds on the charger give a percent")
        << LegKind::Charging << qint64{20'000} << 30 << qint64{60'000};
    QTest::newRow("a full battery stays full") << LegKind::Charging << qint64{95'000} << 60 << qint64{100'000};
    QTest::newRow("the reserve is not used up") << LegKind::Standing << qint64{2'000} << 600 << qint64{1'000};
}

void MotionTest::batteries()
{
    QFETCH(const LegKind, kind);
    QFETCH(const qint64, before);
    QFETCH(const int, minutes);
    const Ground ground = streets();
    Leg leg = standingAt({0, 0});
    leg.battery = before;
    leg = kind == LegKind::Driving ? drive(ground, leg, start, {0, 1'000'000}) : stay(ground, leg, start, kind);
    QTEST(bearingsAt(ground, leg, start + std::chrono::minutes(minutes)).battery, "after");
}

void MotionTest::aDriveTakesAsLongAsTravelSays()
{
    const Ground ground = openField();
    const Place to{123'457, -98'765};
    const Leg leg = drive(ground, standingAt({1, 2}), start + 7s, to);
    QCOMPARE(leg.endsAt - leg.startsAt, travelTime(ground.motion, {1, 2}, to));
    QCOMPARE(bearingsAt(ground, leg, leg.endsAt).place, to);
    QVERIFY(bearingsAt(ground, leg, leg.endsAt - 1s).place != to);
}

void MotionTest::wholeMinutesAreDrivenMoreSlowly()
{
    const Ground ground = openField(true);
    const Leg leg = drive(ground, standingAt({0, 0}), start, {90'000, 0});
    QCOMPARE(leg.endsAt, start + 2min);
    QCOMPARE(bearingsAt(ground, leg, start + 1min).place, (Place{45'000, 0}));
    QCOMPARE(bearingsAt(ground, leg, start + 1min).speed, qint64{750});
}

void MotionTest::aRobotThatStopsHalfwayStaysThere()
{
    const Ground ground = streets();
    const Leg leg = drive(ground, standingAt({0, 0}), start, {0, 600'000});
    const Leg stopped = stay(ground, leg, start + 100s);
    QCOMPARE(stopped.to, (Place{0, 100'000}));
    QCOMPARE(bearingsAt(ground, stopped, start + 10min).place, stopped.to);
    QCOMPARE(bearingsAt(ground, stopped, start + 10min).heading, qint64{180});
    QCOMPARE(stopped.battery, fullBattery - 400);
    const Leg onward = drive(ground, stopped, start + 10min, {0, 600'000});
    QCOMPARE(onward.endsAt, start + 10min + 500s);
}

void MotionTest::noDistanceIsArrivedAtAtOnce()
{
    const Ground ground = streets();
    const Leg leg = drive(ground, standingAt({5, 5}), start, {5, 5});
    QCOMPARE(leg.endsAt, start);
    const Bearings bearings = bearingsAt(ground, leg, start);
    QCOMPARE(bearings.place, (Place{5, 5}));
    QCOMPARE(bearings.speed, qint64{0});
}

void MotionTest::manySmallLegsLoseNothing()
{
    const Ground ground = streets();
    Leg leg = standingAt({0, 0});
    PlatformTime time = start;
    for (int i = 1; i <= 40; ++i) {
        leg = drive(ground, leg, time, {0, i * 20'000});
        time = leg.endsAt;
    }
    QCOMPARE(time, start + 800s);
    QCOMPARE(leg.to, (Place{0, 800'000}));
    QCOMPARE(bearingsAt(ground, leg, time).battery, fullBattery - 3'200);
}

CURBSIDE_TEST(MotionTest)

} // namespace tst_motion

#include "tst_motion.moc"
