// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/sql_query.h"
#include "services/warehouse/warehouse.h"
#include "tests/support/test_class.h"
#include "tests/warehouse/copied_shop.h"
#include "tests/warehouse/postgres_server.h"

#include <QTest>

namespace tst_postgres {

using namespace curbside;
using namespace Qt::StringLiterals;

// What only a PostgreSQL warehouse can meet: its own ways to do harm, and a server that comes and goes.
class PostgresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void whatTheServerCouldDoIsRefused_data();
    void whatTheServerCouldDoIsRefused();
    void aWriteThatIsNotRefusedIsUndone();
    void whoeverMayDoEverythingIsRefused();
    void aSchemaHasOneWriter();
    void sqliteWordsAreAnswered_data();
    void sqliteWordsAreAnswered();
    void hostileTextIsText_data();
    void hostileTextIsText();
    void aDroppedSchemaIsFilledAgain();
    void aServerThatComesBackIsUsedAgain();

private:
    [[nodiscard]] static QString answerTo(const QString &address, const QString &sql);

    QString m_filled; ///< a warehouse with one row, at 5, in etl_run
};

void PostgresTest::initTestCase()
{
    if (!postgresServer().missing().isEmpty())
        QSKIP(qPrintable(postgresServer().missing()));
    m_filled = postgresServer().newAddress();
    const auto store =
        Store::open({.address = m_filled, .name = u"made"_s, .migrations = migrationsOf(u"warehouse"_s)});
    QVERIFY(store);
    (*store)->run(u"INSERT INTO etl_run (id, at, runs, milliseconds) VALUES (1, 5, 2, 3)"_s);
}

/// The values of the first column, or what was wrong.
QString PostgresTest::answerTo(const QString &address, const QString &sql)
{
    const auto result = SqlQuery{.path = address, .sql = sql}.run();
    if (!result)
        return result.error().errors.empty() ? result.error().detail : result.error().errors.front().detail;
    QStringList values;
    for (const std::vector<SqlView> &row : result->rows)
        values.push_back(row.front().toText());
    return values.join(u' ');
}

void PostgresTest::whatTheServerCouldDoIsRefused_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("an end of the transaction behind", u"SELECT 1; COMMIT; DELETE FROM etl_run"_s);
    row("a write inside", u"WITH gone AS (DELETE FROM etl_run RETURNING *) SELECT * FROM gone"_s);
    row("a write in a function's text", u"SELECT query_to_xml('DELETE FROM etl_run', true, true, '')"_s);
    row("writing allowed again", u"SELECT set_config('transaction_read_only', 'off', false)"_s);
    row("a table made of rows", u"SELECT 1 AS one INTO made"_s);
    row("locked rows", u"SELECT * FROM etl_run FOR UPDATE"_s);
    row("a file read", u"SELECT pg_read_file('/etc/passwd')"_s);
    row("a folder listed", u"SELECT pg_ls_dir('/')"_s);
    row("a file taken in", u"SELECT lo_import('/etc/passwd')"_s);
    row("a program", u"COPY (SELECT 1) TO PROGRAM 'true'"_s);
    row("a file written", u"COPY etl_run TO '/tmp/curbside-copy'"_s);
    row("another role", u"SET ROLE owner"_s);
    row("another role by function", u"SELECT set_config('role', 'owner', false)"_s);
    row("a block of code", u"DO $$ BEGIN DELETE FROM etl_run; END $$"_s);
    row("truncate", u"TRUNCATE etl_run"_s);
    row("vacuum", u"VACUUM"_s);
    row("a notice to others", u"LISTEN something"_s);
    row("an end of what it is quoted by", u"SELECT 1'); DELETE FROM etl_run; --"_s);
    row("an end of the block it is opened by", u"SELECT 1 $$; DELETE FROM etl_run; $$"_s);
}

void PostgresTest::whatTheServerCouldDoIsRefused()
{
    QFETCH(const QString, sql);
    const auto result = SqlQuery{.path = m_filled, .sql = sql}.run();
    QVERIFY(!result);
    QCOMPARE(result.error().status, 422);
    QVERIFY(!result.error().errors.front().detail.isEmpty());
    QCOMPARE(answerTo(m_filled, u"SELECT at FROM etl_run"_s), u"5"_s);
}

void PostgresTest::aWriteThatIsNotRefusedIsUndone()
{
    const QString address = postgresServer().newAddress();
    QVERIFY(Store::open({.address = address, .name = u"made"_s}));
    static_cast<void>(SqlQuery{.path = address, .sql = u"SELECT lo_create(4711)"_s}.run());
    QCOMPARE(answerTo(address, u"SELECT count(*) FROM pg_largeobject_metadata"_s), u"0"_s);
}

void PostgresTest::whoeverMayDoEverythingIsRefused()
{
    const QString address = postgresServer().superuserAddress();
    const auto store = Store::open({.address = address, .name = u"made"_s});
    QVERIFY(!store);
    QVERIFY2(store.error().text.contains(u"make one that owns its database"), qPrintable(store.error().text));
    const auto result = SqlQuery{.path = address, .sql = u"SELECT 1"_s}.run();
    QCOMPARE(result.error().status, 503);
}

