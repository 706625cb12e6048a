// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/api.h"

#include "services/dispatch/candidates.h"
#include "services/dispatch/demand.h"
#include "services/dispatch/trip.h"
#include "services/subgraph/graph_http.h"

namespace curbside::dispatch {

namespace {

void describeThings(ApiDescription &api)
{
    api.names<DemandStatus>("DemandStatus");
    api.names<TripStatus>("TripStatus");
    api.names<StopKind>("StopKind");
    api.names<CandidateReason>("CandidateReason");
    api.object("Place", "x:number y:number");
    api.object("Demand",
               "id:uuid deliveryId:uuid attemptId:uuid merchantId:uuid tripId?:uuid pickup:Place "
               "dropoff:Place readyAt:time dueAt:time excludedRobots:string[] wishedRobot?:string "
               "status:DemandStatus version:integer");
    api.object("Stop", "kind:StopKind x:number y:number merchantId?:uuid attemptIds:uuid[] arriveAt:time leaveAt:time");
    api.object("Trip",
               "id:uuid number:string robotSerial:string driverName:string status:TripStatus plannedAt:time "
               "loadedAt?:time stops:Stop[] version:integer");
    api.object("Candidate", "robotSerial:string reason:CandidateReason pickupAt?:time dropoffAt?:time");
    api.object("Candidates", "demandId:uuid status:DemandStatus tripId?:uuid candidates:Candidate[]");
    api.object("TentativeTrip", "robotSerial:string demandIds:uuid[] departAt:time pickupAt:time dropoffAt:time[]");
    api.object("Plan", "at:time binding:Trip[] tentative:TentativeTrip[]");
}

void describeRoutes(ApiDescription &api)
{
    api.post("/demands", "A need to plan for; there is one an attempt, and the same again answers the first.")
        .takes("deliveryId:uuid attemptId:uuid merchantId:uuid pickup:Place dropoff:Place readyAt:time dueAt:time "
               "excludedRobots?:string[] wishedRobot?:string")
        .answersWith(200, "Demand")
        .answersWith(201, "Demand");
    api.get("/demand/{id}", "One demand.", "Demand");
    api.get("/demand/{id}/candidates", "Every robot with the reason for or against it.", "Candidates");
    api.post("/demand/{id}/cancel", "The demand is needed no more.").answersWith(200, "Demand").refuses({409});
    api.get("/trip/{id}", "One trip.", "Trip");
    api.get("/plan", "Trips that are binding, and those that are planned for now.", "Plan");
}

void describeEvents(ApiDescription &api)
{
    api.event("curbside.dispatch.TripPlanned", "A trip is binding.",
              "tripId:uuid robotSerial:string driverName:string stops:Stop[] demandIds:uuid[] deliveryIds:uuid[] "
              "attemptIds:uuid[] version:integer");
    api.event("curbside.dispatch.TripAborted", "A trip will not be driven to its end.",
              "tripId:uuid robotSerial:string driverName:string demandIds:uuid[] deliveryIds:uuid[] "
              "attemptIds:uuid[] reason:string version:integer");
    api.event("curbside.dispatch.DemandUnplannable", "No robot can do it.",
              "demandId:uuid deliveryId:uuid attemptId:uuid reason:string version:integer");
}

} // namespace

ApiDescription api()
{
    ApiDescription api;
    describeThings(api);
    describeRoutes(api);
    describeEvents(api);
    api.append(graphApi());
    return api;
}

} // namespace curbside::dispatch
