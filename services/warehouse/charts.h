// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/chart_question.h"

#include <QString>

#include <functional>
#include <vector>

namespace curbside {

/// A chart that the warehouse offers: what its rows are read with, from the aggregates alone.
struct Chart
{
    QString name; ///< in addresses
    QString title;
    bool narrowsByMerchant;
    bool narrowsByPartner;
    int grain; ///< of its steps in time, in minutes, unless asked otherwise; 0: it has none
    std::function<QString(const ChartQuestion &question)> sql;
};

[[nodiscard]] const std::vector<Chart> &charts();

} // namespace curbside
