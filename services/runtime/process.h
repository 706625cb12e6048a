// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/message.h"
#include "services/runtime/messaging/event.h"

#include <functional>
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
};

/// One service's process: makes the service, lets messages in, takes it down and up again. Its database outlives it, as a
/// disk does. Lives on the engine thread.
class Process
{
public:
    using MakeService = std::function<std::unique_ptr<Service>(ServiceContext &)>;

    Process(Environment &environment, QByteArray name, Database &database, QByteArray configuration, MakeService makeService);
    ~Process();
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;

    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] ComponentId component() const { return m_component; }
    [[nodiscard]] bool isUp() const { return m_service != nullptr; }
    /// Counted in the database at each start; 0 before the first.
    [[nodiscard]] std::uint64_t incarnation() const { return m_incarnation; }
    [[nodiscard]] Service &service() { return *m_service; }
    [[nodiscard]] Database &database() { return m_database; }

    /// Makes the service, which registers its routes and subscriptions; start() then sets it going.
    void make();
    void start();
    /// Loses the memory and starts again after a while.
    void crash(const SimulatedCrash &crash);

    /// Lets `work` act on the service of incarnation `incarnation`; not at all when that one is gone.
    void run(std::uint64_t incarnation, const std::function<void(Service &)> &work);
    /// Lets `work` act on whatever service is up.
    void run(const std::function<void(Service &)> &work) { run(m_incarnation, work); }

private:
    void restart();

    Environment &m_environment;
    QByteArray m_name;
    ComponentId m_component;
    Database &m_database;
    ServiceContext m_context;
    MakeService m_makeService;
    std::unique_ptr<Service> m_service;
    std::uint64_t m_incarnation = 0;
};

} // namespace curbside
