// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/random_stream.h"
#include "services/runtime/time/scheduler.h"
#include "tests/support/test_class.h"

#include <QStringList>
#include <QTest>

#include <algorithm>

namespace tst_scheduler {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

constexpr PlatformTime start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};

/// A scheduler with three components, whose work writes down its name.
struct Desk
{
    Scheduler scheduler{start};
    ComponentId a = scheduler.addComponent("a");
    ComponentId b = scheduler.addComponent("b");
    ComponentId c = scheduler.addComponent("c");
    QStringList done;

    Scheduler::WorkId add(Duration after, ComponentId doing, ComponentId asking, const QString &name,
                          Scheduler::Kind kind = Scheduler::Kind::Ordinary)
    {
        return scheduler.schedule(start + after, doing, asking, [this, name] { done += name; }, kind);
    }
    QStringList runAll()
    {
        while (scheduler.runNext()) {
        }
        return std::exchange(done, {});
    }
};

struct Planned
{
    Duration after;
    std::uint16_t doing;
    std::uint16_t asking;
    int number; ///< among those of `asking`
};

QString nameOf(const Planned &work)
{
    return u"%1 %2 %3 %4"_s.arg(work.after.count()).arg(work.doing).arg(work.asking).arg(work.number);
}

} // namespace

class SchedulerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void earlierGoesFirst();
    void atOneTimeTheComponentThatDoesItDecides();
    void thenTheComponentThatAsksForIt();
    void thenTheOrderOfAsking();
    void theOrderDoesNotDependOnHowComponentsInterleave();
    void thePastIsTakenAsNow();
    void timeMovesOnWithTheWork();
    void timeIsMovedOnAndNeverBack();
    void cancelledWorkIsNotDone();
    void cancellingWhatIsDoneTouchesNothingElse();
    void aDeadProcessForgetsItsOwnWorkAndNotWhatOthersSentIt();
    void onlyOrdinaryWorkIsPending();
    void effectsLeaveAtTheirMessagesTime();
    void noEffectReachesIntoTheWindowItCameFrom();
    void workMayScheduleWorkForNow();
    void whatIsPutOffStaysTheNext();
    void whatIsDoneOfAMomentIsCounted();
};

void SchedulerTest::earlierGoesFirst()
{
    Desk desk;
    desk.add(20ms, desk.a, desk.a, u"second"_s);
    desk.add(10ms, desk.c, desk.c, u"first"_s);
    desk.add(30ms, desk.b, desk.b, u"third"_s);
    QCOMPARE(desk.runAll(), (QStringList{u"first"_s, u"second"_s, u"third"_s}));
}

void SchedulerTest::atOneTimeTheComponentThatDoesItDecides()
{
    Desk desk;
    desk.add(10ms, desk.c, desk.a, u"by c"_s);
    desk.add(10ms, desk.a, desk.c, u"by a"_s);
    desk.add(10ms, desk.b, desk.b, u"by b"_s);
    QCOMPARE(desk.runAll(), (QStringList{u"by a"_s, u"by b"_s, u"by c"_s}));
}

void SchedulerTest::thenTheComponentThatAsksForIt()
{
    Desk desk;
    desk.add(10ms, desk.a, desk.c, u"for c"_s);
    desk.add(10ms, desk.a, desk.b, u"for b"_s);
    QCOMPARE(desk.runAll(), (QStringList{u"for b"_s, u"for c"_s}));
}

void SchedulerTest::thenTheOrderOfAsking()
{
    Desk desk;
    for (int i = 0; i < 20; ++i)
        desk.add(10ms, desk.a, desk.b, QString::number(i));
    QStringList expected;
    for (int i = 0; i < 20; ++i)
        expected += QString::number(i);
    QCOMPARE(desk.runAll(), expected);
}

