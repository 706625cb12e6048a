// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/scenario_definition.h"

#include "services/runtime/fault/fault_plan.h"
#include "services/runtime/json/fields.h"

#include <QSet>

#include <algorithm>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxOrders = 500'000;

QString toQString(std::string_view name)
{
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

template <typename Number>
void readInto(Fields &fields, std::string_view name, Number &target)
{
    if (const auto value = fields.optional<qint64>(name))
        target = static_cast<Number>(*value);
}

/// Names given by the file, or the common ones.
void readNames(Fields &fields, std::string_view name, const QStringList &common, QStringList &target)
{
    const auto names = fields.list<QString>(name);
    target = names.empty() ? common : QStringList(names.begin(), names.end());
    const QSet<QString> distinct(target.begin(), target.end());
    if (distinct.size() != target.size())
        fields.refuse(name, u"holds a name twice; keep one"_s);
}

/// Reads a definition's sections one by one; what is wrong gathers in `errors`.
class DefinitionReader
{
public:
    DefinitionReader(JsonValue root, const CommonNames &names) : m_root(root), m_names(names) {}

    ScenarioDefinition read();
    std::vector<FieldError> errors;

private:
    /// A section that the file leaves out reads as an empty one.
    [[nodiscard]] Fields section(std::string_view name) const
    {
        const JsonValue value = m_root[name];
        return Fields(value.isAbsent() ? m_nothing.root() : value, u'/' + toQString(name));
    }
    void close(const Fields &fields)
    {
        if (const auto problem = fields.problem())
            errors.insert(errors.end(), problem->errors.begin(), problem->errors.end());
    }
    template <typename Read>
    void forEach(JsonValue list, const QString &pointer, Read read)
    {
        int index = 0;
        list.forEachItem([&](JsonValue item) {
            Fields fields(item, pointer + u'/' + QString::number(index++));
            read(fields);
            close(fields);
        });
    }
    NumberRange range(const Fields &fields, std::string_view name, const QString &pointer, NumberRange common);
    DurationRange seconds(const Fields &fields, std::string_view name, const QString &pointer, DurationRange common);

    void readHead();
    void readCity();
    void readHubs();
    void readPartners();
    void readMerchants();
    void readRobots();
    void readOperators();
    void readArrivals(Fields &fields);
    void readOrders();
    void readPeople();
    void readMotion();
    void readMishaps();
    void readFaults();

    JsonValue m_root;
    JsonDocument m_nothing = JsonDocument::parse("{}").value();
    const CommonNames &m_names;
    ScenarioDefinition m_definition;
};

ScenarioDefinition DefinitionReader::read()
{
    readHead();
    readCity();
    readHubs();
    readPartners();
    readMerchants();
    readRobots();
    readOperators();
    readOrders();
    readPeople();
    readMotion();
    readMishaps();
    readFaults();
    return m_definition;
}

NumberRange DefinitionReader::range(const Fields &fields, std::string_view name, const QString &pointer,
                                    NumberRange common)
{
    const JsonValue value = fields.raw(name);
    if (value.isAbsent())
        return common;
    const QString here = pointer + u'/' + toQString(name);
    Fields bounds(value, here);
    const NumberRange read{bounds.required<qint64>("from"), bounds.required<qint64>("to")};
    if (bounds.ok() && read.from > read.to)
        bounds.refuse("to", u"must not be below \"from\""_s);
    close(bounds);
    return read;
}

DurationRange DefinitionReader::seconds(const Fields &fields, std::string_view name, const QString &pointer,
                                        DurationRange common)
{
    const auto count = [](Duration length) { return std::chrono::duration_cast<std::chrono::seconds>(length).count(); };
    const NumberRange read = range(fields, name, pointer, {count(common.from), count(common.to)});
    return {std::chrono::seconds(read.from), std::chrono::seconds(read.to)};
}

void DefinitionReader::readHead()
{
    Fields fields(m_root);
    m_definition.name = fields.required<QString>("name");
    m_definition.title = fields.required<QString>("title");
    m_definition.description = fields.required<QString>("description");
    constexpr auto usualStart = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 11h;
    m_definition.startsAt = fields.optional<PlatformTime>("startsAt").value_or(usualStart);
    constexpr auto latestStart = std::chrono::sys_days(std::chrono::year(2200) / 1 / 1);
    if (m_definition.startsAt >= latestStart)
        fields.refuse("startsAt", u"must be before the year 2200"_s);
    close(fields);
}

void DefinitionReader::readCity()
{
    Fields fields = section("city");
    auto &city = m_definition.city;
    readInto(fields, "widthMeters", city.widthMeters);
    readInto(fields, "heightMeters", city.heightMeters);
    readInto(fields, "streetSpacingMeters", city.streetSpacingMeters);
    readNames(fields, "streetNames", m_names.streets, city.streetNames);
    readNames(fields, "crossStreetNames", m_names.crossStreets, city.crossStreetNames);
    if (city.streetSpacingMeters > std::min(city.widthMeters, city.heightMeters))
        fields.refuse("streetSpacingMeters", u"must not be larger than the city"_s);
    close(fields);
}

void DefinitionReader::readHubs()
{
    const auto &city = m_definition.city;
    const Fields fields = section("hubs");
    QSet<QString> names;
    forEach(fields.raw("places"), u"/hubs/places"_s, [&](Fields &hub) {
        const auto name = hub.required<QString>("name");
        const auto x = hub.required<qint64>("xMeters");
        const auto y = hub.required<qint64>("yMeters");
        if (x > city.widthMeters || y > city.heightMeters)
            hub.refuse(x > city.widthMeters ? "xMeters" : "yMeters", u"lies outside the city"_s);
        if (names.contains(name))
            hub.refuse("name", u"is another hub's name; choose a name of its own"_s);
        names.insert(name);
        m_definition.hubs.places.push_back({name, {x * 1000, y * 1000}});
    });
    Fields counted = section("hubs");
    readInto(counted, "count", m_definition.hubs.count);
    if (m_definition.hubs.places.empty() && m_definition.hubs.count == 0)
        counted.refuse("count", u"must be at least 1 when there are no places"_s);
    close(counted);
}

void DefinitionReader::readPartners()
{
    QSet<QString> names;
    forEach(m_root["partners"], u"/partners"_s, [&](Fields &fields) {
        ScenarioDefinition::Partner partner;
        partner.name = fields.required<QString>("name");
        partner.orderPrefix = fields.required<QString>("orderPrefix");
        readInto(fields, "share", partner.share);
        if (names.contains(partner.name))
            fields.refuse("name", u"is another partner's name; choose a name of its own"_s);
        names.insert(partner.name);
        m_definition.partners.push_back(std::move(partner));
    });
}

void DefinitionReader::readMerchants()
{
    Fields fields = section("merchants");
    auto &merchants = m_definition.merchants;
    readInto(fields, "count", merchants.count);
    readNames(fields, "names", m_names.merchants, merchants.names);
    merchants.preparationMinutes = range(fields, "preparationMinutes", u"/merchants"_s, merchants.preparationMinutes);
    close(fields);
}

void DefinitionReader::readRobots()
{
    Fields fields = section("robots");
    auto &robots = m_definition.robots;
    readInto(fields, "count", robots.count);
    readNames(fields, "names", m_names.robots, robots.names);
    robots.batteryPercent = range(fields, "batteryPercent", u"/robots"_s, robots.batteryPercent);
    if (fields.raw("shifts").isArray())
        robots.shifts.clear();
    forEach(fields.raw("shifts"), u"/robots/shifts"_s, [&](Fields &item) {
        ScenarioDefinition::Shift shift;
        readInto(item, "share", shift.share);
        readInto(item, "onDutyFromMinutes", shift.onDutyFromMinutes);
        readInto(item, "onDutyUntilMinutes", shift.onDutyUntilMinutes);
        if (shift.onDutyUntilMinutes <= shift.onDutyFromMinutes)
            item.refuse("onDutyUntilMinutes", u"must be after onDutyFromMinutes"_s);
        robots.shifts.push_back(shift);
    });
    close(fields);
}

void DefinitionReader::readOperators()
{
    Fields fields = section("operators");
    auto &operators = m_definition.operators;
    readInto(fields, "count", operators.count);
    readNames(fields, "names", m_names.operators, operators.names);
    operators.pace.answersAfter = seconds(fields, "answersAfterSeconds", u"/operators"_s, operators.pace.answersAfter);
    operators.pace.worksFor = seconds(fields, "worksForSeconds", u"/operators"_s, operators.pace.worksFor);
    close(fields);
}

void DefinitionReader::readArrivals(Fields &fields)
{
    auto &orders = m_definition.orders;
    qint64 count = 0;
    qint64 minutes = 0;
    forEach(fields.raw("arrivals"), u"/orders/arrivals"_s, [&](Fields &item) {
        const ScenarioDefinition::Arrivals arrivals{item.required<qint64>("minutes"), item.required<qint64>("orders")};
        count += arrivals.orders;
        minutes += arrivals.minutes;
        orders.arrivals.push_back(arrivals);
    });
    if (count > maxOrders)
        fields.refuse("arrivals", u"add up to more than %1 orders; ask for fewer"_s.arg(maxOrders));
    orders.firstAfterSeconds = fields.optional<qint64>("firstAfterSeconds");
    if (orders.firstAfterSeconds && *orders.firstAfterSeconds > minutes * 60)
        fields.refuse("firstAfterSeconds", u"must not be after the last of the arrivals"_s);
}

void DefinitionReader::readOrders()
{
    Fields fields = section("orders");
    auto &orders = m_definition.orders;
    readArrivals(fields);
    orders.distanceMeters = range(fields, "distanceMeters", u"/orders"_s, orders.distanceMeters);
    readInto(fields, "statedReadyPerMillion", orders.statedReadyPerMillion);
    readInto(fields, "statedPromisePerMillion", orders.statedPromisePerMillion);
    readInto(fields, "promiseMinutes", orders.promiseMinutes);
    readInto(fields, "cancelledPerMillion", orders.cancelledPerMillion);
    orders.cancelledAfter = seconds(fields, "cancelledAfterSeconds", u"/orders"_s, orders.cancelledAfter);
    close(fields);
}

void DefinitionReader::readPeople()
{
    Fields fields = section("people");
    const QString here = u"/people"_s;
    auto &people = m_definition.people;
    people.merchantOpensAfter = seconds(fields, "merchantOpensAfterSeconds", here, people.merchantOpensAfter);
    people.loadingTakes = seconds(fields, "loadingSeconds", here, people.loadingTakes);
    people.customerComesAfter = seconds(fields, "customerComesAfterSeconds", here, people.customerComesAfter);
    people.unloadingTakes = seconds(fields, "unloadingSeconds", here, people.unloadingTakes);
    readInto(fields, "lateMerchantsPerMillion", people.lateMerchantsPerMillion);
    people.merchantLateBy = seconds(fields, "merchantLateBySeconds", here, people.merchantLateBy);
    readInto(fields, "absentCustomersPerMillion", people.absentCustomersPerMillion);
    close(fields);
}

void DefinitionReader::readMotion()
{
    Fields fields = section("motion");
    auto &motion = m_definition.motion;
    const auto readSeconds = [&](std::string_view name, Duration &target) {
        if (const auto value = fields.optional<qint64>(name))
            target = std::chrono::seconds(*value);
    };
    readInto(fields, "metersPerMinute", motion.metersPerMinute);
    motion.metric = fields.optional<Metric>("metric").value_or(motion.metric);
    motion.wholeMinutes = fields.optional<bool>("wholeMinutes").value_or(motion.wholeMinutes);
    readInto(fields, "pickupServiceMinutes", motion.pickupServiceMinutes);
    readInto(fields, "dropoffServiceMinutes", motion.dropoffServiceMinutes);
    readSeconds("telemetryMovingSeconds", motion.telemetryMoving);
    readSeconds("telemetryIdleSeconds", motion.telemetryIdle);
    readInto(fields, "metersPerBatteryPercent", motion.metersPerBatteryPercent);
    readInto(fields, "idleMinutesPerBatteryPercent", motion.idleMinutesPerBatteryPercent);
    readInto(fields, "chargeSecondsPerBatteryPercent", motion.chargeSecondsPerBatteryPercent);
    close(fields);
}

void DefinitionReader::readMishaps()
{
    Fields fields = section("mishaps");
    auto &mishaps = m_definition.mishaps;
    readInto(fields, "lidJamsPerMillionOpenings", mishaps.lidJamsPerMillionOpenings);
    readInto(fields, "linkLossesPerMillionDrivingMinutes", mishaps.linkLossesPerMillionDrivingMinutes);
    mishaps.linkLossLasts = seconds(fields, "linkLossSeconds", u"/mishaps"_s, mishaps.linkLossLasts);
    readInto(fields, "batteryDropsPerMillionDrivingMinutes", mishaps.batteryDropsPerMillionDrivingMinutes);
    readInto(fields, "batteryDropPercent", mishaps.batteryDropPercent);
    readInto(fields, "strayLidOpeningsPerMillionDrivingMinutes", mishaps.strayLidOpeningsPerMillionDrivingMinutes);
    close(fields);
}

void DefinitionReader::readFaults()
{
    const JsonValue faults = m_root["faults"];
    if (faults.isAbsent())
        return;
    m_definition.faults = faults.toJson();
    if (const auto rules = FaultPlan::read(faults, m_definition.startsAt); !rules)
        errors.push_back({u"/faults"_s + rules.error().pointer, rules.error().detail});
}

} // namespace

CommonNames readCommonNames(JsonValue root)
{
    Fields fields(root);
    const auto names = [&](std::string_view kind) {
        const auto list = fields.list<QString>(kind);
        return QStringList(list.begin(), list.end());
    };
    return {names("streets"), names("crossStreets"), names("merchants"), names("robots"), names("operators")};
}

std::expected<ScenarioDefinition, std::vector<FieldError>> readScenarioDefinition(JsonValue root,
                                                                                  const CommonNames &names)
{
    DefinitionReader reader(root, names);
    ScenarioDefinition definition = reader.read();
    if (!reader.errors.empty())
        return std::unexpected(std::move(reader.errors));
    return definition;
}

} // namespace curbside
