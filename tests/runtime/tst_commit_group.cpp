// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/observe/journal.h"
#include "services/runtime/storage/commit_group.h"
#include "services/runtime/storage/database.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_commit_group {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const Migration shelf{u"shelf"_s, 1,
                      u"CREATE TABLE author (name TEXT PRIMARY KEY) STRICT;\n"
                      "CREATE TABLE book (title TEXT PRIMARY KEY, author TEXT NOT NULL DEFAULT 'anyone' "
                      "REFERENCES author (name) DEFERRABLE INITIALLY DEFERRED) STRICT;\n"
                      "INSERT INTO author VALUES ('anyone');\n"_s};
constexpr PlatformTime start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h};

} // namespace

// Messages share a transaction; what they send leaves when it is committed and not before, in their order and at their time.
// What cannot be committed was never seen by anyone, and is handed back to be handled again.
class CommitGroupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingLeavesBeforeTheCommit();
    void oneCommitForAllMessagesOfAWindow();
    void effectsLeaveInTheOrderOfTheirMessages();
    void effectsLeaveAtTheirMessagesTime();
    void whatLeavesAsAnEffectLeavesAtOnce();
    void theJournalWaitsForTheCommit();
    void whoDidNothingIsNotCommitted();
    void whatCannotBeCommittedWasNeverSeen();
    void whatCannotBeCommittedIsGivenBack();
    void oneFilesLossIsNoneOfTheOthers();
    void theRecordOfWhatWasLostIsForgotten();
    void theRowChangesOfWhatWasLostAreForgotten();
    void anAbandonedGroupIsGivenBack();
    void deferredEffectsLeaveAtOnce();
    void deferredMessagesShareManyWindows();
    void deferredGroupsAreCommittedInTheEnd();
    void deferredThereIsNoWayBack();

private:
    void make(CommitGroup::Mode mode);
    /// One released message: writes a book, and says `said` when it leaves.
    void message(const QString &title, const QString &said = {}, const QString &author = u"anyone"_s, int file = 0);
    std::unique_ptr<Database> open(const QString &name);
    /// How many books another connection sees.
    qint64 seen(int file = 0);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Scheduler> m_scheduler;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<CommitGroup> m_commits;
    std::vector<std::unique_ptr<Database>> m_files;
    QStringList m_said;
    QStringList m_lost; ///< files that could not be committed
    std::vector<CommitGroup::Redo> m_redo;
};

void CommitGroupTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_scheduler = std::make_unique<Scheduler>(start);
    m_journal = std::make_unique<Journal>();
    m_said.clear();
    m_lost.clear();
    m_redo.clear();
    make(CommitGroup::Mode::Windowed);
    m_files.push_back(open(u"one"_s));
    m_files.push_back(open(u"two"_s));
}

void CommitGroupTest::cleanup()
{
    m_files.clear();
}

void CommitGroupTest::make(CommitGroup::Mode mode)
{
    m_commits = std::make_unique<CommitGroup>(mode, *m_scheduler, *m_journal);
}

std::unique_ptr<Database> CommitGroupTest::open(const QString &name)
{
    auto database =
        Database::open({m_folder->filePath(name + u".sqlite"_s), name, Database::Durability::Normal, {shelf}});
    Q_ASSERT_X(database, "open", qPrintable(database ? QString() : database.error().text));
    return std::move(*database);
}

void CommitGroupTest::message(const QString &title, const QString &said, const QString &author, int file)
{
    Database &database = *m_files[std::size_t(file)];
    m_commits->join(database, [this, name = database.name()](std::vector<CommitGroup::Redo> redo) {
        m_lost += name;
        m_redo = std::move(redo);
    });
    database.openSavepoint();
    Statement(database, u"INSERT INTO book (title, author) VALUES (?, ?)"_s).run(title, author);
    database.releaseSavepoint();
    Effects effects;
    if (!said.isEmpty())
        effects.emplace_back([this, said] { m_said += said; });
    m_commits->released(database, [](Service &) {}, effects);
}

