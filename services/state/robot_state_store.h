// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"
#include "services/state/robot_state.h"

#include <vector>

namespace curbside::state {

/// The tables robot_state and task_interrupted.
class RobotStateStore
{
public:
    explicit RobotStateStore(Database &database);

    [[nodiscard]] std::optional<RobotState> find(const RobotSerial &serial);
    [[nodiscard]] std::optional<RobotState> findByDriver(const DriverName &driver);
    /// By serial, after `cursor`.
    [[nodiscard]] std::vector<RobotState> list(const QString &cursor, qint64 limit);
    /// Those of them with one of these serials; what is not known is passed over.
    [[nodiscard]] std::vector<RobotState> listOf(QStringList serials, const QString &cursor, qint64 limit);
    /// Those online of whom nothing was heard after `movingSince` while they moved, or after `standingSince` while they
    /// stood; in the order in which they were first heard of.
    [[nodiscard]] std::vector<RobotState> silent(PlatformTime movingSince, PlatformTime standingSince);

    /// What the next report of `serial` is compared with.
    [[nodiscard]] std::optional<ReportBefore> findReport(const RobotSerial &serial, const DriverName &driver);
    void insert(const RobotState &robot);
    /// Writes what a robot says of itself, and that it is online.
    void updateReport(const RobotState &robot);
    void updateDriver(const RobotSerial &serial, const DriverName &driver);
    // Each writes a part of `robot`, with its updatedAt and version.
    void updateLid(const RobotState &robot);
    void updateConnectivity(const RobotState &robot);
    void updateTask(const RobotState &robot);

    // Tasks in progress besides the one that robot_state names.
    [[nodiscard]] std::optional<TaskUnderWay> findInterrupted(const TaskId &id);
    /// The one that began last.
    [[nodiscard]] std::optional<TaskUnderWay> lastInterrupted(const RobotSerial &serial);
    void keepInterrupted(const RobotSerial &serial, const TaskUnderWay &task);
    void forgetInterrupted(const TaskId &id);

    enum class Key { Serial, Driver };
    /// Those with one of these keys, a JSON array, in the order of the keys.
    [[nodiscard]] std::vector<RobotState> findAll(Key key, const QString &keys);

private:
    Database &m_database;
    Statement m_find;
    Statement m_findReport;
    Statement m_findByDriver;
    Statement m_list;
    Statement m_silent;
    Statement m_insert;
    Statement m_updateReport;
    Statement m_updateDriver;
    Statement m_updateLid;
    Statement m_updateConnectivity;
    Statement m_updateTask;
    Statement m_findInterrupted;
    Statement m_lastInterrupted;
    Statement m_keepInterrupted;
    Statement m_forgetInterrupted;
};

} // namespace curbside::state
