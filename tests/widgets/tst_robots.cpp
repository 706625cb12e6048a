// SPDX-License-Identifier: GPL-3.0-or-later
// The mode Robots: cards, the strip of lids, one robot's day, and the axis of time beneath.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/robots/lid_events_panel.h"
#include "widgets/robots/robot_day.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

namespace tst_robots {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;
constexpr qint64 second = 1'000'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 eleven = 1'772'449'200'000'000; // 2026-03-02T11:00:00Z

QByteArray robot(const QByteArray &serial, const QByteArray &name, const QByteArray &state = "\"battery\":80")
{
    return "{\"serial\":\"" + serial + "\",\"name\":\"" + name
        + R"(","inService":true,"held":false,"state":{"x":10,"y":20,"heading":90,"speed":1.5,"lid":"Closed",)" + state
        + R"(,"connectivity":"Online","onDuty":true,"seenAt":"2026-03-02T11:00:55.000Z"}})";
}

QByteArray lidEvent(const QByteArray &id, const QByteArray &serial, const QByteArray &kind, const QByteArray &at,
                    const QByteArray &taskId = "t1", const QByteArray &actor = "Merchant")
{
    return "{\"id\":\"" + id + "\",\"robotSerial\":\"" + serial + "\",\"kind\":\"" + kind + "\",\"actor\":\"" + actor
        + (taskId.isEmpty() ? QByteArray() : "\",\"taskId\":\"" + taskId) + "\",\"at\":\"2026-03-02T" + at + ".000Z\"}";
}

LidEventRow moved(const QString &kind, qint64 at, const QString &taskId = u"t1"_s, const QString &actor = u"Merchant"_s)
{
    return {kind + QString::number(at), u"CR-1"_s, kind, actor, taskId, at};
}

struct Stage
{
    ScriptedLink link;
    MainWindow window{link};

    Stage()
    {
        link.setItems(u"gateway /robots"_s, {robot("CR-1", "Basil"), robot("CR-2", "Clover"), robot("CR-3", "Dill")});
        link.setItems(u"gateway /tasks"_s,
                      {R"({"id":"t1","number":"T-1","type":"Pickup","status":"Completed","robotSerial":"CR-1",)"
                       R"("startedAt":"2026-03-02T10:50:00.000Z","endedAt":"2026-03-02T10:55:00.000Z"})"});
        link.setItems(u"gateway /lid-events"_s,
                      {lidEvent("l1", "CR-1", "Opened", "10:54:00"), lidEvent("l2", "CR-1", "Closed", "10:54:30"),
                       lidEvent("l3", "CR-1", "Opened", "10:58:00", {}, "Unknown"),
                       lidEvent("l4", "CR-1", "Closed", "10:58:07", {}, "Unknown"),
                       lidEvent("l5", "CR-2", "Opened", "11:00:40")});
    }

    void open(QSize size = {1440, 900})
    {
        window.showMode(u"robots"_s);
        window.resize(size);
        window.show();
        link.open();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
        QApplication::setActiveWindow(&window);
    }

    void choose(const QString &serial) { window.selection().select({EntityKind::Robot, serial}); }
    RobotDay &day() { return *window.findChild<RobotDay *>(); }
    LidStrip &strip() { return window.findChild<LidEventsPanel *>()->strip(); }
    QListView &cards()
    {
        for (auto *view : window.findChildren<QListView *>()) {
            if (view->accessibleName() == u"Robots as cards")
                return *view;
        }
        qFatal("no cards");
    }
};

/// The real platform, stopped at a moment.
struct RealStage
{
    QTemporaryDir folder;
    EmbeddedLink link;
    MainWindow window{link};

    explicit RealStage(EmbeddedLink::Moment pauseAt) : link(options(folder.filePath(u"w"_s), pauseAt))
    {
        window.showMode(u"robots"_s);
        window.resize(1440, 900);
        window.show();
    }

