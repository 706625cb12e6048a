// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"
#include "tests/support/test_class.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_program_graph {

using namespace curbside;
using namespace Qt::StringLiterals;

// GraphQL over HTTP, of the services and of the gateway, on a platform that has worked through a small day; and the same by
// other people's software, where CURBSIDE_CHECKS names a folder with it (fedcheck.mjs, audit.mjs and their npm packages).
class ProgramGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theGraphTellsWhatTheListsTell();
    void oneQueryAsksEachServiceOnce();
    void itOnlyLooks();
    void whatIsDownIsLeftOut();
    void theSameChecksStandBeforeIt_data();
    void theSameChecksStandBeforeIt();
    void eachServiceServesItsPart_data();
    void eachServiceServesItsPart();
    void whatARouteRefusesIsAnError();
    void everyFieldHasAnAnswer_data();
    void everyFieldHasAnAnswer();
    void apolloComposesAndAnswersTheSame();
    void thePublicAuditPasses_data();
    void thePublicAuditPasses();

private:
    [[nodiscard]] HttpReply ask(const QByteArray &query, Port port = Port::Gateway, const QByteArray &more = {}) const
    {
        JsonWriter json;
        json.value(query);
        return m_run->post(port, "/graphql", "{\"query\":" + json.take() + more + '}');
    }
    [[nodiscard]] QByteArray address(Port port) const
    {
        return "http://127.0.0.1:" + QByteArray::number(m_run->port(port)) + "/graphql";
    }
    /// What a script of the checks prints; nothing, and the reason, when it cannot be run or fails.
    [[nodiscard]] std::expected<QByteArray, QByteArray> checked(const QStringList &arguments) const;

    QTemporaryDir m_folder;
    std::unique_ptr<PlatformRun> m_run;
};

namespace {

const std::vector<std::pair<QByteArray, Port>> parts{{"operations", Port::Operations},
                                                     {"deliveries", Port::Deliveries},
                                                     {"state", Port::State},
                                                     {"dispatch", Port::Dispatch},
                                                     {"integrations", Port::Integrations}};

const QByteArray everything =
    "{ deliveries(limit: 5) { items { id number status attempts { number status demand { status trip "
    "{ number robot { name hub } } } } tasks { number type status lidEvents { kind actor } } "
    "robot { serial hub state { lid task { number } } trip { number } } order { externalId partner "
    "{ name } } merchant { name place { x y } } } next } }";

bool hasChecks()
{
    const QString folder = qEnvironmentVariable("CURBSIDE_CHECKS");
    return !folder.isEmpty() && QFileInfo::exists(folder + u"/node_modules/@apollo/gateway"_s)
        && !QStandardPaths::findExecutable(u"node"_s).isEmpty();
}

QStringList textsOf(JsonValue list, std::string_view member)
{
    QStringList texts;
    list.forEachItem([&](JsonValue item) { texts += item[member].toString().value_or(QString()); });
    return texts;
}

void addParts()
{
    QTest::addColumn<Port>("port");
    for (const auto &[name, port] : parts)
        QTest::newRow(name.constData()) << port;
}

} // namespace

