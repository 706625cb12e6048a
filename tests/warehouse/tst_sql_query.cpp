// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/sql_query.h"
#include "services/warehouse/store/store.h"
#include "tests/support/test_class.h"
#include "tests/warehouse/postgres_server.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

namespace tst_sql_query {

using namespace curbside;
using namespace Qt::StringLiterals;

// SQL that a person typed: it reads, within limits, and can do nothing else.
class SqlQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void init();

    void aSelectIsAnswered();
    void functionsThatReachFilesAreRefused_data();
    void functionsThatReachFilesAreRefused();
    void whatIsNotReadingIsRefused_data();
    void whatIsNotReadingIsRefused();
    void whatRunsForEverIsStopped_data();
    void whatRunsForEverIsStopped();
    void whatCannotBeStoppedIsNotBegun_data();
    void whatCannotBeStoppedIsNotBegun();
    void whatOnlyLooksLongIsAnswered();
    void hugeOutputIsCut();
    void aHugeRowIsCutOrRefused();
    void aHugeValueIsRefused();
    void aMistakeIsPlaced_data();
    void aMistakeIsPlaced();
    void aMissingFileIsUnavailable();

private:
    [[nodiscard]] SqlQuery ask(const QString &sql) const { return {.path = m_path, .sql = sql}; }
    /// One of two ways to say the same.
    [[nodiscard]] static QString saidTo(const QString &sqlite, const QString &postgres);
    [[nodiscard]] QByteArray hash() const;
    static void offerFunctionsThatReachFiles();

    QTemporaryDir m_folder;
    QString m_path;
    std::map<bool, QString> m_made; ///< by whether it is remote
};

void SqlQueryTest::init()
{
    QFETCH_GLOBAL(const bool, isRemote);
    m_path = m_made[isRemote];
    if (!m_path.isEmpty())
        return; // nothing changes it
    m_path = backendAddress(m_folder.filePath(u"warehouse.sqlite"_s));
    if (m_path.isEmpty())
        return;
    m_made[isRemote] = m_path;
    const auto store = Store::open({.address = m_path, .name = u"made"_s, .migrations = migrationsOf(u"warehouse"_s)});
    QVERIFY2(store, store ? "" : qPrintable(store.error().text));
    (*store)->run(u"INSERT INTO etl_run (id, at, runs, milliseconds) VALUES (1, 5, 2, 3)"_s);
}

QString SqlQueryTest::saidTo(const QString &sqlite, const QString &postgres)
{
    QFETCH_GLOBAL(const bool, isRemote);
    return isRemote ? postgres : sqlite;
}

