// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"
#include "tests/app/program.h"

#include "services/runtime/json/json.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <set>

namespace tst_program_capture {

using namespace curbside;
using namespace Qt::StringLiterals;

// Captures, as the programs make and read them.
class ProgramCaptureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eventsAreThoseOfTheWorkspace_data();
    void eventsAreThoseOfTheWorkspace();
    void tracesHoldTogether();
    void tracesPassTheCheck();
    void aStateIsThatOfTheWorkspace_data();
    void aStateIsThatOfTheWorkspace();
    void theLastStateIsInTheDatabase();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void twoCapturesPartWhereTheirRunsDo();
    void aRunIsCapturedOnDemand();
    void aKilledRunLeavesItsPast();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray traces() const
    {
        return curbsidectl({u"events"_s, file(u"c.curbside"_s), u"--format"_s, u"otlp"_s}).out;
    }

    QTemporaryDir m_folder;
};

void ProgramCaptureTest::initTestCase()
{
    const QStringList run{u"simulate"_s, u"--json"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"6m"_s};
    const Outcome plain = curbsidectl(run);
    const Outcome captured =
        curbsidectl(run + QStringList{u"--capture"_s, file(u"c.curbside"_s), u"--workspace"_s, file(u"w"_s)});
    QVERIFY2(captured.status == 0, captured.err.constData());
    const auto digestOf = [](const Outcome &outcome) {
        const auto summary = JsonDocument::parse(outcome.out.trimmed());
        return summary ? summary->root()["digest"].toString().value_or(QString()) : QString();
    };
    QCOMPARE(digestOf(captured).size(), 64);
    QCOMPARE(digestOf(captured), digestOf(plain));
    QVERIFY(!QFileInfo::exists(file(u"c.curbside-wal"_s)));
}

void ProgramCaptureTest::eventsAreThoseOfTheWorkspace_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("as a table") << QStringList();
    QTest::newRow("as lines of JSON") << QStringList{u"--format"_s, u"jsonl"_s};
    QTest::newRow("as CSV") << QStringList{u"--format"_s, u"csv"_s};
    QTest::newRow("of one type") << QStringList{u"--type"_s, u"curbside.state.LidEvent"_s};
    QTest::newRow("of one subject") << QStringList{u"--subject"_s, u"CR-0001"_s};
}

void ProgramCaptureTest::eventsAreThoseOfTheWorkspace()
{
    QFETCH(const QStringList, more);
    const Outcome ofCapture = curbsidectl(QStringList{u"events"_s, file(u"c.curbside"_s)} + more);
    const Outcome ofWorkspace = curbsidectl(QStringList{u"events"_s, file(u"w"_s)} + more);
    QCOMPARE(ofCapture.status, 0);
    QVERIFY(ofCapture.out.count('\n') > 1);
    QVERIFY(ofCapture.out == ofWorkspace.out);
}

void ProgramCaptureTest::tracesHoldTogether()
{
    const auto document = JsonDocument::parse(traces().trimmed());
    QVERIFY(document);
    std::set<QString> spans;
    QStringList parents;
    int handlings = 0;
    document->root()["resourceSpans"].forEachItem([&](JsonValue resource) {
        resource["scopeSpans"].forEachItem([&](JsonValue scope) {
            scope["spans"].forEachItem([&](JsonValue span) {
                const QString trace = span["traceId"].toString().value_or(QString());
                QCOMPARE(trace.size(), 32);
                QVERIFY(spans.insert(trace + span["spanId"].toString().value_or(QString())).second);
                if (const auto parent = span["parentSpanId"].toString())
                    parents.push_back(trace + *parent);
                handlings += span["kind"].toInteger() == 5 ? 1 : 0;
                const qint64 start = span["startTimeUnixNano"].toString().value_or(QString()).toLongLong();
                QVERIFY(start > 0 && start <= span["endTimeUnixNano"].toString().value_or(QString()).toLongLong());
            });
        });
    });
    QVERIFY(handlings > 100);
    const auto orphans =
        std::count_if(parents.begin(), parents.end(), [&](const QString &parent) { return !spans.contains(parent); });
    QCOMPARE(orphans, 0);
}

