// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tst_two_commands {

using namespace Qt::StringLiterals;

namespace {

const QStringList scripts{u"packages.sh"_s, u"run.sh"_s, u"test.sh"_s};

// What the scripts may count on besides a shell: nothing here installs, builds or is the system's own apt.
const QStringList realTools{u"sh"_s,   u"dirname"_s, u"sed"_s, u"grep"_s, u"awk"_s,   u"tr"_s,
                            u"fold"_s, u"mkdir"_s,   u"cat"_s, u"env"_s,  u"sleep"_s, u"expr"_s};

// Each stands in for a tool: writes down how it was called, then does as little as the scripts need.
struct StandIn
{
    QString name;
    QString does;
};

const std::vector<StandIn> standIns{
    {u"dpkg-query"_s,
     u"for name; do ! grep -qx -e \"$name\" \"$STAGE/installed\" || echo \"installed $name\"; done\n"_s},
    {u"apt-get"_s,
     u"left=$(cat \"$STAGE/apt-failures\")\n"
     "[ \"$left\" -eq 0 ] || { expr \"$left\" - 1 > \"$STAGE/apt-failures\"; exit 100; }\n"
     "for word; do echo \"$word\" >> \"$STAGE/installed\"; done\n"_s},
    {u"apt-cache"_s, u"echo \"Package: $2\"\n"_s},
    {u"sudo"_s, u"exec \"$@\"\n"_s},
    {u"id"_s, u"cat \"$STAGE/uid\"\n"_s},
    {u"nproc"_s, u"echo 2\n"_s},
    {u"cmake"_s,
     u"[ ! -f \"$STAGE/$1-fails\" ] || exit 1\n"
     "[ \"$1\" = --preset ] || exit 0\n"
     "mkdir -p \"build/$2\"\n"
     "echo \"CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)\" > \"build/$2/CMakeCache.txt\"\n"
     "echo > \"build/$2/build.ninja\"\n"_s},
    {u"ctest"_s, u"exit \"$(cat \"$STAGE/ctest-status\")\"\n"_s},
};

const QString writesDown =
    u"#!/bin/sh\n{ printf '%s' \"${0##*/}\"; for word; do printf ' [%s]' \"$word\"; done; echo; } >> \"$STAGE/calls\"\n"_s;

} // namespace

/// A checkout with nothing but the scripts, on a machine of stand-ins.
class Stage
{
public:
    Stage()
    {
        QDir(path()).mkpath(u"checkout/packaging"_s);
        QDir(path()).mkpath(u"checkout/build/release/app"_s);
        QDir(path()).mkpath(u"bin"_s);
        for (const QString &script : scripts)
            QFile::copy(QStringLiteral(CURBSIDE_SOURCE_DIR "/packaging/") + script,
                        path(u"checkout/packaging/"_s + script));
        for (const QString &tool : realTools)
            QFile::link(QStandardPaths::findExecutable(tool), path(u"bin/"_s + tool));
        for (const StandIn &standIn : standIns)
            writeProgram(u"bin/"_s + standIn.name, standIn.does);
        writeProgram(u"checkout/build/release/app/curbside"_s,
                     u"echo \"platform=${QT_QPA_PLATFORM:-} in=$(pwd -P)\"\n"_s);
        writeProgram(u"checkout/build/release/app/curbsidectl"_s, QString());
        write(u"uid"_s, u"0"_s);
        write(u"apt-failures"_s, u"0"_s);
        write(u"ctest-status"_s, u"0"_s);
        installEverything();
    }

    [[nodiscard]] QString path(const QString &name = {}) const { return m_directory.filePath(name); }

    void write(const QString &name, const QString &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text.toUtf8());
    }

    [[nodiscard]] QString read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    void uninstall(const QString &package) const
    {
        write(u"installed"_s, read(u"installed"_s).remove(u"\n%1\n"_s.arg(package)));
    }

    void removeTool(const QString &name) const { QFile::remove(path(u"bin/"_s + name)); }

    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }

    int run(const QString &script, const QStringList &arguments = {})
    {
        QProcess process;
        m_environment.insert(u"PATH"_s, path(u"bin"_s));
        m_environment.insert(u"STAGE"_s, path());
        m_environment.insert(u"CURBSIDE_APT_PAUSE"_s, u"0"_s);
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(path());
        process.start(path(u"bin/sh"_s), QStringList{path(u"checkout/packaging/"_s + script)} + arguments);
        if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
            return -1;
        output = QString::fromUtf8(process.readAllStandardOutput());
        errors = QString::fromUtf8(process.readAllStandardError());
        return process.exitCode();
    }

    // How a tool was called, a line each, its name left out.
    [[nodiscard]] QStringList callsOf(const QString &tool) const
    {
        QStringList calls;
        for (const QString &line : read(u"calls"_s).split(u'\n', Qt::SkipEmptyParts)) {
            if (line == tool || line.startsWith(tool + u' '))
                calls.append(line.mid(tool.size() + 1));
        }
        return calls;
    }

    QString output;
    QString errors;

