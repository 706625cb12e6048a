// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>

#include <atomic>

namespace curbside {

namespace {

std::atomic<unsigned> nextConnectionNumber{0};

/// Refuses whatever would let a statement reach a file other than its own.
int authorize(void *, int action, const char *first, const char *second, const char *, const char *)
{
    if (action == SQLITE_ATTACH || action == SQLITE_DETACH)
        return SQLITE_DENY;
    const auto isOneOf = [](const char *name, std::initializer_list<const char *> names) {
        return std::ranges::any_of(names, [&](const char *known) { return qstricmp(name, known) == 0; });
    };
    if (action == SQLITE_PRAGMA && second != nullptr
        && !isOneOf(first, {"table_info", "index_list", "index_info", "foreign_key_list"}))
        return SQLITE_DENY;
    if (action == SQLITE_FUNCTION && second != nullptr
        && (qstricmp(second, "load_extension") == 0 || qstricmp(second, "readfile") == 0
            || qstricmp(second, "writefile") == 0))
        return SQLITE_DENY;
    return SQLITE_OK;
}

std::vector<QString> statementsOf(const QString &sql)
{
    std::vector<QString> statements;
    QString statement;
    const QStringList lines = sql.split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().startsWith(QStringLiteral("--")))
            continue;
        statement += line + u'\n';
        if (line.trimmed().endsWith(u';')) {
            statements.push_back(statement.trimmed());
            statement.clear();
        }
    }
    if (!statement.trimmed().isEmpty())
        statements.push_back(statement.trimmed());
    return statements;
}

/// Before SQLite is first used; where something else has used it already it is refused, and not missed.
bool tuneSqlite()
{
    // Counts of memory, which nobody reads, cost a lock at each allocation.
    const bool isUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    // What savepoints remember goes into small pieces of memory, not into one of 64 KiB for each savepoint.
    const bool isInPieces = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1) == SQLITE_OK;
    return isUncounted && isInPieces;
}

} // namespace

const std::set<std::string> &machineryTables()
{
    static const std::set<std::string> names{"call_intent",
                                             "clean_up",
                                             "clean_up_orphan",
                                             "counter",
                                             "dead_letter",
                                             "declared_copy",
                                             "declared_reference",
                                             "idempotency_key",
                                             "inbox",
                                             "inbox_parked",
                                             "meta",
                                             "outbox",
                                             "outbox_consumer",
                                             "message_count",
                                             "row_change",
                                             "schema_migration",
                                             "settled_letter",
                                             "timer"};
    return names;
}

std::expected<std::unique_ptr<Database>, StorageError> Database::open(const Options &options)
{
    std::unique_ptr<Database> database(new Database);
    if (auto connected = database->connect(options); !connected)
        return std::unexpected(connected.error());
    try {
        if (auto ours = database->checkKind(options.kind); !ours)
            return std::unexpected(ours.error());
        database->configure(options);
        if (auto migrated = database->migrate(options.migrations); !migrated)
            return std::unexpected(migrated.error());
        if (options.kind == DatabaseKind::Service)
            database->readProgress();
        database->m_firstDataVersion = database->pragma(QStringLiteral("data_version"));
        sqlite3_set_authorizer(database->m_handle, authorize, nullptr);
        if (options.kind == DatabaseKind::Service)
            database->captureRowChanges();
        database->m_begin = std::make_unique<Statement>(*database, QStringLiteral("BEGIN IMMEDIATE"));
        database->m_commit = std::make_unique<Statement>(*database, QStringLiteral("COMMIT"));
        database->m_openSavepoint = std::make_unique<Statement>(*database, QStringLiteral("SAVEPOINT message"));
        database->m_releaseSavepoint = std::make_unique<Statement>(*database, QStringLiteral("RELEASE message"));
        database->m_isLeftWithLog = options.durability == Durability::Off;
    } catch (const StorageFault &fault) {
        return std::unexpected(database->errorOf(fault.code(), QString::fromUtf8(fault.what())));
    }
    return database;
}

