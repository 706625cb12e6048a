// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robots_mode.h"

#include "widgets/panels/list_panel.h"
#include "widgets/robots/robot_columns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Robots
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Robots)
};

ModeView *makeRobots(Workbench &bench)
{
    auto *view = new ModeView(u"robots"_s);
    Entities &entities = bench.entities;
    auto *robots = new ListPanel(
        {u"robots"_s, Robots::tr("Robots"), Robots::tr("No robots yet. They register when the world wakes up.")},
        entities.robots, entities.feedOf(entities.robots));
    robots->sortBy(0, Qt::AscendingOrder);
    auto *lids = new ListPanel({u"lid-events"_s, Robots::tr("Lid events"),
                                Robots::tr("No lid has moved yet. It does when a robot is loaded or unloaded.")},
                               entities.lidEvents, entities.feedOf(entities.lidEvents));
    lids->sortBy(0, Qt::DescendingOrder);
    view->setArrangement([=](ModeView &mode) {
        mode.place(robots);
        mode.place(lids, robots, Qt::Horizontal);
        mode.resizeDocks({robots, lids}, {720, 480}, Qt::Horizontal);
    });
    return view;
}

} // namespace

Mode robotsMode()
{
    return {u"robots"_s, Robots::tr("Robots"), u"robots"_s, makeRobots};
}

} // namespace curbside
