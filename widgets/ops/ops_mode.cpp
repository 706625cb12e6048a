// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ops/ops_mode.h"

#include "widgets/deliveries/deliveries_panel.h"
#include "widgets/map/map_panel.h"
#include "widgets/selection/list_selection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Ops
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Ops)
};

std::vector<ChipListPanel::Filter> taskFilters(const Entities &entities)
{
    const auto row = [&entities](int at) -> const TaskRow & {
        return entities.tasks.rows()[static_cast<std::size_t>(at)];
    };
    return {
        {Ops::tr("Open"), Ops::tr("Not ended"), [=](int at) { return !row(at).hasEnded(); }},
        {Ops::tr("For a person"), Ops::tr("Open calls for help"),
         [=](int at) { return !row(at).hasEnded() && row(at).type == u"Rescue"; }},
        {Ops::tr("Failed"), Ops::tr("Ended without success"), [=](int at) { return row(at).status == u"Failed"; }},
        {Ops::tr("All"), Ops::tr("Every task, also those that have ended"), [](int) { return true; }},
    };
}

ModeView *makeOps(Workbench &bench)
{
    auto *view = new ModeView(u"ops"_s);
    Entities &entities = bench.entities;
    ChipListPanel *deliveries = makeDeliveriesPanel(entities, bench.link);
    auto *tasks = new ChipListPanel(
        {u"tasks"_s, Ops::tr("Tasks"), Ops::tr("No tasks yet. Each planned trip brings a pickup and a drop-off.")},
        entities.tasks, entities.feedOf(entities.tasks), taskFilters(entities));
    tasks->sortBy(0, Qt::DescendingOrder);
    tieToSelection(*deliveries, EntityKind::Delivery, bench.selection, bench.actions);
    tieToSelection(*tasks, EntityKind::Task, bench.selection, bench.actions);
    auto *map = new MapPanel(bench.link, entities, bench.selection, bench.trip);
    view->setArrangement({deliveries, map, tasks}, [=](ModeView &mode) {
        mode.place(deliveries);
        mode.place(map, deliveries, Qt::Horizontal);
        mode.place(tasks, deliveries, Qt::Vertical);
        mode.resizeDocks({deliveries, map}, {560, 440}, Qt::Horizontal);
        mode.resizeDocks({deliveries, tasks}, {540, 230}, Qt::Vertical);
    });
    return view;
}

} // namespace

Mode opsMode()
{
    return {u"ops"_s, Ops::tr("Ops"), u"ops"_s, makeOps};
}

} // namespace curbside
