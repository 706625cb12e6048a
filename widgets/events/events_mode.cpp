// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/events_mode.h"

#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"
#include "widgets/traffic/traffic_panel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Events
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Events)
};

ModeView *makeEvents(Workbench &bench)
{
    auto *view = new ModeView(u"events"_s);
    auto *traffic = new TrafficPanel(bench.link);
    auto *payload = new PayloadPanel;
    Entities &entities = bench.entities;
    Selection &selection = bench.selection;
    traffic->setNames([&entities](const QString &subject) { return entities.callName(subject); });
    QObject::connect(traffic, &TrafficPanel::entryChosen, payload, &PayloadPanel::show);
    QObject::connect(traffic, &TrafficPanel::entryChosen, &selection, [&](const TrafficEntry *entry) {
        if (entry)
            selection.select(entities.refOf(QString::fromUtf8(entry->subject)));
    });
    view->setArrangement({traffic, payload}, [=](ModeView &mode) {
        mode.place(traffic);
        mode.place(payload, traffic, Qt::Vertical);
        mode.resizeDocks({traffic, payload}, {520, 240}, Qt::Vertical);
    });
    return view;
}

} // namespace

Mode eventsMode()
{
    return {u"events"_s, Events::tr("Events"), u"events"_s, makeEvents};
}

} // namespace curbside
