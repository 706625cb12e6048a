// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/event_record.h"

namespace curbside {

namespace {

using cesql::Attribute;
using cesql::Value;

constexpr int sequenceDigits = 20;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

Value kept(const QByteArray &text, cesql::Texts &texts)
{
    return Value::string(texts.keep(viewOf(text)));
}

Value unlessEmpty(const QByteArray &text)
{
    return text.isEmpty() ? Value() : Value::string(viewOf(text));
}

} // namespace

Value EventRecord::attribute(Attribute which, std::string_view, cesql::Texts &texts) const
{
    switch (which) {
    case Attribute::Id: return Value::string(viewOf(m_event->id));
    case Attribute::Source: return kept("/services/" + m_event->source, texts);
    case Attribute::SpecVersion: return Value::string("1.0");
    case Attribute::Type: return Value::string(viewOf(m_event->type));
    case Attribute::Subject: return unlessEmpty(m_event->subject);
    case Attribute::Time: return kept(toRfc3339(m_event->time), texts);
    case Attribute::DataContentType: return Value::string("application/json");
    case Attribute::Sequence:
        return kept(QByteArray::number(qint64(m_event->sequence)).rightJustified(sequenceDigits, '0'), texts);
    case Attribute::CausationId: return unlessEmpty(m_event->causationId);
    case Attribute::TraceParent: return m_event->trace.isNull() ? Value() : kept(m_event->trace.traceparent(), texts);
    case Attribute::Trace: return m_event->trace.isNull() ? Value() : kept(m_event->trace.traceId(), texts);
    case Attribute::Outcome: return Value::string("published");
    default: return {};
    }
}

std::string_view EventRecord::payload() const
{
    return viewOf(m_event->data);
}

} // namespace curbside
