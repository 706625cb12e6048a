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
    bool isReassignment = false;
    std::optional<RobotSerial> wishedRobot;
    bool isPickupCompleted = false; ///< so that the goods are aboard

    static CancelContext fromJson(const QByteArray &json)
    {
        const auto document = JsonDocument::parse(json);
        Fields fields(document ? document->root() : JsonValue());
        return {
            fields.required<QString>("reason"),          fields.required<bool>("isPickupCancelled"),
            fields.required<bool>("isPickupEnded"),      fields.optional<bool>("isReassignment").value_or(false),
            fields.optional<RobotSerial>("wishedRobot"), fields.optional<bool>("isPickupCompleted").value_or(false)};
    }
    [[nodiscard]] QByteArray toJson() const
    {
        JsonWriter json;
        json.beginObject()
            .member("reason", reason)
            .member("isPickupCancelled", isPickupCancelled)
            .member("isPickupEnded", isPickupEnded);
        if (isReassignment)
            json.member("isReassignment", true).member("wishedRobot", wishedRobot);
        if (isPickupCompleted)
            json.member("isPickupCompleted", true);
        json.endObject();
        return json.take();
    }
};

DeliveryId deliveryIdOf(const Saga &saga)
{
    return DeliveryId::fromString(saga.subject).value_or(DeliveryId{});
}

} // namespace

const QString CancelDelivery::type = u"CancelDelivery"_s;
const QString CancelDelivery::reassignmentType = u"ReassignRobot"_s;

CancelDelivery::CancelDelivery(SagaRunner &sagas, FulfilDelivery &fulfilment, DeliveryStore &deliveries,
                               AttemptStore &attempts, Progress &progress, BringBack bringBack)
    : m_sagas(sagas), m_fulfilment(fulfilment), m_deliveries(deliveries), m_attempts(attempts), m_progress(progress),
      m_bringBack(std::move(bringBack))
{
    m_sagas.define(plan(type));
    m_sagas.define(plan(reassignmentType));
}

SagaPlan CancelDelivery::plan(const QString &sagaType)
{
    SagaPlan plan;
    plan.type = sagaType;
    plan.steps = {settlePickupTask(), cancelPickupTask(), lookAtPickupTask(), undoFulfilment()};
    plan.ended = [this](const Saga &saga) { ended(saga); };
    return plan;
}

void CancelDelivery::begin(const Delivery &delivery, const QString &reason)
{
    const QString subject = delivery.id.toString();
    if (const auto known = findUnderWay(subject)) {
        CancelContext context = CancelContext::fromJson(known->context);
        if (std::exchange(context.isReassignment, false)) {
            context.reason = reason;
            m_sagas.remember(known->id, context.toJson());
        }
        return;
    }
    if (const auto fulfilment = m_fulfilment.find(delivery.id))
        m_sagas.hold(fulfilment->id);
    CancelContext context;
    context.reason = reason;
    m_sagas.start(type, subject, context.toJson());
}

std::expected<void, Problem> CancelDelivery::beginReassignment(const Delivery &delivery, const Reassignment &wish,
                                                               const QString &reason)
{
    const QString subject = delivery.id.toString();
    if (isUnderWay(subject))
        return std::unexpected(Problem::conflict(u"the delivery is being cancelled or reassigned already"_s));
    const auto fulfilment = m_fulfilment.find(delivery.id);
    if (!fulfilment || fulfilment->state != SagaState::Running)
        return std::unexpected(Problem::conflict(u"the last attempt is still being undone"_s));
    const auto present = FulfilDelivery::contextOf(*fulfilment).robotSerial;
    if (!present && !wish.wishedRobot)
        return std::unexpected(Problem::conflict(u"no robot is on this delivery yet; name the one to take it"_s));
    if (present && present == wish.wishedRobot)
        return std::unexpected(Problem::conflict(u"%1 is on this delivery already"_s.arg(present->toString())));
    m_sagas.hold(fulfilment->id);
    CancelContext context;
    context.reason = reason;
    context.isReassignment = true;
    context.wishedRobot = wish.wishedRobot;
    m_sagas.start(reassignmentType, subject, context.toJson());
    return {};
}

std::optional<Saga> CancelDelivery::findUnderWay(const QString &deliveryId)
{
    for (const QString &sagaType : {type, reassignmentType}) {
        auto saga = m_sagas.store().findLast(sagaType, deliveryId);
        if (saga && !saga->isEnded())
            return saga;
    }
    return std::nullopt;
}

bool CancelDelivery::callsOff(const QString &deliveryId)
{
    return isUnderWay(deliveryId) && !reassigns(deliveryId);
}

std::optional<Reassignment> CancelDelivery::reassigns(const QString &deliveryId)
{
    const auto saga = findUnderWay(deliveryId);
    const CancelContext context = saga ? CancelContext::fromJson(saga->context) : CancelContext();
    return context.isReassignment ? std::optional(Reassignment{context.wishedRobot}) : std::nullopt;
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
    step.take = [](Saga &saga, const Response &response) {
        const auto document = JsonDocument::parse(response.body);
        const auto status = document ? document->root()["status"].toString() : std::nullopt;
        CancelContext context = CancelContext::fromJson(saga.context);
        context.isPickupCompleted = response.isSuccess() && status == u"Completed"_s;
        saga.context = context.toJson();
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
        m_progress.endAttempt(*delivery, *attempt, AttemptStatus::Cancelled,
                              context.isReassignment ? u"Reassigned"_s : QString());
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
    const CancelContext context = CancelContext::fromJson(cancellation.context);
    if (cancellation.state == SagaState::Completed && !context.isReassignment) {
        if (auto delivery = m_deliveries.find(deliveryIdOf(cancellation)))
            m_progress.endDelivery(*delivery, DeliveryStatus::Cancelled, context.reason);
    } else if (fulfilment && cancellation.state != SagaState::Completed) {
        if (context.isReassignment || !turnsBack(cancellation, *fulfilment))
            m_fulfilment.letGoOn(*fulfilment);
    }
}

/// Too late to be cancelled, but not to be brought back. That the pickup is completed may be known from its task alone.
bool CancelDelivery::turnsBack(const Saga &cancellation, const Saga &fulfilment)
{
    const CancelContext context = CancelContext::fromJson(cancellation.context);
    auto delivery = m_deliveries.find(deliveryIdOf(cancellation));
    auto attempt = m_attempts.find(FulfilDelivery::contextOf(fulfilment).attemptId);
    if (delivery && attempt && context.isPickupCompleted)
        m_progress.advance(*delivery, *attempt, loaded);
    return delivery && isAboard(delivery->status) && m_bringBack(*delivery, context.reason);
}

} // namespace curbside::deliveries
