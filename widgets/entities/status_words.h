// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/entities/rows.h"

namespace curbside {

// The platform's words as people read them, each with its colour and mark. A word that is not known is shown as it is.

inline constexpr int lowBattery = 20; ///< percent; below it a robot is given no work

[[nodiscard]] Cell deliveryStatusCell(const QString &status);
[[nodiscard]] Cell taskStatusCell(const QString &status);
[[nodiscard]] QString taskTypeText(const QString &type);
[[nodiscard]] Cell lidCell(const QString &lid);
[[nodiscard]] Cell lidEventCell(const LidEventRow &event);
[[nodiscard]] Cell batteryCell(const RobotRow &robot);
[[nodiscard]] Cell linkCell(const RobotRow &robot);
/// In service, held, on duty: what the platform may ask of the robot.
[[nodiscard]] Cell serviceCell(const RobotRow &robot);
/// Why something failed: "CustomerAbsent" as "customer absent".
[[nodiscard]] QString reasonText(const QString &reason);

/// 11:42:07, or a dash for no moment.
[[nodiscard]] Cell clockCell(qint64 microseconds);
[[nodiscard]] QString clockText(qint64 microseconds);
/// A dash where there is nothing to say.
[[nodiscard]] Cell textCell(const QString &text);
/// "T-2093" and its like sort by their number.
[[nodiscard]] Cell numberCell(const QString &number);

} // namespace curbside
