// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ops/ops_mode.h"

#include "widgets/deliveries/delivery_columns.h"
#include "widgets/panels/list_panel.h"
#include "widgets/tasks/task_columns.h"

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
    auto *deliveries = new ListPanel(
        {u"deliveries"_s, Ops::tr("Deliveries"), Ops::tr("No deliveries yet. They appear as partners place orders.")},
        entities.deliveries, entities.feedOf(entities.deliveries));
    deliveries->sortBy(DeliveryNumber, Qt::DescendingOrder);
    auto *tasks = new ListPanel(
        {u"tasks"_s, Ops::tr("Tasks"), Ops::tr("No tasks yet. Each planned trip brings a pickup and a drop-off.")},
        entities.tasks, entities.feedOf(entities.tasks));
    tasks->sortBy(0, Qt::DescendingOrder);
    view->setArrangement([=](ModeView &mode) {
        mode.place(deliveries);
        mode.place(tasks, deliveries, Qt::Horizontal);
        mode.resizeDocks({deliveries, tasks}, {560, 520}, Qt::Horizontal);
    });
    return view;
}

} // namespace

Mode opsMode()
{
    return {u"ops"_s, Ops::tr("Ops"), u"ops"_s, makeOps};
}

} // namespace curbside
