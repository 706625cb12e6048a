// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_program_gateway {

using namespace curbside;
using namespace Qt::StringLiterals;

// The gateway over HTTP: what it joins from the services, what it passes on to them, and the control of the simulation.
class ProgramGatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void aDeliveryComesWithAllThatBelongsToIt();
    void everyRobotComesWithItsState();
    void aFilterLetsOnlyItsOwnThrough_data();
    void aFilterLetsOnlyItsOwnThrough();
    void anActionIsRefusedByTheRules_data();
    void anActionIsRefusedByTheRules();
    void aFailedDeliveryIsTriedAgain();
    void aDeliveryIsCancelledBeforeItIsLoaded();
    void aDeliveryIsReassignedToWhoCan_data();
    void aDeliveryIsReassignedToWhoCan();
    void anOperatorIsCalled();
    void aTaskIsAssignedToAnOperator();
    void aRobotIsHeldAndReleased();
    void aRobotGoesOutOfServiceAndBack();
    void aDeletedDeliveryIsGone();
    void timeGoesStepByStep();
    void theSpeedIsSet_data();
    void theSpeedIsSet();
    void faultsAreAddedAndTakenBack();
    void aPartThatIsMissingIsAProblem();
    void aFaultAtNobodyIsRefusedWithItsPointer();
    void aKeyCountsForControlToo();

private:
    [[nodiscard]] HttpReply get(const QByteArray &target) const { return m_run->get(Port::Gateway, target); }
    [[nodiscard]] HttpReply post(const QByteArray &target, const QByteArray &body = {},
                                 const HttpFields &fields = {}) const
    {
        return m_run->post(Port::Gateway, target, body, fields);
    }
    [[nodiscard]] QByteArray deliveryThatIs(const QByteArray &status) const
    {
        return get("/deliveries?limit=1&status=" + status).texts("id").value(0).toUtf8();
    }
    [[nodiscard]] QByteArray newDelivery() const;
    /// Whose merchant's own task was failed for want of a customer: there is no other attempt then.
    [[nodiscard]] QByteArray failedDelivery() const;

    QTemporaryDir m_folder;
    std::unique_ptr<PlatformRun> m_run;
};

void ProgramGatewayTest::initTestCase()
{
    m_run = std::make_unique<PlatformRun>(m_folder.filePath(u"w"_s),
                                          QStringList{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(m_run->isServing());
    QVERIFY(m_run->hasComeToRest());
}

void ProgramGatewayTest::cleanupTestCase()
{
    if (m_run)
        QCOMPARE(m_run->stop(SIGTERM).status, 0);
    m_run.reset();
}

void ProgramGatewayTest::init()
{
    QCOMPARE(post("/control/resume").status, 200);
    QVERIFY(m_run->hasComeToRest());
}

/// Posts an order and lets time go on just until its delivery is there; time then stands.
QByteArray ProgramGatewayTest::newDelivery() const
{
    static int count = 0;
    const HttpReply merchant = m_run->get(Port::Integrations, "/merchants?limit=1");
    const QByteArray body = R"({"partnerId":"PARTNER","merchantId":"MERCHANT","externalId":"G-)"
        + QByteArray::number(++count) + R"(","dropoff":{"x":100,"y":100}})";
    static_cast<void>(post("/control/pause"));
    static_cast<void>(m_run->post(Port::Integrations, "/orders",
                                  QByteArray(body)
                                      .replace("PARTNER", merchant.texts("partnerId").value(0).toUtf8())
                                      .replace("MERCHANT", merchant.texts("id").value(0).toUtf8())));
    for (int step = 0; step < 50; ++step) {
        if (const QByteArray id = deliveryThatIs("Pending"); !id.isEmpty())
            return id;
        static_cast<void>(post("/control/step"));
    }
    return {};
}

