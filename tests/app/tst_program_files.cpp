// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace tst_program_files {

using namespace curbside;
using namespace Qt::StringLiterals;

// A workspace's files: what a missing, damaged or foreign one is answered, by every command that reads it, and that none is
// lost or made anew.
class ProgramFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBadFileIsAFailureOfTheMachine_data();
    void aBadFileIsAFailureOfTheMachine();
    void aCopyIsReadWhereNothingCanBeWritten_data();
    void aCopyIsReadWhereNothingCanBeWritten();
    void aWorkspaceInUseIsRefused();
    void theTokenIsForItsOwnerOnly();
    void anEmptyFolderBecomesAWorkspace();
    void aRunGoesOnWhereTheLastOneStood();

private:
    QTemporaryDir m_folder;
    QString m_whole;
};

void ProgramFilesTest::initTestCase()
{
    m_whole = m_folder.filePath(u"whole"_s);
    const Outcome made =
        curbsidectl({u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"3m"_s, u"--workspace"_s, m_whole});
    QVERIFY2(made.status == 0, made.err.constData());
}

void ProgramFilesTest::aBadFileIsAFailureOfTheMachine_data()
{
    QTest::addColumn<QString>("damage"); // a shell command, in the workspace
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("commands"); // those that read the file
    const QString every = u"run verify events replay"_s;
    const auto row = [](const char *name, const QString &damage, const QString &file, const QString &commands) {
        QTest::newRow(name) << damage << file << commands;
    };
    row("a newer format", u"sed -i 's/\"format\":1/\"format\":2/' workspace.json"_s, u"workspace.json"_s, every);
    row("a description cut short", u"echo '{' > workspace.json"_s, u"workspace.json"_s, every);
    row("an empty description", u": > workspace.json"_s, u"workspace.json"_s, every);
    row("a database that is none", u"head -c 9000 /dev/urandom > operations.sqlite"_s, u"operations.sqlite"_s, every);
    row("a database with bad pages",
        u"head -c 65536 /dev/urandom | dd of=operations.sqlite bs=4096 seek=5 conv=notrunc 2>/dev/null"_s,
        u"operations.sqlite"_s, every);
    row("a database cut short", u"truncate -s 8192 state.sqlite"_s, u"state.sqlite"_s, u"run verify replay"_s);
    row("a database that is empty", u": > dispatch.sqlite"_s, u"dispatch.sqlite"_s, every);
    row("a database that is gone", u"rm dispatch.sqlite"_s, u"dispatch.sqlite"_s, every);
    row("another service's database", u"cp deliveries.sqlite state.sqlite"_s, u"state.sqlite"_s, u"run"_s);
    row("an input log that is gone", u"rm inputs.log"_s, u"inputs.log"_s, every);
    row("an empty input log", u": > inputs.log"_s, u"inputs.log"_s, every);
    row("a damaged line in the input log", u"echo nonsense >> inputs.log"_s, u"inputs.log:2"_s, u"run replay"_s);
    row("an input for no service",
        uR"(echo '{"input":"a","incarnation":1,"at":17,"service":"nowhere","method":"PUT"}' >> inputs.log)"_s,
        u"inputs.log:2"_s, u"run replay"_s);
}

void ProgramFilesTest::aBadFileIsAFailureOfTheMachine()
{
    QFETCH(QString, damage);
    QFETCH(QString, file);
    QFETCH(QString, commands);
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    QCOMPARE(shell(u"cp -r %1 %2 && cd %2 && %3"_s.arg(m_whole, workspace, damage)).status, 0);
    const auto listing = [&] {
        return shell(
                   u"cd %1 && rm -f lock token && find . -type f ! -name '*-shm' ! -name '*-wal' | sort | xargs sha256sum"_s
                       .arg(workspace))
            .out;
    };
    const QByteArray before = listing();
    const std::map<QString, QStringList> calls{
        {u"run"_s,
         {u"run"_s, u"--no-http"_s, u"--for"_s, u"1m"_s, u"--speed"_s, u"max"_s, u"--workspace"_s, workspace}},
        {u"verify"_s, {u"verify"_s, workspace}},
        {u"events"_s, {u"events"_s, workspace}},
        {u"replay"_s, {u"simulate"_s, u"--replay"_s, workspace}}};
    for (const QString &command : commands.split(u' ')) {
        const Outcome outcome = curbsidectl(calls.at(command));
        const QByteArray told = command.toUtf8() + ": " + outcome.err;
        QVERIFY2(outcome.status == 3, told.constData());
        QVERIFY2(outcome.isOneLineOfError(), told.constData());
        QVERIFY2(outcome.err.contains(file.toUtf8()), told.constData());
        QCOMPARE(outcome.out, QByteArray());
    }
    QCOMPARE(listing(), before);
}

