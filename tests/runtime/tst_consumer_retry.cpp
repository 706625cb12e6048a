// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/runtime/teller_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_consumer_retry {

using namespace Qt::StringLiterals;
using namespace curbside;

// What becomes of an event whose handler fails: it is parked with the later ones of its subject and holds nothing else back,
// is tried again, and is given up in the end with the history of its attempts; while everything fails, nothing is given up.
class ConsumerRetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void whatFailsLeavesNothingBehind();
    void itIsTriedAgainUntilItGoesWell();
    void laterOnesOfItsSubjectWaitBehindIt();
    void whatWaitsForTheDiskStillWaitsBehindIt();
    void otherSubjectsDoNotWait();
    void whatIsParkedCountsAsTakenOver();
    void aParkedEventThatCannotBeReadIsAFault_data();
    void aParkedEventThatCannotBeReadIsAFault();
    void whatIsParkedOutlivesACrash_data();
    void whatIsParkedOutlivesACrash();
    void waitsGrowAndAreBounded();
    void attemptsAreBoundedInNumberAndTime();
    void aDeadLetterSaysWhyAndWhen();
    void whatCannotBeReadIsGivenUpAtOnce_data();
    void whatCannotBeReadIsGivenUpAtOnce();
    void theNextOfTheSubjectFollowsADeadLetter();
    void whatCouldNotBeParkedIsParkedLater_data();
    void whatCouldNotBeParkedIsParkedLater();
    void whatCouldNotBeGivenUpIsGivenUpLater();
    void atTheCapFetchingStops();
    void aFullPublisherHoldsNoOtherBack();
    void whileEverythingFailsNothingIsGivenUp();
    void whileEverythingFailsItWaits();
    void whileOneTypeFailsTheOthersGoOn();
    void anOutageWithoutEndIsForAPerson();
    void aSuccessInBetweenKeepsTheBreakerShut();
    void afterAnOutageTheTimeToGiveUpBeginsAnew();
    void theTimeToGiveUpBeginsWithItsOwnFailure();

private:
    void failOn(const QString &text, int status = 503);
    void refuseRows(const QString &table);
    void allowRows();
    void healAll() { m_failing.clear(); }
    [[nodiscard]] std::vector<PlatformTime> attempts() const;

    std::unique_ptr<TellerStage> m_stage;
    std::map<QString, int> m_failing; ///< texts, and what they are refused with; an empty text is any
    std::vector<std::pair<QString, PlatformTime>> m_attempts;
};

void ConsumerRetryTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_failing.clear();
    m_attempts.clear();
    m_stage = std::make_unique<TellerStage>();
    m_stage->verdict = [this](const IncomingEvent &event) -> Handled {
        const QString text = event.data["text"].toString().value_or(QString());
        m_attempts.emplace_back(text, m_stage->platform().now());
        auto failing = m_failing.find(text);
        if (failing == m_failing.end())
            failing = m_failing.find(QString());
        if (failing != m_failing.end())
            return std::unexpected(Problem{failing->second, u"as the test says"_s, {}});
        return {};
    };
}

void ConsumerRetryTest::failOn(const QString &text, int status)
{
    m_failing[text] = status;
}

void ConsumerRetryTest::refuseRows(const QString &table)
{
    m_stage->platform()
        .database("listener")
        .execute(u"CREATE TRIGGER refused BEFORE INSERT ON %1 BEGIN SELECT RAISE(ABORT, 'as the test says'); END"_s.arg(
            table));
}

void ConsumerRetryTest::allowRows()
{
    m_stage->platform().database("listener").execute(u"DROP TRIGGER refused"_s);
}

std::vector<PlatformTime> ConsumerRetryTest::attempts() const
{
    std::vector<PlatformTime> times;
    for (const auto &[text, time] : m_attempts)
        times.push_back(time);
    return times;
}

void ConsumerRetryTest::whatFailsLeavesNothingBehind()
{
    failOn(u"bad"_s);
    m_stage->tellAndSettle("S-1", "bad");
    QCOMPARE(m_attempts.size(), std::size_t(1));
    QCOMPARE(m_stage->heard(), QStringList());
    QCOMPARE(m_stage->platform().value("listener", u"SELECT count(*) FROM row_change"_s), u"0"_s);
    QCOMPARE(m_stage->parked(), qint64(1));
}

