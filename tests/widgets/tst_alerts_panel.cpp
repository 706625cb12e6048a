// SPDX-License-Identifier: GPL-3.0-or-later
// The alerts in the window: the button, the panel, what is pressed there; the audit log and the handover page.
#include "tests/support/test_class.h"
#include "tests/widgets/alert_stage.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/alerts/alert_list_view.h"
#include "widgets/alerts/alert_panel.h"
#include "widgets/alerts/handover_dialog.h"
#include "widgets/audit/audit_dialog.h"
#include "widgets/panels/chip_bar.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextEdit>
#include <QTimer>
#include <QToolButton>

namespace tst_alerts_panel {

using namespace curbside;
using namespace curbside::alert_stage;

namespace {

QByteArray deliveryJson(const QByteArray &id, const QByteArray &driver, const QByteArray &promised)
{
    return "{\"id\":\"" + id + "\",\"number\":\"D-" + id.mid(1) + "\",\"status\":\"InTransit\",\"driverName\":\""
        + driver + R"(","createdAt":"2026-03-02T10:50:00.000Z","promisedAt":"2026-03-02T)" + promised + ":00.000Z\"}";
}

QByteArray robotJson(const QByteArray &serial, const QByteArray &name, const QByteArray &lid,
                     const QByteArray &link = "Online")
{
    return "{\"serial\":\"" + serial + "\",\"name\":\"" + name
        + "\",\"inService\":true,\"state\":{\"x\":1,\"y\":1,\"battery\":80,\"lid\":\"" + lid + "\",\"connectivity\":\""
        + link + "\",\"onDuty\":true,\"seenAt\":\"2026-03-02T11:00:55.000Z\"}}";
}

/// A late delivery of Basil's, and Dill with a jammed lid and a call that nobody has taken.
struct Window
{
    QTemporaryDir folder;
    std::unique_ptr<QSettings> settings =
        std::make_unique<QSettings>(folder.filePath(u"curbside.ini"_s), QSettings::IniFormat);
    ScriptedLink link;
    MainWindow window{link, settings.get()};

    explicit Window(bool hasTrouble = true)
    {
        if (hasTrouble) {
            link.setItems(u"gateway /deliveries"_s, {deliveryJson("d1", "Basil", "11:00")});
            link.setItems(u"gateway /robots"_s,
                          {robotJson("CR-1", "Basil", "Closed"), robotJson("CR-2", "Dill", "Jammed")});
            link.setItems(u"gateway /tasks"_s,
                          {R"({"id":"t7","number":"T-7","type":"Rescue","status":"Pending","robotSerial":"CR-2",)"
                           R"("createdAt":"2026-03-02T11:00:30.000Z"})"});
        }
        desk().alerts().setPause(0);
        window.resize(1440, 900);
        window.show();
        link.open();
        settle();
    }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
        QTRY_VERIFY(desk().alerts().isCurrent());
    }
    AlertDesk &desk() { return window.alertDesk(); }
    AlertPanel &panel() { return desk().panel(); }
    QToolButton *button() { return window.findChild<QToolButton *>(u"alerts-button"_s); }
    QStringList titles()
    {
        QStringList titles;
        for (const AlertRow &row : panel().model().rows())
            titles.append(row.title);
        return titles;
    }
    void choose(int row) { panel().view().setCurrentIndex(panel().model().index(row)); }
    QPushButton *action(const QString &text)
    {
        for (auto *made : panel().findChildren<QPushButton *>()) {
            if (made->text() == text && made->isVisible())
                return made;
        }
        return nullptr;
    }
    AuditEntry lastAction()
    {
        const auto &entries = desk().audit().entries.rows();
        return entries.empty() ? AuditEntry() : entries.back();
    }
};

/// Does `answer` with the next dialog of that kind.
template <typename Dialog>
void onDialog(std::function<void(Dialog &)> answer)
{
    QTimer::singleShot(0, qApp, [answer = std::move(answer)] {
        if (auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget()))
            answer(*dialog);
        else
            onDialog<Dialog>(answer);
    });
}

