// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_durable_calls {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString openCalls = u"SELECT count(*) FROM call_intent"_s;

} // namespace

// A call is a row before it is a call, and stays one until it is answered: retried under the same key over time-outs, refusals
// and crashes.
class DurableCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void theIntentIsARowBeforeTheCall();
    void whatIsRolledBackIsNotCalled();
    void theAnswerIsHandledOnceAndTheRowGoes();
    void answersThatAreFinal_data();
    void answersThatAreFinal();
    void answersThatSayTryAgain_data();
    void answersThatSayTryAgain();
    void whatCameRightInTheEndIsAnswered();
    void anUnansweredCallIsMadeAgainAfterTwoSeconds();
    void allAttemptsHaveOneKey_data();
    void allAttemptsHaveOneKey();
    void aCalleeThatCrashedAfterDoingItDoesItOnce();
    void waitsGrowAndAreBounded();
    void whatIsNotAnsweredInTimeIsA504();
    void aLateAnswerIsHandledOnce();
    void aTargetThatFailsIsLeftAlone();
    void otherTargetsAreCalledMeanwhile();
    void anAnswerThatIsRefusedIsFetchedAgain();
    void whatIsStillUnderWayAtTheCalleeIsAskedForAgain();

private:
    void begin(const CallIntent &call = {});
    [[nodiscard]] CallIntent intent(const QByteArray &service = "callee") const;
    QString value(const QByteArray &service, const QString &sql) { return m_platform->value(service, sql); }
    [[nodiscard]] QList<QByteArray> keys() const;
    [[nodiscard]] std::vector<PlatformTime> madeAt() const;
    std::int64_t addFault(FaultKind kind, const QByteArray &from, const QByteArray &to = {}, Duration delay = 1s);
    void answerWith(int status);

    std::unique_ptr<ServiceFixture> m_platform;
    NeighbourScript *m_callee = nullptr;
    std::function<void(Neighbour &)> m_act; ///< what POST /begin does at the caller
    std::function<Handled()> m_verdict; ///< on the next answers
    QStringList m_answers; ///< those the caller handled, as "subject status"
};

void DurableCallsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_answers.clear();
    m_act = {};
    m_verdict = {};
    m_platform = std::make_unique<ServiceFixture>();
    NeighbourScript &caller = m_platform->addNeighbour("caller");
    caller.act = [this](Neighbour &service, const Request &) {
        m_act(service);
        return Response::json("{}");
    };
    caller.made = [this](Neighbour &service) {
        service.onAnswer("errand", [this](const CallIntent &call, const Response &response) -> Handled {
            m_answers += call.subject + u' ' + QString::number(response.status);
            return m_verdict ? m_verdict() : Handled{};
        });
    };
    m_callee = &m_platform->addNeighbour("callee");
    m_platform->addNeighbour("other").answer = [](const Request &) { return Response::json("{}"); };
    answerWith(200);
    m_platform->start();
}

void DurableCallsTest::answerWith(int status)
{
    m_callee->answer = [status](const Request &) {
        return status < 300 ? Response::json("{}", status) : Response(Problem{status, u"as the test says"_s, {}});
    };
}

CallIntent DurableCallsTest::intent(const QByteArray &service) const
{
    CallIntent made;
    made.kind = "errand";
    made.subject = u"E-1"_s;
    made.service = service;
    made.path = u"/errand"_s;
    made.body = R"({"what":"bread"})";
    return made;
}

void DurableCallsTest::begin(const CallIntent &call)
{
    m_act = [call = call.kind.isEmpty() ? intent() : call](Neighbour &service) { service.callLater(call); };
    QCOMPARE(m_platform->post(u"/begin"_s).status, 200);
}

QList<QByteArray> DurableCallsTest::keys() const
{
    QList<QByteArray> keys;
    for (const Request &request : m_callee->requests)
        keys += request.idempotencyKey;
    return keys;
}

std::vector<PlatformTime> DurableCallsTest::madeAt() const
{
    std::vector<PlatformTime> times;
    for (const JournalRecord &record : m_platform->records(JournalKind::Called, "caller"))
        times.push_back(record.at);
    return times;
}

std::int64_t DurableCallsTest::addFault(FaultKind kind, const QByteArray &from, const QByteArray &to, Duration delay)
{
    FaultRule rule;
    rule.kind = kind;
    rule.from = from;
    rule.to = to;
    rule.delay = delay;
    return m_platform->faults().add(rule);
}

