// SPDX-License-Identifier: GPL-3.0-or-later
// In a day of whole minutes without mishaps, what happens is what was planned, to the minute.
#include "tests/support/test_class.h"
#include "tests/world/town.h"

#include "services/world/mdrp_day.h"

#include <QDir>
#include <QTest>

namespace tst_whole_minutes {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// A stop as the Dispatch Engine planned it.
struct PlannedStop
{
    QString kind;
    PlatformTime arriveAt;
    PlatformTime leaveAt;
    std::vector<QString> attempts;
};

std::vector<PlannedStop> plannedStops(Town &town)
{
    std::vector<PlannedStop> stops;
    for (const QString &json : town.rows("dispatch", u"SELECT stops FROM trip ORDER BY id"_s)) {
        const auto document = JsonDocument::parse(json.toUtf8());
        document->root().forEachItem([&](JsonValue item) {
            Fields fields(item);
            PlannedStop stop{fields.required<QString>("kind"), fields.required<PlatformTime>("arriveAt"),
                             fields.required<PlatformTime>("leaveAt"), fields.list<QString>("attemptIds")};
            stops.push_back(std::move(stop));
        });
    }
    return stops;
}

/// When the lid was closed over an attempt's goods, by attempt and kind of stop.
std::map<std::pair<QString, QString>, PlatformTime> closings(Town &town)
{
    std::map<QString, std::pair<QString, QString>> tasks;
    for (const QString &row : town.rows("operations", u"SELECT id || ' ' || attempt_id || ' ' || type FROM task"_s)) {
        const QStringList words = row.split(u' ');
        tasks[words[0]] = {words[1], words[2]};
    }
    std::map<std::pair<QString, QString>, PlatformTime> closings;
    for (const QString &row :
         town.rows("state", u"SELECT task_id || ' ' || at FROM lid_event WHERE kind = 'Closed'"_s)) {
        const QStringList words = row.split(u' ');
        closings[tasks.at(words[0])] = fromMicroseconds(words[1].toLongLong());
    }
    return closings;
}

qint64 minuteOf(const Scenario &scenario, PlatformTime time)
{
    return std::chrono::floor<std::chrono::minutes>(time - scenario.startsAt).count();
}

void compareWithPlan(Town &town)
{
    const Motion &motion = town.scenario().motion;
    const auto closedAt = closings(town);
    int served = 0;
    for (const PlannedStop &stop : plannedStops(town)) {
        const qint64 service = stop.kind == u"Pickup" ? motion.pickupServiceMinutes : motion.dropoffServiceMinutes;
        const PlatformTime planned = stop.leaveAt - std::chrono::minutes(service / 2);
        for (const QString &attempt : stop.attempts) {
            const auto closed = closedAt.find({attempt, stop.kind});
            QVERIFY2(closed != closedAt.end(), qPrintable(stop.kind + u' ' + attempt));
            QCOMPARE(minuteOf(town.scenario(), closed->second), minuteOf(town.scenario(), planned));
            ++served;
        }
    }
    QCOMPARE(served, 2 * town.rows("deliveries", u"SELECT id FROM delivery WHERE status = 'Delivered'"_s).size());
    QCOMPARE(town.rows("world", u"SELECT id FROM stop WHERE arrived_at <> planned_arrival OR status <> 'Done'"_s),
             QStringList{});
}

} // namespace

class WholeMinutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStopIsMadeAsPlanned_data();
    void everyStopIsMadeAsPlanned();
};

void WholeMinutesTest::everyStopIsMadeAsPlanned_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("delivered");
    QTest::newRow("a small day") << QStringLiteral(CURBSIDE_SOURCE_DIR "/tests/world/data/mdrp-small") << 3;
    const QString days = qEnvironmentVariable("CURBSIDE_TEST_DATA") + u"/mdrp/"_s;
    QTest::newRow("505 orders") << days + u"0o100t100s1p100"_s << 505;
}

void WholeMinutesTest::everyStopIsMadeAsPlanned()
{
    QFETCH(const QString, folder);
    if (!QDir(folder).exists())
        QSKIP("needs the days in CURBSIDE_TEST_DATA");
    auto day = loadMdrpDay(folder, 1);
    QVERIFY2(day, qPrintable(day ? QString() : day.error()));
    Town town(std::move(*day), CommitGroup::Mode::Deferred);
    town.start();
    QVERIFY(town.runToRest(48h));
    QTEST(int(town.rows("deliveries", u"SELECT id FROM delivery WHERE status = 'Delivered'"_s).size()), "delivered");
    compareWithPlan(town);
}

CURBSIDE_TEST(WholeMinutesTest)

} // namespace tst_whole_minutes

#include "tst_whole_minutes.moc"
