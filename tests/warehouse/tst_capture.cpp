// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"
#include "tests/warehouse/copied_shop.h"
#include "tests/warehouse/postgres_server.h"

#include <QFile>
#include <QTest>

namespace tst_capture {

using namespace curbside;
using namespace Qt::StringLiterals;

// Taking over a service's rows by its feed: at least once, applied so that once is enough, from wherever it stopped.
class CaptureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void init();
    void cleanup() { m_shop.reset(); }

    void everyKindOfChangeIsTakenOver_data();
    void everyKindOfChangeIsTakenOver();
    void whatComesTwiceOrLateIsTakenOverOnce();
    void aMissingChangeIsAskedForAgain();
    void itGoesOnWhereItStood();
    void aLogThatNoLongerReachesBackIsASnapshot();
    void killedAfterEachPageOfASnapshotItGoesOn();
    void rowsThatASnapshotNoLongerFindsGo();
    void anotherEpochIsAnotherLog();
    void aLogThatWasRolledBackIsReadAnew_data();
    void aLogThatWasRolledBackIsReadAnew();
    void whereASnapshotEndedALogThatWasRolledBackIsNoticed();
    void aLogThatWasRolledBackDuringASnapshotIsNoticed_data();
    void aLogThatWasRolledBackDuringASnapshotIsNoticed();
    void aLogThatWasEmptiedIsGoneOnFrom();
    void aNewColumnAppears();
    void aDeletedReplicaIsFilledAgain();
    void aDamagedReplicaIsToldAndMadeAnew_data();
    void aDamagedReplicaIsToldAndMadeAnew();
    void aWishToReadAllAnewIsKept();
    void whoIsDownIsAskedLater();
    void nonsenseChangesNothing_data();
    void nonsenseChangesNothing();
    void nonsenseInASnapshotIsAskedForAgain();
    void aTableThatIsNotThereIsNotAskedForEver();
    void aReplicaThatCannotBeMadeHoldsUpNothing();

private:
    void compareAll();
    /// The service's database is as it was before the change after `sequence`; its epoch is the same.
    void rollBack(int sequence, const QStringList &rows);

    std::unique_ptr<CopiedShop> m_shop;
};

void CaptureTest::init()
{
    const QString file = u"file"_s;
    const QString address = backendAddress(file);
    if (!address.isEmpty())
        m_shop = std::make_unique<CopiedShop>(address == file ? QString() : address);
}

void CaptureTest::compareAll()
{
    for (const QString &table : {u"note"_s, u"heard"_s}) {
        QCOMPARE(m_shop->copiedRows(table), m_shop->sourceRows(table));
        QCOMPARE(m_shop->replicaRows(table), m_shop->sourceRows(table));
    }
}

void CaptureTest::everyKindOfChangeIsTakenOver_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("a new row", u"INSERT INTO note VALUES ('x', 'it''s ünder \"quotes\"', 7)"_s);
    row("a changed row", u"UPDATE note SET text = 'changed' WHERE id = 'n00002'"_s);
    row("a deleted row", u"DELETE FROM note WHERE id = 'n00002'"_s);
    row("a changed key", u"UPDATE note SET id = 'other' WHERE id = 'n00002'"_s);
    row("keys that change places",
        u"UPDATE note SET id = 'hand' WHERE id = 'n00001';UPDATE note SET id = 'n00001' WHERE id = 'n00002';"
        "UPDATE note SET id = 'n00002' WHERE id = 'hand'"_s);
    row("deleted and made again",
        u"DELETE FROM note WHERE id = 'n00002';INSERT INTO note VALUES ('n00002', 'new', 1)"_s);
    row("another table", u"INSERT INTO heard VALUES (9223372036854775807, 'e', 's', -5, '', '')"_s);
}

