// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/scenario_generator.h"

#include "services/runtime/time/random_stream.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <set>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 millimetersPerMeter = 1000;
constexpr qint64 parkingSpacing = 4 * millimetersPerMeter;
constexpr int maxTries = 16;

Duration drawn(RandomStream &random, DurationRange range)
{
    constexpr Duration step = 1ms;
    return step * random.between(range.from / step, range.to / step);
}

/// An index, drawn by the items' shares.
template <typename Item>
std::size_t drawnByShare(RandomStream &random, const std::vector<Item> &items)
{
    qint64 total = 0;
    for (const Item &item : items)
        total += item.share;
    qint64 left = random.between(0, total - 1);
    std::size_t index = 0;
    while (left >= items[index].share)
        left -= items[index++].share;
    return index;
}

/// Gives names out in turn, each only once, even if a list has both "Basil" and "Basil 2".
class NameGiver
{
public:
    explicit NameGiver(QStringList names) : m_names(std::move(names)) {}

    QString next()
    {
        QString name = nameInTurn(m_names, m_index++);
        while (m_given.contains(name))
            name = nameInTurn(m_names, m_index++);
        m_given.insert(name);
        return name;
    }

private:
    QStringList m_names;
    QSet<QString> m_given;
    qsizetype m_index = 0;
};

class ScenarioGenerator
{
public:
    ScenarioGenerator(const ScenarioDefinition &definition, std::uint64_t seed) : m_definition(definition), m_seed(seed)
    {}

    Scenario generate();

private:
    [[nodiscard]] RandomStream stream(const QByteArray &kind) const { return {m_seed, "scenario/" + kind, 0}; }
    [[nodiscard]] Duration elapsed(qint64 minutes) const { return std::chrono::minutes(minutes); }

    void layStreets();
    void placeHubs();
    void registerPartners();
    void placeMerchants();
    void parkRobots();
    void hireOperators();
    [[nodiscard]] std::vector<PlatformTime> orderTimes(RandomStream &random) const;
    [[nodiscard]] Place drawnDropoff(RandomStream &random, Place merchant) const;
    [[nodiscard]] Place nearbyDropoff(RandomStream &random, Place merchant, qint64 maxDistance) const;
    void drawOrders();
    [[nodiscard]] ScenarioOrder drawnOrder(RandomStream &random, PlatformTime placedAt) const;

    const ScenarioDefinition &m_definition;
    std::uint64_t m_seed;
    Scenario m_scenario;
};

Scenario ScenarioGenerator::generate()
{
    m_scenario.kind = ScenarioKind::Generated;
    m_scenario.name = m_definition.name;
    m_scenario.title = m_definition.title;
    m_scenario.description = m_definition.description;
    m_scenario.startsAt = m_definition.startsAt;
    m_scenario.seed = m_seed;
    m_scenario.motion = m_definition.motion;
    m_scenario.operatorPace = m_definition.operators.pace;
    m_scenario.mishaps = m_definition.mishaps;
    m_scenario.faults = m_definition.faults;
    layStreets();
    placeHubs();
    registerPartners();
    placeMerchants();
    parkRobots();
    hireOperators();
    drawOrders();
    return m_scenario;
}

void ScenarioGenerator::layStreets()
{
    const auto &city = m_definition.city;
    m_scenario.streets = {city.widthMeters * millimetersPerMeter, city.heightMeters * millimetersPerMeter,
                          city.streetSpacingMeters * millimetersPerMeter, city.streetNames, city.crossStreetNames};
}

void ScenarioGenerator::placeHubs()
{
    m_scenario.hubs = m_definition.hubs.places;
    QSet<QString> taken;
    for (const ScenarioHub &hub : m_scenario.hubs)
        taken.insert(hub.name);

    const Streets &streets = m_scenario.streets;
    const qint64 count = m_definition.hubs.count;
    qint64 columns = 1;
    while (columns * columns * streets.height < count * streets.width)
        ++columns;
    const qint64 rows = (count + columns - 1) / columns;
    qint64 number = 0;
    for (qint64 i = 0; i < count; ++i) {
        const qint64 x = streets.width * (2 * (i % columns) + 1) / (2 * columns);
        const qint64 y = streets.height * (2 * (i / columns) + 1) / (2 * rows);
        QString name;
        do
            name = u"Hub %1"_s.arg(++number);
        while (taken.contains(name));
        m_scenario.hubs.push_back({name, {x, y / streets.spacing * streets.spacing}});
    }
}

