// SPDX-License-Identifier: GPL-3.0-or-later
// What a list keeps, and what it tells of a change.
#include "services/runtime/time/random_stream.h"
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/entities/entities.h"
#include "widgets/panels/list_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_entity_lists {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct Thing
{
    QString id;
    QString text;
    int number = 0;
    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const Thing &, const Thing &) = default;
};

std::vector<EntityColumn<Thing>> thingColumns()
{
    return {{{.title = u"Id"_s}, [](const Thing &row) { return Cell{row.id, {}, {}, {}, {}}; }},
            {{.title = u"Text"_s, .stretches = true}, [](const Thing &row) { return Cell{row.text, {}, {}, {}, {}}; }},
            {{.title = u"Number"_s, .isRightAligned = true},
             [](const Thing &row) { return Cell{QString::number(row.number), {}, {}, {}, row.number}; }}};
}

} // namespace

class EntityListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOrderOfBatchesKeepsTheModelSound();
    void onlyTheCellsThatDifferAreTold();
    void theSameRowAgainIsNoChange();
    void theOldestRowsGoAtTheCapacity();
    void aRowTwiceInOneBatchIsOneRow();
    void aRowWithoutAKeyIsPassedOver();
    void aRemovedRowDoesNotComeBack();
    void textThatSteersTheDisplayIsWrittenOut_data();
    void textThatSteersTheDisplayIsWrittenOut();
    void searchNarrowsTheListAndSaysSo();
    void figuresSortAsNumbers();
    void aRowIsCopiedAs_data();
    void aRowIsCopiedAs();
    void nothingChosenLeavesWhatWasCopied();
    void anEmptyListSaysWhy();
    void whenTheChosenRowGoesNoOtherIsChosen();
    void whatComesToAListThatWasEmptiedIsNotChosen();
    void theFocusChoosesNothing_data();
    void theFocusChoosesNothing();
    void aKeyInAListWithoutAChoiceChoosesTheFirst();
    void aDeletedDeliveryLeavesTheList();
    void onlyTasksThatChangedAreReadAgain();
    void anotherOperatorOnATaskIsReadAtOnce();
    void aRobotWhoseStateIsNotToldStaysAsItWas();
    void whatWasChosenComesBackAsRanges();
};

void EntityListsTest::anotherOperatorOnATaskIsReadAtOnce()
{
    ScriptedLink link;
    Entities entities(link);
    link.setItems(u"gateway /tasks"_s, {R"({"id":"t1","status":"Assigned","operatorId":"o1"})"});
    link.open();
    QTRY_COMPARE(entities.tasks.rowCount(), 1);
    link.setItems(u"gateway /tasks"_s, {R"({"id":"t1","status":"Assigned","operatorId":"o2"})"});
    TrafficEntry request;
    request.kind = JournalKind::Requested;
    request.service = "operations";
    request.type = "POST /task/t1/assign";
    link.tell({request});
    QTRY_COMPARE(entities.tasks.rows()[0].operatorId, u"o2"_s);
}

void EntityListsTest::aRobotWhoseStateIsNotToldStaysAsItWas()
{
    ScriptedLink link;
    Entities entities(link);
    link.setItems(u"gateway /robots"_s,
                  {R"({"serial":"CR-1","name":"Basil","held":false,"state":{"lid":"Jammed","battery":41,)"
                   R"("connectivity":"Online","onDuty":true,"seenAt":"2026-03-02T11:00:00.000Z"}})"});
    link.open();
    QTRY_COMPARE(entities.robots.rowCount(), 1);
    QVERIFY(entities.robots.rows()[0].isStateTold);
    link.setItems(u"gateway /robots"_s,
                  {R"({"serial":"CR-1","name":"Basil","held":true,"state":{"problem":{"status":503}}})"});
    link.tell({published("operations")});
    QTRY_VERIFY(entities.robots.rows()[0].isHeld);
    const RobotRow &robot = entities.robots.rows()[0];
    QVERIFY(!robot.isStateTold);
    QCOMPARE(robot.lid, u"Jammed"_s);
    QCOMPARE(robot.battery, 41);
    QVERIFY(robot.isSeen && robot.isOnline && robot.isOnDuty);
}

void EntityListsTest::anyOrderOfBatchesKeepsTheModelSound()
{
    EntityModel<Thing> model(nullptr, 50);
    model.setColumns(thingColumns());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RandomStream random(1, "lists", 1);
    for (int round = 0; round < 300; ++round) {
        std::vector<Thing> batch;
        const auto count = random.below(7);
        for (std::uint64_t i = 0; i < count; ++i)
            batch.push_back({QString::number(random.below(200)), u"text"_s, static_cast<int>(random.below(3))});
        model.take(std::move(batch));
        model.remove(QString::number(random.below(400)));
        QVERIFY(model.rowCount() <= 50);
    }
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(model.keyAt(row)), row);
}

