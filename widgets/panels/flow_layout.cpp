// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/flow_layout.h"

namespace curbside {

FlowLayout::FlowLayout(QWidget &parent, int gap) : QLayout(&parent), m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *taken = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

void FlowLayout::setGeometry(const QRect &place)
{
    QLayout::setGeometry(place);
    layOut(place, true);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

int FlowLayout::layOut(const QRect &place, bool isReal) const
{
    QPoint next = place.topLeft();
    int lineHeight = 0;
    for (const auto &item : m_items) {
        const QSize size = item->sizeHint();
        if (next.x() > place.left() && next.x() + size.width() > place.right() + 1) {
            next = {place.left(), next.y() + lineHeight + m_gap};
            lineHeight = 0;
        }
        if (isReal)
            item->setGeometry(QRect(next, size));
        next.rx() += size.width() + m_gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    return next.y() + lineHeight - place.top();
}

} // namespace curbside