    static EmbeddedLink::Options options(const QString &workspace, EmbeddedLink::Moment pauseAt)
    {
        EmbeddedLink::Options made;
        made.wishes.workspace = workspace;
        made.wishes.scenario = u"small-busy"_s;
        made.wishes.speed = u"max"_s;
        made.withHttp = false;
        made.pauseAt = pauseAt;
        return made;
    }

    void settle()
    {
        QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
        QVERIFY(reached.wait(patienceMs));
        QTRY_VERIFY_WITH_TIMEOUT(window.entities().isCurrent(), patienceMs);
    }

    QAction *command(const QString &text)
    {
        const auto actions = window.findChildren<QAction *>();
        const auto found = std::ranges::find(actions, text, &QAction::text);
        if (found == actions.end())
            qFatal("no command %s", qPrintable(text));
        return *found;
    }
};

const PlotLane &laneOf(const TimePlot &plot, const QString &title)
{
    const auto found = std::ranges::find(plot.lanes(), title, &PlotLane::title);
    if (found == plot.lanes().end())
        qFatal("no lane %s", qPrintable(title));
    return *found;
}

QStringList titles(const TimePlot &plot)
{
    QStringList all;
    for (const PlotLane &lane : plot.lanes())
        all.append(lane.title);
    return all;
}

} // namespace

} // namespace tst_robots

namespace tst_robots {

class RobotsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lidMovesBecomeSpans_data();
    void lidMovesBecomeSpans();
    void whatIsUnusualHasMarkAndWord_data();
    void whatIsUnusualHasMarkAndWord();
    void ticksAreRound();
    void ticksAreWrittenAsTheClockIsWanted();
    void zoomingKeepsTheMomentUnderThePointer();
    void noOneLeavesTheWhole();
    void curvesAreReadBetweenSamples();
    void aPlotIsMovedByKeys();
    void theWheelZooms();
    void shiftWithAnArrowReadsOut();
    void theStripShowsWhatIsOpenOrUnusual();
    void theChosenRobotHasTheFirstLane();
    void aClickOnALaneChoosesItsRobot();
    void withoutAChoiceTheDaySaysWhatToDo();
    void theDayShowsTasksStopsAndLid();
    void theDayTellsWhatStandsOut();
    void theDayIsOfTheRobotAlone();
    void whileTheDayIsReadItSaysSo();
    void aDayThatCannotBeReadSaysWhyAndIsTriedAgain();
    void historyKeepsChangesAlone();
    void historyIsBounded();
    void aCardTellsAllToThoseWhoCannotSee();
    void theMenuOfACardOffersWhatCanBeDone();
    void theMenuKeyOpensTheMenuOfTheCurrentCard();
    void aCommandFromAMenuIsPosted();
    void aRealDayShowsWhatStateAnswers();
    void aRealRobotIsHeldAndReleased();
};

void RobotsTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void RobotsTest::lidMovesBecomeSpans_data()
{
    QTest::addColumn<QList<LidEventRow>>("events");
    QTest::addColumn<QList<QPair<qint64, qint64>>>("spans");
    QTest::newRow("nothing") << QList<LidEventRow>{} << QList<QPair<qint64, qint64>>{};
    QTest::newRow("opened and closed") << QList{moved(u"Opened"_s, 10), moved(u"Closed"_s, 20)}
                                       << QList{qMakePair(10LL, 20LL)};
    QTest::newRow("still open") << QList{moved(u"Opened"_s, 10)} << QList{qMakePair(10LL, 100LL)};
    QTest::newRow("opened twice") << QList{moved(u"Opened"_s, 10), moved(u"Opened"_s, 15), moved(u"Closed"_s, 20)}
                                  << QList{qMakePair(10LL, 20LL)};
    QTest::newRow("jammed while open") << QList{moved(u"Opened"_s, 10), moved(u"Jammed"_s, 30), moved(u"Closed"_s, 50)}
                                       << QList{qMakePair(10LL, 30LL), qMakePair(30LL, 50LL)};
    QTest::newRow("a close alone") << QList{moved(u"Closed"_s, 10)} << QList<QPair<qint64, qint64>>{};
}

