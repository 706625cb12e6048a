// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_words.h"

#include "widgets/deliveries/delivery_columns.h"
#include "widgets/entities/status_words.h"
#include "widgets/robots/robot_columns.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class MapWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::MapWords)
};

constexpr std::size_t mostNames = 6;

QString robotText(const RobotRow &robot, const Entities &entities)
{
    QStringList lines{MapWords::tr("Robot %1, %2").arg(robot.name, robot.serial), errandText(robot, entities)};
    if (!robot.isSeen) {
        lines.append(MapWords::tr("Not heard of yet"));
        return lines.join(u'\n');
    }
    QStringList states;
    if (robot.speed > 0)
        states.append(MapWords::tr("driving %1 m/s").arg(QLocale().toString(robot.speed, 'f', 1)));
    else
        states.append(MapWords::tr("standing"));
    states.append(MapWords::tr("battery %1").arg(batteryCell(robot).text));
    states.append(MapWords::tr("lid %1").arg(lidCell(robot.lid).text.toLower()));
    if (!robot.isOnline)
        states.append(MapWords::tr("link lost, last seen %1").arg(clockText(robot.seenAt)));
    if (robot.isHeld || !robot.isInService)
        states.append(serviceCell(robot).text.toLower());
    if (!robot.isStateTold)
        states.append(MapWords::tr("as of %1").arg(clockText(robot.seenAt)));
    lines.append(states.join(u", "_s));
    lines.append(entities.addressAt(robot.place));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString deliveryText(const DeliveryRow &delivery, const PlatformLink &link, const Entities &entities)
{
    QString status = deliveryStatusCell(delivery.status).text;
    if (!delivery.driverName.isEmpty())
        status = MapWords::tr("%1, robot %2").arg(status, delivery.driverName);
    QStringList lines{MapWords::tr("Customer of %1").arg(delivery.number), wayText(delivery, entities), status};
    const qint64 now = link.status().now;
    if (!delivery.hasEnded() && delivery.promisedAt != 0)
        lines.append(isLate(delivery, now)
                         ? MapWords::tr("late: promised for %1, %2")
                               .arg(clockText(delivery.promisedAt), promiseCell(delivery, now, entities).text)
                         : MapWords::tr("promised for %1, %2 left")
                               .arg(clockText(delivery.promisedAt), promiseCell(delivery, now, entities).text));
    return lines.join(u'\n');
}

QString merchantText(const MerchantRow &merchant, const Entities &entities)
{
    const auto &deliveries = entities.deliveries.rows();
    const auto open = std::ranges::count_if(
        deliveries, [&](const DeliveryRow &row) { return row.merchantId == merchant.id && !row.hasEnded(); });
    return MapWords::tr("Merchant %1").arg(merchant.name) + u'\n' + entities.addressAt(merchant.place) + u'\n'
        + MapWords::tr("Open deliveries: %1").arg(open);
}

QString nameOf(CrowdKind kind, std::size_t row, const Entities &entities)
{
    switch (kind) {
    case CrowdKind::Robots: return entities.robots.rows()[row].name;
    case CrowdKind::Customers: return entities.deliveries.rows()[row].number;
    case CrowdKind::Merchants: return entities.merchants.rows()[row].name;
    }
    return {};
}

QString crowdText(const Crowd &crowd, const Entities &entities)
{
    QString title;
    switch (crowd.kind) {
    case CrowdKind::Robots:
        title = crowd.tone == Tone::Bad ? MapWords::tr("%1 robots that need a hand") : MapWords::tr("%1 robots");
        break;
    case CrowdKind::Customers:
        title = crowd.tone == Tone::Good ? MapWords::tr("%1 waiting customers")
                                         : MapWords::tr("%1 customers, late or at risk");
        break;
    case CrowdKind::Merchants: title = MapWords::tr("%1 merchants"); break;
    }
    QStringList names;
    for (std::size_t i = 0; i < std::min(crowd.rows.size(), mostNames); ++i)
        names.append(nameOf(crowd.kind, crowd.rows[i], entities));
    if (crowd.rows.size() > mostNames)
        names.append(MapWords::tr("and %1 more").arg(crowd.rows.size() - mostNames));
    return title.arg(crowd.rows.size()) + u'\n' + names.join(u", "_s) + u'\n' + MapWords::tr("Click to come nearer");
}

QString hubText(const Hub &hub, const Entities &entities)
{
    constexpr double atHub = 5; // metres
    const auto &robots = entities.robots.rows();
    const auto there = std::ranges::count_if(robots, [&](const RobotRow &robot) {
        return isOnMap(robot) && robot.speed <= 0 && QPointF(robot.place - hub.place).manhattanLength() < atHub;
    });
    return MapWords::tr("Hub %1").arg(hub.name) + u'\n' + MapWords::tr("Robots here: %1").arg(there);
}

} // namespace

QString thingText(const EntityRef &thing, const PlatformLink &link, const Entities &entities)
{
    if (const RobotRow *robot = entities.robots.find(thing.key))
        return robotText(*robot, entities);
    if (const DeliveryRow *delivery = entities.deliveries.find(thing.key))
        return deliveryText(*delivery, link, entities);
    if (const MerchantRow *merchant = entities.merchants.find(thing.key))
        return merchantText(*merchant, entities);
    return {};
}

QString hitText(const MapHit &hit, const PlatformLink &link, const Entities &entities)
{
    if (hit.crowd)
        return crowdText(*hit.crowd, entities);
    if (hit.hub)
        return hubText(link.description().hubs[*hit.hub], entities);
    return thingText(hit.thing, link, entities);
}

} // namespace curbside
