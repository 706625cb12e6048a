// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/mdrp_solution.h"
#include "tests/support/test_class.h"
#include "tests/world/greedy_rule.h"
#include "tests/world/solution_check.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_mdrp_solution {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

const QString sampleFolder = QStringLiteral(CURBSIDE_SOURCE_DIR "/tests/world/data/mdrp-small");

Scenario loaded(const QString &folder)
{
    auto day = loadScenario(folder, 1);
    if (!day)
        qFatal("%s", qPrintable(day.error()));
    return std::move(*day);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class MdrpSolutionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aBundleAndASingle();
    void noTripsGiveHeadersOnly();
    void anUndeliveredOrderHasNoLine();
    void oneStopForSeveralOrdersHandsThemOverInTurn();
    void aPickupNeedNotNameItsOrders();
    void aPickupWhereTheCourierStandsIsNoMove();
    void tripsMayComeInAnyOrder();
    void oddServiceTimesAreSplitAfterTheFirstHalf();
    void whatTheFormatCannotSay_data();
    void whatTheFormatCannotSay();
    void filesAreWritten();
    void aFolderThatCannotBeMadeIsAnError();
    void greedyRuleOnRealDays_data();
    void greedyRuleOnRealDays();

private:
    [[nodiscard]] PlatformTime at(qint64 minute) const { return m_day.startsAt + std::chrono::minutes(minute); }
    [[nodiscard]] MdrpStop pickup(const QString &restaurant, const QStringList &orders, qint64 arrive,
                                  qint64 leave) const
    {
        return {MdrpStop::Kind::Pickup, MerchantKey(restaurant), orders, at(arrive), at(leave)};
    }
    [[nodiscard]] MdrpStop dropoff(const QStringList &orders, qint64 arrive, qint64 leave) const
    {
        return {MdrpStop::Kind::Dropoff, {}, orders, at(arrive), at(leave)};
    }
    [[nodiscard]] MdrpTrip trip(const QString &courier, qint64 decided, std::vector<MdrpStop> stops) const
    {
        return {RobotSerial(courier), at(decided) + 14s, std::move(stops)};
    }
    /// c1 takes o2 and o1 of r1 together, then o3 of r2.
    [[nodiscard]] std::vector<MdrpTrip> exampleTrips() const
    {
        return {
            trip(u"c1"_s, 12,
                 {pickup(u"r1"_s, {u"o1"_s, u"o2"_s}, 13, 22), dropoff({u"o2"_s}, 25, 29), dropoff({u"o1"_s}, 30, 34)}),
            trip(u"c1"_s, 34, {pickup(u"r2"_s, {u"o3"_s}, 40, 44), dropoff({u"o3"_s}, 46, 50)})};
    }
    [[nodiscard]] MdrpSolution solved(const std::vector<MdrpTrip> &trips) const
    {
        auto solution = mdrpSolution(m_day, trips);
        if (!solution)
            qFatal("%s", qPrintable(solution.error()));
        return std::move(*solution);
    }

    Scenario m_day;
};

void MdrpSolutionTest::initTestCase()
{
    m_day = loaded(sampleFolder);
}

void MdrpSolutionTest::aBundleAndASingle()
{
    const MdrpSolution solution = solved(exampleTrips());
    QCOMPARE(solution.assignments,
             QByteArray("assignment_time pickup_time courier orders\n"
                        "12 20 c1 o2 o1\n"
                        "34 42 c1 o3\n"));
    QCOMPARE(solution.orders,
             QByteArray("order placement_time ready_time pickup_time dropoff_time courier\n"
                        "o3 5 30 42 48 c1\n"
                        "o1 10 20 20 32 c1\n"
                        "o2 11 18 20 27 c1\n"));
    QCOMPARE(solution.couriers,
             QByteArray("courier departure_time origin destination\n"
                        "c1 12 0 r1\n"
                        "c1 22 r1 o2\n"
                        "c1 29 o2 o1\n"
                        "c1 34 o1 r2\n"
                        "c1 44 r2 o3\n"));
    QCOMPARE(judgeSolution(m_day, solution).breaches, QStringList());
}

void MdrpSolutionTest::noTripsGiveHeadersOnly()
{
    const MdrpSolution solution = solved({});
    QCOMPARE(solution.assignments.count('\n'), 1);
    QCOMPARE(solution.orders.count('\n'), 1);
    QCOMPARE(solution.couriers.count('\n'), 1);
}

