// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/fulfil_delivery.h"

namespace curbside::deliveries {

/// The saga that brings goods back to their merchant: nobody came for them, or the delivery is called off with the goods
/// aboard. It holds the delivery's FulfilDelivery and cancels the drop-off task, after which there is no way back; creates the
/// return task, has the rest undone, and follows the robot home. When the drop-off was faster, it lets the delivery go on and
/// ends Compensated. When the robot cannot bring them back, it ends Compensated and the delivery has Failed.
class ReturnToMerchant
{
public:
    static const QString type;

    ReturnToMerchant(ServicePort port, SagaRunner &sagas, FulfilDelivery &fulfilment, DeliveryStore &deliveries,
                     AttemptStore &attempts, Progress &progress);

    /// Calls off a delivery that isAboard(); does nothing while that is under way already. 409 where no robot is known.
    std::expected<void, Problem> begin(const Delivery &delivery, const QString &reason);
    /// The drop-off has failed, and the robot still has the goods; false where none is known to.
    bool bringBack(const Delivery &delivery, const QString &reason);
    [[nodiscard]] bool isUnderWay(const QString &deliveryId);

    /// The delivery's FulfilDelivery has learned something, or has ended.
    void fulfilmentMoved(const Saga &fulfilment);
    void fulfilmentEnded(const Saga &fulfilment);
    /// A fact about the return task of an attempt. Empty `failure`: the task goes on, or is completed.
    void taskSeen(const Attempt &attempt, TaskId task, const QString &status, const QString &failure);

private:
    [[nodiscard]] SagaPlan plan();
    [[nodiscard]] SagaStepPlan settleDropoffTask();
    [[nodiscard]] SagaStepPlan cancelDropoffTask();
    [[nodiscard]] SagaStepPlan lookAtDropoffTask();
    [[nodiscard]] SagaStepPlan turnBack();
    [[nodiscard]] SagaStepPlan createReturnTask();
    [[nodiscard]] SagaStepPlan undoFulfilment();
    [[nodiscard]] SagaStepPlan followReturn();
    bool start(const Delivery &delivery, const QString &reason, bool isDropoffOver);
    bool turn(const Saga &saga);
    SagaStepOutcome takeTask(Saga &saga, const Response &response);
    bool beginUndoing(const Saga &saga);
    void ended(const Saga &saga);
    void fail(const Saga &saga);
    [[nodiscard]] bool isDropoffTaskSettled(const Saga &fulfilment);
    [[nodiscard]] std::optional<TaskId> dropoffTaskOf(const Saga &saga);
    [[nodiscard]] std::optional<Saga> findUnderWay(const QString &deliveryId);
    [[nodiscard]] std::optional<Saga> fulfilmentOf(const Saga &saga);
    [[nodiscard]] std::optional<Delivery> deliveryOf(const Saga &saga);

    ServicePort m_port;
    SagaRunner &m_sagas;
    FulfilDelivery &m_fulfilment;
    DeliveryStore &m_deliveries;
    AttemptStore &m_attempts;
    Progress &m_progress;
};

} // namespace curbside::deliveries
