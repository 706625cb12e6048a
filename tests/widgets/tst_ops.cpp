// SPDX-License-Identifier: GPL-3.0-or-later
// What a dispatcher does: choose, look, act.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/actions/many_dialog.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/commands/palette.h"
#include "widgets/inspector/inspector.h"
#include "widgets/map/map_view.h"
#include "widgets/panels/chip_list_panel.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace tst_ops {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct Stage
{
    ScriptedLink link;
    MainWindow window{link};

    Stage()
    {
        link.setItems(u"gateway /deliveries"_s,
                      {delivery("d1", "D-1001", "Assigned", "Basil", "11:40"),
                       delivery("d2", "D-1002", "Pending", "", "11:03"),
                       delivery("d3", "D-1003", "Failed", "", "11:30"),
                       delivery("d4", "D-1004", "InTransit", "Clover", "11:00")});
        link.setItems(u"gateway /tasks"_s,
                      {R"({"id":"t1","number":"T-1","type":"Pickup","status":"Assigned",)"
                       R"("deliveryId":"d1","robotSerial":"CR-0001","tripId":"trip1"})"});
        link.setItems(u"gateway /robots"_s, {robot("CR-0001", "Basil", 100, 200), robot("CR-0002", "Clover", 300, 50)});
        link.setItems(u"integrations /merchants"_s, {R"({"id":"m1","name":"Green Bowl","x":10,"y":10})"});
        link.setAnswer(u"gateway /deliveries/d1"_s,
                       "{\"delivery\":" + delivery("d1", "D-1001", "Assigned", "Basil", "11:40")
                           + R"(,"tasks":[{"id":"t1","number":"T-1","type":"Pickup","status":"Assigned",)"
                             R"("startedAt":"2026-03-02T11:00:20.000Z"}],"sagas":[]})");
        window.resize(1440, 900);
        window.show();
        link.open();
    }

    static QByteArray delivery(const QByteArray &id, const QByteArray &number, const QByteArray &status,
                               const QByteArray &driver, const QByteArray &promised)
    {
        return "{\"id\":\"" + id + "\",\"number\":\"" + number + "\",\"status\":\"" + status
            + (driver.isEmpty() ? QByteArray() : "\",\"driverName\":\"" + driver) + R"(","merchantId":"m1","taskId":"t)"
            + id.mid(1) + R"(","pickup":{"x":10,"y":10},"dropoff":{"x":50,"y":60},)"
            + R"("createdAt":"2026-03-02T10:50:00.000Z","promisedAt":"2026-03-02T)" + promised + ":00.000Z\"}";
    }

    static QByteArray robot(const QByteArray &serial, const QByteArray &name, int x, int y)
    {
        return "{\"serial\":\"" + serial + "\",\"name\":\"" + name + R"(","inService":true,"held":false,"state":{"x":)"
            + QByteArray::number(x) + ",\"y\":" + QByteArray::number(y)
            + R"(,"heading":90,"speed":1.5,"battery":80,"lid":"Closed","connectivity":"Online","onDuty":true,)"
              R"("seenAt":"2026-03-02T11:00:55.000Z"}})";
    }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
    }

    QPushButton *button(const QString &text)
    {
        for (auto *made : window.findChildren<QPushButton *>()) {
            if (made->text() == text && made->isVisible())
                return made;
        }
        return nullptr;
    }

    ChipListPanel *deliveries() { return window.findChild<ChipListPanel *>(u"deliveries"_s); }
};

/// Answers the next question for a reason.
void answerReason(const QString &reason, bool accepts)
{
    QTimer::singleShot(0, qApp, [=] {
        auto *dialog = qobject_cast<ReasonDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return answerReason(reason, accepts);
        dialog->findChild<QLineEdit *>()->setText(reason);
        accepts ? dialog->accept() : dialog->reject();
    });
}

} // namespace

} // namespace tst_ops

namespace tst_ops {

class OpsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void chipsCountAndFilter();
    void aTownWithoutStreetsIsShownWhole();
    void choosingInTheListShowsItInTheInspector();
    void choosingElsewhereChoosesInTheList();
    void theLifeOfADeliveryIsToldInItsOrder();
    void cancellingAsksForTheReasonAndPostsIt();
    void thinkingBetterOfItPostsNothing();
    void aLidCommandIsPosted();
    void aRefusalIsToldInPlace();
    void onlyWhatIsPossibleIsOffered();
    void aRefusalAmongManyIsToldBesideIt();
    void twoDeliveriesOfOneRobotHoldItOnce();
    void thePaletteFindsADelivery();
    void thePaletteFindsACommand();
    void aClickOnTheMapChooses();
    void aDrivingRobotGoesOnBetweenReports();
    void theMapShowsTheChosenThing();
};

void OpsTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void OpsTest::chipsCountAndFilter()
{
    Stage stage;
    stage.settle();
    QStringList texts;
    for (const QToolButton *chip : stage.deliveries()->chips().findChildren<QToolButton *>())
        texts.append(chip->text());
    QCOMPARE(texts,
             (QStringList{u"Open 3"_s, u"At risk 2"_s, u"Late 1"_s, u"Unassigned 1"_s, u"Lid trouble 0"_s,
                          u"Failed 1"_s, u"All 4"_s}));
    QCOMPARE(stage.deliveries()->filter().rowCount(), 3);
    stage.deliveries()->chips().choose(2);
    QCOMPARE(stage.deliveries()->filter().rowCount(), 1);
    QCOMPARE(stage.deliveries()->filter().index(0, 0).data().toString(), u"D-1004"_s);
}

void OpsTest::choosingInTheListShowsItInTheInspector()
{
    Stage stage;
    stage.settle();
    stage.deliveries()->view().setCurrentIndex(stage.deliveries()->filter().index(1, 0));
    const QString chosen = stage.deliveries()->filter().index(1, 0).data().toString();
    QTRY_VERIFY([&] {
        for (const QLabel *label : stage.window.inspector().findChildren<QLabel *>()) {
            if (label->text() == chosen)
                return true;
        }
        return false;
    }());
}

void OpsTest::choosingElsewhereChoosesInTheList()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    QCOMPARE(stage.deliveries()->chosenKeys(), QStringList{u"d1"_s});
    stage.window.selection().select({EntityKind::Robot, u"CR-0001"_s});
    QCOMPARE(stage.deliveries()->chosenKeys(), QStringList());
    stage.window.selection().goBack();
    QCOMPARE(stage.deliveries()->chosenKeys(), QStringList{u"d1"_s});
}

void OpsTest::theLifeOfADeliveryIsToldInItsOrder()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    QTRY_COMPARE(stage.window.inspector().timeline().facts().size(), 2U);
    const auto &facts = stage.window.inspector().timeline().facts();
    QCOMPARE(facts[0].text, u"Created, promised 11:40"_s);
    QCOMPARE(facts[1].text, u"Pickup T-1 begun"_s);
    QCOMPARE(facts[1].source, u"Operations"_s);
}

void OpsTest::cancellingAsksForTheReasonAndPostsIt()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    QVERIFY(stage.button(u"Cancel delivery…"_s));
    answerReason(u"Customer asked"_s, true);
    QTest::mouseClick(stage.button(u"Cancel delivery…"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.link.asked.contains(u"POST gateway /deliveries/d1/cancel {\"reason\":\"Customer asked\"}"_s));
}

void OpsTest::thinkingBetterOfItPostsNothing()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    const auto posts = [&] { return stage.link.asked.filter(u"POST"_s); };
    bool isAsked = false;
    QTimer::singleShot(0, &stage.window, [&] { isAsked = true; });
    answerReason(u"x"_s, false);
    QTest::mouseClick(stage.button(u"Cancel delivery…"_s), Qt::LeftButton);
    QTRY_VERIFY(isAsked && !QApplication::activeModalWidget());
    QCoreApplication::processEvents();
    QCOMPARE(posts(), QStringList());
}

void OpsTest::aLidCommandIsPosted()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Robot, u"CR-0001"_s});
    answerReason(u"stuck"_s, true);
    QTest::mouseClick(stage.button(u"Open lid…"_s), Qt::LeftButton);
    QTRY_VERIFY(
        stage.link.asked.contains(u"POST gateway /robots/CR-0001/lid "
                                  u"{\"command\":\"open\",\"requestedBy\":\"Operator\",\"reason\":\"stuck\"}"_s));
}

void OpsTest::aRefusalIsToldInPlace()
{
    Stage stage;
    stage.settle();
    stage.link.setAnswer(u"POST gateway /deliveries/d3/retry"_s, R"({"detail":"there is <b>no</b> robot"})", 409);
    stage.window.selection().select({EntityKind::Delivery, u"d3"_s});
    QTest::mouseClick(stage.button(u"Retry delivery"_s), Qt::LeftButton);
    QTRY_VERIFY([&] {
        for (const QLabel *label : stage.window.inspector().findChildren<QLabel *>()) {
            if (label->text().contains(u"there is <b>no</b> robot"))
                return label->textFormat() == Qt::PlainText;
        }
        return false;
    }());
}

void OpsTest::onlyWhatIsPossibleIsOffered()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Delivery, u"d3"_s});
    QVERIFY(stage.button(u"Retry delivery"_s));
    QVERIFY(!stage.button(u"Cancel delivery…"_s));
    stage.window.selection().select({EntityKind::Delivery, u"d4"_s});
    QVERIFY(!stage.button(u"Retry delivery"_s));
    QVERIFY2(!stage.button(u"Reassign robot…"_s), "goods are aboard");
    QVERIFY2(stage.button(u"Cancel delivery…"_s), "and can be brought back");
    QVERIFY(stage.button(u"Hold robot…"_s));
}

/// Chooses the rows, and of what can be done to them the entry.
static ManyDialog *openMany(Stage &stage, const QStringList &keys, const QString &entry)
{
    ListPanel &panel = *stage.deliveries();
    QItemSelection rows;
    for (int row = 0; row < panel.filter().rowCount(); ++row) {
        if (keys.contains(panel.filter().index(row, 0).data(KeyRole).toString()))
            rows.select(panel.filter().index(row, 0), panel.filter().index(row, 0));
    }
    panel.view().selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QMenu *menu = panel.findChild<QFrame *>(u"chosen"_s)->findChild<QToolButton *>()->menu();
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->text() == entry)
            action->trigger();
    }
    return stage.window.findChild<ManyDialog *>();
}