qint64 CommitGroupTest::seen(int file)
{
    const QString name = m_files[std::size_t(file)]->name();
    const auto other =
        Database::open({m_folder->filePath(name + u".sqlite"_s), u"reader"_s, Database::Durability::Normal, {shelf}});
    Q_ASSERT_X(other, "seen", qPrintable(other ? QString() : other.error().text));
    Statement statement(**other, u"SELECT count(*) FROM book"_s);
    Rows rows = statement.query();
    return rows.next() ? rows.integer(0) : -1;
}

void CommitGroupTest::nothingLeavesBeforeTheCommit()
{
    message(u"a"_s, u"a"_s);
    m_commits->leave([this] { m_said += u"of no message"_s; });
    QCOMPARE(m_said, QStringList());
    QCOMPARE(m_commits->commits(), std::uint64_t(0));
    m_commits->closeWindow();
    QCOMPARE(m_said, (QStringList{u"a"_s, u"of no message"_s}));
    QCOMPARE(seen(), qint64(1));
}

void CommitGroupTest::oneCommitForAllMessagesOfAWindow()
{
    for (int i = 0; i < 64; ++i)
        message(QString::number(i));
    m_commits->closeWindow();
    QCOMPARE(m_commits->messages(), std::uint64_t(64));
    QCOMPARE(m_commits->commits(), std::uint64_t(1));
    QCOMPARE(seen(), qint64(64));
}

