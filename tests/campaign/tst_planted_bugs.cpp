// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/campaign/ordeal.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_planted_bugs {

using namespace Qt::StringLiterals;
using namespace curbside;

// The campaign is worth something: what it guards against, planted, is found by verify or in the journal.
class PlantedBugsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCaught_data();
    void isCaught();
};

void PlantedBugsTest::isCaught_data()
{
    QTest::addColumn<PlantedBugs>("bugs");
    QTest::newRow("duplicates are handled again") << PlantedBugs{.skipInbox = true};
    QTest::newRow("effects leave before the commit") << PlantedBugs{.publishBeforeCommit = true};
    QTest::newRow("sagas forget to undo") << PlantedBugs{.skipCompensation = true};
    QTest::newRow("a crash forgets what was answered") << PlantedBugs{.forgetAcknowledged = true};
}

void PlantedBugsTest::isCaught()
{
    QFETCH(PlantedBugs, bugs);
    constexpr quint64 mostSeeds = 40;
    bool isCaught = false;
    for (quint64 seed = 1; seed <= mostSeeds && !isCaught; ++seed) {
        const auto outcome = runUnderFaults(seed, bugs);
        if (!outcome)
            QFAIL(qPrintable(outcome.error().text));
        isCaught = !outcome->verification.isClean() || !outcome->journalBreaches.isEmpty();
    }
    QVERIFY(isCaught);
}

CURBSIDE_TEST(PlantedBugsTest)

} // namespace tst_planted_bugs

#include "tst_planted_bugs.moc"
