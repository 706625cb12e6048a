// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in a trace: its order, its causes, what it waits for, and how it differs from another.
#include "tests/support/test_class.h"
#include "tests/widgets/flow_script.h"
#include "widgets/flows/flow_comparison.h"
#include "widgets/flows/flow_desk.h"
#include "widgets/flows/flow_words.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace tst_flows {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

Flow flowOf(const std::vector<TrafficEntry> &entries)
{
    Flow flow;
    for (const TrafficEntry &entry : entries)
        flow.take(entry);
    return flow;
}

/// "Published state e1 < …" of each row: what, where, which message, and behind "<" the rows of its causes.
QByteArrayList rowsOf(const Flow &flow)
{
    QByteArrayList rows;
    for (int row = 0; row < flow.count(); ++row) {
        const TrafficEntry &entry = flow.step(flow.idAt(row)).entry;
        const std::string_view kind = nameOf(entry.kind);
        QByteArray text = QByteArray(kind.data(), qsizetype(kind.size())) + ' ' + entry.service + ' ' + entry.messageId;
        for (const int cause : flow.causesOf(flow.idAt(row)))
            text += " <" + QByteArray::number(flow.rowOf(cause));
        rows.append(text);
    }
    return rows;
}

FlowScript orderPlaced()
{
    return FlowScript()
        .requested("integrations", "r1", 0)
        .published("integrations", "e1", "r1", 0)
        .handled("deliveries", "integrations", "e1", 10)
        .published("deliveries", "e2", "e1", 10)
        .handled("integrations", "deliveries", "e2", 25)
        .handled("operations", "deliveries", "e2", 30);
}

void addRowsOfCalls()
{
    QTest::newRow("a call, its request and its answer")
        << FlowScript()
               .called("deliveries", "dispatch", "c1", {}, 0)
               .requested("dispatch", "c1", 4, "deliveries")
               .answered("deliveries", "dispatch", "c1", 8)
               .published("deliveries", "e1", "c1.answer", 8)
               .entries
        << QByteArrayList{"Called deliveries c1", "Requested dispatch c1 <0", "Answered deliveries c1 <1",
                          "Published deliveries e1 <2"};
    QTest::newRow("two attempts reached the callee: either may be what is answered")
        << FlowScript()
               .called("deliveries", "dispatch", "c1", {}, 0)
               .requested("dispatch", "c1", 4, "deliveries")
               .called("deliveries", "dispatch", "c1.2", {}, 100)
               .requested("dispatch", "c1.2", 104, "deliveries")
               .answered("deliveries", "dispatch", "c1", 108)
               .entries
        << QByteArrayList{"Called deliveries c1", "Requested dispatch c1 <0", "Called deliveries c1.2",
                          "Requested dispatch c1.2 <2", "Answered deliveries c1 <3 <1"};
    QTest::newRow("nobody answered") << FlowScript()
                                            .called("deliveries", "dispatch", "c1", {}, 0)
                                            .of(JournalKind::Lost, "dispatch", "deliveries", "c1", 5)
                                            .answered("deliveries", "dispatch", "c1", 2'000)
                                            .entries
                                     << QByteArrayList{"Called deliveries c1", "Lost dispatch c1 <0",
                                                       "Answered deliveries c1 <1"};
}

void addRowsOfAttempts()
{
    QTest::newRow("each attempt follows from the publication")
        << FlowScript()
               .published("state", "e1", {}, 0)
               .parked("operations", "state", "e1", 5)
               .parked("operations", "state", "e1", 50)
               .handled("operations", "state", "e1", 90, "retried")
               .entries
        << QByteArrayList{"Published state e1", "Parked operations e1 <0", "Parked operations e1 <0",
                          "Handled operations e1 <0"};
    QTest::newRow("a duplicate follows from the publication")
        << FlowScript()
               .published("state", "e1", {}, 0)
               .handled("operations", "state", "e1", 5)
               .duplicate("operations", "state", "e1", 6)
               .entries
        << QByteArrayList{"Published state e1", "Handled operations e1 <0", "Duplicate operations e1 <0"};
    QTest::newRow("what was handled twice at once may both be the cause")
        << FlowScript()
               .published("state", "e1", {}, 0)
               .handled("operations", "state", "e1", 5)
               .handled("operations", "state", "e1", 5)
               .published("operations", "e2", "e1", 5)
               .entries
        << QByteArrayList{"Published state e1", "Handled operations e1 <0", "Handled operations e1 <0",
                          "Published operations e2 <1 <2"};
    QTest::newRow("passed over is of no concern") << FlowScript()
                                                         .published("state", "e1", {}, 0)
                                                         .of(JournalKind::PassedOver, "dispatch", "state", "e1", 3)
                                                         .entries
                                                  << QByteArrayList{"Published state e1"};
    QTest::newRow("without ids there are no causes")
        << FlowScript().requested("a", {}, 0).published("a", {}, {}, 0).handled("b", "a", {}, 5).entries
        << QByteArrayList{"Requested a ", "Published a ", "Handled b "};
    QTest::newRow("its cause is not kept")
        << FlowScript().published("state", "e1", "e0", 0).entries << QByteArrayList{"Published state e1"};
}

} // namespace

class FlowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causesAreFound_data();
    void causesAreFound();
    void theOrderInWhichItIsToldDoesNotMatter_data();
    void theOrderInWhichItIsToldDoesNotMatter();
    void attemptsAreCounted_data();
    void attemptsAreCounted();
    void anAnswerThatNobodyGaveIsNone();
    void whatIsLateOrOutOfOrderIsMarked();
    void theCriticalPathIsTheLongestChain();
    void aCircleOfCausesIsNone();
    void idsAreShownAsPeopleCallThings_data();
    void idsAreShownAsPeopleCallThings();
    void anyAttemptLeadsToItsCall();
    void aChosenCallChoosesItsSubject();
    void whatIsStillAwaitedIsCounted();
    void aFlowHasRoomForSoMuchAndSaysSo();
    void participantsAreBounded();
    void manyStepsOfOneMessageTakeLittleTime();
    void theBookKeepsTheNewestAndCountsTheRest();
    void aLostCallBelongsToTheTraceOfItsMessage();
    void anInputBelongsToTheTraceOfItsRequest();
    void theDeskFollowsTheSelection();
    void aFlowExtendsItself();
    void aMessageThatIsNotKeptIsSaidToBeGone();
    void whatIsGoneIsShownWhenItComes();
    void anotherThingLeadsToItsLastFlow();
    void flowsAreCompared_data();
    void flowsAreCompared();
};

void FlowsTest::causesAreFound_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    QTest::addColumn<QByteArrayList>("rows");
    QTest::newRow("nothing") << std::vector<TrafficEntry>() << QByteArrayList();
    QTest::newRow("an event handled by several consumers, each with effects of its own")
        << FlowScript()
               .published("state", "e1", {}, 0)
               .published("deliveries", "e2", "e1", 5)
               .handled("deliveries", "state", "e1", 5)
               .published("operations", "e3", "e1", 7)
               .handled("operations", "state", "e1", 7)
               .entries
        << QByteArrayList{"Published state e1", "Handled deliveries e1 <0", "Published deliveries e2 <1",
                          "Handled operations e1 <0", "Published operations e3 <3"};
    QTest::newRow("an input with several effects")
        << FlowScript()
               .requested("operations", "r1", 0)
               .published("operations", "e1", "r1", 0)
               .published("operations", "e2", "r1", 0)
               .entries
        << QByteArrayList{"Requested operations r1", "Published operations e1 <0", "Published operations e2 <0"};
    addRowsOfCalls();
    addRowsOfAttempts();
}

