// SPDX-License-Identifier: GPL-3.0-or-later
// What those meet who do not see the window or have no mouse: names, roles, the keyboard's ways, and text that is cut.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/commands/palette.h"
#include "widgets/panels/list_view.h"
#include "widgets/panels/panel.h"
#include "widgets/preferences/preferences_dialog.h"
#include "widgets/shell/about_dialog.h"
#include "widgets/shell/main_window.h"
#include "widgets/shell/notices.h"
#include "widgets/shell/shortcut_sheet.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

namespace tst_accessibility {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct Stage
{
    ScriptedLink link;
    MainWindow window{link};

    explicit Stage(const QString &mode, QSize size = {1440, 900})
    {
        link.setItems(u"gateway /deliveries"_s,
                      {R"({"id":"d1","number":"D-1001","status":"InTransit","merchantId":"m1","driverName":"Basil",)"
                       R"("taskId":"t1","pickup":{"x":0,"y":0},"dropoff":{"x":10,"y":20},)"
                       R"("createdAt":"2026-03-02T11:00:00.000Z","promisedAt":"2026-03-02T11:40:00.000Z"})",
                       R"({"id":"d2","number":"D-1002","status":"Failed","merchantId":"m1",)"
                       R"("promisedAt":"2026-03-02T11:40:00.000Z"})"});
        link.setItems(u"gateway /tasks"_s,
                      {R"({"id":"t1","number":"T-1","type":"Pickup","status":"Assigned","deliveryId":"d1",)"
                       R"("robotSerial":"CR-0001"})"});
        link.setItems(u"gateway /robots"_s,
                      {R"({"serial":"CR-0001","name":"Basil","inService":true,"state":{"x":1,"y":2,"battery":80,)"
                       R"("lid":"Closed","connectivity":"Online","onDuty":true}})"});
        link.setItems(u"gateway /lid-events"_s,
                      {R"({"id":"l1","robotSerial":"CR-0001","kind":"Opened","at":"2026-03-02T11:00:30.000Z"})"});
        link.setItems(u"integrations /merchants"_s, {R"({"id":"m1","name":"Green Bowl","x":0,"y":0})"});
        link.note = u"No HTTP: port 7400 is taken"_s;
        window.showMode(mode);
        window.resize(size);
        window.show();
        link.open();
        link.tell({published("state")});
    }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
        QApplication::setActiveWindow(&window);
        window.selection().select({EntityKind::Delivery, u"d1"_s});
        QCoreApplication::processEvents();
    }
};

/// Everything that a person can see, as assistive programs walk it.
void walk(QAccessibleInterface *node, const std::function<void(QAccessibleInterface &)> &visit)
{
    if (!node || !node->isValid() || node->state().invisible)
        return;
    visit(*node);
    const bool isItemView =
        node->role() == QAccessible::Table || node->role() == QAccessible::List || node->role() == QAccessible::Tree;
    if (isItemView) // its cells are the models' business
        return;
    for (int i = 0; i < node->childCount(); ++i)
        walk(node->child(i), visit);
}

QString describe(const QAccessibleInterface &node)
{
    const QObject *object = node.object();
    return u"%1 \"%2\" role %3"_s
        .arg(object ? QString::fromLatin1(object->metaObject()->className()) : u"?"_s, node.text(QAccessible::Name))
        .arg(int(node.role()), 0, 16);
}

/// Roles that tell nothing of what one can do.
bool isVagueRole(QAccessible::Role role)
{
    return role == QAccessible::NoRole || role == QAccessible::Client || role == QAccessible::Pane
        || role == QAccessible::Grouping;
}

bool takesTab(const QWidget &widget)
{
    const bool isInside = qobject_cast<const QLineEdit *>(widget.parentWidget());
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) && !isInside
        && !widget.focusProxy();
}

} // namespace

class AccessibilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everythingThatTakesTheFocusHasANameAndARole_data() { modes(); }
    void everythingThatTakesTheFocusHasANameAndARole();
    void everyDialogHasNamesAndRolesToo_data();
    void everyDialogHasNamesAndRolesToo();
    void tabReachesWhateverTakesTheFocus_data() { modes(); }
    void tabReachesWhateverTakesTheFocus();
    void everyModeIsReachedByItsShortcut_data() { modes(); }
    void everyModeIsReachedByItsShortcut();
    void everyActionHasATextAndIsInTheMenu();
    void everyButtonTellsMoreThanItsName_data() { modes(); }
    void everyButtonTellsMoreThanItsName();
    void whatIsCutIsToldInFull_data() { modes(); }
    void whatIsCutIsToldInFull();

private:
    static void modes();
};

void AccessibilityTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void AccessibilityTest::modes()
{
    QTest::addColumn<QString>("mode");
    for (const QString &name : MainWindow::modeNames())
        QTest::newRow(qPrintable(name)) << name;
}

void AccessibilityTest::everythingThatTakesTheFocusHasANameAndARole()
{
    QFETCH(const QString, mode);
    Stage stage(mode);
    stage.settle();
    QStringList nameless;
    int count = 0;
    walk(QAccessible::queryAccessibleInterface(&stage.window), [&](QAccessibleInterface &node) {
        if (!node.state().focusable || node.object() == &stage.window || qobject_cast<QMainWindow *>(node.object()))
            return;
        ++count;
        if (node.text(QAccessible::Name).isEmpty() || node.role() == QAccessible::NoRole)
            nameless.append(describe(node));
        const auto *button = qobject_cast<QAbstractButton *>(node.object());
        if (button && isVagueRole(node.role()))
            nameless.append(describe(node));
    });
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    QVERIFY(count > 10);
}

