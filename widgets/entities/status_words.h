// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/entities/rows.h"

namespace curbside {

// The platform's words as people read them, each with its colour and mark. A word that is not known is shown as it is.

inline constexpr int lowBattery = 20; ///< percent; below it a robot is given no work

[[nodiscard]] Cell deliveryStatusCell(const QString &name);
[[nodiscard]] Cell taskStatusCell(const QString &name);
[[nodiscard]] QString taskTypeText(const QString &type);
[[nodiscard]] Cell lidCell(const QString &lid);
[[nodiscard]] Cell lidEventCell(const LidEventRow &event);
[[nodiscard]] Cell batteryCell(const RobotRow &robot);
[[nodiscard]] Cell linkCell(const RobotRow &robot);
/// In service, held, on duty: what the platform may ask of the robot.
[[nodiscard]] Cell serviceCell(const RobotRow &robot);
/// Why something failed: "CustomerAbsent" as "customer absent".
[[nodiscard]] QString reasonText(const QString &reason);

/// How people want times of day to be written.
struct ClockFormat
{
    bool is24Hours = true;
    bool hasSeconds = true;
    friend bool operator==(const ClockFormat &, const ClockFormat &) = default;
};

/// Window's thread only. Lists that show times are to be refreshed after it.
void setClockFormat(ClockFormat format);
[[nodiscard]] ClockFormat clockFormat();

/// 11:42:07, or as the clock format wants it; a dash for no moment.
[[nodiscard]] Cell clockCell(qint64 microseconds);
[[nodiscard]] QString clockText(qint64 microseconds);
/// The same without seconds, for what is said by the minute.
[[nodiscard]] QString minuteText(qint64 microseconds);
/// The same with seconds in any case, for what happens within a minute.
[[nodiscard]] QString secondText(qint64 microseconds);
/// The same with milliseconds, for the clock itself.
[[nodiscard]] QString exactClockText(qint64 microseconds);
/// A dash where there is nothing to say.
[[nodiscard]] Cell textCell(const QString &text);
/// "T-2093" and its like sort by their number.
[[nodiscard]] Cell numberCell(const QString &number);

} // namespace curbside
