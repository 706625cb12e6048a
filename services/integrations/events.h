// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/partner_order.h"
#include "services/runtime/messaging/outbox.h"

namespace curbside::integrations {

[[nodiscard]] EventDraft orderReceived(const PartnerOrder &order);
[[nodiscard]] EventDraft orderCancelled(const PartnerOrder &order, const QString &reason);

} // namespace curbside::integrations
