// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/integrations_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_integrations_service {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr auto partner = "0189aaaa-0000-7000-8000-000000000001";
constexpr auto otherPartner = "0189aaaa-0000-7000-8000-000000000002";
constexpr auto merchant = "0189aaaa-0000-7000-8000-000000000003";
constexpr auto otherMerchant = "0189aaaa-0000-7000-8000-000000000004";
constexpr auto nobody = "0189aaaa-0000-7000-8000-000000000009";
constexpr auto delivery = "0189aaaa-0000-7000-8000-000000000005";

QString pathOf(const QString &kind, const char *id)
{
    return u"/%1/%2"_s.arg(kind, QString::fromLatin1(id));
}

QByteArray merchantJson(const char *partnerId)
{
    JsonWriter json;
    json.beginObject().member("partnerId", partnerId).member("name", "Noodle Bar").member("x", 12.5).member("y", -3);
    return json.member("preparationMinutes", 12).endObject().take();
}

/// An order for "E-1" at the merchant; what is not said is as it should be.
struct OrderRequest
{
    QByteArray partnerId = partner;
    QByteArray externalId = "E-1";
    QByteArray merchantId = merchant;
    QByteArray dropoff = R"({"x":300.25,"y":40})";
    QByteArray more = {};

    [[nodiscard]] QByteArray json() const
    {
        JsonWriter writer;
        writer.beginObject()
            .member("partnerId", partnerId)
            .member("externalId", externalId)
            .member("merchantId", merchantId);
        QByteArray text = writer.rawMember("dropoff", dropoff).endObject().take();
        text.chop(1);
        return text + more + '}';
    }
};

bool names(const Answer &refused, const QByteArray &pointer)
{
    return refused.body.contains(R"("pointer":")" + pointer + R"(")");
}

} // namespace

// Integrations: partners' orders in, partners' notifications out.
class IntegrationsServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void aPartnerIsMadeAndReplaced();
    void theKeyOfAPartnerIsKeptAsItsHash();
    void aBadPartnerIsRefused_data();
    void aBadPartnerIsRefused();
    void aMerchantIsMadeAndReplaced();
    void aBadMerchantIsRefused_data();
    void aBadMerchantIsRefused();
    void anOrderIsReceived();
    void anOrderHasItsOwnTimes();
    void theSameExternalIdIsTheSameOrder();
    void aBadOrderIsRefused_data();
    void aBadOrderIsRefused();
    void anOrderFollowsItsDelivery_data();
    void anOrderFollowsItsDelivery();
    void aRetriedDeliveryReopensItsOrder();
    void olderNewsOfADeliveryAreIgnored();
    void cancellingAnOrderIsAccepted();
    void cancellingWhatHasEndedTellsNobody();
    void partnersAreToldOfEachStatus();
    void aPartnerWithoutWebhookIsNotTold();
    void aNotificationIsTriedAgain();
    void aNotificationIsGivenUp_data();
    void aNotificationIsGivenUp();
    void aNotificationIsSentOnceDespiteCrashes_data();
    void aNotificationIsSentOnceDespiteCrashes();
    void ordersAreListed();
    void badFiltersAreRefused_data();
    void badFiltersAreRefused();
    void whatIsNotThereIsNotFound_data();
    void whatIsNotThereIsNotFound();
    void whatCannotBeFetchedIsReadFromTheList();
    void unreadableFactsAreDeadLettered();

private:
    Answer order(const OrderRequest &request = {}) { return m_platform->post(u"/orders"_s, request.json()); }
    void tellDelivery(const QByteArray &to, int version);
    QString orderNow(std::string_view member) { return m_platform->get(u"/order/"_s + m_order).text(member); }
    QString notifications()
    {
        return m_platform->value(
            u"SELECT group_concat(delivery_status || ' ' || state, ', ') FROM (SELECT * FROM notification ORDER BY id)"_s);
    }

    std::unique_ptr<ServiceFixture> m_platform;
    NeighbourScript *m_world = nullptr;
    NeighbourScript *m_deliveries = nullptr;
    QString m_order;
};

void IntegrationsServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("integrations", [](ServiceContext &context) {
        return std::make_unique<integrations::IntegrationsService>(context);
    });
    m_deliveries = &m_platform->addNeighbour("deliveries");
    m_world = &m_platform->addNeighbour("world");
    m_world->answer = [](const Request &) { return Response::json("{}"); };
    m_platform->start();
    QCOMPARE(m_platform->put(pathOf(u"partner"_s, partner), R"({"name":"Marketplace","webhookUrl":"/webhook/market"})")
                 .status,
             201);
    QCOMPARE(m_platform->put(pathOf(u"partner"_s, otherPartner), R"({"name":"Corner Shop"})").status, 201);
    QCOMPARE(m_platform->put(pathOf(u"merchant"_s, merchant), merchantJson(partner)).status, 201);
    QCOMPARE(m_platform->put(pathOf(u"merchant"_s, otherMerchant), merchantJson(otherPartner)).status, 201);
}

void IntegrationsServiceTest::tellDelivery(const QByteArray &to, int version)
{
    JsonWriter json;
    json.beginObject()
        .member("deliveryId", delivery)
        .member("orderId", m_order)
        .member("to", to)
        .member("version", version)
        .endObject();
    m_platform->tellAndSettle("deliveries", "DeliveryStatusChanged", delivery, json.take());
}

// Partners and merchants.

void IntegrationsServiceTest::aPartnerIsMadeAndReplaced()
{
    const Answer made = m_platform->put(pathOf(u"partner"_s, nobody), R"({"name":"New"})");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Location"), QByteArray("/partner/") + nobody);
    QCOMPARE(made.text("name"), u"New"_s);
    const Answer replaced =
        m_platform->put(pathOf(u"partner"_s, nobody), R"({"name":"Newer","webhookUrl":"/webhook/new"})");
    QCOMPARE(replaced.status, 200);
    QCOMPARE(m_platform->get(pathOf(u"partner"_s, nobody)).body, replaced.body);
    QCOMPARE(replaced.text("webhookUrl"), u"/webhook/new"_s);
    QCOMPARE(replaced["version"].toInteger(), 2);
    QCOMPARE(m_platform->get(u"/partners"_s)["items"].size(), 3U);
}

void IntegrationsServiceTest::theKeyOfAPartnerIsKeptAsItsHash()
{
    const auto hash = [this] {
        return m_platform->value(
            u"SELECT api_key_hash FROM partner WHERE id = '%1'"_s.arg(QString::fromLatin1(nobody)));
    };
    const Answer made = m_platform->put(pathOf(u"partner"_s, nobody), R"({"name":"New","apiKey":"secret"})");
    QCOMPARE(hash(), u"2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"_s);
    QVERIFY(!made.body.contains("secret") && !made.body.contains("2bb80d53"));
    m_platform->put(pathOf(u"partner"_s, nobody), R"({"name":"New"})");
    QCOMPARE(hash(), u"2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"_s);
}

void IntegrationsServiceTest::aBadPartnerIsRefused_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    const QString good = QString::fromLatin1(nobody);
    QTest::newRow("an id that is none") << u"market"_s << QByteArray(R"({"name":"New"})") << QByteArray("/id");
    QTest::newRow("no name") << good << QByteArray("{}") << QByteArray("/name");
    QTest::newRow("a webhook elsewhere") << good
                                         << QByteArray(R"({"name":"New","webhookUrl":"https://example.org/webhook/x"})")
                                         << QByteArray("/webhookUrl");
    QTest::newRow("another route of the world")
        << good << QByteArray(R"({"name":"New","webhookUrl":"/robots"})") << QByteArray("/webhookUrl");
    QTest::newRow("a webhook for nobody")
        << good << QByteArray(R"({"name":"New","webhookUrl":"/webhook/"})") << QByteArray("/webhookUrl");
    QTest::newRow("no object") << good << QByteArray("[]") << QByteArray("");
}

