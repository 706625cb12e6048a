// SPDX-License-Identifier: GPL-3.0-or-later
// The map under hands, keys and eyes that cannot see.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/map/map_legend.h"
#include "widgets/map/map_panel.h"
#include "widgets/map/map_words.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

namespace tst_map {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

QByteArray robot(const QByteArray &serial, const QByteArray &name, QPointF at, const QByteArray &lid = "Closed")
{
    return "{\"serial\":\"" + serial + "\",\"name\":\"" + name + R"(","inService":true,"held":false,"state":{"x":)"
        + QByteArray::number(at.x()) + ",\"y\":" + QByteArray::number(at.y()) + ",\"heading\":90,\"speed\":0,\"lid\":\""
        + lid + R"(","battery":80,"connectivity":"Online","onDuty":true,"seenAt":"2026-03-02T11:00:55.000Z"}})";
}

QByteArray delivery(const QByteArray &id, QPointF to, const QByteArray &promised, const QByteArray &driver = {})
{
    return "{\"id\":\"" + id + "\",\"number\":\"D-" + id.mid(1) + R"(","status":"InTransit","merchantId":"m1",)"
        + (driver.isEmpty() ? QByteArray() : "\"driverName\":\"" + driver + "\",") + R"("pickup":{"x":10,"y":10},)"
        + "\"dropoff\":{\"x\":" + QByteArray::number(to.x()) + ",\"y\":" + QByteArray::number(to.y())
        + R"(},"createdAt":"2026-03-02T10:50:00.000Z","promisedAt":"2026-03-02T)" + promised + ":00.000Z\"}";
}

struct Stage
{
    ScriptedLink link;
    MainWindow window{link};
    MapPanel *panel = nullptr;

    Stage()
    {
        link.setItems(u"gateway /robots"_s,
                      {robot("CR-1", "Basil", {300, 300}), robot("CR-2", "Clover", {700, 300}),
                       robot("CR-3", "Dill", {500, 700}, "Jammed"), robot("CR-4", "Elder", {900, 900}),
                       robot("CR-5", "Fennel", {900, 900}), robot("CR-6", "Ginger", {100, 900}),
                       robot("CR-7", "Hazel", {104, 900})});
        link.setItems(u"gateway /deliveries"_s,
                      {delivery("d1", {500, 100}, "11:40", "Basil"), delivery("d2", {600, 500}, "11:03"),
                       delivery("d3", {400, 500}, "11:00")});
        link.setItems(u"integrations /merchants"_s, {R"({"id":"m1","name":"Green <b>Bowl","x":10,"y":10})"});
    }

    void open(QSize size = {1440, 900})
    {
        window.resize(size);
        window.show();
        link.open();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
        panel = window.findChild<MapPanel *>();
        QVERIFY(panel);
        QApplication::setActiveWindow(&window);
        view().setFocus();
    }

    MapView &view() { return panel->view(); }
    QPoint at(const QString &serial)
    {
        return view().toScreen(view().placeNow(*window.entities().robots.find(serial))).toPoint();
    }
    EntityRef chosen() { return window.selection().current(); }
    void choose(const QString &serial) { window.selection().select({EntityKind::Robot, serial}); }
    QToolButton *button(const QString &name)
    {
        for (auto *found : panel->findChildren<QToolButton *>()) {
            if (found->accessibleName() == name)
                return found;
        }
        return nullptr;
    }
    QMenu *openMenu()
    {
        for (auto *menu : view().findChildren<QMenu *>()) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }
    QString toolTipAt(QPoint place)
    {
        QHelpEvent event(QEvent::ToolTip, place, view().mapToGlobal(place));
        QCoreApplication::sendEvent(&view(), &event);
        return QToolTip::text();
    }
};

QStringList textsOf(const QMenu &menu)
{
    QStringList texts;
    for (const QAction *action : menu.actions())
        texts.append(action->text());
    return texts;
}

