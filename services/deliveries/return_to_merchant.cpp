// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/return_to_merchant.h"

#include "services/deliveries/return_context.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/storage_error.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

const QString settleDropoff = u"settle-dropoff-task"_s;
const QString cancelDropoff = u"cancel-dropoff-task"_s;
const QString lookAtDropoff = u"look-at-dropoff-task"_s;
const QString turnRound = u"turn-back"_s;
const QString create = u"create-return-task"_s;
const QString undone = u"undo-fulfilment"_s;
const QString returned = u"follow-return"_s;

ReturnContext contextOf(const Saga &saga)
{
    auto context = ReturnContext::fromJson(saga.context);
    if (!context)
        throw StorageFault(SQLITE_CORRUPT,
                           u"saga: the context of %1 cannot be read: %2"_s.arg(saga.id.toString(), context.error()));
    return std::move(*context);
}

} // namespace

const QString ReturnToMerchant::type = u"ReturnToMerchant"_s;

ReturnToMerchant::ReturnToMerchant(ServicePort port, SagaRunner &sagas, FulfilDelivery &fulfilment,
                                   DeliveryStore &deliveries, AttemptStore &attempts, Progress &progress)
    : m_port(std::move(port)), m_sagas(sagas), m_fulfilment(fulfilment), m_deliveries(deliveries), m_attempts(attempts),
      m_progress(progress)
{
    m_sagas.define(plan());
}

SagaPlan ReturnToMerchant::plan()
{
    SagaPlan plan;
    plan.type = type;
    plan.steps = {settleDropoffTask(), cancelDropoffTask(), lookAtDropoffTask(), turnBack(),
                  createReturnTask(),  undoFulfilment(),    followReturn()};
    plan.check = [](const Saga &saga) { std::ignore = contextOf(saga); };
    plan.ended = [this](const Saga &saga) { ended(saga); };
    return plan;
}

std::expected<void, Problem> ReturnToMerchant::begin(const Delivery &delivery, const QString &reason)
{
    if (isUnderWay(delivery.id.toString()) || start(delivery, reason, false))
        return {};
    return std::unexpected(Problem::conflict(u"no robot is known to have the goods"_s));
}

bool ReturnToMerchant::bringBack(const Delivery &delivery, const QString &reason)
{
    return isUnderWay(delivery.id.toString()) || start(delivery, reason, true);
}

bool ReturnToMerchant::start(const Delivery &delivery, const QString &reason, bool isDropoffOver)
{
    const auto fulfilment = m_fulfilment.find(delivery.id);
    if (!fulfilment || fulfilment->state == SagaState::Completed)
        return false;
    const FulfilContext known = FulfilDelivery::contextOf(*fulfilment);
    if (!known.robotSerial)
        return false;
    m_sagas.hold(fulfilment->id);
    ReturnContext context;
    context.reason = reason;
    context.attemptId = known.attemptId;
    context.robotSerial = *known.robotSerial;
    context.tripId = known.tripId;
    context.isDropoffOver = isDropoffOver;
    m_sagas.start(type, delivery.id.toString(), context.toJson());
    return true;
}

std::optional<Saga> ReturnToMerchant::findUnderWay(const QString &deliveryId)
{
    auto saga = m_sagas.store().findLast(type, deliveryId);
    return saga && !saga->isEnded() ? std::move(saga) : std::nullopt;
}

bool ReturnToMerchant::isUnderWay(const QString &deliveryId)
{
    return findUnderWay(deliveryId).has_value();
}

std::optional<Saga> ReturnToMerchant::fulfilmentOf(const Saga &saga)
{
    return m_fulfilment.find(DeliveryId::fromString(saga.subject).value_or(DeliveryId{}));
}

std::optional<Delivery> ReturnToMerchant::deliveryOf(const Saga &saga)
{
    return m_deliveries.find(DeliveryId::fromString(saga.subject).value_or(DeliveryId{}));
}

// Steps up to the one after which there is no way back.

/// While the answer is out that names the drop-off task, it cannot be cancelled.
SagaStepPlan ReturnToMerchant::settleDropoffTask()
{
    SagaStepPlan step;
    step.name = settleDropoff;
    step.begin = [this](const Saga &saga) {
        const auto fulfilment = fulfilmentOf(saga);
        return !fulfilment || contextOf(saga).isDropoffOver || isDropoffTaskSettled(*fulfilment);
    };
    return step;
}

