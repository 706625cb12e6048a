// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/side_column.h"

#include "widgets/theme/tokens.h"

#include <QEvent>

namespace curbside {

SideColumn::SideColumn(QWidget *above, QWidget *below, QWidget *parent) : QSplitter(Qt::Vertical, parent)
{
    for (QWidget *panel : {above, below}) {
        const bool isHidden = panel->testAttribute(Qt::WA_WState_ExplicitShowHide) && panel->isHidden();
        addWidget(panel);
        panel->setHidden(isHidden);
        panel->installEventFilter(this);
    }
    setChildrenCollapsible(false);
    setHandleWidth(Tokens::spacing);
    setSizes({3, 2});
}

bool SideColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::HideToParent || event->type() == QEvent::ShowToParent)
        setHidden(widget(0)->isHidden() && widget(1)->isHidden());
    return QSplitter::eventFilter(watched, event);
}

} // namespace curbside
