// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tasks/operators_panel.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/entities/status_words.h"
#include "widgets/tasks/tasks_panel.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Operators
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Operators)
};

constexpr int countLoadsEveryMs = 200;

struct OperatorLoad
{
    int open = 0;
    int calls = 0; ///< of them, for help
    qint64 oldest = 0; ///< when the first of them came
};
using OperatorLoads = QHash<QString, OperatorLoad>; // by operator

OperatorLoads loadsOf(const Entities &entities)
{
    OperatorLoads loads;
    for (const TaskRow &task : entities.tasks.rows()) {
        if (task.hasEnded() || task.operatorId.isEmpty())
            continue;
        OperatorLoad &load = loads[task.operatorId];
        ++load.open;
        load.calls += task.type == u"Rescue" ? 1 : 0;
        load.oldest = load.oldest == 0 ? task.createdAt : std::min(load.oldest, task.createdAt);
    }
    return loads;
}

Cell loadCell(int count)
{
    Cell cell;
    cell.text = count == 0 ? u"–"_s : QString::number(count);
    cell.sortKey = count;
    return cell;
}

std::vector<EntityColumn<OperatorRow>> operatorColumns(const std::shared_ptr<OperatorLoads> &loads)
{
    return {
        {{.title = Operators::tr("Operator"), .width = 120, .stretches = true, .key = u"operator"_s},
         [](const OperatorRow &row) { return textCell(row.name); }},
        {{.title = Operators::tr("Shift"), .width = 96, .givesWay = true, .key = u"shift"_s},
         [](const OperatorRow &row) {
             return row.isOnShift ? Cell{Operators::tr("On shift"), Tone::Good, Mark::Check, {}, {}}
                                  : Cell{Operators::tr("Off shift"), Tone::Idle, Mark::Dotted, {}, {}};
         }},
        {{.title = Operators::tr("Open tasks"),
          .width = 90,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"openTasks"_s},
         [loads](const OperatorRow &row) { return loadCell(loads->value(row.id).open); }},
        {{.title = Operators::tr("For help"),
          .width = 76,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"forHelp"_s},
         [loads](const OperatorRow &row) { return loadCell(loads->value(row.id).calls); }},
        {{.title = Operators::tr("Oldest"),
          .width = 80,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"oldest"_s,
          .isClock = true},
         [loads](const OperatorRow &row) { return clockCell(loads->value(row.id).oldest); }},
    };
}

void keepCounted(ListPanel &panel, Entities &entities, const std::shared_ptr<OperatorLoads> &loads)
{
    auto *timer = new QTimer(&panel);
    timer->setSingleShot(true);
    timer->setInterval(countLoadsEveryMs);
    QObject::connect(timer, &QTimer::timeout, &panel, [&entities, loads] {
        *loads = loadsOf(entities);
        entities.operators.refreshAll();
    });
    const auto soon = [timer] {
        if (!timer->isActive())
            timer->start();
    };
    QObject::connect(&entities.tasks, &QAbstractItemModel::dataChanged, &panel, soon);
    QObject::connect(&entities.tasks, &QAbstractItemModel::rowsInserted, &panel, soon);
}

} // namespace

ListPanel *makeOperatorsPanel(Workbench &bench, TasksPanel &tasks)
{
    Entities &entities = bench.entities;
    const auto loads = std::make_shared<OperatorLoads>(loadsOf(entities));
    entities.operators.setColumns(operatorColumns(loads));
    auto *panel = new ListPanel({u"operators"_s, Operators::tr("Operators"),
                                 Operators::tr("No operators yet. They register when the world wakes up.")},
                                entities.operators, entities.feedOf(entities.operators));
    panel->sortBy(0, Qt::AscendingOrder);
    panel->view().setToolTip(Operators::tr("Drag tasks onto a person, or a person onto a task, to assign them"));
    keepCounted(*panel, entities, loads);
    entities.operators.setDragAndDrop(QString::fromLatin1(operatorsMimeType), QString::fromLatin1(tasksMimeType));
    panel->view().setDragDropMode(QAbstractItemView::DragDrop);
    panel->view().setSelectionMode(QAbstractItemView::SingleSelection);
    QObject::connect(
        &entities.operators, &EntityTable::keysDropped, panel,
        [&bench](const QString &person, const QStringList &dropped) { bench.actions.assign(dropped, person); });
    QObject::connect(panel, &ListPanel::activated, &tasks, &TasksPanel::showTasksOf);
    return panel;
}

} // namespace curbside
