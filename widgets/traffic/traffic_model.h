// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QAbstractTableModel>

#include <deque>

namespace curbside {

/// What happens on the platform, newest last: a bounded stretch of it, the oldest entries going as new ones come.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, ServiceColumn, TypeColumn, SubjectColumn, ColumnCount };

    explicit TrafficModel(std::size_t capacity, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_capacity(capacity)
    {}

    void take(const JournalBatch &batch);
    [[nodiscard]] const TrafficEntry &entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    [[nodiscard]] quint64 seen() const { return m_seen; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::size_t m_capacity;
    std::deque<TrafficEntry> m_entries;
    quint64 m_seen = 0;
};

} // namespace curbside
