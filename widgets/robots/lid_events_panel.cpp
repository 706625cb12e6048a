// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/lid_events_panel.h"

#include "widgets/robots/lid_spans.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::vector<ChipListPanel::Filter> lidFilters(const Entities &entities)
{
    const auto row = [&entities](int at) -> const LidEventRow & {
        return entities.lidEvents.rows()[static_cast<std::size_t>(at)];
    };
    return {
        {LidEventsPanel::tr("All"), LidEventsPanel::tr("Every move of a lid"), [](int) { return true; }},
        {LidEventsPanel::tr("Unusual"), LidEventsPanel::tr("Jammed, or opened away from any stop"),
         [=](int at) { return row(at).kind == u"Jammed" || row(at).actor == u"Unknown" || isOpenedAway(row(at)); }},
    };
}

} // namespace

LidEventsPanel::LidEventsPanel(const PlatformLink &link, Entities &entities, Selection &selection)
    : ChipListPanel(
          {u"lid-events"_s, tr("Lid events"), tr("No lid has moved yet. It does when a robot is loaded or unloaded.")},
          entities.lidEvents, entities.feedOf(entities.lidEvents), lidFilters(entities)),
      m_strip(new LidStrip(link, entities, selection))
{
    sortBy(0, Qt::DescendingOrder);
    addBar(m_strip);
    const auto select = [&entities, &selection](const QString &key) {
        if (const LidEventRow *event = entities.lidEvents.find(key))
            selection.select({EntityKind::Robot, event->robotSerial});
    };
    connect(this, &ListPanel::chosen, &selection, select);
    connect(&view(), &QAbstractItemView::clicked, &selection, // also the row that was chosen before another robot was
            [select](const QModelIndex &index) { select(index.data(KeyRole).toString()); });
}

} // namespace curbside
