// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a whole: its modes, its keyboard, its names, and what it remembers.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/panels/list_panel.h"
#include "widgets/panels/panel.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace tst_main_window {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// What people act on, and what Tab has to reach.
bool isControl(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
        || qobject_cast<const QAbstractItemView *>(&widget) || qobject_cast<const QPlainTextEdit *>(&widget);
}

std::vector<QWidget *> controlsOf(const QWidget &window)
{
    std::vector<QWidget *> controls;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isInner =
            widget->objectName().startsWith(u"qt_") || qobject_cast<QLineEdit *>(widget->parentWidget());
        if (qobject_cast<QHeaderView *>(widget)) // sorting by the keyboard is in the list's menu
            continue;
        if (isControl(*widget) && widget->isVisible() && widget->isEnabled() && !isInner)
            controls.push_back(widget);
    }
    return controls;
}

QString describe(const QWidget &widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.accessibleName();
}

struct Stage
{
    ScriptedLink link;
    MainWindow window;

    explicit Stage(QSettings *settings = nullptr) : window(link, settings)
    {
        link.setItems(u"gateway /deliveries"_s,
                      {R"({"id":"d1","number":"D-1001","status":"InTransit","merchantId":"m1","driverName":"Basil",)"
                       R"("pickup":{"x":0,"y":0},"dropoff":{"x":10,"y":20},)"
                       R"("createdAt":"2026-03-02T11:00:00.000Z","promisedAt":"2026-03-02T11:40:00.000Z"})"});
        link.setItems(u"gateway /tasks"_s, {R"({"id":"t1","number":"T-1","type":"Pickup","status":"Assigned"})"});
        link.setItems(u"gateway /robots"_s, {R"({"serial":"CR-0001","name":"Basil"})"});
        link.setItems(u"gateway /lid-events"_s,
                      {R"({"id":"l1","robotSerial":"CR-0001","kind":"Opened","at":"2026-03-02T11:00:30.000Z"})"});
        link.setItems(u"integrations /merchants"_s, {R"({"id":"m1","name":"Green Bowl","x":0,"y":0})"});
    }

    void open()
    {
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        link.open();
        link.tell({published("state")});
        QTRY_VERIFY(window.entities().isCurrent());
        QApplication::setActiveWindow(&window);
    }
};

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyModeIsReachedByItsName();
    void anUnknownModeIsRefused();
    void everyControlHasAName_data() { modes(); }
    void everyControlHasAName();
    void tabReachesEveryControl_data() { modes(); }
    void tabReachesEveryControl();
    void shortcutsAreUnique();
    void everyCommandIsInTheMenu();
    void spacePlaysAndPausesButPressesAFocusedButton();
    void inAModeJustShownSpaceStillPauses();
    void afterAClickSpaceStillPauses_data();
    void afterAClickSpaceStillPauses();
    void whatThePaletteFoundStaysChosen();
    void aModeThatIsShownLeavesTheChoice_data() { modes(); }
    void aModeThatIsShownLeavesTheChoice();
    void whatComesBackToTheListIsMarkedAgain();
    void layoutsAreRememberedForEachModeAndCanBeReset();
    void theModeShownLastIsShownAgain();
    void textFromThePlatformIsPlain();
    void itFitsASmallScreen();

private:
    void modes();
};

void MainWindowTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void MainWindowTest::modes()
{
    QTest::addColumn<QString>("mode");
    for (const QString &name : MainWindow::modeNames())
        QTest::newRow(qPrintable(name)) << name;
}

void MainWindowTest::everyModeIsReachedByItsName()
{
    Stage stage;
    for (const QString &name : MainWindow::modeNames()) {
        QVERIFY(stage.window.showMode(name));
        QCOMPARE(stage.window.shownMode(), name);
    }
}

void MainWindowTest::anUnknownModeIsRefused()
{
    Stage stage;
    QVERIFY(!stage.window.showMode(u"nowhere"_s));
    QCOMPARE(stage.window.shownMode(), MainWindow::modeNames().constFirst());
}

