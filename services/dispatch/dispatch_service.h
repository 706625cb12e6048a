// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/availability_store.h"
#include "services/dispatch/demand_store.h"
#include "services/dispatch/planner.h"
#include "services/dispatch/return_store.h"
#include "services/dispatch/trip_store.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/service.h"
#include "services/subgraph/subgraph.h"

namespace curbside::dispatch {

/// The Dispatch Engine: decides which robot picks up what, with what else, and when.
class DispatchService : public Service
{
public:
    explicit DispatchService(ServiceContext &context);

private:
    // Requests.
    Response postDemand(const Request &request);
    Response getDemand(const Request &request);
    Response getCandidates(const Request &request);
    Response cancelDemand(const Request &request);
    Response getTrip(const Request &request);
    Response getPlan(const Request &request);

    // Events.
    Handled onRobotRegistered(const IncomingEvent &event);
    Handled onTaskStatusChanged(const IncomingEvent &event);
    void followReturn(const AttemptId &attempt, const TaskId &task, const RobotSerial &serial, const QString &to);
    Handled onTaskCompleted(const IncomingEvent &event);
    Handled onRobotStateChanged(const IncomingEvent &event);
    Handled onLidEvent(const IncomingEvent &event);
    Handled takeRobot(JsonValue robot);
    Handled takeRobotState(JsonValue state);
    void notePlace(RobotAvailability &robot, const Place &place, bool hasArrived, PlatformTime at);

    // Planning.
    Handled plan(const QString &subject);
    void planSoon();
    [[nodiscard]] PlanningInput planningInput();
    [[nodiscard]] static OpenDemand openDemand(const Demand &demand, const std::vector<PlanningRobot> &robots);
    void bind(const PlanningInput &input, const PlannedTrip &planned);
    void judge(Demand &demand, DemandOutlook outlook);

    // Trips.
    void abort(Trip &trip, const QString &reason);
    void completeIfDone(Trip &trip);
    void freeRobot(const RobotSerial &serial, PlatformTime at);
    Handled takeRegistration(Fields &data, std::string_view serialName, std::string_view driverName, PlatformTime asOf);
    [[nodiscard]] RobotAvailability robotOrNew(const RobotSerial &serial, const QString &driverName);

    // dispatch_graph.cpp
    Response askGraph(const Request &request);
    [[nodiscard]] std::unique_ptr<Subgraph> makeGraph();
    Response listDemands(const Request &request);
    Response listTrips(const Request &request);
    void addRelations(Subgraph &graph);

    DemandStore m_demands;
    TripStore m_trips;
    AvailabilityStore m_robots;
    ReturnStore m_returns;
    TravelModel m_travel;
    Duration m_planningInterval = 10s;
    std::unique_ptr<Subgraph> m_graph; ///< made when it is first asked
};

} // namespace curbside::dispatch
