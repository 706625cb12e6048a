// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/service.h"
#include "tests/runtime/teller_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_consumer {

using namespace Qt::StringLiterals;
using namespace curbside;

// A consumer takes over every event of its publishers, each once and in their order, whatever the bus does; and notices when
// a publisher's outbox is not the one it knew.
class ConsumerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void theCourierCannotSpoilTheRecord_data();
    void theCourierCannotSpoilTheRecord();
    void whatComesTooEarlyWaits();
    void aLateEventIsNotAskedFor();
    void aLostEventIsAskedFor();
    void theLastEventLostComesWithTheSlowTimer();
    void duplicatesAreRecognisedForEver();
    void duplicatesAreRecognisedAfterACrash();
    void whoSkipsTheInboxIsNoticed();
    void whatHasNoHandlerIsPassedOver();
    void positionAndChangesAreOneMessage();
    void whoWasDownFetchesAtItsStart();
    void aLongBacklogIsFetchedPageByPage();
    void anOutboxRolledBackIsNoticed_data();
    void anOutboxRolledBackIsNoticed();
    void anotherEventInTheSamePlaceIsNoticedAtOnce();
    void whatWaitsOfALostPastIsGivenUp();
    void aRestoredOutboxIsNoticedByItsEpoch();
    void aSnapshotIsReadPageByPage();
    void aSnapshotThatFailsIsTakenAgain();
    void eventsAfterASnapshotAreHeard();

private:
    void rollBackTo(int sequence);
    QStringList snapshots();

    std::unique_ptr<TellerStage> m_stage;
};

void ConsumerTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<TellerStage>();
}

QStringList ConsumerTest::snapshots()
{
    QStringList lines;
    for (const JournalRecord &record : m_stage->platform().records(JournalKind::Job, "listener")) {
        if (record.type == "snapshot")
            lines += QString::fromUtf8(record.detail);
    }
    return lines;
}

/// As a copy of the teller's file from back then would.
void ConsumerTest::rollBackTo(int sequence)
{
    m_stage->platform().database("teller").execute(u"DELETE FROM outbox WHERE sequence > %1"_s.arg(sequence));
    m_stage->platform().crash("teller");
}

void ConsumerTest::theCourierCannotSpoilTheRecord_data()
{
    QTest::addColumn<std::vector<FaultKind>>("kinds");
    QTest::newRow("nothing goes wrong") << std::vector<FaultKind>{};
    QTest::newRow("events are lost") << std::vector{FaultKind::EventDropped};
    QTest::newRow("events come twice") << std::vector{FaultKind::EventDuplicated};
    QTest::newRow("events are late") << std::vector{FaultKind::EventDelayed};
    QTest::newRow("events overtake one another") << std::vector{FaultKind::EventReordered};
    QTest::newRow("all of it") << std::vector{FaultKind::EventDropped, FaultKind::EventDuplicated,
                                              FaultKind::EventDelayed, FaultKind::EventReordered};
}

void ConsumerTest::theCourierCannotSpoilTheRecord()
{
    QFETCH(const std::vector<FaultKind>, kinds);
    for (const FaultKind kind : kinds) {
        FaultRule rule;
        rule.kind = kind;
        rule.ratePerMillion = 300'000;
        rule.delay = 2s;
        m_stage->platform().faults().add(rule);
    }
    QStringList told;
    for (int i = 1; i <= 200; ++i) {
        const QByteArray subject = "S-" + QByteArray::number(i % 7);
        m_stage->tell(subject, QByteArray::number(i));
        m_stage->platform().runFor(10ms * (i % 13));
        told += QString::fromLatin1(subject) + u' ' + QString::number(i);
    }
    m_stage->platform().runFor(5min);
    QCOMPARE(m_stage->heard(), told);
    QCOMPARE(m_stage->position(), qint64(200));
    for (const FaultKind kind : kinds)
        QVERIFY(m_stage->platform().faults().hits(kind) > 0);
}

void ConsumerTest::whatComesTooEarlyWaits()
{
    m_stage->tellAndSettle("S-1", "one");
    const std::int64_t lost = m_stage->addFault(FaultKind::EventDropped, "teller");
    m_stage->tell("S-1", "two");
    m_stage->platform().faults().remove(lost);
    m_stage->tellAndSettle("S-2", "three");
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
    m_stage->platform().runFor(1s);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 one"_s, u"S-1 two"_s, u"S-2 three"_s}));
}

void ConsumerTest::aLateEventIsNotAskedFor()
{
    m_stage->platform().runFor(1s);
    const qsizetype asked = m_stage->platform().count(JournalKind::Requested, "teller");
    m_stage->addFault(FaultKind::EventReordered, "teller", {}, 100ms);
    for (int i = 1; i <= 20; ++i)
        m_stage->tell("S-1", QByteArray::number(i));
    m_stage->platform().runFor(5s);
    QCOMPARE(m_stage->heard().size(), 20);
    QCOMPARE(m_stage->platform().count(JournalKind::Requested, "teller"), asked);
}

