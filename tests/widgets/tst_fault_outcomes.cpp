// SPDX-License-Identifier: GPL-3.0-or-later
// Which mechanism made a hit of a fault good is told by the journal alone, and never guessed.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/faults/fault_outcomes.h"

#include <QTest>

namespace tst_fault_outcomes {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// An entry about the event e-1 of State, at Deliveries.
TrafficEntry about(JournalKind kind, const QByteArray &detail = {}, qint64 rule = 0)
{
    TrafficEntry entry = published("deliveries", "curbside.state.LidEvent", "{}");
    entry.kind = kind;
    entry.peer = "state";
    entry.messageId = "e-1";
    entry.sequence = 7;
    entry.detail = detail;
    entry.faultRule = rule;
    return entry;
}

/// About the call c-1 of Deliveries to Operations: its attempt, or what `service` says of it.
TrafficEntry call(JournalKind kind, const QByteArray &id, int status = 0, const QByteArray &detail = {},
                  qint64 rule = 0)
{
    TrafficEntry entry;
    entry.kind = kind;
    const bool isAtCaller = kind == JournalKind::Called || kind == JournalKind::Answered;
    entry.service = isAtCaller ? "deliveries" : "operations";
    entry.peer = isAtCaller ? "operations" : "deliveries";
    entry.type = "POST /tasks";
    entry.messageId = id;
    entry.status = status;
    entry.detail = detail;
    entry.faultRule = rule;
    return entry;
}

/// Something that Deliveries does.
TrafficEntry own(JournalKind kind, const QByteArray &id, const QByteArray &detail = {}, qint64 rule = 0)
{
    TrafficEntry entry;
    entry.kind = kind;
    entry.service = "deliveries";
    entry.type = "plan";
    entry.messageId = id;
    entry.detail = detail;
    entry.faultRule = rule;
    return entry;
}

TrafficEntry saga(const QByteArray &detail)
{
    TrafficEntry entry = own(JournalKind::Saga, "s-1", detail);
    entry.causationId = "c-1.answer";
    return entry;
}

TrafficEntry told(const QByteArray &id, const QByteArray &cause)
{
    TrafficEntry entry = published("deliveries", "curbside.deliveries.Changed", "{}");
    entry.messageId = id;
    entry.causationId = cause;
    return entry;
}

TrafficEntry heard(const QByteArray &id)
{
    TrafficEntry entry = about(JournalKind::Handled);
    entry.service = "dispatch";
    entry.peer = "deliveries";
    entry.messageId = id;
    return entry;
}

TrafficEntry settledByHand()
{
    TrafficEntry entry = own(JournalKind::Requested, "input-1-1");
    entry.type = "POST /dead-letter/{eventId}/replay";
    entry.subject = "/dead-letter/e-1/replay";
    entry.status = 200;
    return entry;
}

TrafficEntry snapshot(qint64 last)
{
    TrafficEntry entry = own(JournalKind::Job, {}, "taken: goes on after event " + QByteArray::number(last));
    entry.type = "snapshot";
    entry.peer = "state";
    return entry;
}

TrafficEntry asked(JournalKind kind, const QByteArray &id, const QByteArray &detail = {}, qint64 rule = 0)
{
    TrafficEntry entry = call(kind, id, kind == JournalKind::Requested ? 200 : 0, detail, rule);
    entry.type = "GET /outbox";
    entry.subject = kind == JournalKind::Requested ? "/outbox" : "";
    return entry;
}

/// "name ×count" of rule 1, in the order of the mechanisms.
QString wordsOf(const FaultOutcomes &outcomes)
{
    static const QStringList names{u"under way"_s, u"fetched"_s,   u"recognised"_s,  u"waited for"_s, u"retried"_s,
                                   u"breaker"_s,   u"same key"_s,  u"asked again"_s, u"undone"_s,     u"went on"_s,
                                   u"restarted"_s, u"disk"_s,      u"snapshot"_s,    u"no harm"_s,    u"dead letter"_s,
                                   u"by person"_s, u"unfollowed"_s};
    QStringList words;
    if (const auto rule = outcomes.rules().find(1); rule != outcomes.rules().end()) {
        for (std::size_t i = 0; i < absorptions; ++i) {
            if (const quint64 count = rule->second.tallies[i].count; count > 0)
                words.append(u"%1 ×%2"_s.arg(names[int(i)]).arg(count));
        }
    }
    return words.join(u", "_s);
}

void addEventRows()
{
    using K = JournalKind;
    const auto row = [](const char *name, std::vector<TrafficEntry> entries, const char *words) {
        QTest::newRow(name) << std::move(entries) << QString::fromUtf8(words);
    };
    const TrafficEntry dropped = about(K::Lost, "EventDropped", 1);
    row("lost, and nothing yet", {dropped}, "under way ×1");
    row("lost, and handled later", {dropped, about(K::Handled)}, "fetched ×1");
    row("lost, and passed over later", {dropped, about(K::PassedOver)}, "fetched ×1");
    row("lost, and parked later: it was fetched", {dropped, about(K::Parked, "waits behind")}, "fetched ×1");
    row("lost, and lost again", {dropped, about(K::Lost, "the service is down")}, "under way ×1");
    row("lost twice by one rule", {dropped, dropped, about(K::Handled)}, "fetched ×2");
    row("cut off, and handled later", {about(K::Lost, "CutOff", 1), about(K::Handled)}, "fetched ×1");
    row("lost, and the lists taken instead", {dropped, snapshot(7)}, "snapshot ×1");
    row("lists that are older than the event", {dropped, snapshot(6)}, "under way ×1");
    const TrafficEntry twice = about(K::Fault, "EventDuplicated", 1);
    row("twice, and known", {about(K::Handled), twice, about(K::Duplicate)}, "recognised ×1");
    row("twice, and the second came first", {twice, about(K::Handled)}, "no harm ×1");
    row("twice, and the second to nobody", {twice, about(K::Lost, "the service is down")}, "no harm ×1");
    const TrafficEntry late = about(K::Fault, "EventDelayed", 1);
    row("late", {late, about(K::Handled)}, "waited for ×1");
    row("late, and fetched before", {about(K::Handled), late, about(K::Duplicate)}, "fetched ×1");
    row("late, and then lost", {late, about(K::Lost, "the service is down"), about(K::Handled)}, "fetched ×1");
    row("overtaken", {about(K::Fault, "EventReordered", 1), about(K::Handled)}, "waited for ×1");
    row("a rule is needed", {about(K::Lost, "EventDropped"), about(K::Handled)}, "");
    row("what is no kind is passed over", {about(K::Lost, "Sunspots", 1)}, "");
}

void addHandlerRows()
{
    using K = JournalKind;
    const auto row = [](const char *name, std::vector<TrafficEntry> entries, const char *words) {
        QTest::newRow(name) << std::move(entries) << QString::fromUtf8(words);
    };
    TrafficEntry fails = own(K::Fault, "e-1", "HandlerFailing", 1);
    fails.type = "curbside.state.LidEvent";
    const TrafficEntry parked = about(K::Parked, "made to fail by the fault plan");
    TrafficEntry breaker = about(K::Parked, "waits until its handler works again");
    breaker.messageId = "e-2";
    row("failed and parked", {fails, parked}, "under way ×1");
    row("failed, and handled at a later try", {fails, parked, about(K::Handled, "retried")}, "retried ×1");
    row("failed twice, and handled", {fails, parked, fails, parked, about(K::Handled, "retried")}, "retried ×2");
    row("failed, held back by the breaker, handled", {fails, parked, breaker, about(K::Handled, "retried")},
        "breaker ×1");
    row("failed for good", {fails, parked, about(K::DeadLettered)}, "dead letter ×1");
    row("failed for good, and replayed by a person", {fails, about(K::DeadLettered), settledByHand()}, "by person ×1");
    row("handled by somebody else", {fails, parked, heard("e-1")}, "under way ×1");
    const TrafficEntry full = own(K::Fault, "x", "DiskFull", 1);
    row("disk full", {full, full}, "under way ×2");
    row("disk full, and then it writes", {full, full, own(K::Timer, "x")}, "disk ×2");
    row("disk full, and somebody else writes", {full, heard("e-9")}, "under way ×1");
}

void addCallRows()
{
    using K = JournalKind;
    const auto row = [](const char *name, std::vector<TrafficEntry> entries, const char *words) {
        QTest::newRow(name) << std::move(entries) << QString::fromUtf8(words);
    };
    const TrafficEntry made = call(K::Called, "c-1");
    const TrafficEntry refused = call(K::Fault, "c-1", 0, "CallFailing", 1);
    const TrafficEntry hung = call(K::Lost, "c-1", 0, "CallHanging", 1);
    const TrafficEntry failed = call(K::Answered, "c-1", 503);
    const TrafficEntry again = call(K::Called, "c-1.2");
    const TrafficEntry answered = call(K::Answered, "c-1", 201);
    row("refused", {made, refused, failed}, "under way ×1");
    row("refused, and made again", {made, refused, failed, again, answered}, "same key ×1");
    row("not answered, and made again", {made, hung, failed, again, answered}, "same key ×1");
    row("its answer cut off", {made, call(K::Lost, "c-1", 0, "CutOff: the answer", 1), again, answered}, "same key ×1");
    row("a refusal for good is an answer", {made, refused, again, call(K::Answered, "c-1", 409)}, "same key ×1");
    row("given up, and undone", {made, refused, saga("Failed: no answer"), saga("Compensating"), failed}, "undone ×1");
    row("given up, and another way", {made, refused, saga("Failed: no answer"), failed}, "went on ×1");
    const TrafficEntry slow = call(K::Fault, "c-1", 0, "CallSlow", 1);
    row("late, and waited for", {made, slow, call(K::Requested, "c-1", 201), answered}, "waited for ×1");
    row("late, and made again meanwhile", {made, failed, again, slow, call(K::Requested, "c-1", 201), answered},
        "same key ×1");
    row("late, when all was settled", {made, failed, again, answered, slow}, "same key ×1");
    row("an outbox asked again", {asked(K::Lost, "q-1", "CutOff", 1), asked(K::Requested, "q-2")}, "asked again ×1");
    TrafficEntry report = asked(K::Lost, "CR-1@5", "CallHanging", 1);
    TrafficEntry next = asked(K::Requested, "CR-1@9");
    TrafficEntry other = next;
    report.type = "PUT /robot/CR-1/state";
    next.type = other.type = "PUT /robot/{serial}/state";
    next.subject = "/robot/CR-1/state";
    other.subject = "/robot/CR-2/state";
    row("the report of another robot", {report, other}, "under way ×1");
    row("the next report of a robot", {report, next}, "asked again ×1");
    row("an outbox asked late", {asked(K::Fault, "q-1", "CallSlow", 1), asked(K::Requested, "q-1")}, "waited for ×1");
}

void addCrashRows()
{
    using K = JournalKind;
    const auto row = [](const char *name, std::vector<TrafficEntry> entries, const char *words) {
        QTest::newRow(name) << std::move(entries) << QString::fromUtf8(words);
    };
    const auto crash = [](const char *detail) { return own(K::Crashed, {}, detail, 1); };
    const TrafficEntry up = own(K::Started, {});
    TrafficEntry source = published("state", "curbside.state.LidEvent", "{}");
    source.messageId = "e-1";
    row("down", {crash("CrashBeforeCommit t-1")}, "under way ×1");
    row("up, and nothing yet", {crash("CrashBeforeCommit t-1"), up}, "under way ×1");
    row("up, and at work", {crash("CrashBeforeCommit t-1"), up, own(K::Timer, "t-2")}, "restarted ×1");
    row("an event comes again", {source, crash("CrashBeforeCommit e-1"), up, own(K::Timer, "t-2"), about(K::Handled)},
        "fetched ×1");
    row("an event that is known comes again",
        {source, about(K::Handled), crash("CrashBeforeAcknowledge e-1"), up, about(K::Duplicate)}, "recognised ×1");
    row("what had not left is fetched",
        {told("p-1", "t-1"), told("p-2", "t-1"), own(K::Timer, "t-1"), crash("CrashBeforePublish t-1"), up,
         heard("p-1"), heard("p-2")},
        "fetched ×1");
    row("a part of what had not left is fetched",
        {told("p-1", "t-1"), told("p-2", "t-1"), crash("CrashBeforePublish t-1"), up, own(K::Timer, "t-2"),
         heard("p-1")},
        "under way ×1");
    TrafficEntry operations = crash("CrashBeforeCommit c-1");
    operations.service = "operations";
    row("a call is made again",
        {call(K::Called, "c-1"), operations, call(K::Called, "c-1.2"), call(K::Answered, "c-1", 201)}, "same key ×1");
}

} // namespace

class FaultOutcomesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHitIsMadeGood_data();
    void aHitIsMadeGood();
    void missingEntriesAreToldAndNotGuessed();
    void theLastMessageIsKept();
    void whatIsUnderWayIsBounded();
};

void FaultOutcomesTest::aHitIsMadeGood_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    QTest::addColumn<QString>("words");
    addEventRows();
    addHandlerRows();
    addCallRows();
    addCrashRows();
}

void FaultOutcomesTest::aHitIsMadeGood()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    QFETCH(const QString, words);
    FaultOutcomes outcomes;
    outcomes.take({entries, 0});
    QCOMPARE(wordsOf(outcomes), words);
}

void FaultOutcomesTest::missingEntriesAreToldAndNotGuessed()
{
    FaultOutcomes outcomes;
    outcomes.take({{about(JournalKind::Lost, "EventDropped", 1)}, 0});
    outcomes.take({{about(JournalKind::Handled)}, 12});
    QCOMPARE(wordsOf(outcomes), u"unfollowed ×1"_s);
}

void FaultOutcomesTest::theLastMessageIsKept()
{
    FaultOutcomes outcomes;
    outcomes.take({{about(JournalKind::Lost, "EventDropped", 1), about(JournalKind::Handled)}, 0});
    const auto &tally = outcomes.rules().at(1).tallies[std::size_t(Absorption::Fetched)];
    QCOMPARE(tally.lastMessage, "e-1");
    QCOMPARE(outcomes.rules().at(1).hits(), 1U);
}

void FaultOutcomesTest::whatIsUnderWayIsBounded()
{
    FaultOutcomes outcomes;
    JournalBatch batch;
    for (std::size_t i = 0; i < FaultOutcomes::mostUnderWay + 3; ++i) {
        TrafficEntry lost = about(JournalKind::Lost, "EventDropped", 1);
        lost.messageId = "e-" + QByteArray::number(qulonglong(i));
        batch.entries.push_back(std::move(lost));
    }
    outcomes.take(batch);
    QCOMPARE(wordsOf(outcomes), u"under way ×%1, unfollowed ×3"_s.arg(FaultOutcomes::mostUnderWay));
}

CURBSIDE_TEST(FaultOutcomesTest)

} // namespace tst_fault_outcomes

#include "tst_fault_outcomes.moc"
