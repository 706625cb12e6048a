// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/audit_database.h"
#include "services/hosting/input_log.h"
#include "services/hosting/platform_capture.h"
#include "services/hosting/workspace.h"
#include "services/hosting/workspace_past.h"
#include "tests/hosting/table_copies.h"
#include "tests/support/neighbour.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

namespace tst_capture_segments {

using namespace curbside;
using namespace Qt::StringLiterals;

// Scripted services, of which one changes its rows in every way, over a restart that brings a column: captured in two
// segments, with nobody watching between them.
class CaptureSegmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachSegmentShowsItsOwnColumns();
    void theWorkspaceShowsTodaysColumns();
    void whatWasNotCapturedIsNotShown();
    void aLogThatIsCutIsSaid();
    void aCaptureTakesOver();
    void aCutCaptureIsWholeUpToItsLastCommit();
    void whatIsThereIsNotOverwritten_data();
    void whatIsThereIsNotOverwritten();
    void anotherRunIsNotGoneOnWith_data();
    void anotherRunIsNotGoneOnWith();
    void onlyOneWritesACapture();
    void aDamagedCaptureIsAFailure_data();
    void aDamagedCaptureIsAFailure();
    void aDatabaseThatCannotBeReadIsAFailure_data();
    void aDatabaseThatCannotBeReadIsAFailure();

private:
    struct Moment
    {
        PlatformTime at;
        TableCopies copies;
        bool isAfterMigration = false;
    };

    static constexpr PlatformTime start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h};

    void open();
    void close();
    void run(const QStringList &statements);
    void execute(const QString &path, const char *sql);
    /// Fills the first page of a table with what is no page.
    static void damage(const QString &path, const char *table);
    [[nodiscard]] QString workspace() const { return m_folder.filePath(u"w"_s); }
    [[nodiscard]] QString captured() const { return m_folder.filePath(u"c.curbside"_s); }

    QTemporaryDir m_folder;
    std::shared_ptr<NeighbourScript> m_script = std::make_shared<NeighbourScript>();
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<PlatformCapture> m_capture;
    CaptureDescription m_description{u"scripted"_s, "digest", 1, start};
    QStringList m_waiting;
    std::vector<Moment> m_moments;
    qint64 m_incarnation = 0;
    PlatformTime m_startsAt = start;
};

void CaptureSegmentsTest::open()
{
    std::vector<Platform::Part> parts;
    for (const QString &name : AuditDatabase::names()) {
        const auto script = name == u"state" ? m_script : std::make_shared<NeighbourScript>();
        parts.push_back({name.toUtf8(),
                         {},
                         [script](ServiceContext &context) -> std::unique_ptr<Service> {
                             return std::make_unique<Neighbour>(context, script);
                         },
                         u"script"_s});
    }
    auto platform = Platform::open({.folder = workspace(), .startsAt = m_startsAt}, std::move(parts));
    QVERIFY2(platform, platform ? "" : qUtf8Printable(platform.error().text));
    m_platform = std::move(*platform);
    m_capture = std::make_unique<PlatformCapture>(*m_platform);
    const auto begun = m_capture->begin({.path = captured(),
                                         .description = m_description,
                                         .incarnation = ++m_incarnation,
                                         .checkpointAfter = 200,
                                         .pageRows = 2,
                                         .goesOn = true});
    QVERIFY2(begun, begun ? "" : qUtf8Printable(begun.error().text));
    m_platform->start();
}

void CaptureSegmentsTest::close()
{
    m_startsAt = m_platform->now(); // where it goes on
    QVERIFY(m_capture->end());
    m_capture.reset();
    m_platform.reset();
}

/// Each statement in a message of its own; a copy after each.
void CaptureSegmentsTest::run(const QStringList &statements)
{
    for (const QString &statement : statements) {
        m_waiting.push_back(statement);
        const PlatformTime until = m_platform->now() + 1100ms; // one turn of the job at least
        while (m_platform->runWindow(until))
            m_capture->poll();
        m_platform->environment().scheduler.advanceTo(until);
        m_moments.push_back(
            {until - Duration{1}, copiesOf(m_platform->process("state").database()), m_incarnation > 1});
    }
    QVERIFY(m_waiting.isEmpty());
}