void FlowsTest::causesAreFound()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    QFETCH(const QByteArrayList, rows);
    QCOMPARE(rowsOf(flowOf(entries)), rows);
}

void FlowsTest::theOrderInWhichItIsToldDoesNotMatter_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    std::vector<TrafficEntry> entries = orderPlaced().entries;
    QTest::newRow("in order") << entries;
    std::ranges::reverse(entries);
    QTest::newRow("the last one first") << entries;
    std::ranges::rotate(entries, entries.begin() + 2);
    QTest::newRow("from the middle") << entries;
}

void FlowsTest::theOrderInWhichItIsToldDoesNotMatter()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    const Flow flow = flowOf(entries);
    const QByteArrayList expected{"Requested integrations r1",  "Published integrations e1 <0",
                                  "Handled deliveries e1 <1",   "Published deliveries e2 <2",
                                  "Handled integrations e2 <3", "Handled operations e2 <3"};
    QCOMPARE(rowsOf(flow), expected);
    for (int row = 0; row < flow.count(); ++row) {
        QCOMPARE(flow.rowOf(flow.idAt(row)), row);
        QVERIFY(!flow.step(flow.idAt(row)).isCauseMissing);
    }
}

void FlowsTest::attemptsAreCounted_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    QTest::addColumn<QString>("last");
    const FlowScript begun = FlowScript().published("state", "e1", {}, 0);
    QTest::newRow("handled at once") << FlowScript(begun).handled("operations", "state", "e1", 5).entries
                                     << u"handled"_s;
    QTest::newRow("handled after it was parked twice") << FlowScript(begun)
                                                              .parked("operations", "state", "e1", 5)
                                                              .parked("operations", "state", "e1", 50)
                                                              .handled("operations", "state", "e1", 90, "retried")
                                                              .entries
                                                       << u"handled at attempt 3"_s;
    QTest::newRow("handled twice")
        << FlowScript(begun).handled("operations", "state", "e1", 5).handled("operations", "state", "e1", 9).entries
        << u"handled twice"_s;
    QTest::newRow("handled by another one")
        << FlowScript(begun).handled("operations", "state", "e1", 5).handled("dispatch", "state", "e1", 9).entries
        << u"handled"_s;
    QTest::newRow("a duplicate")
        << FlowScript(begun).handled("operations", "state", "e1", 5).duplicate("operations", "state", "e1", 9).entries
        << u"duplicate"_s;
    QTest::newRow("a call made again")
        << FlowScript().called("a", "b", "c1", {}, 0).called("a", "b", "c1.2", {}, 90).entries << u"called again (2)"_s;
}

void FlowsTest::attemptsAreCounted()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    QFETCH(const QString, last);
    const Flow flow = flowOf(entries);
    QCOMPARE(outcomeText(flow.step(flow.idAt(flow.count() - 1))).section(u", "_s, 0, 0), last);
}