void CommitGroupTest::effectsLeaveInTheOrderOfTheirMessages()
{
    message(u"a"_s, u"a"_s, u"anyone"_s, 1);
    message(u"b"_s, u"b"_s, u"anyone"_s, 0);
    message(u"c"_s, u"c"_s, u"anyone"_s, 1);
    m_commits->closeWindow();
    QCOMPARE(m_said, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void CommitGroupTest::effectsLeaveAtTheirMessagesTime()
{
    std::vector<PlatformTime> times;
    const auto note = [&] { times.push_back(m_scheduler->now()); };
    m_commits->leave(note);
    m_scheduler->advanceTo(start + 2ms);
    m_commits->leave(note);
    m_scheduler->advanceTo(start + 4ms);
    m_commits->closeWindow();
    QCOMPARE(times, (std::vector<PlatformTime>{start, start + 2ms}));
    QCOMPARE(m_scheduler->now(), start + 4ms);
}

void CommitGroupTest::whatLeavesAsAnEffectLeavesAtOnce()
{
    m_commits->leave([this] {
        m_commits->leave([this] { m_said += u"inner"_s; });
        m_said += u"outer"_s;
    });
    m_commits->closeWindow();
    QCOMPARE(m_said, (QStringList{u"inner"_s, u"outer"_s}));
}

void CommitGroupTest::theJournalWaitsForTheCommit()
{
    message(u"a"_s);
    JournalRecord record;
    record.kind = JournalKind::Handled;
    record.service = "one";
    m_journal->add(record);
    QCOMPARE(m_journal->count(JournalKind::Handled), std::uint64_t(0));
    m_commits->closeWindow();
    QCOMPARE(m_journal->count(JournalKind::Handled), std::uint64_t(1));
}

void CommitGroupTest::whoDidNothingIsNotCommitted()
{
    message(u"a"_s);
    m_commits->closeWindow();
    m_commits->closeWindow();
    QCOMPARE(m_commits->commits(), std::uint64_t(1));
    QVERIFY(!m_files[0]->inTransaction());
}

void CommitGroupTest::whatCannotBeCommittedWasNeverSeen()
{
    message(u"good"_s, u"good"_s);
    message(u"bad"_s, u"bad"_s, u"nobody"_s);
    m_commits->closeWindow();
    QCOMPARE(m_said, QStringList());
    QCOMPARE(m_lost, QStringList{u"one"_s});
    QCOMPARE(seen(), qint64(0));
    QVERIFY(!m_files[0]->inTransaction());
}

void CommitGroupTest::whatCannotBeCommittedIsGivenBack()
{
    message(u"good"_s);
    message(u"bad"_s, {}, u"nobody"_s);
    message(u"also good"_s);
    m_commits->closeWindow();
    QCOMPARE(m_redo.size(), std::size_t(3));
}

void CommitGroupTest::oneFilesLossIsNoneOfTheOthers()
{
    message(u"bad"_s, u"bad"_s, u"nobody"_s, 0);
    message(u"good"_s, u"good"_s, u"anyone"_s, 1);
    m_commits->leave(*m_files[0], [this] { m_said += u"waited for the bad one"_s; });
    m_commits->leave([this] { m_said += u"waited for none"_s; });
    m_commits->closeWindow();
    QCOMPARE(m_said, (QStringList{u"good"_s, u"waited for none"_s}));
    QCOMPARE(seen(1), qint64(1));
    message(u"next"_s, u"next"_s);
    m_commits->closeWindow();
    QCOMPARE(m_said.last(), u"next"_s);
}

void CommitGroupTest::theRecordOfWhatWasLostIsForgotten()
{
    message(u"bad"_s, {}, u"nobody"_s);
    for (const JournalKind kind : {JournalKind::Handled, JournalKind::Published, JournalKind::Lost}) {
        JournalRecord record;
        record.kind = kind;
        record.service = "one";
        m_journal->add(record);
    }
    m_commits->closeWindow();
    QCOMPARE(m_journal->count(JournalKind::Handled), std::uint64_t(0));
    QCOMPARE(m_journal->count(JournalKind::Published), std::uint64_t(0));
    QCOMPARE(m_journal->count(JournalKind::Lost), std::uint64_t(1)); // was done to it, not by it
}

void CommitGroupTest::theRowChangesOfWhatWasLostAreForgotten()
{
    QStringList told;
    m_journal->addRowChangeListener(
        [&](const RowChangeRecord &changes) { told.push_back(QString::fromUtf8(changes.messageId)); });
    message(u"bad"_s, {}, u"nobody"_s);
    m_journal->add(RowChangeRecord{"one", 1, "lost", start, "bytes"});
    m_journal->add(RowChangeRecord{"two", 1, "kept", start, "bytes"});
    QCOMPARE(told, QStringList()); // they wait for the commit
    m_commits->closeWindow();
    QCOMPARE(told, QStringList{u"kept"_s});
}

void CommitGroupTest::anAbandonedGroupIsGivenBack()
{
    message(u"a"_s, u"a"_s);
    message(u"b"_s, u"b"_s);
    QCOMPARE(m_commits->abandon(*m_files[0]).size(), std::size_t(2));
    m_commits->closeWindow();
    QCOMPARE(m_said, QStringList());
    QCOMPARE(seen(), qint64(0));
    QCOMPARE(m_lost, QStringList());
}

void CommitGroupTest::deferredEffectsLeaveAtOnce()
{
    make(CommitGroup::Mode::Deferred);
    message(u"a"_s, u"a"_s);
    m_commits->leave([this] { m_said += u"of no message"_s; });
    QCOMPARE(m_said, (QStringList{u"a"_s, u"of no message"_s}));
    QCOMPARE(m_commits->commits(), std::uint64_t(0));
}

void CommitGroupTest::deferredMessagesShareManyWindows()
{
    make(CommitGroup::Mode::Deferred);
    for (int i = 0; i < 8191; ++i) {
        message(QString::number(i));
        m_commits->closeWindow();
    }
    QCOMPARE(m_commits->commits(), std::uint64_t(0));
    message(u"last"_s);
    m_commits->closeWindow();
    QCOMPARE(m_commits->commits(), std::uint64_t(1));
    QCOMPARE(seen(), qint64(8192));
}

void CommitGroupTest::deferredGroupsAreCommittedInTheEnd()
{
    make(CommitGroup::Mode::Deferred);
    message(u"a"_s);
    m_commits->closeWindow();
    QCOMPARE(seen(), qint64(0));
    m_commits->commitAll();
    QCOMPARE(seen(), qint64(1));
}

void CommitGroupTest::deferredThereIsNoWayBack()
{
    make(CommitGroup::Mode::Deferred);
    message(u"bad"_s, {}, u"nobody"_s);
    QVERIFY_EXCEPTION_THROWN(std::ignore = m_commits->abandon(*m_files[0]), StorageFault);
    QVERIFY_EXCEPTION_THROWN(m_commits->commitAll(), StorageFault);
}

CURBSIDE_TEST(CommitGroupTest)

} // namespace tst_commit_group

#include "tst_commit_group.moc"