void ProgramGraphTest::initTestCase()
{
    m_run = std::make_unique<PlatformRun>(m_folder.filePath(u"w"_s),
                                          QStringList{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(m_run->isServing());
    QVERIFY(m_run->hasComeToRest());
    QCOMPARE(m_run->post(Port::Gateway, "/control/pause").status, 200);
}

void ProgramGraphTest::cleanupTestCase()
{
    if (m_run)
        QCOMPARE(m_run->stop(SIGTERM).status, 0);
    m_run.reset();
}

void ProgramGraphTest::theGraphTellsWhatTheListsTell()
{
    const HttpReply reply =
        ask("{ deliveries(limit: 1000) { items { id number tasks { number } attempts { number } } } }");
    QCOMPARE(reply.status, 200);
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY(document);
    const JsonValue items = document->root()["data"]["deliveries"]["items"];
    QCOMPARE(textsOf(items, "number"), m_run->get(Port::Gateway, "/deliveries?limit=1000").texts("number"));
    items.forEachItem([&](JsonValue delivery) {
        const QByteArray id = delivery["id"].toString().value_or(QString()).toUtf8();
        QCOMPARE(textsOf(delivery["tasks"], "number"),
                 m_run->get(Port::Gateway, "/tasks?delivery=" + id).texts("number"));
        QCOMPARE(textsOf(delivery["attempts"], "number"),
                 m_run->get(Port::Deliveries, "/attempts?delivery=" + id).texts("number"));
    });
}

void ProgramGraphTest::oneQueryAsksEachServiceOnce()
{
    const HttpReply reply =
        ask("{ deliveries(limit: 100) { items { number attempts { number } tasks { number lidEvents { kind } } robot { "
            "serial state { battery } } } } }",
            Port::Gateway, R"(,"extensions":{"plan":true})");
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY(document);
    const JsonValue plan = document->root()["extensions"]["plan"];
    QCOMPARE(textsOf(plan["calls"], "service"), (QStringList{u"deliveries"_s, u"operations"_s, u"state"_s}));
    QCOMPARE(plan["cost"]["calls"].toInteger().value_or(0), qint64(3));
    QVERIFY(plan["cost"]["milliseconds"].toInteger().value_or(0) > 0);
}

void ProgramGraphTest::itOnlyLooks()
{
    const QByteArray before = m_run->get(Port::Gateway, "/control").body;
    QFile inputs(m_folder.filePath(u"w/inputs.log"_s));
    QVERIFY(inputs.open(QFile::ReadOnly));
    const QByteArray noted = inputs.readAll();
    for (const auto &[name, port] : parts)
        QCOMPARE(ask("{ __typename }", port).status, 200);
    QCOMPARE(ask(everything).status, 200);
    QCOMPARE(m_run->get(Port::Gateway, "/control").body, before);
    inputs.seek(0);
    QCOMPARE(inputs.readAll(), noted);
}

void ProgramGraphTest::whatIsDownIsLeftOut()
{
    QCOMPARE(m_run->post(Port::Gateway, "/control/faults", R"({"kind":"CutOff","service":"operations"})").status, 201);
    const HttpReply reply =
        ask("{ deliveries(limit: 1) { items { number tasks { number } robot { state { lid } } } } }");
    QCOMPARE(m_run->ask(Port::Gateway, {"DELETE", "/control/faults"}).status, 200);
    QCOMPARE(reply.status, 200);
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY(document);
    const JsonValue root = document->root();
    QCOMPARE(root["errors"].size(), std::size_t(1));
    root["errors"].forEachItem([](JsonValue error) {
        QCOMPARE(error["extensions"]["service"].toString(), u"operations"_s);
        QCOMPARE(error["path"].toJson(), QByteArray(R"(["deliveries","items",0])"));
    });
    root["data"]["deliveries"]["items"].forEachItem([](JsonValue delivery) {
        QVERIFY(delivery["tasks"].isNull());
        QVERIFY(delivery["robot"]["state"].isObject());
    });
}

void ProgramGraphTest::theSameChecksStandBeforeIt_data()
{
    QTest::addColumn<HttpAsk>("wrong");
    QTest::addColumn<int>("status");
    const QByteArray body = R"({"query":"{ __typename }"})";
    QTest::newRow("no token") << HttpAsk{"POST", "/graphql", body, {{"Authorization", ""}}} << 401;
    QTest::newRow("a foreign page") << HttpAsk{"POST", "/graphql", body, {{"Origin", "http://example.org"}}} << 403;
    QTest::newRow("another host") << HttpAsk{"POST", "/graphql", body, {{"Host", "example.org"}}} << 403;
    QTest::newRow("no JSON") << HttpAsk{"POST", "/graphql", "query", {}} << 400;
    QTest::newRow("another media type") << HttpAsk{"POST", "/graphql", body, {{"Content-Type", "text/plain"}}} << 415;
    QTest::newRow("more than a megabyte")
        << HttpAsk{"POST", "/graphql", "{\"query\":\"" + QByteArray(1 << 20, 'a') + "\"}", {}} << 413;
    QTest::newRow("another method") << HttpAsk{"PUT", "/graphql", body, {}} << 405;
    QTest::newRow("a change by GET") << HttpAsk{"GET", "/graphql?query=mutation%7Ba%7D", {}, {}} << 405;
    QTest::newRow("a query by GET") << HttpAsk{"GET", "/graphql?query=%7B__typename%7D", {}, {}} << 200;
}

void ProgramGraphTest::theSameChecksStandBeforeIt()
{
    QFETCH(const HttpAsk, wrong);
    QTEST(m_run->ask(Port::Gateway, wrong).status, "status");
    QTEST(m_run->ask(Port::Deliveries, wrong).status, "status");
}

void ProgramGraphTest::eachServiceServesItsPart_data()
{
    addParts();
}

void ProgramGraphTest::eachServiceServesItsPart()
{
    QFETCH(const Port, port);
    const HttpReply reply = ask("{ _service { sdl } }", port);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.contains("specs.apollo.dev/federation/v2.3"));
    QCOMPARE(ask("{ _entities(representations: [{__typename: \"Nix\", id: 1}, {}]) { __typename } }", port).body,
             QByteArray(R"({"data":{"_entities":[null,null]}})"));
}

void ProgramGraphTest::whatARouteRefusesIsAnError()
{
    const HttpReply reply = ask("{ deliveries(limit: 5000) { next } }");
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY(document);
    QVERIFY2(reply.body.contains("is not a number from 1 to 1000"), reply.body.constData());
    QVERIFY(document->root()["data"].isNull());
    QCOMPARE(ask("{ delivery(id: \"nobody\") { number } }").body, QByteArray(R"({"data":{"delivery":null}})"));
}

void ProgramGraphTest::everyFieldHasAnAnswer_data()
{
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const char *name, const char *query) { QTest::newRow(name) << QByteArray(query); };
    row("a delivery",
        "{ deliveries(limit: 3) { items { id number status order { id } merchant { id } pickup { x y } dropoff { x y } "
        "readyAt "
        "promisedAt attempts { id } latestAttempt { number } task { id } taskStatus taskStatusAsOf robot { name } "
        "driverName "
        "robotLid robotLidAsOf demand { id } sagas { id } tasks { id } createdAt updatedAt version } next } }");
    row("an attempt",
        "{ attempts(limit: 3) { items { id number delivery { number } driverName robot { serial } status startedAt "
        "endedAt "
        "failureReason tasks { number } demand { status } createdAt updatedAt version } } }");
    row("a saga",
        "{ sagas(limit: 3) { items { id type subject state currentStep round steps { position name undoes round state "
        "attempts "
        "startedAt endedAt error } startedAt endedAt updatedAt version } } }");
    row("a task",
        "{ tasks(limit: 3) { items { id number type status delivery { number } attempt { number } trip { number } "
        "robot { name "
        "} operator { name } dueAt startedAt endedAt failureReason lidEvents { id } createdAt updatedAt version } } }");
    row("a robot",
        "{ robots(limit: 3) { items { serial name hub inService held onDutyFrom onDutyUntil registeredAt openTasks { "
        "id } trip "
        "{ id } state { battery } lidEvents(limit: 2) { id } } } operators { items { id name onShift createdAt "
        "updatedAt "
        "version } } }");
    row("what a robot is seen to do",
        "{ robotStates(limit: 3) { items { robot { serial name hub } place { x y } heading speed battery lid "
        "connectivity "
        "onDuty seenAt task { number } version } } lidEvents(limit: 3) { items { id robot { name } kind actor task { "
        "number } "
        "at } } }");
    row("a demand",
        "{ demands(limit: 3) { items { id status delivery { number } attempt { number } merchant { name } trip { "
        "number } "
        "pickup { x y } dropoff { x y } readyAt dueAt excludedRobots { name } wishedRobot { name } version } } }");
    row("a trip",
        "{ trips(limit: 3, status: Completed) { items { id number status robot { name } plannedAt loadedAt stops { "
        "kind place "
        "{ x y } merchant { name } attempts { number } arriveAt leaveAt } demands { id } version } } }");
    row("an order",
        "{ orders(limit: 3) { items { id number externalId status partner { id name webhookUrl merchants { name } "
        "createdAt "
        "updatedAt version } merchant { id name partner { name } place { x y } preparationMinutes createdAt updatedAt "
        "version } "
        "pickup { x y } dropoff { x y } placedAt readyAt promisedAt delivery { number } deliveryStatus "
        "deliveryStatusAsOf "
        "createdAt updatedAt version } } }");
}

