// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/http/problem.h"
#include "services/runtime/ids.h"
#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/place.h"
#include "services/runtime/time/platform_time.h"

#include <expected>
#include <optional>

namespace curbside::state {

enum class Lid { Closed, Open, Jammed, Unknown };

enum class Connectivity { Online, Offline };

/// What of a robot matters to others; see changesBetween().
enum class RobotChange { OnDuty, OffDuty, LowBattery, Offline, Online, Arrived };

} // namespace curbside::state

template <>
struct curbside::EnumNames<curbside::state::Lid>
{
    static constexpr std::array<std::string_view, 4> names{"Closed", "Open", "Jammed", "Unknown"};
};

template <>
struct curbside::EnumNames<curbside::state::Connectivity>
{
    static constexpr std::array<std::string_view, 2> names{"Online", "Offline"};
};

template <>
struct curbside::EnumNames<curbside::state::RobotChange>
{
    static constexpr std::array<std::string_view, 6> names{"OnDuty",  "OffDuty", "LowBattery",
                                                           "Offline", "Online",  "Arrived"};
};

namespace curbside::state {

using RobotSerial = Name<struct RobotTag>;
using DriverName = Name<struct DriverTag>;
using TaskId = Id<struct TaskTag>;

/// What a robot says of itself.
struct Telemetry
{
    DriverName driverName;
    Place place;
    qint64 headingDegrees = 0; ///< 0 to 359
    qint64 speedMillimetresPerSecond = 0;
    qint64 batteryPercent = 0;
    bool isOnDuty = false;
    std::optional<TaskId> arrivedForTask;

    [[nodiscard]] static std::expected<Telemetry, Problem> from(JsonValue body);
};

/// What a robot is known to be doing: a copy of Operations' facts.
struct TaskUnderWay
{
    std::optional<TaskId> id; ///< none: it is doing nothing
    qint64 version = 0; ///< of the task that the copy tells of
    PlatformTime asOf;
};

/// A robot as it was seen last.
struct RobotState
{
    RobotSerial serial;
    Telemetry last; ///< arrivedForTask only while it is reported: it is a moment, and not kept
    Lid lid = Lid::Unknown;
    Connectivity connectivity = Connectivity::Online;
    PlatformTime seenAt;
    std::optional<TaskUnderWay> task; ///< nothing before the first that is heard of
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;

    void writeTo(JsonWriter &json) const;
    [[nodiscard]] QByteArray toJson() const;
};

inline constexpr qint64 lowBatteryPercent = 20;
/// A battery that was low counts as charged again from here, so that a robot on the charger does not come and go.
inline constexpr qint64 chargedBatteryPercent = 80;

/// What a report is compared with: the part of a robot's state whose changes matter to others.
struct ReportBefore
{
    bool isSameDriver = true;
    qint64 batteryPercent = 100;
    bool isOnline = true;
    bool isOnDuty = false;
    qint64 version = 0;
};

/// What a report changes that matters; before a robot's first report stands an ordinary robot that is off duty. `Online`
/// tells that a robot is back: on the air, or with a charged battery.
[[nodiscard]] std::vector<RobotChange> changesBetween(const ReportBefore &before, const Telemetry &now);

} // namespace curbside::state
