// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/observe/journal.h"

#include "services/runtime/messaging/event.h"

#include <array>
#include <charconv>

namespace curbside {

namespace {

constexpr qsizetype bufferSize = 1 << 16;
constexpr char fieldEnd = '\x1f';
constexpr char recordEnd = '\x1e';

bool isCanonical(JournalKind kind)
{
    return kind != JournalKind::Note;
}

bool isOwnDoing(JournalKind kind)
{
    return kind != JournalKind::Input && kind != JournalKind::Lost && kind != JournalKind::Fault
        && kind != JournalKind::Crashed;
}

void appendField(QByteArray &buffer, QByteArrayView field)
{
    buffer.append(field);
    buffer.append(fieldEnd);
}

void appendField(QByteArray &buffer, std::int64_t number)
{
    std::array<char, 24> digits{};
    const char *const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    appendField(buffer, QByteArrayView(digits.data(), end));
}

} // namespace

void Journal::add(const JournalRecord &record)
{
    if (m_isHolding)
        m_held.push_back(record);
    else
        enter(record);
}

void Journal::add(RowChangeRecord changes)
{
    if (m_rowChangeWatch)
        m_rowChangeWatch(changes);
    if (m_rowChangeListeners.empty())
        return;
    if (m_isHolding) {
        m_heldChanges.push_back(std::move(changes));
        return;
    }
    for (const RowChangeListener &listener : m_rowChangeListeners)
        listener(changes);
}

void Journal::forget(const QByteArray &service)
{
    std::erase_if(m_heldChanges, [&](const RowChangeRecord &changes) { return changes.service == service; });
    std::erase_if(m_held,
                  [&](const JournalRecord &record) { return record.service == service && isOwnDoing(record.kind); });
}

void Journal::release()
{
    m_isHolding = false;
    for (const RowChangeRecord &changes : m_heldChanges) {
        for (const RowChangeListener &listener : m_rowChangeListeners)
            listener(changes);
    }
    m_heldChanges.clear();
    for (const JournalRecord &record : m_held)
        enter(record);
    m_held.clear();
}

void Journal::enter(const JournalRecord &record)
{
    ++m_counts[static_cast<std::size_t>(record.kind)];
    if (record.kind == JournalKind::Handled && !record.detail.isEmpty())
        ++m_retriedEvents;
    if (isCanonical(record.kind) && m_digest.isEmpty())
        digest(record);
    for (const Listener &listener : m_listeners)
        listener(record);
}

void Journal::addListener(Listener listener, Detail detail)
{
    m_listeners.push_back(std::move(listener));
    m_wantsDetail = m_wantsDetail || detail == Detail::Full;
}

void Journal::digest(const JournalRecord &record)
{
    const std::string_view kind = nameOf(record.kind);
    appendField(m_buffer, toMicroseconds(record.at));
    appendField(m_buffer, QByteArrayView(kind.data(), static_cast<qsizetype>(kind.size())));
    appendField(m_buffer, record.service);
    appendField(m_buffer, record.peer);
    appendField(m_buffer, record.type);
    appendField(m_buffer, record.subject);
    appendField(m_buffer, record.messageId);
    appendField(m_buffer, record.causationId);
    appendField(m_buffer, record.sequence);
    appendField(m_buffer, std::int64_t(record.status));
    appendField(m_buffer, record.detail);
    if (record.kind == JournalKind::Published && record.event)
        m_buffer.append(record.event->data);
    m_buffer.append(recordEnd);
    if (m_buffer.size() >= bufferSize) {
        m_hash.add(m_buffer);
        m_buffer.resize(0);
    }
}

QByteArray Journal::digest()
{
    if (m_digest.isEmpty()) {
        m_hash.add(m_buffer);
        m_digest = m_hash.result();
    }
    return m_digest;
}

} // namespace curbside