void ProgramGraphTest::everyFieldHasAnAnswer()
{
    QFETCH(const QByteArray, query);
    const HttpReply reply = ask(query);
    QCOMPARE(reply.status, 200);
    QVERIFY2(reply.body.startsWith("{\"data\":"), reply.body.left(600).constData());
    QVERIFY2(reply.body.contains("\"id\":") || reply.body.contains("\"serial\":"), reply.body.left(300).constData());
}

std::expected<QByteArray, QByteArray> ProgramGraphTest::checked(const QStringList &arguments) const
{
    QProcess check;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TOKEN"_s, QString::fromUtf8(m_run->token()));
    check.setProcessEnvironment(environment);
    check.setWorkingDirectory(qEnvironmentVariable("CURBSIDE_CHECKS"));
    check.start(u"node"_s, arguments);
    const bool isOver = check.waitForFinished(120'000);
    const QByteArray printed = check.readAllStandardOutput();
    if (isOver && check.exitStatus() == QProcess::NormalExit && check.exitCode() == 0)
        return printed;
    return std::unexpected(printed + check.readAllStandardError());
}

void ProgramGraphTest::apolloComposesAndAnswersTheSame()
{
    if (!hasChecks())
        QSKIP("needs node, and in CURBSIDE_CHECKS a folder with fedcheck.mjs and its npm packages");
    QStringList arguments{u"fedcheck.mjs"_s};
    for (const auto &[name, port] : parts)
        arguments.append(QString::fromUtf8(name + '=' + address(port)));
    arguments += {u"--"_s, QString::fromUtf8(everything)};
    const auto theirs = checked(arguments);
    QVERIFY2(theirs, theirs ? "" : theirs.error().constData());
    const QByteArrayList lines = theirs->trimmed().split('\n');
    QVERIFY2(lines.size() == 2, theirs->left(500).constData()); // a hint would be a line more
    const auto answer = JsonDocument::parse(lines.last());
    QVERIFY(answer);
    const auto ours = JsonDocument::parse(ask(everything).body);
    QVERIFY(ours);
    QCOMPARE(ours->root()["data"].toJson(), answer->root()["data"].toJson());
}

void ProgramGraphTest::thePublicAuditPasses_data()
{
    addParts();
    QTest::newRow("gateway") << Port::Gateway;
}

void ProgramGraphTest::thePublicAuditPasses()
{
    QFETCH(const Port, port);
    if (!hasChecks())
        QSKIP("needs node, and in CURBSIDE_CHECKS a folder with audit.mjs and its npm packages");
    const auto printed = checked({u"audit.mjs"_s, QString::fromUtf8(address(port))});
    QVERIFY2(printed, printed ? "" : printed.error().constData());
    QCOMPARE(printed->trimmed(), QByteArray("ok 61"));
}

CURBSIDE_TEST(ProgramGraphTest)

} // namespace tst_program_graph

#include "tst_program_graph.moc"
