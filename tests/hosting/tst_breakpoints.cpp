// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/breakpoints.h"
#include "services/hosting/replay.h"
#include "tests/hosting/held_run.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QTest>

namespace tst_breakpoints {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

const QString path = u"/control/breakpoints"_s;

JsonDocument documentOf(const Response &response)
{
    auto document = JsonDocument::parse(response.body);
    return document ? std::move(*document) : std::move(*JsonDocument::parse("{}"));
}

bool isHandled(const std::vector<JournalRecord> &journal, const QString &event, const QString &consumer)
{
    return std::ranges::any_of(journal, [&](const JournalRecord &record) {
        return record.kind == JournalKind::Handled && record.messageId == event.toUtf8()
            && record.service == consumer.toUtf8();
    });
}

QString first(JsonValue list, std::string_view member)
{
    QString found;
    list["items"].forEachItem([&](JsonValue item) {
        if (found.isEmpty())
            found = item[member].toString().value_or(QString());
    });
    return found;
}

} // namespace

// Platform time stands still before a delivery or after a change, tells why, and the run is the same run.
class BreakpointsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itStopsBeforeTheDelivery();
    void steppedByEventsOneIsDelivered();
    void itStopsBeforeAnEventIsTriedAgain();
    void theDigestIsThatOfARunWithoutStops();
    void anInputAtABreakpointIsReplayed();
    void anInputAtAMomentWithWorkIsReplayed();
    void aRunThatEndsAtABreakpointIsReplayed();
    void pausedAgainTheReasonStays();
    void itStopsAtTheNthHit();
    void onceIsOnce();
    void disabledItDoesNotStop();
    void itStopsAfterTheRowHasChanged();
    void theRowsConditionIsOfTheNewValue();
    void itRunsUntilAFilterMatches();
    void itRunsUntilAMoment();
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused();
    void theSameAgainIsAConflict();
    void thereAreNotTooMany();
    void oneIsRemovedByItsId();

private:
    std::unique_ptr<HeldRun> m_refusing; ///< of all rows
};

void BreakpointsTest::itStopsBeforeTheDelivery()
{
    HeldRun run;
    QCOMPARE(documentOf(run.get(u"/control"_s)).root()["stopped"]["reason"].toString(), u"asked"_s);
    QCOMPARE(run.post(path, R"({"filter":"type LIKE '%.OrderReceived' AND handledBy = 'deliveries'"})").status, 201);
    const auto stopped = run.resumeUntilStill();
    const JsonValue stop = stopped.root()["stopped"];
    QCOMPARE(stop["reason"].toString(), u"breakpoint"_s);
    QCOMPARE(stop["breakpoint"].toInteger(), 1);
    QCOMPARE(stop["at"].toString(), stopped.root()["platformTime"].toString());
    const JsonValue event = stop["event"];
    QCOMPARE(event["type"].toString(), u"curbside.integrations.OrderReceived"_s);
    QCOMPARE(event["consumer"].toString(), u"deliveries"_s);
    const auto before = run.journal().take().records;
    const QString id = event["id"].toString().value_or(QString());
    QVERIFY(std::ranges::any_of(before, [&](const JournalRecord &record) {
        return record.kind == JournalKind::Published && record.messageId == id.toUtf8();
    }));
    QVERIFY(!isHandled(before, id, u"deliveries"_s));
    QCOMPARE(first(documentOf(run.get(u"/deliveries"_s)).root(), "id"), QString());
    run.post(u"/control/step"_s);
    QVERIFY(isHandled(run.journal().take().records, id, u"deliveries"_s));
    QVERIFY(!first(documentOf(run.get(u"/deliveries"_s)).root(), "id").isEmpty());
    const auto listed = documentOf(run.get(path));
    listed.root()["items"].forEachItem([&](JsonValue item) {
        QCOMPARE(item["hits"].toInteger(), 1);
        QCOMPARE(item["stopped"]["event"]["id"].toString(), id);
    });
}

