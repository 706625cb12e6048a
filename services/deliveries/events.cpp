// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/events.h"

namespace curbside::deliveries {

EventDraft deliveryStatusChanged(const Delivery &delivery, std::optional<DeliveryStatus> from, const QString &reason)
{
    JsonWriter json;
    json.beginObject()
        .member("deliveryId", delivery.id)
        .member("orderId", delivery.orderId)
        .member("from", from)
        .member("to", delivery.status)
        .member("latestAttemptId", delivery.latestAttemptId)
        .member("reason", reason.isEmpty() ? std::nullopt : std::optional(reason))
        .member("version", delivery.version)
        .endObject();
    return {QByteArrayLiteral("curbside.deliveries.DeliveryStatusChanged"), delivery.id.toUtf8(), json.take()};
}

EventDraft attemptStatusChanged(const Attempt &attempt, std::optional<AttemptStatus> from)
{
    JsonWriter json;
    json.beginObject()
        .member("attemptId", attempt.id)
        .member("deliveryId", attempt.deliveryId)
        .member("driverName", attempt.driverName)
        .member("from", from)
        .member("to", attempt.status)
        .member("failureReason", attempt.failureReason)
        .member("version", attempt.version)
        .endObject();
    return {QByteArrayLiteral("curbside.deliveries.AttemptStatusChanged"), attempt.id.toUtf8(), json.take()};
}

EventDraft deliveryDeleted(const Delivery &delivery)
{
    JsonWriter json;
    json.beginObject().member("deliveryId", delivery.id).member("version", delivery.version).endObject();
    return {QByteArrayLiteral("curbside.deliveries.DeliveryDeleted"), delivery.id.toUtf8(), json.take()};
}

} // namespace curbside::deliveries
