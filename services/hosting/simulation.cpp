// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/simulation.h"

#include "services/hosting/parts.h"
#include "services/hosting/workspace.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration longestSettling = 24h;
constexpr std::uint64_t commitsBetweenFeeds = 40; ///< of one file each

} // namespace

std::expected<std::unique_ptr<Simulation>, Failure> Simulation::open(Options options)
{
    std::unique_ptr<Simulation> simulation(new Simulation(std::move(options)));
    const Options &opened = simulation->m_options;
    simulation->m_folder = opened.folder;
    if (opened.folder.isEmpty()) {
        simulation->m_temporary = std::make_unique<QTemporaryDir>();
        if (!simulation->m_temporary->isValid())
            return std::unexpected(
                Failure{ExitStatus::Machine,
                        u"%1: no temporary folder can be made there: make room or set TMPDIR"_s.arg(QDir::tempPath())});
        simulation->m_folder = simulation->m_temporary->path();
    }
    auto platform = Platform::open({.folder = simulation->m_folder,
                                    .seed = opened.scenario->seed,
                                    .startsAt = opened.scenario->startsAt,
                                    .mode = CommitGroup::Mode::Deferred,
                                    .durability = Database::Durability::Off,
                                    .reverseUnordered = opened.reverseUnordered,
                                    .bugs = opened.bugs},
                                   platformParts(opened.scenario));
    if (!platform)
        return std::unexpected(Failure{ExitStatus::Machine, platform.error().text});
    simulation->m_platform = std::move(*platform);
    if (auto added = addFaults(*simulation->m_platform, opened.faults); !added)
        return std::unexpected(added.error());
    simulation->m_summary = std::make_unique<Summary>(*simulation->m_platform);
    if (opened.hasWarehouse) {
        simulation->m_warehouse = std::make_unique<Warehouse>(CaptureWorker::Options{
            simulation->m_folder, Warehouse::sourceNames(), Database::Durability::Off, opened.warehouse});
        simulation->m_ask = askOf(*simulation->m_platform);
    }
    return simulation;
}

PlatformTime Simulation::lastEntry() const
{
    PlatformTime last = m_options.scenario->startsAt;
    for (const ScenarioOrder &order : m_options.scenario->orders)
        last = std::max({last, order.placedAt, order.cancelledAt.value_or(order.placedAt)});
    return last;
}

std::expected<void, Failure> Simulation::run()
{
    const auto start = std::chrono::steady_clock::now();
    const PlatformTime last = lastEntry();
    const PlatformTime end = std::min(last + longestSettling,
                                      m_options.runFor ? m_platform->now() + *m_options.runFor : PlatformTime::max());
    try {
        if (m_options.capture) {
            m_capture = std::make_unique<PlatformCapture>(*m_platform);
            if (auto begun = m_capture->begin(*m_options.capture); !begun)
                return begun;
        }
        m_platform->start();
        work(end, last);
        if (m_wasInterrupted)
            return std::unexpected(Failure{ExitStatus::Machine,
                                           m_capture ? u"interrupted: nothing was kept but the capture so far"_s
                                                     : u"interrupted: nothing was kept"_s});
        m_platform->commit();
        if (m_warehouse) {
            m_warehouse->catchUp(m_ask, m_platform->now());
            m_warehouseTrouble = m_warehouse->trouble();
        }
        if (m_capture)
            static_cast<void>(m_capture->end()); // captureTrouble() tells, and the run itself is whole
    } catch (const StorageFault &fault) {
        return std::unexpected(
            Failure{ExitStatus::Machine,
                    u"%1: cannot be written (%2): make room on the disk, or name another --workspace (or TMPDIR)"_s.arg(
                        QDir::toNativeSeparators(m_folder), QString::fromUtf8(fault.what()))});
    }
    m_wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {};
}

void Simulation::work(PlatformTime end, PlatformTime lastEntry)
{
    PlatformTime nextProgress = m_platform->now();
    Scheduler &scheduler = m_platform->environment().scheduler;
    for (auto next = scheduler.nextAt(); next && *next <= end; next = scheduler.nextAt()) {
        m_platform->runNext();
        feed();
        m_wasInterrupted = m_options.isInterrupted && m_options.isInterrupted();
        if (m_wasInterrupted || (scheduler.pendingOrdinary() == 0 && m_platform->isAtRest()))
            return;
        if (m_options.onProgress && *next >= nextProgress) {
            m_options.onProgress(*next, lastEntry);
            nextProgress = *next + 1min;
        }
    }
}

/// The warehouse right after a commit, when nothing is that is not in the files.
void Simulation::feed()
{
    if (m_capture)
        m_capture->poll();
    const std::uint64_t commits = m_platform->environment().commits.commits();
    if (!m_warehouse || commits < m_commitsFed + commitsBetweenFeeds)
        return;
    m_commitsFed = commits;
    m_warehouse->poll(m_ask, m_platform->now());
}

std::expected<void, Failure> Simulation::keepAs(const QString &folder, const QString &scenarioName)
{
    const WorkspaceDescription description{scenarioName,
                                           m_options.scenario->digest,
                                           m_options.scenario->seed,
                                           {{1, m_platform->doneBefore(), m_platform->environment().journal.digest()}},
                                           keptWarehouse(m_options.warehouse)};
    if (auto written = description.write(m_folder); !written)
        return written;
    auto log = InputLog::open(QDir(m_folder).filePath(u"inputs.log"_s), true);
    if (!log)
        return std::unexpected(log.error());
    if (auto noted = (*log)->append(InputLogStart{1, m_options.scenario->startsAt, {}, m_options.faults}); !noted)
        return noted;
    log->reset();
    m_summary.reset();
    m_warehouse.reset();
    m_platform.reset(); // closes the databases, which takes their write-ahead logs in
    if (!QDir().rename(m_folder, folder))
        return std::unexpected(Failure{
            ExitStatus::Machine,
            u"%1: cannot be made: check the permissions of the folder above"_s.arg(QDir::toNativeSeparators(folder))});
    return {};
}

} // namespace curbside
