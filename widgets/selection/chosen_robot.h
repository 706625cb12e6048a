// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/selection/selection.h"

namespace curbside {

/// The serial of the robot that `ref` is about, as below.
[[nodiscard]] QString robotMeantBy(const EntityRef &ref, const Entities &entities);
/// The serial of the robot that the choice is about: itself, or the one that is at work on the chosen task or delivery.
/// Empty when there is none.
[[nodiscard]] QString chosenRobot(const Selection &selection, const Entities &entities);

} // namespace curbside
