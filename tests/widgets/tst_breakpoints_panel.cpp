// SPDX-License-Identifier: GPL-3.0-or-later
// Breakpoints in the window: the list, what adds to it, and what is said when platform time stands still.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/breakpoints/breakpoint_desk.h"
#include "widgets/breakpoints/breakpoint_dialog.h"
#include "widgets/breakpoints/breakpoints_panel.h"
#include "widgets/breakpoints/run_until.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/shell/notices.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_breakpoints_panel {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;
const QString question = u"gateway /control/breakpoints"_s;
const QString wish = u"ASK gateway /control/breakpoints"_s;

const QByteArray waiting = R"({"id":"1","enabled":true,"once":false,"atHit":3,"hits":2,"filter":"type = 'x'"})";
const QByteArray ofRow = R"({"id":"2","enabled":false,"once":true,"atHit":1,"hits":1,"service":"operations",)"
                         R"( "table":"task","key":["T-1"],"column":"status","filter":"data.status = 'Failed'",)"
                         R"( "stopped":{"reason":"breakpoint","at":"2026-03-02T11:42:07.318Z","breakpoint":2,)"
                         R"( "row":{"service":"operations","table":"task","key":["T-1"],"messageId":"m-7"}}})";

template <typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (auto *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    qFatal("no %s", qPrintable(name));
}

QPushButton *buttonOf(const QWidget &parent, const QString &text)
{
    for (auto *button : parent.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    qFatal("no button %s", qPrintable(text));
}

struct Stage
{
    ScriptedLink link;
    BreakpointDesk desk{link};
    BreakpointsPanel panel{desk};

    explicit Stage(const QByteArrayList &items = {waiting, ofRow})
    {
        link.setItems(question, items);
        panel.resize(640, 300);
        panel.show();
        link.open();
    }
    [[nodiscard]] EntityList &list() { return panel.list(); }
    bool isListed(int count)
    {
        return QTest::qWaitFor([this, count] { return list().rowCount() == count; });
    }
    [[nodiscard]] QString lastWish() const
    {
        for (auto asked = link.asked.rbegin(); asked != link.asked.rend(); ++asked) {
            if (!asked->startsWith(u"gateway "))
                return *asked;
        }
        return {};
    }
};

/// The real platform in a window, at a standstill.
struct RealStage
{
    QTemporaryDir folder;
    EmbeddedLink link;
    MainWindow window{link};

    RealStage() : link(options(folder.filePath(u"w"_s)))
    {
        window.resize(1440, 900);
        window.showMode(u"events"_s);
        window.show();
    }
    static EmbeddedLink::Options options(const QString &workspace)
    {
        EmbeddedLink::Options made;
        made.wishes.workspace = workspace;
        made.wishes.scenario = u"small-busy"_s;
        made.wishes.speed = u"max"_s;
        made.withHttp = false;
        made.pauseAt = Duration(5s);
        return made;
    }
    void settle()
    {
        QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
        QVERIFY(reached.wait(patienceMs));
    }
    template <typename Kind>
    Kind *panel()
    {
        return window.findChild<Kind *>();
    }
    void command(const QString &text)
    {
        for (const Commands::Entry &entry : window.commands().entries()) {
            if (commandText(*entry.action) == text)
                return entry.action->trigger();
        }
        qFatal("no command %s", qPrintable(text));
    }
};

} // namespace

class BreakpointsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreListed();
    void withoutAnyItSaysWhatToDo();
    void oneIsAddedByHand();
    void whatCannotBeReadIsNotAdded();
    void whatThePlatformRefusesIsTold();
    void theFilterInForceIsAdded();
    void aClickTurnsItOff();
    void spaceAndDelete();
    void aRowThatChangesIsChosen();
    void runUntilAMoment_data();
    void runUntilAMoment();
    void runUntilAnEvent();
    void itStopsAndIsTold();
    void thePlaceInTheTrafficLeadsHere();
    void runUntilTheNextAlert();
};

