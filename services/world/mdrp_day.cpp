// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/mdrp_day.h"

#include "services/world/mdrp_table.h"
#include "services/world/source_text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <array>
#include <map>
#include <set>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

constexpr PlatformTime midnight = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);
constexpr qint64 lastMinute = 7LL * 24 * 60;

PlatformTime atMinute(qint64 minute)
{
    return midnight + std::chrono::minutes(minute);
}

/// Names that were given, with what bears them. A solution names places by these alone, so a name serves only once.
class GivenNames
{
public:
    /// What already bears the name; nothing when it was free and now is `kind`'s.
    [[nodiscard]] std::optional<QString> take(const QString &name, const QString &kind)
    {
        const auto [found, isNew] = m_kinds.emplace(name, kind);
        return isNew ? std::nullopt : std::optional(found->second);
    }

private:
    std::map<QString, QString> m_kinds;
};

class MdrpDayReader
{
public:
    MdrpDayReader(QString folder, std::uint64_t seed) : m_folder(std::move(folder)) { m_day.seed = seed; }

    std::expected<Scenario, QString> read();

private:
    std::optional<QString> readParameters();
    std::optional<QString> readRestaurants();
    std::optional<QString> readCouriers();
    std::optional<QString> readOrders();
    ScenarioOrder readOrder(MdrpTable &orders, std::size_t row);
    std::expected<MdrpTable, QString> table(const QString &name, std::span<const char *const> columns);
    QString name(MdrpTable &table, std::size_t row, const QString &kind);
    void describe();

