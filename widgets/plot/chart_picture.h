// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/tokens.h"

#include <QString>

#include <vector>

namespace curbside {

/// How an area is filled, so that it can be told without its colour.
enum class ChartFill { Solid, Hatched, Crossed, Hollow, Dotted };

/// A part of each bar.
struct ChartSeries
{
    QString title;
    Tone tone = Tone::Active;
    ChartFill fill = ChartFill::Solid;
    friend bool operator==(const ChartSeries &, const ChartSeries &) = default;
};

struct ChartBar
{
    QString label; ///< below it, or left of one that lies
    QString readout; ///< all there is to say of it
    std::vector<double> values; ///< as the series, stacked
    QString valueText = {}; ///< behind one that lies
    friend bool operator==(const ChartBar &, const ChartBar &) = default;
};

/// A line across upright bars, such as a median.
struct ChartMarker
{
    double at = 0; ///< in bars from the left: 2.5 is the middle of the third
    QString text;
    friend bool operator==(const ChartMarker &, const ChartMarker &) = default;
};

/// What a chart of stacked bars shows, before anything is drawn.
struct ChartPicture
{
    QString valueTitle; ///< what the bars' lengths are, with their unit
    QString categoryTitle; ///< what the bars are; empty where their labels say it
    QString unit; ///< behind the figures of the value axis
    bool isLying = false; ///< a line for each bar; as many as there is room for
    std::vector<ChartSeries> series;
    std::vector<ChartBar> bars;
    std::vector<ChartMarker> markers;
    double most = 0; ///< the end of the value axis; 0: by the values
    friend bool operator==(const ChartPicture &, const ChartPicture &) = default;
};

} // namespace curbside