void CaptureSegmentsTest::execute(const QString &path, const char *sql)
{
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(QDir(workspace()).filePath(path)).constData(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

void CaptureSegmentsTest::damage(const QString &path, const char *table)
{
    sqlite3 *handle = nullptr;
    sqlite3_stmt *asked = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &handle), SQLITE_OK);
    const QByteArray sql =
        QByteArray("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = '") + table + '\'';
    QCOMPARE(sqlite3_prepare_v2(handle, sql.constData(), -1, &asked, nullptr), SQLITE_OK);
    QCOMPARE(sqlite3_step(asked), SQLITE_ROW);
    const qint64 page = sqlite3_column_int64(asked, 0);
    const qint64 size = sqlite3_column_int64(asked, 1);
    sqlite3_finalize(asked);
    sqlite3_close(handle);
    QFile file(path);
    QVERIFY(file.open(QFile::ReadWrite) && file.seek((page - 1) * size));
    QCOMPARE(file.write(QByteArray(size, '\xff')), size);
}

void CaptureSegmentsTest::initTestCase()
{
    m_script->tickInterval = 1s;
    m_script->tick = [this](Neighbour &service) -> Handled {
        for (const QString &statement : std::exchange(m_waiting, {}))
            service.database().execute(statement);
        return {};
    };
    open();
    run({u"INSERT INTO note VALUES ('a', 'first', 1), ('b', 'second', 1), ('c', 'third', 1)"_s,
         u"UPDATE note SET text = 'changed' WHERE id = 'b'"_s, u"UPDATE note SET id = 'd' WHERE id = 'a'"_s,
         u"DELETE FROM note WHERE id = 'c'"_s, u"INSERT INTO note VALUES ('a', 'a new one', 1)"_s,
         u"INSERT OR REPLACE INTO note VALUES ('a', 'in its place', 2)"_s,
         u"INSERT INTO heard VALUES (7, 'e', 's', 1, 'x', ''), (-3, 'e', 's', 2, 'y', '')"_s,
         u"UPDATE heard SET position = position + 10"_s, u"DELETE FROM heard"_s,
         u"INSERT INTO note SELECT 'n' || value, 'many', value FROM json_each('[1,2,3,4,5,6,7,8,9]')"_s,
         u"DELETE FROM note WHERE changes > 6"_s, u"UPDATE note SET id = id || 'x', changes = changes + 1"_s});
    close();
    execute(u"state.sqlite"_s, "ALTER TABLE note ADD COLUMN mood TEXT NOT NULL DEFAULT 'it''s calm'");
    open();
    run({u"UPDATE note SET text = 'again'"_s, u"INSERT INTO note VALUES ('z', 'last', 1, 'wild')"_s,
         u"UPDATE note SET mood = 'wild' WHERE id = 'bx'"_s, u"DELETE FROM note WHERE mood = 'wild'"_s});
    close();
    QVERIFY(WorkspaceDescription({u"scripted"_s, "digest", 1, {{2, m_startsAt, "digest"}}}).write(workspace()));
    const auto log = InputLog::open(QDir(workspace()).filePath(u"inputs.log"_s), false);
    QVERIFY(log && (*log)->append(InputLogStart{1, start, {}}));
    QCOMPARE(m_moments.size(), std::size_t(16));
}

void CaptureSegmentsTest::eachSegmentShowsItsOwnColumns()
{
    for (const Moment &moment : m_moments) {
        const auto tables = tablesAt(captured(), u"state"_s, moment.at);
        QVERIFY2(tables, tables ? "" : qUtf8Printable(tables.error().text));
        QCOMPARE(copiesOf(*tables), moment.copies);
    }
}

void CaptureSegmentsTest::theWorkspaceShowsTodaysColumns()
{
    ByteBuffer byDefault;
    putValue(byDefault, SqlView::ofText("it's calm"));
    for (const Moment &moment : m_moments) {
        TableCopies expected = moment.copies;
        for (QByteArray &row : expected[u"note"_s])
            row += moment.isAfterMigration ? QByteArray() : byDefault.view().toByteArray();
        const auto tables = tablesAt(workspace(), u"state"_s, moment.at);
        QVERIFY2(tables, tables ? "" : qUtf8Printable(tables.error().text));
        QCOMPARE(copiesOf(*tables), expected);
    }
}

