// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/http_server.h"
#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"

#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

const QByteArray token = "3f0c9d21e5a84b76";
constexpr int patienceMs = 20'000;

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
class Service
{
public:
    void handle(const QString &endpoint, Request request, HttpServer::Answer answer)
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
        for (int i = 0; i < endpoints; ++i)
            all.push_back({u"service%1"_s.arg(i), 0});
        auto listening = HttpServer::listen(
            all, token,
            [kept = service](const QString &endpoint, Request request, HttpServer::Answer answer) {
                kept->handle(endpoint, std::move(request), std::move(answer));
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

    std::shared_ptr<Service> service = std::make_shared<Service>();
    std::unique_ptr<HttpServer> server;
    std::vector<quint16> ports;
};

void checkProblem(const Reply &reply, const QString &instance)
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

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void requestsAreJudged_data();
    void requestsAreJudged();
    void requestsArriveWhole();
    void answersToHeadHaveNoBody();
    void bodilessAnswersHaveNoLength();
    void problemsAreCompleted();
    void everyAnswerHasADate();
    void pipelinedRequestsAreAnsweredInOrder();
    void aConnectionClosesWhenAsked_data();
    void aConnectionClosesWhenAsked();
    void aBodyIsAskedForWhenExpected();
    void aBodyTooLongIsNotAskedFor();
    void largeAnswersArriveWhole();
    void answersComeFromAnyThread();
    void anAnswerNotGivenIsUnavailable();
    void anAnswerTooLateIsUnavailable();
    void anAnswerForAClosedConnectionIsDropped();
    void answersOutliveTheServer();
    void endpointsAreToldApart();
    void aPortInUseIsNamed();
    void onlyLoopbackIsListenedOn();
    void aSlowRequestIsCutOff_data();
    void aSlowRequestIsCutOff();
    void anIdleConnectionIsClosed();
    void aReaderThatStopsIsCutOff();
    void aConnectionTooManyIsRefused();
    void tricklingConnectionsHoldNobodyUp();
    void memoryStaysFlat();
    void theServerEndsWhileBusy();
};

void HttpServerTest::requestsAreJudged_data()
{
    QTest::addColumn<QByteArray>("before"); // up to the Host
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QString>("instance");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &after, int status, bool closes,
                        const QString &instance = u"/ping"_s) {
        QTest::newRow(name) << line << after << status << closes << instance;
    };
    const QByteArray let = "Authorization: Bearer " + token + "\r\n";
    row("an ordinary request", "GET /ping", let + "\r\n", 200, false);
    row("a request with a body", "POST /ping", let + "Content-Length: 3\r\n\r\nabc", 200, false);
    row("a request in chunks", "PUT /ping", let + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200,
        false);
    row("a DELETE", "DELETE /ping", let + "\r\n", 200, false);
    row("fields given twice", "GET /ping", let + "X-A: 1\r\nX-A: 2\r\n\r\n", 200, false);
    row("health without a token", "GET /health", "\r\n", 200, false);
    row("no token", "GET /ping", "\r\n", 401, false);
    row("a wrong token", "GET /ping", "Authorization: Bearer 0\r\n\r\n", 401, false);
    row("no token and a body", "POST /ping", "Content-Length: 3\r\n\r\nabc", 401, true);
    row("no token and a body too long", "POST /ping", "Content-Length: 9999999\r\n\r\nabc", 401, true);
    row("two hosts", "GET /ping", let + "Host: evil.example\r\n\r\n", 400, false);
    row("a foreign origin", "GET /ping", let + "Origin: https://evil.example\r\n\r\n", 403, false);
    row("the null origin", "POST /ping", let + "Origin: null\r\nContent-Length: 3\r\n\r\nabc", 403, true);
    row("an unknown method", "PATCH /ping", let + "\r\n", 405, false);
    row("OPTIONS", "OPTIONS /ping", let + "\r\n", 405, false);
    row("OPTIONS of everything", "OPTIONS *", let + "\r\n", 405, false, u"/"_s);
    row("a broken escape", "GET /ping/%zz", let + "\r\n", 400, false, u"/ping/%25zz"_s);
    row("a broken escape in a query", "GET /ping?%zz", let + "\r\n", 400, false);
    row("a path that is not UTF-8", "GET /%ff", let + "\r\n", 400, false, u"/%25ff"_s);
    row("a NUL in the path", "GET /%00", let + "\r\n", 400, false, u"/%2500"_s);
    row("an unknown expectation", "POST /ping", let + "Expect: luck\r\nContent-Length: 3\r\n\r\nabc", 417, true);
    row("a long line", "GET /" + QByteArray(9'000, 'a'), let + "\r\n", 414, true, u'/' + QString(9'000, u'a'));
    row("a long header", "GET /ping", let + "X: " + QByteArray(33'000, 'a') + "\r\n\r\n", 431, true);
    row("a huge header", "GET /ping", let + "X: " + QByteArray(2'000'000, 'a') + "\r\n\r\n", 431, true);
    row("99 fields more", "GET /ping", let + QByteArray("X: y\r\n").repeated(98) + "\r\n", 200, false);
    row("100 fields more", "GET /ping", let + QByteArray("X: y\r\n").repeated(99) + "\r\n", 431, true);
    row("a body too long", "POST /ping", let + "Content-Length: 1048577\r\n\r\nabc", 413, true);
    row("the longest body", "POST /ping", let + "Content-Length: 1048576\r\n\r\n" + QByteArray(1 << 20, 'a'), 200,
        false);
    row("chunks too long", "POST /ping",
        let + "Transfer-Encoding: chunked\r\n\r\n100001\r\n" + QByteArray(1 << 20, 'a'), 413, true);
    row("two lengths", "POST /ping", let + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400, true);
    row("a length and chunks", "POST /ping", let + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400, true);
    row("a length that is none", "POST /ping", let + "Content-Length: abc\r\n\r\nabc", 400, true);
    row("a chunk that is none", "POST /ping", let + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n", 400, true);
    row("a key that is none", "POST /ping", let + "Idempotency-Key: \"abc\r\n\r\n", 400, false);
}

void HttpServerTest::requestsAreJudged()
{
    static const Site site;
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, status);
    QFETCH(bool, closes);
    QFETCH(QString, instance);
    Client client(site.ports[0]);
    client.send(before + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(site.ports[0]) + "\r\n" + after);
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, status);
    QCOMPARE(reply->field("www-authenticate"), QByteArray(status == 401 ? "Bearer" : ""));
    QCOMPARE(reply->field("allow"), QByteArray(status == 405 ? "GET, HEAD, PUT, POST, DELETE" : ""));
    QCOMPARE(reply->field("connection"), QByteArray(closes ? "close" : ""));
    if (status != 200)
        checkProblem(*reply, instance);
    if (closes) {
        QVERIFY(client.isClosed());
    } else {
        client.send(site.head("GET /echo?after=all"));
        const auto next = client.receive();
        QVERIFY(next && next->status == 200 && next->body.contains("after"));
    }
}

void HttpServerTest::requestsArriveWhole()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("POST /echo?a=1&b=%20",
                          "Content-Type: application/json\r\nIdempotency-Key: \"k 1\"\r\nContent-Length: 4\r\n"
                          "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n")
                + "null");
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->body,
             QByteArray(
                 R"({"endpoint":"service0","method":"POST","path":"/echo","query":{"a":"1","b":" "},"body":"null",)"
                 R"("contentType":"application/json",)"
                 R"("traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","idempotencyKey":"k 1"})"));
}

