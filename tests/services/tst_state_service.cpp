// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/state_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_state_service {

using namespace Qt::StringLiterals;
using namespace curbside;
using namespace curbside::state;

namespace {

constexpr auto taskId = "01890000-0000-7000-8000-000000000001";
constexpr auto otherTaskId = "01890000-0000-7000-8000-000000000002";

/// A report of R-1, "Maple" by name; what is not said is ordinary.
struct Report
{
    const char *driver = "Maple";
    double x = 12.5;
    double speed = 0;
    int battery = 90;
    bool onDuty = true;
    const char *arrivedForTask = nullptr;

    [[nodiscard]] QByteArray json() const
    {
        JsonWriter writer;
        writer.beginObject().member("driverName", driver).member("x", x).member("y", -3.25).member("heading", 271.4);
        writer.member("speed", speed).member("battery", battery).member("onDuty", onDuty);
        if (arrivedForTask)
            writer.member("arrivedForTask", arrivedForTask);
        return writer.endObject().take();
    }
};

QByteArray taskStatus(const char *task, const char *to, int version)
{
    JsonWriter writer;
    writer.beginObject().member("taskId", task).member("type", "Pickup").member("robotSerial", "R-1");
    return writer.member("to", to).member("version", version).endObject().take();
}

} // namespace

class StateServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void theFirstReportMakesTheRow();
    void aReportReplacesTheOneBefore();
    void whatChangesIsPublished_data();
    void whatChangesIsPublished();
    void everyChangeHasAVersionOfItsOwn();
    void aFirstReportTellsWhatMatters_data();
    void aFirstReportTellsWhatMatters();
    void arrivalNamesTheTask();
    void badReportsAreRefused_data();
    void badReportsAreRefused();
    void aDriverNameBelongsToOneRobot();
    void aRobotMayBeRenamed();
    void silenceMakesARobotOffline_data();
    void silenceMakesARobotOffline();
    void aReportAfterSilenceIsOnlineAgain();
    void lidEventsAreKeptAndPublished_data();
    void lidEventsAreKeptAndPublished();
    void badLidRequestsAreRefused_data();
    void badLidRequestsAreRefused();
    void aLidCommandIsPublished();
    void lidEventsAreListedByRobotAndTime();
    void aWrongArgumentInTheGraphIsRefused_data();
    void aWrongArgumentInTheGraphIsRefused();
    void robotsAreListedByPages();
    void aRobotIsFoundByItsDriver();
    void theCopyOfTheTaskFollowsOperations();
    void oldNewsOfATaskChangeNothing_data();
    void oldNewsOfATaskChangeNothing();
    void whatOperationsNoLongerTellsIsReadFromItsList();
    void unreadableEventsAreDeadLettered();

private:
    Answer report(const Report &report) { return m_platform->put(u"/robot/R-1/state"_s, report.json()); }
    QString robotNow(std::string_view member) { return m_platform->get(u"/robot/R-1"_s).text(member); }

    std::unique_ptr<ServiceFixture> m_platform;
};

void StateServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("state", makeStateService);
    m_platform->addNeighbour("operations");
    m_platform->start();
}

void StateServiceTest::theFirstReportMakesTheRow()
{
    QCOMPARE(m_platform->get(u"/robot/R-1"_s).status, 404);
    const Answer made = report({});
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Location"), "/robot/R-1");
    QCOMPARE(
        m_platform->get(u"/robot/R-1"_s).body,
        R"({"robotSerial":"R-1","driverName":"Maple","x":12.5,"y":-3.25,"heading":271,"speed":0,"battery":90,"lid":"Unknown",)"
        R"("connectivity":"Online","onDuty":true,"seenAt":"2026-03-02T09:00:00.100Z","createdAt":"2026-03-02T09:00:00.100Z",)"
        R"("updatedAt":"2026-03-02T09:00:00.100Z","version":1})");
}

