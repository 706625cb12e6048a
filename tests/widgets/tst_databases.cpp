// SPDX-License-Identifier: GPL-3.0-or-later
// The mode Data: databases, tables and rows, followed on a scripted platform word for word, and on a real one against what
// the services answer.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/databases/databases_panel.h"
#include "widgets/databases/rows_panel.h"
#include "widgets/databases/tables_panel.h"
#include "widgets/databases/wall_dialog.h"
#include "widgets/databases/written_by.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_databases {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

const QByteArray tables =
    R"({"epoch":"e1","sequence":10,"schema":3,"changedFromOutside":false,"bytes":6800000,"tables":[)"
    R"({"name":"delivery","rows":2,"columns":[)"
    R"({"name":"id","type":"TEXT","key":1,"required":true},)"
    R"({"name":"status","type":"TEXT","key":0,"required":true},)"
    R"({"name":"task_id","type":"TEXT","key":0,"required":false,"references":"operations:task.id"},)"
    R"({"name":"updated_at","type":"INTEGER","key":0,"required":true}]},)"
    R"({"name":"attempt","rows":0,"columns":[)"
    R"({"name":"id","type":"TEXT","key":1,"required":true},)"
    R"({"name":"delivery_id","type":"TEXT","key":0,"required":true,"foreignKey":"delivery.id"}]}]})";
const QByteArray sources =
    R"({"items":[{"source":"deliveries","state":"Following","epoch":"e1","position":9,"last":10,"behind":1,)"
    R"("at":"2026-03-02T11:00:00.000Z","schema":3,"changes":9,"snapshots":1,"changedFromOutside":false,)"
    R"("replica":{"file":"r","bytes":5000000,"position":8,"at":"2026-03-02T11:00:00.000Z","behind":2},)"
    R"("tables":[{"name":"delivery","rows":2}]}],"bytes":22000000})";

QByteArray row(const QByteArray &id, const QByteArray &status, const QByteArray &task = "null")
{
    return R"({"id":")" + id + R"(","status":")" + status + R"(","task_id":)" + task
        + R"(,"updated_at":1772449327318000})";
}

QByteArray page(const QByteArrayList &rows, qint64 sequence, const QByteArray &next = {})
{
    return R"({"epoch":"e1","sequence":)" + QByteArray::number(sequence) + R"(,"schema":3,"items":[)" + rows.join(',')
        + ']' + (next.isEmpty() ? QByteArray() : R"(,"next":")" + next + "\"") + '}';
}

QByteArray changes(qint64 sequence, const QByteArrayList &changed)
{
    const QByteArray number = QByteArray::number(sequence);
    return R"({"epoch":"e1","first":1,"last":)" + number + R"(,"items":[{"sequence":)" + number
        + R"(,"messageId":"m","at":"2026-03-02T11:00:01.000Z","changes":[)" + changed.join(',') + "]}]}";
}

QByteArray update(const QByteArray &after)
{
    return R"({"table":"delivery","kind":"update","before":{},"after":)" + after + '}';
}

/// A cell of the overview, by the keys of its line and column.
QString overviewText(const DatabasesPanel &panel, const QString &key, const QString &column)
{
    const EntityTable &table = panel.table();
    for (int at = 0; at < table.columnCount(); ++at) {
        if (table.look(at).key == column)
            return table.index(table.rowOf(key), at).data().toString();
    }
    return {};
}

