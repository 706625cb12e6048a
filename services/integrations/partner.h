// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/ids.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

namespace curbside::integrations {

/// Who sends orders: a marketplace, a merchant's shop.
struct Partner
{
    PartnerId id;
    QString name;
    std::optional<QString> webhookUrl; ///< the path of a route of the world, "/webhook/…"
    std::optional<QString> apiKeyHash; ///< SHA-256 in hexadecimal; the key itself is kept nowhere
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;
};

void writeTo(JsonWriter &json, const Partner &partner);
/// Takes {name, webhookUrl?, apiKey?}; without a key, the one before stays.
void readInto(Partner &partner, Fields &fields);

} // namespace curbside::integrations
