// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/scheduler.h"

#include <functional>
#include <vector>

namespace curbside {

class Database;

/// What leaves a service once its message is committed: publishing, answers, calls, timers.
using Effects = std::vector<Scheduler::Work>;

/// Lets messages share a transaction, and holds back their effects until it is committed. One for all databases of a
/// process; lives on the engine thread.
///
/// Windowed (runs that serve people): effects wait until closeWindow() has committed every file. Work inside one window of
/// platform time cannot depend on each other's effects, since no message takes less than the window to arrive.
/// Deferred (runs that their seed can make again): a message's commit point is the release of its savepoint, effects leave
/// at once, and the files are committed together every few thousand messages.
class CommitGroup
{
public:
    enum class Mode { Windowed, Deferred };

    /// Called when a database could not commit: it has rolled back, and these messages have to be handled again, in order.
    using Redo = std::vector<std::function<void()>>;
    using OnLost = std::function<void(Redo)>;

    explicit CommitGroup(Mode mode) : m_mode(mode) {}

    [[nodiscard]] Mode mode() const { return m_mode; }

    /// Makes sure that `database` is in the group's transaction. A StorageFault means that it could not begin.
    void join(Database &database, const OnLost &onLost);
    /// A message's savepoint was released. `redo` handles the same message again, should the group be lost.
    void released(Database &database, std::function<void()> redo, Effects effects);
    /// Work that belongs to no message but keeps its place among the effects of those that do.
    void leave(Scheduler::Work effect);
    /// A statement's failure took the whole transaction of `database` with it: gives back what has to be done again. In
    /// Deferred mode there is no way back, and the fault is passed on as a StorageFault.
    void lost(Database &database);

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
        Redo redo;
    };
    struct Leaving
    {
        Database *database; ///< whose commit it waits for; nullptr when none
        Effects effects;
    };

    Member *memberOf(const Database &database);
    bool commit(Member &member);

    static constexpr std::size_t deferredGroupSize = 8192;

    Mode m_mode;
    std::vector<Member> m_members;
    std::vector<Leaving> m_leaving;
    bool m_isLeaving = false;
    std::size_t m_messagesInGroup = 0;
    std::uint64_t m_commits = 0;
    std::uint64_t m_messages = 0;
};

} // namespace curbside
