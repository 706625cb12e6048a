// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/world/names.h"
#include "services/world/platform_ids.h"

#include <optional>

namespace curbside::world {

enum class TaskType { Pickup, Dropoff, Return, Reposition, Charge, Rescue };

/// In the order in which a task moves: what lies further on has happened later.
enum class TaskStatus { Pending, Assigned, InProgress, Completed, Failed, Cancelled };

[[nodiscard]] constexpr bool isEnded(TaskStatus status)
{
    return status >= TaskStatus::Completed;
}

/// What who works on a task wants to come of it.
enum class TaskWish { None, Assign, Start, Complete, Fail };

/// A task as the world has heard of it.
struct KnownTask
{
    TaskId id;
    TaskType type = TaskType::Pickup;
    RobotSerial robot;
    std::optional<AttemptId> attempt;
    std::optional<DeliveryId> delivery;
    std::optional<OperatorKey> operatorKey; ///< who was put on it
    TaskStatus status = TaskStatus::Pending;
    TaskWish wish = TaskWish::None;
    QString reason; ///< of a wish to fail
    bool isCalling = false; ///< an answer about it is awaited
    int refusals = 0;

    [[nodiscard]] bool isOver() const { return isEnded(status); }
};

} // namespace curbside::world

template <>
struct curbside::EnumNames<curbside::world::TaskType>
{
    static constexpr std::array<std::string_view, 6> names{"Pickup",     "Dropoff", "Return",
                                                           "Reposition", "Charge",  "Rescue"};
};
template <>
struct curbside::EnumNames<curbside::world::TaskStatus>
{
    static constexpr std::array<std::string_view, 6> names{"Pending",   "Assigned", "InProgress",
                                                           "Completed", "Failed",   "Cancelled"};
};
template <>
struct curbside::EnumNames<curbside::world::TaskWish>
{
    static constexpr std::array<std::string_view, 5> names{"None", "Assign", "Start", "Complete", "Fail"};
};
