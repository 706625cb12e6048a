// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_panel.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/robots/robot_columns.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"

#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

MapPanel::MapPanel(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
                   EntityActions &actions, QWidget *parent)
    : Panel(u"map"_s, tr("Map"), parent), m_entities(entities), m_view(new MapView(link, entities, selection, trip)),
      m_legend(addButton(u"legend"_s, tr("Show the legend of the map"), tr("What the marks mean (L on the map)"))),
      m_follow(new QToolButton)
{
    QToolButton *all = addButton(u"fit"_s, tr("Show the whole map"), tr("Show the whole town (Home on the map)"));
    m_follow->setText(tr("Follow"));
    m_follow->setFocusPolicy(Qt::StrongFocus);
    addControl(m_follow);
    m_legend->setCheckable(true);
    m_follow->setCheckable(true);
    body()->addWidget(m_view, 1);
    connect(all, &QToolButton::clicked, m_view, &MapView::showAll);
    connect(m_follow, &QToolButton::toggled, m_view, &MapView::setFollowing);
    connect(m_view, &MapView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_legend, &QToolButton::clicked, m_view, &MapView::setLegendShown);
    connect(m_view, &MapView::legendShown, m_legend, &QToolButton::setChecked);
    connect(m_view, &MapView::chosenRobotChanged, this, &MapPanel::showFollow);
    connect(m_view, &MapView::menuOpening, &actions, [&actions](QMenu &menu) {
        for (QAction *action : actions.possible())
            menu.addAction(action);
    });
    connect(&entities.feedOf(entities.robots), &EntityFeed::read, this, &MapPanel::showNumbers);
    showNumbers();
    showFollow();
}

QToolButton *MapPanel::addButton(const QString &icon, const QString &name, const QString &tip)
{
    auto *button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setProperty("role", u"quiet"_s);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    addControl(button);
    return button;
}

void MapPanel::showNumbers()
{
    const auto &rows = m_entities.robots.rows();
    const auto driving = std::count_if(rows.begin(), rows.end(), isDriving);
    const EntityFeed &feed = m_entities.feedOf(m_entities.robots);
    setNote(feed.noteOn(rows.size() == 1 ? tr("1 robot, %1 driving").arg(driving)
                                         : tr("%1 robots, %2 driving").arg(rows.size()).arg(driving)),
            feed.failure());
}

void MapPanel::showFollow()
{
    const RobotRow *robot = m_entities.robots.find(m_view->chosenRobot());
    const bool canFollow = robot && robot->isSeen;
    if (m_follow->isEnabled() != canFollow)
        m_follow->setEnabled(canFollow);
    const QString name = canFollow ? visibleText(robot->name) : QString();
    m_follow->setAccessibleName(canFollow ? tr("Follow %1").arg(name) : tr("Follow the chosen robot"));
    m_follow->setToolTip(asToolTip(canFollow ? tr("Keep %1 in the middle of the map (F on the map)").arg(name)
                                             : tr("Choose a robot, or a delivery that has one, to follow it")));
}

} // namespace curbside
