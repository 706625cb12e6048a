// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/events_mode.h"

#include "widgets/entities/entities.h"
#include "widgets/letters/letters_panel.h"
#include "widgets/lifeline/life_line_panel.h"
#include "widgets/selection/selection.h"
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
            lifeLine->showEventOf(QString::fromUtf8(entry->messageId));
    });
    QObject::connect(lifeLine, &LifeLinePanel::eventChosen, &bench.selection,
                     [&bench](const QString &id) { chooseEvent(bench, id); });
    QObject::connect(lifeLine, &LifeLinePanel::rowChosen, &bench.selection, [&bench](const RowRef &row) {
        if (bench.rowDesk)
            bench.rowDesk->open(row);
    });
    return lifeLine;
}

ModeView *makeEvents(Workbench &bench)
{
    auto *view = new ModeView(u"events"_s);
    auto *traffic = new TrafficPanel(bench.link, bench.settings);
    auto *payload = new PayloadPanel;
    auto *expert = new ExpertPanel(bench.link);
    LifeLinePanel *lifeLine = makeLifeLine(bench, *traffic);
    auto *letters = new LettersPanel(bench);
    const auto showEvent = [&bench](const QString &id) { chooseEvent(bench, id); };
    QObject::connect(letters, &LettersPanel::eventChosen, &bench.selection, showEvent);
    QObject::connect(lifeLine, &LifeLinePanel::letterChosen, letters,
                     [letters](const QString &consumer, const QString &id) {
                         letters->raise();
                         letters->choose(consumer + u' ' + id);
                     });
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
    view->setArrangement({traffic, payload, lifeLine, expert, letters}, [=](ModeView &mode) {
        mode.place(traffic);
        mode.place(payload, traffic, Qt::Vertical);
        mode.place(expert, payload, Qt::Horizontal);
        mode.place(lifeLine, payload, Qt::Vertical);
        mode.tabifyDockWidget(payload, lifeLine);
        payload->raise();
        mode.place(letters, expert, Qt::Vertical);
        mode.tabifyDockWidget(expert, letters);
        expert->raise();
        mode.resizeDocks({traffic, payload}, {440, 320}, Qt::Vertical);
        mode.resizeDocks({payload, expert}, {480, 480}, Qt::Horizontal);
    });
    return view;
}

} // namespace

Mode eventsMode()
{
    return {u"events"_s, Events::tr("Events"), u"events"_s, makeEvents};
}

} // namespace curbside