/// The mode on a scripted platform.
struct Stage
{
    Stage()
    {
        link.setAnswer(u"deliveries /tables"_s, tables);
        link.setAnswer(u"warehouse /sources"_s, sources);
        link.setAnswer(u"deliveries /tables/delivery/rows"_s, page({row("d2", "Pending"), row("d1", "InTransit")}, 10));
        link.setItems(u"gateway /deliveries"_s,
                      {R"({"id":"d1","number":"D-1001","status":"InTransit","createdAt":"2026-03-02T10:50:00.000Z"})"});
        link.setAnswer(u"deliveries /row-changes"_s, R"({"epoch":"e1","first":1,"last":10,"items":[]})");
        window.showMode(u"data"_s);
        window.resize(1440, 900);
        window.show();
        link.open();
    }
    [[nodiscard]] DatabasesPanel *databases() const { return window.findChild<DatabasesPanel *>(); }
    [[nodiscard]] TablesPanel *tablesPanel() const { return window.findChild<TablesPanel *>(); }
    [[nodiscard]] RowsPanel *rows() const { return window.findChild<RowsPanel *>(); }
    [[nodiscard]] QString overview(const QString &key, const QString &column) const
    {
        return overviewText(*databases(), key, column);
    }
    /// "id status" of each row.
    [[nodiscard]] QStringList shown() const
    {
        QStringList lines;
        const TableRowsModel &model = rows()->rows();
        for (int line = 0; line < model.rowCount(); ++line)
            lines += model.index(line, 0).data().toString() + u' ' + model.index(line, 1).data().toString();
        return lines;
    }
    void somethingHappens() { link.tell({published("deliveries")}); }
    void click(int line, int column)
    {
        ListView &view = rows()->rowsView();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.visualRect(view.model()->index(line, column)).center());
    }
    [[nodiscard]] QToolButton *button(const QString &name) const
    {
        for (auto *made : rows()->findChildren<QToolButton *>()) {
            if (made->accessibleName() == name)
                return made;
        }
        return nullptr;
    }

    ScriptedLink link;
    MainWindow window{link};
};

/// What a service answers now.
JsonDocument answered(EmbeddedLink &link, const QString &endpoint, const QString &path)
{
    QByteArray body = "{}";
    bool isAnswered = false;
    link.get(endpoint, path, [&](int, const QByteArray &given) {
        body = given;
        isAnswered = true;
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isAnswered, patienceMs); }();
    return std::move(*JsonDocument::parse(body));
}

} // namespace

} // namespace tst_databases

namespace tst_databases {

class DatabasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        setMotion(MotionChoice::None);
    }

    void everyDatabaseIsALine();
    void howADatabaseStandsIsSaid_data();
    void howADatabaseStandsIsSaid();
    void aDatabaseChosenShowsItsTables();
    void rowsAreShownNewestFirst();
    void aChangedCellIsMarkedAndNoOther();
    void newRowsComeAndDeletedOnesGo();
    void anotherLogIsReadAnew();
    void theChosenCellStaysWhenAllRowsComeAnew();
    void countsFollowWhileTimeStandsStill();
    void nothingIsReadWhileNobodyLooks();
    void pagesGoBackAndForth();
    void aServiceThatIsDownKeepsItsRows();
    void theStructureTellsWhatColumnsReferTo();
    void idsLeadToTheThing();
    void rowsAreCopiedAsTheyAreStored();
    void theWriterIsNamedAndLeadsToItsEvent();
    void whatTheWallSaysIsShown();
    void theRealPlatformsRowsAreTheServices();
    void theRealPlatformNamesTheWriter();
    void theRealWallHolds();
};

void DatabasesTest::everyDatabaseIsALine()
{
    Stage stage;
    QTRY_COMPARE(stage.databases()->table().rowCount(), 7);
    QCOMPARE(stage.overview(u"deliveries"_s, u"bytes"_s), u"6.8 MB"_s);
    QCOMPARE(stage.overview(u"deliveries"_s, u"position"_s), u"10"_s);
    QCOMPARE(stage.overview(u"deliveries"_s, u"schema"_s), u"3"_s);
    QCOMPARE(stage.overview(u"deliveries"_s, u"epoch"_s), u"e1"_s);
    QCOMPARE(stage.overview(u"warehouse"_s, u"bytes"_s), u"22.0 MB"_s);
    QCOMPARE(stage.overview(u"warehouse"_s, u"behind"_s), u"1"_s);
    QCOMPARE(stage.overview(u"replica deliveries"_s, u"position"_s), u"8"_s);
    QCOMPARE(stage.overview(u"replica deliveries"_s, u"behind"_s), u"2"_s);
}

void DatabasesTest::howADatabaseStandsIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    QTest::newRow("well") << tables << 200 << u"works"_s;
    QTest::newRow("changed by another hand")
        << QByteArray(tables).replace(R"("changedFromOutside":false)", R"("changedFromOutside":true)") << 200
        << u"changed from outside"_s;
    QTest::newRow("down") << QByteArray(R"({"detail":"deliveries is down and will be back"})") << 503
                          << u"not in order: deliveries is down and will be back"_s;
}