void HttpServerTest::answersToHeadHaveNoBody()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("HEAD /ping") + site.head("HEAD /missing") + site.head("GET /ping"));
    const auto ordinary = client.receive(true);
    QVERIFY(ordinary);
    QCOMPARE(ordinary->status, 200);
    QCOMPARE(ordinary->field("content-length"), QByteArray("6"));
    const auto missing = client.receive(true);
    QVERIFY(missing);
    QCOMPARE(missing->status, 404);
    QVERIFY(missing->field("content-length").toInt() > 100);
    const auto whole = client.receive();
    QVERIFY(whole);
    QCOMPARE(whole->body, QByteArray("\"pong\""));
}

void HttpServerTest::bodilessAnswersHaveNoLength()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("DELETE /nothing") + site.head("GET /ping"));
    const auto nothing = client.receive();
    QVERIFY(nothing);
    QCOMPARE(nothing->status, 204);
    QCOMPARE(nothing->field("content-length"), QByteArray());
    QVERIFY(client.receive());
}

void HttpServerTest::problemsAreCompleted()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("GET /missing", "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"));
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 404);
    checkProblem(*reply, u"/missing"_s);
    QVERIFY(reply->body.contains(R"("traceId":"4bf92f3577b34da6a3ce929d0e0e4736")"));
}

