// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/attempt.h"
#include "services/runtime/copy_of.h"
#include "services/runtime/json/fields.h"

namespace curbside::deliveries {

enum class DeliveryStatus {
    Pending,
    Assigned,
    PickingUp,
    InTransit,
    Arrived,
    Delivered,
    Returning,
    Returned,
    Failed,
    Cancelled,
};

} // namespace curbside::deliveries

template <>
struct curbside::EnumNames<curbside::deliveries::DeliveryStatus>
{
    static constexpr std::array<std::string_view, 10> names{"Pending", "Assigned",  "PickingUp", "InTransit",
                                                            "Arrived", "Delivered", "Returning", "Returned",
                                                            "Failed",  "Cancelled"};
};

namespace curbside::deliveries {

/// The promise to a customer.
struct Delivery
{
    DeliveryId id;
    qint64 number = 0;
    OrderId orderId;
    MerchantId merchantId;
    Place pickup;
    Place dropoff;
    PlatformTime readyAt;
    PlatformTime promisedAt;
    DeliveryStatus status = DeliveryStatus::Pending;
    std::optional<AttemptId> latestAttemptId;
    std::optional<AttemptStatus> latestAttemptStatus; ///< as the attempt's own row has it
    std::optional<TaskId> taskId; ///< the task now under way
    CopyOf<QString> taskStatus; ///< of Operations
    CopyOf<DriverName> driverName; ///< of Dispatch
    CopyOf<QString> robotLid; ///< of State; only while an attempt is under way
    CopyOf<DemandId> demandId; ///< of Dispatch
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;
    std::optional<PlatformTime> deletedAt;
};

/// The legal moves of a delivery: forward to what a fact proves, over whatever lies between; back for another attempt; or to
/// its end.
inline constexpr auto deliveryMoves = StatusMoves<DeliveryStatus>{
    {DeliveryStatus::Pending,
     {DeliveryStatus::Assigned, DeliveryStatus::PickingUp, DeliveryStatus::InTransit, DeliveryStatus::Arrived,
      DeliveryStatus::Delivered, DeliveryStatus::Failed, DeliveryStatus::Cancelled}},
    {DeliveryStatus::Assigned,
     {DeliveryStatus::PickingUp, DeliveryStatus::InTransit, DeliveryStatus::Arrived, DeliveryStatus::Delivered,
      DeliveryStatus::Pending, DeliveryStatus::Failed, DeliveryStatus::Cancelled}},
    {DeliveryStatus::PickingUp,
     {DeliveryStatus::InTransit, DeliveryStatus::Arrived, DeliveryStatus::Delivered, DeliveryStatus::Pending,
      DeliveryStatus::Failed, DeliveryStatus::Cancelled}},
    {DeliveryStatus::InTransit,
     {DeliveryStatus::Arrived, DeliveryStatus::Delivered, DeliveryStatus::Returning, DeliveryStatus::Pending,
      DeliveryStatus::Failed, DeliveryStatus::Cancelled}},
    {DeliveryStatus::Arrived,
     {DeliveryStatus::Delivered, DeliveryStatus::Returning, DeliveryStatus::Pending, DeliveryStatus::Failed,
      DeliveryStatus::Cancelled}},
    {DeliveryStatus::Returning, {DeliveryStatus::Returned, DeliveryStatus::Failed, DeliveryStatus::Cancelled}},
    {DeliveryStatus::Failed, {DeliveryStatus::Pending}},
};

/// Delivered, Returned, Failed or Cancelled.
[[nodiscard]] constexpr bool isEnded(DeliveryStatus status)
{
    return status == DeliveryStatus::Delivered || status == DeliveryStatus::Returned || status == DeliveryStatus::Failed
        || status == DeliveryStatus::Cancelled;
}
/// Nothing of it is in a robot yet, so that it can be called off.
[[nodiscard]] constexpr bool isBeforeLoading(DeliveryStatus status)
{
    return status == DeliveryStatus::Pending || status == DeliveryStatus::Assigned
        || status == DeliveryStatus::PickingUp;
}

/// A robot has the goods, and the customer is to get them.
[[nodiscard]] constexpr bool isAboard(DeliveryStatus status)
{
    return status == DeliveryStatus::InTransit || status == DeliveryStatus::Arrived;
}

void writeMembers(JsonWriter &json, const Delivery &delivery);
void writeTo(JsonWriter &json, const Delivery &delivery);

/// The delivery that an order asks for: {orderId, partnerId, merchantId, pickup, dropoff, placedAt, readyAt, promisedAt}.
/// In a list of orders the order's id is `id`.
[[nodiscard]] Delivery readDelivery(Fields &order, std::string_view orderId = "orderId");

} // namespace curbside::deliveries
