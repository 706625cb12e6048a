// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/replay.h"
#include "services/runtime/json/json_writer.h"
#include "tests/hosting/held_run.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_publishing {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

const QByteArray data =
    R"({"taskId":"019cae34-7b86-7000-b4b9-5ebac16a66d7","type":"Pickup","robotSerial":"R-1","version":1})";

QByteArray eventOf(const QByteArray &type, const QByteArray &subject, const QByteArray &body)
{
    JsonWriter json;
    json.beginObject().member("type", type).member("subject", subject).rawMember("data", body).endObject();
    return json.take();
}

QByteArray taskCompleted(const QByteArray &body = data)
{
    return eventOf("curbside.operations.TaskCompleted", "T-1", body);
}

} // namespace

// An event written by hand is published through its service's outbox, as an input.
class PublishingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsInTheOutboxAndIsDelivered();
    void itIsReplayed();
    void theSameAgainIsAnotherEvent();
    void withoutItTheDigestIsAnother();
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused();

private:
    std::unique_ptr<HeldRun> m_refusing; ///< of all rows
};

void PublishingTest::itIsInTheOutboxAndIsDelivered()
{
    HeldRun run;
    const Response answer = run.ask(Method::Post, u"/events"_s, taskCompleted(), u"operations"_s);
    QCOMPARE(answer.status, 201);
    const auto published = JsonDocument::parse(answer.body);
    const QString id = *published->root()["id"].toString();
    const Response event = run.ask(Method::Get, u"/event/"_s + id, {}, u"operations"_s);
    QCOMPARE(event.status, 200);
    const auto read = JsonDocument::parse(event.body);
    QCOMPARE(read->root()["subject"].toString(), u"T-1"_s);
    QCOMPARE(read->root()["data"].toJson(), data);
    QCOMPARE(read->root()["causationid"].toString(), u"input-1-1"_s);
    run.resumeUntilStill();
    const auto records = run.journal().take().records;
    QVERIFY(std::ranges::any_of(records, [&](const JournalRecord &record) {
        return record.messageId == id.toUtf8() && record.service == "deliveries"
            && record.kind != JournalKind::Published;
    }));
}

void PublishingTest::itIsReplayed()
{
    HeldRun run;
    QCOMPARE(run.ask(Method::Post, u"/events"_s, taskCompleted(), u"operations"_s).status, 201);
    run.resumeUntilStill(R"({"filter":"type LIKE '%.TripPlanned'"})");
    QCOMPARE(run.ask(Method::Post, u"/events"_s, taskCompleted(), u"operations"_s).status, 201);
    QVERIFY(!run.finish().isEmpty());
    const auto replay = replayWorkspace(run.folder());
    QVERIFY(replay);
    QVERIFY2(replay->isSame(), qPrintable(replay->toText()));
}

void PublishingTest::theSameAgainIsAnotherEvent()
{
    HeldRun run;
    const auto first = JsonDocument::parse(run.ask(Method::Post, u"/events"_s, taskCompleted(), u"operations"_s).body);
    const auto second = JsonDocument::parse(run.ask(Method::Post, u"/events"_s, taskCompleted(), u"operations"_s).body);
    QVERIFY(first->root()["id"].toString() != second->root()["id"].toString());
    QCOMPARE(*second->root()["sequence"].toInteger(), *first->root()["sequence"].toInteger() + 1);
}

void PublishingTest::withoutItTheDigestIsAnother()
{
    HeldRun with;
    QCOMPARE(with.ask(Method::Post, u"/events"_s, taskCompleted(), u"operations"_s).status, 201);
    QVERIFY(with.finish() != HeldRun().finish());
}

void PublishingTest::whatIsWrongIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QByteArray &body, const QString &pointer) {
        QTest::newRow(name) << body << pointer;
    };
    const auto without = [](QByteArray text, const char *part, const char *by = "") {
        return taskCompleted(text.replace(part, by));
    };
    row("nothing", {}, {});
    row("no type", "{\"subject\":\"T-1\",\"data\":{}}", u"/type"_s);
    row("no subject", eventOf("curbside.operations.TaskCompleted", " ", data), u"/subject"_s);
    row("no data", "{\"type\":\"curbside.operations.TaskCompleted\",\"subject\":\"T-1\"}", u"/data"_s);
    row("another service's", eventOf("curbside.state.LidEvent", "R-1", "{}"), u"/type"_s);
    row("nobody's", eventOf("curbside.moon.Landed", "R-1", "{}"), u"/type"_s);
    row("no object", taskCompleted("[]"), u"/data"_s);
    row("a missing member", without(data, "\"robotSerial\":\"R-1\",", ""), u"/data/robotSerial"_s);
    row("no UUID", without(data, "019cae34", "x"), u"/data/taskId"_s);
    row("no such word", without(data, "Pickup", "Dance"), u"/data/type"_s);
    row("a number that is a text", without(data, ":1}", ":\"1\"}"), u"/data/version"_s);
    row("a long subject", eventOf("curbside.operations.TaskCompleted", QByteArray(201, 'x'), data), u"/subject"_s);
}

void PublishingTest::whatIsWrongIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, pointer);
    if (!m_refusing)
        m_refusing = std::make_unique<HeldRun>();
    const Response refused = m_refusing->ask(Method::Post, u"/events"_s, body, u"operations"_s);
    QCOMPARE(refused.status, 422);
    const auto problem = JsonDocument::parse(refused.body);
    QStringList pointers;
    problem->root()["errors"].forEachItem([&](JsonValue error) { pointers += *error["pointer"].toString(); });
    QCOMPARE(pointers, QStringList{pointer});
}

CURBSIDE_TEST(PublishingTest)

} // namespace tst_publishing

#include "tst_publishing.moc"
