// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_looking {

using namespace Qt::StringLiterals;
using namespace curbside;

// Looking from outside meets the same faults and latencies as any call, drawn apart and reported as cost; it takes no platform
// time, changes nothing and is in no record.
class LookingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void itCostsWhatTheWayThereAndBackTakes();
    void theSameLookCostsTheSame();
    void itTakesNoTimeAndLeavesNoTrace();
    void troubleIsAnAnswer_data();
    void troubleIsAnAnswer();
    void whoIsSlowCostsMore();
    void whoIsDownDoesNotAnswer();
    void whoIsUnknownDoesNotAnswer();
    void aComposedAnswerAddsItsLooksUp();
    void everyServiceSaysHowItIs_data();
    void everyServiceSaysHowItIs();
    void theDescriptionNamesEveryRoute();

private:
    CallTransport::Look look(const QString &path = u"/things"_s)
    {
        Request request;
        request.path = path;
        return m_platform->environment().calls.look("outside", "shop", request);
    }

    std::unique_ptr<ServiceFixture> m_platform;
};

void LookingTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->addNeighbour("desk");
    m_platform->addNeighbour("shop").answer = [](const Request &) { return Response::json(R"({"open":true})"); };
    m_platform->start();
}

void LookingTest::itCostsWhatTheWayThereAndBackTakes()
{
    for (int i = 0; i < 50; ++i) {
        const CallTransport::Look seen = look(u"/thing/%1"_s.arg(i));
        QCOMPARE(seen.response.status, 200);
        QVERIFY(seen.cost >= 2 * leastLatency && seen.cost <= 2 * mostLatency);
    }
}

void LookingTest::theSameLookCostsTheSame()
{
    QCOMPARE(look().cost, look().cost);
    QVERIFY(look(u"/thing/1"_s).cost != look(u"/thing/2"_s).cost);
}

void LookingTest::itTakesNoTimeAndLeavesNoTrace()
{
    FaultRule rule;
    rule.kind = FaultKind::CallFailing;
    m_platform->faults().add(rule);
    const PlatformTime before = m_platform->now();
    const std::size_t records = m_platform->records().size();
    look();
    QCOMPARE(m_platform->now(), before);
    QCOMPARE(m_platform->records().size(), records);
    QCOMPARE(m_platform->faults().hits(FaultKind::CallFailing), std::uint64_t(0));
}

void LookingTest::troubleIsAnAnswer_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isSlow");
    QTest::newRow("a call that fails") << FaultKind::CallFailing << QByteArray("outside") << 503 << false;
    QTest::newRow("a call that hangs") << FaultKind::CallHanging << QByteArray("outside") << 504 << true;
    QTest::newRow("who is asked is cut off") << FaultKind::CutOff << QByteArray("shop") << 504 << true;
    QTest::newRow("who asks is cut off") << FaultKind::CutOff << QByteArray("outside") << 504 << true;
    QTest::newRow("another is cut off") << FaultKind::CutOff << QByteArray("desk") << 200 << false;
}

void LookingTest::troubleIsAnAnswer()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, from);
    FaultRule rule;
    rule.kind = kind;
    rule.from = from;
    m_platform->faults().add(rule);
    QTEST(look().response.status, "status");
    QTEST(look().cost == 2s, "isSlow");
}

void LookingTest::whoIsSlowCostsMore()
{
    const Duration before = look().cost;
    FaultRule rule;
    rule.kind = FaultKind::CallSlow;
    rule.to = "shop";
    rule.delay = 400ms;
    m_platform->faults().add(rule);
    const CallTransport::Look slow = look();
    QCOMPARE(slow.cost, before + 400ms);
    QCOMPARE(slow.response.status, 200);
}

void LookingTest::whoIsDownDoesNotAnswer()
{
    m_platform->process("shop").run([](Service &) { throw SimulatedCrash{10s, nullptr}; });
    QCOMPARE(look().response.status, 503);
    m_platform->runFor(11s);
    QCOMPARE(look().response.status, 200);
}

void LookingTest::whoIsUnknownDoesNotAnswer()
{
    QCOMPARE(m_platform->environment().calls.look("outside", "nobody", Request()).response.status, 503);
}

void LookingTest::aComposedAnswerAddsItsLooksUp()
{
    m_platform->script("desk").act = [](Neighbour &desk, const Request &) {
        const CallTransport::Look one = desk.lookAt("shop", u"/thing/1"_s);
        const CallTransport::Look other = desk.lookAt("shop", u"/thing/2"_s);
        JsonWriter json;
        json.beginObject()
            .member("cost", (one.cost + other.cost).count())
            .rawMember("shop", one.response.body)
            .endObject();
        return Response::json(json.take());
    };
    Request request;
    request.path = u"/things"_s;
    const Response response = m_platform->service("desk").look(request);
    const auto document = JsonDocument::parse(response.body);
    QVERIFY(document);
    QCOMPARE(document->root()["shop"]["open"].toBool(), true);
    const std::int64_t cost = document->root()["cost"].toInteger().value_or(0);
    QVERIFY(cost >= Duration(4 * leastLatency).count() && cost <= Duration(4 * mostLatency).count());
}

void LookingTest::everyServiceSaysHowItIs_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("its health") << u"/health"_s << QByteArray("application/json") << QByteArray(R"("status":"ok")");
    QTest::newRow("its figures") << u"/metrics"_s << QByteArray("text/plain; version=0.0.4; charset=utf-8")
                                 << QByteArray("\ncurbside_incarnation 1\n");
    QTest::newRow("its routes") << u"/openapi.json"_s << QByteArray("application/json")
                                << QByteArray(R"("openapi":"3.1.0")");
    QTest::newRow("its events") << u"/outbox"_s << QByteArray("application/json") << QByteArray(R"("items":[])");
    QTest::newRow("its row changes") << u"/row-changes"_s << QByteArray("application/json")
                                     << QByteArray(R"("items":[])");
    QTest::newRow("what it gave up") << u"/dead-letters"_s << QByteArray("application/json")
                                     << QByteArray(R"({"items":[]})");
}

void LookingTest::everyServiceSaysHowItIs()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, holds);
    const Response response = look(path).response;
    QCOMPARE(response.status, 200);
    QTEST(response.contentType, "contentType");
    QVERIFY2(response.body.contains(holds), response.body.constData());
}

void LookingTest::theDescriptionNamesEveryRoute()
{
    const Answer api = m_platform->get(u"/openapi.json"_s);
    for (const Router::Route &route : m_platform->service("desk").router().routes()) {
        const JsonValue operation =
            api["paths"][route.pathTemplate.toStdString()][toText(route.method).toLower().toStdString()];
        QVERIFY2(operation.isObject(), route.name.constData());
        QVERIFY2(operation["responses"].isObject(), route.name.constData());
        qsizetype inPath = 0;
        operation["parameters"].forEachItem(
            [&](JsonValue parameter) { inPath += parameter["in"].toString() == u"path"_s ? 1 : 0; });
        QCOMPARE(inPath, route.pathTemplate.count(u'{'));
    }
}

CURBSIDE_TEST(LookingTest)

} // namespace tst_looking

#include "tst_looking.moc"