void giveName(const QString &name)
{
    onDialog<QInputDialog>([name](QInputDialog &dialog) {
        dialog.setTextValue(name);
        dialog.accept();
    });
}

void chooseFirstInMenu()
{
    QTimer::singleShot(0, qApp, [] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return chooseFirstInMenu();
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
}

void giveReason(const QString &reason)
{
    onDialog<ReasonDialog>([reason](ReasonDialog &dialog) {
        dialog.findChild<QLineEdit *>()->setText(reason);
        dialog.accept();
    });
}

void pressWith(QDialog &dialog, const QString &text)
{
    for (auto *button : dialog.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(text));
}

} // namespace

class AlertsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theButtonSaysHowManyAndHowBad();
    void withNothingToDoItSaysSo();
    void theShortcutOpensAndHidesThePanel();
    void choosingAnAlertChoosesItsThing();
    void choosingElsewhereChoosesTheAlert();
    void aRemedyActsOnTheAlertsThing();
    void theRemediesOfAnAlertAreOffered_data();
    void theRemediesOfAnAlertAreOffered();
    void anOperatorIsAssigned();
    void aDeadLetterIsReplayedAtItsService();
    void takingAsksForTheNameOnce();
    void snoozingMovesItAside();
    void closingAsksForAReason();
    void theListHoldsStillUnderTheMouse();
    void aFloodUnfoldsByKeyAndByMouse();
    void theNextAlertIsAKeyAway();
    void whatEndsBeforeOnesEyesIsToldSo();
    void whatIsPostedIsNoted();
    void aRefusalIsNotedAsOne();
    void theAuditLogIsKeptBesideTheSettings();
    void theAuditLogIsBounded();
    void theAuditLogIsCopied_data();
    void theAuditLogIsCopied();
    void theHandoverSaysWhatIsOpen();
    void theHandoverEscapesData();
    void theHandoverIsSavedAsPdfAndHtml();
};

void AlertsPanelTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void AlertsPanelTest::theButtonSaysHowManyAndHowBad()
{
    Window stage;
    QTRY_COMPARE(stage.button()->text(), u"2 alerts"_s);
    QVERIFY(stage.button()->accessibleName().contains(u"Urgent"));
    QVERIFY(!stage.button()->icon().isNull());
}

void AlertsPanelTest::withNothingToDoItSaysSo()
{
    Window stage(false);
    QTRY_COMPARE(stage.button()->text(), u"No alerts"_s);
    stage.desk().showAlerts(true);
    bool isSaid = false;
    for (const QLabel *label : stage.panel().findChildren<QLabel *>())
        isSaid = isSaid || (label->isVisible() && label->text().startsWith(u"Nothing needs a hand."));
    QVERIFY(isSaid);
}

void AlertsPanelTest::theShortcutOpensAndHidesThePanel()
{
    Window stage;
    QVERIFY(!stage.panel().isVisible());
    QTest::keyClick(&stage.window, Qt::Key_F9);
    QVERIFY(stage.panel().isVisible());
    QCOMPARE(stage.titles(), (QStringList{u"D-1 is late"_s, u"Lid of Dill is jammed"_s}));
    QTest::keyClick(&stage.window, Qt::Key_F9);
    QVERIFY(!stage.panel().isVisible());
    QTest::mouseClick(stage.button(), Qt::LeftButton);
    QVERIFY(stage.panel().isVisible());
    QCOMPARE(stage.settings->value(u"alerts/visible"_s).toBool(), true);
    for (auto *button : stage.panel().findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Hide alerts")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!stage.panel().isVisible());
    QCOMPARE(stage.settings->value(u"alerts/visible"_s).toBool(), false);
}

void AlertsPanelTest::choosingAnAlertChoosesItsThing()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(1);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-2"_s}));
    stage.choose(0);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d1"_s}));
}

