// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/http_site.h"
#include "tests/support/test_class.h"

#include <QFile>

namespace tst_http_limits {

using namespace curbside;

namespace {

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

/// For QTRY_VERIFY, which asks once more after what it waited for: stays true.
auto becomesServed(const Site &site)
{
    return [&site, was = false]() mutable {
        was = was || isServed(site);
        return was;
    };
}

} // namespace

class HttpLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void anAnswerTooLateIsUnavailable();
    void anAnswerForAClosedConnectionIsDropped();
    void answersOutliveTheServer();
    void aSlowRequestIsCutOff_data();
    void aSlowRequestIsCutOff();
    void anIdleConnectionIsClosed();
    void aReaderThatStopsIsCutOff();
    void aConnectionTooManyIsRefused();
    void tricklingConnectionsHoldNobodyUp();
    void memoryStaysFlat();
    void theServerEndsWhileBusy();
};

void HttpLimitsTest::anAnswerTooLateIsUnavailable()
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

void HttpLimitsTest::anAnswerForAClosedConnectionIsDropped()
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

void HttpLimitsTest::answersOutliveTheServer()
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

void HttpLimitsTest::aSlowRequestIsCutOff_data()
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

void HttpLimitsTest::aSlowRequestIsCutOff()
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

void HttpLimitsTest::anIdleConnectionIsClosed()
{
    HttpServer::Limits limits;
    limits.idleTime = 50ms;
    const Site site(limits);
    Client client(site.ports[0]);
    client.send(site.head("GET /ping"));
    QVERIFY(client.receive());
    QVERIFY(client.isClosed());
}

void HttpLimitsTest::aReaderThatStopsIsCutOff()
{
    HttpServer::Limits limits;
    limits.headerTime = 300ms;
    limits.connections = 1;
    const Site site(limits);
    Client client(site.ports[0]);
    client.socket().setReadBufferSize(1024);
    client.send(site.head("GET /large").repeated(20)); // more than the sockets' buffers hold
    auto isFree = becomesServed(site); // there is one place only
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), patienceMs);
    QVERIFY(site.service->count() < 20);
}

void HttpLimitsTest::aConnectionTooManyIsRefused()
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
    auto isFree = becomesServed(site);
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), patienceMs);
}

void HttpLimitsTest::tricklingConnectionsHoldNobodyUp()
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
    for (int served = 0; trickle() == tricklers || served < 20; ++served) {
        QVERIFY(isServed(site));
        QCoreApplication::processEvents();
    }
    // However long they trickle, they are cut off.
    QTRY_COMPARE_WITH_TIMEOUT(trickle(), std::size_t{0}, patienceMs);
    for (const auto &socket : sockets)
        QVERIFY(socket->readAll().startsWith("HTTP/1.1 408 "));
}

void HttpLimitsTest::memoryStaysFlat()
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
        const QByteArray piece(1 << 16, 'a');
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
    QVERIFY2(grown < 1 << 24, qPrintable(u"%1 bytes more"_s.arg(grown)));
}

void HttpLimitsTest::theServerEndsWhileBusy()
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

CURBSIDE_TEST(HttpLimitsTest)

} // namespace tst_http_limits

#include "tst_http_limits.moc"
