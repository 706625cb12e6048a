// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspaces/scenario_delegate.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace curbside {

namespace {

constexpr int lineHeight = 19;
constexpr int height = 2 * lineHeight + 10;

} // namespace

void ScenarioDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokens();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.selection);
    painter->setPen(t.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect inside = option.rect.adjusted(Tokens::margin, 4, -Tokens::margin, 0);
    const QRect above(inside.left(), inside.top(), inside.width(), lineHeight);
    painter->setFont(emphasisedFont());
    painter->setPen(t.text);
    painter->drawText(above, int(Qt::AlignLeft | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, above.width()));
    painter->setFont(secondaryFont());
    painter->setPen(t.secondary);
    const QString note = index.data(noteRole).toString();
    painter->drawText(above.translated(0, lineHeight), int(Qt::AlignLeft | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(note, Qt::ElideRight, above.width()));
    painter->restore();
}

QSize ScenarioDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {240, height};
}

} // namespace curbside