void DatabasesTest::howADatabaseStandsIsSaid()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const int, status);
    QFETCH(const QString, says);
    QCOMPARE(storeStateCell(serviceStore(u"deliveries"_s, status, answer)).text, says);
}

void DatabasesTest::aDatabaseChosenShowsItsTables()
{
    Stage stage;
    QTRY_COMPARE(stage.tablesPanel()->table().rowCount(), 2);
    const EntityTable &table = stage.tablesPanel()->table();
    QCOMPARE(table.index(table.rowOf(u"delivery"_s), 1).data().toString(), u"2"_s);
    ListView &view = stage.databases()->view();
    const int line = stage.databases()->table().rowOf(u"warehouse"_s);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(line, 0)).center());
    QTRY_COMPARE(stage.tablesPanel()->table().keyAt(0), u"deliveries_delivery"_s);
}

void DatabasesTest::rowsAreShownNewestFirst()
{
    Stage stage;
    QTRY_COMPARE(stage.shown(), (QStringList{u"d2 Pending"_s, u"d1 InTransit"_s}));
    QVERIFY(stage.link.asked.contains(u"deliveries /tables/delivery/rows?order=descending&limit=200"_s));
    const TableRowsModel &model = stage.rows()->rows();
    QCOMPARE(model.index(0, 2).data().toString(), u"NULL"_s);
    QCOMPARE(model.index(0, 3).data().toString(), u"2026-03-02 11:02:07.318"_s);
}

void DatabasesTest::aChangedCellIsMarkedAndNoOther()
{
    Stage stage;
    const QAbstractItemModelTester tester(const_cast<TableRowsModel *>(&stage.rows()->rows()),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.link.setAnswer(u"deliveries /row-changes"_s, changes(11, {update(row("d1", "Delivered"))}));
    stage.somethingHappens();
    QTRY_COMPARE(stage.shown(), (QStringList{u"d2 Pending"_s, u"d1 Delivered"_s}));
    const TableRowsModel &model = stage.rows()->rows();
    const auto isMarked = [&](int line, int column) {
        return model.index(line, column).data(TableRowsModel::ChangeRole).isValid();
    };
    QVERIFY(isMarked(1, 1));
    QVERIFY(!isMarked(1, 0) && !isMarked(0, 1) && !isMarked(1, 3));
    QCOMPARE(model.index(1, 1).data(TableRowsModel::ChangeRole).toDouble(), 0.0); // no motion: the mark alone
    QCOMPARE(model.index(1, 1).data(Qt::AccessibleTextRole).toString(), u"Delivered, just changed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isMarked(1, 1), 4 * TableRowsModel::markMs);
}

void DatabasesTest::newRowsComeAndDeletedOnesGo()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.link.setAnswer(u"deliveries /row-changes"_s,
                         changes(11,
                                 {R"({"table":"delivery","kind":"insert","after":)" + row("d3", "Pending") + '}',
                                  R"({"table":"attempt","kind":"insert","after":{"id":"a1","delivery_id":"d3"}})",
                                  R"({"table":"delivery","kind":"delete","before":)" + row("d1", "InTransit") + '}'}));
    stage.somethingHappens();
    QTRY_COMPARE(stage.shown(), (QStringList{u"d3 Pending"_s, u"d2 Pending"_s}));
}

void DatabasesTest::anotherLogIsReadAnew()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.link.setAnswer(u"deliveries /row-changes"_s, R"({"detail":"the log has another epoch"})", 409);
    stage.link.setAnswer(u"deliveries /tables/delivery/rows"_s, page({row("d9", "Pending")}, 3));
    stage.somethingHappens();
    QTRY_COMPARE(stage.shown(), QStringList{u"d9 Pending"_s});
}

