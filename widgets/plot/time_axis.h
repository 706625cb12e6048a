// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace curbside {

/// A stretch of time laid out from left to right. Times are microseconds since 1970 UTC.
struct TimeAxis
{
    qint64 from = 0;
    qint64 to = 0;
    double left = 0; ///< pixels
    double right = 0;

    static constexpr qint64 shortest = 2'000'000; ///< no stretch is shown closer than this

    [[nodiscard]] double xOf(qint64 at) const;
    [[nodiscard]] qint64 timeAt(double x) const;
    [[nodiscard]] qint64 length() const { return to - from; }
    /// Round times on the axis, at least `apart` pixels from each other.
    [[nodiscard]] std::vector<qint64> ticks(double apart) const;
    /// 11:42 as the clock format wants it, with seconds where ticks are that close.
    [[nodiscard]] static QString tickText(qint64 at, qint64 step);
    /// The stretch `factor` times as long around a moment that stays where it is, inside of `whole`.
    [[nodiscard]] TimeAxis zoomed(double factor, qint64 around, const TimeAxis &whole) const;
    /// The same stretch later or earlier, inside of `whole`.
    [[nodiscard]] TimeAxis moved(qint64 by, const TimeAxis &whole) const;
};

} // namespace curbside
