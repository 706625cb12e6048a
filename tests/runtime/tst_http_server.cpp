// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/http_site.h"
#include "tests/support/test_class.h"

#include <QTcpServer>

namespace tst_http_server {

using namespace curbside;

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
    void endpointsAreToldApart();
    void aPortInUseIsNamed();
    void onlyLoopbackIsListenedOn();
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
    row("a method no route takes", "OPTIONS /ping", let + "\r\n", 200, false); // the router's to refuse
    row("a method no route takes, without a token", "OPTIONS /ping", "\r\n", 401, false);
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

CURBSIDE_TEST(HttpServerTest)

} // namespace tst_http_server

#include "tst_http_server.moc"