void BreakpointsTest::steppedByEventsOneIsDelivered()
{
    HeldRun run;
    run.post(path, R"({"filter":"type LIKE '%.OrderReceived' AND handledBy = 'deliveries'"})");
    const auto stopped = run.resumeUntilStill();
    const QString id = stopped.root()["stopped"]["event"]["id"].toString().value_or(QString());
    static_cast<void>(run.journal().take());
    const auto stepped = documentOf(run.post(u"/control/step"_s, R"({"by":"event"})"));
    QCOMPARE(stepped.root()["stopped"]["reason"].toString(), u"step"_s);
    QCOMPARE(stepped.root()["platformTime"].toString(), stopped.root()["platformTime"].toString());
    const auto records = run.journal().take().records;
    QVERIFY(isHandled(records, id, u"deliveries"_s));
    QCOMPARE(std::ranges::count(records, JournalKind::Handled, &JournalRecord::kind), 1);
}

void BreakpointsTest::itStopsBeforeAnEventIsTriedAgain()
{
    HeldRun run;
    run.post(u"/control/faults"_s,
             R"({"kind":"HandlerFailing","service":"deliveries","type":"curbside.integrations.OrderReceived"})");
    run.post(path, R"({"filter":"type LIKE '%.OrderReceived' AND handledBy = 'deliveries'"})");
    const auto first = run.resumeUntilStill();
    const QString id = first.root()["stopped"]["event"]["id"].toString().value_or(QString());
    QString again;
    for (int stops = 0; stops < 20 && again != id; ++stops)
        again = run.resumeUntilStill().root()["stopped"]["event"]["id"].toString().value_or(QString());
    QCOMPARE(again, id);
    const auto before = run.journal().take().records;
    const auto isOf = [&](JournalKind kind) {
        return
            [&, kind](const JournalRecord &record) { return record.kind == kind && record.messageId == id.toUtf8(); };
    };
    QCOMPARE(std::ranges::count_if(before, isOf(JournalKind::Parked)), 1);
    run.resumeUntilStill();
    QCOMPARE(std::ranges::count_if(run.journal().take().records, isOf(JournalKind::Parked)), 1); // and failed again
}

void BreakpointsTest::theDigestIsThatOfARunWithoutStops()
{
    const QByteArray expected = HeldRun().finish();
    QVERIFY(!expected.isEmpty());
    HeldRun run;
    run.post(path, R"({"filter":"sequence > 0","atHit":20})");
    run.post(path, R"({"service":"operations","table":"task"})");
    int stops = 0;
    bool wasByRow = false;
    for (auto still = run.resumeUntilStill(); stops < 300 && still.root()["stopped"]["reason"].toString() != u"time";
         still = run.resumeUntilStill()) {
        ++stops;
        wasByRow = wasByRow || !still.root()["stopped"]["row"].isAbsent();
        run.get(u"/deliveries"_s);
        if (stops % 3 == 0)
            run.post(u"/control/step"_s, stops % 2 == 0 ? R"({"by":"event"})" : R"({"count":2})");
    }
    QVERIFY(stops > 100);
    QVERIFY(wasByRow);
    QCOMPARE(run.finish(), expected);
    const auto replay = replayWorkspace(run.folder());
    QVERIFY(replay && replay->isSame());
}

void BreakpointsTest::anInputAtABreakpointIsReplayed()
{
    HeldRun run;
    run.resumeUntilStill(R"({"filter":"type LIKE '%.OrderReceived'"})");
    run.post(path, R"({"filter":"TRUE"})");
    const QString robot = first(documentOf(run.get(u"/robots"_s)).root(), "serial");
    QVERIFY(!robot.isEmpty());
    for (int stops = 0; stops < 400; ++stops) {
        run.resumeUntilStill();
        const QString action = stops % 2 == 0 ? u"hold"_s : u"release"_s;
        QCOMPARE(run.post(u"/robots/"_s + robot + u'/' + action).status, 200);
        if (stops % 7 == 0)
            run.post(u"/control/step"_s, R"({"by":"event"})");
    }
    run.finish();
    QFile log(run.folder() + u"/inputs.log"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("\"after\":")); // some came in the midst of a moment
    const auto replay = replayWorkspace(run.folder());
    QVERIFY(replay);
    QVERIFY2(replay->isSame(), qPrintable(replay->toText()));
}

