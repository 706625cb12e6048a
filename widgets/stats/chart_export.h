// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/stats/chart_views.h"

#include <vector>

namespace curbside {

// Charts as files: pictures and pages are light in every theme, to be printed. Each gives what went wrong as a sentence, or
// nothing.

/// Anything, as it is.
[[nodiscard]] QString saveBytes(const QByteArray &bytes, const QString &file);
[[nodiscard]] QString saveCsv(const ChartAnswer &answer, const QString &file);
[[nodiscard]] QString savePng(const ChartView &view, const QString &caption, const QString &file);
[[nodiscard]] QString saveSvg(const ChartView &view, const QString &caption, const QString &file);
/// All charts on one page A4; `heading` above them, `caption` below that.
[[nodiscard]] QString savePdf(const std::vector<ChartView> &views, const QString &heading, const QString &caption,
                              const QString &file);

} // namespace curbside
