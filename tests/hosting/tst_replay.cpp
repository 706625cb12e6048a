// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/replay.h"

#include "services/hosting/row_comparison.h"
#include "services/hosting/workspace.h"
#include "tests/hosting/made_workspace.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QTest>

namespace tst_replay {

using namespace curbside;
using namespace Qt::StringLiterals;

// Running a workspace again, and the comparison of what came out with what is there.
class ReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameRunIsTheSame();
    void anotherDigestIsTold();
    void aChangedRowIsTold_data();
    void aChangedRowIsTold();
    void equalFoldersHaveNoDifferences();
    void theMachinerysTablesAreNotCompared();
    void aWorkspaceWithoutARunHasNothingToReplay();
    void theScenarioMustNotHaveChanged();
    void databasesStandWhereTheirLastChangeIs();
};

void ReplayTest::theSameRunIsTheSame()
{
    const MadeWorkspace workspace;
    const auto replay = replayWorkspace(workspace.folder());
    QVERIFY(replay);
    QVERIFY2(replay->isSame(), qUtf8Printable(replay->toText()));
    QCOMPARE(replay->incarnations.size(), std::size_t(1));
    QVERIFY(!replay->incarnations.front().expected.isEmpty());
    QCOMPARE(replay->incarnations.front().actual, replay->incarnations.front().expected);
}

void ReplayTest::anotherDigestIsTold()
{
    const MadeWorkspace workspace;
    auto description = WorkspaceDescription::read(workspace.folder());
    QVERIFY(description);
    description->ended.front().digest = QByteArray(64, '0');
    QVERIFY(description->write(workspace.folder()));
    const auto replay = replayWorkspace(workspace.folder());
    QVERIFY(replay);
    QVERIFY(!replay->isSame());
    QVERIFY(replay->differences.isEmpty());
    QVERIFY(replay->toText().contains(u"was 0000"));
}

void ReplayTest::aChangedRowIsTold_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("table");
    QTest::newRow("a changed value") << u"deliveries"_s
                                     << u"UPDATE delivery SET dropoff_x = dropoff_x + 1 WHERE rowid = 1"_s
                                     << u"deliveries.delivery"_s;
    QTest::newRow("a missing row") << u"operations"_s << u"DELETE FROM task WHERE rowid = 2"_s << u"operations.task"_s;
    QTest::newRow("a row too many")
        << u"operations"_s
        << u"INSERT INTO operator SELECT 'x', name, on_shift, created_at, updated_at, version, deleted_at FROM operator LIMIT 1"_s
        << u"operations.operator"_s;
    QTest::newRow("a value for NULL") << u"integrations"_s << u"UPDATE partner SET webhook_url = NULL WHERE rowid = 1"_s
                                      << u"integrations.partner"_s;
}

void ReplayTest::aChangedRowIsTold()
{
    QFETCH(QString, database);
    QFETCH(QString, sql);
    QFETCH(QString, table);
    const MadeWorkspace workspace;
    workspace.execute(database, sql);
    const auto replay = replayWorkspace(workspace.folder());
    QVERIFY(replay);
    QVERIFY(!replay->isSame());
    QCOMPARE(replay->differences.size(), 1);
    QVERIFY2(replay->differences.front().startsWith(table + u':'), qUtf8Printable(replay->differences.front()));
}

void ReplayTest::equalFoldersHaveNoDifferences()
{
    const MadeWorkspace left;
    const MadeWorkspace right;
    const auto differences = compareRows(left.folder(), right.folder());
    QVERIFY(differences);
    QCOMPARE(*differences, QStringList());
}

void ReplayTest::theMachinerysTablesAreNotCompared()
{
    const MadeWorkspace left;
    const MadeWorkspace right;
    right.execute(u"state"_s, u"DELETE FROM outbox WHERE sequence = 1"_s);
    QCOMPARE(*compareRows(left.folder(), right.folder()), QStringList());
}

void ReplayTest::aWorkspaceWithoutARunHasNothingToReplay()
{
    const QTemporaryDir place;
    const MadeWorkspace made;
    auto description = WorkspaceDescription::read(made.folder());
    QVERIFY(description && description->write(place.path()));
    const auto replay = replayWorkspace(place.path());
    QVERIFY(!replay);
    QCOMPARE(replay.error().status, ExitStatus::WrongUsage);
}

void ReplayTest::theScenarioMustNotHaveChanged()
{
    const MadeWorkspace workspace;
    auto description = WorkspaceDescription::read(workspace.folder());
    description->scenarioDigest = "another";
    QVERIFY(description->write(workspace.folder()));
    const auto replay = replayWorkspace(workspace.folder());
    QVERIFY(!replay);
    QVERIFY(replay.error().text.contains(u"small-busy has changed"));
}

void ReplayTest::databasesStandWhereTheirLastChangeIs()
{
    const MadeWorkspace workspace;
    const auto standing = whereDatabasesStand(workspace.folder());
    QVERIFY(standing);
    QCOMPARE(standing->messages.size(), std::size_t(6));
    for (const auto &[database, messages] : standing->messages) {
        const QString changes = workspace.value(QString::fromUtf8(database), u"SELECT count(*) FROM row_change"_s);
        QVERIFY(messages >= changes.toLongLong());
        const QString last = workspace.value(QString::fromUtf8(database), u"SELECT max(at) FROM row_change"_s);
        QVERIFY(toMicroseconds(standing->lastCommitted) >= last.toLongLong());
    }
}

CURBSIDE_TEST(ReplayTest)

} // namespace tst_replay

#include "tst_replay.moc"
