// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/trip.h"

#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

void writeStops(JsonWriter &json, const std::vector<Stop> &stops)
{
    json.beginArray();
    for (const Stop &stop : stops) {
        json.beginObject();
        json.member("kind", stop.kind);
        json.key("x").thousandths(stop.place.x);
        json.key("y").thousandths(stop.place.y);
        json.member("merchantId", stop.merchantId).member("attemptIds", stop.attemptIds);
        json.member("arriveAt", stop.arriveAt).member("leaveAt", stop.leaveAt);
        json.endObject();
    }
    json.endArray();
}

std::vector<Stop> readStops(const QByteArray &json)
{
    std::vector<Stop> stops;
    const auto document = JsonDocument::parse(json);
    if (!document)
        return stops;
    document->root().forEachItem([&](JsonValue item) {
        Fields fields(item);
        Stop stop;
        stop.kind = fields.required<StopKind>("kind");
        stop.place = {qRound64(fields.required<double>("x") * 1000), qRound64(fields.required<double>("y") * 1000)};
        stop.merchantId = fields.optional<MerchantId>("merchantId");
        stop.attemptIds = fields.list<AttemptId>("attemptIds");
        stop.arriveAt = fields.required<PlatformTime>("arriveAt");
        stop.leaveAt = fields.required<PlatformTime>("leaveAt");
        stops.push_back(std::move(stop));
    });
    return stops;
}

void writeTrip(JsonWriter &json, const Trip &trip)
{
    json.beginObject();
    json.member("id", trip.id).member("number", u"TR-%1"_s.arg(trip.number));
    json.member("robotSerial", trip.robotSerial).member("driverName", trip.driverName).member("status", trip.status);
    json.member("plannedAt", trip.plannedAt).member("loadedAt", trip.loadedAt);
    json.key("stops");
    writeStops(json, trip.stops);
    json.member("version", trip.version);
    json.endObject();
}

} // namespace curbside::dispatch