void DatabasesTest::theChosenCellStaysWhenAllRowsComeAnew()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    ListView *view = &stage.rows()->rowsView();
    view->setCurrentIndex(view->model()->index(1, 1));
    stage.link.setAnswer(u"deliveries /row-changes"_s, R"({"detail":"the log has another epoch"})", 409);
    stage.link.setAnswer(u"deliveries /tables/delivery/rows"_s,
                         page({row("d9", "Pending"), row("d2", "Pending"), row("d1", "InTransit")}, 3));
    stage.somethingHappens();
    QTRY_COMPARE(stage.shown().size(), 3);
    QCOMPARE(view->currentIndex(), view->model()->index(2, 1));
}

/// A hand from outside is in no journal.
void DatabasesTest::countsFollowWhileTimeStandsStill()
{
    Stage stage;
    QTRY_COMPARE(stage.tablesPanel()->table().rowCount(), 2);
    for (const QString &service : {u"integrations"_s, u"dispatch"_s, u"operations"_s, u"state"_s})
        stage.link.setAnswer(service + u" /tables"_s, tables);
    stage.link.setAnswer(
        u"warehouse /sources"_s,
        QByteArray(sources).replace("\"behind\":1", "\"behind\":0").replace("\"behind\":2", "\"behind\":0"));
    QTRY_COMPARE(stage.overview(u"warehouse"_s, u"behind"_s), u"0"_s);
    QTRY_COMPARE(stage.overview(u"state"_s, u"position"_s), u"10"_s);
    stage.link.setAnswer(u"deliveries /tables"_s, QByteArray(tables).replace(R"("rows":2)", R"("rows":17)"));
    const EntityTable &table = stage.tablesPanel()->table();
    QTRY_COMPARE(table.index(table.rowOf(u"delivery"_s), 1).data().toString(), u"17"_s);
}

void DatabasesTest::nothingIsReadWhileNobodyLooks()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.window.showMode(u"ops"_s);
    const auto timesAsked = [&] { return stage.link.asked.filter(u"deliveries /row-changes"_s).size(); };
    QTRY_VERIFY(!stage.rows()->isVisible());
    const qsizetype before = timesAsked();
    stage.somethingHappens();
    QSignalSpy answered(&stage.link, &PlatformLink::statusChanged);
    stage.link.get(u"gateway"_s, u"/health"_s, [&](int, const QByteArray &) { stage.link.open(); });
    QVERIFY(answered.wait());
    QCOMPARE(timesAsked(), before);
    stage.window.showMode(u"data"_s);
    QTRY_VERIFY(timesAsked() > before);
}

void DatabasesTest::pagesGoBackAndForth()
{
    Stage stage;
    stage.link.setAnswer(u"deliveries /tables/delivery/rows"_s, page({row("d2", "Pending")}, 10, "after-d2"));
    QTRY_COMPARE(stage.shown(), QStringList{u"d2 Pending"_s});
    QVERIFY(!stage.button(u"Newer rows"_s)->isEnabled());
    stage.link.setAnswer(u"deliveries /tables/delivery/rows"_s, page({row("d1", "InTransit")}, 10));
    QTest::mouseClick(stage.button(u"Older rows"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.shown(), QStringList{u"d1 InTransit"_s});
    QVERIFY(stage.link.asked.contains(u"deliveries /tables/delivery/rows?order=descending&limit=200&after=after-d2"_s));
    QVERIFY(!stage.button(u"Older rows"_s)->isEnabled());
    stage.link.setAnswer(u"deliveries /tables/delivery/rows"_s, page({row("d2", "Pending")}, 10, "after-d2"));
    QTest::mouseClick(stage.button(u"Newer rows"_s), Qt::LeftButton);
    QTRY_COMPARE(stage.shown(), QStringList{u"d2 Pending"_s});
}

void DatabasesTest::aServiceThatIsDownKeepsItsRows()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.link.setAnswer(u"deliveries /row-changes"_s, R"({"detail":"deliveries is down"})", 503);
    stage.link.setAnswer(u"deliveries /tables"_s, R"({"detail":"deliveries is down"})", 503);
    stage.somethingHappens();
    QTRY_COMPARE(stage.rows()->live().failure(), u"deliveries is down"_s);
    QCOMPARE(stage.shown().size(), 2);
    QVERIFY(stage.rows()->rowsView().isVisible());
}