void drag(QWidget &widget, QPoint from, QPoint to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QTest::mouseMove(&widget, (from + to) / 2);
    QMouseEvent move(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &move);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

} // namespace

} // namespace tst_map

namespace tst_map {

class MapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutARobotThereIsNothingToFollow();
    void followingKeepsTheRobotInTheMiddle();
    void followingIsReleased_data();
    void followingIsReleased();
    void aDeliveryWithARobotCanBeFollowed();
    void choosingWhatIsInSightLeavesTheMap_data();
    void choosingWhatIsInSightLeavesTheMap();
    void choosingWhatIsOutOfSightBringsItToTheMiddle();
    void arrowsMoveTheMap_data();
    void arrowsMoveTheMap();
    void shiftWithAnArrowWalksThatWay_data();
    void shiftWithAnArrowWalksThatWay();
    void whatIsChosenIsDescribed();
    void aCrowdIsCounted();
    void aRobotInNeedOfAHandIsInNoCrowd();
    void aClickOnACrowdComesNearer();
    void thoseOnOneSpotAreOfferedByName();
    void promisesStandByTheirTime_data();
    void promisesStandByTheirTime();
    void aWholeCityIsShownWithoutMerchants();
    void toolTipsSayWhatItIs_data();
    void toolTipsSayWhatItIs();
    void textInToolTipsIsPlain();
    void theMenuOffersWhatCanBeDone();
    void theMenuKeyOpensTheMenuOfTheChosen();
    void theLegendComesAndGoes();
    void theNoteGivesWayWithDots();
    void everyRobotOfARealTownIsFoundWhereItIs();
};

void MapTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void MapTest::withoutARobotThereIsNothingToFollow()
{
    Stage stage;
    stage.open();
    QVERIFY(!stage.button(u"Follow the chosen robot"_s)->isEnabled());
    QTest::keyClick(&stage.view(), Qt::Key_F);
    QVERIFY(!stage.view().isFollowing());
}

void MapTest::followingKeepsTheRobotInTheMiddle()
{
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QTest::keyClick(&stage.view(), Qt::Key_F);
    QVERIFY(stage.button(u"Follow Basil"_s)->isChecked());
    QVERIFY((stage.at(u"CR-1"_s) - stage.view().rect().center()).manhattanLength() <= 2);
    stage.choose(u"CR-2"_s);
    QTRY_VERIFY((stage.at(u"CR-2"_s) - stage.view().rect().center()).manhattanLength() <= 2);
}

void MapTest::followingIsReleased_data()
{
    QTest::addColumn<QString>("by");
    for (const char *by : {"a drag", "an arrow", "Home", "F", "choosing a merchant"})
        QTest::newRow(by) << QString::fromLatin1(by);
}

void MapTest::followingIsReleased()
{
    QFETCH(const QString, by);
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QTest::mouseClick(stage.button(u"Follow Basil"_s), Qt::LeftButton);
    QVERIFY(stage.view().isFollowing());
    if (by == u"a drag")
        drag(stage.view(), {100, 100}, {160, 130});
    else if (by == u"an arrow")
        QTest::keyClick(&stage.view(), Qt::Key_Left);
    else if (by == u"Home")
        QTest::keyClick(&stage.view(), Qt::Key_Home);
    else if (by == u"F")
        QTest::keyClick(&stage.view(), Qt::Key_F);
    else
        stage.window.selection().select({EntityKind::Merchant, u"m1"_s});
    QVERIFY(!stage.view().isFollowing());
    QVERIFY(!stage.panel->findChildren<QToolButton *>().last()->isChecked());
}

void MapTest::aDeliveryWithARobotCanBeFollowed()
{
    Stage stage;
    stage.open();
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    QVERIFY(stage.button(u"Follow Basil"_s)->isEnabled());
    stage.window.selection().select({EntityKind::Delivery, u"d2"_s});
    QVERIFY(!stage.button(u"Follow the chosen robot"_s)->isEnabled());
}

