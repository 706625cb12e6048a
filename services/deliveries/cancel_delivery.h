// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/fulfil_delivery.h"

namespace curbside::deliveries {

/// The sagas that call a delivery's attempt off while nothing of it is aboard: for good, or for another attempt with another
/// robot. They hold the delivery's FulfilDelivery, cancel the pickup task, after which there is no way back, and have the rest
/// undone. When the pickup was faster, they end Compensated: goods whose delivery is cancelled are brought back, and any other
/// delivery goes on. One at a time: cancelling turns a reassignment that is under way into a cancellation.
class CancelDelivery
{
public:
    static const QString type;
    static const QString reassignmentType;

    /// Has the goods of a delivery that isAboard() brought back; false where that cannot be.
    using BringBack = std::function<bool(const Delivery &, const QString &reason)>;

    CancelDelivery(SagaRunner &sagas, FulfilDelivery &fulfilment, DeliveryStore &deliveries, AttemptStore &attempts,
                   Progress &progress, BringBack bringBack);

    /// Cancels a delivery that isBeforeLoading(), or is being cancelled or reassigned already.
    void begin(const Delivery &delivery, const QString &reason);
    /// Gives a delivery that isBeforeLoading() to the wished robot, or to any but the present one. 409 where that cannot be.
    std::expected<void, Problem> beginReassignment(const Delivery &delivery, const Reassignment &wish,
                                                   const QString &reason);
    [[nodiscard]] bool isUnderWay(const QString &deliveryId);
    [[nodiscard]] bool callsOff(const QString &deliveryId);
    [[nodiscard]] std::optional<Reassignment> reassigns(const QString &deliveryId);

    /// The delivery's FulfilDelivery has learned something, or has ended, or has begun another attempt.
    void fulfilmentMoved(const Saga &fulfilment);
    void fulfilmentEnded(const Saga &fulfilment);

private:
    [[nodiscard]] SagaPlan plan(const QString &sagaType);
    [[nodiscard]] SagaStepPlan settlePickupTask();
    [[nodiscard]] SagaStepPlan cancelPickupTask();
    [[nodiscard]] SagaStepPlan lookAtPickupTask();
    [[nodiscard]] SagaStepPlan undoFulfilment();
    [[nodiscard]] bool isPickupTaskSettled(const Saga &fulfilment);
    [[nodiscard]] std::optional<TaskId> pickupTaskOf(const Saga &cancellation);
    bool beginUndoing(const Saga &cancellation);
    void ended(const Saga &cancellation);
    bool turnsBack(const Saga &cancellation, const Saga &fulfilment);
    [[nodiscard]] std::optional<Saga> findUnderWay(const QString &deliveryId);
    [[nodiscard]] std::optional<Saga> fulfilmentOf(const Saga &cancellation);

    SagaRunner &m_sagas;
    FulfilDelivery &m_fulfilment;
    DeliveryStore &m_deliveries;
    AttemptStore &m_attempts;
    Progress &m_progress;
    BringBack m_bringBack;
};

} // namespace curbside::deliveries
