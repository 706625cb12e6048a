// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/greedy_rule.h"

#include <map>

namespace curbside {

namespace {

struct Courier
{
    Place place;
    PlatformTime freeAt;
};

PlatformTime pickupBy(const Courier &courier, const Motion &motion, const ScenarioOrder &order, Place restaurant)
{
    const PlatformTime leaving = std::max(courier.freeAt, order.placedAt);
    const PlatformTime arriving = leaving + travelTime(motion, courier.place, restaurant);
    return std::max(arriving + std::chrono::minutes(motion.pickupServiceMinutes / 2), *order.readyAt);
}

} // namespace

std::vector<MdrpTrip> greedyTrips(const Scenario &day)
{
    std::map<MerchantKey, Place> restaurants;
    for (const ScenarioMerchant &merchant : day.merchants)
        restaurants[merchant.key] = merchant.place;
    std::vector<Courier> couriers;
    for (const ScenarioRobot &robot : day.robots)
        couriers.push_back({robot.place, robot.onDutyFrom});

    std::vector<MdrpTrip> trips;
    const std::chrono::minutes pickupHalf(day.motion.pickupServiceMinutes / 2);
    for (const ScenarioOrder &order : day.orders) {
        const Place restaurant = restaurants[order.merchant];
        std::optional<std::size_t> best;
        PlatformTime bestPickup;
        for (std::size_t i = 0; i < couriers.size(); ++i) {
            const PlatformTime pickup = pickupBy(couriers[i], day.motion, order, restaurant);
            if (pickup > day.robots[i].onDutyUntil)
                continue;
            if (best && std::pair(pickup, couriers[i].freeAt) >= std::pair(bestPickup, couriers[*best].freeAt))
                continue;
            best = i;
            bestPickup = pickup;
        }
        if (!best)
            continue;
        Courier &courier = couriers[*best];
        const PlatformTime arriving =
            std::max(courier.freeAt, order.placedAt) + travelTime(day.motion, courier.place, restaurant);
        const PlatformTime leaving = bestPickup + pickupHalf;
        const PlatformTime there = leaving + travelTime(day.motion, restaurant, order.dropoff);
        courier = {order.dropoff, there + std::chrono::minutes(day.motion.dropoffServiceMinutes)};
        const MdrpStop pickup{MdrpStop::Kind::Pickup, order.merchant, {order.externalId}, arriving, leaving};
        const MdrpStop dropoff{MdrpStop::Kind::Dropoff, {}, {order.externalId}, there, courier.freeAt};
        trips.push_back({day.robots[*best].serial, order.placedAt, {pickup, dropoff}});
    }
    return trips;
}

} // namespace curbside