void RobotsTest::lidMovesBecomeSpans()
{
    QFETCH(const QList<LidEventRow>, events);
    const auto spans = lidSpans({events.begin(), events.end()}, 100);
    QList<QPair<qint64, qint64>> found;
    for (const LidSpan &span : spans)
        found.append({span.from, span.to});
    QTEST(found, "spans");
}

void RobotsTest::whatIsUnusualHasMarkAndWord_data()
{
    QTest::addColumn<LidSpan>("span");
    QTest::addColumn<QString>("word");
    QTest::addColumn<std::optional<Mark>>("mark");
    const std::optional<Mark> none;
    QTest::newRow("at a stop") << LidSpan{0, 30 * second, false, false, false, u"Merchant"_s, u"t"_s} << QString()
                               << none;
    QTest::newRow("away") << LidSpan{0, 7 * second, false, false, true, u"Unknown"_s, {}} << u"away from a stop"_s
                          << std::optional(Mark::Warning);
    QTest::newRow("long") << LidSpan{0, 4 * minute, true, false, false, u"Customer"_s, u"t"_s} << u"too long"_s
                          << std::optional(Mark::Warning);
    QTest::newRow("jammed") << LidSpan{0, minute, true, true, false, u"Customer"_s, u"t"_s} << u"jammed"_s
                            << std::optional(Mark::Cross);
}

void RobotsTest::whatIsUnusualHasMarkAndWord()
{
    QFETCH(const LidSpan, span);
    const PlotSpan drawn = plotSpan(span);
    QTEST(drawn.text, "word");
    QTEST(drawn.mark, "mark");
    QCOMPARE(drawn.tone == Tone::Good, !span.isUnusual());
}

void RobotsTest::ticksAreRound()
{
    const TimeAxis axis{eleven + 7 * second, eleven + 47 * minute, 0, 400};
    const auto ticks = axis.ticks(76);
    QCOMPARE(ticks.size(), 4U);
    QCOMPARE(TimeAxis::tickText(ticks.front(), ticks[1] - ticks[0]), u"11:10"_s);
}

void RobotsTest::ticksAreWrittenAsTheClockIsWanted()
{
    setClockFormat({false, false});
    const QString byMinutes = TimeAxis::tickText(eleven + 2 * 60 * minute, 10 * minute);
    const QString bySeconds = TimeAxis::tickText(eleven + second, second);
    setClockFormat({});
    QCOMPARE(byMinutes, u"1:00 pm"_s);
    QCOMPARE(bySeconds, u"11:00:01 am"_s);
}

void RobotsTest::zoomingKeepsTheMomentUnderThePointer()
{
    const TimeAxis whole{0, 100 * minute, 0, 1000};
    const qint64 at = whole.timeAt(300);
    const TimeAxis nearer = whole.zoomed(0.25, at, whole);
    QCOMPARE(nearer.length(), 25 * minute);
    QCOMPARE(qRound(nearer.xOf(at)), 300);
}

void RobotsTest::noOneLeavesTheWhole()
{
    const TimeAxis whole{0, 100 * minute, 0, 1000};
    const TimeAxis nearer = whole.zoomed(0.1, 50 * minute, whole);
    QCOMPARE(nearer.moved(500 * minute, whole).to, whole.to);
    QCOMPARE(nearer.moved(-500 * minute, whole).from, whole.from);
    QCOMPARE(nearer.zoomed(1000, 50 * minute, whole).length(), whole.length());
}

void RobotsTest::curvesAreReadBetweenSamples()
{
    PlotLane lane;
    lane.samples = {{10, 100}, {20, 50}};
    lane.most = 100;
    QCOMPARE(valueAt(lane, 15), std::optional(75.0));
    QCOMPARE(valueAt(lane, 5), std::optional<double>());
    QCOMPARE(valueAt(lane, 30), std::optional(50.0));
    lane.isStepped = true;
    QCOMPARE(valueAt(lane, 15), std::optional(100.0));
}

