// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/chart_answer.h"

#include "widgets/entities/rows.h"
#include "widgets/panels/copied_rows.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 chartHour = 3'600'000'000;

QVariant figureOf(const JsonValue &value)
{
    if (const auto text = value.toString())
        return *text;
    if (const auto whole = value.toInteger())
        return qint64(*whole);
    if (const auto decimal = value.toDouble())
        return *decimal;
    return {};
}

} // namespace

bool ChartAnswer::take(const JsonValue &answer)
{
    if (!answer["columns"].isArray() || !answer["rows"].isArray())
        return false;
    sql = textIn(answer, "sql");
    step = textIn(answer, "step");
    asOf = momentIn(answer, "asOf");
    from = momentIn(answer, "from");
    to = momentIn(answer, "to");
    isCut = answer["cut"].toBool().value_or(false);
    columns.clear();
    answer["columns"].forEachItem([this](JsonValue column) { columns.append(column.toString().value_or(QString())); });
    rows.clear();
    answer["rows"].forEachItem([this](JsonValue row) {
        QVariantList &values = rows.emplace_back();
        row.forEachItem([&values](JsonValue value) { values.append(figureOf(value)); });
        values.resize(columns.size());
    });
    failure.clear();
    isRead = true;
    return true;
}

qsizetype ChartAnswer::column(QStringView wanted) const
{
    return columns.indexOf(wanted);
}

double ChartAnswer::number(const QVariantList &row, QStringView wanted) const
{
    return row.value(column(wanted)).toDouble();
}

QString ChartAnswer::text(const QVariantList &row, QStringView wanted) const
{
    return row.value(column(wanted)).toString();
}

qint64 ChartAnswer::momentOf(const QString &text)
{
    const QDateTime moment = text.size() == 10
        ? QDateTime(QDate::fromString(text, Qt::ISODate), QTime(0, 0), Qt::UTC)
        : QDateTime::fromString(text, Qt::ISODate); // in UTC by its Z, whatever is the viewer's own time
    return moment.isValid() ? moment.toMSecsSinceEpoch() * 1000 : 0;
}

qint64 ChartAnswer::stepLength() const
{
    return step == u"5m" ? chartHour / 12 : step == u"1h" ? chartHour : step == u"1d" ? 24 * chartHour : 0;
}

QString ChartAnswer::asCsv() const
{
    CopiedRows copied;
    copied.titles = columns;
    for (const QVariantList &row : rows) {
        QStringList &cells = copied.rows.emplace_back();
        for (const QVariant &value : row)
            cells.append(value.toString());
    }
    return copied.asCsv();
}

qint64 ChartFilter::begin(qint64 now) const
{
    switch (time) {
    case Time::Whole: return 0;
    case Time::LastHour: return std::max<qint64>(0, now - chartHour);
    case Time::Today: return now - now % (24 * chartHour);
    case Time::Range: return from;
    }
    return 0;
}

} // namespace curbside
