// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/otlp.h"

#include "services/runtime/json/json_writer.h"

namespace curbside {

namespace {

enum SpanKind { Internal = 1, Server = 2, Producer = 4, Consumer = 5 };
constexpr int statusOfError = 2;
constexpr std::int64_t nanosecondsInMicrosecond = 1000;

TraceContext spanOfEvent(const TraceContext &publishedIn, QByteArrayView eventId)
{
    return publishedIn.child("publish", eventId);
}

/// "file:///build/services/state/state_service.cpp" and the like, from the repository's root on.
QByteArray fromRoot(QByteArrayView file)
{
    const qsizetype place = file.lastIndexOf(QByteArrayView("/services/"));
    return (place < 0 ? file : file.sliced(place + 1)).toByteArray();
}

void writeText(JsonWriter &json, std::string_view key, const QByteArray &text)
{
    json.beginObject().member("key", key).key("value").beginObject().member("stringValue", text).endObject();
    json.endObject();
}

QByteArray hexadecimal(std::uint64_t span)
{
    return TraceContext::restored(0, 0, span).spanId();
}

} // namespace

bool OtlpTraces::put(const QByteArray &service, const Span &span, const Attributes &texts, int line)
{
    if (span.trace.isNull() || !m_known.emplace(span.trace.traceId(), span.trace.span()).second)
        return false;
    if (span.parent != 0)
        m_parents.emplace(span.trace.traceId(), span.parent);
    const std::int64_t start = toMicroseconds(span.start) * nanosecondsInMicrosecond;
    JsonWriter json;
    json.beginObject().member("traceId", span.trace.traceId()).member("spanId", span.trace.spanId());
    if (span.parent != 0)
        json.member("parentSpanId", hexadecimal(span.parent));
    json.member("name", span.name).member("kind", span.kind);
    json.member("startTimeUnixNano", QByteArray::number(qint64(start)));
    json.member("endTimeUnixNano", QByteArray::number(qint64(start + std::max<std::int64_t>(0, span.nanoseconds))));
    json.key("attributes").beginArray();
    for (const auto &[key, text] : texts) {
        if (!text.isEmpty())
            writeText(json, key, text);
    }
    if (line != 0) {
        json.beginObject().member("key", "code.line.number").key("value").beginObject();
        json.member("intValue", QByteArray::number(line)).endObject().endObject();
    }
    json.endArray();
    if (!span.error.isEmpty())
        json.key("status").beginObject().member("code", statusOfError).member("message", span.error).endObject();
    json.endObject();
    m_spans[service].push_back(json.take());
    return true;
}

void OtlpTraces::add(const Event &event)
{
    put(event.source,
        {spanOfEvent(event.trace, event.id), event.trace.span(), "publish " + event.type, Producer, event.time, 0, {}},
        {{"messaging.system", "curbside"},
         {"messaging.operation.type", "send"},
         {"messaging.destination.name", event.type},
         {"cloudevents.event_id", event.id},
         {"cloudevents.event_type", event.type},
         {"cloudevents.event_subject", event.subject},
         {"cloudevents.event_source", "/services/" + event.source}});
}

void OtlpTraces::addHandling(const CapturedRecord &record)
{
    const bool isGivenUp = record.kind == JournalKind::DeadLettered;
    put(record.service.toByteArray(),
        {record.trace.child(record.service, record.messageId), spanOfEvent(record.trace, record.messageId).span(),
         "handle " + record.type.toByteArray(), Consumer, record.at, record.wallNanoseconds,
         isGivenUp ? "dead letter: " + record.detail.toByteArray() : QByteArray()},
        {{"messaging.system", "curbside"},
         {"messaging.operation.type", "process"},
         {"messaging.destination.name", record.type.toByteArray()},
         {"cloudevents.event_id", record.messageId.toByteArray()},
         {"cloudevents.event_type", record.type.toByteArray()},
         {"cloudevents.event_subject", record.subject.toByteArray()},
         {"cloudevents.event_source", "/services/" + record.peer.toByteArray()},
         {"code.file.path", fromRoot(record.handlerFile)}},
        record.handlerLine);
}

void OtlpTraces::addRoot(const CapturedRecord &record)
{
    if (record.trace.isNull())
        return;
    // What an answer leads to has a span of its own; everything else is recorded with it.
    const TraceContext span = record.kind == JournalKind::Answered
        ? record.trace.child(record.service, record.messageId.toByteArray() + ".answer")
        : record.trace;
    if (!m_parents.contains({span.traceId(), span.span()}))
        return;
    const bool isRequest = record.kind == JournalKind::Requested;
    put(record.service.toByteArray(),
        {span, 0, record.type.toByteArray(), isRequest ? Server : Internal, record.at, record.wallNanoseconds, {}},
        {{"curbside.subject", record.subject.toByteArray()},
         {"curbside.message_id", record.messageId.toByteArray()},
         {"code.file.path", fromRoot(record.handlerFile)}},
        record.handlerLine);
}

QByteArray OtlpTraces::take()
{
    JsonWriter json;
    json.beginObject().key("resourceSpans").beginArray();
    for (const auto &[service, spans] : m_spans) {
        json.beginObject().key("resource").beginObject().key("attributes").beginArray();
        writeText(json, "service.name", service);
        writeText(json, "service.namespace", "curbside");
        json.endArray().endObject();
        json.key("scopeSpans").beginArray().beginObject();
        json.key("scope").beginObject().member("name", "curbside").endObject();
        json.rawMember("spans", '[' + spans.join(',') + ']');
        json.endObject().endArray().endObject();
    }
    json.endArray().endObject();
    m_spans.clear();
    return json.take();
}

} // namespace curbside
