// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gateway/gateway_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_event_story {

using namespace curbside;
using namespace Qt::StringLiterals;

// "Why did it not arrive?": what the gateway tells of one event, with troubles made on the way.
class EventStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aHandledEventShowsTheRowsItChanged();
    void itsCauseAndItsEffectsAreNamed();
    void everyConsumerOfThePublisherIsThere();
    void aTypeWithoutHandlerIsPassedOver();
    void aLostEventIsNotFetchedAndNamesTheFault();
    void aLostEventIsHandledOnceItWasFetched();
    void whatComesAfterALostOneIsEarly();
    void aFailingHandlerParksItWithReasonAndNextAttempt();
    void whatWaitsNamesWhatItWaitsBehind();
    void aPoisonedEventIsDeadWithItsReason();
    void aDiscardedOneIsToldAsDiscarded();
    void aServiceThatIsCutOffIsUnreachable();
    void aServiceThatIsDownIsUnreachableUntilItIsBack();
    void aSlowWayIsNamed();
    void anUnknownEventIsNotFound();
    void anUnknownEventIsNotDeniedWhileSomeoneIsSilent();
    void lookingChangesNothing();
    void consumersStandWithTheirPublishers();
    void anUnknownConsumerIsNotFound();
    void aPageOfRowsBeginsWithAKey();

private:
    [[nodiscard]] JsonDocument story(const QString &id) { return m_stage->read(u"/events/"_s + id); }
    [[nodiscard]] static JsonValue consumerIn(const JsonDocument &story, const QString &name)
    {
        JsonValue found;
        story.root()["consumers"].forEachItem([&](JsonValue consumer) {
            if (consumer["consumer"].toString() == name)
                found = consumer;
        });
        return found;
    }
    [[nodiscard]] static QString outcome(const JsonDocument &story, const QString &consumer)
    {
        return consumerIn(story, consumer)["outcome"].toString().value_or(QString());
    }
    [[nodiscard]] QString firstOf(const QByteArray &publisher, const QString &type)
    {
        return m_stage->value(
            publisher,
            u"SELECT event_id FROM outbox WHERE type = 'curbside.%1.%2' ORDER BY sequence LIMIT 1"_s.arg(
                QString::fromUtf8(publisher), type));
    }
    /// Operations publishes that a robot is held; its id.
    [[nodiscard]] QString holdRobot(const QString &serial = u"CR-0002"_s)
    {
        [&] { QCOMPARE(m_stage->post(u"/robots/%1/hold"_s.arg(serial)).status, 200); }();
        return m_stage->value("operations", u"SELECT event_id FROM outbox ORDER BY sequence DESC LIMIT 1"_s);
    }

    [[nodiscard]] bool hasDeadLetter()
    {
        return m_stage->value("dispatch", u"SELECT count(*) FROM dead_letter"_s) != u"0";
    }

    std::unique_ptr<GatewayStage> m_stage;
};

void EventStoryTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_stage = std::make_unique<GatewayStage>();
    m_stage->runFor(5min);
}

void EventStoryTest::aHandledEventShowsTheRowsItChanged()
{
    const JsonDocument story = this->story(firstOf("integrations", u"OrderReceived"_s));
    const JsonValue deliveries = consumerIn(story, u"deliveries"_s);
    QCOMPARE(deliveries["outcome"].toString(), u"Handled"_s);
    QVERIFY(deliveries["receipt"]["handler"]["line"].toInteger() > 0);
    QStringList tables;
    deliveries["effects"]["changes"].forEachItem([&](JsonValue change) {
        change["rows"].forEachItem([&](JsonValue row) {
            tables += *row["table"].toString();
            QCOMPARE(row["key"].size() > 0, true);
            QVERIFY(row["after"].isObject());
        });
    });
    QVERIFY2(tables.contains(u"delivery"_s) && tables.contains(u"attempt"_s), qPrintable(tables.join(u' ')));
    QVERIFY(story.root()["publisher"]["isInOutbox"].toBool().value_or(false));
    QCOMPARE(story.root()["event"]["type"].toString(), u"curbside.integrations.OrderReceived"_s);
}

