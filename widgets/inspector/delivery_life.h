// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/entities/entities.h"
#include "widgets/inspector/timeline.h"
#include "widgets/selection/selected_trip.h"

namespace curbside {

/// The life of a delivery as facts: from the gateway's joined answer (GET /deliveries/{id}), the saga's steps where they are
/// known, and, while it lies ahead of `now`, the planned arrival.
[[nodiscard]] std::vector<Fact> deliveryLife(const JsonValue &joined, const JsonValue &saga,
                                             const std::optional<Trip> &trip, const Entities &entities, qint64 now);

/// Whose part is missing from the joined answer because they did not answer.
[[nodiscard]] QStringList servicesAway(const JsonValue &joined);

} // namespace curbside
