// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/progress.h"

#include "services/deliveries/events.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

constexpr qint64 numbersBefore = 1000; ///< people see D-1001 and A-1001 first

} // namespace

Progress::Progress(ServicePort port, DeliveryStore &deliveries, AttemptStore &attempts)
    : m_port(std::move(port)), m_deliveries(deliveries), m_attempts(attempts)
{}

Attempt Progress::create(Delivery &delivery, PlatformTime deadline)
{
    delivery.id = DeliveryId(m_port.newUuid());
    delivery.number = numbersBefore + m_port.nextNumber(u"delivery"_s);
    delivery.status = DeliveryStatus::Pending;
    Attempt attempt;
    attempt.id = AttemptId(m_port.newUuid());
    delivery.latestAttemptId = attempt.id;
    delivery.latestAttemptStatus = attempt.status;
    m_deliveries.insert(delivery, m_port.now());
    m_port.publish(deliveryStatusChanged(delivery, std::nullopt));
    insertAttempt(attempt, delivery);
    m_port.setTimer(noRobotTimer.toByteArray(), delivery.id.toString(), deadline);
    return attempt;
}

Attempt Progress::beginAttempt(Delivery &delivery, const QString &reason, PlatformTime deadline)
{
    Attempt attempt;
    attempt.id = AttemptId(m_port.newUuid());
    delivery.latestAttemptId = attempt.id;
    delivery.latestAttemptStatus = attempt.status;
    delivery.taskId.reset();
    delivery.taskStatus.clear();
    delivery.driverName.clear();
    delivery.robotLid.clear();
    delivery.demandId.clear();
    move(delivery, DeliveryStatus::Pending, reason);
    insertAttempt(attempt, delivery);
    m_port.setTimer(noRobotTimer.toByteArray(), delivery.id.toString(), deadline);
    return attempt;
}

void Progress::insertAttempt(Attempt &attempt, const Delivery &delivery)
{
    attempt.deliveryId = delivery.id;
    attempt.number = numbersBefore + m_port.nextNumber(u"attempt"_s);
    m_attempts.insert(attempt, m_port.now());
    m_port.publish(attemptStatusChanged(attempt, std::nullopt));
}

bool Progress::advance(Delivery &delivery, Attempt &attempt, const Proof &proof)
{
    if (attempt.isEnded() || delivery.latestAttemptId != attempt.id
        || !attemptMoves.allows(attempt.status, proof.attempt))
        return false;
    const AttemptStatus before = attempt.status;
    attempt.status = proof.attempt;
    if (attempt.status == AttemptStatus::Completed)
        attempt.endedAt = m_port.now();
    m_attempts.save(attempt, m_port.now());
    m_port.publish(attemptStatusChanged(attempt, before));
    delivery.latestAttemptStatus = attempt.status;
    if (attempt.isEnded())
        delivery.robotLid.clear();
    if (deliveryMoves.allows(delivery.status, proof.delivery))
        move(delivery, proof.delivery, {});
    else
        m_deliveries.save(delivery, m_port.now());
    return true;
}

bool Progress::endAttempt(Delivery &delivery, Attempt &attempt, AttemptStatus end, const QString &reason)
{
    if (!attemptMoves.allows(attempt.status, end))
        return false;
    const AttemptStatus before = attempt.status;
    attempt.status = end;
    attempt.endedAt = m_port.now();
    if (!reason.isEmpty())
        attempt.failureReason = reason;
    m_attempts.save(attempt, m_port.now());
    m_port.publish(attemptStatusChanged(attempt, before));
    if (delivery.latestAttemptId == attempt.id) {
        delivery.latestAttemptStatus = attempt.status;
        delivery.robotLid.clear();
        m_deliveries.save(delivery, m_port.now());
    }
    return true;
}

bool Progress::turnBack(Delivery &delivery, const QString &reason)
{
    if (!deliveryMoves.allows(delivery.status, DeliveryStatus::Returning))
        return false;
    move(delivery, DeliveryStatus::Returning, reason);
    return true;
}

bool Progress::endDelivery(Delivery &delivery, DeliveryStatus end, const QString &reason)
{
    if (!deliveryMoves.allows(delivery.status, end))
        return false;
    move(delivery, end, reason);
    return true;
}

void Progress::move(Delivery &delivery, DeliveryStatus to, const QString &reason)
{
    const DeliveryStatus before = delivery.status;
    delivery.status = to;
    m_deliveries.save(delivery, m_port.now());
    m_port.publish(deliveryStatusChanged(delivery, before, reason));
    if (before == DeliveryStatus::Pending)
        m_port.cancelTimer(noRobotTimer.toByteArray(), delivery.id.toString());
}

} // namespace curbside::deliveries