void ConsumerRetryTest::itIsTriedAgainUntilItGoesWell()
{
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->platform().runFor(10s);
    healAll();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 bad"_s});
    QCOMPARE(m_stage->parked(), qint64(0));
    QCOMPARE(m_stage->deadLetters(), qint64(0));
    QVERIFY(m_attempts.size() > 3);
    QCOMPARE(m_stage->platform().environment().journal.retriedEvents(), std::uint64_t(1));
}

void ConsumerRetryTest::laterOnesOfItsSubjectWaitBehindIt()
{
    failOn(u"1"_s);
    for (int i = 1; i <= 4; ++i)
        m_stage->tell("S-1", QByteArray::number(i));
    m_stage->platform().runFor(10s);
    QCOMPARE(m_stage->heard(), QStringList());
    QCOMPARE(m_stage->platform().value("listener", u"SELECT count(*) FROM v_parked"_s), u"4"_s);
    QCOMPARE(m_stage->platform().value("listener", u"SELECT max(attempts) FROM v_parked WHERE sequence > 1"_s), u"0"_s);
    healAll();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 1"_s, u"S-1 2"_s, u"S-1 3"_s, u"S-1 4"_s}));
}

void ConsumerRetryTest::whatWaitsForTheDiskStillWaitsBehindIt()
{
    failOn(u"1"_s);
    const std::int64_t full = m_stage->addFault(FaultKind::DiskFull, "listener");
    for (int i = 1; i <= 3; ++i)
        m_stage->tell("S-1", QByteArray::number(i));
    m_stage->platform().runFor(1s);
    m_stage->platform().faults().remove(full);
    m_stage->platform().runFor(2s);
    QCOMPARE(m_stage->heard(), QStringList());
    healAll();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 1"_s, u"S-1 2"_s, u"S-1 3"_s}));
}

void ConsumerRetryTest::otherSubjectsDoNotWait()
{
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->tell("S-2", "good");
    m_stage->tell("S-1", "behind");
    m_stage->tellAndSettle("S-3", "good");
    QCOMPARE(m_stage->heard(), (QStringList{u"S-2 good"_s, u"S-3 good"_s}));
}

void ConsumerRetryTest::whatIsParkedCountsAsTakenOver()
{
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->tellAndSettle("S-1", "behind");
    QCOMPARE(m_stage->position(), qint64(2));
    m_stage->platform().runFor(2min);
    QVERIFY(m_stage->teller().outbox().isPassedByAll());
    QCOMPARE(m_stage->parked(), qint64(2));
}

void ConsumerRetryTest::aParkedEventThatCannotBeReadIsAFault_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << u"{"_s;
    QTest::newRow("no event") << u"{}"_s;
}

void ConsumerRetryTest::aParkedEventThatCannotBeReadIsAFault()
{
    QFETCH(const QString, text);
    failOn(u"bad"_s);
    m_stage->tellAndSettle("S-1", "bad");
    Statement(m_stage->platform().database("listener"), u"UPDATE inbox_parked SET event = ?"_s).run(text);
    QVERIFY_THROWS_EXCEPTION(StorageFault, m_stage->platform().runFor(1min));
    QCOMPARE(m_attempts.size(), std::size_t(1));
}

void ConsumerRetryTest::whatIsParkedOutlivesACrash_data()
{
    QTest::addColumn<bool>("wholeProgram");
    QTest::newRow("of the service") << false;
    QTest::newRow("of all") << true;
}

void ConsumerRetryTest::whatIsParkedOutlivesACrash()
{
    QFETCH(const bool, wholeProgram);
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->tellAndSettle("S-1", "behind");
    if (wholeProgram)
        m_stage->platform().restart();
    else
        m_stage->platform().crash("listener");
    m_stage->tellAndSettle("S-1", "last");
    QCOMPARE(m_stage->parked(), qint64(3));
    healAll();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 bad"_s, u"S-1 behind"_s, u"S-1 last"_s}));
}

