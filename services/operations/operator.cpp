// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/operator.h"

namespace curbside::operations {

void Operator::writeTo(JsonWriter &json) const
{
    json.beginObject().member("id", id).member("name", name).member("onShift", isOnShift);
    json.member("createdAt", createdAt).member("updatedAt", updatedAt).member("version", version).endObject();
}

QByteArray Operator::toJson() const
{
    JsonWriter json;
    writeTo(json);
    return json.take();
}

} // namespace curbside::operations
