// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/warehouse.h"
#include "tests/support/test_class.h"
#include "tests/warehouse/copied_shop.h"
#include "tests/warehouse/postgres_server.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <future>

namespace tst_reconciliation {

using namespace curbside;
using namespace Qt::StringLiterals;

// A service's tables beside their copies: the very rows that differ, and nothing else.
class ReconciliationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void init();
    void cleanup();

    void whatIsTheSameIsTheSame();
    void whatWasChangedByHandIsNamed_data();
    void whatWasChangedByHandIsNamed();
    void aHandOnTheFileIsNoticed();
    void manyDifferencesAreCapped();
    void aServiceThatIsDownIsNotCompared();
    void aDeletedWarehouseIsFilledAgain();
    void anUnreadableCopyIsNeverTheSame_data();
    void anUnreadableCopyIsNeverTheSame();
    void whoNeverComesToAnEndIsGivenUp();
    void renewedWhileAnAnswerIsOnItsWay();
    void whatIsBehindIsFetchedAtOnce();
    void whereTimeIsShortTheRestComesLater();
    void itIsComparedInSmallStepsWhileWorkGoesOn();
    void whoComesMeanwhileIsAnsweredToo();
    void oneUnderWayIsAnsweredWhenAllEnds();
    void whatIsSaidCanBeReadBack();

private:
    [[nodiscard]] TableReconciliation notes();
    /// Asks for a comparison by the route.
    [[nodiscard]] std::future<Response> ask();
    /// Polls until it is answered; `between` after each step.
    Response finish(std::future<Response> &answer, const std::function<void()> &between);

    std::unique_ptr<CopiedShop> m_shop;
    std::unique_ptr<Warehouse> m_warehouse;
    AskSource m_ask;
    bool m_isDown = false;
};

void ReconciliationTest::init()
{
    const QString file = u"file"_s;
    const QString address = backendAddress(file);
    if (address.isEmpty())
        return;
    m_shop = std::make_unique<CopiedShop>();
    QVERIFY(QDir(m_shop->folder()).mkdir(u"apart"_s));
    // In a folder where no service's file is: all it learns it is told.
    m_warehouse = std::make_unique<Warehouse>(CaptureWorker::Options{
        m_shop->folder() + u"/apart"_s, {u"shop"_s}, Database::Durability::Off, address == file ? QString() : address});
    m_isDown = false;
    m_ask = [this](const QString &, const Request &request) {
        return m_isDown ? Response(Problem::unavailable(u"down"_s)) : m_shop->ask(request);
    };
}

void ReconciliationTest::cleanup()
{
    m_warehouse.reset();
    m_shop.reset();
}

TableReconciliation ReconciliationTest::notes()
{
    const Reconciliation result = m_warehouse->reconcileNow(m_ask, m_shop->platform().now());
    for (const TableReconciliation &table : result.sources.front().tables) {
        if (table.table == u"note")
            return table;
    }
    qFatal("%s", qPrintable(result.toText()));
}

void ReconciliationTest::whatIsTheSameIsTheSame()
{
    m_shop->writeNotes(1100); // more than two chunks
    m_shop->change(u"DELETE FROM note WHERE id = 'n00500'"_s);
    const Reconciliation result = m_warehouse->reconcileNow(m_ask, m_shop->platform().now());
    QVERIFY2(result.isSame() && result.isWhole(), qPrintable(result.toText()));
    const TableReconciliation table = notes();
    QCOMPARE(table.sourceRows, 1099);
    QCOMPARE(table.warehouseRows, 1099);
    QCOMPARE(table.chunks, 3);
    QVERIFY(table.differences.empty());
}