void StateServiceTest::aReportReplacesTheOneBefore()
{
    report({});
    m_platform->runFor(15s);
    const Answer answer = report({.x = 20.0014, .speed = 1.25, .battery = 89});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"version":2})");
    QCOMPARE(m_platform->value(
                 u"SELECT x || ' ' || y || ' ' || speed || ' ' || battery || ' ' || version FROM robot_state"_s),
             u"20001 -3250 1250 89 2"_s);
    QCOMPARE(robotNow("createdAt"), u"2026-03-02T09:00:00.100Z"_s);
    QCOMPARE(robotNow("seenAt"), u"2026-03-02T09:00:15.100Z"_s);
}

void StateServiceTest::whatChangesIsPublished_data()
{
    QTest::addColumn<int>("batteryBefore");
    QTest::addColumn<bool>("onDutyBefore");
    QTest::addColumn<int>("batteryAfter");
    QTest::addColumn<bool>("onDutyAfter");
    QTest::addColumn<QStringList>("published");
    QTest::newRow("another metre is nobody's business") << 90 << true << 89 << true << QStringList{};
    QTest::newRow("going on duty") << 90 << false << 90 << true << QStringList{u"OnDuty"_s};
    QTest::newRow("going off duty") << 90 << true << 90 << false << QStringList{u"OffDuty"_s};
    QTest::newRow("twenty per cent is enough") << 21 << true << 20 << true << QStringList{};
    QTest::newRow("below twenty per cent is low") << 20 << true << 19 << true << QStringList{u"LowBattery"_s};
    QTest::newRow("low is said once") << 19 << true << 18 << true << QStringList{};
    QTest::newRow("a little charge does not bring it back") << 19 << true << 79 << true << QStringList{};
    QTest::newRow("charged, it is back") << 79 << true << 80 << true << QStringList{u"Online"_s};
    QTest::newRow("a new battery brings it back at once") << 5 << true << 100 << true << QStringList{u"Online"_s};
    QTest::newRow("two changes are two events")
        << 20 << true << 19 << false << QStringList{u"OffDuty"_s, u"LowBattery"_s};
}

void StateServiceTest::whatChangesIsPublished()
{
    QFETCH(const int, batteryBefore);
    QFETCH(const bool, onDutyBefore);
    QFETCH(const int, batteryAfter);
    QFETCH(const bool, onDutyAfter);
    QFETCH(const QStringList, published);
    report({.battery = batteryBefore, .onDuty = onDutyBefore});
    const std::size_t before = m_platform->published("state", "RobotStateChanged").size();
    report({.battery = batteryAfter, .onDuty = onDutyAfter});
    QStringList changes;
    const std::vector<EventPtr> events = m_platform->published("state", "RobotStateChanged");
    for (std::size_t i = before; i < events.size(); ++i)
        changes += JsonDocument::parse(events[i]->data)->root()["what"].toString().value_or(QString());
    QCOMPARE(changes, published);
}

void StateServiceTest::everyChangeHasAVersionOfItsOwn()
{
    report({.speed = 1});
    m_platform->runFor(2min);
    const Answer answer = report({.battery = 10, .onDuty = false, .arrivedForTask = taskId});
    QStringList changes;
    for (const EventPtr &event : m_platform->published("state", "RobotStateChanged")) {
        const auto data = JsonDocument::parse(event->data);
        changes += u"%1 %2"_s.arg(*data->root()["what"].toString()).arg(*data->root()["version"].toInteger());
    }
    QCOMPARE(
        changes,
        (QStringList{u"OnDuty 1"_s, u"Offline 2"_s, u"Online 3"_s, u"OffDuty 4"_s, u"LowBattery 5"_s, u"Arrived 6"_s}));
    QCOMPARE(answer["version"].toInteger(), 6);
    QCOMPARE(m_platform->get(u"/robot/R-1"_s)["version"].toInteger(), 6);
}

void StateServiceTest::aFirstReportTellsWhatMatters_data()
{
    QTest::addColumn<bool>("onDuty");
    QTest::addColumn<int>("battery");
    QTest::addColumn<int>("events");
    QTest::newRow("on duty is said") << true << 90 << 1;
    QTest::newRow("off duty goes without saying") << false << 90 << 0;
    QTest::newRow("on duty with a low battery is both") << true << 10 << 2;
}

