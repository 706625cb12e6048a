// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/fulfil_delivery.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/storage_error.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

constexpr Duration robotPatience = 3h; ///< after the promised time
const QString awaitTrip = u"await-trip"_s;
const QString follow = u"follow"_s;
const QString customerAbsent = u"CustomerAbsent"_s;

/// What a created entity says of itself; nothing when the answer is not about one.
struct CreatedRow
{
    Uuid id;
    qint64 version = 1;
    std::optional<QString> status;
};

std::optional<CreatedRow> createdRow(const Response &response)
{
    if (!response.isSuccess())
        return std::nullopt;
    const auto document = JsonDocument::parse(response.body);
    Fields fields(document ? document->root() : JsonValue());
    const CreatedRow row{fields.required<Uuid>("id"), fields.optional<qint64>("version").value_or(1),
                         fields.optional<QString>("status")};
    return fields.ok() ? std::optional(row) : std::nullopt;
}

} // namespace

const QString FulfilDelivery::type = u"FulfilDelivery"_s;
const QString FulfilDelivery::createPickupTask = u"create-pickup-task"_s;
const QString FulfilDelivery::createDropoffTask = u"create-dropoff-task"_s;

FulfilDelivery::FulfilDelivery(ServicePort port, SagaRunner &sagas, DeliveryStore &deliveries, AttemptStore &attempts,
                               Progress &progress, Neighbour neighbour)
    : m_port(std::move(port)), m_sagas(sagas), m_deliveries(deliveries), m_attempts(attempts), m_progress(progress),
      m_neighbour(std::move(neighbour))
{
    m_sagas.define(plan());
}

FulfilContext FulfilDelivery::contextOf(const Saga &saga)
{
    auto context = FulfilContext::fromJson(saga.context);
    if (!context)
        throw StorageFault(SQLITE_CORRUPT,
                           u"saga: the context of %1 cannot be read: %2"_s.arg(saga.id.toString(), context.error()));
    return std::move(*context);
}

SagaPlan FulfilDelivery::plan()
{
    SagaPlan plan;
    plan.type = type;
    SagaStepPlan awaiting;
    awaiting.name = awaitTrip;
    SagaStepPlan following;
    following.name = follow;
    plan.steps = {reserveDemand(), awaiting, createTask(true), createTask(false), following};
    plan.check = [](const Saga &saga) { std::ignore = contextOf(saga); };
    plan.goesAgain = [this](Saga &saga) { return goesAgain(saga); };
    plan.stepEnded = [this](const Saga &saga, const SagaStep &step) { stepEnded(saga, step); };
    plan.ended = [this](const Saga &saga) { m_neighbour.ended(saga); };
    return plan;
}

void FulfilDelivery::begin(Delivery &delivery)
{
    FulfilContext context;
    context.deadline = delivery.promisedAt + robotPatience;
    context.attemptId = m_progress.create(delivery, context.deadline).id;
    m_sagas.start(type, delivery.id.toString(), context.toJson());
}

std::expected<void, Problem> FulfilDelivery::beginAgain(Delivery &delivery)
{
    const auto saga = find(delivery.id);
    if (saga && !saga->isEnded())
        return std::unexpected(Problem::conflict(u"the last attempt is still being undone"_s));
    FulfilContext context;
    context.deadline = std::max(delivery.promisedAt, m_port.now()) + robotPatience;
    context.attemptId = m_progress.beginAttempt(delivery, u"Retried"_s, context.deadline).id;
    if (saga)
        m_sagas.restart(saga->id, context.toJson());
    else
        m_sagas.start(type, delivery.id.toString(), context.toJson());
    return {};
}

std::optional<Saga> FulfilDelivery::find(DeliveryId delivery)
{
    return m_sagas.store().findLast(type, delivery.toString());
}

std::optional<Saga> FulfilDelivery::findFor(const Attempt &attempt)
{
    auto saga = find(attempt.deliveryId);
    return saga && contextOf(*saga).attemptId == attempt.id ? std::move(saga) : std::nullopt;
}

Delivery FulfilDelivery::deliveryOf(const Saga &saga)
{
    auto delivery = m_deliveries.find(DeliveryId::fromString(saga.subject).value_or(DeliveryId{}));
    Q_ASSERT_X(delivery, "FulfilDelivery", "a saga about no delivery");
    return std::move(*delivery);
}

