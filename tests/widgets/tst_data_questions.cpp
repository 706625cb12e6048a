// SPDX-License-Identifier: GPL-3.0-or-later
// SQL on the warehouse and GraphQL over all services, typed by a person into a real platform: what is shown is what was
// answered, what is wrong is told where it is wrong.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/editor/code_edit.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/json_tree.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/sql/sql_desk.h"
#include "widgets/sql/sql_panel.h"
#include "widgets/traffic/traffic_panel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QFile>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_data_questions {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

const QString endless = u"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"_s;

} // namespace

class DataQuestionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void theRowsShownAreThoseAnswered();
    void whatIsWrongIsMarkedWhereItIs();
    void nothingButReadingIsAllowed_data();
    void nothingButReadingIsAllowed();
    void anAnswerThatWasCutSaysSo();
    void aStatementCanBeCancelled();
    void wordsAreCompletedWhileTyped();
    void whatMayStandThere_data();
    void whatMayStandThere();
    void columnsAreReadFromHowATableWasMade();
    void wholeAndRealNumbersSortTogether();
    void statementsAreRemembered();
    void anAnswerIsSavedAndCopied();
    void sqlIsOpenedFromAnywhere();
    void questionsAreNobodysDeeds();

    void theGraphAnswersAsAsked();
    void thePlanSaysWhoWasAskedForWhat();
    void variablesAreSent();
    void whatIsWrongInAQueryIsMarked();
    void aServiceThatIsAwayLeavesAPart();
    void whatMayStandInAQuery_data();
    void whatMayStandInAQuery();