void StateServiceTest::aFirstReportTellsWhatMatters()
{
    QFETCH(const bool, onDuty);
    QFETCH(const int, battery);
    QFETCH(const int, events);
    report({.battery = battery, .onDuty = onDuty});
    QCOMPARE(m_platform->takePublished().size(), events);
}

void StateServiceTest::arrivalNamesTheTask()
{
    report({});
    report({.arrivedForTask = taskId});
    QCOMPARE(
        m_platform->lastPublished("RobotStateChanged"),
        R"({"robotSerial":"R-1","driverName":"Maple","what":"Arrived","taskId":"01890000-0000-7000-8000-000000000001",)"
        R"("x":12.5,"y":-3.25,"battery":90,"connectivity":"Online","version":2})");
}

void StateServiceTest::badReportsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    const QByteArray good = Report{}.json();
    const auto with = [&](const char *from, const char *to) { return QByteArray(good).replace(from, to); };
    QTest::newRow("nothing") << QByteArray() << u""_s;
    QTest::newRow("no name") << with("\"Maple\"", "\"\"") << u"/driverName"_s;
    QTest::newRow("a place out of the world") << with("12.5", "1e9") << u"/x"_s;
    QTest::newRow("backwards") << with("\"speed\":0", "\"speed\":-1") << u"/speed"_s;
    QTest::newRow("a heading of two turns") << with("271.4", "720") << u"/heading"_s;
    QTest::newRow("more than full") << with("\"battery\":90", "\"battery\":101") << u"/battery"_s;
    QTest::newRow("half a per cent") << with("\"battery\":90", "\"battery\":89.5") << u"/battery"_s;
    QTest::newRow("duty as a text") << with(R"("onDuty":true)", R"("onDuty":"yes")") << u"/onDuty"_s;
    QTest::newRow("no task to arrive for") << with("true}", R"(true,"arrivedForTask":"T-1"})") << u"/arrivedForTask"_s;
}

void StateServiceTest::badReportsAreRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, pointer);
    const Answer answer = m_platform->put(u"/robot/R-1/state"_s, body);
    QCOMPARE(answer.status, 422);
    QStringList pointers;
    answer["errors"].forEachItem([&](JsonValue error) { pointers += error["pointer"].toString().value_or(u"none"_s); });
    QCOMPARE(pointers, QStringList{pointer});
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM robot_state"_s), u"0"_s);
}

void StateServiceTest::aDriverNameBelongsToOneRobot()
{
    report({});
    QCOMPARE(m_platform->put(u"/robot/R-2/state"_s, Report{}.json()).status, 422);
    QCOMPARE(m_platform->put(u"/robot/R-2/state"_s, Report{.driver = "Oak"}.json()).status, 201);
    QCOMPARE(m_platform->put(u"/robot/R-2/state"_s, Report{}.json()).status, 422);
    QCOMPARE(m_platform->get(u"/robot/R-2"_s).text("driverName"), u"Oak"_s);
}

void StateServiceTest::aRobotMayBeRenamed()
{
    report({});
    QCOMPARE(report({.driver = "Elm"}).status, 200);
    QCOMPARE(robotNow("driverName"), u"Elm"_s);
}

void StateServiceTest::silenceMakesARobotOffline_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<int>("silenceSeconds");
    QTest::addColumn<QString>("connectivity");
    QTest::newRow("moving, 59 seconds are patience") << 1.5 << 59 << u"Online"_s;
    QTest::newRow("moving, 60 seconds and the job's interval") << 1.5 << 70 << u"Offline"_s;
    QTest::newRow("standing, it may be silent for longer") << 0.0 << 659 << u"Online"_s;
    QTest::newRow("standing, 11 minutes and the job's interval") << 0.0 << 670 << u"Offline"_s;
}

