// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/outbox.h"
#include "services/state/lid_event.h"
#include "services/state/robot_state.h"

namespace curbside::state {

// What State publishes. The subject is always the robot's serial, and `version` that of its robot_state.

/// Names the task only when the robot has arrived for it.
[[nodiscard]] EventDraft robotStateChanged(const RobotState &robot, RobotChange what);
[[nodiscard]] EventDraft lidEventHappened(const RobotState &robot, const LidEvent &event);
[[nodiscard]] EventDraft lidCommandIssued(const RobotState &robot, LidCommand command, const QString &requestedBy);

} // namespace curbside::state
