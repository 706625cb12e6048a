// SPDX-License-Identifier: GPL-3.0-or-later
// What a service shows of its own tables and rows, by whom a row was written, and the wall between two databases.
#include "services/operations/operations_service.h"
#include "services/runtime/json/json_writer.h"
#include "services/state/state_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QFileInfo>
#include <QTest>

namespace tst_looking_into_tables {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

QStringList textsOf(JsonValue list, std::string_view member)
{
    QStringList texts;
    list.forEachItem([&](JsonValue item) { texts += item[member].toString().value_or(QString()); });
    return texts;
}

/// The item whose `member` is `wanted`; absent where there is none.
JsonValue itemOf(JsonValue list, std::string_view member, const QString &wanted)
{
    JsonValue found;
    list.forEachItem([&](JsonValue item) {
        if (item[member].toString() == wanted)
            found = item;
    });
    return found;
}

} // namespace

class LookingIntoTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void columnsTellWhatTheyReferTo();
    void rowsAreCountedWhereThatIsAsked();
    void rowsComeFromEitherEnd();
    void aRowTellsByWhichMessagesItWasWritten();
    void aRowsHistoryGoesOnByPages();
    void aHistoryThatCannotBeTold_data();
    void aHistoryThatCannotBeTold();
    void everyEventIsFoundByItsId();
    void anEventThatIsNotItsOwnIsNotFound_data();
    void anEventThatIsNotItsOwnIsNotFound();
    void theWallRefusesEveryWay();
    void theWallIsTriedWithoutAnyTrace();
    void whatIsNoNeighbourCannotBeReachedFor_data();
    void whatIsNoNeighbourCannotBeReachedFor();

private:
    void moveLid(const QByteArray &kind)
    {
        QCOMPARE(
            m_platform->post(u"/robot/R-1/lid-events"_s, R"({"kind":")" + kind + R"(","actor":"Operator"})").status,
            201);
        m_platform->settle();
    }

    std::unique_ptr<ServiceFixture> m_platform;
};

void LookingIntoTablesTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("state", state::makeStateService);
    m_platform->add("operations", operations::makeOperationsService);
    m_platform->addNeighbour("deliveries");
    m_platform->addNeighbour("dispatch");
    m_platform->start();
    for (const QByteArray &robot : {QByteArrayLiteral("R-1"), QByteArrayLiteral("R-2"), QByteArrayLiteral("R-3")}) {
        JsonWriter json;
        json.beginObject().member("driverName", "Maple " + robot).member("x", 0).member("y", 0).member("heading", 0);
        json.member("speed", 0).member("battery", 90).member("onDuty", true).endObject();
        QCOMPARE(m_platform->put(u"/robot/%1/state"_s.arg(QString::fromLatin1(robot)), json.take()).status, 201);
    }
    m_platform->settle();
}

void LookingIntoTablesTest::columnsTellWhatTheyReferTo()
{
    const Answer tables = m_platform->get(u"/tables"_s);
    const JsonValue columns = itemOf(tables["tables"], "name", u"lid_event"_s)["columns"];
    QCOMPARE(itemOf(columns, "name", u"robot_serial"_s)["foreignKey"].toString(), u"robot_state.robot_serial"_s);
    QCOMPARE(itemOf(columns, "name", u"task_id"_s)["references"].toString(), u"operations:task.id"_s);
    QCOMPARE(itemOf(columns, "name", u"task_id"_s)["required"].toBool(), false);
    QCOMPARE(itemOf(columns, "name", u"id"_s)["required"].toBool(), true);
    QVERIFY(itemOf(columns, "name", u"id"_s)["foreignKey"].isAbsent());
}

void LookingIntoTablesTest::rowsAreCountedWhereThatIsAsked()
{
    const Answer counted = m_platform->get(u"/tables?counts=true"_s);
    QCOMPARE(itemOf(counted["tables"], "name", u"robot_state"_s)["rows"].toInteger(), 3);
    QCOMPARE(itemOf(counted["tables"], "name", u"lid_event"_s)["rows"].toInteger(), 0);
    QVERIFY(counted["bytes"].toInteger() > 4096);
    const Answer uncounted = m_platform->get(u"/tables"_s);
    QVERIFY(itemOf(uncounted["tables"], "name", u"robot_state"_s)["rows"].isAbsent());
}

