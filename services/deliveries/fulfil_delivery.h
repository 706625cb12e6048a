// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/fulfil_context.h"
#include "services/deliveries/progress.h"
#include "services/runtime/saga/saga_runner.h"

namespace curbside::deliveries {

/// A person's wish that the delivery goes with another robot: with this one, or any.
struct Reassignment
{
    std::optional<RobotSerial> wishedRobot;
};

/// The saga that keeps the promise, one for each delivery: reserve a demand, await a trip, create the tasks, follow them to
/// the end; an attempt that fails is undone, and the next one is the saga's next round.
class FulfilDelivery
{
public:
    static const QString type;
    static const QString createPickupTask; ///< a step
    static const QString createDropoffTask; ///< likewise
    static constexpr qint64 mostAttempts = 3;

    /// What another saga about the same delivery has to say and to hear.
    struct Neighbour
    {
        /// Whether one is under way that wants no next attempt.
        std::function<bool(const QString &deliveryId)> callsOff;
        /// Whether one is under way that wants the next attempt with another robot.
        std::function<std::optional<Reassignment>(const QString &deliveryId)> reassigns;
        /// Nobody came for the goods: false when nobody brings them back.
        std::function<bool(const Delivery &, const QString &reason)> bringsBack;
        /// The next attempt has begun.
        std::function<void(const Saga &)> wentAgain;
        std::function<void(const Saga &)> stepEnded;
        std::function<void(const Saga &)> ended;
    };

    FulfilDelivery(ServicePort port, SagaRunner &sagas, DeliveryStore &deliveries, AttemptStore &attempts,
                   Progress &progress, Neighbour neighbour);

    /// Makes the delivery, its first attempt and the saga.
    void begin(Delivery &delivery);
    /// Begins a failed delivery anew. 409 while the last attempt is still being undone.
    std::expected<void, Problem> beginAgain(Delivery &delivery);

    [[nodiscard]] std::optional<Saga> find(DeliveryId delivery);
    [[nodiscard]] static FulfilContext contextOf(const Saga &saga);

    // Facts. Those about another attempt than the saga's present one change nothing.
    void tripPlanned(const Attempt &attempt, TripId trip, const RobotSerial &robot);
    void unplannable(const Attempt &attempt, const QString &reason);
    /// `isLive`: the attempt goes on after this.
    void taskSeen(const Attempt &attempt, bool isPickup, TaskId task, bool isLive);
    void completed(const Attempt &attempt);
    /// Undoes the attempt, unless the saga is held: who holds it decides.
    void attemptEnded(const Attempt &attempt);
    /// Who held the saga does so no longer: an attempt that has failed meanwhile is undone.
    void letGoOn(const Saga &saga);

private:
    [[nodiscard]] SagaPlan plan();
    [[nodiscard]] SagaStepPlan reserveDemand();
    [[nodiscard]] SagaStepPlan createTask(bool isPickup);
    [[nodiscard]] SagaCall demandCall(const Saga &saga);
    [[nodiscard]] SagaCall taskCall(const Saga &saga, bool isPickup);
    SagaStepOutcome takeDemand(Saga &saga, const Response &response);
    SagaStepOutcome takeTask(Saga &saga, bool isPickup, const Response &response);
    void stepEnded(const Saga &saga, const SagaStep &step);
    bool goesAgain(Saga &saga);
    [[nodiscard]] std::optional<Saga> findFor(const Attempt &attempt);
    [[nodiscard]] Delivery deliveryOf(const Saga &saga);

    ServicePort m_port;
    SagaRunner &m_sagas;
    DeliveryStore &m_deliveries;
    AttemptStore &m_attempts;
    Progress &m_progress;
    Neighbour m_neighbour;
};

} // namespace curbside::deliveries
