// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_reader.h"

#include <deque>

namespace curbside {

/// The journal records of a capture by their numbers, from 0, however large it is and also while it is written: the file says
/// where they are, and only the pages that were read last are kept. Between two looks the file is closed, so that nobody who
/// writes it waits. Lives on one thread.
class CapturePages
{
public:
    /// Some records one after the other, as the file holds them.
    struct Page
    {
        QByteArray bytes; ///< the records refer to them
        std::vector<CapturedRecord> records;
    };
    using PagePtr = std::shared_ptr<const Page>;

    explicit CapturePages(QString path) : m_path(std::move(path)) {}

    /// Looks what the file holds now: at first, and again when there may be more. What was there stays; a file that is another
    /// one now is refused.
    [[nodiscard]] std::expected<void, StorageError> refresh();
    /// Of the last look.
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] const CaptureDescription &description() const { return m_description; }
    [[nodiscard]] const std::vector<CaptureReader::Segment> &segments() const { return m_segments; }

    [[nodiscard]] std::size_t pageCount() const { return m_chunks.size(); }
    [[nodiscard]] std::size_t pageOf(qint64 number) const;
    /// The number of its first record.
    [[nodiscard]] qint64 firstOf(std::size_t page) const { return m_chunks[page].first; }
    [[nodiscard]] qint64 recordsOf(std::size_t page) const { return m_chunks[page].records; }
    /// It has at least as many records as recordsOf() says. Whoever holds it keeps it.
    [[nodiscard]] std::expected<PagePtr, StorageError> page(std::size_t page);
    /// Closes the file until it is looked at again.
    void close() { m_reader.reset(); }

private:
    struct Chunk
    {
        qint64 number = 0;
        qint64 first = 0;
        qint64 records = 0;
    };

    std::expected<void, StorageError> open();
    std::expected<void, StorageError> takeChunks(const std::vector<CaptureReader::Chunk> &chunks);
    [[nodiscard]] std::expected<PagePtr, StorageError> read(const Chunk &chunk);
    [[nodiscard]] StorageError replaced() const;

    QString m_path;
    std::unique_ptr<CaptureReader> m_reader;
    CaptureDescription m_description;
    std::vector<CaptureReader::Segment> m_segments;
    std::vector<Chunk> m_chunks;
    std::deque<std::pair<qint64, PagePtr>> m_kept; // by number of the chunk, the one used last in front
    qint64 m_count = 0;
};

} // namespace curbside
