// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_timers {

using namespace Qt::StringLiterals;
using namespace curbside;

// Timers are rows: they outlive a crash, and what was due meanwhile is done late rather than never.
class TimersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void itIsDueAtItsTimeAndOnce();
    void itIsARowUntilItIsDue();
    void settingItAgainMovesIt_data();
    void settingItAgainMovesIt();
    void settingItNoLaterNeverPutsItOff_data();
    void settingItNoLaterNeverPutsItOff();
    void whatIsRolledBackDoesNotMakeItEarlier();
    void aCancelledOneIsNotDue();
    void whatIsRolledBackIsNotSet();
    void kindsAndSubjectsAreApart();
    void dueAtOnceIsDueAfterTheLeastLatency();
    void itOutlivesACrash_data();
    void itOutlivesACrash();
    void whatWasDueWhileDownIsDoneLate();
    void aHandlerThatFailsIsCalledAgain();
    void aHandlerMaySetItAgain();
    void dueTogetherGoInTheOrderOfSetting();

private:
    void set(const QString &subject, Duration in, const QByteArray &kind = "ring");
    void act(std::function<void(Neighbour &)> what);
    [[nodiscard]] QStringList subjects() const;

    std::unique_ptr<ServiceFixture> m_platform;
    std::function<void(Neighbour &)> m_act;
    std::function<Handled(Neighbour &, const QString &)> m_onDue;
    std::vector<std::pair<QString, PlatformTime>> m_due;
};

void TimersTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_due.clear();
    m_onDue = {};
    m_platform = std::make_unique<ServiceFixture>();
    NeighbourScript &clock = m_platform->addNeighbour("clock");
    clock.act = [this](Neighbour &service, const Request &) {
        m_act(service);
        return Response::json("{}");
    };
    clock.made = [this](Neighbour &service) {
        for (const QByteArray &kind : {QByteArray("ring"), QByteArray("chime")}) {
            service.onTimer(kind, [this, &service](const QString &subject) -> Handled {
                m_due.emplace_back(subject, m_platform->now());
                return m_onDue ? m_onDue(service, subject) : Handled{};
            });
        }
    };
    m_platform->start();
}

void TimersTest::act(std::function<void(Neighbour &)> what)
{
    m_act = std::move(what);
    QCOMPARE(m_platform->post(u"/act"_s).status, 200);
}

void TimersTest::set(const QString &subject, Duration in, const QByteArray &kind)
{
    act([&](Neighbour &clock) { clock.setTimer(kind, subject, clock.now() + in); });
}

QStringList TimersTest::subjects() const
{
    QStringList subjects;
    for (const auto &[subject, time] : m_due)
        subjects += subject;
    return subjects;
}

void TimersTest::itIsDueAtItsTimeAndOnce()
{
    const PlatformTime start = m_platform->now();
    set(u"a"_s, 90s);
    m_platform->runFor(1h);
    QCOMPARE(subjects(), QStringList{u"a"_s});
    QCOMPARE(m_due.front().second, start + 90s);
}

void TimersTest::itIsARowUntilItIsDue()
{
    set(u"a"_s, 90s);
    QCOMPARE(m_platform->value(u"SELECT kind || ' ' || subject FROM timer"_s), u"ring a"_s);
    m_platform->runFor(91s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM timer"_s), u"0"_s);
}

void TimersTest::settingItAgainMovesIt_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("later") << 10 << 20;
    QTest::newRow("earlier") << 20 << 10;
}

void TimersTest::settingItAgainMovesIt()
{
    QFETCH(const int, first);
    QFETCH(const int, second);
    const PlatformTime start = m_platform->now();
    set(u"a"_s, std::chrono::seconds(first));
    set(u"a"_s, std::chrono::seconds(second));
    m_platform->runFor(1min);
    QCOMPARE(subjects(), QStringList{u"a"_s});
    QCOMPARE(m_due.front().second, start + std::chrono::seconds(second));
}

void TimersTest::settingItNoLaterNeverPutsItOff_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<int>("due");
    QTest::newRow("a later time changes nothing") << 10 << 20 << 10;
    QTest::newRow("the same time changes nothing") << 10 << 10 << 10;
    QTest::newRow("an earlier time moves it") << 20 << 10 << 10;
    QTest::newRow("the first sets it") << 0 << 10 << 10;
}

void TimersTest::settingItNoLaterNeverPutsItOff()
{
    QFETCH(const int, first);
    QFETCH(const int, second);
    QFETCH(const int, due);
    const PlatformTime start = m_platform->now();
    if (first > 0)
        set(u"a"_s, std::chrono::seconds(first));
    act([&](Neighbour &clock) { clock.setTimerNoLaterThan("ring", u"a"_s, start + std::chrono::seconds(second)); });
    m_platform->runFor(1min);
    QCOMPARE(subjects(), QStringList{u"a"_s});
    QCOMPARE(m_due.front().second, start + std::chrono::seconds(due));
}

