// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/travel.h"

#include <algorithm>
#include <cmath>

namespace curbside::dispatch {

namespace {

using Wide = unsigned __int128;

constexpr qint64 farthestMm = 2'000'000'000;
constexpr qint64 microsecondsPerMinute = 60'000'000;

qint64 apart(qint64 a, qint64 b)
{
    const __int128 difference = static_cast<__int128>(a) - b;
    const __int128 distance = difference < 0 ? -difference : difference;
    return distance > farthestMm ? farthestMm : static_cast<qint64>(distance);
}

Wide square(qint64 value)
{
    return static_cast<Wide>(value) * static_cast<Wide>(value);
}

/// The least n with n * speed >= the root of `squaredMm`, times `stepsPerMinute`. The floating-point root is only a
/// first guess: whole numbers decide.
qint64 straightSteps(qint64 squaredMm, qint64 speed, qint64 stepsPerMinute)
{
    const double guess =
        std::sqrt(static_cast<double>(squaredMm)) * static_cast<double>(stepsPerMinute) / static_cast<double>(speed);
    const Wide wanted = static_cast<Wide>(squaredMm) * square(stepsPerMinute);
    auto steps = static_cast<qint64>(std::ceil(guess));
    while (square(steps * speed) < wanted)
        ++steps;
    while (steps > 0 && square((steps - 1) * speed) >= wanted)
        --steps;
    return steps;
}

} // namespace

Duration TravelModel::travel(const Place &from, const Place &to) const
{
    const qint64 dx = apart(from.x, to.x);
    const qint64 dy = apart(from.y, to.y);
    const qint64 speed = std::max<qint64>(1, millimetresPerMinute);
    const qint64 stepsPerMinute = wholeMinutes ? 1 : microsecondsPerMinute;
    const qint64 steps = metric == Metric::Grid ? ((dx + dy) * stepsPerMinute + speed - 1) / speed
                                                : straightSteps(dx * dx + dy * dy, speed, stepsPerMinute);
    return Duration{wholeMinutes ? steps * microsecondsPerMinute : steps};
}

ServiceHalves TravelModel::halves(Duration service) const
{
    const Duration step = wholeMinutes ? Duration{1min} : Duration{1};
    const Duration whole = (service + step - Duration{1}) / step * step;
    const Duration before = std::max(step, (whole / step + 1) / 2 * step);
    return {before, std::max(Duration{0}, whole - before)};
}

PlatformTime TravelModel::roundedDown(PlatformTime time) const
{
    return wholeMinutes ? minuteZero + std::chrono::floor<std::chrono::minutes>(time - minuteZero) : time;
}

PlatformTime TravelModel::roundedUp(PlatformTime time) const
{
    return wholeMinutes ? minuteZero + std::chrono::ceil<std::chrono::minutes>(time - minuteZero) : time;
}

TripTimes timeTrip(const TravelModel &model, const Place &from, PlatformTime freeAt, const Place &merchant,
                   PlatformTime readyAt, std::span<const Place> dropoffs)
{
    const Duration approach = model.travel(from, merchant);
    const ServiceHalves loading = model.pickupHalves();
    const ServiceHalves handover = model.dropoffHalves();
    const PlatformTime earliest = model.roundedUp(freeAt) + approach + loading.before;
    const PlatformTime pickupAt = std::max(earliest, model.roundedUp(readyAt));

    TripTimes times;
    times.pickup = {pickupAt - loading.before, pickupAt, pickupAt + loading.after};
    times.departAt = times.pickup.arriveAt - approach;
    PlatformTime time = times.pickup.leaveAt;
    Place place = merchant;
    for (const Place &dropoff : dropoffs) {
        const PlatformTime arriveAt = time + model.travel(place, dropoff);
        const PlatformTime serviceAt = arriveAt + handover.before;
        time = serviceAt + handover.after;
        place = dropoff;
        times.dropoffs.push_back({arriveAt, serviceAt, time});
    }
    return times;
}

} // namespace curbside::dispatch