void DurableCallsTest::theIntentIsARowBeforeTheCall()
{
    begin();
    QCOMPARE(
        value(
            "caller",
            u"SELECT kind || ' ' || subject || ' ' || service || ' ' || method || ' ' || path || ' ' || body FROM call_intent"_s),
        uR"(errand E-1 callee POST /errand {"what":"bread"})"_s);
    QVERIFY(m_callee->requests.empty());
    m_platform->settle();
    QCOMPARE(m_callee->requests.size(), std::size_t(1));
    QCOMPARE(m_callee->requests.front().body, QByteArray(R"({"what":"bread"})"));
}

void DurableCallsTest::whatIsRolledBackIsNotCalled()
{
    m_platform->script("caller").act = [this](Neighbour &service, const Request &) -> Response {
        service.callLater(intent());
        return Problem::conflict(u"after all"_s);
    };
    QCOMPARE(m_platform->post(u"/begin"_s).status, 409);
    m_platform->runFor(1min);
    QVERIFY(m_callee->requests.empty());
    QCOMPARE(value("caller", openCalls), u"0"_s);
}

void DurableCallsTest::theAnswerIsHandledOnceAndTheRowGoes()
{
    begin();
    m_platform->runFor(1min);
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
    QCOMPARE(m_callee->requests.size(), std::size_t(1));
    QCOMPARE(value("caller", openCalls), u"0"_s);
    QVERIFY(m_platform->service("caller").calls().isIdle());
}

void DurableCallsTest::answersThatAreFinal_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 202, 400, 404, 409, 410, 422})
        QTest::addRow("%d", status) << status;
}

void DurableCallsTest::answersThatAreFinal()
{
    QFETCH(const int, status);
    answerWith(status);
    begin();
    m_platform->runFor(1min);
    QCOMPARE(m_answers, QStringList{u"E-1 %1"_s.arg(status)});
    QCOMPARE(m_callee->requests.size(), std::size_t(1));
}

