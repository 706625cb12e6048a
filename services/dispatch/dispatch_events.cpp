// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/dispatch_events.h"

namespace curbside::dispatch {

namespace {

void writeIds(JsonWriter &json, const std::vector<Demand> &demands)
{
    json.key("demandIds").beginArray();
    for (const Demand &demand : demands)
        json.value(demand.id);
    json.endArray().key("deliveryIds").beginArray();
    for (const Demand &demand : demands)
        json.value(demand.deliveryId);
    json.endArray().key("attemptIds").beginArray();
    for (const Demand &demand : demands)
        json.value(demand.attemptId);
    json.endArray();
}

void beginTrip(JsonWriter &json, const Trip &trip)
{
    json.beginObject()
        .member("tripId", trip.id)
        .member("robotSerial", trip.robotSerial)
        .member("driverName", trip.driverName);
}

} // namespace

EventDraft tripPlanned(const Trip &trip, const std::vector<Demand> &demands)
{
    JsonWriter json;
    beginTrip(json, trip);
    json.key("stops");
    writeStops(json, trip.stops);
    writeIds(json, demands);
    json.member("version", trip.version).endObject();
    return {"curbside.dispatch.TripPlanned", trip.id.toUtf8(), json.take()};
}

EventDraft tripAborted(const Trip &trip, const std::vector<Demand> &demands, const QString &reason)
{
    JsonWriter json;
    beginTrip(json, trip);
    writeIds(json, demands);
    json.member("reason", reason).member("version", trip.version).endObject();
    return {"curbside.dispatch.TripAborted", trip.id.toUtf8(), json.take()};
}

EventDraft demandUnplannable(const Demand &demand, const QString &reason)
{
    JsonWriter json;
    json.beginObject()
        .member("demandId", demand.id)
        .member("deliveryId", demand.deliveryId)
        .member("attemptId", demand.attemptId);
    json.member("reason", reason).member("version", demand.version).endObject();
    return {"curbside.dispatch.DemandUnplannable", demand.id.toUtf8(), json.take()};
}

} // namespace curbside::dispatch
