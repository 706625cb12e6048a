// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/breakpoints.h"
#include "services/hosting/failure.h"
#include "services/hosting/journal_tap.h"
#include "services/hosting/session.h"
#include "services/hosting/workspace.h"
#include "services/runtime/time/pace.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace curbside {

/// Runs a session on a thread of its own, at a pace. Every public function may be called from any thread and returns at
/// once, but start() and the destructor.
class Engine final : private PlatformControl
{
public:
    struct Options
    {
        Session::Options session;
        std::optional<double> speed = 1.0; ///< nothing: as fast as possible
        bool startsPaused = false;
        std::optional<Duration> runFor; ///< of platform time; then onEnded
        std::function<void()> onEnded; ///< also when the engine cannot go on; called on the engine thread
        std::function<void(const QString &)>
            onNote; ///< what people should be told, a line, once a service; on the engine thread
        std::optional<PlatformTime> pauseAt; ///< then, or at once when that has passed, time stands still, and onPaused
        std::function<void()> onPaused; ///< called on the engine thread
        /// Notes an end in order, before anything that may take longer; on the engine thread. May be empty.
        std::function<std::expected<void, Failure>(const WorkspaceDescription::Incarnation &)> noteEnded;
        std::shared_ptr<JournalTap> tap; ///< may be null
    };

    struct Status
    {
        PlatformTime now;
        std::optional<double> speed;
        bool isPaused = false;
        bool isAtRest = false;
        Duration lag{0}; ///< how far platform time is behind where it should be
        qint64 incarnation = 0;
        QString trouble; ///< why the engine has stopped; empty while it runs
        std::optional<Stop> stop; ///< why platform time stands still
    };

    /// Opens the platform on the engine's thread and waits for it.
    [[nodiscard]] static std::expected<std::unique_ptr<Engine>, Failure> start(Options options);
    /// Stops in order: the window under way is finished and committed.
    ~Engine() override;

    /// Answers a request from outside; `answer` is called on the engine thread or on one of the warehouse's, or at once on the
    /// caller's when too much waits or the engine is stopping.
    void submit(const QString &endpoint, Request request, Session::Answer answer);
    void setPaused(bool isPaused);
    void setPace(std::optional<double> speed);
    void stepOnce();
    /// Goes on until that moment; then time stands still, and onPaused.
    void runUntil(PlatformTime at);
    [[nodiscard]] Status status() const;
    /// Platform time at which this incarnation began.
    [[nodiscard]] PlatformTime startedAt() const { return m_startedAt; }
    /// Stops the thread, if it still runs, and tells how this incarnation ended; a Failure when it did not end in order.
    [[nodiscard]] std::expected<WorkspaceDescription::Incarnation, Failure> stop();

private:
    explicit Engine(Options options) : m_options(std::move(options)), m_pace(Pace::Wall{}, PlatformTime{}) {}

    // PlatformControl, on the engine thread.
    [[nodiscard]] QByteArray describe() const override;
    [[nodiscard]] QByteArray describeFaults() const override;
    void pause() override;
    void resume() override;
    [[nodiscard]] std::expected<void, Problem> runUntil(std::optional<PlatformTime> time,
                                                        const QString &filter) override;
    void step(int count) override;
    void stepEvents(int count) override;
    [[nodiscard]] Response breakpoints(const Request &request) override;
    void setSpeed(std::optional<double> speed) override;
    [[nodiscard]] QByteArray describeCapture() const override;
    [[nodiscard]] std::expected<void, Problem> startCapture(const QString &name) override;
    void stopCapture() override;

    void post(std::function<void()> command);
    void run(std::promise<std::expected<void, Failure>> opened);
    void prepare();
    void listen();
    void work();
    void end();
    [[nodiscard]] std::expected<WorkspaceDescription::Incarnation, Failure> endInOrder();
    void forgetNotes();
    void giveUp(const QString &why);
    void loop();
    bool takeCommands();
    void workUntil(PlatformTime target, Pace::Wall sliceEnd);
    void sleep(Pace::Wall until);
    void pauseIfReached();
    void pauseIfStopped();
    void standStill(const Stop &stop);
    void advance(PlatformTime limit, Pace::Wall now, Pace::Wall &wakeAt);
    void captureIfDue(Pace::Wall now);
    void tellOfWarehouse();
    void publishStatus(Duration lag);
    [[nodiscard]] PlatformTime inputTime() const;
    [[nodiscard]] static Pace::Wall wall() { return std::chrono::steady_clock::now(); }

    Options m_options;
    Pace m_pace;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Breakpoints> m_breakpoints;
    std::optional<Stop> m_stop; ///< why time stands still; nothing while it runs
    std::optional<PlatformTime> m_endsAt;
    std::optional<PlatformTime> m_pausesAt;
    PlatformTime m_startedAt;
    Duration m_lag{0};
    Pace::Wall m_nextCapture;
    std::expected<WorkspaceDescription::Incarnation, Failure> m_ended = std::unexpected(Failure{});
    std::map<QByteArray, QByteArray> m_notes; ///< by service, of those that wait
    std::set<QByteArray> m_noted; ///< services
    QString m_warehouseTrouble; ///< that was told last

    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_commands;
    bool m_isStopping = false;
    Status m_status;
};

} // namespace curbside
