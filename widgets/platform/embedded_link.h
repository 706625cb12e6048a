// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/engine.h"
#include "services/hosting/http_front.h"
#include "services/hosting/run_settings.h"
#include "widgets/platform/platform_link.h"

#include <QTimer>

#include <deque>
#include <mutex>
#include <thread>

namespace curbside {

/// The platform inside this program. Opens and closes it beside the window's thread and hands everything across.
class EmbeddedLink : public PlatformLink
{
    Q_OBJECT

public:
    /// A moment of platform time, absolute or counted from the scenario's start.
    using Moment = std::variant<PlatformTime, Duration>;

    struct Options
    {
        RunWishes wishes;
        quint16 httpBase = 7400;
        bool withHttp = true;
        bool isAtFullSpeed = false; ///< whatever speed is wished
        std::optional<Moment> pauseAt; ///< then platform time stands still
    };

    /// Begins to open the platform; opened() or failed() follows.
    explicit EmbeddedLink(Options options, QObject *parent = nullptr);
    /// Ends the run in order; waits for what is under way.
    ~EmbeddedLink() override;

    void get(const QString &endpoint, const QString &path, Answered answered) override;
    void ask(const QString &endpoint, const QString &path, const QByteArray &question, Answered answered) override;
    void post(const QString &endpoint, const QString &path, const QByteArray &body, Answered answered) override;
    void remove(const QString &endpoint, const QString &path, Answered answered) override;
    void setPaused(bool isPaused) override;
    void setSpeed(std::optional<double> speed) override;
    void step() override;
    /// Goes on until that moment, counted from the scenario's start; pauseReached() follows.
    void runUntil(Duration sinceStart);
    [[nodiscard]] PlatformStatus status() const override { return m_status; }
    [[nodiscard]] const PlatformDescription &description() const override { return m_description; }

    /// Why the platform could not be opened, or why it stopped; nothing while it is opened or runs.
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    /// Questions and wishes that have not been answered.
    [[nodiscard]] int pendingAnswers() const { return m_pendingAnswers; }

Q_SIGNALS:
    void opened();
    void failed();
    /// Platform time has got to where it was to stand still, and the journal until then has been handed over.
    void pauseReached();

private:
    /// What is opened beside the window's thread.
    struct Opened
    {
        std::unique_ptr<Workspace> workspace;
        std::unique_ptr<HttpFront> front;
        std::unique_ptr<Engine> engine;
        PlatformDescription description;
    };

    struct Arrived
    {
        Answered answered;
        int status = 0;
        QByteArray body;
    };

    static std::expected<Opened, Failure> open(const Options &options, std::shared_ptr<JournalTap> tap,
                                               std::function<void()> onPaused);
    void takeOver(std::expected<Opened, Failure> result);
    void fail(Failure failure);
    void submit(const QString &endpoint, Method method, const QString &path, const QByteArray &body, Answered answered);
    void takeAnswer();
    void poll();

    Options m_options;
    std::shared_ptr<JournalTap> m_tap;
    std::thread m_opener;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<HttpFront> m_front;
    // They outlive the engine, which answers.
    std::mutex m_answersMutex;
    std::deque<Arrived> m_answers; ///< on their way from the engine's thread
    std::unique_ptr<Engine> m_engine;
    std::optional<Failure> m_failure;
    QTimer m_timer;
    PlatformStatus m_status;
    PlatformDescription m_description;
    int m_pendingAnswers = 0;
    bool m_isOpen = false;
    bool m_isPauseReached = false;
};

} // namespace curbside