void RobotsTest::aPlotIsMovedByKeys()
{
    TimePlot plot(u"Plot"_s);
    plot.resize(500, 100);
    plot.setReach(0, 100 * minute, 0);
    QTest::keyClick(&plot, Qt::Key_Plus);
    const TimeAxis before = plot.axis();
    QVERIFY(before.length() < 100 * minute);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(plot.axis().from, before.from + before.length() / 10);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.axis().length(), 100 * minute);
    QVERIFY(!plot.isLive());
    QTest::keyClick(&plot, Qt::Key_End);
    plot.setReach(0, 120 * minute, 0);
    QCOMPARE(plot.axis().to, 120 * minute);
}

void RobotsTest::theWheelZooms()
{
    TimePlot plot(u"Plot"_s);
    plot.resize(500, 100);
    plot.setReach(0, 100 * minute, 0);
    const double x = 200;
    const qint64 at = plot.axis().timeAt(x);
    QWheelEvent event({x, 20}, plot.mapToGlobal(QPointF(x, 20)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&plot, &event);
    QVERIFY(plot.axis().length() < 80 * minute);
    QCOMPARE(qRound(plot.axis().xOf(at)), qRound(x));
}

void RobotsTest::shiftWithAnArrowReadsOut()
{
    TimePlot plot(u"Plot"_s);
    plot.resize(500, 100);
    PlotLane lane{{}, u"Task"_s};
    lane.spans = {{eleven, eleven + 100 * minute, {}, u"Pickup D-1"_s}};
    plot.setLanes({lane});
    plot.setReach(eleven, eleven + 100 * minute, 0);
    QCOMPARE(plot.readout(), QString());
    QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(plot.readout(), u"11:51:00 · Pickup D-1"_s);
}

void RobotsTest::theStripShowsWhatIsOpenOrUnusual()
{
    Stage stage;
    stage.open();
    QTRY_COMPARE(titles(stage.strip().plot()), (QStringList{u"Clover"_s, u"Basil"_s}));
    const PlotLane open = laneOf(stage.strip().plot(), u"Clover"_s);
    QCOMPARE(open.spans.size(), 1U);
    QCOMPARE(open.spans.front().to, stage.link.status().now);
}

void RobotsTest::theChosenRobotHasTheFirstLane()
{
    Stage stage;
    stage.open();
    stage.choose(u"CR-3"_s);
    QCOMPARE(titles(stage.strip().plot()), (QStringList{u"Dill"_s, u"Clover"_s, u"Basil"_s}));
    QVERIFY(stage.strip().plot().lanes().front().isEmphasised);
}

void RobotsTest::aClickOnALaneChoosesItsRobot()
{
    Stage stage;
    stage.open();
    QTRY_COMPARE(stage.strip().plot().lanes().size(), 2U);
    QTest::mouseClick(&stage.strip().plot(), Qt::LeftButton, {}, {20, 38});
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-1"_s}));
}

void RobotsTest::withoutAChoiceTheDaySaysWhatToDo()
{
    Stage stage;
    stage.open();
    QVERIFY(stage.day().message().startsWith(u"Choose a robot"_s));
}

void RobotsTest::theDayShowsTasksStopsAndLid()
{
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QTRY_COMPARE(stage.day().message(), QString());
    const TimePlot &plot = stage.day().plot();
    QCOMPARE(laneOf(plot, u"Task"_s).spans.size(), 1U);
    QCOMPARE(laneOf(plot, u"Task"_s).spans.front().from, eleven - 10 * minute);
    QCOMPARE(laneOf(plot, u"Stops"_s).spans.front().mark, std::optional(Mark::Check));
    QCOMPARE(laneOf(plot, u"Lid open"_s).spans.size(), 2U);
    QCOMPARE(laneOf(plot, u"Battery"_s).samples.front().value, 80.0);
    QCOMPARE(laneOf(plot, u"Speed"_s).samples.front().value, 1.5);
}

void RobotsTest::theDayTellsWhatStandsOut()
{
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QTRY_COMPARE(stage.day().unusual().size(), 1U);
    QCOMPARE(stage.day().unusual().front().text, u"lid open 7 s away from any stop, actor unknown"_s);
}

void RobotsTest::theDayIsOfTheRobotAlone()
{
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QTRY_COMPARE(stage.day().message(), QString());
    stage.choose(u"CR-2"_s);
    QTRY_COMPARE(laneOf(stage.day().plot(), u"Lid open"_s).spans.size(), 1U);
    QCOMPARE(laneOf(stage.day().plot(), u"Task"_s).spans.size(), 0U);
}

void RobotsTest::whileTheDayIsReadItSaysSo()
{
    Stage stage;
    stage.open();
    stage.link.holdAnswers();
    stage.choose(u"CR-1"_s);
    QCOMPARE(stage.day().message(), u"Reading the day of Basil…"_s);
}

void RobotsTest::aDayThatCannotBeReadSaysWhyAndIsTriedAgain()
{
    Stage stage;
    stage.open();
    stage.link.setAnswer(u"gateway /lid-events"_s, R"({"detail":"State is down"})", 503);
    stage.choose(u"CR-1"_s);
    QTRY_VERIFY2(stage.day().message().contains(u"State is down"_s), qPrintable(stage.day().message()));
    stage.link.setItems(u"gateway /lid-events"_s, {});
    QTRY_COMPARE(stage.day().message(), QString());
}

void RobotsTest::historyKeepsChangesAlone()
{
    Stage stage;
    stage.open();
    const RobotHistory &history = stage.window.entities().robotHistory;
    QCOMPARE(history.samplesOf(u"CR-1"_s).size(), 1U);
    QCOMPARE(history.samplesOf(u"CR-1"_s).front().at, eleven + 55 * second);
    stage.link.setItems(u"gateway /robots"_s, {robot("CR-1", "Basil", "\"battery\":79"), robot("CR-2", "Clover")});
    stage.link.tell({published("state")});
    QTRY_COMPARE(history.samplesOf(u"CR-1"_s).size(), 2U);
    QCOMPARE(history.samplesOf(u"CR-2"_s).size(), 1U);
    QCOMPARE(history.samplesOf(u"CR-9"_s).size(), 0U);
}

void RobotsTest::historyIsBounded()
{
    ScriptedLink link;
    EntityModel<RobotRow> robots;
    robots.setColumns({{{.title = u"Robot"_s}, [](const RobotRow &) { return Cell(); }}});
    const RobotHistory history(robots, link);
    RobotRow row;
    row.serial = u"CR-1"_s;
    row.isSeen = true;
    row.isOnline = true;
    constexpr int reports = 2 * int(RobotHistory::mostSamples);
    for (int i = 1; i <= reports; ++i) {
        row.seenAt = i;
        row.battery = i % 100;
        robots.take({row});
    }
    QCOMPARE(history.samplesOf(u"CR-1"_s).size(), RobotHistory::mostSamples);
    QCOMPARE(history.samplesOf(u"CR-1"_s).back().at, reports);
}

void RobotsTest::aCardTellsAllToThoseWhoCannotSee()
{
    Stage stage;
    stage.open();
    const QModelIndex first = stage.cards().model()->index(0, 0);
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"Basil"_s);
    const QString told = first.data(Qt::AccessibleDescriptionRole).toString();
    QVERIFY2(told.contains(u"Serial CR-1, Lid Closed, Battery 80 %, Link Online"_s), qPrintable(told));
}