void ReconciliationTest::whatWasChangedByHandIsNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("where");
    QTest::addColumn<QString>("column");
    const auto row = [](const char *name, const QString &sql, const QString &key, RowDifference::Where where,
                        const QString &column = {}) { QTest::newRow(name) << sql << key << int(where) << column; };
    row("a row deleted", u"DELETE FROM note WHERE id = 'n00600'"_s, u"n00600"_s, RowDifference::Where::WarehouseOnly);
    row("the first row deleted", u"DELETE FROM note WHERE id = 'n00001'"_s, u"n00001"_s,
        RowDifference::Where::WarehouseOnly);
    row("the last row deleted", u"DELETE FROM note WHERE id = 'n00700'"_s, u"n00700"_s,
        RowDifference::Where::WarehouseOnly);
    row("a row put in", u"INSERT INTO note VALUES ('n00600a', 'by hand', 1)"_s, u"n00600a"_s,
        RowDifference::Where::SourceOnly);
    row("a value changed", u"UPDATE note SET text = 'by hand' WHERE id = 'n00600'"_s, u"n00600"_s,
        RowDifference::Where::Both, u"text"_s);
}

void ReconciliationTest::whatWasChangedByHandIsNamed()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, key);
    QFETCH(const int, where);
    QFETCH(const QString, column);
    m_shop->writeNotes(700);
    QVERIFY(notes().isSame());
    m_shop->changeByHand({sql});
    const TableReconciliation table = notes();
    QVERIFY(!table.isSame());
    QCOMPARE(table.differences.size(), 1U);
    QCOMPARE(table.differences.front().key.front().second, key);
    QCOMPARE(int(table.differences.front().where), where);
    if (column.isEmpty()) {
        QVERIFY(table.differences.front().values.empty());
    } else {
        QCOMPARE(table.differences.front().values.size(), 1U);
        QCOMPARE(table.differences.front().values.front().column, column);
        QCOMPARE(table.differences.front().values.front().source, u"by hand"_s);
        QCOMPARE(table.differences.front().values.front().warehouse, u"note 600"_s);
    }
}

void ReconciliationTest::aHandOnTheFileIsNoticed()
{
    m_shop->writeNotes(3);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    QVERIFY(!m_warehouse->sources().front().isChangedFromOutside);
    m_shop->changeByHand({u"DELETE FROM note WHERE id = 'n00002'"_s});
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    QVERIFY(m_warehouse->sources().front().isChangedFromOutside);
}

void ReconciliationTest::manyDifferencesAreCapped()
{
    m_shop->writeNotes(300);
    QVERIFY(notes().isSame());
    m_shop->changeByHand({u"UPDATE note SET text = 'by hand'"_s});
    const TableReconciliation table = notes();
    QCOMPARE(table.differences.size(), TableReconciliation::mostDifferences);
    QVERIFY(table.hasMore);
}

void ReconciliationTest::aServiceThatIsDownIsNotCompared()
{
    m_shop->writeNotes(3);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    m_isDown = true;
    const Reconciliation result = m_warehouse->reconcileNow(m_ask, m_shop->platform().now());
    QVERIFY(!result.isWhole());
    QVERIFY(!result.isSame());
    QCOMPARE(result.sources.front().error, u"down"_s);
}

void ReconciliationTest::aDeletedWarehouseIsFilledAgain()
{
    m_shop->writeNotes(3);
    QVERIFY(notes().isSame());
    QFETCH_GLOBAL(const bool, isRemote);
    if (isRemote)
        QSKIP("it has no file");
    QVERIFY(QFile::remove(m_warehouse->address()));
    m_shop->writeNotes(1);
    const TableReconciliation table = notes();
    QVERIFY(table.isSame());
    QCOMPARE(table.warehouseRows, 4);
    QVERIFY(QFile::exists(m_warehouse->address()));
}

void ReconciliationTest::anUnreadableCopyIsNeverTheSame_data()
{
    QTest::addColumn<qint64>("from");
    QTest::newRow("no database") << qint64(0);
    QTest::newRow("damaged pages") << qint64(4096);
}