/// Jobs are due at whole minutes, and have not been done when time stands still there.
void BreakpointsTest::anInputAtAMomentWithWorkIsReplayed()
{
    HeldRun run;
    const QString start = *documentOf(run.get(u"/control"_s)).root()["platformTime"].toString();
    run.resumeUntilStill("{\"until\":\"" + toRfc3339(*fromRfc3339(start.toUtf8()) + 2min) + "\"}");
    const QString robot = first(documentOf(run.get(u"/robots"_s)).root(), "serial");
    QCOMPARE(run.post(u"/robots/"_s + robot + u"/hold"_s).status, 200);
    run.stop();
    const auto replay = replayWorkspace(run.folder());
    QVERIFY(replay);
    QVERIFY2(replay->isSame(), qPrintable(replay->toText()));
}

void BreakpointsTest::aRunThatEndsAtABreakpointIsReplayed()
{
    for (int hit = 1; hit < 60; hit += 11) {
        HeldRun run;
        run.post(path, "{\"filter\":\"handledBy = 'deliveries'\",\"atHit\":" + QByteArray::number(hit) + '}');
        run.resumeUntilStill();
        QVERIFY(!run.stop().isEmpty());
        const auto replay = replayWorkspace(run.folder());
        QVERIFY(replay);
        QVERIFY2(replay->isSame(), qPrintable(replay->toText()));
    }
}

void BreakpointsTest::pausedAgainTheReasonStays()
{
    HeldRun run;
    run.post(path, R"({"filter":"TRUE"})");
    run.resumeUntilStill();
    const auto control = documentOf(run.post(u"/control/pause"_s));
    QCOMPARE(control.root()["stopped"]["reason"].toString(), u"breakpoint"_s);
}

void BreakpointsTest::itStopsAtTheNthHit()
{
    HeldRun run;
    run.post(path, R"({"filter":"type LIKE '%.OrderReceived' AND handledBy = 'deliveries'","atHit":3})");
    run.resumeUntilStill();
    QCOMPARE(documentOf(run.get(path)).root()["items"].size(), std::size_t(1));
    const auto records = run.journal().take().records;
    const auto handled = std::ranges::count_if(records, [](const JournalRecord &record) {
        return record.kind == JournalKind::Handled && record.type.endsWith(".OrderReceived")
            && record.service == "deliveries";
    });
    QCOMPARE(handled, 2);
}

void BreakpointsTest::onceIsOnce()
{
    HeldRun run;
    run.post(path, R"({"filter":"handledBy = 'deliveries'","once":true})");
    const auto stopped = run.resumeUntilStill();
    QCOMPARE(stopped.root()["stopped"]["reason"].toString(), u"breakpoint"_s);
    documentOf(run.get(path)).root()["items"].forEachItem([](JsonValue item) {
        QCOMPARE(item["enabled"].toBool(), false);
        QCOMPARE(item["once"].toBool(), true);
    });
    QCOMPARE(run.resumeUntilStill().root()["stopped"]["reason"].toString(), u"time"_s);
}

void BreakpointsTest::disabledItDoesNotStop()
{
    HeldRun run;
    run.post(path, R"({"filter":"handledBy = 'deliveries'","enabled":false})");
    run.post(path, R"({"service":"operations","table":"task","enabled":false})");
    QCOMPARE(run.resumeUntilStill().root()["stopped"]["reason"].toString(), u"time"_s);
}

