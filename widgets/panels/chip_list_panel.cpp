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
    connect(m_chips, &ChipBar::chipChosen, this, &ChipListPanel::applyFilter);
    connect(&feed, &EntityFeed::read, this, &ChipListPanel::countAgain);
    applyFilter();
    countAgain();
}

bool ChipListPanel::passes(std::size_t filter, int row) const
{
    return m_filters[filter].passes(row) && (!m_narrowing || m_narrowing(row));
}

void ChipListPanel::applyFilter()
{
    filter().setTest([this, chip = m_chips->chosen()](int row) { return passes(chip, row); });
    showState();
}

void ChipListPanel::setNarrowing(std::function<bool(int)> passes)
{
    m_narrowing = std::move(passes);
    applyFilter();
    countAgain();
}

QString ChipListPanel::chosenFilter() const
{
    const Filter &filter = m_filters[m_chips->chosen()];
    return filter.name.isEmpty() ? filter.title : filter.name;
}

void ChipListPanel::chooseFilter(const QString &name)
{
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        if ((m_filters[i].name.isEmpty() ? m_filters[i].title : m_filters[i].name) == name)
            m_chips->choose(i);
    }
}

void ChipListPanel::countAgain()
{
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        int count = 0;
        for (int row = 0; row < m_table.rowCount(); ++row)
            count += passes(i, row) ? 1 : 0;
        m_chips->setCount(i, count);
    }
    filter().testAgain();
    showState();
}

} // namespace curbside
