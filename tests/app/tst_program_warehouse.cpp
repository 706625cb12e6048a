// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"

#include "services/runtime/json/json.h"
#include "tests/support/test_class.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/file.h>

namespace tst_program_warehouse {

using namespace curbside;
using namespace Qt::StringLiterals;

// `query`, `reconcile`, and the warehouse's port.
class ProgramWarehouseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aQuestionIsAnswered_data();
    void aQuestionIsAnswered();
    void aWrongQuestionIsOneLine_data();
    void aWrongQuestionIsOneLine();
    void whatIsTheSameIsZero();
    void aRowDeletedByHandIsOne();
    void aDeletedWarehouseIsMadeAgain();
    void anEmptyWarehouseIsFilled();
    void aWorkspaceOfAnOlderVersionIsNotTouched_data();
    void aWorkspaceOfAnOlderVersionIsNotTouched();
    void aWarehouseThatCannotBeFilledIsTold();
    void aPlatformThatWorksIsAsked();
    void aPlatformWithoutPortsIsThree();
    void aWarehouseDeletedWhileItWorksIsMadeAgain();
    void thePortAnswers();
    void aRobotThatIsHeldHasTwoVersions();
    void hostileQuestionsAreRefused_data();
    void hostileQuestionsAreRefused();
    void killedItGoesOn();

private:
    static void execute(const QString &path, const QString &sql);
    [[nodiscard]] QString copyOfWorkspace(const QString &name) const;
    static HttpReply query(const PlatformRun &run, const QByteArray &sql);

    QTemporaryDir m_folder;
    QString m_workspace;
};

void ProgramWarehouseTest::initTestCase()
{
    m_workspace = m_folder.filePath(u"made"_s);
    const Outcome made = curbsidectl(
        {u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"30m"_s, u"--workspace"_s, m_workspace});
    QVERIFY2(made.status == 0, made.err.constData());
}

void ProgramWarehouseTest::execute(const QString &path, const QString &sql)
{
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by-hand"_s);
        connection.setDatabaseName(path);
        QSqlQuery query(connection.open() ? connection : QSqlDatabase());
        if (!query.exec(sql))
            qFatal("%s", qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"by-hand"_s);
}

QString ProgramWarehouseTest::copyOfWorkspace(const QString &name) const
{
    const QString copy = m_folder.filePath(name);
    if (shell(u"cp -r '%1' '%2'"_s.arg(m_workspace, copy)).status != 0)
        qFatal("the workspace cannot be copied");
    return copy;
}

void ProgramWarehouseTest::aQuestionIsAnswered_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("table") << u"table"_s << QByteArray("a  b, c\n1  x\"y \n2      \n");
    QTest::newRow("csv") << u"csv"_s << QByteArray("a,\"b, c\"\n1,\"x\"\"y\"\n2,\n");
    QTest::newRow("jsonl") << u"jsonl"_s << QByteArray("{\"a\":1,\"b, c\":\"x\\\"y\"}\n{\"a\":2,\"b, c\":null}\n");
}

void ProgramWarehouseTest::aQuestionIsAnswered()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, answer);
    const Outcome outcome = curbsidectl(
        {u"query"_s, m_workspace, u"SELECT 1 AS a, 'x\"y' AS 'b, c' UNION SELECT 2, NULL"_s, u"--format"_s, format});
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, answer);
}

void ProgramWarehouseTest::aWrongQuestionIsOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("a mistake") << QStringList{u"SELECT FROM"_s} << "FROM"_ba;
    QTest::newRow("no such table") << QStringList{u"SELECT * FROM delivery"_s} << "there are agg_"_ba;
    QTest::newRow("writing") << QStringList{u"DELETE FROM fact_delivery"_s} << "query: "_ba;
    QTest::newRow("a format") << QStringList{u"SELECT 1"_s, u"--format"_s, u"xml"_s} << "--format"_ba;
    QTest::newRow("a limit") << QStringList{u"SELECT 1"_s, u"--limit"_s, u"0"_s} << "--limit"_ba;
}

void ProgramWarehouseTest::aWrongQuestionIsOneLine()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    const Outcome outcome = curbsidectl(QStringList{u"query"_s, m_workspace} + arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
    QVERIFY2(outcome.err.contains(said), outcome.err.constData());
}

