// SPDX-License-Identifier: GPL-3.0-or-later
// What Deliveries hears, and what that proves. Publishers do not wait for each other, so facts come in no order.
#include "services/deliveries/deliveries_service.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

constexpr Proof assigned{AttemptStatus::Assigned, DeliveryStatus::Assigned};
constexpr Proof leftForPickup{AttemptStatus::ToPickup, DeliveryStatus::PickingUp};
constexpr Proof arrivedAtPickup{AttemptStatus::AtPickup, DeliveryStatus::PickingUp};
constexpr Proof leftForDropoff{AttemptStatus::ToDropoff, DeliveryStatus::InTransit};
constexpr Proof arrivedAtDropoff{AttemptStatus::AtDropoff, DeliveryStatus::Arrived};
constexpr Proof handedOver{AttemptStatus::Completed, DeliveryStatus::Delivered};

/// The lid as it is after what an event tells.
QString lidAfter(const QString &kind)
{
    return kind == u"Opened"_s ? u"Open"_s : kind;
}

/// Takes over what is said of the task now under way: the pickup task until the drop-off task begins, and the return task
/// once there is one.
bool takeCopy(Delivery &delivery, const DeliveriesService::TaskFact &fact, AttemptId attempt)
{
    if (delivery.latestAttemptId != attempt)
        return false;
    const bool isOfIt = delivery.taskId == fact.taskId;
    const bool isReturn = fact.type == u"Return"_s;
    const bool hasBegun = fact.status == u"InProgress"_s || fact.status == u"Completed"_s;
    const bool isNext = isReturn || (fact.type == u"Pickup"_s ? !delivery.taskId : hasBegun);
    const bool isBehind = !isReturn && delivery.status == DeliveryStatus::Returning;
    if (!isOfIt && (!isNext || isBehind))
        return false;
    if (!isOfIt)
        delivery.taskStatus.clear();
    delivery.taskId = fact.taskId;
    return delivery.taskStatus.take(fact.status, fact.version, fact.at);
}

} // namespace

// Integrations.

Handled DeliveriesService::onOrderReceived(const IncomingEvent &event)
{
    Fields data(event.data);
    Delivery delivery = readDelivery(data);
    if (data.ok() && !m_deliveries.findByOrder(delivery.orderId))
        m_fulfilment.begin(delivery);
    return data.outcome();
}

Handled DeliveriesService::onOrderCancelled(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto orderId = data.required<OrderId>("orderId");
    const auto reason = data.optional<QString>("reason").value_or(u"OrderCancelled"_s);
    const auto delivery = data.ok() ? m_deliveries.findByOrder(orderId) : std::nullopt;
    if (!delivery || (!isBeforeLoading(delivery->status) && !isAboard(delivery->status)))
        return data.outcome(); // too late changes nothing
    return callOff(*delivery, reason); // tried again where it cannot be yet
}

/// An order of the list whose delivery was never made.
Handled DeliveriesService::takeOrder(JsonValue order)
{
    Fields data(order);
    const auto id = data.required<OrderId>("id");
    const auto status = data.required<QString>("status");
    if (!data.ok() || status != u"Received"_s || m_deliveries.findByOrder(id))
        return data.outcome();
    Delivery delivery = readDelivery(data, "id");
    if (data.ok())
        m_fulfilment.begin(delivery);
    return data.outcome();
}

// Dispatch.

Handled DeliveriesService::onTripPlanned(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto tripId = data.required<TripId>("tripId");
    const auto robot = data.required<RobotSerial>("robotSerial");
    const auto driver = data.required<DriverName>("driverName");
    const auto version = data.required<qint64>("version");
    const auto attemptIds = data.list<AttemptId>("attemptIds");
    if (!data.ok())
        return data.outcome();
    for (const AttemptId &id : attemptIds) {
        auto attempt = m_attempts.find(id);
        auto delivery = attempt ? m_deliveries.find(attempt->deliveryId) : std::nullopt;
        if (!delivery || attempt->status != AttemptStatus::Created || delivery->latestAttemptId != id)
            continue;
        attempt->driverName = driver;
        delivery->driverName.clear();
        delivery->driverName.take(driver, version, event.event.time);
        m_progress.advance(*delivery, *attempt, assigned);
        m_fulfilment.tripPlanned(*attempt, tripId, robot);
    }
    return {};
}

Handled DeliveriesService::onTripAborted(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto attemptIds = data.list<AttemptId>("attemptIds");
    const auto reason = data.optional<QString>("reason").value_or(u"TripAborted"_s);
    if (!data.ok())
        return data.outcome();
    for (const AttemptId &id : attemptIds) {
        if (auto attempt = m_attempts.find(id))
            failAttempt(std::move(*attempt), reason);
    }
    return {};
}

