// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"
#include "services/runtime/storage/storage_error.h"

#include <QSqlDatabase>
#include <QString>
#include <QThread>

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

struct sqlite3;

namespace curbside {

/// The runtime's own tables, which every service's database has beside the service's.
[[nodiscard]] const std::set<std::string> &machineryTables();

/// One step of a schema's history. Runs once, in the transaction that also notes its owner and number.
struct Migration
{
    QString owner; ///< whose schema: the runtime's or the service's
    int number;
    QString
        sql; ///< each statement ends with a semicolon at the end of a line; inside, no line ends with one but in triggers' BEGIN … END
};

/// What a database file says of itself in `application_id`, so that a foreign file is refused and not overwritten.
enum class DatabaseKind : std::uint32_t {
    Service = 0x43425356, // "CBSV"
    Capture = 0x43424350, // "CBCP"
    Warehouse = 0x43425748, // "CBWH"
    Replica = 0x43425250, // "CBRP"
};

/// The one writing connection to one service's own file. Lives on the thread that opened it.
///
/// Messages are handled in savepoints inside a transaction that several of them share; see CommitGroup. Every change of a
/// row of the service's own tables is captured (row_change.h); the runtime's tables are not. The connection cannot attach
/// another file.
class Database
{
public:
    enum class Durability {
        Normal, ///< survives any crash of the process
        Full, ///< survives a power cut
        Off, ///< for files that nobody sees before they are whole
    };

    struct Options
    {
        QString path; ///< made when absent
        QString name; ///< for messages and for the connection ("operations")
        Durability durability = Durability::Normal;
        std::vector<Migration> migrations;
        bool reverseUnordered = false; ///< PRAGMA reverse_unordered_selects: shows who relies on an order not asked for
        DatabaseKind kind =
            DatabaseKind::Service; ///< of any other, rows are not captured, and it handles no messages in savepoints
    };

    [[nodiscard]] static std::expected<std::unique_ptr<Database>, StorageError> open(const Options &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] Statement prepare(const QString &sql) { return Statement(*this, sql); }
    /// Runs one statement that is not worth keeping.
    void execute(const QString &sql);

    /// How many messages this database has taken in since it was made, and the platform time of the last. Stored with
    /// each commit: it says, exactly, how far an incarnation got whose process was killed.
    struct Progress
    {
        std::int64_t messages = 0;
        PlatformTime at;
    };
    [[nodiscard]] const Progress &progress() const { return m_progress; }
    /// What has to be stored with every commit; may be empty.
    void beforeCommit(std::function<void()> store) { m_beforeCommit = std::move(store); }
    /// A message was released at `at`.
    void noteMessage(PlatformTime at) { m_progress = {m_progress.messages + 1, at}; }

    // The shared transaction and the message's savepoint inside it.
    void begin();
    void commit();
    void rollback();
    /// False after SQLite rolled back by itself (disk full, I/O error): the whole group is gone.
    [[nodiscard]] bool inTransaction() const;
    void openSavepoint();
    void releaseSavepoint();
    void rollbackSavepoint();

    /// Makes a file at `path` that holds what is committed here.
    [[nodiscard]] std::expected<void, StorageError> copyTo(const QString &path) const;

    /// Counts how often other connections have changed the file since it was opened here: nobody but this one ever should.
    [[nodiscard]] qint64 changesFromOutside();
    /// Counts the migrations that the file has seen.
    [[nodiscard]] qint64 schemaVersion();
    /// Of its pages, those that are still to be written back included.
    [[nodiscard]] qint64 sizeInBytes();

    /// What the open savepoint has changed so far.
    [[nodiscard]] RowChangeCapture &rowChanges() { return *m_rowChanges; }
    [[nodiscard]] RowChangeCapture::Mark rowChangeMark() const
    {
        return m_rowChanges ? m_rowChanges->mark() : RowChangeCapture::Mark();
    }
    /// A statement failed that began there.
    void forgetRowChangesSince(const RowChangeCapture::Mark &mark)
    {
        if (m_rowChanges)
            m_rowChanges->truncate(mark);
    }

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[nodiscard]] QSqlDatabase &connection() { return m_connection; }
    void assertThread() const
    {
        Q_ASSERT_X(QThread::currentThread() == m_thread, "Database", "used from another thread");
    }

private:
    Database() = default;
    std::expected<void, StorageError> connect(const Options &options);
    std::expected<void, StorageError> checkKind(DatabaseKind kind);
    std::expected<void, StorageError> migrate(const std::vector<Migration> &migrations);
    void configure(const Options &options);
    void captureRowChanges();
    void readProgress();
    std::expected<std::set<std::pair<QString, int>>, StorageError>
    appliedMigrations(const std::vector<Migration> &known);
    [[nodiscard]] StorageError errorOf(int code, const QString &what) const;
    [[nodiscard]] qint64 pragma(const QString &name);
    void runRaw(const char *sql);

    QString m_path;
    QString m_name;
    QString m_connectionName;
    QSqlDatabase m_connection;
    sqlite3 *m_handle = nullptr;
    bool m_isLeftWithLog = false; ///< it worked without a write-ahead log, and is to be left as others are
    QThread *m_thread = nullptr;
    std::unique_ptr<RowChangeCapture> m_rowChanges;
    std::function<void()> m_beforeCommit;
    qint64 m_firstDataVersion = 0;
    Progress m_progress;
    Progress m_committed;
    std::unique_ptr<Statement> m_storeProgress;
    std::unique_ptr<Statement> m_begin;
    std::unique_ptr<Statement> m_commit;
    std::unique_ptr<Statement> m_openSavepoint;
    std::unique_ptr<Statement> m_releaseSavepoint;
};

/// The columns of every table, in order: what row changes are named by.
[[nodiscard]] std::map<QString, std::vector<QString>> columnsOf(Database &database);

/// The migrations compiled in as :/OWNER/schema/001_….sql, in order. Asserts when there is none: it is part of the program.
[[nodiscard]] std::vector<Migration> migrationsOf(const QString &owner);

} // namespace curbside
