// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/time_axis.h"

#include "widgets/entities/status_words.h"

#include <algorithm>
#include <array>

namespace curbside {

namespace {

constexpr qint64 second = 1'000'000;
constexpr std::array tickSteps{second,         2 * second,     5 * second,    10 * second,   15 * second,
                               30 * second,    60 * second,    120 * second,  300 * second,  600 * second,
                               900 * second,   1800 * second,  3600 * second, 7200 * second, 10800 * second,
                               21600 * second, 43200 * second, 86400 * second};

} // namespace

double TimeAxis::xOf(qint64 at) const
{
    return length() <= 0 ? left : left + (right - left) * double(at - from) / double(length());
}

qint64 TimeAxis::timeAt(double x) const
{
    return right <= left ? from : from + qint64(double(length()) * (x - left) / (right - left));
}

std::vector<qint64> TimeAxis::ticks(double apart) const
{
    if (length() <= 0 || right <= left)
        return {};
    const double least = double(length()) * apart / (right - left);
    const auto *const found = std::ranges::find_if(tickSteps, [&](qint64 step) { return double(step) >= least; });
    qint64 step = found == tickSteps.end() ? tickSteps.back() : *found;
    while (double(step) < least)
        step *= 2;
    std::vector<qint64> times;
    for (qint64 at = (from + step - 1) / step * step; at <= to; at += step)
        times.push_back(at);
    return times;
}

QString TimeAxis::tickText(qint64 at, qint64 step)
{
    return step % (60 * second) == 0 ? minuteText(at) : secondText(at);
}

TimeAxis TimeAxis::zoomed(double factor, qint64 around, const TimeAxis &whole) const
{
    TimeAxis axis = *this;
    const qint64 longest = std::max(whole.length(), shortest);
    const qint64 wanted = std::clamp(qint64(double(length()) * factor), shortest, longest);
    const double share = length() > 0 ? double(around - from) / double(length()) : 0.5;
    axis.from = around - qint64(double(wanted) * share);
    axis.to = axis.from + wanted;
    return axis.moved(0, whole);
}

TimeAxis TimeAxis::moved(qint64 by, const TimeAxis &whole) const
{
    TimeAxis axis = *this;
    const qint64 stretch = length();
    axis.from = std::max(whole.from, std::min(from + by, whole.to - stretch));
    axis.to = axis.from + stretch;
    return axis;
}

} // namespace curbside
