// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/robot.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::operations {

/// The table robot.
class RobotStore
{
public:
    explicit RobotStore(Database &database);

    [[nodiscard]] std::optional<Robot> find(const RobotSerial &serial);
    [[nodiscard]] std::optional<RobotSerial> findByName(const DriverName &name);
    /// By serial, after `cursor`.
    [[nodiscard]] std::vector<Robot> list(const QString &cursor, qint64 limit);
    void insert(const Robot &robot);
    void update(const Robot &robot);
    enum class Key { Serial, Name };
    /// Those with one of these keys, a JSON array, in the order of the keys.
    [[nodiscard]] std::vector<Robot> findAll(Key key, const QString &keys);

private:
    Database &m_database;
    Statement m_find;
    Statement m_findByName;
    Statement m_list;
    Statement m_insert;
    Statement m_update;
};

} // namespace curbside::operations