void MdrpSolutionTest::anUndeliveredOrderHasNoLine()
{
    const MdrpSolution solution =
        solved({trip(u"c1"_s, 12, {pickup(u"r1"_s, {u"o1"_s, u"o2"_s}, 13, 22), dropoff({u"o2"_s}, 25, 29)}),
                trip(u"c2"_s, 26, {pickup(u"r2"_s, {u"o3"_s}, 30, 34)})});
    QCOMPARE(solution.assignments, QByteArray("assignment_time pickup_time courier orders\n12 20 c1 o2\n"));
    QCOMPARE(solution.orders,
             QByteArray("order placement_time ready_time pickup_time dropoff_time courier\no2 11 18 20 27 c1\n"));
    QVERIFY(solution.couriers.endsWith("c2 28 0 r2\n"));
    QCOMPARE(judgeSolution(m_day, solution).breaches, QStringList());
}

void MdrpSolutionTest::oneStopForSeveralOrdersHandsThemOverInTurn()
{
    Scenario day = m_day;
    for (ScenarioOrder &order : day.orders)
        order.dropoff = {600'000, 0};
    const auto solution = mdrpSolution(
        day, {trip(u"c1"_s, 12, {pickup(u"r1"_s, {u"o1"_s, u"o2"_s}, 13, 22), dropoff({u"o1"_s, u"o2"_s}, 24, 32)})});
    QVERIFY(solution);
    QVERIFY(solution->orders.contains("o1 10 20 20 26 c1\no2 11 18 20 30 c1\n"));
    QVERIFY(solution->couriers.endsWith("c1 22 r1 o1\nc1 28 o1 o2\n"));
    QCOMPARE(judgeSolution(day, *solution).breaches, QStringList());
}

void MdrpSolutionTest::aPickupNeedNotNameItsOrders()
{
    std::vector<MdrpTrip> trips = exampleTrips();
    for (MdrpTrip &unnamed : trips)
        unnamed.stops.front().orders.clear();
    QCOMPARE(solved(trips).assignments, solved(exampleTrips()).assignments);
}

void MdrpSolutionTest::aPickupWhereTheCourierStandsIsNoMove()
{
    const MdrpSolution solution =
        solved({trip(u"c1"_s, 12, {pickup(u"r1"_s, {u"o1"_s}, 13, 17)}),
                trip(u"c1"_s, 14, {pickup(u"r1"_s, {u"o2"_s}, 17, 21), dropoff({u"o2"_s}, 24, 28)})});
    QCOMPARE(solution.couriers, QByteArray("courier departure_time origin destination\nc1 12 0 r1\nc1 21 r1 o2\n"));
}

void MdrpSolutionTest::tripsMayComeInAnyOrder()
{
    std::vector<MdrpTrip> trips = exampleTrips();
    std::ranges::reverse(trips);
    QCOMPARE(solved(trips).couriers, solved(exampleTrips()).couriers);
    QCOMPARE(solved(trips).assignments, solved(exampleTrips()).assignments);
}

void MdrpSolutionTest::oddServiceTimesAreSplitAfterTheFirstHalf()
{
    Scenario day = m_day;
    day.motion.pickupServiceMinutes = 3;
    day.motion.dropoffServiceMinutes = 5;
    const auto solution =
        mdrpSolution(day, {trip(u"c1"_s, 10, {pickup(u"r1"_s, {u"o1"_s}, 19, 22), dropoff({u"o1"_s}, 24, 29)})});
    QVERIFY(solution);
    QVERIFY(solution->assignments.endsWith("10 20 c1 o1\n"));
    QVERIFY(solution->orders.endsWith("o1 10 20 20 26 c1\n"));
}

void MdrpSolutionTest::whatTheFormatCannotSay_data()
{
    QTest::addColumn<int>("wrong");
    QTest::addColumn<QString>("error");
    QTest::newRow("an unknown courier") << 0 << u"courier \"c9\" is not in the day"_s;
    QTest::newRow("an unknown restaurant") << 1 << u"restaurant \"r9\" is not in the day"_s;
    QTest::newRow("an unknown order") << 2 << u"order \"o9\" is not in the day"_s;
    QTest::newRow("a drop-off first") << 3 << u"a trip of courier c1 begins with a drop-off"_s;
    QTest::newRow("an order that was not picked up")
        << 4 << u"order o3 is dropped off after a pickup at another restaurant than its own"_s;
    QTest::newRow("an order dropped off twice") << 5 << u"order o1 is dropped off twice"_s;
    QTest::newRow("a time off the minute")
        << 6 << u"arriving at restaurant r1 is at 2026-03-02T00:13:30.000Z, which is no whole minute of the day"_s;
    QTest::newRow("a time before the day")
        << 7 << u"arriving at restaurant r1 is at 2026-03-01T23:59:00.000Z, which is no whole minute of the day"_s;
}

void MdrpSolutionTest::whatTheFormatCannotSay()
{
    QFETCH(int, wrong);
    MdrpStop there = pickup(u"r1"_s, {u"o1"_s, u"o9"_s}, 13, 22);
    const std::vector<std::vector<MdrpStop>> stops{
        {there},
        {pickup(u"r9"_s, {u"o1"_s}, 13, 22)},
        {there, dropoff({u"o9"_s}, 25, 29)},
        {dropoff({u"o1"_s}, 25, 29), there},
        {there, dropoff({u"o3"_s}, 25, 29)},
        {there, dropoff({u"o1"_s}, 25, 29), dropoff({u"o1"_s}, 30, 34)},
        {{there.kind, there.restaurant, there.orders, at(13) + 30s, at(22)}},
        {pickup(u"r1"_s, {u"o1"_s}, -1, 22)},
    };
    const auto solution =
        mdrpSolution(m_day, {trip(wrong == 0 ? u"c9"_s : u"c1"_s, 12, stops[static_cast<std::size_t>(wrong)])});
    QVERIFY(!solution);
    QTEST(solution.error(), "error");
}

void MdrpSolutionTest::filesAreWritten()
{
    const QTemporaryDir folder;
    const QString inside = folder.filePath(u"some/where"_s);
    const MdrpSolution solution = solved(exampleTrips());
    for (int again = 0; again < 2; ++again) {
        QVERIFY(writeMdrpSolution(inside, solution));
        QCOMPARE(read(inside + u"/solution_info_assignments.txt"_s), solution.assignments);
        QCOMPARE(read(inside + u"/solution_info_orders.txt"_s), solution.orders);
        QCOMPARE(read(inside + u"/solution_info_couriers.txt"_s), solution.couriers);
    }
}

void MdrpSolutionTest::aFolderThatCannotBeMadeIsAnError()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"taken"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto written = writeMdrpSolution(folder.filePath(u"taken/solution"_s), {});
    QVERIFY(!written);
    QVERIFY(written.error().endsWith(u"/taken/solution: cannot be made; check the path and its permissions"_s));
    QVERIFY(QDir().mkpath(folder.filePath(u"there/solution_info_orders.txt"_s)));
    const auto blocked = writeMdrpSolution(folder.filePath(u"there"_s), {});
    QVERIFY(!blocked);
    QVERIFY(blocked.error().contains(u"/there/solution_info_orders.txt: cannot be written ("_s));
}

