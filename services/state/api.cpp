// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/api.h"

#include "services/state/lid_event.h"
#include "services/state/robot_state.h"
#include "services/subgraph/graph_http.h"

namespace curbside::state {

namespace {

void describeThings(ApiDescription &api)
{
    api.names<Lid>("Lid");
    api.names<LidEventKind>("LidEventKind");
    api.names<LidActor>("LidActor");
    api.names<LidCommand>("LidCommand");
    api.names<Connectivity>("Connectivity");
    api.names<RobotChange>("RobotChange");
    api.object("RobotState",
               "robotSerial:string driverName:string x:number y:number heading:integer speed:number "
               "battery:integer lid:Lid connectivity:Connectivity onDuty:boolean seenAt:time "
               "taskId?:uuid taskIdVersion?:integer taskIdAsOf?:time createdAt:time updatedAt:time "
               "version:integer");
    api.object("Reported", "version:integer");
    api.object("LidEvent", "id:uuid robotSerial:string kind:LidEventKind actor:LidActor taskId?:uuid at:time");
}

void describeRobots(ApiDescription &api)
{
    api.put("/robot/{serial}/state", "A robot reports how it is.")
        .takes("driverName:string x:number y:number heading:integer speed:number battery:integer onDuty:boolean "
               "arrivedForTask?:uuid")
        .answersWith(200, "Reported")
        .answersWith(201, "Reported");
    api.get("/robot/{serial}", "How a robot is.", "RobotState");
    api.get("/robot-by-driver/{driverName}", "How the robot of this name is.", "RobotState");
    api.list("/robots", "How the robots are, by serial.", "RobotState")
        .asks("serials", "string", "Only those of these serials, by commas.");
}

void describeLids(ApiDescription &api)
{
    api.post("/robot/{serial}/lid-events", "A robot reports what its lid did.")
        .takes("kind:LidEventKind actor:LidActor taskId?:uuid")
        .answersWith(201, "LidEvent");
    api.post("/robot/{serial}/lid", "Tells a robot to open or close its lid.")
        .takes("command:LidCommand requestedBy?:string")
        .answersWith(202, "RobotState");
    api.get("/lid-event/{id}", "One movement of a lid.", "LidEvent");
    api.list("/lid-events", "What the lids did, in the order of time.", "LidEvent")
        .asks("robot", "string", "Only the lid of the robot with this serial.")
        .asks("tasks", "string", "Only what was done for these tasks, by commas.")
        .asks("since", "time", "Only what was done at or after this moment.");
}

void describeEvents(ApiDescription &api)
{
    api.event("curbside.state.RobotStateChanged", "Something of a robot changed that matters.",
              "robotSerial:string driverName:string what:RobotChange taskId?:uuid x:number y:number battery:integer "
              "connectivity:Connectivity version:integer");
    api.event("curbside.state.LidEvent", "A lid was opened or closed, or is jammed.",
              "robotSerial:string driverName:string lidEventId:uuid kind:LidEventKind actor:LidActor taskId?:uuid "
              "version:integer");
    api.event("curbside.state.LidCommandIssued", "A robot was told to move its lid.",
              "robotSerial:string command:LidCommand requestedBy:string version:integer");
}

} // namespace

ApiDescription api()
{
    ApiDescription api;
    describeThings(api);
    describeRobots(api);
    describeLids(api);
    describeEvents(api);
    api.append(graphApi());
    return api;
}

} // namespace curbside::state