void EventStoryTest::itsCauseAndItsEffectsAreNamed()
{
    const QString order = firstOf("integrations", u"OrderReceived"_s);
    const JsonDocument story = this->story(order);
    QStringList published;
    consumerIn(story, u"deliveries"_s)["effects"]["published"].forEachItem(
        [&](JsonValue event) { published += *event["id"].toString(); });
    QVERIFY(!published.isEmpty());
    const JsonDocument effect = this->story(published.front());
    QCOMPARE(effect.root()["cause"]["messageId"].toString(), order);
    QCOMPARE(effect.root()["cause"]["event"]["id"].toString(), order);
    QVERIFY(effect.root()["publisher"]["effects"]["changes"].size() > 0);
}

void EventStoryTest::everyConsumerOfThePublisherIsThere()
{
    QStringList names;
    const JsonDocument story = this->story(holdRobot());
    story.root()["consumers"].forEachItem([&](JsonValue one) { names += *one["consumer"].toString(); });
    QStringList declared;
    m_stage->read(u"/outbox/consumers"_s, u"operations"_s).root()["items"].forEachItem([&](JsonValue reader) {
        declared += *reader["name"].toString();
    });
    names.sort();
    QCOMPARE(names, declared);
    QVERIFY(names.contains(u"world"_s));
}

void EventStoryTest::aTypeWithoutHandlerIsPassedOver()
{
    const QString id = holdRobot();
    m_stage->runFor(1s);
    const JsonDocument story = this->story(id);
    QCOMPARE(outcome(story, u"dispatch"_s), u"Handled"_s);
    QCOMPARE(outcome(story, u"deliveries"_s), u"PassedOver"_s);
}

void EventStoryTest::aLostEventIsNotFetchedAndNamesTheFault()
{
    m_stage->addFault(FaultKind::EventDropped, "operations", "dispatch");
    m_stage->addFault(FaultKind::EventDropped, "state", "deliveries");
    const QString id = holdRobot();
    QCOMPARE(outcome(story(id), u"dispatch"_s), u"OnTheWay"_s);
    m_stage->runFor(40ms);
    const JsonDocument story = this->story(id);
    QCOMPARE(outcome(story, u"dispatch"_s), u"NotFetched"_s);
    const JsonValue faults = consumerIn(story, u"dispatch"_s)["faults"];
    QCOMPARE(faults.size(), std::size_t(1));
    faults.forEachItem([](JsonValue fault) { QCOMPARE(fault["kind"].toString(), u"EventDropped"_s); });
}

void EventStoryTest::aLostEventIsHandledOnceItWasFetched()
{
    m_stage->addFault(FaultKind::EventDropped, "operations", "dispatch");
    const QString id = holdRobot();
    m_stage->runFor(61s);
    QCOMPARE(outcome(story(id), u"dispatch"_s), u"Handled"_s);
}

void EventStoryTest::whatComesAfterALostOneIsEarly()
{
    m_stage->addFault(FaultKind::EventDropped, "operations", "dispatch");
    const QString lost = holdRobot();
    m_stage->runFor(40ms);
    m_stage->endFaults();
    const QString late = holdRobot(u"CR-0003"_s);
    m_stage->runFor(40ms);
    const JsonDocument story = this->story(late);
    QCOMPARE(outcome(story, u"dispatch"_s), u"Early"_s);
    QCOMPARE(consumerIn(story, u"dispatch"_s)["firstMissing"]["id"].toString(), lost);
}

void EventStoryTest::aFailingHandlerParksItWithReasonAndNextAttempt()
{
    m_stage->addFault(FaultKind::HandlerFailing, "dispatch", {}, {}, "curbside.operations.RobotServiceChanged");
    const QString id = holdRobot();
    m_stage->runFor(100ms);
    const JsonDocument story = this->story(id);
    QCOMPARE(outcome(story, u"dispatch"_s), u"Parked"_s);
    const JsonValue parked = consumerIn(story, u"dispatch"_s)["receipt"]["parked"];
    QCOMPARE(parked["reason"].toString(), u"made to fail by the fault plan"_s);
    QVERIFY(parked["nextAt"].isString());
    QCOMPARE(consumerIn(story, u"dispatch"_s)["faults"].size(), std::size_t(1));
}

