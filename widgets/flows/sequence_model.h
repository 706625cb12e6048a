// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow_desk.h"

#include <QAbstractTableModel>

namespace curbside {

/// The steps of the desk's flow by time, a row each.
class SequenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, What };

    explicit SequenceModel(const FlowDesk &desk, QObject *parent = nullptr);

    /// The step's id.
    [[nodiscard]] int idAt(int row) const { return m_ids[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// All rows that have come at once are in; those above `firstRow` are as they were.
    void extended(int firstRow);

private:
    void takeAnother();
    void extend();

    const FlowDesk &m_desk;
    std::vector<int> m_ids; // by row
};

} // namespace curbside
