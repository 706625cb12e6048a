// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/planner_scene.h"

#include "services/runtime/time/random_stream.h"

#include <algorithm>
#include <map>
#include <set>

namespace curbside::dispatch {

using namespace Qt::StringLiterals;

namespace {

Uuid numbered(int number)
{
    std::array<std::uint8_t, 16> bytes{};
    bytes[14] = static_cast<std::uint8_t>(number / 256);
    bytes[15] = static_cast<std::uint8_t>(number % 256);
    return Uuid(bytes);
}

int numberOf(const OpenDemand &demand)
{
    return demand.id.bytes()[14] * 256 + demand.id.bytes()[15];
}

int minuteOf(PlatformTime time)
{
    return static_cast<int>(std::chrono::floor<std::chrono::minutes>(time.time_since_epoch()).count());
}

class SoundnessCheck
{
public:
    SoundnessCheck(const PlanningInput &input, const Plan &plan) : m_input(input), m_plan(plan) {}

    QStringList run()
    {
        require(m_plan.demands.size() == m_input.demands.size(), u"one outlook for each demand"_s);
        for (const PlannedTrip &trip : m_plan.trips)
            checkTrip(trip);
        for (std::size_t i = 0; i < m_plan.demands.size(); ++i) {
            const bool isNext = m_plan.demands[i].outlook == DemandOutlook::NextTrip;
            require(isNext == m_planned.contains(i), u"the outlook is that of the trips"_s);
        }
        return m_wrong;
    }

private:
    void require(bool holds, const QString &rule)
    {
        if (!holds)
            m_wrong += rule;
    }

    void checkTrip(const PlannedTrip &trip)
    {
        const PlanningRobot &robot = m_input.robots[trip.robot];
        require(m_busy.insert(trip.robot).second, u"one trip a robot"_s);
        require(robot.inService && !robot.held && robot.onDuty && robot.online && !robot.lidJammed
                    && robot.batteryPercent >= 20,
                u"the robot is available"_s);
        require(!trip.demands.empty() && trip.demands.size() <= static_cast<std::size_t>(m_input.largestBundle),
                u"no bundle is larger than allowed"_s);
        PlatformTime readyAt = fromMicroseconds(0);
        std::vector<Place> dropoffs;
        for (const std::size_t index : trip.demands) {
            checkDemand(trip, robot, index);
            readyAt = std::max(readyAt, m_input.demands[index].readyAt);
            dropoffs.push_back(m_input.demands[index].dropoff);
        }
        const PlatformTime now = m_input.travel.roundedDown(m_input.now);
        const PlatformTime pickupAt = trip.times.pickup.serviceAt;
        const TripTimes times = timeTrip(m_input.travel, robot.place, std::max(now, robot.freeAt),
                                         m_input.demands[trip.demands.front()].pickup, readyAt, dropoffs);
        require(times.pickup.serviceAt == pickupAt && times.departAt == trip.times.departAt, u"times are exact"_s);
        require(pickupAt >= readyAt, u"the pickup is not before the goods are ready"_s);
        require(!robot.onDutyUntil || pickupAt <= *robot.onDutyUntil, u"the pickup is not after the robot's duty"_s);
        require(trip.times.departAt >= std::max(now, robot.freeAt), u"the robot leaves once it is free"_s);
        require(trip.mustLeave == (trip.times.departAt < now + m_input.interval), u"who must leave is told"_s);
    }

    void checkDemand(const PlannedTrip &trip, const PlanningRobot &robot, std::size_t index)
    {
        const OpenDemand &demand = m_input.demands[index];
        require(m_planned.insert(index).second, u"a demand is in one trip"_s);
        require(demand.merchantId == m_input.demands[trip.demands.front()].merchantId, u"one merchant a trip"_s);
        require(std::count(demand.excludedRobots.begin(), demand.excludedRobots.end(), robot.serial) == 0,
                u"an excluded robot stays excluded"_s);
        require(m_plan.demands[index].robot == trip.robot, u"the demand knows its robot"_s);
    }