void PostgresTest::aSchemaHasOneWriter()
{
    const QString address = postgresServer().newAddress();
    const auto first = Store::open({.address = address, .name = u"first"_s});
    QVERIFY(first);
    const auto second = Store::open({.address = address, .name = u"second"_s});
    QVERIFY(!second);
    QVERIFY2(second.error().text.contains(u"another platform fills its schema"), qPrintable(second.error().text));
}

void PostgresTest::sqliteWordsAreAnswered_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, const QString &sql, const QString &answer) {
        QTest::newRow(name) << sql << answer;
    };
    row("date", u"SELECT date(1772442123456789 / 1000000, 'unixepoch')"_s, u"2026-03-02"_s);
    row("datetime", u"SELECT datetime(1772442123456789 / 1000000, 'unixepoch')"_s, u"2026-03-02 09:02:03"_s);
    row("strftime", u"SELECT strftime('%Y-%m-%dT%H:%M:%SZ %j %w', 1772442123, 'unixepoch')"_s,
        u"2026-03-02T09:02:03Z 061 1"_s);
    row("a member", u"SELECT '{\"a\": {\"b\": 1}, \"c\": null}'::text ->> '$.a'"_s, u"{\"b\": 1}"_s);
    row("a member that is null", u"SELECT ('{\"c\": null}'::text ->> '$.c') IS NULL"_s, u"1"_s);
    row("the length of an array", u"SELECT json_array_length('[1, 2, 3]'::text)"_s, u"3"_s);
}

void PostgresTest::sqliteWordsAreAnswered()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, answer);
    QCOMPARE(answerTo(m_filled, sql), answer);
}

void PostgresTest::hostileTextIsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text << text; };
    row("quotes", u"it's \"quoted\" ''"_s);
    row("a backslash", u"\\' OR 1=1 \\"_s);
    row("a statement", u"'); DROP TABLE shop_note; --"_s);
    row("places", u"? $1 :name %1"_s);
    row("beyond the first plane", u"ünder 🤖 \u202e"_s);
    QTest::newRow("a zero") << QString(u"a"_s + QChar(u'\0') + u"b"_s) << u"a\u2400b"_s;
}

void PostgresTest::hostileTextIsText()
{
    QFETCH(const QString, text);
    QFETCH(const QString, stored);
    const auto store = Store::open({.address = postgresServer().newAddress(), .name = u"made"_s});
    QVERIFY(store);
    (*store)->execute(u"CREATE TABLE shop_note (text TEXT)"_s);
    (*store)->run(u"INSERT INTO shop_note (text) VALUES (?)"_s, text);
    QString read;
    (*store)->query(u"SELECT text FROM shop_note"_s, [&](std::span<const SqlView> row) { read = row[0].toText(); });
    QCOMPARE(read, stored);
}

void PostgresTest::aDroppedSchemaIsFilledAgain()
{
    const QString address = postgresServer().newAddress();
    CopiedShop shop;
    Warehouse warehouse({shop.folder(), {u"shop"_s}, Database::Durability::Off, address});
    const AskSource ask = [&](const QString &, const Request &request) { return shop.ask(request); };
    shop.writeNotes(3);
    warehouse.catchUp(ask, shop.platform().now());
    QCOMPARE(answerTo(address, u"SELECT count(*) FROM shop_note"_s), u"3"_s);
    const QString schema = address.section(u'=', -1);
    {
        const auto other = Store::open({.address = postgresServer().newAddress(), .name = u"other"_s});
        QVERIFY(other);
        (*other)->execute(u"DROP SCHEMA %1 CASCADE"_s.arg(schema));
    }
    shop.writeNotes(1);
    warehouse.catchUp(ask, shop.platform().now()); // meets it
    QVERIFY(!warehouse.error().isEmpty());
    warehouse.catchUp(ask, shop.platform().now());
    QCOMPARE(warehouse.error(), QString());
    QCOMPARE(answerTo(address, u"SELECT count(*) FROM shop_note"_s), u"4"_s);
}

void PostgresTest::aServerThatComesBackIsUsedAgain()
{
    const QString address = postgresServer().newAddress();
    CopiedShop shop;
    Warehouse warehouse({shop.folder(), {u"shop"_s}, Database::Durability::Off, address});
    const AskSource ask = [&](const QString &, const Request &request) { return shop.ask(request); };
    shop.writeNotes(3);
    warehouse.catchUp(ask, shop.platform().now());
    postgresServer().stop();
    shop.writeNotes(1);
    warehouse.catchUp(ask, shop.platform().now());
    QVERIFY2(warehouse.trouble().contains(u"PostgreSQL cannot be reached")
                 || warehouse.trouble().contains(u"it is tried again"),
             qPrintable(warehouse.trouble()));
    QCOMPARE(SqlQuery({.path = address, .sql = u"SELECT 1"_s}).run().error().status, 503);
    postgresServer().start();
    for (int i = 0; i < 100 && !warehouse.trouble().isEmpty(); ++i)
        warehouse.catchUp(ask, shop.platform().now());
    QCOMPARE(warehouse.trouble(), QString());
    QVERIFY(warehouse.reconcileNow(ask, shop.platform().now()).isSame());
    QCOMPARE(answerTo(address, u"SELECT count(*) FROM shop_note"_s), u"4"_s);
}

CURBSIDE_TEST(PostgresTest)

} // namespace tst_postgres

#include "tst_postgres.moc"
