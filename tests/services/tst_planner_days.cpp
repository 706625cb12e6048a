// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_rules.h"
#include "tests/services/day_trial.h"

#include <QTest>

#include <ctime>

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

private:
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

void PlannerDaysTest::aDayIsFeasibleAndBetterThanGreedy()
{
    QFETCH(QString, name);
    const auto day = mdrp::readDay(m_days + name);
    if (!day)
        QFAIL(qPrintable(day.error()));

    const std::clock_t start = std::clock();
    const DayTrial trial = tryDay(*day);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;

    for (const mdrp::Breach &breach : mdrp::breaches(*day, trial.solution))
        QFAIL(qPrintable(toText(breach)));
    const mdrp::ClickToDoor result = clickToDoor(*day, trial.solution);
    QString sizes;
    for (const auto &[size, trips] : trial.tripsBySize)
        sizes += u" %1x%2"_s.arg(trips).arg(size);
    qInfo(
        "%s: %d of %zu delivered, click-to-door mean %.2f, median %d, p90 %d, max %d minutes, %d avoidably beyond the "
        "maximum; %d plans, %.2f s of CPU, trips by size:%s",
        qPrintable(name), result.delivered, day->orders.size(), result.meanMinutes, result.medianMinutes,
        result.ninetiethMinutes, result.maximumMinutes, result.beyondMaximumAvoidably, trial.plans, seconds,
        qPrintable(sizes));
    QTEST(result.delivered, "delivered");
    QFETCH(double, meanBelow);
    QVERIFY(result.meanMinutes < meanBelow);
    QFETCH(int, ninetiethAtMost);
    QVERIFY(result.ninetiethMinutes <= ninetiethAtMost);
    QCOMPARE(result.beyondMaximumAvoidably, 0);
}

QTEST_GUILESS_MAIN(PlannerDaysTest)
#include "tst_planner_days.moc"
