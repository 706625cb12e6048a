// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_model.h"

#include "widgets/theme/plain_text.h"

#include <QMimeData>

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
    case Qt::AccessibleDescriptionRole: return index.column() == 0 ? describe(index.row()) : QString();
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

/// For looks that show a row as one thing, such as cards: what its other columns say.
QString EntityTable::describe(int row) const
{
    QStringList parts;
    for (int column = 1; column < columnCount(); ++column)
        parts.append(look(column).title + u' ' + visibleText(cellAt(row, column).text));
    return parts.join(u", ");
}

QVariant EntityTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return look(section).title;
    if (role == ColumnKeyRole)
        return look(section).key;
    if (role == Qt::TextAlignmentRole)
        return QVariant(alignmentOf(look(section)));
    return {};
}

void EntityTable::setDragAndDrop(const QString &dragType, const QString &dropType)
{
    m_dragType = dragType;
    m_dropType = dropType;
}

Qt::ItemFlags EntityTable::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && !m_dragType.isEmpty())
        flags |= Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    return flags;
}

QStringList EntityTable::mimeTypes() const
{
    return {m_dragType, m_dropType};
}

QMimeData *EntityTable::mimeData(const QModelIndexList &indexes) const
{
    QStringList keys;
    for (const QModelIndex &index : indexes)
        keys.append(keyAt(index.row()));
    keys.removeDuplicates();
    auto *data = new QMimeData;
    data->setData(m_dragType, keys.join(u'\n').toUtf8());
    return data;
}

bool EntityTable::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent) const
{
    return parent.isValid() && !m_dropType.isEmpty() && data->hasFormat(m_dropType);
}

bool EntityTable::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                               const QModelIndex &parent)
{
    const QStringList keys = QString::fromUtf8(data->data(m_dropType)).split(u'\n', Qt::SkipEmptyParts);
    if (!canDropMimeData(data, action, row, column, parent) || keys.isEmpty())
        return false;
    Q_EMIT keysDropped(keyAt(parent.row()), keys);
    return true;
}

void EntityTable::refreshColumn(int column)
{
    if (rowCount() > 0 && column < columnCount())
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void EntityTable::refreshRow(const QString &key)
{
    if (const int row = rowOf(key); row >= 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void EntityTable::refreshAll()
{
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace curbside
