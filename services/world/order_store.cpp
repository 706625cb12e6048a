// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/order_store.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

std::optional<qint64> firstPosition(Rows rows)
{
    return rows.next() ? std::optional(rows.integer(0)) : std::nullopt;
}

} // namespace

OrderStore::OrderStore(Database &database)
    : m_insert(database,
               u"INSERT INTO placed_order (position, external_id, merchant_id, dropoff_x, dropoff_y, created_at, "
               u"updated_at, "
               "version) VALUES (?, ?, ?, ?, ?, ?, ?, 1)"_s),
      m_find(database,
             u"SELECT external_id, merchant_id, dropoff_x, dropoff_y, order_id FROM placed_order WHERE position = ?"_s),
      m_setOrderId(database,
                   u"UPDATE placed_order SET order_id = ?, updated_at = ?, version = version + 1 WHERE position = ?"_s),
      m_setTold(
          database,
          u"UPDATE placed_order SET told_status = ?, updated_at = ?, version = version + 1 WHERE external_id = ?"_s),
      m_ofDelivery(database, u"SELECT position FROM placed_order WHERE delivery_id = ?"_s),
      m_unmatched(database,
                  u"SELECT position FROM placed_order WHERE merchant_id = ? AND dropoff_x = ? AND dropoff_y = ? "
                  "AND delivery_id IS NULL ORDER BY position LIMIT 1"_s),
      m_setMatched(
          database,
          u"UPDATE placed_order SET delivery_id = ?, updated_at = ?, version = version + 1 WHERE position = ?"_s),
      m_setDelivery(database,
                    u"UPDATE placed_order SET delivery_id = ?, updated_at = ?, version = version + 1 "
                    "WHERE external_id = ? AND delivery_id IS NULL"_s)
{}

void OrderStore::insert(const PlacedOrder &order, PlatformTime now)
{
    m_insert.run(order.position, order.externalId, order.merchant, order.dropoff.x, order.dropoff.y, now, now);
}

std::optional<PlacedOrder> OrderStore::find(qint64 position)
{
    Rows rows = m_find.query(position);
    if (!rows.next())
        return std::nullopt;
    PlacedOrder order{
        position, rows.text(0), rows.get<Uuid>(1), {rows.integer(2), rows.integer(3)}, rows.optional<Uuid>(4)};
    return order;
}

void OrderStore::setOrderId(qint64 position, const Uuid &order, PlatformTime now)
{
    m_setOrderId.run(order, now, position);
}

void OrderStore::setTold(const QString &externalId, const QString &status, PlatformTime now)
{
    m_setTold.run(status, now, externalId);
}

std::optional<qint64> OrderStore::ofDelivery(const DeliveryId &delivery)
{
    return firstPosition(m_ofDelivery.query(delivery));
}

std::optional<qint64> OrderStore::match(const std::optional<DeliveryId> &delivery, const Uuid &merchant, Place dropoff,
                                        PlatformTime now)
{
    if (!delivery)
        return std::nullopt;
    if (const auto known = ofDelivery(*delivery))
        return known;
    const auto position = firstPosition(m_unmatched.query(merchant, dropoff.x, dropoff.y));
    if (position)
        m_setMatched.run(*delivery, now, *position);
    return position;
}

void OrderStore::setDelivery(const QString &externalId, const DeliveryId &delivery, PlatformTime now)
{
    if (!ofDelivery(delivery))
        m_setDelivery.run(delivery, now, externalId);
}

} // namespace curbside::world
