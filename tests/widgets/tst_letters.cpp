// SPDX-License-Identifier: GPL-3.0-or-later
// The panel Letters: what waits and what is dead, looked into, mended, rehearsed, replayed and discarded, on a scripted
// platform and on a real one with a poisoned event.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/actions/many_dialog.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/editor/code_edit.h"
#include "widgets/letters/letter_dialog.h"
#include "widgets/letters/letters_panel.h"
#include "widgets/lifeline/life_line_tree.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_letters {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

QByteArray event(const QByteArray &id, const QByteArray &data)
{
    return R"({"id":")" + id + R"(","source":"/services/operations","type":"curbside.operations.TaskCompleted",)"
        + R"("subject":"t1","sequence":"00000000000000000007","time":"2026-03-02T11:00:00.000Z","data":)" + data + '}';
}

QByteArray dead(const QByteArray &id, const QByteArray &reason, const QByteArray &data = R"({"version":1})")
{
    return R"({"eventId":")" + id
        + R"(","source":"operations","type":"curbside.operations.TaskCompleted","subject":"t1",)" + R"("reason":")"
        + reason + R"(","attempts":10,"firstAt":"2026-03-02T11:00:00.000Z",)"
        + R"("lastAt":"2026-03-02T11:05:00.000Z","history":"2026-03-02T11:00:00.000Z )" + reason + R"(","event":)"
        + event(id, data) + '}';
}

QByteArray parked(const QByteArray &id, const QByteArray &behind)
{
    return R"({"eventId":")" + id
        + R"(","source":"operations","type":"curbside.operations.TaskCompleted","subject":"t1",)"
        + R"("sequence":7,"attempts":1,"firstAt":"2026-03-02T11:00:00.000Z","nextAt":"2026-03-02T11:00:04.000Z",)"
        + R"("history":"",)"
        + (behind.isEmpty() ? QByteArray(R"("reason":"no row",)") : R"("behind":{"eventId":")" + behind + R"("},)")
        + R"("event":)" + event(id, "{}") + '}';
}

const QByteArray consumers =
    R"({"items":[{"consumer":"dispatch","inbox":{"sources":[{"source":"operations","position":40,"parked":2,"deadLetters":3}]}},)"
    R"({"consumer":"state","problem":{"detail":"state does not answer"}},{"consumer":"world","inbox":{"sources":[]}}],)"
    R"("outboxes":[{"publisher":"operations","outbox":{"last":44}}]})";

QPushButton *buttonOf(const QWidget &widget, const QString &text)
{
    for (auto *button : widget.findChildren<QPushButton *>()) {
        if (QString(button->text()).remove(u'&') == text)
            return button;
    }
    return nullptr;
}

/// The window with mode Events, its panel Letters in front.
struct Stage
{
    Stage()
    {
        link.setAnswer(u"gateway /consumers"_s, consumers);
        link.setItems(u"gateway /consumers/dispatch/parked"_s, {parked("p1", {}), parked("p2", "p1")});
        link.setItems(u"gateway /consumers/dispatch/dead-letters"_s,
                      {dead("d1", "poison"), dead("d2", "poison"), dead("d3", "no such task")});
        window.showMode(u"events"_s);
        window.resize(1440, 900);
        window.show();
        link.open();
        for (auto *bar : window.findChildren<QTabBar *>()) {
            for (int i = 0; i < bar->count(); ++i) {
                if (bar->tabText(i) == u"Letters")
                    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
            }
        }
    }
    [[nodiscard]] LettersPanel &panel() const { return *window.findChild<LettersPanel *>(); }
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        for (QTreeWidgetItemIterator each(&panel().tree()); *each; ++each)
            lines += QString(depthOf(*each), u' ') + (*each)->text(0);
        return lines;
    }
    static int depthOf(const QTreeWidgetItem *item)
    {
        int depth = 0;
        for (; item->parent(); item = item->parent())
            ++depth;
        return depth;
    }
    [[nodiscard]] QTreeWidgetItem *lineWith(const QString &text) const
    {
        for (QTreeWidgetItemIterator each(&panel().tree()); *each; ++each) {
            if ((*each)->text(0).contains(text))
                return *each;
        }
        return nullptr;
    }
    void click(QTreeWidgetItem *item) const
    {
        QTreeWidget &tree = panel().tree();
        tree.scrollToItem(item);
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualItemRect(item).center());
    }
    [[nodiscard]] QToolButton *button(const QString &name) const
    {
        for (auto *made : panel().findChildren<QToolButton *>()) {
            if (made->accessibleName() == name)
                return made;
        }
        return nullptr;
    }
    /// The dialog of the letter with that key.
    [[nodiscard]] LetterDialog *open(const QString &key) const
    {
        [&] { QTRY_VERIFY(panel().choose(key)); }();
        QTest::mouseClick(button(u"Look into"_s), Qt::LeftButton);
        return window.findChild<LetterDialog *>();
    }

    ScriptedLink link;
    MainWindow window{link};
};

} // namespace

} // namespace tst_letters

