// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/event.h"
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_rehearsal {

using namespace curbside;
using namespace Qt::StringLiterals;

// A replay is tried on a copy: what it foretells is what the replay does, and trying changes nothing.
class RehearsalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void itForetellsWhatTheReplayDoes();
    void whatTheHandlerRefusesIsToldAsRefused();
    void aMendedLetterIsHandled();
    void itChangesNothingOfTheRun();
    void itChangesNoDigest();
    void theWorldsLettersCanBeRehearsedToo();
    void wrongDataIsRefused();
    void aConsumerThatIsCutOffIsNotRehearsed();

private:
    /// A dead letter at Deliveries: an order that it has never seen, whose data may be wrong.
    [[nodiscard]] QString poison(bool isUnreadable);
    [[nodiscard]] Response rehearse(const QString &id, const QByteArray &body = {})
    {
        return m_stage->post(u"/consumers/deliveries/dead-letter/%1/rehearse"_s.arg(id), body);
    }
    /// Rows by table and kind, with ids and what is drawn anew by every incarnation told apart by nothing.
    [[nodiscard]] static QStringList rowsIn(JsonValue rows);
    [[nodiscard]] static QString withoutIds(const QByteArray &json)
    {
        static const QRegularExpression drawn(
            u"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"_s);
        return QString::fromUtf8(json).replace(drawn, u"#"_s);
    }

    std::unique_ptr<GatewayStage> m_stage;
    QByteArray m_rightData;
};

void RehearsalTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
    m_stage->runFor(5min);
}

QString RehearsalTest::poison(bool isUnreadable)
{
    const QString order =
        m_stage->value("integrations", u"SELECT event_id FROM outbox WHERE type LIKE '%OrderReceived' LIMIT 1"_s);
    const JsonDocument known = m_stage->read(u"/event/"_s + order, u"integrations"_s);
    const auto parsed = Event::fromCloudEvent(known.root());
    Event event = *parsed;
    event.id = "01980000-0000-7000-8000-000000000001";
    event.subject = "01980000-0000-7000-8000-000000000002";
    m_rightData = event.data;
    m_rightData.replace(known.root()["subject"].toString()->toUtf8(), event.subject);
    event.data = isUnreadable ? QByteArray("{\"version\":1}") : m_rightData;
    Statement(m_stage->session().platform().process("deliveries").database(),
              u"INSERT INTO dead_letter (event_id, source, sequence, type, subject, event, reason, attempts, first_at, "
              "last_at, history) VALUES (?, 'integrations', 1, ?, ?, ?, 'poison', 1, 0, 0, '')"_s)
        .run(QString::fromUtf8(event.id), QString::fromUtf8(event.type), QString::fromUtf8(event.subject),
             QString::fromUtf8(event.toCloudEvent()));
    return QString::fromUtf8(event.id);
}

QStringList RehearsalTest::rowsIn(JsonValue rows)
{
    QStringList lines;
    rows.forEachItem([&](JsonValue row) { lines += withoutIds(row.toJson()); });
    return lines;
}