void IntegrationsServiceTest::aBadPartnerIsRefused()
{
    QFETCH(const QString, id);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    const Answer refused = m_platform->put(u"/partner/"_s + id, body);
    QCOMPARE(refused.status, 422);
    QVERIFY2(names(refused, pointer), refused.body.constData());
    QCOMPARE(m_platform->get(u"/partners"_s)["items"].size(), 2U);
}

void IntegrationsServiceTest::aMerchantIsMadeAndReplaced()
{
    const Answer made = m_platform->put(pathOf(u"merchant"_s, nobody), merchantJson(partner));
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Location"), QByteArray("/merchant/") + nobody);
    QCOMPARE(made.text("partnerId"), QString::fromLatin1(partner));
    QCOMPARE(made["x"].toDouble(), 12.5);
    QCOMPARE(made["y"].toDouble(), -3.0);
    QCOMPARE(made["preparationMinutes"].toInteger(), 12);
    QCOMPARE(
        m_platform->value(u"SELECT x || ' ' || y FROM merchant WHERE id = '%1'"_s.arg(QString::fromLatin1(nobody))),
        u"12500 -3000"_s);
    QCOMPARE(m_platform->put(pathOf(u"merchant"_s, nobody), merchantJson(partner)).status, 200);
    QCOMPARE(m_platform->get(pathOf(u"merchant"_s, nobody))["version"].toInteger(), 2);
    QCOMPARE(m_platform->get(u"/merchants"_s)["items"].size(), 3U);
}

void IntegrationsServiceTest::aBadMerchantIsRefused_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    const QString fresh = QString::fromLatin1(nobody);
    const QByteArray good = merchantJson(partner);
    const auto with = [&good](const char *before, const char *after) {
        return QByteArray(good).replace(before, after);
    };
    QTest::newRow("an id that is none") << u"noodles"_s << good << QByteArray("/id");
    QTest::newRow("a partner that there is not") << fresh << merchantJson(nobody) << QByteArray("/partnerId");
    QTest::newRow("another partner than before")
        << QString::fromLatin1(merchant) << merchantJson(otherPartner) << QByteArray("/partnerId");
    QTest::newRow("no name") << fresh << with(R"("name":"Noodle Bar",)", "") << QByteArray("/name");
    QTest::newRow("no place") << fresh << with(R"("x":12.5,)", "") << QByteArray("/x");
    QTest::newRow("a place off the plane") << fresh << with("12.5", "20000000") << QByteArray("/x");
    QTest::newRow("a negative time") << fresh << with(":12}", ":-1}") << QByteArray("/preparationMinutes");
}

void IntegrationsServiceTest::aBadMerchantIsRefused()
{
    QFETCH(const QString, id);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    const Answer refused = m_platform->put(u"/merchant/"_s + id, body);
    QCOMPARE(refused.status, 422);
    QVERIFY2(names(refused, pointer), refused.body.constData());
}

// Orders.

