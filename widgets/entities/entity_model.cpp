// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_model.h"

#include "widgets/theme/theme.h"

using namespace Qt::StringLiterals;

namespace curbside {

EntityModel::EntityModel(QByteArray keyMember, std::vector<EntityColumn> columns, QObject *parent)
    : QAbstractTableModel(parent), m_keyMember(std::move(keyMember)), m_columns(std::move(columns))
{}

bool EntityModel::take(const JsonValue &item)
{
    Row row;
    row.key = item[std::string_view(m_keyMember.constData(), static_cast<std::size_t>(m_keyMember.size()))]
                  .toString()
                  .value_or(QString());
    for (const EntityColumn &column : m_columns)
        row.cells.push_back(column.read(item));
    const auto known = m_rowOfKey.constFind(row.key);
    if (known == m_rowOfKey.constEnd()) {
        const int position = static_cast<int>(m_rows.size());
        beginInsertRows({}, position, position);
        m_rowOfKey.insert(row.key, position);
        m_rows.push_back(std::move(row));
        endInsertRows();
        return true;
    }
    Row &present = m_rows[static_cast<std::size_t>(*known)];
    int first = -1;
    int last = -1;
    for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
        const auto at = static_cast<std::size_t>(column);
        if (present.cells[at] == row.cells[at])
            continue;
        first = first < 0 ? column : first;
        last = column;
    }
    if (first < 0)
        return false;
    const int position = *known;
    present = std::move(row);
    Q_EMIT dataChanged(index(position, first), index(position, last));
    return true;
}

int EntityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EntityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant EntityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const EntityCell &cell = row.cells[static_cast<std::size_t>(index.column())];
    const EntityColumn &column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole: return cell.tone ? shapeOf(*cell.tone) + u"  "_s + cell.text : cell.text;
    case Qt::AccessibleTextRole: return cell.text;
    case Qt::ForegroundRole: return cell.tone ? QVariant(colorOf(*cell.tone, tokens())) : QVariant();
    case Qt::FontRole: return column.isFigure ? QVariant(monospacedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (column.isFigure && index.column() > 0 ? Qt::AlignRight : Qt::AlignLeft));
    case KeyRole: return row.key;
    case SortRole: return cell.sortKey.isValid() ? cell.sortKey : QVariant(cell.text);
    default: return {};
    }
}

QVariant EntityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[static_cast<std::size_t>(section)].title;
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter
            | (m_columns[static_cast<std::size_t>(section)].isFigure && section > 0 ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace curbside
