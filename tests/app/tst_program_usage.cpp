// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <unistd.h>

namespace tst_program_usage {

using namespace curbside;
using namespace Qt::StringLiterals;

// How curbsidectl is called: what it refuses, in one line that says what, where and what to do, and with which exit status.
class ProgramUsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wordsThatMakeNoCallAreRefused_data();
    void wordsThatMakeNoCallAreRefused();
    void aWrongCallIsRefused_data();
    void aWrongCallIsRefused();
    void whatMayNotBeReadIsAFailureOfTheMachine_data();
    void whatMayNotBeReadIsAFailureOfTheMachine();
    void aRefusedRunLeavesNoTrace();
    void aPortInUseIsAFailureOfTheMachine();
    void helpAndVersionSucceed_data();
    void helpAndVersionSucceed();
    void everyBuiltInScenarioHasALine();
    void aSignalEndsARunInOrder_data();
    void aSignalEndsARunInOrder();
    void aRunEndsByItselfAfterItsTime_data();
    void aRunEndsByItselfAfterItsTime();
    void aWorkspaceIsOpenedAgainAsItWasMade();
    void anAnswerThatCannotBeWrittenIsNoSuccess_data();
    void anAnswerThatCannotBeWrittenIsNoSuccess();
    void aRunOutlivesTheReaderOfItsAddresses();

private:
    [[nodiscard]] QString path(const QString &name) const { return QDir(m_folder->path()).filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ProgramUsageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"text"_s, "not a folder");
    QDir(m_folder->path()).mkdir(u"full"_s);
    write(u"full/photo.png"_s, "x");
    QDir(m_folder->path()).mkdir(u"day"_s);
    write(u"day/orders.txt"_s, "order\tx\ty\n");
    write(u"cut.json"_s, "{\"format\":1,\n");
    write(u"odd.json"_s, "{\n  \"format\": 1,\n  \"name\": 5\n}\n");
    write(u"faults.json"_s, R"([{"kind":"Sunspots"}])");
    write(u"place.json"_s, "[\n  { \"kind\": \"DiskFull\" },\n  { \"kind\": \"CutOff\", \"service\": \"moon\" }\n]\n");
    QFile scenario(QStringLiteral(CURBSIDE_SOURCE_DIR "/resources/scenarios/operations-outage.json"));
    QVERIFY(scenario.open(QFile::ReadOnly));
    write(u"place-scenario.json"_s, scenario.readAll().replace(R"("service": "operations")", R"("service": "moon")"));
}

void ProgramUsageTest::wordsThatMakeNoCallAreRefused_data()
{
    QTest::addColumn<QString>("arguments"); // "@" stands for the test's folder
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &arguments, const QString &said) {
        QTest::newRow(name) << arguments << 2 << said;
    };
    const QString run = u"run --no-http --workspace @w "_s;
    row("no command", u""_s, u"a command is missing: name one of run, simulate"_s);
    row("an unknown command", u"fly"_s, u"fly: is not a command: choose one of run, simulate"_s);
    row("an unknown option", u"run --fast"_s, u": --fast: is no option here: see curbsidectl run --help"_s);
    row("an unknown option before the command", u"--fast run"_s, u": --fast: is no option here"_s);
    row("an option without its value", run + u"--speed"_s, u": --speed: its value is missing: give X|max"_s);
    row("an option given twice", run + u"--seed 1 --seed 2"_s, u": --seed: is given more than once"_s);
    row("a flag with a value", run + u"--no-http=no"_s, u": --no-http: takes no value"_s);
    row("a word too many", u"verify @full more"_s, u": more: is one word too many: see curbsidectl verify --help"_s);
    row("an empty value", run + u"--for ''"_s, u"--for: an empty value"_s);
    row("a workspace without a name", u"run --no-http --workspace ''"_s, u"--workspace: an empty value"_s);
    row("verifying without a name", u"verify"_s, u"curbsidectl: verify: WORKSPACE is missing: name it"_s);
}

void ProgramUsageTest::wordsThatMakeNoCallAreRefused()
{
    aWrongCallIsRefused();
}

