// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <set>

namespace tst_process {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct ThingTag;
using ThingId = Id<ThingTag>;

} // namespace

// A crash loses the memory and keeps the database, at each of three points of a message; every start is another incarnation,
// which gives out no id that a former one gave.
class ProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void crashesLoseWhatTheirPointSays_data();
    void crashesLoseWhatTheirPointSays();
    void whatWasKeptReachesEveryoneInTheEnd();
    void aPlantedBugPublishesWhatIsRolledBack();
    void anAcknowledgementLostComesAgain();
    void itIsDownAsLongAsThePlanSays();
    void whileItIsDownItCannotBeCalled();
    void itsOwnWorkDiesWithIt();
    void memoryIsLost();
    void incarnationsAreCounted();
    void aStartThatDoesNotGetFarIsCounted();
    void noIncarnationRepeatsAnother();
    void startedRunsInEachIncarnation();
    void startedIsAMessageOfItsOwn();
    void jobsGoOn();
    void numbersForPeopleGoOn();
    void everyCrashIsInTheJournal();

private:
    Answer write(const QString &id) { return m_platform->post(u"/note/"_s + id); }
    std::shared_ptr<std::optional<Response>> writeCrashing(FaultKind kind, Duration down = 1s);
    QStringList heard() { return m_platform->column("listener", u"SELECT subject FROM heard ORDER BY position"_s); }
    QString notes() { return m_platform->value(u"SELECT count(*) FROM note"_s); }
    void crash(Duration down);

    std::unique_ptr<ServiceFixture> m_platform;
    NeighbourScript *m_writer = nullptr;
};

void ProcessTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_writer = &m_platform->addNeighbour("writer");
    m_writer->act = [](Neighbour &writer, const Request &request) {
        writer.note(request.pathValue(u"b"), u"text"_s);
        return Response::json("{}");
    };
    m_platform->addNeighbour("listener").made = [](Neighbour &listener) { listener.hearFrom("writer"); };
    m_platform->start();
}

std::shared_ptr<std::optional<Response>> ProcessTest::writeCrashing(FaultKind kind, Duration down)
{
    FaultRule rule;
    rule.kind = kind;
    rule.from = "writer";
    rule.delay = down;
    const std::int64_t id = m_platform->faults().add(rule);
    auto answer = m_platform->send("writer", Method::Post, u"/note/N"_s);
    m_platform->faults().remove(id);
    return answer;
}

void ProcessTest::crash(Duration down)
{
    m_platform->process("writer").run([down](Service &) { throw SimulatedCrash{down, nullptr}; });
}

void ProcessTest::crashesLoseWhatTheirPointSays_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<bool>("isKept");
    QTest::addColumn<bool>("hasLeft");
    QTest::newRow("before the commit: all of it") << FaultKind::CrashBeforeCommit << false << false;
    QTest::newRow("before publishing: what leaves") << FaultKind::CrashBeforePublish << true << false;
    QTest::newRow("before acknowledging: the answer") << FaultKind::CrashBeforeAcknowledge << true << true;
}

void ProcessTest::crashesLoseWhatTheirPointSays()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const bool, isKept);
    const auto answer = writeCrashing(kind, 30s);
    m_platform->settle();
    QVERIFY(!answer->has_value());
    QVERIFY(!m_platform->process("writer").isUp());
    QTEST(notes() == u"1", "isKept");
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM outbox"_s) == u"1", isKept);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM row_change"_s) == u"1", isKept);
    QTEST(heard() == QStringList{u"N"_s}, "hasLeft");
}

void ProcessTest::whatWasKeptReachesEveryoneInTheEnd()
{
    writeCrashing(FaultKind::CrashBeforePublish);
    m_platform->runFor(2min);
    QCOMPARE(heard(), QStringList{u"N"_s});
}

void ProcessTest::aPlantedBugPublishesWhatIsRolledBack()
{
    FixtureOptions options;
    options.bugs.publishBeforeCommit = true;
    ServiceFixture platform(options);
    platform.addNeighbour("writer").act = m_writer->act;
    platform.addNeighbour("listener").made = [](Neighbour &listener) { listener.hearFrom("writer"); };
    platform.start();
    m_platform.reset();
    FaultRule rule;
    rule.kind = FaultKind::CrashBeforeCommit;
    rule.from = "writer";
    platform.faults().add(rule);
    platform.send("writer", Method::Post, u"/note/N"_s);
    platform.faults().clear();
    platform.settle();
    QCOMPARE(platform.value("writer", u"SELECT count(*) FROM outbox"_s), u"0"_s);
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM heard"_s), u"1"_s);
}

