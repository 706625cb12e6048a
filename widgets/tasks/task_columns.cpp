// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tasks/task_columns.h"

#include "widgets/entities/status_words.h"

#include <QCoreApplication>

namespace curbside {

namespace {

/// Translations of this file.
class Columns
{
    Q_DECLARE_TR_FUNCTIONS(curbside::TaskColumns)
};

Cell statusWithReason(const TaskRow &row)
{
    Cell cell = taskStatusCell(row.status);
    if (!row.failureReason.isEmpty())
        cell.text = Columns::tr("%1, %2").arg(cell.text, reasonText(row.failureReason));
    return cell;
}

} // namespace

std::vector<EntityColumn<TaskRow>> taskColumns(const Entities &entities)
{
    return {
        {{.title = Columns::tr("Task"), .width = 76, .isFigure = true},
         [](const TaskRow &row) { return numberCell(row.number); }},
        {{.title = Columns::tr("Type"), .width = 96},
         [](const TaskRow &row) { return textCell(taskTypeText(row.type)); }},
        {{.title = Columns::tr("Status"), .width = 130, .stretches = true}, statusWithReason},
        {{.title = Columns::tr("Delivery"), .width = 80, .isFigure = true},
         [&entities](const TaskRow &row) {
             const DeliveryRow *delivery = entities.deliveries.find(row.deliveryId);
             return delivery ? numberCell(delivery->number) : textCell({});
         }},
        {{.title = Columns::tr("Robot"), .width = 92, .givesWay = true},
         [&entities](const TaskRow &row) {
             const QString name = entities.robotName(row.robotSerial);
             return textCell(name.isEmpty() ? row.robotSerial : name);
         }},
        {{.title = Columns::tr("Due"), .width = 80, .isFigure = true, .isRightAligned = true, .givesWay = true},
         [](const TaskRow &row) { return clockCell(row.dueAt); }},
    };
}

} // namespace curbside
