// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <set>

namespace tst_documents {

using namespace curbside;
using namespace Qt::StringLiterals;

// What the documents say is what is served and published: no more, no less.
class DocumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_stage.reset(); }

    void everyRouteIsDescribed_data() { services(); }
    void everyRouteIsDescribed();
    void theDocumentHoldsTheRoutesThatAreThereAndNoOthers_data() { services(); }
    void theDocumentHoldsTheRoutesThatAreThereAndNoOthers();
    void everyReferenceLeadsSomewhere_data();
    void everyReferenceLeadsSomewhere();
    void anUnknownQueryParameterIsRefused_data();
    void anUnknownQueryParameterIsRefused();
    void whatIsAnsweredIsAsDescribed_data();
    void whatIsAnsweredIsAsDescribed();
    void everyEventThatWasPublishedIsDescribed();
    void theDataOfEveryEventIsAsDescribed();
    void robotsStandOnTheGlobeWhereTheyStandOnThePlane();

private:
    static void services();
    [[nodiscard]] const Router &router(const QString &service) const;
    /// Names in `members` that are not described, and required ones that are missing.
    static QStringList differences(JsonValue members, JsonValue schema);
    [[nodiscard]] std::vector<JsonDocument> publishedEvents() const;

    std::unique_ptr<GatewayStage> m_stage;
};

void DocumentsTest::initTestCase()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
    m_stage->runFor(25min);
}

void DocumentsTest::services()
{
    QTest::addColumn<QString>("service");
    for (const QString &service : Session::endpoints())
        QTest::newRow(qPrintable(service)) << service;
}

const Router &DocumentsTest::router(const QString &service) const
{
    Session &session = m_stage->session();
    if (service == u"gateway")
        return session.gateway().router();
    if (service == u"warehouse")
        return session.warehouse().router();
    return session.platform().process(service.toUtf8()).service().router();
}

void DocumentsTest::everyRouteIsDescribed()
{
    QFETCH(const QString, service);
    for (const Router::Route &route : router(service).routes())
        QVERIFY2(route.description && !route.description->summary.isEmpty() && !route.description->answers.empty(),
                 route.name.constData());
}

void DocumentsTest::theDocumentHoldsTheRoutesThatAreThereAndNoOthers()
{
    QFETCH(const QString, service);
    std::set<QByteArray> described;
    const JsonDocument document = m_stage->read(u"/openapi.json"_s, service);
    document.root()["paths"].forEachMember([&](std::string_view path, JsonValue operations) {
        operations.forEachMember([&](std::string_view method, JsonValue) {
            described.insert(QByteArray(method.data(), qsizetype(method.size())).toUpper() + ' '
                             + QByteArray(path.data(), qsizetype(path.size())));
        });
    });
    std::set<QByteArray> registered;
    for (const Router::Route &route : router(service).routes())
        registered.insert(route.name);
    QCOMPARE(described, registered);
}

void DocumentsTest::everyReferenceLeadsSomewhere_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("path");
    for (const QString &service : Session::endpoints())
        QTest::newRow(qPrintable(service)) << service << u"/openapi.json"_s;
    QTest::newRow("events") << u"gateway"_s << u"/asyncapi.json"_s;
}

void DocumentsTest::everyReferenceLeadsSomewhere()
{
    QFETCH(const QString, service);
    QFETCH(const QString, path);
    const JsonDocument document = m_stage->read(path, service);
    const QByteArray text = document.root().toJson();
    static const QRegularExpression reference(u"\"\\$ref\":\"#/([^\"]+)\""_s);
    int count = 0;
    for (auto found = reference.globalMatch(QString::fromUtf8(text)); found.hasNext(); ++count) {
        JsonValue target = document.root();
        const QStringList steps = found.next().captured(1).split(u'/');
        for (const QString &step : steps)
            target = target[step.toStdString()];
        QVERIFY2(target.isObject(), qPrintable(steps.join(u'/')));
    }
    QVERIFY(count > 0);
}

void DocumentsTest::anUnknownQueryParameterIsRefused_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("target");
    QTest::newRow("a list of the gateway") << u"gateway"_s << u"/tasks?colour=red"_s;
    QTest::newRow("a view of the gateway") << u"gateway"_s << u"/deliveries/x?stratgy=api"_s;
    QTest::newRow("the stream") << u"gateway"_s << u"/events/stream?since=1"_s;
    QTest::newRow("a list of a service") << u"operations"_s << u"/tasks?state=Pending"_s;
    QTest::newRow("an outbox") << u"state"_s << u"/outbox?from=1"_s;
    QTest::newRow("health") << u"warehouse"_s << u"/health?deep=1"_s;
}

void DocumentsTest::anUnknownQueryParameterIsRefused()
{
    QFETCH(const QString, service);
    QFETCH(const QString, target);
    const Response response = m_stage->get(target, service);
    QCOMPARE(response.status, 422);
    QVERIFY2(response.body.contains('?' + target.section(u'?', 1).section(u'=', 0, 0).toUtf8()),
             response.body.constData());
}

