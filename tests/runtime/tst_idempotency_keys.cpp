// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_idempotency_keys {

using namespace Qt::StringLiterals;
using namespace curbside;

// The same request under the same key is done once and answered the same, over crashes and for a week.
class IdempotencyKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void theSameRequestGetsTheSameAnswer_data();
    void theSameRequestGetsTheSameAnswer();
    void anotherRequestUnderTheKeyIsRefused_data();
    void anotherRequestUnderTheKeyIsRefused();
    void whatSaysTryAgainIsNotKept_data();
    void whatSaysTryAgainIsNotKept();
    void withoutAKeyEachIsDone();
    void keysAreForPostAlone_data();
    void keysAreForPostAlone();
    void whileTheFirstIsUnderWayItIsAConflict();
    void whileOneIsUnderWayKeysAreForPostAlone_data() { keysAreForPostAlone_data(); }
    void whileOneIsUnderWayKeysAreForPostAlone();
    void whatWasUnderWayWhenTheProcessDiedIsOpenAgain();
    void whatWasDoneBeforeTheAnswerGotLostIsNotDoneAgain();
    void answersAreKeptSevenDays();
    void keysAreEachServicesOwn();

private:
    Answer post(const QByteArray &key, const QByteArray &body = R"({"a":1})", const QString &path = u"/things"_s)
    {
        return m_platform->request("desk", Method::Post, path, body, key);
    }
    void crashOnce(FaultKind kind);

    std::unique_ptr<ServiceFixture> m_platform;
    int m_done = 0;
    int m_status = 201;
};

void IdempotencyKeysTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_done = 0;
    m_status = 201;
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->addNeighbour("desk").act = [this](Neighbour &service, const Request &) -> Response {
        ++m_done;
        service.note(u"N"_s, u"done"_s);
        const QByteArray body = R"({"done":)" + QByteArray::number(m_done) + '}';
        if (m_status == 201)
            return Response::created(u"/things/%1"_s.arg(m_done), body);
        return m_status < 400 ? Response::json(body, m_status)
                              : Response(Problem{m_status, u"refusal %1"_s.arg(m_done), {}});
    };
    m_platform->addNeighbour("other").answer = [](const Request &) { return Response::json("{}"); };
    m_platform->start();
}

void IdempotencyKeysTest::crashOnce(FaultKind kind)
{
    FaultRule rule;
    rule.kind = kind;
    rule.from = "desk";
    const std::int64_t id = m_platform->faults().add(rule);
    m_platform->send("desk", Method::Post, u"/things"_s, R"({"a":1})", "k-1");
    m_platform->faults().remove(id);
    m_platform->runFor(2s);
    QCOMPARE(m_platform->count(JournalKind::Crashed, "desk"), 1);
}

void IdempotencyKeysTest::theSameRequestGetsTheSameAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("200") << 200;
    QTest::newRow("201, with its Location") << 201;
    QTest::newRow("202") << 202;
    QTest::newRow("404") << 404;
    QTest::newRow("409") << 409;
    QTest::newRow("422") << 422;
}

void IdempotencyKeysTest::theSameRequestGetsTheSameAnswer()
{
    QFETCH(const int, status);
    m_status = status;
    const Answer first = post("k-1");
    m_status = 500;
    m_platform->crash("desk");
    const Answer second = post("k-1");
    QCOMPARE(first.status, status);
    QCOMPARE(second.status, first.status);
    QCOMPARE(second.body, first.body);
    QCOMPARE(second.header("Location"), first.header("Location"));
    QCOMPARE(m_done, 1);
}

void IdempotencyKeysTest::anotherRequestUnderTheKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    QTest::newRow("another body") << QByteArray(R"({"a":2})") << u"/things"_s;
    QTest::newRow("no body") << QByteArray() << u"/things"_s;
    QTest::newRow("another path") << QByteArray(R"({"a":1})") << u"/others"_s;
    QTest::newRow("another query") << QByteArray(R"({"a":1})") << u"/things?b=1"_s;
}

void IdempotencyKeysTest::anotherRequestUnderTheKeyIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, path);
    QCOMPARE(post("k-1").status, 201);
    QCOMPARE(post("k-1", body, path).status, 422);
    QCOMPARE(m_done, 1);
    QCOMPARE(post("k-1").status, 201);
}

