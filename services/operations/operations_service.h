// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/operator_store.h"
#include "services/operations/robot_condition_store.h"
#include "services/operations/robot_store.h"
#include "services/operations/task_store.h"
#include "services/runtime/service.h"
#include "services/subgraph/subgraph.h"

namespace curbside::operations {

/// The Operations Service: what a task means operationally, and who works on it. Owns task, robot and operator.
class OperationsService : public Service
{
public:
    explicit OperationsService(ServiceContext &context);

private:
    // task_routes.cpp
    Response createTask(const Request &request);
    Response getTask(const Request &request);
    Response getTasks(const Request &request);
    Response assignTask(const Request &request);
    Response startTask(const Request &request);
    Response completeTask(const Request &request);
    Response failTask(const Request &request);
    Response cancelTask(const Request &request);
    Response moveTask(const Request &request, TaskStatus to, const std::optional<QString> &failureReason = {});
    [[nodiscard]] std::expected<Task, Problem> taskOf(const Request &request);

    // fleet_routes.cpp
    Response putRobot(const Request &request);
    Response getRobot(const Request &request);
    Response getRobots(const Request &request);
    Response putInService(const Request &request);
    Response takeOutOfService(const Request &request);
    Response holdRobot(const Request &request);
    Response releaseRobot(const Request &request);
    Response changeService(const Request &request, bool Robot::*flag, bool value);
    [[nodiscard]] std::expected<Robot, Problem> readRobot(const Request &request, const std::optional<Robot> &before);
    Response putOperator(const Request &request);
    Response getOperator(const Request &request);
    Response getOperators(const Request &request);

    // operations_service.cpp: a task's life
    /// Gives the task an id and a number, keeps and publishes it.
    Task addTask(Task task);
    /// The move must be legal.
    Task move(Task task, TaskStatus to, const std::optional<QString> &failureReason = {});
    Task putOperatorOn(Task task, const OperatorId &person);

    // robot_watch.cpp: what State says of robots
    Handled onRobotStateChanged(const IncomingEvent &event);
    Handled onLidEvent(const IncomingEvent &event);
    Handled takeRobot(JsonValue item);
    Handled takeLidEvent(JsonValue item);
    /// False for old news.
    bool noteConnectivity(const RobotSerial &serial, const ConditionCopy &copy);
    void noteBattery(const RobotSerial &serial, bool isOnline, qint64 percent);
    void noteLid(const RobotSerial &serial, const ConditionCopy &copy);
    void completeHandover(const TaskId &id, const RobotSerial &serial, QStringView closedBy);
    void watchForLoss(const RobotSerial &serial);
    void lookAfterJam(const RobotSerial &serial);
    void watchTask(const Task &task);
    void followRescue(const Task &rescue);
    Handled onRobotLost(const QString &serial);
    Handled onLidStillJammed(const QString &serial);

    // operations_graph.cpp
    Response askGraph(const Request &request);
    [[nodiscard]] std::unique_ptr<Subgraph> makeGraph();
    void addRelations(Subgraph &graph);

    TaskStore m_tasks;
    RobotStore m_robots;
    OperatorStore m_operators;
    RobotConditionStore m_conditions;
    std::unique_ptr<Subgraph> m_graph; ///< made when it is first asked
};

[[nodiscard]] std::unique_ptr<Service> makeOperationsService(ServiceContext &context);

} // namespace curbside::operations