void DocumentsTest::whatIsAnsweredIsAsDescribed_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("thing");
    const auto row = [](const QString &service, const QString &path, const QString &thing) {
        QTest::newRow(qPrintable(service + path)) << service << path << thing;
    };
    row(u"operations"_s, u"/tasks"_s, u"Task"_s);
    row(u"operations"_s, u"/robots"_s, u"Robot"_s);
    row(u"operations"_s, u"/operators"_s, u"Operator"_s);
    row(u"deliveries"_s, u"/deliveries"_s, u"Delivery"_s);
    row(u"deliveries"_s, u"/attempts"_s, u"Attempt"_s);
    row(u"deliveries"_s, u"/sagas"_s, u"Saga"_s);
    row(u"state"_s, u"/robots"_s, u"RobotState"_s);
    row(u"state"_s, u"/lid-events"_s, u"LidEvent"_s);
    row(u"integrations"_s, u"/partners"_s, u"Partner"_s);
    row(u"integrations"_s, u"/merchants"_s, u"Merchant"_s);
    row(u"integrations"_s, u"/orders"_s, u"Order"_s);
    row(u"dispatch"_s, u"/outbox"_s, u"CloudEvent"_s);
    row(u"dispatch"_s, u"/row-changes"_s, u"RowChanges"_s);
    row(u"gateway"_s, u"/deliveries"_s, u"Delivery"_s);
    row(u"gateway"_s, u"/tasks"_s, u"Task"_s);
    row(u"gateway"_s, u"/robots"_s, u"Robot"_s);
    row(u"gateway"_s, u"/lid-events"_s, u"LidEvent"_s);
    row(u"gateway"_s, u"/sagas"_s, u"Saga"_s);
}

QStringList DocumentsTest::differences(JsonValue members, JsonValue schema)
{
    QStringList wrong;
    members.forEachMember([&](std::string_view name, JsonValue) {
        if (schema["properties"][name].isAbsent())
            wrong.append(u"not described: "_s + QString::fromUtf8(name.data(), qsizetype(name.size())));
    });
    schema["required"].forEachItem([&](JsonValue name) {
        const QString text = name.toString().value_or(QString());
        if (members[text.toStdString()].isAbsent())
            wrong.append(u"missing: "_s + text);
    });
    return wrong;
}

void DocumentsTest::whatIsAnsweredIsAsDescribed()
{
    QFETCH(const QString, service);
    QFETCH(const QString, path);
    QFETCH(const QString, thing);
    const JsonDocument document = m_stage->read(u"/openapi.json"_s, service);
    const JsonValue schema = document.root()["components"]["schemas"][thing.toStdString()];
    QVERIFY(schema.isObject());
    const JsonDocument page = m_stage->read(path + u"?limit=1000"_s, service);
    QVERIFY(page.root()["items"].size() > 0);
    page.root()["items"].forEachItem(
        [&](JsonValue item) { QCOMPARE(differences(item, schema).join(u", "_s), QString()); });
}

std::vector<JsonDocument> DocumentsTest::publishedEvents() const
{
    std::vector<JsonDocument> pages;
    for (const auto &process : m_stage->session().platform().processes()) {
        if (process->name() != "world")
            pages.push_back(m_stage->read(u"/outbox?limit=1000"_s, QString::fromUtf8(process->name())));
    }
    return pages;
}

void DocumentsTest::everyEventThatWasPublishedIsDescribed()
{
    std::set<QString> described;
    const JsonDocument document = m_stage->read(u"/asyncapi.json"_s);
    document.root()["components"]["messages"].forEachMember(
        [&](std::string_view, JsonValue message) { described.insert(message["name"].toString().value_or(QString())); });
    QCOMPARE(described.size(), std::size_t(15));
    std::set<QString> seen;
    for (const JsonDocument &page : publishedEvents()) {
        page.root()["items"].forEachItem(
            [&](JsonValue event) { seen.insert(event["type"].toString().value_or(QString())); });
    }
    QVERIFY(seen.size() >= 10);
    QVERIFY(std::includes(described.begin(), described.end(), seen.begin(), seen.end()));
}

void DocumentsTest::theDataOfEveryEventIsAsDescribed()
{
    const JsonDocument document = m_stage->read(u"/asyncapi.json"_s);
    int count = 0;
    for (const JsonDocument &page : publishedEvents()) {
        page.root()["items"].forEachItem([&](JsonValue event) {
            const QString type = event["type"].toString().value_or(QString());
            const JsonValue payload =
                document.root()["components"]["messages"][type.section(u'.', -1).toStdString()]["payload"];
            QCOMPARE(differences(event, payload).join(u", "_s), QString());
            QCOMPARE(type + differences(event["data"], payload["properties"]["data"]).join(u", "_s), type);
            ++count;
        });
    }
    QVERIFY(count > 100);
}

void DocumentsTest::robotsStandOnTheGlobeWhereTheyStandOnThePlane()
{
    const Response response = m_stage->get(u"/robots.geojson"_s);
    QCOMPARE(response.contentType, QByteArray("application/geo+json"));
    const auto document = JsonDocument::parse(response.body);
    QVERIFY(document);
    QCOMPARE(document->root()["features"].size(), std::size_t(6));
    document->root()["features"].forEachItem([&](JsonValue robot) {
        std::vector<double> coordinates;
        robot["geometry"]["coordinates"].forEachItem(
            [&](JsonValue value) { coordinates.push_back(value.toDouble().value_or(0)); });
        QCOMPARE(coordinates.size(), std::size_t(2));
        constexpr double centimetre = 0.011;
        QVERIFY(std::abs(coordinates[0] * 111'319.490793 - *robot["properties"]["x"].toDouble()) < centimetre);
        QVERIFY(std::abs(coordinates[1] * 111'319.490793 - *robot["properties"]["y"].toDouble()) < centimetre);
    });
}

CURBSIDE_TEST(DocumentsTest)

} // namespace tst_documents

#include "tst_documents.moc"
