// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/runtime/teller_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <set>

namespace tst_embedded_bus {

using namespace Qt::StringLiterals;
using namespace curbside;

// The bus takes its time, keeps the order of each link, and forgets everything when the program ends; nothing is lost by it.
class EmbeddedBusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aMessageTakesBetweenTheLeastAndTheMost();
    void everyMessageTakesItsOwnTime();
    void aLinkKeepsItsOrder();
    void anEventReachesEverySubscriberOnce();
    void whoIsDownHearsItLater();
    void aProgramThatEndsLosesNothing_data();
    void aProgramThatEndsLosesNothing();
    void whatTheFaultsDo_data();
    void whatTheFaultsDo();

private:
    [[nodiscard]] std::vector<Duration> delays() const;

    std::unique_ptr<TellerStage> m_stage;
};

void EmbeddedBusTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<TellerStage>();
}

/// From publishing to handling, of each event handled.
std::vector<Duration> EmbeddedBusTest::delays() const
{
    std::vector<Duration> delays;
    for (const JournalRecord &record : m_stage->platform().records(JournalKind::Handled, "listener"))
        delays.push_back(record.at - record.event->time);
    return delays;
}

void EmbeddedBusTest::aMessageTakesBetweenTheLeastAndTheMost()
{
    for (int i = 1; i <= 300; ++i)
        m_stage->tellAndSettle("S-1", QByteArray::number(i));
    QCOMPARE(delays().size(), std::size_t(300));
    QCOMPARE(leastLatency, Duration(5ms));
    QCOMPARE(mostLatency, Duration(25ms));
    for (const Duration delay : delays())
        QVERIFY2(delay >= leastLatency && delay <= mostLatency, qPrintable(QString::number(delay.count())));
}

void EmbeddedBusTest::everyMessageTakesItsOwnTime()
{
    for (int i = 1; i <= 100; ++i)
        m_stage->tellAndSettle("S-1", QByteArray::number(i));
    const std::vector<Duration> all = delays();
    QVERIFY(std::set<Duration>(all.begin(), all.end()).size() > 90);
    QVERIFY(std::ranges::min(all) < 8ms);
    QVERIFY(std::ranges::max(all) > 22ms);
}

void EmbeddedBusTest::aLinkKeepsItsOrder()
{
    for (int i = 1; i <= 100; ++i) {
        m_stage->tell("S-1", QByteArray::number(i));
        m_stage->platform().runFor(1ms);
    }
    m_stage->platform().settle();
    PlatformTime soonest;
    std::int64_t sequence = 0;
    for (const JournalRecord &record : m_stage->platform().records(JournalKind::Handled, "listener")) {
        soonest = std::max(soonest, record.event->time + drawLatency(1, "teller", "listener", record.event->id));
        QCOMPARE(record.sequence, ++sequence);
        QCOMPARE(record.at, soonest);
    }
    QCOMPARE(sequence, 100);
}

void EmbeddedBusTest::anEventReachesEverySubscriberOnce()
{
    ServiceFixture platform;
    platform.addNeighbour("teller");
    const QList<QByteArray> names{"one", "two", "three"};
    for (const QByteArray &name : names)
        platform.addNeighbour(name).made = [](Neighbour &listener) { listener.hearFrom("teller"); };
    platform.addNeighbour("deaf");
    platform.start();
    platform.tellAndSettle("teller", "Noted", "S-1", R"({"text":"x","version":1})");
    for (const QByteArray &name : names)
        QCOMPARE(platform.value(name, u"SELECT count(*) FROM heard"_s), u"1"_s);
    QCOMPARE(platform.value("deaf", u"SELECT count(*) FROM heard"_s), u"0"_s);
    QCOMPARE(platform.column("teller", u"SELECT name FROM outbox_consumer ORDER BY name"_s),
             (QStringList{u"one"_s, u"three"_s, u"two"_s}));
}

void EmbeddedBusTest::whoIsDownHearsItLater()
{
    m_stage->platform().process("listener").run([](Service &) { throw SimulatedCrash{1min, nullptr}; });
    m_stage->tellAndSettle("S-1", "one");
    const std::vector<JournalRecord> lost = m_stage->platform().records(JournalKind::Lost, "listener");
    QCOMPARE(lost.size(), std::size_t(1));
    QCOMPARE(lost.front().detail, QByteArray("the service is down"));
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
}

void EmbeddedBusTest::aProgramThatEndsLosesNothing_data()
{
    QTest::addColumn<CommitGroup::Mode>("mode");
    QTest::newRow("windowed") << CommitGroup::Mode::Windowed;
    QTest::newRow("deferred") << CommitGroup::Mode::Deferred;
}

void EmbeddedBusTest::aProgramThatEndsLosesNothing()
{
    QFETCH(const CommitGroup::Mode, mode);
    FixtureOptions options;
    options.mode = mode;
    m_stage = std::make_unique<TellerStage>(options);
    QStringList told;
    for (int i = 1; i <= 30; ++i) {
        m_stage->tell("S-1", QByteArray::number(i));
        told += u"S-1 %1"_s.arg(i);
        m_stage->platform().runFor(2ms);
        if (i % 10 == 0)
            m_stage->platform().restart();
    }
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), told);
}

void EmbeddedBusTest::whatTheFaultsDo_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<JournalKind>("record");
    QTest::addColumn<int>("heardSoon");
    QTest::addColumn<int>("duplicates");
    QTest::newRow("dropped") << FaultKind::EventDropped << JournalKind::Lost << 0 << 0;
    QTest::newRow("duplicated") << FaultKind::EventDuplicated << JournalKind::Fault << 1 << 1;
    QTest::newRow("delayed") << FaultKind::EventDelayed << JournalKind::Fault << 0 << 0;
    QTest::newRow("late, out of its order") << FaultKind::EventReordered << JournalKind::Fault << 0 << 0;
    QTest::newRow("cut off") << FaultKind::CutOff << JournalKind::Lost << 0 << 0;
}

void EmbeddedBusTest::whatTheFaultsDo()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const JournalKind, record);
    const std::int64_t fault = m_stage->addFault(kind, "teller", {}, 10s);
    m_stage->tellAndSettle("S-1", "one");
    m_stage->platform().faults().remove(fault);
    QTEST(int(m_stage->heard().size()), "heardSoon");
    m_stage->platform().runFor(2min);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 one"_s});
    QTEST(int(m_stage->platform().count(JournalKind::Duplicate, "listener")), "duplicates");
    const std::vector<JournalRecord> noted = m_stage->platform().records(record, "listener");
    QCOMPARE(noted.size(), std::size_t(1));
    QCOMPARE(noted.front().detail, toText(kind).toLatin1());
    QCOMPARE(noted.front().messageId, m_stage->platform().published("teller", "Noted").front()->id);
    QCOMPARE(m_stage->platform().faults().hits(kind), std::uint64_t(1));
}

CURBSIDE_TEST(EmbeddedBusTest)

} // namespace tst_embedded_bus

#include "tst_embedded_bus.moc"
