// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/pace.h"

#include <algorithm>

namespace curbside {

void Pace::setSpeed(std::optional<double> speed, Wall wall, PlatformTime reached)
{
    forgetLag(wall, reached);
    m_speed = speed ? std::optional(std::clamp(*speed, slowest, fastest)) : std::nullopt;
}

void Pace::pause(Wall wall, PlatformTime reached)
{
    forgetLag(wall, reached);
    m_isPaused = true;
}

void Pace::resume(Wall wall, PlatformTime reached)
{
    forgetLag(wall, reached);
    m_isPaused = false;
}

void Pace::forgetLag(Wall wall, PlatformTime reached)
{
    m_wall = wall;
    m_platform = reached;
}

std::optional<PlatformTime> Pace::target(Wall wall) const
{
    if (m_isPaused)
        return m_platform;
    if (!m_speed)
        return std::nullopt;
    const auto elapsed = std::chrono::duration<double, std::micro>(wall - m_wall).count() * *m_speed;
    return m_platform + Duration(static_cast<std::int64_t>(std::max(0.0, elapsed)));
}

Pace::Wall Pace::wallAt(PlatformTime time) const
{
    const double microseconds = static_cast<double>((time - m_platform).count()) / m_speed.value_or(1.0);
    return m_wall
        + std::chrono::duration_cast<Wall::duration>(
               std::chrono::duration<double, std::micro>(std::max(0.0, microseconds)));
}

} // namespace curbside
