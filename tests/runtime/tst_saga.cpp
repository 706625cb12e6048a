// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/errand_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_saga {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QString forward = u"book Done, ready Done, fetch Done, handed Done"_s;
const QString backward = u"book Undone, ready Done, fetch Undone, handed Failed, unfetch Done, unbook Done"_s;

} // namespace

// Sagas: their rows say at any time where they stand, and neither crashes nor the network's faults make them do a thing twice
// or not at all.
class SagaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void itGoesForwardStepByStep();
    void everyStepIsARowBeforeItIsACall();
    void whatFailsIsUndoneLastFirst();
    void aRefusedStepIsNotUndone();
    void whatHasEndedAlreadyIsUndone_data();
    void whatHasEndedAlreadyIsUndone();
    void aFactProvesTheStepsBeforeIt();
    void theAnswerOfAProvedStepIsStillTaken();
    void aRepeatedFactChangesNothing();
    void aFactAfterTheEndChangesNothing();
    void whatIsUnderWayIsUndoneOnceItsAnswerIsKnown();
    void aCallThatFailsIsTold();
    void anUndoneSagaMayGoAgain();
    void anEndedSagaCanBeRestarted();
    void aHeldSagaBeginsNothing();
    void aHeldSagaCanBeUndone();
    void aCompensationThatFailsForGoodIsStuck_data();
    void aCompensationThatFailsForGoodIsStuck();
    void aCompensationThatIsNotAnsweredForADayIsStuck();
    void aStuckSagaIsTriedAgain();
    void aStuckCompensationIsPassedOver();
    void decisionsAreForStuckSagas();
    void movesAreInTheJournal();
    void aCrashAnywhereChangesNothing_data();
    void aCrashAnywhereChangesNothing();
    void theNetworksFaultsChangeNothing_data();
    void theNetworksFaultsChangeNothing();
    void aRunnerThatForgetsToUndoIsNoticed();

private:
    void begin(const QByteArray &subject = "S-1");
    void ready(const QByteArray &subject = "S-1") { m_platform->tell("shop", "Ready", subject, R"({"version":1})"); }
    void handed(bool isRefused = false, const QByteArray &subject = "S-1");
    void goThrough(bool isRefused);
    QString steps(const QString &path = {});
    QString state() { return m_platform->value(u"SELECT state FROM v_saga"_s); }
    int act(const QString &action);
    [[nodiscard]] QStringList asked(const NeighbourScript &script) const;
    void crashOnce(FaultKind kind, const QByteArray &messageType);

    std::unique_ptr<ServiceFixture> m_platform;
    NeighbourScript *m_shop = nullptr;
    NeighbourScript *m_courier = nullptr;
    std::map<QString, int> m_answers; ///< by path; 200 otherwise
    QString m_saga;
    QStringList m_journal;
};

void SagaTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("errands", [](ServiceContext &context) { return std::make_unique<ErrandService>(context); });
    m_shop = &m_platform->addNeighbour("shop");
    m_courier = &m_platform->addNeighbour("courier");
    m_shop->answer = m_courier->answer = [this](const Request &request) {
        const auto answer = m_answers.find(request.path);
        return answer == m_answers.end() ? Response::json("{}")
                                         : Response(Problem{answer->second, u"as the test says"_s, {}});
    };
    m_platform->environment().journal.addListener([this](const JournalRecord &record) {
        if (record.kind == JournalKind::Saga)
            m_journal += QString::fromUtf8(record.subject + ' ' + record.type + ' ' + record.detail);
    });
    m_platform->start();
}

void SagaTest::cleanup()
{
    m_platform.reset();
    m_answers.clear();
    m_journal.clear();
}

void SagaTest::begin(const QByteArray &subject)
{
    const QByteArray body = JsonWriter().beginObject().member("subject", subject).endObject().take();
    const Answer made = m_platform->post(u"/errands"_s, body);
    QCOMPARE(made.status, 201);
    m_saga = made.text("id");
}

void SagaTest::handed(bool isRefused, const QByteArray &subject)
{
    m_platform->tell("courier", "Handed", subject,
                     JsonWriter().beginObject().member("isRefused", isRefused).member("version", 1).endObject().take());
}

void SagaTest::goThrough(bool isRefused)
{
    begin();
    m_platform->runFor(1min);
    ready();
    m_platform->runFor(1min);
    handed(isRefused);
    m_platform->runFor(5min);
}

