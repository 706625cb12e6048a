// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/delivery_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

const QString deliveryColumns =
    u"id, number, order_id, merchant_id, pickup_x, pickup_y, dropoff_x, dropoff_y, ready_at, promised_at, status, "
    "latest_attempt_id, latest_attempt_status, task_id, task_status, task_status_version, task_status_as_of, "
    "driver_name, driver_name_version, driver_name_as_of, robot_lid, robot_lid_version, robot_lid_as_of, "
    "demand_id, demand_id_version, demand_id_as_of, created_at, updated_at, version, deleted_at"_s;

template <typename Value>
CopyOf<Value> copyAt(const Rows &rows, int column)
{
    return {rows.optional<Value>(column), rows.optional<qint64>(column + 1), rows.optional<PlatformTime>(column + 2)};
}

Delivery deliveryOf(const Rows &rows)
{
    Delivery delivery;
    delivery.id = rows.get<DeliveryId>(0);
    delivery.number = rows.integer(1);
    delivery.orderId = rows.get<OrderId>(2);
    delivery.merchantId = rows.get<MerchantId>(3);
    delivery.pickup = {rows.integer(4), rows.integer(5)};
    delivery.dropoff = {rows.integer(6), rows.integer(7)};
    delivery.readyAt = rows.time(8);
    delivery.promisedAt = rows.time(9);
    delivery.status = rows.get<DeliveryStatus>(10);
    delivery.latestAttemptId = rows.optional<AttemptId>(11);
    delivery.latestAttemptStatus = rows.optional<AttemptStatus>(12);
    delivery.taskId = rows.optional<TaskId>(13);
    delivery.taskStatus = copyAt<QString>(rows, 14);
    delivery.driverName = copyAt<DriverName>(rows, 17);
    delivery.robotLid = copyAt<QString>(rows, 20);
    delivery.demandId = copyAt<DemandId>(rows, 23);
    delivery.createdAt = rows.time(26);
    delivery.updatedAt = rows.time(27);
    delivery.version = rows.integer(28);
    delivery.deletedAt = rows.optional<PlatformTime>(29);
    return delivery;
}

} // namespace

DeliveryStore::DeliveryStore(Database &database)
    : m_database(database),
      m_insert(database,
               u"INSERT INTO delivery (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
               "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(deliveryColumns)),
      m_save(database,
             u"UPDATE delivery SET status = ?, latest_attempt_id = ?, latest_attempt_status = ?, task_id = ?, "
             "task_status = ?, task_status_version = ?, task_status_as_of = ?, driver_name = ?, "
             "driver_name_version = ?, driver_name_as_of = ?, robot_lid = ?, robot_lid_version = ?, "
             "robot_lid_as_of = ?, demand_id = ?, demand_id_version = ?, demand_id_as_of = ?, updated_at = ?, "
             "version = ?, deleted_at = ? WHERE id = ? AND version = ?"_s),
      m_find(database, u"SELECT %1 FROM delivery WHERE id = ?"_s.arg(deliveryColumns)),
      m_findByOrder(database, u"SELECT %1 FROM delivery WHERE order_id = ?"_s.arg(deliveryColumns)),
      m_list(database,
             u"SELECT %1 FROM delivery WHERE id > ? AND deleted_at IS NULL AND (? IS NULL OR status = ?) "
             "AND (? IS NULL OR updated_at >= ?) ORDER BY id LIMIT ?"_s.arg(deliveryColumns))
{}

void DeliveryStore::insert(Delivery &delivery, PlatformTime now)
{
    delivery.createdAt = delivery.updatedAt = now;
    m_insert.run(delivery.id, delivery.number, delivery.orderId, delivery.merchantId, delivery.pickup.x,
                 delivery.pickup.y, delivery.dropoff.x, delivery.dropoff.y, delivery.readyAt, delivery.promisedAt,
                 delivery.status, delivery.latestAttemptId, delivery.latestAttemptStatus, delivery.taskId,
                 delivery.taskStatus.value, delivery.taskStatus.version, delivery.taskStatus.asOf,
                 delivery.driverName.value, delivery.driverName.version, delivery.driverName.asOf,
                 delivery.robotLid.value, delivery.robotLid.version, delivery.robotLid.asOf, delivery.demandId.value,
                 delivery.demandId.version, delivery.demandId.asOf, now, now, delivery.version, delivery.deletedAt);
}

void DeliveryStore::save(Delivery &delivery, PlatformTime now)
{
    delivery.updatedAt = now;
    const int changed = m_save.run(
        delivery.status, delivery.latestAttemptId, delivery.latestAttemptStatus, delivery.taskId,
        delivery.taskStatus.value, delivery.taskStatus.version, delivery.taskStatus.asOf, delivery.driverName.value,
        delivery.driverName.version, delivery.driverName.asOf, delivery.robotLid.value, delivery.robotLid.version,
        delivery.robotLid.asOf, delivery.demandId.value, delivery.demandId.version, delivery.demandId.asOf, now,
        delivery.version + 1, delivery.deletedAt, delivery.id, delivery.version);
    Q_ASSERT_X(changed == 1, "DeliveryStore::save", "of a row that has changed since it was read");
    ++delivery.version;
}

std::optional<Delivery> DeliveryStore::find(DeliveryId id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(deliveryOf(rows)) : std::nullopt;
}

std::optional<Delivery> DeliveryStore::findByOrder(OrderId id)
{
    Rows rows = m_findByOrder.query(id);
    return rows.next() ? std::optional(deliveryOf(rows)) : std::nullopt;
}

std::vector<Delivery> DeliveryStore::list(const Filter &filter, const QString &cursor, qint64 limit)
{
    std::vector<Delivery> deliveries;
    for (Rows rows = m_list.query(cursor, filter.status, filter.status, filter.since, filter.since, limit);
         rows.next();)
        deliveries.push_back(deliveryOf(rows));
    return deliveries;
}

std::vector<Delivery> DeliveryStore::findAll(const QString &ids)
{
    std::vector<Delivery> deliveries;
    Statement select(
        m_database,
        u"SELECT %1 FROM delivery WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY id"_s
            .arg(deliveryColumns));
    for (Rows rows = select.query(ids); rows.next();)
        deliveries.push_back(deliveryOf(rows));
    return deliveries;
}

} // namespace curbside::deliveries
