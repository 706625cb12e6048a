// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/engine.h"

#include "services/hosting/input_effects.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr auto sliceLength = 10ms; ///< requests from outside are taken at least this often
constexpr auto statusInterval = 50ms;
constexpr auto captureInterval = 100ms;
constexpr auto backlogInterval = 5ms; ///< the same while there is more to take over than one look gives
constexpr int captureParts = 4; ///< of the engine's time; looking for the warehouse has one
constexpr auto comparisonInterval = 2ms; ///< between two steps of a comparison that somebody waits for
constexpr std::size_t mostCommands = 4096;

QString whatToDo(const StorageFault &fault)
{
    return u"%1: %2"_s.arg(QString::fromUtf8(fault.what()),
                           fault.isMachineFault()
                               ? u"make room on the disk, or end what holds the file, and start again"_s
                               : u"restore the workspace from a copy, or choose another"_s);
}

bool isWaiting(Process &process)
{
    return process.waitsForDisk() || process.kept() > 0 || (process.isUp() && process.service().runner().waiting() > 0);
}

} // namespace

std::expected<std::unique_ptr<Engine>, Failure> Engine::start(Options options)
{
    std::unique_ptr<Engine> engine(new Engine(std::move(options)));
    std::promise<std::expected<void, Failure>> opened;
    std::future<std::expected<void, Failure>> isOpen = opened.get_future();
    engine->m_thread =
        std::thread([raw = engine.get(), opened = std::move(opened)]() mutable { raw->run(std::move(opened)); });
    if (const auto result = isOpen.get(); !result)
        return std::unexpected(result.error());
    return engine;
}

Engine::~Engine()
{
    static_cast<void>(stop());
}

std::expected<WorkspaceDescription::Incarnation, Failure> Engine::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    return m_ended;
}

void Engine::run(std::promise<std::expected<void, Failure>> opened)
{
    auto session = Session::open(std::move(m_options.session), *this);
    if (!session) {
        opened.set_value(std::unexpected(session.error()));
        return;
    }
    m_session = std::move(*session);
    m_breakpoints = std::make_unique<Breakpoints>(m_session->platform());
    listen();
    prepare();
    std::expected<void, Failure> started;
    try {
        started = m_session->start();
    } catch (const StorageFault &fault) {
        started = std::unexpected(Failure{ExitStatus::Machine, whatToDo(fault)});
    }
    publishStatus(Duration{0});
    opened.set_value(started);
    if (started)
        work();
    m_breakpoints.reset();
    m_session.reset();
}

void Engine::listen()
{
    Journal &journal = m_session->platform().environment().journal;
    if (m_options.tap)
        journal.addListener([tap = m_options.tap](const JournalRecord &record) { tap->add(record); });
    journal.addListener(
        [this](const JournalRecord &record) {
            if (record.kind != JournalKind::Note)
                return;
            m_notes[record.service] = record.detail;
            if (m_noted.insert(record.service).second && m_options.onNote) // what goes on is not told again and again
                m_options.onNote(QString::fromUtf8(record.detail));
        },
        Journal::Detail::Brief);
}

void Engine::prepare()
{
    const PlatformTime start = m_session->platform().now();
    m_pace = Pace(wall(), start);
    m_pace.setSpeed(m_options.speed, wall(), start);
    if (m_options.startsPaused)
        standStill({StopReason::Asked, start});
    if (m_options.runFor)
        m_endsAt = start + *m_options.runFor;
    m_startedAt = start;
    m_pausesAt = m_options.pauseAt;
}

void Engine::work()
{
    try {
        loop();
        end();
    } catch (const StorageFault &fault) {
        giveUp(whatToDo(fault));
    }
}

void Engine::end()
{
    Platform &platform = m_session->platform();
    m_breakpoints.reset();
    if (platform.environment().scheduler.doneNow() > 0) // a moment that time stood still in the midst of
        platform.runWindow(platform.now() + Duration{1});
    platform.commit();
    m_session->endEventCapture();
    forgetNotes();
    m_ended = endInOrder();
    m_session->captureAll(); // last: how long it takes, and whether it is killed, is nothing to the run
    tellOfWarehouse();
}

