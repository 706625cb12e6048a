// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sql/sql_result.h"

#include "widgets/theme/theme.h"

#include <QFontMetrics>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t measuredRows = 100; ///< by which columns get their width
constexpr int leastColumnWidth = 64;
constexpr int mostColumnWidth = 320;

Cell cellOf(const JsonValue &value)
{
    Cell cell;
    if (value.isNull()) {
        cell.text = u"NULL"_s;
        cell.tone = Tone::Idle;
    } else if (const auto whole = value.toInteger()) {
        cell.text = QString::number(*whole);
        cell.sortKey = qint64(*whole);
    } else if (const auto number = value.toDouble()) {
        cell.text = QString::number(*number, 'g', 15);
        cell.sortKey = *number;
    } else {
        cell.text = value.toString().value_or(QString());
    }
    return cell;
}

int widthFor(const QString &title, const std::vector<SqlRow> &rows, std::size_t column)
{
    const QFontMetrics metrics(monospacedFont());
    int width = QFontMetrics(secondaryFont()).horizontalAdvance(title) + 16;
    for (std::size_t row = 0; row < std::min(rows.size(), measuredRows); ++row)
        width = std::max(width, metrics.horizontalAdvance(rows[row].cells[column].text.left(60)));
    return qBound(leastColumnWidth, width + 2 * Tokens::cellPadding + 4, mostColumnWidth);
}

/// A real without a fraction is written as a whole number: where one number of a column is real, all are.
void sortAsNumbers(std::vector<SqlRow> &rows, std::size_t column)
{
    const auto isReal = [column](const SqlRow &row) { return row.cells[column].sortKey.typeId() == QMetaType::Double; };
    if (std::ranges::none_of(rows, isReal))
        return;
    for (SqlRow &row : rows) {
        if (QVariant &key = row.cells[column].sortKey; key.isValid())
            key = key.toDouble();
    }
}

bool isOfNumbers(const std::vector<SqlRow> &rows, std::size_t column)
{
    return !rows.empty() && std::ranges::all_of(rows, [column](const SqlRow &row) {
        return row.cells[column].sortKey.isValid() || row.cells[column].tone;
    });
}

} // namespace

SqlResult SqlResult::from(const JsonValue &answer)
{
    SqlResult result;
    result.isCut = answer["cut"].toBool().value_or(false);
    result.milliseconds = answer["milliseconds"].toInteger().value_or(0);
    QStringList titles;
    answer["columns"].forEachItem([&](JsonValue title) { titles += title.toString().value_or(QString()); });
    const auto count = static_cast<std::size_t>(titles.size());
    std::vector<SqlRow> rows;
    answer["rows"].forEachItem([&](JsonValue item) {
        SqlRow &row = rows.emplace_back();
        row.number = QString::number(rows.size());
        item.forEachItem([&](JsonValue value) { row.cells.push_back(cellOf(value)); });
        row.cells.resize(count);
    });
    result.rowCount = static_cast<qsizetype>(rows.size());
    std::vector<EntityColumn<SqlRow>> columns;
    for (std::size_t at = 0; at < count; ++at) {
        const QString &title = titles[static_cast<qsizetype>(at)];
        sortAsNumbers(rows, at);
        columns.push_back({{.title = title,
                            .width = widthFor(title, rows, at),
                            .isFigure = true,
                            .isRightAligned = isOfNumbers(rows, at),
                            .key = title},
                           [at](const SqlRow &row) { return row.cells[at]; }});
    }
    result.rows = std::make_unique<EntityModel<SqlRow>>();
    result.rows->setColumns(std::move(columns));
    result.rows->take(std::move(rows));
    return result;
}

} // namespace curbside
