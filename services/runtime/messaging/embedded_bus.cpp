// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/embedded_bus.h"

#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/time/random_stream.h"

namespace curbside {

Duration drawLatency(std::uint64_t seed, QByteArrayView from, QByteArrayView to, QByteArrayView message)
{
    const std::uint64_t link = hashDraw(seed, from, to);
    return Duration(drawBetween(hashDraw(link, to, message), leastLatency.count(), mostLatency.count()));
}

void EmbeddedBus::subscribe(const QByteArray &publisher, Process &consumer)
{
    std::vector<Link> &links = m_links[publisher];
    const bool isKnown =
        std::any_of(links.begin(), links.end(), [&](const Link &link) { return link.consumer == &consumer; });
    if (!isKnown)
        links.push_back({&consumer, PlatformTime{}});
}

std::vector<QByteArray> EmbeddedBus::consumersOf(const QByteArray &publisher) const
{
    std::vector<QByteArray> names;
    if (const auto links = m_links.find(publisher); links != m_links.end()) {
        for (const Link &link : links->second)
            names.push_back(link.consumer->name());
    }
    return names;
}

void EmbeddedBus::publish(const EventPtr &event, ComponentId publisher, PlatformTime at)
{
    const auto links = m_links.find(event->source);
    if (links == m_links.end())
        return;
    for (Link &link : links->second)
        carry(event, publisher, at, link);
}

void EmbeddedBus::carry(const EventPtr &event, ComponentId publisher, PlatformTime at, Link &link)
{
    FaultPlan &faults = m_environment.faults;
    const QByteArray &to = link.consumer->name();
    const auto hit = [&](FaultKind kind) { return faults.hit(kind, event->source, to, event->type, event->id, at); };
    const Trip trip{event, publisher, *link.consumer};
    const PlatformTime straight = at + drawLatency(m_environment.seed, event->source, to, event->id);
    const FaultRule *cut = faults.hit(FaultKind::CutOff, event->source, {}, {}, event->source, at);
    if (!cut)
        cut = faults.hit(FaultKind::CutOff, to, {}, {}, to, at);
    if (const FaultRule *lost = cut ? cut : hit(FaultKind::EventDropped)) {
        recordAt(straight, trip, JournalKind::Lost, *lost);
        return;
    }
    if (const FaultRule *reordered = hit(FaultKind::EventReordered)) {
        const PlatformTime late = straight + faults.drawDelay(*reordered, event->id, reordered->delay);
        recordAt(late, trip, JournalKind::Fault, *reordered);
        deliverAt(late, trip);
        return;
    }
    PlatformTime arrival = std::max(straight, link.lastArrival);
    if (const FaultRule *delayed = hit(FaultKind::EventDelayed)) {
        arrival = std::max(straight + delayed->delay, link.lastArrival);
        recordAt(arrival, trip, JournalKind::Fault, *delayed);
    }
    link.lastArrival = arrival;
    deliverAt(arrival, trip);
    if (const FaultRule *repeated = hit(FaultKind::EventDuplicated)) {
        const PlatformTime again = arrival + leastLatency + faults.drawDelay(*repeated, event->id, repeated->delay);
        recordAt(again, trip, JournalKind::Fault, *repeated);
        deliverAt(again, trip);
    }
}

void EmbeddedBus::deliverAt(PlatformTime at, const Trip &trip)
{
    m_environment.scheduler.schedule(
        at, trip.consumer.component(), trip.publisher, [this, &consumer = trip.consumer, event = trip.event] {
            if (holdsBack(event, consumer.name()))
                m_environment.scheduler.putOff();
            else if (consumer.isUp())
                consumer.run([&event](Service &service) { service.consumer().deliver(event); });
            else
                record(JournalKind::Lost, event, consumer, "the service is down");
        });
}

void EmbeddedBus::recordAt(PlatformTime at, const Trip &trip, JournalKind kind, const FaultRule &rule)
{
    m_environment.scheduler.schedule(at, trip.consumer.component(), trip.publisher,
                                     [this, kind, &consumer = trip.consumer, event = trip.event,
                                      why = toText(rule.kind).toUtf8(),
                                      id = rule.id] { record(kind, event, consumer, why, id); });
}

void EmbeddedBus::record(JournalKind kind, const EventPtr &event, const Process &consumer, const QByteArray &why,
                         std::int64_t rule)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = kind;
    entry.service = consumer.name();
    entry.peer = event->source;
    entry.type = event->type;
    entry.subject = event->subject;
    entry.messageId = event->id;
    entry.sequence = event->sequence;
    entry.detail = why;
    entry.trace = event->trace;
    entry.event = event;
    entry.faultRule = rule;
    m_environment.journal.add(entry);
}

void EmbeddedBus::redeliver(const EventPtr &event, Process &consumer, PlatformTime at)
{
    deliverAt(at, {event, consumer.component(), consumer});
}

} // namespace curbside
