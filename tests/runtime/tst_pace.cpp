// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/pace.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_pace {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr PlatformTime noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 12h};
constexpr Pace::Wall wall{std::chrono::hours{7}};

} // namespace

// Platform time follows the wall at a multiple of it, as fast as the work allows, or not at all.
class PaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void itIsAMultipleOfWallTime_data();
    void itIsAMultipleOfWallTime();
    void whenTheWallIsThere();
    void withoutALimitThereIsNoTarget();
    void pausedItStandsStill();
    void aPauseIsNotCaughtUp();
    void anotherSpeedGoesOnFromWhereItGot();
    void lagIsForgotten();
    void theWallNeverTurnsItBack();
};

void PaceTest::itIsAMultipleOfWallTime_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("seconds"); // of platform time in ten of the wall
    QTest::newRow("as the wall") << 1.0 << qint64(10);
    QTest::newRow("sixty times as fast") << 60.0 << qint64(600);
    QTest::newRow("half as fast") << 0.5 << qint64(5);
    QTest::newRow("no faster than that") << 1e12 << qint64(1'000'000);
    QTest::newRow("never backwards") << -3.0 << qint64(0);
}

void PaceTest::itIsAMultipleOfWallTime()
{
    QFETCH(const double, speed);
    Pace pace(wall, noon);
    pace.setSpeed(speed, wall, noon);
    const auto target = pace.target(wall + 10s);
    QVERIFY(target);
    QTEST(qint64((*target - noon) / 1s), "seconds");
}

void PaceTest::whenTheWallIsThere()
{
    Pace pace(wall, noon);
    pace.setSpeed(4.0, wall, noon);
    QCOMPARE(pace.wallAt(noon + 20s), wall + 5s);
    QCOMPARE(pace.wallAt(noon - 20s), wall);
}

void PaceTest::withoutALimitThereIsNoTarget()
{
    Pace pace(wall, noon);
    pace.setSpeed(std::nullopt, wall, noon);
    QVERIFY(!pace.target(wall + 1s));
    QVERIFY(!pace.speed());
}

void PaceTest::pausedItStandsStill()
{
    Pace pace(wall, noon);
    pace.pause(wall + 3s, noon + 3s);
    QVERIFY(pace.isPaused());
    QCOMPARE(pace.target(wall + 1h), std::optional(noon + 3s));
}

void PaceTest::aPauseIsNotCaughtUp()
{
    Pace pace(wall, noon);
    pace.pause(wall + 3s, noon + 3s);
    pace.resume(wall + 1h, noon + 3s);
    QVERIFY(!pace.isPaused());
    QCOMPARE(pace.target(wall + 1h + 2s), std::optional(noon + 5s));
}

void PaceTest::anotherSpeedGoesOnFromWhereItGot()
{
    Pace pace(wall, noon);
    pace.setSpeed(10.0, wall + 5s, noon + 5s);
    QCOMPARE(pace.target(wall + 6s), std::optional(noon + 15s));
}

void PaceTest::lagIsForgotten()
{
    Pace pace(wall, noon);
    pace.forgetLag(wall + 1min, noon + 10s);
    QCOMPARE(pace.target(wall + 1min + 1s), std::optional(noon + 11s));
}

void PaceTest::theWallNeverTurnsItBack()
{
    const Pace pace(wall, noon);
    QCOMPARE(pace.target(wall - 1h), std::optional(noon));
}

CURBSIDE_TEST(PaceTest)

} // namespace tst_pace

#include "tst_pace.moc"
