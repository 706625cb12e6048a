// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/entry_record.h"

namespace curbside {

using cesql::Attribute;
using cesql::Value;

namespace {

constexpr int sequenceDigits = 20; // as on the wire

Value unlessEmpty(const QByteArray &text)
{
    return text.isEmpty() ? Value() : Value::string(viewOf(text));
}

Value kept(const QByteArray &text, cesql::Texts &texts)
{
    return Value::string(texts.keep(viewOf(text)));
}

const std::vector<std::string> &outcomes()
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> made;
        for (const std::string_view name : EnumNames<JournalKind>::names) {
            made.emplace_back(name);
            made.back().front() = static_cast<char>(made.back().front() - 'A' + 'a');
        }
        return made;
    }();
    return all;
}

} // namespace

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

std::string_view outcomeOf(JournalKind kind)
{
    return outcomes()[static_cast<std::size_t>(kind)];
}

bool isAboutEvent(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Published:
    case JournalKind::Handled:
    case JournalKind::Duplicate:
    case JournalKind::Parked:
    case JournalKind::DeadLettered:
    case JournalKind::Lost: return true;
    default: return false;
    }
}

Value EntryRecord::attribute(Attribute which, std::string_view, cesql::Texts &texts) const
{
    const bool isForConsumer = !m_entry->peer.isEmpty() && !m_entry->payload.isEmpty();
    switch (which) {
    case Attribute::Id: return Value::string(viewOf(m_entry->messageId));
    case Attribute::Source: return kept("/services/" + (isForConsumer ? m_entry->peer : m_entry->service), texts);
    case Attribute::SpecVersion: return Value::string("1.0");
    case Attribute::Type: return Value::string(viewOf(m_entry->type));
    case Attribute::Subject: return unlessEmpty(m_entry->subject);
    case Attribute::Time: return kept(toRfc3339(fromMicroseconds(m_entry->at)), texts);
    case Attribute::DataContentType: return m_entry->payload.isEmpty() ? Value() : Value::string("application/json");
    case Attribute::Sequence:
        return m_entry->sequence == 0
            ? Value()
            : kept(QByteArray::number(m_entry->sequence).rightJustified(sequenceDigits, '0'), texts);
    case Attribute::CausationId: return unlessEmpty(m_entry->causationId);
    case Attribute::TraceParent: return m_entry->trace.isNull() ? Value() : kept(m_entry->trace.traceparent(), texts);
    case Attribute::HandledBy: return isForConsumer ? Value::string(viewOf(m_entry->service)) : Value();
    default: return ofJournal(which, texts);
    }
}

Value EntryRecord::ofJournal(Attribute which, cesql::Texts &texts) const
{
    switch (which) {
    case Attribute::Latency: return m_entry->latency < 0 ? Value() : Value::number(double(m_entry->latency) / 1000);
    case Attribute::Outcome: return Value::string(outcomeOf(m_entry->kind));
    case Attribute::Trace: return m_entry->trace.isNull() ? Value() : kept(m_entry->trace.traceId(), texts);
    case Attribute::Number: return Value::number(double(m_number));
    default: return {};
    }
}

std::string_view EntryRecord::payload() const
{
    return viewOf(m_entry->payload);
}

} // namespace curbside
