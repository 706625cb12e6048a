// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/stop.h"

#include "services/runtime/json/json_writer.h"

namespace curbside {

void Stop::writeTo(JsonWriter &json) const
{
    json.beginObject().member("reason", toText(reason)).member("at", at);
    if (breakpoint > 0)
        json.member("breakpoint", breakpoint);
    if (event) {
        json.key("event").beginObject();
        json.member("id", event->id).member("type", event->type).member("subject", event->subject);
        json.member("source", "/services/" + event->source).member("sequence", qint64(event->sequence));
        json.member("consumer", consumer).endObject();
    }
    if (row) {
        json.key("row").beginObject().member("service", row->service).member("table", row->table);
        json.key("key").beginArray();
        for (const QString &value : row->key)
            json.value(value);
        json.endArray().member("messageId", row->messageId).endObject();
    }
    json.endObject();
}

} // namespace curbside