void BreakpointsPanelTest::theyAreListed()
{
    Stage stage;
    const QAbstractItemModelTester tester(&stage.desk.rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(stage.isListed(2));
    QCOMPARE(stage.list().text(0, 0), u"on"_s);
    QCOMPARE(stage.list().text(0, 1), u"type = 'x'"_s);
    QCOMPARE(stage.list().text(0, 2), u"2 of 3"_s);
    QCOMPARE(stage.list().text(0, 4), u"each time"_s);
    QCOMPARE(stage.list().text(1, 0), u"off"_s);
    QCOMPARE(stage.list().text(1, 1), u"operations task.status T-1 changes, and data.status = 'Failed'"_s);
    QCOMPARE(stage.list().text(1, 4), u"once"_s);
    QCOMPARE(stage.list().text(1, 3), u"11:42:07  T-1"_s);
    QSignalSpy wished(&stage.panel, &BreakpointsPanel::messageWished);
    stage.list().choose(u"2"_s);
    QTest::keyClick(&stage.list().view(), Qt::Key_Return);
    QCOMPARE(wished.count(), 1);
    QCOMPARE(wished.front().front().toString(), u"m-7"_s);
}

void BreakpointsPanelTest::withoutAnyItSaysWhatToDo()
{
    Stage stage(QByteArrayList{});
    QVERIFY(stage.list().message().startsWith(u"No breakpoints."));
}

void BreakpointsPanelTest::oneIsAddedByHand()
{
    Stage stage(QByteArrayList{});
    QPushButton *add = buttonOf(stage.panel, u"Add"_s);
    QVERIFY(!add->isEnabled());
    stage.link.setAnswer(wish, waiting, 201);
    stage.panel.edit().setFocus();
    QTest::keyClicks(&stage.panel.edit(), u"type = 'x'"_s);
    QVERIFY(add->isEnabled());
    stage.link.setItems(question, {waiting});
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(stage.lastWish(), wish + u" {\"filter\":\"type = 'x'\"}"_s);
    QVERIFY(stage.isListed(1));
    QCOMPARE(stage.panel.edit().text(), QString());
    QCOMPARE(stage.panel.told(), QString());
}

void BreakpointsPanelTest::whatCannotBeReadIsNotAdded()
{
    Stage stage(QByteArrayList{});
    QTest::keyClicks(&stage.panel.edit(), u"type 'x'"_s);
    QVERIFY(!buttonOf(stage.panel, u"Add"_s)->isEnabled());
    QVERIFY(stage.panel.told().contains(u"is missing before"));
    QVERIFY(stage.panel.edit().markedPlace());
    QTest::keyClick(&stage.panel.edit(), Qt::Key_Return);
    QVERIFY(!stage.lastWish().startsWith(wish));
}

void BreakpointsPanelTest::whatThePlatformRefusesIsTold()
{
    Stage stage(QByteArrayList{});
    stage.link.setAnswer(wish, R"({"detail":"x","errors":[{"pointer":"/filter","detail":"line 1, column 1: no"}]})",
                         422);
    QTest::keyClicks(&stage.panel.edit(), u"outcome = 'handled'"_s);
    QTest::keyClick(&stage.panel.edit(), Qt::Key_Return);
    QTRY_COMPARE(stage.panel.told(), u"line 1, column 1: no"_s);
    QCOMPARE(stage.panel.edit().text(), u"outcome = 'handled'"_s); // to be mended
}

void BreakpointsPanelTest::theFilterInForceIsAdded()
{
    Stage stage(QByteArrayList{});
    auto *button = named<QToolButton>(stage.panel, u"Add from the filter"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(stage.panel.told(), u"No filter is in force in the traffic."_s);
    stage.panel.setFilterInForce([] { return u"subject = 'D-1'"_s; });
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(stage.lastWish(), wish + u" {\"filter\":\"subject = 'D-1'\"}"_s);
}

void BreakpointsPanelTest::aClickTurnsItOff()
{
    Stage stage;
    QVERIFY(stage.isListed(2));
    ListView &view = stage.list().view();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(0, 0)).center());
    QCOMPARE(stage.lastWish(), wish + u" {\"id\":\"1\",\"enabled\":false}"_s);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(1, 1)).center());
    QCOMPARE(stage.lastWish(), wish + u" {\"id\":\"1\",\"enabled\":false}"_s);
}

