// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/situation.h"

#include "widgets/alerts/alert_thresholds.h"

#include <cmath>

namespace curbside {

Situation::Situation(const Entities &things, const PlatformFacts &said, QSet<QString> openIds, bool isGrid,
                     qint64 moment)
    : entities(things), facts(said), now(moment), open(std::move(openIds)), m_isGrid(isGrid)
{
    for (const RobotRow &robot : entities.robots.rows()) {
        m_robotByName.insert(robot.name, &robot);
        m_speed = std::max(m_speed, robot.speed);
    }
    if (m_speed <= 0)
        m_speed = thresholds::usualSpeed;
    for (const DeliveryRow &delivery : entities.deliveries.rows()) {
        if (delivery.hasEnded())
            continue;
        m_openDeliveries.push_back(&delivery);
        if (!delivery.driverName.isEmpty())
            m_deliveriesByRobot[delivery.driverName].append(delivery.id);
    }
    for (const TaskRow &task : entities.tasks.rows()) {
        if (!task.hasEnded())
            m_openTasks.insert({task.robotSerial, task.type}, &task);
    }
}

const RobotRow *Situation::robotOf(const DeliveryRow &delivery) const
{
    return m_robotByName.value(delivery.driverName, nullptr);
}

QStringList Situation::deliveriesOf(const RobotRow &robot) const
{
    return m_deliveriesByRobot.value(robot.name);
}

const TaskRow *Situation::openTask(const QString &serial, const QString &type) const
{
    return m_openTasks.value({serial, type}, nullptr);
}

const LidEventRow *Situation::lastLidEvent(const QString &serial) const
{
    const auto &rows = entities.lidEvents.rows();
    const LidEventRow *last = nullptr;
    for (const LidEventRow &row : rows) {
        if (row.robotSerial == serial && (!last || row.at >= last->at))
            last = &row;
    }
    return last;
}

qint64 Situation::leastWay(QPointF from, QPointF to) const
{
    const QPointF way = to - from;
    const double metres = m_isGrid ? way.manhattanLength() : std::hypot(way.x(), way.y());
    return qint64(metres / m_speed * double(thresholds::second));
}

} // namespace curbside
