// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/place.h"
#include "services/runtime/time/platform_time.h"

#include <span>
#include <vector>

namespace curbside::dispatch {

enum class Metric { Straight, Grid };

/// A service (loading or handing over) and the moment that counts as its time: the pickup or drop-off time lies
/// `before` after the arrival, and the robot leaves `after` later.
struct ServiceHalves
{
    Duration before;
    Duration after;
};

/// How robots move and how long they are served. Exact: whole numbers in, whole numbers out, on every machine.
struct TravelModel
{
    qint64 millimetresPerMinute = 80'000;
    Metric metric = Metric::Straight;
    /// Everything then happens on whole minutes, counted from `minuteZero`, and a drive takes its minutes rounded up.
    bool wholeMinutes = false;
    PlatformTime minuteZero{};
    Duration pickupService = 1min;
    Duration dropoffService = 1min;

    /// Rounded up to a whole minute, or else to a microsecond. On an axis, more than 2,000 km count as 2,000 km.
    [[nodiscard]] Duration travel(const Place &from, const Place &to) const;

    /// Half the service before its time and half after it. An odd service has its longer half first, and a robot
    /// always arrives strictly (a minute or a microsecond) before the time of the service, even when that takes no
    /// time at all.
    [[nodiscard]] ServiceHalves pickupHalves() const { return halves(pickupService); }
    [[nodiscard]] ServiceHalves dropoffHalves() const { return halves(dropoffService); }

    /// The first or last whole minute not before or not after `time`; `time` itself where minutes need not be whole.
    [[nodiscard]] PlatformTime roundedUp(PlatformTime time) const;
    [[nodiscard]] PlatformTime roundedDown(PlatformTime time) const;

private:
    [[nodiscard]] ServiceHalves halves(Duration service) const;
};

struct StopTimes
{
    PlatformTime arriveAt;
    PlatformTime serviceAt; // the pickup or drop-off time
    PlatformTime leaveAt;
};

struct TripTimes
{
    PlatformTime departAt; // from where the robot was waiting
    StopTimes pickup;
    std::vector<StopTimes> dropoffs;
};

/// The times of one trip by a robot that waits at `from` and may leave from `freeAt` on. It leaves as late as it can
/// without delaying anything: the pickup time is the robot's earliest possible or `readyAt`, whichever is later, and
///
///     departAt         = pickup.arriveAt - travel(from, merchant)
///     pickup.arriveAt  = pickup.serviceAt - pickupHalves().before
///     pickup.leaveAt   = pickup.serviceAt + pickupHalves().after
///     dropoff.arriveAt = leaveAt of the stop before + travel(place of the stop before, place)
///     dropoff.serviceAt = arriveAt + dropoffHalves().before,  leaveAt = serviceAt + dropoffHalves().after
///
/// Whoever drives a planned trip takes these times from its stops.
[[nodiscard]] TripTimes timeTrip(const TravelModel &model, const Place &from, PlatformTime freeAt,
                                 const Place &merchant, PlatformTime readyAt, std::span<const Place> dropoffs);

} // namespace curbside::dispatch