void BreakpointsPanelTest::spaceAndDelete()
{
    Stage stage;
    QVERIFY(stage.isListed(2));
    stage.list().choose(u"2"_s);
    QTest::keyClick(&stage.list().view(), Qt::Key_Space);
    QCOMPARE(stage.lastWish(), wish + u" {\"id\":\"2\",\"enabled\":true}"_s);
    stage.link.setItems(question, {waiting});
    QTest::keyClick(&stage.list().view(), Qt::Key_Delete);
    QCOMPARE(stage.lastWish(), u"DELETE gateway /control/breakpoints?id=2"_s);
    QVERIFY(stage.isListed(1));
}

void BreakpointsPanelTest::aRowThatChangesIsChosen()
{
    Stage stage(QByteArrayList{});
    stage.link.setAnswer(u"operations /tables"_s,
                         R"({"tables":[{"name":"operator","columns":[{"name":"id"}]},)"
                         R"( {"name":"task","columns":[{"name":"id"},{"name":"status"}]}]})");
    stage.link.setAnswer(wish, ofRow, 201);
    QTest::mouseClick(named<QToolButton>(stage.panel, u"Add another kind of breakpoint"_s), Qt::LeftButton);
    auto *dialog = stage.panel.findChild<BreakpointDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    named<QComboBox>(*dialog, u"Stop"_s)->setCurrentIndex(1);
    auto *service = named<QComboBox>(*dialog, u"Service"_s);
    service->setCurrentIndex(service->findData(u"operations"_s));
    auto *table = named<QComboBox>(*dialog, u"Table"_s);
    QTRY_COMPARE(table->count(), 2);
    table->setCurrentIndex(1);
    named<QComboBox>(*dialog, u"Column"_s)->setCurrentIndex(2);
    QTest::keyClicks(named<QLineEdit>(*dialog, u"Key"_s), u"T-1"_s);
    named<QSpinBox>(*dialog, u"At hit"_s)->setValue(2);
    dialog->findChild<QCheckBox *>()->setChecked(true);
    QTest::mouseClick(buttonOf(*dialog, u"Add"_s), Qt::LeftButton);
    QCOMPARE(
        stage.lastWish(),
        wish
            + u" {\"service\":\"operations\",\"table\":\"task\",\"key\":[\"T-1\"],\"column\":\"status\",\"atHit\":2,\"once\":true}"_s);
    QTRY_VERIFY(!stage.panel.findChild<BreakpointDialog *>());
}

void BreakpointsPanelTest::runUntilAMoment_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("until"); // empty: it cannot be read
    QTest::newRow("a duration") << u"90s"_s << u"2026-03-02T11:02:30.000Z"_s;
    QTest::newRow("a time of day") << u"11:30"_s << u"2026-03-02T11:30:00.000Z"_s;
    QTest::newRow("with seconds") << u"11:30:05"_s << u"2026-03-02T11:30:05.000Z"_s;
    QTest::newRow("tomorrow") << u"8:00"_s << u"2026-03-03T08:00:00.000Z"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no time at all") << u"0s"_s << QString();
    QTest::newRow("words") << u"noon"_s << QString();
    QTest::newRow("no time of day") << u"25:00"_s << QString();
}

void BreakpointsPanelTest::runUntilAMoment()
{
    QFETCH(const QString, written);
    QFETCH(const QString, until);
    Stage stage(QByteArrayList{});
    RunUntilDialog dialog(stage.desk);
    dialog.show();
    auto *line = named<QLineEdit>(dialog, u"Moment"_s);
    line->clear();
    QTest::keyClicks(line, written);
    QPushButton *run = buttonOf(dialog, u"Run"_s);
    QCOMPARE(run->isEnabled(), !until.isEmpty());
    if (until.isEmpty())
        return;
    QTest::mouseClick(run, Qt::LeftButton);
    QCOMPARE(stage.lastWish(), u"ASK gateway /control/resume {\"until\":\"%1\"}"_s.arg(until));
    QTRY_VERIFY(!dialog.isVisible());
}

