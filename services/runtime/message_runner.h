// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/problem.h"
#include "services/runtime/messaging/event.h"
#include "services/runtime/storage/commit_group.h"
#include "services/runtime/storage/statement.h"

#include <deque>
#include <expected>
#include <functional>

namespace curbside {

class Database;
class Process;
class StorageFault;

/// What handling a message comes to: done, or the reason why not, and then nothing has changed.
using Handled = std::expected<void, Problem>;

/// A message under way in a service.
struct Message
{
    JournalKind kind = JournalKind::Note;
    QByteArray id;
    QByteArray type;
    TraceContext trace; ///< the handling's own span
    EventPtr event; ///< for events
    CommitGroup::Redo
        redo{}; ///< for what nobody sends again: lets another incarnation handle it, if the disk loses this one's work
    int failures = 0; ///< of handling this event before; a fault is drawn anew for each attempt
};

/// Handles one message at a time in a savepoint of its own: the changes it makes, the outbox rows, timers and calls it asks
/// for, and the record of the row changes are released together or not at all; what it sends leaves after the commit.
/// Keeps messages while the disk fails, and handles them again.
class MessageRunner
{
public:
    using Body = std::function<Handled()>;
    /// Told how it went, after the savepoint is closed. Not told of a message that waits for the disk.
    using Done = std::function<void(const Handled &)>;

    MessageRunner(Environment &environment, Process &process, Database &database);

    void run(Message message, Body body, Done done = {});

    /// Inside a body: runs `effect` after the commit.
    void afterCommit(Scheduler::Work effect) { m_effects.push_back(std::move(effect)); }
    /// Inside a body: an answer or acknowledgement, which leaves last.
    void afterPublishing(Scheduler::Work effect) { m_acknowledgements.push_back(std::move(effect)); }
    /// Inside a body: runs `work` once the message's changes are kept: for what is remembered beside the rows.
    void afterRelease(std::function<void()> work) { m_releases.push_back(std::move(work)); }
    /// Inside a body: `event` is in the outbox; it is entered in the journal when the message is released.
    void notePublished(EventPtr event) { m_published.push_back(std::move(event)); }
    /// Inside a body: `record` is entered in the journal when the message is released.
    void note(JournalRecord record) { m_notes.push_back(std::move(record)); }
    /// Inside a body: runs `undo` if the savepoint is rolled back.
    void onRollback(std::function<void()> undo) { m_undo.push_back(std::move(undo)); }

    [[nodiscard]] const Message &current() const { return m_current; }
    /// The row changes of the last released message; null when nobody listens or there were none.
    [[nodiscard]] const std::shared_ptr<const QByteArray> &lastRowChanges() const { return m_lastRowChanges; }
    /// Whether the last released message changed a row of the service's own or published.
    [[nodiscard]] bool hasChangedRows() const { return m_hasChangedRows; }
    [[nodiscard]] std::int64_t wallNanoseconds() const { return m_wallNanoseconds; }
    /// Handles the messages that were kept because the disk failed.
    void retryWaiting();
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    /// Too much waits for the disk: requests are refused and events fetched later.
    [[nodiscard]] bool isOverloaded() const { return m_waiting.size() >= mostWaiting; }
    /// What of the waiting messages another incarnation has to handle.
    [[nodiscard]] std::vector<CommitGroup::Redo> takeWaiting();
    [[nodiscard]] std::uint64_t rowsChanged() const { return m_rowsChanged; }
    /// Up to which the row changes are in the database.
    [[nodiscard]] std::int64_t lastRowChangeSequence() const
    {
        return m_lastRowChange - static_cast<std::int64_t>(m_unsaved.size());
    }
    /// Writes the row changes of the messages released since, one after the other: with the commit of their group.
    void storeRowChanges();
    /// The same for a message that reads them.
    void storeRowChangesEarly();

private:
    enum class Outcome { Released, RolledBack, Waiting };

    struct Pending
    {
        Message message;
        Body body;
        Done done;
    };

    /// False when it has to wait for the disk.
    bool handle(Pending &pending);
    Outcome attempt(const Body &body, Handled &result);
    Outcome afterFault(const StorageFault &fault, bool hasJoined, Handled &result);
    Handled attemptBody(const Body &body);
    void release(const Done &done, const Handled &result);
    void tell(const Done &done, const Handled &result);
    [[noreturn]] void endProcess();
    void keepRowChanges();
    void tellRowChanges();
    void recordNoted();
    void recordFault(const FaultRule &rule);
    void noteWaiting(const StorageFault &fault);
    void rollBack();
    void keep(Pending pending);
    void planRetry();
    [[nodiscard]] const FaultRule *plannedFailure();
    [[nodiscard]] bool isDiskMadeFull();
    [[nodiscard]] const FaultRule *plannedCrash(FaultKind kind);
    void crashBeforeCommit(const FaultRule &rule);
    [[noreturn]] void crashAfterRelease(const FaultRule &rule, const Done &done, const Handled &result,
                                        EventPtr redelivered);

    static constexpr std::size_t mostWaiting = 10'000;

    Environment &m_environment;
    Process &m_process;
    Database &m_database;
    Statement m_insertRowChange;
    Message m_current;
    Effects m_effects;
    Effects m_acknowledgements;
    std::vector<std::function<void()>> m_releases;
    std::vector<std::function<void()>> m_undo;
    std::vector<EventPtr> m_published;
    std::vector<JournalRecord> m_notes;
    std::deque<Pending> m_waiting;
    std::size_t m_keptInside =
        0; ///< of those at the front: they came up while the message under way was told how it went
    int m_diskAttempts = 0;
    bool m_isTelling = false;
    bool m_isRetryPlanned = false;
    bool m_isDead = false; ///< crashed, and on its way down
    std::shared_ptr<const QByteArray> m_lastRowChanges;
    struct RowChanges
    {
        std::int64_t sequence;
        QByteArray messageId;
        PlatformTime at;
        QByteArray tables;
        QByteArray bytes;
    };
    std::vector<RowChanges> m_unsaved; ///< of released messages, until their group is committed
    std::int64_t m_lastRowChange = 0;
    bool m_hasChangedRows = false;
    bool m_hasRowChanges = false; ///< the message under way has put some into m_unsaved
    std::int64_t m_wallNanoseconds = 0;
    std::uint64_t m_rowsChanged = 0;
};

} // namespace curbside
