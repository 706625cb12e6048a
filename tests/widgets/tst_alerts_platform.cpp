// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts on the real platform: what goes wrong there is told, and it ends when it is made good.
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/alerts/alert_thresholds.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

namespace tst_alerts_platform {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

bool isPickupUnderWay(const JsonValue &task)
{
    return textIn(task, "type") == u"Pickup" && textIn(task, "status") == u"InProgress";
}

/// The window on a platform that stands still at a moment of its time.
struct Stage
{
    QTemporaryDir folder;
    std::unique_ptr<EmbeddedLink> link;
    std::unique_ptr<MainWindow> window;

    void open(const QString &scenario, Duration at)
    {
        link = std::make_unique<EmbeddedLink>(pausedRun(folder, at, scenario));
        window = std::make_unique<MainWindow>(*link);
        alerts().setPause(0);
        QSignalSpy reached(link.get(), &EmbeddedLink::pauseReached);
        QVERIFY(reached.wait(patienceMs));
        settle();
    }
    /// Goes on until that moment, and stands still again.
    void goOnTo(Duration at)
    {
        QSignalSpy reached(link.get(), &EmbeddedLink::pauseReached);
        link->runUntil(at);
        QVERIFY(reached.wait(patienceMs));
        settle();
    }
    /// Everything shows where the platform stands; during an outage some lists cannot.
    void settle()
    {
        const Entities &entities = window->entities();
        const auto isRead = [&] {
            return entities.isCurrent() || !entities.feedOf(entities.tasks).failure().isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isRead() && alerts().isCurrent() && link->pendingAnswers() == 0, patienceMs);
    }
    Alerts &alerts() { return window->alertDesk().alerts(); }
    /// Those of a kind that are open, by their key.
    QMap<QString, Finding> open(AlertKind kind)
    {
        QMap<QString, Finding> found;
        for (const AlertGroup &group : alerts().groups()) {
            for (const Alert &alert : group.members) {
                if (alert.finding.kind == kind)
                    found.insert(alert.finding.key, alert.finding);
            }
        }
        return found;
    }
    int endedOf(AlertKind kind)
    {
        return int(
            std::ranges::count_if(alerts().ended(), [&](const Alert &alert) { return alert.finding.kind == kind; }));
    }
    /// The keys of the gateway's things of which that is so.
    QStringList keysOf(const QString &path, std::string_view key, const std::function<bool(const JsonValue &)> &test)
    {
        QStringList keys;
        bool isAnswered = false;
        link->get(u"gateway"_s, path, [&](int, const QByteArray &body) {
            const auto page = JsonDocument::parse(body);
            page->root()["items"].forEachItem([&](JsonValue item) {
                if (test(item))
                    keys.append(textIn(item, key));
            });
            isAnswered = true;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isAnswered, patienceMs); }();
        keys.sort();
        return keys;
    }
    QStringList robotsOf(const std::function<bool(const JsonValue &state)> &test)
    {
        return keysOf(u"/robots?limit=1000"_s, "serial", [&](const JsonValue &robot) { return test(robot["state"]); });
    }
    /// One row of Deliveries' database, from outside, as nobody should; the list tells it as a change of now.
    void changeByHand(QByteArray statement)
    {
        statement.replace("SET ", "SET updated_at = " + QByteArray::number(link->status().now) + ", ");
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(folder.filePath(u"w/deliveries.sqlite"_s).toUtf8().constData(), &database), SQLITE_OK);
        sqlite3_busy_timeout(database, patienceMs);
        const int outcome = sqlite3_exec(database, statement.constData(), nullptr, nullptr, nullptr);
        const int changed = sqlite3_changes(database);
        sqlite3_close(database);
        QCOMPARE(outcome, SQLITE_OK);
        QCOMPARE(changed, 1);
    }
    void inject(const QByteArray &rule) { post(u"gateway"_s, u"/control/faults"_s, rule); }
    void post(const QString &endpoint, const QString &path, const QByteArray &body = {})
    {
        int status = 0;
        link->post(endpoint, path, body, [&](int given, const QByteArray &) { status = given; });
        QTRY_VERIFY_WITH_TIMEOUT(status != 0, patienceMs);
        QVERIFY2(status >= 200 && status < 300, qPrintable(u"%1 %2"_s.arg(path).arg(status)));
    }
    /// A busy place where these mishaps strike.
    QString scenarioWith(const QJsonObject &mishaps)
    {
        QFile file(QStringLiteral(CURBSIDE_SOURCE_DIR "/resources/scenarios/small-busy.json"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QJsonObject scenario = QJsonDocument::fromJson(file.readAll()).object();
        scenario[u"mishaps"_s] = mishaps;
        QFile changed(folder.filePath(u"mishaps.json"_s));
        if (!changed.open(QIODevice::WriteOnly) || changed.write(QJsonDocument(scenario).toJson()) < 0)
            return {};
        return changed.fileName();
    }
};

} // namespace

class AlertsPlatformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyJamIsTold();
    void everyLidOpenOnTheWayIsTold();
    void everyRobotOffTheAirIsTold();
    void everyBatteryThatRunsOutIsTold();
    void anOutageIsToldAndEnds();
    void whatAHandlerRefusesIsParkedThenDeadThenReplayed();
    void everyDeliveryThatIsLateIsTold();
    void everyStuckSagaIsToldAndGoesOnWhenAPersonHasDecided();
    void aCopyChangedByHandIsToldUntilItAgreesAgain();
    void anOrdinaryHourIsQuiet();
};

