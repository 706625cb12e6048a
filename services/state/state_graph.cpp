// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind the fields of schema.graphql.
#include "services/runtime/http/list_page.h"
#include "services/state/state_service.h"
#include "services/subgraph/graph_file.h"

using namespace Qt::StringLiterals;

namespace curbside::state {

namespace {

/// A robot as the graph has it: what State knows of it stands below `state`.
void writeRobot(JsonWriter &json, const QString &serial, const QString &name, const QByteArray &state)
{
    json.beginObject().member("serial", serial).member("name", name).rawMember("state", state).endObject();
}

void writeRobotOf(JsonValue state, JsonWriter &json)
{
    writeRobot(json, state["robotSerial"].toString().value_or(QString()),
               state["driverName"].toString().value_or(QString()), state.toJson());
}

void writePlaceOf(JsonValue state, JsonWriter &json)
{
    json.beginObject();
    state["x"].write(json.key("x"));
    state["y"].write(json.key("y"));
    json.endObject();
}

} // namespace

Response StateService::askGraph(const Request &request)
{
    if (!m_graph)
        m_graph = makeGraph();
    return m_graph->answer(request);
}

std::unique_ptr<Subgraph> StateService::makeGraph()
{
    auto graph = std::make_unique<Subgraph>(sdlOf(u"state"_s));
    const auto asked = [this](Response (StateService::*handler)(const Request &)) {
        return [this, handler](const Request &request) { return (this->*handler)(request); };
    };
    graph->query("robotStates", asked(&StateService::getRobots));
    graph->query("lidEvent", asked(&StateService::getLidEvent));
    graph->query("lidEvents", asked(&StateService::getLidEvents));
    graph->entity("Robot", "serial", [this](const QStringList &keys, GraphRows &rows) {
        for (const RobotState &robot : m_robots.findAll(RobotStateStore::Key::Serial, jsonArray(keys)))
            writeRobot(rows.of(robot.serial.toUtf8()), robot.serial.toString(), robot.last.driverName.toString(),
                       robot.toJson());
    });
    graph->entity("Robot", "name", [this](const QStringList &keys, GraphRows &rows) {
        for (const RobotState &robot : m_robots.findAll(RobotStateStore::Key::Driver, jsonArray(keys)))
            writeRobot(rows.of(robot.last.driverName.toUtf8()), robot.serial.toString(),
                       robot.last.driverName.toString(), robot.toJson());
    });
    graph->entity("LidEvent", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const LidEvent &event : m_lidEvents.findAll(LidEventStore::Key::Id, jsonArray(keys)))
            event.writeTo(rows.of(event.id.toUtf8()));
    });
    graph->entity("Task", "id");
    addRelations(*graph);
    return graph;
}

void StateService::addRelations(Subgraph &graph)
{
    graph.computed("RobotState", "robot", writeRobotOf);
    graph.computed("RobotState", "place", writePlaceOf);
    graph.reference("RobotState", "task", "taskId", "Task", "id");
    graph.reference("LidEvent", "robot", "robotSerial", "Robot", "serial");
    graph.reference("LidEvent", "task", "taskId", "Task", "id");
    graph.related("Task", "lidEvents", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const LidEvent &event : m_lidEvents.findAll(LidEventStore::Key::Task, jsonArray(keys)))
            event.writeTo(rows.of(event.taskId->toUtf8()));
    });
    graph.related("Robot", "lidEvents", "serial",
                  [this](const QStringList &keys, JsonValue arguments, GraphRows &rows) {
                      constexpr qint64 usual = 20;
                      const auto wanted = arguments["since"].toString();
                      const auto since = wanted ? fromRfc3339(wanted->toUtf8()) : PlatformTime{};
                      const qint64 limit = arguments["limit"].toInteger().value_or(usual);
                      if (!since)
                          return rows.refuse("since", "is not a time as in 2026-03-02T11:42:07.318Z");
                      if (limit < 1 || limit > ListPage::mostItems)
                          return rows.refuse("limit", "is not a number from 1 to 1000");
                      for (const LidEvent &event : m_lidEvents.latestOf(jsonArray(keys), *since, limit))
                          event.writeTo(rows.of(event.robotSerial.toUtf8()));
                  });
}

} // namespace curbside::state
