// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "services/runtime/json/json.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace tst_program_simulate {

using namespace curbside;
using namespace Qt::StringLiterals;

// `simulate`: what its summary says, that it agrees with itself, and that the same run comes out the same anywhere.
class ProgramSimulateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSummaryHasItsMembers();
    void theTextTellsTheTimeThatWasSimulated();
    void itsNumbersAgree_data();
    void itsNumbersAgree();
    void withoutFaultsNothingGoesWrong();
    void anInterruptedOneLeavesNothingBehind();
    void anInterruptedReplayLeavesNothingBehind();
    void callsRetriedAcrossCrashesAreCounted();
    void theDigestIsTheSameAnywhere_data();
    void theDigestIsTheSameAnywhere();
    void anotherSeedIsAnotherRun();
    void aWorkspaceIsKeptWhole();
    void faultsAreRunAgainToo();
    void aRunStopsAfterItsTime();

private:
    struct Run
    {
        explicit Run(const QStringList &more,
                     const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
            : outcome(curbsidectl(QStringList{u"simulate"_s, u"--json"_s, u"--scenario"_s} + more, environment)),
              document(JsonDocument::parse(outcome.out.trimmed()))
        {}
        [[nodiscard]] JsonValue root() const { return document ? document->root() : JsonValue(); }
        [[nodiscard]] qint64 number(std::string_view member) const { return root()[member].toInteger().value_or(-1); }
        [[nodiscard]] qint64 number(std::string_view group, std::string_view member) const
        {
            return root()[group][member].toInteger().value_or(-1);
        }
        [[nodiscard]] QString text(std::string_view member) const
        {
            return root()[member].toString().value_or(QString());
        }

        Outcome outcome;
        std::expected<JsonDocument, JsonError> document;
    };

    std::unique_ptr<Run> m_plain;
};

void ProgramSimulateTest::initTestCase()
{
    m_plain = std::make_unique<Run>(QStringList{u"small-busy"_s});
    QVERIFY2(m_plain->outcome.status == 0 && m_plain->document, m_plain->outcome.err.constData());
    QCOMPARE(m_plain->outcome.err, QByteArray());
}

void ProgramSimulateTest::theSummaryHasItsMembers()
{
    const auto namesOf = [](JsonValue object) {
        QStringList names;
        object.forEachMember(
            [&](std::string_view name, JsonValue) { names += QString::fromUtf8(name.data(), qsizetype(name.size())); });
        return names.join(u' ');
    };
    const JsonValue root = m_plain->root();
    QCOMPARE(
        namesOf(root),
        u"scenario seed startedAt endedAt platformSeconds wallSeconds orders delivered failed cancelled returned open "
        "clickToDoorMinutes readyToDoorMinutes telemetry events apiCalls sagas transactions rowsChanged "
        "handledPerSecond "
        "faults digest"_s);
    QCOMPARE(namesOf(root["clickToDoorMinutes"]), u"mean p50 p90 max"_s);
    QCOMPARE(namesOf(root["readyToDoorMinutes"]), u"mean p50 p90 max"_s);
    QCOMPARE(namesOf(root["events"]), u"published handled duplicates retried parked deadLettered"_s);
    QCOMPARE(namesOf(root["apiCalls"]), u"made failed retried"_s);
    QCOMPARE(namesOf(root["sagas"]), u"completed compensated stuck"_s);
    QCOMPARE(m_plain->text("scenario"), u"small-busy"_s);
    QCOMPARE(m_plain->number("seed"), 1);
    QCOMPARE(m_plain->number("orders"), 25);
}

void ProgramSimulateTest::theTextTellsTheTimeThatWasSimulated()
{
    const Outcome outcome = curbsidectl({u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"5m"_s});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.contains("\n0 h 5 min of platform time in "), outcome.out.constData());
}

void ProgramSimulateTest::itsNumbersAgree_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("without faults") << QStringList{u"small-busy"_s};
    QTest::newRow("with crashes") << QStringList{u"small-busy"_s, u"--faults"_s, u"crashes"_s};
    QTest::newRow("with all kinds of faults") << QStringList{u"small-busy"_s, u"--faults"_s, u"mixed"_s};
    QTest::newRow("stopped in the middle") << QStringList{u"small-busy"_s, u"--for"_s, u"10m"_s};
}

void ProgramSimulateTest::itsNumbersAgree()
{
    QFETCH(QStringList, arguments);
    const Run run(arguments);
    QCOMPARE(run.outcome.status, 0);
    QCOMPARE(run.number("delivered") + run.number("failed") + run.number("cancelled") + run.number("returned")
                 + run.number("open"),
             run.number("orders"));
    QVERIFY(run.text("startedAt") < run.text("endedAt"));
    for (const std::string_view statistics : {"clickToDoorMinutes", "readyToDoorMinutes"}) {
        const auto value = [&](std::string_view name) { return run.root()[statistics][name].toDouble().value_or(-1); };
        QVERIFY(value("p50") > 0 && value("p50") <= value("p90") && value("p90") <= value("max"));
        QVERIFY(value("mean") > 0 && value("mean") <= value("max"));
    }
    QVERIFY(run.number("telemetry") > 0 && run.number("telemetry") < run.number("apiCalls", "made"));
    QVERIFY(run.number("apiCalls", "failed") <= run.number("apiCalls", "made"));
    QVERIFY(run.number("apiCalls", "retried") <= run.number("apiCalls", "made"));
    QVERIFY(run.number("events", "handled") > 0 && run.number("events", "published") > 0);
    QVERIFY(run.number("events", "handled") <= run.number("transactions"));
    QVERIFY(run.number("sagas", "stuck") == 0);
}

