// SPDX-License-Identifier: GPL-3.0-or-later
// The life line of an event in mode Events: on a scripted platform word for word, and on a real one, with the ways to rows and
// back.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/databases/rows_panel.h"
#include "widgets/databases/written_by.h"
#include "widgets/letters/letters_panel.h"
#include "widgets/lifeline/life_line_panel.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_life_line {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

const QByteArray standing = R"("standing":{"epoch":"e","position":41,"eventId":"before","early":0})";
const QByteArray changedRow =
    R"({"sequence":5,"at":"2026-03-02T11:00:00.020Z","leftOut":0,"rows":[{"table":"delivery","kind":"update",)"
    R"("key":["d1"],"before":{"id":"d1","status":"Pending"},"after":{"id":"d1","status":"Assigned"}}]})";

QByteArray consumer(const QByteArray &outcome, const QByteArray &rest, const QByteArray &name = "deliveries")
{
    return R"({"consumer":")" + name + R"(","outcome":")" + outcome + "\"," + rest + R"(,"faults":[]})";
}

QByteArray story(const QByteArrayList &consumers)
{
    return R"({"now":"2026-03-02T11:00:01.000Z","event":{"id":"e1","source":"/services/dispatch",)"
           R"("type":"curbside.dispatch.TripPlanned","subject":"t1","time":"2026-03-02T11:00:00.000Z",)"
           R"("sequence":"00000000000000000042","data":{}},"publisher":{"service":"dispatch","isInOutbox":true},)"
           R"("cause":{"messageId":"c1","event":{"id":"c1","source":"operations","type":"curbside.operations.TaskCompleted",)"
           R"("subject":"x","sequence":3,"time":"2026-03-02T10:59:59.000Z"}},"consumers":[)"
        + consumers.join(',') + "]}";
}

/// What the journal tells of the event.
TrafficEntry entry(JournalKind kind, qint64 afterMs, const QByteArray &service = "deliveries")
{
    TrafficEntry made = published("dispatch", "curbside.dispatch.TripPlanned");
    made.messageId = "e1";
    made.kind = kind;
    made.at += afterMs * 1000;
    if (kind != JournalKind::Published) {
        made.service = service;
        made.peer = "dispatch";
        made.handler = std::source_location::current();
    }
    return made;
}

/// The window with mode Events on a scripted platform.
struct Stage
{
    explicit Stage(const QByteArray &answer, int status = 200)
    {
        link.setAnswer(u"gateway /events/e1"_s, answer, status);
        window.showMode(u"events"_s);
        window.resize(1440, 900);
        window.show();
        link.open();
        clickTab(u"Life line"_s);
    }
    void clickTab(const QString &text) const
    {
        for (auto *bar : window.findChildren<QTabBar *>()) {
            for (int i = 0; i < bar->count(); ++i) {
                if (bar->tabText(i) == text)
                    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
            }
        }
    }
    void clickEvent(int row = 0) const
    {
        TrafficView &view = window.findChild<TrafficPanel *>()->view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(row, 1)).center());
    }
    [[nodiscard]] LifeLinePanel &panel() const { return *window.findChild<LifeLinePanel *>(); }
    [[nodiscard]] LifeLineTree &tree() const { return panel().tree(); }
    /// Leads to what shows the sentence.
    [[nodiscard]] QToolButton *evidence() const
    {
        for (auto *button : panel().findChildren<QToolButton *>()) {
            if (button->accessibleName() == u"Show what shows it")
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QStringList lines() const { return linesOf(tree()); }
    [[nodiscard]] static QStringList linesOf(const LifeLineTree &tree)
    {
        QStringList lines;
        for (QTreeWidgetItemIterator each(const_cast<LifeLineTree *>(&tree)); *each; ++each)
            lines += (*each)->text(0);
        return lines;
    }
    [[nodiscard]] static QTreeWidgetItem *lineWith(LifeLineTree &tree, const QString &text)
    {
        for (QTreeWidgetItemIterator each(&tree); *each; ++each) {
            if ((*each)->text(0).contains(text))
                return *each;
        }
        return nullptr;
    }
    static void doubleClick(LifeLineTree &tree, QTreeWidgetItem *item)
    {
        tree.scrollToItem(item);
        const QPoint place = tree.visualItemRect(item).center();
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(tree.viewport(), Qt::LeftButton, {}, place);
    }

    ScriptedLink link;
    MainWindow window{link};
};

bool hasLine(const QStringList &lines, const QString &text)
{
    return std::ranges::any_of(lines, [&](const QString &line) { return line.contains(text); });
}

} // namespace

} // namespace tst_life_line

