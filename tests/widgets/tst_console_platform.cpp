// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a real platform: what its tables show is what the gateway answers.
#include "services/hosting/working_platform.h"
#include "tests/support/test_class.h"
#include "widgets/entities/status_words.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

namespace tst_console_platform {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

EmbeddedLink::Options options(const QString &workspace, EmbeddedLink::Moment pauseAt)
{
    EmbeddedLink::Options made;
    made.wishes.workspace = workspace;
    made.wishes.scenario = u"small-busy"_s;
    made.wishes.speed = u"max"_s;
    made.withHttp = false;
    made.pauseAt = pauseAt;
    return made;
}

/// The rows of a list as the gateway gives them now: key, and the cell that the status is shown by.
QMap<QString, QString> answered(EmbeddedLink &link, const QString &path, const char *key)
{
    QMap<QString, QString> rows;
    bool isAnswered = false;
    link.get(u"gateway"_s, path + u"?limit=1000"_s, [&](int, const QByteArray &body) {
        const auto document = JsonDocument::parse(body);
        document->root()["items"].forEachItem(
            [&](JsonValue item) { rows.insert(textIn(item, key), textIn(item, "status")); });
        isAnswered = true;
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isAnswered, patienceMs); }();
    return rows;
}

void runTo(EmbeddedLink &link, const MainWindow &window)
{
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(window.entities().isCurrent(), patienceMs);
}

} // namespace

class ConsolePlatformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTablesShowWhatTheGatewayAnswers();
    void aStepMovesPlatformTime();
    void openingAgainGoesOnWhereItStood();
    void aWorkspaceInUseIsTold();
    void portsThatAreTakenAreToldWithWhatToDo();
    void otherProgramsFindItsPortsInTheWorkspace();
    void aMomentThatHasPassedIsRefused();
    void closingBeforeThePlatformIsOpenEndsInOrder();
};

void ConsolePlatformTest::theTablesShowWhatTheGatewayAnswers()
{
    const QTemporaryDir folder;
    EmbeddedLink link(options(folder.filePath(u"w"_s), 8min));
    MainWindow window(link);
    window.show();
    runTo(link, window);
    const auto deliveries = answered(link, u"/deliveries"_s, "id");
    QCOMPARE(deliveries.size(), 25);
    QCOMPARE(window.entities().deliveries.rowCount(), deliveries.size());
    for (const DeliveryRow &row : window.entities().deliveries.rows())
        QCOMPARE(row.status, deliveries[row.id]);
    const auto tasks = answered(link, u"/tasks"_s, "id");
    QVERIFY(tasks.size() >= 20);
    QCOMPARE(window.entities().tasks.rowCount(), tasks.size());
    for (const TaskRow &row : window.entities().tasks.rows())
        QCOMPARE(row.status, tasks[row.id]);
    QCOMPARE(window.entities().robots.rowCount(), answered(link, u"/robots"_s, "serial").size());
    QCOMPARE(window.entities().lidEvents.rowCount(), answered(link, u"/lid-events"_s, "id").size());
}

void ConsolePlatformTest::aStepMovesPlatformTime()
{
    const QTemporaryDir folder;
    EmbeddedLink link(options(folder.filePath(u"w"_s), 1min));
    MainWindow window(link);
    runTo(link, window);
    const qint64 before = link.status().now;
    QSignalSpy happened(&link, &PlatformLink::journalArrived);
    for (int i = 0; i < 10; ++i)
        link.step(); // several things may be due at one moment
    QTRY_VERIFY_WITH_TIMEOUT(link.status().now > before, patienceMs);
    QVERIFY(!happened.isEmpty());
    QVERIFY(link.status().isPaused);
}

void ConsolePlatformTest::openingAgainGoesOnWhereItStood()
{
    const QTemporaryDir folder;
    const QString workspace = folder.filePath(u"w"_s);
    {
        EmbeddedLink link(options(workspace, 4min));
        MainWindow window(link);
        runTo(link, window);
    }
    EmbeddedLink link(options(workspace, 4min + 10s));
    MainWindow window(link);
    QSignalSpy opened(&link, &EmbeddedLink::opened);
    QVERIFY(opened.wait(patienceMs));
    QVERIFY(link.status().now >= link.description().startsAt + qint64(3 * 60'000'000));
    runTo(link, window);
    QVERIFY(window.entities().deliveries.rowCount() > 5);
}

void ConsolePlatformTest::aWorkspaceInUseIsTold()
{
    const QTemporaryDir folder;
    EmbeddedLink first(options(folder.filePath(u"w"_s), 1min));
    QSignalSpy opened(&first, &EmbeddedLink::opened);
    QVERIFY(opened.wait(patienceMs));
    EmbeddedLink second(options(folder.filePath(u"w"_s), 1min));
    QSignalSpy failed(&second, &EmbeddedLink::failed);
    QVERIFY(failed.wait(patienceMs));
    QCOMPARE(second.failure()->status, ExitStatus::Machine);
    QVERIFY(second.failure()->text.contains(folder.path()));
    QVERIFY(!second.failure()->text.contains(u'\n'));
    QCOMPARE(second.status().trouble, second.failure()->text);
}

void ConsolePlatformTest::portsThatAreTakenAreToldWithWhatToDo()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QTemporaryDir folder;
    EmbeddedLink::Options made = options(folder.filePath(u"w"_s), 1min);
    made.withHttp = true;
    made.httpBase = other.serverPort();
    EmbeddedLink link(made);
    const MainWindow window(link);
    QSignalSpy opened(&link, &EmbeddedLink::opened);
    QVERIFY(opened.wait(patienceMs));
    const QString note = link.description().note;
    QVERIFY2(note.contains(QString::number(other.serverPort())), qPrintable(note));
    QVERIFY2(note.endsWith(u"end the program that has it, and start this one again."), qPrintable(note));
}

void ConsolePlatformTest::otherProgramsFindItsPortsInTheWorkspace()
{
    const QTemporaryDir folder;
    EmbeddedLink::Options made = options(folder.filePath(u"w"_s), 1min);
    made.withHttp = true;
    made.httpBase = 0;
    EmbeddedLink link(made);
    QSignalSpy opened(&link, &EmbeddedLink::opened);
    QVERIFY(opened.wait(patienceMs));
    const auto platform = WorkingPlatform::find(folder.filePath(u"w"_s));
    QVERIFY(platform);
    QCOMPARE(platform->ports.size(), 7U);
    QVERIFY(platform->get(0, "/health"));
}

void ConsolePlatformTest::aMomentThatHasPassedIsRefused()
{
    const QTemporaryDir folder;
    {
        EmbeddedLink link(options(folder.filePath(u"w"_s), 4min));
        MainWindow window(link);
        runTo(link, window);
    }
    EmbeddedLink link(options(folder.filePath(u"w"_s), 1min));
    QSignalSpy failed(&link, &EmbeddedLink::failed);
    QVERIFY(failed.wait(patienceMs));
    QCOMPARE(link.failure()->status, ExitStatus::WrongUsage);
}

void ConsolePlatformTest::closingBeforeThePlatformIsOpenEndsInOrder()
{
    const QTemporaryDir folder;
    const QString workspace = folder.filePath(u"w"_s);
    {
        const EmbeddedLink link(options(workspace, 1min));
        QVERIFY2(!link.status().isRunning, "nothing waits for the platform");
    }
    const auto described = WorkspaceDescription::read(workspace);
    QVERIFY(described.has_value());
    QCOMPARE(described->ended.size(), 1U);
}

CURBSIDE_WINDOW_TEST(ConsolePlatformTest)

} // namespace tst_console_platform

#include "tst_console_platform.moc"