void MapTest::choosingWhatIsInSightLeavesTheMap_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<EntityRef>("thing");
    QTest::newRow("at the border of the whole town") << 1.0 << EntityRef{EntityKind::Merchant, u"m1"_s};
    QTest::newRow("nearer") << 1.2 << EntityRef{EntityKind::Robot, u"CR-1"_s};
}

void MapTest::choosingWhatIsInSightLeavesTheMap()
{
    QFETCH(const double, zoom);
    QFETCH(const EntityRef, thing);
    Stage stage;
    stage.open();
    if (zoom > 1)
        stage.view().zoomBy(zoom, stage.view().rect().center());
    const QPointF before = stage.view().toScreen({500, 500});
    stage.window.selection().select(thing);
    QCOMPARE(stage.view().toScreen({500, 500}), before);
}

void MapTest::choosingWhatIsOutOfSightBringsItToTheMiddle()
{
    Stage stage;
    stage.open();
    stage.view().zoomBy(3, stage.view().toScreen({900, 900}));
    QVERIFY(!stage.view().rect().contains(stage.at(u"CR-1"_s)));
    stage.choose(u"CR-1"_s);
    QVERIFY((stage.at(u"CR-1"_s) - stage.view().rect().center()).manhattanLength() <= 2);
}

void MapTest::arrowsMoveTheMap_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QPoint>("moves");
    QTest::newRow("left") << int(Qt::Key_Left) << QPoint(60, 0);
    QTest::newRow("right") << int(Qt::Key_Right) << QPoint(-60, 0);
    QTest::newRow("up") << int(Qt::Key_Up) << QPoint(0, 60);
    QTest::newRow("down") << int(Qt::Key_Down) << QPoint(0, -60);
}

void MapTest::arrowsMoveTheMap()
{
    QFETCH(const int, key);
    QFETCH(const QPoint, moves);
    Stage stage;
    stage.open();
    const QPoint before = stage.at(u"CR-1"_s);
    QTest::keyClick(&stage.view(), Qt::Key(key));
    QVERIFY((stage.at(u"CR-1"_s) - before - moves).manhattanLength() <= 2);
}

void MapTest::shiftWithAnArrowWalksThatWay_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("reached");
    QTest::newRow("east") << int(Qt::Key_Right) << u"CR-2"_s;
    QTest::newRow("south") << int(Qt::Key_Down) << u"d3"_s;
    QTest::newRow("west, to the only thing there") << int(Qt::Key_Left) << u"m1"_s;
}

void MapTest::shiftWithAnArrowWalksThatWay()
{
    QFETCH(const int, key);
    QFETCH(const QString, reached);
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QTest::keyClick(&stage.view(), Qt::Key(key), Qt::ShiftModifier);
    QCOMPARE(stage.chosen().key, reached);
}

void MapTest::whatIsChosenIsDescribed()
{
    Stage stage;
    stage.open();
    QVERIFY(stage.view().accessibleDescription().startsWith(u"Nothing on the map is chosen."_s));
    stage.choose(u"CR-3"_s);
    QVERIFY2(stage.view().accessibleDescription().startsWith(u"Robot Dill, CR-3; "_s),
             qPrintable(stage.view().accessibleDescription()));
    QVERIFY(stage.view().accessibleDescription().contains(u"lid jammed"_s));
}

void MapTest::aCrowdIsCounted()
{
    Stage stage;
    stage.open();
    const MapHit hit = stage.view().hitAt(stage.at(u"CR-4"_s));
    QVERIFY(hit.crowd);
    QCOMPARE(hit.crowd->rows.size(), 2U);
}

void MapTest::aRobotInNeedOfAHandIsInNoCrowd()
{
    Stage stage;
    stage.link.setItems(u"gateway /robots"_s,
                        {robot("CR-1", "Basil", {900, 900}, "Jammed"), robot("CR-2", "Clover", {900, 900}),
                         robot("CR-3", "Dill", {100, 100})});
    stage.open();
    QCOMPARE(stage.view().hitAt(stage.at(u"CR-1"_s)).thing.key, u"CR-1"_s);
}

