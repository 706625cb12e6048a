// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/service.h"
#include "services/state/lid_event_store.h"
#include "services/state/robot_state_store.h"
#include "services/subgraph/subgraph.h"

namespace curbside::state {

/// The State Service: where the robots are and what their lids do. Owns robot_state and lid_event.
class StateService : public Service
{
public:
    explicit StateService(ServiceContext &context);

private:
    Response reportTelemetry(const Request &request);
    [[nodiscard]] std::optional<Problem> refuseDriver(const RobotSerial &serial, const DriverName &driver);
    void publishChanges(const std::vector<RobotChange> &changes, RobotState &robot);

    Response reportLidEvent(const Request &request);
    Response commandLid(const Request &request);
    Response getRobot(const Request &request);
    Response getRobotByDriver(const Request &request);
    Response getRobots(const Request &request);
    Response getLidEvent(const Request &request);
    Response getLidEvents(const Request &request);

    Handled onTaskStatusChanged(const IncomingEvent &event);
    Handled takeTask(JsonValue item);
    void noteTask(const RobotSerial &serial, const TaskUnderWay &task, bool isInProgress);
    [[nodiscard]] TaskUnderWay begun(const RobotState &robot, const TaskUnderWay &task);
    [[nodiscard]] TaskUnderWay ended(const RobotState &robot, const TaskUnderWay &task);
    Handled findSilentRobots();

    // state_graph.cpp
    Response askGraph(const Request &request);
    [[nodiscard]] std::unique_ptr<Subgraph> makeGraph();
    void addRelations(Subgraph &graph);

    RobotStateStore m_robots;
    LidEventStore m_lidEvents;
    std::unique_ptr<Subgraph> m_graph; ///< made when it is first asked
};

[[nodiscard]] std::unique_ptr<Service> makeStateService(ServiceContext &context);

} // namespace curbside::state