void Database::captureRowChanges()
{
    m_rowChanges = std::make_unique<RowChangeCapture>(m_handle);
    m_rowChanges->passOver(machineryTables());
    Statement reals(*this,
                    QStringLiteral("SELECT m.name, c.cid FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                                   "WHERE m.type = 'table' AND c.type = 'REAL' ORDER BY m.name, c.cid"));
    for (Rows rows = reals.query(); rows.next();)
        m_rowChanges->holdsReals(rows.text(0).toStdString(), static_cast<int>(rows.integer(1)));
}

/// The table is made here and not by a migration: like the list of migrations, it is the connection's own.
void Database::readProgress()
{
    runRaw(
        "CREATE TABLE IF NOT EXISTS message_count (id INTEGER PRIMARY KEY CHECK (id = 1), messages INTEGER NOT NULL, "
        "at INTEGER NOT NULL) STRICT");
    Statement stored(*this, QStringLiteral("SELECT messages, at FROM message_count"));
    Rows rows = stored.query();
    if (rows.next())
        m_committed = {rows.integer(0), rows.time(1)};
    m_progress = m_committed;
    m_storeProgress = std::make_unique<Statement>(
        *this,
        QStringLiteral("INSERT INTO message_count (id, messages, at) VALUES (1, ?, ?) "
                       "ON CONFLICT (id) DO UPDATE SET messages = excluded.messages, at = excluded.at"));
}

Database::~Database()
{
    for (auto *statement : {&m_storeProgress, &m_begin, &m_commit, &m_openSavepoint, &m_releaseSavepoint})
        statement->reset();
    m_rowChanges.reset();
    if (m_handle && inTransaction())
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    if (m_isLeftWithLog) {
        sqlite3_set_authorizer(m_handle, nullptr, nullptr);
        sqlite3_exec(m_handle, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
    }
    m_connection.close();
    m_connection = QSqlDatabase();
    if (!m_connectionName.isEmpty())
        QSqlDatabase::removeDatabase(m_connectionName);
}

std::expected<void, StorageError> Database::connect(const Options &options)
{
    static const bool isTuned = tuneSqlite();
    Q_UNUSED(isTuned)
    m_path = options.path;
    m_name = options.name;
    m_thread = QThread::currentThread();
    m_connectionName = QStringLiteral("curbside-%1-%2").arg(options.name).arg(nextConnectionNumber++);
    m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName);
    if (!m_connection.isValid())
        return std::unexpected(StorageError{
            StorageError::Kind::Machine, QStringLiteral("Qt's SQLite driver is missing: install libqt6sql6-sqlite")});
    m_connection.setDatabaseName(options.path);
    m_connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    if (!m_connection.open())
        return std::unexpected(
            StorageError{StorageError::Kind::Machine,
                         QStringLiteral("%1: cannot be opened (%2): check that the folder exists and may be written")
                             .arg(QDir::toNativeSeparators(options.path), m_connection.lastError().databaseText())});
    const QVariant driverHandle = m_connection.driver()->handle();
    m_handle = *static_cast<sqlite3 *const *>(driverHandle.constData());
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr); // no new plan for every new value
    return {};
}

StorageError Database::errorOf(int code, const QString &what) const
{
    const QString file = QDir::toNativeSeparators(m_path);
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
        return {StorageError::Kind::Corrupt,
                QStringLiteral("%1: the database is damaged (%2): restore it from a copy, or start a new workspace")
                    .arg(file, what)};
    case SQLITE_NOTADB:
        return {
            StorageError::Kind::Corrupt,
            QStringLiteral("%1: this is not a database: move the file away, or choose another workspace").arg(file)};
    case SQLITE_FULL:
        return {StorageError::Kind::Machine,
                QStringLiteral("%1: the disk is full: make room and start again").arg(file)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {StorageError::Kind::Machine,
                QStringLiteral("%1: another program holds it locked: close that and start again").arg(file)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {StorageError::Kind::Machine,
                QStringLiteral("%1: no permission to write: change the permissions, or choose another workspace")
                    .arg(file)};
    default: return {StorageError::Kind::Machine, QStringLiteral("%1: cannot be used (%2)").arg(file, what)};
    }
}

void Database::runRaw(const char *sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw StorageFault(code,
                           QStringLiteral("%1: %2 (%3)")
                               .arg(m_name, QString::fromUtf8(sqlite3_errmsg(m_handle)), QString::fromUtf8(sql)));
}

void Database::execute(const QString &sql)
{
    assertThread();
    const RowChangeCapture::Mark before = rowChangeMark();
    try {
        runRaw(sql.toUtf8().constData());
    } catch (const StorageFault &) {
        forgetRowChangesSince(before);
        throw;
    }
}

std::expected<void, StorageError> Database::checkKind(DatabaseKind kind)
{
    Statement id(*this, QStringLiteral("PRAGMA application_id"));
    Statement tables(*this, QStringLiteral("SELECT count(*) FROM sqlite_master"));
    const auto number = [](Statement &statement) {
        Rows rows = statement.query();
        return rows.next() ? rows.integer(0) : 0;
    };
    const qint64 applicationId = number(id);
    if (applicationId == static_cast<qint64>(kind))
        return {};
    if (applicationId != 0 || number(tables) != 0)
        return std::unexpected(StorageError{StorageError::Kind::NotOurs,
                                            QStringLiteral("%1: belongs to another program: choose another workspace")
                                                .arg(QDir::toNativeSeparators(m_path))});
    runRaw(QStringLiteral("PRAGMA application_id = %1").arg(static_cast<qint64>(kind)).toUtf8().constData());
    return {};
}

void Database::configure(const Options &options)
{
    // Without readers beside it and nothing to survive, a write-ahead log would write everything twice.
    runRaw(options.durability == Durability::Off ? "PRAGMA journal_mode = MEMORY" : "PRAGMA journal_mode = WAL");
    runRaw("PRAGMA foreign_keys = ON");
    runRaw("PRAGMA temp_store = MEMORY");
    // A replica is written, by key, and hardly read; there are five of them.
    runRaw(options.kind == DatabaseKind::Replica ? "PRAGMA cache_size = -500" : "PRAGMA cache_size = -8000");
    runRaw("PRAGMA wal_autocheckpoint = 1000"); // pages: what journal_size_limit lets the file keep
    runRaw("PRAGMA trusted_schema = OFF");
    runRaw("PRAGMA secure_delete = OFF"); // what is deleted is no secret; zeroing it costs page writes
    runRaw("PRAGMA journal_size_limit = 4194304");
    switch (options.durability) {
    case Durability::Off: runRaw("PRAGMA synchronous = OFF"); break;
    case Durability::Normal: runRaw("PRAGMA synchronous = NORMAL"); break;
    case Durability::Full: runRaw("PRAGMA synchronous = FULL"); break;
    }
    if (options.reverseUnordered)
        runRaw("PRAGMA reverse_unordered_selects = ON");
}

std::expected<std::set<std::pair<QString, int>>, StorageError>
Database::appliedMigrations(const std::vector<Migration> &known)
{
    runRaw("CREATE TABLE IF NOT EXISTS schema_migration (owner TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY "
           "(owner, number)) STRICT");
    std::set<std::pair<QString, int>> applied;
    Statement statement(*this, QStringLiteral("SELECT owner, number FROM schema_migration ORDER BY owner, number"));
    for (Rows rows = statement.query(); rows.next();) {
        const std::pair step(rows.text(0), static_cast<int>(rows.integer(1)));
        const bool isKnown = std::any_of(known.begin(), known.end(), [&](const Migration &migration) {
            return std::pair(migration.owner, migration.number) == step;
        });
        if (!isKnown)
            return std::unexpected(StorageError{
                StorageError::Kind::NewerFormat,
                QStringLiteral("%1: written by a newer version of Curbside (schema %2 %3): use that version")
                    .arg(QDir::toNativeSeparators(m_path), step.first)
                    .arg(step.second)});
        applied.insert(step);
    }
    return applied;
}

std::expected<void, StorageError> Database::migrate(const std::vector<Migration> &migrations)
{
    const auto applied = appliedMigrations(migrations);
    if (!applied)
        return std::unexpected(applied.error());
    Statement note(*this, QStringLiteral("INSERT INTO schema_migration (owner, number) VALUES (?, ?)"));
    for (const Migration &migration : migrations) {
        if (applied->contains({migration.owner, migration.number}))
            continue;
        runRaw("BEGIN IMMEDIATE");
        for (const QString &statement : statementsOf(migration.sql))
            runRaw(statement.toUtf8().constData());
        note.run(migration.owner, migration.number);
        runRaw(QStringLiteral("PRAGMA user_version = %1").arg(migrations.size()).toUtf8().constData());
        runRaw("COMMIT");
    }
    return {};
}

std::expected<void, StorageError> Database::copyTo(const QString &path) const
{
    sqlite3 *from = nullptr; // a reader beside this connection sees nothing that is not committed
    sqlite3 *to = nullptr;
    int code = sqlite3_open_v2(m_path.toUtf8().constData(), &from, SQLITE_OPEN_READONLY, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_open_v2(path.toUtf8().constData(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
        if (backup)
            sqlite3_backup_step(backup, -1);
        code = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(to);
    }
    sqlite3_close(to);
    sqlite3_close(from);
    if (code == SQLITE_OK)
        return {};
    return std::unexpected(errorOf(code, QString::fromUtf8(sqlite3_errstr(code))));
}

void Database::begin()
{
    m_begin->run();
}

void Database::commit()
{
    if (m_beforeCommit)
        m_beforeCommit();
    if (m_progress.messages != m_committed.messages)
        m_storeProgress->run(m_progress.messages, m_progress.at);
    m_commit->run();
    m_committed = m_progress;
}

void Database::rollback()
{
    if (inTransaction())
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr,
                     nullptr); // ends the transaction even where it reports a fault
    m_progress = m_committed;
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

qint64 Database::pragma(const QString &name)
{
    Statement statement(*this, QStringLiteral("PRAGMA ") + name);
    Rows rows = statement.query();
    return rows.next() ? rows.integer(0) : 0;
}

qint64 Database::changesFromOutside()
{
    return pragma(QStringLiteral("data_version")) - m_firstDataVersion;
}

qint64 Database::schemaVersion()
{
    return pragma(QStringLiteral("user_version"));
}

qint64 Database::sizeInBytes()
{
    return pragma(QStringLiteral("page_count")) * pragma(QStringLiteral("page_size"));
}

void Database::openSavepoint()
{
    assertThread();
    m_rowChanges->clear();
    m_openSavepoint->run();
}

void Database::releaseSavepoint()
{
    m_releaseSavepoint->run();
    m_rowChanges->clear();
}

void Database::rollbackSavepoint()
{
    m_rowChanges->clear();
    if (!inTransaction())
        return;
    runRaw("ROLLBACK TO message");
    m_releaseSavepoint->run();
}

std::map<QString, std::vector<QString>> columnsOf(Database &database)
{
    std::map<QString, std::vector<QString>> columns;
    Statement statement(database,
                        QStringLiteral("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                                       "WHERE m.type = 'table' ORDER BY m.name, c.cid"));
    for (Rows rows = statement.query(); rows.next();)
        columns[rows.text(0)].push_back(rows.text(1));
    return columns;
}

std::vector<Migration> migrationsOf(const QString &owner)
{
    std::vector<Migration> migrations;
    const QDir directory(QStringLiteral(":/%1/schema").arg(owner));
    const QStringList names = directory.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(directory.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(opened, "migrationsOf", "a resource cannot be read");
        migrations.push_back({owner, name.section(u'_', 0, 0).toInt(), QString::fromUtf8(file.readAll())});
    }
    Q_ASSERT_X(!migrations.empty(), "migrationsOf", qPrintable(owner));
    return migrations;
}

} // namespace curbside