void ConsumerTest::aLostEventIsAskedFor()
{
    const std::int64_t lost = m_stage->addFault(FaultKind::EventDropped, "teller");
    m_stage->tell("S-1", "one");
    m_stage->platform().faults().remove(lost);
    m_stage->tell("S-1", "two");
    m_stage->platform().runFor(mostLatency + 200ms + 2 * mostLatency + leastLatency);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 one"_s, u"S-1 two"_s}));
}

void ConsumerTest::theLastEventLostComesWithTheSlowTimer()
{
    const std::int64_t lost = m_stage->addFault(FaultKind::EventDropped, "teller");
    m_stage->tell("S-1", "one");
    m_stage->platform().faults().remove(lost);
    m_stage->platform().runFor(30s);
    QCOMPARE(m_stage->heard(), QStringList());
    m_stage->platform().runFor(31s);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
}

void ConsumerTest::duplicatesAreRecognisedForEver()
{
    m_stage->tellAndSettle("S-1", "one");
    m_stage->tellAndSettle("S-1", "two");
    const EventPtr first = m_stage->platform().published("teller", "Noted").front();
    m_stage->platform().runFor(8 * 24h);
    ServiceFixture &platform = m_stage->platform();
    platform.environment().bus.redeliver(first, platform.process("listener"), platform.now() + leastLatency);
    platform.settle();
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 one"_s, u"S-1 two"_s}));
    QCOMPARE(platform.count(JournalKind::Duplicate, "listener"), 1);
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM inbox"_s), u"1"_s);
}

void ConsumerTest::duplicatesAreRecognisedAfterACrash()
{
    m_stage->tellAndSettle("S-1", "one");
    ServiceFixture &platform = m_stage->platform();
    const EventPtr first = platform.published("teller", "Noted").front();
    platform.crash("listener");
    platform.environment().bus.redeliver(first, platform.process("listener"), platform.now() + leastLatency);
    platform.settle();
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
}

void ConsumerTest::whoSkipsTheInboxIsNoticed()
{
    FixtureOptions options;
    options.bugs.skipInbox = true;
    m_stage = std::make_unique<TellerStage>(options);
    m_stage->addFault(FaultKind::EventDuplicated, "teller");
    m_stage->tell("S-1", "one");
    m_stage->platform().runFor(2s);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 one"_s, u"S-1 one"_s}));
}

void ConsumerTest::whatHasNoHandlerIsPassedOver()
{
    m_stage->platform().tellAndSettle("teller", "Murmured", "S-1", R"({"version":1})");
    m_stage->tellAndSettle("S-1", "one");
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
    QCOMPARE(m_stage->platform().count(JournalKind::PassedOver, "listener"), 1);
    m_stage->platform().tellAndSettle("teller", "Murmured", "S-1", R"({"version":1})");
    m_stage->platform().runFor(61s);
    QCOMPARE(m_stage->position(), qint64(3));
}

void ConsumerTest::positionAndChangesAreOneMessage()
{
    m_stage->tell("S-1", "one");
    FaultRule crash;
    crash.kind = FaultKind::CrashBeforeCommit;
    crash.from = "listener";
    crash.type = "curbside.teller.Noted";
    crash.until = m_stage->platform().now() + 30ms;
    m_stage->platform().faults().add(crash);
    m_stage->platform().runFor(30ms);
    QCOMPARE(m_stage->position(), qint64(0));
    QCOMPARE(m_stage->heard(), QStringList());
    m_stage->platform().settle();
    QCOMPARE(m_stage->position(), qint64(1));
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
    QCOMPARE(m_stage->platform().count(JournalKind::Crashed, "listener"), 1);
}

void ConsumerTest::whoWasDownFetchesAtItsStart()
{
    ServiceFixture &platform = m_stage->platform();
    platform.process("listener").run([](Service &) { throw SimulatedCrash{10min, nullptr}; });
    for (int i = 1; i <= 3; ++i)
        m_stage->tell("S-1", QByteArray::number(i));
    platform.runFor(10min);
    QCOMPARE(platform.count(JournalKind::Lost, "listener"), 3);
    platform.settle();
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 1"_s, u"S-1 2"_s, u"S-1 3"_s}));
}

void ConsumerTest::aLongBacklogIsFetchedPageByPage()
{
    const std::int64_t lost = m_stage->addFault(FaultKind::EventDropped, "teller");
    m_stage->tellMany("S-1", 1700);
    m_stage->platform().faults().remove(lost);
    m_stage->platform().runFor(62s);
    const QStringList heard = m_stage->heard();
    QCOMPARE(heard.size(), 1700);
    QCOMPARE(heard.last(), u"S-1 1700"_s);
}

void ConsumerTest::anOutboxRolledBackIsNoticed_data()
{
    QTest::addColumn<int>("toldSince");
    QTest::newRow("it ends before this service's position") << 0;
    QTest::newRow("another event stands at this service's position") << 2;
    QTest::newRow("it has gone further since") << 4;
}

