// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/travel.h"

#include <cmath>

namespace curbside {

namespace {

__extension__ using Wide = unsigned __int128;

Wide squared(qint64 number)
{
    const auto magnitude = static_cast<Wide>(qAbs(number));
    return magnitude * magnitude;
}

// The double only makes a first guess; the answer is exact.
qint64 squareRootRoundedUp(Wide square)
{
    auto root = static_cast<qint64>(std::sqrt(static_cast<double>(square)));
    while (root > 0 && squared(root - 1) >= square)
        --root;
    while (squared(root) < square)
        ++root;
    return root;
}

qint64 dividedRoundedUp(qint64 dividend, qint64 divisor)
{
    return (dividend + divisor - 1) / divisor;
}

} // namespace

qint64 distanceBetween(Metric metric, Place from, Place to)
{
    const qint64 dx = to.x - from.x;
    const qint64 dy = to.y - from.y;
    return metric == Metric::Grid ? qAbs(dx) + qAbs(dy) : squareRootRoundedUp(squared(dx) + squared(dy));
}

Duration travelTime(const Motion &motion, Place from, Place to)
{
    const qint64 distance = distanceBetween(motion.metric, from, to);
    const qint64 millimetersPerMinute = motion.metersPerMinute * 1000;
    if (motion.wholeMinutes)
        return std::chrono::minutes(dividedRoundedUp(distance, millimetersPerMinute));
    // Whole minutes apart, so that the microseconds of the rest cannot overflow.
    const qint64 minutes = distance / millimetersPerMinute;
    const qint64 rest = distance % millimetersPerMinute;
    return std::chrono::minutes(minutes) + Duration(dividedRoundedUp(rest * 60'000, motion.metersPerMinute));
}

} // namespace curbside
