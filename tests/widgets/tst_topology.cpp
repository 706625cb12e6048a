// SPDX-License-Identifier: GPL-3.0-or-later
// The topology: rates, latencies and troubles of every flow, a calm picture of them, and the same as a table.
#include "services/cesql/program.h"
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/panels/entity_list.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topology_details.h"
#include "widgets/topology/topology_panel.h"
#include "widgets/topology/topology_view.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace tst_topology {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr qint64 second = 1'000'000;
const FlowKey lidEvents{FlowKind::Events, "state", "deliveries"};
const FlowKey tasks{FlowKind::Calls, "deliveries", "operations"};

TrafficEntry about(JournalKind kind, qint64 at, qint64 latency = 10'000, qint64 sequence = 1)
{
    TrafficEntry entry = published("deliveries", "curbside.state.LidEvent", "{}");
    entry.kind = kind;
    entry.peer = "state";
    entry.at += at;
    entry.latency = latency;
    entry.sequence = sequence;
    entry.messageId = "e-" + QByteArray::number(sequence);
    return entry;
}

TrafficEntry handled(qint64 at, qint64 latency = 10'000)
{
    return about(JournalKind::Handled, at, latency);
}

TrafficEntry call(JournalKind kind, const QByteArray &id, qint64 at, int status = 0)
{
    TrafficEntry entry = published("deliveries", "POST /task/0190aa/start", {});
    entry.kind = kind;
    entry.peer = "operations";
    entry.at += at;
    entry.messageId = id;
    entry.status = status;
    return entry;
}

TrafficEntry own(JournalKind kind, const QByteArray &service)
{
    TrafficEntry entry = published(service, "x", {});
    entry.kind = kind;
    return entry;
}

TrafficEntry input(const QByteArray &service)
{
    TrafficEntry entry = own(JournalKind::Input, service);
    entry.type = "POST /task/0190aa/start";
    return entry;
}

/// "count lost failed parked dead duplicate"
QString countsOf(const FlowFigures &figures)
{
    return u"%1 lost %2 failed %3 parked %4 dead %5 duplicate %6"_s.arg(figures.count)
        .arg(figures.of(FlowTrouble::Lost))
        .arg(figures.of(FlowTrouble::Failed))
        .arg(figures.of(FlowTrouble::Parked))
        .arg(figures.of(FlowTrouble::Dead))
        .arg(figures.of(FlowTrouble::Duplicate));
}

/// The panel on a scripted platform on which a little has happened.
struct Stage
{
    ScriptedLink link;
    TopologyPanel panel{link};

    Stage()
    {
        link.open();
        panel.resize(1000, 420);
        panel.show();
    }
    void tell(std::vector<TrafficEntry> entries)
    {
        link.tell(std::move(entries));
        panel.refresh();
    }
    void tellSome()
    {
        constexpr qint64 lately = 50 * second;
        tell({handled(lately), about(JournalKind::Lost, lately), call(JournalKind::Called, "c-1", lately),
              call(JournalKind::Answered, "c-1", lately + 30'000, 201), input("operations")});
    }
    QPushButton *button(const QString &text)
    {
        for (auto *found : panel.findChildren<QPushButton *>()) {
            if (found->text() == text)
                return found;
        }
        return nullptr;
    }
};

} // namespace

class TopologyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void cleanup();
    void flowsAreCounted_data();
    void flowsAreCounted();
    void ratesAndLatenciesAreOfTheLastMinute();
    void aCallIsTimedFromItsAttemptToItsAnswer();
    void whatNeverComesAgainIsForgotten();
    void typesAndLastEntriesAreBounded();
    void aPartIsDownOrBehind();
    void whatDiffersFromCallToCallIsLeftOut_data();
    void whatDiffersFromCallToCallIsLeftOut();
    void nothingCoversAnything_data();
    void nothingCoversAnything();
    void aClickChoosesWhatIsThere();
    void arrowsReachEverything();
    void pictureAndTableHaveTheSame();
    void nothingMovesWhenNothingShould();
    void framesAreFew();
    void filtersFindWhatTheyShould();
    void theSideTellsAndLeadsOn();
    void troubleIsAskedForWhereItIs();
};

void TopologyTest::cleanup()
{
    setMotion(MotionChoice::System);
}

void TopologyTest::flowsAreCounted_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    QTest::addColumn<bool>("isCall");
    QTest::addColumn<QString>("counts");
    const auto row = [](const char *name, std::vector<TrafficEntry> entries, bool isCall, const char *counts) {
        QTest::newRow(name) << std::move(entries) << isCall << QString::fromLatin1(counts);
    };
    using K = JournalKind;
    row("nothing", {}, false, "0 lost 0 failed 0 parked 0 dead 0 duplicate 0");
    row("handled and passed over", {handled(0), about(K::PassedOver, 0)}, false,
        "2 lost 0 failed 0 parked 0 dead 0 duplicate 0");
    row("all that goes wrong with events",
        {about(K::Lost, 0), about(K::Parked, 0), about(K::DeadLettered, 0), about(K::Duplicate, 0)}, false,
        "0 lost 1 failed 0 parked 1 dead 1 duplicate 1");
    row("a call that is answered", {call(K::Called, "c", 0), call(K::Answered, "c", 5, 200)}, true,
        "1 lost 0 failed 0 parked 0 dead 0 duplicate 0");
    row("a call that is refused is answered", {call(K::Called, "c", 0), call(K::Answered, "c", 5, 409)}, true,
        "1 lost 0 failed 0 parked 0 dead 0 duplicate 0");
    row("a call that fails, and is made again",
        {call(K::Called, "c", 0), call(K::Answered, "c", 5, 503), call(K::Called, "c.2", 9),
         call(K::Answered, "c", 15, 200)},
        true, "2 lost 0 failed 1 parked 0 dead 0 duplicate 0");
    TrafficEntry lost = call(K::Lost, "c", 0);
    std::swap(lost.service, lost.peer);
    row("a call that does not arrive", {call(K::Called, "c", 0), lost}, true,
        "1 lost 1 failed 0 parked 0 dead 0 duplicate 0");
}

void TopologyTest::flowsAreCounted()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    QFETCH(const bool, isCall);
    QFETCH(const QString, counts);
    LinkBook book;
    book.take({entries, 0});
    QCOMPARE(countsOf(book.figures(isCall ? tasks : lidEvents)), counts);
    QCOMPARE(countsOf(book.figures(isCall ? lidEvents : tasks)), u"0 lost 0 failed 0 parked 0 dead 0 duplicate 0"_s);
}

void TopologyTest::ratesAndLatenciesAreOfTheLastMinute()
{
    LinkBook book;
    JournalBatch batch;
    for (int i = 0; i < 100; ++i)
        batch.entries.push_back(handled(i * second / 2, (i + 1) * 1000));
    book.take(batch);
    const FlowFigures figures = book.figures(lidEvents);
    QCOMPARE(figures.count, 100U);
    QVERIFY2(qAbs(figures.perSecond - 2) < 0.1, qPrintable(QString::number(figures.perSecond)));
    QCOMPARE(figures.median, 51'000);
    QCOMPARE(figures.slowest, 100'000);
}

void TopologyTest::aCallIsTimedFromItsAttemptToItsAnswer()
{
    LinkBook book;
    book.take(
        {{call(JournalKind::Called, "c", 0), call(JournalKind::Answered, "c", second, 503),
          call(JournalKind::Called, "c.2", 2 * second), call(JournalKind::Answered, "c", 2 * second + 40'000, 200)},
         0});
    QCOMPARE(book.figures(tasks).median, 40'000);
    book.take({{call(JournalKind::Answered, "unknown", 3 * second, 200)}, 0});
    QCOMPARE(book.figures(tasks).count, 2U);
}

void TopologyTest::whatNeverComesAgainIsForgotten()
{
    LinkBook book;
    book.take({{handled(0)}, 0});
    book.setNow(handled(0).at + LinkBook::stretch + 10 * second);
    QCOMPARE(book.figures(lidEvents).count, 0U);
    QCOMPARE(book.figures(lidEvents).median, -1);
    QVERIFY2(book.knows(lidEvents), "the line stays where it is");
}

void TopologyTest::typesAndLastEntriesAreBounded()
{
    LinkBook book;
    JournalBatch batch;
    for (int i = 0; i < 500; ++i) {
        batch.entries.push_back(handled(0));
        batch.entries.back().type = "t-" + QByteArray::number(i);
        batch.entries.push_back(handled(0));
        batch.entries.back().peer = "p-" + QByteArray::number(i);
    }
    book.take(batch);
    QVERIFY(book.byType(lidEvents).size() <= LinkBook::mostTypes + 1);
    QCOMPARE(book.figures(lidEvents).count, 500U);
    QCOMPARE(book.last(lidEvents).size(), LinkBook::mostLast);
    QCOMPARE(book.keys().size(), LinkBook::mostFlows);
}

void TopologyTest::aPartIsDownOrBehind()
{
    LinkBook book;
    book.take({{own(JournalKind::Crashed, "state")}, 0});
    QVERIFY(book.part("state").isDown);
    book.take({{own(JournalKind::Started, "state")}, 0});
    QVERIFY(!book.part("state").isDown);
    TrafficEntry last = published("state", "curbside.state.LidEvent", "{}");
    last.sequence = 12;
    book.take({{about(JournalKind::Handled, 0, 1, 4), last}, 0});
    QCOMPARE(book.part("deliveries").lag, 8);
    QCOMPARE(book.part("state").lag, 0);
}

void TopologyTest::whatDiffersFromCallToCallIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("an id") << QByteArray("POST /task/0190-aa/start") << QByteArray("POST /task/{…}/start");
    QTest::newRow("a query") << QByteArray("GET /outbox?after=7") << QByteArray("GET /outbox");
    QTest::newRow("nothing") << QByteArray("POST /demands") << QByteArray("POST /demands");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TopologyTest::whatDiffersFromCallToCallIsLeftOut()
{
    QFETCH(const QByteArray, path);
    QTEST(callType(path), "type");
}

void TopologyTest::nothingCoversAnything_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("small") << QSizeF(460, 290);
    QTest::newRow("usual") << QSizeF(700, 420);
    QTest::newRow("large") << QSizeF(1800, 1000);
}

void TopologyTest::nothingCoversAnything()
{
    QFETCH(const QSizeF, size);
    std::vector<FlowKey> keys;
    const QByteArrayList services = topologyServices();
    for (const QByteArray &from : services) {
        for (const QByteArray &to : services) {
            if (from != to && qAbs(services.indexOf(from) - services.indexOf(to)) < 3)
                keys.push_back({FlowKind::Events, from, to});
        }
        keys.push_back({FlowKind::Calls, "world", from});
        keys.push_back({FlowKind::Calls, "gateway", from});
        keys.push_back({FlowKind::Capture, from, "warehouse"});
    }
    keys.push_back({FlowKind::Calls, "gateway", "warehouse"}); // has no place
    keys.push_back({FlowKind::Events, "state", "state"});
    const TopologyLayout layout = TopologyLayout::of(keys, size);
    QCOMPARE(layout.flows.size(), keys.size() - 1);
    for (std::size_t i = 0; i < layout.parts.size(); ++i) {
        for (std::size_t j = i + 1; j < layout.parts.size(); ++j)
            QVERIFY(!layout.parts[i].place.intersects(layout.parts[j].place));
        QVERIFY(!layout.parts[i].place.intersects(layout.bus));
    }
    for (std::size_t i = 0; i < layout.flows.size(); ++i) {
        for (std::size_t j = i + 1; j < layout.flows.size(); ++j)
            QVERIFY(layout.flows[i].middle != layout.flows[j].middle);
    }
    QCOMPARE(layout.flow(keys.front())->way, TopologyLayout::of(keys, size).flow(keys.front())->way);
}

void TopologyTest::aClickChoosesWhatIsThere()
{
    Stage stage;
    stage.tellSome();
    TopologyView &view = stage.panel.view();
    for (const QString &name : {lidEvents.name(), u"dispatch"_s, tasks.name(), u"gateway"_s}) {
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.placeOf(name).toPoint());
        QCOMPARE(view.chosen(), name);
        QCOMPARE(view.accessibleDescription(), view.wordsOf(name));
        QVERIFY(
            stage.panel.details().words().startsWith(view.wordsOf(name).section(u"; "_s, 0, 0).section(u", "_s, 0, 0)));
    }
}

void TopologyTest::arrowsReachEverything()
{
    Stage stage;
    stage.tellSome();
    TopologyView &view = stage.panel.view();
    view.setFocus();
    QStringList reached;
    for (int i = 0; i < view.names().size(); ++i) {
        QTest::keyClick(&view, i % 2 ? Qt::Key_Right : Qt::Key_Down);
        reached.append(view.chosen());
        QVERIFY(!view.wordsOf(view.chosen()).isEmpty());
    }
    QCOMPARE(reached, view.names());
    QVERIFY(reached.contains(lidEvents.name()) && reached.contains(tasks.name()));
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(view.chosen(), QString());
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.chosen(), view.names().back());
}

void TopologyTest::pictureAndTableHaveTheSame()
{
    Stage stage;
    stage.tellSome();
    EntityList &table = stage.panel.table();
    const qsizetype flows =
        std::ranges::count_if(stage.panel.view().names(), [](const QString &name) { return name.contains(u' '); });
    QCOMPARE(table.rowCount(), flows);
    stage.panel.showTable(true);
    table.choose(tasks.name());
    QCOMPARE(stage.panel.view().chosen(), tasks.name());
    const QModelIndex current = table.view().currentIndex();
    QVERIFY(current.siblingAtColumn(0).data(Qt::AccessibleTextRole).toString().contains(u"Deliveries"));
}

void TopologyTest::nothingMovesWhenNothingShould()
{
    Stage stage;
    TopologyView &view = stage.panel.view();
    PlatformStatus status = stage.link.status();
    stage.link.setStatus(status);
    QVERIFY2(!view.isMoving(), "nothing flows");
    stage.tellSome();
    QVERIFY(view.isMoving() == isMotionWanted());
    status.isPaused = true;
    stage.link.setStatus(status);
    QVERIFY2(!view.isMoving(), "time stands still");
    status.isPaused = false;
    setMotion(MotionChoice::None);
    stage.link.setStatus(status);
    QVERIFY2(!view.isMoving(), "nobody wants motion");
    setMotion(MotionChoice::System);
    stage.link.setStatus(status);
    stage.panel.hide();
    QVERIFY2(!view.isMoving(), "nobody looks");
}

/// However much is told: figures are read a few times a second, frames come by their own timer.
void TopologyTest::framesAreFew()
{
    struct Paints : QObject
    {
        int count = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            count += event->type() == QEvent::Paint ? 1 : 0;
            return false;
        }
    } paints;
    Stage stage;
    setMotion(MotionChoice::None);
    stage.tellSome();
    QCoreApplication::processEvents();
    stage.panel.view().installEventFilter(&paints);
    for (int i = 0; i < 500; ++i) {
        stage.link.tell({handled(2 * second)});
        stage.link.setStatus(stage.link.status());
        QCoreApplication::processEvents();
    }
    QVERIFY2(paints.count <= 100, qPrintable(QString::number(paints.count)));
    QVERIFY(1000 / TopologyView::frameMs <= 20);
}

void TopologyTest::filtersFindWhatTheyShould()
{
    for (const QString &filter : {filterFor(lidEvents), filterFor(lidEvents, "it's \\ \" odd"), filterFor(tasks),
                                  filterFor(FlowKey{FlowKind::Calls, "gateway", "state"}), filterFor("state")})
        QVERIFY2(cesql::Program::compile(filter.toStdString()).has_value(), qPrintable(filter));
}

void TopologyTest::theSideTellsAndLeadsOn()
{
    Stage stage;
    stage.tellSome();
    QSignalSpy filters(&stage.panel, &TopologyPanel::filterWished);
    QSignalSpy events(&stage.panel, &TopologyPanel::eventWished);
    stage.panel.choose(lidEvents.name());
    TopologyDetails &details = stage.panel.details();
    QVERIFY2(details.words().contains(u"1 lost"), qPrintable(details.words()));
    QVERIFY(details.words().contains(u"median 10 ms"));
    QCOMPARE(details.types().rowCount(), 1);
    QCOMPARE(details.last().rowCount(), 2);
    Q_EMIT details.last().activated(details.last().view().model()->index(0, 0).data(KeyRole).toString());
    QCOMPARE(events.size(), 1);
    QTest::mouseClick(stage.button(u"Show in traffic"_s), Qt::LeftButton);
    QCOMPARE(filters.at(0).at(0).toString(), u"source = '/services/state' AND handledBy = 'deliveries'"_s);
    stage.panel.choose(tasks.name());
    QTest::mouseClick(stage.button(u"Show in traffic"_s), Qt::LeftButton);
    QCOMPARE(filters.at(1).at(1).toBool(), true);
    stage.panel.choose(u"warehouse"_s);
    QVERIFY(!stage.button(u"Show in traffic"_s)->isVisible());
}

void TopologyTest::troubleIsAskedForWhereItIs()
{
    Stage stage;
    stage.tellSome();
    std::vector<TroubleSpot> spots;
    connect(&stage.panel, &TopologyPanel::troubleWished, this, [&](const TroubleSpot &spot) { spots.push_back(spot); });
    for (const QString &name : {tasks.name(), u"state"_s}) {
        stage.panel.choose(name);
        QTest::mouseClick(stage.button(u"Make this go wrong…"_s), Qt::LeftButton);
    }
    QCOMPARE(spots.size(), 2U);
    QCOMPARE(spots[0].from, "deliveries");
    QCOMPARE(spots[0].to, "operations");
    QVERIFY(spots[0].isCall);
    QCOMPARE(spots[1].from, "state");
    QVERIFY(spots[1].to.isEmpty());
}

CURBSIDE_WINDOW_TEST(TopologyTest)

} // namespace tst_topology

#include "tst_topology.moc"
