// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/delivery.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

void writeMembers(JsonWriter &json, const Delivery &delivery)
{
    json.member("id", delivery.id)
        .member("number", u"D-%1"_s.arg(delivery.number))
        .member("orderId", delivery.orderId)
        .member("merchantId", delivery.merchantId)
        .member("pickup", delivery.pickup)
        .member("dropoff", delivery.dropoff)
        .member("readyAt", delivery.readyAt)
        .member("promisedAt", delivery.promisedAt)
        .member("status", delivery.status);
    if (delivery.latestAttemptId) {
        json.key("latestAttempt")
            .beginObject()
            .member("id", *delivery.latestAttemptId)
            .member("status", delivery.latestAttemptStatus)
            .endObject();
    }
    json.member("taskId", delivery.taskId)
        .member("taskStatus", delivery.taskStatus.value)
        .member("taskStatusVersion", delivery.taskStatus.version)
        .member("taskStatusAsOf", delivery.taskStatus.asOf)
        .member("driverName", delivery.driverName.value)
        .member("driverNameVersion", delivery.driverName.version)
        .member("driverNameAsOf", delivery.driverName.asOf)
        .member("robotLid", delivery.robotLid.value)
        .member("robotLidVersion", delivery.robotLid.version)
        .member("robotLidAsOf", delivery.robotLid.asOf)
        .member("demandId", delivery.demandId.value)
        .member("demandIdVersion", delivery.demandId.version)
        .member("demandIdAsOf", delivery.demandId.asOf)
        .member("createdAt", delivery.createdAt)
        .member("updatedAt", delivery.updatedAt)
        .member("version", delivery.version);
}

void writeTo(JsonWriter &json, const Delivery &delivery)
{
    json.beginObject();
    writeMembers(json, delivery);
    json.endObject();
}

Delivery readDelivery(Fields &order, std::string_view orderId)
{
    Delivery delivery;
    delivery.orderId = order.required<OrderId>(orderId);
    delivery.merchantId = order.required<MerchantId>("merchantId");
    delivery.pickup = order.required<Place>("pickup");
    delivery.dropoff = order.required<Place>("dropoff");
    delivery.readyAt = order.required<PlatformTime>("readyAt");
    delivery.promisedAt = order.required<PlatformTime>("promisedAt");
    return delivery;
}

} // namespace curbside::deliveries
