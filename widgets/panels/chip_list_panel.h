// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/chip_bar.h"
#include "widgets/panels/list_panel.h"

namespace curbside {

/// A list with filters to choose from, each with its count.
class ChipListPanel : public ListPanel
{
    Q_OBJECT

public:
    struct Filter
    {
        QString title;
        QString tip;
        std::function<bool(int row)> passes; ///< gets a row of the table
    };

    ChipListPanel(const Words &words, EntityTable &table, const EntityFeed &feed, std::vector<Filter> filters,
                  QWidget *parent = nullptr);

    /// What passes may have changed with time.
    void countAgain();
    [[nodiscard]] ChipBar &chips() { return *m_chips; }

private:
    EntityTable &m_table;
    std::vector<Filter> m_filters;
    ChipBar *m_chips;
};

} // namespace curbside
