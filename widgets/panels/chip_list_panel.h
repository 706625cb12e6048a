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
        QString name = {}; ///< what saved filters remember it by; without one, its title
    };

    ChipListPanel(const Words &words, EntityTable &table, const EntityFeed &feed, std::vector<Filter> filters,
                  QWidget *parent = nullptr);

    /// Beside the filters: what does not pass is neither shown nor counted. Nothing lets every row pass.
    void setNarrowing(std::function<bool(int row)> passes);
    /// How heirs narrow the list beside the filters, for saved filters to remember; empty where they do not.
    [[nodiscard]] virtual QStringList savedNarrowing() const { return {}; }
    virtual void narrowAsSaved(const QStringList &) {}
    /// What passes may have changed with time.
    void countAgain();
    [[nodiscard]] ChipBar &chips() { return *m_chips; }
    /// Its name.
    [[nodiscard]] QString chosenFilter() const;
    /// Nothing happens when there is none of that name.
    void chooseFilter(const QString &name);

private:
    void applyFilter();
    [[nodiscard]] bool passes(std::size_t filter, int row) const;

    EntityTable &m_table;
    std::vector<Filter> m_filters;
    std::function<bool(int)> m_narrowing;
    ChipBar *m_chips;
};

} // namespace curbside