/// Of everything that is stored.
QByteArray SqlQueryTest::hash() const
{
    if (Store::isRemote(m_path)) {
        const auto rows = ask(u"SELECT (SELECT count(*) FROM information_schema.tables), at, runs, milliseconds, "
                              "(SELECT count(*) FROM etl_pending) FROM etl_run"_s)
                              .run();
        QByteArray all;
        for (const SqlView &value : rows->rows.at(0))
            all += value.toText().toUtf8() + ' ';
        return all;
    }
    QFile file(m_path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QFile::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

void SqlQueryTest::aSelectIsAnswered()
{
    const auto result = ask(u"-- a remark\nSELECT at AS a, 1.5, 'text', NULL, %1 FROM etl_run; -- the end"_s.arg(
                                saidTo(u"x'00ff'"_s, u"'\\x00ff'::bytea"_s)))
                            .run();
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(result->columns.front(), u"a"_s);
    QCOMPARE(result->rows.size(), 1U);
    QStringList texts;
    for (const SqlView &value : result->rows.front())
        texts.push_back(value.toText());
    QCOMPARE(texts, (QStringList{u"5"_s, u"1.5"_s, u"text"_s, QString(), u"AP8="_s}));
    QVERIFY(!result->isCut);
}

/// Each connection that is opened from now on has the functions that reach files, as the shell of SQLite has them: whether they
/// are refused is up to us.
void SqlQueryTest::offerFunctionsThatReachFiles()
{
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(+[](sqlite3 *handle, char **, const sqlite3_api_routines *) {
        const auto answer = [](sqlite3_context *context, int, sqlite3_value **) { sqlite3_result_int(context, 1); };
        for (const char *name : {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
            sqlite3_create_function(handle, name, -1, SQLITE_UTF8, nullptr, answer, nullptr, nullptr);
        return SQLITE_OK;
    }));
}

void SqlQueryTest::functionsThatReachFilesAreRefused_data()
{
    QTest::addColumn<QString>("call");
    for (const char *call : {"load_extension('libm.so')", "readfile('/etc/passwd')", "writefile('x', 'y')",
                             "READFILE('/etc/passwd')", "edit('x')", "fts3_tokenizer('x')"})
        QTest::newRow(call) << QString::fromLatin1(call);
}

void SqlQueryTest::functionsThatReachFilesAreRefused()
{
    QFETCH_GLOBAL(const bool, isRemote);
    QFETCH(const QString, call);
    if (isRemote)
        QSKIP("PostgreSQL has rights instead");
    offerFunctionsThatReachFiles();
    const QStringList questions{u"SELECT "_s + call, u"SELECT 1 FROM etl_run WHERE EXISTS (SELECT %1)"_s.arg(call),
                                u"WITH w AS (SELECT %1 AS v) SELECT v FROM w"_s.arg(call)};
    for (const QString &sql : questions) {
        const auto result = ask(sql).run();
        QVERIFY(!result);
        QCOMPARE(result.error().status, 422);
        QVERIFY2(result.error().errors.front().detail.contains(u"not authorized to use function"),
                 qPrintable(result.error().errors.front().detail));
    }
    sqlite3_reset_auto_extension();
}

void SqlQueryTest::whatIsNotReadingIsRefused_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("insert", u"INSERT INTO etl_run VALUES (2, 1, 1, 1)"_s);
    row("insert that returns", u"INSERT INTO etl_run VALUES (2, 1, 1, 1) RETURNING *"_s);
    row("update", u"UPDATE etl_run SET at = 9"_s);
    row("delete", u"DELETE FROM etl_run"_s);
    row("drop", u"DROP TABLE etl_run"_s);
    row("create", u"CREATE TABLE t (a)"_s);
    row("temporary table", u"CREATE TEMP TABLE t (a)"_s);
    row("create as", u"CREATE TABLE t AS SELECT 1"_s);
    row("attach", u"ATTACH 'other.sqlite' AS other"_s);
    row("attach memory", u"ATTACH ':memory:' AS other"_s);
    row("detach", u"DETACH main"_s);
    row("vacuum into", u"VACUUM INTO 'copy.sqlite'"_s);
    row("pragma", u"PRAGMA journal_mode = DELETE"_s);
    row("pragma that reads", u"PRAGMA database_list"_s);
    row("pragma function", u"SELECT * FROM pragma_database_list"_s);
    row("begin", u"BEGIN"_s);
    row("two statements", u"SELECT 1; SELECT 2"_s);
    row("a statement behind", u"SELECT 1; DELETE FROM etl_run"_s);
    row("hidden in a subquery", u"SELECT * FROM (DELETE FROM etl_run RETURNING *)"_s);
    row("nothing", u"  -- only this"_s);
    row("empty", QString());
}

void SqlQueryTest::whatIsNotReadingIsRefused()
{
    QFETCH(const QString, sql);
    const QByteArray before = hash();
    const QStringList files = QDir(m_folder.path()).entryList(QDir::Files);
    const auto result = ask(sql).run();
    QVERIFY(!result);
    QCOMPARE(result.error().status, 422);
    QCOMPARE(result.error().errors.size(), std::size_t(1));
    QCOMPARE(result.error().errors.front().pointer, u"/sql"_s);
    QVERIFY(!result.error().errors.front().detail.isEmpty());
    QCOMPARE(hash(), before);
    QCOMPARE(QDir(m_folder.path()).entryList({u"*.sqlite"_s}, QDir::Files),
             files.filter(QRegularExpression(u"sqlite$"_s)));
}

void SqlQueryTest::whatRunsForEverIsStopped_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("an endless recursion that gives no row")
        << u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s;
    QTest::newRow("an endless recursion without change")
        << u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT i FROM n WHERE i = 2"_s;
    QTest::newRow("a product of many")
        << u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
           "SELECT count(*) FROM n a, n b, n c WHERE a.i + b.i + c.i = 0"_s;
}

void SqlQueryTest::whatRunsForEverIsStopped()
{
    QFETCH(const QString, sql);
    SqlQuery query = ask(sql);
    query.timeLimit = std::chrono::milliseconds(100);
    const auto result = query.run();
    QVERIFY(!result);
    QCOMPARE(result.error().status, 422);
    QVERIFY2(result.error().errors.front().detail.contains(u"took too long"),
             qPrintable(result.error().errors.front().detail));
}

/// Between two rows, and before the first, SQLite cannot be stopped.
void SqlQueryTest::whatCannotBeStoppedIsNotBegun_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("why");
    const QString letters = u"hex(zeroblob(30000))"_s;
    const auto times = [](int count, const QString &what) { return QStringList(count, what).join(u" || "_s); };
    QTest::newRow("many functions in one row")
        << u"SELECT max(%1), max(%1), max(%1), max(%1)"_s.arg(times(90, u"instr(%1, 'b')"_s.arg(letters)))
        << u"functions"_s;
    QTest::newRow("slow functions in one row")
        << u"SELECT "_s + times(12, u"trim(%1, 'bcd')"_s.arg(letters)) << u"functions"_s;
    QTest::newRow("a long value") << u"SELECT instr(hex(zeroblob(40000)), 'b')"_s << u"too big"_s;
    QTest::newRow("a long pattern") << u"SELECT %1 LIKE replace(hex(zeroblob(51)), '0', '%')"_s.arg(letters)
                                    << u"pattern"_s;
    QTest::newRow("a width that is counted out") << u"SELECT printf('%.*c', 2000000000, 'x')"_s << u"printf"_s;
    QTest::newRow("the same, written out") << u"SELECT format('%.2000000000c', 'x')"_s << u"format"_s;
    QTest::newRow("the same, put together") << u"SELECT \"printf\"('%' || '.*c', 2000000000, 'x')"_s << u"printf"_s;
    const auto doubled = [](const QString &name, const QString &reference) {
        QStringList parts{name.arg(0) + u" AS (SELECT 1 AS v)"_s};
        for (int i = 1; i < 40; ++i)
            parts += u"%1 AS (SELECT x.v FROM %2 x, %2 y LIMIT 1)"_s.arg(name.arg(i), reference.arg(i - 1));
        return u"WITH %1 SELECT v FROM %2"_s.arg(parts.join(u", "_s), reference.arg(39));
    };
    QTest::newRow("parts that double each other") << doubled(u"c%1"_s, u"c%1"_s) << u"WITH"_s;
    QTest::newRow("the same, quoted and remarked") << doubled(u"\"it's %1\"/**/"_s, u"[it's %1] -- '\n"_s) << u"WITH"_s;
    QTest::newRow("names with a dollar") << doubled(u"c%1$"_s, u"c%1$"_s) << u"WITH"_s;
    QTest::newRow("names that begin and end with signs") << doubled(u"€c%1€"_s, u"€c%1€"_s) << u"WITH"_s;
    QTest::newRow("names with a space that is none") << doubled(u"c%1\u00a0"_s, u"c%1\u00a0"_s) << u"WITH"_s;
    QTest::newRow("names beyond the first plane") << doubled(u"🤖%1🤖"_s, u"🤖%1🤖"_s) << u"WITH"_s;
    QTest::newRow("a capital letter without a small one") << doubled(u"\u0130%1"_s, u"\u0130%1"_s) << u"WITH"_s;
    QTest::newRow("a dollar, quoted once") << doubled(u"c%1$"_s, u"\"C%1$\""_s) << u"WITH"_s;
    QTest::newRow("quoted in two cases") << doubled(u"\"it's %1\""_s, u"[IT'S %1]"_s) << u"WITH"_s;
    QTest::newRow("quoted in quotes") << doubled(u"\"%1\"\"c\""_s, u"`%1\"c`"_s) << u"WITH"_s;
    QTest::newRow("quoted as a text") << doubled(u"'c%1'"_s, u"'c%1'"_s) << u"WITH"_s;
    QTest::newRow("marks of the order of bytes") << doubled(u"c%1"_s, u"\ufeff\ufeffc%1"_s) << u"WITH"_s;
    QString nested = u"SELECT 1 AS v"_s;
    for (int i = 0; i < 40; ++i)
        nested = u"WITH a AS (%1) SELECT x.v FROM a x, a y LIMIT 1"_s.arg(nested);
    QTest::newRow("a part in itself") << nested << u"WITH"_s;
    QTest::newRow("a part in a part") << u"WITH a AS (WITH b AS (SELECT 1 AS v) SELECT v FROM b) SELECT v FROM a"_s
                                      << u"a WITH in a part of another"_s;
    QTest::newRow("one name twice")
        << u"SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a), (WITH A AS (SELECT 2) SELECT * FROM A)"_s
        << u"one name twice"_s;
    QTest::newRow("parts that name another often")
        << u"WITH a AS (SELECT 1), b AS (SELECT * FROM a %1), c AS (SELECT * FROM b %2) SELECT * FROM c"_s.arg(
               QStringList(150, u", a"_s).join(QString()), QStringList(150, u", b"_s).join(QString()))
        << u"WITH"_s;
}

