// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/scheduler.h"
#include "services/world/motion.h"
#include "services/world/robot.h"
#include "services/world/scenario.h"

#include <map>

namespace curbside {

class World;

namespace world {

/// The robots' reports of where they are: every 15 seconds when moving, on arrival, else every 5 minutes. Nobody answers
/// and nothing is written down: when the next is due follows from the robot's leg, and the rest from the time. Lost with
/// the world's memory and made again from the rows.
class Telemetry
{
public:
    Telemetry(World &world, const Scenario &scenario);

    /// From `time` on reports for `robot` as it is then; in an effect of that time's message. Reports at once when it has come
    /// on duty or stopped, or has arrived for tasks.
    void follow(const Robot &robot, std::vector<TaskId> arrivedFor, PlatformTime time);

    [[nodiscard]] std::uint64_t sent() const { return m_sent; }
    /// What a robot says of itself at `time`.
    [[nodiscard]] QByteArray reportOf(const Robot &robot, PlatformTime time,
                                      const std::optional<TaskId> &arrivedFor = {}) const;
    [[nodiscard]] static QString pathOf(const RobotSerial &serial);

private:
    struct Reporter
    {
        Robot robot;
        QString path;
        QString driverName;
        std::vector<TaskId> arrivedFor; ///< still to be told
        PlatformTime sentAt; ///< the last report
        bool hasNews = false; ///< not only that it is still there
        Scheduler::WorkId next;
    };

    [[nodiscard]] static Scheduler::Kind kindOf(const Reporter &reporter);
    void report(std::size_t index, PlatformTime time);
    void send(Reporter &reporter, PlatformTime time, const std::optional<TaskId> &arrivedFor);
    void schedule(std::size_t index, std::optional<PlatformTime> at);
    [[nodiscard]] std::optional<PlatformTime> nextReport(const Robot &robot, PlatformTime time) const;

    World &m_world;
    const Scenario &m_scenario;
    Ground m_ground;
    std::vector<Reporter> m_reporters; ///< in the order of the scenario's robots
    std::map<RobotSerial, std::size_t> m_indexes;
    std::uint64_t m_sent = 0;
};

} // namespace world
} // namespace curbside
