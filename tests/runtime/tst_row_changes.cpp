// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/time/random_stream.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

namespace tst_row_changes {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const SqlValue &value)
{
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return QString::number(*integer);
    if (const auto *real = std::get_if<double>(&value))
        return u"real "_s + QString::number(*real, 'g', 17);
    if (const auto *text = std::get_if<QString>(&value))
        return u'\'' + *text + u'\'';
    if (const auto *blob = std::get_if<QByteArray>(&value))
        return u"x"_s + QString::fromLatin1(blob->toHex());
    return u"null"_s;
}

QString textOf(const std::vector<SqlValue> &row)
{
    QStringList values;
    for (const SqlValue &value : row)
        values += textOf(value);
    return values.join(u',');
}

QString textOf(const RowChange &change)
{
    switch (change.kind) {
    case RowChange::Kind::Insert: return u"%1 +(%2)"_s.arg(change.table, textOf(change.after));
    case RowChange::Kind::Delete: return u"%1 -(%2)"_s.arg(change.table, textOf(change.before));
    case RowChange::Kind::Update: break;
    }
    return u"%1 (%2)->(%3)"_s.arg(change.table, textOf(change.before), textOf(change.after));
}

QStringList linesOf(QByteArrayView bytes)
{
    const auto changes = decodeRowChanges(bytes);
    if (!changes)
        return {changes.error()};
    QStringList lines;
    for (const RowChange &change : *changes)
        lines += textOf(change);
    return lines;
}

} // namespace

class RowChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyChangeIsCapturedExactly_data();
    void everyChangeIsCapturedExactly();
    void changesOfOneMessageAddUp();
    void whatIsRolledBackIsForgotten();
    void whatAFailedStatementDidIsForgotten();
    void theRuntimesOwnTablesArePassedOver();
    void everyTypeOfValueComesBack_data();
    void everyTypeOfValueComesBack();
    void brokenBytesAreAnErrorThatSaysWhere_data();
    void brokenBytesAreAnErrorThatSaysWhere();
    void noBytesBringTheReaderDown();
    void rowsAreWrittenByTheNamesOfTheirColumns();

private:
    QStringList changesOf(const QString &sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

void RowChangesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const Migration schema{
        u"shelf"_s, 1,
        u"CREATE TABLE shelf (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;\n"
        "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, pages INTEGER, weight REAL, "
        "shelf TEXT REFERENCES shelf (name) ON DELETE CASCADE) STRICT;\n"
        "CREATE TABLE anything (value);\n"
        "CREATE TABLE log (what TEXT) STRICT;\n"
        "CREATE TRIGGER loaned AFTER DELETE ON anything BEGIN INSERT INTO log VALUES ('gone'); END;\n"
        "INSERT INTO shelf VALUES ('a');\n"
        "INSERT INTO book VALUES (1, 'one', 10, 0.5, NULL);\n"
        "INSERT INTO book VALUES (2, 'two', NULL, 2.0, 'a');\n"_s};
    std::vector<Migration> migrations = migrationsOf(u"runtime"_s);
    migrations.push_back(schema);
    auto database =
        Database::open({m_folder->filePath(u"shelf.sqlite"_s), u"shelf"_s, Database::Durability::Off, migrations});
    Q_ASSERT_X(database, "init", qPrintable(database ? QString() : database.error().text));
    m_database = std::move(*database);
    m_database->begin();
    m_database->openSavepoint();
}

void RowChangesTest::cleanup()
{
    m_database.reset();
}

QStringList RowChangesTest::changesOf(const QString &sql)
{
    m_database->rowChanges().clear();
    m_database->execute(sql);
    return linesOf(m_database->rowChanges().bytes());
}