void StateServiceTest::silenceMakesARobotOffline()
{
    QFETCH(const double, speed);
    QFETCH(const int, silenceSeconds);
    QFETCH(const QString, connectivity);
    report({.speed = speed});
    m_platform->takePublished();
    m_platform->runFor(std::chrono::seconds(silenceSeconds));
    QCOMPARE(robotNow("connectivity"), connectivity);
    const bool isOffline = connectivity == u"Offline";
    QCOMPARE(m_platform->takePublished(), isOffline ? QStringList{u"RobotStateChanged R-1"_s} : QStringList{});
    m_platform->runFor(30s);
    if (isOffline)
        QCOMPARE(m_platform->takePublished(), QStringList{});
}

void StateServiceTest::aReportAfterSilenceIsOnlineAgain()
{
    report({.speed = 1});
    m_platform->runFor(2min);
    m_platform->takePublished();
    report({.speed = 1});
    QCOMPARE(m_platform->takePublished(), QStringList{u"RobotStateChanged R-1"_s});
    QCOMPARE(JsonDocument::parse(m_platform->lastPublished("RobotStateChanged"))->root()["what"].toString(),
             u"Online"_s);
    QCOMPARE(robotNow("connectivity"), u"Online"_s);
}

void StateServiceTest::lidEventsAreKeptAndPublished_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("lid");
    QTest::newRow("opened") << u"Opened"_s << u"Open"_s;
    QTest::newRow("closed") << u"Closed"_s << u"Closed"_s;
    QTest::newRow("jammed") << u"Jammed"_s << u"Jammed"_s;
}

void StateServiceTest::lidEventsAreKeptAndPublished()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, lid);
    report({});
    const Answer answer = m_platform->post(
        u"/robot/R-1/lid-events"_s,
        u"{\"kind\":\"%1\",\"actor\":\"Merchant\",\"taskId\":\"%2\"}"_s.arg(kind, QString::fromLatin1(taskId))
            .toUtf8());
    QCOMPARE(answer.status, 201);
    QCOMPARE(robotNow("lid"), lid);
    QCOMPARE(m_platform->get(QString::fromUtf8(answer.header("Location"))).body, answer.body);
    QCOMPARE(m_platform->lastPublished("LidEvent"),
             u"{\"robotSerial\":\"R-1\",\"driverName\":\"Maple\",\"lidEventId\":\"%1\",\"kind\":\"%2\",\"actor\":"
             u"\"Merchant\","
             "\"taskId\":\"%3\",\"version\":2}"_s.arg(answer.text("id"), kind, QString::fromLatin1(taskId))
                 .toUtf8());
}

void StateServiceTest::badLidRequestsAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("httpStatus");
    QTest::newRow("a lid event of a robot never seen")
        << u"/robot/R-9/lid-events"_s << QByteArray(R"({"kind":"Opened","actor":"Unknown"})") << 404;
    QTest::newRow("a lid event of no kind")
        << u"/robot/R-1/lid-events"_s << QByteArray(R"({"actor":"Unknown"})") << 422;
    QTest::newRow("a lid event by nobody") << u"/robot/R-1/lid-events"_s << QByteArray(R"({"kind":"Opened"})") << 422;
    QTest::newRow("a lid event by a dog")
        << u"/robot/R-1/lid-events"_s << QByteArray(R"({"kind":"Opened","actor":"Dog"})") << 422;
    QTest::newRow("a command to a robot never seen")
        << u"/robot/R-9/lid"_s << QByteArray(R"({"command":"open"})") << 404;
    QTest::newRow("a command that is none") << u"/robot/R-1/lid"_s << QByteArray(R"({"command":"Open"})") << 422;
}

void StateServiceTest::badLidRequestsAreRefused()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    QFETCH(const int, httpStatus);
    report({});
    m_platform->takePublished();
    QCOMPARE(m_platform->post(path, body).status, httpStatus);
    QCOMPARE(m_platform->takePublished(), QStringList{});
    QCOMPARE(robotNow("lid"), u"Unknown"_s);
}