void ProgramSimulateTest::withoutFaultsNothingGoesWrong()
{
    const Run run({u"quiet-morning"_s});
    for (const std::string_view member : {"duplicates", "retried", "parked", "deadLettered"})
        QVERIFY2(run.number("events", member) == 0, run.outcome.out.constData());
    QCOMPARE(run.number("apiCalls", "failed"), 0);
    QCOMPARE(run.number("apiCalls", "retried"), 0);
    QCOMPARE(run.root()["faults"].toJson(), QByteArray("{}"));
    QCOMPARE(run.number("delivered"), run.number("orders"));
}

void ProgramSimulateTest::callsRetriedAcrossCrashesAreCounted()
{
    const Run run({u"small-busy"_s, u"--faults"_s, u"crashes"_s});
    qint64 crashes = 0;
    run.root()["faults"].forEachMember(
        [&](std::string_view, JsonValue hits) { crashes += hits.toInteger().value_or(0); });
    QVERIFY2(crashes > 0, run.outcome.out.constData());
    QVERIFY2(run.number("apiCalls", "retried") > 0, run.outcome.out.constData());
    QVERIFY2(run.number("apiCalls", "failed") > 0, run.outcome.out.constData());
    QVERIFY2(run.number("rowsChanged") >= m_plain->number("rowsChanged") / 2, run.outcome.out.constData());
}

void ProgramSimulateTest::theDigestIsTheSameAnywhere_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::newRow("again") << u"CURBSIDE_NOTHING"_s << u"1"_s;
    QTest::newRow("east of here") << u"TZ"_s << u"Asia/Kathmandu"_s;
    QTest::newRow("west of here") << u"TZ"_s << u"America/St_Johns"_s;
    QTest::newRow("in German") << u"LC_ALL"_s << u"de_DE.UTF-8"_s;
    QTest::newRow("in Turkish") << u"LANG"_s << u"tr_TR.UTF-8"_s;
    QTest::newRow("in no language") << u"LC_ALL"_s << u"C"_s;
}

void ProgramSimulateTest::theDigestIsTheSameAnywhere()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(variable, value);
    const Run run({u"small-busy"_s}, environment);
    QCOMPARE(run.outcome.status, 0);
    QCOMPARE(run.text("digest"), m_plain->text("digest"));
}

void ProgramSimulateTest::anotherSeedIsAnotherRun()
{
    const Run run({u"small-busy"_s, u"--seed"_s, u"2"_s});
    QVERIFY(run.text("digest") != m_plain->text("digest"));
    QCOMPARE(run.number("seed"), 2);
}

void ProgramSimulateTest::aWorkspaceIsKeptWhole()
{
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const Run run({u"small-busy"_s, u"--workspace"_s, workspace});
    QCOMPARE(run.text("digest"), m_plain->text("digest"));
    QCOMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"w"_s});
    const Outcome verified = curbsidectl({u"verify"_s, workspace, u"--json"_s});
    QCOMPARE(verified.status, 0);
    QCOMPARE(verified.out,
             QByteArray("{\"clean\":true,\"inFlight\":0,\"forAPerson\":0,\"breaches\":0,\"findings\":[]}\n"));
    const Outcome again = curbsidectl({u"simulate"_s, u"--replay"_s, workspace, u"--json"_s});
    QCOMPARE(again.status, 0);
    QVERIFY2(again.out.contains("\"digest\":\"" + m_plain->text("digest").toUtf8() + '"'), again.out.constData());
    const Outcome goesOn = curbsidectl(
        {u"run"_s, u"--no-http"_s, u"--workspace"_s, workspace, u"--speed"_s, u"max"_s, u"--for"_s, u"1m"_s});
    QVERIFY2(goesOn.status == 0, goesOn.err.constData());
}

void ProgramSimulateTest::faultsAreRunAgainToo()
{
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const Run run({u"small-busy"_s, u"--faults"_s, u"mixed"_s, u"--workspace"_s, workspace});
    QCOMPARE(run.outcome.status, 0);
    const Outcome again = curbsidectl({u"simulate"_s, u"--replay"_s, workspace});
    QVERIFY2(again.status == 0, again.out.constData());
}

void ProgramSimulateTest::aRunStopsAfterItsTime()
{
    const Run run({u"small-busy"_s, u"--for"_s, u"90s"_s});
    QVERIFY(run.text("endedAt") <= u"2026-03-02T11:01:30.000Z"_s);
    QVERIFY(run.number("open") > 0);
}

void ProgramSimulateTest::anInterruptedOneLeavesNothingBehind()
{
    const QTemporaryDir place;
    const Outcome outcome =
        shell(u"cd '%1' && { \"$0\" simulate --scenario scale-1k --workspace w & } && "
              "until [ -e w.unfinished-$! ]; do :; done; kill -TERM $!; wait $!"_s.arg(place.path()));
    QCOMPARE(outcome.status, 128 + 15);
    QCOMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void ProgramSimulateTest::anInterruptedReplayLeavesNothingBehind()
{
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkdir(u"temporary"_s));
    const Outcome outcome = shell(
        u"cd '%1' && \"$0\" simulate --scenario small-busy --workspace w >made && export TMPDIR=$PWD/temporary && "
        "{ \"$0\" simulate --replay w & } && until [ -n \"$(ls temporary)\" ]; do :; done; kill -TERM $!; wait $!"_s
            .arg(place.path()));
    QCOMPARE(outcome.status, 128 + 15);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(QDir(place.filePath(u"temporary"_s)).isEmpty());
}

CURBSIDE_TEST(ProgramSimulateTest)

} // namespace tst_program_simulate

#include "tst_program_simulate.moc"
