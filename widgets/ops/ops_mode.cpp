// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ops/ops_mode.h"

#include "widgets/deliveries/deliveries_panel.h"
#include "widgets/map/map_panel.h"
#include "widgets/selection/list_selection.h"
#include "widgets/tasks/operators_panel.h"
#include "widgets/tasks/tasks_panel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Ops
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Ops)
};

ModeView *makeOps(Workbench &bench)
{
    auto *view = new ModeView(u"ops"_s);
    Entities &entities = bench.entities;
    ChipListPanel *deliveries = makeDeliveriesPanel(entities, bench.link, bench.settings);
    auto *tasks = new TasksPanel(bench);
    ListPanel *operators = makeOperatorsPanel(bench, *tasks);
    tieToSelection(*deliveries, EntityKind::Delivery, bench.selection, bench.actions);
    tieToSelection(*tasks, EntityKind::Task, bench.selection, bench.actions);
    auto *map = new MapPanel(bench.link, entities, bench.selection, bench.trip, bench.actions);
    view->setArrangement({deliveries, map, tasks, operators}, [=](ModeView &mode) {
        mode.place(deliveries);
        mode.place(map, deliveries, Qt::Horizontal);
        mode.place(tasks, deliveries, Qt::Vertical);
        mode.place(operators, map, Qt::Vertical);
        mode.resizeDocks({deliveries, map}, {560, 440}, Qt::Horizontal);
        mode.resizeDocks({deliveries, tasks}, {500, 270}, Qt::Vertical);
        mode.resizeDocks({map, operators}, {570, 200}, Qt::Vertical);
    });
    return view;
}

} // namespace

Mode opsMode()
{
    return {u"ops"_s, Ops::tr("Ops"), u"ops"_s, makeOps};
}

} // namespace curbside