QString SagaTest::steps(const QString &path)
{
    QStringList steps;
    const Answer saga = m_platform->get(path.isEmpty() ? u"/saga/"_s + m_saga : path);
    saga["steps"].forEachItem([&](JsonValue step) {
        steps += step["name"].toString().value_or(QString()) + u' ' + step["state"].toString().value_or(QString());
    });
    return steps.join(u", "_s);
}

int SagaTest::act(const QString &action)
{
    return m_platform->post(u"/saga/%1/%2"_s.arg(m_saga, action)).status;
}

QStringList SagaTest::asked(const NeighbourScript &script) const
{
    QStringList paths;
    for (const Request &request : script.requests)
        paths += request.path;
    return paths;
}

void SagaTest::itGoesForwardStepByStep()
{
    begin();
    QCOMPARE(steps(), u"book Calling"_s);
    QCOMPARE(m_platform->value(u"SELECT state || ' ' || current_step FROM v_saga"_s), u"Running book"_s);
    m_platform->settle();
    QCOMPARE(steps(), u"book Done, ready Awaiting"_s);
    ready();
    m_platform->settle();
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Awaiting"_s);
    handed();
    m_platform->settle();
    QCOMPARE(steps(), forward);
    QCOMPARE(state(), u"Completed"_s);
    QCOMPARE(m_platform->value(u"SELECT ended_at IS NOT NULL AND current_step IS NULL FROM v_saga"_s), u"1"_s);
}

