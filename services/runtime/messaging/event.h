// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"
#include "services/runtime/json/json.h"
#include "services/runtime/observe/trace.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>

#include <expected>
#include <memory>

namespace curbside {

class JsonWriter;

/// A fact that a service has published: a CloudEvent 1.0 with the extensions traceparent, causationid and sequence.
struct Event
{
    QByteArray id; ///< UUIDv7
    QByteArray source; ///< the publishing service's name; on the wire /services/NAME
    QByteArray type; ///< curbside.SERVICE.Name
    QByteArray subject;
    PlatformTime time;
    QByteArray causationId; ///< the message that led to it; may be empty
    TraceContext trace;
    std::int64_t sequence = 0; ///< in the publisher's outbox, from 1
    QByteArray data; ///< JSON object

    /// The structured JSON form (application/cloudevents+json).
    [[nodiscard]] QByteArray toCloudEvent() const;
    void writeTo(JsonWriter &json) const;
    /// Reads the structured JSON form; the error says what is wrong with it.
    [[nodiscard]] static std::expected<Event, QString> fromCloudEvent(JsonValue json);
};

using EventPtr = std::shared_ptr<const Event>;

} // namespace curbside