// Steps.

SagaStepPlan FulfilDelivery::reserveDemand()
{
    SagaStepPlan step;
    step.name = u"reserve-demand"_s;
    step.call = [this](const Saga &saga) { return demandCall(saga); };
    step.take = [this](Saga &saga, const Response &response) { return takeDemand(saga, response); };
    step.undoName = u"cancel-demand"_s;
    step.undo = [](const Saga &saga) -> std::optional<SagaCall> {
        const auto demand = contextOf(saga).demandId;
        if (!demand)
            return std::nullopt;
        return SagaCall{"dispatch"_ba, Method::Post, u"/demand/%1/cancel"_s.arg(demand->toString()), {}};
    };
    return step;
}

SagaStepPlan FulfilDelivery::createTask(bool isPickup)
{
    SagaStepPlan step;
    step.name = isPickup ? createPickupTask : createDropoffTask;
    step.call = [this, isPickup](const Saga &saga) { return taskCall(saga, isPickup); };
    step.take = [this, isPickup](Saga &saga, const Response &response) { return takeTask(saga, isPickup, response); };
    step.undoName = isPickup ? u"cancel-pickup-task"_s : u"cancel-dropoff-task"_s;
    step.undo = [isPickup](const Saga &saga) -> std::optional<SagaCall> {
        const FulfilContext context = contextOf(saga);
        const auto task = isPickup ? context.pickupTaskId : context.dropoffTaskId;
        if (!task)
            return std::nullopt;
        return SagaCall{"operations"_ba, Method::Post, u"/task/%1/cancel"_s.arg(task->toString()), {}};
    };
    return step;
}

SagaCall FulfilDelivery::demandCall(const Saga &saga)
{
    const FulfilContext context = contextOf(saga);
    const Delivery delivery = deliveryOf(saga);
    std::vector<RobotSerial> excluded = context.excludedRobots;
    if (context.avoidedRobot)
        excluded.push_back(*context.avoidedRobot);
    JsonWriter json;
    json.beginObject()
        .member("deliveryId", delivery.id)
        .member("attemptId", context.attemptId)
        .member("merchantId", delivery.merchantId)
        .member("pickup", delivery.pickup)
        .member("dropoff", delivery.dropoff)
        .member("readyAt", delivery.readyAt)
        .member("dueAt", delivery.promisedAt)
        .member("excludedRobots", excluded)
        .member("wishedRobot", context.wishedRobot)
        .endObject();
    return {"dispatch"_ba, Method::Post, u"/demands"_s, json.take()};
}

SagaCall FulfilDelivery::taskCall(const Saga &saga, bool isPickup)
{
    const FulfilContext context = contextOf(saga);
    const Delivery delivery = deliveryOf(saga);
    JsonWriter json;
    json.beginObject()
        .member("type", isPickup ? u"Pickup"_s : u"Dropoff"_s)
        .member("deliveryId", delivery.id)
        .member("attemptId", context.attemptId)
        .member("tripId", context.tripId)
        .member("robotSerial", context.robotSerial)
        .member("dueAt", isPickup ? delivery.readyAt : delivery.promisedAt)
        .endObject();
    return {"operations"_ba, Method::Post, u"/tasks"_s, json.take()};
}

SagaStepOutcome FulfilDelivery::takeDemand(Saga &saga, const Response &response)
{
    const auto row = createdRow(response);
    if (!row)
        return SagaStepOutcome::Failed;
    FulfilContext context = contextOf(saga);
    context.demandId = DemandId(row->id);
    saga.context = context.toJson();
    Delivery delivery = deliveryOf(saga);
    if (delivery.demandId.take(*context.demandId, row->version, m_port.now()))
        m_deliveries.save(delivery, m_port.now());
    return SagaStepOutcome::Done;
}