void EntityListsTest::onlyTheCellsThatDifferAreTold()
{
    EntityModel<Thing> model;
    model.setColumns(thingColumns());
    model.take({{u"a"_s, u"one"_s, 1}, {u"b"_s, u"two"_s, 2}});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take({{u"b"_s, u"other"_s, 2}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(1, 1));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(1, 1));
}

void EntityListsTest::theSameRowAgainIsNoChange()
{
    EntityModel<Thing> model;
    model.setColumns(thingColumns());
    model.take({{u"a"_s, u"one"_s, 1}});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take({{u"a"_s, u"one"_s, 1}});
    QCOMPARE(changed.count(), 0);
    QCOMPARE(model.rowCount(), 1);
}

void EntityListsTest::theOldestRowsGoAtTheCapacity()
{
    EntityModel<Thing> model(nullptr, 3);
    model.setColumns(thingColumns());
    model.take({{u"a"_s, {}, 0}, {u"b"_s, {}, 0}});
    model.take({{u"c"_s, {}, 0}, {u"d"_s, {}, 0}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.keyAt(0), u"b"_s);
    QCOMPARE(model.rowOf(u"a"_s), -1);
    QCOMPARE(model.rowOf(u"d"_s), 2);
}

void EntityListsTest::aRowTwiceInOneBatchIsOneRow()
{
    EntityModel<Thing> model;
    model.setColumns(thingColumns());
    model.take({{u"a"_s, u"first"_s, 0}, {u"a"_s, u"last"_s, 0}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 1).data().toString(), u"last"_s);
}

void EntityListsTest::aRowWithoutAKeyIsPassedOver()
{
    EntityModel<Thing> model;
    model.setColumns(thingColumns());
    model.take({{QString(), u"nobody"_s, 0}});
    QCOMPARE(model.rowCount(), 0);
}

void EntityListsTest::aRemovedRowDoesNotComeBack()
{
    EntityModel<Thing> model;
    model.setColumns(thingColumns());
    model.take({{u"a"_s, {}, 0}, {u"b"_s, {}, 0}, {u"c"_s, {}, 0}});
    model.remove(u"b"_s);
    model.remove(u"unheard of"_s);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(u"c"_s), 1);
    QVERIFY(model.wasRemoved(u"b"_s) && !model.wasRemoved(u"c"_s));
    model.take({{u"a"_s, u"still here"_s, 0}, {u"b"_s, u"read before it was removed"_s, 0}, {u"unheard of"_s, {}, 0}});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.find(u"b"_s));
}

void EntityListsTest::textThatSteersTheDisplayIsWrittenOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("marks of rich text stay what they are") << u"<img src=/etc/passwd>"_s << u"<img src=/etc/passwd>"_s;
    QTest::newRow("a right-to-left override is shown") << u"abc\u202etxt.exe"_s << u"abc\\u202etxt.exe"_s;
    QTest::newRow("an isolate is shown") << u"a\u2066b\u2069"_s << u"a\\u2066b\\u2069"_s;
    QTest::newRow("a bell is shown") << u"ding\x07"_s << u"ding\\u0007"_s;
    QTest::newRow("a line end is shown") << u"one\ntwo"_s << u"one\\u000atwo"_s;
    QTest::newRow("right-to-left letters stay") << u"שלום"_s << u"שלום"_s;
    QTest::newRow("an emoji stays") << u"🍜 bar"_s << u"🍜 bar"_s;
}

void EntityListsTest::textThatSteersTheDisplayIsWrittenOut()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    EntityModel<Thing> model;
    model.setColumns(thingColumns());
    model.take({{u"a"_s, text, 0}});
    QCOMPARE(model.index(0, 1).data(Qt::DisplayRole).toString(), shown);
    QCOMPARE(model.index(0, 1).data(Qt::AccessibleTextRole).toString(), shown);
    QCOMPARE(model.index(0, 1).data(PlainTextRole).toString(), text);
}

namespace {

/// A panel over three things, as read from a scripted platform.
struct Stage
{
    ScriptedLink link;
    EntityModel<Thing> model;
    EntityFeed feed;
    ListPanel panel;

