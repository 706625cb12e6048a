// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/demand.h"
#include "services/runtime/storage/statement.h"

#include <set>

namespace curbside::dispatch {

using TaskId = Id<struct TaskTag>;

/// The table robot_return.
class ReturnStore
{
public:
    explicit ReturnStore(Database &database);

    /// False when it is there already.
    bool insert(const TaskId &task, const RobotSerial &robot, const Place &merchant, PlatformTime now);
    bool remove(const TaskId &task);
    [[nodiscard]] bool isReturning(const RobotSerial &robot);
    [[nodiscard]] std::set<RobotSerial> returning();

private:
    Statement m_insert;
    Statement m_remove;
    Statement m_isReturning;
    Statement m_returning;
};

} // namespace curbside::dispatch
