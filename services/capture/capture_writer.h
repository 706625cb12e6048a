// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_file.h"
#include "services/capture/record.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace curbside {

/// Writes a capture on a thread of its own. All public functions are for the one thread that captures. What is added is
/// encoded at once; packing and writing is done elsewhere, and when too much waits for that, whoever adds waits too. Once
/// the file cannot be written, everything else is dropped and trouble() says why.
class CaptureWriter
{
public:
    /// Opens the file and begins a segment; waits for that.
    [[nodiscard]] static std::expected<std::unique_ptr<CaptureWriter>, StorageError>
    open(const QString &path, const CaptureDescription &description, const CaptureSegment &segment);
    /// Ends the segment in no order, unless end() was called.
    ~CaptureWriter();
    CaptureWriter(const CaptureWriter &) = delete;
    CaptureWriter &operator=(const CaptureWriter &) = delete;

    void add(const JournalRecord &record);
    void add(const RowChangeRecord &changes);
    /// The number of a checkpoint that begins; its pages come first, then itself.
    [[nodiscard]] qint64 nextCheckpoint() { return ++m_numbers.checkpoints; }
    void add(CapturePage page);
    void add(CaptureCheckpoint checkpoint);
    /// Hands over what has come, though there is room for more; the segment is whole up to `at`.
    void flush(PlatformTime at);
    /// Writes everything and closes the file; waits for that.
    void end(PlatformTime at);

    /// Why nothing is written any more; empty while all is well.
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] qint64 records() const { return m_recordCount; }

private:
    using Job = std::function<void(CaptureFile &)>;

    /// Row changes of one service, until there is a chunk of them.
    struct OpenChanges
    {
        ByteBuffer bytes;
        CaptureChunk chunk;
        qint64 sent = 0; ///< up to which it was handed over before it was full
    };

    explicit CaptureWriter(const CaptureSegment &segment) : m_coveredTo(segment.startedAt) {}
    void run(const QString &path, const CaptureDescription &description, const CaptureSegment &segment,
             std::promise<std::expected<CaptureFile::Numbers, StorageError>> opened);
    void work(CaptureFile &file);
    bool takeJob(Job &job, qsizetype &size);
    void post(Job job, qsizetype size);
    void sendRecords();
    void sendChanges(OpenChanges &changes);
    void sendAll(PlatformTime at, bool isEnd);
    void stop();

    // Of the one who captures.
    RecordEncoder m_records;
    std::map<QByteArray, OpenChanges> m_changes; ///< by service
    CaptureFile::Numbers m_numbers;
    qint64 m_recordNumber = 0; ///< of the open chunk; 0 when there is none
    qint64 m_recordCount = 0;
    qint64 m_recordsSent = 0; ///< of the open chunk, before it was full
    PlatformTime m_coveredTo;

    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_hasRoom;
    std::deque<std::pair<Job, qsizetype>> m_jobs;
    qsizetype m_waiting = 0; ///< bytes
    bool m_isStopping = false;
    QString m_trouble;
    std::atomic<bool> m_isBroken = false;
};

} // namespace curbside
