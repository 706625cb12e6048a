// SPDX-License-Identifier: GPL-3.0-or-later
// When a list is read, and what of it.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/entities/attempt_counts.h"
#include "widgets/entities/entity_feed.h"
#include "widgets/entities/status_words.h"

#include <QApplication>
#include <QTest>

namespace tst_entity_feed {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct Stage
{
    ScriptedLink link;
    QStringList taken;
    EntityFeed feed;

    explicit Stage(bool takesSince = false)
        : feed(link, {u"gateway"_s, u"/things"_s, publishedBy("things"), takesSince},
               [this](const std::vector<JsonValue> &items) {
                   for (const JsonValue &item : items)
                       taken.append(item["id"].toString().value_or(QString()));
               })
    {}
};

} // namespace

class EntityFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedBeforeThePlatformIsThere();
    void theListIsReadOnceThePlatformIsThere();
    void everyPageIsRead();
    void whatItsServicePublishesMakesItReadAgain();
    void whatOthersPublishDoesNot();
    void whatWasDroppedMakesItReadAgain();
    void atMostOneReadingIsUnderWay();
    void afterTheFirstReadingOnlyChangesAreAskedFor();
    void aFailedReadingIsTriedAgain();
    void aListThatCannotBeReadAnyMoreSaysSinceWhen();
    void whatIsNoMoreIsTold_data();
    void whatIsNoMoreIsTold();
    void attemptsAreReadAndCountedOn();
};

void EntityFeedTest::nothingIsAskedBeforeThePlatformIsThere()
{
    Stage stage;
    stage.link.tell({published("things")});
    QCOMPARE(stage.link.asked, QStringList());
}

void EntityFeedTest::theListIsReadOnceThePlatformIsThere()
{
    Stage stage;
    stage.link.setItems(u"gateway /things"_s, {R"({"id":"a"})"});
    stage.link.open();
    QTRY_COMPARE(stage.taken, QStringList{u"a"_s});
    QVERIFY(stage.feed.isCurrent());
    QCOMPARE(stage.link.asked, QStringList{u"gateway /things?limit=1000"_s});
}

void EntityFeedTest::everyPageIsRead()
{
    Stage stage;
    stage.link.holdAnswers();
    stage.link.setAnswer(u"gateway /things"_s, R"({"items":[{"id":"a"}],"next":"a&b"})");
    stage.link.open();
    stage.link.setItems(u"gateway /things"_s, {R"({"id":"b"})"});
    stage.link.answerNext();
    stage.link.answerNext();
    QCOMPARE(stage.taken, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(stage.link.asked.last(), u"gateway /things?limit=1000&cursor=a%26b"_s);
}

void EntityFeedTest::whatItsServicePublishesMakesItReadAgain()
{
    Stage stage;
    stage.link.open();
    QTRY_VERIFY(stage.feed.isCurrent());
    stage.link.tell({published("things")});
    QVERIFY(!stage.feed.isCurrent());
    QTRY_COMPARE(stage.link.asked.size(), 2);
}

void EntityFeedTest::whatOthersPublishDoesNot()
{
    Stage stage;
    stage.link.open();
    QTRY_VERIFY(stage.feed.isCurrent());
    stage.link.tell({published("others")});
    QVERIFY(stage.feed.isCurrent());
}

void EntityFeedTest::whatWasDroppedMakesItReadAgain()
{
    Stage stage;
    stage.link.open();
    QTRY_VERIFY(stage.feed.isCurrent());
    stage.link.tell({}, 3);
    QVERIFY(!stage.feed.isCurrent());
}

void EntityFeedTest::atMostOneReadingIsUnderWay()
{
    Stage stage;
    stage.link.holdAnswers();
    stage.link.open();
    for (int i = 0; i < 5; ++i)
        stage.link.tell({published("things")});
    QCOMPARE(stage.link.asked.size(), 1);
}

void EntityFeedTest::afterTheFirstReadingOnlyChangesAreAskedFor()
{
    Stage stage(true);
    stage.link.open();
    QTRY_VERIFY(stage.feed.isCurrent());
    stage.link.tell({published("things")});
    QTRY_COMPARE(stage.link.asked.size(), 2);
    // The platform stood at 11:01:00 then; what was under way in the second before is asked for again.
    QCOMPARE(stage.link.asked.last(), u"gateway /things?limit=1000&since=2026-03-02T11%3A00%3A59.000Z"_s);
}

void EntityFeedTest::aFailedReadingIsTriedAgain()
{
    Stage stage;
    stage.link.setAnswer(u"gateway /things"_s, "no JSON at all", 200);
    stage.link.open();
    QTRY_VERIFY(!stage.feed.failure().isEmpty());
    QVERIFY(!stage.feed.hasLoaded());
    stage.link.setItems(u"gateway /things"_s, {R"({"id":"a"})"});
    QTRY_COMPARE(stage.taken, QStringList{u"a"_s});
    QCOMPARE(stage.feed.failure(), QString());
}

void EntityFeedTest::aListThatCannotBeReadAnyMoreSaysSinceWhen()
{
    Stage stage;
    stage.link.setItems(u"gateway /things"_s, {R"({"id":"a"})"});
    stage.link.open();
    QTRY_VERIFY(stage.feed.isCurrent());
    QCOMPARE(stage.feed.noteOn(u"7 things"_s), u"7 things"_s);
    stage.link.setAnswer(u"gateway /things"_s, R"({"detail":"it is away"})", 503);
    PlatformStatus status = stage.link.status();
    const QString readAt = clockText(status.now);
    status.now += 600'000'000;
    stage.link.setStatus(status);
    stage.link.tell({}, 1); // something was dropped: it is read again
    QTRY_COMPARE(stage.feed.noteOn(u"7 things"_s), u"not read since %1: 7 things"_s.arg(readAt));
    stage.link.setItems(u"gateway /things"_s, {R"({"id":"a"})"});
    QTRY_COMPARE(stage.feed.noteOn(u"7 things"_s), u"7 things"_s);
}

void EntityFeedTest::whatIsNoMoreIsTold_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<JournalKind>("kind");
    QTest::addColumn<QStringList>("told");
    QTest::newRow("when its end is published")
        << QByteArray("curbside.things.ThingDeleted") << JournalKind::Published << QStringList{u"a"_s};
    QTest::newRow("not when another hears of it")
        << QByteArray("curbside.things.ThingDeleted") << JournalKind::Handled << QStringList{};
    QTest::newRow("not when something else is published")
        << QByteArray("curbside.things.ThingChanged") << JournalKind::Published << QStringList{};
}

