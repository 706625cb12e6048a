// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"

#include <QByteArray>

#include <array>
#include <vector>

namespace curbside {

/// The three ways to read a delivery, in the order of their columns.
inline constexpr std::array<std::string_view, 3> strategyNames{"api", "denormalized", "join"};

/// One field of the view, or one figure of its cost, as each strategy has it.
struct StrategyRow
{
    QString name; ///< "task.status", "milliseconds"
    QString title;
    std::array<Cell, strategyNames.size()> cells;

    [[nodiscard]] const QString &key() const { return name; }
    friend bool operator==(const StrategyRow &, const StrategyRow &) = default;
};

/// What the gateway answered for one strategy.
struct StrategyAnswer
{
    int status = 0; ///< 0: not yet
    QByteArray body;
};

/// "38 ms", "4.2 s", "3 min"
[[nodiscard]] QString spanText(double milliseconds);

/// The fields and the cost of the three answers, always the same rows in the same order.
[[nodiscard]] std::vector<StrategyRow> strategyRows(const std::array<StrategyAnswer, strategyNames.size()> &answers);

} // namespace curbside