void FlowsTest::anAnswerThatNobodyGaveIsNone()
{
    FlowScript script;
    script.called("a", "b", "c1", {}, 0).of(JournalKind::Lost, "b", "a", "c1", 5).answered("a", "b", "c1", 2'000);
    script.called("a", "b", "c1.2", {}, 3'000).requested("b", "c1.2", 3'005, "a").answered("a", "b", "c1", 3'010);
    const Flow flow = flowOf(script.entries);
    QCOMPARE(outcomeText(flow.step(2)), u"no answer"_s);
    QCOMPARE(flow.step(2).from, flow.step(2).to);
    QCOMPARE(outcomeText(flow.step(5)), u"answer"_s);
    QCOMPARE(participantText(flow, flow.step(5).from), u"b"_s);
    std::ranges::reverse(script.entries);
    QCOMPARE(outcomeText(flowOf(script.entries).step(3)), u"no answer"_s);
    QCOMPARE(outcomeText(flowOf(script.entries).step(0)), u"answer"_s);
}

void FlowsTest::whatIsLateOrOutOfOrderIsMarked()
{
    FlowScript script;
    script.published("state", "e1", {}, 0).published("state", "e2", {}, 1);
    script.handled("operations", "state", "e2", 3'000).handled("operations", "state", "e1", 3'100);
    script.entries[0].sequence = 1;
    script.entries[1].sequence = 2;
    script.entries[2].sequence = 2;
    script.entries[2].latency = 3'000'000;
    script.entries[3].sequence = 1;
    const Flow flow = flowOf(script.entries);
    QVERIFY(flow.step(flow.idAt(2)).isLate);
    QVERIFY(!flow.step(flow.idAt(2)).isOutOfOrder);
    QVERIFY(flow.step(flow.idAt(3)).isOutOfOrder);
    QVERIFY(outcomeText(flow.step(flow.idAt(2))).contains(u"late"_s));
    QVERIFY(outcomeText(flow.step(flow.idAt(3))).contains(u"out of order"_s));
}

void FlowsTest::theCriticalPathIsTheLongestChain()
{
    FlowScript script = orderPlaced();
    script.published("world", "x", {}, 40).handled("state", "world", "x", 45); // later, and shorter
    const Flow flow = flowOf(script.entries);
    QByteArrayList path;
    for (const int id : flow.criticalPath())
        path.append(flow.step(id).entry.messageId + '@' + flow.step(id).entry.service);
    QCOMPARE(path,
             QByteArrayList({"r1@integrations", "e1@integrations", "e1@deliveries", "e2@deliveries", "e2@operations"}));
}

void FlowsTest::aCircleOfCausesIsNone()
{
    const Flow flow = flowOf(FlowScript()
                                 .published("a", "e1", "e2", 0)
                                 .published("a", "e2", "e1", 0)
                                 .handled("a", "a", "e1", 0)
                                 .handled("a", "a", "e2", 0)
                                 .published("a", "e3", "e3", 0)
                                 .entries);
    for (int row = 0; row < flow.count(); ++row) {
        for (const int cause : flow.causesOf(flow.idAt(row)))
            QVERIFY(flow.rowOf(cause) < row);
    }
    QVERIFY(flow.criticalPath().size() <= 5);
}

void FlowsTest::idsAreShownAsPeopleCallThings_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QString>("shown");
    const QByteArray id = "019cae42-bcca-7000-961f-57a8f3b5779d";
    QTest::newRow("an event") << "curbside.operations.TaskCompleted"_ba << id << u"TaskCompleted T-26"_s;
    QTest::newRow("of what nobody knows") << "curbside.operations.TaskCompleted"_ba << "x"_ba << u"TaskCompleted"_s;
    QTest::newRow("a path") << "POST /task/" + id + "/start" << QByteArray() << u"POST /task/T-26/start"_s;
    QTest::newRow("a path of the same") << "POST /task/" + id + "/start" << id << u"POST /task/T-26/start"_s;
    QTest::newRow("a path of what nobody knows")
        << "POST /task/019cae42-0000-0000-0000-000000000000/start"_ba << QByteArray() << u"POST /task/…/start"_s;
    QTest::newRow("a template") << "POST /task/{id}/start"_ba << QByteArray() << u"POST /task/{id}/start"_s;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QString();
}

void FlowsTest::idsAreShownAsPeopleCallThings()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, subject);
    FlowStep step;
    step.entry.type = type;
    step.entry.subject = subject;
    const auto names = [](const QString &key) { return key.startsWith(u"019cae42-bcca"_s) ? u"T-26"_s : key; };
    QTEST(subjectOf(step, names), "shown");
}

void FlowsTest::anyAttemptLeadsToItsCall()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    link.tell(FlowScript().called("a", "b", "c1", {}, 0).called("a", "b", "c1.2", {}, 900).entries);
    selection.select({EntityKind::Event, u"c1.2"_s});
    QCOMPARE(desk.chosenMessage(), "c1"_ba); // the name that its answer will have
}

