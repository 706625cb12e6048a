// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scenario_text.h"

#include "services/runtime/json/json_writer.h"

namespace curbside {

namespace {

void writeDuration(JsonWriter &json, std::string_view name, Duration duration)
{
    json.member(name, static_cast<qint64>(duration.count()));
}

void writeRange(JsonWriter &json, std::string_view name, DurationRange range)
{
    json.key(name).beginArray().value(range.from.count()).value(range.to.count()).endArray();
}

void writeNames(JsonWriter &json, std::string_view name, const QStringList &names)
{
    json.member(name, std::vector<QString>(names.begin(), names.end()));
}

template <typename Item, typename Write>
void writeList(JsonWriter &json, std::string_view name, const std::vector<Item> &items, Write write)
{
    json.key(name).beginArray();
    for (const Item &item : items) {
        json.beginObject();
        write(item);
        json.endObject();
    }
    json.endArray();
}

void writePeople(JsonWriter &json, const Scenario &scenario)
{
    writeList(json, "partners", scenario.partners,
              [&](const ScenarioPartner &partner) { json.member("key", partner.key).member("name", partner.name); });
    writeList(json, "merchants", scenario.merchants, [&](const ScenarioMerchant &merchant) {
        json.member("key", merchant.key).member("partner", merchant.partner).member("name", merchant.name);
        json.member("place", merchant.place).member("preparationMinutes", merchant.preparationMinutes);
    });
    writeList(json, "operators", scenario.operators,
              [&](const ScenarioOperator &person) { json.member("key", person.key).member("name", person.name); });
    writeRange(json, "answersAfter", scenario.operatorPace.answersAfter);
    writeRange(json, "worksFor", scenario.operatorPace.worksFor);
}

void writeRobots(JsonWriter &json, const Scenario &scenario)
{
    writeList(json, "hubs", scenario.hubs,
              [&](const ScenarioHub &hub) { json.member("name", hub.name).member("place", hub.place); });
    writeList(json, "robots", scenario.robots, [&](const ScenarioRobot &robot) {
        json.member("serial", robot.serial).member("name", robot.name).member("hub", robot.hub);
        json.member("place", robot.place).member("onDutyFrom", robot.onDutyFrom);
        json.member("onDutyUntil", robot.onDutyUntil).member("batteryPercent", robot.batteryPercent);
    });
}

void writeOrders(JsonWriter &json, const Scenario &scenario)
{
    writeList(json, "orders", scenario.orders, [&](const ScenarioOrder &order) {
        json.member("externalId", order.externalId).member("partner", order.partner).member("merchant", order.merchant);
        json.member("dropoff", order.dropoff).member("placedAt", order.placedAt).member("readyAt", order.readyAt);
        json.member("promisedAt", order.promisedAt).member("cancelledAt", order.cancelledAt);
        json.member("goodsReadyAt", order.goodsReadyAt);
        writeDuration(json, "merchantOpensAfter", order.merchantOpensAfter);
        writeDuration(json, "loadingTakes", order.loadingTakes);
        if (order.customerComesAfter)
            writeDuration(json, "customerComesAfter", *order.customerComesAfter);
        writeDuration(json, "unloadingTakes", order.unloadingTakes);
    });
}

void writeRules(JsonWriter &json, const Scenario &scenario)
{
    const Motion &motion = scenario.motion;
    json.member("metersPerMinute", motion.metersPerMinute).member("metric", motion.metric);
    json.member("wholeMinutes", motion.wholeMinutes).member("pickupService", motion.pickupServiceMinutes);
    json.member("dropoffService", motion.dropoffServiceMinutes);
    writeDuration(json, "telemetryMoving", motion.telemetryMoving);
    writeDuration(json, "telemetryIdle", motion.telemetryIdle);
    json.member("battery",
                std::vector{motion.metersPerBatteryPercent, motion.idleMinutesPerBatteryPercent,
                            motion.chargeSecondsPerBatteryPercent});
    const Mishaps &mishaps = scenario.mishaps;
    json.member("mishaps",
                std::vector{mishaps.lidJamsPerMillionOpenings, mishaps.linkLossesPerMillionDrivingMinutes,
                            mishaps.batteryDropsPerMillionDrivingMinutes,
                            mishaps.strayLidOpeningsPerMillionDrivingMinutes});
    writeRange(json, "linkLossLasts", mishaps.linkLossLasts);
    json.member("batteryDropPercent", mishaps.batteryDropPercent).rawMember("faults", scenario.faults);
}

} // namespace

QByteArray textOf(const Scenario &scenario)
{
    JsonWriter json;
    json.beginObject().member("name", scenario.name).member("title", scenario.title);
    json.member("description", scenario.description)
        .member("startsAt", scenario.startsAt)
        .member("seed", scenario.seed);
    json.member("city", std::vector{scenario.streets.width, scenario.streets.height, scenario.streets.spacing});
    writeNames(json, "streetNames", scenario.streets.streetNames);
    writeNames(json, "crossStreetNames", scenario.streets.crossStreetNames);
    writePeople(json, scenario);
    writeRobots(json, scenario);
    writeOrders(json, scenario);
    writeRules(json, scenario);
    return json.endObject().take();
}

} // namespace curbside
