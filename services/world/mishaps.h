// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/motion.h"
#include "services/world/scenario.h"

namespace curbside::world {

/// A radio link lost for a while.
struct Silence
{
    PlatformTime from;
    PlatformTime until;
    friend bool operator==(const Silence &, const Silence &) = default;
};

/// What befalls a robot on a leg.
struct LegMishaps
{
    std::optional<Silence> linkLoss;
    std::optional<PlatformTime> batteryDropsAt;
    std::optional<PlatformTime> lidOpensAt;
};

/// Bad luck. Every stroke is a function of (seed, whom, which leg or opening): nothing else that happens changes it.
class BadLuck
{
public:
    BadLuck(const Mishaps &mishaps, std::uint64_t seed) : m_mishaps(mishaps), m_seed(seed) {}

    /// On the leg that is the robot's `number`th.
    [[nodiscard]] LegMishaps on(const RobotSerial &robot, qint64 number, const Leg &leg) const;
    [[nodiscard]] bool jamsLid(const RobotSerial &robot, const QString &opening) const;
    [[nodiscard]] qint64 batteryDrop() const { return m_mishaps.batteryDropPercent * 1'000; }

private:
    [[nodiscard]] bool strikes(std::uint32_t perMillion, const QByteArray &what, const QByteArray &whom) const;

    Mishaps m_mishaps;
    std::uint64_t m_seed;
};

} // namespace curbside::world