void SchedulerTest::theOrderDoesNotDependOnHowComponentsInterleave()
{
    RandomStream random(1, "scheduler", 1);
    std::vector<Planned> plan;
    for (std::uint16_t asking = 0; asking < 3; ++asking) {
        for (int number = 0; number < 60; ++number)
            plan.push_back(
                {Duration(random.between(0, 4)), static_cast<std::uint16_t>(random.below(3)), asking, number});
    }
    QStringList first;
    for (int round = 0; round < 5; ++round) {
        // What one component asks for keeps its order; how the components take turns is shuffled.
        std::vector<std::size_t> next{0, 60, 120};
        Desk desk;
        for (std::size_t left = plan.size(); left > 0;) {
            const std::size_t asking = random.below(3);
            if (next[asking] == (asking + 1) * 60)
                continue;
            const Planned &work = plan[next[asking]++];
            desk.add(work.after, ComponentId{work.doing}, ComponentId{work.asking}, nameOf(work));
            --left;
        }
        const QStringList order = desk.runAll();
        QCOMPARE(order.size(), qsizetype(plan.size()));
        if (round == 0)
            first = order;
        QCOMPARE(order, first);
    }
}

void SchedulerTest::thePastIsTakenAsNow()
{
    Desk desk;
    desk.scheduler.advanceTo(start + 1s);
    PlatformTime at;
    desk.scheduler.schedule(start, desk.a, desk.a, [&] { at = desk.scheduler.now(); });
    QCOMPARE(desk.scheduler.nextAt(), std::optional(start + 1s));
    QVERIFY(desk.scheduler.runNext());
    QCOMPARE(at, start + 1s);
}

void SchedulerTest::timeMovesOnWithTheWork()
{
    Desk desk;
    desk.add(7ms, desk.a, desk.a, u"x"_s);
    QCOMPARE(desk.scheduler.now(), start);
    QVERIFY(desk.scheduler.runNext());
    QCOMPARE(desk.scheduler.now(), start + 7ms);
    QCOMPARE(desk.scheduler.doneCount(), std::uint64_t(1));
    QVERIFY(!desk.scheduler.runNext());
    QCOMPARE(desk.scheduler.now(), start + 7ms);
}

void SchedulerTest::timeIsMovedOnAndNeverBack()
{
    Desk desk;
    desk.scheduler.advanceTo(start + 5s);
    desk.scheduler.advanceTo(start + 1s);
    QCOMPARE(desk.scheduler.now(), start + 5s);
}

void SchedulerTest::cancelledWorkIsNotDone()
{
    Desk desk;
    const auto first = desk.add(1ms, desk.a, desk.a, u"first"_s);
    desk.add(2ms, desk.a, desk.a, u"second"_s);
    desk.scheduler.cancel(first);
    QCOMPARE(desk.scheduler.nextAt(), std::optional(start + 2ms));
    QCOMPARE(desk.runAll(), QStringList{u"second"_s});
}

void SchedulerTest::cancellingWhatIsDoneTouchesNothingElse()
{
    Desk desk;
    const auto first = desk.add(1ms, desk.a, desk.a, u"first"_s);
    QCOMPARE(desk.runAll(), QStringList{u"first"_s});
    desk.add(2ms, desk.a, desk.a, u"in its place"_s);
    desk.scheduler.cancel(first);
    desk.scheduler.cancel(Scheduler::WorkId{});
    QCOMPARE(desk.runAll(), QStringList{u"in its place"_s});
}

void SchedulerTest::aDeadProcessForgetsItsOwnWorkAndNotWhatOthersSentIt()
{
    Desk desk;
    desk.add(1ms, desk.a, desk.a, u"a for itself"_s);
    desk.add(2ms, desk.a, desk.b, u"b to a"_s);
    desk.add(3ms, desk.b, desk.a, u"a to b"_s);
    desk.add(4ms, desk.b, desk.b, u"b for itself"_s);
    desk.scheduler.dropOwn(desk.a);
    QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(3));
    QCOMPARE(desk.runAll(), (QStringList{u"b to a"_s, u"a to b"_s, u"b for itself"_s}));
}

void SchedulerTest::onlyOrdinaryWorkIsPending()
{
    Desk desk;
    desk.add(1ms, desk.a, desk.a, u"job"_s, Scheduler::Kind::Periodic);
    QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(0));
    const auto work = desk.add(2ms, desk.a, desk.a, u"work"_s);
    desk.add(3ms, desk.a, desk.a, u"more"_s);
    QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(2));
    desk.scheduler.cancel(work);
    QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(1));
    QCOMPARE(desk.runAll(), (QStringList{u"job"_s, u"more"_s}));
    QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(0));
}

