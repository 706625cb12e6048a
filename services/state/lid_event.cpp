// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/state/lid_event.h"

namespace curbside::state {

void LidEvent::writeTo(JsonWriter &json) const
{
    json.beginObject().member("id", id).member("robotSerial", robotSerial).member("kind", kind).member("actor", actor);
    json.member("taskId", taskId).member("at", at).endObject();
}

QByteArray LidEvent::toJson() const
{
    JsonWriter json;
    writeTo(json);
    return json.take();
}

} // namespace curbside::state
