// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram of entities across services: what is tied to what, where it stands, and how one moves and chooses in it.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/databases/database_desk.h"
#include "widgets/databases/diagram_panel.h"
#include "widgets/databases/diagram_view.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

namespace tst_entity_diagram {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QByteArray deliveries =
    R"({"epoch":"e","sequence":9,"schema":2,"changedFromOutside":false,"bytes":8192,"tables":[)"
    R"({"name":"attempt","rows":2,"columns":[{"name":"id","type":"TEXT","key":1,"required":true},)"
    R"({"name":"delivery_id","type":"TEXT","key":0,"required":true,"foreignKey":"delivery.id"},)"
    R"({"name":"note","type":"TEXT","key":0,"required":false}]},)"
    R"({"name":"delivery","rows":3,"columns":[{"name":"id","type":"TEXT","key":1,"required":true},)"
    R"({"name":"task_id","type":"TEXT","key":0,"required":false,"references":"operations:task.id"},)"
    R"({"name":"status","type":"TEXT","key":0,"required":true}]}]})";
const QByteArray operations =
    R"({"epoch":"e","sequence":4,"schema":1,"changedFromOutside":false,"bytes":4096,"tables":[)"
    R"({"name":"task","rows":1,"columns":[{"name":"id","type":"TEXT","key":1,"required":true},)"
    R"({"name":"status","type":"TEXT","key":0,"required":true}]}]})";

std::vector<StoreFact> stores()
{
    return {serviceStore(u"deliveries"_s, 200, deliveries), serviceStore(u"operations"_s, 200, operations)};
}

const DiagramEdge *edgeFrom(const Diagram &diagram, const QString &table, const QString &column)
{
    for (const DiagramEdge &edge : diagram.edges) {
        if (diagram.boxes[edge.from].table == table && edge.fromColumn == column)
            return &edge;
    }
    return nullptr;
}

struct Stage
{
    Stage() : desk(link), panel(desk)
    {
        link.setAnswer(u"deliveries /tables"_s, deliveries);
        link.setAnswer(u"operations /tables"_s, operations);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&panel);
        window.resize(900, 600);
        window.show();
        link.open();
    }
    ~Stage() { panel.setParent(nullptr); }

    [[nodiscard]] DiagramView &view() { return panel.view(); }
    [[nodiscard]] QPoint middleOf(const QString &service, const QString &table)
    {
        const int box = view().diagram().find(service, table);
        return view().toScreen(view().diagram().boxes[std::size_t(box)].place.center()).toPoint();
    }

    ScriptedLink link;
    QWidget window;
    DatabaseDesk desk;
    DiagramPanel panel;
};

} // namespace

class EntityDiagramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void everyReferenceIsALine();
    void aLineGoesFromItsColumnToTheOther();
    void linesTurnAtRightAngles();
    void boxesDoNotCoverEachOther();
    void theSameTablesAreLaidOutTheSame();
    void onlyWhatTiesIsShownAtFirst();
    void aClickChoosesTheTable();
    void theTableChosenElsewhereIsChosenHere();
    void keysWalkFromTableToTable();
    void keysZoomAndShowAllAgain();
    void whatIsChosenIsDescribed();
    void theDiagramLeavesAsAPicture_data();
    void theDiagramLeavesAsAPicture();
    void whereNothingCanBeWrittenItIsTold();
};

void EntityDiagramTest::everyReferenceIsALine()
{
    const Diagram diagram = layOutDiagram(stores(), false);
    QCOMPARE(diagram.edges.size(), 2U);
    const DiagramEdge *inside = edgeFrom(diagram, u"attempt"_s, u"delivery_id"_s);
    QVERIFY(inside);
    QCOMPARE(diagram.boxes[inside->to].table, u"delivery"_s);
    QVERIFY(!inside->isAcross && !inside->isOptional);
    const DiagramEdge *across = edgeFrom(diagram, u"delivery"_s, u"task_id"_s);
    QVERIFY(across);
    QCOMPARE(diagram.boxes[across->to].service, u"operations"_s);
    QVERIFY(across->isAcross && across->isOptional);
}

void EntityDiagramTest::aLineGoesFromItsColumnToTheOther()
{
    const Diagram diagram = layOutDiagram(stores(), false);
    for (const DiagramEdge &edge : diagram.edges) {
        const DiagramBox &from = diagram.boxes[edge.from];
        const DiagramBox &to = diagram.boxes[edge.to];
        QCOMPARE(edge.points.front().y(), from.lineAt(edge.fromColumn));
        QCOMPARE(edge.points.back().y(), to.lineAt(edge.toColumn));
        QVERIFY(edge.points.front().x() == from.place.left() || edge.points.front().x() == from.place.right());
        QVERIFY(edge.points.back().x() == to.place.left() || edge.points.back().x() == to.place.right());
    }
}

void EntityDiagramTest::linesTurnAtRightAngles()
{
    const Diagram diagram = layOutDiagram(stores(), false);
    for (const DiagramEdge &edge : diagram.edges) {
        for (std::size_t i = 1; i < edge.points.size(); ++i)
            QVERIFY(edge.points[i].x() == edge.points[i - 1].x() || edge.points[i].y() == edge.points[i - 1].y());
    }
}

