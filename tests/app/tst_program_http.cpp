// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

namespace tst_program_http {

using namespace curbside;
using namespace Qt::StringLiterals;

// What all seven real ports have in common: who is let in, what is refused and how, and what they say of themselves.
class ProgramHttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aRefusalIsAProblem_data();
    void aRefusalIsAProblem();
    void healthAsksForNoToken_data();
    void healthAsksForNoToken();
    void metricsArePrometheusText_data();
    void metricsArePrometheusText();
    void everyDescribedOperationIsServed_data();
    void everyDescribedOperationIsServed();
    void headAnswersAsGetWithoutBody();
    void aTraceIsCarriedOn();
    void aListGoesByLimitAndCursor_data();
    void aListGoesByLimitAndCursor();
    void logsArePagedByPosition_data();
    void logsArePagedByPosition();
    void deadLettersAreAnEmptyListAtFirst();
    void tricklingClientsHoldNobodyBack();

private:
    static void addPorts();

    QTemporaryDir m_folder;
    std::unique_ptr<PlatformRun> m_run;
};

void ProgramHttpTest::initTestCase()
{
    m_run = std::make_unique<PlatformRun>(m_folder.filePath(u"w"_s),
                                          QStringList{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(m_run->isServing());
    QVERIFY(m_run->hasComeToRest());
}

void ProgramHttpTest::cleanupTestCase()
{
    if (m_run)
        QCOMPARE(m_run->stop(SIGTERM).status, 0);
    m_run.reset();
}

void ProgramHttpTest::addPorts()
{
    QTest::addColumn<Port>("port");
    QTest::newRow("gateway") << Port::Gateway;
    QTest::newRow("operations") << Port::Operations;
    QTest::newRow("deliveries") << Port::Deliveries;
    QTest::newRow("state") << Port::State;
    QTest::newRow("dispatch") << Port::Dispatch;
    QTest::newRow("integrations") << Port::Integrations;
    QTest::newRow("warehouse") << Port::Warehouse;
}

void ProgramHttpTest::aRefusalIsAProblem_data()
{
    QTest::addColumn<Port>("port");
    QTest::addColumn<HttpAsk>("ask");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("field"); // one that has to come with it
    const auto row = [](const char *name, Port port, const HttpAsk &ask, int status, const QByteArray &field = {}) {
        QTest::newRow(name) << port << ask << status << field;
    };
    const QByteArray someId = "01000000-0000-7000-8000-000000000000";
    row("no token", Port::State, {"GET", "/robots", {}, {{"Authorization", ""}}}, 401, "www-authenticate: Bearer");
    row("a wrong token", Port::State, {"GET", "/robots", {}, {{"Authorization", "Bearer 0"}}}, 401,
        "www-authenticate: Bearer");
    row("a foreign host", Port::State, {"GET", "/robots", {}, {{"Host", "curbside.example"}}}, 403);
    row("another port's host", Port::State, {"GET", "/robots", {}, {{"Host", "127.0.0.1:1"}}}, 403);
    row("a foreign origin", Port::State, {"GET", "/robots", {}, {{"Origin", "https://curbside.example"}}}, 403);
    row("a null origin", Port::Gateway, {"GET", "/health", {}, {{"Origin", "null"}}}, 403);
    row("no host", Port::Gateway, {"GET", "/control", {}, {{"Host", ""}}}, 400);
    row("a long request line", Port::Gateway, {"GET", "/" + QByteArray(9000, 'a')}, 414);
    row("too large headers", Port::Gateway, {"GET", "/control", {}, {{"X-Much", QByteArray(33'000, 'a')}}}, 431);
    row("a large body", Port::Integrations, {"POST", "/orders", QByteArray(1'048'577, ' ')}, 413);
    row("an unknown path", Port::Operations, {"GET", "/robotz"}, 404);
    row("an unknown thing", Port::Deliveries, {"GET", "/delivery/" + someId}, 404);
    row("a wrong method", Port::Gateway, {"POST", "/deliveries"}, 405, "allow: GET, HEAD");
    row("a wrong method for two", Port::Gateway, {"PUT", "/control/faults", "{}"}, 405,
        "allow: DELETE, GET, HEAD, POST");
    row("an unknown method", Port::Gateway, {"OPTIONS", "/deliveries"}, 405, "allow: GET, HEAD");
    row("an unknown method at a service", Port::Operations, {"PATCH", "/tasks"}, 405, "allow: GET, HEAD, POST");
    row("an unknown method at the warehouse", Port::Warehouse, {"OPTIONS", "/metrics"}, 405, "allow: GET, HEAD");
    row("an unknown method at an unknown path", Port::Operations, {"OPTIONS", "/robotz"}, 404);
    row("a body that is no JSON", Port::Integrations, {"POST", "/orders", "{"}, 400);
    row("a body of another kind", Port::Integrations, {"POST", "/orders", "{}", {{"Content-Type", "text/plain"}}}, 415);
    row("a body too deep", Port::Integrations, {"POST", "/orders", QByteArray(65, '[') + QByteArray(65, ']')}, 400);
    row("a body that lacks fields", Port::Integrations, {"POST", "/orders", "{}"}, 422);
    row("no limit at all", Port::Operations, {"GET", "/tasks?limit=0"}, 422);
    row("a limit beyond the most", Port::Operations, {"GET", "/tasks?limit=1001"}, 422);
    row("an unknown status", Port::Gateway, {"GET", "/deliveries?status=Lost"}, 422);
    row("a log of another epoch", Port::State, {"GET", "/outbox?after=0&epoch=other"}, 409);
    row("a log that ends before", Port::State, {"GET", "/row-changes?after=99999999"}, 409);
    row("a dead letter that is not there", Port::State, {"POST", "/dead-letter/" + someId + "/replay"}, 404);
    row("no such path at the warehouse", Port::Warehouse, {"GET", "/facts"}, 404);
}

void ProgramHttpTest::aRefusalIsAProblem()
{
    QFETCH(Port, port);
    QFETCH(HttpAsk, ask);
    QFETCH(int, status);
    QFETCH(QByteArray, field);
    const HttpReply reply = m_run->ask(port, ask);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.field("content-type"), QByteArray("application/problem+json"));
    QCOMPARE(reply.text("type"), u"about:blank"_s);
    QVERIFY(!reply.text("title").isEmpty());
    QCOMPARE(reply.json("status"), QByteArray::number(status));
    QVERIFY(!reply.text("detail").isEmpty());
    if (status != 400 && status != 414 && status != 431)
        QCOMPARE(reply.text("instance").toUtf8(), ask.target.split('?').first());
    QVERIFY2(QRegularExpression(u"^[0-9a-f]{32}$"_s).match(reply.text("traceId")).hasMatch(), reply.body.constData());
    if (!field.isEmpty())
        QCOMPARE(reply.field(field.split(':').first()), field.mid(field.indexOf(' ') + 1));
}

void ProgramHttpTest::healthAsksForNoToken_data()
{
    addPorts();
}

void ProgramHttpTest::healthAsksForNoToken()
{
    QFETCH(Port, port);
    const HttpReply reply = m_run->ask(port, {"GET", "/health", {}, {{"Authorization", ""}}});
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("status"), u"ok"_s);
    QCOMPARE(reply.text("service"), QString::fromLatin1(QTest::currentDataTag()));
}

void ProgramHttpTest::metricsArePrometheusText_data()
{
    addPorts();
}

void ProgramHttpTest::metricsArePrometheusText()
{
    QFETCH(Port, port);
    const HttpReply reply = m_run->get(port, "/metrics");
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.field("content-type").startsWith("text/plain; version=0.0.4"));
    QVERIFY(reply.body.endsWith('\n'));
    static const QRegularExpression group(
        u"\\G# HELP (curbside_[a-z_]+) [^\\n]+\\n# TYPE \\1 (counter|gauge)\\n\\1(\\{[^}\\n]*\\})? [0-9.eE+-]+\\n"_s);
    qsizetype end = 0;
    const QString text = QString::fromUtf8(reply.body);
    for (auto match = group.match(text, end); match.hasMatch(); match = group.match(text, end))
        end = match.capturedEnd();
    QVERIFY2(end == text.size(), qUtf8Printable(text.mid(end)));
}

void ProgramHttpTest::everyDescribedOperationIsServed_data()
{
    addPorts();
}

// An operation is served when its path takes its method: whatever is refused then is refused for what is asked, not for how.
void ProgramHttpTest::everyDescribedOperationIsServed()
{
    QFETCH(Port, port);
    const HttpReply reply = m_run->get(port, "/openapi.json");
    const auto document = JsonDocument::parse(reply.body);
    QVERIFY2(document, reply.body.constData());
    QCOMPARE(document->root()["openapi"].toString(), std::optional(u"3.1.0"_s));
    QCOMPARE(document->root()["paths"]["/health"]["get"]["security"].toJson(), QByteArray("[]"));
    int operations = 0;
    HttpTalk talk(m_run->port(port), m_run->token());
    document->root()["paths"].forEachMember([&](std::string_view path, JsonValue methods) {
        const QByteArray target =
            QByteArray(path.data(), static_cast<qsizetype>(path.size())).replace('{', "x").replace('}', "x");
        QByteArrayList described;
        methods.forEachMember([&](std::string_view method, JsonValue) {
            described.push_back(QByteArray(method.data(), static_cast<qsizetype>(method.size())).toUpper());
        });
        // Asked in a way that no path takes, each tells what it does take.
        const HttpReply refused = talk.ask({described.contains("PUT") ? "POST" : "PUT", target, "{}"});
        QByteArrayList served = refused.field("allow").split(',');
        for (QByteArray &method : served)
            method = method.trimmed();
        served.removeAll("HEAD");
        std::sort(described.begin(), described.end());
        std::sort(served.begin(), served.end());
        QCOMPARE(served, described);
        operations += static_cast<int>(described.size());
    });
    QVERIFY(operations >= 3);
}

void ProgramHttpTest::headAnswersAsGetWithoutBody()
{
    const HttpReply got = m_run->get(Port::Gateway, "/deliveries");
    HttpTalk talk(m_run->port(Port::Gateway), m_run->token());
    const HttpReply head = talk.ask({"HEAD", "/deliveries"});
    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("content-length"), got.field("content-length"));
    QCOMPARE(talk.ask({"GET", "/health"}).status, 200); // no body came between
}

void ProgramHttpTest::aTraceIsCarriedOn()
{
    const QByteArray trace = "0af7651916cd43dd8448eb211c80319c";
    const HttpFields fields{{"traceparent", "00-" + trace + "-b7ad6b7169203331-01"}};
    QCOMPARE(m_run->ask(Port::Operations, {"GET", "/task/none", {}, fields}).text("traceId").toUtf8(), trace);
    QCOMPARE(m_run->post(Port::Gateway, "/robots/CR-0001/lid", R"({"command":"open"})", fields).status, 202);
    const HttpReply last = m_run->get(Port::State, "/outbox?limit=1000");
    QVERIFY2(last.json("items").contains(trace), "no event of it carries the trace");
}

void ProgramHttpTest::aListGoesByLimitAndCursor_data()
{
    QTest::addColumn<Port>("port");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("deliveries") << Port::Gateway << QByteArray("/deliveries") << QByteArray("id");
    QTest::newRow("tasks") << Port::Gateway << QByteArray("/tasks") << QByteArray("id");
    QTest::newRow("robots") << Port::Gateway << QByteArray("/robots") << QByteArray("serial");
    QTest::newRow("lid events") << Port::Gateway << QByteArray("/lid-events") << QByteArray("id");
    QTest::newRow("sagas") << Port::Gateway << QByteArray("/sagas") << QByteArray("id");
    QTest::newRow("orders") << Port::Integrations << QByteArray("/orders") << QByteArray("id");
    QTest::newRow("attempts") << Port::Deliveries << QByteArray("/attempts") << QByteArray("id");
}

void ProgramHttpTest::aListGoesByLimitAndCursor()
{
    QFETCH(Port, port);
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, key);
    const std::string_view name(key.constData(), static_cast<std::size_t>(key.size()));
    const QStringList all = m_run->get(port, list + "?limit=1000").texts(name);
    QVERIFY(all.size() > 4);
    QStringList paged;
    QByteArray cursor;
    do {
        const HttpReply page = m_run->get(port, list + "?limit=4" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
        QVERIFY(page.texts(name).size() <= 4);
        paged += page.texts(name);
        cursor = page.text("next").toUtf8().toPercentEncoding();
    } while (!cursor.isEmpty() && paged.size() <= all.size());
    QCOMPARE(paged, all);
}

void ProgramHttpTest::logsArePagedByPosition_data()
{
    QTest::addColumn<Port>("port");
    QTest::addColumn<QByteArray>("log");
    for (const auto &[name, port] : {std::pair("operations", Port::Operations),
                                     {"deliveries", Port::Deliveries},
                                     {"state", Port::State},
                                     {"dispatch", Port::Dispatch},
                                     {"integrations", Port::Integrations}}) {
        QTest::addRow("events of %s", name) << port << QByteArray("/outbox");
        QTest::addRow("row changes of %s", name) << port << QByteArray("/row-changes");
    }
}

void ProgramHttpTest::logsArePagedByPosition()
{
    QFETCH(Port, port);
    QFETCH(QByteArray, log);
    const HttpReply first = m_run->get(port, log + "?after=0&limit=3");
    QCOMPARE(first.status, 200);
    QCOMPARE(first.json("first"), QByteArray("1"));
    QVERIFY(first.json("last").toLongLong() > 3);
    const QByteArray epoch = first.text("epoch").toUtf8();
    const HttpReply rest = m_run->get(port, log + "?after=3&limit=1&epoch=" + epoch);
    QCOMPARE(rest.status, 200);
    const auto document = JsonDocument::parse(rest.body);
    QVERIFY(document);
    qint64 sequence = 0;
    document->root()["items"].forEachItem([&](JsonValue item) {
        sequence = item["sequence"].toInteger().value_or(item["sequence"].toString().value_or(QString()).toLongLong());
    });
    QCOMPARE(sequence, 4);
    QCOMPARE(m_run->get(port, log + "?after=" + first.json("last")).json("items"), QByteArray("[]"));
}

void ProgramHttpTest::deadLettersAreAnEmptyListAtFirst()
{
    for (const Port port : {Port::Operations, Port::Deliveries, Port::State, Port::Dispatch, Port::Integrations})
        QCOMPARE(m_run->get(port, "/dead-letters").json("items"), QByteArray("[]"));
}

void ProgramHttpTest::tricklingClientsHoldNobodyBack()
{
    const QString status = u"/proc/%1/statm"_s.arg(m_run->processId());
    const auto residentPages = [&] {
        QFile file(status);
        return file.open(QFile::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
    };
    std::vector<std::unique_ptr<HttpTalk>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<HttpTalk>(m_run->port(Port::Gateway), m_run->token()));
        slow.back()->sendRaw("GET /deliveries HTTP/1.1\r\nHo");
    }
    HttpTalk quick(m_run->port(Port::Gateway), m_run->token());
    QCOMPARE(quick.ask({"GET", "/control"}).status, 200);
    const qint64 before = residentPages();
    for (int round = 0; round < 20; ++round) {
        for (const auto &talk : slow)
            talk->sendRaw("s");
        for (int i = 0; i < 10; ++i)
            QCOMPARE(quick.ask({"GET", "/tasks?limit=100"}).status, 200);
    }
    constexpr qint64 mostMorePages = 4096; // 16 MiB
    QVERIFY2(residentPages() - before < mostMorePages, "its memory grows");
}

CURBSIDE_TEST(ProgramHttpTest)

} // namespace tst_program_http

#include "tst_program_http.moc"
