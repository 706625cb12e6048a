// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/notification_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

NotificationStore::NotificationStore(Database &database)
    : m_insert(database,
               u"INSERT INTO notification (id, partner_order_id, delivery_status, state, attempts, next_at, "
               "created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
      m_save(database,
             u"UPDATE notification SET state = ?, attempts = ?, next_at = ?, updated_at = ?, version = ? "
             "WHERE id = ?"_s),
      m_find(database,
             u"SELECT id, partner_order_id, delivery_status, state, attempts, next_at, version "
             "FROM notification WHERE id = ?"_s)
{}

void NotificationStore::insert(const Notification &notification, PlatformTime now)
{
    m_insert.run(notification.id, notification.orderId, notification.deliveryStatus, notification.state,
                 notification.attempts, notification.nextAt, now, now, notification.version);
}

void NotificationStore::save(Notification &notification, PlatformTime now)
{
    ++notification.version;
    m_save.run(notification.state, notification.attempts, notification.nextAt, now, notification.version,
               notification.id);
}

std::optional<Notification> NotificationStore::find(NotificationId id)
{
    Rows rows = m_find.query(id);
    if (!rows.next())
        return std::nullopt;
    Notification notification;
    notification.id = rows.get<NotificationId>(0);
    notification.orderId = rows.get<OrderId>(1);
    notification.deliveryStatus = rows.text(2);
    notification.state = rows.get<NotificationState>(3);
    notification.attempts = rows.integer(4);
    notification.nextAt = rows.optional<PlatformTime>(5);
    notification.version = rows.integer(6);
    return notification;
}

} // namespace curbside::integrations
