// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"
#include "services/world/robot.h"

#include <vector>

namespace curbside::world {

class RobotStore
{
public:
    explicit RobotStore(Database &database);

    void insert(const Robot &robot, PlatformTime now);
    [[nodiscard]] std::optional<Robot> find(const RobotSerial &serial);
    void save(const Robot &robot, PlatformTime now);
    /// By serial.
    [[nodiscard]] std::vector<Robot> onDuty();
    /// On duty after their hours; by serial.
    [[nodiscard]] std::vector<Robot> overtime(PlatformTime now);

private:
    Statement m_insert;
    Statement m_find;
    Statement m_save;
    Statement m_onDuty;
    Statement m_overtime;
};

} // namespace curbside::world