void ProcessTest::anAcknowledgementLostComesAgain()
{
    FaultRule rule;
    rule.kind = FaultKind::CrashBeforeAcknowledge;
    rule.from = "listener";
    rule.type = "curbside.writer.Noted";
    const std::int64_t id = m_platform->faults().add(rule);
    QCOMPARE(write(u"N"_s).status, 200);
    m_platform->runFor(30ms);
    m_platform->faults().remove(id);
    m_platform->runFor(5s);
    QCOMPARE(m_platform->count(JournalKind::Crashed, "listener"), 1);
    QCOMPARE(m_platform->count(JournalKind::Duplicate, "listener"), 1);
    QCOMPARE(heard(), QStringList{u"N"_s});
}

void ProcessTest::itIsDownAsLongAsThePlanSays()
{
    writeCrashing(FaultKind::CrashBeforeCommit, 30s);
    m_platform->runFor(29s + 999ms);
    QVERIFY(!m_platform->process("writer").isUp());
    m_platform->runFor(2ms);
    QVERIFY(m_platform->process("writer").hasStarted());
}

void ProcessTest::whileItIsDownItCannotBeCalled()
{
    crash(30s);
    const auto answer = m_platform->send("writer", Method::Post, u"/note/N"_s);
    m_platform->runFor(1min);
    QVERIFY(!answer->has_value());
    QCOMPARE(notes(), u"0"_s);
}

void ProcessTest::itsOwnWorkDiesWithIt()
{
    int done = 0;
    Process &writer = m_platform->process("writer");
    writer.later(m_platform->now() + 10s, Scheduler::Kind::Ordinary, [&done](Service &) { ++done; });
    m_platform->crash("writer");
    m_platform->runFor(1min);
    QCOMPARE(done, 0);
    const std::uint64_t former = writer.incarnation();
    m_platform->crash("writer");
    writer.run(former, [&done](Service &) { ++done; });
    QCOMPARE(done, 0);
}

void ProcessTest::memoryIsLost()
{
    int made = 0;
    m_writer->made = [&made](Neighbour &) { ++made; };
    m_platform->crash("writer");
    QCOMPARE(made, 1);
    QCOMPARE(write(u"N"_s).status, 200);
    m_platform->crash("writer");
    QCOMPARE(made, 2);
    QCOMPARE(notes(), u"1"_s);
}

void ProcessTest::incarnationsAreCounted()
{
    QCOMPARE(m_platform->process("writer").incarnation(), std::uint64_t(1));
    m_platform->crash("writer");
    QCOMPARE(m_platform->process("writer").incarnation(), std::uint64_t(2));
    QCOMPARE(m_platform->process("listener").incarnation(), std::uint64_t(1));
    m_platform->restart();
    QCOMPARE(m_platform->process("writer").incarnation(), std::uint64_t(3));
    QCOMPARE(m_platform->process("listener").incarnation(), std::uint64_t(2));
    QCOMPARE(m_platform->value(u"SELECT value FROM meta WHERE key = 'incarnation'"_s), u"3"_s);
}

void ProcessTest::aStartThatDoesNotGetFarIsCounted()
{
    FaultRule rule;
    rule.kind = FaultKind::CrashBeforeCommit;
    rule.from = "writer";
    rule.type = "start";
    rule.delay = 1s;
    rule.until = m_platform->now() + 4s;
    m_platform->faults().add(rule);
    m_platform->crash("writer");
    m_platform->runFor(10s);
    const std::uint64_t starts = 2 + std::uint64_t(m_platform->count(JournalKind::Crashed, "writer")) - 1;
    QVERIFY(starts > 3);
    QCOMPARE(m_platform->process("writer").incarnation(), starts);
    QVERIFY(m_platform->process("writer").hasStarted());
}

