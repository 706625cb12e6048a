// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/gateway.h"
#include "services/hosting/control_keys.h"
#include "services/hosting/failure.h"
#include "services/hosting/input_log.h"
#include "services/hosting/platform_capture.h"
#include "services/warehouse/warehouse.h"

#include <functional>

namespace curbside {

/// One incarnation of a platform on a workspace's folder, with everything that reaches it from outside: who looks is
/// answered from committed state, who acts becomes a logged input. Lives on the engine thread.
class Session
{
public:
    struct Options
    {
        QString folder;
        std::uint64_t seed = 1;
        PlatformTime startsAt;
        std::vector<Platform::Part> parts;
        Database::Durability durability = Database::Durability::Normal;
        QByteArray faults; ///< JSON list of fault rules; may be empty
        QString warehouse{}; ///< postgresql://…; empty: a file in the folder
        CaptureDescription description{}; ///< of the run, for captures of it
        QString capture{}; ///< captured into this file from the start; empty: not
        qint64 lastEndedInOrder = 0; ///< the last incarnation that ended in order; of such a one nothing is in doubt
    };
    using Answer = std::function<void(Response)>; ///< the warehouse calls it from threads of its own

    [[nodiscard]] static std::expected<std::unique_ptr<Session>, Failure> open(Options options,
                                                                               PlatformControl &control);
    ~Session();

    /// Begins the incarnation: strikes out inputs that never took effect, notes the start, starts every service.
    [[nodiscard]] std::expected<void, Failure> start();

    /// The ports that a session answers at, in the order of their ports: gateway, the services, the warehouse.
    [[nodiscard]] static const std::vector<QString> &endpoints();

    /// Answers a request from outside. One that acts takes effect at `at` (given once the platform has got there).
    /// While `isPaused`, only the input's own message is handled.
    void request(const QString &endpoint, Request request, PlatformTime at, bool isPaused, const Answer &answer);

    /// Passes on to those who follow the events what has come since; to be called whenever there is time.
    void carryOn();

    [[nodiscard]] const Gateway &gateway() const { return *m_gateway; }
    [[nodiscard]] const Warehouse &warehouse() const { return *m_warehouse; }
    /// Lets the warehouse take over what the services have committed; between two windows. Does not wait for it.
    void capture();
    /// The same to the end, and waits, but not for long: the rest is taken over when it goes on.
    void captureAll();

    [[nodiscard]] const PlatformCapture &eventCapture() const { return *m_eventCapture; }
    /// Captures into a new file in the workspace, named or by the time. Between two windows.
    [[nodiscard]] std::expected<void, Problem> startEventCapture(const QString &name);
    /// Writes the rest, and waits for it.
    void endEventCapture();

    [[nodiscard]] Platform &platform() { return *m_platform; }
    [[nodiscard]] qint64 incarnation() const { return m_incarnation; }

private:
    explicit Session(Options options);
    void openGateway(PlatformControl &control);
    std::expected<void, Failure> strikeOutUnknown(const std::vector<InputLog::Entry> &entries);
    [[nodiscard]] bool isKnown(const Input &input);
    [[nodiscard]] bool hasTakenEffect(const Input &input);
    void askGateway(const Request &request, PlatformTime at, bool isPaused, const Answer &answer);
    [[nodiscard]] std::optional<Response> refuseCutOff(const QByteArray &service, PlatformTime at) const;
    /// When an input takes effect, and after how much of that moment's work.
    struct Moment
    {
        PlatformTime at;
        std::int64_t after = 0;
    };
    [[nodiscard]] Moment whereTimeStands() const;
    void act(const QByteArray &service, Request request, PlatformTime at, bool isPaused, const Answer &answer);

    Options m_options;
    std::unique_ptr<InputLog> m_log;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<Warehouse> m_warehouse;
    std::unique_ptr<PlatformCapture> m_eventCapture;
    AskSource m_ask;
    ControlKeys m_controlKeys;
    qint64 m_incarnation = 0;
    qint64 m_inputs = 0;
};

} // namespace curbside