namespace tst_letters {

class LettersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        setMotion(MotionChoice::None);
    }

    void whatWaitsStandsBehindWhatAndDeadOnesByReason();
    void whatWaitsIsNotReplayed();
    void theIdentityOfAnEventCannotBeEdited();
    void withoutAReasonNothingIsSettled();
    void brokenDataCannotBeSent_data();
    void brokenDataCannotBeSent();
    void mendedDataIsRehearsedAndThenReplayed();
    void aRefusedReplayIsToldInPlace();
    void manyAreDiscardedAfterAPreviewWithAReason();
    void whereNothingWaitsThatIsSaid();
    void aPoisonedEventIsRehearsedAndReplayedOnARealPlatform();
};

void LettersTest::whatWaitsStandsBehindWhatAndDeadOnesByReason()
{
    Stage stage;
    QTRY_VERIFY(stage.panel().tree().topLevelItemCount() == 2);
    const QStringList expected{u"Dispatch: 2 wait, 3 dead"_s,
                               u" TaskCompleted of Operations, t1"_s,
                               u"  TaskCompleted of Operations, t1"_s,
                               u" 1 dead: no such task"_s,
                               u"  TaskCompleted of Operations, t1"_s,
                               u" 2 dead: poison"_s,
                               u"  TaskCompleted of Operations, t1"_s,
                               u"  TaskCompleted of Operations, t1"_s,
                               u"State cannot be asked: state does not answer"_s};
    QCOMPARE(stage.lines(), expected);
    QCOMPARE(stage.panel().tree().topLevelItem(0)->child(0)->text(1), u"11:00:04.000"_s);
    QVERIFY(stage.panel().tree().topLevelItem(0)->toolTip(0).contains(u"at event 40 of Operations, 4 behind"));
}

void LettersTest::whatWaitsIsNotReplayed()
{
    Stage stage;
    QTRY_VERIFY(stage.panel().choose(u"dispatch p1"_s));
    QVERIFY(stage.button(u"Look into"_s)->isEnabled());
    QVERIFY(!stage.button(u"Replay"_s)->isEnabled());
    QVERIFY(!stage.button(u"Discard"_s)->isEnabled());
    const LetterDialog *dialog = stage.open(u"dispatch p1"_s);
    QVERIFY(dialog);
    QVERIFY(!buttonOf(*dialog, u"Replay"_s)->isVisible());
    QCOMPARE(dialog->message(), u"It is tried again by itself."_s);
}

void LettersTest::theIdentityOfAnEventCannotBeEdited()
{
    Stage stage;
    LetterDialog *dialog = stage.open(u"dispatch d1"_s);
    QVERIFY(dialog);
    QStringList guarded;
    for (auto *line : dialog->findChildren<QLineEdit *>()) {
        if (line == dialog->reason().lineEdit())
            continue;
        QVERIFY(line->isReadOnly());
        guarded += line->text();
    }
    for (const QString &value :
         {u"d1"_s, u"Operations, its event 7"_s, u"curbside.operations.TaskCompleted"_s, u"t1"_s})
        QVERIFY2(guarded.contains(value), qPrintable(value + u" | "_s + guarded.join(u", "_s)));
    QVERIFY(!dialog->data().isReadOnly());
    QVERIFY(!dialog->data().toPlainText().contains(u"sequence"));
}

void LettersTest::withoutAReasonNothingIsSettled()
{
    Stage stage;
    LetterDialog *dialog = stage.open(u"dispatch d1"_s);
    QVERIFY(dialog->rehearseButton().isEnabled());
    QVERIFY(!dialog->replayButton().isEnabled());
    QVERIFY(!dialog->discardButton().isEnabled());
    dialog->reason().setEditText(u"   "_s);
    QVERIFY(!dialog->replayButton().isEnabled());
    QTest::keyClicks(&dialog->reason(), u"seen"_s);
    QVERIFY(dialog->replayButton().isEnabled());
    QVERIFY(dialog->discardButton().isEnabled());
}

