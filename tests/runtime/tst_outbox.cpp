// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/runtime/teller_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_outbox {

using namespace Qt::StringLiterals;
using namespace curbside;

// The outbox is the record of what a service has published: a gapless log with an epoch, read page by page, kept until every
// declared consumer has passed it or has lagged too far.
class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void theSequenceHasNoGaps();
    void theSequenceGoesOnOverCrashesAndStarts();
    void theEpochStaysWithTheDatabase();
    void aPageHasTheEventsAsCloudEvents();
    void limits_data();
    void limits();
    void placesThatAreNotThere_data();
    void placesThatAreNotThere();
    void whatIsGoneIsGone();
    void aConsumerReportsByFetching();
    void whereNobodyListensAllHavePassed();
    void lookingReportsNothing();
    void whatEveryoneHasPassedStaysADay();
    void whatOneHasNotPassedStays();
    void theLastRowStays();
    void whoLagsTooLongExpires();
    void whoLagsTooFarExpires();
    void whoHasExpiredHoldsNothingBack();
    void anExpiredConsumerTakesASnapshot();

private:
    Answer outbox(const QString &query = {}) { return m_stage->platform().get(u"/outbox?"_s + query); }
    QString value(const QString &sql) { return m_stage->platform().value("teller", sql); }
    QString sequences()
    {
        return m_stage->platform().column("teller", u"SELECT sequence FROM outbox ORDER BY sequence"_s).join(u' ');
    }
    void tellTimes(int count);
    void retain(const Outbox::Budget &budget);
    qint64 metric(const QByteArray &name);

    std::unique_ptr<TellerStage> m_stage;
};

void OutboxTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<TellerStage>();
}

void OutboxTest::tellTimes(int count)
{
    m_stage->tellMany("S-1", count);
    m_stage->platform().settle();
}

void OutboxTest::retain(const Outbox::Budget &budget)
{
    m_stage->runAt("teller", [&budget](Service &teller) { teller.outbox().retain(budget); });
}

qint64 OutboxTest::metric(const QByteArray &name)
{
    Request request;
    request.path = u"/metrics"_s;
    const QByteArrayList lines = m_stage->teller().look(request).body.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name + ' '))
            return line.mid(name.size() + 1).toLongLong();
    }
    return -1;
}

void OutboxTest::theSequenceHasNoGaps()
{
    m_stage->platform().script("teller").act = [](Neighbour &teller, const Request &) -> Response {
        teller.publish({"curbside.teller.Noted", "S-1", R"({"version":1})"});
        return Problem::conflict(u"after it has published"_s);
    };
    tellTimes(2);
    QCOMPARE(m_stage->platform().post(u"/anything"_s).status, 409);
    tellTimes(1);
    QCOMPARE(sequences(), u"1 2 3"_s);
}

void OutboxTest::theSequenceGoesOnOverCrashesAndStarts()
{
    tellTimes(1);
    m_stage->platform().crash("teller");
    tellTimes(1);
    m_stage->platform().restart();
    tellTimes(1);
    QCOMPARE(sequences(), u"1 2 3"_s);
}

void OutboxTest::theEpochStaysWithTheDatabase()
{
    const QString epoch = outbox().text("epoch");
    QVERIFY(!epoch.isEmpty());
    m_stage->platform().crash("teller");
    QCOMPARE(outbox().text("epoch"), epoch);
    m_stage->platform().restart();
    QCOMPARE(outbox().text("epoch"), epoch);
    QVERIFY(m_stage->platform().request("listener", Method::Get, u"/outbox"_s).text("epoch") != epoch);
}

