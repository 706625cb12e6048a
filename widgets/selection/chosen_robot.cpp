// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/chosen_robot.h"

namespace curbside {

QString robotMeantBy(const EntityRef &ref, const Entities &entities)
{
    if (ref.kind == EntityKind::Robot)
        return ref.key;
    if (ref.kind == EntityKind::Task) {
        const TaskRow *task = entities.tasks.find(ref.key);
        return task && !task->hasEnded() ? task->robotSerial : QString();
    }
    const DeliveryRow *delivery = ref.kind == EntityKind::Delivery ? entities.deliveries.find(ref.key) : nullptr;
    const RobotRow *robot = delivery && !delivery->hasEnded() ? entities.robotNamed(delivery->driverName) : nullptr;
    return robot ? robot->serial : QString();
}

QString chosenRobot(const Selection &selection, const Entities &entities)
{
    return robotMeantBy(selection.current(), entities);
}

} // namespace curbside
