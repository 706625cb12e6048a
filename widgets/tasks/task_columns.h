// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

namespace curbside {

enum TaskColumn { TaskNumber, TaskType, TaskStatusText, TaskDelivery, TaskRobot, TaskOperator, TaskAge, TaskDue };

/// All outlive the columns.
[[nodiscard]] std::vector<EntityColumn<TaskRow>> taskColumns(const Entities &entities, const PlatformLink &link);

} // namespace curbside
