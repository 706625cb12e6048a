// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/scheduler.h"

#include <functional>
#include <vector>

namespace curbside {

class Database;
class Journal;
class Service;

/// What leaves a service once its message is committed: publishing, answers, calls, timers.
using Effects = std::vector<Scheduler::Work>;

/// Lets messages share a transaction, and holds back their effects until it is committed. One for all databases of a
/// process; lives on the engine thread.
///
/// Windowed (runs that serve people): effects, and the journal, wait until closeWindow() has committed every file. Work
/// inside one window of platform time cannot depend on each other's effects, since no message takes less than the window to
/// arrive.
/// Deferred (runs that their seed can make again): a message's commit point is the release of its savepoint, effects leave
/// at once, and the files are committed together every few thousand messages.
///
/// In both, effects leave in the order of the messages, and find Scheduler::now() at the time of theirs.
class CommitGroup
{
public:
    enum class Mode { Windowed, Deferred };

    /// Handles one message again, at whichever incarnation is up then.
    using Redo = std::function<void(Service &)>;
    /// Called when a database could not commit: it has rolled back, and these messages have to be handled again, in order.
    using OnLost = std::function<void(std::vector<Redo>)>;

    CommitGroup(Mode mode, Scheduler &scheduler, Journal &journal)
        : m_mode(mode), m_scheduler(scheduler), m_journal(journal)
    {}

    [[nodiscard]] Mode mode() const { return m_mode; }

    /// Makes sure that `database` is in the group's transaction. A StorageFault means that it could not begin.
    void join(Database &database, const OnLost &onLost);
    /// A message's savepoint was released; takes its effects. `redo` handles the same message again, should the group be
    /// lost; empty for one that nobody needs to keep, since its like comes again.
    void released(Database &database, Redo redo, Effects &effects);
    /// Work that belongs to no message but keeps its place among the effects of those that do.
    void leave(Scheduler::Work effect);
    /// The same, but forgotten when what `database` has released so far cannot be committed.
    void leave(const Database &database, Scheduler::Work effect);
    /// Rolls back all that `database` has in the group, and gives back what has to be handled again. Windowed only: in
    /// Deferred mode effects have left, there is no way back, and a StorageFault says so.
    [[nodiscard]] std::vector<Redo> abandon(Database &database);

    /// Commits every file, then lets the effects leave. In Deferred mode does so only when the group is large.
    void closeWindow();
    /// Commits every file whatever the mode.
    void commitAll();

    [[nodiscard]] std::uint64_t commits() const { return m_commits; }
    [[nodiscard]] std::uint64_t messages() const { return m_messages; }

private:
    struct Member
    {
        Database *database;
        OnLost onLost;
        std::vector<Redo> redo;
    };
    struct Leaving
    {
        const Database *database; ///< whose commit it waits for; nullptr when none
        PlatformTime at;
        Effects effects;
    };

    [[nodiscard]] std::vector<Member>::iterator memberOf(const Database &database);
    bool commit(Member &member);
    void forgetEffects(std::vector<Leaving> &leaving, const Database &database);
    void letLeave(std::vector<Leaving> leaving);

    static constexpr std::size_t deferredGroupSize = 8192;

    Mode m_mode;
    Scheduler &m_scheduler;
    Journal &m_journal;
    std::vector<Member> m_members;
    std::vector<Leaving> m_leaving;
    bool m_isLeaving = false;
    std::size_t m_messagesInGroup = 0;
    std::uint64_t m_commits = 0;
    std::uint64_t m_messages = 0;
};

} // namespace curbside
