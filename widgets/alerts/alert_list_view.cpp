// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_list_view.h"

#include "widgets/alerts/alert_delegate.h"
#include "widgets/panels/own_choice.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace curbside {

AlertListView::AlertListView(QWidget *parent) : QListView(parent)
{
    setItemDelegate(new AlertDelegate(this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMinimumHeight(48);
    chooseOnlyByHand(*this);
}

void AlertListView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT foldWished(currentIndex(), std::nullopt); return;
    case Qt::Key_Right: Q_EMIT foldWished(currentIndex(), true); return;
    case Qt::Key_Left: Q_EMIT foldWished(currentIndex(), false); return;
    default: QListView::keyPressEvent(event);
    }
}

void AlertListView::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid())
        Q_EMIT foldWished(index, std::nullopt);
}

void AlertListView::enterEvent(QEnterEvent *event)
{
    QListView::enterEvent(event);
    Q_EMIT hovered(true);
}

void AlertListView::leaveEvent(QEvent *event)
{
    QListView::leaveEvent(event);
    Q_EMIT hovered(false);
}

void AlertListView::contextMenuEvent(QContextMenuEvent *event)
{
    if (currentIndex().isValid())
        Q_EMIT menuWished(event->globalPos());
}

} // namespace curbside