void ProgramGatewayTest::aDeliveryComesWithAllThatBelongsToIt()
{
    const QByteArray id = deliveryThatIs("Delivered");
    const HttpReply reply = get("/deliveries/" + id);
    QCOMPARE(reply.status, 200);
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY(document);
    const JsonValue root = document->root();
    QCOMPARE(root["delivery"]["id"].toString().value_or(QString()).toUtf8(), id);
    QStringList attempts;
    root["attempts"].forEachItem([&](JsonValue attempt) {
        QCOMPARE(attempt["deliveryId"].toString().value_or(QString()).toUtf8(), id);
        attempts += attempt["status"].toString().value_or(QString());
    });
    QVERIFY(attempts.contains(u"Completed"_s));
    QStringList tasks;
    root["tasks"].forEachItem([&](JsonValue task) { tasks += task["id"].toString().value_or(QString()); });
    QVERIFY(tasks.size() >= 2);
    QCOMPARE(root["robot"]["driverName"].toString(), root["delivery"]["driverName"].toString());
    int lidEvents = 0;
    root["lidEvents"].forEachItem([&](JsonValue event) {
        ++lidEvents;
        QVERIFY(tasks.contains(event["taskId"].toString().value_or(QString())));
    });
    QVERIFY(lidEvents >= 4); // opened and closed, by the merchant and by the customer
    int sagas = 0;
    root["sagas"].forEachItem([&](JsonValue saga) {
        ++sagas;
        QCOMPARE(saga["subject"].toString().value_or(QString()).toUtf8(), id);
    });
    QVERIFY(sagas >= 1);
}

void ProgramGatewayTest::everyRobotComesWithItsState()
{
    const HttpReply page = get("/robots?limit=2&cursor=CR-0003");
    const auto document = JsonDocument::parse(page.body);
    QVERIFY(document);
    QStringList serials;
    document->root()["items"].forEachItem([&](JsonValue robot) {
        serials += robot["serial"].toString().value_or(QString());
        QCOMPARE(robot["state"]["robotSerial"].toString().value_or(QString()), serials.last());
    });
    QCOMPARE(serials, (QStringList{u"CR-0004"_s, u"CR-0005"_s}));
}

void ProgramGatewayTest::aFilterLetsOnlyItsOwnThrough_data()
{
    QTest::addColumn<Port>("port");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("member");
    const auto row = [](const char *name, Port port, const QByteArray &list, const QByteArray &member) {
        QTest::newRow(name) << port << list << member;
    };
    row("deliveries by status", Port::Gateway, "/deliveries?status=", "status");
    row("tasks by robot", Port::Gateway, "/tasks?robot=", "robotSerial");
    row("tasks by status", Port::Gateway, "/tasks?status=", "status");
    row("tasks by delivery", Port::Operations, "/tasks?delivery=", "deliveryId");
    row("lid events by robot", Port::Gateway, "/lid-events?robot=", "robotSerial");
    row("sagas by subject", Port::Gateway, "/sagas?subject=", "subject");
    row("sagas by state", Port::Gateway, "/sagas?state=", "state");
    row("attempts by delivery", Port::Deliveries, "/attempts?delivery=", "deliveryId");
    row("states by serials", Port::State, "/robots?serials=", "robotSerial");
    row("orders by status", Port::Integrations, "/orders?status=", "status");
}

void ProgramGatewayTest::aFilterLetsOnlyItsOwnThrough()
{
    QFETCH(Port, port);
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, member);
    const std::string_view name(member.constData(), static_cast<std::size_t>(member.size()));
    const QStringList all = m_run->get(port, list.split('?').first() + "?limit=1000").texts(name);
    const QString wanted = all.value(all.size() / 2);
    const QStringList found = m_run->get(port, list + wanted.toUtf8() + "&limit=1000").texts(name);
    QVERIFY(!wanted.isEmpty());
    QCOMPARE(found, QStringList(all.count(wanted), wanted));
}