void OpsTest::aRefusalAmongManyIsToldBesideIt()
{
    Stage stage;
    stage.settle();
    stage.link.setAnswer(u"POST gateway /deliveries/d1/call-operator"_s, "{}", 201);
    stage.link.setAnswer(u"POST gateway /deliveries/d4/call-operator"_s, R"({"detail":"nobody is there"})", 409);
    ManyDialog *dialog = openMany(stage, {u"d1"_s, u"d4"_s}, u"Call operator (2 of 2)…"_s);
    QVERIFY(dialog);
    QTest::mouseClick(stage.button(u"Call operator (2)"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.button(u"Close"_s));
    QStringList outcomes;
    for (int row = 0; row < 2; ++row)
        outcomes.append(dialog->table().item(row, 0)->text() + u' ' + dialog->table().item(row, 1)->text());
    outcomes.sort();
    QCOMPARE(outcomes, (QStringList{u"D-1001 done"_s, u"D-1004 refused: nobody is there"_s}));
}

void OpsTest::twoDeliveriesOfOneRobotHoldItOnce()
{
    Stage stage;
    stage.settle();
    stage.link.setItems(u"gateway /deliveries"_s,
                        {Stage::delivery("d1", "D-1001", "Assigned", "Basil", "11:40"),
                         Stage::delivery("d4", "D-1004", "InTransit", "Basil", "11:00")});
    stage.link.tell({published("deliveries")});
    QTRY_COMPARE(stage.window.entities().deliveries.find(u"d4"_s)->driverName, u"Basil"_s);
    stage.link.setAnswer(u"POST gateway /robots/CR-0001/hold"_s, "{}");
    const ManyDialog *dialog = openMany(stage, {u"d1"_s, u"d4"_s}, u"Hold robot (1 of 2)…"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->table().item(1, 1)->text(), u"cannot: the same robot as above"_s);
    QTest::mouseClick(stage.button(u"Hold robot (1)"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.button(u"Close"_s));
    QCOMPARE(stage.link.asked.filter(u"/hold"_s),
             QStringList{u"POST gateway /robots/CR-0001/hold {\"reason\":\"Something looks wrong\"}"_s});
}

void OpsTest::thePaletteFindsADelivery()
{
    Stage stage;
    stage.settle();
    stage.window.find();
    auto *palette = stage.window.findChild<Palette *>();
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"1003"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d3"_s}));
    QVERIFY(!palette->isVisible());
}

void OpsTest::thePaletteFindsACommand()
{
    Stage stage;
    stage.settle();
    stage.window.find();
    auto *line = stage.window.findChild<Palette *>()->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"time step"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(stage.link.wishes, QStringList{u"step"_s});
}

void OpsTest::aClickOnTheMapChooses()
{
    Stage stage;
    stage.settle();
    auto *map = stage.window.findChild<MapView *>();
    const RobotRow *clover = stage.window.entities().robots.find(u"CR-0002"_s);
    const QPoint at = map->toScreen(map->placeNow(*clover)).toPoint();
    QTest::mouseClick(map, Qt::LeftButton, {}, at);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Robot, u"CR-0002"_s}));
}

void OpsTest::aDrivingRobotGoesOnBetweenReports()
{
    Stage stage;
    stage.settle();
    const auto *map = stage.window.findChild<MapView *>();
    stage.link.setPaused(true); // between two statuses time would go on
    // It was seen at (100, 200) five seconds ago, going east at 1.5 m/s.
    QCOMPARE(map->placeNow(*stage.window.entities().robots.find(u"CR-0001"_s)), QPointF(107.5, 200));
}

void OpsTest::theMapShowsTheChosenThing()
{
    Stage stage;
    stage.settle();
    auto *map = stage.window.findChild<MapView *>();
    map->zoomBy(50, QPointF(0, 0));
    stage.window.selection().select({EntityKind::Robot, u"CR-0002"_s});
    const RobotRow *clover = stage.window.entities().robots.find(u"CR-0002"_s);
    QVERIFY(map->rect().contains(map->toScreen(map->placeNow(*clover)).toPoint()));
}

void OpsTest::aTownWithoutStreetsIsShownWhole()
{
    Stage stage;
    stage.settle();
    const auto *map = stage.window.findChild<MapView *>();
    const auto at = [&](const QString &serial) {
        return map->toScreen(map->placeNow(*stage.window.entities().robots.find(serial))).toPoint();
    };
    QVERIFY(map->rect().contains(at(u"CR-0001"_s)) && map->rect().contains(at(u"CR-0002"_s)));
    QVERIFY((at(u"CR-0001"_s) - at(u"CR-0002"_s)).manhattanLength() > 100);
}

CURBSIDE_WINDOW_TEST(OpsTest)

} // namespace tst_ops

#include "tst_ops.moc"