void EventStoryTest::whatWaitsNamesWhatItWaitsBehind()
{
    m_stage->addFault(FaultKind::HandlerFailing, "dispatch", {}, {}, "curbside.operations.RobotServiceChanged");
    const QString first = holdRobot();
    m_stage->runFor(100ms);
    QCOMPARE(m_stage->post(u"/robots/CR-0002/release"_s).status, 200);
    const QString second =
        m_stage->value("operations", u"SELECT event_id FROM outbox ORDER BY sequence DESC LIMIT 1"_s);
    m_stage->runFor(100ms);
    const JsonDocument story = this->story(second);
    QCOMPARE(outcome(story, u"dispatch"_s), u"ParkedBehind"_s);
    QCOMPARE(consumerIn(story, u"dispatch"_s)["receipt"]["parked"]["behind"]["eventId"].toString(), first);
}

void EventStoryTest::aPoisonedEventIsDeadWithItsReason()
{
    m_stage->addFault(FaultKind::HandlerFailing, "dispatch", {}, {}, "curbside.operations.RobotServiceChanged");
    const QString id = holdRobot();
    QVERIFY(m_stage->runUntil([&] { return hasDeadLetter(); }));
    QCOMPARE(outcome(story(id), u"dispatch"_s), u"Dead"_s);
    const JsonDocument story = this->story(id);
    const JsonValue dead = consumerIn(story, u"dispatch"_s)["receipt"]["dead"];
    QCOMPARE(dead["reason"].toString(), u"made to fail by the fault plan"_s);
    QCOMPARE(dead["attempts"].toInteger(), 10);
    QCOMPARE(m_stage->read(u"/consumers/dispatch/dead-letters"_s).root()["items"].size(), std::size_t(1));
}

void EventStoryTest::aDiscardedOneIsToldAsDiscarded()
{
    m_stage->addFault(FaultKind::HandlerFailing, "dispatch", {}, {}, "curbside.operations.RobotServiceChanged");
    const QString id = holdRobot();
    QVERIFY(m_stage->runUntil([&] { return hasDeadLetter(); }));
    QCOMPARE(outcome(story(id), u"dispatch"_s), u"Dead"_s);
    QCOMPARE(m_stage->post(u"/consumers/dispatch/dead-letter/%1/discard"_s.arg(id), R"({"reason":"a test"})").status,
             200);
    const JsonDocument story = this->story(id);
    QCOMPARE(outcome(story, u"dispatch"_s), u"Discarded"_s);
    QCOMPARE(consumerIn(story, u"dispatch"_s)["receipt"]["settled"]["reason"].toString(), u"a test"_s);
}

void EventStoryTest::aServiceThatIsCutOffIsUnreachable()
{
    m_stage->addFault(FaultKind::CutOff, "dispatch");
    const QString id = holdRobot();
    m_stage->runFor(1s);
    const JsonDocument story = this->story(id);
    QCOMPARE(outcome(story, u"dispatch"_s), u"Unreachable"_s);
    QCOMPARE(consumerIn(story, u"dispatch"_s)["problem"]["status"].toInteger(), 504);
    QCOMPARE(outcome(story, u"state"_s), u"PassedOver"_s);
}

void EventStoryTest::aServiceThatIsDownIsUnreachableUntilItIsBack()
{
    m_stage->session().platform().process("dispatch").crash({10s, nullptr, false, "a test"});
    const QString id = holdRobot();
    m_stage->runFor(1s);
    QCOMPARE(consumerIn(story(id), u"dispatch"_s)["problem"]["status"].toInteger(), 503);
    m_stage->runFor(10s);
    QCOMPARE(outcome(story(id), u"dispatch"_s), u"Handled"_s);
}

