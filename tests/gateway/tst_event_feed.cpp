// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/response_stream.h"
#include "services/runtime/service.h"
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <ranges>
#include <set>

namespace tst_event_feed {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

/// What a client has read of a stream: ids of the stream, and of the events.
struct Read
{
    QByteArrayList ids;
    QByteArrayList events;
    QByteArrayList sources;
};

Read readAll(ResponseStream &stream)
{
    Read read;
    const QByteArrayList lines = stream.take().bytes.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("id: "))
            read.ids.append(line.mid(4));
        if (!line.startsWith("data: "))
            continue;
        const auto event = JsonDocument::parse(line.mid(6));
        if (!event)
            qFatal("not JSON: %s", line.constData());
        read.events.append(event->root()["id"].toString().value_or(QString()).toUtf8());
        read.sources.append(event->root()["source"].toString().value_or(QString()).toUtf8());
    }
    return read;
}

} // namespace

// Who follows the events gets each once and in order, from where it stood, and costs no more than its room.
class EventFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void allThatIsPublishedComesOnceWithAnIdEach();
    void whoComesBackGoesOnWhereItStood();
    void whoComesBackFromLongAgoGetsAll();
    void everyPublisherKeepsItsOrder();
    void manyClientsReadTheSame();
    void whoReadsNothingGetsNoMoreThanItsRoomAndLosesNothing();
    void hugeEventsComeOneByOne();
    void whoIsCutOffFromTheGatewayIsReadLater();
    void anIdOfAnotherStreamIsRefused_data();
    void anIdOfAnotherStreamIsRefused();
    void whatIsNoLongerKeptIsToldToBeGone();
    void whatIsNotPublishedYetCannotBeTakenUp();
    void thereAreNoMoreClientsThanThePlaceIsFor();
    void aHeadOpensNoStream();

private:
    [[nodiscard]] Response open(const QByteArray &lastId = {}, Method method = Method::Get)
    {
        Request request;
        request.method = method;
        request.path = u"/events/stream"_s;
        request.lastEventId = lastId;
        return m_stage->ask(u"gateway"_s, request);
    }
    /// Runs, passing events on as the engine does.
    void runFor(Duration time)
    {
        for (Duration done{0}; done < time; done += 1s) {
            m_stage->runFor(1s);
            m_stage->session().carryOn();
        }
    }
    /// Everything published since the platform began, by the outboxes.
    [[nodiscard]] std::size_t published()
    {
        std::size_t count = 0;
        for (const auto &process : m_stage->session().platform().processes()) {
            if (process->name() != "world")
                count += static_cast<std::size_t>(process->service().outbox().last());
        }
        return count;
    }

    std::unique_ptr<GatewayStage> m_stage;
};

void EventFeedTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
}

void EventFeedTest::allThatIsPublishedComesOnceWithAnIdEach()
{
    const Response response = open();
    QCOMPARE(response.contentType, QByteArray("text/event-stream"));
    const std::size_t before = published();
    runFor(2min);
    const Read read = readAll(*response.stream);
    QCOMPARE(std::size_t(read.events.size()), published() - before);
    QCOMPARE(std::size_t(std::set(read.events.begin(), read.events.end()).size()), published() - before);
    QCOMPARE(std::size_t(std::set(read.ids.begin(), read.ids.end()).size()), published() - before);
}

void EventFeedTest::whoComesBackGoesOnWhereItStood()
{
    const Response all = open();
    const Response first = open();
    runFor(1min);
    const Read begun = readAll(*first.stream);
    first.stream->abandon();
    const qsizetype half = begun.ids.size() / 2;
    QVERIFY(half > 0);
    const Response second = open(begun.ids[half - 1]);
    runFor(1min);
    const Read whole = readAll(*all.stream);
    QCOMPARE(readAll(*second.stream).events, whole.events.mid(half));
}

void EventFeedTest::whoComesBackFromLongAgoGetsAll()
{
    runFor(3min);
    const Response response = open("deliveries:0,dispatch:0,integrations:0,operations:0,state:0");
    QCOMPARE(response.status, 200);
    for (int turn = 0; turn < 20; ++turn)
        m_stage->session().carryOn();
    QCOMPARE(std::size_t(readAll(*response.stream).events.size()), published());
}

void EventFeedTest::everyPublisherKeepsItsOrder()
{
    const Response response = open("state:0");
    runFor(1min);
    const Read read = readAll(*response.stream);
    std::map<QByteArray, qint64> last;
    for (qsizetype i = 0; i < read.ids.size(); ++i) {
        const QByteArray publisher = read.sources[i].mid(qstrlen("/services/"));
        const qsizetype at = read.ids[i].indexOf(publisher + ':') + publisher.size() + 1;
        const qint64 position = read.ids[i].mid(at, read.ids[i].indexOf(',', at) - at).toLongLong();
        QVERIFY(!last.contains(publisher) || position == last[publisher] + 1);
        last[publisher] = position;
    }
    QVERIFY(last.size() >= 4);
}

