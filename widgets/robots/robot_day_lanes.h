// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/timeline.h"
#include "widgets/plot/time_plot.h"
#include "widgets/robots/lid_spans.h"
#include "widgets/selection/selected_trip.h"

namespace curbside {

/// All that is known of one robot's day.
struct RobotDayFacts
{
    QString serial;
    qint64 now = 0;
    std::vector<LidEventRow> lidEvents; ///< in the order of time
    std::vector<TaskRow> tasks; ///< begun, in the order in which they were
    const std::deque<RobotSample> *samples = nullptr;
    const Trip *trip = nullptr; ///< the one it is on
};

/// Its tasks that have begun, from what the console knows.
[[nodiscard]] std::vector<TaskRow> tasksOf(const QString &serial, const Entities &entities);
/// Tasks, stops, lid, movement, link, battery and speed over one axis.
[[nodiscard]] std::vector<PlotLane> robotDayLanes(const RobotDayFacts &facts, const Entities &entities);
/// When the first of it happened; now when nothing has.
[[nodiscard]] qint64 robotDayStart(const RobotDayFacts &facts);
/// What stands out of the day, the latest first, no more than `most`.
[[nodiscard]] std::vector<Fact> unusualFacts(const RobotDayFacts &facts, std::size_t most);

} // namespace curbside
