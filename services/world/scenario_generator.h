// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/scenario.h"
#include "services/world/scenario_definition.h"

namespace curbside {

/// The scenario that a definition and a seed make: always the same. Each kind of thing is drawn from a stream of its own,
/// so that a change of the robots leaves the orders alone. (The digest is the caller's to set.)
[[nodiscard]] Scenario generateScenario(const ScenarioDefinition &definition, std::uint64_t seed);

} // namespace curbside
