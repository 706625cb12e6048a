// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"

#include <QAbstractProxyModel>

#include <functional>
#include <vector>

namespace curbside {

/// The rows of a list that contain a text and pass a test, in the order of a column. It keeps what every row's cells say and
/// what they sort by, so that a letter typed costs one look at one text a row. Where so much changes that telling it piece
/// by piece would take longer, it resets; who shows it puts back what was chosen.
class ListFilter : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit ListFilter(EntityTable &table, QObject *parent = nullptr);

    void setSearch(const QString &text);
    [[nodiscard]] const QString &search() const { return m_search; }
    /// `passes` gets a row of the table; nothing lets every row pass.
    void setTest(std::function<bool(int row)> passes);
    /// Rows of a lower one come first, whatever the order of the column.
    void setPriority(std::function<int(int row)> priority);
    /// The test's outcome may have changed with time.
    void testAgain();
    /// The table's row that is shown as `row`.
    [[nodiscard]] int sourceRow(int row) const { return m_shown[static_cast<std::size_t>(row)]; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &) const override { return {}; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    /// What a cell sorts by: numbers before text.
    struct SortKey
    {
        int priority = 0;
        qint64 whole = 0;
        double real = 0;
        QString text; ///< case folded
        friend bool operator==(const SortKey &, const SortKey &) = default;
    };
    struct Row
    {
        QString text; ///< of all cells, case folded
        SortKey key;
        bool passes = true;
    };

    void read(int row);
    [[nodiscard]] SortKey sortKeyOf(int row) const;
    [[nodiscard]] bool isBefore(int one, int other) const;
    [[nodiscard]] bool isShown(int row) const;
    void orderAll();
    void countRanks();
    [[nodiscard]] std::vector<int> rowsToShow() const;
    void show(std::vector<int> next);
    void reorder();

    void onInserted(int first, int last);
    void onAboutToBeRemoved(int first, int last);
    void onRemoved(int first, int last);
    void onChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    void onReset();
    void changeOne(int row);
    void moveOne(int row, bool isInSight);
    void tellChanged(int first, int last, int firstColumn, int lastColumn);

    EntityTable *m_table; // none once it is gone
    QString m_search;
    QString m_folded; // m_search as texts are compared
    std::function<bool(int)> m_test;
    std::function<int(int)> m_priority;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<Row> m_rows; // as the table's
    std::vector<int> m_order; // every row of the table
    std::vector<int> m_ranks; // of a row: its place in m_order
    std::vector<int> m_shown; // those of m_order that are shown
};

} // namespace curbside
