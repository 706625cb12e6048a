// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/capture_pages.h"

#include <QDir>

#include <limits>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostKept = 64 << 20; // bytes
constexpr qint64 mostInChunk = 1 << 20; // records: a capture has some thousands
constexpr qint64 mostRecords = std::numeric_limits<int>::max(); // as many rows as a list can have

bool isSameRun(const CaptureDescription &left, const CaptureDescription &right)
{
    return left.scenario == right.scenario && left.scenarioDigest == right.scenarioDigest && left.seed == right.seed
        && left.beginsAt == right.beginsAt;
}

std::size_t sizeOf(const CapturePages::Page &page)
{
    return static_cast<std::size_t>(page.bytes.size()) + page.records.size() * sizeof(CapturedRecord);
}

} // namespace

StorageError CapturePages::replaced() const
{
    return {StorageError::Kind::NotOurs,
            u"%1: has become another file: open it again"_s.arg(QDir::toNativeSeparators(m_path))};
}

std::expected<void, StorageError> CapturePages::open()
{
    if (m_reader)
        return {};
    auto reader = CaptureReader::open(m_path);
    if (!reader)
        return std::unexpected(reader.error());
    m_reader = std::move(*reader);
    return {};
}

std::expected<void, StorageError> CapturePages::refresh()
{
    close(); // what is open shows the file as it was
    if (auto opened = open(); !opened)
        return opened;
    const auto &segments = m_reader->segments();
    const bool isFirst = m_segments.empty();
    if (!isFirst
        && (!isSameRun(m_reader->description(), m_description) || segments.size() < m_segments.size()
            || segments.front().startedAt != m_segments.front().startedAt))
        return std::unexpected(replaced());
    m_description = m_reader->description();
    m_segments = segments;
    const auto chunks = m_reader->recordChunks(m_chunks.empty() ? 0 : m_chunks.back().number);
    if (!chunks)
        return std::unexpected(chunks.error());
    return takeChunks(*chunks);
}

std::expected<void, StorageError> CapturePages::takeChunks(const std::vector<CaptureReader::Chunk> &chunks)
{
    if (!m_chunks.empty()) {
        // The last one is written again with more in it, until it is full.
        const Chunk last = m_chunks.back();
        if (chunks.empty() || chunks.front().number != last.number || chunks.front().records < last.records)
            return std::unexpected(replaced());
        m_chunks.pop_back();
        m_count = last.first;
    }
    for (const CaptureReader::Chunk &chunk : chunks) {
        if (chunk.records > mostInChunk)
            return std::unexpected(m_reader->damaged());
        if (m_count + chunk.records > mostRecords)
            return std::unexpected(
                StorageError{StorageError::Kind::Machine,
                             u"%1: holds more records than can be shown: capture a shorter stretch"_s.arg(
                                 QDir::toNativeSeparators(m_path))});
        m_chunks.push_back({chunk.number, m_count, chunk.records});
        m_count += chunk.records;
    }
    return {};
}

std::size_t CapturePages::pageOf(qint64 number) const
{
    const auto next = std::ranges::upper_bound(m_chunks, number, {}, &Chunk::first);
    return static_cast<std::size_t>(next - m_chunks.begin()) - 1;
}

std::expected<CapturePages::PagePtr, StorageError> CapturePages::page(std::size_t page)
{
    const Chunk &chunk = m_chunks[page];
    if (!m_kept.empty() && m_kept.front().first == chunk.number
        && std::ssize(m_kept.front().second->records) >= chunk.records)
        return m_kept.front().second;
    const auto kept = std::ranges::find(m_kept, chunk.number, &std::pair<qint64, PagePtr>::first);
    if (kept != m_kept.end()) {
        auto found = std::move(*kept);
        m_kept.erase(kept);
        if (std::ssize(found.second->records) >= chunk.records) {
            m_kept.push_front(found);
            return found.second;
        }
    }
    auto read = this->read(chunk);
    if (!read)
        return read;
    m_kept.emplace_front(chunk.number, *read);
    std::size_t size = 0;
    const auto isTooMuch = [&](const auto &one) {
        size += sizeOf(*one.second);
        return size > mostKept;
    };
    m_kept.erase(std::find_if(m_kept.begin() + 1, m_kept.end(), isTooMuch), m_kept.end());
    return read;
}

std::expected<CapturePages::PagePtr, StorageError> CapturePages::read(const Chunk &chunk)
{
    if (auto opened = open(); !opened)
        return std::unexpected(opened.error());
    auto bytes = m_reader->recordBytes(chunk.number);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto page = std::make_shared<Page>();
    page->bytes = std::move(*bytes);
    page->records.reserve(static_cast<std::size_t>(std::min<qint64>(chunk.records, page->bytes.size())));
    RecordReader reader(page->bytes);
    while (reader.next())
        page->records.push_back(reader.record());
    if (reader.isBroken() || std::ssize(page->records) < chunk.records)
        return std::unexpected(m_reader->damaged());
    return page;
}

} // namespace curbside
