// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/operator.h"
#include "services/operations/robot.h"
#include "services/runtime/status_moves.h"

#include <optional>

namespace curbside::operations {

enum class TaskType { Pickup, Dropoff, Return, Reposition, Charge, Rescue };

enum class TaskStatus { Pending, Assigned, InProgress, Completed, Failed, Cancelled };

} // namespace curbside::operations

template <>
struct curbside::EnumNames<curbside::operations::TaskType>
{
    static constexpr std::array<std::string_view, 6> names{"Pickup",     "Dropoff", "Return",
                                                           "Reposition", "Charge",  "Rescue"};
};

template <>
struct curbside::EnumNames<curbside::operations::TaskStatus>
{
    static constexpr std::array<std::string_view, 6> names{"Pending",   "Assigned", "InProgress",
                                                           "Completed", "Failed",   "Cancelled"};
};

namespace curbside::operations {

using TaskId = Id<struct TaskTag>;
using DeliveryId = Id<struct DeliveryTag>;
using AttemptId = Id<struct AttemptTag>;
using TripId = Id<struct TripTag>;

/// The legal moves of a task; anything else is a 409.
inline constexpr auto taskMoves = StatusMoves<TaskStatus>{
    {TaskStatus::Pending, {TaskStatus::Assigned, TaskStatus::Cancelled}},
    {TaskStatus::Assigned, {TaskStatus::InProgress, TaskStatus::Failed, TaskStatus::Cancelled}},
    {TaskStatus::InProgress, {TaskStatus::Completed, TaskStatus::Failed, TaskStatus::Cancelled}},
};

/// A piece of work for one robot, for whom an operator may step in.
struct Task
{
    TaskId id;
    qint64 number = 0; ///< people see T-2093
    TaskType type = TaskType::Pickup;
    std::optional<DeliveryId> deliveryId; ///< owned by Deliveries
    std::optional<AttemptId> attemptId; ///< owned by Deliveries
    std::optional<TripId> tripId; ///< owned by Dispatch
    RobotSerial robotSerial;
    std::optional<OperatorId> operatorId;
    TaskStatus status = TaskStatus::Pending;
    std::optional<PlatformTime> dueAt;
    std::optional<PlatformTime> startedAt;
    std::optional<PlatformTime> endedAt;
    std::optional<QString> failureReason;
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;

    [[nodiscard]] bool isOpen() const { return !taskMoves.isFinal(status); }
    /// Goods change hands at its stop, through the lid.
    [[nodiscard]] bool isForDelivery() const;
    /// Not twice at the same time for one robot, whoever asks.
    [[nodiscard]] bool isOnceARobot() const { return type == TaskType::Charge || type == TaskType::Rescue; }
    /// Of a rescue: someone looks after it, and not only the robot has heard of it.
    [[nodiscard]] bool isTaken() const { return operatorId || status == TaskStatus::InProgress; }

    void writeTo(JsonWriter &json) const;
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace curbside::operations