void MainWindowTest::everyControlHasAName()
{
    QFETCH(const QString, mode);
    Stage stage;
    stage.window.showMode(mode);
    stage.open();
    const auto controls = controlsOf(stage.window);
    QVERIFY(controls.size() > 10);
    for (QWidget *control : controls) {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(control);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(describe(*control)));
    }
}

void MainWindowTest::tabReachesEveryControl()
{
    QFETCH(const QString, mode);
    Stage stage;
    stage.window.showMode(mode);
    stage.open();
    std::vector<QWidget *> missing = controlsOf(stage.window);
    const std::size_t turns = 4 * missing.size();
    for (std::size_t i = 0; i < turns && !missing.empty(); ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &stage.window, Qt::Key_Tab);
        std::erase(missing, QApplication::focusWidget());
    }
    QStringList names;
    for (const QWidget *control : missing)
        names.append(describe(*control));
    QVERIFY2(missing.empty(), qPrintable(names.join(u", "_s)));
}

void MainWindowTest::shortcutsAreUnique()
{
    Stage stage;
    for (const QString &name : MainWindow::modeNames())
        stage.window.showMode(name);
    QHash<QKeySequence, QString> seen;
    for (const QAction *action : stage.window.findChildren<QAction *>()) {
        for (const QKeySequence &keys : action->shortcuts()) {
            QVERIFY2(!seen.contains(keys),
                     qPrintable(keys.toString() + u": "_s + seen[keys] + u", "_s + action->text()));
            seen.insert(keys, action->text());
        }
    }
    for (const auto *button : stage.window.findChildren<QAbstractButton *>()) {
        if (!button->shortcut().isEmpty())
            QVERIFY2(!seen.contains(button->shortcut()), qPrintable(button->accessibleName()));
    }
    QVERIFY(seen.size() > 5);
}

void MainWindowTest::everyCommandIsInTheMenu()
{
    Stage stage;
    QMenu menu;
    stage.window.commands().fill(menu);
    QSet<QAction *> shown;
    for (const QMenu *submenu : menu.findChildren<QMenu *>()) {
        for (QAction *action : submenu->actions())
            shown.insert(action);
    }
    for (const Commands::Entry &entry : stage.window.commands().entries())
        QVERIFY2(shown.contains(entry.action), qPrintable(entry.action->text()));
}

void MainWindowTest::spacePlaysAndPausesButPressesAFocusedButton()
{
    Stage stage;
    stage.open();
    stage.window.setFocus();
    QTest::keyClick(&stage.window, Qt::Key_Space);
    QCOMPARE(stage.link.wishes, QStringList{u"pause"_s});
    for (auto *button : stage.window.findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == u"Step") {
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
        }
    }
    QCOMPARE(stage.link.wishes, (QStringList{u"pause"_s, u"step"_s}));
}

void MainWindowTest::inAModeJustShownSpaceStillPauses()
{
    Stage stage;
    stage.open();
    stage.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    QVERIFY(stage.window.showMode(u"ops"_s));
    stage.window.findChild<Panel *>(u"deliveries"_s)->findChild<QAbstractItemView *>()->setFocus();
    QVERIFY(stage.window.showMode(u"events"_s));
    QVERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(stage.link.wishes, QStringList{u"pause"_s});
}

void MainWindowTest::afterAClickSpaceStillPauses_data()
{
    QTest::addColumn<QString>("button");
    for (const char *button : {"Robots", "Board", "Show the whole map", "Find a delivery, robot or command"})
        QTest::newRow(button) << QString::fromLatin1(button);
}

void MainWindowTest::afterAClickSpaceStillPauses()
{
    QFETCH(const QString, button);
    Stage stage;
    stage.open();
    const auto buttons = stage.window.findChildren<QAbstractButton *>();
    const auto found = std::ranges::find_if(
        buttons, [&](const QAbstractButton *one) { return one->accessibleName() == button && one->isVisible(); });
    QVERIFY(found != buttons.end());
    QTest::mouseClick(*found, Qt::LeftButton);
    if (QWidget *dialog = QApplication::activeModalWidget())
        QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &stage.window, Qt::Key_Space);
    QCOMPARE(stage.link.wishes, QStringList{u"pause"_s});
}

