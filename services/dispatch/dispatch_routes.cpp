// SPDX-License-Identifier: GPL-3.0-or-later
// What the Dispatch Engine answers.
#include "services/dispatch/candidates.h"
#include "services/dispatch/dispatch_service.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

namespace {

Response demandAnswer(const Demand &demand, bool isNew)
{
    JsonWriter json;
    writeDemand(json, demand);
    return isNew ? Response::created(u"/demand/"_s + demand.id.toString(), json.take()) : Response::json(json.take());
}

} // namespace

Response DispatchService::postDemand(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    Demand demand;
    demand.deliveryId = fields.required<DeliveryId>("deliveryId");
    demand.attemptId = fields.required<AttemptId>("attemptId");
    demand.merchantId = fields.required<MerchantId>("merchantId");
    demand.pickup = fields.required<Place>("pickup");
    demand.dropoff = fields.required<Place>("dropoff");
    demand.readyAt = fields.required<PlatformTime>("readyAt");
    demand.dueAt = fields.required<PlatformTime>("dueAt");
    for (const QString &serial : fields.list<QString>("excludedRobots"))
        demand.excludedRobots.push_back(serial);
    demand.wishedRobot = fields.optional<RobotSerial>("wishedRobot");
    if (const auto problem = fields.problem())
        return *problem;
    if (const auto known = m_demands.findByAttempt(demand.attemptId))
        return demandAnswer(*known, false);
    demand.id = newId<DemandId>();
    m_demands.insert(demand, now());
    planSoon();
    return demandAnswer(demand, true);
}

Response DispatchService::getDemand(const Request &request)
{
    const auto id = DemandId::fromString(request.pathValue(u"id"));
    const auto demand = id ? m_demands.find(*id) : std::nullopt;
    if (!demand)
        return Problem::notFound(u"demand", request.pathValue(u"id"));
    return demandAnswer(*demand, false);
}

Response DispatchService::cancelDemand(const Request &request)
{
    const auto id = DemandId::fromString(request.pathValue(u"id"));
    auto demand = id ? m_demands.find(*id) : std::nullopt;
    if (!demand)
        return Problem::notFound(u"demand", request.pathValue(u"id"));
    if (demand->status == DemandStatus::Cancelled)
        return demandAnswer(*demand, false);
    if (!demandMoves.allows(demand->status, DemandStatus::Cancelled))
        return Problem::illegalMove(demand->status, DemandStatus::Cancelled);
    demand->status = DemandStatus::Cancelled;
    m_demands.update(*demand, now());
    if (demand->tripId) {
        if (auto trip = m_trips.find(*demand->tripId))
            completeIfDone(*trip);
    }
    return demandAnswer(*demand, false);
}

Response DispatchService::getCandidates(const Request &request)
{
    const auto id = DemandId::fromString(request.pathValue(u"id"));
    const auto demand = id ? m_demands.find(*id) : std::nullopt;
    if (!demand)
        return Problem::notFound(u"demand", request.pathValue(u"id"));
    PlanningInput input = planningInput();
    const auto trip = demand->tripId ? m_trips.find(*demand->tripId) : std::nullopt;
    const bool isReplaceable = demand->status == DemandStatus::Planned && trip && !trip->loadedAt;
    if (isReplaceable) { // as if it had to be planned again, without its present robot
        Demand again = *demand;
        again.wishedRobot.reset(); // it was fulfilled
        input.demands.push_back(openDemand(again, input.robots));
        input.demands.back().excludedRobots.push_back(trip->robotSerial.toString());
    }
    const auto open = std::find_if(input.demands.begin(), input.demands.end(),
                                   [&](const OpenDemand &other) { return other.id == id->uuid(); });
    JsonWriter json;
    json.beginObject().member("demandId", demand->id).member("status", demand->status).member("tripId", demand->tripId);
    json.key("candidates").beginArray();
    if (open != input.demands.end()) {
        const Plan plan = makePlan(input);
        for (const Candidate &candidate :
             candidatesFor(input, plan, static_cast<std::size_t>(open - input.demands.begin()))) {
            const QString &serial = input.robots[candidate.robot].serial;
            const bool isPresent = isReplaceable && serial == trip->robotSerial.toString();
            json.beginObject()
                .member("robotSerial", serial)
                .member("reason", isPresent ? CandidateReason::Present : candidate.reason);
            json.member("pickupAt", candidate.pickupAt).member("dropoffAt", candidate.dropoffAt).endObject();
        }
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

Response DispatchService::getTrip(const Request &request)
{
    const auto id = TripId::fromString(request.pathValue(u"id"));
    const auto trip = id ? m_trips.find(*id) : std::nullopt;
    if (!trip)
        return Problem::notFound(u"trip", request.pathValue(u"id"));
    JsonWriter json;
    writeTrip(json, *trip);
    return Response::json(json.take());
}

Response DispatchService::getPlan(const Request &)
{
    const PlanningInput input = planningInput();
    const Plan plan = makePlan(input);
    JsonWriter json;
    json.beginObject().member("at", now()).key("binding").beginArray();
    for (const Trip &trip : m_trips.open())
        writeTrip(json, trip);
    json.endArray().key("tentative").beginArray();
    for (const PlannedTrip &trip : plan.trips) {
        json.beginObject().member("robotSerial", input.robots[trip.robot].serial);
        json.key("demandIds").beginArray();
        for (const std::size_t demand : trip.demands)
            json.value(input.demands[demand].id);
        json.endArray();
        json.member("departAt", trip.times.departAt).member("pickupAt", trip.times.pickup.serviceAt);
        json.key("dropoffAt").beginArray();
        for (const StopTimes &stop : trip.times.dropoffs)
            json.value(stop.serviceAt);
        json.endArray().endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

} // namespace curbside::dispatch