void BreakpointsPanelTest::runUntilAnEvent()
{
    Stage stage(QByteArrayList{});
    stage.link.setAnswer(u"ASK gateway /control/resume"_s, R"({"errors":[{"detail":"no such thing"}]})", 422);
    RunUntilDialog dialog(stage.desk);
    dialog.show();
    auto *edit = dialog.findChild<ExpressionEdit *>();
    QTest::keyClicks(edit, u"type = 'x'"_s);
    QVERIFY(dialog.findChildren<QRadioButton *>().constLast()->isChecked()); // what is written is what is meant
    QTest::mouseClick(buttonOf(dialog, u"Run"_s), Qt::LeftButton);
    QCOMPARE(stage.lastWish(), u"ASK gateway /control/resume {\"filter\":\"type = 'x'\"}"_s);
    QTRY_VERIFY(std::ranges::any_of(dialog.findChildren<ElidedLabel *>(),
                                    [](const ElidedLabel *label) { return label->text() == u"no such thing"_s; }));
    QVERIFY(dialog.isVisible());
}

void BreakpointsPanelTest::itStopsAndIsTold()
{
    RealStage stage;
    stage.settle();
    auto *panel = stage.panel<BreakpointsPanel>();
    panel->raise();
    QTest::keyClicks(&panel->edit(), u"type LIKE '%.TripPlanned' AND handledBy = 'deliveries'"_s);
    QTest::keyClick(&panel->edit(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(panel->list().rowCount(), 1, patienceMs);
    stage.command(u"Play or pause"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stage.link.status().stop && stage.link.status().stop->reason == StopReason::Breakpoint,
                             patienceMs);
    const PlatformStop stop = *stage.link.status().stop;
    const QString told = stage.window.notices().texts().join(u' ');
    QVERIFY2(told.contains(u"Breakpoint 1: platform time stands still"), qPrintable(told));
    QVERIFY2(told.contains(u"before TripPlanned is delivered to deliveries"), qPrintable(told));
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Event, stop.messageId}));
    auto *traffic = stage.panel<TrafficPanel>();
    QTRY_COMPARE(traffic->model().entry(traffic->view().currentIndex().row()).messageId, stop.messageId.toUtf8());
    const auto labels = stage.window.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text() == u"breakpoint 1"_s; }));
    QTRY_VERIFY(panel->list().text(0, 3).contains(u"TripPlanned"));
    stage.command(u"Step one event"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stage.link.status().stop->reason == StopReason::Step, patienceMs);
    QVERIFY(!stage.window.notices().texts().join(u' ').contains(u"Breakpoint"));
}

void BreakpointsPanelTest::thePlaceInTheTrafficLeadsHere()
{
    RealStage stage;
    stage.settle();
    auto *traffic = stage.panel<TrafficPanel>();
    traffic->filter().setFilter(u"type LIKE '%.OrderReceived' AND handledBy = 'deliveries'"_s);
    QTRY_VERIFY_WITH_TIMEOUT(traffic->model().rowCount() > 0, patienceMs);
    QMenu menu;
    Q_EMIT traffic->view().menuOpening(menu, traffic->model().index(0, 0));
    const auto actions = menu.actions();
    const auto found = std::ranges::find(actions, u"&Break before events like this"_s, &QAction::text);
    QVERIFY(found != actions.end());
    (*found)->trigger();
    auto *panel = stage.panel<BreakpointsPanel>();
    QTRY_COMPARE_WITH_TIMEOUT(panel->list().rowCount(), 1, patienceMs);
    QCOMPARE(panel->list().text(0, 1), u"type = 'curbside.integrations.OrderReceived' AND handledBy = 'deliveries'"_s);
    QVERIFY(panel->isVisible());
}

void BreakpointsPanelTest::runUntilTheNextAlert()
{
    RealStage stage;
    stage.settle();
    stage.command(u"Run until the next alert"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stage.window.notices().texts().join(u' ').contains(u"stands still for an alert"),
                             patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(stage.link.status().isPaused, patienceMs);
}

CURBSIDE_WINDOW_TEST(BreakpointsPanelTest)

} // namespace tst_breakpoints_panel

#include "tst_breakpoints_panel.moc"
