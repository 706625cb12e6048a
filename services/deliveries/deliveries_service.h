// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/cancel_delivery.h"
#include "services/deliveries/return_to_merchant.h"
#include "services/runtime/service.h"
#include "services/subgraph/subgraph.h"

namespace curbside::deliveries {

/// Deliveries: the promise to the customer, and the sagas that keep it or call it off.
class DeliveriesService : public Service
{
public:
    explicit DeliveriesService(ServiceContext &context);

    [[nodiscard]] bool awaitsFacts() override { return m_sagas.store().hasUnended(); }

    /// What Operations says of a task, by event or by its list.
    struct TaskFact
    {
        TaskId taskId;
        std::optional<AttemptId> attemptId;
        QString type;
        QString status;
        QString failureReason;
        qint64 version = 0;
        PlatformTime at;
    };

private:
    Response postDelivery(const Request &request);
    Response getDelivery(const Request &request);
    Response listDeliveries(const Request &request);
    Response deleteDelivery(const Request &request);
    Response cancelDelivery(const Request &request);
    Response reassignDelivery(const Request &request);
    Response retryDelivery(const Request &request);
    Response listAttempts(const Request &request);
    Response getAttempt(const Request &request);
    Response listSagas(const Request &request);
    Response getSaga(const Request &request);
    Response retrySaga(const Request &request);
    Response compensateSaga(const Request &request);

    Handled onOrderReceived(const IncomingEvent &event);
    Handled onOrderCancelled(const IncomingEvent &event);
    Handled onTripPlanned(const IncomingEvent &event);
    Handled onTripAborted(const IncomingEvent &event);
    Handled onDemandUnplannable(const IncomingEvent &event);
    Handled onTaskStatusChanged(const IncomingEvent &event);
    Handled onTaskCompleted(const IncomingEvent &event);
    Handled onRobotStateChanged(const IncomingEvent &event);
    Handled onLidEvent(const IncomingEvent &event);
    Handled onNoRobot(const QString &deliveryId);
    Handled takeOrder(JsonValue order);
    Handled takeTask(JsonValue task);
    Handled takeRobot(JsonValue robot);

    void follow(const TaskFact &fact);
    bool moveBy(const TaskFact &fact, Delivery &delivery, Attempt &attempt);
    void follow(const DriverName &driver, const QString &lid, qint64 version, PlatformTime at);
    Handled arrive(const DriverName &driver, TaskId task);
    void endHandedOver(Delivery &delivery);
    void followReturn(const TaskFact &fact, Attempt &attempt, Delivery &delivery);
    void failAttempt(Attempt attempt, const QString &reason);

    [[nodiscard]] std::expected<Delivery, Problem> findNamed(const Request &request);
    [[nodiscard]] Response decided(const Request &request,
                                   const std::function<std::expected<void, Problem>(SagaId)> &decide);
    static std::optional<Problem> refuseParts(const QStringList &parts);
    [[nodiscard]] QByteArray composed(const Delivery &delivery, const QStringList &parts);
    [[nodiscard]] std::optional<DriverName> driverOf(const Delivery &delivery);
    [[nodiscard]] ServicePort port();
    [[nodiscard]] FulfilDelivery::Neighbour besideFulfilment();
    std::expected<void, Problem> callOff(const Delivery &delivery, const QString &reason);

    // deliveries_graph.cpp
    Response askGraph(const Request &request);
    [[nodiscard]] std::unique_ptr<Subgraph> makeGraph();
    void addRelations(Subgraph &graph);

    DeliveryStore m_deliveries;
    AttemptStore m_attempts;
    SagaRunner m_sagas;
    Progress m_progress;
    FulfilDelivery m_fulfilment;
    CancelDelivery m_cancellation;
    ReturnToMerchant m_return;
    std::unique_ptr<Subgraph> m_graph; ///< made when it is first asked
};

} // namespace curbside::deliveries