void FlowsTest::aChosenCallChoosesItsSubject()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    desk.setThings({}, [](const QString &id) { return EntityRef{EntityKind::Task, id}; });
    FlowScript script;
    script.published("a", "e1", {}, 0).called("a", "b", "c1", "e1", 100);
    script.entries.back().subject = "task-1";
    link.tell(script.entries);
    selection.select({EntityKind::Event, u"e1"_s});
    desk.choose(1);
    QCOMPARE(selection.current().key, u"task-1"_s);
}

void FlowsTest::whatIsStillAwaitedIsCounted()
{
    FlowScript script;
    script.called("a", "b", "c1", {}, 0).parked("b", "a", "e1", 1).called("a", "b", "c2", {}, 2);
    QCOMPARE(flowOf(script.entries).waiting(), 3);
    script.answered("a", "b", "c1", 5).handled("b", "a", "e1", 6, "retried");
    QCOMPARE(flowOf(script.entries).waiting(), 1);
}

void FlowsTest::aFlowHasRoomForSoMuchAndSaysSo()
{
    Flow flow;
    TrafficEntry entry = FlowScript().published("a", "e1", {}, 0).entries.front();
    for (std::size_t i = 0; i < Flow::mostSteps + 7; ++i) {
        entry.messageId = QByteArray::number(qulonglong(i));
        flow.take(entry);
    }
    QCOMPARE(std::size_t(flow.count()), Flow::mostSteps);
    QCOMPARE(flow.omitted(), 7U);
    QVERIFY(flowSummary(flow, 3).contains(u"no room for 7 more"_s));
    QVERIFY(flowSummary(flow, 3).contains(u"3 earlier ones no longer kept"_s));
}

void FlowsTest::participantsAreBounded()
{
    FlowScript script;
    for (int i = 0; i < 100; ++i)
        script.published("s" + QByteArray::number(i), "e" + QByteArray::number(i), {}, i);
    const Flow flow = flowOf(script.entries);
    QCOMPARE(int(flow.participants().size()), Flow::mostParticipants);
    QCOMPARE(flow.step(99).from, Flow::mostParticipants - 1);
}

