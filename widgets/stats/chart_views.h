// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/chart_picture.h"
#include "widgets/stats/chart_answer.h"

namespace curbside {

/// A chart as people see it.
struct ChartView
{
    QString title;
    QString summary; ///< what it says, in a few words; empty while it has no figures
    ChartPicture picture;
};

/// Of a chart by its name in ChartDesk::names(). `until` is the platform time up to which there can be figures.
[[nodiscard]] ChartView chartViewOf(const QString &name, const ChartAnswer &answer, qint64 until);
/// What it is called while there are no figures yet.
[[nodiscard]] QString chartTitle(const QString &name, const QString &step = {});
/// A column of figures as people call it, with its unit; the name itself when it is not known.
[[nodiscard]] QString chartColumnTitle(const QString &column);

} // namespace curbside
