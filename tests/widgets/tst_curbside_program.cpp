// SPDX-License-Identifier: GPL-3.0-or-later
// The console as a program: what it prints, what it leaves, and the status it exits with.
#include "tests/support/test_class.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace tst_curbside_program {

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int status = -1;
    QString output;
    QString error;
};

constexpr int patienceMs = 120'000;

} // namespace

class CurbsideProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsageIsOneLineAndStatusTwo_data();
    void wrongUsageIsOneLineAndStatusTwo();
    void helpAndVersionAreAnswered();
    void aPictureHasTheSizeWanted();
    void aPictureIsTakenWhileAServiceIsCutOff_data();
    void aPictureIsTakenWhileAServiceIsCutOff();
    void aMomentThatHasPassedLeavesTheWorkspaceAsItWas();
    void theStartIsAMomentToo();
    void aMomentAfterTheLastActivityIsComeTo();
    void twoPicturesOfTheSameMomentAreTheSame();
    void theThemesDiffer();
    void aTimeIsAsGoodAsADuration();
    void aMachineFailureIsOneLineAndStatusThree();
    void aPictureLeavesNoTraceInTheUsersFolders();
    void anInterruptedPictureLeavesNothingBehind();
    void aSignalEndsItInOrder();

private:
    void prepare(QProcess &program);
    Outcome run(const QStringList &arguments);
    QImage picture(const QStringList &arguments);

    QTemporaryDir m_folder;
};

void CurbsideProgramTest::prepare(QProcess &program)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    program.setProcessEnvironment(environment);
}

Outcome CurbsideProgramTest::run(const QStringList &arguments)
{
    QProcess program;
    prepare(program);
    program.start(QStringLiteral(CURBSIDE_PROGRAM), arguments);
    if (!program.waitForFinished(patienceMs))
        return {};
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

QImage CurbsideProgramTest::picture(const QStringList &arguments)
{
    const QString file = m_folder.filePath(u"picture.png"_s);
    QFile::remove(file);
    const Outcome outcome = run(QStringList{u"--scenario"_s, u"small-busy"_s, u"--screenshot"_s, file} + arguments);
    return outcome.status == 0 ? QImage(file) : QImage();
}

void CurbsideProgramTest::wrongUsageIsOneLineAndStatusTwo_data()
{
    const QString file = m_folder.filePath(u"x.png"_s);
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto shot = [&](const QStringList &more) { return QStringList{u"--screenshot"_s, file} + more; };
    QTest::newRow("an unknown option") << QStringList{u"--colour"_s} << u"--colour: is no option here"_s;
    QTest::newRow("an option without its value") << QStringList{u"--size"_s} << u"--size: its value is missing"_s;
    QTest::newRow("two workspaces") << QStringList{u"one"_s, u"two"_s} << u"two: is one word too many"_s;
    QTest::newRow("an unknown mode") << shot({u"--mode"_s, u"nowhere"_s}) << u"nowhere"_s;
    QTest::newRow("a size without a height") << shot({u"--size"_s, u"1440"_s}) << u"1440"_s;
    QTest::newRow("a size that is no number") << shot({u"--size"_s, u"axb"_s}) << u"axb"_s;
    QTest::newRow("a size of nothing") << shot({u"--size"_s, u"0x0"_s}) << u"0x0"_s;
    QTest::newRow("a size below the window's least") << shot({u"--size"_s, u"759x480"_s}) << u"from 760x480 to"_s;
    QTest::newRow("a size that is too large") << shot({u"--size"_s, u"99999x99999"_s}) << u"99999x99999"_s;
    QTest::newRow("a time that is none") << shot({u"--at"_s, u"noon"_s}) << u"noon"_s;
    QTest::newRow("a time without a zone") << shot({u"--at"_s, u"2026-03-02T11:42:07"_s}) << u"2026-03-02T11:42:07"_s;
    QTest::newRow("a time before the start") << shot({u"--at"_s, u"2026-03-02T10:00:00Z"_s}) << u"has passed"_s;
    QTest::newRow("a theme that is none") << shot({u"--theme"_s, u"sepia"_s}) << u"sepia"_s;
    QTest::newRow("a file that is no picture") << QStringList{u"--screenshot"_s, u"x.txt"_s} << u"x.txt"_s;
    QTest::newRow("a time and no picture") << QStringList{u"--at"_s, u"5m"_s} << u"--screenshot"_s;
    QTest::newRow("a scenario that is none") << shot({u"--scenario"_s, u"nowhere"_s}) << u"nowhere"_s;
    QTest::newRow("a speed that is none")
        << QStringList{m_folder.filePath(u"w0"_s), u"--speed"_s, u"fast"_s} << u"fast"_s;
    QTest::newRow("a speed of nothing for a picture") << shot({u"--speed"_s, u"0"_s}) << u"--speed 0"_s;
}

void CurbsideProgramTest::wrongUsageIsOneLineAndStatusTwo()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, named);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.error.contains(named), qPrintable(outcome.error));
    QVERIFY2(outcome.error.startsWith(u"curbside: ") && outcome.error.count(u'\n') == 1, qPrintable(outcome.error));
    QCOMPARE(outcome.output, QString());
}

