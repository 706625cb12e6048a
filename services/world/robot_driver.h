// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/consumer.h"
#include "services/world/actor.h"
#include "services/world/merchants_and_customers.h"
#include "services/world/mishaps.h"
#include "services/world/order_store.h"
#include "services/world/robot_store.h"
#include "services/world/stop_store.h"
#include "services/world/task_board.h"

#include <functional>

namespace curbside::world {

/// Drives the robots. A robot has a queue of stops, goes on to the next as soon as it may, and at each goes through the
/// steps of its handovers. A step ends by the robot's timer, by an answer, or by something the robot hears.
class RobotDriver : private Actor
{
public:
    RobotDriver(World &world, TaskBoard &board, OrderStore &orders);

    /// At the very first start: puts the scenario's robots into the world.
    void populate();
    /// At every later start: the telemetry goes on.
    void resume();

    // What robots hear.
    Handled tripPlanned(const IncomingEvent &event);
    Handled tripAborted(const IncomingEvent &event);
    Handled serviceChanged(const IncomingEvent &event);
    Handled lidCommanded(const IncomingEvent &event);
    void taskMoved(const KnownTask &task);
    [[nodiscard]] bool isJammed(const RobotSerial &serial);
    /// Someone has freed the lid.
    void freeLid(const RobotSerial &serial);

    // What comes in time.
    Handled comeOnDuty(const QString &serial);
    Handled stepOver(const QString &serial);
    Handled lidStrays(const QString &serial);
    Handled goOffDuty();
    Handled signOff(const QString &serial);

    // What comes of what they did.
    Handled lidReported(const CallIntent &call, const Response &response);

private:
    void attend(const RobotSerial &serial, const std::function<void(Robot &)> &act, bool isTimerSpent = false);
    void settle(const Robot &before, const Robot &after, bool isTimerSpent);
    void begin(Robot &robot, const Leg &leg);
    void follow(const Robot &robot, std::vector<TaskId> arrivedFor);
    [[nodiscard]] const ScenarioRobot *described(const RobotSerial &serial) const;

    // On the way (robot_driver.cpp).
    void proceed(Robot &robot);
    [[nodiscard]] bool awaitsTasks(Robot &robot, Stop &stop);
    void departFor(Robot &robot, Stop &stop, const std::vector<TaskId> &tasks);
    [[nodiscard]] PlatformTime departure(const Robot &robot, const Stop &stop) const;
    void arrive(Robot &robot);
    void halt(Robot &robot);
    void leaveAlone(Robot &robot);
    void setStatus(Stop &stop, StopStatus status);
    [[nodiscard]] std::optional<Stop> stopOf(const Robot &robot);

    // At a stop (robot_at_stop.cpp).
    /// What can be done at a stop, as far as is known.
    struct Outlook
    {
        std::vector<Errand> errands; ///< that can be served, with
        std::vector<TaskId> tasks; ///< the task of each; also of a stop that is not about goods
        int unheardOf = 0; ///< errands whose task is still to be heard of
        int unloaded = 0; ///< errands whose goods are not aboard

        [[nodiscard]] bool isFutile() const { return tasks.empty() && unheardOf == 0; }
    };
    [[nodiscard]] Outlook outlook(const Stop &stop);
    [[nodiscard]] std::optional<Visit> visitFor(const Robot &robot, const Stop &stop, PlatformTime from);
    void serveNext(Robot &robot, Stop &stop, PlatformTime from);
    void personIsDue(Robot &robot);
    void openLid(Robot &robot, const Stop &stop, const TaskId &task);
    void lidIsOpen(Robot &robot);
    void closeLid(Robot &robot);
    void lidIsClosed(Robot &robot, bool isAccepted);
    void handOver(const Stop &stop, const KnownTask &task);
    void finish(Robot &robot, Stop &stop);
    void charge(Robot &robot);
    void finishCharging(Robot &robot);
    void cutChargingShort(Robot &robot);
    void closedByForce(Robot &robot);
    enum class LidCall { Opened, Closed, Note };
    void reportLid(const Robot &robot, LidCall report, const char *kind, const char *actor,
                   const std::optional<TaskId> &task = {});

    // Hearing (robot_ears.cpp).
    void hearOfWork(const KnownTask &task);
    void addOwnStop(const KnownTask &task);
    void reopen(const AttemptId &attempt, TaskType kind);
    void followTask(Robot &robot, const KnownTask &task);

    TaskBoard &m_board;
    OrderStore &m_orders;
    RobotStore m_robots;
    StopStore m_stops;
    MerchantsAndCustomers m_people;
    BadLuck m_badLuck;
    Ground m_ground;
    std::map<RobotSerial, const ScenarioRobot *> m_described;
    std::vector<TaskId> m_arrivedFor; ///< by the robot under attention
};

} // namespace curbside::world