void ProgramUsageTest::aWrongCallIsRefused_data()
{
    QTest::addColumn<QString>("arguments"); // "@" stands for the test's folder
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QString &arguments, int status, const QString &said) {
        QTest::newRow(name) << arguments << status << said;
    };
    const QString run = u"run --no-http --workspace @w "_s;
    row("a speed of nothing", run + u"--speed 0"_s, 2, u"--speed 0: is neither max nor a number from"_s);
    row("a speed that is no number", run + u"--speed nan"_s, 2, u"--speed nan:"_s);
    row("a negative seed", run + u"--seed -1"_s, 2, u"--seed -1: is not a whole number from 0"_s);
    row("a seed in words", run + u"--seed one"_s, 2, u"--seed one:"_s);
    row("a seed beyond 64 bits", run + u"--seed 18446744073709551616"_s, 2, u"--seed 18446744073709551616:"_s);
    row("a duration without unit", run + u"--for 5"_s, 2, u"--for 5: is not a duration such as 90s"_s);
    row("a negative duration", run + u"--for -5s"_s, 2, u"--for -5s:"_s);
    row("an endless duration", run + u"--for 99999999999999d"_s, 2, u"--for 99999999999999d:"_s);
    row("an unknown durability", run + u"--durability some"_s, 2, u"--durability some: is neither normal nor full"_s);
    row("a port below all", u"run --workspace @w --http-base -1"_s, 2, u"--http-base -1: is not a port"_s);
    row("a port in words", u"run --workspace @w --http-base web"_s, 2, u"--http-base web: is not a port from 0"_s);
    row("ports beyond the last", u"run --workspace @w --http-base 65530"_s, 2, u"is not a port from 0 to 65529"_s);
    row("an unknown scenario", run + u"--scenario nowhere"_s, 2, u"nowhere: no built-in scenario"_s);
    row("a scenario cut short", run + u"--scenario @cut.json"_s, 2, u"cut.json:2:"_s);
    row("a scenario that lacks a field", run + u"--scenario @odd.json"_s, 2,
        u"odd.json:1: /title: is missing; add it"_s);
    row("a damaged MDRP day", run + u"--scenario @day"_s, 2, u"day/"_s);
    row("an unknown fault plan", run + u"--faults nowhere"_s, 2, u"nowhere: is neither a built-in fault plan"_s);
    row("a wrong fault plan", run + u"--faults @faults.json"_s, 2, u"faults.json:1: /0/kind: "_s);
    row("a fault plan cut short", run + u"--faults @cut.json"_s, 2, u"cut.json:2: "_s);
    row("a fault at a service that is not there", run + u"--faults @place.json"_s, 2,
        u"place.json:3: /1/service: is none of integrations, "_s);
    row("a scenario with a fault at one", run + u"--scenario @place-scenario.json"_s, 2,
        u"place-scenario.json: /faults/0/service: is none of "_s);
    row("a folder with other things", u"run --no-http --workspace @full"_s, 2,
        u"full: is neither empty nor a workspace"_s);
    row("a file for a folder", u"run --no-http --workspace @text"_s, 2, u"text: is not a folder"_s);
    row("a folder below a file", u"run --no-http --workspace @text/w"_s, 3, u"text/w: cannot be made"_s);
    const QString tooLong(300, u'a');
    row("a folder with too long a name", u"run --no-http --workspace @"_s + tooLong, 2, u"its name is too long"_s);
    row("simulating into one", u"simulate --scenario small-busy --workspace @"_s + tooLong, 2,
        u"its name is too long"_s);
    row("a seed for a replay", u"simulate --replay @full --seed 5"_s, 2, u"takes nothing beside it but --json"_s);
    row("nothing to simulate", u"simulate"_s, 2, u"simulate: name a --scenario"_s);
    row("simulating into what exists", u"simulate --scenario small-busy --workspace @full"_s, 2,
        u"full: exists already"_s);
    row("simulating below a file", u"simulate --scenario small-busy --workspace @text/w"_s, 3, u"cannot be made"_s);
    row("a solution of what is no day", u"simulate --scenario small-busy --solution @s"_s, 2,
        u"--solution: only an MDRP"_s);
    row("a replay of another scenario", u"simulate --replay @full --scenario small-busy"_s, 2,
        u"--replay: takes nothing"_s);
    row("replaying nothing", u"simulate --replay @nowhere"_s, 2, u"nowhere: is not there"_s);
    row("verifying nothing", u"verify @nowhere"_s, 2, u"nowhere: is not there"_s);
    row("verifying no workspace", u"verify @full"_s, 2, u"full: is not a workspace"_s);
    row("events of nothing", u"events @nowhere"_s, 2, u"nowhere: is not there"_s);
    row("events in no known format", u"events @full --format xml"_s, 2,
        u"--format xml: is none of table, jsonl, csv and otlp"_s);
}