private:
    void writeProgram(const QString &name, const QString &does) const
    {
        write(name, writesDown + does);
        QFile::setPermissions(path(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    // The names are those of the list itself, so each stands between line breaks of its own.
    void installEverything() const
    {
        const QString list = read(u"checkout/packaging/packages.sh"_s);
        QString installed = u"\n"_s;
        for (const QString &name : list.section(u"packages=\""_s, 1).section(u"say()"_s, 0, 0).split(u' '))
            installed += name.trimmed() + u"\n\n"_s;
        write(u"installed"_s, installed);
    }

    QTemporaryDir m_directory;
    QProcessEnvironment m_environment;
};

class TwoCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_stage = std::make_unique<Stage>(); }

    void aptIsLeftAloneWhenEverythingIsThere();
    void onlyWhatIsMissingIsInstalled();
    void whoIsNotRootUsesSudo();
    void withoutRootAndSudoTheNeedsAreListed();
    void withoutAptTheNeedsAreListed();
    void whoInstalledByOtherMeansMayGoOn();
    void aptIsTriedAgain_data();
    void aptIsTriedAgain();

    void aBuildIsConfiguredOnce();
    void aCheckoutThatMovedIsConfiguredAfresh();
    void whatWasInstalledJustNowIsFound();
    void aBuildThatFailsStartsNothing();

    void theConsoleGetsItsArguments();
    void withoutADisplayThePlatformRunsAlone_data();
    void withoutADisplayThePlatformRunsAlone();
    void aPictureNeedsNoDisplay();

    void theStatusOfTheTestsIsTheStatusOfTheCommand();

private:
    std::unique_ptr<Stage> m_stage;
};

void TwoCommandsTest::aptIsLeftAloneWhenEverythingIsThere()
{
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QCOMPARE(m_stage->callsOf(u"apt-get"_s), QStringList());
    QCOMPARE(m_stage->run(u"run.sh"_s), 0);
    QCOMPARE(m_stage->callsOf(u"apt-get"_s), QStringList());
    QVERIFY(!m_stage->callsOf(u"dpkg-query"_s).isEmpty());
}