std::expected<WorkspaceDescription::Incarnation, Failure> Engine::endInOrder()
{
    if (!m_notes.empty()) // a disk that was made full by the fault plan leaves no note
        return std::unexpected(
            Failure{ExitStatus::Machine,
                    u"stopped while work waited for the disk (%1): make room, then start again"_s.arg(
                        QString::fromUtf8(m_notes.begin()->second))});
    Platform &platform = m_session->platform();
    // Time may have gone on since the last that was done, with nothing to do.
    const WorkspaceDescription::Incarnation ended{m_session->incarnation(),
                                                  std::max(platform.doneBefore(), platform.now()),
                                                  platform.environment().journal.digest()};
    if (m_options.noteEnded) {
        if (auto noted = m_options.noteEnded(ended); !noted)
            return std::unexpected(noted.error());
    }
    return ended;
}

/// What was told of a service that no longer waits is over.
void Engine::forgetNotes()
{
    const auto &processes = m_session->platform().processes();
    std::erase_if(m_notes, [&](const auto &note) {
        return std::none_of(processes.begin(), processes.end(),
                            [&](const auto &process) { return process->name() == note.first && isWaiting(*process); });
    });
}

void Engine::giveUp(const QString &why)
{
    m_ended = std::unexpected(Failure{ExitStatus::Machine, why});
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true; // whatever is still asked for is refused
        m_commands.clear();
        m_status.trouble = why;
    }
    if (m_options.onEnded)
        m_options.onEnded();
}

void Engine::loop()
{
    Pace::Wall nextStatus = wall();
    while (takeCommands()) {
        Platform &platform = m_session->platform();
        const Pace::Wall now = wall();
        Pace::Wall wakeAt = now + statusInterval;
        std::optional<PlatformTime> target = m_pace.target(now);
        if (!target && platform.environment().scheduler.pendingOrdinary() == 0)
            // At full speed time stands still until there is something to do, or there is a time to come to.
            target = m_endsAt.value_or(m_pausesAt.value_or(platform.now()));
        const PlatformTime limit =
            std::min({target.value_or(PlatformTime::max()), m_endsAt.value_or(PlatformTime::max()),
                      m_pausesAt.value_or(PlatformTime::max())});
        advance(limit, now, wakeAt);
        m_session->carryOn();
        m_lag = target && !m_pace.isPaused() ? std::max(Duration{0}, Duration(*target - platform.now())) : Duration{0};
        if (wall() >= nextStatus) {
            publishStatus(m_lag);
            nextStatus = wall() + statusInterval;
        }
        captureIfDue(now);
        if (m_session->warehouse().isComparing())
            wakeAt = std::min(wakeAt, now + comparisonInterval);
        else if (m_session->warehouse().isBehind())
            wakeAt = std::min(wakeAt, m_nextCapture);
        pauseIfReached();
        if (m_endsAt && platform.now() >= *m_endsAt) {
            publishStatus(Duration{0});
            if (m_options.onEnded)
                m_options.onEnded();
            return;
        }
        sleep(wakeAt);
    }
}

void Engine::advance(PlatformTime limit, Pace::Wall now, Pace::Wall &wakeAt)
{
    if (m_pace.isPaused())
        return;
    workUntil(limit, now + sliceLength);
    forgetNotes();
    pauseIfStopped();
    if (m_pace.isPaused())
        return;
    Scheduler &scheduler = m_session->platform().environment().scheduler;
    const auto next = scheduler.nextAt();
    if (next && *next < limit)
        wakeAt = now; // behind: go on at once
    else if (limit != PlatformTime::max())
        scheduler.advanceTo(limit);
    if (next && m_pace.speed())
        wakeAt = std::min(wakeAt, m_pace.wallAt(*next + Duration{1}));
}

