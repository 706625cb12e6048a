// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/dispatch_service.h"

#include "services/dispatch/api.h"
#include "services/dispatch/dispatch_events.h"
#include "services/dispatch/dispatch_settings.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

namespace {

constexpr auto planTimer = "plan";
constexpr Duration planningPatience = 1s; ///< demands that come together are planned together
constexpr Duration unplannableAfter = 5min;

} // namespace

DispatchService::DispatchService(ServiceContext &context)
    : Service(context), m_demands(context.database), m_trips(context.database), m_robots(context.database),
      m_returns(context.database)
{
    const DispatchSettings settings = DispatchSettings::read(configuration());
    m_travel = settings.travel;
    m_planningInterval = settings.planningInterval;

    route(Method::Post, u"/demands"_s, &DispatchService::postDemand);
    route(Method::Get, u"/demand/{id}"_s, &DispatchService::getDemand);
    route(Method::Get, u"/demand/{id}/candidates"_s, &DispatchService::getCandidates);
    route(Method::Post, u"/demand/{id}/cancel"_s, &DispatchService::cancelDemand);
    route(Method::Get, u"/trip/{id}"_s, &DispatchService::getTrip);
    route(Method::Get, u"/plan"_s, &DispatchService::getPlan);
    routeQuestion(u"/graphql"_s, &DispatchService::askGraph);
    describe(api());
    subscribe<DispatchService>(u"operations"_s,
                               {{u"curbside.operations.RobotRegistered"_s, &DispatchService::onRobotRegistered},
                                {u"curbside.operations.RobotServiceChanged"_s, &DispatchService::onRobotRegistered},
                                {u"curbside.operations.TaskStatusChanged"_s, &DispatchService::onTaskStatusChanged},
                                {u"curbside.operations.TaskCompleted"_s, &DispatchService::onTaskCompleted}});
    subscribe<DispatchService>(u"state"_s,
                               {{u"curbside.state.RobotStateChanged"_s, &DispatchService::onRobotStateChanged},
                                {u"curbside.state.LidEvent"_s, &DispatchService::onLidEvent}});
    snapshot(u"operations"_s, u"/robots"_s, &DispatchService::takeRobot);
    snapshot(u"state"_s, u"/robots"_s, &DispatchService::takeRobotState);
    onTimer(planTimer, &DispatchService::plan);
    refersTo({{u"demand.delivery_id"_s, u"deliveries:delivery.id"_s},
              {u"demand.attempt_id"_s, u"deliveries:attempt.id"_s},
              {u"demand.merchant_id"_s, u"integrations:merchant.id"_s},
              {u"trip.robot_serial"_s, u"operations:robot.serial"_s},
              {u"robot_return.task_id"_s, u"operations:task.id"_s}});
    const QString serial = u"robot_availability.robot_serial"_s;
    holdsCopies(
        {{u"robot_availability.in_service"_s, serial, u"operations:robot.in_service"_s, u"robot.serial"_s},
         {u"robot_availability.held"_s, serial, u"operations:robot.held"_s, u"robot.serial"_s},
         {u"robot_availability.lid"_s, serial, u"state:robot_state.lid"_s, u"robot_state.robot_serial"_s},
         {u"robot_availability.on_duty"_s, serial, u"state:robot_state.on_duty"_s, u"robot_state.robot_serial"_s}});
}

// --- Planning -------------------------------------------------------------------------------------------------------

void DispatchService::planSoon()
{
    const bool endsTheMinute =
        m_travel.wholeMinutes && m_travel.roundedDown(now() + planningPatience) != m_travel.roundedDown(now());
    setTimerNoLaterThan(planTimer, u"all"_s, now() + (endsTheMinute ? Duration(leastLatency) : planningPatience));
}

PlanningInput DispatchService::planningInput()
{
    PlanningInput input;
    input.now = m_travel.roundedDown(now());
    input.interval = m_planningInterval;
    input.travel = m_travel;
    const std::set<RobotSerial> returning = m_returns.returning();
    for (const RobotAvailability &robot : m_robots.all()) {
        const bool isReturning = returning.contains(robot.robotSerial); // then it is not free before the next plan
        const PlatformTime freeAt = isReturning ? std::max(robot.freeAt, now() + m_planningInterval) : robot.freeAt;
        input.robots.push_back({robot.robotSerial.toString(), robot.place, freeAt, robot.inService, robot.held,
                                robot.onDuty, robot.online, robot.lid == u"Jammed", static_cast<int>(robot.battery),
                                robot.onDutyUntil});
    }
    for (const Demand &demand : m_demands.unplanned())
        input.demands.push_back(openDemand(demand, input.robots));
    return input;
}

OpenDemand DispatchService::openDemand(const Demand &demand, const std::vector<PlanningRobot> &robots)
{
    OpenDemand open{demand.id.uuid(),
                    demand.merchantId.uuid(),
                    demand.pickup,
                    demand.dropoff,
                    demand.readyAt,
                    demand.dueAt,
                    {demand.excludedRobots.begin(), demand.excludedRobots.end()}};
    const QString wished = demand.wishedRobot ? demand.wishedRobot->toString() : QString();
    const auto robot = std::ranges::find(robots, wished, &PlanningRobot::serial);
    if (robot == robots.end() || !isAvailable(*robot))
        return open; // who waits for a robot that does not come gets another
    open.wishedRobot = wished;
    open.excludedRobots.clear();
    for (const PlanningRobot &other : robots) {
        if (other.serial != wished)
            open.excludedRobots.push_back(other.serial);
    }
    return open;
}

