// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/events.h"

namespace curbside::integrations {

EventDraft orderReceived(const PartnerOrder &order)
{
    JsonWriter json;
    json.beginObject()
        .member("orderId", order.id)
        .member("partnerId", order.partnerId)
        .member("merchantId", order.merchantId)
        .member("pickup", order.pickup)
        .member("dropoff", order.dropoff)
        .member("placedAt", order.placedAt)
        .member("readyAt", order.readyAt)
        .member("promisedAt", order.promisedAt)
        .member("version", order.version)
        .endObject();
    return {QByteArrayLiteral("curbside.integrations.OrderReceived"), order.id.toUtf8(), json.take()};
}

EventDraft orderCancelled(const PartnerOrder &order, const QString &reason)
{
    JsonWriter json;
    json.beginObject()
        .member("orderId", order.id)
        .member("reason", reason)
        .member("version", order.version)
        .endObject();
    return {QByteArrayLiteral("curbside.integrations.OrderCancelled"), order.id.toUtf8(), json.take()};
}

} // namespace curbside::integrations
