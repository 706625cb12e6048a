// SPDX-License-Identifier: GPL-3.0-or-later
// What robots hear of the platform, and make of it.
#include "services/world/robot_driver.h"

#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

/// A trip as it is announced.
struct HeardTrip
{
    struct HeardStop
    {
        Stop stop;
        std::optional<Uuid> merchant;
        std::vector<AttemptId> attempts;
    };
    TripId id;
    RobotSerial robot;
    std::vector<HeardStop> stops;
    std::vector<DeliveryId> deliveries;
    std::vector<AttemptId> attempts; ///< one for each delivery
};

void readStops(Fields &fields, HeardTrip &trip)
{
    const std::vector<Place> places = fields.list<Place>("stops"); // a stop has x and y, as a place has
    std::size_t position = 0;
    fields.raw("stops").forEachItem([&](JsonValue item) {
        Fields stop(item, u"/stops/%1"_s.arg(position));
        HeardTrip::HeardStop heard;
        heard.stop.robot = trip.robot;
        heard.stop.trip = trip.id;
        heard.stop.kind = stop.required<TaskType>("kind");
        heard.stop.plannedArrival = stop.required<PlatformTime>("arriveAt");
        heard.merchant = stop.optional<Uuid>("merchantId");
        heard.attempts = stop.list<AttemptId>("attemptIds");
        if (position < places.size())
            heard.stop.place = places[position];
        if (stop.problem())
            fields.refuse("stops",
                          stop.problem()->errors.front().pointer + u' ' + stop.problem()->errors.front().detail);
        trip.stops.push_back(std::move(heard));
        ++position;
    });
}

HeardTrip readTrip(Fields &fields)
{
    HeardTrip trip;
    trip.id = fields.required<TripId>("tripId");
    trip.robot = fields.required<RobotSerial>("robotSerial");
    trip.deliveries = fields.list<DeliveryId>("deliveryIds");
    trip.attempts = fields.list<AttemptId>("attemptIds");
    readStops(fields, trip);
    return trip;
}

const HeardTrip::HeardStop *stopFor(const HeardTrip &trip, const AttemptId &attempt, TaskType kind)
{
    const auto found = std::find_if(trip.stops.begin(), trip.stops.end(), [&](const HeardTrip::HeardStop &heard) {
        return heard.stop.kind == kind
            && std::find(heard.attempts.begin(), heard.attempts.end(), attempt) != heard.attempts.end();
    });
    return found == trip.stops.end() ? nullptr : &*found;
}

} // namespace

Handled RobotDriver::tripPlanned(const IncomingEvent &event)
{
    Fields fields(event.data);
    const HeardTrip trip = readTrip(fields);
    if (fields.problem())
        return std::unexpected(*fields.problem());
    if (!described(trip.robot) || m_stops.knowsTrip(trip.id))
        return {};
    for (std::size_t i = 0; i < trip.attempts.size(); ++i) {
        Errand errand{trip.attempts[i], std::nullopt, trip.robot, std::nullopt, Goods::AtMerchant};
        if (trip.deliveries.size() == trip.attempts.size())
            errand.delivery = trip.deliveries[i];
        const auto *pickup = stopFor(trip, errand.attempt, TaskType::Pickup);
        const auto *dropoff = stopFor(trip, errand.attempt, TaskType::Dropoff);
        if (pickup && pickup->merchant && dropoff)
            errand.order = m_orders.match(errand.delivery, *pickup->merchant, dropoff->stop.place, now());
        m_stops.addErrand(errand, now());
    }
    for (const HeardTrip::HeardStop &heard : trip.stops)
        m_stops.append(heard.stop, heard.attempts, now());
    attend(trip.robot, [this](Robot &robot) {
        cutChargingShort(robot);
        proceed(robot);
    });
    return {};
}

Handled RobotDriver::tripAborted(const IncomingEvent &event)
{
    Fields fields(event.data);
    const auto trip = fields.required<TripId>("tripId");
    if (fields.problem())
        return std::unexpected(*fields.problem());
    const std::optional<RobotSerial> serial = m_stops.dropTrip(trip, now());
    if (!serial)
        return {};
    attend(*serial, [this](Robot &robot) {
        const std::optional<Stop> stop = stopOf(robot);
        if (stop && stop->status == StopStatus::Dropped)
            leaveAlone(robot);
        else
            proceed(robot);
    });
    return {};
}

