// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/selection/selected_trip.h"

namespace curbside {

/// For each stop of the trip whether all tasks there have ended, as far as the tasks are known.
[[nodiscard]] std::vector<bool> stopsDone(const Trip &trip, const Entities &entities);
/// What the stop is for, in a few words: the merchant, or the address.
[[nodiscard]] QString stopText(const TripStop &stop, const Entities &entities);

} // namespace curbside