void OutboxTest::aPageHasTheEventsAsCloudEvents()
{
    tellTimes(3);
    const Answer page = outbox(u"after=1&limit=1"_s);
    QCOMPARE(page["first"].toInteger(), 1);
    QCOMPARE(page["last"].toInteger(), 3);
    QCOMPARE(page["items"].size(), std::size_t(1));
    std::vector<Event> events;
    page["items"].forEachItem([&](JsonValue item) { events.push_back(Event::fromCloudEvent(item).value()); });
    const EventPtr published = m_stage->platform().published("teller", "Noted").at(1);
    QCOMPARE(events.front().id, published->id);
    QCOMPARE(events.front().source, QByteArray("teller"));
    QCOMPARE(events.front().type, QByteArray("curbside.teller.Noted"));
    QCOMPARE(events.front().subject, QByteArray("S-1"));
    QCOMPARE(events.front().time, published->time);
    QCOMPARE(events.front().sequence, 2);
    QCOMPARE(events.front().causationId, published->causationId);
    QCOMPARE(events.front().trace.traceparent(), published->trace.traceparent());
    QCOMPARE(events.front().data, published->data);
}

void OutboxTest::limits_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("items");
    QTest::newRow("a hundred unless told") << u"after=0"_s << 100;
    QTest::newRow("none, for who only asks where it ends") << u"limit=0"_s << 0;
    QTest::newRow("as many as asked for") << u"limit=7"_s << 7;
    QTest::newRow("a thousand at most") << u"limit=1000"_s << 1000;
    QTest::newRow("fewer at the end") << u"after=1000"_s << 1;
    QTest::newRow("none after the last") << u"after=1001"_s << 0;
    QTest::newRow("from the first, when not told where") << u"limit=1000"_s << 1000;
}

void OutboxTest::limits()
{
    QFETCH(const QString, query);
    tellTimes(1001);
    const Answer page = outbox(query);
    QCOMPARE(page.status, 200);
    QTEST(int(page["items"].size()), "items");
    QCOMPARE(page["last"].toInteger(), 1001);
}

void OutboxTest::placesThatAreNotThere_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::newRow("another epoch") << u"after=0&epoch=0190-other"_s << 409;
    QTest::newRow("after the end: it was rolled back") << u"after=4"_s << 409;
    QTest::newRow("after another event: it was rolled back") << u"after=2&eventId=another"_s << 409;
    QTest::newRow("too many") << u"limit=1001"_s << 422;
    QTest::newRow("fewer than none") << u"limit=-1"_s << 422;
    QTest::newRow("before the beginning of all") << u"after=-1"_s << 422;
    QTest::newRow("not a number") << u"after=first"_s << 422;
    QTest::newRow("an epoch that is not known yet") << u"after=0&epoch="_s << 200;
}

void OutboxTest::placesThatAreNotThere()
{
    QFETCH(const QString, query);
    tellTimes(3);
    QTEST(outbox(query).status, "status");
}

void OutboxTest::whatIsGoneIsGone()
{
    tellTimes(5);
    m_stage->platform().runFor(2min);
    retain({0s, 72h, 1'000'000});
    QCOMPARE(outbox(u"after=4"_s).status, 200);
    QCOMPARE(outbox(u"after=3"_s).status, 410);
    QCOMPARE(outbox()["first"].toInteger(), 5);
}

void OutboxTest::aConsumerReportsByFetching()
{
    tellTimes(3);
    const QString position = u"SELECT position FROM outbox_consumer WHERE name = 'listener'"_s;
    QCOMPARE(value(position), u"0"_s);
    QVERIFY(!m_stage->teller().outbox().isPassedByAll());
    QCOMPARE(value(u"SELECT min(passed_by_all) FROM v_outbox"_s), u"0"_s);
    m_stage->platform().runFor(2min);
    QCOMPARE(value(position), u"3"_s);
    QVERIFY(m_stage->teller().outbox().isPassedByAll());
    QCOMPARE(value(u"SELECT min(passed_by_all) FROM v_outbox"_s), u"1"_s);
}

