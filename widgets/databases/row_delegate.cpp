// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/row_delegate.h"

#include "widgets/databases/table_rows.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace curbside {

namespace {

constexpr int changeMarkWidth = 3;
constexpr double strongestGround = 0.34;

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &t = tokens();
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, t.selection);
    const QVariant change = index.data(TableRowsModel::ChangeRole);
    if (change.isValid()) {
        QColor ground = t.accent;
        ground.setAlphaF(static_cast<float>(strongestGround * change.toDouble()));
        painter.fillRect(option.rect, ground);
        painter.fillRect(QRect(option.rect.left(), option.rect.top() + 3, changeMarkWidth, option.rect.height() - 7),
                         t.accent);
    }
    painter.setPen(t.border);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->currentIndex() == index) {
        painter.setPen(view->hasFocus() ? t.accent : t.secondary);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

bool isId(const QString &text)
{
    constexpr qsizetype uuidLength = 36;
    return text.size() == uuidLength && text[8] == u'-' && text[13] == u'-';
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokens();
    painter->save();
    paintGround(*painter, option, index);
    QRect place = option.rect.adjusted(Tokens::cellPadding, 0, -Tokens::cellPadding, -1);
    painter->setFont(index.data(Qt::FontRole).value<QFont>());
    const QString text = index.data(Qt::DisplayRole).toString();
    const int alignment = index.data(Qt::TextAlignmentRole).toInt();
    const QVariant link = index.data(TableRowsModel::LinkRole);
    const QString name = visibleText(link.toString());
    const bool isNamed = link.isValid() && name != text;
    if (link.isValid()) {
        painter->setPen(t.accent);
        const QString shown = painter->fontMetrics().elidedText(isNamed ? name : text, Qt::ElideRight, place.width());
        painter->drawText(place, alignment, shown);
        const int width = painter->fontMetrics().horizontalAdvance(shown);
        const int line = place.center().y() + painter->fontMetrics().ascent() / 2 + 2;
        painter->drawLine(place.left(), line, place.left() + width, line);
        place.setLeft(place.left() + width + Tokens::spacing);
    }
    if (!link.isValid() || isNamed) {
        const bool isQuiet = isNamed || index.data(TableRowsModel::NullRole).toBool();
        painter->setPen(isQuiet ? t.secondary : t.text);
        if (place.width() > 3 * Tokens::spacing)
            painter->drawText(
                place, alignment,
                painter->fontMetrics().elidedText(text, isId(text) ? Qt::ElideMiddle : Qt::ElideRight, place.width()));
    }
    painter->restore();
}

} // namespace curbside
