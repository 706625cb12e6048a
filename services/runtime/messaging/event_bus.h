// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/event.h"
#include "services/runtime/time/scheduler.h"

#include <vector>

namespace curbside {

class Process;

/// Carries events from publishers to consumers. Only the courier: it may lose, repeat or reorder; publishers' outboxes are
/// the record.
class EventBus
{
public:
    virtual ~EventBus() = default;
    /// `consumer` gets what `publisher` publishes from now on.
    virtual void subscribe(const QByteArray &publisher, Process &consumer) = 0;
    /// The names of those subscribed, in the order of subscription.
    [[nodiscard]] virtual std::vector<QByteArray> consumersOf(const QByteArray &publisher) const = 0;
    virtual void publish(const EventPtr &event, ComponentId publisher, PlatformTime at) = 0;
    /// Carries one event to one consumer again, as a bus does that missed an acknowledgement.
    virtual void redeliver(const EventPtr &event, Process &consumer, PlatformTime at) = 0;
    /// Asked by work that is about to hand an event to its consumer, for the first time or again, and has done nothing yet:
    /// whether platform time is to stand still before it. The work then puts itself off.
    [[nodiscard]] virtual bool holdsBack([[maybe_unused]] const EventPtr &event,
                                         [[maybe_unused]] const QByteArray &consumer)
    {
        return false;
    }
};

} // namespace curbside
