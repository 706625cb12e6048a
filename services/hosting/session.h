// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/gateway.h"
#include "services/hosting/control_keys.h"
#include "services/hosting/failure.h"
#include "services/hosting/input_log.h"
#include "services/hosting/platform.h"
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
        qint64 lastEndedInOrder = 0; ///< the last incarnation that ended in order; of such a one nothing is in doubt
    };
    using Answer = std::function<void(Response)>;

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

    [[nodiscard]] Platform &platform() { return *m_platform; }
    [[nodiscard]] qint64 incarnation() const { return m_incarnation; }

private:
    explicit Session(Options options, PlatformControl &control);
    std::expected<void, Failure> strikeOutUnknown(const std::vector<InputLog::Entry> &entries);
    [[nodiscard]] bool isKnown(const Input &input);
    [[nodiscard]] bool hasTakenEffect(const Input &input);
    void askGateway(const Request &request, PlatformTime at, bool isPaused, const Answer &answer);
    void act(const QByteArray &service, Request request, PlatformTime at, bool isPaused, const Answer &answer);

    Options m_options;
    PlatformControl &m_control;
    std::unique_ptr<InputLog> m_log;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<Gateway> m_gateway;
    Warehouse m_warehouse;
    ControlKeys m_controlKeys;
    qint64 m_incarnation = 0;
    qint64 m_inputs = 0;
    std::optional<PlatformTime> m_lastInputAt;
};

} // namespace curbside
