// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/streets.h"
#include "services/world/travel.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_travel {

using namespace curbside;
using namespace Qt::StringLiterals;

class TravelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void distances_data();
    void distances();
    void travelTimes_data();
    void travelTimes();
    void addresses_data();
    void addresses();
    void namesAreGivenInTurn();
};

void TravelTest::distances_data()
{
    QTest::addColumn<bool>("isGrid");
    QTest::addColumn<qint64>("x");
    QTest::addColumn<qint64>("y");
    QTest::addColumn<qint64>("millimeters");
    QTest::newRow("nowhere") << false << 0LL << 0LL << 0LL;
    QTest::newRow("straight") << false << 3000LL << -4000LL << 5000LL;
    QTest::newRow("straight, rounded up") << false << 1LL << 1LL << 2LL;
    QTest::newRow("straight, beyond what a double counts exactly")
        << false << 20'000'000'000LL << 1LL << 20'000'000'001LL;
    QTest::newRow("along the grid") << true << -3000LL << 4000LL << 7000LL;
}

void TravelTest::distances()
{
    QFETCH(bool, isGrid);
    QFETCH(qint64, x);
    QFETCH(qint64, y);
    const Metric metric = isGrid ? Metric::Grid : Metric::Straight;
    QTEST(distanceBetween(metric, {0, 0}, {x, y}), "millimeters");
    QTEST(distanceBetween(metric, {x, y}, {0, 0}), "millimeters");
}

void TravelTest::travelTimes_data()
{
    QTest::addColumn<qint64>("metersPerMinute");
    QTest::addColumn<bool>("wholeMinutes");
    QTest::addColumn<qint64>("millimeters");
    QTest::addColumn<qint64>("microseconds");
    QTest::newRow("no way takes no time") << 90LL << true << 0LL << 0LL;
    QTest::newRow("an exact minute is one minute") << 320LL << true << 320'000LL << 60'000'000LL;
    QTest::newRow("a millimetre more is another minute") << 320LL << true << 320'001LL << 120'000'000LL;
    QTest::newRow("in seconds it is what it is") << 90LL << false << 45'000LL << 30'000'000LL;
    QTest::newRow("rounded up to the microsecond") << 70LL << false << 1LL << 858LL;
    QTest::newRow("the longest way at the slowest pace")
        << 1LL << false << 40'000'000'000LL << 40'000'000LL * 60 * 1'000'000;
}

void TravelTest::travelTimes()
{
    QFETCH(qint64, metersPerMinute);
    QFETCH(bool, wholeMinutes);
    QFETCH(qint64, millimeters);
    Motion motion;
    motion.metric = Metric::Grid;
    motion.metersPerMinute = metersPerMinute;
    motion.wholeMinutes = wholeMinutes;
    QTEST(static_cast<qint64>(travelTime(motion, {0, 0}, {millimeters, 0}).count()), "microseconds");
}

void TravelTest::addresses_data()
{
    QTest::addColumn<qint64>("xMeters");
    QTest::addColumn<qint64>("yMeters");
    QTest::addColumn<QString>("address");
    QTest::newRow("a house on a street") << 100LL << 140LL << u"Elm St 8"_s;
    QTest::newRow("a house on a cross street") << 150LL << 200LL << u"Queen St 8"_s;
    QTest::newRow("a corner belongs to the street") << 0LL << 0LL << u"Oak Ave 1"_s;
    QTest::newRow("the nearest street counts") << 96LL << 150LL << u"Elm St 8"_s;
    QTest::newRow("names begin anew with a number") << 200LL << 20LL << u"Oak Ave 2 2"_s;
    QTest::newRow("outside the city, the nearest of its streets") << 900LL << -50LL << u"First St 46"_s;
}

void TravelTest::addresses()
{
    QFETCH(qint64, xMeters);
    QFETCH(qint64, yMeters);
    const Streets streets{
        400'000, 300'000, 100'000, {u"Oak Ave"_s, u"Elm St"_s}, {u"First St"_s, u"Low St"_s, u"Queen St"_s}};
    QTEST(streets.addressAt({xMeters * 1000, yMeters * 1000}), "address");
    QCOMPARE(Streets{}.addressAt({xMeters * 1000, yMeters * 1000}), QString());
}

void TravelTest::namesAreGivenInTurn()
{
    const QStringList names{u"Basil"_s, u"Clover"_s};
    QCOMPARE(nameInTurn(names, 1), u"Clover"_s);
    QCOMPARE(nameInTurn(names, 2), u"Basil 2"_s);
    QCOMPARE(nameInTurn(names, 5), u"Clover 3"_s);
}

CURBSIDE_TEST(TravelTest)

} // namespace tst_travel

#include "tst_travel.moc"
