// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/packed.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/table_routes.h"

namespace curbside {

/// What a capture says of the run that it is of.
struct CaptureDescription
{
    QString scenario;
    QByteArray scenarioDigest;
    std::uint64_t seed = 1;
    PlatformTime beginsAt; ///< of the run: moments given as durations are counted from here
};

/// One stretch of capturing, as it begins.
struct CaptureSegment
{
    qint64 incarnation = 0;
    PlatformTime startedAt;
    std::map<QByteArray, std::vector<TableDescription>> tables; ///< by service
};

/// Some journal records, or row changes of one service.
struct CaptureChunk
{
    qint64 number = 0; ///< among the chunks of its kind in this file; one with the same number takes its place
    QByteArray service; ///< of row changes; empty for records
    qint64 first = 0; ///< sequence of the first row change
    qint64 last = 0; ///< and of the last; for records, how many there are
    PlatformTime firstAt;
    PlatformTime lastAt;
    QByteArray bytes;
};

struct CaptureCheckpoint
{
    qint64 number = 0;
    QByteArray service;
    PlatformTime at;
    qint64 from = 0;
    qint64 through = 0;
};

struct CapturePage
{
    qint64 checkpoint = 0;
    QString table;
    qint64 rows = 0;
    QByteArray bytes;
};

/// The file of a capture, for the one who writes it. Lives on one thread; what fails is a StorageFault. Everything since the
/// last commit() is lost with the process.
class CaptureFile
{
public:
    /// Makes the file, or goes on with one. It has to be a capture of the same run: see CaptureReader.
    [[nodiscard]] static std::expected<std::unique_ptr<CaptureFile>, StorageError>
    open(const QString &path, const CaptureDescription &description);
    /// Leaves one file, with none beside it.
    ~CaptureFile();
    CaptureFile(const CaptureFile &) = delete;
    CaptureFile &operator=(const CaptureFile &) = delete;

    void beginSegment(const CaptureSegment &segment);
    void put(const CaptureChunk &chunk);
    void put(const CapturePage &page);
    void put(const CaptureCheckpoint &checkpoint);
    /// The segment is whole up to there.
    void cover(PlatformTime to, bool isEnded);
    void commit();
    [[nodiscard]] bool hasUncommitted() const { return m_database->inTransaction(); }

    /// The highest numbers that the file has used.
    struct Numbers
    {
        qint64 records = 0;
        qint64 changes = 0;
        qint64 checkpoints = 0;
    };
    [[nodiscard]] Numbers numbers();

private:
    /// Closes a file when it goes, and with that lets go of its lock.
    struct Closer
    {
        int file = -1;
        ~Closer();
    };

    explicit CaptureFile(std::unique_ptr<Database> database);
    std::expected<void, StorageError> lock();
    void describe(const CaptureDescription &description);
    void join();
    [[nodiscard]] qint64 highest(const QString &table, const QString &column);

    Closer m_lock; // the last to go: to close a file lets go of what SQLite locks in it
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Statement> m_putRecords;
    std::unique_ptr<Statement> m_putChanges;
    std::unique_ptr<Statement> m_putPage;
    std::unique_ptr<Statement> m_putCheckpoint;
    std::unique_ptr<Statement> m_cover;
    Packer m_packer;
    qint64 m_segment = 0;
};

} // namespace curbside
