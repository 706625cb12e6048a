// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/robot.h"
#include "services/operations/task.h"
#include "services/runtime/messaging/outbox.h"

namespace curbside::operations {

// What Operations publishes.

/// `from` is absent for a new task.
[[nodiscard]] EventDraft taskStatusChanged(std::optional<TaskStatus> from, const Task &task);
[[nodiscard]] EventDraft taskCompleted(const Task &task);
[[nodiscard]] EventDraft robotRegistered(const Robot &robot);
[[nodiscard]] EventDraft robotServiceChanged(const Robot &robot);

} // namespace curbside::operations