void SchedulerTest::effectsLeaveAtTheirMessagesTime()
{
    Desk desk;
    desk.scheduler.advanceTo(start + 4ms);
    {
        const Scheduler::Leaving leaving(desk.scheduler, start + 1ms);
        QCOMPARE(desk.scheduler.now(), start + 1ms);
        {
            const Scheduler::Leaving inner(desk.scheduler, start + 2ms);
            QCOMPARE(desk.scheduler.now(), start + 2ms);
        }
        QCOMPARE(desk.scheduler.now(), start + 1ms);
    }
    QCOMPARE(desk.scheduler.now(), start + 4ms);
}

void SchedulerTest::noEffectReachesIntoTheWindowItCameFrom()
{
    Desk desk;
    desk.scheduler.advanceTo(start + 4ms);
    {
        const Scheduler::Leaving leaving(desk.scheduler, start + 1ms);
        desk.add(0ms, desk.a, desk.a, u"at once"_s);
        desk.add(7ms, desk.b, desk.a, u"after a hop"_s);
    }
    QCOMPARE(desk.scheduler.nextAt(), std::optional(start + 1ms + leastLatency));
    QCOMPARE(desk.runAll(), (QStringList{u"at once"_s, u"after a hop"_s}));
}

void SchedulerTest::workMayScheduleWorkForNow()
{
    Desk desk;
    desk.scheduler.schedule(start + 1ms, desk.b, desk.b, [&] {
        desk.done += u"outer"_s;
        desk.add(0ms, desk.a, desk.b, u"inner"_s);
    });
    desk.add(1ms, desk.c, desk.c, u"later component"_s);
    QCOMPARE(desk.runAll(), (QStringList{u"outer"_s, u"inner"_s, u"later component"_s}));
    QCOMPARE(desk.scheduler.now(), start + 1ms);
}

void SchedulerTest::whatIsPutOffStaysTheNext()
{
    Desk desk;
    bool isPutOff = true;
    desk.add(1ms, desk.a, desk.a, u"before"_s);
    const Scheduler::WorkId id = desk.scheduler.schedule(start + 2ms, desk.b, desk.b, [&] {
        if (isPutOff)
            desk.scheduler.putOff();
        else
            desk.done += u"put off"_s;
    });
    desk.add(2ms, desk.c, desk.c, u"after"_s);
    QVERIFY(desk.scheduler.runNext());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!desk.scheduler.runNext());
        QCOMPARE(desk.scheduler.now(), start + 2ms);
        QCOMPARE(desk.scheduler.nextAt(), std::optional(start + 2ms));
        QCOMPARE(desk.scheduler.doneBefore(), start + 1ms + Duration{1});
        QCOMPARE(desk.scheduler.doneCount(), std::uint64_t(1));
        QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(2));
    }
    isPutOff = false;
    QCOMPARE(desk.runAll(), (QStringList{u"before"_s, u"put off"_s, u"after"_s}));
    desk.scheduler.cancel(id);
    QCOMPARE(desk.scheduler.pendingOrdinary(), std::size_t(0));
}

void SchedulerTest::whatIsDoneOfAMomentIsCounted()
{
    Desk desk;
    desk.add(1ms, desk.a, desk.a, u"one"_s);
    desk.add(2ms, desk.a, desk.a, u"two"_s);
    bool isPutOff = true;
    desk.scheduler.schedule(start + 2ms, desk.b, desk.b, [&] {
        if (isPutOff)
            desk.scheduler.putOff();
    });
    QCOMPARE(desk.scheduler.doneNow(), std::uint64_t(0));
    QVERIFY(desk.scheduler.runNext());
    QCOMPARE(desk.scheduler.doneNow(), std::uint64_t(1));
    QVERIFY(desk.scheduler.runNext());
    QVERIFY(!desk.scheduler.runNext());
    QCOMPARE(desk.scheduler.doneNow(), std::uint64_t(1));
    isPutOff = false;
    QVERIFY(desk.scheduler.runNext());
    QCOMPARE(desk.scheduler.doneNow(), std::uint64_t(2));
    desk.scheduler.advanceTo(start + 3ms);
    QCOMPARE(desk.scheduler.doneNow(), std::uint64_t(0));
}

CURBSIDE_TEST(SchedulerTest)

} // namespace tst_scheduler

#include "tst_scheduler.moc"