Handled RobotDriver::serviceChanged(const IncomingEvent &event)
{
    Fields fields(event.data);
    const auto serial = fields.required<RobotSerial>("robotSerial");
    const bool isHeld = fields.required<bool>("held");
    const auto version = fields.required<qint64>("version");
    if (fields.problem())
        return std::unexpected(*fields.problem());
    attend(serial, [&](Robot &robot) {
        if (version <= robot.serviceVersion)
            return;
        robot.serviceVersion = version;
        robot.isHeld = isHeld;
        if (isHeld)
            halt(robot);
        proceed(robot);
    });
    return {};
}

/// In the middle of a handover the lid is the people's.
Handled RobotDriver::lidCommanded(const IncomingEvent &event)
{
    Fields fields(event.data);
    const auto serial = fields.required<RobotSerial>("robotSerial");
    const auto command = fields.required<QString>("command");
    if (fields.problem())
        return std::unexpected(*fields.problem());
    attend(serial, [&](Robot &robot) {
        if (isAtLid(robot.step))
            return;
        if (command == u"open" && robot.lid == Lid::Closed) {
            robot.lid = Lid::Open;
            reportLid(robot, LidCall::Note, "Opened", "Operator");
        } else if (command == u"close" && robot.lid != Lid::Closed) { // shut by force, a jammed one too
            reportLid(robot, LidCall::Note, "Closed", "Operator");
            closedByForce(robot);
        }
    });
    return {};
}

void RobotDriver::taskMoved(const KnownTask &task)
{
    if (!described(task.robot))
        return;
    if (task.status == TaskStatus::Pending)
        hearOfWork(task);
    attend(task.robot, [&](Robot &robot) {
        followTask(robot, task);
        proceed(robot);
    });
}

void RobotDriver::hearOfWork(const KnownTask &task)
{
    m_board.assign(task.id);
    const bool isOfTrip = task.type == TaskType::Pickup || task.type == TaskType::Dropoff;
    if (!isOfTrip)
        addOwnStop(task);
    else if (task.attempt)
        reopen(*task.attempt, task.type);
}

/// Goods go back to their merchant, a battery and a robot without work to their hub. Who has no hub stays where it is.
void RobotDriver::addOwnStop(const KnownTask &task)
{
    const std::optional<Robot> robot = m_robots.find(task.robot);
    if (!robot || m_stops.ofTask(task.id))
        return;
    Stop stop;
    stop.robot = task.robot;
    stop.task = task.id;
    stop.kind = task.type;
    stop.plannedArrival = now();
    stop.place = robot->leg.to;
    if (task.type == TaskType::Return) {
        const auto pickup = task.attempt ? m_stops.ofAttempt(*task.attempt, TaskType::Pickup) : std::nullopt;
        stop.place = pickup ? pickup->place : stop.place;
    } else {
        const QString hub = described(task.robot)->hub;
        const auto &hubs = scenario().hubs;
        const auto found =
            std::find_if(hubs.begin(), hubs.end(), [&](const ScenarioHub &known) { return known.name == hub; });
        stop.place = found == hubs.end() ? stop.place : found->place;
    }
    const bool isAboutGoods = task.type == TaskType::Return && task.attempt;
    m_stops.append(stop, isAboutGoods ? std::vector{*task.attempt} : std::vector<AttemptId>{}, now());
}

/// A stop that was passed over because something was missing is to be made after all.
void RobotDriver::reopen(const AttemptId &attempt, TaskType kind)
{
    std::optional<Stop> stop = m_stops.ofAttempt(attempt, kind);
    if (!stop || (stop->status != StopStatus::Missed && stop->status != StopStatus::Done))
        return;
    if (outlook(*stop).isFutile())
        return;
    stop->waitsSince.reset();
    stop->arrivedAt.reset();
    setStatus(*stop, StopStatus::Waiting);
}

/// What a task's move means for the stop that the robot drives to or stands at.
void RobotDriver::followTask(Robot &robot, const KnownTask &task)
{
    std::optional<Stop> stop = stopOf(robot);
    if (!stop || !isOpen(stop->status))
        return;
    const bool isWaiting = robot.step == RobotStep::AwaitingPerson || robot.step == RobotStep::Jammed;
    const bool isOnTheWay = robot.step == RobotStep::Driving || robot.step == RobotStep::Charging;
    if (isWaiting && robot.taskId == task.id && task.isOver()) {
        serveNext(robot, *stop, now());
    } else if (robot.step == RobotStep::AwaitingPerson && robot.taskId == task.id && !robot.dueAt) {
        personIsDue(robot);
    } else if (isOnTheWay && task.isOver() && outlook(*stop).isFutile()) {
        setStatus(*stop, StopStatus::Done);
        leaveAlone(robot);
    }
}

} // namespace curbside::world