void OutboxTest::whereNobodyListensAllHavePassed()
{
    m_stage->runAt("listener", [](Service &listener) {
        static_cast<Neighbour &>(listener).publish({"curbside.listener.Noted", "S-1", R"({"version":1})"});
    });
    QVERIFY(m_stage->listener().outbox().isPassedByAll());
    QCOMPARE(m_stage->platform().value("listener", u"SELECT passed_by_all FROM v_outbox"_s), u"1"_s);
}

void OutboxTest::lookingReportsNothing()
{
    tellTimes(3);
    Request request;
    request.path = u"/outbox"_s;
    request.query = {{u"after"_s, u"3"_s}, {u"consumer"_s, u"listener"_s}};
    QCOMPARE(m_stage->teller().look(request).status, 200);
    QCOMPARE(value(u"SELECT position FROM outbox_consumer WHERE name = 'listener'"_s), u"0"_s);
}

void OutboxTest::whatEveryoneHasPassedStaysADay()
{
    tellTimes(3);
    m_stage->platform().runFor(23h + 45min);
    QCOMPARE(sequences(), u"1 2 3"_s);
    m_stage->platform().runFor(30min);
    QCOMPARE(sequences(), u"3"_s);
}

void OutboxTest::whatOneHasNotPassedStays()
{
    tellTimes(2);
    m_stage->platform().runFor(2min);
    m_stage->addFault(FaultKind::CutOff, "listener");
    tellTimes(2);
    m_stage->platform().runFor(48h);
    QCOMPARE(sequences(), u"3 4"_s);
}

void OutboxTest::theLastRowStays()
{
    tellTimes(2);
    m_stage->platform().runFor(48h);
    QCOMPARE(sequences(), u"2"_s);
    m_stage->platform().restart();
    tellTimes(1);
    QCOMPARE(sequences(), u"2 3"_s);
}

void OutboxTest::whoLagsTooLongExpires()
{
    m_stage->addFault(FaultKind::CutOff, "listener");
    tellTimes(2);
    m_stage->platform().runFor(71h + 45min);
    QCOMPARE(metric("curbside_expired_consumers"), qint64(0));
    m_stage->platform().runFor(30min);
    QCOMPARE(metric("curbside_expired_consumers"), qint64(1));
    const std::vector<JournalRecord> notes = m_stage->platform().records(JournalKind::Note, "teller");
    QCOMPARE(notes.size(), std::size_t(1));
    QVERIFY2(notes.front().detail.contains("listener") && notes.front().detail.contains("expired"),
             notes.front().detail.constData());
}

void OutboxTest::whoLagsTooFarExpires()
{
    m_stage->addFault(FaultKind::CutOff, "listener");
    tellTimes(5);
    retain({24h, 72h, 5});
    QCOMPARE(metric("curbside_expired_consumers"), qint64(0));
    retain({24h, 72h, 4});
    QCOMPARE(metric("curbside_expired_consumers"), qint64(1));
}

void OutboxTest::whoHasExpiredHoldsNothingBack()
{
    m_stage->addFault(FaultKind::CutOff, "listener");
    tellTimes(5);
    retain({24h, 72h, 2});
    QCOMPARE(sequences(), u"4 5"_s);
}

void OutboxTest::anExpiredConsumerTakesASnapshot()
{
    const std::int64_t cut = m_stage->addFault(FaultKind::CutOff, "listener");
    m_stage->listed = {R"([{"text":"as it is now"}])"};
    tellTimes(5);
    retain({24h, 72h, 2});
    QCOMPARE(outbox(u"after=0&consumer=listener"_s).status, 410);
    m_stage->platform().faults().remove(cut);
    m_stage->platform().runFor(2min);
    QCOMPARE(m_stage->taken(), QStringList{u"as it is now"_s});
    QCOMPARE(m_stage->position(), qint64(5));
    QCOMPARE(metric("curbside_expired_consumers"), qint64(0));
    m_stage->tellAndSettle("S-1", "news");
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 news"_s});
}

CURBSIDE_TEST(OutboxTest)

} // namespace tst_outbox

#include "tst_outbox.moc"
