// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QAbstractTableModel>

#include <deque>

namespace curbside {

/// What happens on the platform, newest last: a bounded stretch of it, the oldest entries going as new ones come. While it
/// holds still, what comes is kept apart and loses nothing but its oldest beyond the same bound.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, WhereColumn, TypeColumn, SubjectColumn, ColumnCount };

    explicit TrafficModel(std::size_t capacity, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_capacity(capacity)
    {}

    /// How people call a subject, instead of its id.
    void setNames(std::function<QString(const QString &subject)> nameOf) { m_nameOf = std::move(nameOf); }
    void take(const JournalBatch &batch);
    void setHolding(bool isHolding);
    [[nodiscard]] const TrafficEntry &entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// Entries since the console was started, dropped ones included.
    [[nodiscard]] quint64 seen() const { return m_seen; }
    [[nodiscard]] quint64 dropped() const { return m_dropped; }
    /// Entries that wait while the model holds still.
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const TrafficEntry &entry, int column) const;
    void append(const TrafficEntry *first, std::size_t count);

    std::size_t m_capacity;
    std::function<QString(const QString &)> m_nameOf;
    std::deque<TrafficEntry> m_entries;
    std::deque<TrafficEntry> m_waiting;
    bool m_isHolding = false;
    quint64 m_seen = 0;
    quint64 m_dropped = 0;
};

/// It is about an event on its way, not about a call, a timer or the like.
[[nodiscard]] bool isAboutEvent(JournalKind kind);

} // namespace curbside