void LettersTest::brokenDataCannotBeSent_data()
{
    QTest::addColumn<QString>("data");
    QTest::newRow("empty") << QString();
    QTest::newRow("cut off") << u"{\"version\":"_s;
    QTest::newRow("a list") << u"[]"_s;
    QTest::newRow("huge") << u"{\"version\":["_s + (QString(4000, u'1') + u",\n"_s).repeated(150) + u"1]}"_s;
}

void LettersTest::brokenDataCannotBeSent()
{
    QFETCH(const QString, data);
    Stage stage;
    LetterDialog *dialog = stage.open(u"dispatch d1"_s);
    dialog->reason().setEditText(u"seen"_s);
    dialog->data().setPlainText(data);
    QVERIFY(!dialog->rehearseButton().isEnabled());
    QVERIFY(!dialog->replayButton().isEnabled());
    QVERIFY(dialog->discardButton().isEnabled());
    QVERIFY(dialog->message().startsWith(u"The data is no JSON object"));
}

void LettersTest::mendedDataIsRehearsedAndThenReplayed()
{
    Stage stage;
    stage.link.setAnswer(
        u"ASK gateway /consumers/dispatch/dead-letter/d1/rehearse"_s,
        R"({"consumer":"dispatch","eventId":"d1","outcome":"Handled","leftOut":0,"rows":[{"table":"trip","kind":"update",)"
        R"("key":["x"],"before":{"status":"Active"},"after":{"status":"Completed"}}],"events":[{"id":"n","type":)"
        R"("curbside.dispatch.TripPlanned","data":{"tripId":"x"}}],"calls":[{"service":"operations","method":"POST",)"
        R"("path":"/tasks"}],"timers":[]})");
    LetterDialog *dialog = stage.open(u"dispatch d1"_s);
    dialog->data().setPlainText(u"{\"version\":2}"_s);
    QTest::mouseClick(&dialog->rehearseButton(), Qt::LeftButton);
    QTRY_COMPARE(dialog->message(), u"A replay would be handled. This was a rehearsal: nothing has been changed."_s);
    QVERIFY(stage.link.asked.contains(
        u"ASK gateway /consumers/dispatch/dead-letter/d1/rehearse {\"reason\":\"\",\"data\":{\"version\":2}}"_s));
    QStringList foretold;
    for (QTreeWidgetItemIterator each(&dialog->foretold()); *each; ++each)
        foretold += (*each)->text(0);
    QCOMPARE(foretold,
             (QStringList{u"Row changed: trip x →"_s, u"status: Active → Completed"_s, u"Publishes TripPlanned"_s,
                          u"tripId: x"_s, u"Calls Operations: POST /tasks"_s}));
    QTest::keyClicks(&dialog->reason(), u"mended"_s);
    QTest::mouseClick(&dialog->replayButton(), Qt::LeftButton);
    QTRY_VERIFY(stage.link.asked.contains(
        u"POST gateway /consumers/dispatch/dead-letter/d1/replay {\"reason\":\"mended\",\"data\":{\"version\":2}}"_s));
    QTRY_VERIFY(!stage.window.findChild<LetterDialog *>());
    const auto &entries = stage.window.alertDesk().audit().entries.rows();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries.front().action, u"Replay dead letter"_s);
    QCOMPARE(entries.front().reason, u"mended"_s);
    QCOMPARE(entries.front().thing, u"d1"_s);
}

void LettersTest::aRefusedReplayIsToldInPlace()
{
    Stage stage;
    stage.link.setAnswer(u"POST gateway /consumers/dispatch/dead-letter/d1/replay"_s,
                         R"({"detail":"the handler refused it again"})", 409);
    LetterDialog *dialog = stage.open(u"dispatch d1"_s);
    QTest::keyClicks(&dialog->reason(), u"again"_s);
    QTest::mouseClick(&dialog->replayButton(), Qt::LeftButton);
    QTRY_COMPARE(dialog->message(), u"The replay was refused: the handler refused it again"_s);
    QVERIFY(dialog->isVisible());
}

