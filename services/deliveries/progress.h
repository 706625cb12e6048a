// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/attempt_store.h"
#include "services/deliveries/delivery_store.h"
#include "services/runtime/messaging/outbox.h"

#include <functional>

namespace curbside::deliveries {

/// What the parts of this service ask of the service itself.
struct ServicePort
{
    std::function<PlatformTime()> now;
    std::function<void(EventDraft)> publish;
    std::function<Uuid()> newUuid;
    std::function<qint64(const QString &counter)> nextNumber;
    std::function<void(const QByteArray &kind, const QString &subject, PlatformTime dueAt)> setTimer;
    std::function<void(const QByteArray &kind, const QString &subject)> cancelTimer;
};

/// How far a fact shows an attempt and its delivery to have come.
struct Proof
{
    AttemptStatus attempt;
    DeliveryStatus delivery;
};

/// The pickup is completed.
inline constexpr Proof loaded{AttemptStatus::Loaded, DeliveryStatus::InTransit};

/// Moves deliveries and attempts: writes the rows, publishes the changes, and keeps the timer of deliveries without a robot.
/// The structs it is given are as the rows before and after.
class Progress
{
public:
    /// Due when a delivery has waited too long for a robot; its subject is the delivery's id.
    static constexpr QByteArrayView noRobotTimer{"no-robot"};

    Progress(ServicePort port, DeliveryStore &deliveries, AttemptStore &attempts);

    /// Inserts `delivery` with its first attempt.
    Attempt create(Delivery &delivery, PlatformTime deadline);
    /// Back to Pending with a new attempt, which has a demand, tasks and a robot of its own.
    Attempt beginAttempt(Delivery &delivery, const QString &reason, PlatformTime deadline);
    /// Moves both forward, over whatever lies between. A fact behind the present status, of an ended attempt or of one that
    /// is not the latest, changes nothing and gives false.
    bool advance(Delivery &delivery, Attempt &attempt, const Proof &proof);
    /// Failed or Cancelled; false for an attempt that has ended.
    bool endAttempt(Delivery &delivery, Attempt &attempt, AttemptStatus end, const QString &reason);
    /// The goods go back to the merchant; false where the move is not legal.
    bool turnBack(Delivery &delivery, const QString &reason);
    /// False where the move is not legal.
    bool endDelivery(Delivery &delivery, DeliveryStatus end, const QString &reason);

private:
    void insertAttempt(Attempt &attempt, const Delivery &delivery);
    void move(Delivery &delivery, DeliveryStatus to, const QString &reason);

    ServicePort m_port;
    DeliveryStore &m_deliveries;
    AttemptStore &m_attempts;
};

} // namespace curbside::deliveries