void RobotsTest::theMenuOfACardOffersWhatCanBeDone()
{
    Stage stage;
    stage.open();
    QListView &cards = stage.cards();
    const QPoint at = cards.visualRect(cards.model()->index(1, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, cards.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(cards.viewport(), &event);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-2"_s}));
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu && menu->isVisible());
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts.append(action->text());
    QVERIFY2(texts.contains(u"&Hold robot…"_s) && texts.contains(u"Take o&ut of service…"_s),
             qPrintable(texts.join(u'|')));
    menu->close();
}

void RobotsTest::theMenuKeyOpensTheMenuOfTheCurrentCard()
{
    Stage stage;
    stage.open();
    QListView &cards = stage.cards();
    cards.setFocus();
    QTest::keyClick(&cards, Qt::Key_Home);
    QTest::keyClick(&cards, Qt::Key_Right);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-2"_s}));
    const QPoint at = cards.visualRect(cards.currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, cards.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(cards.viewport(), &event);
    QVERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-2"_s}));
}

void RobotsTest::aCommandFromAMenuIsPosted()
{
    Stage stage;
    stage.link.setItems(u"gateway /robots"_s, {robot("CR-1", "Basil").replace("\"held\":false", "\"held\":true")});
    stage.open();
    QListView &cards = stage.cards();
    const QPoint at = cards.visualRect(cards.model()->index(0, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, cards.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(cards.viewport(), &event);
    const auto actions = qobject_cast<QMenu *>(QApplication::activePopupWidget())->actions();
    const auto release = std::ranges::find(actions, u"Re&lease robot"_s, &QAction::text);
    QVERIFY(release != actions.end());
    (*release)->trigger();
    QTRY_VERIFY(stage.link.asked.contains(u"POST gateway /robots/CR-1/release "_s));
}

void RobotsTest::aRealRobotIsHeldAndReleased()
{
    RealStage real(4min);
    real.settle();
    const QString serial = real.window.entities().robots.keyAt(0);
    real.window.selection().select({EntityKind::Robot, serial});
    const auto isHeld = [&] { return real.window.entities().robots.find(serial)->isHeld; };
    QVERIFY(!isHeld());
    QTimer::singleShot(0, qApp, [] {
        auto *dialog = qobject_cast<ReasonDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>()->setText(u"looks wrong"_s);
        dialog->accept();
    });
    real.command(u"&Hold robot…"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isHeld(), patienceMs);
    real.command(u"Re&lease robot"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!isHeld(), patienceMs);
}

void RobotsTest::aRealDayShowsWhatStateAnswers()
{
    RealStage real(12min);
    real.settle();
    EmbeddedLink &link = real.link;
    MainWindow &window = real.window;
    QVERIFY(window.entities().lidEvents.rowCount() > 0);
    const QString serial = window.entities().lidEvents.rows().front().robotSerial;
    std::vector<LidEventRow> answered;
    bool isAnswered = false;
    link.get(u"state"_s, u"/lid-events?limit=1000&robot="_s + serial, [&](int, const QByteArray &body) {
        const auto page = JsonDocument::parse(body);
        page->root()["items"].forEachItem([&](JsonValue item) { answered.push_back(LidEventRow::from(item)); });
        isAnswered = true;
    });
    window.selection().select({EntityKind::Robot, serial});
    QTRY_VERIFY_WITH_TIMEOUT(isAnswered, patienceMs);
    auto *day = window.findChild<RobotDay *>();
    QTRY_COMPARE_WITH_TIMEOUT(day->message(), QString(), patienceMs);
    const auto spans = lidSpans(answered, link.status().now);
    QVERIFY(!spans.empty());
    const PlotLane lid = laneOf(day->plot(), u"Lid open"_s);
    QCOMPARE(lid.spans.size(), spans.size());
    QCOMPARE(lid.spans.front().from, spans.front().from);
    QVERIFY(!laneOf(day->plot(), u"Task"_s).spans.empty());
}

CURBSIDE_WINDOW_TEST(RobotsTest)

} // namespace tst_robots

#include "tst_robots.moc"
