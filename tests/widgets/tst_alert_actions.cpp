// SPDX-License-Identifier: GPL-3.0-or-later
// What is offered where something needs a hand, the likeliest first; and that lists, inspector and alerts say the same.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/alerts/alert_list_view.h"
#include "widgets/alerts/alert_panel.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/inspector/inspector.h"
#include "widgets/panels/chip_list_panel.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_alert_actions {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// D-1 is with Basil, and far from its door; Dill's lid is jammed, with D-2 aboard.
struct Window
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"curbside.ini"_s), QSettings::IniFormat};
    ScriptedLink link;
    MainWindow window{link, &settings};

    explicit Window(const QByteArray &call = {})
    {
        link.setItems(
            u"gateway /deliveries"_s,
            {delivery("d1", "Assigned", "Basil", 9000, "11:10"), delivery("d2", "InTransit", "Dill", 2, "11:40")});
        link.setItems(u"gateway /robots"_s, {robot("CR-1", "Basil", "Closed"), robot("CR-2", "Dill", "Jammed")});
        link.setItems(u"operations /operators"_s, {R"({"id":"OP-1","name":"Ann","onShift":true})"});
        if (!call.isEmpty())
            link.setItems(u"gateway /tasks"_s, {call});
        window.resize(1440, 900);
        window.show();
        link.open();
        desk().showAlerts(true);
        settle();
    }

    static QByteArray delivery(const QByteArray &id, const QByteArray &status, const QByteArray &driver, int away,
                               const QByteArray &promised)
    {
        return "{\"id\":\"" + id + "\",\"number\":\"D-" + id.mid(1) + "\",\"status\":\"" + status
            + "\",\"driverName\":\"" + driver + R"(","pickup":{"x":1,"y":1},"dropoff":{"x":)" + QByteArray::number(away)
            + R"(,"y":1},"createdAt":"2026-03-02T10:50:00.000Z","promisedAt":"2026-03-02T)" + promised + ":00.000Z\"}";
    }
    static QByteArray robot(const QByteArray &serial, const QByteArray &name, const QByteArray &lid)
    {
        return "{\"serial\":\"" + serial + "\",\"name\":\"" + name
            + "\",\"inService\":true,\"state\":{\"x\":1,\"y\":1,\"battery\":80,\"lid\":\"" + lid
            + "\",\"connectivity\":\"Online\",\"onDuty\":true,\"seenAt\":\"2026-03-02T11:00:55.000Z\"}}";
    }
    static QByteArray call(const QByteArray &status)
    {
        return "{\"id\":\"t7\",\"number\":\"T-7\",\"type\":\"Rescue\",\"robotSerial\":\"CR-2\",\"status\":\"" + status
            + "\",\"createdAt\":\"2026-03-02T11:00:30.000Z\"}";
    }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
        QTRY_VERIFY(desk().alerts().isCurrent());
    }
    AlertDesk &desk() { return window.alertDesk(); }
    AlertPanel &panel() { return desk().panel(); }
    int rowOf(const QString &title)
    {
        const auto &rows = panel().model().rows();
        const auto found = std::ranges::find(rows, title, &AlertRow::title);
        return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
    }
    void click(const QString &title)
    {
        QTRY_VERIFY(rowOf(title) >= 0);
        const QModelIndex row = panel().model().index(rowOf(title));
        QTest::mouseClick(panel().view().viewport(), Qt::LeftButton, {}, panel().view().visualRect(row).center());
    }
    static QStringList buttons(const QWidget &in)
    {
        QStringList texts;
        for (const auto *button : in.findChildren<QPushButton *>()) {
            if (button->isVisible())
                texts.append(button->text());
        }
        return texts;
    }
    static QAbstractButton *button(const QWidget &in, const QString &text)
    {
        for (auto *found : in.findChildren<QAbstractButton *>()) {
            if (found->text() == text && found->isVisible())
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] Cell promise(const QString &id)
    {
        return promiseCell(*window.entities().deliveries.find(id), link.status().now, window.entities());
    }
};

} // namespace

} // namespace tst_alert_actions