void CaptureSegmentsTest::whatWasNotCapturedIsNotShown()
{
    const auto reader = CaptureReader::open(captured());
    QVERIFY(reader);
    QCOMPARE((*reader)->segments().size(), std::size_t(2));
    QVERIFY((*reader)->segments()[0].isEnded && (*reader)->segments()[1].isEnded);
    const auto unknown = (*reader)->tablesAt("kitchen", m_moments.front().at);
    QVERIFY(!unknown && unknown.error().kind == PastError::Kind::Unknown);
    const auto after = (*reader)->tablesAt("state", m_moments.back().at + 10s);
    QVERIFY(!after && after.error().kind == PastError::Kind::OutOfReach);
}

void CaptureSegmentsTest::aLogThatIsCutIsSaid()
{
    execute(u"state.sqlite"_s, "DELETE FROM row_change WHERE sequence <= 5");
    const auto early = tablesAt(workspace(), u"state"_s, m_moments[2].at);
    QVERIFY(!early);
    QCOMPARE(early.error().status, ExitStatus::DoesNotHold);
    QVERIFY2(early.error().text.contains(u"are kept from"), qUtf8Printable(early.error().text));
    const auto later = tablesAt(workspace(), u"state"_s, m_moments[5].at);
    QVERIFY2(later, later ? "" : qUtf8Printable(later.error().text));
}

void CaptureSegmentsTest::aCaptureTakesOver()
{
    const QDir folder(workspace());
    QVERIFY(folder.mkpath(u"captures"_s));
    QVERIFY(QFile::copy(captured(), folder.filePath(u"captures/kept.curbside"_s)));
    const auto early = tablesAt(workspace(), u"state"_s, m_moments[2].at);
    QVERIFY2(early, early ? "" : qUtf8Printable(early.error().text));
    QCOMPARE(copiesOf(*early), m_moments[2].copies);
}

void CaptureSegmentsTest::aCutCaptureIsWholeUpToItsLastCommit()
{
    open();
    run({u"INSERT INTO note VALUES ('k', 'kept', 1, '')"_s});
    const Moment kept = m_moments.back();
    QTRY_VERIFY([&] { // as a reader sees it while it is written
        run({u"INSERT INTO note (id, text, changes) SELECT 'l' || count(*), 'lost', 1 FROM note"_s});
        const auto reader = CaptureReader::open(captured());
        return reader && (*reader)->segments().size() == 3 && (*reader)->segments()[2].coveredTo >= kept.at;
    }());
    for (const QString &suffix : {u""_s, u"-wal"_s}) // what a killed process leaves
        QVERIFY(QFile::copy(captured() + suffix, m_folder.filePath(u"killed.curbside"_s + suffix)));
    const auto tables = tablesAt(m_folder.filePath(u"killed.curbside"_s), u"state"_s, kept.at);
    QVERIFY2(tables, tables ? "" : qUtf8Printable(tables.error().text));
    QCOMPARE(copiesOf(*tables), kept.copies);
    const auto reader = CaptureReader::open(m_folder.filePath(u"killed.curbside"_s));
    QVERIFY(reader && !(*reader)->segments()[2].isEnded);
    close();
}

void CaptureSegmentsTest::whatIsThereIsNotOverwritten_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("goesOn");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("a capture, when it may not go on") << u"c.curbside"_s << false << QByteArray("digest");
    QTest::newRow("a capture of another run") << u"c.curbside"_s << true << QByteArray("another");
    QTest::newRow("another file") << u"w/inputs.log"_s << true << QByteArray("digest");
    QTest::newRow("another database") << u"w/state.sqlite"_s << true << QByteArray("digest");
    QTest::newRow("a folder") << u"w"_s << true << QByteArray("digest");
}

void CaptureSegmentsTest::whatIsThereIsNotOverwritten()
{
    QFETCH(const QString, file);
    QFETCH(const bool, goesOn);
    QFETCH(const QByteArray, digest);
    auto platform = Platform::open({.folder = m_folder.filePath(u"other"_s), .startsAt = start}, {});
    QVERIFY(platform);
    PlatformCapture capture(**platform);
    const auto begun = capture.begin(
        {.path = m_folder.filePath(file), .description = {u"scripted"_s, digest, 1, start}, .goesOn = goesOn});
    QVERIFY(!begun);
    QCOMPARE(begun.error().status, ExitStatus::WrongUsage);
    QVERIFY(!capture.isOn());
}