void IntegrationsServiceTest::anOrderIsReceived()
{
    const Answer made = order();
    QCOMPARE(made.status, 201);
    m_order = made.text("id");
    QCOMPARE(made.header("Location"), "/order/" + m_order.toUtf8());
    QByteArray expected =
        R"({"id":"ORDER","number":"O-5001","partnerId":"PARTNER","externalId":"E-1","merchantId":"MERCHANT",)"
        R"("pickup":{"x":12.5,"y":-3},"dropoff":{"x":300.25,"y":40},"placedAt":"2026-03-02T09:00:00.100Z",)"
        R"("readyAt":"2026-03-02T09:12:00.100Z","promisedAt":"2026-03-02T09:40:00.100Z","status":"Received",)"
        R"("createdAt":"2026-03-02T09:00:00.100Z","updatedAt":"2026-03-02T09:00:00.100Z","version":1})";
    QCOMPARE(made.body,
             expected.replace("ORDER", m_order.toUtf8()).replace("PARTNER", partner).replace("MERCHANT", merchant));
    QCOMPARE(m_platform->get(u"/order/"_s + m_order).body, made.body);
    QCOMPARE(m_platform->takePublished(), QStringList{u"OrderReceived "_s + m_order});
    QByteArray event =
        R"({"orderId":"ORDER","partnerId":"PARTNER","merchantId":"MERCHANT","pickup":{"x":12.5,"y":-3},)"
        R"("dropoff":{"x":300.25,"y":40},"placedAt":"2026-03-02T09:00:00.100Z","readyAt":"2026-03-02T09:12:00.100Z",)"
        R"("promisedAt":"2026-03-02T09:40:00.100Z","version":1})";
    QCOMPARE(m_platform->lastPublished("OrderReceived"),
             event.replace("ORDER", m_order.toUtf8()).replace("PARTNER", partner).replace("MERCHANT", merchant));
}

void IntegrationsServiceTest::anOrderHasItsOwnTimes()
{
    const Answer made =
        order({.more = R"(,"readyAt":"2026-03-02T10:00:00Z","promisedAt":"2026-03-02T11:00:00+01:00")"});
    QCOMPARE(made.text("readyAt"), u"2026-03-02T10:00:00.000Z"_s);
    QCOMPARE(made.text("promisedAt"), u"2026-03-02T10:00:00.000Z"_s);
    const Answer nulls = order({.externalId = "E-2", .more = R"(,"readyAt":null,"promisedAt":null)"});
    QCOMPARE(nulls.text("readyAt"), u"2026-03-02T09:12:00.100Z"_s);
    QCOMPARE(nulls.text("promisedAt"), u"2026-03-02T09:40:00.100Z"_s);
}

void IntegrationsServiceTest::theSameExternalIdIsTheSameOrder()
{
    const Answer first = order();
    const Answer again = order({.dropoff = R"({"x":1,"y":1})"});
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body);
    QCOMPARE(m_platform->published("integrations", "OrderReceived").size(), std::size_t(1));
    const Answer others = order({.partnerId = otherPartner, .merchantId = otherMerchant});
    QCOMPARE(others.status, 201);
    QCOMPARE(others.text("number"), u"O-5002"_s);
}

void IntegrationsServiceTest::aBadOrderIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("a partner that there is not")
        << OrderRequest{.partnerId = nobody}.json() << QByteArray("/partnerId");
    QTest::newRow("a merchant that there is not")
        << OrderRequest{.merchantId = nobody}.json() << QByteArray("/merchantId");
    QTest::newRow("a merchant of another partner")
        << OrderRequest{.merchantId = otherMerchant}.json() << QByteArray("/merchantId");
    QTest::newRow("an empty external id") << OrderRequest{.externalId = ""}.json() << QByteArray("/externalId");
    QTest::newRow("no place to go") << OrderRequest{.dropoff = "null"}.json() << QByteArray("/dropoff");
    QTest::newRow("half a place to go") << OrderRequest{.dropoff = R"({"x":1})"}.json() << QByteArray("/dropoff");
    QTest::newRow("a time that is none") << OrderRequest{.more = R"(,"readyAt":"soon")"}.json()
                                         << QByteArray("/readyAt");
    QTest::newRow("a promise that is none")
        << OrderRequest{.more = R"(,"promisedAt":7)"}.json() << QByteArray("/promisedAt");
    QTest::newRow("nothing at all") << QByteArray("{}") << QByteArray("/partnerId");
}

void IntegrationsServiceTest::aBadOrderIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointer);
    const Answer refused = m_platform->post(u"/orders"_s, body);
    QCOMPARE(refused.status, 422);
    QVERIFY2(names(refused, pointer), refused.body.constData());
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM partner_order"_s), u"0"_s);
    QCOMPARE(m_platform->takePublished(), QStringList{});
}

