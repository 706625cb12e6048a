// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/chip_list_panel.h"

namespace curbside {

ChipListPanel::ChipListPanel(const Words &words, EntityTable &table, const EntityFeed &feed,
                             std::vector<Filter> filters, QWidget *parent)
    : ListPanel(words, table, feed, parent), m_table(table), m_filters(std::move(filters)),
      m_chips(new ChipBar(tr("Filters of %1").arg(words.title)))
{
    for (const Filter &filter : m_filters)
        m_chips->addChip(filter.title, filter.tip);
    addBar(m_chips);
    connect(m_chips, &ChipBar::chipChosen, this, [this](std::size_t chip) {
        this->filter().setTest(m_filters[chip].passes);
        showState();
    });
    connect(&feed, &EntityFeed::read, this, &ChipListPanel::countAgain);
    filter().setTest(m_filters.front().passes);
    countAgain();
}

void ChipListPanel::countAgain()
{
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        int count = 0;
        for (int row = 0; row < m_table.rowCount(); ++row)
            count += m_filters[i].passes(row) ? 1 : 0;
        m_chips->setCount(i, count);
    }
    filter().testAgain();
    showState();
}

} // namespace curbside
