// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/flow_book.h"

#include "widgets/flows/flow.h"

#include <algorithm>

namespace curbside {

namespace {

constexpr std::size_t mostWaiting = 64; // of one message without a trace

} // namespace

void FlowBook::take(const JournalBatch &batch)
{
    m_dropped += batch.dropped;
    const std::size_t surplus = batch.entries.size() - std::min(batch.entries.size(), m_capacity);
    m_dropped += surplus;
    for (std::size_t i = surplus; i < batch.entries.size(); ++i) {
        if (belongsToFlows(batch.entries[i].kind))
            take(batch.entries[i]);
    }
}

void FlowBook::take(const TrafficEntry &entry)
{
    const quint64 number = m_first + m_entries.size();
    Kept kept{entry, {}};
    kept.entry.payload.clear();
    if (!entry.messageId.isEmpty()) {
        Message &message = m_messages[entry.messageId];
        message.last = number;
        if (!entry.trace.isNull() && !message.trace) {
            message.trace = TraceKey(entry.trace.traceHigh(), entry.trace.traceLow());
            for (const quint64 earlier : std::exchange(message.waiting, {})) {
                if (earlier < m_first)
                    continue;
                m_entries[static_cast<std::size_t>(earlier - m_first)].trace = message.trace;
                m_traces[*message.trace].numbers.push_back(earlier);
            }
        }
        if (entry.trace.isNull())
            kept.trace = message.trace;
        if (entry.trace.isNull() && !message.trace && message.waiting.size() < mostWaiting)
            message.waiting.push_back(number);
    }
    if (!entry.trace.isNull())
        kept.trace = TraceKey(entry.trace.traceHigh(), entry.trace.traceLow());
    if (kept.trace)
        m_traces[*kept.trace].numbers.push_back(number);
    m_entries.push_back(std::move(kept));
    if (m_entries.size() > m_capacity)
        forgetOldest();
}

void FlowBook::forgetOldest()
{
    const Kept &oldest = m_entries.front();
    if (const auto message = m_messages.find(oldest.entry.messageId);
        message != m_messages.end() && message->last == m_first)
        m_messages.erase(message);
    if (const auto trace = oldest.trace ? m_traces.find(*oldest.trace) : m_traces.end(); trace != m_traces.end()) {
        const auto place = std::ranges::find(trace->numbers, m_first);
        if (place != trace->numbers.end()) {
            trace->numbers.erase(place);
            ++trace->forgotten;
        }
        if (trace->numbers.empty())
            m_traces.erase(trace);
    }
    m_entries.pop_front();
    ++m_first;
}

std::optional<TraceKey> FlowBook::traceOf(const QByteArray &messageId) const
{
    const auto found = m_messages.constFind(messageId);
    if (found != m_messages.constEnd())
        return found->trace;
    return messageId.endsWith(".answer") ? traceOf(messageId.chopped(7)) : std::nullopt;
}

std::optional<TraceKey> FlowBook::lastAbout(const QByteArray &subject) const
{
    if (subject.isEmpty())
        return {};
    const auto found = std::find_if(m_entries.rbegin(), m_entries.rend(), [&subject](const Kept &kept) {
        return kept.trace && kept.entry.subject == subject;
    });
    return found == m_entries.rend() ? std::nullopt : found->trace;
}

quint64 FlowBook::had(TraceKey trace) const
{
    const auto found = m_traces.constFind(trace);
    return found == m_traces.constEnd() ? 0 : found->forgotten + found->numbers.size();
}

quint64 FlowBook::forgotten(TraceKey trace) const
{
    const auto found = m_traces.constFind(trace);
    return found == m_traces.constEnd() ? 0 : found->forgotten;
}

std::vector<const TrafficEntry *> FlowBook::entriesOf(TraceKey trace, quint64 seen) const
{
    std::vector<const TrafficEntry *> entries;
    const auto found = m_traces.constFind(trace);
    if (found == m_traces.constEnd())
        return entries;
    const auto first = static_cast<std::size_t>(seen - std::min(seen, found->forgotten));
    for (std::size_t i = first; i < found->numbers.size(); ++i)
        entries.push_back(&m_entries[static_cast<std::size_t>(found->numbers[i] - m_first)].entry);
    return entries;
}

} // namespace curbside
