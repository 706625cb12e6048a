// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/process.h"

#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

Process::Process(Environment &environment, QByteArray name, Database &database, QByteArray configuration, MakeService makeService)
    : m_environment(environment), m_name(std::move(name)), m_component(environment.scheduler.addComponent(m_name)),
      m_database(database), m_context{environment, *this, database, std::move(configuration)}, m_makeService(std::move(makeService))
{
}

Process::~Process() = default;

void Process::make()
{
    // The incarnation counts at once, also for a start that does not get far: its ids are never issued again.
    m_environment.commits.join(m_database, [](CommitGroup::Redo) {});
    Statement count(m_database, u"INSERT INTO meta (key, value) VALUES ('incarnation', '1') "
                                "ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value"_s);
    {
        Rows rows = count.query();
        m_incarnation = rows.next() ? rows.text(0).toULongLong() : 1;
    }
    m_database.rowChanges().clear();
    m_service = m_makeService(m_context);
}

void Process::start()
{
    run([](Service &service) { service.start(); });
}

void Process::run(std::uint64_t incarnation, const std::function<void(Service &)> &work)
{
    if (!m_service || incarnation != m_incarnation)
        return;
    try {
        work(*m_service);
    } catch (const SimulatedCrash &simulated) {
        crash(simulated);
    }
}

void Process::crash(const SimulatedCrash &simulated)
{
    m_service.reset();
    m_environment.scheduler.dropAll(m_component);
    const PlatformTime now = m_environment.scheduler.now();
    JournalRecord record;
    record.at = now;
    record.kind = JournalKind::Crashed;
    record.service = m_name;
    record.sequence = static_cast<std::int64_t>(m_incarnation);
    m_environment.journal.add(record);
    if (simulated.isFinal)
        return;
    const PlatformTime upAgain = now + std::max(simulated.downFor, leastLatency);
    m_environment.scheduler.schedule(upAgain, m_component, m_component, [this] { restart(); });
    if (simulated.redelivered)
        m_environment.bus.redeliver(simulated.redelivered, *this, upAgain + mostLatency);
}

void Process::restart()
{
    make();
    start();
}

} // namespace curbside