void SqlQueryTest::whatCannotBeStoppedIsNotBegun()
{
    QFETCH_GLOBAL(const bool, isRemote);
    QFETCH(const QString, sql);
    QFETCH(const QString, why);
    if (isRemote)
        QSKIP("PostgreSQL can be stopped at any time");
    const auto result = ask(sql).run();
    QVERIFY(!result);
    QCOMPARE(result.error().status, 422);
    QVERIFY2(result.error().errors.front().detail.contains(why), qPrintable(result.error().errors.front().detail));
}

void SqlQueryTest::whatOnlyLooksLongIsAnswered()
{
    QString text(60'000, u'x');
    const QString sql =
        u"WITH a AS (SELECT 1 AS v), b AS (SELECT a.v, a.v AS w, a.v AS z FROM a), c (v) AS (SELECT b.v "
        "FROM a JOIN b ON a.v = b.v), \"d's\" AS (SELECT v FROM c WHERE v IN (SELECT b.v FROM b)) "
        "SELECT length('%1') + v + row_number() OVER w - 1 FROM \"d's\" WINDOW w AS (ORDER BY v) -- WITH e AS ( e, e"_s
            .arg(text);
    const auto result = ask(sql).run();
    QVERIFY2(result, result ? "" : qPrintable(result.error().errors.front().detail));
    QCOMPARE(result->rows.front().front().toText(), u"60001"_s);
}

void SqlQueryTest::hugeOutputIsCut()
{
    const QString endless = u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, %1 FROM n"_s;
    const auto many = ask(endless.arg(u"1"_s)).run();
    QVERIFY(many && many->isCut);
    QCOMPARE(many->rows.size(), 1000U);
    SqlQuery large = ask(endless.arg(saidTo(u"hex(zeroblob(30000))"_s, u"repeat('x', 60000)"_s)));
    large.mostRows = SqlQuery::highestMostRows;
    const auto cut = large.run();
    QVERIFY(cut && cut->isCut);
    QVERIFY(cut->rows.size() > 100U);
    QVERIFY(cut->rows.size() < 140U);
}

void SqlQueryTest::aHugeRowIsCutOrRefused()
{
    const auto wide = [this](int columns) {
        const QString value = saidTo(u"zeroblob(60000)"_s, u"repeat('x', 60000)"_s);
        return ask(u"SELECT %1 FROM (SELECT 1 AS i UNION SELECT 2) v"_s.arg(QStringList(columns, value).join(u", "_s)))
            .run();
    };
    const auto one = wide(90); // 5.4 MB
    QVERIFY2(one, one ? "" : qPrintable(one.error().errors.front().detail));
    QVERIFY(one->isCut);
    QCOMPARE(one->rows.size(), 1U);
    const auto none = wide(180);
    QVERIFY(!none);
    QCOMPARE(none.error().status, 422);
    QVERIFY2(none.error().errors.front().detail.contains(u"one row is larger"),
             qPrintable(none.error().errors.front().detail));
}

void SqlQueryTest::aHugeValueIsRefused()
{
    const auto result = ask(saidTo(u"SELECT zeroblob(1000000000)"_s, u"SELECT repeat('x', 20000000)"_s)).run();
    QVERIFY(!result);
    QCOMPARE(result.error().status, 422);
}

void SqlQueryTest::aMistakeIsPlaced_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("place");
    QTest::newRow("an unknown table") << u"SELECT *\nFROM nowhere"_s << u"nowhere"_s;
    QTest::newRow("an unknown column") << u"SELECT 1,\n  colour FROM etl_run"_s << u"line 2, column 3: "_s;
    QTest::newRow("a word too many") << u"SELECT 'ü' FROM FROM etl_run"_s << u"line 1, column 17: "_s;
    QTest::newRow("a second statement") << u"SELECT 1;\nSELECT 2"_s << u"one SELECT at a time"_s;
}

void SqlQueryTest::aMistakeIsPlaced()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, place);
    const auto result = ask(sql).run();
    QVERIFY(!result);
    QVERIFY2(result.error().errors.front().detail.contains(place), qPrintable(result.error().errors.front().detail));
}

void SqlQueryTest::aMissingFileIsUnavailable()
{
    const QString none = saidTo(m_folder.filePath(u"none.sqlite"_s), u"postgresql:///none?host=/nowhere"_s);
    const auto result = SqlQuery{.path = none, .sql = u"SELECT 1"_s}.run();
    QVERIFY(!result);
    QCOMPARE(result.error().status, 503);
    QVERIFY(!QFile::exists(m_folder.filePath(u"none.sqlite"_s)));
}

CURBSIDE_TEST(SqlQueryTest)

} // namespace tst_sql_query

#include "tst_sql_query.moc"
