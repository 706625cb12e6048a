// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/scenario.h"

#include <QByteArray>

namespace curbside {

/// Everything in a scenario, as JSON: two scenarios are the same when their texts are.
[[nodiscard]] QByteArray textOf(const Scenario &scenario);

} // namespace curbside