void DurableCallsTest::answersThatSayTryAgain_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {408, 425, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void DurableCallsTest::answersThatSayTryAgain()
{
    QFETCH(const int, status);
    answerWith(status);
    begin();
    m_platform->runFor(2s);
    QVERIFY(madeAt().size() > 1);
    QCOMPARE(m_answers, QStringList());
    QCOMPARE(value("caller", openCalls), u"1"_s);
}

void DurableCallsTest::whatCameRightInTheEndIsAnswered()
{
    answerWith(503);
    begin();
    m_platform->runFor(2s);
    answerWith(200);
    m_platform->runFor(1min);
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
    QCOMPARE(value("caller", openCalls), u"0"_s);
}

void DurableCallsTest::anUnansweredCallIsMadeAgainAfterTwoSeconds()
{
    const std::int64_t hanging = addFault(FaultKind::CallHanging, "caller");
    begin();
    m_platform->runFor(2s);
    QCOMPARE(madeAt().size(), std::size_t(1));
    m_platform->faults().remove(hanging);
    m_platform->runFor(1s);
    QCOMPARE(madeAt().size(), std::size_t(2));
    QVERIFY(madeAt().back() - madeAt().front() > 2s);
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
}

void DurableCallsTest::allAttemptsHaveOneKey_data()
{
    QTest::addColumn<QByteArray>("crashing");
    QTest::newRow("over refusals") << QByteArray();
    QTest::newRow("over crashes of the caller") << QByteArray("caller");
    QTest::newRow("over crashes of the callee") << QByteArray("callee");
}

void DurableCallsTest::allAttemptsHaveOneKey()
{
    QFETCH(const QByteArray, crashing);
    answerWith(503);
    begin();
    for (int i = 0; i < 3; ++i) {
        m_platform->runFor(1s);
        if (!crashing.isEmpty())
            m_platform->crash(crashing);
    }
    answerWith(200);
    m_platform->runFor(1min);
    QVERIFY(keys().size() > 3);
    QVERIFY(!keys().front().isEmpty());
    QCOMPARE(keys(), QList<QByteArray>(keys().size(), keys().front()));
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
}

void DurableCallsTest::aCalleeThatCrashedAfterDoingItDoesItOnce()
{
    const std::int64_t crash = addFault(FaultKind::CrashBeforeAcknowledge, "callee");
    begin();
    m_platform->runFor(500ms);
    QCOMPARE(m_platform->count(JournalKind::Crashed, "callee"), 1);
    QCOMPARE(m_answers, QStringList());
    m_platform->faults().remove(crash);
    m_platform->runFor(1min);
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
    QCOMPARE(m_callee->requests.size(), std::size_t(1));
}

void DurableCallsTest::waitsGrowAndAreBounded()
{
    answerWith(429);
    begin();
    m_platform->runFor(10min);
    const std::vector<PlatformTime> times = madeAt();
    QVERIFY(times.size() > 12);
    for (std::size_t i = 1; i < times.size(); ++i) {
        const Duration most = std::min<Duration>(200ms * (1LL << std::min<std::size_t>(i, 10)), 30s);
        const Duration waited = times[i] - times[i - 1];
        QVERIFY2(waited >= most / 2, qPrintable(u"wait %1: %2 us"_s.arg(i).arg(waited.count())));
        QVERIFY2(waited <= std::max<Duration>(most, 10s) + 2 * mostLatency,
                 qPrintable(u"wait %1: %2 us"_s.arg(i).arg(waited.count())));
    }
}

void DurableCallsTest::whatIsNotAnsweredInTimeIsA504()
{
    answerWith(503);
    CallIntent call = intent();
    call.giveUpAt = m_platform->now() + 10s;
    begin(call);
    m_platform->runFor(10s);
    QCOMPARE(m_answers, QStringList());
    m_platform->settle();
    QCOMPARE(m_answers, QStringList{u"E-1 504"_s});
    QCOMPARE(value("caller", openCalls), u"0"_s);
    const std::size_t made = madeAt().size();
    m_platform->runFor(5min);
    QCOMPARE(madeAt().size(), made);
}

void DurableCallsTest::aLateAnswerIsHandledOnce()
{
    m_platform->process("callee").run([](Service &) { throw SimulatedCrash{3s, nullptr}; });
    const std::int64_t hanging = addFault(FaultKind::CallHanging, "caller");
    begin();
    m_platform->runFor(2s + 50ms);
    m_platform->faults().remove(hanging);
    m_platform->runFor(1min);
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
    QCOMPARE(value("caller", openCalls), u"0"_s);
}

void DurableCallsTest::aTargetThatFailsIsLeftAlone()
{
    answerWith(503);
    m_act = [this](Neighbour &service) {
        for (int i = 0; i < 8; ++i)
            service.callLater(intent());
    };
    QCOMPARE(m_platform->post(u"/begin"_s).status, 200);
    m_platform->settle();
    QCOMPARE(m_callee->requests.size(), std::size_t(8));
    m_platform->runFor(9s + 800ms);
    QCOMPARE(m_callee->requests.size(), std::size_t(8));
    answerWith(200);
    m_platform->runFor(2s);
    QCOMPARE(m_callee->requests.size(), std::size_t(16));
    QCOMPARE(m_answers.size(), 8);
}

void DurableCallsTest::otherTargetsAreCalledMeanwhile()
{
    answerWith(503);
    m_act = [this](Neighbour &service) {
        for (int i = 0; i < 8; ++i)
            service.callLater(intent());
    };
    QCOMPARE(m_platform->post(u"/begin"_s).status, 200);
    m_platform->settle();
    begin(intent("other"));
    m_platform->settle();
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
    QCOMPARE(m_platform->script("other").requests.size(), std::size_t(1));
}

void DurableCallsTest::anAnswerThatIsRefusedIsFetchedAgain()
{
    m_verdict = [this]() -> Handled {
        if (m_answers.size() < 3)
            return std::unexpected(Problem::conflict(u"not yet"_s));
        return {};
    };
    begin();
    m_platform->runFor(1min);
    QCOMPARE(m_answers, (QStringList{u"E-1 200"_s, u"E-1 200"_s, u"E-1 200"_s}));
    QCOMPARE(m_callee->requests.size(), std::size_t(1)); // its key was kept: the callee did it once
    QCOMPARE(value("caller", openCalls), u"0"_s);
}

void DurableCallsTest::whatIsStillUnderWayAtTheCalleeIsAskedForAgain()
{
    begin();
    const std::int64_t full = addFault(FaultKind::DiskFull, "callee");
    m_platform->runFor(10s);
    QVERIFY(madeAt().size() > 1);
    QCOMPARE(m_answers, QStringList());
    m_platform->faults().remove(full);
    m_platform->runFor(1min);
    QCOMPARE(m_answers, QStringList{u"E-1 200"_s});
}

CURBSIDE_TEST(DurableCallsTest)

} // namespace tst_durable_calls

#include "tst_durable_calls.moc"