void CurbsideProgramTest::helpAndVersionAreAnswered()
{
    const Outcome help = run({u"--help"_s});
    QCOMPARE(help.status, 0);
    for (const QString &option : {u"--scenario"_s, u"--seed"_s, u"--speed"_s, u"--screenshot"_s, u"--mode"_s, u"--at"_s,
                                  u"--size"_s, u"--theme"_s})
        QVERIFY2(help.output.contains(option), qPrintable(option));
    const Outcome version = run({u"--version"_s});
    QCOMPARE(version.status, 0);
    QVERIFY(version.output.startsWith(u"curbside "));
}

void CurbsideProgramTest::aPictureHasTheSizeWanted()
{
    const QImage image = picture({u"--at"_s, u"2m"_s, u"--size"_s, u"1024x700"_s, u"--mode"_s, u"robots"_s});
    QCOMPARE(image.size(), QSize(1024, 700));
}

void CurbsideProgramTest::aPictureIsTakenWhileAServiceIsCutOff_data()
{
    QTest::addColumn<QString>("mode");
    for (const QString &mode : {u"ops"_s, u"events"_s})
        QTest::newRow(qPrintable(mode)) << mode;
}

void CurbsideProgramTest::aPictureIsTakenWhileAServiceIsCutOff()
{
    QFETCH(const QString, mode);
    const QString file = m_folder.filePath(u"away-%1.png"_s.arg(mode));
    const Outcome outcome =
        run({u"--screenshot"_s, file, u"--scenario"_s, u"operations-outage"_s, u"--at"_s, u"21m"_s, u"--mode"_s, mode});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(!QImage(file).isNull(), qPrintable(outcome.error));
}

void CurbsideProgramTest::aMomentThatHasPassedLeavesTheWorkspaceAsItWas()
{
    const QString workspace = m_folder.filePath(u"passed"_s);
    const auto shot = [&](const QString &at) {
        return run({u"--screenshot"_s, m_folder.filePath(u"passed.png"_s), workspace, u"--at"_s, at});
    };
    const auto read = [&] {
        QMap<QString, std::pair<QDateTime, QByteArray>> files;
        for (const QFileInfo &file : QDir(workspace).entryInfoList(QDir::Files)) {
            if (file.fileName().endsWith(u"-wal"_s) || file.fileName().endsWith(u"-shm"_s))
                continue; // SQLite makes them, empty, for who only reads
            QFile content(file.filePath());
            static_cast<void>(content.open(QIODevice::ReadOnly));
            files[file.fileName()] = {file.lastModified(), content.readAll()};
        }
        return files;
    };
    QCOMPARE(shot(u"2m"_s).status, 0);
    QFile::remove(workspace + u"/token"_s);
    const auto before = read();
    QVERIFY(before.contains(u"inputs.log"_s));
    const Outcome refused = shot(u"1m"_s);
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.error.contains(u"has passed"_s), qPrintable(refused.error));
    QVERIFY(read() == before);
}

void CurbsideProgramTest::theStartIsAMomentToo()
{
    QCOMPARE(picture({u"--at"_s, u"0s"_s, u"--size"_s, u"760x480"_s}).size(), QSize(760, 480));
}

void CurbsideProgramTest::aMomentAfterTheLastActivityIsComeTo()
{
    QVERIFY(!picture({u"--at"_s, u"1h"_s, u"--size"_s, u"760x480"_s}).isNull());
}

