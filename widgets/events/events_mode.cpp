// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/events_mode.h"

#include "widgets/alerts/alerts.h"
#include "widgets/breakpoints/breakpoint_desk.h"
#include "widgets/breakpoints/breakpoints_panel.h"
#include "widgets/entities/entities.h"
#include "widgets/events/event_actions.h"
#include "widgets/faults/faults_panel.h"
#include "widgets/flows/causes_panel.h"
#include "widgets/flows/sequence_panel.h"
#include "widgets/letters/letters_panel.h"
#include "widgets/lifeline/life_line_panel.h"
#include "widgets/publish/publish_panel.h"
#include "widgets/selection/selection.h"
#include "widgets/topology/topology_panel.h"
#include "widgets/traffic/entry_record.h"
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

void chooseEvent(Workbench &bench, const QString &id)
{
    bench.entities.messages.ask(id);
    bench.selection.select({EntityKind::Event, id});
}

/// Follows what is chosen in the list, and leads from there to other events and to rows.
LifeLinePanel *makeLifeLine(Workbench &bench, TrafficPanel &traffic)
{
    auto *lifeLine =
        new LifeLinePanel(bench.link, [&traffic](const QByteArray &id) { return traffic.model().entriesOf(id); });
    QObject::connect(&traffic, &TrafficPanel::entryChosen, lifeLine, [lifeLine](const TrafficEntry *entry, quint64) {
        if (entry && !entry->payload.isEmpty())
            lifeLine->showEventOf(QString::fromUtf8(entry->messageId),
                                  isAboutEvent(entry->kind) && entry->kind != JournalKind::Published
                                      ? QString::fromUtf8(entry->service)
                                      : QString());
    });
    QObject::connect(lifeLine, &LifeLinePanel::eventChosen, &bench.selection,
                     [&bench](const QString &id) { chooseEvent(bench, id); });
    QObject::connect(lifeLine, &LifeLinePanel::rowChosen, &bench.selection, [&bench](const RowRef &row) {
        if (bench.rowDesk)
            bench.rowDesk->open(row);
    });
    return lifeLine;
}

LettersPanel *makeLetters(Workbench &bench, const LifeLinePanel &lifeLine)
{
    auto *letters = new LettersPanel(bench);
    QObject::connect(letters, &LettersPanel::eventChosen, &bench.selection,
                     [&bench](const QString &id) { chooseEvent(bench, id); });
    QObject::connect(&lifeLine, &LifeLinePanel::letterChosen, letters,
                     [letters](const QString &consumer, const QString &id) {
                         letters->raise();
                         letters->choose(consumer + u' ' + id);
                     });
    return letters;
}

FlowDesk *makeFlows(Workbench &bench, const TrafficPanel &traffic)
{
    Entities &entities = bench.entities;
    auto *flows = new FlowDesk(bench.link, bench.selection);
    flows->setThings([&entities](const QString &subject) { return entities.callName(subject); },
                     [&entities](const QString &key) { return entities.refOf(key); });
    QObject::connect(&traffic, &TrafficPanel::entryChosen, flows, &FlowDesk::showEntry);
    return flows;
}

BreakpointsPanel *makeBreakpoints(Workbench &bench, TrafficPanel &traffic)
{
    bench.breakpoints->setVocabulary(&traffic.vocabulary());
    auto *breakpoints = new BreakpointsPanel(*bench.breakpoints);
    connectBreakpoints(bench, traffic, *breakpoints);
    return breakpoints;
}

PublishPanel *makePublishing(Workbench &bench, TrafficPanel &traffic)
{
    auto *publishing = new PublishPanel(bench.link);
    connectPublishing(bench, traffic, *publishing);
    return publishing;
}

TopologyPanel *makeTopology(Workbench &bench, TrafficPanel &traffic, FaultDesk &desk, FaultsPanel &faults)
{
    auto *topology = new TopologyPanel(bench.link);
    topology->setCutOff([&desk](const QByteArray &part) { return desk.isCutOff(part); });
    QObject::connect(topology, &TopologyPanel::filterWished, &traffic,
                     [&traffic](const QString &filter, bool isOfCalls) {
                         isOfCalls ? traffic.showOnlyOfAll(filter) : traffic.showOnly(filter);
                         traffic.raise();
                     });
    const auto selectEvent = [&bench](const QString &id) { bench.selection.select({EntityKind::Event, id}); };
    QObject::connect(topology, &TopologyPanel::eventWished, &bench.selection, selectEvent);
    QObject::connect(&faults, &FaultsPanel::messageWished, &bench.selection, selectEvent);
    QObject::connect(topology, &TopologyPanel::troubleWished, &faults, &FaultsPanel::open);
    return topology;
}

