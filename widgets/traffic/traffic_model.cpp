// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_model.h"

#include "services/cesql/batch.h"
#include "services/runtime/time/platform_time.h"
#include "widgets/entities/cell.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/entry_words.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr quint64 lookedAtOnce = 20'000; // takes a few milliseconds
constexpr int longestShown = 300; // characters of a cell

QString plainText(const cesql::Value &value)
{
    cesql::Texts texts;
    bool hasFailed = false;
    if (value.isMissing())
        return {};
    const std::string_view text = cesql::castTo(cesql::Type::String, value, texts, hasFailed).text;
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

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

TrafficModel::TrafficModel(std::size_t capacity, QObject *parent)
    : QAbstractTableModel(parent), m_capacity(capacity), m_columns(trafficColumns(firstTrafficColumns())),
      m_rules(firstColourRules())
{
    m_lookTimer.setInterval(0);
    connect(&m_lookTimer, &QTimer::timeout, this, &TrafficModel::lookOn);
}

void TrafficModel::setColumns(std::vector<TrafficColumn> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void TrafficModel::setRules(const std::vector<ColourRule> &rules)
{
    m_rules = CompiledRules(rules);
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
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

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
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

cesql::Value TrafficModel::valueOf(int row, const TrafficColumn &column) const
{
    if (!column.program && column.filter.empty())
        return {};
    EntryRecord record;
    record.show(entry(row), numberOf(row));
    if (!column.program) {
        m_scratch.texts.clear();
        return record.attribute(cesql::attributeOf(column.filter), column.filter, m_scratch.texts);
    }
    const cesql::Evaluation evaluation = column.program->evaluate(record, m_scratch);
    return evaluation.errors.isEmpty() ? evaluation.value : cesql::Value();
}

QString TrafficModel::textOf(int row, const TrafficColumn &column) const
{
    const TrafficEntry &shown = entry(row);
    switch (column.kind) {
    case TrafficColumn::Number: return QString::number(numberOf(row));
    case TrafficColumn::Time: return QString::fromLatin1(toRfc3339(fromMicroseconds(shown.at)).mid(11, 12));
    case TrafficColumn::What: return wordOf(shown.kind);
    case TrafficColumn::Where: return whereText(shown);
    case TrafficColumn::Type: return shortType(shown.type);
    case TrafficColumn::Subject: {
        const QString subject = QString::fromUtf8(shown.subject);
        return m_nameOf ? m_nameOf(subject) : subject;
    }
    case TrafficColumn::Latency: return latencyText(shown.latency);
    case TrafficColumn::Id: return QString::fromUtf8(shown.messageId);
    case TrafficColumn::CausedBy: return QString::fromUtf8(shown.causationId);
    case TrafficColumn::Sequence: return shown.sequence == 0 ? QString() : QString::number(shown.sequence);
    case TrafficColumn::Detail: return QString::fromUtf8(shown.detail);
    case TrafficColumn::Trace:
    case TrafficColumn::Expression: return plainText(valueOf(row, column));
    }
    return {};
}

/// How the entry stands, where it came from: by its kind, and by the first rule that matches.
QVariant TrafficModel::lookOf(int row, const TrafficColumn &column, int role) const
{
    if (column.kind == TrafficColumn::What) {
        const KindLook look = lookOfKind(entry(row).kind);
        return role == ToneRole ? int(look.tone) : int(look.mark);
    }
    if (column.kind != TrafficColumn::Type)
        return {};
    EntryRecord record;
    const auto look = m_rules.lookOf(record.show(entry(row), numberOf(row)), m_scratch);
    if (!look)
        return {};
    return role == ToneRole ? int(look->tone) : int(look->mark);
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrafficColumn &column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(textOf(index.row(), column).left(longestShown));
    case Qt::FontRole: return column.isFigure ? QVariant(monospacedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return column.kind == TrafficColumn::Latency ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case PlainTextRole: return textOf(index.row(), column);
    case ToneRole:
    case MarkRole: return lookOf(index.row(), column, role);
    default: return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TrafficColumn &column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case ColumnKeyRole: return column.key;
    case Qt::DisplayRole: return visibleText(column.title);
    case Qt::TextAlignmentRole:
        return column.kind == TrafficColumn::Latency ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    default: return {};
    }
}

} // namespace curbside