void CurbsideProgramTest::twoPicturesOfTheSameMomentAreTheSame()
{
    const QStringList arguments{u"--at"_s, u"3m"_s, u"--mode"_s, u"events"_s};
    const QImage first = picture(arguments);
    QVERIFY(!first.isNull());
    QCOMPARE(picture(arguments), first);
}

void CurbsideProgramTest::theThemesDiffer()
{
    const QImage light = picture({u"--at"_s, u"1m"_s, u"--theme"_s, u"light"_s});
    const QImage dark = picture({u"--at"_s, u"1m"_s, u"--theme"_s, u"dark"_s});
    QVERIFY(light.pixelColor(4, 4).lightness() > 200);
    QVERIFY(dark.pixelColor(4, 4).lightness() < 60);
}

void CurbsideProgramTest::aTimeIsAsGoodAsADuration()
{
    QCOMPARE(picture({u"--at"_s, u"2026-03-02T12:02:00+01:00"_s}), picture({u"--at"_s, u"2m"_s}));
}

void CurbsideProgramTest::aMachineFailureIsOneLineAndStatusThree()
{
    QVERIFY(QDir().mkpath(m_folder.filePath(u"corrupt"_s)));
    QFile description(m_folder.filePath(u"corrupt/workspace.json"_s));
    QVERIFY(description.open(QIODevice::WriteOnly));
    description.write("{");
    description.close();
    const Outcome corrupt = run({m_folder.filePath(u"corrupt"_s)});
    QCOMPARE(corrupt.status, 3);
    QVERIFY2(corrupt.error.count(u'\n') == 1 && corrupt.error.contains(u"corrupt"), qPrintable(corrupt.error));
    const Outcome unwritable =
        run({u"--scenario"_s, u"small-busy"_s, u"--at"_s, u"1m"_s, u"--screenshot"_s, u"/nowhere/x.png"_s});
    QCOMPARE(unwritable.status, 3);
    QVERIFY2(unwritable.error.count(u'\n') == 1 && unwritable.error.contains(u"/nowhere/x.png"),
             qPrintable(unwritable.error));
}

void CurbsideProgramTest::aPictureLeavesNoTraceInTheUsersFolders()
{
    QVERIFY(!picture({u"--at"_s, u"1m"_s}).isNull());
    QVERIFY(!QDir(m_folder.filePath(u"data/curbside"_s)).exists());
    QVERIFY(!QDir(m_folder.filePath(u"config/curbside"_s)).exists());
}

void CurbsideProgramTest::anInterruptedPictureLeavesNothingBehind()
{
    const QDir temporary(m_folder.filePath(u"temporary"_s));
    QVERIFY(QDir().mkpath(temporary.path()));
    QProcess program;
    prepare(program);
    QProcessEnvironment environment = program.processEnvironment();
    environment.insert(u"TMPDIR"_s, temporary.path());
    program.setProcessEnvironment(environment);
    program.start(
        QStringLiteral(CURBSIDE_PROGRAM),
        {u"--scenario"_s, u"scale-1k"_s, u"--at"_s, u"2d"_s, u"--screenshot"_s, m_folder.filePath(u"i.png"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(!temporary.isEmpty(), patienceMs);
    program.terminate();
    QVERIFY(program.waitForFinished(patienceMs));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(QString::fromUtf8(program.readAllStandardError()),
             u"curbside: interrupted: the picture was not taken\n"_s);
    QVERIFY(temporary.isEmpty());
    QVERIFY(!QFile::exists(m_folder.filePath(u"i.png"_s)));
}

void CurbsideProgramTest::aSignalEndsItInOrder()
{
    const QString workspace = m_folder.filePath(u"signalled"_s);
    const auto contentOf = [&](const QString &name) {
        QFile file(workspace + u'/' + name);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    };
    QProcess program;
    prepare(program);
    program.start(QStringLiteral(CURBSIDE_PROGRAM), {workspace, u"--scenario"_s, u"small-busy"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!contentOf(u"inputs.log"_s).isEmpty(), patienceMs);
    program.terminate();
    QVERIFY(program.waitForFinished(patienceMs));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY2(contentOf(u"workspace.json"_s).contains("\"endedAt\""), contentOf(u"workspace.json"_s));
}

CURBSIDE_TEST(CurbsideProgramTest)

} // namespace tst_curbside_program

#include "tst_curbside_program.moc"