void StateServiceTest::aLidCommandIsPublished()
{
    report({});
    const Answer answer = m_platform->post(u"/robot/R-1/lid"_s, R"({"command":"open","requestedBy":"operator-1"})");
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.header("Location"), "/robot/R-1");
    QCOMPARE(m_platform->lastPublished("LidCommandIssued"),
             R"({"robotSerial":"R-1","command":"open","requestedBy":"operator-1","version":1})");
    QCOMPARE(robotNow("lid"), u"Unknown"_s);
}

void StateServiceTest::lidEventsAreListedByRobotAndTime()
{
    report({});
    m_platform->put(u"/robot/R-2/state"_s, Report{.driver = "Oak"}.json());
    const auto happen = [&](const QString &robot, const QByteArray &kind) {
        m_platform->post(u"/robot/%1/lid-events"_s.arg(robot), R"({"kind":")" + kind + R"(","actor":"Operator"})");
        m_platform->runFor(1s);
    };
    happen(u"R-1"_s, "Opened");
    happen(u"R-2"_s, "Opened");
    const QString later = QString::fromLatin1(toRfc3339(m_platform->now()));
    happen(u"R-1"_s, "Closed");
    const auto kinds = [&](const QString &query) {
        QStringList found;
        m_platform->get(u"/lid-events"_s + query)["items"].forEachItem(
            [&](JsonValue item) { found += *item["robotSerial"].toString() + u' ' + *item["kind"].toString(); });
        return found;
    };
    QCOMPARE(kinds(u""_s), (QStringList{u"R-1 Opened"_s, u"R-2 Opened"_s, u"R-1 Closed"_s}));
    QCOMPARE(kinds(u"?robot=R-1"_s), (QStringList{u"R-1 Opened"_s, u"R-1 Closed"_s}));
    QCOMPARE(kinds(u"?since="_s + later), QStringList{u"R-1 Closed"_s});
    QCOMPARE(kinds(u"?robot=R-2&since="_s + later), QStringList{});
    QCOMPARE(m_platform->get(u"/lid-events?since=yesterday"_s).status, 422);
}

void StateServiceTest::aWrongArgumentInTheGraphIsRefused_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QByteArray>("fault");
    const QByteArray noNumber = "The argument \\\"limit\\\" is not a number from 1 to 1000.";
    QTest::newRow("no time") << QByteArray(R"(since: \"yesterday\")")
                             << QByteArray("The argument \\\"since\\\" is not a time as in 2026-03-02T11:42:07.318Z.");
    QTest::newRow("a negative number") << QByteArray("limit: -1") << noNumber;
    QTest::newRow("none") << QByteArray("limit: 0") << noNumber;
    QTest::newRow("too many") << QByteArray("limit: 1001") << noNumber;
}

