// SPDX-License-Identifier: GPL-3.0-or-later
// The traffic through a filter: written, suggested, kept, made of values.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/panels/saved_filters.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCompleter>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

namespace tst_traffic_filter {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

TrafficEntry entry(JournalKind kind, const QByteArray &type, const QByteArray &payload = "{}")
{
    TrafficEntry made = published("state", type, payload);
    made.kind = kind;
    made.messageId = "e-" + type;
    made.trace = TraceContext(1, quint64(type.size()), 3);
    if (kind != JournalKind::Published) {
        made.peer = "state";
        made.service = "deliveries";
        made.latency = 12'500;
    }
    return made;
}

/// Of two kinds of lid event, a task and a call; two of them handled.
std::vector<TrafficEntry> someTraffic()
{
    return {entry(JournalKind::Published, "curbside.state.LidEvent", R"({"kind":"Jammed","angle":12.5})"),
            entry(JournalKind::Handled, "curbside.state.LidEvent", R"({"kind":"Jammed","angle":12.5})"),
            entry(JournalKind::Published, "curbside.state.LidEvent", R"({"kind":"Opened","angle":90})"),
            entry(JournalKind::Published, "curbside.operations.TaskCompleted", R"({"taskId":"t-1"})"),
            entry(JournalKind::Handled, "curbside.operations.TaskCompleted", R"({"taskId":"t-1"})")};
}

/// A panel with some traffic in it.
struct Stage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    ScriptedLink link;
    TrafficPanel panel{link, &settings};

    Stage()
    {
        panel.resize(900, 500);
        panel.show();
        link.tell(someTraffic());
    }
    [[nodiscard]] ExpressionEdit &edit() { return panel.filter().edit(); }
    [[nodiscard]] int rows() { return panel.view().model()->rowCount(); }
    void write(const QString &expression)
    {
        edit().setFocus();
        edit().clear();
        QTest::keyClicks(&edit(), expression);
        edit().findChild<QCompleter *>()->popup()->hide();
        QTest::keyClick(&edit(), Qt::Key_Return);
    }
    [[nodiscard]] int columnOf(const QString &title)
    {
        const QAbstractItemModel &model = *panel.view().model();
        for (int column = 0; column < model.columnCount(); ++column) {
            if (model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() == title)
                return column;
        }
        return -1;
    }
    void choose(int row, const QString &column)
    {
        panel.view().setCurrentIndex(panel.view().model()->index(row, columnOf(column)));
        panel.view().setFocus();
    }
};

} // namespace

class TrafficFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFilterShowsWhatItMatches_data();
    void aFilterShowsWhatItMatches();
    void newEntriesAreLookedAtAsTheyCome();
    void anotherFilterKeepsALargeModelSound();
    void aLargeListIsLookedAtInPieces();
    void theHeaderCountsWhatIsShown();
    void whatCannotBeReadIsToldAndChangesNothing();
    void theMarkStandsUnderTheCharacter();
    void whatIsDoubtfulIsToldAndInForce();
    void suggestionsComeFromWhatWasSeen_data();
    void suggestionsComeFromWhatWasSeen();
    void aSuggestionTakesThePlaceOfTheWord();
    void earlierFiltersComeBackByKey();
    void theHistoryOutlivesThePanel();
    void escapeShowsAllAgain();
    void savedFiltersComeBack();
    void aKeyMakesAValueAFilter_data();
    void aKeyMakesAValueAFilter();
    void theMenuMakesAValueAFilter();
    void theMenuFollowsAConversation();
    void aDroppedValueNarrows();
    void aPayloadLineMakesAFilter_data();
    void aPayloadLineMakesAFilter();
    void theChosenEntryStaysChosen();
};

void TrafficFilterTest::aFilterShowsWhatItMatches_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("rows");
    QTest::newRow("a type") << u"type = 'curbside.state.LidEvent'"_s << 3;
    QTest::newRow("a member") << u"data.kind = 'Jammed'"_s << 2;
    QTest::newRow("a fraction") << u"data.angle < 13"_s << 2;
    QTest::newRow("an outcome") << u"outcome = 'handled'"_s << 2;
    QTest::newRow("a consumer") << u"handledBy = 'deliveries'"_s << 2;
    QTest::newRow("a publisher") << u"source = '/services/state'"_s << 5;
    QTest::newRow("a latency") << u"latency > 12 AND latency < 13"_s << 2;
    QTest::newRow("a number") << u"number >= 4"_s << 2;
    QTest::newRow("a trace") << u"trace = '00000000000000010000000000000017'"_s << 3;
    QTest::newRow("a time") << u"time LIKE '2026-03-02T%'"_s << 5;
    QTest::newRow("a text anywhere in the payload") << u"data LIKE '%t-1%'"_s << 2;
    QTest::newRow("nothing") << u"type = 'none'"_s << 0;
}

