// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/capture_writer.h"

#include "services/runtime/storage/row_pages.h"

namespace curbside {

namespace {

constexpr qsizetype chunkSize = 256 << 10;
constexpr qsizetype mostWaiting = 32 << 20;
constexpr qsizetype commitSize = 8 << 20; ///< at the latest after so many bytes; sooner, when nothing waits

} // namespace

std::expected<std::unique_ptr<CaptureWriter>, StorageError>
CaptureWriter::open(const QString &path, const CaptureDescription &description, const CaptureSegment &segment)
{
    std::unique_ptr<CaptureWriter> writer(new CaptureWriter(segment));
    std::promise<std::expected<CaptureFile::Numbers, StorageError>> opened;
    auto isOpen = opened.get_future();
    writer->m_thread =
        std::thread([raw = writer.get(), path, description, segment, opened = std::move(opened)]() mutable {
            raw->run(path, description, segment, std::move(opened));
        });
    const auto numbers = isOpen.get();
    if (!numbers) {
        writer->stop();
        return std::unexpected(numbers.error());
    }
    writer->m_numbers = *numbers;
    return writer;
}

CaptureWriter::~CaptureWriter()
{
    if (m_thread.joinable())
        sendAll(m_coveredTo, false);
    stop();
}

void CaptureWriter::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void CaptureWriter::run(const QString &path, const CaptureDescription &description, const CaptureSegment &segment,
                        std::promise<std::expected<CaptureFile::Numbers, StorageError>> opened)
{
    auto file = CaptureFile::open(path, description);
    if (!file) {
        opened.set_value(std::unexpected(file.error()));
        return;
    }
    bool isOpen = false;
    try {
        const CaptureFile::Numbers numbers = (*file)->numbers();
        (*file)->beginSegment(segment);
        isOpen = true;
        opened.set_value(numbers);
        work(**file);
        (*file)->commit();
    } catch (const StorageFault &fault) {
        if (!isOpen) {
            opened.set_value(
                std::unexpected(StorageError{StorageError::Kind::Machine,
                                             QStringLiteral("%1: cannot be gone on with (%2): name another file")
                                                 .arg(path, QString::fromUtf8(fault.what()))}));
            return;
        }
        const std::lock_guard lock(m_mutex);
        m_trouble = QStringLiteral("%1: cannot be written (%2): the capture ends here; make room, or name another file")
                        .arg(path, QString::fromUtf8(fault.what()));
        m_isBroken = true;
        m_jobs.clear();
        m_hasRoom.notify_all();
    }
}

void CaptureWriter::work(CaptureFile &file)
{
    Job job;
    qsizetype size = 0;
    qsizetype uncommitted = 0;
    while (takeJob(job, size)) {
        job(file);
        uncommitted += size;
        bool isIdle = false;
        {
            const std::lock_guard lock(m_mutex);
            m_waiting -= size;
            isIdle = m_jobs.empty();
        }
        m_hasRoom.notify_one();
        if (isIdle || uncommitted >= commitSize) {
            file.commit();
            uncommitted = 0;
        }
    }
}

bool CaptureWriter::takeJob(Job &job, qsizetype &size)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_isStopping || !m_jobs.empty(); });
    if (m_jobs.empty())
        return false;
    job = std::move(m_jobs.front().first);
    size = m_jobs.front().second;
    m_jobs.pop_front();
    return true;
}

void CaptureWriter::post(Job job, qsizetype size)
{
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [this] { return m_isBroken || m_waiting < mostWaiting; });
    if (m_isBroken)
        return;
    m_waiting += size;
    m_jobs.emplace_back(std::move(job), size);
    lock.unlock();
    m_wake.notify_one();
}

void CaptureWriter::add(const JournalRecord &record)
{
    if (m_isBroken)
        return;
    if (m_recordNumber == 0) {
        m_recordNumber = ++m_numbers.records;
        m_recordsSent = 0;
    }
    m_records.add(record);
    ++m_recordCount;
    if (m_records.bytes().size() < chunkSize)
        return;
    sendRecords();
    m_records.clear();
    m_recordNumber = 0;
}

void CaptureWriter::add(const RowChangeRecord &changes)
{
    if (m_isBroken)
        return;
    OpenChanges &open = m_changes[changes.service];
    if (open.chunk.number == 0)
        open.chunk = {++m_numbers.changes, changes.service, changes.sequence, 0, changes.at, {}, {}};
    open.chunk.last = changes.sequence;
    open.chunk.lastAt = changes.at;
    RowChangePage::Item{changes.sequence, changes.messageId, changes.at, changes.changes}.write(open.bytes);
    if (open.bytes.size() < chunkSize)
        return;
    sendChanges(open);
    open.bytes.truncate(0);
    open.chunk.number = 0;
}

void CaptureWriter::sendRecords()
{
    CaptureChunk chunk{m_recordNumber,
                       {},
                       0,
                       m_records.count(),
                       m_records.firstAt(),
                       m_records.lastAt(),
                       m_records.bytes().toByteArray()};
    m_recordsSent = m_records.count();
    const qsizetype size = chunk.bytes.size();
    post([chunk = std::move(chunk)](CaptureFile &file) { file.put(chunk); }, size);
}

void CaptureWriter::sendChanges(OpenChanges &changes)
{
    CaptureChunk chunk = changes.chunk;
    chunk.bytes = changes.bytes.view().toByteArray();
    changes.sent = chunk.last;
    const qsizetype size = chunk.bytes.size();
    post([chunk = std::move(chunk)](CaptureFile &file) { file.put(chunk); }, size);
}

void CaptureWriter::add(CapturePage page)
{
    const qsizetype size = page.bytes.size();
    post([page = std::move(page)](CaptureFile &file) { file.put(page); }, size);
}

void CaptureWriter::add(CaptureCheckpoint checkpoint)
{
    post([checkpoint = std::move(checkpoint)](CaptureFile &file) { file.put(checkpoint); }, 0);
}

void CaptureWriter::sendAll(PlatformTime at, bool isEnd)
{
    if (m_recordNumber != 0 && m_recordsSent < m_records.count())
        sendRecords();
    for (auto &[service, changes] : m_changes) {
        if (changes.chunk.number != 0 && changes.sent < changes.chunk.last)
            sendChanges(changes);
    }
    m_coveredTo = std::max(m_coveredTo, at);
    post([to = m_coveredTo, isEnd](CaptureFile &file) { file.cover(to, isEnd); }, 0);
}

void CaptureWriter::flush(PlatformTime at)
{
    if (!m_isBroken)
        sendAll(at, false);
}

void CaptureWriter::end(PlatformTime at)
{
    sendAll(at, true);
    stop();
}

QString CaptureWriter::trouble() const
{
    const std::lock_guard lock(m_mutex);
    return m_trouble;
}

} // namespace curbside
