// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/fault/fault_plan.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_fault_plan {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr PlatformTime start = FixtureOptions::usualStart;

FaultRule ruleOf(FaultKind kind, std::uint32_t ratePerMillion = 1'000'000)
{
    FaultRule rule;
    rule.kind = kind;
    rule.ratePerMillion = ratePerMillion;
    return rule;
}

std::vector<bool> draws(FaultPlan &plan, const QByteArray &to, int count, const QByteArray &from = "teller")
{
    std::vector<bool> hits;
    for (int i = 0; i < count; ++i)
        hits.push_back(plan.hit(FaultKind::EventDropped, from, to, "type", QByteArray::number(i), start) != nullptr);
    return hits;
}

std::expected<std::vector<FaultRule>, FieldError> read(const QByteArray &json, const QStringList &names = {})
{
    const auto document = JsonDocument::parse(json);
    Q_ASSERT_X(document, "read", json.constData());
    return FaultPlan::read(document->root(), start, names);
}

} // namespace

// What goes wrong is decided by the seed, link and message alone, can be read from a list, and is in the journal.
class FaultPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aRuleHitsWhatItNames_data();
    void aRuleHitsWhatItNames();
    void aRuleHitsWhileItLasts();
    void ratesAreKept_data();
    void ratesAreKept();
    void aDrawDependsOnLinkAndMessageAlone();
    void linksSeedsAndRulesDrawApart();
    void hitsAreCountedAndLooksAreNot();
    void rulesAreRemoved();
    void plansAreRead();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void onlyWhoIsThereCanBeNamed_data();
    void onlyWhoIsThereCanBeNamed();
    void whatIsWrittenReadsBack();
    void callsFail_data();
    void callsFail();
    void slowCallsArriveLate();
    void handlersFail();
    void aHandlersFailureIsDrawnAnewAtEachAttempt();
    void whatFailsAtOneServiceNeedNotFailAtAnother();
    void aFullDiskWaits();
    void aServiceCutOffNeitherHearsNorAnswers();
};

void FaultPlanTest::aRuleHitsWhatItNames_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("hits");
    const QByteArray any;
    QTest::newRow("anything") << any << any << any << true;
    QTest::newRow("from there") << QByteArray("teller") << any << any << true;
    QTest::newRow("from elsewhere") << QByteArray("other") << any << any << false;
    QTest::newRow("to there") << any << QByteArray("listener") << any << true;
    QTest::newRow("to elsewhere") << any << QByteArray("other") << any << false;
    QTest::newRow("that type") << any << any << QByteArray("curbside.teller.Noted") << true;
    QTest::newRow("another type") << any << any << QByteArray("curbside.teller.Other") << false;
}

void FaultPlanTest::aRuleHitsWhatItNames()
{
    FaultRule rule = ruleOf(FaultKind::EventDropped);
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QByteArray, type);
    rule.from = from;
    rule.to = to;
    rule.type = type;
    FaultPlan plan(1);
    plan.add(rule);
    const auto hit = [&](FaultKind kind) {
        return plan.hit(kind, "teller", "listener", "curbside.teller.Noted", "m", start) != nullptr;
    };
    QTEST(hit(FaultKind::EventDropped), "hits");
    QVERIFY(!hit(FaultKind::EventDelayed));
}

void FaultPlanTest::aRuleHitsWhileItLasts()
{
    FaultRule rule = ruleOf(FaultKind::EventDropped);
    rule.after = start + 10s;
    rule.until = start + 20s;
    FaultPlan plan(1);
    plan.add(rule);
    const auto hits = [&](Duration after) {
        return plan.hit(FaultKind::EventDropped, "a", "b", "t", "m", start + after) != nullptr;
    };
    QVERIFY(!hits(10s - 1us));
    QVERIFY(hits(10s));
    QVERIFY(hits(20s - 1us));
    QVERIFY(!hits(20s));
}

void FaultPlanTest::ratesAreKept_data()
{
    QTest::addColumn<std::uint32_t>("rate");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("never") << 0U << 0 << 0;
    QTest::newRow("always") << 1'000'000U << 10'000 << 10'000;
    QTest::newRow("once in four") << 250'000U << 2'350 << 2'650;
    QTest::newRow("once in a thousand") << 1'000U << 1 << 25;
}