void HttpServerTest::everyAnswerHasADate()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("GET /ping") + "GARBAGE\r\n\r\n");
    const QRegularExpression date(
        u"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$"_s);
    for (int i = 0; i < 2; ++i) {
        const auto reply = client.receive();
        QVERIFY(reply);
        QVERIFY2(date.match(QString::fromLatin1(reply->field("date"))).hasMatch(), reply->field("date").constData());
    }
}

void HttpServerTest::pipelinedRequestsAreAnsweredInOrder()
{
    const Site site;
    Client client(site.ports[0]);
    constexpr int requests = 500;
    QByteArray all;
    for (int i = 0; i < requests; ++i)
        all += site.head("POST /echo?n=" + QByteArray::number(i), "Content-Length: 2\r\n") + "{}";
    client.send(all);
    for (int i = 0; i < requests; ++i) {
        const auto reply = client.receive();
        QVERIFY(reply);
        QVERIFY2(reply->body.contains("\"n\":\"" + QByteArray::number(i) + '"'), reply->body.constData());
    }
}

void HttpServerTest::aConnectionClosesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QByteArray>("answered");
    QTest::newRow("HTTP/1.1") << QByteArray("1.1") << QByteArray() << false << QByteArray();
    QTest::newRow("HTTP/1.1 with close") << QByteArray("1.1") << QByteArray("Connection: close\r\n") << true
                                         << QByteArray("close");
    QTest::newRow("HTTP/1.0") << QByteArray("1.0") << QByteArray() << true << QByteArray("close");
    QTest::newRow("HTTP/1.0 with keep-alive")
        << QByteArray("1.0") << QByteArray("Connection: keep-alive\r\n") << false << QByteArray("keep-alive");
}

void HttpServerTest::aConnectionClosesWhenAsked()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, closes);
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("GET /ping", connection).replace("HTTP/1.1", "HTTP/" + version));
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QTEST(reply->field("connection"), "answered");
    if (closes) {
        QVERIFY(client.isClosed());
    } else {
        client.send(site.head("GET /ping"));
        QVERIFY(client.receive());
    }
}

void HttpServerTest::aBodyIsAskedForWhenExpected()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("POST /echo", "Expect: 100-continue\r\nContent-Length: 4\r\n"));
    const auto proceed = client.receive();
    QVERIFY(proceed);
    QCOMPARE(proceed->status, 100);
    QCOMPARE(site.service->count(), 0);
    client.send("true");
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QVERIFY(reply->body.contains(R"("body":"true")"));
}

void HttpServerTest::aBodyTooLongIsNotAskedFor()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("POST /echo", "Expect: 100-continue\r\nContent-Length: 1048577\r\n"));
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 413);
    QVERIFY(client.isClosed());
}

void HttpServerTest::largeAnswersArriveWhole()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("GET /large") + site.head("GET /ping"));
    const auto large = client.receive();
    QVERIFY(large);
    QVERIFY(large->body == QByteArray(8'000'000, '7'));
    QVERIFY(client.receive());
}

void HttpServerTest::answersComeFromAnyThread()
{
    const Site site;
    Client client(site.ports[0]);
    for (int i = 0; i < 20; ++i) {
        client.send(site.head("GET /thread"));
        const auto reply = client.receive();
        QVERIFY(reply);
        QCOMPARE(reply->body, QByteArray("\"thread\""));
    }
}

void HttpServerTest::anAnswerNotGivenIsUnavailable()
{
    const Site site;
    Client client(site.ports[0]);
    client.send(site.head("GET /dropped") + site.head("GET /ping"));
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 503);
    QCOMPARE(reply->field("retry-after"), QByteArray("1"));
    checkProblem(*reply, u"/dropped"_s);
    QVERIFY(client.receive());
}

void HttpServerTest::anAnswerTooLateIsUnavailable()
{
    HttpServer::Limits limits;
    limits.answerTime = 50ms;
    const Site site(limits);
    Client client(site.ports[0]);
    client.send(site.head("GET /later"));
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 503);
    checkProblem(*reply, u"/later"_s);
    for (HttpServer::Answer &answer : site.service->takeKept())
        answer(Response::json("\"too late\""));
    client.send(site.head("GET /ping"));
    const auto next = client.receive();
    QVERIFY(next);
    QCOMPARE(next->body, QByteArray("\"pong\""));
}

