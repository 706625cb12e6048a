// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/demand.h"

namespace curbside::dispatch {

void writeDemand(JsonWriter &json, const Demand &demand)
{
    json.beginObject();
    json.member("id", demand.id).member("deliveryId", demand.deliveryId).member("attemptId", demand.attemptId);
    json.member("merchantId", demand.merchantId).member("tripId", demand.tripId);
    json.member("pickup", demand.pickup).member("dropoff", demand.dropoff);
    json.member("readyAt", demand.readyAt).member("dueAt", demand.dueAt);
    json.key("excludedRobots").beginArray();
    for (const QString &serial : demand.excludedRobots)
        json.value(serial);
    json.endArray();
    json.member("wishedRobot", demand.wishedRobot);
    json.member("status", demand.status).member("version", demand.version);
    json.endObject();
}

} // namespace curbside::dispatch
