// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/place.h"
#include "services/runtime/time/platform_time.h"
#include "services/world/travel.h"

#include <array>
#include <optional>

namespace curbside {
struct Scenario;
}

namespace curbside::world {

enum class LegKind { Standing, Driving, Charging };

/// A whole battery, in thousandths of a percent.
inline constexpr qint64 fullBattery = 100'000;
/// What is never used up: a robot does not stop dead.
inline constexpr qint64 batteryReserve = 1'000;

/// A stretch of a robot's life in which everything about its movement follows from the time alone.
struct Leg
{
    LegKind kind = LegKind::Standing;
    Place from;
    Place to; ///< the same unless it drives
    PlatformTime startsAt;
    PlatformTime endsAt; ///< when it arrives; not meant unless it drives
    qint64 heading = 0; ///< where it looked at the start; degrees from north (less y) by east (more x)
    qint64 battery = fullBattery; ///< at the start
    std::optional<PlatformTime> batteryDropsAt;
    qint64 batteryDrop = 0;

    friend bool operator==(const Leg &, const Leg &) = default;
};

/// The ground that robots move on.
struct Ground
{
    Motion motion;
    qint64 streetSpacing = 0; ///< millimetres; 0 where there are no streets
};

/// Of an MDRP day: batteries last.
[[nodiscard]] Ground groundOf(const Scenario &scenario);

struct Bearings
{
    Place place;
    qint64 heading = 0;
    qint64 speed = 0; ///< millimetres a second
    qint64 battery = 0;
};

/// Where a robot on `leg` is at a time not before the leg's start, and how it is. Whole numbers only; exact and the same everywhere.
[[nodiscard]] Bearings bearingsAt(const Ground &ground, const Leg &leg, PlatformTime time);

/// From where `leg` is at `startsAt` to a place.
[[nodiscard]] Leg drive(const Ground &ground, const Leg &leg, PlatformTime startsAt, Place to);
/// Stops where `leg` is at `time`: standing or charging.
[[nodiscard]] Leg stay(const Ground &ground, const Leg &leg, PlatformTime time, LegKind kind = LegKind::Standing);
/// When a charging leg has brought the battery to `battery`.
[[nodiscard]] PlatformTime chargedAt(const Ground &ground, const Leg &leg, qint64 battery);

/// The corners of the way between two places, as long as distanceBetween(): straight, or along the streets, turning on a
/// street wherever there is one to turn into. Unused corners repeat the last.
using Way = std::array<Place, 4>;
[[nodiscard]] Way wayBetween(const Ground &ground, Place from, Place to);

/// Degrees from north (less y) by east (more x), 0 to 359; of no distance, nothing.
[[nodiscard]] std::optional<qint64> headingOf(Place from, Place to);

} // namespace curbside::world

template <>
struct curbside::EnumNames<curbside::world::LegKind>
{
    static constexpr std::array<std::string_view, 3> names{"Standing", "Driving", "Charging"};
};