    Stage()
        : feed(link, {u"gateway"_s, u"/things"_s, publishedBy("things"), false},
               [this](const std::vector<JsonValue> &items) {
                   for (const JsonValue &item : items)
                       model.take({{textIn(item, "id"), textIn(item, "text"),
                                    static_cast<int>(item["number"].toInteger().value_or(0))}});
               }),
          panel({u"things"_s, u"Things"_s, u"No things yet."_s}, columned(model), feed)
    {}

    static EntityModel<Thing> &columned(EntityModel<Thing> &model)
    {
        model.setColumns(thingColumns());
        return model;
    }

    void open()
    {
        link.setItems(u"gateway /things"_s,
                      {R"({"id":"a","text":"apple","number":9})", R"({"id":"b","text":"banana, \"ripe\"","number":10})",
                       R"({"id":"c","text":"cherry","number":2})"});
        link.open();
        QTRY_COMPARE(model.rowCount(), 3);
    }
};

QString messageOf(const ListPanel &panel)
{
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (label->wordWrap())
            return label->isVisibleTo(&panel) ? label->text() : QString();
    }
    return {};
}

} // namespace

void EntityListsTest::searchNarrowsTheListAndSaysSo()
{
    Stage stage;
    stage.open();
    stage.panel.show();
    auto *search = stage.panel.findChild<QLineEdit *>();
    QTest::keyClicks(search, u"an"_s);
    QCOMPARE(stage.panel.filter().rowCount(), 1);
    QTest::keyClicks(search, u"xx"_s);
    QCOMPARE(stage.panel.filter().rowCount(), 0);
    QVERIFY2(messageOf(stage.panel).contains(u"anxx"), qPrintable(messageOf(stage.panel)));
}

void EntityListsTest::figuresSortAsNumbers()
{
    Stage stage;
    stage.open();
    stage.panel.sortBy(2, Qt::AscendingOrder);
    QCOMPARE(stage.panel.filter().index(0, 0).data().toString(), u"c"_s);
    QCOMPARE(stage.panel.filter().index(2, 0).data().toString(), u"b"_s);
}

void EntityListsTest::aRowIsCopiedAs_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("copied");
    QTest::newRow("text, with tabs") << int(ListView::CopyFormat::Text) << u"b\tbanana, \"ripe\"\t10"_s;
    QTest::newRow("CSV, with titles and quotes")
        << int(ListView::CopyFormat::Csv) << u"Id,Text,Number\r\nb,\"banana, \"\"ripe\"\"\",10\r\n"_s;
    QTest::newRow("JSON, an object a row")
        << int(ListView::CopyFormat::Json) << uR"([{"Id":"b","Text":"banana, \"ripe\"","Number":"10"}])"_s;
}

void EntityListsTest::aRowIsCopiedAs()
{
    QFETCH(const int, format);
    QFETCH(const QString, copied);
    Stage stage;
    stage.open();
    stage.panel.choose(u"b"_s);
    stage.panel.view().copy(static_cast<ListView::CopyFormat>(format));
    QCOMPARE(QGuiApplication::clipboard()->text(), copied);
}

void EntityListsTest::nothingChosenLeavesWhatWasCopied()
{
    Stage stage;
    stage.open();
    QGuiApplication::clipboard()->setText(u"before"_s);
    stage.panel.view().copy(ListView::CopyFormat::Csv);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
}

void EntityListsTest::whatWasChosenComesBackAsRanges()
{
    Stage stage;
    std::vector<Thing> things;
    for (int i = 0; i < 1000; ++i)
        things.push_back({QString::number(i), i % 2 == 0 ? u"even"_s : u"odd"_s, i});
    stage.model.take(things);
    stage.panel.sortBy(2, Qt::AscendingOrder);
    stage.panel.view().selectAll();
    stage.panel.search(u"even"_s);
    QCOMPARE(stage.panel.chosenKeys().size(), 500);
    QCOMPARE(stage.panel.view().selectionModel()->selection().size(), 1);
}

void EntityListsTest::anEmptyListSaysWhy()
{
    Stage stage;
    stage.panel.show();
    QVERIFY2(messageOf(stage.panel).startsWith(u"Waiting"), "before the platform is there");
    stage.link.setAnswer(u"gateway /things"_s, R"({"detail":"things are down"})", 503);
    stage.link.open();
    QTRY_VERIFY2(messageOf(stage.panel).contains(u"things are down"), "while it cannot be read");
    stage.link.setItems(u"gateway /things"_s, {});
    QTRY_COMPARE(messageOf(stage.panel), u"No things yet."_s);
}