void EventFeedTest::manyClientsReadTheSame()
{
    std::vector<Response> clients;
    for (int i = 0; i < 100; ++i)
        clients.push_back(open());
    runFor(1min);
    const Read first = readAll(*clients.front().stream);
    QVERIFY(first.events.size() > 20);
    for (const Response &client : clients | std::views::drop(1)) {
        const Read read = readAll(*client.stream);
        QCOMPARE(read.events, first.events);
        QCOMPARE(read.ids, first.ids);
    }
}

void EventFeedTest::whoReadsNothingGetsNoMoreThanItsRoomAndLosesNothing()
{
    const Response quick = open();
    const Response slow = open();
    Read whole;
    std::size_t most = 0;
    for (int minute = 0; minute < 20; ++minute) {
        runFor(1min);
        const Read read = readAll(*quick.stream);
        whole.events += read.events;
        most = std::max(most, slow.stream->waiting());
    }
    QVERIFY2(most < 600'000, qPrintable(QString::number(most)));
    QVERIFY(!slow.stream->isOver());
    Read late;
    for (int turn = 0; turn < 40; ++turn) {
        late.events += readAll(*slow.stream).events;
        m_stage->session().carryOn();
    }
    QCOMPARE(std::set(late.events.begin(), late.events.end()), std::set(whole.events.begin(), whole.events.end()));
    QCOMPARE(late.events.size(), whole.events.size());
}

void EventFeedTest::hugeEventsComeOneByOne()
{
    runFor(3min);
    Statement(m_stage->session().platform().process("deliveries").database(),
              u"UPDATE outbox SET data = ? WHERE sequence <= 4"_s)
        .run(u"{\"text\":\"%1\"}"_s.arg(QString(900'000, u'x')));
    const Response response = open("deliveries:0,dispatch:0,integrations:0,operations:0,state:0");
    Read read;
    for (int turn = 0; turn < 40; ++turn) {
        m_stage->session().carryOn();
        read.events += readAll(*response.stream).events;
    }
    QVERIFY(!response.stream->isOver());
    QCOMPARE(std::size_t(read.events.size()), published());
}

void EventFeedTest::whoIsCutOffFromTheGatewayIsReadLater()
{
    const Response response = open();
    const std::size_t before = published();
    m_stage->addFault(FaultKind::CallFailing, "gateway", "deliveries");
    runFor(1min);
    const Read meanwhile = readAll(*response.stream);
    QVERIFY(!meanwhile.sources.contains("/services/deliveries"));
    QVERIFY(meanwhile.sources.contains("/services/integrations"));
    m_stage->endFaults();
    runFor(1s);
    const Read after = readAll(*response.stream);
    QVERIFY(after.sources.contains("/services/deliveries"));
    QCOMPARE(std::size_t(meanwhile.events.size() + after.events.size()), published() - before);
}

void EventFeedTest::anIdOfAnotherStreamIsRefused_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("an event's") << QByteArray("0190163d-8694-739b-aea5-966c26f8ad90");
    QTest::newRow("of an unknown publisher") << QByteArray("weather:3");
    QTest::newRow("below nothing") << QByteArray("state:-1");
    QTest::newRow("no number") << QByteArray("state:x");
}

void EventFeedTest::anIdOfAnotherStreamIsRefused()
{
    QFETCH(const QByteArray, id);
    QCOMPARE(open(id).status, 422);
}

void EventFeedTest::whatIsNoLongerKeptIsToldToBeGone()
{
    Process &state = m_stage->session().platform().process("state");
    QVERIFY(m_stage->runUntil([&] { return state.service().outbox().last() > 25; }));
    state.database().execute(u"DELETE FROM outbox WHERE sequence <= 20"_s);
    QCOMPARE(open("state:10").status, 410);
    QCOMPARE(open("state:20").status, 200);
}

void EventFeedTest::whatIsNotPublishedYetCannotBeTakenUp()
{
    const Response response = open("state:999999"); // as after a workspace was restored
    QCOMPARE(response.status, 409);
    QVERIFY2(response.body.contains("state has not published that event"), response.body.constData());
}

void EventFeedTest::thereAreNoMoreClientsThanThePlaceIsFor()
{
    std::vector<Response> clients;
    for (std::size_t i = 0; i < EventFeed::mostClients; ++i)
        clients.push_back(open());
    QCOMPARE(clients.back().status, 200);
    QCOMPARE(open().status, 503);
    clients.front().stream->abandon();
    QCOMPARE(open().status, 200);
}

void EventFeedTest::aHeadOpensNoStream()
{
    const Response response = open({}, Method::Head);
    QCOMPARE(response.status, 200);
    QVERIFY(!response.stream);
}

CURBSIDE_TEST(EventFeedTest)

} // namespace tst_event_feed

#include "tst_event_feed.moc"
