// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"
#include "services/world/scenario.h"

namespace curbside::world {

// The ids under which the world registers what a scenario names with words: always the same for a scenario and seed.
[[nodiscard]] Uuid idOf(const Scenario &scenario, const PartnerKey &partner);
[[nodiscard]] Uuid idOf(const Scenario &scenario, const MerchantKey &merchant);

} // namespace curbside::world
