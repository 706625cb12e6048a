// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/process.h"

#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::uint64_t incarnationsOf(Database &database)
{
    Statement statement(database, u"SELECT value FROM meta WHERE key = 'incarnation'"_s);
    Rows rows = statement.query();
    return rows.next() ? rows.text(0).toULongLong() : 0;
}

} // namespace

Process::Process(Environment &environment, QByteArray name, Database &database, QByteArray configuration,
                 MakeService makeService)
    : m_environment(environment), m_name(std::move(name)), m_component(environment.scheduler.addComponent(m_name)),
      m_database(database), m_context{environment, *this, database, std::move(configuration)},
      m_makeService(std::move(makeService)),
      m_onLost([this](std::vector<CommitGroup::Redo> redo) { loseGroup(std::move(redo)); })
{
    m_database.beforeCommit([this] { storeGroup(); });
}

Process::~Process()
{
    m_database.beforeCommit({});
}

void Process::storeGroup()
{
    if (!m_service)
        return;
    m_service->consumer().storePositions();
    m_service->runner().storeRowChanges();
}

std::unique_ptr<Process> Process::another(Environment &environment, Database &database) const
{
    return std::make_unique<Process>(environment, m_name, database, m_context.configuration, m_makeService);
}

void Process::make()
{
    join();
    countIncarnation();
    m_service = m_makeService(m_context);
}

/// At once, also for a start that does not get far: its ids are never issued again.
void Process::countIncarnation()
{
    m_incarnation = incarnationsOf(m_database) + 1;
    storeIncarnation(m_incarnation);
}

void Process::countFrom(std::uint64_t last)
{
    join();
    storeIncarnation(last);
}

void Process::storeIncarnation(std::uint64_t number)
{
    Statement(
        m_database,
        u"INSERT INTO meta (key, value) VALUES ('incarnation', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s)
        .run(QString::number(qulonglong(number)));
}

void Process::start()
{
    m_hasStarted = true;
    m_waitsForDisk = false;
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
    } catch (GroupLost &lost) {
        std::vector<CommitGroup::Redo> redo = m_environment.commits.abandon(m_database);
        if (lost.redo)
            redo.push_back(std::move(lost.redo));
        loseGroup(std::move(redo));
    } catch (const StorageFault &fault) { // read outside a message
        if (!fault.isMachineFault())
            throw;
        loseGroup(m_environment.commits.abandon(m_database));
    }
}

void Process::later(PlatformTime at, Scheduler::Kind kind, std::function<void(Service &)> work)
{
    m_environment.commits.leave(m_database,
                                [this, incarnation = m_incarnation, at, kind, work = std::move(work)]() mutable {
                                    if (!m_service || incarnation != m_incarnation)
                                        return;
                                    m_environment.scheduler.schedule(
                                        at, m_component, m_component,
                                        [this, incarnation, work = std::move(work)] { run(incarnation, work); }, kind);
                                });
}

std::uint64_t Process::rowsChanged() const
{
    return m_rowsChangedBefore + (m_service ? m_service->runner().rowsChanged() : 0);
}

void Process::forget()
{
    m_rowsChangedBefore = rowsChanged();
    m_service.reset();
    m_hasStarted = false;
    m_environment.scheduler.dropOwn(m_component);
}

void Process::planRestart(Duration after)
{
    m_environment.scheduler.schedule(m_environment.scheduler.now() + after, m_component, m_component,
                                     [this] { restart(); });
}

void Process::crash(const SimulatedCrash &simulated)
{
    JournalRecord record;
    record.at = m_environment.scheduler.now();
    record.kind = JournalKind::Crashed;
    record.service = m_name;
    record.sequence = static_cast<std::int64_t>(m_incarnation);
    record.detail = simulated.cause;
    record.faultRule = simulated.rule;
    m_kept.clear();
    try {
        storeGroup(); // what it has released so far is committed without it
    } catch (const StorageFault &) {
        std::vector<CommitGroup::Redo> released = m_environment.commits.abandon(m_database);
        m_kept.assign(std::make_move_iterator(released.begin()), std::make_move_iterator(released.end()));
    }
    forget();
    m_environment.journal.add(record);
    if (simulated.isFinal)
        return;
    const Duration downFor = std::max(simulated.downFor, leastLatency);
    planRestart(downFor);
    if (simulated.redelivered)
        m_environment.bus.redeliver(simulated.redelivered, *this, record.at + downFor + mostLatency);
}

void Process::restart()
{
    try {
        make();
    } catch (const StorageFault &fault) {
        if (!fault.isMachineFault())
            throw;
        std::ignore = m_environment.commits.abandon(m_database);
        planRestart(diskRetryInterval);
        return;
    }
    start();
    handleKept();
}

void Process::loseGroup(std::vector<CommitGroup::Redo> redo)
{
    if (m_service) {
        for (CommitGroup::Redo &waiting : m_service->runner().takeWaiting())
            redo.push_back(std::move(waiting));
    }
    m_kept.insert(m_kept.begin(), std::make_move_iterator(redo.begin()), std::make_move_iterator(redo.end()));
    forget();
    m_waitsForDisk = true;
    noteLoss();
    planRestart(diskRetryInterval);
    try {
        m_incarnation = incarnationsOf(m_database) + 1; // counted when it starts: until then nothing of it leaves
        m_service = m_makeService(m_context);
    } catch (const StorageFault &) {
        m_service.reset(); // it cannot even be looked at
    }
}

void Process::noteLoss()
{
    JournalRecord record;
    record.at = m_environment.scheduler.now();
    record.kind = JournalKind::Note;
    record.service = m_name;
    QString detail = u"%1: the disk is full or failing"_s.arg(m_database.path());
    if (!m_kept.empty())
        detail += m_kept.size() == 1 ? u": 1 message waits and is handled again"_s
                                     : u": %1 messages wait and are handled again"_s.arg(m_kept.size());
    record.detail = detail.toUtf8();
    m_environment.journal.add(record);
}

bool Process::keep(CommitGroup::Redo redo)
{
    if (m_kept.size() >= mostKept)
        return false;
    m_kept.push_back(std::move(redo));
    return true;
}

/// One by one, each with a commit of its own, so that what fits is done even where not all does.
void Process::handleKept()
{
    while (m_hasStarted && !m_kept.empty()) {
        const CommitGroup::Redo redo = std::move(m_kept.front());
        m_kept.pop_front();
        run(redo);
        m_environment.commits.commitAll();
    }
}

} // namespace curbside
