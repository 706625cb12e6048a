// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/response_stream.h"
#include "tests/runtime/http_site.h"
#include "tests/support/test_class.h"

#include <future>

namespace tst_http_stream {

using namespace curbside;

// An answer that goes on, over a real connection.
class HttpStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatIsWrittenArrivesAsItComes();
    void aSilentStreamHasAHeartbeat();
    void anEndedStreamEndsTheConnection();
    void aClientThatLeavesIsNoticed();
    void whoHasLeftBeforeTheAnswerLeavesNoStream();
    void aClientThatTakesNothingIsCutOff();
    void whatIsBeyondTheRoomEndsTheStream();
    void theLastEventIdIsHandedOn();

private:
    /// Opens the stream that the site answers /later with.
    static std::shared_ptr<ResponseStream> open(Site &site, Client &client, std::size_t room = 1'000'000);
    static bool reads(Client &client, const QByteArray &text);
};

std::shared_ptr<ResponseStream> HttpStreamTest::open(Site &site, Client &client, std::size_t room)
{
    client.send(site.head("GET /later"));
    if (!QTest::qWaitFor([&] { return site.service->keptCount() == 1; }, patienceMs))
        return nullptr;
    Response response;
    response.contentType = "text/event-stream";
    response.stream = std::make_shared<ResponseStream>(room, ":\n\n");
    site.service->takeKept().front()(response);
    return response.stream;
}

bool HttpStreamTest::reads(Client &client, const QByteArray &text)
{
    QByteArray received;
    return QTest::qWaitFor(
        [&] {
            received += client.socket().readAll();
            return received.contains(text);
        },
        patienceMs);
}

void HttpStreamTest::whatIsWrittenArrivesAsItComes()
{
    Site site;
    Client client(site.ports[0]);
    const auto stream = open(site, client);
    QVERIFY(stream);
    QVERIFY(reads(client, "Content-Type: text/event-stream"));
    for (const QByteArray piece : {"id: 1\ndata: one\n\n", "id: 2\ndata: two\n\n"}) {
        QVERIFY(stream->write(piece));
        QVERIFY(reads(client, piece));
    }
    QVERIFY(isServed(site)); // others are not kept waiting
}

void HttpStreamTest::aSilentStreamHasAHeartbeat()
{
    HttpServer::Limits limits;
    limits.heartbeatTime = std::chrono::milliseconds{20};
    Site site(limits);
    Client client(site.ports[0]);
    QVERIFY(open(site, client));
    QVERIFY(reads(client, ":\n\n:\n\n"));
}

void HttpStreamTest::anEndedStreamEndsTheConnection()
{
    Site site;
    Client client(site.ports[0]);
    const auto stream = open(site, client);
    QVERIFY(stream);
    stream->write("data: last\n\n");
    stream->end();
    QVERIFY(reads(client, "data: last\n\n"));
    QVERIFY(client.isClosed());
}

void HttpStreamTest::aClientThatLeavesIsNoticed()
{
    Site site;
    const auto client = std::make_unique<Client>(site.ports[0]);
    const auto stream = open(site, *client);
    QVERIFY(stream);
    QVERIFY(reads(*client, "text/event-stream"));
    client->socket().abort();
    QTRY_VERIFY_WITH_TIMEOUT(stream->isOver(), patienceMs);
}

void HttpStreamTest::whoHasLeftBeforeTheAnswerLeavesNoStream()
{
    Site site;
    const auto client = std::make_unique<Client>(site.ports[0]);
    client->send(site.head("GET /later"));
    QTRY_COMPARE_WITH_TIMEOUT(site.service->keptCount(), std::size_t(1), patienceMs);
    client->socket().abort();
    Client other(site.ports[0]); // whose request is taken after the first one's end
    other.send(site.head("GET /later"));
    QTRY_COMPARE_WITH_TIMEOUT(site.service->keptCount(), std::size_t(2), patienceMs);
    Response response;
    response.contentType = "text/event-stream";
    response.stream = std::make_shared<ResponseStream>(1000, ":\n\n");
    site.service->takeKept().front()(response);
    QTRY_VERIFY_WITH_TIMEOUT(response.stream->isOver(), patienceMs);
}

void HttpStreamTest::aClientThatTakesNothingIsCutOff()
{
    HttpServer::Limits limits;
    limits.headerTime = std::chrono::milliseconds{300};
    Site site(limits);
    Client client(site.ports[0]);
    client.socket().setReadBufferSize(1024);
    const auto stream = open(site, client, 64'000'000);
    QVERIFY(stream);
    QVERIFY(stream->write(QByteArray(32'000'000, 'x'))); // more than sockets hold
    QTRY_VERIFY_WITH_TIMEOUT(stream->isOver(), patienceMs);
    QCOMPARE(stream->waiting(), std::size_t(0));
}

void HttpStreamTest::whatIsBeyondTheRoomEndsTheStream()
{
    ResponseStream stream(10, ":\n\n");
    QVERIFY(stream.write("12345678"));
    QVERIFY(!stream.write("12345678"));
    QVERIFY(stream.isOver());
    QCOMPARE(stream.take().bytes, QByteArray("12345678"));
}

void HttpStreamTest::theLastEventIdIsHandedOn()
{
    std::promise<QByteArray> seen;
    auto server = HttpServer::listen({{u"one"_s, 0}}, token,
                                     [&](const QString &, const Request &request, HttpServer::Answer answer) {
                                         seen.set_value(request.lastEventId);
                                         answer(Response::noContent());
                                     },
                                     {});
    QVERIFY(server);
    Client client((*server)->ports()[0]);
    client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number((*server)->ports()[0])
                + "\r\nAuthorization: Bearer " + token + "\r\nLast-Event-ID: state:7\r\n\r\n");
    QVERIFY(client.receive());
    QCOMPARE(seen.get_future().get(), QByteArray("state:7"));
}

CURBSIDE_TEST(HttpStreamTest)

} // namespace tst_http_stream

#include "tst_http_stream.moc"
