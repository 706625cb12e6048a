// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robots_mode.h"

#include "widgets/entities/status_words.h"
#include "widgets/robots/lid_events_panel.h"
#include "widgets/robots/robot_cards.h"
#include "widgets/robots/robot_columns.h"
#include "widgets/robots/robot_day.h"
#include "widgets/selection/list_selection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Robots
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Robots)
};

std::vector<ChipListPanel::Filter> robotFilters(const Entities &entities)
{
    const auto row = [&entities](int at) -> const RobotRow & {
        return entities.robots.rows()[static_cast<std::size_t>(at)];
    };
    return {
        {Robots::tr("All"), Robots::tr("Every robot"), [](int) { return true; }},
        {Robots::tr("Lid open"), Robots::tr("The lid is open"), [=](int at) { return row(at).lid == u"Open"; }},
        {Robots::tr("Jammed"), Robots::tr("The lid is jammed"), [=](int at) { return row(at).lid == u"Jammed"; }},
        {Robots::tr("Low battery"), Robots::tr("Below 20 %"),
         [=](int at) { return row(at).isSeen && row(at).battery < lowBattery; }},
        {Robots::tr("Offline"), Robots::tr("On duty, and not heard of"),
         [=](int at) { return row(at).isSeen && row(at).isOnDuty && !row(at).isOnline; }},
        {Robots::tr("Held"), Robots::tr("Held by a person"), [=](int at) { return row(at).isHeld; }},
        {Robots::tr("Free"), Robots::tr("On duty, and without a task"),
         [=](int at) { return row(at).isOnDuty && row(at).taskId.isEmpty(); }},
    };
}

ChipListPanel *makeRobotsPanel(Entities &entities)
{
    auto *panel = new ChipListPanel(
        {u"robots"_s, Robots::tr("Robots"), Robots::tr("No robots yet. They register when the world wakes up.")},
        entities.robots, entities.feedOf(entities.robots), robotFilters(entities));
    panel->filter().setPriority(
        [&entities](int row) { return needsHand(entities.robots.rows()[static_cast<std::size_t>(row)]) ? 0 : 1; });
    panel->sortBy(0, Qt::AscendingOrder);
    QListView *cards = makeRobotCards(entities);
    panel->addOtherLook(cards, Robots::tr("Cards"), Robots::tr("Table"));
    panel->setNoteText([&entities] {
        const auto &rows = entities.robots.rows();
        const auto driving = std::count_if(rows.begin(), rows.end(), isDriving);
        const auto needing = std::count_if(rows.begin(), rows.end(), needsHand);
        const QString note = Robots::tr("%1, %2 driving").arg(rows.size()).arg(driving);
        return needing == 0 ? note : Robots::tr("%1, %2 in need of a hand").arg(note).arg(needing);
    });
    return panel;
}

ModeView *makeRobots(Workbench &bench)
{
    auto *view = new ModeView(u"robots"_s);
    Entities &entities = bench.entities;
    ChipListPanel *robots = makeRobotsPanel(entities);
    auto *lids = new LidEventsPanel(bench.link, entities, bench.selection);
    auto *day = new RobotDay(bench.link, entities, bench.selection, bench.trip);
    tieToSelection(*robots, EntityKind::Robot, bench.selection, bench.actions);
    view->setArrangement({robots, lids, day}, [=](ModeView &mode) {
        mode.place(robots);
        mode.place(lids, robots, Qt::Horizontal);
        mode.place(day, lids, Qt::Vertical);
        mode.resizeDocks({robots, lids}, {600, 460}, Qt::Horizontal);
        mode.resizeDocks({lids, day}, {380, 400}, Qt::Vertical);
    });
    return view;
}

} // namespace

Mode robotsMode()
{
    return {u"robots"_s, Robots::tr("Robots"), u"robots"_s, makeRobots};
}

} // namespace curbside
