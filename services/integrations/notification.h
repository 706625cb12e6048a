// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/partner_order.h"

namespace curbside::integrations {

enum class NotificationState { Pending, Sent, GivenUp };

} // namespace curbside::integrations

template <>
struct curbside::EnumNames<curbside::integrations::NotificationState>
{
    static constexpr std::array<std::string_view, 3> names{"Pending", "Sent", "GivenUp"};
};

namespace curbside::integrations {

/// One thing that a partner is told: that an order's delivery has come to a status.
struct Notification
{
    NotificationId id;
    OrderId orderId;
    QString deliveryStatus;
    NotificationState state = NotificationState::Pending;
    qint64 attempts = 0;
    std::optional<PlatformTime> nextAt;
    qint64 version = 1;
};

/// {orderId, externalId, status}, as it is posted to the partner's webhook.
[[nodiscard]] QByteArray bodyOf(const Notification &notification, const PartnerOrder &order);

} // namespace curbside::integrations
