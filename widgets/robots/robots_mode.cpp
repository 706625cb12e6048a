// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robots_mode.h"

#include "widgets/entities/status_words.h"
#include "widgets/panels/chip_list_panel.h"
#include "widgets/robots/robot_cards.h"
#include "widgets/robots/robot_columns.h"
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
    panel->sortBy(0, Qt::AscendingOrder);
    panel->addOtherLook(makeRobotCards(entities), Robots::tr("Cards"), Robots::tr("Table"));
    panel->setNoteText([&entities] {
        const auto &rows = entities.robots.rows();
        const auto driving = std::count_if(rows.begin(), rows.end(), isDriving);
        const auto needing = std::count_if(rows.begin(), rows.end(), needsHand);
        const QString note = Robots::tr("%1, %2 driving").arg(rows.size()).arg(driving);
        return needing == 0 ? note : Robots::tr("%1, %2 in need of a hand").arg(note).arg(needing);
    });
    return panel;
}

std::vector<ChipListPanel::Filter> lidFilters(const Entities &entities)
{
    const auto row = [&entities](int at) -> const LidEventRow & {
        return entities.lidEvents.rows()[static_cast<std::size_t>(at)];
    };
    return {
        {Robots::tr("All"), Robots::tr("Every move of a lid"), [](int) { return true; }},
        {Robots::tr("Unusual"), Robots::tr("Jammed, or opened away from any stop"),
         [=](int at) {
             const LidEventRow &event = row(at);
             return event.kind == u"Jammed" || event.actor == u"Unknown"
                 || (event.kind == u"Opened" && event.taskId.isEmpty());
         }},
    };
}

ModeView *makeRobots(Workbench &bench)
{
    auto *view = new ModeView(u"robots"_s);
    Entities &entities = bench.entities;
    ChipListPanel *robots = makeRobotsPanel(entities);
    auto *lids = new ChipListPanel({u"lid-events"_s, Robots::tr("Lid events"),
                                    Robots::tr("No lid has moved yet. It does when a robot is loaded or unloaded.")},
                                   entities.lidEvents, entities.feedOf(entities.lidEvents), lidFilters(entities));
    lids->sortBy(0, Qt::DescendingOrder);
    tieToSelection(*robots, EntityKind::Robot, bench.selection, bench.actions);
    QObject::connect(lids, &ListPanel::chosen, &bench.selection,
                     [&entities, &selection = bench.selection](const QString &key) {
                         if (const LidEventRow *event = entities.lidEvents.find(key))
                             selection.select({EntityKind::Robot, event->robotSerial});
                     });
    view->setArrangement({robots, lids}, [=](ModeView &mode) {
        mode.place(robots);
        mode.place(lids, robots, Qt::Horizontal);
        mode.resizeDocks({robots, lids}, {650, 410}, Qt::Horizontal);
    });
    return view;
}

} // namespace

Mode robotsMode()
{
    return {u"robots"_s, Robots::tr("Robots"), u"robots"_s, makeRobots};
}

} // namespace curbside