void ProgramGatewayTest::anActionIsRefusedByTheRules_data()
{
    QTest::addColumn<QByteArray>("target"); // DONE and TASK stand for a delivered delivery and its completed task
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &target, int status, const QByteArray &body = {}) {
        QTest::addRow("%s %s", target.constData(), body.constData()) << target << body << status;
    };
    row("/deliveries/none/cancel", 404);
    row("/deliveries/none/retry", 404);
    row("/deliveries/none/call-operator", 404);
    row("/deliveries/none/reassign", 404);
    row("/deliveries/none/reassign", 404, R"({"robotSerial":"CR-0001"})");
    row("/deliveries/DONE/reassign", 409);
    row("/deliveries/DONE/cancel", 409);
    row("/deliveries/DONE/retry", 409);
    for (const char *action : {"assign", "start", "complete", "cancel"}) {
        row(QByteArray("/tasks/TASK/") + action, 409);
        row(QByteArray("/tasks/none/") + action, 404);
    }
    row("/tasks/TASK/fail", 422);
    row("/tasks/TASK/fail", 409, R"({"reason":"LidJammed"})");
    row("/tasks/TASK/assign", 422, R"({"operatorId":"nobody"})");
    for (const char *action : {"hold", "release", "in-service", "out-of-service"})
        row(QByteArray("/robots/CR-9999/") + action, 404);
    row("/robots/CR-9999/lid", 404, R"({"command":"open"})");
    row("/robots/CR-0001/lid", 422, R"({"command":"shut"})");
    row("/control/step", 422, R"({"count":0})");
    row("/control/speed", 422, R"({"speed":0})");
    row("/control/speed", 422);
    row("/control/faults", 422, R"({"kind":"Sunspots"})");
    row("/control/faults", 422, R"({"kind":"CutOff","service":"moon"})");
    row("/control/faults", 422);
}

void ProgramGatewayTest::anActionIsRefusedByTheRules()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const QByteArray done = deliveryThatIs("Delivered");
    const QByteArray task = get("/tasks?limit=1&status=Completed").texts("id").value(0).toUtf8();
    target.replace("DONE", done).replace("TASK", task);
    const HttpReply refused = post(target, body);
    QCOMPARE(refused.status, status);
    QCOMPARE(refused.text("instance").toUtf8(), target);
}

QByteArray ProgramGatewayTest::failedDelivery() const
{
    const QByteArray id = newDelivery();
    for (int step = 0; step < 5000; ++step) {
        const QByteArray task =
            m_run->get(Port::Operations, "/tasks?limit=1&status=Assigned&delivery=" + id).texts("id").value(0).toUtf8();
        if (!task.isEmpty()) {
            static_cast<void>(post("/tasks/" + task + "/fail", "{\"reason\":\"CustomerAbsent\"}"));
            break;
        }
        static_cast<void>(post("/control/step"));
    }
    static_cast<void>(post("/control/resume"));
    return m_run->hasComeToRest() ? id : QByteArray();
}

void ProgramGatewayTest::aFailedDeliveryIsTriedAgain()
{
    const QByteArray id = failedDelivery();
    QCOMPARE(deliveryThatIs("Failed"), id);
    const HttpReply again = post("/deliveries/" + id + "/retry");
    QCOMPARE(again.status, 202);
    QCOMPARE(again.field("location"), "/deliveries/" + id);
    QCOMPARE(again.text("status"), u"Pending"_s);
    QVERIFY(m_run->hasComeToRest());
    const HttpReply after = get(again.field("location"));
    QVERIFY(!after.json("delivery").contains("\"status\":\"Pending\""));
}

void ProgramGatewayTest::aDeliveryIsCancelledBeforeItIsLoaded()
{
    const QByteArray id = newDelivery();
    const HttpReply cancelled = post("/deliveries/" + id + "/cancel", R"({"reason":"Cancelled"})");
    QCOMPARE(cancelled.status, 202);
    QCOMPARE(cancelled.field("location"), "/deliveries/" + id);
    QCOMPARE(post("/control/resume").status, 200);
    QVERIFY(m_run->hasComeToRest());
    QVERIFY(get("/deliveries/" + id).json("delivery").contains("\"status\":\"Cancelled\""));
    QCOMPARE(post("/deliveries/" + id + "/cancel").status, 200);
}

