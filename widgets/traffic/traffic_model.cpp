// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_model.h"

#include "services/runtime/time/platform_time.h"
#include "widgets/theme/theme.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Tone toneOf(const QString &kind)
{
    if (kind == u"Published")
        return Tone::Active;
    if (kind == u"Lost" || kind == u"DeadLettered" || kind == u"Crashed")
        return Tone::Bad;
    if (kind == u"Parked" || kind == u"Duplicate" || kind == u"Fault")
        return Tone::Warning;
    if (kind == u"Handled")
        return Tone::Good;
    return Tone::Idle;
}

QString clockOf(qint64 microseconds)
{
    return QString::fromLatin1(toRfc3339(fromMicroseconds(microseconds)).mid(11, 12));
}

} // namespace

void TrafficModel::take(const JournalBatch &batch)
{
    m_seen += batch.entries.size() + batch.dropped;
    const std::size_t skipped = batch.entries.size() > m_capacity ? batch.entries.size() - m_capacity : 0;
    const std::size_t added = batch.entries.size() - skipped;
    if (added == 0)
        return;
    const std::size_t over = m_entries.size() + added > m_capacity ? m_entries.size() + added - m_capacity : 0;
    if (over > 0) {
        beginRemoveRows({}, 0, static_cast<int>(over) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(over));
        endRemoveRows();
    }
    const int first = static_cast<int>(m_entries.size());
    beginInsertRows({}, first, first + static_cast<int>(added) - 1);
    m_entries.insert(m_entries.end(), batch.entries.begin() + static_cast<std::ptrdiff_t>(skipped),
                     batch.entries.end());
    endInsertRows();
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrafficEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::FontRole)
        return index.column() == TimeColumn || index.column() == SubjectColumn ? QVariant(monospacedFont())
                                                                               : QVariant();
    if (role == Qt::ForegroundRole)
        return index.column() == KindColumn ? QVariant(colorOf(toneOf(entry.kind), tokens())) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case TimeColumn: return clockOf(entry.at);
    case KindColumn: return role == Qt::DisplayRole ? shapeOf(toneOf(entry.kind)) + u"  "_s + entry.kind : entry.kind;
    case ServiceColumn: return entry.peer.isEmpty() ? entry.service : entry.peer + u" → "_s + entry.service;
    case TypeColumn: return entry.type;
    case SubjectColumn: return entry.subject;
    default: return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case KindColumn: return tr("What");
    case ServiceColumn: return tr("Where");
    case TypeColumn: return tr("Type");
    case SubjectColumn: return tr("Subject");
    default: return {};
    }
}

} // namespace curbside