void ProgramWarehouseTest::whatIsTheSameIsZero()
{
    const Outcome outcome = curbsidectl({u"reconcile"_s, m_workspace, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    const auto document = JsonDocument::parse(outcome.out.trimmed());
    QVERIFY(document);
    QCOMPARE(document->root()["same"].toBool(), std::optional(true));
    QCOMPARE(document->root()["sources"].size(), 5U);
    QCOMPARE(curbsidectl({u"verify"_s, m_workspace}).status, 0);
}

void ProgramWarehouseTest::aRowDeletedByHandIsOne()
{
    const QString copy = copyOfWorkspace(u"by-hand"_s);
    const QString id =
        QString::fromUtf8(curbsidectl({u"query"_s, copy, u"SELECT id FROM state_lid_event ORDER BY id LIMIT 1"_s,
                                       u"--format"_s, u"csv"_s})
                              .out.split('\n')
                              .value(1));
    QVERIFY(!id.isEmpty());
    execute(copy + u"/state.sqlite"_s, u"DELETE FROM lid_event WHERE id = '%1'"_s.arg(id));
    const Outcome outcome = curbsidectl({u"reconcile"_s, copy});
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.err, QByteArray());
    QVERIFY2(outcome.out.contains("id " + id.toUtf8() + ": only in the warehouse"), outcome.out.constData());
    QCOMPARE(outcome.out.count(": different"), 1);
}

void ProgramWarehouseTest::aDeletedWarehouseIsMadeAgain()
{
    const QString copy = copyOfWorkspace(u"deleted"_s);
    const QStringList question{
        u"query"_s, copy,
        u"SELECT f.*, r.name, r.valid_from FROM fact_delivery f JOIN dim_robot r USING (robot_serial)"_s};
    QStringList before = QString::fromUtf8(curbsidectl(question).out).split(u'\n');
    QVERIFY(QFile::remove(copy + u"/warehouse.sqlite"_s));
    const Outcome again = curbsidectl(question);
    QCOMPARE(again.status, 0);
    QCOMPARE(again.out.count('\n'), before.size() - 1);
    QCOMPARE(curbsidectl({u"reconcile"_s, copy}).status, 0);
}

/// As it is left by whatever opened it and took nothing over.
void ProgramWarehouseTest::anEmptyWarehouseIsFilled()
{
    const QString copy = copyOfWorkspace(u"empty"_s);
    const QStringList question{u"query"_s, copy, u"SELECT count(*), sum(attempts) FROM fact_delivery"_s};
    const QByteArray before = curbsidectl(question).out;
    for (const QString &table : {u"capture_position"_s, u"fact_delivery"_s, u"deliveries_delivery"_s})
        execute(copy + u"/warehouse.sqlite"_s, u"DELETE FROM "_s + table);
    const Outcome after = curbsidectl(question);
    QCOMPARE(after.err, QByteArray());
    QCOMPARE(after.out, before);
}

void ProgramWarehouseTest::aWorkspaceOfAnOlderVersionIsNotTouched_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("hasWarehouse");
    QTest::addColumn<int>("status");
    QTest::newRow("reconcile") << QStringList{u"reconcile"_s} << true << 3;
    QTest::newRow("a question") << QStringList{u"query"_s, u"SELECT 1"_s} << true << 0; // which the warehouse answers
    QTest::newRow("a question without a warehouse") << QStringList{u"query"_s, u"SELECT 1"_s} << false << 3;
}

void ProgramWarehouseTest::aWorkspaceOfAnOlderVersionIsNotTouched()
{
    QFETCH(QStringList, arguments);
    QFETCH(const bool, hasWarehouse);
    QFETCH(const int, status);
    const QString copy = copyOfWorkspace(u"older-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    execute(copy + u"/state.sqlite"_s,
            u"DELETE FROM schema_migration WHERE number = (SELECT max(number) FROM schema_migration)"_s);
    if (!hasWarehouse)
        QVERIFY(QFile::remove(copy + u"/warehouse.sqlite"_s));
    const QString files = u"sha256sum '%1'/*.sqlite '%1'/replicas/* '%1/inputs.log' '%1/workspace.json'"_s.arg(copy);
    const QByteArray before = shell(files).out;
    arguments.insert(1, copy);
    const Outcome outcome = curbsidectl(arguments);
    QCOMPARE(outcome.status, status);
    if (status != 0)
        QVERIFY2(outcome.isOneLineOfError() && outcome.err.contains("older version"), outcome.err.constData());
    QCOMPARE(shell(files).out, before);
}