void StateServiceTest::aWrongArgumentInTheGraphIsRefused()
{
    QFETCH(const QByteArray, argument);
    QFETCH(const QByteArray, fault);
    report({});
    const Answer answer = m_platform->post(
        u"/graphql"_s,
        R"({"query":"{ _entities(representations: [{__typename: \"Robot\", serial: \"R-1\"}]) { ... on Robot { lidEvents()"
            + argument + R"() { id } } } }"})");
    QVERIFY2(answer.body.contains(fault), answer.body.constData());
    QVERIFY(answer.body.endsWith(R"("data":{"_entities":[{"lidEvents":null}]}})"));
}

void StateServiceTest::robotsAreListedByPages()
{
    for (const char *name : {"A", "B", "C"})
        m_platform->put(u"/robot/%1/state"_s.arg(QString::fromLatin1(name)), Report{.driver = name}.json());
    const Answer first = m_platform->get(u"/robots?limit=2"_s);
    QCOMPARE(first["items"].size(), 2U);
    const Answer second = m_platform->get(u"/robots?limit=2&cursor="_s + first.text("next"));
    QCOMPARE(second["items"].size(), 1U);
    QVERIFY(second["next"].isAbsent());
}

void StateServiceTest::aRobotIsFoundByItsDriver()
{
    report({});
    QCOMPARE(m_platform->get(u"/robot-by-driver/Maple"_s).text("robotSerial"), u"R-1"_s);
    QCOMPARE(m_platform->get(u"/robot-by-driver/Oak"_s).status, 404);
}

void StateServiceTest::theCopyOfTheTaskFollowsOperations()
{
    report({});
    m_platform->tellAndSettle("operations", "TaskStatusChanged", taskId, taskStatus(taskId, "Assigned", 2));
    QCOMPARE(robotNow("taskId"), QString());
    m_platform->tellAndSettle("operations", "TaskStatusChanged", taskId, taskStatus(taskId, "InProgress", 3));
    QCOMPARE(robotNow("taskId"), QString::fromLatin1(taskId));
    report({});
    QCOMPARE(robotNow("taskId"), QString::fromLatin1(taskId));
    m_platform->tellAndSettle("operations", "TaskStatusChanged", otherTaskId, taskStatus(otherTaskId, "Completed", 4));
    QCOMPARE(robotNow("taskId"), QString::fromLatin1(taskId));
    m_platform->tellAndSettle("operations", "TaskStatusChanged", taskId, taskStatus(taskId, "Completed", 4));
    QCOMPARE(robotNow("taskId"), QString());
    QCOMPARE(m_platform->value(u"SELECT task_id_version || ' ' || version FROM robot_state"_s), u"4 4"_s);
}

void StateServiceTest::oldNewsOfATaskChangeNothing_data()
{
    QTest::addColumn<QByteArray>("news");
    QTest::addColumn<QString>("task");
    QTest::newRow("an older version of the same task")
        << taskStatus(taskId, "Cancelled", 2) << QString::fromLatin1(taskId);
    QTest::newRow("a newer version of the same task") << taskStatus(taskId, "Cancelled", 4) << QString();
    QTest::newRow("the next task, whatever its version")
        << taskStatus(otherTaskId, "InProgress", 1) << QString::fromLatin1(otherTaskId);
    QTest::newRow("a task of a robot never seen")
        << taskStatus(otherTaskId, "InProgress", 1).replace("R-1", "R-9") << QString::fromLatin1(taskId);
}

void StateServiceTest::oldNewsOfATaskChangeNothing()
{
    QFETCH(const QByteArray, news);
    QFETCH(const QString, task);
    report({});
    m_platform->tellAndSettle("operations", "TaskStatusChanged", taskId, taskStatus(taskId, "InProgress", 3));
    m_platform->tellAndSettle("operations", "TaskStatusChanged", "news", news);
    QCOMPARE(robotNow("taskId"), task);
}

void StateServiceTest::whatOperationsNoLongerTellsIsReadFromItsList()
{
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("state", makeStateService);
    NeighbourScript &operations = m_platform->addNeighbour("operations");
    operations.answer = [](const Request &request) -> Response {
        if (request.path != u"/tasks")
            return Problem::notFound(u"script", request.path);
        return Response::json(
            QByteArray(R"({"items":[{"id":"TASK","robotSerial":"R-1","status":"InProgress","version":3,)"
                       R"("updatedAt":"2026-03-02T08:59:00.000Z"}]})")
                .replace("TASK", taskId));
    };
    m_platform->start();
    report({});
    // Passed over, and not noted in the database yet when the memory is lost; then the log no longer has it.
    m_platform->tellAndSettle("operations", "Something", "x", "{}");
    m_platform->process("operations").database().execute(u"DELETE FROM outbox"_s);
    m_platform->crash("state");
    m_platform->runFor(1s);
    QCOMPARE(robotNow("taskId"), QString::fromLatin1(taskId));
}

void StateServiceTest::unreadableEventsAreDeadLettered()
{
    m_platform->tellAndSettle("operations", "TaskStatusChanged", "x", R"({"taskId":"x"})");
    QCOMPARE(m_platform->get(u"/dead-letters"_s)["items"].size(), 1U);
}

CURBSIDE_TEST(StateServiceTest)

} // namespace tst_state_service

#include "tst_state_service.moc"
