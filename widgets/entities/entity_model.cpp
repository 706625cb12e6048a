// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_model.h"

#include "widgets/theme/plain_text.h"

namespace curbside {

namespace {

template <typename Number>
QVariant numberOf(const std::optional<Number> &value)
{
    if (!value)
        return {};
    if constexpr (std::is_enum_v<Number>)
        return static_cast<int>(*value);
    else
        return *value;
}

Qt::Alignment alignmentOf(const ColumnLook &look)
{
    return Qt::AlignVCenter | (look.isRightAligned ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

QVariant EntityTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ColumnLook &column = look(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return visibleText(cellAt(index.row(), index.column()).text);
    case Qt::FontRole: return column.isFigure ? QVariant(monospacedFont()) : QVariant();
    case Qt::TextAlignmentRole: return QVariant(alignmentOf(column));
    case KeyRole: return keyAt(index.row());
    case PlainTextRole: return cellAt(index.row(), index.column()).text;
    case ToneRole: return numberOf(cellAt(index.row(), index.column()).tone);
    case MarkRole: return numberOf(cellAt(index.row(), index.column()).mark);
    case ShareRole: return numberOf(cellAt(index.row(), index.column()).share);
    case SortRole: {
        const Cell cell = cellAt(index.row(), index.column());
        return cell.sortKey.isValid() ? cell.sortKey : QVariant(cell.text);
    }
    default: return {};
    }
}

QVariant EntityTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return look(section).title;
    if (role == Qt::TextAlignmentRole)
        return QVariant(alignmentOf(look(section)));
    return {};
}

void EntityTable::refreshColumn(int column)
{
    if (rowCount() > 0 && column < columnCount())
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void EntityTable::refreshAll()
{
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace curbside