void ProgramWarehouseTest::aWarehouseThatCannotBeFilledIsTold()
{
    qputenv("CURBSIDE_WAREHOUSE", "postgresql://nobody@localhost/none?host=/nowhere");
    const QString workspace = m_folder.filePath(u"untold"_s);
    const Outcome outcome = curbsidectl(
        {u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"5m"_s, u"--workspace"_s, workspace});
    qunsetenv("CURBSIDE_WAREHOUSE");
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.isOneLineOfError() && outcome.err.contains("PostgreSQL"), outcome.err.constData());
    QVERIFY(QFile::exists(workspace + u"/workspace.json"_s)); // the run itself is whole
}

void ProgramWarehouseTest::aPlatformThatWorksIsAsked()
{
    const QString workspace = m_folder.filePath(u"serving"_s);
    PlatformRun serving(workspace, {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"60"_s});
    QVERIFY(serving.isServing());
    const Outcome text = curbsidectl({u"reconcile"_s, workspace});
    QVERIFY2(text.status == 0, (text.out + text.err).constData());
    QVERIFY(text.out.contains("the warehouse has what the services have"));
    const Outcome json = curbsidectl({u"reconcile"_s, workspace, u"--json"_s});
    QCOMPARE(json.status, 0);
    QCOMPARE(JsonDocument::parse(json.out.trimmed())->root()["sources"].size(), 5U);
    execute(workspace + u"/operations.sqlite"_s, u"UPDATE robot SET name = name || ' by hand'"_s);
    const Outcome different = curbsidectl({u"reconcile"_s, workspace});
    QCOMPARE(different.status, 1);
    QVERIFY2(different.out.contains(" by hand, in the warehouse "), different.out.constData());
    serving.kill(); // what it has left of its ports is over
    QCOMPARE(curbsidectl({u"reconcile"_s, workspace}).status, 1);
}

void ProgramWarehouseTest::aPlatformWithoutPortsIsThree()
{
    const QString copy = copyOfWorkspace(u"silent"_s);
    QFile lock(copy + u"/lock"_s);
    QVERIFY(lock.open(QFile::ReadWrite));
    QCOMPARE(::flock(lock.handle(), LOCK_EX | LOCK_NB), 0);
    const Outcome refused = curbsidectl({u"reconcile"_s, copy});
    QCOMPARE(refused.status, 3);
    QVERIFY2(refused.isOneLineOfError() && refused.err.contains("--no-http"), refused.err.constData());
}

