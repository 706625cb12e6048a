// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/http_server.h"

#include "services/runtime/http/http_session.h"
#include "services/runtime/http/response_head.h"

#include <random>
#include <thread>

#include <boost/asio/post.hpp>

namespace curbside {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Connections beyond the limit that are told so at a time; any more are just closed.
constexpr std::size_t refusedConnections = 64;

/// One listening port.
class HttpListener
{
public:
    HttpListener(std::shared_ptr<HttpServerCore> core, QString endpoint)
        : m_core(std::move(core)), m_endpoint(std::move(endpoint)), m_acceptor(m_core->io), m_pause(m_core->io)
    {}

    error_code open(quint16 port)
    {
        error_code error;
        const tcp::endpoint address(asio::ip::address_v4::loopback(), port);
        m_acceptor.open(address.protocol(), error);
        if (!error)
            m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            m_acceptor.bind(address, error);
        if (!error)
            m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (!error)
            m_port = m_acceptor.local_endpoint(error).port();
        return error;
    }

    [[nodiscard]] quint16 port() const { return m_port; }

    void accept()
    {
        m_acceptor.async_accept([this](error_code error, tcp::socket socket) {
            if (!m_acceptor.is_open())
                return;
            if (error) {
                acceptLater();
            } else {
                welcome(std::move(socket));
                accept();
            }
        });
    }

    void close()
    {
        error_code ignored;
        m_acceptor.close(ignored);
        m_pause.cancel();
    }

private:
    /// Out of file handles, most likely: to try again at once would only burn the processor.
    void acceptLater()
    {
        m_pause.expires_after(std::chrono::milliseconds{50});
        m_pause.async_wait([this](error_code error) {
            if (!error && m_acceptor.is_open())
                accept();
        });
    }

    void welcome(tcp::socket socket)
    {
        const std::size_t limit = m_core->limits.connections;
        const std::size_t open = m_core->sessions.size();
        if (open >= limit + refusedConnections)
            return;
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        const auto session = std::make_shared<HttpSession>(m_core, m_endpoint, m_port, std::move(socket));
        if (open < limit)
            session->start();
        else
            session->refuseAtOnce();
    }

    std::shared_ptr<HttpServerCore> m_core;
    QString m_endpoint;
    quint16 m_port = 0;
    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
};

class AsioHttpServer final : public HttpServer
{
public:
    AsioHttpServer(std::shared_ptr<HttpServerCore> core, std::vector<std::unique_ptr<HttpListener>> listeners)
        : m_core(std::move(core)), m_listeners(std::move(listeners))
    {
        for (const auto &listener : m_listeners)
            listener->accept();
        m_thread = std::thread([this] { m_core->io.run(); });
    }

    ~AsioHttpServer() override
    {
        asio::post(m_core->io, [this] { closeAll(); });
        m_thread.join();
        m_core->onRequest = nullptr;
    }

    AsioHttpServer(const AsioHttpServer &) = delete;
    AsioHttpServer &operator=(const AsioHttpServer &) = delete;

    [[nodiscard]] std::vector<quint16> ports() const override
    {
        std::vector<quint16> ports;
        ports.reserve(m_listeners.size());
        for (const auto &listener : m_listeners)
            ports.push_back(listener->port());
        return ports;
    }

private:
    /// Leaves the thread nothing to do, so that it ends.
    void closeAll()
    {
        for (const auto &listener : m_listeners)
            listener->close();
        for (HttpSession *session : m_core->sessions)
            session->close();
    }

    std::shared_ptr<HttpServerCore> m_core;
    std::vector<std::unique_ptr<HttpListener>> m_listeners;
    std::thread m_thread;
};

} // namespace

HttpServerCore::HttpServerCore(const HttpServer::Limits &allowed, QByteArray secret, HttpServer::OnRequest handler)
    : limits(allowed), token(std::move(secret)), onRequest(std::move(handler)),
      traces(std::random_device{}(), "http", std::random_device{}())
{}

const QByteArray &HttpServerCore::date()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (dateText.isEmpty() || now != dateTime) {
        dateTime = now;
        dateText = httpDate(now);
    }
    return dateText;
}

TraceContext HttpServerCore::newTrace()
{
    return {traces.next(), traces.next(), traces.next()};
}

std::expected<std::unique_ptr<HttpServer>, QString>
HttpServer::listen(const std::vector<Endpoint> &endpoints, QByteArray token, OnRequest onRequest, Limits limits)
{
    const auto core = std::make_shared<HttpServerCore>(limits, std::move(token), std::move(onRequest));
    std::vector<std::unique_ptr<HttpListener>> listeners;
    listeners.reserve(endpoints.size());
    for (const Endpoint &endpoint : endpoints) {
        auto listener = std::make_unique<HttpListener>(core, endpoint.name);
        if (const error_code error = listener->open(endpoint.port)) {
            const QString reason = QString::fromStdString(error.message());
            return std::unexpected(
                QStringLiteral("Port %1 of 127.0.0.1 cannot be used: %2.").arg(endpoint.port).arg(reason));
        }
        listeners.push_back(std::move(listener));
    }
    return std::make_unique<AsioHttpServer>(core, std::move(listeners));
}

} // namespace curbside