void RowChangesTest::everyChangeIsCapturedExactly_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("changes");
    QTest::newRow("an insert") << u"INSERT INTO book VALUES (3, 'three', 7, 1.25, 'a')"_s
                               << QStringList{u"book +(3,'three',7,real 1.25,'a')"_s};
    QTest::newRow("a whole number in a column of reals")
        << u"INSERT INTO book VALUES (3, 'three', 7, 4, NULL)"_s << QStringList{u"book +(3,'three',7,real 4,null)"_s};
    QTest::newRow("an update") << u"UPDATE book SET pages = 11 WHERE id = 1"_s
                               << QStringList{u"book (1,'one',10,real 0.5,null)->(1,'one',11,real 0.5,null)"_s};
    QTest::newRow("an update beside whole reals")
        << u"UPDATE book SET pages = 3 WHERE id = 2"_s
        << QStringList{u"book (2,'two',null,real 2,'a')->(2,'two',3,real 2,'a')"_s};
    QTest::newRow("a delete") << u"DELETE FROM book WHERE id = 2"_s
                              << QStringList{u"book -(2,'two',null,real 2,'a')"_s};
    QTest::newRow("an update that changes nothing")
        << u"UPDATE book SET pages = pages, weight = 2.0 WHERE id = 2"_s << QStringList();
    QTest::newRow("an update of which some change nothing")
        << u"UPDATE book SET pages = 10"_s << QStringList{u"book (2,'two',null,real 2,'a')->(2,'two',10,real 2,'a')"_s};
    QTest::newRow("an update of no row") << u"UPDATE book SET pages = 0 WHERE id = 99"_s << QStringList();
    QTest::newRow("a new key") << u"UPDATE book SET id = 9 WHERE id = 1"_s
                               << QStringList{u"book (1,'one',10,real 0.5,null)->(9,'one',10,real 0.5,null)"_s};
    QTest::newRow("all rows at once") << u"DELETE FROM book"_s
                                      << QStringList{u"book -(1,'one',10,real 0.5,null)"_s,
                                                     u"book -(2,'two',null,real 2,'a')"_s};
    QTest::newRow("what replaces") << u"INSERT OR REPLACE INTO book VALUES (5, 'one', 1, 1.5, NULL)"_s
                                   << QStringList{u"book -(1,'one',10,real 0.5,null)"_s,
                                                  u"book +(5,'one',1,real 1.5,null)"_s};
    QTest::newRow("what is ignored") << u"INSERT OR IGNORE INTO book VALUES (5, 'one', 1, 1.5, NULL)"_s
                                     << QStringList();
    QTest::newRow("insert or else update")
        << u"INSERT INTO book (id, title) VALUES (1, 'uno') ON CONFLICT (id) DO UPDATE SET title = excluded.title"_s
        << QStringList{u"book (1,'one',10,real 0.5,null)->(1,'uno',10,real 0.5,null)"_s};
    QTest::newRow("what follows by a foreign key")
        << u"DELETE FROM shelf"_s << QStringList{u"shelf -('a')"_s, u"book -(2,'two',null,real 2,'a')"_s};
    QTest::newRow("a table without row ids") << u"INSERT INTO shelf VALUES ('b')"_s << QStringList{u"shelf +('b')"_s};
}

void RowChangesTest::everyChangeIsCapturedExactly()
{
    QFETCH(const QString, sql);
    QFETCH(QStringList, changes);
    QStringList captured = changesOf(sql);
    std::sort(captured.begin(), captured.end()); // of one statement SQLite may work in any order
    std::sort(changes.begin(), changes.end());
    QCOMPARE(captured, changes);
    QCOMPARE(m_database->rowChanges().count(), std::size_t(changes.size()));
    QCOMPARE(m_database->rowChanges().isEmpty(), changes.isEmpty());
}

void RowChangesTest::changesOfOneMessageAddUp()
{
    m_database->execute(u"INSERT INTO shelf VALUES ('b')"_s);
    m_database->execute(u"UPDATE book SET shelf = 'b' WHERE id = 1"_s);
    m_database->execute(u"INSERT INTO anything VALUES (1)"_s);
    m_database->execute(u"DELETE FROM anything"_s);
    QCOMPARE(linesOf(m_database->rowChanges().bytes()),
             (QStringList{u"shelf +('b')"_s, u"book (1,'one',10,real 0.5,null)->(1,'one',10,real 0.5,'b')"_s,
                          u"anything +(1)"_s, u"anything -(1)"_s, u"log +('gone')"_s}));
    QCOMPARE(m_database->rowChanges().tables(), QByteArray("anything,book,log,shelf"));
    m_database->releaseSavepoint();
    QVERIFY(m_database->rowChanges().isEmpty());
}

