// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/list_delegate.h"

#include "widgets/entities/cell.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace curbside {

namespace {

constexpr int barHeight = 5;
constexpr int textBesideBar = 58;
constexpr int markGap = 6;

void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &t = tokens();
    const QRect place = option.rect;
    if (option.state & QStyle::State_Selected)
        painter.fillRect(place, t.selection);
    painter.setPen(t.border);
    painter.drawLine(place.bottomLeft(), place.bottomRight());
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().siblingAtColumn(index.column()) == index) {
        painter.setPen(t.accent);
        painter.drawLine(place.topLeft(), place.topRight());
        painter.drawLine(place.bottomLeft(), place.bottomRight());
    }
}

void paintBar(QPainter &painter, const QRect &place, double share, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF track(place.left(), place.center().y() + 1 - barHeight / 2.0, place.width(), barHeight);
    painter.setBrush(tokens().block);
    painter.drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
    QRectF filled = track;
    filled.setWidth(std::max<double>(barHeight, track.width() * share));
    painter.setBrush(color);
    painter.drawRoundedRect(filled, barHeight / 2.0, barHeight / 2.0);
    painter.restore();
}

} // namespace

void ListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokens();
    painter->save();
    paintBackground(*painter, option, index);
    QRect place = option.rect.adjusted(Tokens::cellPadding, 0, -Tokens::cellPadding, -1);
    const QVariant toneNumber = index.data(ToneRole);
    const auto tone = toneNumber.isValid() ? std::optional(static_cast<Tone>(toneNumber.toInt())) : std::nullopt;
    const QColor color = tone ? colorOf(*tone, t) : t.text;
    const QVariant font = index.data(Qt::FontRole);
    painter->setFont(font.isValid() ? font.value<QFont>() : option.font);
    if (const QVariant share = index.data(ShareRole); share.isValid()) {
        const bool isUrgent = tone == Tone::Warning || tone == Tone::Bad;
        paintBar(*painter, place.adjusted(0, 0, -textBesideBar, 0), share.toDouble(), color);
        painter->setFont(isUrgent ? emphasisedFont() : option.font);
        painter->setPen(isUrgent ? color : t.secondary);
    } else {
        painter->setPen(color);
    }
    if (const QVariant mark = index.data(MarkRole); mark.isValid()) {
        const QRectF square(place.left(), place.center().y() + 1 - Tokens::markSize / 2.0, Tokens::markSize,
                            Tokens::markSize);
        paintMark(*painter, square, static_cast<Mark>(mark.toInt()), color);
        place.setLeft(place.left() + Tokens::markSize + markGap);
    }
    const auto alignment = index.data(Qt::TextAlignmentRole);
    const QString text =
        painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, place.width());
    painter->drawText(place, alignment.isValid() ? alignment.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter), text);
    painter->restore();
}

QSize ListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant font = index.data(Qt::FontRole);
    const QFontMetrics metrics(font.isValid() ? font.value<QFont>() : option.font);
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * Tokens::cellPadding;
    if (index.data(MarkRole).isValid())
        width += Tokens::markSize + markGap;
    if (index.data(ShareRole).isValid())
        width += textBesideBar;
    return {width, listRowHeight()};
}

bool ListDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const bool isAsked = event && event->type() == QEvent::ToolTip && index.isValid();
    if (!isAsked || index.data(Qt::ToolTipRole).isValid() || sizeHint(option, index).width() <= option.rect.width())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), asToolTip(index.data(Qt::DisplayRole).toString()), view);
    return true;
}

} // namespace curbside
