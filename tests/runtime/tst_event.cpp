// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json_writer.h"
#include "services/runtime/messaging/event.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_event {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr PlatformTime noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 12h};
const QByteArray traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

Event lidEvent()
{
    Event event;
    event.id = "0195-a";
    event.source = "state";
    event.type = "curbside.state.LidEvent";
    event.subject = "R-1";
    event.time = noon;
    event.causationId = "request 7";
    event.trace = TraceContext::fromTraceparent(traceparent);
    event.sequence = 42;
    event.data = R"({"lid":"open","version":3})";
    return event;
}

const QByteArray lidEventJson =
    R"({"specversion":"1.0","id":"0195-a","source":"/services/state","type":"curbside.state.LidEvent","subject":"R-1",)"
    R"("time":"2026-03-02T12:00:00.000Z","datacontenttype":"application/json",)"
    R"("traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","causationid":"request 7",)"
    R"("sequence":"00000000000000000042","data":{"lid":"open","version":3}})";

std::expected<Event, QString> read(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    Q_ASSERT_X(document, "read", json.constData());
    return Event::fromCloudEvent(document->root());
}

} // namespace

// Events are CloudEvents 1.0 in structured JSON; traces are W3C trace contexts.
class EventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void anEventIsWrittenAsACloudEvent();
    void whatIsWrittenReadsBack();
    void whatHasNoCauseSaysNone();
    void sequencesSortAsText();
    void whatIsNoneIsRefused_data();
    void whatIsNoneIsRefused();
    void whatIsUnknownIsPassedOver();
    void traceparents_data();
    void traceparents();
    void aChildHasTheTraceAndASpanOfItsOwn();
    void aTraceIsNeverNull();
};

void EventTest::anEventIsWrittenAsACloudEvent()
{
    QCOMPARE(lidEvent().toCloudEvent(), lidEventJson);
}

void EventTest::whatIsWrittenReadsBack()
{
    const auto back = read(lidEventJson);
    QVERIFY2(back, qPrintable(back ? QString() : back.error()));
    QCOMPARE(back->source, QByteArray("state"));
    QCOMPARE(back->sequence, 42);
    QCOMPARE(back->toCloudEvent(), lidEventJson);
}

void EventTest::whatHasNoCauseSaysNone()
{
    Event event = lidEvent();
    event.causationId.clear();
    const QByteArray json = event.toCloudEvent();
    QVERIFY(!json.contains("causationid"));
    QCOMPARE(read(json)->causationId, QByteArray());
}

void EventTest::sequencesSortAsText()
{
    Event event = lidEvent();
    QByteArray former;
    for (const std::int64_t sequence :
         {std::int64_t(1), std::int64_t(9), std::int64_t(10), std::numeric_limits<std::int64_t>::max()}) {
        event.sequence = sequence;
        const QByteArray json = event.toCloudEvent();
        const QByteArray text = json.mid(json.indexOf("\"sequence\":"), 35);
        QVERIFY(former < text);
        QCOMPARE(read(json)->sequence, sequence);
        former = text;
    }
}

void EventTest::whatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to);
    };
    row("another version", R"("specversion":"1.0")", R"("specversion":"0.3")");
    row("no id", R"("id":"0195-a",)", "");
    row("an empty id", R"("id":"0195-a")", R"("id":"")");
    row("no type", R"("type":"curbside.state.LidEvent",)", "");
    row("another kind of source", "/services/state", "https://example.org/state");
    row("no time", R"("time":"2026-03-02T12:00:00.000Z",)", "");
    row("a time that is none", "2026-03-02T12:00:00.000Z", "2026-13-02T12:00:00.000Z");
    row("no sequence", R"("sequence":"00000000000000000042",)", "");
    row("a sequence below one", "00000000000000000042", "00000000000000000000");
    row("a sequence in words", "00000000000000000042", "forty-two");
    row("no data", R"(,"data":{"lid":"open","version":3})", "");
    row("data that is a list", R"({"lid":"open","version":3})", "[1]");
}

void EventTest::whatIsNoneIsRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QVERIFY(lidEventJson.contains(from));
    const auto event = read(QByteArray(lidEventJson).replace(from, to));
    QVERIFY(!event);
    QVERIFY(!event.error().isEmpty());
}

void EventTest::whatIsUnknownIsPassedOver()
{
    const auto event = read(QByteArray(lidEventJson).replace(R"("subject")", R"("colour":"red","subject")"));
    QVERIFY(event);
    QCOMPARE(event->toCloudEvent(), lidEventJson);
}

void EventTest::traceparents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("one") << traceparent << true;
    QTest::newRow("not sampled") << QByteArray(traceparent).replace("-01", "-00") << true;
    QTest::newRow("of a later version") << QByteArray("cc") + traceparent.mid(2) << true;
    QTest::newRow("of a later version, with more") << QByteArray("cc") + traceparent.mid(2) + "-more" << true;
    QTest::newRow("of a later version, run on") << QByteArray("cc") + traceparent.mid(2) + "more" << false;
    QTest::newRow("with more") << traceparent + "-more" << false;
    QTest::newRow("of the version that is none") << QByteArray("ff") + traceparent.mid(2) << false;
    QTest::newRow("too short") << traceparent.chopped(1) << false;
    QTest::newRow("in upper case") << traceparent.toUpper() << false;
    QTest::newRow("no trace") << QByteArray("00-00000000000000000000000000000000-00f067aa0ba902b7-01") << false;
    QTest::newRow("no span") << QByteArray("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01") << false;
    QTest::newRow("other separators") << QByteArray(traceparent).replace('-', '_') << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void EventTest::traceparents()
{
    QFETCH(const QByteArray, text);
    const TraceContext context = TraceContext::fromTraceparent(text);
    QTEST(!context.isNull(), "isOne");
    if (!context.isNull()) {
        QCOMPARE(context.traceId(), QByteArray("4bf92f3577b34da6a3ce929d0e0e4736"));
        QCOMPARE(context.spanId(), QByteArray("00f067aa0ba902b7"));
        QCOMPARE(context.traceparent(), traceparent);
    }
}

void EventTest::aChildHasTheTraceAndASpanOfItsOwn()
{
    const TraceContext parent = TraceContext::fromTraceparent(traceparent);
    const TraceContext child = parent.child("state", "m-1");
    QCOMPARE(child.traceId(), parent.traceId());
    QVERIFY(child.spanId() != parent.spanId());
    QCOMPARE(parent.child("state", "m-1").spanId(), child.spanId());
    QVERIFY(parent.child("state", "m-2").spanId() != child.spanId());
    QVERIFY(parent.child("dispatch", "m-1").spanId() != child.spanId());
}

void EventTest::aTraceIsNeverNull()
{
    QVERIFY(TraceContext().isNull());
    const TraceContext drawn(0, 0, 0);
    QVERIFY(!drawn.isNull());
    QCOMPARE(TraceContext::fromTraceparent(drawn.traceparent()).traceparent(), drawn.traceparent());
}

CURBSIDE_TEST(EventTest)

} // namespace tst_event

#include "tst_event.moc"
