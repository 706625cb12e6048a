// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sagas/sagas_mode.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/sagas/saga_panels.h"
#include "widgets/sagas/sagas_panel.h"
#include "widgets/selection/selection.h"

#include <QCoreApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Sagas
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Sagas)
};

/// What the mode's panels share; goes with its view.
class SagaDesk : public QObject
{
public:
    SagaDesk(PlatformLink &link, const Entities &entities, QObject *parent)
        : QObject(parent), list(link, entities), chosen(link)
    {}

    SagaList list;
    ChosenSaga chosen;
};

/// A saga chosen chooses its delivery in the whole window, and a delivery chosen anywhere its saga; while anything else is
/// chosen, no saga is.
void tie(SagasPanel &panel, SagaDesk &desk, Workbench &bench)
{
    const auto choose = [&panel, &desk](const QString &id) {
        panel.choose(id);
        desk.chosen.choose(id);
    };
    const auto follow = [&panel, &desk, choose](const EntityRef &ref) {
        const SagaRow *present = desk.list.rows.find(desk.chosen.id());
        const QString delivery = ref.kind == EntityKind::Delivery ? ref.key : QString();
        if (!present || present->subject != delivery)
            choose(panel.sagaOf(delivery));
    };
    QObject::connect(&panel, &ListPanel::chosen, &desk, [&, choose](const QString &id) {
        desk.chosen.choose(id);
        if (const SagaRow *saga = desk.list.rows.find(id))
            bench.selection.select({EntityKind::Delivery, saga->subject});
    });
    QObject::connect(&bench.selection, &Selection::changed, &desk, follow);
    QObject::connect(&desk.list.feed, &EntityFeed::read, &desk, [&, follow] {
        if (desk.chosen.id().isEmpty())
            follow(bench.selection.current());
    });
    QObject::connect(&panel.view(), &ListView::menuOpening, &bench.actions, [&bench](QMenu &menu, const QModelIndex &) {
        for (QAction *action : bench.actions.possible())
            menu.addAction(action);
    });
}

ModeView *makeSagas(Workbench &bench)
{
    auto *view = new ModeView(u"sagas"_s);
    auto *desk = new SagaDesk(bench.link, bench.entities, view);
    auto *sagas = new SagasPanel(bench, desk->list);
    auto *flow = new SagaFlowPanel(bench, desk->chosen);
    auto *steps = new SagaStepsPanel(bench, desk->chosen);
    auto *outlook = new SagaOutlookPanel(bench, desk->chosen);
    tie(*sagas, *desk, bench);
    view->setArrangement({sagas, flow, steps, outlook}, [=](ModeView &mode) {
        mode.place(sagas);
        mode.place(flow, sagas, Qt::Horizontal);
        mode.place(steps, flow, Qt::Vertical);
        mode.place(outlook, steps, Qt::Vertical);
        mode.resizeDocks({sagas, flow}, {430, 560}, Qt::Horizontal);
        mode.resizeDocks({flow, steps, outlook}, {170, 340, 230}, Qt::Vertical);
    });
    return view;
}

} // namespace

Mode sagasMode()
{
    return {u"sagas"_s, Sagas::tr("Sagas"), u"saga"_s, makeSagas};
}

} // namespace curbside
