// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tasks/task_columns.h"

#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

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

/// How long it has been there; of one that has ended, how long it took.
Cell ageCell(const TaskRow &row, qint64 now)
{
    constexpr qint64 minute = 60'000'000;
    const qint64 until = row.hasEnded() ? row.endedAt : now;
    Cell cell = textCell({});
    cell.sortKey = -row.createdAt;
    if (row.createdAt != 0 && until >= row.createdAt)
        cell.text = Columns::tr("%1 min").arg((until - row.createdAt) / minute);
    return cell;
}

} // namespace

std::vector<EntityColumn<TaskRow>> taskColumns(const Entities &entities, const PlatformLink &link)
{
    return {
        {{.title = Columns::tr("Task"), .width = 64, .isFigure = true, .key = u"task"_s},
         [](const TaskRow &row) { return numberCell(row.number); }},
        {{.title = Columns::tr("Type"), .width = 96, .key = u"type"_s},
         [](const TaskRow &row) { return textCell(taskTypeText(row.type)); }},
        {{.title = Columns::tr("Status"), .width = 104, .stretches = true, .key = u"status"_s}, statusWithReason},
        {{.title = Columns::tr("Delivery"), .width = 68, .isFigure = true, .key = u"delivery"_s},
         [&entities](const TaskRow &row) {
             const DeliveryRow *delivery = entities.deliveries.find(row.deliveryId);
             return delivery ? numberCell(delivery->number) : textCell({});
         }},
        {{.title = Columns::tr("Robot"), .width = 76, .givesWay = true, .key = u"robot"_s},
         [&entities](const TaskRow &row) {
             const QString name = entities.robotName(row.robotSerial);
             return textCell(name.isEmpty() ? row.robotSerial : name);
         }},
        {{.title = Columns::tr("Operator"), .width = 78, .givesWay = true, .key = u"operator"_s},
         [&entities](const TaskRow &row) { return textCell(entities.operatorName(row.operatorId)); }},
        {{.title = Columns::tr("Age"),
          .width = 60,
          .isRightAligned = true,
          .givesWay = true,
          .runs = true,
          .key = u"age"_s},
         [&link](const TaskRow &row) { return ageCell(row, link.status().now); }},
        {{.title = Columns::tr("Due"),
          .width = 80,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"due"_s,
          .isClock = true},
         [](const TaskRow &row) { return clockCell(row.dueAt); }},
    };
}

} // namespace curbside