void CaptureTest::everyKindOfChangeIsTakenOver()
{
    QFETCH(const QString, sql);
    m_shop->writeNotes(3);
    m_shop->catchUp();
    compareAll();
    m_shop->change(sql);
    QVERIFY(m_shop->copiedRows(u"note"_s) + m_shop->copiedRows(u"heard"_s)
            != m_shop->sourceRows(u"note"_s) + m_shop->sourceRows(u"heard"_s));
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::whatComesTwiceOrLateIsTakenOverOnce()
{
    m_shop->writeNotes(1);
    m_shop->catchUp();
    m_shop->change(u"UPDATE note SET text = 'second'"_s);
    const Response older = m_shop->ask(m_shop->capture().wanted());
    m_shop->change(u"UPDATE note SET text = 'third'"_s);
    const Response newer = m_shop->ask(m_shop->capture().wanted());
    QCOMPARE(m_shop->capture().take(newer), Capture::Outcome::Advanced);
    const qint64 changes = m_shop->capture().position().changes;
    for (const Response &again : {newer, older, newer})
        QCOMPARE(m_shop->capture().take(again), Capture::Outcome::Advanced);
    QCOMPARE(m_shop->capture().position().changes, changes);
    compareAll();
}

void CaptureTest::aMissingChangeIsAskedForAgain()
{
    m_shop->writeNotes(1);
    m_shop->catchUp();
    const Request next = m_shop->capture().wanted();
    m_shop->writeNotes(3);
    Request later = next;
    for (auto &[name, value] : later.query)
        value = name == u"after" ? QString::number(value.toLongLong() + 1) : value;
    QCOMPARE(m_shop->capture().take(m_shop->ask(later)), Capture::Outcome::Unavailable);
    QVERIFY(m_shop->capture().error().contains(u"is missing"));
    QCOMPARE(m_shop->copiedRows(u"note"_s).size(), 1);
    QCOMPARE(m_shop->capture().wanted().query, next.query);
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::itGoesOnWhereItStood()
{
    m_shop->writeNotes(5);
    m_shop->catchUp();
    const CapturePosition before = m_shop->capture().position();
    m_shop->killCapture();
    m_shop->writeNotes(2);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().changes, before.changes + 2);
    QCOMPARE(m_shop->capture().position().position, before.position + 2);
    QCOMPARE(m_shop->capture().position().generation, 0); // no snapshot
    compareAll();
}

void CaptureTest::aLogThatNoLongerReachesBackIsASnapshot()
{
    m_shop->writeNotes(20);
    m_shop->platform().database("shop").execute(u"DELETE FROM row_change WHERE sequence <= 10"_s);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().generation, 1);
    compareAll();
    m_shop->writeNotes(1);
    m_shop->catchUp();
    compareAll();
}

/// Between any two pages its process is gone, and rows change.
void CaptureTest::killedAfterEachPageOfASnapshotItGoesOn()
{
    m_shop->change(u"WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 22000) "
                   "INSERT INTO note SELECT 'm' || i, 'many', 1 FROM n"_s);
    m_shop->writeNotes(1);
    m_shop->platform().database("shop").execute(u"DELETE FROM row_change WHERE sequence = 1"_s);
    int pages = 0;
    bool hasGoneOn = false;
    for (int i = 0; i < 100; ++i) {
        const bool isSnapshot = m_shop->capture().position().state == "Snapshot";
        if (m_shop->step() == Capture::Outcome::CaughtUp)
            break;
        if (!isSnapshot)
            continue;
        ++pages;
        m_shop->killCapture();
        hasGoneOn = hasGoneOn || m_shop->capture().wanted().queryValue(u"after").has_value();
        m_shop->change(u"UPDATE note SET changes = changes + 1 WHERE id IN ('m10001', 'm21999')"_s);
        m_shop->change(u"DELETE FROM note WHERE id = 'm%1'"_s.arg(10'010 + i));
        m_shop->change(u"INSERT INTO note VALUES ('new%1', 'while it was read', 1)"_s.arg(i));
    }
    QVERIFY(pages >= 4);
    QVERIFY(hasGoneOn);
    QCOMPARE(m_shop->capture().position().generation, 1); // never from the start again
    QCOMPARE(m_shop->capture().position().state, QByteArray("Following"));
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::rowsThatASnapshotNoLongerFindsGo()
{
    m_shop->writeNotes(4);
    m_shop->catchUp();
    m_shop->changeByHand({u"DELETE FROM note WHERE id = 'n00003'"_s});
    m_shop->catchUp();
    QCOMPARE(m_shop->copiedRows(u"note"_s).size(), 4); // no feed tells of it
    m_shop->capture().renew();
    m_shop->catchUp();
    QCOMPARE(m_shop->copiedRows(u"note"_s).size(), 3);
    compareAll();
}

/// A database that was made again: its log counts from the beginning, and says other things.
void CaptureTest::anotherEpochIsAnotherLog()
{
    m_shop->writeNotes(6);
    m_shop->catchUp();
    m_shop->changeByHand(
        {u"UPDATE meta SET value = 'another-epoch' WHERE key = (SELECT key FROM meta WHERE value = '%1')"_s.arg(
             QString::fromUtf8(m_shop->capture().position().epoch)),
         u"DELETE FROM row_change WHERE sequence > 2"_s, u"DELETE FROM note WHERE id > 'n00002'"_s});
    m_shop->platform().restart();
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().epoch, QByteArray("another-epoch"));
    compareAll();
    m_shop->writeNotes(2);
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::rollBack(int sequence, const QStringList &rows)
{
    m_shop->changeByHand(rows + QStringList{u"DELETE FROM row_change WHERE sequence > %1"_s.arg(sequence)});
    m_shop->platform().restart();
}

void CaptureTest::aLogThatWasRolledBackIsReadAnew_data()
{
    QTest::addColumn<int>("newNotes");
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("shorter than what was taken over") << 0 << false;
    QTest::newRow("shorter, and the capture begins again") << 0 << true;
    QTest::newRow("as long again") << 2 << true;
    QTest::newRow("longer again") << 5 << true;
}

void CaptureTest::aLogThatWasRolledBackIsReadAnew()
{
    QFETCH(const int, newNotes);
    QFETCH(const bool, isKilled);
    m_shop->writeNotes(4);
    m_shop->change(u"UPDATE note SET text = 'of the lost time' WHERE id = 'n00001'"_s);
    m_shop->change(u"INSERT INTO note VALUES ('lost', 'of the lost time', 1)"_s);
    m_shop->catchUp();
    rollBack(4, {u"UPDATE note SET text = 'note 1' WHERE id = 'n00001'"_s, u"DELETE FROM note WHERE id = 'lost'"_s});
    m_shop->writeNotes(newNotes);
    if (isKilled)
        m_shop->killCapture();
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().generation, 1);
    compareAll();
    m_shop->writeNotes(2);
    m_shop->killCapture();
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().generation, 1); // once
    compareAll();
}

/// The message at the position was not among what the snapshot read: it is learnt right after it.
void CaptureTest::whereASnapshotEndedALogThatWasRolledBackIsNoticed()
{
    m_shop->writeNotes(4);
    m_shop->catchUp();
    m_shop->capture().renew();
    m_shop->catchUp();
    m_shop->killCapture();
    rollBack(3, {u"DELETE FROM note WHERE id = 'n00004'"_s});
    m_shop->writeNotes(2);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().generation, 2);
    compareAll();
}