namespace tst_life_line {

class LifeLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        setMotion(MotionChoice::None);
    }

    void aClickedEventIsFollowedFromItsCommit();
    void theRowsAreShownBeforeAndAfter();
    void whyItDidNotArriveIsOneSentence_data();
    void whyItDidNotArriveIsOneSentence();
    void anEventHandledTwiceIsSaid();
    void theFirstThatHasNotHandledItIsSpokenOf();
    void theEvidenceIsOneClickAway();
    void aDeadOneIsShownAmongTheLetters();
    void aRowLeadsToModeData();
    void anEventThatNobodyKnowsIsExplained();
    void itIsAskedAgainWhileItIsOnItsWay();
    void hostileTextStaysText();
    void fromEventToRowAndBackOnARealPlatform();
};

void LifeLineTest::aClickedEventIsFollowedFromItsCommit()
{
    Stage stage(story({consumer("Handled",
                                R"("at":"2026-03-02T11:00:00.020Z","receipt":{"state":"TakenOver","handler":)"
                                R"({"file":"follower.cpp","line":41}},"effects":{"changes":[],"published":[)"
                                R"({"id":"e2","type":"curbside.deliveries.AttemptStatusChanged","subject":"a",)"
                                R"("sequence":7,"time":"2026-03-02T11:00:00.020Z"}]})")}));
    stage.link.tell(
        {entry(JournalKind::Published, 0), entry(JournalKind::Parked, 12), entry(JournalKind::Handled, 700)});
    stage.clickEvent();
    QTRY_VERIFY(stage.tree().topLevelItemCount() == 2);
    const QStringList lines = stage.lines();
    QVERIFY2(hasLine(lines, u"Committed: event 42 of Dispatch"_s), qPrintable(lines.join(u'\n')));
    QVERIFY(hasLine(lines, u"Caused by TaskCompleted of Operations →"_s));
    QVERIFY(hasLine(lines, u"Given to the bus"_s));
    QVERIFY(hasLine(lines, u"Delivered"_s));
    QVERIFY(hasLine(lines, u"Handled at attempt 2"_s));
    QVERIFY(hasLine(lines, u"Handler at follower.cpp:41"_s));
    QVERIFY(hasLine(lines, u"Led to AttemptStatusChanged →"_s));
    QCOMPARE(Stage::lineWith(stage.tree(), u"Handled at attempt"_s)->text(2), u"700 ms"_s);
    QCOMPARE(stage.panel().why(), u"It has arrived at every consumer."_s);
}

void LifeLineTest::theRowsAreShownBeforeAndAfter()
{
    Stage stage(story({consumer("Handled",
                                R"("at":"2026-03-02T11:00:00.020Z","receipt":{},"effects":{"changes":[)" + changedRow
                                    + R"(],"published":[]})")}));
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_VERIFY(hasLine(stage.lines(), u"Row changed: delivery d1 →"_s));
    QVERIFY(hasLine(stage.lines(), u"status: Pending → Assigned"_s));
    QVERIFY(!hasLine(stage.lines(), u"id: "_s)); // it did not change
}

