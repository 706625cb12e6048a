// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/engine.h"
#include "services/runtime/http/http_server.h"

namespace curbside {

/// The seven HTTP ports of a platform. Opened before there is an engine, so that a port in use is found before anything has
/// happened; until serve() every request is answered 503.
class HttpFront
{
public:
    /// `base` 0 lets the system choose each port.
    [[nodiscard]] static std::expected<std::unique_ptr<HttpFront>, Failure> open(quint16 base, const QByteArray &token);
    ~HttpFront();

    void serve(Engine &engine);
    /// No request reaches the engine after this returns.
    void close();
    [[nodiscard]] std::vector<quint16> ports() const;

private:
    struct Target
    {
        std::mutex mutex;
        Engine *engine = nullptr;
    };

    std::shared_ptr<Target> m_target = std::make_shared<Target>();
    std::unique_ptr<HttpServer> m_server;
};

} // namespace curbside