void ScenarioGenerator::registerPartners()
{
    int number = 0;
    for (const auto &partner : m_definition.partners)
        m_scenario.partners.push_back({PartnerKey(u"partner-%1"_s.arg(++number)), partner.name});
}

void ScenarioGenerator::placeMerchants()
{
    RandomStream random = stream(QByteArrayLiteral("merchants"));
    NameGiver names(m_definition.merchants.names);
    const Streets &streets = m_scenario.streets;
    const auto &minutes = m_definition.merchants.preparationMinutes;
    const auto partnerCount = static_cast<qint64>(m_definition.partners.size());
    std::set<Place> taken;
    for (qint64 i = 0; i < m_definition.merchants.count; ++i) {
        ScenarioMerchant merchant;
        merchant.key = MerchantKey(u"merchant-%1"_s.arg(i + 1));
        // Every partner has a merchant before any has a second.
        const std::size_t drawnPartner = drawnByShare(random, m_definition.partners);
        merchant.partner = m_scenario.partners[i < partnerCount ? static_cast<std::size_t>(i) : drawnPartner].key;
        merchant.name = names.next();
        for (int tries = 0; tries < maxTries; ++tries) {
            merchant.place = {random.between(0, streets.width / houseSpacing) * houseSpacing,
                              random.between(0, streets.height / streets.spacing) * streets.spacing};
            if (taken.insert(merchant.place).second)
                break;
        }
        merchant.preparationMinutes = random.between(minutes.from, minutes.to);
        m_scenario.merchants.push_back(std::move(merchant));
    }
}

void ScenarioGenerator::parkRobots()
{
    RandomStream random = stream(QByteArrayLiteral("robots"));
    NameGiver names(m_definition.robots.names);
    const auto &robots = m_definition.robots;
    const auto hubCount = static_cast<qint64>(m_scenario.hubs.size());
    for (qint64 i = 0; i < robots.count; ++i) {
        const ScenarioHub &hub = m_scenario.hubs[static_cast<std::size_t>(i % hubCount)];
        // In a row along the cross street, to both sides of the hub in turn.
        const qint64 number = i / hubCount;
        const qint64 offset = (number + 1) / 2 * parkingSpacing * (number % 2 == 0 ? 1 : -1);
        const auto &shift = robots.shifts[drawnByShare(random, robots.shifts)];
        ScenarioRobot robot;
        robot.serial = RobotSerial(u"CR-%1"_s.arg(i + 1, 4, 10, '0'_L1));
        robot.name = names.next();
        robot.hub = hub.name;
        robot.place = {qBound(qint64(0), hub.place.x + offset, m_scenario.streets.width), hub.place.y};
        robot.onDutyFrom = m_scenario.startsAt + elapsed(shift.onDutyFromMinutes);
        robot.onDutyUntil = m_scenario.startsAt + elapsed(shift.onDutyUntilMinutes);
        robot.batteryPercent = random.between(robots.batteryPercent.from, robots.batteryPercent.to);
        m_scenario.robots.push_back(std::move(robot));
    }
}

void ScenarioGenerator::hireOperators()
{
    NameGiver names(m_definition.operators.names);
    for (qint64 i = 0; i < m_definition.operators.count; ++i)
        m_scenario.operators.push_back({OperatorKey(u"operator-%1"_s.arg(i + 1)), names.next()});
}

std::vector<PlatformTime> ScenarioGenerator::orderTimes(RandomStream &random) const
{
    std::vector<PlatformTime> times;
    PlatformTime start = m_scenario.startsAt;
    for (const auto &arrivals : m_definition.orders.arrivals) {
        const Duration length = elapsed(arrivals.minutes);
        for (qint64 i = 0; i < arrivals.orders; ++i)
            times.push_back(start + 1ms * random.between(0, length / 1ms - 1));
        start += length;
    }
    std::sort(times.begin(), times.end());
    if (const auto first = m_definition.orders.firstAfterSeconds; first && !times.empty()) {
        const PlatformTime firstAt = m_scenario.startsAt + std::chrono::seconds(*first);
        for (PlatformTime &time : times)
            time = std::max(time, firstAt);
        times.front() = firstAt;
    }
    return times;
}

