// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaign/ordeal.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_campaign {

using namespace Qt::StringLiterals;
using namespace curbside;

// A busy morning on which everything goes wrong at once, again and again: when the faults are over, everything settles. Which
// mornings is said by CURBSIDE_CAMPAIGN_SEEDS, "FIRST-LAST".
class CampaignTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingSettles_data();
    void everythingSettles();
    void aSeedGivesTheSameMorningAgain();
};

void CampaignTest::everythingSettles_data()
{
    QTest::addColumn<quint64>("seed");
    const QString seeds = qEnvironmentVariable("CURBSIDE_CAMPAIGN_SEEDS", u"1-5"_s);
    const auto range = QRegularExpression(u"^(\\d+)-(\\d+)$"_s).match(seeds);
    QVERIFY2(range.hasMatch(), "CURBSIDE_CAMPAIGN_SEEDS is not FIRST-LAST");
    const quint64 last = range.captured(2).toULongLong();
    for (quint64 seed = range.captured(1).toULongLong(); seed <= last; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void CampaignTest::everythingSettles()
{
    QFETCH(quint64, seed);
    const auto outcome = runUnderFaults(seed);
    if (!outcome)
        QFAIL(qPrintable(outcome.error().text));
    QCOMPARE(outcome->journalBreaches, QStringList());
    QVERIFY2(outcome->verification.findings.empty(), qPrintable(outcome->verification.toText()));
    QCOMPARE(outcome->open, qint64(0));
}

void CampaignTest::aSeedGivesTheSameMorningAgain()
{
    const auto once = runUnderFaults(2);
    const auto again = runUnderFaults(2);
    const auto another = runUnderFaults(3);
    QVERIFY(once && again && another);
    QCOMPARE(again->digest, once->digest);
    QVERIFY(another->digest != once->digest);
}

CURBSIDE_TEST(CampaignTest)

} // namespace tst_campaign

#include "tst_campaign.moc"
