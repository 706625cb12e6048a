// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/gateway_api.h"
#include "services/subgraph/graph_http.h"

namespace curbside {

namespace {

/// What services own is described in their own documents; here are the members that can be relied on.
void describeThings(ApiDescription &api)
{
    api.object("Health", "status:string service:string");
    api.object("Place", "x:number y:number");
    api.object("LatestAttempt", "id:uuid status?:string");
    api.object("Delivery",
               "id:uuid number:string orderId:uuid merchantId:uuid pickup:Place dropoff:Place readyAt:time "
               "promisedAt:time status:string latestAttempt?:LatestAttempt taskId?:uuid taskStatus?:string "
               "taskStatusVersion?:integer taskStatusAsOf?:time driverName?:string "
               "driverNameVersion?:integer driverNameAsOf?:time robotLid?:string robotLidVersion?:integer "
               "robotLidAsOf?:time demandId?:uuid demandIdVersion?:integer demandIdAsOf?:time "
               "createdAt:time updatedAt:time version:integer");
    api.object("Task",
               "id:uuid number:string type:string deliveryId?:uuid attemptId?:uuid tripId?:uuid "
               "robotSerial:string operatorId?:string status:string dueAt?:time startedAt?:time endedAt?:time "
               "failureReason?:string createdAt:time updatedAt:time version:integer");
    api.object("RegisteredRobot",
               "serial:string name:string hub:string inService:boolean held:boolean "
               "onDutyFrom?:time onDutyUntil?:time createdAt:time updatedAt:time version:integer");
    api.object("Robot",
               "serial:string name:string hub:string inService:boolean held:boolean onDutyFrom?:time "
               "onDutyUntil?:time createdAt:time updatedAt:time version:integer state?:object");
    api.object("RobotState",
               "robotSerial:string driverName:string x:number y:number heading:integer speed:number "
               "battery:integer lid:string connectivity:string onDuty:boolean seenAt:time taskId?:uuid "
               "taskIdVersion?:integer taskIdAsOf?:time createdAt:time updatedAt:time version:integer");
    api.object("LidEvent", "id:uuid robotSerial:string kind:string actor:string taskId?:uuid at:time");
    api.object("Saga",
               "id:uuid type:string subject:string state:string currentStep?:string round:integer "
               "context:object startedAt:time endedAt?:time updatedAt:time version:integer");
}

/// The two answers of GET /deliveries/{id}: with all that belongs to it, or read by a strategy.
void describeViews(ApiDescription &api)
{
    api.object("Cost", "milliseconds:number calls:integer services:string[]");
    api.object("StrategyView", "delivery:object attempt:object task:object robot:object");
    api.object("PartProblem", "part:string service:string problem:object");
    // Of a delivery: delivery, attempts, tasks, robot, lidEvents, sagas. By a strategy: the rest; `ended` are the fields whose
    // copy ended with the attempt.
    api.object("DeliveryView",
               "delivery?:object attempts?:any tasks?:any robot?:object lidEvents?:any sagas?:any "
               "strategy?:api|denormalized|join at?:time view?:StrategyView cost?:Cost "
               "staleness?:object unknown?:object ended?:string[] copies?:object problems?:PartProblem[]");
    api.get("/deliveries/{id}", "A delivery with all that belongs to it, or the same view read by one strategy.",
            "DeliveryView")
        .asks("strategy", "api|denormalized|join", "Which of the three ways to read it; see docs/gateway.md.")
        .refuses({410, 504});
}

void describeLists(ApiDescription &api)
{
    api.list("/deliveries", "Deliveries, in the order of their ids.", "Delivery")
        .asks("status", "string", "Only those that are so.")
        .asks("since", "time", "Only those that have changed at or after this moment.")
        .refuses({504});
    api.list("/tasks", "Tasks, in the order of their ids.", "Task")
        .asks("status", "string", "Only those that are so.")
        .asks("type", "string", "Only those of this type.")
        .asks("operator", "string", "Only those of this operator.")
        .asks("robot", "string", "Only those of the robot with this serial.")
        .asks("delivery", "uuid", "Only those for this delivery.")
        .asks("since", "time", "Only those that have changed at or after this moment.")
        .refuses({504});
    api.get("/tasks/{id}", "One task.", "Task").refuses({504});
    api.list("/robots", "The registered robots with their states, or why those could not be had.", "Robot")
        .refuses({504});
    api.get("/robots/{serial}", "One robot as it is registered.", "RegisteredRobot").refuses({504});
    api.list("/lid-events", "What the lids did, in the order of time.", "LidEvent")
        .asks("robot", "string", "Only the lid of the robot with this serial.")
        .asks("tasks", "string", "Only what was done for these tasks, by commas.")
        .asks("since", "time", "Only what was done at or after this moment.")
        .refuses({504});
    api.list("/sagas", "Sagas, in the order of their ids; without their steps.", "Saga")
        .asks("type", "string", "Only those of this type.")
        .asks("subject", "string", "Only those about this delivery.")
        .asks("state", "string", "Only those that are so.")
        .asks("since", "time", "Only those that have changed since.")
        .refuses({504});
}

void describeActions(ApiDescription &api)
{
    const auto act = [&api](std::string_view path, std::string_view summary) -> RouteDescription & {
        return api.post(path, summary).refuses({404, 409, 410, 504});
    };
    act("/deliveries/{id}/cancel", "Calls a delivery off.")
        .mayTake("reason?:string")
        .answersWith(200, "Delivery")
        .answersWith(202, "Delivery");
    act("/deliveries/{id}/retry", "Tries a failed delivery again.").answersWith(202, "Delivery");
    act("/deliveries/{id}/reassign", "Takes the robot away, and wishes for another.")
        .mayTake("robotSerial?:string reason?:string")
        .answersWith(202, "Delivery");
    act("/deliveries/{id}/call-operator", "Asks a person to look after the delivery's robot.")
        .answersWith(200, "Task")
        .answersWith(201, "Task");
    act("/tasks/{id}/assign", "Gives the task to its robot or puts an operator on it.")
        .mayTake("operatorId?:string")
        .answersWith(200, "Task");
    act("/tasks/{id}/fail", "The task cannot be done.").takes("reason:string").answersWith(200, "Task");
    act("/tasks/{id}/start", "The task has begun.").answersWith(200, "Task");
    act("/tasks/{id}/complete", "The task is done.").answersWith(200, "Task");
    act("/tasks/{id}/cancel", "Nobody needs the task any more.").answersWith(200, "Task");
    act("/robots/{serial}/lid", "Tells a robot to open or close its lid.")
        .takes("command:Open|Close requestedBy?:string")
        .answersWith(202, "RobotState");
    act("/robots/{serial}/hold", "The robot stops where it is.").answersWith(200, "RegisteredRobot");
    act("/robots/{serial}/release", "The robot goes on.").answersWith(200, "RegisteredRobot");
    act("/robots/{serial}/in-service", "The robot can be planned with.").answersWith(200, "RegisteredRobot");
    act("/robots/{serial}/out-of-service", "The robot is withdrawn.").answersWith(200, "RegisteredRobot");
}

/// What services own is described in their own documents.
void describeLetters(ApiDescription &api)
{
    api.object("StoryPublisher", "service:string isInOutbox:boolean epoch?:string last?:integer effects?:object");
    api.object("EventHead", "id:string source:string type:string subject:string sequence:integer time:time");
    api.object("StoryCause", "messageId:string event?:EventHead");
    api.object("StoryConsumer",
               "consumer:string "
               "outcome:Handled|HandledWithoutEffect|EffectUnknown|PassedOver|Parked|ParkedBehind|WaitsForHandler|"
               "Dead|Replayed|Discarded|OnTheWay|NotFetched|Early|Expired|OtherLog|Unreachable "
               "at?:time receipt?:object effects?:object reported?:object firstMissing?:EventHead problem?:object "
               "faults:any");
    api.object("EventStory",
               "now:time event:object publisher:StoryPublisher cause?:StoryCause consumers:StoryConsumer[]");
    api.object("ConsumerStanding", "consumer:string inbox?:object problem?:object");
    api.object("OutboxStanding", "publisher:string outbox?:object problem?:object");
    api.object("Consumers", "items:ConsumerStanding[] outboxes:OutboxStanding[]");
    api.object("ParkedLetter",
               "eventId:string source:string sequence:integer type:string subject:string attempts:integer firstAt:time "
               "nextAt?:time reason?:string history:string behind?:object event:any");
    api.object("DeadLetter",
               "eventId:uuid source:string type:string subject:string reason:string attempts:integer "
               "firstAt:time lastAt:time history:any event:any");
    api.object("Settled", "outcome:string");
    api.object("ForetoldCall", "service:string method:string path:string body?:any");
    api.object("ForetoldTimer", "kind:string subject:string dueAt?:time");
    api.object("Rehearsal",
               "consumer:string eventId:string outcome:Handled|Refused problem?:object rows:any leftOut:integer "
               "events:any calls:ForetoldCall[] timers:ForetoldTimer[]");
    api.get("/events/{eventId}", "Where an event came from, and what has become of it at each consumer.", "EventStory");
    api.get("/consumers", "How each consumer stands with each publisher.", "Consumers");
    api.list("/consumers/{consumer}/parked", "Events that wait there: behind which other, and until when.",
             "ParkedLetter");
    api.list("/consumers/{consumer}/dead-letters", "Events that were given up there.", "DeadLetter");
    api.post("/consumers/{consumer}/dead-letter/{eventId}/replay",
             "Handles a dead letter again, with mended data if there is some.")
        .mayTake("data?:object reason?:string")
        .answersWith(200, "Settled")
        .refuses({404, 409, 504});
    api.post("/consumers/{consumer}/dead-letter/{eventId}/discard", "Forgets a dead letter.")
        .mayTake("reason?:string")
        .answersWith(200, "Settled")
        .refuses({404, 504});
    api.post("/consumers/{consumer}/dead-letter/{eventId}/rehearse",
             "What a replay would change and send: tried on a copy of the consumer's database.")
        .mayTake("data?:object reason?:string")
        .answersWith(200, "Rehearsal")
        .refuses({404, 504});
}

/// Why platform time stands still, and where it is to.
void describeStops(ApiDescription &api)
{
    api.object("NextEvent", "id:uuid type:string subject:string source:string sequence:integer consumer:string");
    api.object("ChangedRow", "service:string table:string key:string[] messageId:string");
    api.object("Stop",
               "reason:asked|step|time|filter|breakpoint at:time breakpoint?:integer event?:NextEvent row?:ChangedRow");
    api.object("Breakpoint",
               "id:string enabled:boolean once:boolean atHit:integer hits:integer filter?:string service?:string "
               "table?:string key?:string[] column?:string stopped?:Stop");
    api.object("Breakpoints", "items:Breakpoint[]");
    api.get("/control/breakpoints", "Where platform time is to stand still.", "Breakpoints");
    api.post("/control/breakpoints",
             "Stops before an event that matches the filter is delivered, or after a row has changed; with an id, "
             "changes "
             "one that is there.")
        .takes("id?:string filter?:string service?:string table?:string key?:any column?:string enabled?:boolean "
               "once?:boolean atHit?:integer")
        .answersWith(200, "Breakpoint")
        .answersWith(201, "Breakpoint")
        .refuses({404, 409});
    api.remove("/control/breakpoints", "Removes one breakpoint, or all.")
        .asks("id", "string", "Which; without it all.")
        .answersWith(200, "Breakpoints")
        .refuses({404});
}

void describeControl(ApiDescription &api)
{
    api.object("Control",
               "platformTime:time speed:any paused:boolean stopped?:Stop lagMilliseconds:integer incarnation:integer "
               "atRest:boolean");
    api.object("Fault",
               "id:string kind:string service?:string from?:string to?:string type?:string ratePerMillion:integer "
               "delayMs:integer since:time until?:time ended:boolean hits:integer");
    api.object("Faults", "items:Fault[]");
    api.get("/control", "Where platform time stands, and how it goes.", "Control");
    api.post("/control/pause", "Platform time stands still.").answersWith(200, "Control");
    api.post("/control/resume",
             "Platform time goes on: until it is paused, until a moment, or until an event that matches the filter "
             "comes.")
        .mayTake("until?:time filter?:string")
        .answersWith(200, "Control");
    api.post("/control/step",
             "Does the work of the next moments, or until so many events are delivered, and stands still.")
        .mayTake("count?:integer by?:moment|event")
        .answersWith(200, "Control");
    api.post("/control/speed", "How fast platform time goes: a multiple of wall time, or \"max\".")
        .takes("speed:any")
        .answersWith(200, "Control");
    api.object("Capture", "capturing:boolean file?:string records:integer trouble?:string");
    api.get("/control/capture", "Whether what happens is captured, and into which file.", "Capture");
    api.post("/control/capture", "Captures what happens from now on into a new file of the workspace.")
        .mayTake("name?:string")
        .answersWith(201, "Capture")
        .refuses({409});
    api.remove("/control/capture", "Ends the capture.").answersWith(200, "Capture");
    api.get("/control/faults", "What is made to go wrong.", "Faults");
    RouteDescription &faults =
        api.post("/control/faults", "Makes something go wrong: one rule or a list of them.").takes("kind:string");
    const QByteArray rule = objectSchema("kind:string service?:string from?:string to?:string type?:string "
                                         "ratePerMillion?:integer delayMs?:integer after?:string for?:string");
    faults.body = R"({"oneOf":[)" + rule + R"(,{"type":"array","items":)" + rule + "}]}";
    faults.answersWith(201, "Faults");
    api.remove("/control/faults", "Takes one fault back, or all.")
        .asks("id", "integer", "Which; without it all.")
        .answersWith(200, "Faults")
        .refuses({404});
}

} // namespace

ApiDescription gatewayApi()
{
    ApiDescription api;
    describeThings(api);
    describeViews(api);
    describeLists(api);
    describeActions(api);
    describeLetters(api);
    describeStops(api);
    describeControl(api);
    api.append(graphApi());
    api.get("/health", "Whether the gateway works.", "Health");
    api.get("/openapi.json", "This document.", "object");
    api.get("/asyncapi.json", "All events that the platform publishes, as AsyncAPI 3.", "object");
    api.get("/metrics", "Figures, as Prometheus reads them.", "string").answersAs("text/plain", "string");
    api.get("/robots.geojson", "Where the robots are, as RFC 7946.", "object")
        .answersAs("application/geo+json", "object")
        .refuses({504});
    api.get("/events/stream", "All events as they happen: server-sent events, a CloudEvent each.", "string")
        .reads("Last-Event-ID", "The id of the last event that was taken: the stream goes on after it.")
        .answersAs("text/event-stream", "string")
        .refuses({409, 410});
    return api;
}

} // namespace curbside