void FlowsTest::manyStepsOfOneMessageTakeLittleTime()
{
    FlowScript script;
    script.published("a", "e1", {}, 0);
    for (int i = 0; i < 10'000; ++i)
        script.duplicate("b", "a", "e1", i).published("b", "f" + QByteArray::number(i), "e1", i);
    const Flow flow = flowOf(script.entries);
    QCOMPARE(flow.count(), 20'001);
    QVERIFY(!flow.effectsOf(0).empty());
}

void FlowsTest::theBookKeepsTheNewestAndCountsTheRest()
{
    FlowBook book(4);
    book.take(
        {FlowScript(1).published("a", "e1", {}, 0).handled("b", "a", "e1", 1).handled("c", "a", "e1", 2).entries, 5});
    book.take({FlowScript(2).published("a", "f1", {}, 3).handled("b", "a", "f1", 4).entries, 0});
    const TraceKey first(0, 1);
    QCOMPARE(book.kept(), 4U);
    QCOMPARE(book.dropped(), 5U);
    QCOMPARE(book.had(first), 3U);
    QCOMPARE(book.forgotten(first), 1U);
    QCOMPARE(book.entriesOf(first).size(), 2U);
    QCOMPARE(book.entriesOf(first, 2).size(), 1U);
    QVERIFY(book.traceOf("e1") == first);
    book.take({FlowScript(2).of(JournalKind::PassedOver, "x", "a", "f1", 5).entries, 0}); // takes no room
    book.take({FlowScript(2).handled("c", "a", "f1", 5).handled("d", "a", "f1", 6).entries, 0});
    QCOMPARE(book.traces(), 1U);
    QVERIFY(!book.traceOf("e1"));
    book.take({FlowScript(3)
                   .published("a", "g1", {}, 7)
                   .published("a", "g2", {}, 7)
                   .published("a", "g3", {}, 7)
                   .published("a", "g4", {}, 7)
                   .published("a", "g5", {}, 7)
                   .entries,
               0});
    QCOMPARE(book.kept(), 4U);
    QCOMPARE(book.dropped(), 6U);
}

void FlowsTest::aLostCallBelongsToTheTraceOfItsMessage()
{
    FlowBook book(100);
    FlowScript script(7);
    script.called("a", "b", "c1", {}, 0).of(JournalKind::Lost, "b", "a", "c1", 5);
    script.entries[1].trace = {};
    book.take({script.entries, 0});
    QCOMPARE(book.entriesOf({0, 7}).size(), 2U);
}

void FlowsTest::anInputBelongsToTheTraceOfItsRequest()
{
    FlowBook book(100);
    FlowScript script(7);
    script.of(JournalKind::Input, "b", {}, "i1", 0).requested("b", "i1", 0);
    script.entries[0].trace = {};
    book.take({script.entries, 0});
    QCOMPARE(book.entriesOf({0, 7}).size(), 2U);
    QCOMPARE(rowsOf(flowOf({*book.entriesOf({0, 7})[0], *book.entriesOf({0, 7})[1]})),
             QByteArrayList({"Input b i1", "Requested b i1 <0"}));
}

void FlowsTest::theDeskFollowsTheSelection()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    link.tell(FlowScript(1).published("a", "e1", {}, 0).entries);
    link.tell(FlowScript(2).published("a", "f1", {}, 0).handled("b", "a", "f1", 1).entries);
    QVERIFY(!desk.flow());
    selection.select({EntityKind::Event, u"f1"_s});
    QCOMPARE(desk.flow()->count(), 2);
    QCOMPARE(desk.chosen(), 0);
    desk.choose(1);
    QCOMPARE(desk.chosen(), 1);
    QCOMPARE(selection.current().key, u"f1"_s);
    selection.select({EntityKind::Event, u"e1"_s});
    QCOMPARE(desk.flow()->count(), 1);
    selection.goBack();
    QCOMPARE(desk.flow()->count(), 2);
}

void FlowsTest::aFlowExtendsItself()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    link.tell(FlowScript(1).published("a", "e1", {}, 0).entries);
    selection.select({EntityKind::Event, u"e1"_s});
    const QSignalSpy extended(&desk, &FlowDesk::flowExtended);
    const QSignalSpy changed(&desk, &FlowDesk::flowChanged);
    link.tell(FlowScript(2).published("a", "f1", {}, 1).entries);
    QCOMPARE(extended.count(), 0);
    link.tell(FlowScript(1).handled("b", "a", "e1", 2).entries);
    QCOMPARE(extended.count(), 1);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(desk.flow()->count(), 2);
}

void FlowsTest::aMessageThatIsNotKeptIsSaidToBeGone()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    link.tell(FlowScript(1).published("a", "e1", {}, 0).entries);
    selection.select({EntityKind::Event, u"e1"_s});
    selection.select({EntityKind::Event, u"long-ago"_s});
    QVERIFY(!desk.flow());
    QVERIFY(desk.isGone());
}

void FlowsTest::whatIsGoneIsShownWhenItComes()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    selection.select({EntityKind::Event, u"e1"_s});
    QVERIFY(desk.isGone());
    link.tell(FlowScript(1).published("a", "e1", {}, 0).entries);
    QVERIFY(!desk.isGone());
    QCOMPARE(desk.flow()->count(), 1);
}

