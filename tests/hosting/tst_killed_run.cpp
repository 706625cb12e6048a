// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/replay.h"
#include "services/hosting/run_settings.h"
#include "services/runtime/time/random_stream.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace tst_killed_run {

using namespace curbside;
using namespace Qt::StringLiterals;

// A run whose process is gone at any moment, also between the commits of two files: what is run again is the same run.
class KilledRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledRunCanBeRunAgain_data();
    void aKilledRunCanBeRunAgain();

private:
    struct Nobody : PlatformControl
    {
        [[nodiscard]] QByteArray describe() const override { return "{}"; }
        [[nodiscard]] QByteArray describeFaults() const override { return "{}"; }
        void pause() override {}
        void resume() override {}
        void step(int) override {}
        void setSpeed(std::optional<double>) override {}
    };

    std::unique_ptr<Session> start(const QString &folder, const QString &faults = {});
    static void runWindows(Session &session, int count);
    static void copyFiles(const QString &from, const QString &to, const std::function<bool(const QString &)> &isWanted);

    Nobody m_nobody;
};

std::unique_ptr<Session> KilledRunTest::start(const QString &folder, const QString &faults)
{
    const auto settings = RunSettings::from(
        {.workspace = folder, .scenario = u"small-busy"_s, .seed = u"1"_s, .runFor = {}, .faults = faults});
    if (!settings)
        qFatal("%s", qUtf8Printable(settings.error().text));
    const auto workspace = Workspace::open(folder, settings->description);
    if (!workspace)
        qFatal("%s", qUtf8Printable(workspace.error().text));
    auto session = Session::open(settings->engineOptions(**workspace).session, m_nobody);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().text));
    if (const auto started = (*session)->start(); !started)
        qFatal("%s", qUtf8Printable(started.error().text));
    return std::move(*session);
}

void KilledRunTest::runWindows(Session &session, int count)
{
    for (int window = 0; window < count; ++window)
        session.platform().runWindow(PlatformTime::max());
}

void KilledRunTest::copyFiles(const QString &from, const QString &to,
                              const std::function<bool(const QString &)> &isWanted)
{
    const QDir source(from);
    for (const QString &name : source.entryList(QDir::Files)) {
        if (!isWanted(name))
            continue;
        QFile::remove(QDir(to).filePath(name));
        QVERIFY(QFile::copy(source.filePath(name), QDir(to).filePath(name)));
    }
}

void KilledRunTest::aKilledRunCanBeRunAgain_data()
{
    QTest::addColumn<int>("windows");
    QTest::addColumn<QString>("faults");
    for (int windows = 1; windows < 2'000; windows = windows * 3 / 2 + 7) {
        for (const QString &faults : {QString(), u"mixed"_s})
            QTest::addRow("after %d windows, faults: %s", windows, faults.isEmpty() ? "none" : qUtf8Printable(faults))
                << windows << faults;
    }
}

void KilledRunTest::aKilledRunCanBeRunAgain()
{
    QFETCH(int, windows);
    QFETCH(QString, faults);
    const QTemporaryDir place;
    const QString living = place.filePath(u"living"_s);
    const QString killed = place.filePath(u"killed"_s);
    {
        const auto session = start(living, faults);
        runWindows(*session, windows);
        QVERIFY(QDir().mkpath(killed));
        // The warehouse writes its file in a thread of its own, and makes it anew when it is missing.
        const auto isTheWarehouses = [](const QString &name) { return name.startsWith(u"warehouse"_s); };
        copyFiles(living, killed, [&](const QString &name) { return !isTheWarehouses(name); });
        runWindows(*session, 1);
        // Of the last window these databases have committed, and the others have not.
        copyFiles(living, killed, [&](const QString &name) {
            return name.contains(u".sqlite"_s) && !isTheWarehouses(name)
                && hashDraw(quint64(windows), "committed", name.section(u'.', 0, 0).toUtf8()) % 2 == 0;
        });
    }
    const auto session = start(killed);
    runWindows(*session, 200);
    Platform &platform = session->platform();
    platform.commit();
    auto description = WorkspaceDescription::read(killed);
    QVERIFY(description);
    description->ended.push_back({2, platform.doneBefore(), platform.environment().journal.digest()});
    QVERIFY(description->write(killed));
    const auto replay = replayWorkspace(killed);
    QVERIFY2(replay, replay ? "" : qUtf8Printable(replay.error().text));
    QVERIFY2(replay->isSame(), qUtf8Printable(replay->toText()));
}

CURBSIDE_TEST(KilledRunTest)

} // namespace tst_killed_run

#include "tst_killed_run.moc"
