// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"
#include "widgets/traffic/colour_rules.h"
#include "widgets/traffic/entry_record.h"
#include "widgets/traffic/traffic_columns.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

namespace curbside {

/// What happens on the platform, newest last: a bounded stretch of it, the oldest entries going as new ones come, and of it
/// those that pass a filter. New entries are looked at as they come; another filter looks at all of them in pieces, between
/// which the window goes on. While it holds still, what comes is kept apart and loses nothing but its oldest beyond the same
/// bound.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TrafficModel(std::size_t capacity, QObject *parent = nullptr);

    /// How people call a subject, instead of its id.
    void setNames(std::function<QString(const QString &subject)> nameOf) { m_nameOf = std::move(nameOf); }
    void setColumns(std::vector<TrafficColumn> columns);
    [[nodiscard]] const std::vector<TrafficColumn> &columns() const { return m_columns; }
    void setRules(const std::vector<ColourRule> &rules);
    void take(const JournalBatch &batch);
    void setHolding(bool isHolding);

    /// Nothing lets every entry pass.
    void setFilter(std::optional<cesql::Program> filter);
    /// Beside the filter: only what is about events.
    void setEventsOnly(bool isEventsOnly);
    /// Entries have not yet been looked at with the filter in force.
    [[nodiscard]] bool isLooking() const { return m_lookedAt < m_next; }

    [[nodiscard]] const TrafficEntry &entry(int row) const { return entryAt(numberOf(row)); }
    /// All that is kept of a message, in order, what waits included; the latest of them when there are too many.
    [[nodiscard]] std::vector<TrafficEntry> entriesOf(const QByteArray &messageId) const;
    /// Its own number: entries are counted from 1 as they are taken up.
    [[nodiscard]] quint64 numberOf(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    /// -1 when it is not shown.
    [[nodiscard]] int rowOf(quint64 number) const;
    /// What a column shows of a row, as filters know it: missing where it shows nothing. Its text is valid until the next call.
    [[nodiscard]] cesql::Value valueOf(int row, const TrafficColumn &column) const;
    /// Entries since the console was started, dropped ones included.
    [[nodiscard]] quint64 seen() const { return m_seen; }
    [[nodiscard]] quint64 dropped() const { return m_dropped; }
    [[nodiscard]] std::size_t kept() const { return m_entries.size(); }
    /// Entries that wait while the model holds still.
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// More has been looked at, or all.
    void looked();

private:
    [[nodiscard]] const TrafficEntry &entryAt(quint64 number) const
    {
        return m_entries[static_cast<std::size_t>(number - m_first)];
    }
    [[nodiscard]] QString textOf(int row, const TrafficColumn &column) const;
    [[nodiscard]] QVariant lookOf(int row, const TrafficColumn &column, int role) const;
    [[nodiscard]] std::vector<quint64> passing(quint64 from, quint64 to) const;
    void append(const TrafficEntry *first, std::size_t count);
    void dropOldest(std::size_t count);
    void lookAgain();
    void lookOn();

    std::size_t m_capacity;
    std::function<QString(const QString &)> m_nameOf;
    std::vector<TrafficColumn> m_columns;
    CompiledRules m_rules;
    std::optional<cesql::Program> m_filter;
    bool m_isEventsOnly = false;
    std::deque<TrafficEntry> m_entries;
    quint64 m_first = 1; // number of the first of m_entries
    quint64 m_next = 1; // number that the next one gets
    quint64 m_lookedAt = 1; // all before it have been looked at
    std::deque<quint64> m_shown; // numbers, in order
    std::deque<TrafficEntry> m_waiting;
    QTimer m_lookTimer;
    mutable cesql::Scratch m_scratch;
    bool m_isHolding = false;
    quint64 m_seen = 0;
    quint64 m_dropped = 0;
};

} // namespace curbside
