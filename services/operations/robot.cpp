// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/robot.h"

namespace curbside::operations {

bool Robot::isRegisteredAs(const Robot &other) const
{
    return name == other.name && hub == other.hub && isInService == other.isInService && onDutyFrom == other.onDutyFrom
        && onDutyUntil == other.onDutyUntil;
}

void Robot::writeTo(JsonWriter &json) const
{
    json.beginObject().member("serial", serial).member("name", name).member("hub", hub);
    json.member("inService", isInService).member("held", isHeld);
    json.member("onDutyFrom", onDutyFrom).member("onDutyUntil", onDutyUntil);
    json.member("createdAt", createdAt).member("updatedAt", updatedAt).member("version", version).endObject();
}

QByteArray Robot::toJson() const
{
    JsonWriter json;
    writeTo(json);
    return json.take();
}

} // namespace curbside::operations
