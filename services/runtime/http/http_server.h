// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <functional>
#include <memory>
#include <vector>

namespace curbside {

/// Real HTTP/1.1 on loopback, one port an endpoint, on one I/O thread of its own. It refuses by itself whatever can be
/// refused without knowing the routes: broken framing, foreign Host or Origin, missing token, what is too long, too much or
/// too slow, the connection beyond the limit. All else goes to `onRequest`, of each connection one request after another.
/// HEAD is passed on as such; its answer is sent without the body. A 503 gets a Retry-After if it has none. An answer that is
/// a stream goes on until either end is over; a client that does not take a piece of it in `headerTime` is cut off.
class HttpServer
{
public:
    struct Endpoint
    {
        QString name; ///< given back with each request ("operations")
        quint16 port; ///< 0 lets the system choose; see ports()
    };

    struct Limits
    {
        std::size_t requestLine = 8'192;
        std::size_t headerBytes = 32'768;
        std::size_t headerCount = 100;
        std::size_t bodyBytes = 1'048'576;
        std::size_t connections = 512;
        // Each absolute: a client that trickles gains nothing.
        std::chrono::milliseconds headerTime{10'000}; ///< also for the body, and for the client to take an answer
        std::chrono::milliseconds idleTime{60'000}; ///< between requests
        std::chrono::milliseconds answerTime{30'000}; ///< after this without an answer: 503
        std::chrono::milliseconds heartbeatTime{15'000}; ///< of a stream on which nothing happens
        std::chrono::milliseconds lingerTime{2'000}; ///< after the last answer, for the client to notice and close
    };

    /// Gives the answer to one request, from any thread, once. Destroyed unused, it answers 503. May outlive the server.
    using Answer = std::move_only_function<void(Response)>;
    /// Called on the I/O thread; must neither block nor throw.
    using OnRequest = std::function<void(const QString &endpoint, Request, Answer)>;

    /// Listens on 127.0.0.1. An empty `token` lets nobody in. Fails with a sentence that names the port.
    [[nodiscard]] static std::expected<std::unique_ptr<HttpServer>, QString>
    listen(const std::vector<Endpoint> &endpoints, QByteArray token, OnRequest onRequest, Limits limits);
    virtual ~HttpServer() = default; ///< closes everything and joins the thread; not to be called on that
    [[nodiscard]] virtual std::vector<quint16> ports() const = 0; ///< in the order of the endpoints
};

} // namespace curbside
