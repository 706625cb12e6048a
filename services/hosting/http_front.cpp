// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/http_front.h"

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<std::unique_ptr<HttpFront>, Failure> HttpFront::open(quint16 base, const QByteArray &token)
{
    std::vector<HttpServer::Endpoint> endpoints;
    endpoints.reserve(Session::endpoints().size());
    for (std::size_t i = 0; i < Session::endpoints().size(); ++i)
        endpoints.push_back({Session::endpoints()[i], base == 0 ? quint16(0) : static_cast<quint16>(base + i)});
    auto front = std::make_unique<HttpFront>();
    auto server = HttpServer::listen(
        endpoints, token,
        [target = front->m_target](const QString &endpoint, Request request, HttpServer::Answer answer) {
            const std::lock_guard lock(target->mutex);
            if (!target->engine)
                return; // an answer that is dropped is a 503
            auto shared = std::make_shared<HttpServer::Answer>(std::move(answer));
            target->engine->submit(endpoint, std::move(request),
                                   [shared](Response response) { (*shared)(std::move(response)); });
        },
        {});
    if (!server)
        return std::unexpected(Failure{ExitStatus::Machine, server.error()});
    front->m_server = std::move(*server);
    return front;
}

HttpFront::~HttpFront()
{
    close();
}

void HttpFront::serve(Engine &engine)
{
    const std::lock_guard lock(m_target->mutex);
    m_target->engine = &engine;
}

void HttpFront::close()
{
    const std::lock_guard lock(m_target->mutex);
    m_target->engine = nullptr;
}

std::vector<quint16> HttpFront::ports() const
{
    return m_server->ports();
}

} // namespace curbside
