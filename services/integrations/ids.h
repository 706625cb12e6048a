// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"

namespace curbside::integrations {

struct PartnerTag;
struct MerchantTag;
struct OrderTag;
struct NotificationTag;
struct ExternalOrderTag;
struct DeliveryTag;

using PartnerId = Id<PartnerTag>;
using MerchantId = Id<MerchantTag>;
using OrderId = Id<OrderTag>;
using NotificationId = Id<NotificationTag>;
using ExternalOrderId = Name<ExternalOrderTag>; ///< what the partner calls its order
using DeliveryId = Id<DeliveryTag>; ///< owned by Deliveries

} // namespace curbside::integrations
