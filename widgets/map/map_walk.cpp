// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_walk.h"

#include <cmath>
#include <limits>

namespace curbside {

EntityRef nextThing(const MapScene &scene, const Entities &entities, qint64 now, QPointF from, QPointF direction,
                    const EntityRef &except)
{
    EntityRef found;
    double least = std::numeric_limits<double>::max();
    const auto consider = [&](QPointF at, EntityKind kind, const QString &key) {
        const QPointF way = at - from;
        const double along = QPointF::dotProduct(way, direction);
        const double across = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        const double cost = along + 2 * across; // what lies straight ahead comes before what is nearer but aside
        if (along <= 0 || across > along || cost >= least || EntityRef{kind, key} == except)
            return;
        least = cost;
        found = {kind, key};
    };
    const auto &robots = entities.robots.rows();
    for (const Mover &mover : scene.movers()) {
        if (isOnMap(robots[mover.row]))
            consider(mover.at(now).place, EntityKind::Robot, robots[mover.row].serial);
    }
    for (const DeliveryRow &delivery : entities.deliveries.rows()) {
        if (!delivery.hasEnded())
            consider(delivery.dropoff, EntityKind::Delivery, delivery.id);
    }
    for (const MerchantRow &merchant : entities.merchants.rows())
        consider(merchant.place, EntityKind::Merchant, merchant.id);
    return found;
}

} // namespace curbside