void ProcessTest::noIncarnationRepeatsAnother()
{
    std::set<QByteArray> ids;
    std::set<std::uint64_t> draws;
    std::size_t given = 0;
    m_writer->act = [&](Neighbour &writer, const Request &request) {
        ids.insert(writer.newId<ThingId>().toString().toLatin1());
        draws.insert(writer.random().next());
        ++given;
        return request.path.contains(u"keep") ? Response::json("{}") : Response(Problem::conflict(u"rolled back"_s));
    };
    for (int i = 0; i < 20; ++i) {
        write(i % 2 == 0 ? u"keep"_s : u"drop"_s);
        if (i % 3 == 0)
            writeCrashing(FaultKind::CrashBeforeCommit, 5ms);
        m_platform->process("writer").run([](Service &) { throw SimulatedCrash{5ms, nullptr}; });
        m_platform->runFor(10ms);
        if (i % 5 == 0)
            m_platform->restart();
    }
    QVERIFY(given >= 20);
    QCOMPARE(ids.size(), given);
    QCOMPARE(draws.size(), given);
}

void ProcessTest::startedRunsInEachIncarnation()
{
    m_writer->started = [](Neighbour &writer) -> Handled {
        writer.note(u"N"_s, u"started"_s);
        return {};
    };
    m_platform->crash("writer");
    m_platform->restart();
    QCOMPARE(m_platform->value(u"SELECT changes FROM note"_s), u"2"_s);
    m_platform->settle();
    QCOMPARE(heard(), (QStringList{u"N"_s, u"N"_s}));
}

void ProcessTest::startedIsAMessageOfItsOwn()
{
    m_writer->started = [](Neighbour &writer) -> Handled {
        writer.note(u"N"_s, u"started"_s);
        return std::unexpected(Problem::conflict(u"not now"_s));
    };
    m_platform->crash("writer");
    QVERIFY(m_platform->process("writer").hasStarted());
    QCOMPARE(notes(), u"0"_s);
    QCOMPARE(m_platform->records(JournalKind::Started, "writer").back().detail, QByteArray("not now"));
}

void ProcessTest::jobsGoOn()
{
    std::vector<PlatformTime> ticks;
    m_writer->tickInterval = 10s;
    m_writer->tick = [&](Neighbour &writer) -> Handled {
        ticks.push_back(writer.now());
        writer.note(u"N"_s, u"tick"_s);
        if (ticks.size() == 2)
            return std::unexpected(Problem::conflict(u"this time not"_s));
        return {};
    };
    m_platform->crash("writer");
    m_platform->runFor(45s);
    QCOMPARE(ticks.size(), std::size_t(4));
    for (std::size_t i = 1; i < ticks.size(); ++i)
        QCOMPARE(ticks[i] - ticks[i - 1], 10s);
    QCOMPARE(m_platform->value(u"SELECT changes FROM note"_s), u"3"_s);
}

void ProcessTest::numbersForPeopleGoOn()
{
    std::vector<qint64> numbers;
    m_writer->act = [&](Neighbour &writer, const Request &request) {
        const qint64 number = writer.nextNumber(u"thing"_s);
        if (!request.path.contains(u"keep"))
            return Response(Problem::conflict(u"rolled back"_s));
        numbers.push_back(number);
        return Response::json("{}");
    };
    write(u"keep"_s);
    write(u"drop"_s);
    write(u"keep"_s);
    m_platform->crash("writer");
    write(u"keep"_s);
    QCOMPARE(numbers, (std::vector<qint64>{1, 2, 3}));
}

void ProcessTest::everyCrashIsInTheJournal()
{
    writeCrashing(FaultKind::CrashBeforePublish);
    m_platform->runFor(5s);
    const std::vector<JournalRecord> crashes = m_platform->records(JournalKind::Crashed, "writer");
    QCOMPARE(crashes.size(), std::size_t(1));
    QVERIFY2(crashes.front().detail.startsWith("CrashBeforePublish"), crashes.front().detail.constData());
    QCOMPARE(crashes.front().sequence, 1);
    QCOMPARE(m_platform->records(JournalKind::Started, "writer").back().sequence, 2);
}

CURBSIDE_TEST(ProcessTest)

} // namespace tst_process

#include "tst_process.moc"