private:
    [[nodiscard]] SqlPanel &sql() const { return *m_window->findChild<SqlPanel *>(); }
    [[nodiscard]] GraphPanel &graph() const { return *m_window->findChild<GraphPanel *>(); }
    void runSql(const QString &statement)
    {
        sql().editor().setPlainText(statement);
        QTest::keyClick(&sql().editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!sql().isRunning(), patienceMs);
    }
    void runGraph(const QString &query)
    {
        graph().editor().setPlainText(query);
        QTest::keyClick(&graph().editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!graph().isRunning(), patienceMs);
    }
    /// What the platform answers to the same.
    JsonDocument ask(const QString &endpoint, const QString &path, const QByteArray &question)
    {
        std::optional<QByteArray> body;
        m_link->ask(endpoint, path, question, [&](int, const QByteArray &answer) { body = answer; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(body.has_value(), patienceMs); }();
        return *JsonDocument::parse(body.value_or("{}"));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<EmbeddedLink> m_link;
    std::unique_ptr<MainWindow> m_window;
};

void DataQuestionsTest::initTestCase()
{
    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_link = std::make_unique<EmbeddedLink>(pausedRun(m_folder, 12min));
    m_window = std::make_unique<MainWindow>(*m_link, m_settings.get());
    QSignalSpy reached(m_link.get(), &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    bool isCompared = false; // which brings the warehouse up to date
    m_link->get(u"warehouse"_s, u"/reconciliation"_s, [&](int, const QByteArray &) { isCompared = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isCompared, patienceMs);
    m_window->showMode(u"data"_s);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void DataQuestionsTest::init()
{
    m_window->showMode(u"data"_s);
    sql().raise();
    QTRY_VERIFY(sql().editor().isVisible());
}

void DataQuestionsTest::cleanupTestCase()
{
    m_window.reset();
    m_link.reset();
}

void DataQuestionsTest::theRowsShownAreThoseAnswered()
{
    const QString statement = u"SELECT number, status, task_status FROM deliveries_delivery ORDER BY number"_s;
    runSql(statement);
    const JsonDocument answer =
        ask(u"warehouse"_s, u"/query"_s, "{\"sql\":\"" + statement.toUtf8() + "\",\"limit\":1000}");
    int row = 0;
    answer.root()["rows"].forEachItem([&](JsonValue item) {
        int column = 0;
        item.forEachItem([&](JsonValue cell) {
            const QString text = cell.isNull() ? u"NULL"_s
                : cell.toInteger()             ? QString::number(*cell.toInteger())
                                               : *cell.toString();
            QCOMPARE(sql().rows().text(row, column++), text);
        });
        ++row;
    });
    QVERIFY(row > 3);
    QCOMPARE(sql().rows().rowCount(), row);
    QVERIFY2(sql().told().startsWith(u"%1 rows in "_s.arg(row)), qPrintable(sql().told()));
}

void DataQuestionsTest::whatIsWrongIsMarkedWhereItIs()
{
    runSql(u"SELECT number,\n  colour FROM deliveries_delivery"_s);
    QVERIFY2(sql().told().startsWith(u"line 2, column 3: "_s), qPrintable(sql().told()));
    const auto marks = sql().editor().extraSelections();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks.front().cursor.selectedText(), u"colour"_s);
    QTest::keyClicks(&sql().editor(), u" "_s);
    QCOMPARE(sql().editor().extraSelections().size(), 0);
}

void DataQuestionsTest::nothingButReadingIsAllowed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("writing") << u"DELETE FROM fact_delivery"_s;
    QTest::newRow("another file") << u"ATTACH 'x.sqlite' AS x"_s;
    QTest::newRow("a setting") << u"PRAGMA journal_mode = DELETE"_s;
    QTest::newRow("two at once") << u"SELECT 1; SELECT 2"_s;
}

void DataQuestionsTest::nothingButReadingIsAllowed()
{
    QFETCH(const QString, statement);
    runSql(statement);
    QVERIFY2(sql().told().contains(u"SELECT"_s), qPrintable(sql().told()));
}

void DataQuestionsTest::anAnswerThatWasCutSaysSo()
{
    runSql(u"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 5000) SELECT n FROM c"_s);
    QCOMPARE(sql().rows().rowCount(), 1000);
    QVERIFY2(sql().told().startsWith(u"The first 1,000 rows"_s), qPrintable(sql().told()));
    QVERIFY(sql().told().contains(u"There are more"_s));
}

void DataQuestionsTest::aStatementCanBeCancelled()
{
    sql().editor().setPlainText(endless);
    QTest::keyClick(&sql().editor(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(sql().isRunning());
    for (auto *button : sql().findChildren<QPushButton *>()) {
        if (button->text().contains(u"ancel"_s))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE_WITH_TIMEOUT(sql().told(), u"it was cancelled"_s, patienceMs);
    runSql(u"SELECT 42"_s);
    QCOMPARE(sql().rows().text(0, 0), u"42"_s);
}

void DataQuestionsTest::wordsAreCompletedWhileTyped()
{
    CodeEdit &editor = sql().editor();
    editor.setFocus();
    editor.setPlainText(u"SELECT * FROM "_s);
    editor.moveCursor(QTextCursor::End);
    const auto offers = [&] { return editor.completer().completionModel()->rowCount(); };
    QTRY_VERIFY_WITH_TIMEOUT((QTest::keyClick(&editor, Qt::Key_Space, Qt::ControlModifier), offers() > 10), patienceMs);
    editor.completer().popup()->hide();
    QTest::keyClicks(&editor, u"fact_d"_s);
    QCOMPARE(offers(), 1);
    QVERIFY(editor.completer().popup()->isVisible());
    QTest::keyClick(editor.completer().popup(), Qt::Key_Return);
    QCOMPARE(editor.toPlainText(), u"SELECT * FROM fact_delivery"_s);
}

void DataQuestionsTest::whatMayStandThere_data()
{
    QTest::addColumn<QString>("text"); // the cursor stands at |
    QTest::addColumn<QStringList>("first");
    QTest::newRow("tables after FROM") << u"SELECT * FROM |"_s << QStringList{u"task"_s, u"trip"_s};
    QTest::newRow("columns of the one that is meant")
        << u"SELECT t.| FROM task t JOIN trip AS r ON 1"_s << QStringList{u"id"_s, u"status"_s};
    QTest::newRow("of the other") << u"SELECT r.| FROM task t JOIN trip AS r ON 1"_s << QStringList{u"stops"_s};
    QTest::newRow("by its own name") << u"SELECT trip.| FROM trip WHERE 1"_s << QStringList{u"stops"_s};
    QTest::newRow("columns of what is named first")
        << u"SELECT | FROM trip"_s << QStringList{u"stops"_s, u"task"_s, u"trip"_s};
}

void DataQuestionsTest::whatMayStandThere()
{
    QFETCH(QString, text);
    QFETCH(const QStringList, first);
    const SqlSchema schema{{{u"task"_s, {u"id"_s, u"status"_s}}, {u"trip"_s, {u"stops"_s}}}};
    const auto position = static_cast<int>(text.indexOf(u'|'));
    QCOMPARE(schema.wordsAt(text.remove(u'|'), position).mid(0, first.size()), first);
}

void DataQuestionsTest::columnsAreReadFromHowATableWasMade()
{
    QCOMPARE(
        SqlSchema::columnsOf(u"CREATE TABLE t (id TEXT PRIMARY KEY, \"order\" INTEGER DEFAULT (1 + 2), -- note, here\n"
                             " x REAL CHECK (x IN (1, 2)), PRIMARY KEY (id, x), UNIQUE (x)) STRICT"_s),
        (QStringList{u"id"_s, u"order"_s, u"x"_s}));
}

void DataQuestionsTest::wholeAndRealNumbersSortTogether()
{
    const auto answer = JsonDocument::parse(R"({"columns":["minutes"],"rows":[[24.5],[24],[null],[31.2]]})");
    const SqlResult result = SqlResult::from(answer->root());
    for (const auto &[row, key] : {std::pair(0, 24.5), std::pair(1, 24.0), std::pair(3, 31.2)})
        QCOMPARE(result.rows->index(row, 0).data(SortRole), QVariant(key));
}

void DataQuestionsTest::statementsAreRemembered()
{
    runSql(u"SELECT 'one'"_s);
    runSql(u"SELECT 'two'"_s);
    const StatementHistory later(m_settings.get(), u"sql/history"_s);
    QCOMPARE(later.statements().mid(0, 2), (QStringList{u"SELECT 'two'"_s, u"SELECT 'one'"_s}));
    QTest::keyClick(&sql().editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(sql().editor().toPlainText(), u"SELECT 'one'"_s);
    QTest::keyClick(&sql().editor(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(sql().editor().toPlainText(), u"SELECT 'two'"_s);
}

void DataQuestionsTest::anAnswerIsSavedAndCopied()
{
    runSql(u"SELECT 1 AS number, 'a,b' AS text UNION ALL SELECT 2, NULL"_s);
    const QString path = m_folder.filePath(u"answer.csv"_s);
    QCOMPARE(sql().save(path, ListView::CopyFormat::Csv), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "number,text\r\n1,\"a,b\"\r\n2,NULL\r\n");
    QTest::keyClick(&sql().rows().view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&sql().rows().view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"1\ta,b\n2\tNULL"_s);
    QVERIFY(!sql().save(m_folder.filePath(u"no/such/folder/answer.csv"_s), ListView::CopyFormat::Csv).isEmpty());
}

void DataQuestionsTest::sqlIsOpenedFromAnywhere()
{
    ScriptedLink link;
    link.setAnswer(u"ASK warehouse /query"_s, R"({"columns":["answer"],"rows":[[42]],"cut":false,"milliseconds":1})");
    MainWindow window(link);
    window.showMode(u"ops"_s);
    window.resize(1440, 900);
    window.show();
    link.open();
    window.sqlDesk().open(u"SELECT 42 AS answer"_s);
    QCOMPARE(window.shownMode(), u"data"_s);
    auto *panel = window.findChild<SqlPanel *>();
    QTRY_COMPARE(panel->rows().rowCount(), 1);
    QTRY_VERIFY(panel->editor().isVisible());
    QCOMPARE(panel->editor().toPlainText(), u"SELECT 42 AS answer"_s);
    window.showMode(u"ops"_s);
    window.sqlDesk().open(u"SELECT 43"_s);
    QCOMPARE(panel->editor().toPlainText(), u"SELECT 43"_s);
    QTRY_VERIFY(panel->editor().isVisible());
}

void DataQuestionsTest::questionsAreNobodysDeeds()
{
    QSignalSpy acted(m_link.get(), &PlatformLink::acted);
    runSql(u"SELECT 1"_s);
    QCOMPARE(acted.count(), 0);
}

void DataQuestionsTest::theGraphAnswersAsAsked()
{
    graph().raise();
    const QString query = u"{ deliveries(limit: 2) { items { number status robot { name } } } }"_s;
    runGraph(query);
    const JsonDocument answer = ask(u"gateway"_s, u"/graphql"_s, "{\"query\":\"" + query.toUtf8() + "\"}");
    QVERIFY(answer.root()["data"].isObject());
    QCOMPARE(graph().answerText(), indentedJson(answer.root().toJson()));
    QCOMPARE(graph().tree().model()->index(0, 0).data().toString(), u"data"_s);
}

void DataQuestionsTest::thePlanSaysWhoWasAskedForWhat()
{
    graph().raise();
    runGraph(u"{ deliveries(limit: 3) { items { number tasks { number lidEvents { kind } } } } }"_s);
    const EntityList &plan = graph().plan();
    QCOMPARE(plan.rowCount(), 3);
    QCOMPARE(plan.text(0, 1), u"Deliveries"_s);
    QCOMPARE(plan.text(0, 2), u"root fields"_s);
    QCOMPARE(plan.text(1, 1), u"Operations"_s);
    QCOMPARE(plan.text(1, 2), u"3 Delivery by id"_s);
    QCOMPARE(plan.text(1, 3), u"deliveries.items"_s);
    QCOMPARE(plan.text(2, 1), u"State"_s);
    QVERIFY2(graph().told().startsWith(u"3 calls to 3 services in 3 steps, "_s), qPrintable(graph().told()));
    graph().showLook(GraphPanel::Look::Plan);
    graph().plan().choose(u"2"_s);
    QVERIFY2(graph().asked().contains(u"_entities"_s), qPrintable(graph().asked()));
}

void DataQuestionsTest::variablesAreSent()
{
    graph().raise();
    graph().variables().setPlainText(u"{\"count\": 1}"_s);
    runGraph(u"query ($count: Int) { deliveries(limit: $count) { items { number } } }"_s);
    QCOMPARE(graph().answerText().count(u"\"number\""_s), 1);
    graph().variables().setPlainText(u"{count: 1}"_s);
    QTest::keyClick(&graph().editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(graph().told(), u"The variables are not JSON."_s);
    graph().variables().setPlainText({});
}

void DataQuestionsTest::whatIsWrongInAQueryIsMarked()
{
    graph().raise();
    runGraph(u"{\n  deliveries { items { colour } }\n}"_s);
    QVERIFY2(graph().told().contains(u"colour"_s), qPrintable(graph().told()));
    QCOMPARE(graph().editor().extraSelections().size(), 1);
    QCOMPARE(graph().editor().extraSelections().front().cursor.selectedText(), u"colour"_s);
}

void DataQuestionsTest::aServiceThatIsAwayLeavesAPart()
{
    graph().raise();
    int status = 0;
    m_link->post(u"gateway"_s, u"/control/faults"_s, R"({"kind":"CutOff","service":"operations","for":"1m"})",
                 [&](int given, const QByteArray &) { status = given; });
    QTRY_COMPARE_WITH_TIMEOUT(status, 201, patienceMs);
    runGraph(u"{ deliveries(limit: 1) { items { number tasks { number } } } }"_s);
    QVERIFY2(graph().told().startsWith(u"Not all could be answered (1): "_s), qPrintable(graph().told()));
    QVERIFY(graph().answerText().contains(u"\"number\": \"D-"_s));
}

void DataQuestionsTest::whatMayStandInAQuery_data()
{
    QTest::addColumn<QString>("text"); // the cursor stands at |
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("hasNot");
    QTest::newRow("root fields") << u"{ |"_s << u"deliveries"_s << u"number"_s;
    QTest::newRow("of a named query") << u"query Q { de|"_s << u"deliveries"_s << u"number"_s;
    QTest::newRow("fields of a list's items")
        << u"{ deliveries(limit: 3) { items { | } } }"_s << u"taskStatus"_s << u"deliveries"_s;
    QTest::newRow("under an alias") << u"{ some: deliveries { items { work: tasks { | "_s << u"lidEvents"_s
                                    << u"deliveries"_s;
    QTest::newRow("after a selection has ended")
        << u"{ deliveries { items { tasks { number } | "_s << u"robot"_s << u"lidEvents"_s;
    QTest::newRow("arguments") << u"{ deliveries(|"_s << u"limit"_s << u"items"_s;
    QTest::newRow("inside a fragment") << u"fragment F on Robot { |"_s << u"serial"_s << u"deliveries"_s;
    QTest::newRow("types") << u"fragment F on |"_s << u"Robot"_s << u"serial"_s;
    QTest::newRow("not led astray by text and comments")
        << u"{ # } }\n deliveries(cursor: \"{ (\") { items { |"_s << u"number"_s << u"deliveries"_s;
}

void DataQuestionsTest::whatMayStandInAQuery()
{
    QFETCH(QString, text);
    QFETCH(const QString, has);
    QFETCH(const QString, hasNot);
    const JsonDocument answer =
        ask(u"gateway"_s, u"/graphql"_s, "{\"query\":\"" + GraphSchema::question.toUtf8() + "\"}");
    const GraphSchema schema = GraphSchema::from(answer.root());
    const auto position = static_cast<int>(text.indexOf(u'|'));
    const QStringList words = schema.wordsAt(text.remove(u'|'), position);
    QVERIFY2(words.contains(has), qPrintable(words.join(u' ')));
    QVERIFY2(!words.contains(hasNot), qPrintable(words.join(u' ')));
}

CURBSIDE_WINDOW_TEST(DataQuestionsTest)

} // namespace tst_data_questions

#include "tst_data_questions.moc"