    const PlanningInput &m_input;
    const Plan &m_plan;
    std::set<std::size_t> m_busy;
    std::set<std::size_t> m_planned;
    QStringList m_wrong;
};

} // namespace

Scene::Scene()
{
    input.travel.millimetresPerMinute = 100'000;
    input.travel.wholeMinutes = true;
    input.travel.pickupService = 2min;
    input.travel.dropoffService = 2min;
}

OpenDemand &Scene::demand(int merchant, Place pickup, Place dropoff, int readyAt, int dueAt)
{
    input.demands.push_back({numbered(static_cast<int>(input.demands.size()) + 1),
                             numbered(merchant),
                             pickup,
                             dropoff,
                             atMinute(readyAt),
                             atMinute(dueAt),
                             {}});
    return input.demands.back();
}

PlanningRobot &Scene::robot(Place place, int freeAt)
{
    PlanningRobot robot;
    robot.serial = u"R%1"_s.arg(input.robots.size() + 1);
    robot.place = place;
    robot.freeAt = atMinute(freeAt);
    input.robots.push_back(robot);
    return input.robots.back();
}

void Scene::startAt(int minute)
{
    input.now = atMinute(minute);
}

Place minutesAway(int east, int north)
{
    return {east * 100'000LL, north * 100'000LL};
}

PlatformTime atMinute(int minute)
{
    return PlatformTime{std::chrono::minutes{minute}};
}

QString toText(const PlanningInput &input, const Plan &plan)
{
    QStringList parts;
    for (const PlannedTrip &trip : plan.trips) {
        QStringList demands;
        QStringList times{QString::number(minuteOf(trip.times.departAt)),
                          QString::number(minuteOf(trip.times.pickup.serviceAt))};
        for (std::size_t i = 0; i < trip.demands.size(); ++i) {
            demands += QString::number(numberOf(input.demands[trip.demands[i]]));
            times += QString::number(minuteOf(trip.times.dropoffs[i].serviceAt));
        }
        parts += u"%1 takes %2: %3%4"_s.arg(input.robots[trip.robot].serial, demands.join(u'+'), times.join(u", "_s),
                                            trip.mustLeave ? u" now"_s : QString());
    }
    std::map<int, DemandOutlook> others;
    for (std::size_t i = 0; i < plan.demands.size(); ++i) {
        if (plan.demands[i].outlook != DemandOutlook::NextTrip)
            others.emplace(numberOf(input.demands[i]), plan.demands[i].outlook);
    }
    for (const auto &[number, outlook] : others)
        parts += u"%1 %2"_s.arg(number).arg(curbside::toText(outlook));
    return parts.join(u"; "_s);
}

QString toText(const PlanningInput &input, const std::vector<Candidate> &candidates)
{
    QStringList parts;
    for (const Candidate &candidate : candidates) {
        parts += input.robots[candidate.robot].serial + u' ' + curbside::toText(candidate.reason);
        if (candidate.pickupAt && candidate.dropoffAt)
            parts.back() += u" %1-%2"_s.arg(minuteOf(*candidate.pickupAt)).arg(minuteOf(*candidate.dropoffAt));
    }
    return parts.join(u"; "_s);
}

QStringList unsoundness(const PlanningInput &input, const Plan &plan)
{
    return SoundnessCheck(input, plan).run();
}

PlanningInput randomScene(std::uint64_t seed, int demands, int robots)
{
    RandomStream random(seed, "scene", 0);
    const auto place = [&] {
        return Place{random.between(-2'000'000, 2'000'000), random.between(-2'000'000, 2'000'000)};
    };
    Scene scene;
    scene.startAt(600);
    std::vector<Place> merchants;
    for (int i = 0; i < 1 + demands / 4; ++i)
        merchants.push_back(place());
    for (int i = 0; i < robots; ++i) {
        PlanningRobot &robot = scene.robot(place(), static_cast<int>(random.between(560, 640)));
        robot.held = random.below(10) == 0;
        robot.batteryPercent = static_cast<int>(random.between(15, 100));
        if (random.below(4) == 0)
            robot.onDutyUntil = atMinute(static_cast<int>(random.between(590, 660)));
    }
    for (int i = 0; i < demands; ++i) {
        const auto merchant = static_cast<int>(random.below(merchants.size()));
        const auto readyAt = static_cast<int>(random.between(570, 650));
        OpenDemand &demand =
            scene.demand(merchant, merchants[static_cast<std::size_t>(merchant)], place(), readyAt, readyAt + 30);
        if (random.below(5) == 0)
            demand.excludedRobots.push_back(u"R%1"_s.arg(random.between(1, robots)));
    }
    return scene.input;
}

} // namespace curbside::dispatch
