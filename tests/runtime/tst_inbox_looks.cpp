// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/runtime/teller_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_inbox_looks {

using namespace Qt::StringLiterals;
using namespace curbside;

// What people see of an inbox: where an event is, what waits behind what, and what a message has changed.
class InboxLooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aPublisherIsListedWithItsPositionAndHandlers();
    void anEventBelowThePositionIsTakenOver();
    void anEventBeyondThePositionIsNotReached();
    void whatFailsIsParkedWithItsNextAttempt();
    void whatWaitsNamesTheEventThatItWaitsBehind();
    void whatIsParkedIsListedPageByPage();
    void whatIsGivenUpIsDead();
    void whatWasHandledTwiceHasTwoChanges();
    void effectsAreLookedForFromATimeOn();
    void whatWasSettledSaysHowAndWhy_data();
    void whatWasSettledSaysHowAndWhy();
    void anUnknownEventIsNotKnown();
    void aWrongSequenceIsRefused_data();
    void aWrongSequenceIsRefused();
    void theReadersOfAnOutboxAreListed();
    void aReasonThatIsNoTextIsRefused();
    void settledLettersAreForgottenBeyondABound();

private:
    [[nodiscard]] Answer look(const QString &path)
    {
        return m_stage->platform().request("listener", Method::Get, path);
    }
    /// Of the last event that the teller has published.
    [[nodiscard]] QString lastId()
    {
        return m_stage->platform().value("teller", u"SELECT event_id FROM outbox ORDER BY sequence DESC LIMIT 1"_s);
    }
    [[nodiscard]] Answer receipt(const QString &id, qint64 sequence)
    {
        const QString type = m_stage->platform().value("teller", u"SELECT type FROM outbox LIMIT 1"_s);
        return look(u"/inbox/%1?source=teller&sequence=%2&type=%3"_s.arg(id).arg(sequence).arg(type));
    }
    [[nodiscard]] Answer post(const QString &path, const QByteArray &body)
    {
        return m_stage->platform().request("listener", Method::Post, path, body);
    }

    std::unique_ptr<TellerStage> m_stage;
    QString m_failing;
    QString m_unreadable;
};

void InboxLooksTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_failing.clear();
    m_unreadable = u"bad"_s;
    m_stage = std::make_unique<TellerStage>();
    m_stage->verdict = [this](const IncomingEvent &event) -> Handled {
        const QString text = event.data["text"].toString().value_or(QString());
        if (text == m_unreadable)
            return std::unexpected(Problem::unprocessable(u"/text"_s, u"is bad"_s));
        if (text == m_failing)
            return std::unexpected(Problem::unavailable(u"not today"_s));
        return {};
    };
}

void InboxLooksTest::aPublisherIsListedWithItsPositionAndHandlers()
{
    m_stage->tellAndSettle("S-1", "one");
    const Answer inbox = look(u"/inbox"_s);
    QCOMPARE(inbox.status, 200);
    int seen = 0;
    inbox["sources"].forEachItem([&](JsonValue source) {
        ++seen;
        QCOMPARE(source["source"].toString(), u"teller"_s);
        QCOMPARE(source["position"].toInteger(), 1);
        QCOMPARE(source["eventId"].toString(), lastId());
        QCOMPARE(source["parked"].toInteger(), 0);
        QCOMPARE(source["handlers"].size(), std::size_t(1));
        source["handlers"].forEachItem(
            [](JsonValue handler) { QCOMPARE(handler["type"].toString(), u"curbside.teller.Noted"_s); });
    });
    QCOMPARE(seen, 1);
}

void InboxLooksTest::anEventBelowThePositionIsTakenOver()
{
    m_stage->tellAndSettle("S-1", "one");
    const Answer receipt = this->receipt(lastId(), 1);
    QCOMPARE(receipt.text("state"), u"TakenOver"_s);
    QVERIFY(receipt["handler"].isObject());
    const Answer passed = look(u"/inbox/%1?source=teller&sequence=1&type=curbside.teller.Other"_s.arg(lastId()));
    QCOMPARE(passed.text("state"), u"PassedOver"_s);
    QVERIFY(passed["handler"].isAbsent());
}

void InboxLooksTest::anEventBeyondThePositionIsNotReached()
{
    m_stage->tellAndSettle("S-1", "one");
    m_stage->addFault(FaultKind::EventDropped, "teller", "listener");
    m_stage->tell("S-1", "two");
    m_stage->platform().runFor(100ms);
    QCOMPARE(receipt(lastId(), 2).text("state"), u"NotReached"_s);
    QCOMPARE(receipt(lastId(), 2)["standing"]["position"].toInteger(), 1);
}

