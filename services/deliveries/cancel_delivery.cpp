// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/cancel_delivery.h"

#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

const QString settle = u"settle-pickup-task"_s;
const QString pivot = u"cancel-pickup-task"_s;
const QString look = u"look-at-pickup-task"_s;
const QString undo = u"undo-fulfilment"_s;

/// What the steps of a CancelDelivery know of each other.
struct CancelContext
{
    QString reason;
    bool isPickupCancelled = false;
    bool isPickupEnded = false; ///< it had ended already: completed, failed or cancelled by others

    static CancelContext fromJson(const QByteArray &json)
    {
        const auto document = JsonDocument::parse(json);
        Fields fields(document ? document->root() : JsonValue());
        return {fields.required<QString>("reason"), fields.required<bool>("isPickupCancelled"),
                fields.required<bool>("isPickupEnded")};
    }
    [[nodiscard]] QByteArray toJson() const
    {
        JsonWriter json;
        json.beginObject()
            .member("reason", reason)
            .member("isPickupCancelled", isPickupCancelled)
            .member("isPickupEnded", isPickupEnded)
            .endObject();
        return json.take();
    }
};

DeliveryId deliveryIdOf(const Saga &saga)
{
    return DeliveryId::fromString(saga.subject).value_or(DeliveryId{});
}

} // namespace

const QString CancelDelivery::type = u"CancelDelivery"_s;

CancelDelivery::CancelDelivery(SagaRunner &sagas, FulfilDelivery &fulfilment, DeliveryStore &deliveries,
                               AttemptStore &attempts, Progress &progress)
    : m_sagas(sagas), m_fulfilment(fulfilment), m_deliveries(deliveries), m_attempts(attempts), m_progress(progress)
{
    m_sagas.define(plan());
}

SagaPlan CancelDelivery::plan()
{
    SagaPlan plan;
    plan.type = type;
    plan.steps = {settlePickupTask(), cancelPickupTask(), lookAtPickupTask(), undoFulfilment()};
    plan.ended = [this](const Saga &saga) { ended(saga); };
    return plan;
}

void CancelDelivery::begin(const Delivery &delivery, const QString &reason)
{
    const QString subject = delivery.id.toString();
    if (isUnderWay(subject))
        return;
    if (const auto fulfilment = m_fulfilment.find(delivery.id))
        m_sagas.hold(fulfilment->id);
    m_sagas.start(type, subject, CancelContext{reason}.toJson());
}

std::optional<Saga> CancelDelivery::findUnderWay(const QString &deliveryId)
{
    auto saga = m_sagas.store().findLast(type, deliveryId);
    return saga && !saga->isEnded() ? std::move(saga) : std::nullopt;
}

bool CancelDelivery::isUnderWay(const QString &deliveryId)
{
    return findUnderWay(deliveryId).has_value();
}

std::optional<Saga> CancelDelivery::fulfilmentOf(const Saga &cancellation)
{
    return m_fulfilment.find(deliveryIdOf(cancellation));
}

// Steps.

/// While the answer is out that names the pickup task, it cannot be cancelled.
SagaStepPlan CancelDelivery::settlePickupTask()
{
    SagaStepPlan step;
    step.name = settle;
    step.begin = [this](const Saga &saga) {
        const auto fulfilment = fulfilmentOf(saga);
        return !fulfilment || isPickupTaskSettled(*fulfilment);
    };
    return step;
}

bool CancelDelivery::isPickupTaskSettled(const Saga &fulfilment)
{
    if (FulfilDelivery::contextOf(fulfilment).pickupTaskId)
        return true;
    const auto step = m_sagas.lastStep(fulfilment, FulfilDelivery::createPickupTask);
    return !step || !step->isAnswerOut();
}

std::optional<TaskId> CancelDelivery::pickupTaskOf(const Saga &cancellation)
{
    const auto fulfilment = fulfilmentOf(cancellation);
    if (!fulfilment || fulfilment->state != SagaState::Held)
        return std::nullopt; // it is being undone already
    return FulfilDelivery::contextOf(*fulfilment).pickupTaskId;
}