void EntityFeedTest::whatIsNoMoreIsTold()
{
    QFETCH(const QByteArray, type);
    QFETCH(const JournalKind, kind);
    QFETCH(const QStringList, told);
    ScriptedLink link;
    EntityFeed feed(link, {u"gateway"_s, u"/things"_s, publishedBy("things"), true, "curbside.things.ThingDeleted"},
                    [](const std::vector<JsonValue> &) {});
    QStringList heard;
    connect(&feed, &EntityFeed::ended, this, [&](const QString &key) { heard.append(key); });
    TrafficEntry entry = published("things", type);
    entry.kind = kind;
    entry.subject = "a";
    link.tell({entry});
    QCOMPARE(heard, told);
}

void EntityFeedTest::attemptsAreReadAndCountedOn()
{
    ScriptedLink link;
    EntityModel<DeliveryRow> deliveries;
    const AttemptCounts attempts(link, deliveries);
    link.setItems(u"deliveries /attempts"_s,
                  {R"({"id":"a1","deliveryId":"d1","createdAt":"2026-03-02T10:59:00.000Z"})",
                   R"({"id":"a2","deliveryId":"d1","createdAt":"2026-03-02T11:00:00.000Z"})"});
    link.open();
    QTRY_COMPARE(attempts.of(u"d1"_s), 2);
    const auto begun = [&link](const QByteArray &attempt, qint64 laterBy, const QByteArray &more = {}) {
        TrafficEntry entry = published("deliveries", "curbside.deliveries.AttemptStatusChanged",
                                       R"({"attemptId":")" + attempt + R"(","deliveryId":"d1")" + more + "}");
        entry.at += laterBy;
        link.tell({entry});
    };
    begun("a2", 0); // is in the list already
    QCOMPARE(attempts.of(u"d1"_s), 2);
    begun("a2", 1'000, R"(,"from":"Created","to":"Assigned")");
    QCOMPARE(attempts.of(u"d1"_s), 2);
    begun("a3", 2'000);
    QCOMPARE(attempts.of(u"d1"_s), 3);
}

CURBSIDE_WINDOW_TEST(EntityFeedTest)

} // namespace tst_entity_feed

#include "tst_entity_feed.moc"