void TwoCommandsTest::onlyWhatIsMissingIsInstalled()
{
    m_stage->uninstall(u"libssl-dev"_s);
    m_stage->uninstall(u"mold"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    const QStringList calls = m_stage->callsOf(u"apt-get"_s);
    QCOMPARE(calls.size(), 2);
    QVERIFY(calls[0].endsWith(u"[update]"_s));
    QVERIFY(calls[1].endsWith(u"[install] [-y] [--no-install-recommends] [mold] [libssl-dev]"_s));
    QCOMPARE(m_stage->callsOf(u"sudo"_s), QStringList());
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QCOMPARE(m_stage->callsOf(u"apt-get"_s).size(), 2);
}

void TwoCommandsTest::whoIsNotRootUsesSudo()
{
    m_stage->write(u"uid"_s, u"1000"_s);
    m_stage->uninstall(u"mold"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QCOMPARE(m_stage->callsOf(u"sudo"_s).size(), 2);
    QVERIFY(m_stage->callsOf(u"sudo"_s).last().startsWith(u"[env] [DEBIAN_FRONTEND=noninteractive] [apt-get] "_s));
}

void TwoCommandsTest::withoutRootAndSudoTheNeedsAreListed()
{
    m_stage->write(u"uid"_s, u"1000"_s);
    m_stage->removeTool(u"sudo"_s);
    m_stage->uninstall(u"mold"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s), 3);
    QVERIFY2(m_stage->errors.contains(u"\n    mold"_s), qPrintable(m_stage->errors));
    QVERIFY(!m_stage->errors.contains(u"ninja-build"_s));
    QCOMPARE(m_stage->callsOf(u"apt-get"_s), QStringList());
    QCOMPARE(m_stage->callsOf(u"cmake"_s), QStringList());
}

void TwoCommandsTest::withoutAptTheNeedsAreListed()
{
    m_stage->removeTool(u"apt-get"_s);
    QCOMPARE(m_stage->run(u"run.sh"_s), 3);
    QVERIFY2(m_stage->errors.contains(u"qt6-base-dev"_s), qPrintable(m_stage->errors));
    QVERIFY(m_stage->errors.contains(u"CURBSIDE_NO_INSTALL=1"_s));
    QCOMPARE(m_stage->callsOf(u"cmake"_s), QStringList());
}

void TwoCommandsTest::whoInstalledByOtherMeansMayGoOn()
{
    m_stage->removeTool(u"apt-get"_s);
    m_stage->removeTool(u"dpkg-query"_s);
    m_stage->setVariable(u"CURBSIDE_NO_INSTALL"_s, u"1"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QCOMPARE(m_stage->callsOf(u"ctest"_s).size(), 1);
}

void TwoCommandsTest::aptIsTriedAgain_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("status");
    QTest::newRow("a mirror that stumbles once") << 1 << 0;
    QTest::newRow("an index that cannot be renewed") << 3 << 0;
    QTest::newRow("an index that cannot be renewed, then a mirror that stumbles twice") << 5 << 0;
    QTest::newRow("no network") << 99 << 3;
}

void TwoCommandsTest::aptIsTriedAgain()
{
    QFETCH(const int, failures);
    QFETCH(const int, status);
    m_stage->uninstall(u"mold"_s);
    m_stage->write(u"apt-failures"_s, QString::number(failures));
    QCOMPARE(m_stage->run(u"test.sh"_s), status);
    QCOMPARE(m_stage->callsOf(u"ctest"_s).size(), status == 0 ? 1 : 0);
}

void TwoCommandsTest::aBuildIsConfiguredOnce()
{
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    const QStringList expected{u"[--preset] [dev]"_s, u"[--build] [--preset] [dev]"_s, u"[--build] [--preset] [dev]"_s};
    QCOMPARE(m_stage->callsOf(u"cmake"_s), expected);
}

void TwoCommandsTest::aCheckoutThatMovedIsConfiguredAfresh()
{
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    m_stage->write(u"checkout/build/dev/CMakeCache.txt"_s, u"CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QVERIFY(m_stage->callsOf(u"cmake"_s).contains(u"[--preset] [dev] [--fresh]"_s));
}

void TwoCommandsTest::whatWasInstalledJustNowIsFound()
{
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    m_stage->uninstall(u"ccache"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s), 0);
    QCOMPARE(m_stage->callsOf(u"cmake"_s).count(u"[--preset] [dev]"_s), 2);
}

void TwoCommandsTest::aBuildThatFailsStartsNothing()
{
    m_stage->write(u"--build-fails"_s, {});
    m_stage->setVariable(u"DISPLAY"_s, u":0"_s);
    QCOMPARE(m_stage->run(u"run.sh"_s), 3);
    QCOMPARE(m_stage->callsOf(u"curbside"_s), QStringList());
    QCOMPARE(m_stage->run(u"test.sh"_s), 3);
    QCOMPARE(m_stage->callsOf(u"ctest"_s), QStringList());
}

void TwoCommandsTest::theConsoleGetsItsArguments()
{
    m_stage->setVariable(u"WAYLAND_DISPLAY"_s, u"wayland-0"_s);
    QCOMPARE(m_stage->run(u"run.sh"_s, {u"a folder"_s, u"--seed"_s, u"7"_s}), 0);
    QCOMPARE(m_stage->callsOf(u"curbside"_s), QStringList{u"[a folder] [--seed] [7]"_s});
    QCOMPARE(m_stage->callsOf(u"cmake"_s).last(),
             u"[--build] [--preset] [release] [--target] [curbside] [curbsidectl]"_s);
    const QString where = QDir(m_stage->path()).canonicalPath();
    QCOMPARE(m_stage->output, u"platform= in=%1\n"_s.arg(where));
}

void TwoCommandsTest::withoutADisplayThePlatformRunsAlone_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("call");
    QTest::newRow("no arguments") << QStringList() << u"[run]"_s;
    QTest::newRow("a workspace") << QStringList{u"a folder"_s} << u"[run] [--workspace] [a folder]"_s;
    QTest::newRow("a workspace among options") << QStringList{u"--seed"_s, u"7"_s, u"place"_s, u"--speed=max"_s}
                                               << u"[run] [--seed] [7] [--workspace] [place] [--speed=max]"_s;
    QTest::newRow("an option of the platform alone")
        << QStringList{u"--no-http"_s, u"place"_s} << u"[run] [--no-http] [--workspace] [place]"_s;
    QTest::newRow("a value that begins with a dash") << QStringList{u"--seed"_s, u"-1"_s} << u"[run] [--seed] [-1]"_s;
}

void TwoCommandsTest::withoutADisplayThePlatformRunsAlone()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, call);
    QCOMPARE(m_stage->run(u"run.sh"_s, arguments), 0);
    QCOMPARE(m_stage->callsOf(u"curbsidectl"_s), QStringList{call});
    QCOMPARE(m_stage->callsOf(u"curbside"_s), QStringList());
    QVERIFY2(m_stage->errors.contains(u"there is no display"_s), qPrintable(m_stage->errors));
}

void TwoCommandsTest::aPictureNeedsNoDisplay()
{
    QCOMPARE(m_stage->run(u"run.sh"_s, {u"--screenshot"_s, u"a.png"_s}), 0);
    QCOMPARE(m_stage->callsOf(u"curbside"_s), QStringList{u"[--screenshot] [a.png]"_s});
    QVERIFY(m_stage->output.startsWith(u"platform=offscreen "_s));
}

void TwoCommandsTest::theStatusOfTheTestsIsTheStatusOfTheCommand()
{
    m_stage->write(u"ctest-status"_s, u"8"_s);
    QCOMPARE(m_stage->run(u"test.sh"_s, {u"-R"_s, u"json"_s}), 8);
    QCOMPARE(m_stage->callsOf(u"ctest"_s), QStringList{u"[--preset] [dev] [-R] [json]"_s});
}

CURBSIDE_TEST(TwoCommandsTest)

} // namespace tst_two_commands

#include "tst_two_commands.moc"
