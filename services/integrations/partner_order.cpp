// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/partner_order.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside::integrations {

std::optional<OrderStatus> orderStatusFor(const QString &deliveryStatus)
{
    struct Meaning
    {
        QStringView delivery;
        OrderStatus order;
    };
    static constexpr std::array<Meaning, 5> meanings{{{u"Pending", OrderStatus::Accepted},
                                                      {u"Delivered", OrderStatus::Delivered},
                                                      {u"Cancelled", OrderStatus::Cancelled},
                                                      {u"Failed", OrderStatus::Failed},
                                                      {u"Returned", OrderStatus::Failed}}};
    const auto *const meaning = std::ranges::find(meanings, QStringView(deliveryStatus), &Meaning::delivery);
    return meaning == meanings.end() ? std::nullopt : std::optional(meaning->order);
}

bool isEnded(OrderStatus status)
{
    return status != OrderStatus::Received && status != OrderStatus::Accepted;
}

void writeTo(JsonWriter &json, const PartnerOrder &order)
{
    json.beginObject()
        .member("id", order.id)
        .member("number", u"O-%1"_s.arg(order.number))
        .member("partnerId", order.partnerId)
        .member("externalId", order.externalId)
        .member("merchantId", order.merchantId)
        .member("pickup", order.pickup)
        .member("dropoff", order.dropoff)
        .member("placedAt", order.placedAt)
        .member("readyAt", order.readyAt)
        .member("promisedAt", order.promisedAt)
        .member("status", order.status)
        .member("deliveryId", order.deliveryId)
        .member("deliveryStatus", order.deliveryStatus.value)
        .member("deliveryStatusVersion", order.deliveryStatus.version)
        .member("deliveryStatusAsOf", order.deliveryStatus.asOf)
        .member("createdAt", order.createdAt)
        .member("updatedAt", order.updatedAt)
        .member("version", order.version)
        .endObject();
}

} // namespace curbside::integrations
