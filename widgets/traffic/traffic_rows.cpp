// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_rows.h"

#include "services/runtime/time/platform_time.h"
#include "widgets/entities/cell.h"
#include "widgets/theme/plain_text.h"
#include "widgets/traffic/entry_words.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

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

} // namespace

TrafficRows::TrafficRows(QObject *parent)
    : QAbstractTableModel(parent), m_columns(trafficColumns(firstTrafficColumns())), m_rules(firstColourRules())
{}

void TrafficRows::setColumns(std::vector<TrafficColumn> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void TrafficRows::setRules(const std::vector<ColourRule> &rules)
{
    m_rules = CompiledRules(rules);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int TrafficRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

cesql::Value TrafficRows::valueOf(int row, const TrafficColumn &column) const
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

QString TrafficRows::textOf(int row, const TrafficColumn &column) const
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
QVariant TrafficRows::lookOf(int row, const TrafficColumn &column, int role) const
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

QVariant TrafficRows::data(const QModelIndex &index, int role) const
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

QVariant TrafficRows::headerData(int section, Qt::Orientation orientation, int role) const
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
