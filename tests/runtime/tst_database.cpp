// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/database.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <unistd.h>

namespace tst_database {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

const Migration first{
    u"shelf"_s, 1,
    u"-- a comment;\nCREATE TABLE book (\n    id INTEGER PRIMARY KEY,\n    title TEXT NOT NULL\n) STRICT;\nINSERT INTO book (title) VALUES ('one');\n"_s};
const Migration second{u"shelf"_s, 2, u"ALTER TABLE book ADD COLUMN pages INTEGER;\nUPDATE book SET pages = 7;\n"_s};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    const bool isWritten = file.open(QFile::WriteOnly) && file.write(content) == content.size();
    Q_ASSERT(isWritten);
}

/// SQL on a connection that has nothing to do with ours.
void runApart(const QString &path, const char *sql)
{
    sqlite3 *handle = nullptr;
    const bool isDone = sqlite3_open(qPrintable(path), &handle) == SQLITE_OK
        && sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    Q_ASSERT(isDone);
}

} // namespace

class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void migrationsRunOnceAndForward();
    void aMigrationThatFailsLeavesTheFileAsItWas();
    void aNewerFileIsRefused();
    void whatIsNotOursIsRefusedAndNotTouched_data();
    void whatIsNotOursIsRefusedAndNotTouched();
    void aDamagedFileIsRefusedAndNotTouched();
    void whatCannotBeOpenedIsNamed_data();
    void whatCannotBeOpenedIsNamed();
    void withoutPermissionNothingIsMade();
    void aLockedFileIsNamed();
    void noStatementReachesAnotherFile_data();
    void noStatementReachesAnotherFile();
    void aSavepointRollsBackAlone();
    void theGroupRollsBackAsAWhole();
    void whatIsCommittedIsThereAfterwards();
    void textIsNeverNullAndWhatIsAbsentIs();
    void aFaultWhileReadingIsNotTheEndOfTheRows();
    void aFaultNamesTheStatement();
    void unorderedReadingCanBeReversed();
    void durabilityIsASetting_data();
    void durabilityIsASetting();

private:
    std::unique_ptr<Database> open(std::vector<Migration> migrations = {first}, bool reverseUnordered = false);
    StorageError refusal(std::vector<Migration> migrations = {first});
    qint64 number(Database &database, const QString &sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void DatabaseTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"shelf.sqlite"_s);
}

std::unique_ptr<Database> DatabaseTest::open(std::vector<Migration> migrations, bool reverseUnordered)
{
    auto database =
        Database::open({m_path, u"shelf"_s, Database::Durability::Normal, std::move(migrations), reverseUnordered});
    Q_ASSERT_X(database, "open", qPrintable(database ? QString() : database.error().text));
    return std::move(*database);
}

StorageError DatabaseTest::refusal(std::vector<Migration> migrations)
{
    auto database = Database::open({m_path, u"shelf"_s, Database::Durability::Normal, std::move(migrations)});
    return database ? StorageError{StorageError::Kind::Machine, u"it was opened"_s} : database.error();
}

qint64 DatabaseTest::number(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    Rows rows = statement.query();
    return rows.next() ? rows.integer(0) : -1;
}

void DatabaseTest::migrationsRunOnceAndForward()
{
    for (int i = 0; i < 2; ++i) {
        const auto database = open();
        QCOMPARE(number(*database, u"SELECT count(*) FROM book"_s), qint64(1));
        QCOMPARE(number(*database, u"SELECT user_version FROM pragma_user_version"_s), qint64(1));
    }
    for (int i = 0; i < 2; ++i) {
        const auto database = open({first, second});
        QCOMPARE(number(*database, u"SELECT count(*) FROM book"_s), qint64(1));
        QCOMPARE(number(*database, u"SELECT pages FROM book"_s), qint64(7));
        QCOMPARE(number(*database, u"SELECT count(*) FROM schema_migration"_s), qint64(2));
    }
}