void MapTest::aClickOnACrowdComesNearer()
{
    Stage stage;
    stage.open();
    QVERIFY(stage.view().hitAt(stage.at(u"CR-6"_s)).crowd);
    for (int clicks = 0; clicks < 8 && stage.view().hitAt(stage.at(u"CR-6"_s)).crowd; ++clicks) {
        const double before = lengthOf(stage.view().toScreen({1, 0}) - stage.view().toScreen({0, 0}));
        QTest::mouseClick(&stage.view(), Qt::LeftButton, {}, stage.at(u"CR-6"_s));
        if (QMenu *menu = stage.openMenu()) {
            QCOMPARE(textsOf(*menu), (QStringList{u"Ginger"_s, u"Hazel"_s}));
            return;
        }
        QVERIFY(lengthOf(stage.view().toScreen({1, 0}) - stage.view().toScreen({0, 0})) > before);
    }
    QVERIFY(!stage.view().hitAt(stage.at(u"CR-6"_s)).crowd);
}

void MapTest::thoseOnOneSpotAreOfferedByName()
{
    Stage stage;
    stage.open();
    QTest::mouseClick(&stage.view(), Qt::LeftButton, {}, stage.at(u"CR-4"_s));
    QMenu *menu = stage.openMenu();
    QVERIFY(menu);
    QCOMPARE(textsOf(*menu), (QStringList{u"Elder"_s, u"Fennel"_s}));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(stage.chosen(), (EntityRef{EntityKind::Robot, u"CR-5"_s}));
}

void MapTest::promisesStandByTheirTime_data()
{
    QTest::addColumn<QPointF>("customer");
    QTest::addColumn<PromiseStanding>("standing");
    QTest::newRow("in time") << QPointF(500, 100) << PromiseStanding::InTime;
    QTest::newRow("within five minutes") << QPointF(600, 500) << PromiseStanding::AtRisk;
    QTest::newRow("after its promise") << QPointF(400, 500) << PromiseStanding::Late;
}

void MapTest::promisesStandByTheirTime()
{
    QFETCH(const QPointF, customer);
    QFETCH(const PromiseStanding, standing);
    Stage stage;
    stage.open();
    MapScene scene(stage.link, stage.window.entities());
    scene.layOut({{500, 500}, 0.5, {800, 800}}, stage.link.status().now, {});
    const auto &customers = scene.customers();
    const auto found = std::ranges::find_if(customers, [&](const PlaceMark &mark) { return mark.at == customer; });
    QVERIFY(found != customers.end());
    QCOMPARE(found->promise, standing);
}

void MapTest::aWholeCityIsShownWithoutMerchants()
{
    Stage stage;
    stage.open();
    MapScene scene(stage.link, stage.window.entities());
    scene.layOut({{500, 500}, cityScale, {800, 800}}, stage.link.status().now, {});
    QCOMPARE(scene.merchants().size(), 1U);
    scene.layOut({{500, 500}, cityScale / 2, {800, 800}}, stage.link.status().now, {});
    QCOMPARE(scene.merchants().size(), 0U);
}

void MapTest::toolTipsSayWhatItIs_data()
{
    QTest::addColumn<QPointF>("place");
    QTest::addColumn<QString>("text");
    QTest::newRow("robot") << QPointF(300, 300) << u"Robot Basil, CR-1"_s;
    QTest::newRow("customer") << QPointF(600, 500) << u"Customer of D-2"_s;
    QTest::newRow("crowd") << QPointF(900, 900) << u"2 robots"_s;
    QTest::newRow("a late one") << QPointF(400, 500) << u"late: promised for 11:00:00"_s;
}