void ProgramGatewayTest::aDeliveryIsReassignedToWhoCan_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("detail");
    QTest::newRow("who can") << QByteArray(R"({"robotSerial":"CR-0002","reason":"Nearer"})") << 202 << QString();
    QTest::newRow("who is held") << QByteArray(R"({"robotSerial":"CR-0001"})") << 409 << u"CR-0001 is held"_s;
    QTest::newRow("who is not there") << QByteArray(R"({"robotSerial":"CR-9999"})") << 409
                                      << u"there is no robot CR-9999"_s;
    QTest::newRow("any other than none") << QByteArray("{}") << 409
                                         << u"no robot is on this delivery yet; name the one to take it"_s;
}

void ProgramGatewayTest::aDeliveryIsReassignedToWhoCan()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, detail);
    QCOMPARE(post("/robots/CR-0001/hold").status, 200);
    QVERIFY(m_run->hasComeToRest());
    const QByteArray id = newDelivery();
    for (int step = 0; step < 50 && get("/deliveries/" + id).json("delivery").indexOf("demandId") < 0; ++step)
        static_cast<void>(post("/control/step"));
    const HttpReply reply = post("/deliveries/" + id + "/reassign", body);
    QCOMPARE(reply.status, status);
    if (status == 202)
        QCOMPARE(reply.field("location"), "/deliveries/" + id);
    else
        QCOMPARE(reply.text("detail"), detail);
    QCOMPARE(post("/robots/CR-0001/release").status, 200);
}

void ProgramGatewayTest::anOperatorIsCalled()
{
    QCOMPARE(post("/control/pause").status, 200);
    const QByteArray id = deliveryThatIs("Delivered");
    const HttpReply called = post("/deliveries/" + id + "/call-operator");
    QCOMPARE(called.status, 201);
    QCOMPARE(called.text("type"), u"Rescue"_s);
    QCOMPARE(called.text("deliveryId").toUtf8(), id);
    const HttpReply task = get(called.field("location"));
    QCOMPARE(task.status, 200);
    QCOMPARE(task.text("id"), called.text("id"));
}

void ProgramGatewayTest::aTaskIsAssignedToAnOperator()
{
    QCOMPARE(post("/control/pause").status, 200);
    const QByteArray task = post("/deliveries/" + deliveryThatIs("Delivered") + "/call-operator").text("id").toUtf8();
    const QByteArray person = m_run->get(Port::Operations, "/operators").texts("id").value(0).toUtf8();
    const HttpReply assigned = post("/tasks/" + task + "/assign", R"({"operatorId":")" + person + "\"}");
    QCOMPARE(assigned.status, 200);
    QCOMPARE(assigned.text("operatorId").toUtf8(), person);
    QCOMPARE(assigned.text("status"), u"Assigned"_s);
    QCOMPARE(post("/tasks/" + task + "/start").text("status"), u"InProgress"_s);
    QCOMPARE(post("/tasks/" + task + "/complete").text("status"), u"Completed"_s);
}

void ProgramGatewayTest::aRobotIsHeldAndReleased()
{
    QCOMPARE(post("/robots/CR-0002/hold").json("held"), QByteArray("true"));
    QCOMPARE(get("/robots/CR-0002").json("held"), QByteArray("true"));
    QCOMPARE(post("/robots/CR-0002/release").json("held"), QByteArray("false"));
}

void ProgramGatewayTest::aRobotGoesOutOfServiceAndBack()
{
    QCOMPARE(post("/robots/CR-0002/out-of-service").json("inService"), QByteArray("false"));
    QCOMPARE(post("/robots/CR-0002/in-service").json("inService"), QByteArray("true"));
}

void ProgramGatewayTest::aDeletedDeliveryIsGone()
{
    const QByteArray id = get("/deliveries?limit=1000&status=Delivered").texts("id").last().toUtf8();
    QCOMPARE(m_run->ask(Port::Deliveries, {"DELETE", "/delivery/" + id}).status, 204);
    QCOMPARE(get("/deliveries/" + id).status, 410);
    QCOMPARE(m_run->ask(Port::Deliveries, {"DELETE", "/delivery/" + id}).status, 410);
}