SagaStepOutcome FulfilDelivery::takeTask(Saga &saga, bool isPickup, const Response &response)
{
    const auto row = createdRow(response);
    if (!row)
        return SagaStepOutcome::Failed;
    const TaskId task(row->id);
    FulfilContext context = contextOf(saga);
    (isPickup ? context.pickupTaskId : context.dropoffTaskId) = task;
    saga.context = context.toJson();
    Delivery delivery = deliveryOf(saga);
    if (isPickup && !delivery.taskId) {
        delivery.taskId = task;
        if (row->status)
            delivery.taskStatus.take(*row->status, row->version, m_port.now());
        m_deliveries.save(delivery, m_port.now());
    }
    return SagaStepOutcome::Done;
}

// Turns.

void FulfilDelivery::stepEnded(const Saga &saga, const SagaStep &step)
{
    if (step.state == SagaStepState::Failed) {
        Delivery delivery = deliveryOf(saga);
        if (auto attempt = m_attempts.find(contextOf(saga).attemptId))
            m_progress.endAttempt(delivery, *attempt, AttemptStatus::Failed, u"Refused"_s);
    }
    m_neighbour.stepEnded(saga);
}

bool FulfilDelivery::goesAgain(Saga &saga)
{
    Delivery delivery = deliveryOf(saga);
    if (isEnded(delivery.status) || m_neighbour.callsOff(saga.subject))
        return false;
    const FulfilContext context = contextOf(saga);
    const auto attempt = m_attempts.find(context.attemptId);
    const QString reason = attempt ? attempt->failureReason.value_or(QString()) : QString();
    const auto reassignment = m_neighbour.reassigns(saga.subject);
    const bool isAbsent = reason == customerAbsent;
    const bool isReassigned = reassignment && attempt && attempt->status == AttemptStatus::Cancelled;
    if (isAbsent && isAboard(delivery.status) && m_neighbour.bringsBack(delivery, reason))
        return false;
    if (!isReassigned && (isAbsent || context.attemptsUsed >= mostAttempts)) {
        m_progress.endDelivery(delivery, DeliveryStatus::Failed, reason);
        return false;
    }
    const Attempt next = m_progress.beginAttempt(delivery, reason, context.deadline);
    saga.context =
        (isReassigned ? context.reassigned(next.id, reassignment->wishedRobot) : context.following(next.id)).toJson();
    m_neighbour.wentAgain(saga);
    return true;
}

// Facts.

void FulfilDelivery::tripPlanned(const Attempt &attempt, TripId trip, const RobotSerial &robot)
{
    const auto saga = findFor(attempt);
    if (!saga)
        return;
    FulfilContext context = contextOf(*saga);
    context.tripId = trip;
    context.robotSerial = robot;
    m_sagas.remember(saga->id, context.toJson());
    m_sagas.prove(saga->id, awaitTrip);
}

void FulfilDelivery::unplannable(const Attempt &attempt, const QString &reason)
{
    if (const auto saga = findFor(attempt))
        m_sagas.remark(saga->id, reason);
}

void FulfilDelivery::taskSeen(const Attempt &attempt, bool isPickup, TaskId task, bool isLive)
{
    const auto saga = findFor(attempt);
    if (!saga || saga->isEnded())
        return;
    FulfilContext context = contextOf(*saga);
    std::optional<TaskId> &known = isPickup ? context.pickupTaskId : context.dropoffTaskId;
    if (known != task) {
        known = task;
        m_sagas.remember(saga->id, context.toJson());
    }
    if (isLive)
        m_sagas.prove(saga->id, isPickup ? createPickupTask : createDropoffTask);
    m_neighbour.stepEnded(*saga);
}

void FulfilDelivery::completed(const Attempt &attempt)
{
    if (const auto saga = findFor(attempt))
        m_sagas.prove(saga->id, follow);
}

void FulfilDelivery::attemptEnded(const Attempt &attempt)
{
    const auto saga = findFor(attempt);
    if (saga && saga->state == SagaState::Running)
        m_sagas.compensate(saga->id, attempt.failureReason.value_or(toText(attempt.status)));
}

void FulfilDelivery::letGoOn(const Saga &saga)
{
    const auto attempt = m_attempts.find(contextOf(saga).attemptId);
    if (attempt && attempt->status == AttemptStatus::Failed)
        m_sagas.compensate(saga.id, attempt->failureReason.value_or(QString()));
    else
        m_sagas.release(saga.id);
}

} // namespace curbside::deliveries