void MdrpSolutionTest::greedyRuleOnRealDays_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<std::size_t>("delivered");
    QTest::addColumn<QString>("mean");
    QTest::addColumn<qint64>("ninetieth");
    QTest::newRow("day 0") << u"0o100t100s1p100"_s << std::size_t(505) << u"30.3"_s << 42LL;
    QTest::newRow("half of day 0") << u"0o50t75s1p125"_s << std::size_t(252) << u"32.2"_s << 47LL;
    QTest::newRow("day 3") << u"3o100t100s1p100"_s << std::size_t(965) << u"30.4"_s << 42LL;
    QTest::newRow("day 7") << u"7o100t100s1p100"_s << std::size_t(3213) << u"38.0"_s << 52LL;
}

void MdrpSolutionTest::greedyRuleOnRealDays()
{
    QFETCH(QString, folder);
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (!QDir(data + u"/mdrp"_s).exists())
        QSKIP("CURBSIDE_TEST_DATA names no folder with mdrp/");
    const Scenario day = loaded(data + u"/mdrp/"_s + folder);
    const auto solution = mdrpSolution(day, greedyTrips(day));
    QVERIFY2(solution, solution ? "" : qPrintable(solution.error()));
    const SolutionVerdict verdict = judgeSolution(day, *solution);
    QCOMPARE(verdict.breaches, QStringList());
    const auto &minutes = verdict.clickToDoorMinutes;
    QTEST(minutes.size(), "delivered");
    qint64 sum = 0;
    for (const qint64 minute : minutes)
        sum += minute;
    QTEST(QString::number(static_cast<double>(sum) / static_cast<double>(minutes.size()), 'f', 1), "mean");
    QTEST(minutes[minutes.size() * 9 / 10], "ninetieth");
}

CURBSIDE_TEST(MdrpSolutionTest)

} // namespace tst_mdrp_solution

#include "tst_mdrp_solution.moc"