void HttpServerTest::anAnswerForAClosedConnectionIsDropped()
{
    const Site site;
    {
        Client client(site.ports[0]);
        client.send(site.head("GET /later"));
        QTRY_COMPARE(site.service->keptCount(), std::size_t{1});
    }
    for (HttpServer::Answer &answer : site.service->takeKept())
        answer(Response::json(QByteArray(1'000'000, 'a')));
    Client other(site.ports[0]);
    other.send(site.head("GET /ping"));
    QVERIFY(other.receive());
}

void HttpServerTest::answersOutliveTheServer()
{
    Site site;
    Client one(site.ports[0]);
    Client other(site.ports[0]);
    one.send(site.head("GET /later"));
    other.send(site.head("GET /later"));
    QTRY_COMPARE(site.service->keptCount(), std::size_t{2});
    site.server.reset();
    QVERIFY(!one.receive());
    std::vector<HttpServer::Answer> answers = site.service->takeKept();
    answers[0](Response::json("1"));
    answers.clear(); // the other is dropped unused
    QVERIFY(!other.receive());
}

void HttpServerTest::endpointsAreToldApart()
{
    const Site site({}, 3);
    QCOMPARE(site.ports.size(), std::size_t{3});
    for (std::size_t i = 0; i < site.ports.size(); ++i) {
        Client client(site.ports[i]);
        client.send(
            site.head("GET /echo").replace(QByteArray::number(site.ports[0]), QByteArray::number(site.ports[i])));
        const auto reply = client.receive();
        QVERIFY(reply);
        QVERIFY2(reply->body.contains("\"service" + QByteArray::number(i) + '"'), reply->body.constData());
    }
    Client client(site.ports[1]);
    client.send(site.head("GET /echo"));
    const auto reply = client.receive();
    QVERIFY(reply);
    QCOMPARE(reply->status, 403); // the Host names a neighbour's port
}

void HttpServerTest::aPortInUseIsNamed()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const auto refused = HttpServer::listen({{u"free"_s, 0}, {u"taken"_s, taken.serverPort()}}, token, {}, {});
    QVERIFY(!refused);
    QVERIFY2(refused.error().contains(QString::number(taken.serverPort())), qPrintable(refused.error()));
}

void HttpServerTest::onlyLoopbackIsListenedOn()
{
    const Site site;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(u"127.0.0.2"_s), site.ports[0]); // would reach a server on any address
    QVERIFY(!socket.waitForConnected(patienceMs));
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void HttpServerTest::aSlowRequestIsCutOff_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<int>("status"); // 0: closed without a word
    QTest::addColumn<QString>("instance");
    const QByteArray post = "POST /ping HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAuthorization: Bearer " + token + "\r\n";
    QTest::newRow("that never begins") << QByteArray() << 0 << QString();
    QTest::newRow("within its line") << QByteArray("GET /pi") << 408 << u"/"_s;
    QTest::newRow("within its header") << post << 408 << u"/ping"_s;
    QTest::newRow("within its body") << post + "Content-Length: 5\r\n\r\nab" << 408 << u"/ping"_s;
    QTest::newRow("within its chunks") << post + "Transfer-Encoding: chunked\r\n\r\n5\r\nab" << 408 << u"/ping"_s;
    QTest::newRow("that is asked for its body") << post + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n"
                                                << 408 << u"/ping"_s;
}

void HttpServerTest::aSlowRequestIsCutOff()
{
    QFETCH(QByteArray, beginning);
    QFETCH(int, status);
    QFETCH(QString, instance);
    HttpServer::Limits limits;
    limits.headerTime = 100ms;
    const Site site(limits);
    Client client(site.ports[0]);
    client.send(beginning.replace("PORT", QByteArray::number(site.ports[0])));
    auto reply = client.receive();
    if (reply && reply->status == 100)
        reply = client.receive();
    QCOMPARE(reply ? reply->status : 0, status);
    if (reply)
        checkProblem(*reply, instance);
    QVERIFY(client.isClosed());
    QCOMPARE(site.service->count(), 0);
}

void HttpServerTest::anIdleConnectionIsClosed()
{
    HttpServer::Limits limits;
    limits.idleTime = 50ms;
    const Site site(limits);
    Client client(site.ports[0]);
    client.send(site.head("GET /ping"));
    QVERIFY(client.receive());
    QVERIFY(client.isClosed());
}