void LettersTest::manyAreDiscardedAfterAPreviewWithAReason()
{
    Stage stage;
    QTRY_VERIFY(stage.lineWith(u"2 dead: poison"_s));
    stage.click(stage.lineWith(u"2 dead: poison"_s));
    QCOMPARE(stage.panel().chosen(), (QStringList{u"dispatch d1"_s, u"dispatch d2"_s}));
    QTest::mouseClick(stage.button(u"Discard"_s), Qt::LeftButton);
    auto *dialog = stage.window.findChild<ManyDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->table().rowCount(), 2);
    QCOMPARE(dialog->table().item(0, 1)->text(), u"will be done"_s);
    QTest::mouseClick(buttonOf(*dialog, u"Discard dead letters (2)"_s), Qt::LeftButton);
    for (const QString &id : {u"d1"_s, u"d2"_s})
        QTRY_VERIFY(stage.link.asked.contains(
            u"POST gateway /consumers/dispatch/dead-letter/%1/discard {\"reason\":\"It means nothing any more\"}"_s.arg(
                id)));
    QTRY_COMPARE(stage.window.alertDesk().audit().entries.rows().size(), std::size_t(2));
}

void LettersTest::whereNothingWaitsThatIsSaid()
{
    Stage stage;
    stage.link.setAnswer(u"gateway /consumers"_s, R"({"items":[],"outboxes":[]})");
    TrafficEntry settled = published("dispatch", "POST /dead-letter/{eventId}/discard");
    settled.kind = JournalKind::Requested;
    QTRY_VERIFY(stage.panel().tree().topLevelItemCount() == 2);
    stage.link.tell({settled});
    QTRY_VERIFY(stage.panel().tree().topLevelItemCount() == 0);
    const auto isSaid = [&] {
        const auto labels = stage.panel().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible()
                && label->text() == u"No consumer has a letter: every event that came was handled.";
        });
    };
    QTRY_VERIFY(isSaid());
}

void LettersTest::aPoisonedEventIsRehearsedAndReplayedOnARealPlatform()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 2min));
    MainWindow window(link);
    int pauses = 0;
    connect(&link, &EmbeddedLink::pauseReached, &window, [&pauses] { ++pauses; });
    window.showMode(u"events"_s);
    window.resize(1440, 900);
    window.show();
    QTRY_COMPARE_WITH_TIMEOUT(pauses, 1, patienceMs);
    const auto wish = [&link](const QString &path, const QByteArray &body) {
        int status = 0;
        link.post(u"gateway"_s, path, body, [&status](int answered, const QByteArray &) { status = answered; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(status != 0, patienceMs); }();
        return status;
    };
    QCOMPARE(wish(u"/control/faults"_s,
                  R"({"kind":"HandlerFailing","service":"dispatch","type":"curbside.operations.RobotServiceChanged"})"),
             201);
    QCOMPARE(wish(u"/robots/CR-0002/hold"_s, {}), 200);
    link.runUntil(7min);
    QTRY_COMPARE_WITH_TIMEOUT(pauses, 2, patienceMs);
    auto &panel = *window.findChild<LettersPanel *>();
    panel.raise();
    const auto letters = [&panel] {
        return panel.book().consumers().empty() ? std::vector<Letter>() : [&panel] {
            for (const ConsumerLetters &one : panel.book().consumers()) {
                if (one.consumer == u"dispatch")
                    return one.letters;
            }
            return std::vector<Letter>();
        }();
    };
    QTRY_VERIFY_WITH_TIMEOUT(letters().size() == 1 && letters().front().isDead, patienceMs);
    QVERIFY(panel.choose(letters().front().key()));
    panel.openChosen();
    auto *dialog = window.findChild<LetterDialog *>();
    QTest::mouseClick(&dialog->rehearseButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->foretold().topLevelItemCount() > 0, patienceMs);
    QVERIFY2(dialog->foretold().topLevelItem(0)->text(0).startsWith(u"Row changed: robot_availability CR-0002"),
             qPrintable(dialog->foretold().topLevelItem(0)->text(0)));
    QTest::keyClicks(&dialog->reason(), u"the fault is over"_s);
    QTest::mouseClick(&dialog->replayButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<LetterDialog *>(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(letters().empty(), patienceMs);
}

CURBSIDE_WINDOW_TEST(LettersTest)

} // namespace tst_letters

#include "tst_letters.moc"
