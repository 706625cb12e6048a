// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alert_rows.h"

#include <QAbstractListModel>

namespace curbside {

/// The lines of the alerts' list, kept current by giving it lines again: only what differs is told.
class AlertListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<AlertRow> rows);
    [[nodiscard]] const std::vector<AlertRow> &rows() const { return m_rows; }
    /// Null when the index is none.
    [[nodiscard]] const AlertRow *rowAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void removeMissing(const std::vector<AlertRow> &wanted);
    void place(std::size_t at, const AlertRow &row);

    std::vector<AlertRow> m_rows;
};

} // namespace curbside