void CaptureTest::aLogThatWasRolledBackDuringASnapshotIsNoticed_data()
{
    QTest::addColumn<bool>("isRead");
    QTest::newRow("the snapshot goes on") << false;
    QTest::newRow("it was read, and its row changes are to follow") << true;
}

/// It still has the row change that the snapshot began after, but not those that its pages are as of.
void CaptureTest::aLogThatWasRolledBackDuringASnapshotIsNoticed()
{
    QFETCH(const bool, isRead);
    m_shop->writeNotes(4);
    m_shop->catchUp();
    m_shop->capture().renew();
    m_shop->step();
    QCOMPARE(m_shop->capture().position().snapshotFrom, 4);
    m_shop->writeNotes(6);
    const auto isThere = [&] {
        const CapturePosition &position = m_shop->capture().position();
        return isRead ? position.state == "Following"
                      : position.snapshotTable == u"note" && !position.snapshotCursor.isEmpty();
    };
    while (!isThere())
        QCOMPARE(m_shop->step(), Capture::Outcome::Advanced);
    QCOMPARE(m_shop->copiedRows(u"note"_s).size(), 10);
    m_shop->killCapture();
    rollBack(7, {u"DELETE FROM note WHERE id > 'n00007'"_s});
    m_shop->writeNotes(1);
    m_shop->catchUp();
    m_shop->catchUp(); // a snapshot that is refused is not begun again at once
    QCOMPARE(m_shop->capture().position().generation, 2);
    compareAll();
}

void CaptureTest::aLogThatWasEmptiedIsGoneOnFrom()
{
    m_shop->writeNotes(4);
    m_shop->catchUp();
    m_shop->killCapture();
    m_shop->platform().database("shop").execute(u"DELETE FROM row_change"_s);
    m_shop->writeNotes(1);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().generation, 0);
    compareAll();
}

void CaptureTest::aNewColumnAppears()
{
    m_shop->writeNotes(3);
    m_shop->catchUp();
    m_shop->changeByHand({u"ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"_s,
                          u"CREATE TABLE shelf (id TEXT PRIMARY KEY, place REAL) STRICT"_s,
                          u"PRAGMA user_version = 77"_s});
    m_shop->platform().restart();
    m_shop->writeNotes(1);
    m_shop->change(u"INSERT INTO shelf VALUES ('s', 2)"_s);
    m_shop->catchUp();
    QCOMPARE(m_shop->copiedRows(u"note"_s).size(), 4);
    QVERIFY(m_shop->copiedRows(u"note"_s).front().endsWith(u" red"));
    QCOMPARE(m_shop->copiedRows(u"shelf"_s), m_shop->sourceRows(u"shelf"_s));
    compareAll();
}