void EntityListsTest::whenTheChosenRowGoesNoOtherIsChosen()
{
    Stage stage;
    stage.open();
    stage.panel.show();
    const QSignalSpy chosen(&stage.panel, &ListPanel::chosen);
    QTest::keyClick(&stage.panel.view(), Qt::Key_Down);
    QTest::keyClick(&stage.panel.view(), Qt::Key_Down);
    QVERIFY(chosen.count() > 0);
    const QStringList keys = stage.panel.chosenKeys();
    QCOMPARE(keys, QStringList{chosen.last()[0].toString()});
    const auto count = chosen.count();
    stage.model.remove(keys.first());
    QCOMPARE(stage.panel.filter().rowCount(), 2);
    QCOMPARE(chosen.count(), count);
    QCOMPARE(stage.panel.chosenKeys(), QStringList());
}

void EntityListsTest::whatComesToAListThatWasEmptiedIsNotChosen()
{
    Stage stage;
    stage.open();
    stage.panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&stage.panel));
    QApplication::setActiveWindow(&stage.panel);
    stage.panel.view().setFocus();
    QTest::keyClick(&stage.panel.view(), Qt::Key_Down);
    const QSignalSpy chosen(&stage.panel, &ListPanel::chosen);
    for (const QString &key : {u"a"_s, u"b"_s, u"c"_s})
        stage.model.remove(key);
    stage.model.take({{u"d"_s, u"date"_s, 1}});
    stage.panel.view().setFocus(Qt::OtherFocusReason);
    QCOMPARE(stage.panel.filter().rowCount(), 1);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(stage.panel.chosenKeys(), QStringList());
}

void EntityListsTest::theFocusChoosesNothing_data()
{
    QTest::addColumn<int>("reason");
    QTest::newRow("a dialog is closed") << int(Qt::ActiveWindowFocusReason);
    QTest::newRow("a menu is closed") << int(Qt::PopupFocusReason);
    QTest::newRow("Tab") << int(Qt::TabFocusReason);
    QTest::newRow("another mode") << int(Qt::OtherFocusReason);
}

void EntityListsTest::theFocusChoosesNothing()
{
    QFETCH(const int, reason);
    Stage stage;
    stage.open();
    stage.panel.show();
    const QSignalSpy chosen(&stage.panel, &ListPanel::chosen);
    QFocusEvent comes(QEvent::FocusIn, Qt::FocusReason(reason));
    QCoreApplication::sendEvent(&stage.panel.view(), &comes);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(!stage.panel.view().currentIndex().isValid());
}

void EntityListsTest::aKeyInAListWithoutAChoiceChoosesTheFirst()
{
    Stage stage;
    stage.open();
    stage.panel.show();
    QFocusEvent comes(QEvent::FocusIn, Qt::TabFocusReason);
    QCoreApplication::sendEvent(&stage.panel.view(), &comes);
    QTest::keyClick(&stage.panel.view(), Qt::Key_Down);
    QCOMPARE(stage.panel.chosenKeys(), QStringList{stage.panel.filter().index(0, 0).data(KeyRole).toString()});
}

void EntityListsTest::aDeletedDeliveryLeavesTheList()
{
    ScriptedLink link;
    const Entities entities(link);
    link.setItems(u"gateway /deliveries"_s, {R"({"id":"d1","number":"D-1"})", R"({"id":"d2","number":"D-2"})"});
    link.open();
    QTRY_COMPARE(entities.deliveries.rowCount(), 2);
    QTRY_VERIFY(entities.isCurrent());
    TrafficEntry deleted = published("deliveries", "curbside.deliveries.DeliveryDeleted");
    deleted.subject = "d1";
    link.tell({deleted});
    QVERIFY(!entities.deliveries.find(u"d1"_s));
    QVERIFY2(!entities.isCurrent(), "the list is read again, and the answer was written down before");
    QTRY_VERIFY(entities.isCurrent());
    QCOMPARE(entities.deliveries.rowCount(), 1);
    QVERIFY(entities.deliveries.find(u"d2"_s));
}

void EntityListsTest::onlyTasksThatChangedAreReadAgain()
{
    ScriptedLink link;
    const Entities entities(link);
    link.open();
    QTRY_VERIFY(entities.isCurrent());
    link.asked.clear();
    link.tell({published("operations")});
    QTRY_VERIFY(entities.isCurrent());
    QVERIFY2(link.asked.contains(u"gateway /tasks?limit=1000&since=2026-03-02T11%3A00%3A59.000Z"_s),
             qPrintable(link.asked.join(u'\n')));
}

CURBSIDE_WINDOW_TEST(EntityListsTest)

} // namespace tst_entity_lists

#include "tst_entity_lists.moc"
