// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/api.h"

#include "services/deliveries/delivery.h"
#include "services/runtime/saga/saga.h"
#include "services/subgraph/graph_http.h"

namespace curbside::deliveries {

namespace {

void describeThings(ApiDescription &api)
{
    api.names<DeliveryStatus>("DeliveryStatus");
    api.names<AttemptStatus>("AttemptStatus");
    api.names<SagaState>("SagaState");
    api.names<SagaStepState>("SagaStepState");
    api.object("Place", "x:number y:number");
    api.object("LatestAttempt", "id:uuid status?:AttemptStatus");
    // The last three are there when they were asked for, or hold the problem that kept them away.
    api.object("Delivery",
               "id:uuid number:string orderId:uuid merchantId:uuid pickup:Place dropoff:Place readyAt:time "
               "promisedAt:time status:DeliveryStatus latestAttempt?:LatestAttempt taskId?:uuid taskStatus?:string "
               "taskStatusVersion?:integer taskStatusAsOf?:time driverName?:string driverNameVersion?:integer "
               "driverNameAsOf?:time robotLid?:string robotLidVersion?:integer robotLidAsOf?:time demandId?:uuid "
               "demandIdVersion?:integer demandIdAsOf?:time createdAt:time updatedAt:time version:integer "
               "attempt?:Attempt task?:object robot?:object");
    api.object("Attempt",
               "id:uuid number:string deliveryId:uuid driverName?:string status:AttemptStatus "
               "startedAt:time endedAt?:time failureReason?:string createdAt:time updatedAt:time "
               "version:integer");
    api.object("Saga",
               "id:uuid type:string subject:string state:SagaState currentStep?:string round:integer "
               "context:object startedAt:time endedAt?:time updatedAt:time version:integer steps?:SagaStep[] "
               "plan?:SagaPlanStep[] wouldUndo?:SagaUndoing[]");
    api.object("SagaPlanStep", "name:string undo?:string awaits:boolean");
    api.object("SagaUndoing", "name:string undoes:string service:string path:string");
    api.object("SagaStep",
               "position:integer name:string undoes?:string round:integer state:SagaStepState "
               "attempts:integer startedAt:time endedAt?:time error?:string");
}

void describeDeliveries(ApiDescription &api)
{
    api.list("/deliveries", "Deliveries, in the order of their ids.", "Delivery")
        .asks("status", "DeliveryStatus", "Only those that are so.")
        .asks("since", "time", "Only those that have changed at or after this moment.");
    api.get("/delivery/{id}", "One delivery.", "Delivery")
        .asks("include", "string",
              "What comes with it, by commas: attempt, and, asked of their owners, task and robot.")
        .refuses({410, 422});
    api.post("/deliveries", "Promises a delivery; there is one an order, and the same again answers the first.")
        .takes("orderId:uuid merchantId:uuid pickup:Place dropoff:Place readyAt:time promisedAt:time")
        .answersWith(200, "Delivery")
        .answersWith(201, "Delivery")
        .refuses({410});
    api.remove("/delivery/{id}", "Deletes an ended delivery; asking for it answers 410 from then on.")
        .answersNothing()
        .refuses({409, 410});
    api.post("/delivery/{id}/cancel", "Calls a delivery off.")
        .mayTake("reason?:string")
        .answersWith(200, "Delivery")
        .answersWith(202, "Delivery")
        .refuses({409, 410});
    api.post("/delivery/{id}/reassign", "Takes the robot away, and wishes for another.")
        .mayTake("robotSerial?:string reason?:string")
        .answersWith(202, "Delivery")
        .refuses({409, 410});
    api.post("/delivery/{id}/retry", "Tries a failed delivery again.").answersWith(202, "Delivery").refuses({409, 410});
    api.list("/attempts", "Attempts, in the order of their ids.", "Attempt")
        .asks("delivery", "uuid", "Only those to bring this delivery.");
    api.get("/attempt/{id}", "One attempt.", "Attempt");
}

void describeSagas(ApiDescription &api)
{
    api.list("/sagas", "Sagas, in the order of their ids; without their steps.", "Saga")
        .asks("type", "string", "Only those of this type.")
        .asks("subject", "string", "Only those about this delivery.")
        .asks("state", "SagaState", "Only those that are so.")
        .asks("since", "time", "Only those that have changed since.");
    api.get("/saga/{id}", "One saga with its steps.", "Saga");
    api.post("/saga/{id}/retry", "Tries the step that is stuck again.").answersWith(202, "Saga").refuses({409});
    api.post("/saga/{id}/compensate", "Passes the stuck step over and undoes the rest; the reason stands in the step.")
        .mayTake("reason?:string")
        .answersWith(202, "Saga")
        .refuses({409});
}

void describeEvents(ApiDescription &api)
{
    api.event("curbside.deliveries.DeliveryStatusChanged", "A delivery was promised, or moved on.",
              "deliveryId:uuid orderId:uuid from?:DeliveryStatus to:DeliveryStatus latestAttemptId?:uuid "
              "reason?:string version:integer");
    api.event("curbside.deliveries.AttemptStatusChanged", "An attempt was begun, or moved on.",
              "attemptId:uuid deliveryId:uuid driverName?:string from?:AttemptStatus to:AttemptStatus "
              "failureReason?:string version:integer");
    api.event("curbside.deliveries.DeliveryDeleted", "A delivery was deleted: a tombstone.",
              "deliveryId:uuid version:integer");
}

} // namespace

ApiDescription api()
{
    ApiDescription api;
    describeThings(api);
    describeDeliveries(api);
    describeSagas(api);
    describeEvents(api);
    api.append(graphApi());
    return api;
}

} // namespace curbside::deliveries