void AccessibilityTest::everyDialogHasNamesAndRolesToo_data()
{
    QTest::addColumn<QString>("command");
    for (const auto *command : {"All preferences", "Keyboard shortcuts", "About Curbside", "Find"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void AccessibilityTest::everyDialogHasNamesAndRolesToo()
{
    QFETCH(const QString, command);
    Stage stage(u"ops"_s);
    stage.settle();
    for (const Commands::Entry &entry : stage.window.commands().entries()) {
        if (commandText(*entry.action) == command)
            entry.action->trigger();
    }
    auto *dialog = stage.window.findChild<QDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QStringList nameless;
    walk(QAccessible::queryAccessibleInterface(dialog), [&](QAccessibleInterface &node) {
        const bool isVague = node.object() != dialog && isVagueRole(node.role());
        if (node.state().focusable && (node.text(QAccessible::Name).isEmpty() || isVague))
            nameless.append(describe(node));
    });
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void AccessibilityTest::tabReachesWhateverTakesTheFocus()
{
    QFETCH(const QString, mode);
    Stage stage(mode);
    stage.settle();
    std::vector<const QWidget *> missing;
    for (const QWidget *widget : stage.window.findChildren<QWidget *>()) {
        if (takesTab(*widget))
            missing.push_back(widget);
    }
    QVERIFY(missing.size() > 15);
    const std::size_t turns = 4 * missing.size();
    for (std::size_t i = 0; i < turns && !missing.empty(); ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &stage.window, Qt::Key_Tab);
        std::erase(missing, QApplication::focusWidget());
    }
    QStringList names;
    for (const QWidget *widget : missing)
        names.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->accessibleName());
    QVERIFY2(missing.empty(), qPrintable(names.join(u'\n')));
}

void AccessibilityTest::everyModeIsReachedByItsShortcut()
{
    QFETCH(const QString, mode);
    const qsizetype at = MainWindow::modeNames().indexOf(mode);
    Stage stage(MainWindow::modeNames().at(at == 0 ? 1 : 0));
    stage.settle();
    stage.window.setFocus();
    QTest::keyClick(&stage.window, static_cast<Qt::Key>(Qt::Key_1 + int(at)), Qt::ControlModifier);
    QCOMPARE(stage.window.shownMode(), mode);
}

void AccessibilityTest::everyActionHasATextAndIsInTheMenu()
{
    Stage stage(u"ops"_s);
    for (const QString &mode : MainWindow::modeNames())
        stage.window.showMode(mode);
    QMenu menu;
    stage.window.commands().fill(menu);
    QSet<const QAction *> shown;
    for (const QMenu *submenu : menu.findChildren<QMenu *>()) {
        for (const QAction *action : submenu->actions())
            shown.insert(action);
    }
    int count = 0;
    for (const QWidget *widget : stage.window.findChildren<QWidget *>() + QWidgetList{&stage.window}) {
        const bool isInLine =
            qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QLineEdit *>(widget->parent());
        if (qobject_cast<const QMenu *>(widget) || isInLine)
            continue; // what they have is of that menu or line alone
        for (const QAction *action : widget->actions()) {
            if (action->menu())
                continue; // of the menu itself
            ++count;
            QVERIFY2(!commandText(*action).trimmed().isEmpty(), widget->metaObject()->className());
            QVERIFY2(shown.contains(action), qPrintable(action->text()));
        }
    }
    QVERIFY(count > 20);
}

void AccessibilityTest::everyButtonTellsMoreThanItsName()
{
    QFETCH(const QString, mode);
    Stage stage(mode);
    stage.settle();
    QStringList silent;
    for (const QToolButton *button : stage.window.findChildren<QToolButton *>()) {
        const bool isIconOnly = button->text().isEmpty() && !qobject_cast<QLineEdit *>(button->parentWidget());
        if (button->isVisible() && isIconOnly && button->toolTip().isEmpty())
            silent.append(button->accessibleName());
    }
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(u'\n')));
}

void AccessibilityTest::whatIsCutIsToldInFull()
{
    QFETCH(const QString, mode);
    Stage stage(mode, QSize(1024, 700));
    stage.settle();
    QStringList cut;
    int count = 0;
    for (const QLabel *label : stage.window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        ++count;
        const bool isWrapped = label->wordWrap() && label->heightForWidth(label->width()) <= label->height();
        const int room = label->contentsRect().width() - 2 * label->margin();
        const bool fits = label->fontMetrics().size(0, label->text()).width() <= room + 1;
        if (!isWrapped && !fits && label->toolTip().isEmpty())
            cut.append(label->text());
    }
    for (const QAbstractButton *button : stage.window.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->width() < button->minimumSizeHint().width() && button->toolTip().isEmpty())
            cut.append(button->text());
    }
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    QVERIFY(count > 5);
}

CURBSIDE_WINDOW_TEST(AccessibilityTest)

} // namespace tst_accessibility

#include "tst_accessibility.moc"