void ProgramWarehouseTest::aWarehouseDeletedWhileItWorksIsMadeAgain()
{
    const QString workspace = m_folder.filePath(u"cut"_s);
    const PlatformRun run(workspace, {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(run.hasComeToRest());
    QCOMPARE(run.get(Port::Warehouse, "/reconciliation").json("same"), QByteArray("true"));
    const HttpReply before = query(run, "SELECT count(*), sum(attempts) FROM fact_delivery");
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(workspace + u"/warehouse.sqlite"_s + end);
    QCOMPARE(run.get(Port::Warehouse, "/reconciliation").json("same"), QByteArray("true"));
    QVERIFY(QFile::exists(workspace + u"/warehouse.sqlite"_s));
    QCOMPARE(query(run, "SELECT count(*), sum(attempts) FROM fact_delivery").json("rows"), before.json("rows"));
}

HttpReply ProgramWarehouseTest::query(const PlatformRun &run, const QByteArray &sql)
{
    return run.post(Port::Warehouse, "/query", "{\"sql\": \"" + sql + "\"}");
}

void ProgramWarehouseTest::thePortAnswers()
{
    PlatformRun run(m_folder.filePath(u"port"_s), {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(run.isServing());
    QVERIFY(run.hasComeToRest());
    const HttpReply reconciliation = run.get(Port::Warehouse, "/reconciliation");
    QCOMPARE(reconciliation.status, 200);
    QCOMPARE(reconciliation.json("same"), QByteArray("true"));
    const HttpReply sources = run.get(Port::Warehouse, "/sources");
    QCOMPARE(sources.status, 200);
    QCOMPARE(sources.texts("state"), QStringList(5, u"Following"_s));
    QVERIFY(!sources.body.contains("\"behind\":1"));
    const qsizetype orders = run.get(Port::Integrations, "/orders?limit=1000").texts("id").size();
    QVERIFY(orders > 0);
    QCOMPARE(query(run, "SELECT count(*) FROM fact_delivery").json("rows"), "[[" + QByteArray::number(orders) + "]]");
    const QStringList charts = run.get(Port::Warehouse, "/charts").texts("name");
    QCOMPARE(charts.size(), 8);
    for (const QString &chart : charts) {
        const HttpReply rows = run.get(Port::Warehouse, "/charts/" + chart.toUtf8());
        QCOMPARE(rows.status, 200);
        QVERIFY(rows.text("sql").startsWith(u"SELECT"));
        QVERIFY(rows.json("rows") != "[]");
    }
    QCOMPARE(run.get(Port::Warehouse, "/charts/none").status, 404);
    for (const auto *unknown :
         {"by-partner?merchant=m1", "robot-use?partner=p1", "robot-use?step=1h", "order-to-door?from=yesterday",
          "order-to-door?from=2026-03-02T12:00:00Z&to=2026-03-02T11:00:00Z", "promise-kept?step=1w",
          "promise-kept?merchant=it's", "promise-kept?merchant=m1&partner=p1", "promise-kept?hour=1"})
        QCOMPARE(run.get(Port::Warehouse, QByteArray("/charts/") + unknown).status, 422);
    const HttpReply none =
        run.get(Port::Warehouse, "/charts/order-to-door?from=2026-03-01T11:02:00Z&to=2026-03-01T11:58:00Z");
    QCOMPARE(none.json("rows"), QByteArray("[]"));
    QCOMPARE(none.text("from") + none.text("to"), u"2026-03-01T11:00:00.000Z2026-03-01T12:00:00.000Z"_s);
    QCOMPARE(run.stop(SIGTERM).status, 0);
    QCOMPARE(curbsidectl({u"reconcile"_s, m_folder.filePath(u"port"_s)}).status, 0);
    QCOMPARE(curbsidectl({u"simulate"_s, u"--replay"_s, m_folder.filePath(u"port"_s)}).status, 0);
}

void ProgramWarehouseTest::aRobotThatIsHeldHasTwoVersions()
{
    const PlatformRun run(m_folder.filePath(u"held"_s), {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(run.hasComeToRest());
    const QByteArray serial = run.get(Port::Operations, "/robots").texts("serial").value(0).toUtf8();
    QVERIFY(!serial.isEmpty());
    QCOMPARE(run.post(Port::Gateway, "/robots/" + serial + "/hold", "{}").status, 200);
    QCOMPARE(run.get(Port::Warehouse, "/reconciliation").json("same"), QByteArray("true"));
    const HttpReply versions =
        query(run,
              "SELECT held, valid_to IS NULL, valid_to = lead(valid_from) OVER (ORDER BY valid_from) "
              "FROM dim_robot WHERE robot_serial = '"
                  + serial + "' ORDER BY valid_from DESC LIMIT 2");
    QCOMPARE(versions.json("rows"), QByteArray("[[1,1,null],[0,0,1]]"));
}

void ProgramWarehouseTest::hostileQuestionsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("attach") << QByteArray(R"({"sql": "ATTACH 'state.sqlite' AS s"})") << 422;
    QTest::newRow("write") << QByteArray(R"({"sql": "DELETE FROM fact_delivery"})") << 422;
    QTest::newRow("endless") << QByteArray(
        R"({"sql": "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"})")
                             << 422;
    QTest::newRow("no SQL") << QByteArray("{}") << 422;
    QTest::newRow("a limit") << QByteArray(R"({"sql": "SELECT 1", "limit": 1000000})") << 422;
    QTest::newRow("no JSON") << QByteArray("SELECT 1") << 400;
}

void ProgramWarehouseTest::hostileQuestionsAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    const PlatformRun run(m_folder.filePath(u"hostile"_s), {u"--scenario"_s, u"small-busy"_s});
    QCOMPARE(run.get(Port::Warehouse, "/reconciliation").status, 200); // it is there, and filled
    const HttpReply reply = run.post(Port::Warehouse, "/query", body);
    QCOMPARE(reply.status, status);
    QVERIFY(!reply.text("detail").isEmpty() || reply.body.contains("\"errors\""));
    QCOMPARE(run.get(Port::Warehouse, "/health").status, 200);
}

void ProgramWarehouseTest::killedItGoesOn()
{
    const QString workspace = m_folder.filePath(u"killed"_s);
    {
        PlatformRun run(workspace, {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
        QVERIFY(run.hasComeToRest());
        run.kill();
    }
    const Outcome outcome = curbsidectl({u"reconcile"_s, workspace});
    QVERIFY2(outcome.status == 0, (outcome.out + outcome.err).constData());
    QCOMPARE(curbsidectl({u"verify"_s, workspace}).status, 0);
    QCOMPARE(curbsidectl({u"simulate"_s, u"--replay"_s, workspace}).status, 0);
}

CURBSIDE_TEST(ProgramWarehouseTest)

} // namespace tst_program_warehouse

#include "tst_program_warehouse.moc"
