// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/world/scenario.h"

#include <cstdio>

namespace curbside {

std::expected<ExitStatus, Failure> printScenarios()
{
    for (const ScenarioSummary &scenario : builtInScenarios())
        std::printf("%-20s %s\n", qUtf8Printable(scenario.name), qUtf8Printable(scenario.description));
    return ExitStatus::Success;
}

} // namespace curbside