void RowChangesTest::whatIsRolledBackIsForgotten()
{
    m_database->execute(u"DELETE FROM book"_s);
    QVERIFY(!m_database->rowChanges().isEmpty());
    m_database->rollbackSavepoint();
    QVERIFY(m_database->rowChanges().isEmpty());
    QCOMPARE(m_database->rowChanges().tables(), QByteArray());
    m_database->openSavepoint();
    m_database->execute(u"INSERT INTO shelf VALUES ('b')"_s);
    QCOMPARE(linesOf(m_database->rowChanges().bytes()), QStringList{u"shelf +('b')"_s});
}

void RowChangesTest::whatAFailedStatementDidIsForgotten()
{
    m_database->execute(u"INSERT INTO shelf VALUES ('b')"_s);
    Statement insert(*m_database, u"INSERT INTO book (id, title) VALUES (3, 'three'), (4, ?)"_s);
    QVERIFY_EXCEPTION_THROWN(insert.run(u"one"_s), StorageFault);
    QVERIFY_EXCEPTION_THROWN(m_database->execute(u"INSERT INTO book (id, title) VALUES (3, 'three'), (4, 'one')"_s),
                             StorageFault);
    QCOMPARE(linesOf(m_database->rowChanges().bytes()), QStringList{u"shelf +('b')"_s});
    QCOMPARE(m_database->rowChanges().tables(), QByteArray("shelf"));
    QCOMPARE(m_database->rowChanges().count(), std::size_t(1));
    QCOMPARE(insert.run(u"four"_s), 2);
    QCOMPARE(m_database->rowChanges().count(), std::size_t(3));
}

void RowChangesTest::theRuntimesOwnTablesArePassedOver()
{
    QCOMPARE(changesOf(u"INSERT INTO timer (kind, subject, due_at) VALUES ('a', 'b', 1)"_s), QStringList());
    QCOMPARE(changesOf(u"INSERT INTO meta (key, value) VALUES ('a', 'b')"_s), QStringList());
    QCOMPARE(changesOf(u"INSERT INTO row_change (message_id, at, tables, changes) VALUES ('a', 1, 'b', x'00')"_s),
             QStringList());
}

void RowChangesTest::everyTypeOfValueComesBack_data()
{
    QTest::addColumn<QString>("literal");
    QTest::addColumn<QString>("value");
    QTest::newRow("nothing") << u"NULL"_s << u"null"_s;
    QTest::newRow("zero") << u"0"_s << u"0"_s;
    QTest::newRow("minus one") << u"-1"_s << u"-1"_s;
    QTest::newRow("a byte and a bit") << u"300"_s << u"300"_s;
    QTest::newRow("the largest integer") << u"9223372036854775807"_s << u"9223372036854775807"_s;
    QTest::newRow("the smallest integer") << u"-9223372036854775808"_s << u"-9223372036854775808"_s;
    QTest::newRow("a real") << u"-0.125"_s << u"real -0.125"_s;
    QTest::newRow("a small real") << u"5e-324"_s << u"real 4.9406564584124654e-324"_s;
    QTest::newRow("infinity") << u"9e999"_s << u"real inf"_s;
    QTest::newRow("an empty text") << u"''"_s << u"''"_s;
    QTest::newRow("a text") << u"'Grüße, 東京 😀'"_s << u"'Grüße, 東京 😀'"_s;
    QTest::newRow("a long text") << u"printf('%.*c', 300, 'y')"_s << u'\'' + QString(300, u'y') + u'\'';
    QTest::newRow("an empty blob") << u"x''"_s << u"x"_s;
    QTest::newRow("a blob") << u"x'00ff80'"_s << u"x00ff80"_s;
}

