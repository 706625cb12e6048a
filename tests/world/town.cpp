// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/town.h"

#include "services/hosting/parts.h"

using namespace Qt::StringLiterals;

namespace curbside {

Scenario emptyTown()
{
    Scenario town;
    town.name = u"town"_s;
    town.startsAt = FixtureOptions::usualStart;
    town.streets = {1'000'000, 1'000'000, 100'000, {u"Oak Ave"_s}, {u"First St"_s}};
    town.motion.metersPerMinute = 60;
    town.partners = {{PartnerKey(u"market"_s), u"Market"_s}};
    town.merchants = {{MerchantKey(u"bakery"_s), PartnerKey(u"market"_s), u"Bakery"_s, {240'000, 200'000}, 5},
                      {MerchantKey(u"florist"_s), PartnerKey(u"market"_s), u"Florist"_s, {640'000, 600'000}, 5}};
    town.hubs = {{u"Hub"_s, {160'000, 200'000}}};
    return town;
}

ScenarioRobot &addRobot(Scenario &scenario, std::optional<Place> place)
{
    const auto number = static_cast<qint64>(scenario.robots.size() + 1);
    ScenarioRobot robot;
    robot.serial = RobotSerial(u"R-%1"_s.arg(number));
    robot.name = u"Maple %1"_s.arg(number);
    robot.hub = scenario.hubs.front().name;
    robot.place = place.value_or(scenario.hubs.front().place);
    robot.onDutyFrom = scenario.startsAt;
    robot.onDutyUntil = scenario.startsAt + 8h;
    return scenario.robots.emplace_back(std::move(robot));
}

ScenarioOperator &addOperator(Scenario &scenario)
{
    const auto number = static_cast<qint64>(scenario.operators.size() + 1);
    return scenario.operators.emplace_back(OperatorKey(u"operator-%1"_s.arg(number)), u"Ada %1"_s.arg(number));
}

ScenarioOrder &addOrder(Scenario &scenario, Duration placedAfter, Place dropoff)
{
    ScenarioOrder order;
    order.externalId = u"M-%1"_s.arg(scenario.orders.size() + 1);
    order.partner = scenario.partners.front().key;
    order.merchant = scenario.merchants.front().key;
    order.dropoff = dropoff;
    order.placedAt = scenario.startsAt + placedAfter;
    order.goodsReadyAt = order.placedAt + 5min;
    order.merchantOpensAfter = order.loadingTakes = order.unloadingTakes = 10s;
    order.customerComesAfter = 10s;
    return scenario.orders.emplace_back(std::move(order));
}

Town::Town(Scenario scenario, CommitGroup::Mode mode)
    : platform(FixtureOptions{mode, scenario.startsAt}),
      m_scenario(std::make_shared<const Scenario>(std::move(scenario)))
{
    for (Platform::Part &part : platformParts(m_scenario))
        platform.add(part.name, std::move(part.make), part.configuration);
}

bool Town::runToRest(Duration limit)
{
    return runUntil([this] { return platform.environment().scheduler.pendingOrdinary() == 0; }, limit);
}

bool Town::runUntil(const std::function<bool()> &holds, Duration limit)
{
    const PlatformTime end = platform.now() + limit;
    while (!holds()) {
        if (platform.now() >= end)
            return false;
        platform.runFor(1s);
    }
    return true;
}

} // namespace curbside
