// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/list_selection.h"

#include "widgets/actions/entity_actions.h"
#include "widgets/panels/list_panel.h"

#include <QMenu>

namespace curbside {

void tieToSelection(ListPanel &panel, EntityKind kind, Selection &selection, EntityActions &actions)
{
    QObject::connect(&panel, &ListPanel::chosen, &selection,
                     [&selection, kind](const QString &key) { selection.select({kind, key}); });
    QObject::connect(&selection, &Selection::changed, &panel,
                     [&panel, kind](const EntityRef &ref) { panel.choose(ref.kind == kind ? ref.key : QString()); });
    QObject::connect(&panel.view(), &ListView::menuOpening, &actions, [&actions](QMenu &menu, const QModelIndex &) {
        for (QAction *action : actions.possible())
            menu.addAction(action);
    });
    if (selection.current().kind == kind)
        panel.choose(selection.current().key);
}

} // namespace curbside