void LifeLineTest::whyItDidNotArriveIsOneSentence_data()
{
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *outcome, const QByteArray &rest, const QString &sentence) {
        QTest::newRow(outcome) << QByteArray(outcome) << rest << sentence;
    };
    row("Parked",
        R"("receipt":{"state":"Parked","parked":{"reason":"no row","nextAt":"2026-03-02T11:00:04.000Z","attempts":2}})",
        u"Deliveries could not handle it (no row). It is tried again at 11:00:04.000; attempts so far: 2."_s);
    row("ParkedBehind",
        R"("receipt":{"state":"Parked","parked":{"attempts":0,"behind":{"eventId":"e0","sequence":40,)"
        R"("nextAt":"2026-03-02T11:00:04.000Z","reason":"no row"}}})",
        u"At Deliveries it waits behind event 40 of the same subject, which is tried at 11:00:04.000 (no row)."_s);
    row("WaitsForHandler", R"("receipt":{"parked":{"attempts":0,"nextAt":"2026-03-02T11:00:09.000Z"}})",
        u"At Deliveries the handler of TripPlanned fails for everything. It waits until 11:00:09.000."_s);
    row("Dead",
        R"("receipt":{"state":"Dead","dead":{"reason":"poison","attempts":10,"lastAt":"2026-03-02T11:05:00.000Z"}})",
        u"Deliveries gave it up at 11:05:00.000 (poison), attempts: 10. It is among the dead letters."_s);
    row("Discarded",
        R"("receipt":{"settled":{"outcome":"Discarded","reason":"worthless","at":"2026-03-02T11:06:00.000Z"}})",
        u"Deliveries had given it up; at 11:06:00.000 somebody discarded it. worthless"_s);
    row("OnTheWay", R"("receipt":{"state":"NotReached",)" + standing + '}',
        u"It may still be on its way to Deliveries."_s);
    row("NotFetched", R"("receipt":{"state":"NotReached",)" + standing + '}',
        u"Deliveries stands at event 41 of Dispatch; this is 42. The bus has lost it or carries it late. Deliveries "
        u"asks "
        "for what it lacks at least once a minute."_s);
    row("Early", R"("receipt":{"state":"Early",)" + standing + '}',
        u"It has come to Deliveries, which stands at event 41 of Dispatch and waits for the next one first."_s);
    row("Expired", R"("receipt":{"state":"NotReached"})",
        u"Deliveries lagged too far behind Dispatch and has expired: it reads lists instead of events."_s);
    row("OtherLog", R"("receipt":{"state":"NotReached"})",
        u"Deliveries knows the outbox of Dispatch as it was before it was made anew, and reads it again."_s);
    row("Unreachable", R"("problem":{"status":503,"detail":"deliveries does not answer"})",
        u"Deliveries cannot be asked (deliveries does not answer); nobody else knows what became of it there."_s);
}

void LifeLineTest::whyItDidNotArriveIsOneSentence()
{
    QFETCH(const QByteArray, outcome);
    QFETCH(const QByteArray, rest);
    QFETCH(const QString, sentence);
    Stage stage(story({consumer(outcome, rest)}));
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_COMPARE(stage.panel().why(), sentence);
}

void LifeLineTest::anEventHandledTwiceIsSaid()
{
    Stage stage(story({consumer("Handled", R"("receipt":{},"effects":{"changes":[],"published":[]})")}));
    stage.link.tell(
        {entry(JournalKind::Published, 0), entry(JournalKind::Handled, 10), entry(JournalKind::Handled, 20)});
    stage.clickEvent();
    QTRY_VERIFY(hasLine(stage.lines(), u"Deliveries: handled 2 times"_s));
}

void LifeLineTest::theFirstThatHasNotHandledItIsSpokenOf()
{
    Stage stage(story({consumer("Handled", R"("receipt":{},"effects":{"changes":[],"published":[]})"),
                       consumer("PassedOver", R"("receipt":{"state":"PassedOver"})", "state"),
                       consumer("OnTheWay", R"("receipt":{"state":"NotReached"})", "world")}));
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_COMPARE(stage.panel().why(), u"It may still be on its way to The world."_s);
    LifeLineTree &tree = stage.tree();
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {},
                      tree.visualItemRect(Stage::lineWith(tree, u"State: Passed over"_s)).center());
    QCOMPARE(stage.panel().why(), u"State has no handler for TripPlanned: it passes such events over."_s);
}