void EntityDiagramTest::boxesDoNotCoverEachOther()
{
    const Diagram diagram = layOutDiagram(stores(), true);
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        QVERIFY(diagram.bounds.contains(diagram.boxes[i].place));
        for (std::size_t j = i + 1; j < diagram.boxes.size(); ++j)
            QVERIFY(!diagram.boxes[i].place.intersects(diagram.boxes[j].place));
    }
}

void EntityDiagramTest::theSameTablesAreLaidOutTheSame()
{
    std::vector<StoreFact> turned = stores();
    std::ranges::reverse(turned);
    for (StoreFact &store : turned)
        std::ranges::reverse(store.tables);
    const Diagram one = layOutDiagram(stores(), false);
    const Diagram other = layOutDiagram(turned, false);
    QCOMPARE(other.boxes.size(), one.boxes.size());
    for (const DiagramBox &box : one.boxes) {
        const int same = other.find(box.service, box.table);
        QVERIFY(same >= 0);
        QCOMPARE(other.boxes[std::size_t(same)].place, box.place);
    }
    QCOMPARE(edgeFrom(other, u"delivery"_s, u"task_id"_s)->points, edgeFrom(one, u"delivery"_s, u"task_id"_s)->points);
}

void EntityDiagramTest::onlyWhatTiesIsShownAtFirst()
{
    const auto linesOf = [](const Diagram &diagram) {
        QStringList lines;
        for (const DiagramBox::Line &line :
             diagram.boxes[std::size_t(diagram.find(u"deliveries"_s, u"delivery"_s))].lines)
            lines += line.column.isEmpty() ? u"+%1"_s.arg(line.leftOut) : line.column;
        return lines;
    };
    QCOMPARE(linesOf(layOutDiagram(stores(), false)), (QStringList{u"id"_s, u"task_id"_s, u"+1"_s}));
    QCOMPARE(linesOf(layOutDiagram(stores(), true)), (QStringList{u"id"_s, u"task_id"_s, u"status"_s}));
}

void EntityDiagramTest::aClickChoosesTheTable()
{
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, {}, stage.middleOf(u"operations"_s, u"task"_s));
    QCOMPARE(stage.desk.chosenStore()->key(), u"operations"_s);
    QCOMPARE(stage.desk.chosenTable()->name, u"task"_s);
}

void EntityDiagramTest::theTableChosenElsewhereIsChosenHere()
{
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    stage.desk.choose(u"deliveries"_s, u"attempt"_s);
    QCOMPARE(stage.view().chosen(), stage.view().diagram().find(u"deliveries"_s, u"attempt"_s));
}

void EntityDiagramTest::keysWalkFromTableToTable()
{
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    stage.desk.choose(u"operations"_s, u"task"_s);
    const Diagram &diagram = stage.view().diagram();
    const bool isTaskAtTheRight = diagram.boxes[std::size_t(stage.view().chosen())].place.left()
        > diagram.boxes[std::size_t(diagram.find(u"deliveries"_s, u"delivery"_s))].place.left();
    QTest::keyClick(&stage.view(), isTaskAtTheRight ? Qt::Key_Left : Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stage.desk.chosenStore()->key(), u"deliveries"_s);
}

void EntityDiagramTest::keysZoomAndShowAllAgain()
{
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    const double all = stage.view().scale();
    QTest::keyClick(&stage.view(), Qt::Key_Plus);
    QVERIFY(stage.view().scale() > all);
    QTest::keyClick(&stage.view(), Qt::Key_Home);
    QCOMPARE(stage.view().scale(), all);
    QTest::keyClick(&stage.view(), Qt::Key_Minus);
    QVERIFY(stage.view().scale() < all);
}

void EntityDiagramTest::whatIsChosenIsDescribed()
{
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    stage.desk.choose(u"deliveries"_s, u"delivery"_s);
    QCOMPARE(
        stage.view().accessibleDescription(),
        u"delivery of Deliveries; refers to task of Operations by task_id; is referred to from attempt of Deliveries "
        "by delivery_id"_s);
}

void EntityDiagramTest::theDiagramLeavesAsAPicture_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("lines") << u"entities.svg"_s;
    QTest::newRow("points") << u"entities.png"_s;
}

void EntityDiagramTest::theDiagramLeavesAsAPicture()
{
    QFETCH(const QString, name);
    const QTemporaryDir folder;
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    QVERIFY(stage.panel.save(folder.filePath(name)));
    const QImage picture(folder.filePath(name));
    QVERIFY(!picture.isNull());
    QVERIFY(picture.width() > 400);
    if (!name.endsWith(u".svg"))
        return;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("task_id"));
    QVERIFY(text.contains("stroke-dasharray"));
}

void EntityDiagramTest::whereNothingCanBeWrittenItIsTold()
{
    Stage stage;
    QTRY_COMPARE(stage.view().diagram().boxes.size(), 3U);
    QVERIFY(!stage.panel.save(u"/nowhere/at/all.svg"_s));
}

CURBSIDE_WINDOW_TEST(EntityDiagramTest)

} // namespace tst_entity_diagram

#include "tst_entity_diagram.moc"
