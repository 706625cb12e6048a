// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/api.h"

#include "services/operations/task.h"
#include "services/subgraph/graph_http.h"

namespace curbside::operations {

namespace {

void describeThings(ApiDescription &api)
{
    api.names<TaskType>("TaskType");
    api.names<TaskStatus>("TaskStatus");
    api.object("Task",
               "id:uuid number:string type:TaskType deliveryId?:uuid attemptId?:uuid tripId?:uuid "
               "robotSerial:string operatorId?:string status:TaskStatus dueAt?:time startedAt?:time "
               "endedAt?:time failureReason?:string createdAt:time updatedAt:time version:integer");
    api.object("Robot",
               "serial:string name:string hub:string inService:boolean held:boolean onDutyFrom?:time "
               "onDutyUntil?:time createdAt:time updatedAt:time version:integer");
    api.object("Operator", "id:string name:string onShift:boolean createdAt:time updatedAt:time version:integer");
}

void describeTasks(ApiDescription &api)
{
    api.list("/tasks", "Tasks, in the order of their ids.", "Task")
        .asks("status", "TaskStatus", "Only those that are so.")
        .asks("type", "TaskType", "Only those of this type.")
        .asks("operator", "string", "Only those of this operator.")
        .asks("robot", "string", "Only those of the robot with this serial.")
        .asks("delivery", "uuid", "Only those for this delivery.")
        .asks("since", "time", "Only those that have changed at or after this moment.");
    api.get("/task/{id}", "One task.", "Task");
    api.post("/tasks", "Makes a task; of an attempt there is one of each type, and the same again answers the first.")
        .takes("type:TaskType deliveryId?:uuid attemptId?:uuid tripId?:uuid robotSerial:string dueAt?:time")
        .answersWith(200, "Task")
        .answersWith(201, "Task");
    api.post("/task/{id}/assign", "Gives the task to its robot or puts an operator on it.")
        .mayTake("operatorId?:string")
        .answersWith(200, "Task")
        .refuses({409});
    api.post("/task/{id}/start", "The task has begun.").answersWith(200, "Task").refuses({409});
    api.post("/task/{id}/complete", "The task is done.").answersWith(200, "Task").refuses({409});
    api.post("/task/{id}/fail", "The task cannot be done.")
        .takes("reason:string")
        .answersWith(200, "Task")
        .refuses({409});
    api.post("/task/{id}/cancel", "Nobody needs the task any more.").answersWith(200, "Task").refuses({409});
}

void describeFleet(ApiDescription &api)
{
    api.put("/robot/{serial}", "Registers a robot, or changes how it is registered.")
        .takes("name:string hub?:string inService?:boolean onDutyFrom?:time onDutyUntil?:time")
        .answersWith(200, "Robot")
        .answersWith(201, "Robot");
    api.get("/robot/{serial}", "One robot.", "Robot");
    api.list("/robots", "The registered robots, by serial.", "Robot");
    api.post("/robot/{serial}/in-service", "The robot can be planned with.").answersWith(200, "Robot");
    api.post("/robot/{serial}/out-of-service", "The robot is withdrawn.").answersWith(200, "Robot");
    api.post("/robot/{serial}/hold", "The robot stops where it is.").answersWith(200, "Robot");
    api.post("/robot/{serial}/release", "The robot goes on.").answersWith(200, "Robot");
    api.put("/operator/{id}", "Registers an operator, or says whether one is on shift.")
        .takes("name:string onShift:boolean")
        .answersWith(200, "Operator")
        .answersWith(201, "Operator");
    api.get("/operator/{id}", "One operator.", "Operator");
    api.list("/operators", "The operators, by id.", "Operator");
}

void describeEvents(ApiDescription &api)
{
    api.event("curbside.operations.TaskStatusChanged", "A task was made, or moved on.",
              "taskId:uuid type:TaskType deliveryId?:uuid attemptId?:uuid robotSerial:string operatorId?:string "
              "from?:TaskStatus to:TaskStatus failureReason?:string version:integer");
    api.event("curbside.operations.TaskCompleted", "A task is done.",
              "taskId:uuid type:TaskType deliveryId?:uuid attemptId?:uuid robotSerial:string version:integer");
    constexpr std::string_view robot = "robotSerial:string driverName:string hub:string inService:boolean held:boolean "
                                       "onDutyFrom?:time onDutyUntil?:time version:integer";
    api.event("curbside.operations.RobotRegistered", "A robot is registered, or is registered otherwise.", robot);
    api.event("curbside.operations.RobotServiceChanged", "A robot was held, released, withdrawn or put back.", robot);
}

} // namespace

ApiDescription api()
{
    ApiDescription api;
    describeThings(api);
    describeTasks(api);
    describeFleet(api);
    describeEvents(api);
    api.append(graphApi());
    return api;
}

} // namespace curbside::operations
