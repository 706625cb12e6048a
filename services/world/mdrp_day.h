// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/scenario.h"

#include <QString>

#include <expected>

namespace curbside {

/// A day of the Meal Delivery Routing Problem as a scenario: minute 0 is startsAt (a midnight), couriers are robots,
/// restaurants merchants, names are kept as they are. Travel is straight and takes whole minutes; there are no mishaps, and
/// people come at once. The seed changes nothing but is remembered. The error is one line with file and line.
[[nodiscard]] std::expected<Scenario, QString> loadMdrpDay(const QString &folder, std::uint64_t seed);

} // namespace curbside