void BreakpointsTest::itStopsAfterTheRowHasChanged()
{
    HeldRun run;
    QCOMPARE(run.post(path, R"({"service":"deliveries","table":"delivery","column":"status"})").status, 201);
    const auto stopped = run.resumeUntilStill();
    const JsonValue row = stopped.root()["stopped"]["row"];
    QCOMPARE(row["table"].toString(), u"delivery"_s);
    QCOMPARE(row["key"].size(), std::size_t(1));
    const auto delivery = first(documentOf(run.get(u"/deliveries"_s)).root(), "id"); // committed
    row["key"].forEachItem([&](JsonValue value) { QCOMPARE(value.toString(), delivery); });
    const auto records = run.journal().take().records;
    QVERIFY(!records.empty());
    const auto changing = std::ranges::find(
        records, row["messageId"].toString().value_or(QString()).toUtf8(), [](const JournalRecord &record) {
            return record.kind == JournalKind::Handled ? record.messageId : QByteArray();
        });
    QVERIFY(changing != records.end());
    QVERIFY(std::none_of(changing + 1, records.end(),
                         [](const JournalRecord &record) { return record.kind == JournalKind::Handled; }));
}

void BreakpointsTest::theRowsConditionIsOfTheNewValue()
{
    HeldRun run;
    run.post(path,
             R"({"service":"operations","table":"task","column":"status","filter":"data.status = 'InProgress'"})");
    const auto stopped = run.resumeUntilStill();
    QCOMPARE(stopped.root()["stopped"]["reason"].toString(), u"breakpoint"_s);
    QString key;
    stopped.root()["stopped"]["row"]["key"].forEachItem([&](JsonValue value) { key = *value.toString(); });
    QCOMPARE(documentOf(run.get(u"/tasks/"_s + key)).root()["status"].toString(), u"InProgress"_s);
}

void BreakpointsTest::itRunsUntilAFilterMatches()
{
    HeldRun run;
    const auto stopped = run.resumeUntilStill(R"({"filter":"type LIKE '%.TripPlanned'"})");
    const JsonValue stop = stopped.root()["stopped"];
    QCOMPARE(stop["reason"].toString(), u"filter"_s);
    QCOMPARE(stop["event"]["type"].toString(), u"curbside.dispatch.TripPlanned"_s);
    QCOMPARE(documentOf(run.get(path)).root()["items"].size(), std::size_t(0));
    QCOMPARE(run.resumeUntilStill().root()["stopped"]["reason"].toString(), u"time"_s); // until that one only
}

void BreakpointsTest::itRunsUntilAMoment()
{
    HeldRun run;
    const QString start = *documentOf(run.get(u"/control"_s)).root()["platformTime"].toString();
    QCOMPARE(run.post(u"/control/resume"_s, "{\"until\":\"" + start.toUtf8() + "\"}").status, 422);
    const PlatformTime wished = *fromRfc3339(start.toUtf8()) + 90s;
    const auto stopped = run.resumeUntilStill("{\"until\":\"" + toRfc3339(wished) + "\"}");
    QCOMPARE(stopped.root()["stopped"]["reason"].toString(), u"time"_s);
    QCOMPARE(stopped.root()["platformTime"].toString(), QString::fromLatin1(toRfc3339(wished)));
}

void BreakpointsTest::whatIsWrongIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, const char *body, const QString &pointer, const QString &told) {
        QTest::newRow(name) << QByteArray(body) << pointer << told;
    };
    row("nothing", "", u""_s, u"is missing"_s);
    row("no condition", "{}", u"/filter"_s, u"is missing"_s);
    row("a filter that cannot be read", R"({"filter":"type 'x'"})", u"/filter"_s, u"line 1, column 6: an operator"_s);
    row("in the second line", "{\"filter\":\"type = 'x'\\nAND\"}", u"/filter"_s, u"line 2, column 4"_s);
    row("an unknown function", "{\"filter\":\"DANCE(type)\"}", u"/filter"_s, u"line 1, column 1"_s);
    row("no test", R"({"filter":"1 + 1"})", u"/filter"_s, u"line 1"_s);
    row("what is not known yet", R"({"filter":"type = 'x' AND outcome = 'handled'"})", u"/filter"_s,
        u"line 1, column 16: \"outcome\" is not known before an event is delivered"_s);
    row("another type", R"({"filter":7})", u"/filter"_s, u"is not a text"_s);
    row("no table", R"({"service":"operations"})", u"/table"_s, u"is missing"_s);
    row("no service", R"({"table":"task"})", u"/service"_s, u"is missing"_s);
    row("an unknown service", R"({"service":"../x","table":"task"})", u"/service"_s, u"is no service"_s);
    row("an unknown table", R"({"service":"operations","table":"outbox"})", u"/table"_s, u"is no table"_s);
    row("an unknown column", R"({"service":"operations","table":"task","column":"x"})", u"/column"_s,
        u"is no column"_s);
    row("too long a key", R"({"service":"operations","table":"task","key":["a","b"]})", u"/key"_s,
        u"each of the 1 columns"_s);
    row("the zeroth hit", R"({"filter":"TRUE","atHit":0})", u"/atHit"_s, u"is not between 1"_s);
}