void AlertsPlatformTest::everyJamIsTold()
{
    Stage stage;
    stage.open(u"lid-trouble"_s, 15min);
    const QStringList jammed = stage.robotsOf([](const JsonValue &state) { return textIn(state, "lid") == u"Jammed"; });
    QCOMPARE(jammed.size(), 2);
    QCOMPARE(stage.open(AlertKind::LidJammed).keys(), jammed);
    stage.goOnTo(28min);
    QVERIFY(stage.endedOf(AlertKind::LidJammed) >= 2);
    QCOMPARE(stage.open(AlertKind::LidJammed).keys(),
             stage.robotsOf([](const JsonValue &state) { return textIn(state, "lid") == u"Jammed"; }));
}

void AlertsPlatformTest::everyLidOpenOnTheWayIsTold()
{
    Stage stage;
    stage.open(stage.scenarioWith({{u"strayLidOpeningsPerMillionDrivingMinutes"_s, 900'000}}), 9min);
    const auto driving = [](const JsonValue &state) {
        return textIn(state, "lid") == u"Open" && state["speed"].toDouble().value_or(0) > 0;
    };
    const QStringList open = stage.robotsOf(driving);
    QVERIFY(!open.isEmpty());
    QCOMPARE(stage.open(AlertKind::LidOpenDriving).keys(), open);
}

void AlertsPlatformTest::everyRobotOffTheAirIsTold()
{
    Stage stage;
    const QJsonObject silence{{u"from"_s, 200}, {u"to"_s, 300}};
    stage.open(
        stage.scenarioWith({{u"linkLossesPerMillionDrivingMinutes"_s, 500'000}, {u"linkLossSeconds"_s, silence}}),
        9min);
    const auto isSilent = [](const JsonValue &state) { return textIn(state, "connectivity") == u"Offline"; };
    const QStringList silent = stage.robotsOf(isSilent);
    QVERIFY(!silent.isEmpty());
    QCOMPARE(stage.open(AlertKind::RobotOffline).keys(), silent);
    stage.goOnTo(16min);
    QVERIFY(stage.endedOf(AlertKind::RobotOffline) > 0);
}

void AlertsPlatformTest::everyBatteryThatRunsOutIsTold()
{
    Stage stage;
    const QJsonObject drops{{u"batteryDropsPerMillionDrivingMinutes"_s, 400'000}, {u"batteryDropPercent"_s, 60}};
    stage.open(stage.scenarioWith(drops), 90s);
    const auto isEmpty = [&] { return stage.open(AlertKind::RobotLowBattery).isEmpty(); };
    for (Duration at = 2min; at < 12min && isEmpty(); at += 20s)
        stage.goOnTo(at);
    const auto low = stage.open(AlertKind::RobotLowBattery);
    QVERIFY(!low.isEmpty());
    const QStringList empty =
        stage.robotsOf([](const JsonValue &state) { return state["battery"].toInteger().value_or(100) < 20; });
    for (const QString &serial : low.keys())
        QVERIFY(empty.contains(serial));
}

void AlertsPlatformTest::anOutageIsToldAndEnds()
{
    Stage stage;
    stage.open(u"operations-outage"_s, 24min);
    const auto away = stage.open(AlertKind::ConsumerLagging);
    QCOMPARE(away.keys(), QStringList{u"operations/down"_s});
    const qint64 began = stage.link->description().startsAt + 20 * thresholds::minute;
    QVERIFY(away.first().since >= began && away.first().since < began + thresholds::minute);
    QVERIFY(!away.first().deliveries.isEmpty());
    QVERIFY(stage.open(AlertKind::CopyDiverged).isEmpty());
    stage.goOnTo(40min);
    QCOMPARE(stage.open(AlertKind::ConsumerLagging).keys(), QStringList());
    QVERIFY(stage.endedOf(AlertKind::ConsumerLagging) > 0);
}

void AlertsPlatformTest::whatAHandlerRefusesIsParkedThenDeadThenReplayed()
{
    Stage stage;
    stage.open(u"small-busy"_s, 1min);
    stage.inject(R"({"kind":"HandlerFailing","service":"operations","type":"curbside.state.LidEvent","for":"16m"})");
    stage.goOnTo(9min);
    QVERIFY(stage.open(AlertKind::ConsumerLagging).contains(u"operations/state/parked"_s));
    stage.goOnTo(19min);
    const auto dead = stage.open(AlertKind::DeadLetter);
    QVERIFY(!dead.isEmpty());
    for (const Finding &letter : dead)
        stage.post(letter.service, u"/dead-letter/"_s + letter.about + u"/replay"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stage.open(AlertKind::DeadLetter).isEmpty(), patienceMs);
    QCOMPARE(stage.endedOf(AlertKind::DeadLetter), int(dead.size()));
}

void AlertsPlatformTest::everyDeliveryThatIsLateIsTold()
{
    Stage stage;
    stage.open(u"small-busy"_s, 4min);
    stage.inject(R"({"kind":"CutOff","service":"dispatch","for":"20m"})"); // nothing is planned meanwhile
    stage.goOnTo(24min + 30s);
    const auto isLate = [&](const JsonValue &delivery) {
        static const QStringList ended{u"Delivered"_s, u"Returned"_s, u"Failed"_s, u"Cancelled"_s, u"Returning"_s};
        const qint64 promised = momentIn(delivery, "promisedAt");
        return promised != 0 && promised < stage.link->status().now && !ended.contains(textIn(delivery, "status"));
    };
    const auto lateOnes = [&] {
        QStringList late;
        for (const Finding &finding : stage.open(AlertKind::DeliveryLate)) {
            if (finding.severity == Severity::Bad)
                late.append(finding.key);
        }
        return late;
    };
    const QStringList late = stage.keysOf(u"/deliveries?limit=1000"_s, "id", isLate);
    QVERIFY(!late.isEmpty());
    QCOMPARE(lateOnes(), late);
    stage.goOnTo(2h);
    QCOMPARE(lateOnes(), stage.keysOf(u"/deliveries?limit=1000"_s, "id", isLate));
    QVERIFY(stage.endedOf(AlertKind::DeliveryLate) >= int(late.size() - lateOnes().size()));
    QVERIFY(lateOnes().size() < late.size());
}

/// A compensation that is not answered for a day has failed for good.
void AlertsPlatformTest::everyStuckSagaIsToldAndGoesOnWhenAPersonHasDecided()
{
    Stage stage;
    stage.open(u"small-busy"_s, 4min);
    const QStringList tasks = stage.keysOf(u"/tasks?limit=1000"_s, "id", isPickupUnderWay);
    QVERIFY(!tasks.isEmpty());
    stage.inject(R"({"kind":"CallFailing","from":"deliveries","to":"dispatch","for":"25h"})");
    stage.post(u"gateway"_s, u"/tasks/"_s + tasks.front() + u"/fail"_s, R"({"reason":"way is blocked"})");
    stage.goOnTo(25h + 10min);
    const auto stuck = stage.open(AlertKind::SagaStuck);
    const auto any = [](const JsonValue &) { return true; };
    QVERIFY(!stuck.isEmpty());
    QCOMPARE(stuck.keys(), stage.keysOf(u"/sagas?state=Stuck&limit=1000"_s, "id", any));
    for (const Finding &saga : stuck)
        stage.post(saga.service, u"/saga/"_s + saga.about + u"/retry"_s);
    stage.goOnTo(25h + 12min);
    QCOMPARE(stage.open(AlertKind::SagaStuck).keys(), QStringList());
    QCOMPARE(stage.endedOf(AlertKind::SagaStuck), int(stuck.size()));
}

void AlertsPlatformTest::aCopyChangedByHandIsToldUntilItAgreesAgain()
{
    Stage stage;
    stage.open(u"small-busy"_s, 12min);
    const QByteArray delivered = "(SELECT id FROM delivery WHERE status = 'Delivered' ORDER BY number LIMIT 1)";
    stage.changeByHand("UPDATE delivery SET task_status = 'InProgress' WHERE id = " + delivered);
    for (Duration at = 13min; at < 30min && stage.open(AlertKind::CopyDiverged).isEmpty(); at += 1min)
        stage.goOnTo(at);
    const auto diverged = stage.open(AlertKind::CopyDiverged);
    QCOMPARE(diverged.size(), 1);
    QVERIFY2(diverged.first().what.contains(u"\"InProgress\""), qPrintable(diverged.first().what));
    QVERIFY2(diverged.first().what.contains(u"\"Completed\""), qPrintable(diverged.first().what));
    stage.changeByHand("UPDATE delivery SET task_status = 'Completed' WHERE id = " + delivered);
    stage.goOnTo(32min);
    QCOMPARE(stage.open(AlertKind::CopyDiverged).keys(), QStringList());
    QCOMPARE(stage.endedOf(AlertKind::CopyDiverged), 1);
}

void AlertsPlatformTest::anOrdinaryHourIsQuiet()
{
    Stage stage;
    stage.open(u"quiet-morning"_s, 60min);
    QVERIFY2(stage.alerts().groups().size() <= 2, "a quiet morning is quiet");
}

CURBSIDE_WINDOW_TEST(AlertsPlatformTest)

} // namespace tst_alerts_platform

#include "tst_alerts_platform.moc"
