// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/motion.h"

#include "services/world/scenario.h"

#include <algorithm>
#include <cstdlib>

namespace curbside::world {

namespace {

__extension__ using Wide = __int128;

constexpr qint64 thousandthsPerPercent = 1'000;

/// `whole` * part / of, without overflow, rounded towards nothing.
qint64 share(qint64 whole, qint64 part, qint64 of)
{
    return static_cast<qint64>(static_cast<Wide>(whole) * part / of);
}

/// The angle of (x, y) to the x axis in millionths of a degree, for 0 <= y, 0 < x, by turning it onto the axis (CORDIC).
qint64 angleInFirstQuadrant(qint64 x, qint64 y)
{
    constexpr std::array<qint64, 18> turns{45'000'000, 26'565'051, 14'036'243, 7'125'016, 3'576'334, 1'789'911,
                                           895'174,    447'614,    223'811,    111'906,   55'953,    27'976,
                                           13'988,     6'994,      3'497,      1'749,     874,       437};
    constexpr qint64 precision = 1 << 20;
    Wide along = static_cast<Wide>(x) * precision;
    Wide across = static_cast<Wide>(y) * precision;
    qint64 angle = 0;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const Wide alongTurn = along >> i;
        const Wide acrossTurn = across >> i;
        const bool isAbove = across > 0;
        along += isAbove ? acrossTurn : -acrossTurn;
        across -= isAbove ? alongTurn : -alongTurn;
        angle += isAbove ? turns[i] : -turns[i];
    }
    return angle;
}

/// The street line between two coordinates that is nearest to `from`, if one lies there.
std::optional<qint64> lineBetween(qint64 from, qint64 to, qint64 spacing)
{
    const qint64 low = std::min(from, to);
    const qint64 high = std::max(from, to);
    const qint64 firstLine = (low >= 0 ? low + spacing - 1 : low) / spacing * spacing;
    const qint64 lastLine = (high >= 0 ? high : high - spacing + 1) / spacing * spacing;
    if (firstLine > high || lastLine < low)
        return std::nullopt;
    return from <= to ? firstLine : lastLine;
}

Way gridWay(qint64 spacing, Place from, Place to)
{
    const auto isOnLine = [spacing](qint64 coordinate) { return spacing > 0 && coordinate % spacing == 0; };
    if (!isOnLine(from.x) && isOnLine(to.x)) // along the cross street to the customer's street
        return {from, {to.x, from.y}, to, to};
    if (isOnLine(from.x) && !isOnLine(to.x))
        return {from, {from.x, to.y}, to, to};
    if (spacing > 0 && isOnLine(from.x)) { // from street to street, by a cross street
        const auto y = lineBetween(from.y, to.y, spacing);
        return y ? Way{from, {from.x, *y}, {to.x, *y}, to} : Way{from, {to.x, from.y}, to, to};
    }
    const auto x = spacing > 0 ? lineBetween(from.x, to.x, spacing) : std::nullopt;
    return x ? Way{from, {*x, from.y}, {*x, to.y}, to} : Way{from, {to.x, from.y}, to, to};
}

struct Spot
{
    Place place;
    std::optional<qint64> heading;
};

/// Where on its way a leg that has driven `driven` of its whole length is.
Spot spotAfter(const Way &way, Metric metric, qint64 driven, qint64 length)
{
    qint64 left = driven;
    Spot spot{way.front(), std::nullopt};
    for (std::size_t i = 1; i < way.size(); ++i) {
        const Place &start = way[i - 1];
        const Place &end = way[i];
        const qint64 part = metric == Metric::Straight && i == 1 ? length : distanceBetween(metric, start, end);
        if (part == 0)
            continue;
        spot.heading = headingOf(start, end);
        if (left < part) {
            spot.place = {start.x + share(end.x - start.x, left, part), start.y + share(end.y - start.y, left, part)};
            return spot;
        }
        left -= part;
        spot.place = end;
    }
    return spot;
}

qint64 drainedStanding(const Motion &motion, Duration elapsed)
{
    const Duration perPercent = std::chrono::minutes(motion.idleMinutesPerBatteryPercent);
    return perPercent > Duration{0} ? share(elapsed.count(), thousandthsPerPercent, perPercent.count()) : 0;
}

qint64 gainedCharging(const Motion &motion, Duration elapsed)
{
    const Duration perPercent = std::chrono::seconds(motion.chargeSecondsPerBatteryPercent);
    return perPercent > Duration{0} ? share(elapsed.count(), thousandthsPerPercent, perPercent.count()) : fullBattery;
}

Bearings drivingAt(const Ground &ground, const Leg &leg, PlatformTime time)
{
    const Motion &motion = ground.motion;
    const qint64 length = distanceBetween(motion.metric, leg.from, leg.to);
    const Duration whole = leg.endsAt - leg.startsAt;
    const Duration elapsed = std::clamp(time - leg.startsAt, Duration{0}, whole);
    const bool isThere = elapsed == whole;
    const qint64 driven = isThere ? length : share(length, elapsed.count(), whole.count());
    const Spot spot = spotAfter(wayBetween(ground, leg.from, leg.to), motion.metric, driven, length);
    // A thousandth of a percent for as many millimetres as a percent is good for metres.
    const qint64 drained = motion.metersPerBatteryPercent > 0 ? driven / motion.metersPerBatteryPercent : 0;
    return {isThere ? leg.to : spot.place, spot.heading.value_or(leg.heading),
            isThere ? 0 : share(length, 1'000'000, whole.count()), leg.battery - drained};
}

} // namespace

