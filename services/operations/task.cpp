// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/task.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

bool Task::isForDelivery() const
{
    return type == TaskType::Pickup || type == TaskType::Dropoff || type == TaskType::Return;
}

void Task::writeTo(JsonWriter &json) const
{
    json.beginObject().member("id", id).member("number", u"T-%1"_s.arg(number)).member("type", type);
    json.member("deliveryId", deliveryId).member("attemptId", attemptId).member("tripId", tripId);
    json.member("robotSerial", robotSerial).member("operatorId", operatorId).member("status", status);
    json.member("dueAt", dueAt)
        .member("startedAt", startedAt)
        .member("endedAt", endedAt)
        .member("failureReason", failureReason);
    json.member("createdAt", createdAt).member("updatedAt", updatedAt).member("version", version).endObject();
}

QByteArray Task::toJson() const
{
    JsonWriter json;
    writeTo(json);
    return json.take();
}

} // namespace curbside::operations