void ProgramUsageTest::aWrongCallIsRefused()
{
    QFETCH(QString, arguments);
    QFETCH(int, status);
    QFETCH(QString, said);
    arguments.replace(u'@', m_folder->path() + u'/');
    const Outcome outcome = curbsidectl(arguments.split(u' ', Qt::SkipEmptyParts).replaceInStrings(u"''"_s, QString()));
    QCOMPARE(outcome.status, status);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
    QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.err.constData());
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(!QFile::exists(path(u"w"_s)));
}

void ProgramUsageTest::whatMayNotBeReadIsAFailureOfTheMachine_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("a workspace") << u"verify @full"_s;
    QTest::newRow("a workspace to replay") << u"simulate --replay @full"_s;
    QTest::newRow("a workspace to work in") << u"run --no-http --for 1s --workspace @full"_s;
    QTest::newRow("a scenario") << u"simulate --scenario @cut.json"_s;
    QTest::newRow("an MDRP day") << u"simulate --scenario @day"_s;
    QTest::newRow("a fault plan") << u"simulate --scenario quiet-morning --faults @faults.json"_s;
}

void ProgramUsageTest::whatMayNotBeReadIsAFailureOfTheMachine()
{
    QFETCH(QString, words);
    // Root may read everything: it becomes somebody else, for whom this folder is closed.
    const bool isRoot = ::geteuid() == 0;
    const QString somebody = isRoot ? u"setpriv --reuid=65534 --regid=65534 --clear-groups "_s : QString();
    const QString closed = isRoot ? QString() : u"trap 'chmod u+rwx %1' EXIT; chmod a-rwx %1; "_s.arg(path(u"."_s));
    const Outcome outcome = shell(closed + somebody + u"\"$0\" "_s + words.replace(u'@', path(u"."_s) + u'/'));
    QVERIFY2(outcome.isOneLineOfError() && outcome.err.contains("permission"), outcome.err.constData());
    QCOMPARE(outcome.status, 3);
}

void ProgramUsageTest::aRefusedRunLeavesNoTrace()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QVERIFY(QDir(m_folder->path()).mkdir(u"empty"_s));
    const QString base = QString::number(taken.serverPort());
    QCOMPARE(curbsidectl({u"run"_s, u"--workspace"_s, path(u"w"_s), u"--http-base"_s, base}).status, 3);
    QCOMPARE(curbsidectl({u"run"_s, u"--workspace"_s, path(u"empty"_s), u"--http-base"_s, base}).status, 3);
    QVERIFY(!QFile::exists(path(u"w"_s)));
    QVERIFY(QDir(path(u"empty"_s)).isEmpty());
}

void ProgramUsageTest::aPortInUseIsAFailureOfTheMachine()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString base = QString::number(taken.serverPort());
    const Outcome outcome = curbsidectl({u"run"_s, u"--workspace"_s, path(u"w"_s), u"--http-base"_s, base});
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
    QVERIFY2(outcome.err.contains(base.toUtf8()) && outcome.err.contains("--http-base"), outcome.err.constData());
}