void DatabaseTest::aMigrationThatFailsLeavesTheFileAsItWas()
{
    open();
    const Migration broken{u"shelf"_s, 2,
                           u"ALTER TABLE book ADD COLUMN pages INTEGER;\nUPDATE shelf SET pages = 7;\n"_s};
    const StorageError error = refusal({first, broken});
    QVERIFY2(error.text.contains(u"shelf.sqlite"), qPrintable(error.text));
    const auto database = open({first, second});
    QCOMPARE(number(*database, u"SELECT pages FROM book"_s), qint64(7));
}

void DatabaseTest::aNewerFileIsRefused()
{
    open({first, second});
    const QByteArray before = contentOf(m_path);
    const StorageError error = refusal({first});
    QCOMPARE(error.kind, StorageError::Kind::NewerFormat);
    QVERIFY2(error.text.contains(m_path) && error.text.contains(u"newer version"), qPrintable(error.text));
    QCOMPARE(contentOf(m_path), before);
}

void DatabaseTest::whatIsNotOursIsRefusedAndNotTouched_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<StorageError::Kind>("kind");
    QTest::newRow("another program's database")
        << QByteArray("CREATE TABLE a (b); INSERT INTO a VALUES (1);") << QByteArray() << StorageError::Kind::NotOurs;
    QTest::newRow("another program's id") << QByteArray("PRAGMA application_id = 1196444487; PRAGMA user_version = 3;")
                                          << QByteArray() << StorageError::Kind::NotOurs;
    QTest::newRow("our id of another kind of file")
        << QByteArray("PRAGMA application_id = 1128420176; CREATE TABLE a (b);") << QByteArray()
        << StorageError::Kind::NotOurs;
    QTest::newRow("a text") << QByteArray() << QByteArray(3000, 'x') << StorageError::Kind::Corrupt;
    QTest::newRow("a short text") << QByteArray() << QByteArray("Dear diary") << StorageError::Kind::Corrupt;
}

void DatabaseTest::whatIsNotOursIsRefusedAndNotTouched()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QByteArray, content);
    QFETCH(const StorageError::Kind, kind);
    if (sql.isEmpty())
        write(m_path, content);
    else
        runApart(m_path, sql.constData());
    const QByteArray before = contentOf(m_path);
    const StorageError error = refusal();
    QVERIFY2(error.text.contains(m_path), qPrintable(error.text));
    QCOMPARE(error.kind, kind);
    QCOMPARE(contentOf(m_path), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"shelf.sqlite"_s});
}

void DatabaseTest::aDamagedFileIsRefusedAndNotTouched()
{
    open();
    QByteArray content = contentOf(m_path);
    for (qsizetype i = 100; i < 4096; ++i) // the schema, behind the file's header
        content[i] = static_cast<char>(i * 7);
    write(m_path, content);
    const StorageError error = refusal();
    QCOMPARE(error.kind, StorageError::Kind::Corrupt);
    QVERIFY2(error.text.contains(m_path) && error.text.contains(u"damaged"), qPrintable(error.text));
    QCOMPARE(contentOf(m_path), content);
}

void DatabaseTest::whatCannotBeOpenedIsNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("in a folder that is not there") << u"no/such/folder/shelf.sqlite"_s;
    QTest::newRow("a folder") << u"folder"_s;
}

void DatabaseTest::whatCannotBeOpenedIsNamed()
{
    QFETCH(const QString, path);
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    m_path = m_folder->filePath(path);
    const StorageError error = refusal();
    QCOMPARE(error.kind, StorageError::Kind::Machine);
    QVERIFY2(error.text.contains(m_path) && error.text.contains(u"cannot be opened"), qPrintable(error.text));
}