void AlertsPanelTest::choosingElsewhereChoosesTheAlert()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.window.selection().select({EntityKind::Robot, u"CR-2"_s});
    QCOMPARE(stage.panel().view().currentIndex().row(), 1);
    stage.window.selection().select({EntityKind::Robot, u"CR-1"_s});
    QVERIFY2(!stage.panel().view().currentIndex().isValid(), "no alert is about Basil");
}

void AlertsPanelTest::aRemedyActsOnTheAlertsThing()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(1);
    QVERIFY(stage.action(u"Hold robot…"_s));
    giveReason(u"jammed"_s);
    QTest::mouseClick(stage.action(u"Hold robot…"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.link.asked.contains(u"POST gateway /robots/CR-2/hold {\"reason\":\"jammed\"}"_s));
}

void AlertsPanelTest::theRemediesOfAnAlertAreOffered_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QStringList>("buttons");
    QTest::newRow("late") << 0
                          << QStringList{u"Call operator"_s, u"Cancel delivery…"_s, u"Take"_s, u"Snooze…"_s,
                                         u"Close…"_s};
    QTest::newRow("jammed") << 1
                            << QStringList{
                                   u"Assign operator…"_s, u"Hold robot…"_s, u"Take out of service…"_s, u"Take"_s,
                                   u"Snooze…"_s,          u"Close…"_s};
}

void AlertsPanelTest::theRemediesOfAnAlertAreOffered()
{
    QFETCH(int, row);
    QFETCH(QStringList, buttons);
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(row);
    QStringList shown;
    for (const auto *button : stage.panel().findChildren<QPushButton *>()) {
        if (button->isVisible())
            shown.append(button->text());
    }
    shown.sort();
    buttons.sort();
    QCOMPARE(shown, buttons);
}