void MainWindowTest::whatThePaletteFoundStaysChosen()
{
    Stage stage;
    stage.open();
    auto *list = stage.window.findChild<ListPanel *>(u"deliveries"_s);
    list->view().setFocus();
    QTest::keyClick(&list->view(), Qt::Key_Down);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d1"_s}));
    QTest::keyClick(&stage.window, Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::activeModalWidget());
    auto *line = QApplication::activeModalWidget()->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"Green Bowl"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    QTRY_COMPARE(QApplication::focusWidget(), &list->view());
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Merchant, u"m1"_s}));
}

void MainWindowTest::aModeThatIsShownLeavesTheChoice()
{
    QFETCH(const QString, mode);
    Stage stage;
    stage.open();
    auto *list = stage.window.findChild<ListPanel *>(u"deliveries"_s);
    list->view().setFocus();
    QTest::keyClick(&list->view(), Qt::Key_Down);
    const EntityRef chosen = stage.window.selection().current();
    QCOMPARE(chosen, (EntityRef{EntityKind::Delivery, u"d1"_s}));
    for (const QString &shown : {mode, u"ops"_s, mode}) {
        QVERIFY(stage.window.showMode(shown));
        QCoreApplication::processEvents();
        QCOMPARE(stage.window.selection().current(), chosen);
    }
}

void MainWindowTest::whatComesBackToTheListIsMarkedAgain()
{
    Stage stage;
    stage.open();
    auto *list = stage.window.findChild<ListPanel *>(u"deliveries"_s);
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    QCOMPARE(list->chosenKeys(), QStringList{u"d1"_s});
    list->search(u"nothing"_s);
    QCOMPARE(list->chosenKeys(), QStringList());
    list->search({});
    QTRY_COMPARE(list->chosenKeys(), QStringList{u"d1"_s});
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d1"_s}));
}

void MainWindowTest::layoutsAreRememberedForEachModeAndCanBeReset()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    const auto firstPanel = [](const MainWindow &window) { return window.findChild<Panel *>(u"tasks"_s); };
    {
        Stage stage(&settings);
        stage.open();
        QVERIFY(firstPanel(stage.window)->isVisible());
        firstPanel(stage.window)->hide();
        stage.window.close();
    }
    Stage again(&settings);
    again.open();
    QVERIFY(!firstPanel(again.window)->isVisible());
    again.window.resetLayout();
    QVERIFY(firstPanel(again.window)->isVisible());
}

void MainWindowTest::theModeShownLastIsShownAgain()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    {
        Stage stage(&settings);
        stage.window.showMode(u"events"_s);
        stage.open();
        stage.window.close();
    }
    QCOMPARE(Stage(&settings).window.shownMode(), u"events"_s);
}

void MainWindowTest::textFromThePlatformIsPlain()
{
    Stage stage;
    for (const QString &name : MainWindow::modeNames())
        stage.window.showMode(name);
    stage.open();
    for (const QLabel *label : stage.window.findChildren<QLabel *>())
        QVERIFY2(label->textFormat() != Qt::RichText && !Qt::mightBeRichText(label->text()), qPrintable(label->text()));
}

void MainWindowTest::itFitsASmallScreen()
{
    Stage stage;
    for (const QString &name : MainWindow::modeNames()) {
        stage.window.showMode(name);
        stage.open();
        QVERIFY2(stage.window.minimumSizeHint().width() <= 1024 && stage.window.minimumSizeHint().height() <= 700,
                 qPrintable(name));
    }
}

CURBSIDE_WINDOW_TEST(MainWindowTest)

} // namespace tst_main_window

#include "tst_main_window.moc"