void IntegrationsServiceTest::anOrderFollowsItsDelivery_data()
{
    QTest::addColumn<QByteArray>("deliveryStatus");
    QTest::addColumn<QString>("orderStatus");
    QTest::newRow("Pending accepts it") << "Pending"_ba << u"Accepted"_s;
    QTest::newRow("Assigned leaves it") << "Assigned"_ba << u"Accepted"_s;
    QTest::newRow("InTransit leaves it") << "InTransit"_ba << u"Accepted"_s;
    QTest::newRow("Returning leaves it") << "Returning"_ba << u"Accepted"_s;
    QTest::newRow("Delivered") << "Delivered"_ba << u"Delivered"_s;
    QTest::newRow("Cancelled") << "Cancelled"_ba << u"Cancelled"_s;
    QTest::newRow("Failed") << "Failed"_ba << u"Failed"_s;
    QTest::newRow("Returned is a failure") << "Returned"_ba << u"Failed"_s;
}

void IntegrationsServiceTest::anOrderFollowsItsDelivery()
{
    QFETCH(const QByteArray, deliveryStatus);
    QFETCH(const QString, orderStatus);
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    QCOMPARE(orderNow("status"), u"Accepted"_s);
    QCOMPARE(orderNow("deliveryId"), QString::fromLatin1(delivery));
    tellDelivery(deliveryStatus, 2);
    QCOMPARE(orderNow("status"), orderStatus);
    QCOMPARE(orderNow("deliveryStatus"), QString::fromLatin1(deliveryStatus));
    QCOMPARE(m_platform->get(u"/order/"_s + m_order)["deliveryStatusVersion"].toInteger(), 2);
}

void IntegrationsServiceTest::aRetriedDeliveryReopensItsOrder()
{
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    tellDelivery("Failed", 2);
    QCOMPARE(orderNow("status"), u"Failed"_s);
    tellDelivery("Pending", 3);
    QCOMPARE(orderNow("status"), u"Accepted"_s);
    tellDelivery("Delivered", 4);
    QCOMPARE(orderNow("status"), u"Delivered"_s);
}

void IntegrationsServiceTest::olderNewsOfADeliveryAreIgnored()
{
    m_order = order().text("id");
    tellDelivery("Delivered", 9);
    tellDelivery("Pending", 8);
    QCOMPARE(orderNow("status"), u"Delivered"_s);
    QCOMPARE(orderNow("deliveryStatus"), u"Delivered"_s);
}

void IntegrationsServiceTest::cancellingAnOrderIsAccepted()
{
    m_order = order().text("id");
    m_platform->takePublished();
    const Answer answer = m_platform->post(u"/order/%1/cancel"_s.arg(m_order));
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.header("Location"), "/order/" + m_order.toUtf8());
    QCOMPARE(answer.text("status"), u"Received"_s);
    QCOMPARE(m_platform->lastPublished("OrderCancelled"),
             R"({"orderId":")" + m_order.toUtf8() + R"(","reason":"CancelledByPartner","version":1})");
    QCOMPARE(m_platform->post(u"/order/%1/cancel"_s.arg(m_order), R"({"reason":"TooLate"})").status, 202);
    QVERIFY(m_platform->lastPublished("OrderCancelled").contains(R"("reason":"TooLate")"));
    QCOMPARE(m_platform->post(u"/order/%1/cancel"_s.arg(m_order), R"({"reason":7})").status, 422);
}

void IntegrationsServiceTest::cancellingWhatHasEndedTellsNobody()
{
    m_order = order().text("id");
    tellDelivery("Delivered", 5);
    QCOMPARE(m_platform->post(u"/order/%1/cancel"_s.arg(m_order)).status, 202);
    QCOMPARE(orderNow("status"), u"Delivered"_s);
    QCOMPARE(m_platform->published("integrations", "OrderCancelled").size(), std::size_t(0));
}

