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
    const bool isKnown = std::any_of(links.begin(), links.end(), [&](const Link &link) { return link.consumer == &consumer; });
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
    const PlatformTime straight = at + drawLatency(m_environment.seed, event->source, to, event->id);
    if (faults.hit(FaultKind::CutOff, event->source, {}, {}, event->source, at) || faults.hit(FaultKind::CutOff, to, {}, {}, to, at)) {
        loseAt(event, publisher, *link.consumer, straight, "CutOff");
        return;
    }
    if (hit(FaultKind::EventDropped)) {
        loseAt(event, publisher, *link.consumer, straight, "EventDropped");
        return;
    }
    if (const FaultRule *reordered = hit(FaultKind::EventReordered)) {
        deliverAt(event, publisher, *link.consumer, straight + faults.drawDelay(*reordered, event->id, reordered->delay));
        return;
    }
    PlatformTime arrival = straight;
    if (const FaultRule *delayed = hit(FaultKind::EventDelayed))
        arrival += delayed->delay;
    arrival = std::max(arrival, link.lastArrival);
    link.lastArrival = arrival;
    deliverAt(event, publisher, *link.consumer, arrival);
    if (const FaultRule *repeated = hit(FaultKind::EventDuplicated))
        deliverAt(event, publisher, *link.consumer, arrival + leastLatency + faults.drawDelay(*repeated, event->id, repeated->delay));
}

void EmbeddedBus::deliverAt(const EventPtr &event, ComponentId publisher, Process &consumer, PlatformTime at)
{
    m_environment.scheduler.schedule(at, consumer.component(), publisher, [&consumer, event] {
        consumer.run([&event](Service &service) { service.consumer().deliver(event); });
    });
}

void EmbeddedBus::loseAt(const EventPtr &event, ComponentId publisher, Process &consumer, PlatformTime at, QByteArray why)
{
    m_environment.scheduler.schedule(at, consumer.component(), publisher, [this, &consumer, event, why = std::move(why), at] {
        JournalRecord record;
        record.at = at;
        record.kind = JournalKind::Lost;
        record.service = consumer.name();
        record.peer = event->source;
        record.type = event->type;
        record.subject = event->subject;
        record.messageId = event->id;
        record.sequence = event->sequence;
        record.detail = why;
        record.trace = event->trace;
        record.event = event;
        m_environment.journal.add(record);
    });
}

void EmbeddedBus::redeliver(const EventPtr &event, Process &consumer, PlatformTime at)
{
    deliverAt(event, consumer.component(), consumer, at);
}

} // namespace curbside
