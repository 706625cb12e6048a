// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/messaging/event_bus.h"

#include <map>

namespace curbside {

/// Asked before an event is delivered, or tried again, whether platform time is to stand still there.
class DeliveryGate
{
public:
    virtual ~DeliveryGate() = default;
    [[nodiscard]] virtual bool holdsBack(const EventPtr &event, const QByteArray &consumer) = 0;
};

/// The bus inside one process, on platform time. Each (publisher, consumer) link keeps order and takes between leastLatency
/// and mostLatency, drawn for each message; the fault plan may drop, repeat, delay or reorder.
class EmbeddedBus : public EventBus
{
public:
    explicit EmbeddedBus(Environment &environment) : m_environment(environment) {}

    void subscribe(const QByteArray &publisher, Process &consumer) override;
    [[nodiscard]] std::vector<QByteArray> consumersOf(const QByteArray &publisher) const override;
    void publish(const EventPtr &event, ComponentId publisher, PlatformTime at) override;
    void redeliver(const EventPtr &event, Process &consumer, PlatformTime at) override;
    [[nodiscard]] bool holdsBack(const EventPtr &event, const QByteArray &consumer) override
    {
        return m_gate && m_gate->holdsBack(event, consumer);
    }
    /// Null: nothing is held back. It has to live until there is another.
    void setGate(DeliveryGate *gate) { m_gate = gate; }

private:
    struct Link
    {
        Process *consumer;
        PlatformTime lastArrival;
    };

    struct Trip
    {
        const EventPtr &event;
        ComponentId publisher;
        Process &consumer;
    };

    void carry(const EventPtr &event, ComponentId publisher, PlatformTime at, Link &link);
    void deliverAt(PlatformTime at, const Trip &trip);
    void recordAt(PlatformTime at, const Trip &trip, JournalKind kind, const FaultRule &rule);
    void record(JournalKind kind, const EventPtr &event, const Process &consumer, const QByteArray &why,
                std::int64_t rule = 0);

    Environment &m_environment;
    std::map<QByteArray, std::vector<Link>> m_links;
    DeliveryGate *m_gate = nullptr;
};

/// What one hop between two parties takes, for one message.
[[nodiscard]] Duration drawLatency(std::uint64_t seed, QByteArrayView from, QByteArrayView to, QByteArrayView message);

} // namespace curbside