// Notifications.

void IntegrationsServiceTest::partnersAreToldOfEachStatus()
{
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    tellDelivery("Assigned", 2);
    tellDelivery("Delivered", 3);
    QCOMPARE(notifications(), u"Pending Sent, Assigned Sent, Delivered Sent"_s);
    QCOMPARE(m_world->requests.size(), std::size_t(3));
    QCOMPARE(m_world->requests.back().path, u"/webhook/market"_s);
    QCOMPARE(m_world->requests.back().method, Method::Post);
    QCOMPARE(m_world->requests.back().body,
             R"({"orderId":")" + m_order.toUtf8() + R"(","externalId":"E-1","status":"Delivered"})");
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM notification WHERE attempts = 1 AND next_at IS NULL"_s), u"3"_s);
}

void IntegrationsServiceTest::aPartnerWithoutWebhookIsNotTold()
{
    m_order = order({.partnerId = otherPartner, .merchantId = otherMerchant}).text("id");
    tellDelivery("Pending", 1);
    QCOMPARE(orderNow("status"), u"Accepted"_s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM notification"_s), u"0"_s);
    QCOMPARE(m_world->requests.size(), std::size_t(0));
}

void IntegrationsServiceTest::aNotificationIsTriedAgain()
{
    int calls = 0;
    m_world->answer = [&calls](const Request &) {
        return ++calls < 4 ? Response(Problem::unavailable(u"busy"_s)) : Response::json("{}");
    };
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    QCOMPARE(notifications(), u"Pending Pending"_s);
    m_platform->runFor(1min);
    QCOMPARE(notifications(), u"Pending Sent"_s);
    QCOMPARE(m_platform->value(u"SELECT attempts FROM notification"_s), u"4"_s);
}

void IntegrationsServiceTest::aNotificationIsGivenUp_data()
{
    QTest::addColumn<int>("answer");
    QTest::newRow("at once, when it is refused") << 404;
    QTest::newRow("after a while, when nobody is there") << 503;
}

void IntegrationsServiceTest::aNotificationIsGivenUp()
{
    QFETCH(const int, answer);
    m_world->answer = [answer](const Request &) { return Response(Problem{answer, u"no"_s, {}}); };
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    QCOMPARE(notifications(), answer == 404 ? u"Pending GivenUp"_s : u"Pending Pending"_s);
    m_platform->runFor(7h);
    QCOMPARE(notifications(), u"Pending GivenUp"_s);
    QCOMPARE(m_platform->value(u"SELECT count(*) FROM call_intent"_s), u"0"_s);
}

void IntegrationsServiceTest::aNotificationIsSentOnceDespiteCrashes_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("message");
    for (const FaultKind kind :
         {FaultKind::CrashBeforeCommit, FaultKind::CrashBeforePublish, FaultKind::CrashBeforeAcknowledge}) {
        for (const char *message : {"curbside.deliveries.DeliveryStatusChanged", "notify-partner"})
            QTest::addRow("%s at %s", qPrintable(toText(kind)), message) << kind << QByteArray(message);
    }
}

void IntegrationsServiceTest::aNotificationIsSentOnceDespiteCrashes()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, message);
    FaultPlan &faults = m_platform->environment().faults;
    FaultRule rule;
    rule.kind = kind;
    rule.from = "integrations";
    rule.type = message;
    faults.add(rule);
    m_platform->environment().journal.addListener([&faults](const JournalRecord &record) {
        if (record.kind == JournalKind::Crashed)
            faults.clear();
    });
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    m_platform->runFor(2min);
    QCOMPARE(m_platform->environment().journal.count(JournalKind::Crashed), std::uint64_t(1));
    QCOMPARE(notifications(), u"Pending Sent"_s);
    QCOMPARE(m_world->requests.size(), std::size_t(1));
    QCOMPARE(orderNow("status"), u"Accepted"_s);
}