void IdempotencyKeysTest::whatSaysTryAgainIsNotKept_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("429") << 429;
    QTest::newRow("500") << 500;
    QTest::newRow("503") << 503;
}

void IdempotencyKeysTest::whatSaysTryAgainIsNotKept()
{
    QFETCH(const int, status);
    m_status = status;
    QCOMPARE(post("k-1").status, status);
    m_status = 201;
    QCOMPARE(post("k-1").status, 201);
    QCOMPARE(m_done, 2);
    QCOMPARE(m_platform->value(u"SELECT changes FROM note"_s), u"1"_s);
}

void IdempotencyKeysTest::withoutAKeyEachIsDone()
{
    QCOMPARE(post({}).status, 201);
    QCOMPARE(post({}).status, 201);
    QCOMPARE(m_done, 2);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM idempotency_key"_s), u"0"_s);
}

void IdempotencyKeysTest::keysAreForPostAlone_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("PUT") << Method::Put;
    QTest::newRow("DELETE") << Method::Delete;
}

void IdempotencyKeysTest::keysAreForPostAlone()
{
    QFETCH(const Method, method);
    m_platform->request("desk", method, u"/things"_s, {}, "k-1");
    m_platform->request("desk", method, u"/things"_s, {}, "k-1");
    QCOMPARE(m_done, 2);
}

void IdempotencyKeysTest::whileTheFirstIsUnderWayItIsAConflict()
{
    FaultRule full;
    full.kind = FaultKind::DiskFull;
    full.from = "desk";
    const std::int64_t id = m_platform->faults().add(full);
    const auto first = m_platform->send("desk", Method::Post, u"/things"_s, R"({"a":1})", "k-1");
    QVERIFY(!first->has_value());
    QCOMPARE(post("k-1").status, 409);
    m_platform->faults().remove(id);
    m_platform->runFor(5s);
    QVERIFY(first->has_value());
    QCOMPARE((*first)->status, 201);
    QCOMPARE(post("k-1").body, (*first)->body);
    QCOMPARE(m_done, 1);
}

void IdempotencyKeysTest::whileOneIsUnderWayKeysAreForPostAlone()
{
    QFETCH(const Method, method);
    FaultRule full;
    full.kind = FaultKind::DiskFull;
    full.from = "desk";
    const std::int64_t id = m_platform->faults().add(full);
    const auto first = m_platform->send("desk", method, u"/things"_s, {}, "k-1");
    const auto second = m_platform->send("desk", method, u"/things"_s, {}, "k-1");
    const auto posted = m_platform->send("desk", Method::Post, u"/things"_s, R"({"a":1})", "k-1");
    QVERIFY(!first->has_value() && !second->has_value() && !posted->has_value());
    m_platform->faults().remove(id);
    m_platform->runFor(5s);
    QVERIFY(first->has_value() && second->has_value() && posted->has_value());
    QCOMPARE(m_done, 3);
}

void IdempotencyKeysTest::whatWasUnderWayWhenTheProcessDiedIsOpenAgain()
{
    crashOnce(FaultKind::CrashBeforeCommit);
    const Answer answer = post("k-1");
    QCOMPARE(answer.status, 201);
    QCOMPARE(m_done, 2);
    QCOMPARE(m_platform->value(u"SELECT changes FROM note"_s), u"1"_s);
}

void IdempotencyKeysTest::whatWasDoneBeforeTheAnswerGotLostIsNotDoneAgain()
{
    crashOnce(FaultKind::CrashBeforeAcknowledge);
    const Answer answer = post("k-1");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.body, QByteArray(R"({"done":1})"));
    QCOMPARE(m_done, 1);
}

void IdempotencyKeysTest::answersAreKeptSevenDays()
{
    QCOMPARE(post("k-1").status, 201);
    m_platform->runFor(7 * 24h - 10min);
    QCOMPARE(post("k-1").status, 201);
    QCOMPARE(m_done, 1);
    m_platform->runFor(30min);
    QCOMPARE(post("k-1").status, 201);
    QCOMPARE(m_done, 2);
}

void IdempotencyKeysTest::keysAreEachServicesOwn()
{
    QCOMPARE(post("k-1").status, 201);
    QCOMPARE(m_platform->request("other", Method::Post, u"/things"_s, R"({"b":1})", "k-1").status, 200);
}

CURBSIDE_TEST(IdempotencyKeysTest)

} // namespace tst_idempotency_keys

#include "tst_idempotency_keys.moc"
