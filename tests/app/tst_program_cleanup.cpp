// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "services/runtime/json/json.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

namespace tst_program_cleanup {

using namespace curbside;
using namespace Qt::StringLiterals;

// `cleanup`: references that were broken from outside are found, and settled when that is asked for.
class ProgramCleanupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void whereNothingDanglesAllIsWell();
    void aDryRunTellsAndChangesNothing();
    void appliedTheyAreRepairedOrReleased();
    void aCleanedRunIsTheSameAgain();
    void aDryRunMakesNoWarehouse();
    void aWorkspaceOfAnOlderVersionIsNotTouched();
    void whatIsNoWorkspaceIsWrongUsage();

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"w"_s); }
    Outcome clean(const QStringList &more = {}) const
    {
        return curbsidectl(QStringList{u"cleanup"_s, folder()} + more);
    }
    /// Runs `sql` on a database of the workspace, as someone from outside would; gives the first value.
    QString sql(const QString &service, const QString &sql) const;
    void breakTwo();

    QTemporaryDir m_made;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_task; ///< the one that the broken delivery ought to name
};

void ProgramCleanupTest::initTestCase()
{
    const Outcome made =
        curbsidectl({u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--workspace"_s, m_made.filePath(u"w"_s)});
    QVERIFY2(made.status == 0, made.err.constData());
}

void ProgramCleanupTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(shell(u"cp -r '%1' '%2'"_s.arg(m_made.filePath(u"w"_s), folder())).status, 0);
}

QString ProgramCleanupTest::sql(const QString &service, const QString &sql) const
{
    QString value;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        database.setDatabaseName(folder() + u'/' + service + u".sqlite"_s);
        if (database.open()) {
            QSqlQuery query(database);
            value = query.exec(sql) && query.next() ? query.value(0).toString() : QString();
        }
    }
    QSqlDatabase::removeDatabase(u"outside"_s);
    return value;
}

void ProgramCleanupTest::breakTwo()
{
    sql(u"operations"_s,
        u"UPDATE task SET trip_id = 'no-trip' WHERE id = (SELECT min(id) FROM task WHERE trip_id IS NOT NULL)"_s);
    m_task = sql(u"deliveries"_s, u"SELECT task_id FROM delivery WHERE task_id IS NOT NULL ORDER BY id LIMIT 1"_s);
    sql(u"deliveries"_s,
        u"UPDATE delivery SET task_id = 'no-task', task_status = 'Pending', task_status_version = 99 "
        "WHERE task_id = '%1'"_s.arg(m_task));
    // A later task of the same delivery, which Deliveries does not follow.
    sql(u"operations"_s,
        u"INSERT INTO task (id, number, type, delivery_id, robot_serial, status, started_at, ended_at, created_at, "
        "updated_at, version) SELECT '7fffffff-ffff-7fff-bfff-ffffffffffff', 99999, 'Rescue', delivery_id, "
        "robot_serial, "
        "'Completed', started_at + 1, ended_at, created_at, updated_at, 1 FROM task WHERE id = '%1'"_s.arg(m_task));
}

void ProgramCleanupTest::whereNothingDanglesAllIsWell()
{
    const Outcome outcome = clean({u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err, QByteArray());
    const auto document = JsonDocument::parse(outcome.out.trimmed());
    QVERIFY(document);
    QCOMPARE(document->root()["orphans"].size(), 0U);
    QCOMPARE(document->root()["problems"].size(), 0U);
    QVERIFY(document->root()["asked"].toInteger().value_or(0) > 50);
}

void ProgramCleanupTest::aDryRunTellsAndChangesNothing()
{
    breakTwo();
    const QString inputs = u"sha256sum < '%1/inputs.log'"_s.arg(folder());
    const QByteArray before = shell(inputs).out;
    const Outcome outcome = clean();
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.out.contains("names no-trip, which is nothing in dispatch:trip.id: would be released"),
             outcome.out.constData());
    QVERIFY2(outcome.out.contains("names no-task, which is nothing in operations:task.id: would be repaired"),
             outcome.out.constData());
    QCOMPARE(sql(u"operations"_s, u"SELECT count(*) FROM task WHERE trip_id = 'no-trip'"_s), u"1"_s);
    QCOMPARE(shell(inputs).out, before);
}

void ProgramCleanupTest::appliedTheyAreRepairedOrReleased()
{
    breakTwo();
    QCOMPARE(curbsidectl({u"verify"_s, folder()}).status, 1);
    const Outcome outcome = clean({u"--apply"_s});
    QVERIFY2(outcome.status == 0, outcome.out.constData());
    QCOMPARE(sql(u"operations"_s, u"SELECT count(*) FROM task WHERE trip_id = 'no-trip'"_s), u"0"_s);
    QCOMPARE(sql(u"deliveries"_s, u"SELECT task_status FROM delivery WHERE task_id = '%1'"_s.arg(m_task)),
             sql(u"operations"_s, u"SELECT status FROM task WHERE id = '%1'"_s.arg(m_task)));
    QCOMPARE(sql(u"deliveries"_s, u"SELECT outcome FROM clean_up_orphan"_s), u"Repaired"_s);
    QCOMPARE(curbsidectl({u"verify"_s, folder()}).status, 0);
    QCOMPARE(clean().status, 0);
}

void ProgramCleanupTest::aCleanedRunIsTheSameAgain()
{
    QCOMPARE(clean({u"--apply"_s}).status, 0);
    const Outcome replayed = curbsidectl({u"simulate"_s, u"--replay"_s, folder()});
    QVERIFY2(replayed.status == 0, replayed.out.constData());
}

void ProgramCleanupTest::aDryRunMakesNoWarehouse()
{
    const QString warehouse = folder() + u"/warehouse.sqlite"_s;
    QVERIFY(QFile::remove(warehouse));
    QCOMPARE(clean().status, 0);
    QVERIFY(!QFile::exists(warehouse));
}

void ProgramCleanupTest::aWorkspaceOfAnOlderVersionIsNotTouched()
{
    sql(u"state"_s, u"DELETE FROM schema_migration WHERE number = (SELECT max(number) FROM schema_migration)"_s);
    const QString files = u"sha256sum '%1'/*.sqlite '%1/inputs.log' '%1/workspace.json'"_s.arg(folder());
    const QByteArray before = shell(files).out;
    const Outcome outcome = clean();
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.isOneLineOfError() && outcome.err.contains("older version"), outcome.err.constData());
    QCOMPARE(shell(files).out, before);
}

void ProgramCleanupTest::whatIsNoWorkspaceIsWrongUsage()
{
    const Outcome outcome = curbsidectl({u"cleanup"_s, m_folder->path()});
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
    QVERIFY(!QDir(m_folder->path()).exists(u"workspace.json"_s));
}

CURBSIDE_TEST(ProgramCleanupTest)

} // namespace tst_program_cleanup

#include "tst_program_cleanup.moc"