SagaStepPlan CancelDelivery::cancelPickupTask()
{
    SagaStepPlan step;
    step.name = pivot;
    step.call = [this](const Saga &saga) -> std::optional<SagaCall> {
        const auto task = pickupTaskOf(saga);
        if (!task)
            return std::nullopt;
        return SagaCall{"operations"_ba, Method::Post, u"/task/%1/cancel"_s.arg(task->toString()), {}};
    };
    step.take = [](Saga &saga, const Response &response) {
        CancelContext context = CancelContext::fromJson(saga.context);
        context.isPickupCancelled = response.isSuccess();
        context.isPickupEnded = response.status == 409;
        saga.context = context.toJson();
        return context.isPickupCancelled || context.isPickupEnded ? SagaStepOutcome::Done : SagaStepOutcome::Failed;
    };
    return step;
}

/// A pickup that has ended before it could be cancelled: completed, so that the goods are aboard, or not.
SagaStepPlan CancelDelivery::lookAtPickupTask()
{
    SagaStepPlan step;
    step.name = look;
    step.call = [this](const Saga &saga) -> std::optional<SagaCall> {
        const auto task = pickupTaskOf(saga);
        if (!task || !CancelContext::fromJson(saga.context).isPickupEnded)
            return std::nullopt;
        return SagaCall{"operations"_ba, Method::Get, u"/task/"_s + task->toString(), {}};
    };
    step.take = [](Saga &, const Response &response) {
        const auto document = JsonDocument::parse(response.body);
        const auto status = document ? document->root()["status"].toString() : std::nullopt;
        const bool isEmpty = response.isSuccess() && (status == u"Failed"_s || status == u"Cancelled"_s);
        return isEmpty ? SagaStepOutcome::Done : SagaStepOutcome::Failed;
    };
    return step;
}

SagaStepPlan CancelDelivery::undoFulfilment()
{
    SagaStepPlan step;
    step.name = undo;
    step.begin = [this](const Saga &saga) { return beginUndoing(saga); };
    return step;
}

bool CancelDelivery::beginUndoing(const Saga &cancellation)
{
    const auto fulfilment = fulfilmentOf(cancellation);
    if (!fulfilment || fulfilment->isEnded())
        return true;
    const CancelContext context = CancelContext::fromJson(cancellation.context);
    auto attempt = m_attempts.find(FulfilDelivery::contextOf(*fulfilment).attemptId);
    auto delivery = m_deliveries.find(deliveryIdOf(cancellation));
    if (attempt && delivery)
        m_progress.endAttempt(*delivery, *attempt, AttemptStatus::Cancelled, {});
    if (context.isPickupCancelled)
        m_sagas.noteUndone(fulfilment->id, FulfilDelivery::createPickupTask);
    m_sagas.compensate(fulfilment->id, context.reason);
    return false;
}

// Turns.

void CancelDelivery::fulfilmentMoved(const Saga &fulfilment)
{
    const auto saga = findUnderWay(fulfilment.subject);
    const auto present = saga ? fulfilmentOf(*saga) : std::nullopt;
    if (present && isPickupTaskSettled(*present))
        m_sagas.prove(saga->id, settle);
}

void CancelDelivery::fulfilmentEnded(const Saga &fulfilment)
{
    if (const auto saga = findUnderWay(fulfilment.subject))
        m_sagas.prove(saga->id, undo);
}

void CancelDelivery::ended(const Saga &cancellation)
{
    const auto fulfilment = fulfilmentOf(cancellation);
    if (cancellation.state == SagaState::Completed) {
        if (auto delivery = m_deliveries.find(deliveryIdOf(cancellation)))
            m_progress.endDelivery(*delivery, DeliveryStatus::Cancelled,
                                   CancelContext::fromJson(cancellation.context).reason);
    } else if (fulfilment) {
        letGoOn(*fulfilment);
    }
}

void CancelDelivery::letGoOn(const Saga &fulfilment)
{
    const auto attempt = m_attempts.find(FulfilDelivery::contextOf(fulfilment).attemptId);
    if (attempt && attempt->status == AttemptStatus::Failed)
        m_sagas.compensate(fulfilment.id, attempt->failureReason.value_or(QString()));
    else
        m_sagas.release(fulfilment.id);
}

} // namespace curbside::deliveries
