// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/partner_order_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

namespace {

const QString orderColumns =
    u"id, number, partner_id, external_id, merchant_id, dropoff_x, dropoff_y, placed_at, ready_at, "
    "promised_at, status, delivery_id, delivery_status, delivery_status_version, "
    "delivery_status_as_of, created_at, updated_at, version"_s;
/// With the place of the merchant, where the order is picked up.
const QString select = u"SELECT %1, (SELECT x FROM merchant WHERE id = merchant_id), "
                       "(SELECT y FROM merchant WHERE id = merchant_id) FROM partner_order"_s.arg(orderColumns);

PartnerOrder orderOf(const Rows &rows)
{
    PartnerOrder order;
    order.id = rows.get<OrderId>(0);
    order.number = rows.integer(1);
    order.partnerId = rows.get<PartnerId>(2);
    order.externalId = rows.get<ExternalOrderId>(3);
    order.merchantId = rows.get<MerchantId>(4);
    order.dropoff = {rows.integer(5), rows.integer(6)};
    order.placedAt = rows.time(7);
    order.readyAt = rows.time(8);
    order.promisedAt = rows.time(9);
    order.status = rows.get<OrderStatus>(10);
    order.deliveryId = rows.optional<DeliveryId>(11);
    order.deliveryStatus.value = rows.optional<QString>(12);
    order.deliveryStatus.version = rows.optional<qint64>(13);
    order.deliveryStatus.asOf = rows.optional<PlatformTime>(14);
    order.createdAt = rows.time(15);
    order.updatedAt = rows.time(16);
    order.version = rows.integer(17);
    order.pickup = {rows.integer(18), rows.integer(19)};
    return order;
}

} // namespace

PartnerOrderStore::PartnerOrderStore(Database &database)
    : m_database(database),
      m_insert(database,
               u"INSERT INTO partner_order (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(
                   orderColumns)),
      m_save(database,
             u"UPDATE partner_order SET status = ?, delivery_id = ?, delivery_status = ?, "
             "delivery_status_version = ?, delivery_status_as_of = ?, updated_at = ?, version = ? "
             "WHERE id = ?"_s),
      m_find(database, select + u" WHERE id = ?"_s),
      m_findExternal(database, select + u" WHERE partner_id = ? AND external_id = ?"_s),
      m_list(database,
             select
                 + u" WHERE id > ? AND deleted_at IS NULL AND (? IS NULL OR status = ?) AND (? IS NULL OR "
                   "partner_id = ?) AND (? IS NULL OR updated_at >= ?) ORDER BY id LIMIT ?"_s)
{}

void PartnerOrderStore::insert(PartnerOrder &order, PlatformTime now)
{
    order.createdAt = order.updatedAt = now;
    m_insert.run(order.id, order.number, order.partnerId, order.externalId, order.merchantId, order.dropoff.x,
                 order.dropoff.y, order.placedAt, order.readyAt, order.promisedAt, order.status, order.deliveryId,
                 order.deliveryStatus.value, order.deliveryStatus.version, order.deliveryStatus.asOf, now, now,
                 order.version);
}

void PartnerOrderStore::save(PartnerOrder &order, PlatformTime now)
{
    order.updatedAt = now;
    ++order.version;
    m_save.run(order.status, order.deliveryId, order.deliveryStatus.value, order.deliveryStatus.version,
               order.deliveryStatus.asOf, now, order.version, order.id);
}

std::optional<PartnerOrder> PartnerOrderStore::find(OrderId id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(orderOf(rows)) : std::nullopt;
}

std::optional<PartnerOrder> PartnerOrderStore::find(PartnerId partner, const ExternalOrderId &externalId)
{
    Rows rows = m_findExternal.query(partner, externalId);
    return rows.next() ? std::optional(orderOf(rows)) : std::nullopt;
}

std::vector<PartnerOrder> PartnerOrderStore::list(const Filter &filter, const QString &cursor, qint64 limit)
{
    std::vector<PartnerOrder> orders;
    for (Rows rows = m_list.query(cursor, filter.status, filter.status, filter.partner, filter.partner, filter.since,
                                  filter.since, limit);
         rows.next();)
        orders.push_back(orderOf(rows));
    return orders;
}

std::vector<PartnerOrder> PartnerOrderStore::findAll(const QString &ids)
{
    std::vector<PartnerOrder> orders;
    Statement statement(m_database,
                        select + u" WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY id"_s);
    for (Rows rows = statement.query(ids); rows.next();)
        orders.push_back(orderOf(rows));
    return orders;
}

} // namespace curbside::integrations