void ConsumerTest::anOutboxRolledBackIsNoticed()
{
    QFETCH(const int, toldSince);
    for (int i = 1; i <= 3; ++i)
        m_stage->tell("S-1", QByteArray::number(i));
    m_stage->platform().settle();
    m_stage->listed = {R"([{"text":"as it is now"}])"};
    m_stage->addFault(FaultKind::CutOff, "listener");
    rollBackTo(1);
    for (int i = 1; i <= toldSince; ++i)
        m_stage->tell("S-1", "other " + QByteArray::number(i));
    m_stage->platform().faults().clear();
    m_stage->platform().runFor(2min);
    QCOMPARE(m_stage->taken(), QStringList{u"as it is now"_s});
    QCOMPARE(m_stage->position(), qint64(1 + toldSince));
    m_stage->tellAndSettle("S-1", "news");
    QCOMPARE(m_stage->heard().last(), u"S-1 news"_s);
}

void ConsumerTest::anotherEventInTheSamePlaceIsNoticedAtOnce()
{
    m_stage->tell("S-1", "one");
    m_stage->tellAndSettle("S-1", "two");
    m_stage->platform().runFor(10s);
    rollBackTo(1);
    m_stage->tellAndSettle("S-1", "another");
    QVERIFY2(snapshots().value(0).startsWith(u"begun"), qPrintable(snapshots().join(u'\n')));
    QVERIFY2(snapshots().value(1).startsWith(u"taken"), qPrintable(snapshots().join(u'\n')));
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 one"_s, u"S-1 two"_s}));
}

void ConsumerTest::whatWaitsOfALostPastIsGivenUp()
{
    m_stage->tellAndSettle("S-1", "one");
    m_stage->verdict = [](const IncomingEvent &) -> Handled {
        return std::unexpected(Problem::conflict(u"not now"_s));
    };
    m_stage->tellAndSettle("S-2", "lost");
    QCOMPARE(m_stage->parked(), qint64(1));
    m_stage->addFault(FaultKind::CutOff, "listener");
    rollBackTo(1);
    m_stage->platform().faults().clear();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->position(), qint64(1));
    QCOMPARE(
        m_stage->platform().value("listener", u"SELECT subject FROM dead_letter WHERE reason LIKE '%rolled back%'"_s),
        u"S-2"_s);
    m_stage->tellAndSettle("S-3", "in its place");
    QCOMPARE(m_stage->parked(), qint64(1));
    m_stage->verdict = {};
    m_stage->platform().runFor(5min);
    QCOMPARE(m_stage->heard().last(), u"S-3 in its place"_s);
    QCOMPARE(m_stage->parked(), qint64(0));
    m_stage->tellAndSettle("S-2", "again");
    QCOMPARE(m_stage->heard().last(), u"S-2 again"_s);
}

void ConsumerTest::aRestoredOutboxIsNoticedByItsEpoch()
{
    m_stage->tellAndSettle("S-1", "one");
    m_stage->listed = {R"([{"text":"as it is now"}])"};
    m_stage->platform().database("teller").execute(u"DELETE FROM meta WHERE key = 'epoch'"_s);
    m_stage->platform().restart();
    m_stage->platform().settle();
    QCOMPARE(m_stage->taken(), QStringList{u"as it is now"_s});
    QCOMPARE(m_stage->platform().value("listener", u"SELECT epoch FROM v_inbox"_s),
             m_stage->platform().get(u"/outbox"_s).text("epoch"));
}

void ConsumerTest::aSnapshotIsReadPageByPage()
{
    m_stage->tellAndSettle("S-1", "one");
    m_stage->listed = {R"([{"text":"a"},{"text":"b"}])", R"([{"text":"c"}])", R"([{"text":"d"}])"};
    rollBackTo(0);
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->taken(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
}

void ConsumerTest::aSnapshotThatFailsIsTakenAgain()
{
    m_stage->tellAndSettle("S-1", "one");
    m_stage->listed = {R"([{"text":"a"},{"text":"b"}])"};
    bool isRefused = true;
    m_stage->itemVerdict = [&isRefused](JsonValue item) -> Handled {
        if (isRefused && item["text"].toString() == u"b")
            return std::unexpected(Problem::conflict(u"not now"_s));
        return {};
    };
    rollBackTo(0);
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->taken(), QStringList());
    QVERIFY2(snapshots().last().startsWith(u"failed"), qPrintable(snapshots().join(u'\n')));
    isRefused = false;
    m_stage->platform().runFor(2min);
    QCOMPARE(m_stage->taken(), (QStringList{u"a"_s, u"b"_s}));
}

void ConsumerTest::eventsAfterASnapshotAreHeard()
{
    m_stage->tellAndSettle("S-1", "one");
    rollBackTo(0);
    m_stage->tell("S-1", "two");
    m_stage->tell("S-1", "three");
    m_stage->platform().runFor(2min);
    m_stage->tell("S-1", "four");
    m_stage->platform().settle();
    QCOMPARE(m_stage->heard().last(), u"S-1 four"_s);
    QCOMPARE(m_stage->position(), qint64(3));
    m_stage->platform().runFor(10min);
    QCOMPARE(snapshots().filter(u"begun"_s).size(), 1);
}

CURBSIDE_TEST(ConsumerTest)

} // namespace tst_consumer

#include "tst_consumer.moc"
