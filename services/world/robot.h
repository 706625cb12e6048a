// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/mishaps.h"
#include "services/world/motion.h"
#include "services/world/names.h"
#include "services/world/platform_ids.h"
#include "services/world/task.h"

namespace curbside::world {

enum class Lid { Closed, Open, Jammed };

/// What a robot is in the middle of. It goes on when `Robot::dueAt` comes, or when it hears what it waits for.
enum class RobotStep {
    OffDuty,
    Idle, ///< stands; may wait for tasks of its next stop, or for the time to leave
    Driving,
    AwaitingPerson, ///< at a stop, lid closed, until the merchant or customer is there and the platform has it that the task began
    Opening, ///< has reported the lid open and awaits the answer
    Open, ///< goods are put in or taken out
    Closing,
    Jammed, ///< at a stop, until an operator frees the lid
    Leaving, ///< done at a stop, not gone yet
    Charging,
};

/// A robot as it knows itself.
struct Robot
{
    RobotSerial serial;
    PlatformTime onDutyUntil;
    bool isOnDuty = false;
    bool isHeld = false;
    qint64 serviceVersion = 0; ///< of the platform's row that isHeld was heard with
    Lid lid = Lid::Closed;
    RobotStep step = RobotStep::OffDuty;
    std::optional<qint64> stopId; ///< the stop it drives to or stands at
    std::optional<TaskId> taskId; ///< whose goods the lid is opened for
    bool hasJammed = false; ///< over this task already; once is enough
    std::optional<PlatformTime> dueAt; ///< when the step is over
    std::optional<Silence> silence;
    qint64 legNumber = 0;
    Leg leg;

    friend bool operator==(const Robot &, const Robot &) = default;
};

/// The lid is in people's hands.
[[nodiscard]] constexpr bool isAtLid(RobotStep step)
{
    return step == RobotStep::Opening || step == RobotStep::Open || step == RobotStep::Closing;
}

enum class StopStatus {
    Waiting,
    Underway, ///< driven to
    Serving, ///< stood at
    Done,
    Missed, ///< its tasks were not heard of in time; one that comes late opens it again
    Dropped, ///< its trip was aborted
};

[[nodiscard]] constexpr bool isOpen(StopStatus status)
{
    return status == StopStatus::Waiting || status == StopStatus::Underway || status == StopStatus::Serving;
}

struct Stop
{
    qint64 id = 0;
    RobotSerial robot;
    std::optional<TripId> trip;
    std::optional<TaskId> task; ///< of a stop that belongs to no trip
    TaskType kind = TaskType::Pickup;
    Place place;
    PlatformTime plannedArrival;
    StopStatus status = StopStatus::Waiting;
    std::optional<PlatformTime> waitsSince; ///< for its tasks to be heard of, the robot being free
    std::optional<PlatformTime> arrivedAt;
};

enum class Goods { AtMerchant, Aboard, HandedOver };

struct Errand
{
    AttemptId attempt;
    std::optional<DeliveryId> delivery;
    RobotSerial robot;
    std::optional<qint64> order; ///< place in the scenario; none for an order that others posted
    Goods goods = Goods::AtMerchant;
};

/// An errand at one of its stops, with that stop's task once it is heard of.
struct Handover
{
    Errand errand;
    std::optional<KnownTask> task;
};

} // namespace curbside::world

template <>
struct curbside::EnumNames<curbside::world::Lid>
{
    static constexpr std::array<std::string_view, 3> names{"Closed", "Open", "Jammed"};
};
template <>
struct curbside::EnumNames<curbside::world::RobotStep>
{
    static constexpr std::array<std::string_view, 10> names{
        "OffDuty", "Idle", "Driving", "AwaitingPerson", "Opening", "Open", "Closing", "Jammed", "Leaving", "Charging"};
};
template <>
struct curbside::EnumNames<curbside::world::StopStatus>
{
    static constexpr std::array<std::string_view, 6> names{"Waiting", "Underway", "Serving",
                                                           "Done",    "Missed",   "Dropped"};
};
template <>
struct curbside::EnumNames<curbside::world::Goods>
{
    static constexpr std::array<std::string_view, 3> names{"AtMerchant", "Aboard", "HandedOver"};
};
