// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_gateway_problems {

using namespace curbside;
using namespace Qt::StringLiterals;

// Whatever refuses, a problem is of the one who asked: it names what was asked, and the trace it was asked in.
class GatewayProblemsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_stage.reset(); }

    void aProblemHasTheAskersTrace_data();
    void aProblemHasTheAskersTrace();
    void aProblemInsideAnAnswerHasItToo_data();
    void aProblemInsideAnAnswerHasItToo();
    void whatWasAskedIsNamedAsAUri();

private:
    [[nodiscard]] Response ask(Method method, const QString &target, const QByteArray &traceparent);

    const QByteArray m_traceId = "0af7651916cd43dd8448eb211c80319c";
    const QByteArray m_traceparent = "00-" + m_traceId + "-b7ad6b7169203331-01";
    std::unique_ptr<GatewayStage> m_stage;
    QString m_delivery;
};

Response GatewayProblemsTest::ask(Method method, const QString &target, const QByteArray &traceparent)
{
    Request request;
    request.method = method;
    request.path = target.section(u'?', 0, 0);
    if (target.contains(u'?'))
        request.query.emplace_back(target.section(u'?', 1).section(u'=', 0, 0), target.section(u'=', 1));
    request.traceparent = traceparent;
    return m_stage->ask(u"gateway"_s, std::move(request));
}

void GatewayProblemsTest::initTestCase()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
    m_stage->runFor(10min);
    m_stage->addFault(FaultKind::CallFailing, "gateway", "operations");
    m_stage->addFault(FaultKind::CallFailing, "gateway", "state");
    m_stage->read(u"/deliveries?limit=1"_s).root()["items"].forEachItem([this](JsonValue item) {
        m_delivery = item["id"].toString().value_or(QString());
    });
    QVERIFY(!m_delivery.isEmpty());
}

void GatewayProblemsTest::aProblemHasTheAskersTrace_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("target");
    const QString nobody = u"019cae37-2784-7000-9790-f9cee6b71445"_s;
    QTest::newRow("a service that does not know it") << Method::Get << u"/deliveries/"_s + nobody;
    QTest::newRow("one that does not know it, read another way")
        << Method::Get << u"/deliveries/"_s + nobody + u"?strategy=join"_s;
    QTest::newRow("a service that does not answer") << Method::Get << u"/tasks"_s;
    QTest::newRow("one that a joined answer begins with") << Method::Get << u"/robots"_s;
    QTest::newRow("one behind a map") << Method::Get << u"/robots.geojson"_s;
    QTest::newRow("the gateway") << Method::Get << u"/nowhere"_s;
    QTest::newRow("a service that was to act") << Method::Post << u"/deliveries/"_s + nobody + u"/cancel"_s;
    QTest::newRow("one that was asked before acting")
        << Method::Post << u"/deliveries/"_s + nobody + u"/call-operator"_s;
}

void GatewayProblemsTest::aProblemHasTheAskersTrace()
{
    QFETCH(const Method, method);
    QFETCH(const QString, target);
    const auto traceOf = [&](const QByteArray &traceparent) {
        const Response response = ask(method, target, traceparent);
        const auto problem = JsonDocument::parse(response.body);
        return response.status >= 400 && problem ? problem->root()["traceId"].toString().value_or(QString()).toLatin1()
                                                 : response.body;
    };
    QCOMPARE(traceOf(m_traceparent), m_traceId);
    const QByteArray own = traceOf({});
    QCOMPARE(own.size(), m_traceId.size());
    QVERIFY(own != m_traceId);
}

void GatewayProblemsTest::aProblemInsideAnAnswerHasItToo_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::newRow("joined") << u""_s;
    QTest::newRow("read another way") << u"?strategy=join"_s;
}

void GatewayProblemsTest::aProblemInsideAnAnswerHasItToo()
{
    QFETCH(const QString, strategy);
    const Response response = ask(Method::Get, u"/deliveries/"_s + m_delivery + strategy, m_traceparent);
    QCOMPARE(response.status, 200);
    QVERIFY(response.body.contains("operations does not answer"));
    const auto told = response.body.count(R"("traceId":")" + m_traceId);
    QVERIFY(told > 0);
    QCOMPARE(response.body.count(R"("traceId":)"), told);
}

void GatewayProblemsTest::whatWasAskedIsNamedAsAUri()
{
    const Response response = ask(Method::Get, u"/tasks/a b\"ä%"_s, {});
    QVERIFY2(response.body.contains(R"("instance":"/tasks/a%20b%22%C3%A4%25")"), response.body.constData());
}

CURBSIDE_TEST(GatewayProblemsTest)

} // namespace tst_gateway_problems

#include "tst_gateway_problems.moc"
