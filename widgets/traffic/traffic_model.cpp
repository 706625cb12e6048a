// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_model.h"

#include "services/runtime/time/platform_time.h"
#include "widgets/entities/cell.h"
#include "widgets/theme/plain_text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

struct KindLook
{
    Tone tone;
    Mark mark;
};

KindLook lookOf(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Published: return {Tone::Active, Mark::Play};
    case JournalKind::Handled: return {Tone::Good, Mark::Check};
    case JournalKind::Duplicate:
    case JournalKind::Parked:
    case JournalKind::Fault: return {Tone::Warning, Mark::Warning};
    case JournalKind::Lost:
    case JournalKind::DeadLettered:
    case JournalKind::Crashed: return {Tone::Bad, Mark::Cross};
    default: return {Tone::Idle, Mark::Ring};
    }
}

QString textOf(JournalKind kind)
{
    static constexpr auto words = std::to_array<const char *>({
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Published"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Handled"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Passed over"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Duplicate"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Parked"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Dead letter"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Lost"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Request"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Call"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Answer"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Timer"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Job"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Saga"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Fault"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Started"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Crashed"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Input"),
        QT_TRANSLATE_NOOP("curbside::TrafficModel", "Note"),
    });
    static_assert(words.size() == EnumNames<JournalKind>::names.size());
    return QCoreApplication::translate("curbside::TrafficModel", words[static_cast<std::size_t>(kind)]);
}

/// "curbside.state.LidEvent" as "LidEvent": the service stands in its own column.
QString shortType(const QByteArray &type)
{
    return QString::fromUtf8(type.startsWith("curbside.") ? type.mid(type.lastIndexOf('.') + 1) : type);
}

bool isFigure(int column)
{
    return column == TrafficModel::TimeColumn || column == TrafficModel::SubjectColumn;
}

} // namespace

bool isAboutEvent(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Published:
    case JournalKind::Handled:
    case JournalKind::Duplicate:
    case JournalKind::Parked:
    case JournalKind::DeadLettered:
    case JournalKind::Lost: return true;
    default: return false;
    }
}

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
    const std::size_t added = std::min(count, m_capacity);
    if (added == 0)
        return;
    const std::size_t over = m_entries.size() + added > m_capacity ? m_entries.size() + added - m_capacity : 0;
    if (over > 0) {
        beginRemoveRows({}, 0, static_cast<int>(over) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(over));
        endRemoveRows();
    }
    const int position = rowCount();
    beginInsertRows({}, position, position + static_cast<int>(added) - 1);
    m_entries.insert(m_entries.end(), first + (count - added), first + count);
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

QString TrafficModel::textOf(const TrafficEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn: return QString::fromLatin1(toRfc3339(fromMicroseconds(entry.at)).mid(11, 12));
    case KindColumn: return curbside::textOf(entry.kind);
    case WhereColumn: {
        const QString service = QString::fromUtf8(entry.service);
        return entry.peer.isEmpty() ? service : QString::fromUtf8(entry.peer) + u" → "_s + service;
    }
    case TypeColumn: return shortType(entry.type);
    case SubjectColumn: {
        const QString subject = QString::fromUtf8(entry.subject);
        return m_nameOf ? m_nameOf(subject) : subject;
    }
    default: return {};
    }
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrafficEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(textOf(entry, index.column()));
    case Qt::FontRole: return isFigure(index.column()) ? QVariant(monospacedFont()) : QVariant();
    case PlainTextRole: return textOf(entry, index.column());
    case ToneRole: return index.column() == KindColumn ? QVariant(int(lookOf(entry.kind).tone)) : QVariant();
    case MarkRole: return index.column() == KindColumn ? QVariant(int(lookOf(entry.kind).mark)) : QVariant();
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
    case WhereColumn: return tr("Where");
    case TypeColumn: return tr("Type");
    case SubjectColumn: return tr("Subject");
    default: return {};
    }
}

} // namespace curbside