void TrafficFilterTest::aFilterShowsWhatItMatches()
{
    QFETCH(const QString, filter);
    QFETCH(const int, rows);
    Stage stage;
    QCOMPARE(stage.rows(), 5);
    stage.write(filter);
    QCOMPARE(stage.edit().state(), ExpressionEdit::State::Good);
    QCOMPARE(stage.rows(), rows);
}

void TrafficFilterTest::newEntriesAreLookedAtAsTheyCome()
{
    Stage stage;
    stage.write(u"data.kind = 'Jammed'"_s);
    stage.link.tell(someTraffic());
    QCOMPARE(stage.rows(), 4);
}

void TrafficFilterTest::anotherFilterKeepsALargeModelSound()
{
    TrafficModel model(30);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 12; ++i) {
        const auto filter = cesql::Program::compile(i % 2 == 0 ? "data.kind = 'Jammed'" : "outcome = 'handled'");
        model.setFilter(*filter);
        model.take({someTraffic(), 0});
        QCOMPARE(model.rowCount(), int(std::min<std::size_t>(model.kept(), 30)) / 5 * 2);
    }
}

void TrafficFilterTest::aLargeListIsLookedAtInPieces()
{
    TrafficModel model(100'000);
    std::vector<TrafficEntry> many;
    for (int i = 0; i < 18'000; ++i)
        std::ranges::copy(someTraffic(), std::back_inserter(many));
    model.take({std::move(many), 0});
    QTRY_VERIFY(!model.isLooking());
    QCOMPARE(model.rowCount(), 90'000);
    QSignalSpy looked(&model, &TrafficModel::looked);
    model.setFilter(*cesql::Program::compile("data.kind = 'Jammed'"));
    QVERIFY(model.isLooking());
    QVERIFY(model.rowCount() > 0);
    QVERIFY(model.rowCount() < 36'000);
    QTRY_VERIFY(!model.isLooking());
    QCOMPARE(model.rowCount(), 36'000);
    QVERIFY(looked.size() > 2);
    QCOMPARE(model.numberOf(35'999), 89'997U);
}

void TrafficFilterTest::theHeaderCountsWhatIsShown()
{
    Stage stage;
    stage.write(u"data.kind = 'Jammed'"_s);
    QStringList texts;
    for (const ElidedLabel *label : stage.panel.findChildren<ElidedLabel *>())
        texts.append(label->text());
    QVERIFY2(texts.contains(u"2 of 5 shown"_s), qPrintable(texts.join(u'|')));
}

void TrafficFilterTest::whatCannotBeReadIsToldAndChangesNothing()
{
    Stage stage;
    stage.write(u"data.kind = 'Jammed'"_s);
    stage.write(u"data.kind 'Opened'"_s);
    QCOMPARE(stage.rows(), 2);
    QCOMPARE(stage.edit().state(), ExpressionEdit::State::Wrong);
    QStringList told;
    for (const ElidedLabel *label : stage.panel.filter().findChildren<ElidedLabel *>())
        told.append(label->isVisible() ? label->text() : QString());
    QVERIFY2(told.join(u'|').contains(u"missing before “'Opened'”"_s), qPrintable(told.join(u'|')));
    QCOMPARE(stage.edit().accessibleDescription(), u"An operator, such as = or AND, is missing before “'Opened'”"_s);
}

void TrafficFilterTest::theMarkStandsUnderTheCharacter()
{
    Stage stage;
    stage.write(u"data.kind 'Opened'"_s);
    const auto place = stage.edit().markedPlace();
    QVERIFY(place);
    // Asked the other way round, the line edit finds that character there.
    QCOMPARE(stage.edit().cursorPositionAt(place->topLeft() + QPoint(2, -8)), 10);
    stage.write(u"data.kind ="_s);
    QVERIFY(stage.edit().markedPlace());
    QVERIFY(stage.edit().markedPlace()->left() > place->left());
}

void TrafficFilterTest::whatIsDoubtfulIsToldAndInForce()
{
    Stage stage;
    stage.write(u"kind = 'Jammed'"_s);
    QCOMPARE(stage.edit().state(), ExpressionEdit::State::Doubtful);
    QCOMPARE(stage.edit().accessibleDescription(), u"Nothing here has an attribute “kind”"_s);
    QCOMPARE(stage.rows(), 0);
}

void TrafficFilterTest::suggestionsComeFromWhatWasSeen_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("suggested");
    QTest::newRow("an attribute") << u"hand"_s << u"handledBy"_s;
    QTest::newRow("a path") << u"data.k"_s << u"data.kind"_s;
    QTest::newRow("a function") << u"LEN"_s << u"LENGTH("_s;
    QTest::newRow("a type") << u"type = Lid"_s << u"'curbside.state.LidEvent'"_s;
    QTest::newRow("a pattern of a type") << u"type LIKE "_s << u"'%.LidEvent'"_s;
    QTest::newRow("a value of a member") << u"data.kind = "_s << u"'Jammed'"_s;
    QTest::newRow("an outcome") << u"outcome IN ("_s << u"'deadLettered'"_s;
    QTest::newRow("a service") << u"handledBy = "_s << u"'deliveries'"_s;
    QTest::newRow("an operator") << u"type L"_s << u"LIKE"_s;
}

void TrafficFilterTest::suggestionsComeFromWhatWasSeen()
{
    QFETCH(const QString, written);
    QFETCH(const QString, suggested);
    Stage stage;
    stage.edit().setText(written);
    QVERIFY2(stage.edit().suggestions().contains(suggested), qPrintable(stage.edit().suggestions().join(u'|')));
    QVERIFY(stage.edit().suggestions().size() <= TrafficVocabulary::mostSuggested);
}

void TrafficFilterTest::aSuggestionTakesThePlaceOfTheWord()
{
    Stage stage;
    stage.edit().setFocus();
    QTest::keyClicks(&stage.edit(), u"data.ki"_s);
    QAbstractItemView *popup = stage.edit().findChild<QCompleter *>()->popup();
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(stage.edit().text(), u"data.kind "_s);
}

void TrafficFilterTest::earlierFiltersComeBackByKey()
{
    Stage stage;
    stage.write(u"number = 1"_s);
    stage.write(u"number = 2"_s);
    stage.edit().setText(u"num"_s);
    QTest::keyClick(&stage.edit(), Qt::Key_Up);
    QCOMPARE(stage.edit().text(), u"number = 2"_s);
    QTest::keyClick(&stage.edit(), Qt::Key_Up);
    QCOMPARE(stage.edit().text(), u"number = 1"_s);
    QTest::keyClick(&stage.edit(), Qt::Key_Down);
    QTest::keyClick(&stage.edit(), Qt::Key_Down);
    QCOMPARE(stage.edit().text(), u"num"_s);
}

void TrafficFilterTest::theHistoryOutlivesThePanel()
{
    Stage stage;
    stage.write(u"number = 1"_s);
    TrafficPanel next(stage.link, &stage.settings);
    QCOMPARE(next.filter().history(), QStringList{u"number = 1"_s});
}

void TrafficFilterTest::escapeShowsAllAgain()
{
    Stage stage;
    stage.write(u"number = 1"_s);
    QCOMPARE(stage.rows(), 1);
    QTest::keyClick(&stage.edit(), Qt::Key_Escape);
    QCOMPARE(stage.edit().text(), QString());
    QCOMPARE(stage.rows(), 5);
}

void TrafficFilterTest::savedFiltersComeBack()
{
    Stage stage;
    stage.write(u"number = 1"_s);
    stage.panel.findChild<SavedFilters *>()->save(u"the first"_s);
    TrafficPanel next(stage.link, &stage.settings);
    next.findChild<SavedFilters *>()->apply(u"the first"_s);
    QCOMPARE(next.filter().text(), u"number = 1"_s);
}

void TrafficFilterTest::aKeyMakesAValueAFilter_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<char>("key");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("rows");
    QTest::newRow("only this type") << u"Type"_s << '=' << u"type = 'curbside.state.LidEvent'"_s << 3;
    QTest::newRow("not this type") << u"Type"_s << '!' << u"type != 'curbside.state.LidEvent'"_s << 2;
    QTest::newRow("like this, from here on")
        << u"Type"_s << '>' << u"type = 'curbside.state.LidEvent' AND number >= 2"_s << 2;
    QTest::newRow("only this consumer") << u"Where"_s << '=' << u"handledBy = 'deliveries'"_s << 2;
    QTest::newRow("not this latency") << u"Latency"_s << '!' << u"NOT (EXISTS latency AND latency = '12.5')"_s << 3;
    QTest::newRow("only this outcome") << u"What"_s << '=' << u"outcome = 'handled'"_s << 2;
}

void TrafficFilterTest::aKeyMakesAValueAFilter()
{
    QFETCH(const QString, column);
    QFETCH(const char, key);
    QFETCH(const QString, filter);
    QFETCH(const int, rows);
    Stage stage;
    stage.choose(1, column);
    QTest::keyClick(&stage.panel.view(), key);
    QCOMPARE(stage.edit().text(), filter);
    QCOMPARE(stage.rows(), rows);
}

void TrafficFilterTest::theMenuMakesAValueAFilter()
{
    Stage stage;
    stage.write(u"outcome = 'handled' OR number = 3"_s);
    const QModelIndex cell = stage.panel.view().model()->index(0, stage.columnOf(u"Type"_s));
    stage.panel.view().openMenu(cell, {});
    auto *menu = stage.panel.view().findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().first()->text(), u"Only this:  type = 'curbside.state.LidEvent'"_s);
    menu->actions().first()->trigger();
    QCOMPARE(stage.edit().text(), u"(outcome = 'handled' OR number = 3) AND type = 'curbside.state.LidEvent'"_s);
    QCOMPARE(stage.rows(), 2);
}

void TrafficFilterTest::theMenuFollowsAConversation()
{
    Stage stage;
    stage.panel.view().openMenu(stage.panel.view().model()->index(3, stage.columnOf(u"Type"_s)), {});
    auto *menu = stage.panel.view().findChild<QMenu *>();
    const auto actions = menu->actions();
    const auto found = std::ranges::find_if(
        actions, [](const QAction *action) { return action->text().contains(u"con&versation"_s); });
    QVERIFY(found != actions.end());
    (*found)->trigger();
    QCOMPARE(stage.rows(), 2);
}

void TrafficFilterTest::aDroppedValueNarrows()
{
    Stage stage;
    stage.write(u"data.kind = 'Jammed'"_s);
    const std::unique_ptr<QMimeData> carried(
        dragOf(stage.panel.view().filterOf(stage.panel.view().model()->index(1, stage.columnOf(u"What"_s)))));
    QDragEnterEvent enter(QPoint(20, 10), Qt::CopyAction, carried.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&stage.edit(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 10), Qt::CopyAction, carried.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&stage.edit(), &drop);
    QCOMPARE(stage.edit().text(), u"data.kind = 'Jammed' AND outcome = 'handled'"_s);
    QCOMPARE(stage.rows(), 1);
}

void TrafficFilterTest::aPayloadLineMakesAFilter_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("filter");
    QTest::newRow("a text") << 1 << u"data.kind = 'Jammed'"_s;
    QTest::newRow("a fraction") << 3 << u"data.place.x = '1.5'"_s;
    QTest::newRow("true") << 6 << u"data.marks.0 = TRUE"_s;
    QTest::newRow("an odd name") << 9 << u"data.'a b' = 3"_s;
}

void TrafficFilterTest::aPayloadLineMakesAFilter()
{
    QFETCH(const int, line);
    QFETCH(const QString, filter);
    PayloadPanel payload;
    const TrafficEntry carrying =
        published("state", "x", R"({"kind":"Jammed","place":{"x":1.50},"marks":[true,null],"a b":3})");
    payload.show(&carrying, 7);
    QSignalSpy wished(&payload, &PayloadPanel::filterWished);
    QTextCursor cursor = payload.view().textCursor();
    cursor.setPosition(payload.view().document()->findBlockByNumber(line).position());
    payload.view().setTextCursor(cursor);
    QTest::keyClick(&payload.view(), '=');
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished.first().first().toString(), filter);
}

void TrafficFilterTest::theChosenEntryStaysChosen()
{
    Stage stage;
    stage.choose(3, u"Type"_s);
    stage.write(u"type LIKE '%TaskCompleted'"_s);
    QCOMPARE(stage.panel.view().currentIndex().row(), 0);
    stage.write(u"number > 0"_s);
    QCOMPARE(stage.panel.view().currentIndex().row(), 3);
}

CURBSIDE_WINDOW_TEST(TrafficFilterTest)

} // namespace tst_traffic_filter

#include "tst_traffic_filter.moc"