void FlowsTest::anotherThingLeadsToItsLastFlow()
{
    ScriptedLink link;
    Selection selection;
    FlowDesk desk(link, selection);
    FlowScript first(1);
    first.published("a", "e1", {}, 0);
    first.entries[0].subject = "d1";
    FlowScript second(2);
    second.published("a", "f1", {}, 9);
    second.entries[0].subject = "d1";
    link.tell(first.entries);
    link.tell(second.entries);
    selection.select({EntityKind::Delivery, u"d1"_s});
    QCOMPARE(desk.flow()->step(0).entry.messageId, "f1"_ba);
    desk.showEntry(&first.entries[0]);
    QCOMPARE(desk.flow()->step(0).entry.messageId, "e1"_ba);
    selection.select({EntityKind::Event, u"e1"_s});
    selection.select({EntityKind::Delivery, u"d1"_s}); // which this flow tells of, too
    QCOMPARE(desk.flow()->step(0).entry.messageId, "e1"_ba);
    selection.select({EntityKind::Merchant, u"m1"_s}); // of which nothing is told
    QVERIFY(desk.flow());
}

void FlowsTest::flowsAreCompared_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("here");
    QTest::addColumn<std::vector<TrafficEntry>>("there");
    QTest::addColumn<int>("partsAt");
    QTest::addColumn<int>("onlyHere");
    QTest::addColumn<int>("onlyThere");
    const auto begun = [](const QByteArray &id) {
        return FlowScript().requested("a", "r" + id, 0).published("a", "e" + id, "r" + id, 0);
    };
    const auto base = [&](const QByteArray &id) { return begun(id).handled("b", "a", "e" + id, 5); };
    QTest::newRow("alike but for ids and times") << base("1").entries << base("2").entries << -1 << 0 << 0;
    QTest::newRow("one goes on") << base("1").handled("c", "a", "e1", 9).entries << base("2").entries << 3 << 1 << 0;
    QTest::newRow("the reference goes on")
        << base("1").entries << base("2").handled("c", "a", "e2", 9).entries << 3 << 0 << 1;
    QTest::newRow("another outcome") << base("1").entries << begun("2").of(JournalKind::Lost, "b", "a", "e2", 5).entries
                                     << 2 << 1 << 1;
    QTest::newRow("in another order, none is of one only")
        << base("1").handled("c", "a", "e1", 9).entries
        << begun("2").handled("c", "a", "e2", 4).handled("b", "a", "e2", 5).entries << 2 << 0 << 0;
    QTest::newRow("once more than there") << base("1").duplicate("b", "a", "e1", 6).duplicate("b", "a", "e1", 7).entries
                                          << base("2").duplicate("b", "a", "e2", 6).entries << 4 << 1 << 0;
    QTest::newRow("paths differ by ids alone")
        << FlowScript().called("a", "b", "c1", {}, 0, "POST /task/0198c2f0-aa/start").entries
        << FlowScript().called("a", "b", "c2", {}, 0, "POST /task/0198c2f0-bb/start").entries << -1 << 0 << 0;
    QTest::newRow("paths differ") << FlowScript().called("a", "b", "c1", {}, 0, "POST /task/0198c2f0-aa/start").entries
                                  << FlowScript().called("a", "b", "c2", {}, 0, "POST /task/0198c2f0-aa/fail").entries
                                  << 0 << 1 << 1;
    QTest::newRow("nothing and something") << std::vector<TrafficEntry>() << base("2").entries << 0 << 0 << 3;
}

void FlowsTest::flowsAreCompared()
{
    QFETCH(const std::vector<TrafficEntry>, here);
    QFETCH(const std::vector<TrafficEntry>, there);
    const FlowComparison comparison = compareFlows(flowOf(here), flowOf(there));
    QTEST(comparison.partsAt, "partsAt");
    QTEST(int(comparison.onlyHere.size()), "onlyHere");
    QTEST(int(comparison.onlyThere.size()), "onlyThere");
}

CURBSIDE_TEST(FlowsTest)

} // namespace tst_flows

#include "tst_flows.moc"
