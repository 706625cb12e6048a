// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/time/platform_time.h"

#include <optional>

namespace curbside::operations {

using RobotSerial = Name<struct RobotTag>;
using DriverName = Name<struct DriverTag>;

/// A robot of the fleet, and whether it may work.
struct Robot
{
    RobotSerial serial;
    DriverName name; ///< unique: the driver name
    QString hub;
    bool isInService = true;
    bool isHeld = false; ///< by a person, until released
    std::optional<PlatformTime> onDutyFrom; ///< registered hours
    std::optional<PlatformTime> onDutyUntil;
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;

    /// Whether `other` says the same of what is registered: all but held.
    [[nodiscard]] bool isRegisteredAs(const Robot &other) const;

    void writeTo(JsonWriter &json) const;
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace curbside::operations
