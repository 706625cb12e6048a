// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

#include <QPolygonF>

namespace curbside {

/// How a robot stands, as far as the map tells it apart; the worst that applies.
enum class RobotStanding { Free, Working, Held, OutOfService, LowBattery, Offline, Jammed };
inline constexpr int robotStandings = 7;

[[nodiscard]] RobotStanding robotStanding(const RobotRow &robot);
[[nodiscard]] Tone toneOf(RobotStanding standing);

/// The way that robots take between two places: along the streets, or straight where there are none. Metres.
[[nodiscard]] QPolygonF wayBetween(const Streets &streets, QPointF from, QPointF to);

struct Bearing
{
    QPointF place; ///< metres
    double headingDegrees = 0;
};

/// A robot as the map moves it between its reports: on from where it was seen, along the way to where it is wanted.
struct Mover
{
    std::size_t row = 0; ///< of the robots
    QPolygonF way; ///< from where it was seen, metres; goes on straight after its end where `isOpen`
    bool isOpen = false;
    double speed = 0; ///< metres a second; 0 when it stands
    double headingDegrees = 0;
    qint64 seenAt = 0;
    RobotStanding standing = RobotStanding::Free;
    bool isLidOpen = false;

    /// The robot of that row; `streets` to follow.
    [[nodiscard]] static Mover of(const RobotRow &robot, const Entities &entities, const Streets &streets);
    /// Where it is about now.
    [[nodiscard]] Bearing at(qint64 now) const;
};

/// On the map: heard of, and on duty.
[[nodiscard]] bool isOnMap(const RobotRow &robot);

} // namespace curbside
