// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/capture_file.h"

#include <QFile>

#include <sqlite3.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<std::unique_ptr<CaptureFile>, StorageError> CaptureFile::open(const QString &path,
                                                                            const CaptureDescription &description)
{
    auto database = Database::open({.path = path,
                                    .name = u"capture"_s,
                                    .durability = Database::Durability::Normal,
                                    .migrations = migrationsOf(u"capture"_s),
                                    .kind = DatabaseKind::Capture});
    if (!database)
        return std::unexpected(database.error());
    try {
        std::unique_ptr<CaptureFile> file(new CaptureFile(std::move(*database)));
        if (auto locked = file->lock(); !locked)
            return std::unexpected(locked.error());
        file->describe(description);
        file->commit();
        return file;
    } catch (const StorageFault &fault) {
        return std::unexpected(StorageError{StorageError::Kind::Machine,
                                            u"%1: cannot be written (%2): make room, or name another file"_s.arg(
                                                path, QString::fromUtf8(fault.what()))});
    }
}

CaptureFile::CaptureFile(std::unique_ptr<Database> database)
    : m_database(std::move(database)),
      m_putRecords(std::make_unique<Statement>(
          *m_database,
          u"INSERT OR REPLACE INTO record_chunk (number, segment, records, first_at, last_at, size, bytes) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)"_s)),
      m_putChanges(std::make_unique<Statement>(
          *m_database,
          u"INSERT OR REPLACE INTO change_chunk (number, segment, service, first_sequence, last_sequence, first_at, "
          "last_at, size, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s)),
      m_putPage(std::make_unique<Statement>(
          *m_database,
          u"INSERT INTO checkpoint_page (checkpoint, table_name, rows, size, bytes) VALUES (?, ?, ?, ?, ?)"_s)),
      m_putCheckpoint(std::make_unique<Statement>(
          *m_database,
          u"INSERT INTO checkpoint (number, segment, service, at, from_sequence, through_sequence) "
          "VALUES (?, ?, ?, ?, ?, ?)"_s)),
      m_cover(std::make_unique<Statement>(*m_database,
                                          u"UPDATE segment SET covered_to = ?, is_ended = ? WHERE number = ?"_s))
{}

CaptureFile::~CaptureFile()
{
    for (auto *statement : {&m_putRecords, &m_putChanges, &m_putPage, &m_putCheckpoint, &m_cover})
        statement->reset();
    if (m_database->inTransaction())
        m_database->rollback();
    sqlite3_set_authorizer(m_database->handle(), nullptr, nullptr);
    // Waits for those who look for a moment; the change of mode would not, and leave the log's end beside the file.
    sqlite3_exec(m_database->handle(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
    sqlite3_exec(m_database->handle(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
}

CaptureFile::Closer::~Closer()
{
    if (file >= 0)
        ::close(file);
}

/// Beside SQLite's locks, which let several write by turns.
std::expected<void, StorageError> CaptureFile::lock()
{
    const QString &path = m_database->path();
    m_lock.file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (m_lock.file >= 0 && ::flock(m_lock.file, LOCK_EX | LOCK_NB) == 0)
        return {};
    return std::unexpected(
        StorageError{StorageError::Kind::Machine,
                     u"%1: is being written by another process: end that one, or name another file"_s.arg(path)});
}

void CaptureFile::describe(const CaptureDescription &description)
{
    join();
    Statement put(*m_database, u"INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING"_s);
    put.run(u"scenario"_s, description.scenario);
    put.run(u"scenarioDigest"_s, QString::fromLatin1(description.scenarioDigest));
    put.run(u"seed"_s, QString::number(description.seed));
    put.run(u"beginsAt"_s, QString::number(toMicroseconds(description.beginsAt)));
    Statement last(*m_database, u"SELECT coalesce(max(number), 0) FROM segment"_s);
    if (Rows rows = last.query(); rows.next())
        m_segment = rows.integer(0);
}

void CaptureFile::join()
{
    if (!m_database->inTransaction())
        m_database->begin();
}

void CaptureFile::beginSegment(const CaptureSegment &segment)
{
    join();
    Statement(*m_database,
              u"INSERT INTO segment (number, incarnation, started_at, covered_to, is_ended) VALUES (?, ?, ?, ?, 0)"_s)
        .run(++m_segment, segment.incarnation, segment.startedAt, segment.startedAt);
    Statement column(*m_database,
                     u"INSERT INTO service_column (segment, service, table_name, position, name, type, key_place, "
                     "default_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    for (const auto &[service, tables] : segment.tables) {
        for (const TableDescription &table : tables) {
            int position = 0;
            for (const ColumnDescription &described : table.columns) {
                const std::optional<QString> defaultValue =
                    described.defaultValue.isNull() ? std::nullopt : std::optional(described.defaultValue);
                column.run(m_segment, Utf8{service}, table.name, position++, described.name, described.type,
                           described.key, defaultValue);
            }
        }
    }
}

void CaptureFile::put(const CaptureChunk &chunk)
{
    join();
    const QByteArray packed = m_packer.packed(chunk.bytes);
    if (chunk.service.isEmpty())
        m_putRecords->run(chunk.number, m_segment, chunk.last, chunk.firstAt, chunk.lastAt, chunk.bytes.size(), packed);
    else
        m_putChanges->run(chunk.number, m_segment, Utf8{chunk.service}, chunk.first, chunk.last, chunk.firstAt,
                          chunk.lastAt, chunk.bytes.size(), packed);
}

void CaptureFile::put(const CapturePage &page)
{
    join();
    const QByteArray packed = m_packer.packed(page.bytes);
    m_putPage->run(page.checkpoint, page.table, page.rows, page.bytes.size(), packed);
}

void CaptureFile::put(const CaptureCheckpoint &checkpoint)
{
    join();
    m_putCheckpoint->run(checkpoint.number, m_segment, Utf8{checkpoint.service}, checkpoint.at, checkpoint.from,
                         checkpoint.through);
}

void CaptureFile::cover(PlatformTime to, bool isEnded)
{
    join();
    m_cover->run(to, isEnded, m_segment);
}

void CaptureFile::commit()
{
    if (m_database->inTransaction())
        m_database->commit();
}

qint64 CaptureFile::highest(const QString &table, const QString &column)
{
    Statement statement(*m_database, u"SELECT coalesce(max(%1), 0) FROM %2"_s.arg(column, table));
    Rows rows = statement.query();
    return rows.next() ? rows.integer(0) : 0;
}

CaptureFile::Numbers CaptureFile::numbers()
{
    const QString number = u"number"_s;
    // Pages of a checkpoint that was not finished are there too.
    return {highest(u"record_chunk"_s, number), highest(u"change_chunk"_s, number),
            std::max(highest(u"checkpoint"_s, number), highest(u"checkpoint_page"_s, u"checkpoint"_s))};
}

} // namespace curbside