void ReconciliationTest::anUnreadableCopyIsNeverTheSame()
{
    QFETCH_GLOBAL(const bool, isRemote);
    QFETCH(const qint64, from);
    if (isRemote)
        QSKIP("it has no file");
    m_shop->writeNotes(2000);
    QVERIFY(notes().isSame());
    const CaptureWorker::Options options{m_shop->folder() + u"/apart"_s, {u"shop"_s}, Database::Durability::Off, {}};
    m_warehouse = nullptr;
    QFile file(m_shop->folder() + u"/apart/warehouse.sqlite"_s);
    QVERIFY(file.open(QFile::ReadWrite) && file.seek(from));
    QVERIFY(file.write(QByteArray(static_cast<qsizetype>(file.size() - from), 'x')) > 0);
    file.close();
    m_warehouse = std::make_unique<Warehouse>(options);
    const Reconciliation result = m_warehouse->reconcileNow(m_ask, m_shop->platform().now());
    QVERIFY(!result.isSame());
    QVERIFY(!result.isWhole());
    QVERIFY2(result.sources.front().error.contains(u"warehouse"), qPrintable(result.toText()));
    QVERIFY(!m_warehouse->error().isEmpty());
}

/// Its rows are always of another log than it says that it has.
void ReconciliationTest::whoNeverComesToAnEndIsGivenUp()
{
    m_shop->writeNotes(3);
    QVERIFY(notes().isSame());
    const QByteArray epoch = m_warehouse->sources().front().position.epoch;
    int asked = 0;
    const AskSource plain = m_ask;
    m_ask = [&](const QString &source, const Request &request) {
        ++asked;
        if (request.path == u"/row-changes"_s)
            return Response(Problem::conflict(u"another log"_s));
        Response response = plain(source, request);
        if (request.path.endsWith(u"/rows"_s))
            response.body.replace(epoch, QByteArray(epoch.size(), 'x'));
        return response;
    };
    const Reconciliation result = m_warehouse->reconcileNow(m_ask, m_shop->platform().now());
    QVERIFY(!result.isWhole());
    QVERIFY2(asked < 50, qPrintable(QString::number(asked)));
}

std::future<Response> ReconciliationTest::ask()
{
    const auto promise = std::make_shared<std::promise<Response>>();
    Request request;
    request.method = Method::Get;
    request.path = u"/reconciliation"_s;
    m_warehouse->request(std::move(request), [promise](Response response) { promise->set_value(std::move(response)); });
    return promise->get_future();
}

Response ReconciliationTest::finish(std::future<Response> &answer, const std::function<void()> &between)
{
    while (answer.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
        m_warehouse->poll(m_ask, m_shop->platform().now(), 1);
        between();
    }
    return answer.get();
}