void ConsumerRetryTest::waitsGrowAndAreBounded()
{
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->platform().runFor(30min);
    const std::vector<PlatformTime> times = attempts();
    for (std::size_t i = 1; i < times.size(); ++i) {
        const Duration most = std::min<Duration>(500ms * (1LL << i), 60s);
        const Duration waited = times[i] - times[i - 1];
        QVERIFY2(waited >= most / 2 && waited <= most, qPrintable(u"wait %1: %2 us"_s.arg(i).arg(waited.count())));
    }
}

void ConsumerRetryTest::attemptsAreBoundedInNumberAndTime()
{
    failOn(u"bad"_s);
    for (int i = 1; i <= 5; ++i)
        m_stage->tell("S-" + QByteArray::number(i), i == 1 ? "bad" : "good");
    m_stage->platform().runFor(2h);
    const std::vector<JournalRecord> given = m_stage->platform().records(JournalKind::DeadLettered, "listener");
    QCOMPARE(given.size(), std::size_t(1));
    QCOMPARE(std::ranges::count(m_attempts, u"bad"_s, &std::pair<QString, PlatformTime>::first), 10);
    QVERIFY(given.front().at - m_attempts.front().second < 11min);
    QCOMPARE(m_stage->parked(), qint64(0));
}

void ConsumerRetryTest::aDeadLetterSaysWhyAndWhen()
{
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->platform().runFor(30min);
    const Answer list = m_stage->platform().request("listener", Method::Get, u"/dead-letters"_s);
    QCOMPARE(list["items"].size(), std::size_t(1));
    list["items"].forEachItem([this](JsonValue letter) {
        QCOMPARE(letter["eventId"].toString(),
                 QString::fromLatin1(m_stage->platform().published("teller", "Noted").front()->id));
        QCOMPARE(letter["source"].toString(), u"teller"_s);
        QCOMPARE(letter["subject"].toString(), u"S-1"_s);
        QCOMPARE(letter["reason"].toString(), u"as the test says"_s);
        QCOMPARE(letter["attempts"].toInteger(), 10);
        QCOMPARE(letter["event"]["data"]["text"].toString(), u"bad"_s);
        const QStringList history = letter["history"].toString()->split(u'\n');
        QCOMPARE(history.size(), 10);
        for (std::size_t i = 0; i < m_attempts.size(); ++i)
            QCOMPARE(history[qsizetype(i)],
                     QString::fromLatin1(toRfc3339(m_attempts[i].second)) + u" as the test says"_s);
        QCOMPARE(letter["firstAt"].toString(), QString::fromLatin1(toRfc3339(m_attempts.front().second)));
        QCOMPARE(letter["lastAt"].toString(), QString::fromLatin1(toRfc3339(m_attempts.back().second)));
    });
}

void ConsumerRetryTest::whatCannotBeReadIsGivenUpAtOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("it is not what it should be") << 400 << true;
    QTest::newRow("a field is missing") << 422 << true;
    QTest::newRow("a conflict may pass") << 409 << false;
    QTest::newRow("what is not there may come") << 404 << false;
    QTest::newRow("an outage passes") << 503 << false;
}

void ConsumerRetryTest::whatCannotBeReadIsGivenUpAtOnce()
{
    QFETCH(const int, status);
    failOn(u"bad"_s, status);
    m_stage->tellAndSettle("S-1", "bad");
    QTEST(m_stage->deadLetters() == 1, "atOnce");
    QTEST(m_stage->parked() == 0, "atOnce");
    QCOMPARE(m_stage->position(), qint64(1));
}

void ConsumerRetryTest::theNextOfTheSubjectFollowsADeadLetter()
{
    failOn(u"bad"_s);
    m_stage->tell("S-1", "bad");
    m_stage->tell("S-1", "good");
    m_stage->platform().runFor(30min);
    QCOMPARE(m_stage->deadLetters(), qint64(1));
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 good"_s});
    QCOMPARE(m_stage->parked(), qint64(0));
}

