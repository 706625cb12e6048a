// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_list_model.h"

#include "widgets/theme/plain_text.h"

using namespace Qt::StringLiterals;

namespace curbside {

void AlertListModel::setRows(std::vector<AlertRow> rows)
{
    removeMissing(rows);
    for (std::size_t at = 0; at < rows.size(); ++at)
        place(at, rows[at]);
}

void AlertListModel::removeMissing(const std::vector<AlertRow> &wanted)
{
    QSet<QString> keys;
    for (const AlertRow &row : wanted)
        keys.insert(row.key);
    for (int at = rowCount() - 1; at >= 0; --at) {
        if (keys.contains(m_rows[static_cast<std::size_t>(at)].key))
            continue;
        beginRemoveRows({}, at, at);
        m_rows.erase(m_rows.begin() + at);
        endRemoveRows();
    }
}

void AlertListModel::place(std::size_t at, const AlertRow &row)
{
    const auto from = std::find_if(m_rows.begin() + static_cast<std::ptrdiff_t>(at), m_rows.end(),
                                   [&](const AlertRow &present) { return present.key == row.key; });
    const int to = static_cast<int>(at);
    if (from == m_rows.end()) {
        beginInsertRows({}, to, to);
        m_rows.insert(m_rows.begin() + to, row);
        endInsertRows();
        return;
    }
    const int source = static_cast<int>(from - m_rows.begin());
    if (source != to) {
        beginMoveRows({}, source, source, {}, to);
        std::rotate(m_rows.begin() + to, from, from + 1);
        endMoveRows();
    }
    if (m_rows[at] == row)
        return;
    m_rows[at] = row;
    Q_EMIT dataChanged(index(to), index(to));
}

const AlertRow *AlertListModel::rowAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex AlertListModel::indexOf(const QString &key) const
{
    const auto found = std::ranges::find(m_rows, key, &AlertRow::key);
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()));
}

int AlertListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AlertListModel::data(const QModelIndex &index, int role) const
{
    const AlertRow *row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole: return visibleText(row->title);
    case Qt::AccessibleTextRole:
        return visibleText(QStringList{row->markText, row->title, row->second, row->age}.join(u", "_s));
    case Qt::ToolTipRole: return asToolTip(row->title + u'\n' + row->second);
    case KeyRole: return row->key;
    case ToneRole: return static_cast<int>(row->tone);
    case MarkRole: return static_cast<int>(row->mark);
    case PlainTextRole: return row->title;
    default: return {};
    }
}

} // namespace curbside