/// No step of it asks for more than a page of row changes and four chunks of rows, however large the table.
void ReconciliationTest::itIsComparedInSmallStepsWhileWorkGoesOn()
{
    m_shop->change(u"WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 22000) "
                   "INSERT INTO note SELECT 'm' || i, 'many', 1 FROM n"_s);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    int asked = 0;
    qint64 mostRows = 0;
    const AskSource plain = m_ask;
    m_ask = [&](const QString &source, const Request &request) {
        ++asked;
        Response response = plain(source, request);
        if (request.path.endsWith(u"/hashes")) {
            qint64 rows = 0;
            const auto page = JsonDocument::parse(response.body);
            page->root()["chunks"].forEachItem([&](JsonValue chunk) { rows += chunk["rows"].toInteger().value_or(0); });
            mostRows = std::max(mostRows, rows);
        }
        return response;
    };
    int mostAsked = 0;
    int changes = 0;
    auto answer = ask();
    const Response response = finish(answer, [&] {
        mostAsked = std::max(mostAsked, std::exchange(asked, 0));
        if (++changes <= 30) // in parts that were compared, and that will be
            m_shop->change(u"UPDATE note SET changes = changes + 1 WHERE id = 'm%1'"_s.arg(10'000 + changes * 390));
    });
    QCOMPARE(response.status, 200);
    const auto json = JsonDocument::parse(response.body);
    QCOMPARE(json->root()["same"].toBool(), std::optional(true));
    QCOMPARE(mostAsked, 2);
    QCOMPARE(mostRows, 4 * 512);
    QVERIFY(changes >= 6); // so many steps at least
}

void ReconciliationTest::whoComesMeanwhileIsAnsweredToo()
{
    m_shop->writeNotes(5);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    auto first = ask();
    auto second = ask();
    auto third = ask();
    for (auto *answer : {&first, &second, &third})
        QVERIFY(finish(*answer, [] {}).body.contains("\"same\":true"));
}

void ReconciliationTest::oneUnderWayIsAnsweredWhenAllEnds()
{
    m_shop->writeNotes(5);
    auto answer = ask();
    auto waiting = ask();
    m_warehouse.reset();
    QCOMPARE(answer.get().status, 503);
    QCOMPARE(waiting.get().status, 503);
}

void ReconciliationTest::renewedWhileAnAnswerIsOnItsWay()
{
    m_shop->writeNotes(3);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    Request renewal;
    renewal.method = Method::Post;
    renewal.path = u"/sources/shop/renew"_s;
    std::promise<std::pair<int, std::thread::id>> answered;
    bool isAsked = false;
    const AskSource plain = m_ask;
    m_ask = [&](const QString &source, const Request &request) {
        if (!std::exchange(isAsked, true)) // while this one is being asked
            m_warehouse->request(renewal, [&](const Response &response) {
                answered.set_value({response.status, std::this_thread::get_id()});
            });
        return plain(source, request);
    };
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    const auto [status, thread] = answered.get_future().get();
    QCOMPARE(status, 202);
    QVERIFY2(thread != std::this_thread::get_id(), "who asks must not wait for it");
    QCOMPARE(m_warehouse->sources().front().error, QString());
    QCOMPARE(m_warehouse->sources().front().position.generation, 1);
    QVERIFY(notes().isSame());
}

void ReconciliationTest::whatIsBehindIsFetchedAtOnce()
{
    m_shop->change(u"WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) "
                   "INSERT INTO note SELECT 'm' || i, hex(zeroblob(400)), 1 FROM n"_s);
    for (int i = 0; i < 6; ++i)
        m_shop->change(u"UPDATE note SET changes = changes + 1"_s); // more than one answer holds
    m_warehouse->catchUp(m_ask, m_shop->platform().now(), std::chrono::milliseconds(0));
    QVERIFY(!m_warehouse->isBehind()); // nothing is known of it yet
    bool wasBehind = false;
    while (m_warehouse->sources().front().position.position < 7) {
        m_warehouse->poll(m_ask, m_shop->platform().now());
        wasBehind = wasBehind || m_warehouse->isBehind();
    }
    QVERIFY(wasBehind);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    QVERIFY(!m_warehouse->isBehind());
}

void ReconciliationTest::whereTimeIsShortTheRestComesLater()
{
    m_shop->writeNotes(3);
    m_warehouse->catchUp(m_ask, m_shop->platform().now(), std::chrono::milliseconds(0));
    QCOMPARE(m_warehouse->sources().front().position.position, 0);
    m_warehouse->catchUp(m_ask, m_shop->platform().now());
    QCOMPARE(m_warehouse->sources().front().position.position, 3);
    QVERIFY(notes().isSame());
}

void ReconciliationTest::whatIsSaidCanBeReadBack()
{
    m_shop->writeNotes(300);
    QVERIFY(notes().isSame());
    m_shop->changeByHand(
        {u"UPDATE note SET text = 'by hand' WHERE id > 'n00100'"_s, u"DELETE FROM note WHERE id < 'n00003'"_s});
    const Reconciliation said = m_warehouse->reconcileNow(m_ask, m_shop->platform().now());
    QVERIFY(!said.isSame());
    const auto json = JsonDocument::parse(said.toJson());
    const Reconciliation read = Reconciliation::fromJson(json->root());
    QCOMPARE(read.toText(), said.toText());
    QCOMPARE(read.toJson(), said.toJson());
}

CURBSIDE_TEST(ReconciliationTest)

} // namespace tst_reconciliation

#include "tst_reconciliation.moc"