void HttpServerTest::aReaderThatStopsIsCutOff()
{
    HttpServer::Limits limits;
    limits.headerTime = 300ms;
    limits.connections = 1;
    const Site site(limits);
    Client client(site.ports[0]);
    client.socket().setReadBufferSize(1024);
    client.send(site.head("GET /large").repeated(20)); // more than the sockets' buffers hold
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            Client other(site.ports[0]);
            other.send(site.head("GET /ping"));
            const auto reply = other.receive();
            return reply && reply->status == 200; // the only place is free again
        }(),
        patienceMs);
    QVERIFY(site.service->count() < 20);
}

void HttpServerTest::aConnectionTooManyIsRefused()
{
    HttpServer::Limits limits;
    limits.connections = 8;
    const Site site(limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t i = 0; i < limits.connections; ++i) {
        clients.push_back(std::make_unique<Client>(site.ports[0]));
        clients.back()->send(site.head("GET /ping"));
        const auto reply = clients.back()->receive();
        QVERIFY(reply && reply->status == 200);
    }
    Client tooMany(site.ports[0]);
    const auto refused = tooMany.receive();
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    QCOMPARE(refused->field("retry-after"), QByteArray("1"));
    checkProblem(*refused, u"/"_s);
    QVERIFY(tooMany.isClosed());
    clients.pop_back();
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            Client again(site.ports[0]);
            again.send(site.head("GET /ping"));
            const auto reply = again.receive();
            return reply && reply->status == 200;
        }(),
        patienceMs);
}

void HttpServerTest::tricklingConnectionsHoldNobodyUp()
{
    HttpServer::Limits limits;
    limits.headerTime = 1'500ms;
    const Site site(limits);
    constexpr std::size_t tricklers = 200;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (std::size_t i = 0; i < tricklers; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, site.ports[0]);
        QVERIFY(socket->waitForConnected(patienceMs));
        socket->write("GET /ping HTTP/1.1\r\nX: ");
        sockets.push_back(std::move(socket));
    }
    const auto trickle = [&sockets] {
        std::size_t open = 0;
        for (const auto &socket : sockets) {
            open += socket->state() == QAbstractSocket::ConnectedState ? 1 : 0;
            if (socket->state() == QAbstractSocket::ConnectedState)
                socket->write("a");
        }
        return open;
    };
    std::size_t served = 0;
    while (trickle() == tricklers || served < 20) {
        Client client(site.ports[0]);
        client.send(site.head("GET /ping", "Connection: close\r\n"));
        const auto reply = client.receive();
        QVERIFY(reply && reply->status == 200);
        ++served;
        QCoreApplication::processEvents();
    }
    // However long they trickle, they are cut off.
    QTRY_COMPARE_WITH_TIMEOUT(trickle(), std::size_t{0}, patienceMs);
    for (const auto &socket : sockets)
        QVERIFY(socket->readAll().startsWith("HTTP/1.1 408 "));
}

void HttpServerTest::memoryStaysFlat()
{
    const Site site;
    const auto flood = [&site](const QByteArray &beginning, const QByteArray &piece) {
        Client client(site.ports[0]);
        client.send(beginning);
        for (int i = 0; i < 128 && client.socket().state() == QAbstractSocket::ConnectedState; ++i) {
            client.socket().write(piece);
            client.socket().waitForBytesWritten(patienceMs);
        }
    };
    const auto floodAll = [&] {
        const QByteArray piece(64 * 1024, 'a');
        flood("GET /ping HTTP/1.1\r\nX: ", piece); // a header without end
        flood("GET /", piece); // a line without end
        flood(site.head("POST /ping", "Transfer-Encoding: chunked\r\n") + "1;", piece); // an extension without end
        flood(site.head("POST /ping", "Content-Length: 99999999999\r\n"), piece); // a body without end
        flood(site.head("GET /ping", "Connection: close\r\n"), piece); // and what follows the last request
    };
    floodAll();
    const qint64 before = residentBytes();
    for (int i = 0; i < 6; ++i)
        floodAll();
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown < 16 * 1024 * 1024, qPrintable(u"%1 bytes more"_s.arg(grown)));
}

void HttpServerTest::theServerEndsWhileBusy()
{
    for (int i = 0; i < 10; ++i) {
        Site site;
        std::vector<std::unique_ptr<Client>> clients;
        for (int n = 0; n < 10; ++n) {
            clients.push_back(std::make_unique<Client>(site.ports[0]));
            clients.back()->send(n % 2 == 0 ? site.head("GET /ping").repeated(50) : site.head("GET /later"));
        }
        site.server.reset();
        for (const auto &client : clients) {
            while (client->receive())
                QVERIFY(client->socket().isValid());
        }
    }
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_http_server.moc"
