// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/travel.h"

namespace curbside::dispatch {

/// What the Dispatch Engine is told of its city at the start: {millimetresPerMinute, metric ("straight", "grid"),
/// wholeMinutes, minuteZero, pickupServiceSeconds, dropoffServiceSeconds, planningIntervalSeconds}.
struct DispatchSettings
{
    TravelModel travel;
    Duration planningInterval = 10s;

    /// What is absent keeps its default.
    [[nodiscard]] static DispatchSettings read(const QByteArray &configuration);
};

} // namespace curbside::dispatch