Ground groundOf(const Scenario &scenario)
{
    Ground ground{scenario.motion, scenario.streets.spacing};
    if (scenario.kind == ScenarioKind::MdrpDay) {
        ground.motion.metersPerBatteryPercent = 0;
        ground.motion.idleMinutesPerBatteryPercent = 0;
    }
    return ground;
}

Way wayBetween(const Ground &ground, Place from, Place to)
{
    if (ground.motion.metric == Metric::Straight)
        return {from, to, to, to};
    return gridWay(ground.streetSpacing, from, to);
}

std::optional<qint64> headingOf(Place from, Place to)
{
    const qint64 east = to.x - from.x;
    const qint64 north = from.y - to.y;
    if (east == 0 && north == 0)
        return std::nullopt;
    // In each quadrant from its first axis on, clockwise: north, east, south, west.
    const bool isEastward = north > 0 ? east >= 0 : east > 0;
    qint64 quadrant = 0;
    if (isEastward)
        quadrant = north > 0 ? 0 : 1;
    else
        quadrant = north < 0 ? 2 : 3;
    const bool startsVertical = quadrant % 2 == 0;
    const qint64 along = std::abs(startsVertical ? north : east);
    const qint64 across = std::abs(startsVertical ? east : north);
    const qint64 degrees = quadrant * 90 + (angleInFirstQuadrant(along, across) + 500'000) / 1'000'000;
    return degrees % 360;
}

Bearings bearingsAt(const Ground &ground, const Leg &leg, PlatformTime time)
{
    Bearings bearings{leg.to, leg.heading, 0, leg.battery};
    const Duration elapsed = std::max(time - leg.startsAt, Duration{0});
    switch (leg.kind) {
    case LegKind::Driving: bearings = drivingAt(ground, leg, time); break;
    case LegKind::Standing: bearings.battery -= drainedStanding(ground.motion, elapsed); break;
    case LegKind::Charging: bearings.battery += gainedCharging(ground.motion, elapsed); break;
    }
    if (leg.batteryDropsAt && *leg.batteryDropsAt <= time)
        bearings.battery -= leg.batteryDrop;
    bearings.battery = std::clamp(bearings.battery, batteryReserve, fullBattery);
    return bearings;
}

Leg drive(const Ground &ground, const Leg &leg, PlatformTime startsAt, Place to)
{
    const Bearings start = bearingsAt(ground, leg, startsAt);
    Leg driving;
    driving.kind = LegKind::Driving;
    driving.from = start.place;
    driving.to = to;
    driving.startsAt = startsAt;
    driving.endsAt = startsAt + travelTime(ground.motion, start.place, to);
    driving.heading = start.heading;
    driving.battery = start.battery;
    return driving;
}

Leg stay(const Ground &ground, const Leg &leg, PlatformTime time, LegKind kind)
{
    const Bearings bearings = bearingsAt(ground, leg, time);
    Leg staying;
    staying.kind = kind;
    staying.from = bearings.place;
    staying.to = bearings.place;
    staying.startsAt = time;
    staying.endsAt = time;
    staying.heading = bearings.heading;
    staying.battery = bearings.battery;
    return staying;
}

PlatformTime chargedAt(const Ground &ground, const Leg &leg, qint64 battery)
{
    const qint64 missing = std::max<qint64>(0, battery - leg.battery);
    const Duration perPercent = std::chrono::seconds(ground.motion.chargeSecondsPerBatteryPercent);
    return leg.startsAt + Duration((missing * perPercent.count() + thousandthsPerPercent - 1) / thousandthsPerPercent);
}

} // namespace curbside::world
