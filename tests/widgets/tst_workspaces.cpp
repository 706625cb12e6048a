// SPDX-License-Identifier: GPL-3.0-or-later
// Other workspaces in the place of the one that runs: opened, made, and refused with the present one going on.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/shell/notices.h"
#include "widgets/workspaces/console.h"
#include "widgets/workspaces/recent_workspaces.h"
#include "widgets/workspaces/workspace_dialogs.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

namespace tst_workspaces {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

/// Notes what it is asked to open.
class ScriptedOpener : public WorkspaceOpener
{
public:
    [[nodiscard]] QString folder() const override { return u"/somewhere/present"_s; }
    void open(const RunWishes &wishes) override { asked.push_back(wishes); }

    std::vector<RunWishes> asked;
};

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QPushButton *buttonOf(const QWidget &dialog, const QString &text)
{
    for (auto *button : dialog.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

QLineEdit *lineOf(const QWidget &dialog, const QString &name)
{
    for (auto *line : dialog.findChildren<QLineEdit *>()) {
        if (line->accessibleName() == name)
            return line;
    }
    return nullptr;
}

bool says(const QWidget &dialog, const QString &text)
{
    const auto labels = dialog.findChildren<QLabel *>();
    return std::ranges::any_of(labels,
                               [&](const QLabel *label) { return !label->isHidden() && label->text().contains(text); });
}

} // namespace

class WorkspacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anotherOneTakesItsPlaceAndTheFirstEndsInOrder();
    void whatCannotBeOpenedIsRefusedAndThePresentOneGoesOn_data();
    void whatCannotBeOpenedIsRefusedAndThePresentOneGoesOn();
    void refusingLeavesNothingBehind();
    void whatFailsOnlyWhenItStartsLeadsBack();
    void ofTwoWishesInARowTheLastOneCounts();
    void aDialogThatWaitsIsTakenBackBeforeItsWindowGoes();
    void withoutAFailureNothingChanges();
    void aNewOneBeginsAtThePreferredSpeed();
    void theFirstWindowIsLargeEnough();
    void recentOnesAreRememberedOnceAndBounded();
    void thePreferredScenarioIsOfNewWorkspacesOnly();
    void aNewOneIsMadeOfTheChosenScenario();
    void theFolderToOpenIsTyped();
    void aRecentOneIsOpenedByReturn();
    void aRefusalIsToldInTheDialog();

private:
    Console::Options options(const QString &name) const;
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void WorkspacesTest::init()
{
    m_settings.reset(); // writes once more, into its folder
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(path(u"settings.ini"_s), QSettings::IniFormat);
}

Console::Options WorkspacesTest::options(const QString &name) const
{
    Console::Options made;
    made.link.wishes.workspace = path(name);
    made.link.wishes.scenario = u"small-busy"_s;
    made.link.wishes.speed = u"1"_s;
    made.link.withHttp = false;
    return made;
}

void WorkspacesTest::anotherOneTakesItsPlaceAndTheFirstEndsInOrder()
{
    Console console(options(u"first"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    RunWishes wishes;
    wishes.workspace = path(u"second"_s);
    wishes.scenario = u"quiet-morning"_s;
    wishes.seed = u"3"_s;
    console.open(wishes);
    QVERIFY(opened.wait(patienceMs));
    QCOMPARE(console.link().description().scenario, u"quiet-morning"_s);
    QCOMPARE(console.link().description().seed, 3U);
    QCOMPARE(console.folder(), QFileInfo(path(u"second"_s)).canonicalFilePath());
    QVERIFY(console.window().isVisible());
    const auto first = WorkspaceDescription::read(path(u"first"_s));
    QVERIFY(first);
    QCOMPARE(first->ended.size(), 1U);
}

void WorkspacesTest::whatCannotBeOpenedIsRefusedAndThePresentOneGoesOn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::newRow("in use") << u"used"_s << u"in use"_s;
    QTest::newRow("other things in it") << u"full"_s << u"neither empty nor a workspace"_s;
    QTest::newRow("of a newer format") << u"newer"_s << u"newer version"_s;
    QTest::newRow("corrupt") << u"corrupt"_s << u"damaged"_s;
    QTest::newRow("the present one") << u"present"_s << u"open here"_s;
}

void WorkspacesTest::whatCannotBeOpenedIsRefusedAndThePresentOneGoesOn()
{
    QFETCH(const QString, name);
    QFETCH(const QString, why);
    for (const auto *folder : {"full", "newer", "corrupt"})
        QVERIFY(QDir().mkpath(path(QString::fromLatin1(folder))));
    write(path(u"full/letter.txt"_s), "Dear");
    write(path(u"newer/workspace.json"_s), R"({"format":999,"scenario":"x","scenarioDigest":"","seed":"1"})");
    write(path(u"corrupt/workspace.json"_s), "{");
    Console console(options(u"present"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    const auto other = options(u"used"_s);
    const auto settings = RunSettings::from(other.link.wishes);
    const auto used = Workspace::open(path(u"used"_s), settings->description);
    QVERIFY(used);
    QSignalSpy refused(&console, &WorkspaceOpener::refused);
    const EmbeddedLink *link = &console.link();
    RunWishes wishes;
    wishes.workspace = path(name);
    console.open(wishes);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patienceMs);
    QVERIFY2(refused[0][0].toString().contains(why), qPrintable(refused[0][0].toString()));
    QCOMPARE(&console.link(), link);
    QVERIFY(console.link().status().isRunning);
    QCOMPARE(opened.size(), 1);
}

void WorkspacesTest::refusingLeavesNothingBehind()
{
    Console console(options(u"present"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    QSignalSpy refused(&console, &WorkspaceOpener::refused);
    RunWishes wishes;
    wishes.workspace = path(u"new"_s);
    wishes.scenario = u"nowhere"_s;
    console.open(wishes);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patienceMs);
    QVERIFY(!QFileInfo::exists(path(u"new"_s)));
}

void WorkspacesTest::whatFailsOnlyWhenItStartsLeadsBack()
{
    {
        Console maker(options(u"damaged"_s), *m_settings);
        QSignalSpy made(&maker, &Console::opened);
        QVERIFY(made.wait(patienceMs));
    }
    write(path(u"damaged/operations.sqlite"_s), "this is no database, though there is something in it");
    Console console(options(u"present"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QSignalSpy failed(&console, &Console::failed);
    QVERIFY(opened.wait(patienceMs));
    RunWishes wishes;
    wishes.workspace = path(u"damaged"_s);
    QSignalSpy refused(&console, &WorkspaceOpener::refused);
    console.open(wishes);
    QTRY_VERIFY_WITH_TIMEOUT(opened.size() + refused.size() == 2, patienceMs);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(console.folder(), QFileInfo(path(u"present"_s)).canonicalFilePath());
    const QString told = refused.isEmpty() ? console.window().notices().texts().join(u'\n') : refused[0][0].toString();
    QVERIFY2(told.contains(u"operations.sqlite"_s), qPrintable(told));
}

void WorkspacesTest::ofTwoWishesInARowTheLastOneCounts()
{
    Console console(options(u"first"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    for (const QString &name : {u"second"_s, u"third"_s}) {
        RunWishes wishes;
        wishes.workspace = path(name);
        wishes.scenario = u"quiet-morning"_s;
        console.open(wishes);
    }
    QVERIFY(opened.wait(patienceMs));
    QCOMPARE(console.folder(), QFileInfo(path(u"third"_s)).canonicalFilePath());
    QVERIFY(!QFileInfo::exists(path(u"second"_s)));
    QCOMPARE(recentWorkspaces(*m_settings).size(), 2);
}

void WorkspacesTest::aDialogThatWaitsIsTakenBackBeforeItsWindowGoes()
{
    Console console(options(u"first"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    bool hasReturned = false;
    QTimer::singleShot(0, &console, [&] {
        console.window().alertDesk().person().change(console.window());
        hasReturned = opened.size() == 1;
    });
    RunWishes wishes;
    wishes.workspace = path(u"second"_s);
    wishes.scenario = u"quiet-morning"_s;
    console.open(wishes);
    QVERIFY(opened.wait(patienceMs));
    QVERIFY(hasReturned);
    QCOMPARE(console.link().description().scenario, u"quiet-morning"_s);
}

void WorkspacesTest::withoutAFailureNothingChanges()
{
    Console console(options(u"first"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QSignalSpy failed(&console, &Console::failed);
    QVERIFY(opened.wait(patienceMs));
    Q_EMIT console.link().failed(); // of a platform that was there before this one
    QCoreApplication::processEvents();
    QCOMPARE(failed.size(), 0);
    QVERIFY(console.link().status().isRunning);
}

void WorkspacesTest::aNewOneBeginsAtThePreferredSpeed()
{
    m_settings->setValue(u"preferences/speed"_s, u"10"_s);
    Console console(options(u"first"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    QCOMPARE(console.link().status().speed, std::optional(1.0));
    RunWishes wishes;
    wishes.workspace = path(u"second"_s);
    wishes.scenario = u"quiet-morning"_s;
    console.open(wishes);
    QVERIFY(opened.wait(patienceMs));
    QCOMPARE(console.link().status().speed, std::optional(10.0));
}

void WorkspacesTest::theFirstWindowIsLargeEnough()
{
    const QSize room = QGuiApplication::primaryScreen()->availableSize();
    const QSize wanted = QSize(1440, 900).boundedTo(room).expandedTo(QSize(1024, 700));
    Console console(options(u"first"_s), *m_settings);
    QSignalSpy opened(&console, &Console::opened);
    QVERIFY(opened.wait(patienceMs));
    QCOMPARE(console.window().size(), wanted);
}

void WorkspacesTest::recentOnesAreRememberedOnceAndBounded()
{
    for (int i = 0; i < 30; ++i)
        noteWorkspace(*m_settings, u"/w/%1"_s.arg(i));
    noteWorkspace(*m_settings, u"/w/25"_s);
    const QStringList recent = recentWorkspaces(*m_settings);
    QCOMPARE(recent.size(), mostRecentWorkspaces);
    QCOMPARE(recent.mid(0, 3), (QStringList{u"/w/25"_s, u"/w/29"_s, u"/w/28"_s}));
    QCOMPARE(recent.count(u"/w/25"_s), 1);
}

void WorkspacesTest::thePreferredScenarioIsOfNewWorkspacesOnly()
{
    m_settings->setValue(u"preferences/scenario"_s, u"quiet-morning"_s);
    m_settings->setValue(u"preferences/speed"_s, u"10"_s);
    const auto scenarioIn = [this](const QString &name, const QString &scenario) {
        Console::Options made = options(name);
        made.link.wishes.scenario = scenario;
        made.link.wishes.speed.clear();
        Console console(made, *m_settings);
        QSignalSpy opened(&console, &Console::opened);
        [&] { QVERIFY(opened.wait(patienceMs)); }();
        [&] { QCOMPARE(console.link().status().speed, std::optional(10.0)); }();
        return console.link().description().scenario;
    };
    QCOMPARE(scenarioIn(u"named"_s, u"small-busy"_s), u"small-busy"_s);
    QCOMPARE(scenarioIn(u"named"_s, {}), u"small-busy"_s);
    QCOMPARE(scenarioIn(u"new"_s, {}), u"quiet-morning"_s);
}

void WorkspacesTest::aNewOneIsMadeOfTheChosenScenario()
{
    ScriptedOpener opener;
    QWidget window;
    NewDialog dialog(opener, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto *list = dialog.findChild<QListWidget *>();
    QVERIFY(list->count() >= 7);
    QCOMPARE(dialog.focusWidget(), list); // Down chooses the next scenario
    list->setCurrentRow(1);
    QVERIFY(lineOf(dialog, u"Folder"_s)->text().contains(list->item(1)->data(Qt::UserRole).toString()));
    lineOf(dialog, u"Seed"_s)->setText(u"42"_s);
    QTest::mouseClick(buttonOf(dialog, u"Make and open"_s), Qt::LeftButton);
    QCOMPARE(opener.asked.size(), 1U);
    QCOMPARE(opener.asked[0].scenario, list->item(1)->data(Qt::UserRole).toString());
    QCOMPARE(opener.asked[0].seed, u"42"_s);
    lineOf(dialog, u"Seed"_s)->clear();
    QVERIFY(!buttonOf(dialog, u"Make and open"_s)->isEnabled());
}

void WorkspacesTest::theFolderToOpenIsTyped()
{
    ScriptedOpener opener;
    QWidget window;
    OpenDialog dialog(opener, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QLineEdit *line = lineOf(dialog, u"Folder of the workspace"_s);
    line->selectAll();
    QTest::keyClicks(line, u"/tmp/there"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(opener.asked.size(), 1U);
    QCOMPARE(opener.asked[0].workspace, u"/tmp/there"_s);
    QVERIFY(dialog.isVisible()); // until the window goes
}

void WorkspacesTest::aRecentOneIsOpenedByReturn()
{
    ScriptedOpener opener;
    noteWorkspace(*m_settings, u"/somewhere/else"_s);
    noteWorkspace(*m_settings, opener.folder());
    QWidget window;
    RecentDialog dialog(opener, *m_settings, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QCOMPARE(dialog.findChild<QListWidget *>()->count(), 1);
    QTest::keyClick(dialog.findChild<QListWidget *>(), Qt::Key_Return);
    QCOMPARE(opener.asked.size(), 1U);
    QCOMPARE(opener.asked[0].workspace, u"/somewhere/else"_s);
}

void WorkspacesTest::aRefusalIsToldInTheDialog()
{
    ScriptedOpener opener;
    QWidget window;
    OpenDialog dialog(opener, &window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTest::mouseClick(buttonOf(dialog, u"Open"_s), Qt::LeftButton);
    QVERIFY(!buttonOf(dialog, u"Open"_s)->isEnabled());
    Q_EMIT opener.refused(u"/x: is in use: close the other console"_s);
    QVERIFY(dialog.isVisible() && says(dialog, u"is in use: close the other console"_s));
    QVERIFY(buttonOf(dialog, u"Open"_s)->isEnabled());
}

CURBSIDE_WINDOW_TEST(WorkspacesTest)

} // namespace tst_workspaces

#include "tst_workspaces.moc"
