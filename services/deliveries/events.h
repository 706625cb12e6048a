// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/delivery.h"
#include "services/runtime/messaging/outbox.h"

namespace curbside::deliveries {

/// `from` is absent when the row is new.
[[nodiscard]] EventDraft deliveryStatusChanged(const Delivery &delivery, std::optional<DeliveryStatus> from,
                                               const QString &reason = {});
[[nodiscard]] EventDraft attemptStatusChanged(const Attempt &attempt, std::optional<AttemptStatus> from);
[[nodiscard]] EventDraft deliveryDeleted(const Delivery &delivery);

} // namespace curbside::deliveries