bool ReturnToMerchant::isDropoffTaskSettled(const Saga &fulfilment)
{
    if (FulfilDelivery::contextOf(fulfilment).dropoffTaskId)
        return true;
    const auto step = m_sagas.lastStep(fulfilment, FulfilDelivery::createDropoffTask);
    return !step || !step->isAnswerOut();
}

std::optional<TaskId> ReturnToMerchant::dropoffTaskOf(const Saga &saga)
{
    const auto fulfilment = fulfilmentOf(saga);
    if (!fulfilment || fulfilment->state != SagaState::Held || contextOf(saga).isDropoffOver)
        return std::nullopt; // it has ended, or is being undone already
    return FulfilDelivery::contextOf(*fulfilment).dropoffTaskId;
}

SagaStepPlan ReturnToMerchant::cancelDropoffTask()
{
    SagaStepPlan step;
    step.name = cancelDropoff;
    step.call = [this](const Saga &saga) -> std::optional<SagaCall> {
        const auto task = dropoffTaskOf(saga);
        if (!task)
            return std::nullopt;
        return SagaCall{"operations"_ba, Method::Post, u"/task/%1/cancel"_s.arg(task->toString()), {}};
    };
    step.take = [](Saga &saga, const Response &response) {
        ReturnContext context = contextOf(saga);
        context.isDropoffEnded = response.status == 409;
        saga.context = context.toJson();
        return response.isSuccess() || context.isDropoffEnded ? SagaStepOutcome::Done : SagaStepOutcome::Failed;
    };
    return step;
}

/// A drop-off that has ended before it could be cancelled: completed, so that the customer has the goods, or not.
SagaStepPlan ReturnToMerchant::lookAtDropoffTask()
{
    SagaStepPlan step;
    step.name = lookAtDropoff;
    step.call = [this](const Saga &saga) -> std::optional<SagaCall> {
        const auto task = dropoffTaskOf(saga);
        if (!task || !contextOf(saga).isDropoffEnded)
            return std::nullopt;
        return SagaCall{"operations"_ba, Method::Get, u"/task/"_s + task->toString(), {}};
    };
    step.take = [](Saga &, const Response &response) {
        const auto document = JsonDocument::parse(response.body);
        const auto status = document ? document->root()["status"].toString() : std::nullopt;
        const bool isAboard = response.isSuccess() && (status == u"Failed"_s || status == u"Cancelled"_s);
        return isAboard ? SagaStepOutcome::Done : SagaStepOutcome::Failed;
    };
    return step;
}

// Steps after it.

SagaStepPlan ReturnToMerchant::turnBack()
{
    SagaStepPlan step;
    step.name = turnRound;
    step.begin = [this](const Saga &saga) { return turn(saga); };
    return step;
}

bool ReturnToMerchant::turn(const Saga &saga)
{
    const ReturnContext context = contextOf(saga);
    auto delivery = deliveryOf(saga);
    auto attempt = m_attempts.find(context.attemptId);
    if (delivery && attempt)
        m_progress.endAttempt(*delivery, *attempt, AttemptStatus::Cancelled, context.reason);
    if (delivery)
        m_progress.turnBack(*delivery, context.reason);
    return true;
}

SagaStepPlan ReturnToMerchant::createReturnTask()
{
    SagaStepPlan step;
    step.name = create;
    step.call = [](const Saga &saga) {
        const ReturnContext context = contextOf(saga);
        JsonWriter json;
        json.beginObject()
            .member("type", u"Return"_s)
            .member("deliveryId", saga.subject)
            .member("attemptId", context.attemptId)
            .member("tripId", context.tripId)
            .member("robotSerial", context.robotSerial)
            .endObject();
        return SagaCall{"operations"_ba, Method::Post, u"/tasks"_s, json.take()};
    };
    step.take = [this](Saga &saga, const Response &response) { return takeTask(saga, response); };
    step.undoName = u"cancel-return-task"_s;
    step.undo = [](const Saga &saga) -> std::optional<SagaCall> {
        const auto task = contextOf(saga).returnTaskId;
        if (!task)
            return std::nullopt;
        return SagaCall{"operations"_ba, Method::Post, u"/task/%1/cancel"_s.arg(task->toString()), {}};
    };
    return step;
}

