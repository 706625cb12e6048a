// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/capture_entries.h"

#include "services/runtime/source_place.h"
#include "widgets/traffic/entry_record.h"

namespace curbside {

namespace {

QByteArray rawOf(QByteArrayView text)
{
    return text.isEmpty() ? QByteArray() : QByteArray::fromRawData(text.data(), text.size());
}

bool isAboutPublished(JournalKind kind)
{
    return kind == JournalKind::PassedOver || (kind != JournalKind::Published && isAboutEvent(kind));
}

TrafficEntry entryOf(const CapturedRecord &record, const CapturedRecord *publication)
{
    TrafficEntry entry;
    entry.at = toMicroseconds(record.at);
    entry.kind = record.kind;
    entry.service = rawOf(record.service);
    entry.peer = rawOf(record.peer);
    entry.type = rawOf(record.type);
    entry.subject = rawOf(record.subject);
    entry.payload = rawOf(publication ? publication->data : record.data);
    entry.detail = rawOf(record.detail);
    entry.messageId = rawOf(record.messageId);
    entry.causationId = rawOf(record.causationId);
    entry.sequence = record.sequence;
    entry.trace = record.trace;
    entry.latency = publication ? entry.at - toMicroseconds(publication->at) : -1;
    entry.workNanoseconds = record.wallNanoseconds;
    entry.status = record.status;
    return entry;
}

} // namespace

quint64 publicationKey(QByteArrayView messageId)
{
    return qHash(messageId);
}

TrafficEntry ownCopyOf(const TrafficEntry &entry)
{
    TrafficEntry own = entry;
    for (QByteArray *text : {&own.service, &own.peer, &own.type, &own.subject, &own.payload, &own.detail,
                             &own.messageId, &own.causationId})
        *text = QByteArray(text->constData(), text->size());
    return own;
}

void CaptureEntries::learn(const std::vector<CapturedPublication> &publications)
{
    for (const CapturedPublication &publication : publications) {
        if (!m_published.contains(publication.key))
            m_published.insert(publication.key, publication.number);
    }
}

std::vector<CapturedPublication> CaptureEntries::publicationsOf(const CapturePages::Page &page, qint64 first,
                                                                qint64 from)
{
    std::vector<CapturedPublication> found;
    for (std::size_t i = static_cast<std::size_t>(from - first); i < page.records.size(); ++i) {
        const CapturedRecord &record = page.records[i];
        if (record.kind == JournalKind::Published)
            found.push_back({publicationKey(record.messageId), static_cast<quint32>(first + static_cast<qint64>(i))});
    }
    return found;
}

std::expected<const CapturedRecord *, StorageError> CaptureEntries::publicationOf(const CapturedRecord &record,
                                                                                  Stretch &stretch)
{
    if (!isAboutPublished(record.kind))
        return nullptr;
    const auto known = m_published.constFind(publicationKey(record.messageId));
    if (known == m_published.constEnd() || *known >= m_pages.count())
        return nullptr; // published before the capture began
    const std::size_t number = m_pages.pageOf(*known);
    auto page = m_pages.page(number);
    if (!page)
        return std::unexpected(page.error());
    const CapturedRecord &publication =
        (*page)->records[static_cast<std::size_t>(*known - static_cast<quint32>(m_pages.firstOf(number)))];
    if (publication.messageId != record.messageId)
        return nullptr;
    if (std::find(stretch.pages.rbegin(), stretch.pages.rend(), *page) == stretch.pages.rend()) // most often the last
        stretch.pages.push_back(std::move(*page));
    return &publication;
}

std::expected<void, StorageError> CaptureEntries::add(Stretch &stretch, qint64 from, qint64 to)
{
    const std::size_t number = m_pages.pageOf(from);
    const auto page = m_pages.page(number);
    if (!page)
        return std::unexpected(page.error());
    stretch.pages.push_back(*page);
    const qint64 first = m_pages.firstOf(number);
    for (qint64 i = from; i < to; ++i) {
        const CapturedRecord &record = (*page)->records[static_cast<std::size_t>(i - first)];
        const auto publication = publicationOf(record, stretch);
        if (!publication)
            return std::unexpected(publication.error());
        stretch.entries.push_back(entryOf(record, *publication));
    }
    return {};
}

std::expected<TrafficEntry, StorageError> CaptureEntries::entry(qint64 number)
{
    Stretch stretch;
    if (auto added = add(stretch, number, number + 1); !added)
        return std::unexpected(added.error());
    return ownCopyOf(stretch.entries.front());
}

QByteArray CaptureEntries::handlerOf(qint64 number)
{
    const std::size_t at = m_pages.pageOf(number);
    const auto page = m_pages.page(at);
    if (!page)
        return {};
    const CapturedRecord &record = (*page)->records[static_cast<std::size_t>(number - m_pages.firstOf(at))];
    if (record.handlerLine == 0)
        return {};
    return fileInSources(QString::fromUtf8(record.handlerFile)).toUtf8() + ':' + QByteArray::number(record.handlerLine);
}

} // namespace curbside
