// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"

#include "services/runtime/json/json_writer.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_program_orders {

using namespace curbside;
using namespace Qt::StringLiterals;

// Posting orders from outside, with and without an Idempotency-Key, while time goes and while it stands.
class ProgramOrdersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void anOrderIsCreatedOnce();
    void theSameExternalIdIsTheSameOrder();
    void aWrongFieldIsNamed_data();
    void aWrongFieldIsNamed();
    void theSameKeyGivesTheSameAnswer_data();
    void theSameKeyGivesTheSameAnswer();
    void aKeyIsForOneRequest();
    void aRefusalIsKeptToo();
    void anOrderIsDelivered();
    void whileTimeStandsOnlyTheOrdersOwnWorkIsDone();
    void cancellingAnOrderGoesOnAfterTheAnswer();

private:
    [[nodiscard]] QByteArray order(const QByteArray &externalId, const QByteArray &merchant = {}) const;
    [[nodiscard]] HttpReply post(const QByteArray &body, const HttpFields &fields = {}) const
    {
        return m_run->post(Port::Integrations, "/orders", body, fields);
    }
    [[nodiscard]] int countOf(const QString &externalId) const
    {
        return static_cast<int>(
            m_run->get(Port::Integrations, "/orders?limit=1000").texts("externalId").count(externalId));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<PlatformRun> m_run;
    QByteArray m_partner;
    QByteArray m_merchant;
    QByteArray m_othersMerchant;
};

void ProgramOrdersTest::initTestCase()
{
    m_run = std::make_unique<PlatformRun>(m_folder.filePath(u"w"_s),
                                          QStringList{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s});
    QVERIFY(m_run->isServing());
    QVERIFY(m_run->hasComeToRest());
    const HttpReply merchants = m_run->get(Port::Integrations, "/merchants");
    const QStringList partners = merchants.texts("partnerId");
    m_partner = partners.first().toUtf8();
    m_merchant = merchants.texts("id").first().toUtf8();
    for (qsizetype i = 0; i < partners.size(); ++i) {
        if (partners[i] != partners.first())
            m_othersMerchant = merchants.texts("id")[i].toUtf8();
    }
    QVERIFY(!m_othersMerchant.isEmpty());
}

void ProgramOrdersTest::cleanupTestCase()
{
    if (m_run)
        QCOMPARE(m_run->stop(SIGTERM).status, 0);
    m_run.reset();
}

void ProgramOrdersTest::cleanup()
{
    static_cast<void>(m_run->post(Port::Gateway, "/control/resume"));
}

QByteArray ProgramOrdersTest::order(const QByteArray &externalId, const QByteArray &merchant) const
{
    JsonWriter json;
    json.beginObject().member("partnerId", m_partner).member("externalId", externalId);
    json.member("merchantId", merchant.isEmpty() ? m_merchant : merchant);
    json.rawMember("dropoff", R"({"x":100,"y":100})").endObject();
    return json.take();
}

void ProgramOrdersTest::anOrderIsCreatedOnce()
{
    const HttpReply created = post(order("new"));
    QCOMPARE(created.status, 201);
    QCOMPARE(created.text("status"), u"Received"_s);
    QCOMPARE(created.field("location"), "/order/" + created.text("id").toUtf8());
    const HttpReply found = m_run->get(Port::Integrations, created.field("location"));
    QCOMPARE(found.status, 200);
    QCOMPARE(found.text("externalId"), u"new"_s);
}

void ProgramOrdersTest::theSameExternalIdIsTheSameOrder()
{
    const HttpReply first = post(order("twice"));
    const HttpReply second = post(order("twice"));
    QCOMPARE(first.status, 201);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.text("id"), first.text("id"));
    QCOMPARE(countOf(u"twice"_s), 1);
}

void ProgramOrdersTest::aWrongFieldIsNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    const auto changed = [this](const QByteArray &from, const QByteArray &to) {
        return order("wrong").replace(from, to);
    };
    QTest::newRow("another partner's merchant") << order("wrong", m_othersMerchant) << QByteArray("/merchantId");
    QTest::newRow("no partner") << changed("\"partnerId\":", "\"partner\":") << QByteArray("/partnerId");
    QTest::newRow("an unknown partner") << changed(m_partner, "019cae34-7b86-7000-b4b9-5ebac16a66d7")
                                        << QByteArray("/partnerId");
    QTest::newRow("an empty external id") << changed("\"wrong\"", "\"\"") << QByteArray("/externalId");
    QTest::newRow("a drop-off out of this world") << changed("\"x\":100", "\"x\":1e300") << QByteArray("/dropoff");
    QTest::newRow("no drop-off") << changed("\"dropoff\":", "\"drop\":") << QByteArray("/dropoff");
    QTest::newRow("a time in words") << changed("\"dropoff\"", "\"readyAt\":\"soon\",\"dropoff\"")
                                     << QByteArray("/readyAt");
    QTest::newRow("a list for an order") << QByteArray("[]") << QByteArray("");
}

