// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_file.h"
#include "services/capture/record.h"
#include "services/runtime/messaging/event.h"

namespace curbside {

/// A capture that a test writes, chunk by chunk; what was committed can be read at once.
class WrittenCapture
{
public:
    static constexpr PlatformTime start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}
                                        + std::chrono::hours{11}};

    explicit WrittenCapture(const QString &path, std::uint64_t seed = 1)
    {
        auto file = CaptureFile::open(path, {QStringLiteral("scripted"), "digest", seed, start});
        Q_ASSERT(file);
        m_file = std::move(*file);
        m_file->beginSegment({1, start, {}});
    }

    /// An event, published by Deliveries and handled by Operations 20 ms later; the next number tells them apart.
    WrittenCapture &happened(const QByteArray &type, const QByteArray &data)
    {
        const QByteArray number = QByteArray::number(++m_events);
        auto event = std::make_shared<Event>();
        event->id = "event-" + number;
        event->source = "deliveries";
        event->type = type;
        event->subject = "D-" + number;
        event->time = start + std::chrono::milliseconds{100} * m_events;
        event->sequence = m_events;
        event->trace = TraceContext::restored(7, static_cast<std::uint64_t>(m_events), 1);
        event->data = data;
        JournalRecord record;
        record.at = event->time;
        record.kind = JournalKind::Published;
        record.service = event->source;
        record.type = event->type;
        record.subject = event->subject;
        record.messageId = event->id;
        record.sequence = event->sequence;
        record.trace = event->trace;
        record.event = event;
        add(record);
        record.kind = JournalKind::Handled;
        record.at += std::chrono::milliseconds{20};
        record.service = "operations";
        record.peer = "deliveries";
        record.handler = std::source_location::current();
        return add(record);
    }
    WrittenCapture &add(const JournalRecord &record)
    {
        m_lastAt = record.at;
        m_records.add(record);
        return *this;
    }
    WrittenCapture &requested()
    {
        JournalRecord record;
        record.at = start + std::chrono::milliseconds{100} * m_events;
        record.kind = JournalKind::Requested;
        record.service = "deliveries";
        record.type = "GET /deliveries";
        record.messageId = "request-1";
        return add(record);
    }
    /// The chunk that is open, which grows until nextChunk().
    WrittenCapture &commit()
    {
        put();
        m_file->cover(m_lastAt, false);
        m_file->commit();
        return *this;
    }
    WrittenCapture &nextChunk()
    {
        put();
        ++m_chunk;
        m_records.clear();
        return *this;
    }
    void end()
    {
        if (m_records.count() > 0)
            put();
        m_file->cover(m_lastAt, true);
        m_file->commit();
        m_file.reset();
    }

private:
    void put()
    {
        m_file->put({m_chunk,
                     {},
                     0,
                     m_records.count(),
                     m_records.firstAt(),
                     m_records.lastAt(),
                     m_records.bytes().toByteArray()});
    }

    std::unique_ptr<CaptureFile> m_file;
    RecordEncoder m_records;
    qint64 m_chunk = 1;
    int m_events = 0;
    PlatformTime m_lastAt = start;
};

} // namespace curbside
