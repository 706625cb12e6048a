// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/mdrp_solution.h"
#include "services/world/scenario.h"

#include <QStringList>

#include <vector>

namespace curbside {

struct SolutionVerdict
{
    QStringList breaches; // of the problem's rules; none: the solution is feasible
    std::vector<qint64> clickToDoorMinutes; // of each delivered order, ascending
};

/// Reads a solution's files as the format's evaluator does and holds them against the rules of the problem.
[[nodiscard]] SolutionVerdict judgeSolution(const Scenario &day, const MdrpSolution &solution);

} // namespace curbside
