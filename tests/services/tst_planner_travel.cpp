// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/travel.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_planner_travel {

using namespace curbside;
using namespace curbside::dispatch;
using namespace Qt::StringLiterals;

/// The arithmetic of driving and being served, which the robots repeat to the microsecond.
class PlannerTravelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void travelIsRoundedUp_data();
    void travelIsRoundedUp();
    void servicesAreHalved_data();
    void servicesAreHalved();
    void wholeMinutesAreCountedFromMinuteZero();
    void aTripLeavesAsLateAsItCan_data();
    void aTripLeavesAsLateAsItCan();
};

namespace {

constexpr qint64 minute = 60'000'000;

PlatformTime at(qint64 microseconds)
{
    return fromMicroseconds(microseconds);
}

TravelModel wholeMinutes(Duration pickupService, Duration dropoffService)
{
    TravelModel model;
    model.millimetresPerMinute = 100'000;
    model.wholeMinutes = true;
    model.pickupService = pickupService;
    model.dropoffService = dropoffService;
    return model;
}

} // namespace

void PlannerTravelTest::travelIsRoundedUp_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<bool>("inMinutes");
    QTest::addColumn<qint64>("x");
    QTest::addColumn<qint64>("y");
    QTest::addColumn<qint64>("microseconds");
    const auto straight = Metric::Straight;
    QTest::newRow("nowhere takes no time") << straight << true << 0LL << 0LL << 0LL;
    QTest::newRow("a millimetre takes a minute") << straight << true << 1LL << 0LL << minute;
    QTest::newRow("exactly five minutes are five") << straight << true << 300'000LL << 400'000LL << 5 * minute;
    QTest::newRow("a millimetre more makes six") << straight << true << 300'001LL << 400'000LL << 6 * minute;
    QTest::newRow("backwards is as far") << straight << true << -300'000LL << -400'000LL << 5 * minute;
    QTest::newRow("far and exact") << straight << true << 900'000'000LL << 1'200'000'000LL << 15'000 * minute;
    QTest::newRow("far and a millimetre") << straight << true << 900'000'000LL << 1'200'000'001LL << 15'001 * minute;
    QTest::newRow("too far to be true") << straight << true << (1LL << 62) << 0LL << 20'000 * minute;
    QTest::newRow("to the microsecond") << straight << false << 300'000LL << 400'000LL << 5 * minute;
    QTest::newRow("microseconds are rounded up") << straight << false << 1LL << 1LL << 849LL; // root of 2 times 600
    QTest::newRow("around the corner") << Metric::Grid << true << 300'000LL << -400'000LL << 7 * minute;
    QTest::newRow("around the corner, rounded up") << Metric::Grid << true << 300'001LL << 400'000LL << 8 * minute;
}

void PlannerTravelTest::travelIsRoundedUp()
{
    QFETCH(Metric, metric);
    QFETCH(bool, inMinutes);
    QFETCH(qint64, x);
    QFETCH(qint64, y);
    QFETCH(qint64, microseconds);
    TravelModel model = wholeMinutes(0min, 0min);
    model.metric = metric;
    model.wholeMinutes = inMinutes;
    QCOMPARE(qint64(model.travel({0, 0}, {x, y}).count()), microseconds);
    QCOMPARE(qint64(model.travel({x, y}, {0, 0}).count()), microseconds);
}

void PlannerTravelTest::servicesAreHalved_data()
{
    QTest::addColumn<bool>("inMinutes");
    QTest::addColumn<qint64>("service");
    QTest::addColumn<qint64>("before");
    QTest::addColumn<qint64>("after");
    QTest::newRow("even minutes") << true << 4 * minute << 2 * minute << 2 * minute;
    QTest::newRow("odd minutes have the longer half first") << true << 5 * minute << 3 * minute << 2 * minute;
    QTest::newRow("seconds count as a minute") << true << 61'000'000LL << minute << minute;
    QTest::newRow("one minute is the one of the arrival") << true << minute << minute << 0LL;
    QTest::newRow("without service there is still a minute before") << true << 0LL << minute << 0LL;
    QTest::newRow("half to the microsecond") << false << 5 * minute << 5 * minute / 2 << 5 * minute / 2;
    QTest::newRow("an odd microsecond goes first") << false << 3LL << 2LL << 1LL;
    QTest::newRow("without service there is still a microsecond before") << false << 0LL << 1LL << 0LL;
}

