// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/ids.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

namespace curbside::integrations {

/// Where a partner's goods are prepared and picked up.
struct Merchant
{
    MerchantId id;
    PartnerId partnerId;
    QString name;
    Place place;
    qint64 preparationMinutes = 0;
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;
};

void writeTo(JsonWriter &json, const Merchant &merchant);
/// Takes {partnerId, name, x, y, preparationMinutes?}, x and y in metres.
void readInto(Merchant &merchant, Fields &fields);

} // namespace curbside::integrations
