// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"
#include "services/world/robot.h"

#include <vector>

namespace curbside::world {

/// The tables `stop`, `errand` and `stop_errand`: where robots are to go, and for what.
class StopStore
{
public:
    explicit StopStore(Database &database);

    [[nodiscard]] bool knowsTrip(const TripId &trip);
    /// Behind all stops that the robot has; gives its id.
    qint64 append(const Stop &stop, const std::vector<AttemptId> &attempts, PlatformTime now);
    [[nodiscard]] std::optional<Stop> find(qint64 id);
    [[nodiscard]] std::optional<Stop> firstOpen(const RobotSerial &robot);
    /// Of a trip, or that one task.
    [[nodiscard]] std::optional<Stop> ofAttempt(const AttemptId &attempt, TaskType kind);
    [[nodiscard]] std::optional<Stop> ofTask(const TaskId &task);
    void save(const Stop &stop, PlatformTime now);
    /// Drops the stops of a trip that are still to be made, and gives the robot that was to make it.
    std::optional<RobotSerial> dropTrip(const TripId &trip, PlatformTime now);

    void addErrand(const Errand &errand, PlatformTime now);
    [[nodiscard]] std::optional<Errand> errand(const AttemptId &attempt);
    void save(const Errand &errand, PlatformTime now);
    /// What is to be done at a stop, in its order.
    [[nodiscard]] std::vector<Handover> handovers(const Stop &stop);

private:
    Statement m_knowsTrip;
    Statement m_append;
    Statement m_addToStop;
    Statement m_find;
    Statement m_firstOpen;
    Statement m_ofAttempt;
    Statement m_ofTask;
    Statement m_save;
    Statement m_dropTrip;
    Statement m_robotOfTrip;
    Statement m_addErrand;
    Statement m_errand;
    Statement m_saveErrand;
    Statement m_handovers;
};

} // namespace curbside::world
