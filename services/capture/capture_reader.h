// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_file.h"
#include "services/capture/past_tables.h"
#include "services/capture/read_only_database.h"
#include "services/capture/record.h"

namespace curbside {

/// Why a moment cannot be shown.
struct PastError
{
    enum class Kind {
        OutOfReach, ///< nothing that is kept tells what was there at that moment
        Unknown, ///< there is no such service
        Storage, ///< the file cannot be read
    };
    Kind kind = Kind::Storage;
    QString text;
};

/// A capture, for those who look at it; also while it is written.
class CaptureReader
{
public:
    struct Segment
    {
        qint64 number = 0;
        qint64 incarnation = 0;
        PlatformTime startedAt;
        PlatformTime coveredTo;
        bool isEnded = false; ///< in order: nothing is missing at its end
    };

    /// Whether the file says of itself that it is a capture.
    [[nodiscard]] static bool isCapture(const QString &path);
    [[nodiscard]] static std::expected<std::unique_ptr<CaptureReader>, StorageError> open(const QString &path);

    [[nodiscard]] const CaptureDescription &description() const { return m_description; }
    [[nodiscard]] const std::vector<Segment> &segments() const { return m_segments; }
    [[nodiscard]] std::expected<qint64, StorageError> countRecords();

    struct Chunk
    {
        qint64 number = 0;
        qint64 records = 0;
    };
    /// The chunks of journal records from that number on, in order.
    [[nodiscard]] std::expected<std::vector<Chunk>, StorageError> recordChunks(qint64 from = 0);
    /// What is in one of them, for a RecordReader.
    [[nodiscard]] std::expected<QByteArray, StorageError> recordBytes(qint64 chunk);

    /// Calls `visit` with each journal record, in order, until it returns false. What a record refers to is gone after each call.
    std::expected<void, StorageError> forEachRecord(const std::function<bool(const CapturedRecord &)> &visit);

    /// What is said of a file that holds what no capture does.
    [[nodiscard]] StorageError damaged() const;

    /// A service's own tables after everything that it did up to and including `at`.
    [[nodiscard]] std::expected<PastTables, PastError> tablesAt(const QByteArray &service, PlatformTime at);

private:
    explicit CaptureReader(std::unique_ptr<ReadOnlyDatabase> database) : m_database(std::move(database)) {}
    std::expected<void, StorageError> readHead();
    std::expected<void, StorageError> readSegments();
    [[nodiscard]] std::expected<Segment, PastError> segmentAt(PlatformTime at) const;
    [[nodiscard]] std::expected<PastTables, PastError> emptyTables(const Segment &segment, const QByteArray &service);
    std::expected<void, PastError> putPages(PastTables &tables, qint64 checkpoint);
    std::expected<void, PastError> applyChunks(PastTables &tables, const Segment &segment, const QByteArray &service,
                                               qint64 after, PlatformTime at);

    std::unique_ptr<ReadOnlyDatabase> m_database;
    CaptureDescription m_description;
    std::vector<Segment> m_segments;
    Unpacker m_unpacker;
};

} // namespace curbside