void PlannerTravelTest::servicesAreHalved()
{
    QFETCH(bool, inMinutes);
    QFETCH(qint64, service);
    QFETCH(qint64, before);
    QFETCH(qint64, after);
    TravelModel model = wholeMinutes(Duration{service}, Duration{service});
    model.wholeMinutes = inMinutes;
    QCOMPARE(qint64(model.pickupHalves().before.count()), before);
    QCOMPARE(qint64(model.pickupHalves().after.count()), after);
    QCOMPARE(qint64(model.dropoffHalves().before.count()), before);
}

void PlannerTravelTest::wholeMinutesAreCountedFromMinuteZero()
{
    TravelModel model = wholeMinutes(0min, 0min);
    model.minuteZero = at(10'000'000);
    QCOMPARE(model.roundedDown(at(minute)), at(10'000'000));
    QCOMPARE(model.roundedUp(at(minute)), at(minute + 10'000'000));
    QCOMPARE(model.roundedUp(at(minute + 10'000'000)), at(minute + 10'000'000));
    model.wholeMinutes = false;
    QCOMPARE(model.roundedDown(at(minute)), at(minute));
    QCOMPARE(model.roundedUp(at(minute + 1)), at(minute + 1));
}

void PlannerTravelTest::aTripLeavesAsLateAsItCan_data()
{
    QTest::addColumn<qint64>("freeAt");
    QTest::addColumn<qint64>("readyAt");
    QTest::addColumn<int>("serviceMinutes");
    QTest::addColumn<QList<int>>("minutes"); // depart; arrive, serve, leave at the merchant and at the two customers
    QTest::newRow("ready before it can be there")
        << 10 * minute << 0LL << 4 << QList{10, 13, 15, 17, 22, 24, 26, 27, 29, 31};
    QTest::newRow("it waits where it is until the goods are nearly ready")
        << 10 * minute << 30 * minute << 4 << QList{25, 28, 30, 32, 37, 39, 41, 42, 44, 46};
    QTest::newRow("free inside a minute means from the next")
        << 9 * minute + 1 << 0LL << 4 << QList{10, 13, 15, 17, 22, 24, 26, 27, 29, 31};
    QTest::newRow("ready inside a minute means from the next")
        << 0LL << 29 * minute + 1 << 4 << QList{25, 28, 30, 32, 37, 39, 41, 42, 44, 46};
    QTest::newRow("an odd service") << 10 * minute << 0LL << 3 << QList{10, 13, 15, 16, 21, 23, 24, 25, 27, 28};
    QTest::newRow("no service, and yet there before the minute")
        << 10 * minute << 0LL << 0 << QList{10, 13, 14, 14, 19, 20, 20, 21, 22, 22};
}

void PlannerTravelTest::aTripLeavesAsLateAsItCan()
{
    QFETCH(qint64, freeAt);
    QFETCH(qint64, readyAt);
    QFETCH(int, serviceMinutes);
    QFETCH(QList<int>, minutes);
    const Duration service = std::chrono::minutes{serviceMinutes};
    const std::vector<Place> dropoffs{{0, 500'000}, {0, 600'000}};
    const TripTimes times =
        timeTrip(wholeMinutes(service, service), {300'000, 0}, at(freeAt), {0, 0}, at(readyAt), dropoffs);
    std::vector<PlatformTime> all{times.departAt};
    for (const StopTimes &stop : {times.pickup, times.dropoffs.at(0), times.dropoffs.at(1)})
        all.insert(all.end(), {stop.arriveAt, stop.serviceAt, stop.leaveAt});
    QList<int> actual;
    for (const PlatformTime time : all)
        actual += static_cast<int>(toMicroseconds(time) / minute);
    QCOMPARE(actual, minutes);
}

CURBSIDE_TEST(PlannerTravelTest)

} // namespace tst_planner_travel

#include "tst_planner_travel.moc"