SagaStepOutcome ReturnToMerchant::takeTask(Saga &saga, const Response &response)
{
    const auto document = JsonDocument::parse(response.isSuccess() ? response.body : QByteArrayLiteral("{}"));
    Fields fields(document ? document->root() : JsonValue());
    const auto id = fields.required<TaskId>("id");
    const auto status = fields.optional<QString>("status");
    const auto version = fields.optional<qint64>("version").value_or(1);
    if (!fields.ok())
        return SagaStepOutcome::Failed;
    ReturnContext context = contextOf(saga);
    context.returnTaskId = id;
    saga.context = context.toJson();
    auto delivery = deliveryOf(saga);
    if (!delivery || delivery->latestAttemptId != context.attemptId || delivery->taskId == id)
        return SagaStepOutcome::Done; // a fact was faster than the answer
    delivery->taskId = id;
    delivery->taskStatus.clear();
    if (status)
        delivery->taskStatus.take(*status, version, m_port.now());
    m_deliveries.save(*delivery, m_port.now());
    return SagaStepOutcome::Done;
}

SagaStepPlan ReturnToMerchant::undoFulfilment()
{
    SagaStepPlan step;
    step.name = undone;
    step.begin = [this](const Saga &saga) { return beginUndoing(saga); };
    return step;
}

bool ReturnToMerchant::beginUndoing(const Saga &saga)
{
    const auto fulfilment = fulfilmentOf(saga);
    if (!fulfilment || fulfilment->isEnded())
        return true;
    m_sagas.compensate(fulfilment->id, contextOf(saga).reason);
    return false;
}

SagaStepPlan ReturnToMerchant::followReturn()
{
    SagaStepPlan step;
    step.name = returned;
    step.begin = [](const Saga &saga) { return contextOf(saga).isReturned; };
    return step;
}

// Facts.

void ReturnToMerchant::taskSeen(const Attempt &attempt, TaskId task, const QString &status, const QString &failure)
{
    const auto saga = findUnderWay(attempt.deliveryId.toString());
    if (!saga)
        return;
    ReturnContext context = contextOf(*saga);
    if (context.attemptId != attempt.id)
        return;
    context.returnTaskId = task;
    context.isReturned = context.isReturned || status == u"Completed"_s;
    if (!failure.isEmpty() && context.failure.isEmpty())
        context.failure = failure;
    m_sagas.remember(saga->id, context.toJson());
    if (!context.failure.isEmpty())
        m_sagas.compensate(saga->id, context.failure);
    else if (saga->currentStep == create)
        m_sagas.prove(saga->id, create);
    else if (saga->currentStep == returned && context.isReturned)
        m_sagas.prove(saga->id, returned);
}

void ReturnToMerchant::fulfilmentMoved(const Saga &fulfilment)
{
    const auto saga = findUnderWay(fulfilment.subject);
    const auto present = saga ? fulfilmentOf(*saga) : std::nullopt;
    if (present && saga->currentStep == settleDropoff && isDropoffTaskSettled(*present))
        m_sagas.prove(saga->id, settleDropoff);
}

void ReturnToMerchant::fulfilmentEnded(const Saga &fulfilment)
{
    const auto saga = findUnderWay(fulfilment.subject);
    if (saga && saga->currentStep == undone) // not before: what is under way now has to be answered first
        m_sagas.prove(saga->id, undone);
}

// Ends.

void ReturnToMerchant::ended(const Saga &saga)
{
    auto delivery = deliveryOf(saga);
    if (!delivery)
        return;
    if (saga.state == SagaState::Completed)
        m_progress.endDelivery(*delivery, DeliveryStatus::Returned, contextOf(saga).reason);
    else if (delivery->status == DeliveryStatus::Returning)
        fail(saga);
    else if (const auto fulfilment = fulfilmentOf(saga))
        m_fulfilment.letGoOn(*fulfilment);
}

/// The goods are neither here nor there.
void ReturnToMerchant::fail(const Saga &saga)
{
    const ReturnContext context = contextOf(saga);
    if (auto delivery = deliveryOf(saga))
        m_progress.endDelivery(*delivery, DeliveryStatus::Failed,
                               context.failure.isEmpty() ? u"ReturnRefused"_s : context.failure);
    if (const auto fulfilment = fulfilmentOf(saga))
        m_sagas.compensate(fulfilment->id, context.reason);
}

} // namespace curbside::deliveries