void ProgramCaptureTest::tracesPassTheCheck()
{
    const QString check = qEnvironmentVariable("CURBSIDE_CHECKS") + u"/otlpcheck.py"_s;
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty() || !QFileInfo::exists(check))
        QSKIP("needs python3, and otlpcheck.py in CURBSIDE_CHECKS");
    QFile json(file(u"traces.json"_s));
    QVERIFY(json.open(QFile::WriteOnly) && json.write(traces()) > 0);
    json.close();
    QProcess process;
    process.start(python, {check, json.fileName()});
    QVERIFY(process.waitForFinished(patienceMs));
    const QByteArray errors = process.readAllStandardError();
    if (errors.contains("ModuleNotFoundError"))
        QSKIP("needs python3-protobuf and the OpenTelemetry protos beside the check");
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0, (said + errors).constData());
    QVERIFY2(said.contains("orphan parents: 0"), said.constData());
}

void ProgramCaptureTest::aStateIsThatOfTheWorkspace_data()
{
    QTest::addColumn<QStringList>("more");
    const QStringList deliveries{u"--service"_s, u"deliveries"_s, u"--at"_s, u"4m"_s};
    QTest::newRow("all tables") << deliveries;
    QTest::newRow("as lines of JSON") << deliveries + QStringList{u"--format"_s, u"jsonl"_s};
    QTest::newRow("a table as CSV") << deliveries + QStringList{u"--table"_s, u"delivery"_s, u"--format"_s, u"csv"_s};
    QTest::newRow("by the clock") << QStringList{u"--service"_s, u"state"_s,      u"--at"_s, u"2026-03-02T11:02:00Z"_s,
                                                 u"--table"_s,   u"robot_state"_s};
}

void ProgramCaptureTest::aStateIsThatOfTheWorkspace()
{
    QFETCH(const QStringList, more);
    const Outcome ofCapture = curbsidectl(QStringList{u"state"_s, file(u"c.curbside"_s)} + more);
    const Outcome ofWorkspace = curbsidectl(QStringList{u"state"_s, file(u"w"_s)} + more);
    QVERIFY2(ofCapture.status == 0, ofCapture.err.constData());
    QVERIFY(ofCapture.out.count('\n') > 2);
    QCOMPARE(ofCapture.out, ofWorkspace.out);
}

void ProgramCaptureTest::theLastStateIsInTheDatabase()
{
    const Outcome state = curbsidectl({u"state"_s, file(u"c.curbside"_s), u"--service"_s, u"operations"_s, u"--at"_s,
                                       u"6m"_s, u"--table"_s, u"task"_s, u"--format"_s, u"csv"_s});
    QVERIFY2(state.status == 0, state.err.constData());
    const Outcome database = shell(
        u"sqlite3 -readonly -csv -header -newline '\n' '%1/operations.sqlite' 'SELECT * FROM task ORDER BY id'"_s.arg(
            file(u"w"_s)));
    QVERIFY2(database.status == 0, database.err.constData());
    QVERIFY(state.out.count('\n') > 2);
    QCOMPARE(state.out.count('\n'), database.out.count('\n'));
    QCOMPARE(state.out.split('\n').last(), database.out.split('\n').last());
}

void ProgramCaptureTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said");
    const auto state = [this](const QStringList &more) {
        return QStringList{u"state"_s, file(u"c.curbside"_s)} + more;
    };
    QTest::newRow("a file that is there")
        << QStringList{u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--capture"_s, file(u"c.curbside"_s)} << 2
        << u"exists already"_s;
    QTest::newRow("a folder that is not there")
        << QStringList{u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--capture"_s, file(u"nowhere/c.curbside"_s)}
        << 3 << u"cannot be opened"_s;
    QTest::newRow("no such service") << state({u"--service"_s, u"kitchen"_s, u"--at"_s, u"1m"_s}) << 2
                                     << u"has no service kitchen"_s;
    QTest::newRow("no such table") << state({u"--service"_s, u"state"_s, u"--at"_s, u"1m"_s, u"--table"_s, u"t"_s}) << 2
                                   << u"--table t: is none of"_s;
    QTest::newRow("no time") << state({u"--service"_s, u"state"_s, u"--at"_s, u"noon"_s}) << 2 << u"--at noon"_s;
    QTest::newRow("a time beyond it") << state({u"--service"_s, u"state"_s, u"--at"_s, u"9h"_s}) << 1 << u"ends at"_s;
    QTest::newRow("all tables as CSV") << state(
        {u"--service"_s, u"state"_s, u"--at"_s, u"1m"_s, u"--format"_s, u"csv"_s})
                                       << 2 << u"takes one table"_s;
    QTest::newRow("compared with a workspace")
        << QStringList{u"events"_s, file(u"c.curbside"_s), u"--compare"_s, file(u"w"_s)} << 2 << u"name two captures"_s;
    QTest::newRow("another database") << QStringList{u"events"_s, file(u"w/state.sqlite"_s)} << 2
                                      << u"is not a capture"_s;
    QTest::newRow("another file") << QStringList{u"events"_s, file(u"w/workspace.json"_s)} << 2
                                  << u"is not a capture"_s;
}

void ProgramCaptureTest::whatIsWrongIsSaid()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, status);
    QFETCH(const QString, said);
    const Outcome outcome = curbsidectl(arguments);
    QCOMPARE(outcome.status, status);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
    QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.err.constData());
}

