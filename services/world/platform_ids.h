// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"

namespace curbside::world {

// The platform's things, as the world hears of them.
using DeliveryId = Id<struct DeliveryIdTag>;
using AttemptId = Id<struct AttemptIdTag>;
using TripId = Id<struct TripIdTag>;
using TaskId = Id<struct TaskIdTag>;

} // namespace curbside::world
