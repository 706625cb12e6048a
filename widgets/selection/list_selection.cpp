// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/list_selection.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/panels/list_panel.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Chosen
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Chosen)
};

/// Below the list while more than one row is chosen: how many, and what can be done to them.
void addChosenBar(ListPanel &panel, EntityKind kind, EntityActions &actions)
{
    auto *bar = new QFrame;
    bar->setObjectName(u"chosen"_s);
    bar->setProperty("part", u"footer"_s);
    auto *count = new QLabel;
    count->setTextFormat(Qt::PlainText);
    auto *button = new QToolButton;
    button->setText(Chosen::tr("Act on them"));
    button->setAccessibleName(Chosen::tr("Act on the chosen rows"));
    button->setToolTip(Chosen::tr("What can be done to the chosen rows; a preview says what will happen to each"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(button);
    button->setMenu(menu);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Tokens::margin, 4, Tokens::spacing, 4);
    layout->addWidget(count, 1);
    layout->addWidget(button);
    panel.addFooter(bar);
    bar->hide();
    QObject::connect(menu, &QMenu::aboutToShow, &actions, [&panel, &actions, kind, menu] {
        menu->clear();
        actions.addForMany(*menu, kind, panel.chosenKeys());
        if (menu->isEmpty())
            menu->addAction(Chosen::tr("Nothing can be done to these"))->setEnabled(false);
    });
    const auto update = [&panel, bar, count] {
        const std::size_t chosen = panel.view().chosenRows().size();
        count->setText(Chosen::tr("%1 chosen").arg(QLocale().toString(qulonglong(chosen))));
        bar->setVisible(chosen > 1);
    };
    QObject::connect(panel.view().selectionModel(), &QItemSelectionModel::selectionChanged, bar, update);
    QObject::connect(&panel.filter(), &QAbstractItemModel::modelReset, bar, update, Qt::QueuedConnection);
}

} // namespace

void tieToSelection(ListPanel &panel, EntityKind kind, Selection &selection, EntityActions &actions)
{
    QObject::connect(&panel, &ListPanel::chosen, &selection,
                     [&selection, kind](const QString &key) { selection.select({kind, key}); });
    QObject::connect(&selection, &Selection::changed, &panel,
                     [&panel, kind](const EntityRef &ref) { panel.choose(ref.kind == kind ? ref.key : QString()); });
    const auto showAgain = [&panel, &selection, kind] { // what was chosen comes back to the list
        if (selection.current().kind == kind && !panel.view().selectionModel()->hasSelection())
            panel.choose(selection.current().key);
    };
    QObject::connect(&panel.filter(), &QAbstractItemModel::rowsInserted, &panel, showAgain);
    QObject::connect(&panel.filter(), &QAbstractItemModel::modelReset, &panel, showAgain, Qt::QueuedConnection);
    QObject::connect(&panel.view(), &ListView::menuOpening, &actions, [&, kind](QMenu &menu, const QModelIndex &) {
        if (const QStringList keys = panel.chosenKeys(); keys.size() > 1) {
            actions.addForMany(menu, kind, keys);
            return;
        }
        for (QAction *action : actions.possible())
            menu.addAction(action);
    });
    addChosenBar(panel, kind, actions);
    if (selection.current().kind == kind)
        panel.choose(selection.current().key);
}

} // namespace curbside
