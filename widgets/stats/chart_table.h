// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/stats/chart_answer.h"

namespace curbside {

/// The figures of a chart as a table. New figures take the place of the old ones row by row, so that nothing that is chosen
/// or scrolled to is lost.
class ChartTable : public EntityTable
{
    Q_OBJECT

public:
    using EntityTable::EntityTable;

    void take(const ChartAnswer &answer);

    [[nodiscard]] const ColumnLook &look(int column) const override
    {
        return m_looks[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] QString keyAt(int row) const override { return QString::number(row); }
    [[nodiscard]] int rowOf(const QString &key) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_looks.size());
    }

protected:
    [[nodiscard]] Cell cellAt(int row, int column) const override;

private:
    void takeColumns(const ChartAnswer &answer);

    QStringList m_columns;
    std::vector<ColumnLook> m_looks;
    std::vector<QVariantList> m_rows;
};

} // namespace curbside
