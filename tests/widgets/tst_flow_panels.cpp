// SPDX-License-Identifier: GPL-3.0-or-later
// Flows as people see them: the sequence diagram, the tree of causes, files made of them, and two held side by side.
#include "tests/support/test_class.h"
#include "tests/widgets/flow_script.h"
#include "widgets/flows/causes_panel.h"
#include "widgets/flows/flow_export.h"
#include "widgets/flows/flow_words.h"
#include "widgets/flows/sequence_panel.h"
#include "widgets/flows/sequence_view.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

namespace tst_flow_panels {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

FlowScript orderPlaced(quint64 trace = 1, const QByteArray &id = {})
{
    return FlowScript(trace)
        .requested("integrations", "r1" + id, 0)
        .published("integrations", "e1" + id, "r1" + id, 0)
        .handled("deliveries", "integrations", "e1" + id, 10)
        .published("deliveries", "e2" + id, "e1" + id, 10)
        .handled("integrations", "deliveries", "e2" + id, 25)
        .handled("operations", "deliveries", "e2" + id, 30);
}

FlowScript long10000()
{
    FlowScript script;
    script.published("state", "e0", {}, 0);
    for (int i = 1; i < 10'000; ++i)
        script.handled("s" + QByteArray::number(i % 7), "state", "e0", i * 20);
    return script;
}

/// A desk, what it is shown in, and a platform that tells.
struct Stage
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk{link, selection};
    SequencePanel sequence{desk};
    CausesPanel causes{desk};

    explicit Stage(const FlowScript &script = FlowScript(), const QString &chosen = {})
    {
        sequence.resize(900, 600);
        causes.resize(900, 600);
        link.tell(script.entries);
        sequence.show();
        causes.show();
        if (!chosen.isEmpty())
            choose(chosen);
    }
    void choose(const QString &message) { selection.select({EntityKind::Event, message}); }
    [[nodiscard]] QPoint placeOf(int row)
    {
        return sequence.view().visualRect(sequence.view().model()->index(row, SequenceModel::What)).center();
    }
    [[nodiscard]] QStringList causeLines() { return linesBelow({}, 0); }
    [[nodiscard]] QStringList linesBelow(const QModelIndex &parent, int depth)
    {
        QStringList lines;
        for (int row = 0; row < causes.model().rowCount(parent); ++row) {
            const QModelIndex index = causes.model().index(row, CausesModel::What, parent);
            lines += QString(depth, u' ') + index.data().toString() + u" | "_s
                + index.siblingAtColumn(CausesModel::Way).data().toString();
            lines += linesBelow(index, depth + 1);
        }
        return lines;
    }
};

QToolButton *buttonOf(const QWidget &widget, const QString &name)
{
    for (auto *button : widget.findChildren<QToolButton *>()) {
        if (button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

QAction *actionOf(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

/// Opens the button's menu and carries out one of its lines.
void pick(const QWidget &panel, const QString &button, const QString &text)
{
    QMenu *menu = buttonOf(panel, button)->menu();
    Q_EMIT menu->aboutToShow();
    QAction *action = actionOf(*menu, text);
    QVERIFY2(action && action->isEnabled(), qPrintable(text));
    action->trigger();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Counts what is drawn.
class CountingDelegate : public SequenceDelegate
{
public:
    using SequenceDelegate::SequenceDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        ++count;
        SequenceDelegate::paint(painter, option, index);
    }
    mutable int count = 0;
};

const QByteArray hostile = "end</svg><script>alert(1)</script>%1\n%2;#35;\u202e`: p0->>p1";

} // namespace

class FlowPanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void withoutAChoiceItSaysWhatToDo();
    void whatIsGoneIsSaid();
    void eachStepIsARow();
    void aClickChoosesTheMessageEverywhere();
    void aClickOnWhatIsCurrentChoosesItAgain();
    void whatIsChosenElsewhereIsMarked();
    void keysWalkThroughTheFlow_data();
    void keysWalkThroughTheFlow();
    void keysZoom();
    void theModelsStaySoundWhileAFlowExtendsItself();
    void whatCameInBetweenLeavesTheChoiceWhereItIs();
    void onlyWhatIsInSightIsDrawn();
    void longGapsAreFoldedOrToScale();
    void theParticipantsAreTheHeader();
    void everyRowTellsWhatItShows();
    void causesStandAboveTheirEffects();
    void severalCausesAreShownTruthfully();
    void aPointerLeadsToItsStep();
    void aChainOfAnyLengthStaysInSight();
    void aFlowIsSaved_data();
    void aFlowIsSaved();
    void aPictureThatIsTooLongIsRefused();
    void mermaidTakesHostileNamesAsText();
    void hostileTextIsShownAsText();
    void twoFlowsAreHeldSideBySide();
    void aFlowLikeTheReferenceIsSaidToBe();
    void inTheModeAllPanelsFollowOneChoice();
};

void FlowPanelsTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void FlowPanelsTest::withoutAChoiceItSaysWhatToDo()
{
    Stage stage(orderPlaced());
    QVERIFY(stage.sequence.message().startsWith(u"Nothing is chosen."_s));
    QVERIFY(stage.causes.message().startsWith(u"Nothing is chosen."_s));
    stage.choose(u"e1"_s);
    QVERIFY(stage.sequence.message().isEmpty());
    QVERIFY(stage.causes.message().isEmpty());
}

void FlowPanelsTest::whatIsGoneIsSaid()
{
    Stage stage(orderPlaced(), u"e1"_s);
    stage.choose(u"long ago"_s);
    QVERIFY(stage.sequence.message().contains(u"nothing is kept any more"_s));
    QCOMPARE(stage.sequence.view().model()->rowCount(), 0);
    QCOMPARE(stage.causes.model().rowCount(), 0);
}

void FlowPanelsTest::eachStepIsARow()
{
    Stage stage(orderPlaced(), u"e2"_s);
    QStringList rows;
    for (int row = 0; row < stage.sequence.view().model()->rowCount(); ++row)
        rows.append(
            stage.sequence.view().model()->index(row, SequenceModel::What).data().toString().section(u';', 0, 0));
    QCOMPARE(rows,
             QStringList({u"outside → integrations: POST /tasks · request"_s, u"integrations: Happened · published"_s,
                          u"integrations → deliveries: Happened · handled"_s, u"deliveries: Happened · published"_s,
                          u"deliveries → integrations: Happened · handled"_s,
                          u"deliveries → operations: Happened · handled"_s}));
}

void FlowPanelsTest::aClickChoosesTheMessageEverywhere()
{
    Stage stage(orderPlaced(), u"e1"_s);
    QTest::mouseClick(stage.sequence.view().viewport(), Qt::LeftButton, {}, stage.placeOf(4));
    QCOMPARE(stage.selection.current(), (EntityRef{EntityKind::Event, u"e2"_s}));
    QCOMPARE(stage.desk.chosen(), 4);
    QCOMPARE(stage.causes.model().idOf(stage.causes.tree().currentIndex()), 4);
    QCOMPARE(stage.sequence.view().currentIndex().row(), 4);
}

void FlowPanelsTest::aClickOnWhatIsCurrentChoosesItAgain()
{
    Stage stage(orderPlaced(), u"e1"_s);
    QTest::mouseClick(stage.sequence.view().viewport(), Qt::LeftButton, {}, stage.placeOf(4));
    stage.selection.select({EntityKind::Robot, u"CR-1"_s});
    QTest::mouseClick(stage.sequence.view().viewport(), Qt::LeftButton, {}, stage.placeOf(4));
    QCOMPARE(stage.selection.current().key, u"e2"_s);
}

void FlowPanelsTest::whatIsChosenElsewhereIsMarked()
{
    Stage stage(orderPlaced(), u"e2"_s);
    QCOMPARE(stage.sequence.view().currentIndex().row(), 3);
    QCOMPARE(stage.sequence.view().picture().chosenMessage, "e2"_ba);
    stage.choose(u"e1"_s);
    QCOMPARE(stage.sequence.view().currentIndex().row(), 1);
}

void FlowPanelsTest::keysWalkThroughTheFlow_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<int>("to");
    QTest::newRow("down") << 2 << Qt::Key_Down << 3;
    QTest::newRow("up") << 2 << Qt::Key_Up << 1;
    QTest::newRow("to its cause") << 5 << Qt::Key_Left << 3;
    QTest::newRow("to what it led to") << 3 << Qt::Key_Right << 4;
    QTest::newRow("no cause") << 0 << Qt::Key_Left << 0;
    QTest::newRow("led to nothing") << 5 << Qt::Key_Right << 5;
    QTest::newRow("to the first") << 4 << Qt::Key_Home << 0;
    QTest::newRow("to the last") << 1 << Qt::Key_End << 5;
}

void FlowPanelsTest::keysWalkThroughTheFlow()
{
    QFETCH(const int, from);
    QFETCH(const Qt::Key, key);
    Stage stage(orderPlaced(), u"e1"_s);
    QTest::mouseClick(stage.sequence.view().viewport(), Qt::LeftButton, {}, stage.placeOf(from));
    QTest::keyClick(&stage.sequence.view(), key);
    QTEST(stage.sequence.view().currentIndex().row(), "to");
    QCOMPARE(stage.desk.chosen(), stage.desk.flow()->idAt(stage.sequence.view().currentIndex().row()));
}

void FlowPanelsTest::keysZoom()
{
    Stage stage(orderPlaced(), u"e1"_s);
    const int before = stage.sequence.view().rowHeight(2);
    QTest::keyClick(&stage.sequence.view(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(stage.sequence.view().rowHeight(2) > before);
    QTest::keyClick(&stage.sequence.view(), Qt::Key_Minus, Qt::ControlModifier);
    QTest::keyClick(&stage.sequence.view(), Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(stage.sequence.view().rowHeight(2) < before);
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&stage.sequence.view(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(stage.sequence.view().picture().zoom, SequencePicture::mostZoom);
    QTest::keyClick(&stage.sequence.view(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(stage.sequence.view().rowHeight(2), before);
}

void FlowPanelsTest::theModelsStaySoundWhileAFlowExtendsItself()
{
    const std::vector<TrafficEntry> all = orderPlaced().entries;
    Stage stage;
    const auto report = QAbstractItemModelTester::FailureReportingMode::QtTest;
    const QAbstractItemModelTester rows(stage.sequence.view().model(), report);
    const QAbstractItemModelTester tree(stage.causes.tree().model(), report);
    stage.link.tell({all[3]}); // the effect first
    stage.choose(u"e2"_s);
    for (const int i : {5, 2, 0, 4, 1})
        stage.link.tell({all[std::size_t(i)]});
    QCOMPARE(stage.sequence.view().model()->rowCount(), 6);
    const QStringList grown = stage.causeLines();
    Stage atOnce(orderPlaced(), u"e2"_s);
    QCOMPARE(grown, atOnce.causeLines());
    stage.link.tell(
        FlowScript().published("operations", "e3", "e2", 30).handled("state", "operations", "e3", 40).entries);
    QCOMPARE(stage.sequence.view().model()->rowCount(), 8);
}

void FlowPanelsTest::whatCameInBetweenLeavesTheChoiceWhereItIs()
{
    Stage stage(orderPlaced(), u"e1"_s);
    QTest::mouseClick(stage.sequence.view().viewport(), Qt::LeftButton, {}, stage.placeOf(5));
    stage.link.tell(FlowScript().handled("state", "integrations", "e1", 3).entries);
    QCOMPARE(stage.sequence.view().currentIndex().row(), 6);
    QCOMPARE(stage.desk.chosen(), 5);
    QCOMPARE(stage.sequence.view().rowHeight(6), int(stage.sequence.view().picture().rowHeight(6)));
}

void FlowPanelsTest::onlyWhatIsInSightIsDrawn()
{
    Stage stage(long10000(), u"e0"_s);
    SequenceView &view = stage.sequence.view();
    QCOMPARE(view.model()->rowCount(), 10'000);
    auto *counting = new CountingDelegate(view.picture(), &view);
    view.setItemDelegate(counting);
    const int mostCells = 2 * (view.viewport()->height() / 20 + 2); // the lowest rows are 20 high
    for (const int step : {0, 3'000, 9'999}) {
        view.scrollTo(view.model()->index(step, 0));
        counting->count = 0;
        view.viewport()->grab();
        QVERIFY(counting->count > 0);
        QVERIFY2(counting->count <= mostCells, qPrintable(QString::number(counting->count)));
    }
}

void FlowPanelsTest::longGapsAreFoldedOrToScale()
{
    FlowScript script = orderPlaced();
    script.handled("state", "deliveries", "e2", 60'000);
    Stage stage(script, u"e1"_s);
    SequenceView &view = stage.sequence.view();
    const int folded = view.rowHeight(6);
    QVERIFY(folded < 3 * view.rowHeight(5));
    QTest::mouseClick(buttonOf(stage.sequence, u"Time gaps to scale"_s), Qt::LeftButton);
    const double perMillisecond = view.picture().gapHeight(6) / (60'000 - 30);
    QVERIFY(view.rowHeight(6) > 10 * folded);
    QVERIFY(qAbs(view.picture().gapHeight(4) / (25 - 10) - perMillisecond) < 1e-6); // the same scale everywhere
    QTest::mouseClick(buttonOf(stage.sequence, u"Time gaps to scale"_s), Qt::LeftButton);
    QCOMPARE(view.rowHeight(6), folded);
}

void FlowPanelsTest::theParticipantsAreTheHeader()
{
    Stage stage(orderPlaced(), u"e1"_s);
    QCOMPARE(stage.sequence.view().model()->headerData(SequenceModel::What, Qt::Horizontal).toString(),
             u"outside, integrations, deliveries, operations"_s);
    stage.sequence.view().scrollToBottom();
    QCOMPARE(stage.sequence.view().horizontalHeader()->y(), 0);
}

void FlowPanelsTest::everyRowTellsWhatItShows()
{
    Stage stage(orderPlaced(), u"e1"_s);
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&stage.sequence.view());
    QCOMPARE(table->role(), QAccessible::Table);
    QCOMPARE(table->text(QAccessible::Name), u"Sequence"_s);
    QAccessibleInterface *cell = table->tableInterface()->cellAt(2, SequenceModel::What);
    QCOMPARE(cell->text(QAccessible::Name), u"integrations → deliveries: Happened · handled; on the critical path"_s);
    const QString tip = stage.sequence.view().model()->index(2, SequenceModel::What).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(u"Message: e1"_s));
    QVERIFY(tip.contains(u"00000000000000000000000000000001"_s));
}

void FlowPanelsTest::causesStandAboveTheirEffects()
{
    Stage stage(orderPlaced(), u"e1"_s);
    QCOMPARE(
        stage.causeLines(),
        QStringList({u"POST /tasks · request | outside → integrations"_s, u" Happened · published | integrations"_s,
                     u"  Happened · handled | integrations → deliveries"_s, u"   Happened · published | deliveries"_s,
                     u"    Happened · handled | deliveries → integrations"_s,
                     u"    Happened · handled | deliveries → operations"_s}));
    const QModelIndex handled = stage.causes.model().indexOf(5);
    QCOMPARE(handled.siblingAtColumn(CausesModel::SinceCause).data().toString(), u"20.0 ms"_s);
    QCOMPARE(handled.siblingAtColumn(CausesModel::Remarks).data().toString(), u"critical"_s);
    QVERIFY(stage.causes.tree().isExpanded(stage.causes.model().indexOf(3)));
}

void FlowPanelsTest::severalCausesAreShownTruthfully()
{
    Stage stage(FlowScript()
                    .published("state", "e1", {}, 0)
                    .handled("operations", "state", "e1", 5)
                    .handled("operations", "state", "e1", 5)
                    .published("operations", "e2", "e1", 5),
                u"e1"_s);
    QCOMPARE(stage.causeLines(),
             QStringList({u"Happened · published | state"_s, u" Happened · handled | state → operations"_s,
                          u"  Happened · published | operations"_s, u" Happened · handled twice | state → operations"_s,
                          u"  ↗ Happened · published | operations"_s}));
    QVERIFY(stage.causes.model()
                .indexOf(3)
                .siblingAtColumn(CausesModel::Remarks)
                .data()
                .toString()
                .contains(u"2 causes"_s));
}

void FlowPanelsTest::aPointerLeadsToItsStep()
{
    Stage stage(FlowScript()
                    .published("state", "e1", {}, 0)
                    .handled("operations", "state", "e1", 5)
                    .handled("operations", "state", "e1", 5)
                    .published("operations", "e2", "e1", 5),
                u"e1"_s);
    QTreeView &tree = stage.causes.tree();
    const QModelIndex pointer = stage.causes.model().index(0, 0, stage.causes.model().indexOf(2));
    QVERIFY(stage.causes.model().isPointer(pointer));
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualRect(pointer).center());
    QCOMPARE(stage.desk.chosen(), 3);
    QCOMPARE(tree.currentIndex(), stage.causes.model().indexOf(3));
}

void FlowPanelsTest::aChainOfAnyLengthStaysInSight()
{
    FlowScript script;
    script.published("a", "e0", {}, 0);
    for (int i = 1; i < 300; ++i)
        script.published("a", "e" + QByteArray::number(i), "e" + QByteArray::number(i - 1), i * 7);
    Stage stage(script, u"e299"_s);
    const CausesModel &model = stage.causes.model();
    QCOMPARE(model.depth(), CausesModel::mostDepth);
    QCOMPARE(stage.causeLines().size(), 300);
    const QModelIndex last = model.indexOf(299);
    QCOMPARE(last.siblingAtColumn(CausesModel::SinceCause).data().toString(), u"7.0 ms"_s);
    QCOMPARE(stage.causes.tree().currentIndex(), last);
    QVERIFY(stage.causes.tree().visualRect(last).width() > 200);
    stage.link.tell(FlowScript().published("a", "f", "e299", 9'000).entries);
    QCOMPARE(stage.causeLines().size(), 301);
}

void FlowPanelsTest::aFlowIsSaved_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("SVG") << u"flow.svg"_s << "<?xml"_ba;
    QTest::newRow("PNG") << u"flow.png"_s << "\x89PNG"_ba;
    QTest::newRow("PDF") << u"flow.pdf"_s << "%PDF"_ba;
    QTest::newRow("Mermaid") << u"flow.mmd"_s << "sequenceDiagram\n"_ba;
    QTest::newRow("anything else is refused") << u"flow.docx"_s << QByteArray();
    QTest::newRow("a folder that is not there") << u"nowhere/flow.svg"_s << QByteArray();
}

void FlowPanelsTest::aFlowIsSaved()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begins);
    const QTemporaryDir folder;
    FlowScript script = orderPlaced();
    script.entries[1].type = hostile;
    script.entries[4].peer = hostile;
    Stage stage(script, u"e1"_s);
    const QString file = folder.filePath(name);
    const QString trouble = stage.sequence.save(file);
    QCOMPARE(trouble.isEmpty(), !begins.isEmpty());
    QVERIFY(contentOf(file).startsWith(begins));
    if (name.endsWith(u".svg"_s) && trouble.isEmpty()) {
        QVERIFY(QSvgRenderer(contentOf(file)).isValid());
        QVERIFY(!contentOf(file).contains("<script"));
    }
}

void FlowPanelsTest::aPictureThatIsTooLongIsRefused()
{
    const QTemporaryDir folder;
    Stage stage(long10000(), u"e0"_s);
    QVERIFY(stage.sequence.save(folder.filePath(u"flow.png"_s)).contains(u"choose PDF or SVG"_s));
    QVERIFY(!QFile::exists(folder.filePath(u"flow.png"_s)));
}

void FlowPanelsTest::mermaidTakesHostileNamesAsText()
{
    Flow flow;
    FlowScript script;
    script.published(hostile, "e1", {}, 0).handled("end", hostile, "e1", 5);
    script.entries[1].type = hostile;
    for (const TrafficEntry &entry : script.entries)
        flow.take(entry);
    const QStringList lines = asMermaid(flow, {}).split(u'\n');
    QCOMPARE(lines.size(), 6); // the diagram, two participants, two steps, and the end of the last line
    for (const QString &line : lines) {
        const QString text = line.section(u" as "_s, 1) + line.section(u": "_s, 1);
        QVERIFY2(!text.contains(QRegularExpression(u"[<>`:%\\x{202e}]|;(?!#|\\w|$| )|->"_s)), qPrintable(line));
    }
    QCOMPARE(lines[2], u"    participant p1 as #101;nd"_s);
}

void FlowPanelsTest::hostileTextIsShownAsText()
{
    FlowScript script = orderPlaced();
    for (TrafficEntry &entry : script.entries) {
        entry.type = hostile;
        entry.detail = hostile;
        entry.subject = hostile;
    }
    script.entries[2].service = hostile;
    Stage stage(script, u"e1"_s);
    stage.sequence.grab();
    stage.causes.grab();
    const QModelIndex index = stage.sequence.view().model()->index(2, SequenceModel::What);
    QVERIFY(index.data().toString().contains(u"\\u202e"_s));
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(u"&lt;script&gt;"_s));
}

void FlowPanelsTest::twoFlowsAreHeldSideBySide()
{
    FlowScript other = orderPlaced(2, "b");
    other.entries.pop_back();
    other.of(JournalKind::Lost, "operations", "deliveries", "e2b", 30);
    Stage stage(orderPlaced(), u"e1"_s);
    stage.link.tell(other.entries);
    pick(stage.sequence, u"Compare flows"_s, u"Keep this flow as the reference"_s);
    auto *missing = stage.sequence.findChild<ListView *>(QString(), Qt::FindChildrenRecursively);
    for (auto *list : stage.sequence.findChildren<ListView *>())
        missing = list->accessibleName() == u"Steps of the reference alone"_s ? list : missing;
    QVERIFY(!missing->isVisible());
    stage.choose(u"e1b"_s);
    QCOMPARE(stage.desk.comparison().partsAt, 5);
    QVERIFY(stage.sequence.view().picture().partingHeight(5) > 0);
    QVERIFY(missing->isVisible());
    QCOMPARE(missing->model()->rowCount(), 1);
    QCOMPARE(missing->model()->index(0, 1).data().toString(), u"deliveries → operations"_s);
    QCOMPARE(missing->model()->index(0, 2).data().toString(), u"Happened · handled"_s);
    stage.link.tell(FlowScript(2).handled("operations", "deliveries", "e2b", 40).entries);
    QCOMPARE(missing->model()->rowCount(), 0);
    QCOMPARE(stage.desk.comparison().onlyHere.size(), 1U);
    pick(stage.sequence, u"Compare flows"_s, u"Forget the reference"_s);
    QVERIFY(!missing->isVisible());
    QCOMPARE(stage.sequence.view().picture().partingHeight(5), 0.0);
}

void FlowPanelsTest::aFlowLikeTheReferenceIsSaidToBe()
{
    Stage stage(orderPlaced(), u"e1"_s);
    stage.link.tell(orderPlaced(2, "b").entries);
    pick(stage.sequence, u"Compare flows"_s, u"Keep this flow as the reference"_s);
    stage.choose(u"e1b"_s);
    QStringList said;
    for (const ElidedLabel *label : stage.sequence.findChildren<ElidedLabel *>())
        said.append(label->text());
    QVERIFY(said.contains(u"Like the reference, step by step"_s));
}

void FlowPanelsTest::inTheModeAllPanelsFollowOneChoice()
{
    ScriptedLink link;
    MainWindow window(link);
    window.showMode(u"events"_s);
    window.resize(1440, 900);
    window.show();
    link.open();
    link.tell(orderPlaced().entries);
    auto *traffic = window.findChild<TrafficPanel *>();
    auto *sequence = window.findChild<SequencePanel *>();
    const auto *desk = window.findChild<FlowDesk *>();
    traffic->view().setCurrentIndex(traffic->view().model()->index(4, 0)); // handled by operations
    QCOMPARE(desk->chosen(), 5);
    sequence->raise();
    QTRY_VERIFY(sequence->view().isVisible());
    const QModelIndex row = sequence->view().model()->index(4, SequenceModel::What);
    QTest::mouseClick(sequence->view().viewport(), Qt::LeftButton, {}, sequence->view().visualRect(row).center());
    QCOMPARE(desk->chosen(), 4);
    QCOMPARE(sequence->view().currentIndex().row(), 4);
    QCOMPARE(window.selection().current(), (EntityRef{EntityKind::Event, u"e2"_s}));
    QTest::keyClick(&sequence->view(), Qt::Key_Home);
    QCOMPARE(desk->chosen(), 0); // a request, which is no event
    QCOMPARE(window.selection().current(), (EntityRef{EntityKind::Event, u"e2"_s}));
}

CURBSIDE_WINDOW_TEST(FlowPanelsTest)

} // namespace tst_flow_panels

#include "tst_flow_panels.moc"