namespace tst_alert_actions {

class AlertActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatWillBeLateCanBeGivenToAnother();
    void whileAServiceIsAwayItsTrafficIsAKeyAway();
    void aLinkOfAnAlertLeavesTheAlertChosen();
    void anAlertClickedAgainChoosesItsThingAgain();
    void aDeliveryFollowedByKeyLeavesTheAlertChosen();
    void whatSettlesAnAlertComesNextByTab();
    void whatWasToldBeforeIsNotToldUnderAnotherAlert();
    void whoseRobotIsHeldIsReleasedFirst();
    void aCallIsAssignedWhileItsRobotIsChosen();
    void aCallIsFirstOfAllAssigned();
    void whereAnOperatorWasCalledNoneIsCalledAgain_data();
    void whereAnOperatorWasCalledNoneIsCalledAgain();
    void whatWillBeLateIsAtRisk();
    void whatIsInTimeAgainIsNoRisk();
};

void AlertActionsTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void AlertActionsTest::whatWillBeLateCanBeGivenToAnother()
{
    Window stage;
    stage.click(u"D-1 will be late"_s);
    QCOMPARE(Window::buttons(stage.panel()).value(0), u"Reassign robot…"_s);
}

void AlertActionsTest::whileAServiceIsAwayItsTrafficIsAKeyAway()
{
    Window stage;
    PlatformStatus status = stage.link.status();
    stage.link.setAnswer(u"gateway /tasks"_s, R"({"detail":"operations does not answer"})", 503);
    for (const int minutes : {2, 3}) {
        stage.link.tell({});
        status.now += minutes * 60'000'000;
        status.isPaused = minutes == 2; // so that the services are asked at once
        stage.link.setStatus(status);
        QTRY_VERIFY(stage.desk().alerts().isCurrent());
    }
    stage.click(u"Operations does not answer"_s);
    QAbstractButton *button = Window::button(stage.panel(), u"Show event traffic"_s);
    QVERIFY2(button, qPrintable(Window::buttons(stage.panel()).join(u", "_s)));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(stage.window.shownMode(), u"events"_s);
}

void AlertActionsTest::aLinkOfAnAlertLeavesTheAlertChosen()
{
    Window stage;
    stage.click(u"Lid of Dill is jammed"_s);
    QAbstractButton *link = Window::button(stage.panel(), u"D-2"_s);
    QVERIFY(link);
    QTest::mouseClick(link, Qt::LeftButton);
    QTRY_COMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d2"_s}));
    QCOMPARE(stage.panel().view().currentIndex().row(), stage.rowOf(u"Lid of Dill is jammed"_s));
}

void AlertActionsTest::anAlertClickedAgainChoosesItsThingAgain()
{
    Window stage;
    stage.click(u"Lid of Dill is jammed"_s);
    QTest::mouseClick(Window::button(stage.panel(), u"D-2"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d2"_s}));
    stage.click(u"Lid of Dill is jammed"_s);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-2"_s}));
}

void AlertActionsTest::aDeliveryFollowedByKeyLeavesTheAlertChosen()
{
    Window stage;
    stage.click(u"Lid of Dill is jammed"_s);
    QAbstractButton *link = Window::button(stage.panel(), u"D-2"_s);
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Space);
    QTRY_COMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d2"_s}));
    QCOMPARE(stage.panel().view().currentIndex().row(), stage.rowOf(u"Lid of Dill is jammed"_s));
    QVERIFY(stage.panel().showsCard());
}

void AlertActionsTest::whatSettlesAnAlertComesNextByTab()
{
    Window stage;
    QApplication::setActiveWindow(&stage.window);
    stage.click(u"Lid of Dill is jammed"_s);
    stage.panel().view().setFocus();
    QStringList walked;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto *control = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
        walked.append(control ? control->text() : QString());
    }
    QCOMPARE(walked[0], u"D-2"_s);
    QCOMPARE(walked.mid(1), Window::buttons(stage.panel()).mid(0, 2));
}

void AlertActionsTest::whatWasToldBeforeIsNotToldUnderAnotherAlert()
{
    Window stage;
    const auto isTold = [&] {
        return std::ranges::any_of(stage.panel().findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text() == u"Cancel delivery: done" && label->isVisible();
        });
    };
    stage.click(u"Lid of Dill is jammed"_s);
    stage.window.selection().select({EntityKind::Robot, u"CR-1"_s});
    auto &actions = *stage.window.findChild<EntityActions *>();
    Q_EMIT actions.told(u"Cancel delivery: done"_s, false);
    stage.click(u"Lid of Dill is jammed"_s);
    QVERIFY(!isTold());
    Q_EMIT actions.told(u"Cancel delivery: done"_s, false);
    QVERIFY(isTold());
}

