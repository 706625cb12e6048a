// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_cut_off {

using namespace curbside;
using namespace Qt::StringLiterals;

// What the gateway answers for a service that is cut off, and how the fault is shown.
class CutOffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aWriteIsRefusedAndChangesNothing_data();
    void aWriteIsRefusedAndChangesNothing();
    void aWriteOfAnotherServiceGoesOn();
    void theSameKeyWorksWhenItIsOver();
    void aRuleIsShownAsItWasGiven();
    void aRuleThatHasEndedSaysSo();

private:
    [[nodiscard]] Response post(const QString &path, const QByteArray &body = {}, const QByteArray &key = {})
    {
        Request request;
        request.method = Method::Post;
        request.path = path;
        request.body = body;
        request.contentType = QByteArrayLiteral("application/json");
        request.idempotencyKey = key;
        return m_stage->ask(u"gateway"_s, std::move(request));
    }
    [[nodiscard]] bool isHeld()
    {
        return m_stage->read(u"/robot/CR-0002"_s, u"operations"_s).root()["held"].toBool().value_or(false);
    }
    /// What is told of the rule with that position.
    [[nodiscard]] static QByteArray ruleOf(const Response &faults, std::size_t position, const char *member)
    {
        const auto document = JsonDocument::parse(faults.body);
        QByteArray told;
        std::size_t next = 0;
        document->root()["items"].forEachItem([&](JsonValue rule) {
            if (next++ == position)
                told = rule[member].toJson();
        });
        return told;
    }

    std::unique_ptr<GatewayStage> m_stage;
};

void CutOffTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
    m_stage->runFor(1min);
}

void CutOffTest::aWriteIsRefusedAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("away");
    QTest::newRow("the service") << QByteArray("operations");
    QTest::newRow("the gateway") << QByteArray("gateway");
}

void CutOffTest::aWriteIsRefusedAndChangesNothing()
{
    QFETCH(const QByteArray, away);
    m_stage->addFault(FaultKind::CutOff, away);
    const auto messages = m_stage->session().platform().messagesHandled();
    const Response response = post(u"/robots/CR-0002/hold"_s);
    QCOMPARE(response.status, 504);
    QVERIFY2(response.body.contains("operations did not answer in time"), response.body.constData());
    QVERIFY2(response.body.contains(R"("instance":"/robots/CR-0002/hold")"), response.body.constData());
    QVERIFY(!isHeld());
    QCOMPARE(m_stage->session().platform().messagesHandled(), messages);
}

void CutOffTest::aWriteOfAnotherServiceGoesOn()
{
    m_stage->addFault(FaultKind::CutOff, "state");
    QCOMPARE(post(u"/robots/CR-0002/hold"_s).status, 200);
    QVERIFY(isHeld());
}

void CutOffTest::theSameKeyWorksWhenItIsOver()
{
    m_stage->addFault(FaultKind::CutOff, "operations");
    QCOMPARE(post(u"/robots/CR-0002/hold"_s, {}, "once").status, 504);
    m_stage->endFaults();
    QCOMPARE(post(u"/robots/CR-0002/hold"_s, {}, "once").status, 200);
    QVERIFY(isHeld());
}

void CutOffTest::aRuleIsShownAsItWasGiven()
{
    const Response faults = post(u"/control/faults"_s,
                                 R"([{"kind":"CutOff","service":"state","for":"1m"},)"
                                 R"({"kind":"EventDropped","from":"state","ratePerMillion":5}])");
    QCOMPARE(faults.status, 201);
    QCOMPARE(ruleOf(faults, 0, "service"), QByteArray(R"("state")"));
    QCOMPARE(ruleOf(faults, 1, "from"), QByteArray(R"("state")"));
    QCOMPARE(ruleOf(faults, 0, "hits"), QByteArray("0"));
    QCOMPARE(faults.body.count(R"("from":)"), 1);
    QCOMPARE(faults.body.count(R"("service":)"), 1);
}

void CutOffTest::aRuleThatHasEndedSaysSo()
{
    QCOMPARE(ruleOf(post(u"/control/faults"_s, R"({"kind":"CutOff","service":"state","for":"1m"})"), 0, "ended"),
             QByteArray("false"));
    m_stage->runFor(61s);
    const Response faults = post(u"/control/faults"_s, R"({"kind":"EventDropped","ratePerMillion":5})");
    QCOMPARE(ruleOf(faults, 0, "ended"), QByteArray("true"));
    QCOMPARE(ruleOf(faults, 1, "ended"), QByteArray("false"));
}

CURBSIDE_TEST(CutOffTest)

} // namespace tst_cut_off

#include "tst_cut_off.moc"
