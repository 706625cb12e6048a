// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace tst_program_disk {

using namespace curbside;
using namespace Qt::StringLiterals;

// A disk that is really full: a small file system of its own, which only root may make.
class ProgramDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aRunOnAFullDiskSaysSoAndGoesOnLater();
    void aSimulationOnAFullDiskFailsAndLeavesNothing_data();
    void aSimulationOnAFullDiskFailsAndLeavesNothing();
    void aReplayOnAFullDiskFailsAndLeavesNothing();
    void aFullDiskBeneathTheReplicasAloneIsTold();
    void aCaptureOnAFullDiskEndsAndTheRunDoesNot();

private:
    QTemporaryDir m_folder;
};

void ProgramDiskTest::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root may mount a small file system");
    init();
    if (shell(u"mountpoint -q "_s + m_folder.path()).status != 0)
        QSKIP("no file system can be mounted here");
    cleanup();
}

void ProgramDiskTest::init()
{
    static_cast<void>(shell(u"mount -t tmpfs -o size=2400k tmpfs "_s + m_folder.path()));
}

void ProgramDiskTest::cleanup()
{
    static_cast<void>(shell(u"umount -l "_s + m_folder.path()));
}

void ProgramDiskTest::aRunOnAFullDiskSaysSoAndGoesOnLater()
{
    const QString workspace = m_folder.filePath(u"w"_s);
    const QStringList options{u"run"_s, u"--no-http"_s, u"--workspace"_s, workspace, u"--speed"_s, u"max"_s};
    QProcess run;
    run.setReadChannel(QProcess::StandardError);
    run.start(QStringLiteral(CURBSIDECTL), options, QIODevice::ReadOnly);
    while (!run.canReadLine() && run.waitForReadyRead(patienceMs)) {
    }
    const QByteArray told = run.readLine();
    QVERIFY2(told.contains(".sqlite: the disk is full"), told.constData());
    run.terminate();
    QVERIFY(run.waitForFinished(patienceMs));
    QCOMPARE(run.exitStatus(), QProcess::NormalExit);
    QCOMPARE(run.exitCode(), 3);
    const QByteArray last = run.readAllStandardError().trimmed().split('\n').last();
    QVERIFY2(last.contains("make room, then start again"), last.constData());

    QCOMPARE(shell(u"mount -o remount,size=60m "_s + m_folder.path()).status, 0);
    const Outcome again = curbsidectl(options + QStringList{u"--for"_s, u"10m"_s});
    QVERIFY2(again.status == 0, again.err.constData());
    const Outcome verified = curbsidectl({u"verify"_s, workspace});
    QVERIFY2(verified.status == 0, verified.out.constData());
}

void ProgramDiskTest::aSimulationOnAFullDiskFailsAndLeavesNothing_data()
{
    QTest::addColumn<bool>("hasWorkspace");
    QTest::newRow("that keeps its workspace") << true;
    QTest::newRow("in a temporary folder") << false;
}

void ProgramDiskTest::aSimulationOnAFullDiskFailsAndLeavesNothing()
{
    QFETCH(bool, hasWorkspace);
    QStringList arguments{u"simulate"_s, u"--scenario"_s, u"lunch-rush"_s};
    if (hasWorkspace)
        arguments += {u"--workspace"_s, m_folder.filePath(u"w"_s)};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!hasWorkspace)
        environment.insert(u"TMPDIR"_s, m_folder.path());
    const Outcome outcome = curbsidectl(arguments, environment);
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.isOneLineOfError(), outcome.err.constData());
    QVERIFY2(outcome.err.contains(m_folder.path().toUtf8()) && outcome.err.contains("make room"),
             outcome.err.constData());
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY(QDir(m_folder.path()).isEmpty());
}

void ProgramDiskTest::aReplayOnAFullDiskFailsAndLeavesNothing()
{
    const QTemporaryDir roomy;
    const QString workspace = roomy.filePath(u"w"_s);
    const Outcome made = curbsidectl(
        {u"simulate"_s, u"--scenario"_s, u"lunch-rush"_s, u"--for"_s, u"40m"_s, u"--workspace"_s, workspace});
    QVERIFY2(made.status == 0, made.err.constData());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, m_folder.path());
    const Outcome outcome = curbsidectl({u"simulate"_s, u"--replay"_s, workspace}, environment);
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.isOneLineOfError() && outcome.err.contains("make room"), outcome.err.constData());
    QVERIFY(QDir(m_folder.path()).isEmpty());
}

/// The platform works on, and the run is the run that it would have been.
void ProgramDiskTest::aFullDiskBeneathTheReplicasAloneIsTold()
{
    const QTemporaryDir roomy;
    const QString workspace = roomy.filePath(u"w"_s);
    const QString replicas = workspace + u"/replicas"_s;
    const QStringList options{u"run"_s,     u"--no-http"_s, u"--workspace"_s, workspace,
                              u"--speed"_s, u"max"_s,       u"--for"_s,       u"10m"_s};
    QCOMPARE(
        curbsidectl({u"simulate"_s, u"--scenario"_s, u"lunch-rush"_s, u"--for"_s, u"5m"_s, u"--workspace"_s, workspace})
            .status,
        0);
    QCOMPARE(shell(u"mount -t tmpfs -o size=100k tmpfs "_s + replicas).status, 0);
    const Outcome full = curbsidectl(options);
    QCOMPARE(shell(u"umount -l "_s + replicas).status, 0);
    QVERIFY2(full.status == 0, full.err.constData());
    QVERIFY2(full.err.contains("replica") && full.err.contains("make room"), full.err.constData());
    const Outcome later = curbsidectl(options);
    QCOMPARE(later.status, 0);
    QCOMPARE(later.err, QByteArray());
    QCOMPARE(curbsidectl({u"simulate"_s, u"--replay"_s, workspace}).status, 0);
}

void ProgramDiskTest::aCaptureOnAFullDiskEndsAndTheRunDoesNot()
{
    const QString capture = m_folder.filePath(u"c.curbside"_s);
    const Outcome outcome =
        curbsidectl({u"simulate"_s, u"--scenario"_s, u"lunch-rush"_s, u"--for"_s, u"1h"_s, u"--capture"_s, capture});
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.out.contains("digest"), outcome.out.constData()); // the run came to its end
    QVERIFY2(outcome.isOneLineOfError() && outcome.err.contains("the capture ends here"), outcome.err.constData());
    const Outcome events = curbsidectl({u"events"_s, capture});
    QVERIFY2(events.status == 0, events.err.constData());
    QVERIFY(events.out.count('\n') > 10);
}

CURBSIDE_TEST(ProgramDiskTest)

} // namespace tst_program_disk

#include "tst_program_disk.moc"