void AlertsPanelTest::anOperatorIsAssigned()
{
    Window stage;
    stage.link.setItems(u"operations /operators"_s,
                        {R"({"id":"OP-1","name":"Ann","onShift":false})", R"({"id":"OP-2","name":"Bo","onShift":true})",
                         R"({"id":"OP-3","name":"Bo","onShift":true})"});
    TrafficEntry registered;
    registered.kind = JournalKind::Requested;
    registered.service = "operations";
    registered.type = "PUT /operator/OP-3";
    stage.link.tell({registered});
    QTRY_COMPARE(stage.window.entities().operators.rowCount(), 3);
    stage.desk().showAlerts(true);
    stage.choose(1);
    onDialog<ReasonDialog>([](ReasonDialog &dialog) {
        auto *people = dialog.findChild<QComboBox *>();
        QStringList names;
        for (int i = 0; i < people->count(); ++i)
            names.append(people->itemText(i));
        people->setCurrentIndex(1);
        dialog.accept();
        QCOMPARE(names,
                 (QStringList{u"Bo …OP-2, open tasks: 0"_s, u"Bo …OP-3, open tasks: 0"_s, u"Ann (not on shift)"_s}));
    });
    QTest::mouseClick(stage.action(u"Assign operator…"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.link.asked.contains(u"POST gateway /tasks/t7/assign {\"operatorId\":\"OP-3\"}"_s));
    QTRY_COMPARE(stage.desk().audit().entries.rowCount(), 1);
    QCOMPARE(stage.desk().audit().entries.rows()[0].reason, u"to Bo"_s);
}

void AlertsPanelTest::aDeadLetterIsReplayedAtItsService()
{
    Window stage(false);
    stage.link.setAnswer(u"dispatch /metrics"_s, "curbside_dead_letters 1\n");
    stage.link.setItems(u"dispatch /dead-letters"_s,
                        {R"({"eventId":"e1","type":"curbside.state.LidEvent","subject":"CR-9","reason":"no",)"
                         R"("attempts":1,"lastAt":"2026-03-02T11:00:50.000Z"})"});
    PlatformStatus status = stage.link.status();
    status.isPaused = true;
    stage.link.tell({});
    stage.link.setStatus(status);
    stage.desk().showAlerts(true);
    QTRY_COMPARE(stage.titles(), QStringList{u"Dispatch gave up LidEvent"_s});
    stage.choose(0);
    QTest::mouseClick(stage.action(u"Replay"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.link.asked.contains(u"POST dispatch /dead-letter/e1/replay "_s));
    QTRY_COMPARE(stage.lastAction().action, u"Replay dead letter"_s);
}

void AlertsPanelTest::takingAsksForTheNameOnce()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(0);
    giveName(u"  Ann  "_s);
    QTest::mouseClick(stage.action(u"Take"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.desk().alerts().groups().front().members.front().takenBy, u"Ann"_s);
    QCOMPARE(stage.settings->value(u"person/name"_s).toString(), u"Ann"_s);
    QVERIFY(stage.panel().model().rows().front().second.startsWith(u"Taken by Ann"));
    stage.choose(1);
    QTest::mouseClick(stage.action(u"Take"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.desk().alerts().groups().back().members.front().takenBy, u"Ann"_s);
    QCOMPARE(stage.lastAction().action, u"Take alert"_s);
    QCOMPARE(stage.lastAction().thing, u"Lid of Dill is jammed"_s);
    QCOMPARE(stage.lastAction().person, u"Ann"_s);
}

void AlertsPanelTest::snoozingMovesItAside()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(0);
    chooseFirstInMenu();
    QTest::mouseClick(stage.action(u"Snooze…"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.desk().alerts().snoozed().size(), 1U);
    QCOMPARE(stage.desk().alerts().snoozed().front().snoozedUntil, stage.link.status().now + 5 * minute);
    QCOMPARE(stage.titles(), QStringList{u"Lid of Dill is jammed"_s});
    QCOMPARE(stage.button()->text(), u"1 alert"_s);
    stage.panel().chips().choose(1);
    QCOMPARE(stage.titles(), QStringList{u"D-1 is late"_s});
}

void AlertsPanelTest::closingAsksForAReason()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(0);
    giveReason(u"known & <b>accepted</b>"_s);
    QTest::mouseClick(stage.action(u"Close…"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.titles(), QStringList{u"Lid of Dill is jammed"_s});
    QCOMPARE(stage.lastAction().reason, u"known & <b>accepted</b>"_s);
    stage.panel().chips().choose(2);
    QCOMPARE(stage.titles(), QStringList{u"D-1 is late"_s});
    QVERIFY(stage.panel().model().rows().front().second.contains(u"known & <b>accepted</b>"));
}

void AlertsPanelTest::theListHoldsStillUnderTheMouse()
{
    Window stage;
    stage.desk().showAlerts(true);
    auto &view = stage.panel().view();
    QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
    QCoreApplication::sendEvent(&view, &enter);
    stage.link.setItems(u"gateway /robots"_s,
                        {robotJson("CR-1", "Basil", "Closed", "Offline"), robotJson("CR-2", "Dill", "Closed")});
    stage.link.tell({published("state")});
    QTRY_COMPARE(stage.titles(), (QStringList{u"D-1 is late"_s, u"Lid of Dill is jammed"_s, u"Basil is offline"_s}));
    QVERIFY(stage.panel().model().rows()[1].isOver);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&view, &leave);
    QTRY_COMPARE(stage.titles(), (QStringList{u"D-1 is late"_s, u"Basil is offline"_s}));
}

void AlertsPanelTest::aFloodUnfoldsByKeyAndByMouse()
{
    Window stage(false);
    QByteArrayList robots;
    for (int i = 0; i < 6; ++i)
        robots.append(robotJson("CR-" + QByteArray::number(i), "Mint " + QByteArray::number(i), "Closed", "Offline"));
    stage.link.setItems(u"gateway /robots"_s, robots);
    stage.link.tell({published("state")});
    stage.desk().showAlerts(true);
    QTRY_COMPARE(stage.titles(), QStringList{u"6 robots offline"_s});
    QCOMPARE(stage.button()->text(), u"1 alert"_s);
    stage.choose(0);
    QTest::keyClick(&stage.panel().view(), Qt::Key_Right);
    QCOMPARE(stage.titles().size(), 7);
    QTest::keyClick(&stage.panel().view(), Qt::Key_Left);
    QCOMPARE(stage.titles().size(), 1);
    QTest::mouseClick(stage.panel().view().viewport(), Qt::LeftButton, {},
                      stage.panel().view().visualRect(stage.panel().model().index(0)).center());
    QCOMPARE(stage.titles().size(), 7);
}

void AlertsPanelTest::theNextAlertIsAKeyAway()
{
    Window stage;
    QTest::keyClick(&stage.window, Qt::Key_F8);
    QVERIFY(stage.panel().isVisible());
    QCOMPARE(stage.window.selection().current().key, u"d1"_s);
    QTest::keyClick(&stage.window, Qt::Key_F8);
    QCOMPARE(stage.window.selection().current().key, u"CR-2"_s);
    QTest::keyClick(&stage.window, Qt::Key_F8);
    QCOMPARE(stage.window.selection().current().key, u"d1"_s);
}

void AlertsPanelTest::whatEndsBeforeOnesEyesIsToldSo()
{
    Window stage;
    stage.desk().showAlerts(true);
    stage.choose(1);
    stage.link.setItems(u"gateway /robots"_s, {robotJson("CR-2", "Dill", "Closed")});
    stage.link.tell({published("state")});
    QTRY_COMPARE(stage.titles(), QStringList{u"D-1 is late"_s});
    const auto isSaid = [&] {
        for (const QLabel *label : stage.panel().findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().startsWith(u"Settled at "))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isSaid());
    QVERIFY(!stage.action(u"Take"_s));
}

void AlertsPanelTest::whatIsPostedIsNoted()
{
    Window stage;
    stage.desk().person().setName(u"Ann"_s);
    stage.link.post(u"gateway"_s, u"/robots/CR-2/lid"_s, R"({"command":"open","reason":"stuck"})", [](int, auto &) {});
    QTRY_COMPARE(stage.desk().audit().entries.rowCount(), 1);
    const AuditEntry entry = stage.lastAction();
    QCOMPARE(entry.action, u"Open lid"_s);
    QCOMPARE(entry.thing, u"Dill"_s);
    QCOMPARE(entry.thingKey, u"CR-2"_s);
    QCOMPARE(entry.reason, u"stuck"_s);
    QCOMPARE(entry.person, u"Ann"_s);
    QCOMPARE(entry.answer, u"done"_s);
    QCOMPARE(entry.at, stage.link.status().now);
    QCOMPARE(entry.scenario, u"scripted"_s);
}

void AlertsPanelTest::aRefusalIsNotedAsOne()
{
    Window stage;
    stage.link.setAnswer(u"POST gateway /deliveries/d1/cancel"_s, R"({"detail":"goods are aboard"})", 409);
    stage.link.post(u"gateway"_s, u"/deliveries/d1/cancel"_s, R"({"reason":"x"})", [](int, auto &) {});
    QTRY_COMPARE(stage.desk().audit().entries.rowCount(), 1);
    QCOMPARE(stage.lastAction().answer, u"refused: goods are aboard"_s);
    QVERIFY(stage.lastAction().isProblem);
    QCOMPARE(stage.lastAction().thing, u"D-1"_s);
}

void AlertsPanelTest::theAuditLogIsKeptBesideTheSettings()
{
    Window stage;
    AuditEntry entry;
    entry.action = u"Hold robot"_s;
    entry.reason = u"a \"quote\",\nand a line"_s;
    stage.desk().audit().note(entry);
    ScriptedLink link;
    const Entities entities(link);
    const PersonName person(nullptr);
    const AuditLog again(link, entities, person, stage.settings.get());
    QCOMPARE(again.entries.rowCount(), 1);
    QCOMPARE(again.entries.rows().front(), stage.lastAction());
}

void AlertsPanelTest::theAuditLogIsBounded()
{
    ScriptedLink link;
    const Entities entities(link);
    const PersonName person(nullptr);
    AuditLog log(link, entities, person, nullptr);
    for (std::size_t i = 0; i < AuditLog::mostKept + 5; ++i)
        log.note({});
    QCOMPARE(std::size_t(log.entries.rowCount()), AuditLog::mostKept);
    QCOMPARE(log.entries.rows().front().number, u"6"_s);
}

void AlertsPanelTest::theAuditLogIsCopied_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("part");
    QTest::newRow("text") << u"Copy as text"_s << u"Hold robot\tDill"_s;
    QTest::newRow("CSV") << u"Copy as CSV"_s << u"Hold robot,Dill"_s;
    QTest::newRow("JSON") << u"Copy as JSON"_s << u"\"Hold robot\""_s;
}

void AlertsPanelTest::theAuditLogIsCopied()
{
    QFETCH(QString, button);
    QFETCH(QString, part);
    Window stage;
    AuditEntry entry;
    entry.action = u"Hold robot"_s;
    entry.thing = u"Dill"_s;
    stage.desk().audit().note(entry);
    QTest::keyClick(&stage.window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = stage.window.findChild<AuditDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    pressWith(*dialog, button);
    QVERIFY2(QGuiApplication::clipboard()->text().contains(part), qPrintable(QGuiApplication::clipboard()->text()));
}

void AlertsPanelTest::theHandoverSaysWhatIsOpen()
{
    Window stage;
    stage.desk().alerts().take({stage.desk().alerts().groups().front().members.front().id()}, u"Ann"_s);
    QTest::keyClick(&stage.window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = stage.window.findChild<HandoverDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    pressWith(*dialog, u"Copy as text"_s);
    const QString text = QGuiApplication::clipboard()->text();
    for (const QString &part : {u"A scripted place"_s, u"Open alerts"_s, u"D-1 is late"_s, u"Ann"_s,
                                u"Lid of Dill is jammed"_s, u"Late deliveries"_s, u"Every robot may be given work."_s,
                                u"T-7"_s, u"Nothing has been done in this console."_s})
        QVERIFY2(text.contains(part), qPrintable(part + u" is not in:\n"_s + text));
}

void AlertsPanelTest::theHandoverEscapesData()
{
    HandoverReport report;
    report.title = u"<i>title</i>"_s;
    report.sections = {{u"A & B"_s, {}, {u"c"_s}, {{u"<img src=\"file:///etc/passwd\">\u202e"_s}}, 0}};
    const QString html = report.toHtml();
    QVERIFY(!html.contains(u"<img") && !html.contains(u"<i>"));
    QVERIFY(html.contains(u"A &amp; B"));
    QVERIFY(html.contains(u"\\u202e"));
    QTextEdit page;
    page.setHtml(html);
    QVERIFY(page.toPlainText().contains(u"<img src=\"file:///etc/passwd\">"));
}

void AlertsPanelTest::theHandoverIsSavedAsPdfAndHtml()
{
    const QTemporaryDir folder;
    HandoverReport report;
    report.title = u"Handover"_s;
    HandoverDialog dialog(report);
    QVERIFY(dialog.savePdf(folder.filePath(u"page.pdf"_s)));
    QVERIFY(dialog.saveHtml(folder.filePath(u"page.html"_s)));
    QFile pdf(folder.filePath(u"page.pdf"_s));
    QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.readAll().startsWith("%PDF"));
    QFile html(folder.filePath(u"page.html"_s));
    QVERIFY(html.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(html.readAll()), report.toHtml());
    QVERIFY(!dialog.saveHtml(folder.filePath(u"no/such/page.html"_s)));
}

CURBSIDE_WINDOW_TEST(AlertsPanelTest)

} // namespace tst_alerts_panel

#include "tst_alerts_panel.moc"