void SagaTest::everyStepIsARowBeforeItIsACall()
{
    begin();
    QCOMPARE(asked(*m_shop), QStringList{});
    QCOMPARE(m_platform->value(u"SELECT name || ' ' || attempts FROM v_saga_step"_s), u"book 0"_s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM call_intent"_s), u"1"_s);
    QCOMPARE(m_platform->value(u"SELECT tables FROM v_row_change ORDER BY sequence DESC LIMIT 1"_s),
             u"saga,saga_step"_s);
    m_platform->settle();
    QCOMPARE(asked(*m_shop), QStringList{u"/book"_s});
    QCOMPARE(m_platform->value(u"SELECT attempts FROM v_saga_step WHERE name = 'book'"_s), u"1"_s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM call_intent"_s), u"0"_s);
}

void SagaTest::whatFailsIsUndoneLastFirst()
{
    goThrough(true);
    QCOMPARE(steps(), backward);
    QCOMPARE(state(), u"Compensated"_s);
    QCOMPARE(asked(*m_shop), (QStringList{u"/book"_s, u"/unbook"_s}));
    QCOMPARE(asked(*m_courier), (QStringList{u"/fetch"_s, u"/unfetch"_s}));
    QCOMPARE(m_platform->value(u"SELECT error FROM v_saga_step WHERE name = 'handed'"_s), u"refused at the door"_s);
}

void SagaTest::aRefusedStepIsNotUndone()
{
    m_answers[u"/fetch"_s] = 422;
    goThrough(false);
    QCOMPARE(steps(), u"book Undone, ready Done, fetch Failed, unbook Done"_s);
    QCOMPARE(m_platform->value(u"SELECT error FROM v_saga_step WHERE name = 'fetch'"_s), u"422: as the test says"_s);
    QCOMPARE(state(), u"Compensated"_s);
    QCOMPARE(asked(*m_courier), QStringList{u"/fetch"_s});
}

void SagaTest::whatHasEndedAlreadyIsUndone_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("409: it is at its end") << 409;
    QTest::newRow("410: it is gone") << 410;
}

void SagaTest::whatHasEndedAlreadyIsUndone()
{
    QFETCH(const int, status);
    m_answers[u"/unfetch"_s] = status;
    goThrough(true);
    QCOMPARE(steps(), backward);
    QCOMPARE(state(), u"Compensated"_s);
}

void SagaTest::aFactProvesTheStepsBeforeIt()
{
    m_answers[u"/book"_s] = 503;
    begin();
    m_platform->settle();
    ready();
    m_platform->settle();
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Awaiting"_s);
    handed();
    m_platform->settle();
    QCOMPARE(steps(), forward);
    QCOMPARE(state(), u"Completed"_s);
}

void SagaTest::theAnswerOfAProvedStepIsStillTaken()
{
    m_answers[u"/book"_s] = 503;
    begin();
    ready();
    m_platform->settle();
    m_answers.clear();
    m_platform->runFor(10s);
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Awaiting"_s);
    QVERIFY(m_platform->value(u"SELECT attempts FROM v_saga_step WHERE name = 'book'"_s).toInt() > 1);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM saga_step WHERE call_id IS NOT NULL"_s), u"0"_s);
}

void SagaTest::aRepeatedFactChangesNothing()
{
    begin();
    m_platform->settle();
    ready();
    ready();
    m_platform->settle();
    ready();
    m_platform->settle();
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Awaiting"_s);
    QCOMPARE(asked(*m_courier), QStringList{u"/fetch"_s});
}

void SagaTest::aFactAfterTheEndChangesNothing()
{
    goThrough(true);
    ready();
    handed();
    m_platform->settle();
    QCOMPARE(steps(), backward);
    QCOMPARE(state(), u"Compensated"_s);
}

void SagaTest::whatIsUnderWayIsUndoneOnceItsAnswerIsKnown()
{
    m_answers[u"/book"_s] = 503;
    begin();
    m_platform->settle();
    QCOMPARE(act(u"compensate"_s), 200);
    m_platform->runFor(1s);
    QCOMPARE(steps(), u"book Calling"_s);
    QCOMPARE(state(), u"Compensating"_s);
    m_answers.clear();
    m_platform->runFor(1min);
    QCOMPARE(steps(), u"book Undone, unbook Done"_s);
    QCOMPARE(state(), u"Compensated"_s);
}

void SagaTest::aCallThatFailsIsTold()
{
    m_answers[u"/book"_s] = 503;
    begin();
    m_platform->runFor(10s);
    const Answer saga = m_platform->get(u"/saga/"_s + m_saga);
    saga["steps"].forEachItem([&](JsonValue step) {
        QVERIFY(step["attempts"].toInteger().value_or(0) > 1);
        QCOMPARE(step["error"].toString().value_or(QString()), u"the last try was answered 503"_s);
    });
    QCOMPARE(steps(), u"book Calling"_s);
}

void SagaTest::anUndoneSagaMayGoAgain()
{
    begin("again");
    m_platform->settle();
    ready("again");
    m_platform->settle();
    handed(true, "again");
    m_platform->runFor(1s);
    QCOMPARE(steps(), backward + u", book Done, ready Awaiting"_s);
    QCOMPARE(m_platform->value(u"SELECT max(position) FROM v_saga_step"_s), u"8"_s);
    QCOMPARE(m_shop->requests.back().body, R"({"round":2})");
    ready("again");
    m_platform->settle();
    handed(true, "again");
    m_platform->runFor(1s);
    QCOMPARE(steps(), backward + u", "_s + backward);
    QCOMPARE(state(), u"Compensated"_s);
}

void SagaTest::anEndedSagaCanBeRestarted()
{
    begin();
    m_platform->settle();
    QCOMPARE(act(u"restart"_s), 200);
    QCOMPARE(steps(), u"book Done, ready Awaiting"_s);
    act(u"compensate"_s);
    m_platform->settle();
    QCOMPARE(state(), u"Compensated"_s);
    QCOMPARE(act(u"restart"_s), 200);
    m_platform->settle();
    QCOMPARE(steps(), u"book Undone, ready Failed, unbook Done, book Done, ready Awaiting"_s);
    QCOMPARE(m_platform->value(u"SELECT state || ' ' || (ended_at IS NULL) FROM v_saga"_s), u"Running 1"_s);
    QCOMPARE(m_shop->requests.back().body, R"({"round":99})");
}

void SagaTest::aHeldSagaBeginsNothing()
{
    begin();
    QCOMPARE(act(u"hold"_s), 200);
    m_platform->settle();
    QCOMPARE(steps(), u"book Done"_s);
    ready();
    m_platform->settle();
    QCOMPARE(steps(), u"book Done, ready Done"_s);
    QCOMPARE(state(), u"Held"_s);
    QCOMPARE(asked(*m_courier), QStringList{});
    QCOMPARE(act(u"release"_s), 200);
    m_platform->settle();
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Awaiting"_s);
}

void SagaTest::aHeldSagaCanBeUndone()
{
    begin();
    act(u"hold"_s);
    m_platform->settle();
    act(u"compensate"_s);
    m_platform->settle();
    QCOMPARE(steps(), u"book Undone, unbook Done"_s);
    QCOMPARE(state(), u"Compensated"_s);
    QCOMPARE(act(u"release"_s), 200);
    QCOMPARE(state(), u"Compensated"_s);
}

void SagaTest::aCompensationThatFailsForGoodIsStuck_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("a bad request") << 400;
    QTest::newRow("something that is not there") << 404;
    QTest::newRow("something that cannot be done") << 422;
}

