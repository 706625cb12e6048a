// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/local_transport.h"
#include "services/runtime/messaging/embedded_bus.h"
#include "services/runtime/process.h"
#include "services/runtime/storage/database.h"

#include <expected>
#include <map>
#include <memory>
#include <vector>

namespace curbside {

/// What a platform consists of: the services of one process with their databases in one folder, and what they share.
/// Knows nothing of what the services do. Lives on the engine thread.
class Platform
{
public:
    struct Options
    {
        QString folder; ///< where NAME.sqlite are; made when absent
        std::uint64_t seed = 1;
        PlatformTime startsAt; ///< when no database holds a later time
        CommitGroup::Mode mode = CommitGroup::Mode::Windowed;
        Database::Durability durability = Database::Durability::Normal;
        bool reverseUnordered = false;
        PlantedBugs bugs{};
        std::map<QByteArray, std::int64_t>
            incarnations{}; ///< which each service is to begin; what is not named is counted
    };

    struct Part
    {
        QByteArray name; ///< of the service, its database and its migrations
        QByteArray configuration;
        Process::MakeService make;
        QString schema{}; ///< whose migrations, when not the name's own
    };

    /// The steps of a part's database, those of the runtime first.
    [[nodiscard]] static std::vector<Migration> schemaOf(const Part &part);
    /// Opens every part's database and makes the services, in the order given (it is part of what makes runs equal).
    [[nodiscard]] static std::expected<std::unique_ptr<Platform>, StorageError> open(const Options &options,
                                                                                     std::vector<Part> parts);
    ~Platform();

    /// Starts an incarnation of every service.
    void start();

    /// Handles all work inside the next window of platform time, commits, and lets the effects leave. False when there is
    /// no work before `before`, or when the window ended early: isHalted().
    bool runWindow(PlatformTime before);
    /// Ends the window under way with the piece of work under way.
    void halt() { m_isHalted = true; }
    /// The last call of runWindow() ended early, because of halt() or a delivery that was held back.
    [[nodiscard]] bool isHalted() const { return m_isHalted; }
    /// Null: no delivery is held back.
    void setGate(DeliveryGate *gate) { m_bus.setGate(gate); }
    /// Handles one piece of work in a run that nobody watches; see CommitGroup::Mode::Deferred.
    bool runNext();
    void commit() { m_commits.commitAll(); }

    /// Nothing but periodic jobs is left, every consumer has taken over and stored everything published, and nobody waits for
    /// what is still to happen.
    [[nodiscard]] bool isAtRest();
    [[nodiscard]] PlatformTime now() const { return m_scheduler.now(); }
    /// All work before this moment is done, and none at or after it.
    [[nodiscard]] PlatformTime doneBefore() const { return m_scheduler.doneBefore(); }

    [[nodiscard]] Environment &environment() { return m_environment; }
    [[nodiscard]] const LocalTransport::Counts &callCounts() const { return m_calls.counts(); }
    [[nodiscard]] Process &process(const QByteArray &name);
    /// What brings the database of the part of that name to where it is.
    [[nodiscard]] std::vector<Migration> migrationsOfPart(const QByteArray &name) const;
    [[nodiscard]] const std::vector<std::unique_ptr<Process>> &processes() const { return m_processes; }
    /// How many messages each part's database has taken in: where an incarnation stands.
    [[nodiscard]] std::map<QByteArray, std::int64_t> messagesHandled() const;
    /// Which incarnation each service is in.
    [[nodiscard]] std::map<QByteArray, std::int64_t> incarnations() const;

private:
    Platform(const Options &options, PlatformTime start);
    [[nodiscard]] static std::expected<std::vector<std::unique_ptr<Database>>, StorageError>
    openDatabases(const Options &options, const std::vector<Part> &parts);

    std::vector<std::unique_ptr<Database>> m_databases;
    Scheduler m_scheduler;
    CommitGroup m_commits;
    Journal m_journal;
    FaultPlan m_faults;
    Environment m_environment;
    EmbeddedBus m_bus;
    LocalTransport m_calls;
    ComponentId m_outside;
    std::vector<std::unique_ptr<Process>> m_processes;
    std::map<QByteArray, std::vector<Migration>> m_schemas; ///< by part
    bool m_isHalted = false;
};

} // namespace curbside