void DatabasesTest::theStructureTellsWhatColumnsReferTo()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    QTest::mouseClick(stage.button(u"Structure"_s), Qt::LeftButton);
    const QAbstractItemModel *model = stage.rows()->structureView().model();
    QVERIFY(stage.rows()->structureView().isVisible());
    QStringList lines;
    for (int line = 0; line < model->rowCount(); ++line)
        lines += model->index(line, 0).data().toString() + u' ' + model->index(line, 5).data().toString();
    QCOMPARE(lines, (QStringList{u"id –"_s, u"status –"_s, u"task_id operations:task.id"_s, u"updated_at –"_s}));
}

void DatabasesTest::idsLeadToTheThing()
{
    Stage stage;
    QTRY_VERIFY(stage.window.entities().deliveries.find(u"d1"_s));
    QTRY_COMPARE(stage.shown().size(), 2);
    QCOMPARE(stage.rows()->rows().index(1, 0).data(TableRowsModel::LinkRole).toString(), u"D-1001"_s);
    stage.click(1, 0);
    QTest::keyClick(&stage.rows()->rowsView(), Qt::Key_Return);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d1"_s}));
}

void DatabasesTest::rowsAreCopiedAsTheyAreStored()
{
    Stage stage;
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.click(1, 0);
    QCOMPARE(stage.rows()->rowsView().selectedRows(ListView::CopyFormat::Csv),
             u"id,status,task_id,updated_at\r\nd1,InTransit,,1772449327318000\r\n"_s);
    QCOMPARE(stage.rows()->rowsView().selectedRows(ListView::CopyFormat::Json),
             QString::fromLatin1(R"([{"id":"d1","status":"InTransit","task_id":"","updated_at":"1772449327318000"}])"));
}

void DatabasesTest::theWriterIsNamedAndLeadsToItsEvent()
{
    Stage stage;
    const QString event = u"0195a000-0000-7000-8000-000000000001"_s;
    stage.link.setAnswer(
        u"deliveries /tables/delivery/changes"_s,
        R"({"epoch":"e1","items":[{"sequence":10,"messageId":")" + event.toLatin1()
            + R"(","at":"2026-03-02T11:42:07.318Z","kind":"update","before":{"status":"PickingUp"},)"
              R"("after":{"status":"InTransit"}},{"sequence":2,"messageId":"due d1 1","at":"2026-03-02T11:00:00.000Z",)"
              R"("kind":"insert","after":{"status":"PickingUp"}}]})");
    stage.link.setAnswer(u"operations /event/"_s + event,
                         R"({"id":")" + event.toLatin1()
                             + R"(","source":"/services/operations","type":"curbside.operations.TaskCompleted",)"
                               R"("subject":"t1","time":"2026-03-02T11:42:07.000Z","data":{"answer":42}})");
    QTRY_COMPARE(stage.shown().size(), 2);
    stage.click(1, 1);
    QTRY_COMPARE(stage.rows()->writtenBy().text(),
                 u"status: PickingUp → InTransit at 11:42:07 by TaskCompleted of Operations"_s);
    QTest::mouseClick(stage.button(u"Show the event curbside.operations.TaskCompleted"_s), Qt::LeftButton);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Event, event}));
    QCOMPARE(stage.window.shownMode(), u"events"_s);
}

void DatabasesTest::whatTheWallSaysIsShown()
{
    ScriptedLink link;
    link.setAnswer(
        u"ASK state /wall/attempts"_s,
        R"({"service":"state","neighbour":"operations","attempts":[{"way":"Attach","sql":"ATTACH 'x'",)"
        R"("refused":true,"mechanism":"Authorizer","message":"not authorized"},{"way":"Read","sql":"SELECT 1",)"
        R"("refused":false}]})");
    link.open();
    QWidget window;
    auto *dialog = new WallDialog(link, u"state"_s, &window);
    const auto buttons = dialog->findChildren<QPushButton *>();
    const auto button =
        std::ranges::find_if(buttons, [](const QPushButton *made) { return made->text() == u"&Reach for it"; });
    QTest::mouseClick(*button, Qt::LeftButton);
    QTRY_VERIFY(dialog->outcome().contains(u"The wall is broken: 1 of 2 attempts succeeded."_s));
    QVERIFY(dialog->outcome().contains(u"Attach its file: refused"_s));
    QVERIFY(dialog->outcome().contains(u"SQLite: “not authorized”."_s));
}

