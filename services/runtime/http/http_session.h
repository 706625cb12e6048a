// SPDX-License-Identifier: GPL-3.0-or-later
// For http_server.cpp and http_session.cpp alone: it needs Boost.
#pragma once

#include "services/runtime/http/http_server.h"
#include "services/runtime/http/request_parser.h"
#include "services/runtime/http/response_stream.h"
#include "services/runtime/observe/trace.h"
#include "services/runtime/time/random_stream.h"

#include <array>
#include <set>
#include <utility> // before Asio, whose 1.74 forgets it

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

namespace curbside {

class HttpSession;

/// What all connections of a server share. Used on the I/O thread; answers that outlive the server keep it alive.
struct HttpServerCore
{
    HttpServerCore(const HttpServer::Limits &allowed, QByteArray secret, HttpServer::OnRequest handler);

    HttpServer::Limits limits;
    QByteArray token;
    HttpServer::OnRequest onRequest;
    std::set<HttpSession *> sessions;
    RandomStream traces; // of requests that come without one
    std::chrono::sys_seconds dateTime;
    QByteArray dateText;
    boost::asio::io_context io{1}; // last: what still waits in it goes first

    [[nodiscard]] const QByteArray &date();
    [[nodiscard]] TraceContext newTrace();
};

/// One connection: receives a request, waits for its answer, sends it, and so on. At most one operation on the socket is
/// under way at a time; a deadline that passes cancels it. Lives on the I/O thread, for as long as something is under way.
class HttpSession : public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(const std::shared_ptr<HttpServerCore> &core, QString endpoint, quint16 port,
                boost::asio::ip::tcp::socket socket);
    ~HttpSession();
    HttpSession(const HttpSession &) = delete;
    HttpSession &operator=(const HttpSession &) = delete;

    void start();
    void refuseAtOnce();
    /// Sends the answer to that request, if it is still waited for.
    void deliver(std::uint64_t request, Response response);
    void close();

private:
    enum class Phase { Idle, Receiving, Answering, Sending, Streaming, Lingering };

    void enter(Phase phase, std::chrono::milliseconds time);
    void onTimer(boost::system::error_code error);
    void onOverdue();
    [[nodiscard]] bool hasBegun() const { return m_parser.hasBegun() || !m_input.isEmpty(); }

    void read();
    void onRead(boost::system::error_code error, std::size_t bytes);
    void advance();
    bool judgeHead();
    void sendContinue();
    void dispatch();
    void respond(Response response, bool isLast);
    void complete(Response &response);
    void send(const Response &response);
    void onSent(boost::system::error_code error);
    void next();
    void beginStream();
    void watchClient();
    void continueStream();
    void sendPiece(QByteArray bytes);
    void onPieceSent(boost::system::error_code error);
    void linger();
    void discard();

    HttpServerCore &m_core;
    std::weak_ptr<HttpServerCore> m_weakCore;
    QString m_endpoint;
    quint16 m_port;
    boost::asio::ip::tcp::socket m_socket;
    boost::asio::steady_timer m_timer;
    std::array<char, 8'192> m_piece{}; // just received
    QByteArray m_input; // received and not yet parsed
    RequestParser m_parser;
    Request m_request;
    QByteArray m_responseHead;
    QByteArray m_responseBody;
    std::shared_ptr<ResponseStream> m_stream; // what the answer under way goes on with
    bool m_isSendingPiece = false;
    std::uint64_t m_requestNumber = 0;
    Phase m_phase = Phase::Idle;
    bool m_isOverdue = false;
    bool m_isLast = false;
};

} // namespace curbside