void SagaTest::aCompensationThatFailsForGoodIsStuck()
{
    QFETCH(const int, status);
    m_answers[u"/unfetch"_s] = status;
    goThrough(true);
    QCOMPARE(state(), u"Stuck"_s);
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Failed, unfetch Failed"_s);
    QCOMPARE(m_platform->value(u"SELECT error FROM v_saga_step WHERE name = 'unfetch'"_s),
             u"%1: as the test says"_s.arg(status));
    QCOMPARE(m_platform->value(u"SELECT ended_at IS NULL FROM v_saga"_s), u"1"_s);
}

void SagaTest::aCompensationThatIsNotAnsweredForADayIsStuck()
{
    m_answers[u"/unfetch"_s] = 503;
    goThrough(true);
    QCOMPARE(state(), u"Compensating"_s);
    m_platform->runFor(23h);
    QCOMPARE(state(), u"Compensating"_s);
    m_platform->runFor(2h);
    QCOMPARE(state(), u"Stuck"_s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM call_intent"_s), u"0"_s);
}

void SagaTest::aStuckSagaIsTriedAgain()
{
    m_answers[u"/unfetch"_s] = 422;
    goThrough(true);
    m_answers.clear();
    QCOMPARE(act(u"retry"_s), 200);
    m_platform->settle();
    QCOMPARE(steps(),
             u"book Undone, ready Done, fetch Undone, handed Failed, unfetch Failed, unfetch Done, unbook Done"_s);
    QCOMPARE(state(), u"Compensated"_s);
}

void SagaTest::aStuckCompensationIsPassedOver()
{
    m_answers[u"/unfetch"_s] = 422;
    goThrough(true);
    QCOMPARE(act(u"pass-over"_s), 200);
    m_platform->settle();
    QCOMPARE(steps(), u"book Undone, ready Done, fetch Undone, handed Failed, unfetch Failed, unbook Done"_s);
    QCOMPARE(state(), u"Compensated"_s);
    QCOMPARE(asked(*m_courier), (QStringList{u"/fetch"_s, u"/unfetch"_s}));
}

void SagaTest::decisionsAreForStuckSagas()
{
    begin();
    QCOMPARE(act(u"retry"_s), 409);
    QCOMPARE(act(u"pass-over"_s), 409);
    QCOMPARE(m_platform->post(u"/saga/0189aaaa-0000-7000-8000-000000000001/retry"_s).status, 404);
}

void SagaTest::movesAreInTheJournal()
{
    begin();
    QCOMPARE(m_journal, (QStringList{u"S-1 Errand Running"_s, u"S-1 Errand book Calling"_s}));
    m_platform->settle();
    m_journal.clear();
    m_answers[u"/unbook"_s] = 422;
    act(u"compensate"_s);
    m_platform->settle();
    QCOMPARE(m_journal,
             (QStringList{u"S-1 Errand ready Failed: called off"_s, u"S-1 Errand Compensating: called off"_s,
                          u"S-1 Errand unbook Calling"_s, u"S-1 Errand unbook Failed: 422: as the test says"_s,
                          u"S-1 Errand Stuck: unbook: 422: as the test says"_s}));
}

void SagaTest::aCrashAnywhereChangesNothing_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("isRefused");
    const std::vector<FaultKind> kinds{FaultKind::CrashBeforeCommit, FaultKind::CrashBeforePublish,
                                       FaultKind::CrashBeforeAcknowledge};
    const std::vector<std::pair<QByteArray, bool>> messages{{"Errand book", false},
                                                            {"curbside.shop.Ready", false},
                                                            {"Errand fetch", false},
                                                            {"curbside.courier.Handed", false},
                                                            {"curbside.courier.Handed", true},
                                                            {"Errand unfetch", true},
                                                            {"Errand unbook", true}};
    for (const FaultKind kind : kinds) {
        for (const auto &[message, isRefused] : messages) {
            QTest::addRow("%s at %s, %s", qPrintable(toText(kind)), message.constData(),
                          isRefused ? "backward" : "forward")
                << kind << message << isRefused;
        }
    }
}

void SagaTest::crashOnce(FaultKind kind, const QByteArray &messageType)
{
    FaultPlan &faults = m_platform->environment().faults;
    FaultRule rule;
    rule.kind = kind;
    rule.from = "errands";
    rule.type = messageType;
    rule.delay = 30s;
    faults.add(rule);
    m_platform->environment().journal.addListener([&faults](const JournalRecord &record) {
        if (record.kind == JournalKind::Crashed)
            faults.clear();
    });
}

