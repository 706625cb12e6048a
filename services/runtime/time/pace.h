// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/platform_time.h"

#include <chrono>
#include <optional>

namespace curbside {

/// How platform time follows the wall: a multiple of it, as fast as the work allows, or not at all. Wall times are given in,
/// never read.
class Pace
{
public:
    using Wall = std::chrono::steady_clock::time_point;

    static constexpr double slowest = 0.01;
    static constexpr double fastest = 100'000;

    Pace(Wall wall, PlatformTime platform) : m_wall(wall), m_platform(platform) {}

    /// A multiple of wall time; nothing means as fast as possible.
    void setSpeed(std::optional<double> speed, Wall wall, PlatformTime reached);
    void pause(Wall wall, PlatformTime reached);
    void resume(Wall wall, PlatformTime reached);
    /// Platform time fell behind and is not to catch up: go on from `reached`.
    void forgetLag(Wall wall, PlatformTime reached);

    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] std::optional<double> speed() const { return m_speed; }
    /// Where platform time should be; nothing when there is no limit.
    [[nodiscard]] std::optional<PlatformTime> target(Wall wall) const;
    /// When the wall will be where platform time is `time`. Not for a pace without limit or a paused one.
    [[nodiscard]] Wall wallAt(PlatformTime time) const;

private:
    Wall m_wall;
    PlatformTime m_platform;
    std::optional<double> m_speed = 1.0;
    bool m_isPaused = false;
};

} // namespace curbside