void DatabaseTest::withoutPermissionNothingIsMade()
{
    if (geteuid() == 0)
        QSKIP("the superuser may write everywhere");
    open();
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner));
    const StorageError error = refusal({first, second});
    QCOMPARE(error.kind, StorageError::Kind::Machine);
    QVERIFY2(error.text.contains(m_path), qPrintable(error.text));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    m_path = m_folder->filePath(u"new.sqlite"_s);
    QVERIFY2(refusal().text.contains(m_path), qPrintable(refusal().text));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void DatabaseTest::aLockedFileIsNamed()
{
    open();
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(qPrintable(m_path), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const StorageError error = refusal({first, second});
    sqlite3_close(other);
    QCOMPARE(error.kind, StorageError::Kind::Machine);
    QVERIFY2(error.text.contains(m_path) && error.text.contains(u"another program"), qPrintable(error.text));
}

void DatabaseTest::noStatementReachesAnotherFile_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("attaching a neighbour's file") << u"ATTACH DATABASE '%1' AS neighbour"_s;
    QTest::newRow("attaching a new file") << u"ATTACH DATABASE '%1.new' AS neighbour"_s;
    QTest::newRow("copying to a new file") << u"VACUUM INTO '%1.new'"_s;
    QTest::newRow("vacuuming, which attaches") << u"VACUUM"_s;
    QTest::newRow("detaching") << u"DETACH DATABASE main"_s;
    QTest::newRow("setting where temporary files go") << u"PRAGMA temp_store_directory = '%1'"_s;
    QTest::newRow("writing the schema by hand") << u"PRAGMA writable_schema = 1"_s;
    QTest::newRow("another journal") << u"PRAGMA journal_mode = DELETE"_s;
    QTest::newRow("less durability") << u"PRAGMA synchronous = OFF"_s;
    QTest::newRow("loading an extension") << u"SELECT load_extension('%1')"_s;
}

void DatabaseTest::noStatementReachesAnotherFile()
{
    QFETCH(const QString, sql);
    const QString neighbour = m_folder->filePath(u"neighbour.sqlite"_s);
    runApart(neighbour, "CREATE TABLE secret (x); INSERT INTO secret VALUES (1);");
    const auto database = open();
    const QString statement = sql.contains(u"%1") ? sql.arg(neighbour) : sql;
    QVERIFY_EXCEPTION_THROWN(database->execute(statement), StorageFault);
    QVERIFY_EXCEPTION_THROWN(Statement(*database, statement).run(), StorageFault);
    QVERIFY(!QFile::exists(neighbour + u".new"_s));
    QCOMPARE(number(*database, u"SELECT count(*) FROM pragma_database_list"_s), qint64(1));
}

void DatabaseTest::aSavepointRollsBackAlone()
{
    const auto database = open();
    database->begin();
    database->openSavepoint();
    database->execute(u"INSERT INTO book (title) VALUES ('kept')"_s);
    database->releaseSavepoint();
    database->openSavepoint();
    database->execute(u"INSERT INTO book (title) VALUES ('not kept')"_s);
    database->rollbackSavepoint();
    QVERIFY(database->inTransaction());
    database->openSavepoint();
    database->execute(u"INSERT INTO book (title) VALUES ('also kept')"_s);
    database->releaseSavepoint();
    database->commit();
    QVERIFY(!database->inTransaction());
    QCOMPARE(number(*database, u"SELECT count(*) FROM book WHERE title LIKE '%kept'"_s), qint64(2));
    QCOMPARE(number(*database, u"SELECT count(*) FROM book WHERE title = 'not kept'"_s), qint64(0));
}

void DatabaseTest::theGroupRollsBackAsAWhole()
{
    const auto database = open();
    database->begin();
    for (int i = 0; i < 3; ++i) {
        database->openSavepoint();
        database->execute(u"INSERT INTO book (title) VALUES ('more')"_s);
        database->releaseSavepoint();
    }
    database->rollback();
    database->rollback(); // there is none: nothing happens
    QCOMPARE(number(*database, u"SELECT count(*) FROM book"_s), qint64(1));
}

