// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/fulfil_delivery.h"

namespace curbside::deliveries {

/// The saga that calls a delivery off while nothing of it is aboard. It holds the delivery's FulfilDelivery, cancels the
/// pickup task, after which there is no way back, and has the rest undone. When the pickup was faster, it lets the delivery go
/// on and ends Compensated.
class CancelDelivery
{
public:
    static const QString type;

    CancelDelivery(SagaRunner &sagas, FulfilDelivery &fulfilment, DeliveryStore &deliveries, AttemptStore &attempts,
                   Progress &progress);

    /// Cancels a delivery that isBeforeLoading(); does nothing while that is under way already.
    void begin(const Delivery &delivery, const QString &reason);
    [[nodiscard]] bool isUnderWay(const QString &deliveryId);

    /// The delivery's FulfilDelivery has learned something, or has ended.
    void fulfilmentMoved(const Saga &fulfilment);
    void fulfilmentEnded(const Saga &fulfilment);

private:
    [[nodiscard]] SagaPlan plan();
    [[nodiscard]] SagaStepPlan settlePickupTask();
    [[nodiscard]] SagaStepPlan cancelPickupTask();
    [[nodiscard]] SagaStepPlan lookAtPickupTask();
    [[nodiscard]] SagaStepPlan undoFulfilment();
    [[nodiscard]] bool isPickupTaskSettled(const Saga &fulfilment);
    [[nodiscard]] std::optional<TaskId> pickupTaskOf(const Saga &cancellation);
    bool beginUndoing(const Saga &cancellation);
    void ended(const Saga &cancellation);
    void letGoOn(const Saga &fulfilment);
    [[nodiscard]] std::optional<Saga> findUnderWay(const QString &deliveryId);
    [[nodiscard]] std::optional<Saga> fulfilmentOf(const Saga &cancellation);

    SagaRunner &m_sagas;
    FulfilDelivery &m_fulfilment;
    DeliveryStore &m_deliveries;
    AttemptStore &m_attempts;
    Progress &m_progress;
};

} // namespace curbside::deliveries
