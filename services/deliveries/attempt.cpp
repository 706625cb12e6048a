// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/attempt.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

void writeTo(JsonWriter &json, const Attempt &attempt)
{
    json.beginObject()
        .member("id", attempt.id)
        .member("number", u"A-%1"_s.arg(attempt.number))
        .member("deliveryId", attempt.deliveryId)
        .member("driverName", attempt.driverName)
        .member("status", attempt.status)
        .member("startedAt", attempt.startedAt)
        .member("endedAt", attempt.endedAt)
        .member("failureReason", attempt.failureReason)
        .member("createdAt", attempt.createdAt)
        .member("updatedAt", attempt.updatedAt)
        .member("version", attempt.version)
        .endObject();
}

} // namespace curbside::deliveries