/// The wall's clock decides only when the warehouse looks, which no service notices.
void Engine::captureIfDue(Pace::Wall now)
{
    if (now < m_nextCapture && !m_session->warehouse().isComparing())
        return;
    const Pace::Wall start = wall();
    m_session->capture();
    const auto interval = m_session->warehouse().isBehind() ? backlogInterval : captureInterval;
    m_nextCapture = start + std::max<Pace::Wall::duration>(interval, captureParts * (wall() - start));
    tellOfWarehouse();
}

/// Its trouble is no part of the run, so it stands in no journal.
void Engine::tellOfWarehouse()
{
    const QString trouble = m_session->warehouse().trouble();
    if (m_options.onNote && !trouble.isEmpty() && trouble != m_warehouseTrouble)
        m_options.onNote(trouble);
    if (!trouble.isEmpty())
        m_warehouseTrouble = trouble;
}

void Engine::pauseIfReached()
{
    if (!m_pausesAt || m_session->platform().now() < *m_pausesAt)
        return;
    m_pausesAt.reset();
    standStill({StopReason::Time, m_session->platform().now()});
    if (m_options.onPaused)
        m_options.onPaused();
}

void Engine::pauseIfStopped()
{
    if (const auto stop = m_breakpoints->takeStop())
        standStill(*stop);
}

void Engine::standStill(const Stop &stop)
{
    m_stop = stop;
    m_breakpoints->runUntil({});
    m_breakpoints->stopAfter(0);
    m_pace.pause(wall(), m_session->platform().now());
    publishStatus(Duration{0});
}

void Engine::workUntil(PlatformTime target, Pace::Wall sliceEnd)
{
    while (m_session->platform().runWindow(target)) {
        if (!m_pace.speed() && !m_endsAt && !m_pausesAt
            && m_session->platform().environment().scheduler.pendingOrdinary() == 0)
            return;
        if (wall() >= sliceEnd)
            return;
    }
}

bool Engine::takeCommands()
{
    std::deque<std::function<void()>> commands;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopping)
            return false;
        commands.swap(m_commands);
    }
    for (const std::function<void()> &command : commands)
        command();
    return true;
}

void Engine::sleep(Pace::Wall until)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, until, [this] { return m_isStopping || !m_commands.empty(); });
}

void Engine::publishStatus(Duration lag)
{
    Status status;
    status.now = m_session->platform().now();
    status.speed = m_pace.speed();
    status.isPaused = m_pace.isPaused();
    status.isAtRest = m_session->platform().environment().scheduler.pendingOrdinary() == 0;
    status.lag = lag;
    status.incarnation = m_session->incarnation();
    status.stop = m_stop;
    const std::lock_guard lock(m_mutex);
    m_status = status;
}

Engine::Status Engine::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Engine::post(std::function<void()> command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_wake.notify_all();
}

PlatformTime Engine::inputTime() const
{
    const PlatformTime next = m_session->platform().now() + Duration{1};
    const std::optional<PlatformTime> target = m_pace.target(wall());
    const auto pending = m_session->platform().environment().scheduler.nextAt();
    const bool isBehind = pending && target && *pending < *target; // then an input does not wait until the rest is done
    return m_pace.isPaused() || isBehind ? next : std::max(next, target.value_or(next));
}

void Engine::submit(const QString &endpoint, Request request, Session::Answer answer)
{
    const bool isBusy = [this] {
        const std::lock_guard lock(m_mutex);
        return m_isStopping || m_commands.size() >= mostCommands;
    }();
    if (isBusy) {
        Response busy(Problem::unavailable(u"too much is waiting to be answered: try again"_s));
        busy.renderProblem(request.path, {});
        answer(std::move(busy));
        return;
    }
    post([this, endpoint, request = std::move(request), answer = std::move(answer)]() mutable {
        m_session->request(endpoint, std::move(request), inputTime(), m_pace.isPaused(), answer);
        pauseIfStopped();
    });
}

} // namespace curbside
