// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/flow_desk.h"

#include "widgets/traffic/entry_record.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace curbside {

FlowDesk::FlowDesk(PlatformLink &link, Selection &selection, QObject *parent) : QObject(parent), m_selection(selection)
{
    connect(&link, &PlatformLink::journalArrived, this, &FlowDesk::take);
    connect(&selection, &Selection::changed, this, &FlowDesk::follow);
    follow(selection.current());
}

void FlowDesk::take(const JournalBatch &batch)
{
    m_book.take(batch);
    if (!m_flow) {
        const EntityRef chosen = m_selection.current();
        const bool concernsIt =
            std::ranges::any_of(batch.entries, [key = chosen.key.toUtf8()](const TrafficEntry &entry) {
                return entry.messageId == key || entry.subject == key;
            });
        if (concernsIt)
            follow(chosen);
        return;
    }
    const quint64 had = m_book.had(m_trace);
    if (had < m_seen) // all of it had been forgotten, and it goes on
        m_seen = 0;
    if (had == m_seen)
        return;
    const int before = m_flow->count();
    for (const TrafficEntry *entry : m_book.entriesOf(m_trace, m_seen))
        m_flow->take(*entry);
    m_seen = had;
    if (m_flow->count() == before)
        return;
    if (m_chosen < 0 && !m_chosenMessage.isEmpty())
        m_chosen = m_flow->firstOf(m_chosenMessage);
    Q_EMIT flowExtended();
    if (isComparing())
        compare();
}

void FlowDesk::showEntry(const TrafficEntry *entry)
{
    if (!entry || m_isChoosing) // the list follows the choice, and may show another step of its message
        return;
    const std::optional<TraceKey> trace = entry->trace.isNull()
        ? m_book.traceOf(entry->messageId)
        : TraceKey(entry->trace.traceHigh(), entry->trace.traceLow());
    if (!trace || m_book.had(*trace) == 0)
        return;
    show(*trace);
    const QByteArray message = selectableMessageOf(*entry);
    const int id = m_flow->idOf(*entry);
    mark(message, id >= 0 ? id : m_flow->firstOf(message));
}

/// A message leads to its own flow. Any other thing leads to the last one that tells of it, but not away from one that does.
void FlowDesk::follow(const EntityRef &ref)
{
    if (m_isChoosing || ref.kind == EntityKind::None)
        return;
    const QByteArray key = ref.key.toUtf8();
    if (ref.kind != EntityKind::Event) {
        bool isTold = false;
        for (int id = 0; m_flow && !isTold && id < m_flow->count(); ++id)
            isTold = m_flow->step(id).entry.subject == key;
        const auto trace = isTold ? std::nullopt : m_book.lastAbout(key);
        if (trace)
            show(*trace);
        else if (!m_flow)
            Q_EMIT flowChanged(); // of that nothing is kept
        return;
    }
    const int known = m_flow ? m_flow->firstOf(key) : -1;
    if (known < 0) {
        const auto trace = m_book.traceOf(key);
        if (!trace) {
            const bool wasGone = std::exchange(m_isGone, true);
            if (m_flow || !wasGone) {
                m_flow.reset();
                mark({}, -1);
                Q_EMIT flowChanged();
            }
            return;
        }
        show(*trace);
    }
    const int id = m_flow->firstOf(key);
    const QByteArray message = id < 0 ? key : selectableMessageOf(m_flow->step(id).entry);
    if (message != m_chosenMessage)
        mark(message, id);
}

void FlowDesk::show(TraceKey trace)
{
    m_isGone = false;
    if (m_flow && trace == m_trace)
        return;
    m_trace = trace;
    m_flow = std::make_unique<Flow>();
    m_forgotten = m_book.forgotten(trace);
    for (const TrafficEntry *entry : m_book.entriesOf(trace))
        m_flow->take(*entry);
    m_seen = m_book.had(trace);
    m_chosenMessage.clear();
    m_chosen = -1;
    Q_EMIT flowChanged();
    compare();
}

void FlowDesk::mark(const QByteArray &message, int id)
{
    if (message == m_chosenMessage && id == m_chosen)
        return;
    m_chosenMessage = message;
    m_chosen = id;
    Q_EMIT chosenChanged();
}

void FlowDesk::choose(int id)
{
    if (!m_flow || id < 0 || id >= m_flow->count())
        return;
    const QByteArray message = selectableMessageOf(m_flow->step(id).entry);
    mark(message, id);
    const TrafficEntry &entry = m_flow->step(id).entry;
    const bool isEvent = isAboutEvent(entry.kind) || !entry.payload.isEmpty();
    const EntityRef chosen =
        isEvent ? EntityRef{EntityKind::Event, QString::fromUtf8(message)} : subjectOf(id); // a call is no thing itself
    const QScopedValueRollback choosing(m_isChoosing, true);
    if (chosen.kind != EntityKind::None && !chosen.key.isEmpty())
        m_selection.select(chosen);
}

void FlowDesk::setThings(FlowNames names, FlowThings things)
{
    m_names = std::move(names);
    m_things = std::move(things);
}

EntityRef FlowDesk::subjectOf(int id) const
{
    return m_things ? m_things(QString::fromUtf8(m_flow->step(id).entry.subject)) : EntityRef();
}

void FlowDesk::keepAsReference()
{
    if (!m_flow)
        return;
    m_reference = std::make_unique<const Flow>(*m_flow);
    m_referenceTrace = m_trace;
    compare();
}

void FlowDesk::forgetReference()
{
    m_reference.reset();
    compare();
}

void FlowDesk::compare()
{
    m_comparison = isComparing() ? compareFlows(*m_flow, *m_reference) : FlowComparison();
    Q_EMIT comparisonChanged();
}

} // namespace curbside
