// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/list_filter.h"
#include "widgets/panels/list_view.h"

#include <QStackedWidget>

class QLabel;

namespace curbside {

/// The rows of a table as a list that can be sorted, inside any panel: its columns laid out as they want, and a sentence in
/// its place while there are none.
class EntityList : public QStackedWidget
{
    Q_OBJECT

public:
    explicit EntityList(const QString &accessibleName, QWidget *parent = nullptr);
    ~EntityList() override;

    /// The table, or another one; before anything else is asked of the list. It outlives the list, or until it is given
    /// another.
    void setTable(EntityTable &table);
    /// What is so while there are no rows, and what to do.
    void setMessage(const QString &message);
    /// The sentence; empty while there are rows.
    [[nodiscard]] QString message() const;
    /// Only rows that pass are shown.
    void setTest(std::function<bool(int row)> passes);
    /// Rows of a lower one come first, whatever the order.
    void setPriority(std::function<int(int row)> priority);
    void testAgain();
    void sortBy(int column, Qt::SortOrder order);

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] int rowCount() const { return m_filter ? m_filter->rowCount() : 0; }
    /// What is shown there.
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString currentKey() const;
    void choose(const QString &key);

Q_SIGNALS:
    /// Another row is the current one; empty: none.
    void chosen(const QString &key);
    void activated(const QString &key);

private:
    void leaveRows(const QModelIndex &parent, int first, int last);
    void layOut();
    void fit(int width);
    void showState();

    EntityTable *m_table = nullptr;
    std::unique_ptr<ListFilter> m_filter;
    std::function<bool(int)> m_test;
    std::function<int(int)> m_priority;
    ListView *m_view;
    QLabel *m_message;
};

} // namespace curbside
