// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_rules.h"
#include "tests/services/day_trial.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <ctime>

namespace tst_planner_days {

using namespace curbside;
using namespace curbside::dispatch;
using namespace Qt::StringLiterals;

/// Real days of orders, planned and driven: feasible by every rule of the problem, and better than taking each order
/// as it comes.
class PlannerDaysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aDayIsFeasibleAndBetterThanGreedy_data();
    void aDayIsFeasibleAndBetterThanGreedy();
    void whenRobotsAreScarceBundlingSavesTheDay();

private:
    static mdrp::ClickToDoor live(const mdrp::Day &day, int largestBundle);

    QString m_days;
};

void PlannerDaysTest::initTestCase()
{
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (data.isEmpty())
        QSKIP("CURBSIDE_TEST_DATA is not set: no real days to plan");
    m_days = data + u"/mdrp/"_s;
}

void PlannerDaysTest::aDayIsFeasibleAndBetterThanGreedy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("delivered");
    QTest::addColumn<double>("meanBelow");
    QTest::addColumn<int>("ninetiethAtMost");
    QTest::newRow("day 0") << u"0o100t100s1p100"_s << 505 << 30.3 << 42;
    QTest::newRow("day 0, half the orders, faster, slower kitchens") << u"0o50t75s1p125"_s << 252 << 31.6 << 47;
    QTest::newRow("day 3") << u"3o100t100s1p100"_s << 965 << 30.4 << 42;
    QTest::newRow("day 7") << u"7o100t100s1p100"_s << 3213 << 31.5 << 48;
}

/// Lives the day, prints its figures, and fails for every rule that it breaks.
mdrp::ClickToDoor PlannerDaysTest::live(const mdrp::Day &day, int largestBundle)
{
    const std::clock_t start = std::clock();
    const DayTrial trial = tryDay(day, largestBundle);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    QStringList breaches;
    for (const mdrp::Breach &breach : mdrp::breaches(day, trial.solution))
        breaches += toText(breach);
    QString sizes;
    for (const auto &[size, trips] : trial.tripsBySize)
        sizes += u" %1x%2"_s.arg(trips).arg(size);
    const mdrp::ClickToDoor result = clickToDoor(day, trial.solution);
    qInfo("%d of %zu delivered, click-to-door mean %.2f, median %d, p90 %d, max %d minutes, %d avoidably beyond the "
          "maximum; %d plans, %.2f s of CPU, trips by size:%s",
          result.delivered, day.orders.size(), result.meanMinutes, result.medianMinutes, result.ninetiethMinutes,
          result.maximumMinutes, result.beyondMaximumAvoidably, trial.plans, seconds, qPrintable(sizes));
    if (!breaches.isEmpty())
        QTest::qFail(qPrintable(breaches.join(u'\n')), __FILE__, __LINE__);
    return result;
}

void PlannerDaysTest::aDayIsFeasibleAndBetterThanGreedy()
{
    QFETCH(QString, name);
    const auto day = mdrp::readDay(m_days + name);
    if (!day)
        QFAIL(qPrintable(day.error()));
    const mdrp::ClickToDoor result = live(*day, 4);
    QTEST(result.delivered, "delivered");
    QFETCH(double, meanBelow);
    QVERIFY(result.meanMinutes < meanBelow);
    QFETCH(int, ninetiethAtMost);
    QVERIFY(result.ninetiethMinutes <= ninetiethAtMost);
    QCOMPARE(result.beyondMaximumAvoidably, 0);
}

void PlannerDaysTest::whenRobotsAreScarceBundlingSavesTheDay()
{
    auto day = mdrp::readDay(m_days + u"7o100t100s1p100"_s);
    if (!day)
        QFAIL(qPrintable(day.error()));
    int number = 0;
    std::erase_if(day->couriers, [&](const auto &) { return number++ % 4 == 3; });
    const mdrp::ClickToDoor bundled = live(*day, 4);
    const mdrp::ClickToDoor single = live(*day, 1);
    QCOMPARE(bundled.delivered, 3213);
    QVERIFY(single.delivered < bundled.delivered);
    QVERIFY(bundled.meanMinutes < 43);
    QVERIFY(single.meanMinutes > bundled.meanMinutes + 8);
}

CURBSIDE_TEST(PlannerDaysTest)

} // namespace tst_planner_days

#include "tst_planner_days.moc"