void LookingIntoTablesTest::rowsComeFromEitherEnd()
{
    const QString path = u"/tables/robot_state/rows"_s;
    QCOMPARE(textsOf(m_platform->get(path)["items"], "robot_serial"), (QStringList{u"R-1"_s, u"R-2"_s, u"R-3"_s}));
    const Answer page = m_platform->get(path + u"?order=descending&limit=2"_s);
    QCOMPARE(textsOf(page["items"], "robot_serial"), (QStringList{u"R-3"_s, u"R-2"_s}));
    const Answer rest = m_platform->get(path + u"?order=descending&limit=2&after="_s + page.text("next"));
    QCOMPARE(textsOf(rest["items"], "robot_serial"), QStringList{u"R-1"_s});
    QVERIFY(rest["next"].isAbsent());
}

void LookingIntoTablesTest::aRowTellsByWhichMessagesItWasWritten()
{
    moveLid("Opened");
    moveLid("Closed");
    const Answer history = m_platform->get(u"/tables/robot_state/changes?key=R-1"_s);
    QCOMPARE(textsOf(history["items"], "kind"), (QStringList{u"update"_s, u"update"_s, u"insert"_s}));
    QStringList lids;
    history["items"].forEachItem([&](JsonValue item) {
        lids += item["before"]["lid"].toString().value_or(u"-"_s) + u'>' + *item["after"]["lid"].toString();
    });
    QCOMPARE(lids, (QStringList{u"Open>Closed"_s, u"Unknown>Open"_s, u"->Unknown"_s}));
    QStringList requests;
    for (const JournalRecord &record : m_platform->records(JournalKind::Requested, "state")) {
        if (record.type == "POST /robot/{serial}/lid-events")
            requests.prepend(QString::fromUtf8(record.messageId));
    }
    QCOMPARE(textsOf(history["items"], "messageId").mid(0, 2), requests);
}

void LookingIntoTablesTest::aRowsHistoryGoesOnByPages()
{
    moveLid("Opened");
    moveLid("Closed");
    const QString path = u"/tables/robot_state/changes?key=R-1&limit=2"_s;
    const Answer page = m_platform->get(path);
    QCOMPARE(page["items"].size(), 2U);
    const Answer rest = m_platform->get(path + u"&before=%1"_s.arg(page["next"].toInteger().value_or(0)));
    QCOMPARE(textsOf(rest["items"], "kind"), QStringList{u"insert"_s});
}

void LookingIntoTablesTest::aHistoryThatCannotBeTold_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("of no such table") << u"/tables/rowboat/changes?key=1"_s << 404;
    QTest::newRow("of the machinery") << u"/tables/outbox/changes?key=1"_s << 404;
    QTest::newRow("without a key") << u"/tables/robot_state/changes"_s << 422;
    QTest::newRow("with too many keys") << u"/tables/robot_state/changes?key=R-1&key=R-2"_s << 422;
    QTest::newRow("from no number") << u"/tables/robot_state/changes?key=R-1&before=x"_s << 422;
    QTest::newRow("too much of it") << u"/tables/robot_state/changes?key=R-1&limit=101"_s << 422;
    QTest::newRow("of no such row") << u"/tables/robot_state/changes?key=R-9"_s << 200;
}

void LookingIntoTablesTest::aHistoryThatCannotBeTold()
{
    QFETCH(const QString, path);
    QFETCH(const int, status);
    const Answer answer = m_platform->get(path);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer["items"].size(), 0U);
}

