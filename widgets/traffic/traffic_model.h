// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/traffic/traffic_rows.h"

#include <QTimer>

#include <deque>

namespace curbside {

/// What happens on the platform, newest last: a bounded stretch of it, the oldest entries going as new ones come, and of it
/// those that pass a filter. New entries are looked at as they come; another filter looks at all of them in pieces, between
/// which the window goes on. While it holds still, what comes is kept apart and loses nothing but its oldest beyond the same
/// bound.
class TrafficModel : public TrafficRows
{
    Q_OBJECT

public:
    explicit TrafficModel(std::size_t capacity, QObject *parent = nullptr);

    void take(const JournalBatch &batch);
    void setHolding(bool isHolding);

    void setFilter(std::optional<cesql::Program> filter) override;
    void setEventsOnly(bool isEventsOnly) override;
    [[nodiscard]] bool isLooking() const override { return m_lookedAt < m_next; }

    /// All that is kept of a message, in order, what waits included; the latest of them when there are too many.
    [[nodiscard]] std::vector<TrafficEntry> entriesOf(const QByteArray &messageId) const;
    [[nodiscard]] quint64 numberOf(int row) const override { return m_shown[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(quint64 number) const override;
    [[nodiscard]] const TrafficEntry &entryAt(quint64 number) const override
    {
        return m_entries[static_cast<std::size_t>(number - m_first)];
    }
    /// Entries since the console was started, dropped ones included.
    [[nodiscard]] quint64 seen() const { return m_seen; }
    [[nodiscard]] quint64 dropped() const { return m_dropped; }
    [[nodiscard]] std::size_t kept() const { return m_entries.size(); }
    /// Entries that wait while the model holds still.
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

private:
    [[nodiscard]] std::vector<quint64> passing(quint64 from, quint64 to) const;
    void append(const TrafficEntry *first, std::size_t count);
    void dropOldest(std::size_t count);
    void lookAgain();
    void lookOn();

    std::size_t m_capacity;
    std::optional<cesql::Program> m_filter;
    bool m_isEventsOnly = false;
    std::deque<TrafficEntry> m_entries;
    quint64 m_first = 1; // number of the first of m_entries
    quint64 m_next = 1; // number that the next one gets
    quint64 m_lookedAt = 1; // all before it have been looked at
    std::deque<quint64> m_shown; // numbers, in order
    std::deque<TrafficEntry> m_waiting;
    QTimer m_lookTimer;
    bool m_isHolding = false;
    quint64 m_seen = 0;
    quint64 m_dropped = 0;
};

} // namespace curbside