    QString m_folder;
    Scenario m_day;
    std::set<QString> m_restaurants;
    GivenNames m_names;
    qint64 m_targetMinutes = 0;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

std::expected<Scenario, QString> MdrpDayReader::read()
{
    m_day.kind = ScenarioKind::MdrpDay;
    m_day.startsAt = midnight;
    m_day.partners.push_back({PartnerKey(u"mdrp"_s), u"MDRP marketplace"_s});
    m_hash.addData(QByteArrayLiteral("curbside mdrp day 1\n"));
    for (const auto step : {&MdrpDayReader::readParameters, &MdrpDayReader::readRestaurants,
                            &MdrpDayReader::readCouriers, &MdrpDayReader::readOrders}) {
        if (auto error = (this->*step)())
            return std::unexpected(*error);
    }
    m_day.digest = m_hash.result().toHex();
    describe();
    return std::move(m_day);
}

std::expected<MdrpTable, QString> MdrpDayReader::table(const QString &name, std::span<const char *const> columns)
{
    auto table = MdrpTable::read(m_folder, name, columns);
    if (table) {
        m_hash.addData(QByteArray::number(table->bytes().size()) + '\n');
        m_hash.addData(table->bytes());
    }
    return table;
}

QString MdrpDayReader::name(MdrpTable &table, std::size_t row, const QString &kind)
{
    QString word = table.word(row, 0);
    if (word == u'0')
        table.refuse(row, 0, u"0 stands for a courier's starting place in solutions; choose another name"_s);
    if (const auto bearer = m_names.take(word, kind))
        table.refuse(row, 0, u"\"%1\" is already the name of %2; names must differ"_s.arg(word, *bearer));
    return word;
}

std::optional<QString> MdrpDayReader::readParameters()
{
    enum Column : std::size_t { Speed, PickupService, DropoffService, Target, Maximum, PayPerOrder, PayPerHour };
    static constexpr std::array columns{"meters_per_minute",      "pickup service minutes", "dropoff service minutes",
                                        "target click-to-door",   "maximum click-to-door",  "pay per order",
                                        "guaranteed pay per hour"};
    auto parameters = table(u"instance_parameters.txt"_s, columns);
    if (!parameters)
        return parameters.error();
    if (parameters->rowCount() > 1)
        parameters->refuse(1, Speed, u"is given a second time; keep one row"_s);
    constexpr qint64 dayMinutes = 24LL * 60;
    Motion &motion = m_day.motion;
    motion.metric = Metric::Straight;
    motion.wholeMinutes = true;
    motion.metersPerMinute = parameters->number(0, Speed, 1, 1'000'000);
    motion.pickupServiceMinutes = parameters->number(0, PickupService, 0, dayMinutes);
    motion.dropoffServiceMinutes = parameters->number(0, DropoffService, 0, dayMinutes);
    m_targetMinutes = parameters->number(0, Target, 1, lastMinute);
    return parameters->error();
}

std::optional<QString> MdrpDayReader::readRestaurants()
{
    enum Column : std::size_t { Restaurant, X, Y };
    static constexpr std::array columns{"restaurant", "x", "y"};
    auto restaurants = table(u"restaurants.txt"_s, columns);
    if (!restaurants)
        return restaurants.error();
    for (std::size_t row = 0; row < restaurants->rowCount(); ++row) {
        ScenarioMerchant merchant;
        merchant.name = name(*restaurants, row, u"a restaurant"_s);
        merchant.key = MerchantKey(merchant.name);
        merchant.partner = m_day.partners.front().key;
        merchant.place = {restaurants->millimeters(row, X), restaurants->millimeters(row, Y)};
        m_restaurants.insert(merchant.name);
        m_day.merchants.push_back(std::move(merchant));
    }
    return restaurants->error();
}

std::optional<QString> MdrpDayReader::readCouriers()
{
    enum Column : std::size_t { Courier, X, Y, OnTime, OffTime };
    static constexpr std::array columns{"courier", "x", "y", "on_time", "off_time"};
    auto couriers = table(u"couriers.txt"_s, columns);
    if (!couriers)
        return couriers.error();
    for (std::size_t row = 0; row < couriers->rowCount(); ++row) {
        ScenarioRobot robot;
        robot.name = name(*couriers, row, u"a courier"_s);
        robot.serial = RobotSerial(robot.name);
        robot.place = {couriers->millimeters(row, X), couriers->millimeters(row, Y)};
        const qint64 onTime = couriers->number(row, OnTime, 0, lastMinute);
        const qint64 offTime = couriers->number(row, OffTime, 0, lastMinute);
        if (offTime < onTime)
            couriers->refuse(row, OffTime, u"%1 is before on_time %2"_s.arg(offTime).arg(onTime));
        robot.onDutyFrom = atMinute(onTime);
        robot.onDutyUntil = atMinute(offTime);
        m_day.robots.push_back(std::move(robot));
    }
    return couriers->error();
}

ScenarioOrder MdrpDayReader::readOrder(MdrpTable &orders, std::size_t row)
{
    enum Column : std::size_t { Order, X, Y, PlacementTime, Restaurant, ReadyTime };
    ScenarioOrder order;
    order.externalId = name(orders, row, u"an order"_s);
    order.partner = m_day.partners.front().key;
    const QString restaurant = orders.word(row, Restaurant);
    if (!m_restaurants.contains(restaurant))
        orders.refuse(row, Restaurant, u"\"%1\" is not in restaurants.txt; add it there"_s.arg(restaurant));
    order.merchant = MerchantKey(restaurant);
    order.dropoff = {orders.millimeters(row, X), orders.millimeters(row, Y)};
    const qint64 placement = orders.number(row, PlacementTime, 0, lastMinute);
    const qint64 ready = orders.number(row, ReadyTime, 0, lastMinute);
    if (ready < placement)
        orders.refuse(row, ReadyTime, u"%1 is before placement_time %2"_s.arg(ready).arg(placement));
    order.placedAt = atMinute(placement);
    order.readyAt = atMinute(ready);
    order.goodsReadyAt = atMinute(ready);
    order.promisedAt = atMinute(placement + m_targetMinutes);
    return order;
}

std::optional<QString> MdrpDayReader::readOrders()
{
    static constexpr std::array columns{"order", "x", "y", "placement_time", "restaurant", "ready_time"};
    auto orders = table(u"orders.txt"_s, columns);
    if (!orders)
        return orders.error();
    std::multimap<PlatformTime, ScenarioOrder> byPlacement; // those of one minute stay in the order of the file
    for (std::size_t row = 0; row < orders->rowCount(); ++row) {
        ScenarioOrder order = readOrder(*orders, row);
        byPlacement.emplace(order.placedAt, std::move(order));
    }
    for (auto &[placedAt, order] : byPlacement)
        m_day.orders.push_back(std::move(order));
    return orders->error();
}

void MdrpDayReader::describe()
{
    m_day.name = quotedForMessage(QFileInfo(QDir(m_folder).absolutePath()).fileName());
    m_day.title = u"MDRP day "_s + m_day.name;
    m_day.description = u"%1 orders of %2 restaurants for %3 couriers, taken as robots"_s.arg(m_day.orders.size())
                            .arg(m_day.merchants.size())
                            .arg(m_day.robots.size());
}

} // namespace

std::expected<Scenario, QString> loadMdrpDay(const QString &folder, std::uint64_t seed)
{
    return MdrpDayReader(folder, seed).read();
}

} // namespace curbside