void SagaTest::aCrashAnywhereChangesNothing()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, message);
    QFETCH(const bool, isRefused);
    crashOnce(kind, message);
    goThrough(isRefused);
    QCOMPARE(m_platform->environment().journal.count(JournalKind::Crashed), std::uint64_t(1));
    QCOMPARE(steps(), isRefused ? backward : forward);
    QCOMPARE(state(), isRefused ? u"Compensated"_s : u"Completed"_s);
    QCOMPARE(asked(*m_shop), isRefused ? (QStringList{u"/book"_s, u"/unbook"_s}) : QStringList{u"/book"_s});
    QCOMPARE(asked(*m_courier), isRefused ? (QStringList{u"/fetch"_s, u"/unfetch"_s}) : QStringList{u"/fetch"_s});
}

void SagaTest::theNetworksFaultsChangeNothing_data()
{
    QTest::addColumn<std::vector<FaultRule>>("rules");
    QTest::addColumn<bool>("isRefused");
    const auto rule = [](FaultKind kind, const QByteArray &from, std::uint32_t percent, Duration delay = 1s) {
        FaultRule made;
        made.kind = kind;
        made.from = from;
        made.ratePerMillion = percent * 10'000;
        made.delay = delay;
        return made;
    };
    const std::vector<std::pair<const char *, std::vector<FaultRule>>> troubles{
        {"requests are lost", {rule(FaultKind::CallHanging, "errands", 60)}},
        {"requests are refused for now", {rule(FaultKind::CallFailing, "errands", 60)}},
        {"answers are lost",
         {rule(FaultKind::CrashBeforeAcknowledge, "shop", 50), rule(FaultKind::CrashBeforeAcknowledge, "courier", 50)}},
        {"facts come twice", {rule(FaultKind::EventDuplicated, {}, 100)}},
        {"facts are late", {rule(FaultKind::EventDelayed, {}, 100, 30s)}},
        {"facts are lost on the way", {rule(FaultKind::EventDropped, {}, 100)}},
        {"the service crashes again and again",
         {rule(FaultKind::CrashBeforeCommit, "errands", 30), rule(FaultKind::CrashBeforePublish, "errands", 20),
          rule(FaultKind::CrashBeforeAcknowledge, "errands", 20)}},
        {"all of it",
         {rule(FaultKind::CallHanging, "errands", 20), rule(FaultKind::CallFailing, "errands", 20),
          rule(FaultKind::CrashBeforeAcknowledge, "shop", 20), rule(FaultKind::CrashBeforeAcknowledge, "courier", 20),
          rule(FaultKind::EventDuplicated, {}, 50), rule(FaultKind::EventDropped, {}, 30),
          rule(FaultKind::CrashBeforeCommit, "errands", 20), rule(FaultKind::CrashBeforePublish, "errands", 20)}}};
    for (const auto &[name, rules] : troubles) {
        QTest::addRow("%s, forward", name) << rules << false;
        QTest::addRow("%s, backward", name) << rules << true;
    }
}

void SagaTest::theNetworksFaultsChangeNothing()
{
    QFETCH(const std::vector<FaultRule>, rules);
    QFETCH(const bool, isRefused);
    // Not a whole number of any job's intervals: a neighbour that a job has just brought down could tell nothing.
    constexpr Duration untilAllAreUp = 10min + 30s;
    begin();
    for (const FaultRule &rule : rules)
        m_platform->environment().faults.add(rule);
    m_platform->runFor(untilAllAreUp);
    ready();
    m_platform->runFor(untilAllAreUp);
    handed(isRefused);
    m_platform->runFor(30min);
    m_platform->environment().faults.clear();
    m_platform->settle();
    QCOMPARE(steps(), isRefused ? backward : forward);
    QCOMPARE(state(), isRefused ? u"Compensated"_s : u"Completed"_s);
    QCOMPARE(asked(*m_shop), isRefused ? (QStringList{u"/book"_s, u"/unbook"_s}) : QStringList{u"/book"_s});
    QCOMPARE(asked(*m_courier), isRefused ? (QStringList{u"/fetch"_s, u"/unfetch"_s}) : QStringList{u"/fetch"_s});
}

void SagaTest::aRunnerThatForgetsToUndoIsNoticed()
{
    m_platform->environment().bugs.skipCompensation = true;
    goThrough(true);
    QCOMPARE(state(), u"Compensated"_s);
    QCOMPARE(steps(), u"book Done, ready Done, fetch Done, handed Failed"_s);
}

CURBSIDE_TEST(SagaTest)

} // namespace tst_saga

#include "tst_saga.moc"
