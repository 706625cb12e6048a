// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/rows.h"
#include "widgets/plot/time_plot.h"

namespace curbside {

/// A lid that is open longer than this is worth a look: loading and unloading are planned with two minutes.
inline constexpr qint64 longLidOpen = 180'000'000; // microseconds

/// A stretch of time in which a lid was open or jammed.
struct LidSpan
{
    qint64 from = 0;
    qint64 to = 0; ///< now, while it lasts
    bool lasts = false;
    bool isJammed = false;
    bool isAway = false; ///< opened for no task, and by no operator
    QString actor;
    QString taskId;

    [[nodiscard]] bool isLong() const { return !isJammed && to - from > longLidOpen; }
    [[nodiscard]] bool isUnusual() const { return isJammed || isAway || isLong(); }
};

/// Opened by nobody who has a task there.
[[nodiscard]] bool isOpenedAway(const LidEventRow &event);
/// What the moves of one robot's lid, in the order of time, come to until `now`.
[[nodiscard]] std::vector<LidSpan> lidSpans(const std::vector<LidEventRow> &events, qint64 now);
/// Drawn as a bar; what is unusual by colour, mark and word.
[[nodiscard]] PlotSpan plotSpan(const LidSpan &span);
/// "lid open 7 s away from any stop, actor unknown"
[[nodiscard]] QString lidSpanText(const LidSpan &span);
/// "7 s", "3 min", "2 h 5 min"
[[nodiscard]] QString durationText(qint64 microseconds);

} // namespace curbside