void InboxLooksTest::whatFailsIsParkedWithItsNextAttempt()
{
    m_failing = u"one"_s;
    m_stage->tell("S-1", "one");
    m_stage->platform().runFor(100ms);
    const Answer receipt = this->receipt(lastId(), 1);
    QCOMPARE(receipt.text("state"), u"Parked"_s);
    QCOMPARE(receipt["parked"]["attempts"].toInteger(), 1);
    QCOMPARE(receipt["parked"]["reason"].toString(), u"not today"_s);
    QVERIFY(fromRfc3339(receipt["parked"]["nextAt"].toString().value_or(QString()).toUtf8())
            > m_stage->platform().now());
    QVERIFY(receipt["parked"]["behind"].isAbsent());
}

void InboxLooksTest::whatWaitsNamesTheEventThatItWaitsBehind()
{
    m_failing = u"one"_s;
    m_stage->tell("S-1", "one");
    m_stage->platform().runFor(100ms);
    const QString first = lastId();
    m_stage->tell("S-1", "two");
    m_stage->platform().runFor(100ms);
    const Answer receipt = this->receipt(lastId(), 2);
    QCOMPARE(receipt["parked"]["attempts"].toInteger(), 0);
    QCOMPARE(receipt["parked"]["behind"]["eventId"].toString(), first);
    QCOMPARE(receipt["parked"]["behind"]["sequence"].toInteger(), 1);
    QCOMPARE(receipt["parked"]["behind"]["reason"].toString(), u"not today"_s);
    QVERIFY(receipt["parked"]["behind"]["nextAt"].isString());
}

void InboxLooksTest::whatIsParkedIsListedPageByPage()
{
    m_failing = u"one"_s;
    for (int i = 1; i <= 5; ++i)
        m_stage->tell("S-" + QByteArray::number(i), "one");
    m_stage->platform().runFor(100ms);
    QStringList subjects;
    QString cursor;
    do {
        const Answer page = look(u"/parked?limit=2&cursor="_s + cursor);
        QVERIFY(page["items"].size() <= 2);
        page["items"].forEachItem([&](JsonValue item) { subjects += *item["subject"].toString(); });
        cursor = page.text("next");
    } while (!cursor.isEmpty());
    QCOMPARE(subjects, (QStringList{u"S-1"_s, u"S-2"_s, u"S-3"_s, u"S-4"_s, u"S-5"_s}));
}

void InboxLooksTest::whatIsGivenUpIsDead()
{
    m_stage->tellAndSettle("S-1", "bad");
    const Answer receipt = this->receipt(lastId(), 1);
    QCOMPARE(receipt.text("state"), u"Dead"_s);
    QVERIFY2(receipt["dead"]["reason"].toString().value_or(QString()).endsWith(u"/text is bad"),
             receipt.body.constData());
    QCOMPARE(receipt["dead"]["event"]["data"]["text"].toString(), u"bad"_s);
    QCOMPARE(look(u"/inbox/"_s + lastId()).text("state"), u"Dead"_s); // also without its publisher
}

void InboxLooksTest::whatWasHandledTwiceHasTwoChanges()
{
    FixtureOptions options;
    options.bugs.skipInbox = true;
    m_stage = std::make_unique<TellerStage>(options);
    m_stage->addFault(FaultKind::EventDuplicated, "teller", "listener");
    m_stage->tellAndSettle("S-1", "one");
    m_stage->platform().runFor(2s); // the second one may come as late as that
    QCOMPARE(m_stage->heard(), (QStringList{u"S-1 one"_s, u"S-1 one"_s}));
    const Answer effects = look(u"/message/%1/effects"_s.arg(lastId()));
    QCOMPARE(effects["changes"].size(), std::size_t(2));
    effects["changes"].forEachItem([](JsonValue change) {
        QCOMPARE(change["rows"].size(), std::size_t(1));
        change["rows"].forEachItem([](JsonValue row) {
            QCOMPARE(row["table"].toString(), u"heard"_s);
            QCOMPARE(row["kind"].toString(), u"insert"_s);
            QCOMPARE(row["after"]["text"].toString(), u"one"_s);
        });
    });
}

