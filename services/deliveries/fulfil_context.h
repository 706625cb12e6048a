// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/ids.h"

#include <expected>
#include <vector>

namespace curbside::deliveries {

/// What the steps of a FulfilDelivery know of each other.
struct FulfilContext
{
    AttemptId attemptId;
    qint64 attemptsUsed = 1; ///< since the delivery was asked for, or asked for again
    PlatformTime deadline; ///< for finding a robot
    std::optional<DemandId> demandId;
    std::optional<TripId> tripId;
    std::optional<RobotSerial> robotSerial;
    std::optional<TaskId> pickupTaskId;
    std::optional<TaskId> dropoffTaskId;
    std::vector<RobotSerial> excludedRobots;
    std::optional<RobotSerial> wishedRobot; ///< a person wants it for this attempt
    std::optional<RobotSerial> avoidedRobot; ///< a person wants any other for this attempt

    /// Or what is wrong with it.
    [[nodiscard]] static std::expected<FulfilContext, QString> fromJson(const QByteArray &json);
    [[nodiscard]] QByteArray toJson() const;
    /// For the attempt after this one, without its robot.
    [[nodiscard]] FulfilContext following(AttemptId next) const;
    /// For the attempt that a person asked for in place of this one, which does not count as used.
    [[nodiscard]] FulfilContext reassigned(AttemptId next, const std::optional<RobotSerial> &wished) const;
};

} // namespace curbside::deliveries
