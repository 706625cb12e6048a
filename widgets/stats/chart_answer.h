// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QStringList>
#include <QVariant>

#include <vector>

namespace curbside {

/// One of the warehouse's charts as it was answered: figures, and the SQL beneath them.
struct ChartAnswer
{
    QString name;
    QString sql;
    QString step; ///< 5m, 1h, 1d; empty where there are none
    qint64 asOf = 0; ///< platform time of the ETL step; 0: there was none
    qint64 from = 0; ///< 0: without bound
    qint64 to = 0;
    QStringList columns;
    std::vector<QVariantList> rows; ///< text, whole numbers, decimals; invalid: NULL
    bool isCut = false; ///< there was more
    QString failure; ///< why it could not be read; the rest is what it was before
    bool isRead = false;

    /// False when that is no such answer.
    bool take(const JsonValue &answer);
    [[nodiscard]] qsizetype column(QStringView name) const;
    [[nodiscard]] double number(const QVariantList &row, QStringView column) const;
    [[nodiscard]] QString text(const QVariantList &row, QStringView column) const;
    /// The moment that a row of a chart with steps begins.
    [[nodiscard]] static qint64 momentOf(const QString &text);
    /// The length of a step in microseconds.
    [[nodiscard]] qint64 stepLength() const;
    /// The rows with their columns' names, as RFC 4180.
    [[nodiscard]] QString asCsv() const;
};

/// What of the charts is shown.
struct ChartFilter
{
    enum class Time { Whole, LastHour, Today, Range };

    Time time = Time::Whole;
    qint64 from = 0; ///< of a range
    qint64 to = 0;
    QString merchant; ///< at most one of the two
    QString partner;
    friend bool operator==(const ChartFilter &, const ChartFilter &) = default;

    /// Where it begins and ends at a platform time; 0: without bound.
    [[nodiscard]] qint64 begin(qint64 now) const;
    [[nodiscard]] qint64 end() const { return time == Time::Range ? to : 0; }
};

} // namespace curbside
