// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/events_mode.h"

#include "widgets/entities/entities.h"
#include "widgets/faults/faults_panel.h"
#include "widgets/selection/selection.h"
#include "widgets/topology/topology_panel.h"
#include "widgets/traffic/expert_panel.h"
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
    auto *traffic = new TrafficPanel(bench.link, bench.settings);
    auto *payload = new PayloadPanel;
    auto *expert = new ExpertPanel(bench.link);
    auto *topology = new TopologyPanel(bench.link);
    auto *faultDesk = new FaultDesk(bench.link, view);
    auto *faults = new FaultsPanel(*faultDesk);
    Entities &entities = bench.entities;
    Selection &selection = bench.selection;
    const auto isLed = std::make_shared<bool>(false); // the list follows the choice, and is not what is chosen by
    traffic->setNames([&entities](const QString &subject) { return entities.callName(subject); });
    QObject::connect(traffic, &TrafficPanel::entryChosen, payload, &PayloadPanel::show);
    QObject::connect(payload, &PayloadPanel::filterWished, traffic, &TrafficPanel::narrow);
    QObject::connect(payload, &PayloadPanel::columnWished, traffic, &TrafficPanel::addColumn);
    QObject::connect(expert, &ExpertPanel::filterWished, traffic, &TrafficPanel::showOnly);
    QObject::connect(traffic, &TrafficPanel::entryChosen, &selection, [&, isLed](const TrafficEntry *entry, quint64) {
        if (entry && !*isLed)
            selection.select(entities.refOf(QString::fromUtf8(entry->subject)));
    });
    const auto follow = [traffic, payload, &entities, &selection, isLed] {
        const EntityRef ref = selection.current();
        if (ref.kind != EntityKind::Event)
            return;
        *isLed = true;
        const bool isListed = traffic->showMessage(ref.key.toUtf8());
        *isLed = false;
        const KnownMessage *event = entities.messages.find(ref.key);
        if (!isListed && event && !event->data.isEmpty())
            payload->showPayload(event->type, event->data);
    };
    QObject::connect(&selection, &Selection::changed, payload, follow);
    QObject::connect(&entities.messages, &MessageBook::found, payload, [&selection, follow](const QString &id) {
        if (selection.current() == EntityRef{EntityKind::Event, id})
            follow();
    });
    follow();
    QObject::connect(topology, &TopologyPanel::filterWished, traffic, [traffic](const QString &filter, bool isOfCalls) {
        isOfCalls ? traffic->showOnlyOfAll(filter) : traffic->showOnly(filter);
        traffic->raise();
    });
    const auto selectEvent = [&](const QString &id) { selection.select({EntityKind::Event, id}); };
    QObject::connect(topology, &TopologyPanel::eventWished, &selection, selectEvent);
    QObject::connect(faults, &FaultsPanel::messageWished, &selection, selectEvent);
    QObject::connect(topology, &TopologyPanel::troubleWished, faults, &FaultsPanel::open);
    topology->setCutOff([faultDesk](const QByteArray &part) { return faultDesk->isCutOff(part); });
    view->setArrangement({traffic, topology, payload, expert, faults}, [=](ModeView &mode) {
        mode.place(traffic);
        mode.place(payload, traffic, Qt::Vertical);
        mode.place(expert, payload, Qt::Horizontal);
        mode.tabifyDockWidget(traffic, topology); // once all is beside it: what is split off a tab becomes a tab
        mode.tabifyDockWidget(expert, faults);
        topology->show();
        faults->show();
        mode.resizeDocks({traffic, payload}, {520, 240}, Qt::Vertical);
        mode.resizeDocks({payload, expert}, {400, 560}, Qt::Horizontal);
    });
    return view;
}

} // namespace

Mode eventsMode()
{
    return {u"events"_s, Events::tr("Events"), u"events"_s, makeEvents};
}

} // namespace curbside
