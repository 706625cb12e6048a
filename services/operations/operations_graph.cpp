// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind the fields of schema.graphql.
#include "services/operations/operations_service.h"
#include "services/subgraph/graph_file.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

Response OperationsService::askGraph(const Request &request)
{
    if (!m_graph)
        m_graph = makeGraph();
    return m_graph->answer(request);
}

std::unique_ptr<Subgraph> OperationsService::makeGraph()
{
    auto graph = std::make_unique<Subgraph>(sdlOf(u"operations"_s));
    const auto asked = [this](Response (OperationsService::*handler)(const Request &)) {
        return [this, handler](const Request &request) { return (this->*handler)(request); };
    };
    graph->query("task", asked(&OperationsService::getTask));
    graph->query("tasks", asked(&OperationsService::getTasks));
    graph->query("robot", asked(&OperationsService::getRobot));
    graph->query("robots", asked(&OperationsService::getRobots));
    graph->query("operator", asked(&OperationsService::getOperator));
    graph->query("operators", asked(&OperationsService::getOperators));
    graph->entity("Task", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Task &task : m_tasks.findAll(TaskStore::Key::Id, jsonArray(keys)))
            task.writeTo(rows.of(task.id.toUtf8()));
    });
    graph->entity("Robot", "serial", [this](const QStringList &keys, GraphRows &rows) {
        for (const Robot &robot : m_robots.findAll(RobotStore::Key::Serial, jsonArray(keys)))
            robot.writeTo(rows.of(robot.serial.toUtf8()));
    });
    graph->entity("Robot", "name", [this](const QStringList &keys, GraphRows &rows) {
        for (const Robot &robot : m_robots.findAll(RobotStore::Key::Name, jsonArray(keys)))
            robot.writeTo(rows.of(robot.name.toUtf8()));
    });
    graph->entity("Operator", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Operator &person : m_operators.findAll(jsonArray(keys)))
            person.writeTo(rows.of(person.id.toUtf8()));
    });
    graph->entity("Delivery", "id");
    graph->entity("Attempt", "id");
    addRelations(*graph);
    return graph;
}

void OperationsService::addRelations(Subgraph &graph)
{
    graph.reference("Task", "delivery", "deliveryId", "Delivery", "id");
    graph.reference("Task", "attempt", "attemptId", "Attempt", "id");
    graph.reference("Task", "trip", "tripId", "Trip", "id");
    graph.reference("Task", "robot", "robotSerial", "Robot", "serial");
    graph.reference("Task", "operator", "operatorId", "Operator", "id");
    graph.computed("Robot", "registeredAt", [](JsonValue row, JsonWriter &json) { row["createdAt"].write(json); });
    graph.related("Delivery", "tasks", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Task &task : m_tasks.findAll(TaskStore::Key::Delivery, jsonArray(keys)))
            task.writeTo(rows.of(task.deliveryId->toUtf8()));
    });
    graph.related("Attempt", "tasks", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Task &task : m_tasks.findAll(TaskStore::Key::Attempt, jsonArray(keys)))
            task.writeTo(rows.of(task.attemptId->toUtf8()));
    });
    graph.related("Robot", "openTasks", "serial", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Task &task : m_tasks.findAll(TaskStore::Key::RobotWhileOpen, jsonArray(keys)))
            task.writeTo(rows.of(task.robotSerial.toUtf8()));
    });
}

} // namespace curbside::operations