void LifeLineTest::theEvidenceIsOneClickAway()
{
    Stage stage(story({consumer("ParkedBehind",
                                R"("receipt":{"state":"Parked","parked":{"attempts":0,"behind":)"
                                R"({"eventId":"e0","sequence":40}}})")}));
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_VERIFY(stage.evidence()->isVisible());
    QTest::mouseClick(stage.evidence(), Qt::LeftButton);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Event, u"e0"_s}));
    QTRY_VERIFY(stage.link.asked.contains(u"gateway /events/e0"_s));
}

void LifeLineTest::aDeadOneIsShownAmongTheLetters()
{
    Stage stage(story({consumer("Dead", R"("receipt":{"state":"Dead","dead":{"reason":"poison"}})")}));
    stage.link.setAnswer(u"gateway /consumers"_s,
                         R"({"items":[{"consumer":"deliveries","inbox":{"sources":[{"source":"dispatch","position":42,)"
                         R"("parked":0,"deadLetters":1}]}}],"outboxes":[]})");
    stage.link.setItems(
        u"gateway /consumers/deliveries/dead-letters"_s,
        {R"({"eventId":"e1","source":"dispatch","type":"curbside.dispatch.TripPlanned","reason":"poison"})"});
    stage.link.tell({entry(JournalKind::Published, 0), entry(JournalKind::DeadLettered, 10)});
    stage.clickEvent();
    QTRY_VERIFY(stage.evidence()->isVisible());
    QTest::mouseClick(stage.evidence(), Qt::LeftButton);
    auto &letters = *stage.window.findChild<LettersPanel *>();
    QVERIFY(letters.isVisible());
    QTRY_VERIFY(letters.tree().topLevelItemCount() == 1);
    QCOMPARE(letters.tree().topLevelItem(0)->text(0), u"Deliveries: 0 wait, 1 dead"_s);
    QTRY_COMPARE(letters.chosen(), QStringList{u"deliveries e1"_s});
}

void LifeLineTest::aRowLeadsToModeData()
{
    Stage stage(
        story({consumer("Handled", R"("receipt":{},"effects":{"changes":[)" + changedRow + R"(],"published":[]})")}));
    stage.link.setAnswer(
        u"deliveries /tables"_s,
        R"({"epoch":"e1","sequence":10,"schema":3,"bytes":1,"tables":[{"name":"delivery","rows":1,"columns":[)"
        R"({"name":"id","type":"TEXT","key":1,"required":true},{"name":"status","type":"TEXT","key":0,"required":true}]}]})");
    stage.link.setAnswer(u"deliveries /tables/delivery/rows"_s,
                         R"({"epoch":"e1","sequence":10,"schema":3,"items":[{"id":"d1","status":"Assigned"}]})");
    stage.link.setAnswer(u"deliveries /row-changes"_s, R"({"epoch":"e1","first":1,"last":10,"items":[]})");
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_VERIFY(hasLine(stage.lines(), u"Row changed"_s));
    Stage::doubleClick(stage.tree(), Stage::lineWith(stage.tree(), u"Row changed"_s));
    QCOMPARE(stage.window.shownMode(), u"data"_s);
    auto *rows = stage.window.findChild<RowsPanel *>();
    QTRY_VERIFY(rows->rowsView().currentIndex().isValid());
    QCOMPARE(rows->rows().index(rows->rowsView().currentIndex().row(), 0).data().toString(), u"d1"_s);
}

void LifeLineTest::anEventThatNobodyKnowsIsExplained()
{
    Stage stage(R"({"status":404,"detail":"no outbox holds the event e1"})", 404);
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    const auto isSaid = [&] {
        const auto labels = stage.panel().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text() == u"Why did it not arrive? no outbox holds the event e1.";
        });
    };
    QTRY_VERIFY(isSaid());
}

