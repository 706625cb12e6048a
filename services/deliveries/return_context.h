// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/ids.h"

#include <expected>
#include <optional>

namespace curbside::deliveries {

/// What the steps of a ReturnToMerchant know of each other.
struct ReturnContext
{
    QString reason;
    AttemptId attemptId; ///< whose robot has the goods
    RobotSerial robotSerial;
    std::optional<TripId> tripId;
    bool isDropoffOver = false; ///< it had ended before this began
    bool isDropoffEnded = false; ///< it ended before it could be cancelled: completed, failed or cancelled by others
    std::optional<TaskId> returnTaskId;
    bool isReturned = false; ///< the merchant has the goods
    QString failure; ///< why the robot cannot bring them back

    /// Or what is wrong with it.
    [[nodiscard]] static std::expected<ReturnContext, QString> fromJson(const QByteArray &json);
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace curbside::deliveries