void DatabasesTest::theRealPlatformsRowsAreTheServices()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 8min));
    MainWindow window(link);
    window.showMode(u"data"_s);
    window.resize(1440, 900);
    window.show();
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    const JsonDocument rows = answered(link, u"deliveries"_s, u"/tables/delivery/rows?order=descending&limit=200"_s);
    const auto *panel = window.findChild<RowsPanel *>();
    const auto ofAll = [](const TableRowsModel &model) {
        QStringList texts;
        for (const DataRow &row : model.rows()) {
            for (const DataValue &value : row.values)
                texts += value.isNull ? u"null"_s : value.text;
        }
        return texts;
    };
    QStringList expected;
    rows.root()["items"].forEachItem([&](JsonValue item) {
        item.forEachMember([&](std::string_view, JsonValue value) {
            expected += value.isNull() ? u"null"_s : value.toString().value_or(QString::fromUtf8(value.toJson()));
        });
    });
    QVERIFY(expected.size() > 100);
    QTRY_COMPARE_WITH_TIMEOUT(ofAll(panel->rows()), expected, patienceMs);
    const JsonDocument described = answered(link, u"state"_s, u"/tables?counts=true"_s);
    const auto *databases = window.findChild<DatabasesPanel *>();
    const QString position = QLocale().toString(described.root()["sequence"].toInteger().value_or(0));
    QTRY_COMPARE_WITH_TIMEOUT(overviewText(*databases, u"state"_s, u"position"_s), position, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(overviewText(*databases, u"replica state"_s, u"position"_s), position, patienceMs);
}

void DatabasesTest::theRealPlatformNamesTheWriter()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 8min));
    MainWindow window(link);
    window.showMode(u"data"_s);
    window.resize(1440, 900);
    window.show();
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    auto *panel = window.findChild<RowsPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(panel->rows().rowCount() > 5, patienceMs);
    const auto &columns = panel->rows().table().columns;
    const int column = int(std::ranges::find(columns, u"task_status"_s, &ColumnFact::name) - columns.begin());
    int line = 0;
    while (panel->rows().valueAt(line, column).isNull)
        ++line;
    panel->rowsView().setCurrentIndex(panel->rows().index(line, column));
    QTRY_VERIFY_WITH_TIMEOUT(panel->writtenBy().text().contains(u" of Operations"_s), patienceMs);
    const auto buttons = panel->writtenBy().findChildren<QToolButton *>();
    QTRY_VERIFY(buttons[0]->isVisible());
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    const EntityRef chosen = window.selection().current();
    QCOMPARE(chosen.kind, EntityKind::Event);
    const JsonDocument event = answered(link, u"operations"_s, u"/event/"_s + chosen.key);
    QCOMPARE(event.root()["id"].toString(), chosen.key);
    QCOMPARE(event.root()["subject"].toString(),
             panel->rows()
                 .valueAt(line, int(std::ranges::find(columns, u"task_id"_s, &ColumnFact::name) - columns.begin()))
                 .text);
}

void DatabasesTest::theRealWallHolds()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 8min));
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    QWidget window;
    auto *dialog = new WallDialog(link, u"deliveries"_s, &window);
    auto *neighbour = dialog->findChildren<QComboBox *>()[1];
    neighbour->setCurrentIndex(neighbour->findData(u"state"_s));
    const auto buttons = dialog->findChildren<QPushButton *>();
    const auto button =
        std::ranges::find_if(buttons, [](const QPushButton *made) { return made->text() == u"&Reach for it"; });
    QTest::mouseClick(*button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->outcome().contains(u"The wall holds: all 4 attempts were refused."_s), patienceMs);
    QVERIFY(dialog->outcome().contains(folder.filePath(u"w"_s)));
}

CURBSIDE_WINDOW_TEST(DatabasesTest)

} // namespace tst_databases

#include "tst_databases.moc"