void ProgramUsageTest::helpAndVersionSucceed_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments :
         {"--help", "--version", "run --help", "simulate --help", "verify --help", "events --help", "query --help",
          "reconcile --help", "scenarios --help", "run --version", "simulate --version", "verify --version",
          "events --version", "query --version", "reconcile --version", "scenarios --version"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void ProgramUsageTest::helpAndVersionSucceed()
{
    QFETCH(QString, arguments);
    const Outcome outcome = curbsidectl(arguments.split(u' '));
    QCOMPARE(outcome.status, 0);
    QVERIFY(!outcome.out.isEmpty());
    QCOMPARE(outcome.err, QByteArray());
}

void ProgramUsageTest::everyBuiltInScenarioHasALine()
{
    const Outcome outcome = curbsidectl({u"scenarios"_s});
    QCOMPARE(outcome.status, 0);
    for (const char *name : {"lunch-rush", "quiet-morning", "lid-trouble", "operations-outage", "duplicate-storm",
                             "scale-1k", "scale-10k"})
        QVERIFY2(('\n' + outcome.out).contains('\n' + QByteArray(name) + ' '), name);
    QVERIFY(outcome.out.startsWith("lunch-rush"));
}

void ProgramUsageTest::aSignalEndsARunInOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void ProgramUsageTest::aSignalEndsARunInOrder()
{
    QFETCH(int, signal);
    PlatformRun run(path(u"w"_s), {u"--scenario"_s, u"small-busy"_s});
    QVERIFY(run.isServing());
    QCOMPARE(run.get(Port::Gateway, "/health").status, 200);
    const Outcome outcome = run.stop(signal);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err, QByteArray());
}

void ProgramUsageTest::aRunEndsByItselfAfterItsTime_data()
{
    QTest::addColumn<QString>("time");
    QTest::newRow("in the middle of its scenario") << u"3m"_s;
    QTest::newRow("after its scenario") << u"4h"_s;
}

void ProgramUsageTest::aRunEndsByItselfAfterItsTime()
{
    QFETCH(QString, time);
    const Outcome outcome = curbsidectl({u"run"_s, u"--no-http"_s, u"--workspace"_s, path(u"w"_s), u"--scenario"_s,
                                         u"small-busy"_s, u"--speed"_s, u"max"_s, u"--for"_s, time});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.err, QByteArray());
}

void ProgramUsageTest::aWorkspaceIsOpenedAgainAsItWasMade()
{
    const QStringList again{u"run"_s,     u"--no-http"_s, u"--workspace"_s, path(u"w"_s),
                            u"--speed"_s, u"max"_s,       u"--for"_s,       u"1m"_s};
    QCOMPARE(curbsidectl(again + QStringList{u"--scenario"_s, u"small-busy"_s, u"--seed"_s, u"7"_s}).status, 0);
    QCOMPARE(curbsidectl(again).status, 0);
    const Outcome otherSeed = curbsidectl(again + QStringList{u"--seed"_s, u"1"_s});
    QCOMPARE(otherSeed.status, 2);
    QVERIFY2(otherSeed.err.contains("was made with --seed 7"), otherSeed.err.constData());
    const Outcome otherScenario =
        curbsidectl(again + QStringList{u"--scenario"_s, u"quiet-morning"_s, u"--seed"_s, u"7"_s});
    QCOMPARE(otherScenario.status, 2);
    QVERIFY2(otherScenario.err.contains("was made with the scenario small-busy"), otherScenario.err.constData());
}

void ProgramUsageTest::anAnswerThatCannotBeWrittenIsNoSuccess_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("scenarios") << u"scenarios"_s;
    QTest::newRow("help") << u"run --help"_s;
    QTest::newRow("version") << u"--version"_s;
    QTest::newRow("simulate") << u"simulate --scenario small-busy --for 1m"_s;
    QTest::newRow("run") << u"run --scenario small-busy --speed max --for 1m --http-base 0 --workspace @w"_s;
}

void ProgramUsageTest::anAnswerThatCannotBeWrittenIsNoSuccess()
{
    QFETCH(const QString, command);
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full here");
    const Outcome outcome = shell(u"\"$0\" %1 > /dev/full"_s.arg(command).replace(u'@', m_folder->path() + u'/'));
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
}

void ProgramUsageTest::aRunOutlivesTheReaderOfItsAddresses()
{
    const QString run =
        u"\"$0\" run --scenario small-busy --speed max --for 2m --http-base 0 --workspace "_s + path(u"w"_s);
    const Outcome outcome = shell(u"( %1; echo $? > %2 ) | true; cat %2"_s.arg(run, path(u"status"_s)));
    QFile status(path(u"status"_s));
    QTRY_VERIFY_WITH_TIMEOUT(status.exists() && status.size() > 0, patienceMs);
    QVERIFY(status.open(QFile::ReadOnly));
    QCOMPARE(status.readAll(), QByteArray("0\n"));
    Q_UNUSED(outcome)
}

CURBSIDE_TEST(ProgramUsageTest)

} // namespace tst_program_usage

#include "tst_program_usage.moc"