void AlertActionsTest::whoseRobotIsHeldIsReleasedFirst()
{
    Window stage;
    QByteArray held = Window::robot("CR-1", "Basil", "Closed");
    held.insert(1, R"("held":true,)");
    stage.link.setItems(u"gateway /robots"_s, {held, Window::robot("CR-2", "Dill", "Closed")});
    stage.link.tell({published("operations")});
    QTRY_VERIFY(stage.window.entities().robots.find(u"CR-1"_s)->isHeld);
    PlatformStatus status = stage.link.status();
    status.now += 1'000'000;
    stage.link.setStatus(status);
    QTRY_VERIFY(stage.desk().alerts().isCurrent());
    stage.click(u"D-1 will be late"_s);
    QTRY_COMPARE(Window::buttons(stage.panel()).value(0), u"Release robot"_s);
    const auto alert = stage.desk().alerts().findAbout({EntityKind::Delivery, u"d1"_s});
    QVERIFY2(alert && alert->finding.consequence.startsWith(u"Basil is held"), "why it does not come");
}

void AlertActionsTest::aCallIsAssignedWhileItsRobotIsChosen()
{
    Window stage(Window::call("Pending"));
    stage.window.selection().select({EntityKind::Robot, u"CR-2"_s});
    auto &actions = *stage.window.findChild<EntityActions *>();
    QTRY_VERIFY(actions.named(u"assign-operator"_s)->isEnabled());
    stage.window.selection().select({EntityKind::Robot, u"CR-1"_s});
    QVERIFY2(!actions.named(u"assign-operator"_s)->isEnabled(), "nobody was called to it");
}

void AlertActionsTest::aCallIsFirstOfAllAssigned()
{
    Window stage(Window::call("Pending"));
    stage.window.selection().select({EntityKind::Task, u"t7"_s});
    QTRY_COMPARE(Window::buttons(stage.window.inspector()).value(0), u"Assign to operator…"_s);
}

void AlertActionsTest::whereAnOperatorWasCalledNoneIsCalledAgain_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<bool>("isOffered");
    QTest::newRow("nobody was called") << QByteArray() << true;
    QTest::newRow("nobody has come") << Window::call("Pending") << false;
    QTest::newRow("somebody is on it") << Window::call("InProgress") << false;
    QTest::newRow("somebody was there") << Window::call("Completed") << true;
}

void AlertActionsTest::whereAnOperatorWasCalledNoneIsCalledAgain()
{
    QFETCH(const QByteArray, call);
    QFETCH(const bool, isOffered);
    Window stage(call);
    stage.window.selection().select({EntityKind::Delivery, u"d2"_s});
    QTRY_VERIFY(Window::button(stage.window.inspector(), u"Hold robot…"_s));
    QCOMPARE(Window::button(stage.window.inspector(), u"Call operator"_s) != nullptr, isOffered);
}

void AlertActionsTest::whatWillBeLateIsAtRisk()
{
    Window stage;
    QTRY_VERIFY(stage.rowOf(u"D-1 will be late"_s) >= 0);
    QTRY_VERIFY(stage.promise(u"d1"_s).tone == Tone::Warning);
    QVERIFY(stage.promise(u"d2"_s).tone == Tone::Good);
    QVERIFY(Window::button(*stage.window.findChild<ChipListPanel *>(u"deliveries"_s), u"At risk 1"_s));
}

void AlertActionsTest::whatIsInTimeAgainIsNoRisk()
{
    Window stage;
    QTRY_VERIFY(stage.promise(u"d1"_s).tone == Tone::Warning);
    stage.link.setItems(u"gateway /deliveries"_s, {Window::delivery("d1", "Assigned", "Basil", 2, "11:10")});
    stage.link.tell({published("deliveries")});
    QTRY_VERIFY(stage.promise(u"d1"_s).tone == Tone::Good);
    QVERIFY(Window::button(*stage.window.findChild<ChipListPanel *>(u"deliveries"_s), u"At risk 0"_s));
}

CURBSIDE_WINDOW_TEST(AlertActionsTest)

} // namespace tst_alert_actions

#include "tst_alert_actions.moc"