void LifeLineTest::itIsAskedAgainWhileItIsOnItsWay()
{
    Stage stage(story({consumer("OnTheWay", R"("receipt":{"state":"NotReached"})")}));
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_COMPARE(stage.panel().why(), u"It may still be on its way to Deliveries."_s);
    stage.link.setAnswer(
        u"gateway /events/e1"_s,
        story({consumer("HandledWithoutEffect", R"("receipt":{"handler":{"file":"a.cpp","line":1}})")}));
    stage.link.tell({entry(JournalKind::Handled, 15)});
    QTRY_COMPARE(stage.panel().why(), u"It has arrived at every consumer."_s);
    const qsizetype asked = stage.link.asked.count(u"gateway /events/e1"_s);
    TrafficEntry other = entry(JournalKind::Handled, 30);
    other.messageId = "another";
    stage.link.tell({other});
    QCOMPARE(stage.link.asked.count(u"gateway /events/e1"_s), asked);
}

void LifeLineTest::hostileTextStaysText()
{
    Stage stage(story(
        {consumer("Dead", R"("receipt":{"state":"Dead","dead":{"reason":"<b>%1</b><img src='/etc/passwd'>"}})")}));
    stage.link.tell({entry(JournalKind::Published, 0)});
    stage.clickEvent();
    QTRY_VERIFY2(stage.panel().why().contains(u"<b>%1</b><img src='/etc/passwd'>"), qPrintable(stage.panel().why()));
}

void LifeLineTest::fromEventToRowAndBackOnARealPlatform()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 8min));
    MainWindow window(link);
    bool isPaused = false;
    connect(&link, &EmbeddedLink::pauseReached, &window, [&isPaused] { isPaused = true; });
    window.showMode(u"events"_s);
    window.resize(1440, 900);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(isPaused, patienceMs);
    auto *panel = window.findChild<LifeLinePanel *>();
    panel->raise();
    QString order;
    link.get(u"integrations"_s, u"/outbox?limit=1000"_s, [&order](int, const QByteArray &body) {
        const auto page = JsonDocument::parse(body);
        page->root()["items"].forEachItem([&order](JsonValue event) {
            if (event["type"].toString() == u"curbside.integrations.OrderReceived"_s)
                order = event["id"].toString().value_or(QString());
        });
    });
    QTRY_VERIFY_WITH_TIMEOUT(!order.isEmpty(), patienceMs);
    window.selection().select({EntityKind::Event, order});
    LifeLineTree &tree = panel->tree();
    QTRY_VERIFY_WITH_TIMEOUT(Stage::lineWith(tree, u"Row made: delivery "_s), patienceMs);
    QVERIFY(Stage::lineWith(tree, u"Deliveries: Handled"_s));
    QVERIFY2(hasLine(Stage::linesOf(tree), u".cpp:"_s), qPrintable(Stage::linesOf(tree).join(u'\n')));
    const QString key = Stage::lineWith(tree, u"Row made: delivery "_s)->text(0).section(u' ', 3, 3);
    Stage::doubleClick(tree, Stage::lineWith(tree, u"Row made: delivery "_s));
    QCOMPARE(window.shownMode(), u"data"_s);
    auto *rows = window.findChild<RowsPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(rows->rowsView().currentIndex().isValid(), patienceMs);
    const int row = rows->rowsView().currentIndex().row();
    QCOMPARE(rows->rows().keyOf(rows->rows().rows()[std::size_t(row)]), QStringList{key});
    rows->rowsView().setCurrentIndex(rows->rows().index(row, 1)); // its number, written when it was made
    const auto back = [rows]() -> QToolButton * {
        for (auto *button : rows->writtenBy().findChildren<QToolButton *>()) {
            if (button->accessibleName().startsWith(u"Show the event") && button->isVisible())
                return button;
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(back(), patienceMs);
    QTest::mouseClick(back(), Qt::LeftButton);
    QCOMPARE(window.shownMode(), u"events"_s);
    QCOMPARE(window.selection().current(), (EntityRef{EntityKind::Event, order}));
}

CURBSIDE_WINDOW_TEST(LifeLineTest)

} // namespace tst_life_line

#include "tst_life_line.moc"