void InboxLooksTest::effectsAreLookedForFromATimeOn()
{
    m_stage->tellAndSettle("S-1", "one");
    const QString path = u"/message/%1/effects?since="_s.arg(lastId());
    QCOMPARE(look(path + u"2026-03-02T08:00:00.000Z"_s)["changes"].size(), std::size_t(1));
    const Answer late = look(path + u"2036-03-02T08:00:00.000Z"_s);
    QCOMPARE(late["changes"].size(), std::size_t(0));
    QVERIFY(late["isComplete"].toBool().value_or(false));
    QCOMPARE(look(path + u"yesterday"_s).status, 422);
    QCOMPARE(look(u"/message/nobody/effects"_s)["changes"].size(), std::size_t(0));
}

void InboxLooksTest::whatWasSettledSaysHowAndWhy_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("replayed") << u"replay"_s << u"Replayed"_s;
    QTest::newRow("discarded") << u"discard"_s << u"Discarded"_s;
}

void InboxLooksTest::whatWasSettledSaysHowAndWhy()
{
    QFETCH(const QString, action);
    QFETCH(const QString, outcome);
    m_stage->tellAndSettle("S-1", "bad");
    m_unreadable.clear();
    QCOMPARE(post(u"/dead-letter/%1/%2"_s.arg(lastId(), action), R"({"reason":"seen to"})").status, 200);
    const Answer receipt = this->receipt(lastId(), 1);
    QCOMPARE(receipt.text("state"), u"Settled"_s);
    QCOMPARE(receipt["settled"]["outcome"].toString(), outcome);
    QCOMPARE(receipt["settled"]["reason"].toString(), u"seen to"_s);
    QVERIFY(!receipt["settled"]["messageId"].toString()->isEmpty());
}

void InboxLooksTest::anUnknownEventIsNotKnown()
{
    QCOMPARE(look(u"/inbox/nothing"_s).text("state"), u"NotSubscribed"_s);
    QCOMPARE(look(u"/inbox/nothing?source=nobody&sequence=1"_s).text("state"), u"NotSubscribed"_s);
}

void InboxLooksTest::aWrongSequenceIsRefused_data()
{
    QTest::addColumn<QString>("sequence");
    for (const char *wrong : {"0", "-1", "x", "1.5", "99999999999999999999"})
        QTest::newRow(wrong) << QString::fromLatin1(wrong);
}

void InboxLooksTest::aWrongSequenceIsRefused()
{
    QFETCH(const QString, sequence);
    QCOMPARE(look(u"/inbox/x?source=teller&sequence="_s + sequence).status, 422);
}

void InboxLooksTest::theReadersOfAnOutboxAreListed()
{
    m_stage->tellAndSettle("S-1", "one");
    const Answer readers = m_stage->platform().request("teller", Method::Get, u"/outbox/consumers"_s);
    QCOMPARE(readers["last"].toInteger(), 1);
    QCOMPARE(readers["items"].size(), std::size_t(1));
    readers["items"].forEachItem([](JsonValue reader) { QCOMPARE(reader["name"].toString(), u"listener"_s); });
}

void InboxLooksTest::aReasonThatIsNoTextIsRefused()
{
    m_stage->tellAndSettle("S-1", "bad");
    const QString path = u"/dead-letter/%1/discard"_s.arg(lastId());
    QCOMPARE(post(path, R"({"reason":7})").status, 422);
    QCOMPARE(post(path, "{\"reason\":\"" + QByteArray(1001, 'x') + "\"}").status, 422);
    QCOMPARE(m_stage->deadLetters(), qint64(1));
}

void InboxLooksTest::settledLettersAreForgottenBeyondABound()
{
    m_stage->tellAndSettle("S-1", "bad");
    QCOMPARE(post(u"/dead-letter/%1/discard"_s.arg(lastId()), {}).status, 200);
    Statement(
        m_stage->platform().database("listener"),
        u"INSERT INTO settled_letter SELECT 20000, 'later', source, sequence, type, subject, outcome, message_id, "
        "reason, settled_at FROM settled_letter"_s)
        .run();
    m_stage->runAt("listener", [](Service &listener) { listener.consumer().deadLetters().forgetSettled(); });
    QCOMPARE(m_stage->platform().value("listener", u"SELECT event_id FROM settled_letter"_s), u"later"_s);
}

CURBSIDE_TEST(InboxLooksTest)

} // namespace tst_inbox_looks

#include "tst_inbox_looks.moc"