void RowChangesTest::everyTypeOfValueComesBack()
{
    QFETCH(const QString, literal);
    QFETCH(const QString, value);
    QCOMPARE(changesOf(u"INSERT INTO anything VALUES (%1)"_s.arg(literal)),
             QStringList{u"anything +(%1)"_s.arg(value)});
    const QString before = value == u"null" ? u"1"_s : u"null"_s;
    m_database->execute(u"UPDATE anything SET value = %1"_s.arg(before == u"1" ? u"1"_s : u"NULL"_s));
    QCOMPARE(changesOf(u"UPDATE anything SET value = %1"_s.arg(literal)),
             QStringList{u"anything (%1)->(%2)"_s.arg(before, value)});
    QCOMPARE(changesOf(u"UPDATE anything SET value = %1"_s.arg(literal)), QStringList());
}

void RowChangesTest::brokenBytesAreAnErrorThatSaysWhere_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("an unknown kind") << QByteArray("04");
    QTest::newRow("a name that is cut off") << QByteArray("0105626f");
    QTest::newRow("a name longer than the rest by far") << QByteArray("01ffffffffffffffffff0161");
    QTest::newRow("a length that never ends") << QByteArray("01ffffffffffffffffffffff");
    QTest::newRow("more columns than a table can have") << QByteArray("010161d10f");
    QTest::newRow("a missing value") << QByteArray("01016102010a");
    QTest::newRow("an unknown type of value") << QByteArray("0101610106");
    QTest::newRow("an insert that refers to a value before") << QByteArray("0101610105");
    QTest::newRow("half a real") << QByteArray("010161010200000000");
}

void RowChangesTest::brokenBytesAreAnErrorThatSaysWhere()
{
    QFETCH(const QByteArray, hex);
    const auto changes = decodeRowChanges(QByteArray::fromHex(hex));
    QVERIFY(!changes);
    QVERIFY2(changes.error().contains(u"broken at byte "), qPrintable(changes.error()));
}

void RowChangesTest::noBytesBringTheReaderDown()
{
    m_database->execute(u"INSERT INTO book VALUES (3, 'three', 7, 1.25, 'a')"_s);
    m_database->execute(u"UPDATE book SET title = title || '!', weight = NULL"_s);
    m_database->execute(u"INSERT INTO anything VALUES (x'00ff80')"_s);
    m_database->execute(u"DELETE FROM book"_s);
    const QByteArray whole = m_database->rowChanges().bytes().toByteArray();
    const std::size_t all = decodeRowChanges(whole).value().size();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto changes = decodeRowChanges(whole.first(size));
        QVERIFY(!changes || changes->size() < all);
    }
    RandomStream random(7, "bytes", 1);
    std::size_t readable = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = whole;
        for (std::uint64_t change = 0; change <= random.below(4); ++change)
            bytes[static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(bytes.size())))] =
                static_cast<char>(random.below(256));
        if (const auto changes = decodeRowChanges(bytes))
            readable += changes->size();
    }
    QVERIFY(readable > 0);
}

void RowChangesTest::rowsAreWrittenByTheNamesOfTheirColumns()
{
    m_database->execute(u"UPDATE book SET pages = 11 WHERE id = 1"_s);
    m_database->execute(u"INSERT INTO anything VALUES (x'00ff')"_s);
    JsonWriter json;
    writeRowChanges(json, decodeRowChanges(m_database->rowChanges().bytes()).value(), columnsOf(*m_database));
    QCOMPARE(
        json.take(),
        QByteArray(
            R"([{"table":"book","kind":"update","before":{"id":1,"title":"one","pages":10,"weight":0.5,"shelf":null},)"
            R"("after":{"id":1,"title":"one","pages":11,"weight":0.5,"shelf":null}},)"
            R"({"table":"anything","kind":"insert","after":{"value":"AP8="}}])"));
}

CURBSIDE_TEST(RowChangesTest)

} // namespace tst_row_changes

#include "tst_row_changes.moc"