Handled DeliveriesService::onDemandUnplannable(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto attemptId = data.required<AttemptId>("attemptId");
    const auto reason = data.optional<QString>("reason").value_or(u"unplannable"_s);
    if (const auto attempt = data.ok() ? m_attempts.find(attemptId) : std::nullopt)
        m_fulfilment.unplannable(*attempt, reason);
    return data.outcome();
}

Handled DeliveriesService::onNoRobot(const QString &deliveryId)
{
    auto delivery = m_deliveries.find(DeliveryId::fromString(deliveryId).value_or(DeliveryId{}));
    if (!delivery || delivery->status != DeliveryStatus::Pending || m_cancellation.isUnderWay(deliveryId))
        return {};
    const QString reason = u"NoRobot"_s;
    auto attempt = m_attempts.find(delivery->latestAttemptId.value_or(AttemptId{}));
    if (attempt)
        m_progress.endAttempt(*delivery, *attempt, AttemptStatus::Failed, reason);
    m_progress.endDelivery(*delivery, DeliveryStatus::Failed, reason);
    if (attempt)
        m_fulfilment.attemptEnded(*attempt);
    return {};
}

// Operations.

Handled DeliveriesService::onTaskStatusChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const TaskFact fact{data.required<TaskId>("taskId"),
                        data.optional<AttemptId>("attemptId"),
                        data.required<QString>("type"),
                        data.required<QString>("to"),
                        data.optional<QString>("failureReason").value_or(QString()),
                        data.required<qint64>("version"),
                        event.event.time};
    if (data.ok())
        follow(fact);
    return data.outcome();
}

Handled DeliveriesService::onTaskCompleted(const IncomingEvent &event)
{
    Fields data(event.data);
    const TaskFact fact{data.required<TaskId>("taskId"),
                        data.optional<AttemptId>("attemptId"),
                        data.required<QString>("type"),
                        u"Completed"_s,
                        {},
                        data.required<qint64>("version"),
                        event.event.time};
    if (data.ok())
        follow(fact);
    return data.outcome();
}

Handled DeliveriesService::takeTask(JsonValue task)
{
    Fields data(task);
    const TaskFact fact{data.required<TaskId>("id"),
                        data.optional<AttemptId>("attemptId"),
                        data.required<QString>("type"),
                        data.required<QString>("status"),
                        data.optional<QString>("failureReason").value_or(QString()),
                        data.required<qint64>("version"),
                        data.optional<PlatformTime>("updatedAt").value_or(now())};
    if (data.ok())
        follow(fact);
    return data.outcome();
}

void DeliveriesService::follow(const TaskFact &fact)
{
    const bool isPickup = fact.type == u"Pickup"_s;
    const bool isReturn = fact.type == u"Return"_s;
    auto attempt = fact.attemptId && (isPickup || isReturn || fact.type == u"Dropoff"_s)
        ? m_attempts.find(*fact.attemptId)
        : std::nullopt;
    auto delivery = attempt ? m_deliveries.find(attempt->deliveryId) : std::nullopt;
    if (!delivery)
        return;
    if (isReturn) {
        followReturn(fact, *attempt, *delivery);
        return;
    }
    const bool wasLive = !attempt->isEnded();
    const bool isCopied = takeCopy(*delivery, fact, attempt->id);
    const bool isSaved = moveBy(fact, *delivery, *attempt);
    if (isCopied && !isSaved)
        m_deliveries.save(*delivery, now());
    if (!wasLive) {
        const bool isHandedOver = !isPickup && fact.status == u"Completed"_s;
        if (isHandedOver && attempt->status == AttemptStatus::Failed)
            endHandedOver(*delivery);
        return;
    }
    m_fulfilment.taskSeen(*attempt, isPickup, fact.taskId, attempt->status != AttemptStatus::Failed);
    const bool isAbsent = fact.status == u"Failed"_s && fact.failureReason == u"CustomerAbsent"_s;
    if (isAbsent && isAboard(delivery->status) && !m_cancellation.isUnderWay(delivery->id.toString()))
        m_return.bringBack(*delivery, fact.failureReason);
    if (attempt->status == AttemptStatus::Completed)
        m_fulfilment.completed(*attempt);
    else if (attempt->isEnded())
        m_fulfilment.attemptEnded(*attempt);
}

/// The customer has the goods, though their attempt was given up before that was heard of: nobody brings them again.
void DeliveriesService::endHandedOver(Delivery &delivery)
{
    const QString id = delivery.id.toString();
    if (m_cancellation.isUnderWay(id) || m_return.isUnderWay(id)
        || !deliveryMoves.allows(delivery.status, DeliveryStatus::Delivered))
        return;
    auto next = delivery.latestAttemptId ? m_attempts.find(*delivery.latestAttemptId) : std::nullopt;
    const bool isEnded =
        next && m_progress.endAttempt(delivery, *next, AttemptStatus::Cancelled, u"HandedOverBefore"_s);
    m_progress.endDelivery(delivery, DeliveryStatus::Delivered, {});
    if (isEnded)
        m_fulfilment.attemptEnded(*next);
}

