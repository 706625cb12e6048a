// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/robot_state.h"

#include "services/runtime/json/fields.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside::state {

namespace {

constexpr double farthestMetres = 10'000'000;
constexpr double fastestMetresPerSecond = 1'000;
constexpr qint64 fullCircleDegrees = 360;

qint64 readThousandths(Fields &fields, std::string_view name, double least, double most)
{
    const auto value = fields.required<double>(name);
    if (value >= least && value <= most)
        return std::llround(value * 1000);
    fields.refuse(name, u"is out of range"_s);
    return 0;
}

qint64 readHeading(Fields &fields)
{
    const auto degrees = fields.required<double>("heading");
    if (std::abs(degrees) > static_cast<double>(fullCircleDegrees)) {
        fields.refuse("heading", u"is more than a full circle in degrees"_s);
        return 0;
    }
    return (std::llround(degrees) + fullCircleDegrees) % fullCircleDegrees;
}

qint64 readBattery(Fields &fields)
{
    const auto percent = fields.required<qint64>("battery");
    if (percent < 0 || percent > 100)
        fields.refuse("battery", u"is not a percentage from 0 to 100"_s);
    return percent;
}

} // namespace

std::expected<Telemetry, Problem> Telemetry::from(JsonValue body)
{
    Fields fields(body);
    Telemetry telemetry;
    telemetry.driverName = fields.required<DriverName>("driverName");
    telemetry.place.x = readThousandths(fields, "x", -farthestMetres, farthestMetres);
    telemetry.place.y = readThousandths(fields, "y", -farthestMetres, farthestMetres);
    telemetry.headingDegrees = readHeading(fields);
    telemetry.speedMillimetresPerSecond = readThousandths(fields, "speed", 0, fastestMetresPerSecond);
    telemetry.batteryPercent = readBattery(fields);
    telemetry.isOnDuty = fields.required<bool>("onDuty");
    telemetry.arrivedForTask = fields.optional<TaskId>("arrivedForTask");
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    return telemetry;
}

void RobotState::writeTo(JsonWriter &json) const
{
    json.beginObject().member("robotSerial", serial).member("driverName", last.driverName);
    json.key("x").thousandths(last.place.x).key("y").thousandths(last.place.y);
    json.member("heading", last.headingDegrees).key("speed").thousandths(last.speedMillimetresPerSecond);
    json.member("battery", last.batteryPercent).member("lid", lid).member("connectivity", connectivity);
    json.member("onDuty", last.isOnDuty).member("seenAt", seenAt);
    if (task) {
        json.member("taskId", task->id).member("taskIdVersion", task->version).member("taskIdAsOf", task->asOf);
    }
    json.member("createdAt", createdAt).member("updatedAt", updatedAt).member("version", version).endObject();
}

QByteArray RobotState::toJson() const
{
    JsonWriter json;
    writeTo(json);
    return json.take();
}

std::vector<RobotChange> changesBetween(const ReportBefore &before, const Telemetry &now)
{
    std::vector<RobotChange> changes;
    const bool isCharged = before.batteryPercent < chargedBatteryPercent && now.batteryPercent >= chargedBatteryPercent;
    if (isCharged || !before.isOnline)
        changes.push_back(RobotChange::Online);
    if (now.isOnDuty != before.isOnDuty)
        changes.push_back(now.isOnDuty ? RobotChange::OnDuty : RobotChange::OffDuty);
    if (now.batteryPercent < lowBatteryPercent && before.batteryPercent >= lowBatteryPercent)
        changes.push_back(RobotChange::LowBattery);
    if (now.arrivedForTask)
        changes.push_back(RobotChange::Arrived);
    return changes;
}

} // namespace curbside::state