void MapTest::toolTipsSayWhatItIs()
{
    QFETCH(const QPointF, place);
    QFETCH(const QString, text);
    Stage stage;
    stage.open();
    const QString shown = stage.toolTipAt(stage.view().toScreen(place).toPoint());
    QVERIFY2(shown.contains(text), qPrintable(shown));
}

void MapTest::textInToolTipsIsPlain()
{
    Stage stage;
    stage.open();
    const QString shown = stage.toolTipAt(stage.view().toScreen({10, 10}).toPoint());
    QVERIFY2(shown.contains(u"Green &lt;b&gt;Bowl"_s), qPrintable(shown));
}

void MapTest::theMenuOffersWhatCanBeDone()
{
    Stage stage;
    stage.open();
    const QPoint at = stage.at(u"CR-2"_s);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, stage.view().mapToGlobal(at));
    QCoreApplication::sendEvent(&stage.view(), &event);
    QCOMPARE(stage.chosen(), (EntityRef{EntityKind::Robot, u"CR-2"_s}));
    QVERIFY(stage.openMenu());
    const QStringList texts = textsOf(*stage.openMenu());
    QVERIFY2(texts.contains(u"&Hold robot…"_s) && texts.contains(u"Open li&d…"_s), qPrintable(texts.join(u'|')));
    stage.openMenu()->close();
}

void MapTest::theMenuKeyOpensTheMenuOfTheChosen()
{
    Stage stage;
    stage.open();
    stage.choose(u"CR-1"_s);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {1, 1}, stage.view().mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(&stage.view(), &event);
    QCOMPARE(stage.chosen(), (EntityRef{EntityKind::Robot, u"CR-1"_s}));
    QVERIFY(stage.openMenu() && textsOf(*stage.openMenu()).contains(u"&Hold robot…"_s));
    stage.openMenu()->close();
}

void MapTest::theLegendComesAndGoes()
{
    Stage stage;
    stage.open();
    auto *legend = stage.view().findChild<MapLegend *>();
    auto *button = stage.button(u"Show the legend of the map"_s);
    QVERIFY(!legend->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(legend->isVisible());
    QVERIFY(stage.view().rect().contains(legend->geometry()));
    QTest::mouseClick(legend->findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(!legend->isVisible() && !button->isChecked());
    QTest::keyClick(&stage.view(), Qt::Key_L);
    QVERIFY(legend->isVisible() && button->isChecked());
}

void MapTest::theNoteGivesWayWithDots()
{
    Stage stage;
    stage.open({1024, 700});
    const auto *note = stage.panel->titleBarWidget()->findChild<ElidedLabel *>();
    QVERIFY(note);
    QCOMPARE(note->text(), u"7 robots, 0 driving"_s);
    QVERIFY(note->width() > 40);
    QVERIFY(note->toolTip().contains(note->text()));
}

void MapTest::everyRobotOfARealTownIsFoundWhereItIs()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 8min));
    MainWindow window(link);
    window.resize(1440, 900);
    window.show();
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(window.entities().isCurrent(), patienceMs);
    auto &view = window.findChild<MapPanel *>()->view();
    int found = 0;
    MapScene scene(link, window.entities());
    const MapSight sight{view.toMetres(QPointF(view.width(), view.height()) / 2), 0.5, {4000, 4000}};
    scene.layOut(sight, link.status().now, {});
    QCOMPARE(scene.movers().size(), window.entities().robots.rows().size());
    std::size_t shown = scene.robots().size();
    for (const Crowd &crowd : scene.robotCrowds())
        shown += crowd.rows.size();
    const auto &rows = window.entities().robots.rows();
    QCOMPARE(shown, std::size_t(std::ranges::count_if(rows, isOnMap)));
    for (const RobotMark &mark : scene.robots())
        found += view.hitAt(view.toScreen(mark.at)).isNothing() ? 0 : 1;
    QCOMPARE(found, int(scene.robots().size()));
}

CURBSIDE_WINDOW_TEST(MapTest)

} // namespace tst_map

#include "tst_map.moc"
