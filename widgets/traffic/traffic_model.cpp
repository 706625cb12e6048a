// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_model.h"

#include "services/cesql/batch.h"

namespace curbside {

namespace {

constexpr quint64 lookedAtOnce = 20'000; // takes a few milliseconds

/// The entries from a number on, shown to a filter one after another.
class EntriesFrom
{
public:
    EntriesFrom(const std::deque<TrafficEntry> &entries, std::size_t begin, quint64 number)
        : m_entries(entries), m_begin(begin), m_number(number)
    {}
    const cesql::Record &show(std::size_t i) { return m_record.show(m_entries[m_begin + i], m_number + i); }

private:
    const std::deque<TrafficEntry> &m_entries;
    std::size_t m_begin;
    quint64 m_number;
    EntryRecord m_record;
};

} // namespace

TrafficModel::TrafficModel(std::size_t capacity, QObject *parent) : TrafficRows(parent), m_capacity(capacity)
{
    m_lookTimer.setInterval(0);
    connect(&m_lookTimer, &QTimer::timeout, this, &TrafficModel::lookOn);
}

// What is kept, and what of it is shown.

void TrafficModel::take(const JournalBatch &batch)
{
    m_seen += batch.entries.size() + batch.dropped;
    m_dropped += batch.dropped;
    if (!m_isHolding) {
        append(batch.entries.data(), batch.entries.size());
        return;
    }
    m_waiting.insert(m_waiting.end(), batch.entries.begin(), batch.entries.end());
    if (m_waiting.size() > m_capacity)
        m_waiting.erase(m_waiting.begin(), m_waiting.end() - static_cast<std::ptrdiff_t>(m_capacity));
}

void TrafficModel::setHolding(bool isHolding)
{
    m_isHolding = isHolding;
    if (isHolding)
        return;
    const std::vector<TrafficEntry> waited(m_waiting.begin(), m_waiting.end());
    m_waiting.clear();
    append(waited.data(), waited.size());
}

void TrafficModel::append(const TrafficEntry *first, std::size_t count)
{
    if (count == 0)
        return;
    const std::size_t added = std::min(count, m_capacity);
    m_next += count - added;
    dropOldest(m_entries.size() + added > m_capacity ? m_entries.size() + added - m_capacity : 0);
    m_first = m_next - m_entries.size();
    m_lookedAt = std::max(m_lookedAt, m_first);
    m_entries.insert(m_entries.end(), first + (count - added), first + count);
    m_next += added;
    if (!m_lookTimer.isActive())
        lookOn();
}

void TrafficModel::dropOldest(std::size_t count)
{
    if (count == 0)
        return;
    const quint64 first = m_first + count;
    const auto gone = std::ranges::lower_bound(m_shown, first) - m_shown.begin();
    if (gone > 0) {
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
        m_shown.erase(m_shown.begin(), m_shown.begin() + gone);
    }
    m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(count));
    m_first = first;
    if (gone > 0)
        endRemoveRows();
}

void TrafficModel::setFilter(std::optional<cesql::Program> filter)
{
    m_filter = std::move(filter);
    lookAgain();
}

void TrafficModel::setEventsOnly(bool isEventsOnly)
{
    m_isEventsOnly = isEventsOnly;
    lookAgain();
}

void TrafficModel::lookAgain()
{
    beginResetModel();
    m_shown.clear();
    m_lookedAt = m_first;
    endResetModel();
    lookOn();
}

void TrafficModel::lookOn()
{
    const quint64 until = std::min(m_next, m_lookedAt + lookedAtOnce);
    const std::vector<quint64> more = passing(m_lookedAt, until);
    m_lookedAt = until;
    if (!more.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(more.size()) - 1);
        m_shown.insert(m_shown.end(), more.begin(), more.end());
        endInsertRows();
    }
    if (!isLooking())
        m_lookTimer.stop();
    else if (!m_lookTimer.isActive())
        m_lookTimer.start();
    Q_EMIT looked();
}

/// The numbers from `from` up to before `to` that pass.
std::vector<quint64> TrafficModel::passing(quint64 from, quint64 to) const
{
    std::vector<quint64> numbers;
    const auto add = [&](quint64 number) {
        if (!m_isEventsOnly || isAboutEvent(entryAt(number).kind))
            numbers.push_back(number);
    };
    if (!m_filter) {
        for (quint64 number = from; number < to; ++number)
            add(number);
        return numbers;
    }
    const auto begin = static_cast<std::size_t>(from - m_first);
    const auto makeView = [&] { return EntriesFrom(m_entries, begin, from); };
    for (const std::uint32_t match : cesql::matchesAmong(*m_filter, static_cast<std::size_t>(to - from), makeView))
        add(from + match);
    return numbers;
}

// What views ask.

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

std::vector<TrafficEntry> TrafficModel::entriesOf(const QByteArray &messageId) const
{
    constexpr std::size_t mostEntries = 500;
    std::deque<TrafficEntry> found;
    for (const auto *entries : {&m_entries, &m_waiting}) {
        for (const TrafficEntry &entry : *entries) {
            if (entry.messageId != messageId)
                continue;
            found.push_back(entry);
            if (found.size() > mostEntries)
                found.pop_front();
        }
    }
    return {found.begin(), found.end()};
}

int TrafficModel::rowOf(quint64 number) const
{
    const auto found = std::ranges::lower_bound(m_shown, number);
    return found == m_shown.end() || *found != number ? -1 : static_cast<int>(found - m_shown.begin());
}

} // namespace curbside
