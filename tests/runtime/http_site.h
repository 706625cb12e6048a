// SPDX-License-Identifier: GPL-3.0-or-later
// A service behind a real server, and a client that sends bytes as they are.
#pragma once

#include "services/runtime/http/http_server.h"
#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"

#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

namespace curbside {

using namespace Qt::StringLiterals;

inline const QByteArray token = "3f0c9d21e5a84b76";
inline constexpr int patienceMs = 20'000;

struct Reply
{
    int status = 0;
    std::vector<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray &name) const
    {
        const auto found = std::ranges::find(fields, name, &std::pair<QByteArray, QByteArray>::first);
        return found == fields.end() ? QByteArray() : found->second;
    }
};

/// A connection of its own that sends whatever bytes it is given and reads replies strictly by their Content-Length.
class Client
{
public:
    explicit Client(quint16 port)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        if (!m_socket.waitForConnected(patienceMs))
            qFatal("cannot connect: %s", qPrintable(m_socket.errorString()));
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    /// Nothing when the connection closes first.
    std::optional<Reply> receive(bool isToHead = false)
    {
        const auto end = waitFor([this] { return m_received.indexOf("\r\n\r\n"); });
        if (!end)
            return std::nullopt;
        Reply reply = parsedHead(m_received.first(*end));
        const qsizetype length = isToHead ? 0 : reply.field("content-length").toLongLong();
        const qsizetype whole = *end + 4 + length;
        if (!waitFor([&] { return m_received.size() >= whole ? whole : -1; }))
            return std::nullopt;
        reply.body = m_received.sliced(*end + 4, length);
        m_received.remove(0, whole);
        return reply;
    }

    /// True when the server closes, in order and without saying more.
    bool isClosed()
    {
        waitFor([] { return qsizetype{-1}; });
        return m_received.isEmpty() && m_socket.state() == QAbstractSocket::UnconnectedState
            && m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    }

    QTcpSocket &socket() { return m_socket; }

private:
    /// Reads until `position` is not negative, or nothing more comes.
    std::optional<qsizetype> waitFor(const std::function<qsizetype()> &position)
    {
        for (;;) {
            m_received += m_socket.readAll();
            if (const qsizetype found = position(); found >= 0)
                return found;
            if (!m_socket.waitForReadyRead(patienceMs) && m_socket.bytesAvailable() == 0)
                return std::nullopt;
        }
    }

    static Reply parsedHead(const QByteArray &head)
    {
        Reply reply;
        QByteArrayList lines = head.split('\n');
        reply.status = lines.takeFirst().split(' ').value(1).toInt();
        for (const QByteArray &line : std::as_const(lines)) {
            const qsizetype colon = line.indexOf(':');
            reply.fields.emplace_back(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        return reply;
    }

    QTcpSocket m_socket;
    QByteArray m_received;
};

/// What the tests' service does with a request, by its path; it keeps the answers to /later for the test to give.
class Responder
{
public:
    void handle(const QString &endpoint, const Request &request, HttpServer::Answer answer)
    {
        ++m_count;
        if (request.path == u"/echo")
            answer(Response::json(described(endpoint, request)));
        else if (request.path == u"/later")
            keep(std::move(answer));
        else if (request.path == u"/large")
            answer(Response::json(QByteArray(8'000'000, '7')));
        else if (request.path == u"/nothing")
            answer(Response::noContent());
        else if (request.path == u"/missing")
            answer(Problem::notFound(u"robot", u"R-7"));
        else if (request.path == u"/thread")
            std::thread([answer = std::move(answer)]() mutable { answer(Response::json("\"thread\"")); }).detach();
        else if (request.path != u"/dropped")
            answer(Response::json("\"pong\""));
    }

    [[nodiscard]] int count() const { return m_count; }

    std::vector<HttpServer::Answer> takeKept()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_kept, {});
    }
    [[nodiscard]] std::size_t keptCount()
    {
        const std::scoped_lock lock(m_mutex);
        return m_kept.size();
    }

private:
    void keep(HttpServer::Answer answer)
    {
        const std::scoped_lock lock(m_mutex);
        m_kept.push_back(std::move(answer));
    }

    static QByteArray described(const QString &endpoint, const Request &request)
    {
        JsonWriter writer;
        writer.beginObject().member("endpoint", endpoint).member("method", request.method).member("path", request.path);
        writer.key("query").beginObject();
        for (const auto &[name, value] : request.query)
            writer.member(name.toStdString(), value);
        writer.endObject().member("body", request.body).member("contentType", request.contentType);
        writer.member("traceparent", request.traceparent).member("idempotencyKey", request.idempotencyKey).endObject();
        return writer.take();
    }

    std::atomic<int> m_count = 0;
    std::mutex m_mutex;
    std::vector<HttpServer::Answer> m_kept;
};

/// A server with one endpoint (or more) on ports that the system chose.
struct Site
{
    explicit Site(HttpServer::Limits limits = {}, int endpoints = 1)
    {
        std::vector<HttpServer::Endpoint> all;
        all.reserve(static_cast<std::size_t>(endpoints));
        for (int i = 0; i < endpoints; ++i)
            all.push_back({u"service%1"_s.arg(i), 0});
        auto listening = HttpServer::listen(
            all, token,
            [kept = service](const QString &endpoint, const Request &request, HttpServer::Answer answer) {
                kept->handle(endpoint, request, std::move(answer));
            },
            limits);
        if (!listening)
            qFatal("%s", qPrintable(listening.error()));
        server = std::move(*listening);
        ports = server->ports();
    }

    /// A request line and the fields that let it in.
    [[nodiscard]] QByteArray head(const QByteArray &line, const QByteArray &more = {}) const
    {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(ports[0]) + "\r\nAuthorization: Bearer "
            + token + "\r\n" + more + "\r\n";
    }

    std::shared_ptr<Responder> service = std::make_shared<Responder>();
    std::unique_ptr<HttpServer> server;
    std::vector<quint16> ports;
};

/// Whether an ordinary request on a new connection is answered.
inline bool isServed(const Site &site)
{
    Client client(site.ports[0]);
    client.send(site.head("GET /ping", "Connection: close\r\n"));
    const auto reply = client.receive();
    return reply && reply->status == 200;
}

inline void checkProblem(const Reply &reply, const QString &instance)
{
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY2(document, reply.body.constData());
    const JsonValue problem = document->root();
    QCOMPARE(reply.field("content-type"), QByteArray("application/problem+json"));
    QCOMPARE(problem["type"].toString(), std::optional(u"about:blank"_s));
    QCOMPARE(problem["title"].toString(), std::optional(reasonPhrase(reply.status)));
    QCOMPARE(problem["status"].toInteger(), std::optional<std::int64_t>(reply.status));
    QVERIFY(!problem["detail"].toString().value_or(QString()).isEmpty());
    QCOMPARE(problem["instance"].toString(), std::optional(instance));
    QVERIFY(QRegularExpression(u"^(?!0{32})[0-9a-f]{32}$"_s)
                .match(problem["traceId"].toString().value_or(QString()))
                .hasMatch());
}

} // namespace curbside