void ConsumerRetryTest::whatCouldNotBeParkedIsParkedLater_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("heard");
    QTest::newRow("parked") << 503 << u"inbox_parked"_s << QStringList{u"S-1 bad"_s, u"S-1 behind"_s};
    QTest::newRow("given up") << 422 << u"dead_letter"_s << QStringList{u"S-1 behind"_s};
}

void ConsumerRetryTest::whatCouldNotBeParkedIsParkedLater()
{
    QFETCH(const int, status);
    QFETCH(const QString, table);
    QFETCH(const QStringList, heard);
    failOn(u"bad"_s, status);
    refuseRows(table);
    m_stage->tellAndSettle("S-1", "bad");
    QCOMPARE(m_stage->parked() + m_stage->deadLetters(), qint64(0));
    allowRows();
    m_stage->tellAndSettle("S-1", "behind");
    QCOMPARE(m_stage->heard(), QStringList());
    m_stage->platform().runFor(5s);
    QCOMPARE(m_stage->deadLetters(), qint64(status == 422));
    healAll();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard(), heard);
    QCOMPARE(m_stage->parked(), qint64(0));
}

void ConsumerRetryTest::whatCouldNotBeGivenUpIsGivenUpLater()
{
    failOn(u"bad"_s);
    m_stage->tellAndSettle("S-1", "bad");
    m_stage->tellAndSettle("S-1", "behind");
    refuseRows(u"dead_letter"_s);
    m_stage->platform().runFor(30min);
    QCOMPARE(m_stage->deadLetters(), qint64(0));
    QCOMPARE(m_stage->parked(), qint64(2));
    allowRows();
    m_stage->platform().runFor(5min);
    QCOMPARE(m_stage->deadLetters(), qint64(1));
    QCOMPARE(m_stage->heard(), QStringList{u"S-1 behind"_s});
}

void ConsumerRetryTest::atTheCapFetchingStops()
{
    failOn(u"1"_s);
    m_stage->tellMany("S-1", 1100);
    m_stage->platform().runFor(2min);
    QCOMPARE(m_stage->parked(), qint64(1000));
    QCOMPARE(m_stage->position(), qint64(1000));
    QVERIFY(!m_stage->teller().outbox().isPassedByAll());
    healAll();
    m_stage->platform().runFor(3min);
    const QStringList heard = m_stage->heard();
    QCOMPARE(heard.size(), 1100);
    QCOMPARE(heard.first(), u"S-1 1"_s);
    QCOMPARE(heard.last(), u"S-1 1100"_s);
    QCOMPARE(m_stage->parked(), qint64(0));
}

void ConsumerRetryTest::aFullPublisherHoldsNoOtherBack()
{
    ServiceFixture platform;
    platform.addNeighbour("teller");
    platform.addNeighbour("other");
    platform.addNeighbour("listener").made = [](Neighbour &listener) {
        listener.hearFrom("other");
        listener.on("teller", "curbside.teller.Noted", [](const IncomingEvent &) -> Handled {
            return std::unexpected(Problem::unavailable(u"as the test says"_s));
        });
    };
    platform.start();
    for (int i = 1; i <= 1010; ++i)
        platform.tell("teller", "Noted", "S-1", R"({"version":1})");
    platform.settle();
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM inbox_parked"_s), u"1000"_s);
    platform.tellAndSettle("other", "Noted", "S-1", R"({"version":1})");
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM heard"_s), u"1"_s);
}

void ConsumerRetryTest::whileEverythingFailsNothingIsGivenUp()
{
    failOn({});
    QStringList told;
    for (int i = 1; i <= 40; ++i) {
        m_stage->tell("S-" + QByteArray::number(i), "x");
        told += u"S-%1 x"_s.arg(i);
    }
    m_stage->platform().runFor(3h);
    QCOMPARE(m_stage->deadLetters(), qint64(0));
    QCOMPARE(m_stage->heard(), QStringList());
    healAll();
    m_stage->platform().runFor(10min);
    QStringList heard = m_stage->heard();
    std::ranges::sort(heard);
    std::ranges::sort(told);
    QCOMPARE(heard, told);
    QCOMPARE(m_stage->deadLetters(), qint64(0));
}

