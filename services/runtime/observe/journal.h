// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/observe/sha256.h"
#include "services/runtime/observe/trace.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <source_location>
#include <vector>

namespace curbside {

struct Event;

enum class JournalKind {
    Published, ///< an event was committed to its publisher's outbox
    Handled, ///< a consumer handled an event
    PassedOver, ///< a consumer took over an event that it has no handler for
    Duplicate, ///< a consumer recognised an event that it had taken over before
    Parked, ///< a handler failed, or the event waits behind one of its subject
    DeadLettered, ///< a consumer gave an event up
    Lost, ///< an event or a call did not arrive
    Requested, ///< a service answered a request
    Called, ///< a service made a call
    Answered, ///< a service took the answer to its call
    Timer, ///< a timer was due
    Job, ///< a periodic job did something
    Saga, ///< a saga or one of its steps moved
    Fault, ///< something was made to go wrong
    Started, ///< a service began an incarnation
    Crashed, ///< a service lost its memory
    Input, ///< something from outside took effect
    Note, ///< a line of log; not part of the canonical journal
};

template <>
struct EnumNames<JournalKind>
{
    static constexpr std::array<std::string_view, 18> names{
        "Published", "Handled", "PassedOver", "Duplicate", "Parked", "DeadLettered", "Lost",    "Requested", "Called",
        "Answered",  "Timer",   "Job",        "Saga",      "Fault",  "Started",      "Crashed", "Input",     "Note"};
};

/// One thing that happened. What does not apply is empty.
struct JournalRecord
{
    PlatformTime at;
    JournalKind kind = JournalKind::Note;
    QByteArray service; ///< to whom it happened
    QByteArray peer; ///< the other party: an event's publisher, a call's target, a request's caller
    QByteArray type; ///< event type, "METHOD /path", name of a timer, job or step
    QByteArray subject;
    QByteArray messageId; ///< of the event, request, call or timer
    QByteArray causationId; ///< the message that led to it
    std::int64_t sequence = 0; ///< the event's own, in its publisher's outbox
    int status = 0; ///< of an answer
    QByteArray detail; ///< reason, outcome
    TraceContext trace;
    std::shared_ptr<const Event> event; ///< for what happened to an event
    std::shared_ptr<const QByteArray> rowChanges; ///< what the handling changed (storage/row_change.h)
    std::source_location handler; ///< where the handler was registered; line 0 when there is none
    std::int64_t wallNanoseconds = 0; ///< how long the handling took
    std::int64_t faultRule = 0; ///< of what was made to go wrong: the rule of the fault plan; not canonical; 0: none
};

/// What one message changed in its service's own tables, as its row of `row_change` holds it.
struct RowChangeRecord
{
    QByteArray service;
    std::int64_t sequence = 0; ///< in the service's log of row changes
    QByteArray messageId;
    PlatformTime at;
    QByteArray changes; ///< the bytes of docs/row-changes.md
};

/// Takes down everything that happens on a platform, in order. Its canonical part (no wall times, no log lines, no commits)
/// is the same for the same scenario, seed and inputs; digest() is its SHA-256. Lives on the engine thread; listeners hand
/// records on to other threads themselves and must not wait.
class Journal
{
public:
    using Listener = std::function<void(const JournalRecord &)>;
    using RowChangeListener = std::function<void(const RowChangeRecord &)>;

    void add(const JournalRecord &record);
    /// Row changes go to those who listen to them and nowhere else: they are no part of the canonical journal. They wait, and
    /// are dropped, as records do; of one message they come before its record.
    void add(RowChangeRecord changes);
    /// From now on records wait, until what they tell of is committed.
    void hold() { m_isHolding = true; }
    /// Drops what waits of `service`'s own doing: it was rolled back. What was done to it stays.
    void forget(const QByteArray &service);
    void release();

    enum class Detail {
        Brief,
        Full, ///< with rowChanges and wall times filled in
    };
    void addListener(Listener listener, Detail detail = Detail::Full);
    void addRowChangeListener(RowChangeListener listener) { m_rowChangeListeners.push_back(std::move(listener)); }
    /// Told of row changes as soon as their message is released, before it is committed. One at most; empty: none.
    void setRowChangeWatch(RowChangeListener watch) { m_rowChangeWatch = std::move(watch); }
    [[nodiscard]] bool wantsRowChanges() const { return !m_rowChangeListeners.empty() || m_rowChangeWatch; }
    [[nodiscard]] bool wantsDetail() const { return m_wantsDetail; }

    /// SHA-256 of the canonical journal so far, in hexadecimal. The first call ends what is digested.
    [[nodiscard]] QByteArray digest();
    [[nodiscard]] std::uint64_t count(JournalKind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }
    /// Events that were handled at a second or later attempt.
    [[nodiscard]] std::uint64_t retriedEvents() const { return m_retriedEvents; }

private:
    void enter(const JournalRecord &record);
    void digest(const JournalRecord &record);

    bool m_isHolding = false;
    std::vector<JournalRecord> m_held;
    std::vector<RowChangeRecord> m_heldChanges;
    Sha256 m_hash;
    QByteArray m_buffer;
    QByteArray m_digest;
    std::array<std::uint64_t, EnumNames<JournalKind>::names.size()> m_counts{};
    std::uint64_t m_retriedEvents = 0;
    std::vector<Listener> m_listeners;
    std::vector<RowChangeListener> m_rowChangeListeners;
    RowChangeListener m_rowChangeWatch;
    bool m_wantsDetail = false;
};

} // namespace curbside
