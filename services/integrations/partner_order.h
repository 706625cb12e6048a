// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/ids.h"
#include "services/runtime/copy_of.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/status_moves.h"

namespace curbside::integrations {

enum class OrderStatus { Received, Accepted, Rejected, Cancelled, Delivered, Failed };

} // namespace curbside::integrations

template <>
struct curbside::EnumNames<curbside::integrations::OrderStatus>
{
    static constexpr std::array<std::string_view, 6> names{"Received",  "Accepted",  "Rejected",
                                                           "Cancelled", "Delivered", "Failed"};
};

namespace curbside::integrations {

/// What a partner asked to have delivered.
struct PartnerOrder
{
    OrderId id;
    qint64 number = 0;
    PartnerId partnerId;
    ExternalOrderId externalId;
    MerchantId merchantId;
    Place pickup; ///< the merchant's
    Place dropoff;
    PlatformTime placedAt;
    PlatformTime readyAt;
    PlatformTime promisedAt;
    OrderStatus status = OrderStatus::Received;
    std::optional<DeliveryId> deliveryId;
    CopyOf<QString> deliveryStatus; ///< of Deliveries
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;
};

/// The legal moves of an order. A delivery may overtake the news of its beginning, and a failed one be tried again.
inline constexpr auto orderMoves = StatusMoves<OrderStatus>{
    {OrderStatus::Received,
     {OrderStatus::Accepted, OrderStatus::Rejected, OrderStatus::Cancelled, OrderStatus::Delivered,
      OrderStatus::Failed}},
    {OrderStatus::Accepted, {OrderStatus::Cancelled, OrderStatus::Delivered, OrderStatus::Failed}},
    {OrderStatus::Failed, {OrderStatus::Accepted, OrderStatus::Cancelled, OrderStatus::Delivered}},
};

/// What the status of a delivery means for its order; nothing when it means no change.
[[nodiscard]] std::optional<OrderStatus> orderStatusFor(const QString &deliveryStatus);
/// Whether a cancellation may still change something.
[[nodiscard]] bool isEnded(OrderStatus status);

void writeTo(JsonWriter &json, const PartnerOrder &order);

} // namespace curbside::integrations
