// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/filter_watch.h"
#include "widgets/entities/entities.h"

#include <QHash>
#include <QSet>

namespace curbside {

struct DeadLetterFact
{
    QString service;
    QString eventId;
    QString type;
    QString subject;
    QString reason;
    qint64 attempts = 0;
    qint64 since = 0;
};

struct StuckSagaFact
{
    QString id;
    QString type;
    QString subject; ///< the delivery's id
    QString step;
    qint64 since = 0;
};

/// A service that does not answer, or says of itself that it cannot go on as it should.
struct ServiceFact
{
    QString service;
    qint64 downSince = 0; ///< 0: it answers
    QString downReason;
    qint64 expiredConsumers = 0;
    qint64 waitingForDisk = 0;
    qint64 troubledSince = 0;
};

/// A consumer that has taken nothing of a publisher who goes on, or that waits with events it could not handle.
struct LagFact
{
    QString consumer;
    QString publisher;
    qint64 since = 0;
    qint64 events = 0; ///< that are known to wait
    bool isParked = false;
    QString reason; ///< of what is parked
};

struct DivergedFact
{
    QString deliveryId;
    QString field; ///< in the words of the platform, such as taskStatus
    QString owner; ///< the service whose fact it is
    QString copied;
    QString owned;
    qint64 since = 0; ///< of the owner's change
};

/// What the services say of themselves, as far as the lists do not show it.
struct PlatformFacts
{
    std::vector<DeadLetterFact> deadLetters;
    std::vector<StuckSagaFact> stuckSagas;
    std::vector<ServiceFact> services;
    std::vector<LagFact> lags;
    std::vector<DivergedFact> diverged;
    std::vector<MatchFact> matches;
};

/// What the rules look at, with what they look up most at hand. Lives for one evaluation.
class Situation
{
public:
    /// `openIds` are those of the alerts that are open: what is near its limit does not come and go.
    Situation(const Entities &things, const PlatformFacts &said, QSet<QString> openIds, bool isGrid, qint64 moment);

    const Entities &entities;
    const PlatformFacts &facts;
    const qint64 now;
    const QSet<QString> open;

    [[nodiscard]] const std::vector<const DeliveryRow *> &openDeliveries() const { return m_openDeliveries; }
    [[nodiscard]] const RobotRow *robotOf(const DeliveryRow &delivery) const;
    /// Ids of the deliveries that a robot has in hand.
    [[nodiscard]] QStringList deliveriesOf(const RobotRow &robot) const;
    /// The open task of that type on a robot; null when there is none.
    [[nodiscard]] const TaskRow *openTask(const QString &serial, const QString &type) const;
    /// When the robot's lid last moved; 0 when that is not known.
    [[nodiscard]] const LidEventRow *lastLidEvent(const QString &serial) const;
    /// How long a robot takes at the least from one place to the other, in microseconds.
    [[nodiscard]] qint64 leastWay(QPointF from, QPointF to) const;

private:
    double m_speed = 0;
    bool m_isGrid = false;
    std::vector<const DeliveryRow *> m_openDeliveries;
    QHash<QString, const RobotRow *> m_robotByName;
    QHash<QString, QStringList> m_deliveriesByRobot;
    QHash<QPair<QString, QString>, const TaskRow *> m_openTasks; // by serial and type
};

} // namespace curbside