// Lists.

void IntegrationsServiceTest::ordersAreListed()
{
    m_order = order().text("id");
    tellDelivery("Pending", 1);
    m_platform->runFor(1min);
    const QString later = QString::fromLatin1(toRfc3339(m_platform->now()));
    order({.externalId = "E-2"});
    order({.partnerId = otherPartner, .merchantId = otherMerchant});
    const auto count = [this](const QString &query) { return m_platform->get(u"/orders"_s + query)["items"].size(); };
    QCOMPARE(count({}), 3U);
    QCOMPARE(count(u"?status=Received"_s), 2U);
    QCOMPARE(count(u"?partner="_s + QString::fromLatin1(otherPartner)), 1U);
    QCOMPARE(count(u"?since="_s + later), 2U);
    const Answer first = m_platform->get(u"/orders?limit=2"_s);
    QCOMPARE(m_platform->get(u"/orders?limit=2&cursor="_s + first.text("next"))["items"].size(), 1U);
}

void IntegrationsServiceTest::badFiltersAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a status that there is not") << u"/orders?status=Lost"_s;
    QTest::newRow("a partner that is none") << u"/orders?partner=market"_s;
    QTest::newRow("a time that is none") << u"/orders?since=noon"_s;
    QTest::newRow("too many") << u"/merchants?limit=1001"_s;
    QTest::newRow("no number") << u"/partners?limit=all"_s;
}

void IntegrationsServiceTest::badFiltersAreRefused()
{
    QFETCH(const QString, path);
    QCOMPARE(m_platform->get(path).status, 422);
}

void IntegrationsServiceTest::whatIsNotThereIsNotFound_data()
{
    QTest::addColumn<QString>("path");
    for (const char *kind : {"partner", "merchant", "order"}) {
        QTest::addRow("a %s that there is not", kind) << pathOf(QString::fromLatin1(kind), nobody);
        QTest::addRow("a %s whose id is none", kind) << pathOf(QString::fromLatin1(kind), "nonsense");
    }
}

void IntegrationsServiceTest::whatIsNotThereIsNotFound()
{
    QFETCH(const QString, path);
    QCOMPARE(m_platform->get(path).status, 404);
    if (path.startsWith(u"/order/"_s))
        QCOMPARE(m_platform->post(path + u"/cancel"_s).status, 404);
}

void IntegrationsServiceTest::whatCannotBeFetchedIsReadFromTheList()
{
    m_order = order().text("id");
    m_deliveries->answer = [this](const Request &request) -> Response {
        if (request.path != u"/deliveries"_s)
            return Problem::notFound(u"script", request.path);
        JsonWriter json;
        json.beginObject().key("items").beginArray().beginObject().member("id", delivery).member("orderId", m_order);
        json.member("status", "Delivered")
            .member("version", 8)
            .member("updatedAt", m_platform->now())
            .endObject()
            .endArray();
        return Response::json(json.endObject().take());
    };
    // Told and passed over, but not noted yet when the memory is lost; then the log no longer has it.
    m_platform->tellAndSettle("deliveries", "Something", "x", "{}");
    m_platform->process("deliveries").database().execute(u"DELETE FROM outbox"_s);
    m_platform->crash("integrations");
    m_platform->runFor(1s);
    QCOMPARE(orderNow("status"), u"Delivered"_s);
    QCOMPARE(notifications(), u"Delivered Sent"_s);
}

void IntegrationsServiceTest::unreadableFactsAreDeadLettered()
{
    m_platform->tellAndSettle("deliveries", "DeliveryStatusChanged", "x", R"({"orderId":"x","version":1})");
    QCOMPARE(m_platform->get(u"/dead-letters"_s)["items"].size(), 1U);
}

CURBSIDE_TEST(IntegrationsServiceTest)

} // namespace tst_integrations_service

#include "tst_integrations_service.moc"
