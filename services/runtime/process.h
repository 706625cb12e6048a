// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/message.h"
#include "services/runtime/messaging/event.h"

#include <deque>
#include <functional>
#include <limits>
#include <memory>

namespace curbside {

class Database;
class Service;
class Process;

/// What a service is made with.
struct ServiceContext
{
    Environment &environment;
    Process &process;
    Database &database;
    QByteArray configuration; ///< JSON object with the service's settings; may be empty
};

/// Thrown where a fault plan makes a service lose its memory; caught by its Process and nowhere else.
struct SimulatedCrash
{
    Duration downFor{0};
    EventPtr redelivered; ///< an event whose acknowledgement was lost; may be null
    bool isFinal = false; ///< the service stays down
    QByteArray cause{}; ///< for the record
    std::int64_t rule = 0; ///< of the fault plan; 0: none
};

/// Thrown where SQLite has rolled back the transaction that messages share; caught by its Process and nowhere else.
struct GroupLost
{
    CommitGroup::Redo redo; ///< handles the message under way again; may be empty
};

/// One service's process: makes the service, lets messages in, takes it down and up again. Its database outlives it, as a
/// disk does. Lives on the engine thread.
///
/// When the disk fails and takes committed-to-be messages with it, the service is made anew from what the disk holds; its
/// requests are kept and handled again when the disk can be written, everything else comes again by itself (events from
/// their publishers' outboxes, timers and calls from their rows, jobs with their next turn). Until then it can be looked at.
class Process
{
public:
    using MakeService = std::function<std::unique_ptr<Service>(ServiceContext &)>;

    Process(Environment &environment, QByteArray name, Database &database, QByteArray configuration,
            MakeService makeService);
    ~Process();
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;

    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] ComponentId component() const { return m_component; }
    /// It can be looked at. Messages it takes only once it has started.
    [[nodiscard]] bool isUp() const { return m_service != nullptr; }
    [[nodiscard]] bool hasStarted() const { return m_hasStarted; }
    /// Counted in the database at each start; 0 before the first.
    [[nodiscard]] std::uint64_t incarnation() const { return m_incarnation; }
    [[nodiscard]] Service &service() { return *m_service; }
    [[nodiscard]] Database &database() { return m_database; }
    /// By all incarnations since this object was made.
    [[nodiscard]] std::uint64_t rowsChanged() const;

    /// The same service as a process of its own, on another platform and another database.
    [[nodiscard]] std::unique_ptr<Process> another(Environment &environment, Database &database) const;

    /// Makes the service, which registers its routes and subscriptions; start() then sets it going.
    void make();
    /// The next incarnation follows `last`, whatever the database has counted.
    void countFrom(std::uint64_t last);
    void start();
    /// In a run that is made again: its process was gone after so many messages (Database::progress), so what follows never
    /// happened.
    void endAfter(std::int64_t messages) { m_lastMessage = messages; }
    [[nodiscard]] std::int64_t lastMessage() const { return m_lastMessage; }
    /// Loses the memory and starts again after a while.
    void crash(const SimulatedCrash &simulated);

    /// Lets `work` act on the service of incarnation `incarnation`; not at all when that one is gone.
    void run(std::uint64_t incarnation, const std::function<void(Service &)> &work);
    /// Lets `work` act on whatever service is up.
    void run(const std::function<void(Service &)> &work) { run(m_incarnation, work); }

    /// When the messages so far are committed, schedules `work` of the present incarnation for itself.
    void later(PlatformTime at, Scheduler::Kind kind, std::function<void(Service &)> work);

    /// Makes sure that the database is in the group's transaction.
    void join() { m_environment.commits.join(m_database, m_onLost); }
    /// Keeps a message until the disk can be written again; false when there are too many.
    bool keep(CommitGroup::Redo redo);
    /// Messages kept because the disk failed.
    [[nodiscard]] std::size_t kept() const { return m_kept.size(); }
    /// The disk failed, and it has not started again since; also when nothing is kept, as what it lost comes again by itself.
    [[nodiscard]] bool waitsForDisk() const { return m_waitsForDisk; }

private:
    void countIncarnation();
    void storeIncarnation(std::uint64_t number);
    void storeGroup();
    void restart();
    void forget();
    void loseGroup(std::vector<CommitGroup::Redo> redo);
    void noteLoss();
    void planRestart(Duration after);
    void handleKept();

    static constexpr std::size_t mostKept = 10'000;

    Environment &m_environment;
    QByteArray m_name;
    ComponentId m_component;
    Database &m_database;
    ServiceContext m_context;
    MakeService m_makeService;
    CommitGroup::OnLost m_onLost;
    std::unique_ptr<Service> m_service;
    std::deque<CommitGroup::Redo> m_kept;
    std::uint64_t m_incarnation = 0;
    std::uint64_t m_rowsChangedBefore = 0; ///< by incarnations that are gone
    bool m_hasStarted = false;
    bool m_waitsForDisk = false;
    std::int64_t m_lastMessage = std::numeric_limits<std::int64_t>::max();
};

/// How long a service waits before it tries a failing disk again.
inline constexpr Duration diskRetryInterval = 1s;

} // namespace curbside
