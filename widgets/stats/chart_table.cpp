// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/chart_table.h"

#include "widgets/stats/chart_views.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int figureWidth = 92;
constexpr int nameWidth = 128;

bool isText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString;
}

} // namespace

int ChartTable::rowOf(const QString &key) const
{
    bool isNumber = false;
    const int row = key.toInt(&isNumber);
    return isNumber && row >= 0 && row < rowCount() ? row : -1;
}

Cell ChartTable::cellAt(int row, int column) const
{
    const QVariant &value = m_rows[static_cast<std::size_t>(row)][column];
    Cell cell{value.toString(), {}, {}, {}, value};
    if (!value.isValid())
        cell.text = u"–"_s;
    return cell;
}

void ChartTable::takeColumns(const ChartAnswer &answer)
{
    m_looks.clear();
    m_columns = answer.columns;
    for (qsizetype column = 0; column < answer.columns.size(); ++column) {
        const bool isName =
            std::ranges::any_of(answer.rows, [column](const QVariantList &row) { return isText(row[column]); });
        m_looks.push_back({.title = chartColumnTitle(answer.columns[column]),
                           .width = isName ? nameWidth : figureWidth,
                           .isFigure = !isName || column == 0,
                           .isRightAligned = !isName,
                           .key = answer.columns[column]});
    }
}

void ChartTable::take(const ChartAnswer &answer)
{
    if (answer.columns != m_columns || m_rows.empty() != answer.rows.empty()) {
        beginResetModel();
        takeColumns(answer);
        m_rows = answer.rows;
        endResetModel();
        return;
    }
    const auto kept = std::min(m_rows.size(), answer.rows.size());
    for (std::size_t row = 0; row < kept; ++row) {
        if (m_rows[row] == answer.rows[row])
            continue;
        m_rows[row] = answer.rows[row];
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), columnCount() - 1));
    }
    if (m_rows.size() > kept) {
        beginRemoveRows({}, int(kept), int(m_rows.size()) - 1);
        m_rows.resize(kept);
        endRemoveRows();
    } else if (answer.rows.size() > kept) {
        beginInsertRows({}, int(kept), int(answer.rows.size()) - 1);
        m_rows = answer.rows;
        endInsertRows();
    }
}

} // namespace curbside