void ConsumerRetryTest::whileEverythingFailsItWaits()
{
    failOn({});
    for (int i = 1; i <= 40; ++i)
        m_stage->tell("S-" + QByteArray::number(i), "x");
    m_stage->platform().settle();
    QCOMPARE(m_attempts.size(), std::size_t(8));
    m_stage->platform().runFor(1h);
    QVERIFY2(m_attempts.size() < 8 + 60 * 20, qPrintable(QString::number(m_attempts.size())));
}

void ConsumerRetryTest::whileOneTypeFailsTheOthersGoOn()
{
    ServiceFixture platform;
    platform.addNeighbour("teller");
    bool isBroken = true;
    platform.addNeighbour("listener").made = [&isBroken](Neighbour &listener) {
        listener.hearFrom("teller");
        listener.on("teller", "curbside.teller.Moved", [&isBroken](const IncomingEvent &) -> Handled {
            if (isBroken)
                return std::unexpected(Problem::unavailable(u"as the test says"_s));
            return {};
        });
    };
    platform.start();
    for (int i = 1; i <= 40; ++i)
        platform.tell("teller", "Moved", "M-" + QByteArray::number(i), R"({"version":1})");
    for (int i = 1; i <= 40; ++i) {
        platform.runFor(30s);
        platform.tell("teller", "Noted", "N-" + QByteArray::number(i), R"({"version":1})");
    }
    platform.runFor(1min);
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM heard"_s), u"40"_s);
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM inbox_parked"_s), u"40"_s);
    isBroken = false;
    platform.runFor(3min);
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM inbox_parked"_s), u"0"_s);
    QCOMPARE(platform.value("listener", u"SELECT count(*) FROM v_dead_letter"_s), u"0"_s);
}

void ConsumerRetryTest::anOutageWithoutEndIsForAPerson()
{
    failOn(u"bad"_s);
    for (int i = 1; i <= 20; ++i)
        m_stage->tell("S-" + QByteArray::number(i), "bad");
    m_stage->platform().runFor(5h);
    QCOMPARE(m_stage->deadLetters(), qint64(0));
    m_stage->platform().runFor(2h);
    QCOMPARE(m_stage->deadLetters(), qint64(20));
}

void ConsumerRetryTest::aSuccessInBetweenKeepsTheBreakerShut()
{
    failOn(u"bad"_s);
    for (int i = 1; i <= 40; ++i) {
        m_stage->tell("bad-" + QByteArray::number(i), "bad");
        m_stage->tell("good-" + QByteArray::number(i), "good");
    }
    m_stage->platform().settle();
    QCOMPARE(m_stage->heard().size(), 40);
    QCOMPARE(m_stage->parked(), qint64(40));
}

void ConsumerRetryTest::afterAnOutageTheTimeToGiveUpBeginsAnew()
{
    failOn({});
    for (int i = 1; i <= 20; ++i)
        m_stage->tell("S-" + QByteArray::number(i), i == 1 ? "bad" : "good");
    m_stage->platform().runFor(15min);
    healAll();
    failOn(u"bad"_s);
    m_attempts.clear();
    m_stage->platform().runFor(1min);
    QCOMPARE(m_stage->heard().size(), 19);
    QVERIFY(std::ranges::count(m_attempts, u"bad"_s, &std::pair<QString, PlatformTime>::first) >= 1);
    QCOMPARE(m_stage->parked(), qint64(1));
    QCOMPARE(m_stage->deadLetters(), qint64(0));
}

void ConsumerRetryTest::theTimeToGiveUpBeginsWithItsOwnFailure()
{
    failOn(u"bad"_s);
    for (int i = 1; i <= 5; ++i)
        m_stage->tell("S-1", "bad");
    m_stage->platform().runFor(2h);
    QCOMPARE(m_stage->platform().column("listener", u"SELECT attempts FROM v_dead_letter ORDER BY last_at"_s),
             (QStringList{u"10"_s, u"10"_s, u"10"_s, u"10"_s, u"10"_s})); // none was given up for having waited
}

CURBSIDE_TEST(ConsumerRetryTest)

} // namespace tst_consumer_retry

#include "tst_consumer_retry.moc"