void DeliveriesService::followReturn(const TaskFact &fact, Attempt &attempt, Delivery &delivery)
{
    if (takeCopy(delivery, fact, attempt.id))
        m_deliveries.save(delivery, now());
    QString failure;
    if (fact.status == u"Failed"_s)
        failure = fact.failureReason;
    else if (fact.status == u"Cancelled"_s)
        failure = u"TaskCancelled"_s;
    m_return.taskSeen(attempt, fact.taskId, fact.status, failure);
}

/// True when the rows have been saved.
bool DeliveriesService::moveBy(const TaskFact &fact, Delivery &delivery, Attempt &attempt)
{
    const bool isPickup = fact.type == u"Pickup"_s;
    if (fact.status == u"InProgress"_s)
        return m_progress.advance(delivery, attempt, isPickup ? leftForPickup : leftForDropoff);
    if (fact.status == u"Completed"_s)
        return m_progress.advance(delivery, attempt, isPickup ? loaded : handedOver);
    if (fact.status == u"Failed"_s)
        return m_progress.endAttempt(delivery, attempt, AttemptStatus::Failed, fact.failureReason);
    // Cancelled by someone else than those who call this delivery off: the robot will not do it.
    const QString id = delivery.id.toString();
    const bool isOurs = isPickup ? m_cancellation.isUnderWay(id) : m_return.isUnderWay(id);
    if (fact.status == u"Cancelled"_s && !isOurs)
        return m_progress.endAttempt(delivery, attempt, AttemptStatus::Failed, u"TaskCancelled"_s);
    return false;
}

void DeliveriesService::failAttempt(Attempt attempt, const QString &reason)
{
    auto delivery = m_deliveries.find(attempt.deliveryId);
    if (delivery && m_progress.endAttempt(*delivery, attempt, AttemptStatus::Failed, reason))
        m_fulfilment.attemptEnded(attempt);
}

// State.

Handled DeliveriesService::onRobotStateChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto what = data.required<QString>("what");
    const auto taskId = data.optional<TaskId>("taskId");
    const auto driver = data.required<DriverName>("driverName");
    if (!data.ok() || what != u"Arrived"_s || !taskId)
        return data.outcome();
    return arrive(driver, *taskId);
}

Handled DeliveriesService::arrive(const DriverName &driver, TaskId task)
{
    bool isTaskMissing = false;
    for (Attempt &attempt : m_attempts.underWay(driver)) {
        const auto saga = m_fulfilment.find(attempt.deliveryId);
        if (!saga)
            continue;
        const FulfilContext context = FulfilDelivery::contextOf(*saga);
        isTaskMissing = isTaskMissing || !context.pickupTaskId || !context.dropoffTaskId;
        if (context.pickupTaskId != task && context.dropoffTaskId != task)
            continue;
        if (auto delivery = m_deliveries.find(attempt.deliveryId))
            m_progress.advance(*delivery, attempt, context.pickupTaskId == task ? arrivedAtPickup : arrivedAtDropoff);
        return {};
    }
    if (isTaskMissing) // it may be the one that Operations has not told of yet
        return std::unexpected(Problem::conflict(u"task %1 is not known yet"_s.arg(task.toString())));
    return {};
}

Handled DeliveriesService::onLidEvent(const IncomingEvent &event)
{
    Fields data(event.data);
    const auto driver = data.required<DriverName>("driverName");
    const auto kind = data.required<QString>("kind");
    const auto version = data.required<qint64>("version");
    if (data.ok())
        follow(driver, lidAfter(kind), version, event.event.time);
    return data.outcome();
}

Handled DeliveriesService::takeRobot(JsonValue robot)
{
    Fields data(robot);
    const auto driver = data.required<DriverName>("driverName");
    const auto lid = data.required<QString>("lid");
    const auto version = data.required<qint64>("version");
    if (data.ok())
        follow(driver, lid, version, data.optional<PlatformTime>("seenAt").value_or(now()));
    return data.outcome();
}

void DeliveriesService::follow(const DriverName &driver, const QString &lid, qint64 version, PlatformTime at)
{
    for (const Attempt &attempt : m_attempts.underWay(driver)) {
        auto delivery = m_deliveries.find(attempt.deliveryId);
        if (delivery && delivery->latestAttemptId == attempt.id && delivery->robotLid.take(lid, version, at))
            m_deliveries.save(*delivery, now());
    }
}

} // namespace curbside::deliveries