void BreakpointsTest::whatIsWrongIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, pointer);
    QFETCH(const QString, told);
    if (!m_refusing)
        m_refusing = std::make_unique<HeldRun>();
    HeldRun &run = *m_refusing;
    const Response refused = run.post(path, body);
    QCOMPARE(refused.status, 422);
    const auto problem = documentOf(refused);
    problem.root()["errors"].forEachItem([&](JsonValue error) {
        QCOMPARE(error["pointer"].toString(), pointer);
        const QString detail = error["detail"].toString().value_or(QString());
        QVERIFY2(detail.contains(told), qPrintable(detail));
    });
    QCOMPARE(problem.root()["errors"].size(), std::size_t(1));
    QCOMPARE(documentOf(run.get(path)).root()["items"].size(), std::size_t(0));
}

void BreakpointsTest::theSameAgainIsAConflict()
{
    HeldRun run;
    QCOMPARE(run.post(path, R"({"filter":"TRUE"})").status, 201);
    QCOMPARE(run.post(path, R"({"filter":" TRUE "})").status, 409);
    QCOMPARE(run.post(path, R"({"service":"operations","table":"task","filter":"TRUE"})").status, 201);
    QCOMPARE(run.post(path, R"({"service":"operations","table":"task","filter":"TRUE"})").status, 409);
    QCOMPARE(run.post(path, R"({"id":"1","filter":"FALSE"})").status, 422);
    QCOMPARE(run.post(path, R"({"id":"7","enabled":false})").status, 404);
    QCOMPARE(run.post(path, R"({"id":"1","enabled":false})").status, 200);
    QCOMPARE(first(documentOf(run.get(path)).root(), "id"), u"1"_s);
}

void BreakpointsTest::thereAreNotTooMany()
{
    HeldRun run;
    for (std::size_t i = 0; i < Breakpoints::most; ++i)
        QCOMPARE(run.post(path, "{\"filter\":\"sequence = " + QByteArray::number(int(i)) + "\"}").status, 201);
    QCOMPARE(run.post(path, R"({"filter":"TRUE"})").status, 409);
    QCOMPARE(run.ask(Method::Delete, path).status, 200);
    QCOMPARE(run.post(path, R"({"filter":"TRUE"})").status, 201);
}

void BreakpointsTest::oneIsRemovedByItsId()
{
    HeldRun run;
    run.post(path, R"({"filter":"TRUE"})");
    run.post(path, R"({"filter":"FALSE"})");
    QCOMPARE(run.ask(Method::Delete, path + u"?id=9"_s).status, 404);
    QCOMPARE(run.ask(Method::Delete, path + u"?name=1"_s).status, 422);
    QCOMPARE(run.ask(Method::Delete, path + u"?id=1"_s).status, 200);
    const auto left = documentOf(run.get(path));
    QCOMPARE(left.root()["items"].size(), std::size_t(1));
    QCOMPARE(first(left.root(), "filter"), u"FALSE"_s);
}

CURBSIDE_TEST(BreakpointsTest)

} // namespace tst_breakpoints

#include "tst_breakpoints.moc"
