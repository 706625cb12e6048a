// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

/// For developers: the bus, as it happens.
[[nodiscard]] Mode eventsMode();

} // namespace curbside