void TimersTest::whatIsRolledBackDoesNotMakeItEarlier()
{
    const PlatformTime start = m_platform->now();
    set(u"a"_s, 10s);
    m_platform->script("clock").act = [](Neighbour &clock, const Request &) -> Response {
        clock.setTimerNoLaterThan("ring", u"a"_s, clock.now() + 5s);
        return Problem::conflict(u"after all"_s);
    };
    QCOMPARE(m_platform->post(u"/act"_s).status, 409);
    m_platform->runFor(1min);
    QCOMPARE(subjects(), QStringList{u"a"_s});
    QCOMPARE(m_due.front().second, start + 10s);
}

void TimersTest::aCancelledOneIsNotDue()
{
    set(u"a"_s, 10s);
    set(u"b"_s, 10s);
    act([](Neighbour &clock) { clock.cancelTimer("ring", u"a"_s); });
    m_platform->runFor(1min);
    QCOMPARE(subjects(), QStringList{u"b"_s});
}

void TimersTest::whatIsRolledBackIsNotSet()
{
    set(u"a"_s, 10s);
    m_platform->script("clock").act = [](Neighbour &clock, const Request &) -> Response {
        clock.cancelTimer("ring", u"a"_s);
        clock.setTimer("ring", u"b"_s, clock.now() + 5s);
        return Problem::conflict(u"after all"_s);
    };
    QCOMPARE(m_platform->post(u"/act"_s).status, 409);
    m_platform->runFor(1min);
    QCOMPARE(subjects(), QStringList{u"a"_s});
}

void TimersTest::kindsAndSubjectsAreApart()
{
    set(u"a"_s, 10s, "ring");
    set(u"a"_s, 20s, "chime");
    set(u"b"_s, 30s, "ring");
    m_platform->runFor(1min);
    QCOMPARE(subjects(), (QStringList{u"a"_s, u"a"_s, u"b"_s}));
}

void TimersTest::dueAtOnceIsDueAfterTheLeastLatency()
{
    const PlatformTime start = m_platform->now();
    set(u"past"_s, -1h);
    m_platform->settle();
    QCOMPARE(subjects(), QStringList{u"past"_s});
    QCOMPARE(m_due.front().second, start + leastLatency);
}

void TimersTest::itOutlivesACrash_data()
{
    QTest::addColumn<bool>("wholeProgram");
    QTest::newRow("of the service") << false;
    QTest::newRow("of all") << true;
}

void TimersTest::itOutlivesACrash()
{
    QFETCH(const bool, wholeProgram);
    const PlatformTime start = m_platform->now();
    set(u"a"_s, 90s);
    if (wholeProgram)
        m_platform->restart();
    else
        m_platform->crash("clock");
    m_platform->runFor(5min);
    QCOMPARE(subjects(), QStringList{u"a"_s});
    QCOMPARE(m_due.front().second, start + 90s);
}

void TimersTest::whatWasDueWhileDownIsDoneLate()
{
    const PlatformTime start = m_platform->now();
    set(u"a"_s, 10s);
    set(u"b"_s, 5s);
    m_platform->process("clock").run([](Service &) { throw SimulatedCrash{1min, nullptr}; });
    m_platform->runFor(59s);
    QCOMPARE(subjects(), QStringList());
    m_platform->runFor(2s);
    QCOMPARE(subjects().size(), 2);
    QCOMPARE(m_due.front().second, start + 1min + leastLatency);
}

void TimersTest::aHandlerThatFailsIsCalledAgain()
{
    m_onDue = [this](Neighbour &clock, const QString &subject) -> Handled {
        clock.note(subject, subject);
        if (m_due.size() < 3)
            return std::unexpected(Problem::conflict(u"not yet"_s));
        return {};
    };
    set(u"a"_s, 10s);
    m_platform->runFor(1min);
    QCOMPARE(subjects().size(), 3);
    QCOMPARE(m_due[1].second - m_due[0].second, 1s);
    QCOMPARE(m_platform->value(u"SELECT changes FROM note"_s), u"1"_s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM timer"_s), u"0"_s);
}

void TimersTest::aHandlerMaySetItAgain()
{
    m_onDue = [this](Neighbour &clock, const QString &subject) -> Handled {
        if (m_due.size() < 3)
            clock.setTimer("ring", subject, clock.now() + 10s);
        return {};
    };
    set(u"a"_s, 10s);
    m_platform->runFor(2min);
    QCOMPARE(subjects().size(), 3);
    QCOMPARE(m_due[2].second - m_due[0].second, 20s);
}

void TimersTest::dueTogetherGoInTheOrderOfSetting()
{
    for (const QString &subject : {u"c"_s, u"a"_s, u"b"_s})
        act([&](Neighbour &clock) { clock.setTimer("ring", subject, FixtureOptions::usualStart + 1min); });
    m_platform->runFor(2min);
    QCOMPARE(subjects(), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
}

CURBSIDE_TEST(TimersTest)

} // namespace tst_timers

#include "tst_timers.moc"