Place ScenarioGenerator::nearbyDropoff(RandomStream &random, Place merchant, qint64 maxDistance) const
{
    const Streets &streets = m_scenario.streets;
    const qint64 lastStreet = streets.width / streets.spacing;
    const qint64 nearestStreet = std::min((merchant.x + streets.spacing / 2) / streets.spacing, lastStreet);
    const qint64 reach = maxDistance / streets.spacing;
    const qint64 street =
        random.between(std::max(nearestStreet - reach, qint64(0)), std::min(nearestStreet + reach, lastStreet));
    const qint64 x = street * streets.spacing;
    const qint64 rest = std::max(maxDistance - qAbs(x - merchant.x), qint64(0));
    const qint64 firstHouse = (std::max(merchant.y - rest, qint64(0)) + houseSpacing - 1) / houseSpacing;
    const qint64 lastHouse = std::min(merchant.y + rest, streets.height) / houseSpacing;
    const qint64 house = random.between(std::min(firstHouse, lastHouse), lastHouse);
    return {x, house * houseSpacing};
}

Place ScenarioGenerator::drawnDropoff(RandomStream &random, Place merchant) const
{
    const NumberRange &meters = m_definition.orders.distanceMeters;
    Place place;
    for (int tries = 0; tries < maxTries; ++tries) {
        place = nearbyDropoff(random, merchant, meters.to * millimetersPerMeter);
        const qint64 distance = distanceBetween(Metric::Grid, merchant, place);
        if (distance >= meters.from * millimetersPerMeter && distance <= meters.to * millimetersPerMeter)
            break;
    }
    return place;
}

ScenarioOrder ScenarioGenerator::drawnOrder(RandomStream &random, PlatformTime placedAt) const
{
    const auto &rules = m_definition.orders;
    const auto &people = m_definition.people;
    const auto happens = [&](qint64 perMillion) { return random.happens(static_cast<std::uint32_t>(perMillion)); };
    const ScenarioMerchant &merchant = m_scenario.merchants[random.below(m_scenario.merchants.size())];

    ScenarioOrder order;
    order.partner = merchant.partner;
    order.merchant = merchant.key;
    order.dropoff = drawnDropoff(random, merchant.place);
    order.placedAt = placedAt;
    order.goodsReadyAt = placedAt + elapsed(merchant.preparationMinutes);
    if (happens(rules.statedReadyPerMillion))
        order.readyAt = order.goodsReadyAt;
    if (happens(rules.statedPromisePerMillion))
        order.promisedAt = placedAt + elapsed(rules.promiseMinutes);
    const Duration cancelledAfter = drawn(random, rules.cancelledAfter);
    if (happens(rules.cancelledPerMillion))
        order.cancelledAt = placedAt + cancelledAfter;
    const Duration lateBy = drawn(random, people.merchantLateBy);
    if (happens(people.lateMerchantsPerMillion))
        order.goodsReadyAt += lateBy;
    order.merchantOpensAfter = drawn(random, people.merchantOpensAfter);
    order.loadingTakes = drawn(random, people.loadingTakes);
    order.customerComesAfter = drawn(random, people.customerComesAfter);
    if (happens(people.absentCustomersPerMillion))
        order.customerComesAfter.reset();
    order.unloadingTakes = drawn(random, people.unloadingTakes);
    return order;
}

void ScenarioGenerator::drawOrders()
{
    RandomStream random = stream(QByteArrayLiteral("orders"));
    std::map<QString, qint64> lastNumbers;
    std::map<QString, QString> prefixes;
    for (std::size_t i = 0; i < m_scenario.partners.size(); ++i)
        prefixes[m_scenario.partners[i].key.toString()] = m_definition.partners[i].orderPrefix;
    for (const PlatformTime placedAt : orderTimes(random)) {
        ScenarioOrder order = drawnOrder(random, placedAt);
        const QString partner = order.partner.toString();
        order.externalId = prefixes[partner] + u'-' + QString::number(10'000 + ++lastNumbers[partner]);
        m_scenario.orders.push_back(std::move(order));
    }
}

} // namespace

Scenario generateScenario(const ScenarioDefinition &definition, std::uint64_t seed)
{
    return ScenarioGenerator(definition, seed).generate();
}

} // namespace curbside