void ProgramFilesTest::aCopyIsReadWhereNothingCanBeWritten_data()
{
    QTest::addColumn<QString>("preparation"); // a shell command, in the workspace
    QTest::addColumn<int>("status");
    QTest::newRow("as it was kept") << u":"_s << 0;
    QTest::newRow("with an empty log beside a database") << u": > state.sqlite-wal"_s << 0;
    QTest::newRow("with changes in such a log") << u"echo changes > state.sqlite-wal"_s << 3;
}

void ProgramFilesTest::aCopyIsReadWhereNothingCanBeWritten()
{
    QFETCH(const QString, preparation);
    QFETCH(const int, status);
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"a #1 100% w"_s);
    QCOMPARE(shell(u"cp -r '%1' '%2' && cd '%2' && \"$0\" run --no-http --speed max --for 1m --workspace . && %3 && "
                   "chmod 755 .. && chmod -R a+rX,a-w ."_s.arg(m_whole, workspace, preparation))
                 .status,
             0);
    // Root may write everywhere: then somebody else reads.
    const QString reader =
        ::geteuid() == 0 ? u"setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\" "_s : u"\"$0\" "_s;
    if (shell(reader + u"scenarios"_s).status != 0)
        QSKIP("nobody here can be kept from writing");
    for (const QString &command : {u"verify"_s, u"events"_s}) {
        const Outcome outcome = shell(reader + u"%1 '%2'"_s.arg(command, workspace));
        QCOMPARE(outcome.status, status);
        QVERIFY2(status == 0 || (outcome.isOneLineOfError() && outcome.err.contains("state.sqlite-wal: has changes")),
                 outcome.err.constData());
    }
    QCOMPARE(shell(u"chmod -R u+w '%1'"_s.arg(workspace)).status, 0);
}

void ProgramFilesTest::aWorkspaceInUseIsRefused()
{
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const PlatformRun run(workspace, {u"--scenario"_s, u"small-busy"_s});
    QVERIFY(run.isServing());
    for (const QStringList &arguments : {QStringList{u"run"_s, u"--no-http"_s, u"--workspace"_s, workspace},
                                         {u"simulate"_s, u"--replay"_s, workspace}}) {
        const Outcome outcome = curbsidectl(arguments);
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.err.contains("is in use by another process"), outcome.err.constData());
    }
    QCOMPARE(curbsidectl({u"verify"_s, workspace}).status, 0);
    QCOMPARE(curbsidectl({u"events"_s, workspace}).status, 0);
}

void ProgramFilesTest::theTokenIsForItsOwnerOnly()
{
    const QTemporaryDir place;
    const PlatformRun run(place.filePath(u"w"_s), {u"--scenario"_s, u"small-busy"_s});
    QVERIFY(run.isServing());
    QCOMPARE(QFile::permissions(place.filePath(u"w/token"_s)),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
}

void ProgramFilesTest::anEmptyFolderBecomesAWorkspace()
{
    const QTemporaryDir place;
    const Outcome outcome = curbsidectl({u"run"_s, u"--no-http"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s,
                                         u"1m"_s, u"--speed"_s, u"max"_s, u"--workspace"_s, place.path()});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    for (const char *name : {"workspace.json", "inputs.log", "token", "lock", "operations.sqlite", "deliveries.sqlite",
                             "state.sqlite", "dispatch.sqlite", "integrations.sqlite", "world.sqlite"})
        QVERIFY2(QFile::exists(place.filePath(QString::fromLatin1(name))), name);
}

void ProgramFilesTest::aRunGoesOnWhereTheLastOneStood()
{
    const QTemporaryDir place;
    std::vector<qint64> ends;
    for (int i = 0; i < 3; ++i) {
        const Outcome run = curbsidectl({u"run"_s, u"--no-http"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s,
                                         u"4s"_s, u"--speed"_s, u"100"_s, u"--workspace"_s, place.path()});
        QVERIFY2(run.status == 0, run.err.constData());
        QFile description(place.filePath(u"workspace.json"_s));
        QVERIFY(description.open(QFile::ReadOnly));
        const auto ended = JsonDocument::parse(description.readAll());
        QVERIFY(ended);
        ended->root()["incarnations"].forEachItem([&, number = 0](JsonValue item) mutable {
            if (number++ == i)
                ends.push_back(item["endedAt"].toInteger().value_or(0));
        });
    }
    QCOMPARE(ends.size(), std::size_t(3));
    QVERIFY2(ends[1] - ends[0] >= 4'000'000 && ends[2] - ends[1] >= 4'000'000,
             qPrintable(u"%1 %2 %3"_s.arg(ends[0]).arg(ends[1]).arg(ends[2])));
    const Outcome again = curbsidectl({u"simulate"_s, u"--replay"_s, place.path()});
    QVERIFY2(again.status == 0, again.out + again.err);
}

CURBSIDE_TEST(ProgramFilesTest)

} // namespace tst_program_files

#include "tst_program_files.moc"
