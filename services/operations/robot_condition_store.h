// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/robot_condition.h"
#include "services/runtime/storage/statement.h"

namespace curbside::operations {

/// The table robot_condition.
class RobotConditionStore
{
public:
    explicit RobotConditionStore(Database &database);

    /// Of a robot that nothing is known of: a condition without copies.
    [[nodiscard]] RobotCondition find(const RobotSerial &serial);
    // Each keeps one copy, unless what is held is newer.
    void keepConnectivity(const RobotSerial &serial, const ConditionCopy &copy, PlatformTime now);
    void keepLid(const RobotSerial &serial, const ConditionCopy &copy, PlatformTime now);

private:
    Statement m_find;
    Statement m_keepConnectivity;
    Statement m_keepLid;
};

} // namespace curbside::operations