void CaptureSegmentsTest::anotherRunIsNotGoneOnWith_data()
{
    QTest::addColumn<qint64>("incarnation");
    QTest::addColumn<Duration>("later");
    QTest::newRow("an incarnation that is there") << qint64(2) << Duration(1h);
    QTest::newRow("a time that is over") << qint64(99) << Duration(0);
}

void CaptureSegmentsTest::anotherRunIsNotGoneOnWith()
{
    QFETCH(const qint64, incarnation);
    QFETCH(const Duration, later);
    const QTemporaryDir place;
    auto platform = Platform::open({.folder = place.path(), .startsAt = start + later}, {});
    QVERIFY(platform);
    PlatformCapture capture(**platform);
    const auto begun =
        capture.begin({.path = captured(), .description = m_description, .incarnation = incarnation, .goesOn = true});
    QVERIFY(!begun);
    QCOMPARE(begun.error().status, ExitStatus::WrongUsage);
    QVERIFY2(begun.error().text.contains(u"another run"_s), qUtf8Printable(begun.error().text));
}

void CaptureSegmentsTest::onlyOneWritesACapture()
{
    const QString path = m_folder.filePath(u"busy.curbside"_s);
    const auto first = CaptureWriter::open(path, m_description, {1, start, {}});
    QVERIFY(first);
    const auto second = CaptureWriter::open(path, m_description, {2, start, {}});
    QVERIFY(!second);
    QVERIFY2(second.error().text.contains(u"is being written by another process"_s),
             qUtf8Printable(second.error().text));
    (*first)->end(start + 1s);
    QVERIFY(CaptureWriter::open(path, m_description, {2, start + 1s, {}}));
}

void CaptureSegmentsTest::aDamagedCaptureIsAFailure_data()
{
    QTest::addColumn<bool>("isGone");
    QTest::newRow("a page") << false;
    QTest::newRow("a table that is not there") << true;
}

void CaptureSegmentsTest::aDamagedCaptureIsAFailure()
{
    QFETCH(const bool, isGone);
    const QTemporaryDir place;
    const QString path = place.filePath(u"c.curbside"_s);
    QVERIFY(QFile::copy(captured(), path));
    if (isGone)
        execute(path, "DROP TABLE record_chunk");
    else
        damage(path, "record_chunk");
    const auto writer = CaptureWriter::open(path, m_description, {99, start + 1h, {}});
    QVERIFY(!writer);
    QVERIFY2(writer.error().text.contains(path), qUtf8Printable(writer.error().text));
}

void CaptureSegmentsTest::aDatabaseThatCannotBeReadIsAFailure_data()
{
    QTest::addColumn<bool>("isGone");
    QTest::newRow("its rows") << false;
    QTest::newRow("its changes") << true;
}

void CaptureSegmentsTest::aDatabaseThatCannotBeReadIsAFailure()
{
    QFETCH(const bool, isGone);
    const QTemporaryDir place;
    QVERIFY(QFile::copy(QDir(workspace()).filePath(u"state.sqlite"_s), place.filePath(u"state.sqlite"_s)));
    if (!isGone)
        damage(place.filePath(u"state.sqlite"_s), "note");
    std::vector<Platform::Part> parts;
    parts.push_back({"state",
                     {},
                     [](ServiceContext &context) -> std::unique_ptr<Service> {
                         return std::make_unique<Neighbour>(context, std::make_shared<NeighbourScript>());
                     },
                     u"script"_s});
    auto platform = Platform::open({.folder = place.path(), .startsAt = start}, std::move(parts));
    QVERIFY2(platform, platform ? "" : qUtf8Printable(platform.error().text));
    if (isGone)
        (*platform)->process("state").database().execute(u"DROP TABLE row_change"_s);
    PlatformCapture capture(**platform);
    const auto begun = capture.begin({.path = place.filePath(u"c.curbside"_s), .description = m_description});
    QVERIFY(!begun);
    QCOMPARE(begun.error().status, ExitStatus::Machine);
    QVERIFY2(begun.error().text.contains(u"cannot be read"_s), qUtf8Printable(begun.error().text));
    QVERIFY(!capture.isOn());
    QVERIFY(!capture.trouble().isEmpty());
}

CURBSIDE_TEST(CaptureSegmentsTest)

} // namespace tst_capture_segments

#include "tst_capture_segments.moc"
