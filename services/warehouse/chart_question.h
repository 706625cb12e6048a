// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <expected>

namespace curbside {

struct Chart;

/// What of a chart is asked for: a stretch of time, one merchant or partner, and how long its steps are.
struct ChartQuestion
{
    // Whole slices of the shortest grain; nothing: without bound.
    std::optional<PlatformTime> from{};
    std::optional<PlatformTime> to{};
    // At most one of them.
    QString merchant{};
    QString partner{};
    int grain = 0; ///< of the steps of a chart that has some, in minutes; 0: as the chart is

    /// Reads the query of a request. What the chart does not know is a problem.
    [[nodiscard]] static std::expected<ChartQuestion, Problem> read(const Request &request, const Chart &chart);
};

/// Slices of one grain that begin from `first` on and before `last`.
struct SliceSpan
{
    int grain;
    qint64 first;
    qint64 last;
    friend bool operator==(const SliceSpan &, const SliceSpan &) = default;
};

/// As few slices as make up that stretch, none longer than `longest` minutes; nothing is covered twice. Empty: a stretch of
/// no length.
[[nodiscard]] std::vector<SliceSpan> sliceSpans(const ChartQuestion &question, int longest);

/// How a grain is written in a query: 5m, 1h, 1d.
[[nodiscard]] QString grainName(int minutes);

} // namespace curbside
