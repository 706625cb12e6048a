// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QHash>

#include <deque>
#include <optional>

namespace curbside {

/// What tells one trace from another.
using TraceKey = std::pair<quint64, quint64>;

/// The journal by traces, as far as flows are made of it and it is kept: a bounded number of entries, the oldest going first. What is told without a
/// trace, such as a call that was lost, belongs where its message does.
class FlowBook
{
public:
    explicit FlowBook(std::size_t capacity) : m_capacity(capacity) {}

    void take(const JournalBatch &batch);

    /// Of the message with that id.
    [[nodiscard]] std::optional<TraceKey> traceOf(const QByteArray &messageId) const;
    /// The last one that tells of that subject.
    [[nodiscard]] std::optional<TraceKey> lastAbout(const QByteArray &subject) const;
    /// How many entries the trace has had, those that are no longer kept included; 0 of one that is not known.
    [[nodiscard]] quint64 had(TraceKey trace) const;
    [[nodiscard]] quint64 forgotten(TraceKey trace) const;
    /// Those kept, but for the first `seen` that the trace has had, in the order in which they came.
    [[nodiscard]] std::vector<const TrafficEntry *> entriesOf(TraceKey trace, quint64 seen = 0) const;
    /// What was dropped before it came here, of whatever trace.
    [[nodiscard]] quint64 dropped() const { return m_dropped; }
    [[nodiscard]] std::size_t kept() const { return m_entries.size(); }
    [[nodiscard]] std::size_t traces() const { return static_cast<std::size_t>(m_traces.size()); }

private:
    struct Kept
    {
        TrafficEntry entry;
        std::optional<TraceKey> trace;
    };
    struct Trace
    {
        std::deque<quint64> numbers;
        quint64 forgotten = 0;
    };
    struct Message
    {
        std::optional<TraceKey> trace;
        std::vector<quint64> waiting; ///< numbers, while no trace is known
        quint64 last = 0;
    };

    void take(const TrafficEntry &entry);
    void forgetOldest();

    std::size_t m_capacity;
    std::deque<Kept> m_entries;
    quint64 m_first = 0; // number of the first of m_entries
    QHash<TraceKey, Trace> m_traces;
    QHash<QByteArray, Message> m_messages;
    quint64 m_dropped = 0;
};

} // namespace curbside
