// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robot_columns.h"

#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Columns
{
    Q_DECLARE_TR_FUNCTIONS(curbside::RobotColumns)
};

} // namespace

QString actorText(const QString &actor)
{
    static const QHash<QString, QString> words{{u"Merchant"_s, Columns::tr("Merchant")},
                                               {u"Customer"_s, Columns::tr("Customer")},
                                               {u"Operator"_s, Columns::tr("Operator")},
                                               {u"Unknown"_s, Columns::tr("Unknown")}};
    return words.value(actor, actor);
}

bool isDriving(const RobotRow &robot)
{
    return robot.isSeen && robot.speed > 0;
}

bool needsHand(const RobotRow &robot)
{
    const bool isOpenOnTheWay = robot.lid == u"Open" && robot.speed > 0;
    return robot.isSeen && robot.isOnDuty
        && (robot.lid == u"Jammed" || isOpenOnTheWay || !robot.isOnline || robot.battery < lowBattery);
}

QString errandText(const RobotRow &robot, const Entities &entities)
{
    const TaskRow *task = entities.tasks.find(robot.taskId);
    if (!task)
        return isDriving(robot) ? Columns::tr("Driving") : robot.isOnDuty ? Columns::tr("Free") : QString();
    const DeliveryRow *delivery = entities.deliveries.find(task->deliveryId);
    const QString type = taskTypeText(task->type);
    if (!delivery)
        return type;
    const bool isPickup = task->type == u"Pickup";
    const QString merchant = entities.merchantName(delivery->merchantId);
    const QString where = isPickup && !merchant.isEmpty()
        ? merchant
        : entities.addressAt(isPickup ? delivery->pickup : delivery->dropoff);
    return Columns::tr("%1 %2, %3").arg(type, delivery->number, where);
}

std::vector<EntityColumn<RobotRow>> robotColumns(const Entities &entities)
{
    return {
        {{.title = Columns::tr("Robot"), .width = 96, .key = u"robot"_s},
         [](const RobotRow &row) { return textCell(row.name); }},
        {{.title = Columns::tr("Serial"), .width = 78, .isFigure = true, .givesWay = true, .key = u"serial"_s},
         [](const RobotRow &row) { return textCell(row.serial); }},
        {{.title = Columns::tr("Lid"), .width = 98, .key = u"lid"_s},
         [](const RobotRow &row) { return lidCell(row.lid); }},
        {{.title = Columns::tr("Battery"), .width = 84, .isFigure = true, .isRightAligned = true, .key = u"battery"_s},
         batteryCell},
        {{.title = Columns::tr("Link"), .width = 84, .givesWay = true, .key = u"link"_s}, linkCell},
        {{.title = Columns::tr("Service"), .width = 116, .key = u"service"_s}, serviceCell},
        {{.title = Columns::tr("Errand"), .width = 180, .stretches = true, .key = u"errand"_s},
         [&entities](const RobotRow &row) { return textCell(errandText(row, entities)); }},
        {{.title = Columns::tr("Place"), .width = 120, .givesWay = true, .key = u"place"_s},
         [&entities](const RobotRow &row) { return textCell(row.isSeen ? entities.addressAt(row.place) : QString()); }},
    };
}

std::vector<EntityColumn<LidEventRow>> lidEventColumns(const Entities &entities)
{
    return {
        {{.title = Columns::tr("Time"), .width = 76, .isFigure = true, .key = u"time"_s, .isClock = true},
         [](const LidEventRow &row) { return clockCell(row.at); }},
        {{.title = Columns::tr("Robot"), .width = 76, .key = u"robot"_s},
         [&entities](const LidEventRow &row) {
             const QString name = entities.robotName(row.robotSerial);
             return textCell(name.isEmpty() ? row.robotSerial : name);
         }},
        {{.title = Columns::tr("Lid"), .width = 96, .stretches = true, .key = u"lid"_s}, lidEventCell},
        {{.title = Columns::tr("Actor"), .width = 84, .givesWay = true, .key = u"actor"_s},
         [](const LidEventRow &row) { return textCell(actorText(row.actor)); }},
        {{.title = Columns::tr("Task"), .width = 72, .isFigure = true, .givesWay = true, .key = u"task"_s},
         [&entities](const LidEventRow &row) {
             const TaskRow *task = entities.tasks.find(row.taskId);
             return task ? numberCell(task->number) : textCell({});
         }},
    };
}

} // namespace curbside
