// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_panel.h"

#include "widgets/robots/robot_columns.h"

#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

MapPanel::MapPanel(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
                   QWidget *parent)
    : Panel(u"map"_s, tr("Map"), parent), m_entities(entities), m_view(new MapView(link, entities, selection, trip)),
      m_follow(new QToolButton)
{
    m_follow->setText(tr("Follow"));
    m_follow->setAccessibleName(tr("Follow the chosen robot"));
    m_follow->setToolTip(tr("Keep the chosen robot in the middle of the map"));
    m_follow->setCheckable(true);
    m_follow->setFocusPolicy(Qt::StrongFocus);
    auto *all = new QToolButton;
    all->setText(tr("Show all"));
    all->setAccessibleName(tr("Show the whole map"));
    all->setToolTip(tr("Show the whole town (Home, when the map has the focus)"));
    all->setFocusPolicy(Qt::StrongFocus);
    addControl(all);
    addControl(m_follow);
    body()->addWidget(m_view, 1);
    connect(all, &QToolButton::clicked, m_view, &MapView::showAll);
    connect(m_follow, &QToolButton::toggled, m_view, &MapView::setFollowing);
    connect(m_view, &MapView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(&entities.feedOf(entities.robots), &EntityFeed::read, this, &MapPanel::showNumbers);
    showNumbers();
}

void MapPanel::showNumbers()
{
    const auto &rows = m_entities.robots.rows();
    const auto driving = std::count_if(rows.begin(), rows.end(), isDriving);
    setNote(tr("%1 robots, %2 driving").arg(rows.size()).arg(driving));
}

} // namespace curbside
