// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_delegate.h"

#include "widgets/alerts/alert_list_model.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace curbside {

namespace {

constexpr int alertHeight = 44;
constexpr int lineTop = 5;
constexpr int textLine = 17;
constexpr int besideMark = 8;
constexpr int memberIndent = 16;

void paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &t = tokens();
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, t.selection);
    painter.setPen(t.border);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex() == index) {
        painter.setPen(t.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

/// Points right while folded, down while unfolded.
void paintFold(QPainter &painter, const QPointF &center, bool isUnfolded)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().secondary, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(center);
    painter.rotate(isUnfolded ? 90 : 0);
    painter.drawPolyline(QPolygonF(QList<QPointF>{{-2, -3.5}, {1.5, 0}, {-2, 3.5}}));
    painter.restore();
}

void drawLine(QPainter &painter, const QRect &place, const QString &text, Qt::AlignmentFlag side)
{
    painter.drawText(place, int(side | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(visibleText(text), Qt::ElideRight, place.width()));
}

} // namespace

void AlertDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const AlertListModel *>(index.model());
    const AlertRow *row = model ? model->rowAt(index) : nullptr;
    if (!row)
        return;
    const Tokens &t = tokens();
    painter->save();
    paintRowBackground(*painter, option, index);
    QRect place = option.rect.adjusted(Tokens::margin, lineTop, -Tokens::margin, 0);
    if (row->isMember)
        place.setLeft(place.left() + memberIndent);
    const QRectF mark(place.left(), place.top() + (textLine - Tokens::markSize) / 2.0 + 0.5, Tokens::markSize,
                      Tokens::markSize);
    paintMark(*painter, mark, row->mark, colorOf(row->tone, t));
    if (row->isFlood)
        paintFold(*painter, mark.center() + QPointF(0, textLine), row->isUnfolded);
    place.setLeft(place.left() + Tokens::markSize + besideMark);
    QRect first(place.left(), place.top(), place.width(), textLine);
    painter->setFont(secondaryFont());
    painter->setPen(t.secondary);
    const QString age = row->isOver ? row->markText : row->age;
    drawLine(*painter, first, age, Qt::AlignRight);
    first.setRight(first.right() - painter->fontMetrics().horizontalAdvance(age) - besideMark);
    drawLine(*painter, QRect(place.left(), first.bottom() + 1, place.width(), textLine), row->second, Qt::AlignLeft);
    painter->setFont(row->isOver ? textFont() : emphasisedFont());
    painter->setPen(row->isOver ? t.secondary : t.text);
    drawLine(*painter, first, row->title, Qt::AlignLeft);
    painter->restore();
}

QSize AlertDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, alertHeight};
}

} // namespace curbside
