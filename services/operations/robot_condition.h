// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/robot.h"

namespace curbside::operations {

/// A copy of something that State knows of a robot. What is older than the copy is ignored.
struct ConditionCopy
{
    QString value;
    qint64 version = 0; ///< of State's row
    PlatformTime asOf;
};

/// What Operations remembers of a robot's condition, from State's events.
struct RobotCondition
{
    RobotSerial serial;
    std::optional<ConditionCopy> connectivity;
    std::optional<ConditionCopy> lid;

    [[nodiscard]] bool isOffline() const;
    [[nodiscard]] bool isJammed() const;
};

} // namespace curbside::operations
