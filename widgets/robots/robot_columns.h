// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

namespace curbside {

[[nodiscard]] std::vector<EntityColumn<RobotRow>> robotColumns(const Entities &entities);
[[nodiscard]] std::vector<EntityColumn<LidEventRow>> lidEventColumns(const Entities &entities);

/// What the robot is about, in a few words: "Drop-off D-1044", "driving", "free".
[[nodiscard]] QString errandText(const RobotRow &robot, const Entities &entities);
/// Something about it is not as it should be while it is on duty.
[[nodiscard]] bool needsHand(const RobotRow &robot);
/// Who moved a lid, as people call them.
[[nodiscard]] QString actorText(const QString &actor);
[[nodiscard]] bool isDriving(const RobotRow &robot);

} // namespace curbside
