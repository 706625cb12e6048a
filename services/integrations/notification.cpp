// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/notification.h"

namespace curbside::integrations {

QByteArray bodyOf(const Notification &notification, const PartnerOrder &order)
{
    JsonWriter json;
    json.beginObject()
        .member("orderId", order.id)
        .member("externalId", order.externalId)
        .member("status", notification.deliveryStatus)
        .endObject();
    return json.take();
}

} // namespace curbside::integrations