void ProgramOrdersTest::aWrongFieldIsNamed()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, pointer);
    const HttpReply refused = post(body);
    QCOMPARE(refused.status, 422);
    QVERIFY2(refused.json("errors").contains("{\"pointer\":\"" + pointer + "\","), refused.body.constData());
    QCOMPARE(countOf(u"wrong"_s), 0);
}

void ProgramOrdersTest::theSameKeyGivesTheSameAnswer_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("bare") << QByteArray("k1") << QByteArray("k1");
    QTest::newRow("quoted as in the draft") << QByteArray("\"k2\"") << QByteArray("\"k2\"");
    QTest::newRow("bare, then quoted") << QByteArray("k3") << QByteArray("\"k3\"");
}

void ProgramOrdersTest::theSameKeyGivesTheSameAnswer()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    const QByteArray body = order("keyed-" + first.toHex());
    const HttpReply created = post(body, {{"Idempotency-Key", first}});
    const HttpReply again = post(body, {{"Idempotency-Key", second}});
    QCOMPARE(created.status, 201);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, created.body);
    QCOMPARE(again.field("location"), created.field("location"));
}

void ProgramOrdersTest::aKeyIsForOneRequest()
{
    QCOMPARE(post(order("one"), {{"Idempotency-Key", "only"}}).status, 201);
    QCOMPARE(post(order("other"), {{"Idempotency-Key", "only"}}).status, 422);
    QCOMPARE(countOf(u"other"_s), 0);
}

void ProgramOrdersTest::aRefusalIsKeptToo()
{
    const HttpReply first = post("{}", {{"Idempotency-Key", "refused"}});
    const HttpReply second = post("{}", {{"Idempotency-Key", "refused"}});
    QCOMPARE(first.status, 422);
    QCOMPARE(second.body, first.body);
    QCOMPARE(post(order("mended"), {{"Idempotency-Key", "refused"}}).status, 422);
}

void ProgramOrdersTest::anOrderIsDelivered()
{
    const HttpReply created = post(order("delivered"));
    QCOMPARE(created.status, 201);
    QVERIFY(m_run->hasComeToRest());
    const QString status = m_run->get(Port::Integrations, created.field("location")).text("status");
    QVERIFY2(status == u"Delivered" || status == u"Failed", qUtf8Printable(status)); // a customer may be absent
}

void ProgramOrdersTest::whileTimeStandsOnlyTheOrdersOwnWorkIsDone()
{
    QCOMPARE(m_run->post(Port::Gateway, "/control/pause").json("paused"), QByteArray("true"));
    const QString before = m_run->get(Port::Gateway, "/control").text("platformTime");
    const qsizetype deliveries = m_run->get(Port::Gateway, "/deliveries?limit=1000").texts("id").size();
    QCOMPARE(post(order("paused")).status, 201);
    QCOMPARE(countOf(u"paused"_s), 1);
    QCOMPARE(m_run->get(Port::Gateway, "/deliveries?limit=1000").texts("id").size(), deliveries);
    const QString after = m_run->get(Port::Gateway, "/control").text("platformTime");
    QCOMPARE(after.left(19), before.left(19)); // to the second: an input takes its own moment
    QCOMPARE(m_run->post(Port::Gateway, "/control/resume").json("paused"), QByteArray("false"));
    QVERIFY(m_run->hasComeToRest());
    QCOMPARE(m_run->get(Port::Gateway, "/deliveries?limit=1000").texts("id").size(), deliveries + 1);
}

void ProgramOrdersTest::cancellingAnOrderGoesOnAfterTheAnswer()
{
    QCOMPARE(m_run->post(Port::Gateway, "/control/pause").status, 200);
    const HttpReply created = post(order("cancelled"));
    const HttpReply cancelled = m_run->post(Port::Integrations, created.field("location") + "/cancel");
    QCOMPARE(cancelled.status, 202);
    QCOMPARE(cancelled.field("location"), created.field("location"));
    QCOMPARE(m_run->post(Port::Gateway, "/control/resume").status, 200);
    QVERIFY(m_run->hasComeToRest());
    QCOMPARE(m_run->get(Port::Integrations, created.field("location")).text("status"), u"Cancelled"_s);
}

CURBSIDE_TEST(ProgramOrdersTest)

} // namespace tst_program_orders

#include "tst_program_orders.moc"