void FaultPlanTest::ratesAreKept()
{
    QFETCH(const std::uint32_t, rate);
    QFETCH(const int, least);
    QFETCH(const int, most);
    FaultPlan plan(1);
    plan.add(ruleOf(FaultKind::EventDropped, rate));
    const auto hits = std::ranges::count(draws(plan, "listener", 10'000), true);
    QVERIFY2(hits >= least && hits <= most, qPrintable(QString::number(hits)));
}

void FaultPlanTest::aDrawDependsOnLinkAndMessageAlone()
{
    FaultPlan quiet(1);
    quiet.add(ruleOf(FaultKind::EventDropped, 300'000));
    FaultPlan busy(1);
    busy.add(ruleOf(FaultKind::EventDropped, 300'000));
    const std::vector<bool> expected = draws(quiet, "listener", 200);
    draws(busy, "other", 77);
    busy.add(ruleOf(FaultKind::CallFailing, 500'000));
    QCOMPARE(draws(busy, "listener", 200), expected);
    QCOMPARE(draws(busy, "listener", 200), expected);
}

void FaultPlanTest::linksSeedsAndRulesDrawApart()
{
    FaultPlan plan(1);
    plan.add(ruleOf(FaultKind::EventDropped, 300'000));
    FaultPlan otherSeed(2);
    otherSeed.add(ruleOf(FaultKind::EventDropped, 300'000));
    FaultPlan otherRule(1);
    otherRule.add(ruleOf(FaultKind::CallFailing));
    otherRule.add(ruleOf(FaultKind::EventDropped, 300'000));
    const std::vector<bool> drawn = draws(plan, "listener", 200);
    QVERIFY(draws(plan, "other", 200) != drawn);
    QVERIFY(draws(plan, "listener", 200, "another teller") != drawn);
    QVERIFY(draws(otherSeed, "listener", 200) != drawn);
    QVERIFY(draws(otherRule, "listener", 200) != drawn);
}

void FaultPlanTest::hitsAreCountedAndLooksAreNot()
{
    FaultPlan plan(1);
    plan.add(ruleOf(FaultKind::EventDropped));
    plan.add(ruleOf(FaultKind::CallFailing));
    QVERIFY(plan.wouldHit(FaultKind::CallFailing, "a", "b", "t", "m", start));
    QCOMPARE(plan.hits(FaultKind::CallFailing), std::uint64_t(0));
    QCOMPARE(plan.rules()[1].hits, std::uint64_t(0));
    QVERIFY(plan.hit(FaultKind::CallFailing, "a", "b", "t", "m", start));
    QCOMPARE(plan.hits(FaultKind::CallFailing), std::uint64_t(1));
    QCOMPARE(plan.rules()[0].hits, std::uint64_t(0));
    QCOMPARE(plan.rules()[1].hits, std::uint64_t(1));
}

void FaultPlanTest::rulesAreRemoved()
{
    FaultPlan plan(1);
    const std::int64_t id = plan.add(ruleOf(FaultKind::CallFailing));
    QVERIFY(plan.has(FaultKind::CallFailing));
    QVERIFY(!plan.remove(id + 1));
    QVERIFY(plan.remove(id));
    QVERIFY(!plan.remove(id));
    QVERIFY(!plan.has(FaultKind::CallFailing));
    QVERIFY(!plan.hit(FaultKind::CallFailing, "a", "b", "t", "m", start));
}

void FaultPlanTest::plansAreRead()
{
    const auto rules =
        read(R"([{"kind":"EventDelayed","from":"state","to":"operations","type":"curbside.state.LidEvent",
        "ratePerMillion":250000,"delayMs":1500,"after":"10m","for":"90s"},{"kind":"DiskFull","service":"dispatch"}])");
    QVERIFY2(rules, qPrintable(rules ? QString() : rules.error().detail));
    QCOMPARE(rules->size(), std::size_t(2));
    const FaultRule &delayed = rules->front();
    QCOMPARE(delayed.kind, FaultKind::EventDelayed);
    QCOMPARE(delayed.from, QByteArray("state"));
    QCOMPARE(delayed.to, QByteArray("operations"));
    QCOMPARE(delayed.type, QByteArray("curbside.state.LidEvent"));
    QCOMPARE(delayed.ratePerMillion, 250'000U);
    QCOMPARE(delayed.delay, 1500ms);
    QCOMPARE(delayed.after, start + 10min);
    QCOMPARE(*delayed.until, start + 10min + 90s);
    const FaultRule &full = rules->back();
    QCOMPARE(full.from, QByteArray("dispatch"));
    QCOMPARE(full.ratePerMillion, 1'000'000U);
    QCOMPARE(full.after, start);
    QVERIFY(!full.until);
}

void FaultPlanTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("not a list") << QByteArray("{}") << u""_s;
    QTest::newRow("no kind") << QByteArray("[{}]") << u"/0/kind"_s;
    QTest::newRow("an unknown kind") << QByteArray(R"([{"kind":"Lightning"}])") << u"/0/kind"_s;
    QTest::newRow("in the second rule") << QByteArray(R"([{"kind":"DiskFull"},{"kind":7}])") << u"/1/kind"_s;
    QTest::newRow("a rate too high") << QByteArray(R"([{"kind":"DiskFull","ratePerMillion":1000001}])")
                                     << u"/0/ratePerMillion"_s;
    QTest::newRow("a rate too low") << QByteArray(R"([{"kind":"DiskFull","ratePerMillion":-1}])")
                                    << u"/0/ratePerMillion"_s;
    QTest::newRow("a rate in words") << QByteArray(R"([{"kind":"DiskFull","ratePerMillion":"often"}])")
                                     << u"/0/ratePerMillion"_s;
    QTest::newRow("a crash that is over at once")
        << QByteArray(R"([{"kind":"CrashBeforeCommit","delayMs":0}])") << u"/0/delayMs"_s;
    QTest::newRow("a delay over a day") << QByteArray(R"([{"kind":"EventDelayed","delayMs":86400001}])")
                                        << u"/0/delayMs"_s;
    QTest::newRow("not a duration") << QByteArray(R"([{"kind":"DiskFull","after":"soon"}])") << u"/0/after"_s;
    QTest::newRow("no duration at all") << QByteArray(R"([{"kind":"DiskFull","for":"10"}])") << u"/0/for"_s;
    QTest::newRow("a service cut off that is not named") << QByteArray(R"([{"kind":"CutOff"}])") << u"/0/service"_s;
    QTest::newRow("a service cut off by its name as a callee")
        << QByteArray(R"([{"kind":"CutOff","to":"operations"}])") << u"/0/service"_s;
    QTest::newRow("cut off from one other")
        << QByteArray(R"([{"kind":"CutOff","service":"operations","to":"state"}])") << u"/0/to"_s;
    QTest::newRow("cut off for one type")
        << QByteArray(R"([{"kind":"CutOff","service":"operations","type":"GET /tasks"}])") << u"/0/type"_s;
    QTest::newRow("not an object") << QByteArray("[7]") << u"/0"_s;
}

void FaultPlanTest::whatIsWrongIsNamed()
{
    QFETCH(const QByteArray, plan);
    QFETCH(const QString, pointer);
    const auto rules = read(plan);
    QVERIFY(!rules);
    QCOMPARE(rules.error().pointer, pointer);
}

void FaultPlanTest::onlyWhoIsThereCanBeNamed_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("those who are there") << QByteArray(
        R"([{"kind":"EventDropped","from":"state","to":"world"},{"kind":"CutOff","service":"state"}])")
                                         << QString();
    QTest::newRow("anyone") << QByteArray(R"([{"kind":"DiskFull"},{"kind":"EventDropped","from":""}])") << QString();
    QTest::newRow("a service that is not there")
        << QByteArray(R"([{"kind":"CutOff","service":"State"}])") << u"/0/service"_s;
    QTest::newRow("a publisher that is not there")
        << QByteArray(R"([{"kind":"DiskFull"},{"kind":"EventDropped","from":"stat"}])") << u"/1/from"_s;
    QTest::newRow("a consumer that is not there")
        << QByteArray(R"([{"kind":"EventDropped","to":"all"}])") << u"/0/to"_s;
}

void FaultPlanTest::onlyWhoIsThereCanBeNamed()
{
    QFETCH(const QByteArray, plan);
    QFETCH(const QString, pointer);
    const auto rules = read(plan, {u"state"_s, u"world"_s});
    QCOMPARE(rules ? QString() : rules.error().pointer, pointer);
    QVERIFY(read(plan));
}

void FaultPlanTest::whatIsWrittenReadsBack()
{
    for (std::size_t i = 0; i < EnumNames<FaultKind>::names.size(); ++i) {
        FaultRule rule = ruleOf(static_cast<FaultKind>(i), 123);
        rule.from = "state";
        rule.delay = 170ms;
        rule.after = start;
        JsonWriter json;
        json.beginArray();
        rule.writeTo(json, start);
        json.endArray();
        const auto back = read(json.take());
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(back->front().kind, rule.kind);
        QCOMPARE(back->front().from, rule.from);
        QCOMPARE(back->front().ratePerMillion, rule.ratePerMillion);
        QCOMPARE(back->front().delay, rule.delay);
    }
}

namespace {

/// `caller` asks `callee` at POST /begin and writes down the answer's status; it also hears the callee.
struct CallStage
{
    CallStage()
    {
        NeighbourScript &caller = platform.addNeighbour("caller");
        caller.act = [](Neighbour &service, const Request &) {
            CallIntent call;
            call.kind = "errand";
            call.service = "callee";
            call.path = u"/errand"_s;
            service.callLater(std::move(call));
            return Response::json("{}");
        };
        caller.made = [](Neighbour &service) {
            service.hearFrom("callee");
            service.onAnswer("errand", [&service](const CallIntent &, const Response &response) -> Handled {
                service.note(u"status"_s, QString::number(response.status));
                return {};
            });
        };
        platform.addNeighbour("callee").answer = [](const Request &) { return Response::json("{}"); };
        platform.start();
    }
    QString answered() { return platform.value("caller", u"SELECT text FROM note"_s); }
    QString heard() { return platform.value("caller", u"SELECT count(*) FROM heard"_s); }

    ServiceFixture platform;
};

} // namespace

void FaultPlanTest::callsFail_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<JournalKind>("record");
    QTest::addColumn<bool>("isAnsweredSoon");
    QTest::newRow("answered 503") << FaultKind::CallFailing << JournalKind::Fault << true;
    QTest::newRow("never answered") << FaultKind::CallHanging << JournalKind::Lost << false;
    QTest::newRow("cut off") << FaultKind::CutOff << JournalKind::Lost << false;
}

void FaultPlanTest::callsFail()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const JournalKind, record);
    CallStage stage;
    FaultRule rule = ruleOf(kind);
    rule.from = "caller";
    const std::int64_t id = stage.platform.faults().add(rule);
    QCOMPARE(stage.platform.post(u"/begin"_s).status, 200);
    stage.platform.runFor(60ms);
    QTEST(stage.platform.count(JournalKind::Answered, "caller") == 1, "isAnsweredSoon");
    QVERIFY(stage.platform.script("callee").requests.empty());
    const std::vector<JournalRecord> noted = stage.platform.records(record, "callee");
    QCOMPARE(noted.size(), std::size_t(1));
    QCOMPARE(noted.front().detail, toText(kind).toLatin1());
    stage.platform.faults().remove(id);
    stage.platform.runFor(10s);
    QCOMPARE(stage.answered(), u"200"_s);
}

void FaultPlanTest::slowCallsArriveLate()
{
    CallStage stage;
    FaultRule rule = ruleOf(FaultKind::CallSlow);
    rule.from = "caller";
    rule.delay = 500ms;
    stage.platform.faults().add(rule);
    QCOMPARE(stage.platform.post(u"/begin"_s).status, 200);
    stage.platform.runFor(490ms);
    QVERIFY(stage.platform.script("callee").requests.empty());
    stage.platform.runFor(100ms);
    QCOMPARE(stage.answered(), u"200"_s);
    QCOMPARE(stage.platform.records(JournalKind::Fault, "callee").at(0).detail, QByteArray("CallSlow"));
}

void FaultPlanTest::handlersFail()
{
    CallStage stage;
    FaultRule rule = ruleOf(FaultKind::HandlerFailing);
    rule.from = "caller";
    const std::int64_t id = stage.platform.faults().add(rule);
    stage.platform.tellAndSettle("callee", "Noted", "S-1", R"({"version":1})");
    QCOMPARE(stage.heard(), u"0"_s);
    QCOMPARE(stage.platform.records(JournalKind::Fault, "caller").at(0).detail, QByteArray("HandlerFailing"));
    QCOMPARE(stage.platform.count(JournalKind::Parked, "caller"), 1);
    stage.platform.faults().remove(id);
    stage.platform.runFor(10s);
    QCOMPARE(stage.heard(), u"1"_s);
}

void FaultPlanTest::aHandlersFailureIsDrawnAnewAtEachAttempt()
{
    CallStage stage;
    FaultRule rule = ruleOf(FaultKind::HandlerFailing, 500'000);
    rule.from = "caller";
    stage.platform.faults().add(rule);
    for (int i = 1; i <= 30; ++i)
        stage.platform.tell("callee", "Noted", "S-" + QByteArray::number(i), R"({"version":1})");
    stage.platform.runFor(15min);
    QVERIFY(stage.platform.count(JournalKind::Parked, "caller") >= 10);
    QCOMPARE(stage.platform.count(JournalKind::DeadLettered, "caller"), 0);
    QCOMPARE(stage.heard(), u"30"_s);
}

void FaultPlanTest::whatFailsAtOneServiceNeedNotFailAtAnother()
{
    ServiceFixture platform;
    platform.addNeighbour("teller");
    for (const QByteArray &name : {QByteArray("one"), QByteArray("other")})
        platform.addNeighbour(name).made = [](Neighbour &listener) { listener.hearFrom("teller"); };
    platform.start();
    platform.faults().add(ruleOf(FaultKind::HandlerFailing, 500'000));
    for (int i = 1; i <= 30; ++i)
        platform.tell("teller", "Noted", "S-" + QByteArray::number(i), R"({"version":1})");
    platform.settle();
    const QString heard = u"SELECT subject FROM heard ORDER BY sequence"_s;
    QVERIFY(platform.column("one", heard) != platform.column("other", heard));
}

void FaultPlanTest::aFullDiskWaits()
{
    CallStage stage;
    FaultRule rule = ruleOf(FaultKind::DiskFull);
    rule.from = "caller";
    const std::int64_t id = stage.platform.faults().add(rule);
    const auto answer = stage.platform.send("caller", Method::Post, u"/begin"_s);
    stage.platform.runFor(10s);
    QVERIFY(!answer->has_value());
    QCOMPARE(stage.platform.records(JournalKind::Fault, "caller").at(0).detail, QByteArray("DiskFull"));
    stage.platform.faults().remove(id);
    stage.platform.runFor(5s);
    QVERIFY(answer->has_value());
    QCOMPARE(stage.answered(), u"200"_s);
}

void FaultPlanTest::aServiceCutOffNeitherHearsNorAnswers()
{
    CallStage stage;
    FaultRule rule = ruleOf(FaultKind::CutOff);
    rule.from = "callee";
    const std::int64_t id = stage.platform.faults().add(rule);
    stage.platform.tell("callee", "Noted", "S-1", R"({"version":1})");
    QCOMPARE(stage.platform.post(u"/begin"_s).status, 200);
    stage.platform.runFor(10min);
    QCOMPARE(stage.heard(), u"0"_s);
    QCOMPARE(stage.answered(), QString());
    stage.platform.faults().remove(id);
    stage.platform.runFor(2min);
    QCOMPARE(stage.heard(), u"1"_s);
    QCOMPARE(stage.answered(), u"200"_s);
}

CURBSIDE_TEST(FaultPlanTest)

} // namespace tst_fault_plan

#include "tst_fault_plan.moc"