Handled DispatchService::plan(const QString &)
{
    const PlanningInput input = planningInput();
    if (input.demands.empty())
        return {};
    const Plan plan = makePlan(input);
    std::set<std::size_t> bound;
    for (const PlannedTrip &trip : plan.trips) {
        if (trip.mustLeave) {
            bind(input, trip);
            bound.insert(trip.demands.begin(), trip.demands.end());
        }
    }
    for (std::size_t i = 0; i < input.demands.size(); ++i) {
        if (bound.contains(i))
            continue;
        if (auto demand = m_demands.find(DemandId(input.demands[i].id)))
            judge(*demand, plan.demands[i].outlook);
    }
    if (bound.size() < input.demands.size())
        setTimer(planTimer, u"all"_s,
                 input.now + m_planningInterval + (m_travel.wholeMinutes ? planningPatience : Duration{0}));
    return {};
}

void DispatchService::judge(Demand &demand, DemandOutlook outlook)
{
    const bool isHopeless = outlook == DemandOutlook::NoRobot;
    if (demand.status == DemandStatus::Unplannable && !isHopeless) {
        demand.status = DemandStatus::Open;
        m_demands.update(demand, now());
    } else if (demand.status == DemandStatus::Open && isHopeless && now() >= demand.readyAt + unplannableAfter) {
        demand.status = DemandStatus::Unplannable;
        m_demands.update(demand, now());
        publish(demandUnplannable(demand, u"no available robot may take it or could in time"_s));
    }
}

void DispatchService::bind(const PlanningInput &input, const PlannedTrip &planned)
{
    const PlanningRobot &robot = input.robots[planned.robot];
    auto availability = m_robots.find(RobotSerial(robot.serial));
    std::vector<Demand> demands;
    demands.reserve(planned.demands.size());
    for (const std::size_t index : planned.demands)
        demands.push_back(*m_demands.find(DemandId(input.demands[index].id)));

    Trip trip;
    trip.id = newId<TripId>();
    trip.number = nextNumber(u"trip"_s);
    trip.robotSerial = availability->robotSerial;
    trip.driverName = availability->driverName;
    trip.plannedAt = now();
    Stop pickup{StopKind::Pickup,
                demands.front().pickup,
                demands.front().merchantId,
                {},
                planned.times.pickup.arriveAt,
                planned.times.pickup.leaveAt};
    for (const Demand &demand : demands)
        pickup.attemptIds.push_back(demand.attemptId);
    trip.stops.push_back(std::move(pickup));
    for (std::size_t i = 0; i < demands.size(); ++i)
        trip.stops.push_back({StopKind::Dropoff,
                              demands[i].dropoff,
                              std::nullopt,
                              {demands[i].attemptId},
                              planned.times.dropoffs[i].arriveAt,
                              planned.times.dropoffs[i].leaveAt});
    m_trips.insert(trip, now());
    for (Demand &demand : demands) {
        demand.status = DemandStatus::Planned;
        demand.tripId = trip.id;
        m_demands.update(demand, now());
    }
    availability->place = trip.stops.back().place;
    availability->freeAt = trip.stops.back().leaveAt;
    m_robots.store(*availability, now());
    publish(tripPlanned(trip, demands));
}

// --- Trips ----------------------------------------------------------------------------------------------------------

void DispatchService::abort(Trip &trip, const QString &reason)
{
    if (!tripMoves.allows(trip.status, TripStatus::Aborted))
        return;
    trip.status = TripStatus::Aborted;
    m_trips.update(trip, now());
    std::vector<Demand> aborted; // not those that have ended: to be told of them would undo what was delivered
    for (Demand &demand : m_demands.ofTrip(trip.id)) {
        if (demandMoves.allows(demand.status, DemandStatus::Aborted)) {
            demand.status = DemandStatus::Aborted;
            m_demands.update(demand, now());
            aborted.push_back(std::move(demand));
        }
    }
    freeRobot(trip.robotSerial, now());
    publish(tripAborted(trip, aborted, reason));
    if (m_demands.hasUnplanned())
        planSoon();
}

void DispatchService::completeIfDone(Trip &trip)
{
    const std::vector<Demand> demands = m_demands.ofTrip(trip.id);
    const auto isEnded = [](const Demand &demand) {
        return demand.status == DemandStatus::Fulfilled || demand.status == DemandStatus::Cancelled;
    };
    if (!std::all_of(demands.begin(), demands.end(), isEnded))
        return;
    const bool isDelivered = std::any_of(demands.begin(), demands.end(),
                                         [](const Demand &demand) { return demand.status == DemandStatus::Fulfilled; });
    if (!isDelivered) {
        abort(trip, u"every demand of the trip was cancelled"_s);
        return;
    }
    if (!tripMoves.allows(trip.status, TripStatus::Completed))
        return;
    trip.status = TripStatus::Completed;
    m_trips.update(trip, now());
    // It stays for the second half of the service at its last stop, as planned.
    freeRobot(trip.robotSerial, std::max(now(), trip.stops.back().leaveAt));
    if (m_demands.hasUnplanned() && !m_travel.wholeMinutes)
        planSoon();
}

/// Who has goods to bring back is free when that task ends.
void DispatchService::freeRobot(const RobotSerial &serial, PlatformTime at)
{
    if (m_returns.isReturning(serial))
        return;
    if (auto robot = m_robots.find(serial)) {
        robot->freeAt = at;
        m_robots.store(*robot, now());
    }
}

} // namespace curbside::dispatch