void LookingIntoTablesTest::everyEventIsFoundByItsId()
{
    for (int i = 0; i < 40; ++i)
        moveLid(i % 2 == 0 ? "Opened" : "Closed");
    const Answer outbox = m_platform->get(u"/outbox?after=0&limit=1000"_s);
    QVERIFY(outbox["items"].size() > 40);
    outbox["items"].forEachItem([&](JsonValue event) {
        const Answer found = m_platform->get(u"/event/"_s + *event["id"].toString());
        QCOMPARE(found.status, 200);
        QCOMPARE(found.text("id"), *event["id"].toString());
        QCOMPARE(found["data"].toJson(), event["data"].toJson());
    });
}

void LookingIntoTablesTest::anEventThatIsNotItsOwnIsNotFound_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("none of that id") << u"0189ffff-0000-7000-8000-000000000001"_s;
    QTest::newRow("before all events") << u"00000000-0000-7000-8000-000000000001"_s;
    QTest::newRow("after all events") << u"ffffffff-ffff-7fff-bfff-ffffffffffff"_s;
    QTest::newRow("not an id") << u"R-1"_s;
}

void LookingIntoTablesTest::anEventThatIsNotItsOwnIsNotFound()
{
    QFETCH(const QString, id);
    QCOMPARE(m_platform->get(u"/event/"_s + id).status, 404);
}

void LookingIntoTablesTest::theWallRefusesEveryWay()
{
    const Answer tried = m_platform->post(u"/wall/attempts"_s, R"({"neighbour":"operations"})");
    QCOMPARE(tried.status, 200);
    QCOMPARE(textsOf(tried["attempts"], "way"), (QStringList{u"Attach"_s, u"Read"_s, u"CopyOver"_s, u"Extension"_s}));
    tried["attempts"].forEachItem([](JsonValue attempt) {
        QCOMPARE(attempt["refused"].toBool(), true);
        QVERIFY(!attempt["message"].toString().value_or(QString()).isEmpty());
    });
    const JsonValue attach = itemOf(tried["attempts"], "way", u"Attach"_s);
    QCOMPARE(attach["mechanism"].toString(), u"Authorizer"_s);
    QCOMPARE(attach["message"].toString(), u"not authorized"_s);
    QCOMPARE(itemOf(tried["attempts"], "way", u"Extension"_s)["mechanism"].toString(), u"Authorizer"_s);
    QCOMPARE(itemOf(tried["attempts"], "way", u"Read"_s)["mechanism"].toString(), u"Schema"_s);
    QVERIFY(attach["sql"].toString()->contains(m_platform->pathOf("operations")));
    QCOMPARE(m_platform->column("state", u"SELECT name FROM pragma_table_info('operations')"_s), QStringList());
}

void LookingIntoTablesTest::theWallIsTriedWithoutAnyTrace()
{
    const std::size_t records = m_platform->records().size();
    const qint64 size = QFileInfo(m_platform->pathOf("operations")).size();
    Request request;
    request.method = Method::Post;
    request.path = u"/wall/attempts"_s;
    request.body = R"({"neighbour":"operations"})";
    request.contentType = "application/json";
    const Response response = m_platform->service("state").look(request);
    QCOMPARE(response.status, 200);
    QVERIFY(!response.body.contains("\"refused\":false"));
    QCOMPARE(m_platform->records().size(), records);
    QCOMPARE(QFileInfo(m_platform->pathOf("operations")).size(), size);
    QCOMPARE(m_platform->get(u"/tables"_s)["changedFromOutside"].toBool(), false);
}

void LookingIntoTablesTest::whatIsNoNeighbourCannotBeReachedFor_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("itself") << QByteArray(R"({"neighbour":"state"})");
    QTest::newRow("nobody") << QByteArray(R"({"neighbour":"nobody"})");
    QTest::newRow("a path") << QByteArray(R"({"neighbour":"../operations"})");
    QTest::newRow("nothing named") << QByteArray("{}");
    QTest::newRow("no body") << QByteArray();
}

void LookingIntoTablesTest::whatIsNoNeighbourCannotBeReachedFor()
{
    QFETCH(const QByteArray, body);
    QCOMPARE(m_platform->post(u"/wall/attempts"_s, body).status, 422);
}

CURBSIDE_TEST(LookingIntoTablesTest)

} // namespace tst_looking_into_tables

#include "tst_looking_into_tables.moc"