void EventStoryTest::aSlowWayIsNamed()
{
    m_stage->runFor(10s); // nobody asks for what is missing in the next moments
    m_stage->addFault(FaultKind::EventDelayed, "operations", "dispatch", 5s);
    const QString id = holdRobot();
    m_stage->runFor(1s);
    const JsonDocument slow = story(id);
    QCOMPARE(outcome(slow, u"dispatch"_s), u"NotFetched"_s);
    consumerIn(slow, u"dispatch"_s)["faults"].forEachItem(
        [](JsonValue fault) { QCOMPARE(fault["kind"].toString(), u"EventDelayed"_s); });
    m_stage->runFor(5s);
    QCOMPARE(outcome(story(id), u"dispatch"_s), u"Handled"_s);
}

void EventStoryTest::anUnknownEventIsNotFound()
{
    QCOMPARE(m_stage->get(u"/events/01900000-0000-7000-8000-000000000000"_s).status, 404);
    QCOMPARE(m_stage->get(u"/events/nonsense"_s).status, 404);
}

void EventStoryTest::anUnknownEventIsNotDeniedWhileSomeoneIsSilent()
{
    m_stage->addFault(FaultKind::CutOff, "state");
    const Response answer = m_stage->get(u"/events/01900000-0000-7000-8000-000000000000"_s);
    QCOMPARE(answer.status, 503);
    QVERIFY2(answer.body.contains("state cannot be asked"), answer.body.constData());
}

void EventStoryTest::lookingChangesNothing()
{
    const QString id = firstOf("integrations", u"OrderReceived"_s);
    Platform &platform = m_stage->session().platform();
    const auto messages = platform.messagesHandled();
    const PlatformTime before = platform.now();
    QVERIFY(!story(id).root().isAbsent());
    QCOMPARE(m_stage->get(u"/consumers"_s).status, 200);
    QCOMPARE(m_stage->get(u"/consumers/state/parked"_s).status, 200);
    QCOMPARE(platform.messagesHandled(), messages);
    QVERIFY(platform.now() == before);
}

void EventStoryTest::consumersStandWithTheirPublishers()
{
    const JsonDocument consumers = m_stage->read(u"/consumers"_s);
    QStringList names;
    consumers.root()["items"].forEachItem([&](JsonValue item) {
        names += *item["consumer"].toString();
        QVERIFY(item["inbox"]["sources"].size() > 0);
    });
    QVERIFY(names.contains(u"deliveries"_s) && names.contains(u"world"_s));
    QCOMPARE(consumers.root()["outboxes"].size(), std::size_t(5));
}

void EventStoryTest::anUnknownConsumerIsNotFound()
{
    QCOMPARE(m_stage->get(u"/consumers/nobody/parked"_s).status, 404);
    QCOMPARE(m_stage->post(u"/consumers/nobody/dead-letter/x/replay"_s).status, 404);
    QCOMPARE(m_stage->post(u"/consumers/nobody/dead-letter/x/rehearse"_s).status, 404);
    QCOMPARE(m_stage->post(u"/consumers/dispatch/dead-letter/x/replay"_s).status, 404);
    QCOMPARE(m_stage->post(u"/consumers/dispatch/dead-letter/x/rehearse"_s).status, 404);
}

void EventStoryTest::aPageOfRowsBeginsWithAKey()
{
    const QString path = u"/tables/delivery/rows?order=descending&limit=3"_s;
    const JsonDocument all = m_stage->read(path, u"deliveries"_s);
    QStringList ids;
    all.root()["items"].forEachItem([&](JsonValue row) { ids += *row["id"].toString(); });
    QVERIFY(ids.size() > 1);
    QStringList from;
    m_stage->read(path + u"&key="_s + ids[1], u"deliveries"_s).root()["items"].forEachItem([&](JsonValue row) {
        from += *row["id"].toString();
    });
    QCOMPARE(from.front(), ids[1]);
    QCOMPARE(m_stage->get(path + u"&key=a&key=b"_s, u"deliveries"_s).status, 422);
    QCOMPARE(m_stage->get(path + u"&key=a&after=x"_s, u"deliveries"_s).status, 422);
}

CURBSIDE_TEST(EventStoryTest)

} // namespace tst_event_story

#include "tst_event_story.moc"
