// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/record.h"

#include <cstring>

namespace curbside {

namespace {

constexpr qsizetype longestNumber = 10; ///< 64 bits by seven

/// Which parts follow, lowest first.
enum Part : std::uint64_t {
    PeerPart = 1 << 0,
    TypePart = 1 << 1,
    SubjectPart = 1 << 2,
    MessagePart = 1 << 3,
    CausationPart = 1 << 4,
    SequencePart = 1 << 5,
    StatusPart = 1 << 6,
    DetailPart = 1 << 7,
    TracePart = 1 << 8,
    DataPart = 1 << 9,
    HandlerPart = 1 << 10,
    WallPart = 1 << 11,
    ChangesPart = 1 << 12, ///< nothing follows
};

std::uint64_t folded(std::int64_t number)
{
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t unfolded(std::uint64_t number)
{
    return static_cast<std::int64_t>((number >> 1) ^ (~(number & 1) + 1));
}

std::uint64_t partsOf(const JournalRecord &record)
{
    std::uint64_t parts = 0;
    const auto note = [&](bool isThere, Part part) { parts |= isThere ? static_cast<std::uint64_t>(part) : 0; };
    note(!record.peer.isEmpty(), PeerPart);
    note(!record.type.isEmpty(), TypePart);
    note(!record.subject.isEmpty(), SubjectPart);
    note(!record.messageId.isEmpty(), MessagePart);
    note(!record.causationId.isEmpty(), CausationPart);
    note(record.sequence != 0, SequencePart);
    note(record.status != 0, StatusPart);
    note(!record.detail.isEmpty(), DetailPart);
    note(!record.trace.isNull(), TracePart);
    note(record.kind == JournalKind::Published && record.event, DataPart);
    note(record.handler.line() != 0, HandlerPart);
    note(record.wallNanoseconds != 0, WallPart);
    note(record.rowChanges != nullptr, ChangesPart);
    return parts;
}

} // namespace

Event CapturedRecord::event() const
{
    Event event;
    event.id = messageId.toByteArray();
    event.source = service.toByteArray();
    event.type = type.toByteArray();
    event.subject = subject.toByteArray();
    event.time = at;
    event.causationId = causationId.toByteArray();
    event.trace = trace;
    event.sequence = sequence;
    event.data = data.toByteArray();
    return event;
}

void RecordEncoder::clear()
{
    m_bytes.truncate(0);
    m_count = 0;
    m_firstAt = m_lastAt = PlatformTime{};
}

void RecordEncoder::put(std::uint64_t number)
{
    m_bytes.makeRoom(longestNumber);
    m_bytes.putVarint(number);
}

void RecordEncoder::put(QByteArrayView text)
{
    m_bytes.putBytes(text.data(), static_cast<int>(text.size()));
}

void RecordEncoder::add(const JournalRecord &record)
{
    if (m_count++ == 0)
        m_firstAt = record.at;
    put(folded(toMicroseconds(record.at) - toMicroseconds(m_lastAt)));
    m_lastAt = record.at;
    const std::uint64_t parts = partsOf(record);
    put(static_cast<std::uint64_t>(record.kind));
    put(parts);
    put(record.service);
    for (const QByteArray *text :
         {&record.peer, &record.type, &record.subject, &record.messageId, &record.causationId}) {
        if (!text->isEmpty())
            put(*text);
    }
    if ((parts & SequencePart) != 0)
        put(folded(record.sequence));
    if ((parts & StatusPart) != 0)
        put(folded(record.status));
    if ((parts & DetailPart) != 0)
        put(record.detail);
    if ((parts & TracePart) != 0) {
        for (const std::uint64_t number : {record.trace.traceHigh(), record.trace.traceLow(), record.trace.span()})
            put(number);
    }
    if ((parts & DataPart) != 0)
        put(record.event->data);
    if ((parts & HandlerPart) != 0) {
        put(QByteArrayView(record.handler.file_name()));
        put(record.handler.line());
    }
    if ((parts & WallPart) != 0)
        put(folded(record.wallNanoseconds));
}

bool RecordReader::next()
{
    if (m_reader.atEnd())
        return false;
    m_record = {};
    m_at += unfolded(m_reader.number());
    m_record.at = fromMicroseconds(m_at);
    const std::uint64_t kind = m_reader.number();
    if (kind >= EnumNames<JournalKind>::names.size()) {
        m_reader.markBroken();
        return false;
    }
    m_record.kind = static_cast<JournalKind>(kind);
    const std::uint64_t parts = m_reader.number();
    const auto has = [parts](Part part) { return (parts & part) != 0; };
    const auto text = [&](Part part) { return has(part) ? m_reader.bytes() : QByteArrayView(); };
    const auto number = [&](Part part) { return has(part) ? unfolded(m_reader.number()) : 0; };
    m_record.service = m_reader.bytes();
    m_record.peer = text(PeerPart);
    m_record.type = text(TypePart);
    m_record.subject = text(SubjectPart);
    m_record.messageId = text(MessagePart);
    m_record.causationId = text(CausationPart);
    m_record.sequence = number(SequencePart);
    m_record.status = static_cast<int>(number(StatusPart));
    m_record.detail = text(DetailPart);
    if (has(TracePart)) {
        const std::uint64_t high = m_reader.number();
        const std::uint64_t low = m_reader.number();
        m_record.trace = TraceContext::restored(high, low, m_reader.number());
    }
    m_record.data = text(DataPart);
    m_record.handlerFile = text(HandlerPart);
    m_record.handlerLine = has(HandlerPart) ? static_cast<int>(m_reader.number()) : 0;
    m_record.wallNanoseconds = number(WallPart);
    m_record.hasChangedRows = has(ChangesPart);
    return !m_reader.isBroken();
}

} // namespace curbside
