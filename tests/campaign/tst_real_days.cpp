// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/hosting/solution.h"
#include "services/hosting/verification.h"
#include "tests/mdrp/mdrp_rules.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_real_days {

using namespace Qt::StringLiterals;
using namespace curbside;

// Real days through the whole platform: what it decided breaks no rule of the problem, and beats taking each order as it
// comes.
class RealDaysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDayIsDelivered_data();
    void aDayIsDelivered();

private:
    QString m_days;
};

void RealDaysTest::initTestCase()
{
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (data.isEmpty())
        QSKIP("CURBSIDE_TEST_DATA is not set: no real days to run");
    m_days = data + u"/mdrp/"_s;
}

void RealDaysTest::aDayIsDelivered_data()
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

void RealDaysTest::aDayIsDelivered()
{
    QFETCH(QString, name);
    RunWishes wishes;
    wishes.workspace = u"."_s;
    wishes.scenario = m_days + name;
    const auto settings = RunSettings::from(wishes);
    const auto day = mdrp::readDay(m_days + name);
    QVERIFY(settings && day);
    Simulation::Options options;
    options.scenario = settings->scenario;
    auto simulation = Simulation::open(std::move(options));
    QVERIFY(simulation.has_value());
    SolutionRecorder recorder((*simulation)->platform());
    QVERIFY((*simulation)->run().has_value());
    const QTemporaryDir folder;
    QVERIFY(recorder.write(*settings->scenario, folder.path()).has_value());
    const auto solution = mdrp::readSolution(folder.path());
    QVERIFY(solution.has_value());

    QStringList breaches;
    for (const mdrp::Breach &breach : mdrp::breaches(*day, *solution))
        breaches += toText(breach);
    QCOMPARE(breaches, QStringList());
    const mdrp::ClickToDoor result = mdrp::clickToDoor(*day, *solution);
    QTEST(result.delivered, "delivered");
    QFETCH(double, meanBelow);
    QVERIFY2(result.meanMinutes < meanBelow, qPrintable(QString::number(result.meanMinutes)));
    QFETCH(int, ninetiethAtMost);
    QVERIFY2(result.ninetiethMinutes <= ninetiethAtMost, qPrintable(QString::number(result.ninetiethMinutes)));
    const auto verification = verifyDatabases((*simulation)->folder());
    QVERIFY(verification.has_value());
    QVERIFY2(verification->findings.empty(), qPrintable(verification->toText()));
}

CURBSIDE_TEST(RealDaysTest)

} // namespace tst_real_days

#include "tst_real_days.moc"