void CaptureTest::aDeletedReplicaIsFilledAgain()
{
    m_shop->writeNotes(3);
    m_shop->catchUp();
    QVERIFY(QFile::remove(m_shop->folder() + u"/replicas/shop.sqlite"_s));
    m_shop->writeNotes(1);
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::aDamagedReplicaIsToldAndMadeAnew_data()
{
    QTest::addColumn<qint64>("from");
    QTest::newRow("no database") << qint64(0);
    QTest::newRow("damaged pages") << qint64(4096);
}

void CaptureTest::aDamagedReplicaIsToldAndMadeAnew()
{
    QFETCH(const qint64, from);
    m_shop->change(u"WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) "
                   "INSERT INTO note SELECT 'm' || i, 'many', 1 FROM n"_s);
    m_shop->catchUp();
    m_shop->killCapture(); // what is still to be written back goes into the file
    QFile replica(m_shop->folder() + u"/replicas/shop.sqlite"_s);
    QVERIFY(replica.open(QFile::ReadWrite) && replica.seek(from));
    QVERIFY(replica.write(QByteArray(1 << 20, 'x')) > 0);
    replica.close();
    m_shop->change(u"UPDATE note SET text = 'changed'"_s);
    m_shop->catchUp();
    QCOMPARE(m_shop->copiedRows(u"note"_s), m_shop->sourceRows(u"note"_s));
    QCOMPARE(m_shop->capture().error(), QString());
    QVERIFY2(m_shop->capture().replicaError().contains(u"damaged"), qPrintable(m_shop->capture().replicaError()));
    for (int i = 0; i < 20; ++i)
        m_shop->catchUp();
    QCOMPARE(m_shop->capture().replicaError(), QString());
    compareAll();
}

void CaptureTest::aWishToReadAllAnewIsKept()
{
    m_shop->writeNotes(3);
    m_shop->catchUp();
    m_shop->capture().renew();
    m_shop->killCapture();
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().position().generation, 1);
    compareAll();
}

void CaptureTest::whoIsDownIsAskedLater()
{
    m_shop->writeNotes(2);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().take(Problem::unavailable(u"down"_s)), Capture::Outcome::Unavailable);
    QCOMPARE(m_shop->capture().error(), u"down"_s);
    m_shop->writeNotes(1);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().error(), QString());
    compareAll();
}

void CaptureTest::nonsenseChangesNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("nonsense");
    QTest::newRow("JSON") << QByteArray(R"({"items": []})");
    QTest::newRow("a length beyond the end") << QByteArray("\xff\xff\xff\xff\x0f", 5);
    QTest::newRow("a number that never ends") << QByteArray(64, char(0x80));
}

void CaptureTest::nonsenseChangesNothing()
{
    QFETCH(const QByteArray, body);
    Response response = Response::json(body);
    QCOMPARE(m_shop->capture().take(response), Capture::Outcome::Unavailable);
    m_shop->writeNotes(3);
    m_shop->catchUp();
    m_shop->capture().take(response);
    compareAll();
    m_shop->writeNotes(1);
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::nonsenseInASnapshotIsAskedForAgain()
{
    m_shop->writeNotes(3);
    m_shop->catchUp();
    m_shop->capture().renew();
    QCOMPARE(m_shop->step(), Capture::Outcome::Advanced);
    QCOMPARE(m_shop->capture().position().state, QByteArray("Snapshot"));
    const Request asked = m_shop->capture().wanted();
    for (const QByteArray &body : {QByteArray(), QByteArray("nonsense"), QByteArray(64, char(0x80))})
        QCOMPARE(m_shop->capture().take(Response::json(body)), Capture::Outcome::Unavailable);
    QVERIFY(m_shop->capture().error().contains(u"cannot be read"));
    QCOMPARE(m_shop->capture().wanted().path, asked.path);
    m_shop->writeNotes(1);
    m_shop->catchUp();
    QCOMPARE(m_shop->capture().error(), QString());
    compareAll();
}

void CaptureTest::aTableThatIsNotThereIsNotAskedForEver()
{
    m_shop->writeNotes(3);
    m_shop->catchUp();
    m_shop->capture().renew();
    QCOMPARE(m_shop->step(), Capture::Outcome::Advanced);
    QCOMPARE(m_shop->capture().take(Problem::notFound(u"table"_s, u"note"_s)), Capture::Outcome::Unavailable);
    m_shop->catchUp();
    compareAll();
}

void CaptureTest::aReplicaThatCannotBeMadeHoldsUpNothing()
{
    QFile hindrance(m_shop->folder() + u"/replicas"_s);
    QVERIFY(hindrance.open(QFile::WriteOnly));
    m_shop->writeNotes(3);
    m_shop->catchUp();
    QCOMPARE(m_shop->copiedRows(u"note"_s), m_shop->sourceRows(u"note"_s));
    QCOMPARE(m_shop->capture().error(), QString());
    QVERIFY2(m_shop->capture().replicaError().contains(u"replicas"), qPrintable(m_shop->capture().replicaError()));
    QVERIFY(hindrance.remove());
    for (int i = 0; i < 20; ++i)
        m_shop->catchUp();
    QCOMPARE(m_shop->capture().replicaError(), QString());
    compareAll();
}

CURBSIDE_TEST(CaptureTest)

} // namespace tst_capture

#include "tst_capture.moc"