void ProgramGatewayTest::timeGoesStepByStep()
{
    QVERIFY(!newDelivery().isEmpty());
    const QString before = get("/control").text("platformTime");
    const HttpReply stepped = post("/control/step", R"({"count":3})");
    QCOMPARE(stepped.json("paused"), QByteArray("true"));
    QVERIFY(stepped.text("platformTime") > before);
    QCOMPARE(get("/control").text("platformTime"), stepped.text("platformTime"));
}

void ProgramGatewayTest::theSpeedIsSet_data()
{
    QTest::addColumn<QByteArray>("speed");
    QTest::newRow("a multiple") << QByteArray("20");
    QTest::newRow("a fraction") << QByteArray("0.5");
    QTest::newRow("without limit") << QByteArray("\"max\"");
}

void ProgramGatewayTest::theSpeedIsSet()
{
    QFETCH(QByteArray, speed);
    QCOMPARE(post("/control/speed", "{\"speed\":" + speed + "}").json("speed"), speed);
    QCOMPARE(get("/control").json("speed"), speed);
    QCOMPARE(post("/control/speed", R"({"speed":"max"})").status, 200);
}

void ProgramGatewayTest::aPartThatIsMissingIsAProblem()
{
    QCOMPARE(post("/control/faults", R"({"kind":"CutOff","service":"state"})").status, 201);
    const HttpReply robots = get("/robots?limit=2");
    const HttpReply delivery = get("/deliveries/" + deliveryThatIs("Delivered"));
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults"}).status, 200);
    const auto list = JsonDocument::parse(robots.body);
    QVERIFY2(list, robots.body.constData());
    QStringList told;
    list->root()["items"].forEachItem(
        [&](JsonValue robot) { told += robot["state"]["problem"]["detail"].toString().value_or(QString()); });
    QCOMPARE(told, QStringList(2, u"state did not answer in time"_s));
    const auto joined = JsonDocument::parse(delivery.body);
    QVERIFY2(joined, delivery.body.constData());
    QCOMPARE(joined->root()["lidEvents"]["problem"]["status"].toInteger().value_or(0), qint64(504));
}

void ProgramGatewayTest::faultsAreAddedAndTakenBack()
{
    const HttpReply added = post("/control/faults",
                                 R"([{"kind":"EventDropped","ratePerMillion":5,"for":"1h"},)"
                                 R"({"kind":"CutOff","service":"state","for":"1s"}])");
    QCOMPARE(added.status, 201);
    const QStringList ids = added.texts("id");
    QCOMPARE(added.texts("kind"), (QStringList{u"EventDropped"_s, u"CutOff"_s}));
    QCOMPARE(get("/control/faults").texts("id"), ids);
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults?id=" + ids[0].toUtf8()}).texts("id"), ids.mid(1));
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults?id=" + ids[0].toUtf8()}).status, 404);
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults?Id=" + ids[1].toUtf8()}).status, 422);
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults"}).texts("id"), QStringList());
}

void ProgramGatewayTest::aFaultAtNobodyIsRefusedWithItsPointer()
{
    const QByteArray nobody = R"({"kind":"CutOff","service":"moon"})";
    QVERIFY(post("/control/faults", nobody).body.contains(R"("pointer":"/service")"));
    QVERIFY(post("/control/faults", R"([{"kind":"CutOff","service":"state","for":"1s"},)" + nobody + ']')
                .body.contains(R"("pointer":"/1/service")"));
    QCOMPARE(get("/control/faults").texts("id"), QStringList());
}

void ProgramGatewayTest::aKeyCountsForControlToo()
{
    const QByteArray rule = R"({"kind":"EventDropped","ratePerMillion":5,"for":"1h"})";
    const HttpFields key{{"Idempotency-Key", "once"}};
    const HttpReply first = post("/control/faults", rule, key);
    const HttpReply second = post("/control/faults", rule, key);
    QCOMPARE(second.status, 201);
    QCOMPARE(second.body, first.body);
    QCOMPARE(get("/control/faults").texts("id").size(), 1);
    QCOMPARE(post("/control/step", "{}", key).status, 422);
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults"}).status, 200);
}

CURBSIDE_TEST(ProgramGatewayTest)

} // namespace tst_program_gateway

#include "tst_program_gateway.moc"
