// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/day_trial.h"

#include <algorithm>

namespace curbside::dispatch {

using namespace Qt::StringLiterals;

namespace {

PlatformTime atMinute(int minute)
{
    return PlatformTime{std::chrono::minutes{minute}};
}

int minuteOf(PlatformTime time)
{
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(time.time_since_epoch()).count());
}

Place inMillimetres(const mdrp::Point &point)
{
    return {point.x * 1000LL, point.y * 1000LL};
}

Uuid numbered(std::size_t number)
{
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 4; ++i)
        bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return Uuid(bytes);
}

class Trial
{
public:
    Trial(const mdrp::Day &day, int largestBundle) : m_day(day)
    {
        m_input.largestBundle = largestBundle;
        m_input.travel.millimetresPerMinute = day.metresPerMinute * 1000LL;
        m_input.travel.wholeMinutes = true;
        m_input.travel.pickupService = std::chrono::minutes{day.pickupServiceMinutes};
        m_input.travel.dropoffService = std::chrono::minutes{day.dropoffServiceMinutes};
        for (const auto &[id, courier] : day.couriers) {
            PlanningRobot robot;
            robot.serial = id;
            robot.place = inMillimetres(courier.place);
            robot.freeAt = atMinute(courier.onAt);
            robot.onDutyUntil = atMinute(courier.offAt);
            m_input.robots.push_back(robot);
            m_origins[id] = u"0"_s;
            m_end = std::max(m_end, courier.offAt);
        }
        for (const auto &[id, order] : day.orders)
            m_placed.emplace(order.placedAt, id);
    }

    DayTrial run()
    {
        for (int minute = 0; minute <= m_end; ++minute) {
            takeOrders(minute);
            if (m_input.demands.empty())
                continue;
            m_input.now = atMinute(minute);
            for (PlanningRobot &robot : m_input.robots)
                robot.onDuty = m_day.couriers.at(robot.serial).onAt <= minute;
            const Plan plan = makePlan(m_input);
            ++m_trial.plans;
            bindWhatMustLeave(plan, minute);
        }
        return m_trial;
    }

private:
    void takeOrders(int minute)
    {
        const auto [first, last] = m_placed.equal_range(minute);
        for (auto placed = first; placed != last; ++placed) {
            const mdrp::Order &order = m_day.orders.at(placed->second);
            const auto restaurant = m_day.restaurants.find(order.restaurant);
            const auto number = static_cast<std::size_t>(std::distance(m_day.restaurants.begin(), restaurant));
            m_input.demands.push_back({numbered(m_names.size()),
                                       numbered(number),
                                       inMillimetres(restaurant->second),
                                       inMillimetres(order.place),
                                       atMinute(order.readyAt),
                                       atMinute(order.placedAt + m_day.targetClickToDoorMinutes),
                                       {}});
            m_names.emplace(m_input.demands.back().id, placed->second);
        }
    }

    void bindWhatMustLeave(const Plan &plan, int minute)
    {
        std::vector<std::size_t> bound;
        for (const PlannedTrip &trip : plan.trips) {
            if (!trip.mustLeave)
                continue;
            bind(trip, minute);
            bound.insert(bound.end(), trip.demands.begin(), trip.demands.end());
        }
        std::sort(bound.rbegin(), bound.rend());
        for (const std::size_t demand : bound)
            m_input.demands.erase(m_input.demands.begin() + static_cast<std::ptrdiff_t>(demand));
    }

    void bind(const PlannedTrip &trip, int minute)
    {
        PlanningRobot &robot = m_input.robots[trip.robot];
        const int pickupAt = minuteOf(trip.times.pickup.serviceAt);
        mdrp::Assignment assignment{minute, pickupAt, robot.serial, {}};
        for (std::size_t i = 0; i < trip.demands.size(); ++i) {
            const QString name = m_names.at(m_input.demands[trip.demands[i]].id);
            const mdrp::Order &order = m_day.orders.at(name);
            const StopTimes &stop = trip.times.dropoffs[i];
            if (i == 0)
                drive(robot.serial, trip.times.departAt, order.restaurant);
            drive(robot.serial, i == 0 ? trip.times.pickup.leaveAt : trip.times.dropoffs[i - 1].leaveAt, name);
            m_trial.solution.orders.emplace(
                name,
                mdrp::DeliveredOrder{order.placedAt, order.readyAt, pickupAt, minuteOf(stop.serviceAt), robot.serial});
            assignment.orders += name;
            robot.place = inMillimetres(order.place);
            robot.freeAt = stop.leaveAt;
        }
        ++m_trial.tripsBySize[static_cast<int>(assignment.orders.size())];
        m_trial.solution.assignments.push_back(assignment);
    }

    void drive(const QString &courier, PlatformTime departAt, const QString &destination)
    {
        m_trial.solution.moves[courier].push_back({minuteOf(departAt), m_origins[courier], destination});
        m_origins[courier] = destination;
    }

    const mdrp::Day &m_day;
    PlanningInput m_input;
    std::multimap<int, QString> m_placed;
    std::map<Uuid, QString> m_names;
    std::map<QString, QString> m_origins;
    DayTrial m_trial;
    int m_end = 0;
};

} // namespace

DayTrial tryDay(const mdrp::Day &day, int largestBundle)
{
    return Trial(day, largestBundle).run();
}

} // namespace curbside::dispatch
