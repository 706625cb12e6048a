// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

/// Every transaction across services: where each stands, its steps against time, and what helps one that is stuck.
[[nodiscard]] Mode sagasMode();

} // namespace curbside