void ProgramCaptureTest::twoCapturesPartWhereTheirRunsDo()
{
    const auto made = [this](const QString &name, const QStringList &more) {
        const QString path = file(name);
        static_cast<void>(curbsidectl(
            QStringList{u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"6m"_s, u"--capture"_s, path}
            + more));
        return path;
    };
    const auto compared = [this](const QString &other) {
        return curbsidectl({u"events"_s, file(u"c.curbside"_s), u"--compare"_s, other});
    };
    QCOMPARE(compared(made(u"same.curbside"_s, {})).status, 0);

    QFile plan(file(u"late.json"_s));
    QVERIFY(plan.open(QFile::WriteOnly));
    plan.write(R"([{"kind":"CutOff","service":"state","after":"3m","for":"10s"}])");
    plan.close();
    const Outcome parted = compared(made(u"other.curbside"_s, {u"--faults"_s, plan.fileName()}));
    QCOMPARE(parted.status, 1);
    const QByteArrayList lines = parted.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    const QByteArray time = lines[1].mid(file(u"c.curbside"_s).toUtf8().size() + 2, 16);
    QCOMPARE(time, QByteArray("2026-03-02T11:03")); // from when on they can differ
}

void ProgramCaptureTest::aRunIsCapturedOnDemand()
{
    PlatformRun run(file(u"live"_s), {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"100"_s});
    QVERIFY(run.isServing());
    QCOMPARE(run.ask(Port::Gateway, {"GET", "/control/capture"}).json("capturing"), QByteArray("false"));
    QCOMPARE(run.post(Port::Gateway, "/control/capture", R"({"name":"../out"})").status, 422);
    QCOMPARE(run.post(Port::Gateway, "/control/capture", R"({"name":"trial"})").status, 201);
    QCOMPARE(run.post(Port::Gateway, "/control/capture", R"({"name":"second"})").status, 409);
    const QString capture = file(u"live/captures/trial.curbside"_s);
    QTRY_VERIFY_WITH_TIMEOUT(curbsidectl({u"events"_s, capture}).out.count('\n') > 20,
                             patienceMs); // while it is written
    const HttpReply ended = run.ask(Port::Gateway, {"DELETE", "/control/capture"});
    QCOMPARE(ended.json("capturing"), QByteArray("false"));
    QVERIFY(!QFileInfo::exists(capture + u"-wal"_s));
    QCOMPARE(run.post(Port::Gateway, "/control/capture", R"({"name":"trial"})").status, 409); // it is there
    QCOMPARE(run.stop(SIGTERM).status, 0);
}

void ProgramCaptureTest::aKilledRunLeavesItsPast()
{
    const QString capture = file(u"killed.curbside"_s);
    PlatformRun run(file(u"killed"_s),
                    {u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"100"_s, u"--capture"_s, capture});
    QVERIFY(run.isServing());
    QTRY_VERIFY_WITH_TIMEOUT(curbsidectl({u"events"_s, capture}).out.count('\n') > 50, patienceMs);
    run.kill();
    const Outcome events = curbsidectl({u"events"_s, capture, u"--format"_s, u"csv"_s});
    QCOMPARE(events.status, 0);
    const Outcome known = curbsidectl({u"events"_s, file(u"killed"_s), u"--format"_s, u"csv"_s});
    QVERIFY(known.out.startsWith(events.out)); // the beginning of what happened, and nothing else
    const Outcome state = curbsidectl(
        {u"state"_s, capture, u"--service"_s, u"operations"_s, u"--at"_s, u"5s"_s, u"--format"_s, u"jsonl"_s});
    QCOMPARE(state.status, 0);
    QVERIFY(state.out.count('\n') > 5);
}

CURBSIDE_TEST(ProgramCaptureTest)

} // namespace tst_program_capture

#include "tst_program_capture.moc"
