// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_pages.h"
#include "widgets/platform/platform_link.h"

#include <QHash>

namespace curbside {

/// Where an event was published: a hash of its id, and the number of the record.
struct CapturedPublication
{
    quint64 key = 0;
    quint32 number = 0;
};

/// The records of a capture as entries of the traffic, by their numbers, from 0. A capture holds what an event carries once,
/// where it was published: everything else that is about the event is shown with it, and with how long it took to get there.
/// Lives on one thread.
class CaptureEntries
{
public:
    /// Entries one after the other, without a copy of their texts: these belong to the pages.
    struct Stretch
    {
        std::vector<TrafficEntry> entries;
        std::vector<CapturePages::PagePtr> pages;
    };

    explicit CaptureEntries(QString path) : m_pages(std::move(path)) {}

    [[nodiscard]] CapturePages &pages() { return m_pages; }
    [[nodiscard]] const CapturePages &pages() const { return m_pages; }
    /// All events have to be known that were published before what is asked for.
    void learn(const std::vector<CapturedPublication> &publications);
    /// The publications among the records of a page, from a number on.
    [[nodiscard]] static std::vector<CapturedPublication> publicationsOf(const CapturePages::Page &page, qint64 first,
                                                                         qint64 from);

    /// Adds the entries from `from` up to before `to`, both of the same page.
    [[nodiscard]] std::expected<void, StorageError> add(Stretch &stretch, qint64 from, qint64 to);
    /// With texts of its own.
    [[nodiscard]] std::expected<TrafficEntry, StorageError> entry(qint64 number);
    /// File and line where the record's handler was registered; empty where it has none.
    [[nodiscard]] QByteArray handlerOf(qint64 number);

private:
    [[nodiscard]] std::expected<const CapturedRecord *, StorageError> publicationOf(const CapturedRecord &record,
                                                                                    Stretch &stretch);

    CapturePages m_pages;
    QHash<quint64, quint32> m_published;
};

/// Of a published event's id.
[[nodiscard]] quint64 publicationKey(QByteArrayView messageId);
/// A copy whose texts are its own.
[[nodiscard]] TrafficEntry ownCopyOf(const TrafficEntry &entry);

} // namespace curbside