void RehearsalTest::itForetellsWhatTheReplayDoes()
{
    const QString id = poison(false);
    const qint64 lastBefore = m_stage->value("deliveries", u"SELECT max(sequence) FROM outbox"_s).toLongLong();
    const Response answer = rehearse(id);
    const auto foretold = JsonDocument::parse(answer.body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(foretold->root()["outcome"].toString(), u"Handled"_s);
    QVERIFY(foretold->root()["calls"].size() > 0); // its saga reserves a demand

    QCOMPARE(m_stage->post(u"/consumers/deliveries/dead-letter/%1/replay"_s.arg(id)).status, 200);
    const JsonDocument story = m_stage->read(u"/inbox/"_s + id, u"deliveries"_s);
    const QString message = story.root()["settled"]["messageId"].toString().value_or(QString());
    const JsonDocument effects = m_stage->read(u"/message/%1/effects"_s.arg(message), u"deliveries"_s);
    QStringList done;
    effects.root()["changes"].forEachItem([&](JsonValue change) { done += rowsIn(change["rows"]); });
    QVERIFY(!done.isEmpty());
    QCOMPARE(rowsIn(foretold->root()["rows"]), done);

    QStringList published;
    m_stage->read(u"/outbox?after=%1"_s.arg(lastBefore), u"deliveries"_s)
        .root()["items"]
        .forEachItem([&](JsonValue event) { published += withoutIds(event.toJson()); });
    QVERIFY(!published.isEmpty());
    QStringList foretoldEvents;
    foretold->root()["events"].forEachItem([&](JsonValue event) { foretoldEvents += withoutIds(event.toJson()); });
    for (QStringList *list : {&published, &foretoldEvents})
        list->replaceInStrings(QRegularExpression(u"\"causationid\":\"[^\"]*\","_s), QString());
    QCOMPARE(foretoldEvents, published);
}

void RehearsalTest::whatTheHandlerRefusesIsToldAsRefused()
{
    const Response answer = rehearse(poison(true));
    const auto foretold = JsonDocument::parse(answer.body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(foretold->root()["outcome"].toString(), u"Refused"_s);
    QVERIFY2(foretold->root()["problem"]["detail"].toString()->contains(u"refused it again"), answer.body.constData());
    QCOMPARE(foretold->root()["rows"].size(), std::size_t(0));
    QCOMPARE(foretold->root()["events"].size(), std::size_t(0));
    QCOMPARE(foretold->root()["calls"].size(), std::size_t(0));
}

void RehearsalTest::aMendedLetterIsHandled()
{
    const QString id = poison(true);
    const auto foretold = JsonDocument::parse(rehearse(id, "{\"data\":" + m_rightData + '}').body);
    QCOMPARE(foretold->root()["outcome"].toString(), u"Handled"_s);
    QVERIFY(foretold->root()["rows"].size() > 0);
}

void RehearsalTest::itChangesNothingOfTheRun()
{
    const QString id = poison(false);
    Platform &platform = m_stage->session().platform();
    const auto messages = platform.messagesHandled();
    const auto incarnations = platform.incarnations();
    const PlatformTime before = platform.now();
    const QString last = m_stage->value("deliveries", u"SELECT max(sequence) FROM outbox"_s);
    const QString rows = m_stage->value("deliveries", u"SELECT count(*) FROM delivery"_s);
    QCOMPARE(rehearse(id).status, 200);
    QCOMPARE(rehearse(id).status, 200);
    QCOMPARE(platform.messagesHandled(), messages);
    QCOMPARE(platform.incarnations(), incarnations);
    QVERIFY(platform.now() == before);
    QCOMPARE(m_stage->value("deliveries", u"SELECT max(sequence) FROM outbox"_s), last);
    QCOMPARE(m_stage->value("deliveries", u"SELECT count(*) FROM delivery"_s), rows);
    QCOMPARE(m_stage->value("deliveries", u"SELECT count(*) FROM dead_letter"_s), u"1"_s);
}

void RehearsalTest::itChangesNoDigest()
{
    GatewayStage other;
    other.runFor(5min);
    QCOMPARE(rehearse(poison(false)).status, 200);
    m_stage->runFor(5min);
    other.runFor(5min);
    QCOMPARE(m_stage->session().platform().environment().journal.digest(),
             other.session().platform().environment().journal.digest());
}

void RehearsalTest::theWorldsLettersCanBeRehearsedToo()
{
    const QString event = m_stage->value("operations", u"SELECT event_id FROM outbox ORDER BY sequence LIMIT 1"_s);
    const JsonDocument known = m_stage->read(u"/event/"_s + event, u"operations"_s);
    Statement(m_stage->session().platform().process("world").database(),
              u"INSERT INTO dead_letter (event_id, source, sequence, type, subject, event, reason, attempts, first_at, "
              "last_at, history) VALUES (?, 'operations', 1, 't', 's', ?, 'poison', 1, 0, 0, '')"_s)
        .run(event, QString::fromUtf8(known.root().toJson()));
    QCOMPARE(m_stage->post(u"/consumers/world/dead-letter/%1/rehearse"_s.arg(event)).status, 200);
    QCOMPARE(m_stage->post(u"/consumers/world/dead-letter/%1/discard"_s.arg(event)).status, 200);
}

void RehearsalTest::wrongDataIsRefused()
{
    const QString id = poison(true);
    QCOMPARE(rehearse(id, R"({"data":[]})").status, 422);
    QCOMPARE(rehearse(id, R"({})").status, 422);
    QCOMPARE(rehearse(id, R"({"data")").status, 400);
}

void RehearsalTest::aConsumerThatIsCutOffIsNotRehearsed()
{
    const QString id = poison(false);
    m_stage->addFault(FaultKind::CutOff, "deliveries");
    QCOMPARE(rehearse(id).status, 504);
}

CURBSIDE_TEST(RehearsalTest)

} // namespace tst_rehearsal

#include "tst_rehearsal.moc"