/// The list and what stands beside it follow the window's choice, and the choice follows the list.
void connectChoice(Workbench &bench, TrafficPanel *traffic, PayloadPanel *payload, LifeLinePanel *lifeLine)
{
    Entities &entities = bench.entities;
    Selection &selection = bench.selection;
    const auto isLed = std::make_shared<bool>(false); // the list follows the choice, and is not what is chosen by
    QObject::connect(traffic, &TrafficPanel::entryChosen, payload, &PayloadPanel::show);
    QObject::connect(traffic, &TrafficPanel::entryChosen, &selection, [&, isLed](const TrafficEntry *entry, quint64) {
        if (entry && !*isLed)
            selection.select(entities.refOfEvent(QString::fromUtf8(entry->subject), entry->payload));
    });
    const auto follow = [traffic, payload, lifeLine, &entities, &selection, isLed] {
        const EntityRef ref = selection.current();
        if (ref.kind != EntityKind::Event)
            return;
        *isLed = true;
        const bool isListed = traffic->showMessage(ref.key.toUtf8());
        *isLed = false;
        const KnownMessage *event = entities.messages.find(ref.key);
        if (!isListed && event && !event->data.isEmpty())
            payload->showPayload(event->type, event->data);
        lifeLine->showEventOf(ref.key);
    };
    QObject::connect(&selection, &Selection::changed, payload, follow);
    QObject::connect(&entities.messages, &MessageBook::found, payload, [&selection, follow](const QString &id) {
        if (selection.current() == EntityRef{EntityKind::Event, id})
            follow();
    });
    follow();
}

ModeView *makeEvents(Workbench &bench)
{
    auto *view = new ModeView(u"events"_s);
    auto *traffic = new TrafficPanel(bench.link, bench.settings);
    auto *payload = new PayloadPanel;
    auto *expert = new ExpertPanel(bench.link);
    Entities &entities = bench.entities;
    traffic->setNames([&entities](const QString &subject) { return entities.callName(subject); });
    QObject::connect(payload, &PayloadPanel::filterWished, traffic, &TrafficPanel::narrow);
    QObject::connect(payload, &PayloadPanel::columnWished, traffic, &TrafficPanel::addColumn);
    QObject::connect(expert, &ExpertPanel::filterWished, traffic, &TrafficPanel::showOnly);
    if (bench.alerts)
        QObject::connect(traffic, &TrafficPanel::rulesChanged, bench.alerts, &Alerts::watchFor);
    FlowDesk *flows = makeFlows(bench, *traffic);
    LifeLinePanel *lifeLine = makeLifeLine(bench, *traffic);
    auto *faultDesk = new FaultDesk(bench.link, view);
    auto *faults = new FaultsPanel(*faultDesk);
    const std::vector<Panel *> top{traffic, new SequencePanel(*flows), new CausesPanel(*flows),
                                   makeTopology(bench, *traffic, *faultDesk, *faults)};
    const std::vector<Panel *> left{payload, lifeLine};
    const std::vector<Panel *> right{expert, makeLetters(bench, *lifeLine), makeBreakpoints(bench, *traffic),
                                     makePublishing(bench, *traffic), faults};
    connectChoice(bench, traffic, payload, lifeLine);
    std::vector<Panel *> all = top;
    all.insert(all.end(), left.begin(), left.end());
    all.insert(all.end(), right.begin(), right.end());
    view->setArrangement(all, [=](ModeView &mode) {
        mode.place(traffic);
        mode.place(payload, traffic, Qt::Vertical);
        mode.place(expert, payload, Qt::Horizontal);
        for (const std::vector<Panel *> &tabs : {top, left, right})
            mode.stack(tabs); // after the rest: what is placed beside a tab becomes one
        mode.resizeDocks({traffic, payload}, {440, 320}, Qt::Vertical);
        mode.resizeDocks({payload, expert}, {430, 530}, Qt::Horizontal);
    });
    flows->setParent(view); // after its panels, which it outlives
    return view;
}

} // namespace

Mode eventsMode()
{
    return {u"events"_s, Events::tr("Events"), u"events"_s, makeEvents, true};
}

} // namespace curbside
