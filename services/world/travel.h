// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/place.h"
#include "services/runtime/time/platform_time.h"

#include <array>
#include <string_view>

namespace curbside {

enum class Metric { Straight, Grid };

template <>
struct EnumNames<Metric>
{
    static constexpr std::array names{std::string_view("straight"), std::string_view("grid")};
};

/// How fast and by which measure robots travel, and how long a stop is planned to take.
struct Motion
{
    qint64 metersPerMinute = 90;
    Metric metric = Metric::Grid;
    /// Travel takes whole minutes, rounded up, and a robot acts as from the minute in which it hears.
    bool wholeMinutes = false;
    qint64 pickupServiceMinutes = 2;
    qint64 dropoffServiceMinutes = 2;
    Duration telemetryMoving = 15s;
    Duration telemetryIdle = 5min;
    qint64 metersPerBatteryPercent = 250;
    qint64 idleMinutesPerBatteryPercent = 60;
    qint64 chargeSecondsPerBatteryPercent = 45;
};

/// Millimetres; the straight distance is rounded up. Exact for places within ±10,000,000 metres.
[[nodiscard]] qint64 distanceBetween(Metric metric, Place from, Place to);

/// By the motion's speed and measure, rounded up to the microsecond, or to the minute when it counts in whole minutes.
[[nodiscard]] Duration travelTime(const Motion &motion, Place from, Place to);

} // namespace curbside