void DatabaseTest::whatIsCommittedIsThereAfterwards()
{
    {
        const auto database = open();
        database->begin();
        database->execute(u"INSERT INTO book (title) VALUES ('committed')"_s);
        database->commit();
        database->begin();
        database->execute(u"INSERT INTO book (title) VALUES ('left open')"_s);
    }
    QCOMPARE(number(*open(), u"SELECT count(*) FROM book"_s), qint64(2));
}

void DatabaseTest::textIsNeverNullAndWhatIsAbsentIs()
{
    const auto database = open({first, second});
    Statement insert(*database, u"INSERT INTO book (id, title, pages) VALUES (?, ?, ?)"_s);
    QCOMPARE(insert.run(10, QString(), std::optional<qint64>()), 1);
    QCOMPARE(insert.run(11, u""_s, std::optional<qint64>(5)), 1);
    Statement select(*database, u"SELECT title, pages FROM book WHERE id >= 10 ORDER BY id"_s);
    Rows rows = select.query();
    QVERIFY(rows.next());
    QVERIFY(!rows.isNull(0));
    QVERIFY(rows.isNull(1));
    QCOMPARE(rows.optional<qint64>(1), std::optional<qint64>());
    QVERIFY(rows.next());
    QCOMPARE(rows.text(0), QString());
    QCOMPARE(rows.optional<qint64>(1), std::optional<qint64>(5));
    QVERIFY(!rows.next());
}

void DatabaseTest::aFaultWhileReadingIsNotTheEndOfTheRows()
{
    const auto database = open({first, second});
    database->execute(u"UPDATE book SET pages = 1"_s);
    database->execute(u"INSERT INTO book (title, pages) VALUES ('two', -9223372036854775808)"_s);
    Statement select(*database, u"SELECT abs(pages) FROM book ORDER BY id"_s);
    Rows rows = select.query();
    QVERIFY(rows.next());
    QCOMPARE(rows.integer(0), qint64(1));
    QVERIFY_EXCEPTION_THROWN(std::ignore = rows.next(), StorageFault);
}

void DatabaseTest::aFaultNamesTheStatement()
{
    const auto database = open();
    try {
        Statement(*database, u"INSERT INTO book (id, title) VALUES (1, 'again')"_s).run();
        QFAIL("a key twice");
    } catch (const StorageFault &fault) {
        QCOMPARE(fault.code(), SQLITE_CONSTRAINT);
        QVERIFY(!fault.isMachineFault());
        QVERIFY2(QByteArray(fault.what()).contains("INSERT INTO book"), fault.what());
    }
}

void DatabaseTest::unorderedReadingCanBeReversed()
{
    const auto titles = [](Database &database) {
        QStringList read;
        Statement select(database, u"SELECT title FROM book"_s);
        for (Rows rows = select.query(); rows.next();)
            read += rows.text(0);
        return read;
    };
    open()->execute(u"INSERT INTO book (title) VALUES ('two')"_s);
    QCOMPARE(titles(*open()), (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(titles(*open({first}, true)), (QStringList{u"two"_s, u"one"_s}));
}

void DatabaseTest::durabilityIsASetting_data()
{
    QTest::addColumn<Database::Durability>("durability");
    QTest::addColumn<qint64>("synchronous");
    QTest::newRow("survives any crash of the process") << Database::Durability::Normal << qint64(1);
    QTest::newRow("survives a power cut") << Database::Durability::Full << qint64(2);
    QTest::newRow("nobody sees it before it is whole") << Database::Durability::Off << qint64(0);
}

void DatabaseTest::durabilityIsASetting()
{
    QFETCH(const Database::Durability, durability);
    const auto database = Database::open({m_path, u"shelf"_s, durability, {first}});
    QVERIFY(database);
    QTEST(number(**database, u"PRAGMA synchronous"_s), "synchronous");
}

CURBSIDE_TEST(DatabaseTest)

} // namespace tst_database

#include "tst_database.moc"
