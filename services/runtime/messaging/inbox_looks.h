// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/api_description.h"
#include "services/runtime/http/message.h"

namespace curbside {

class Consumer;
class Database;
class Outbox;

// What people see of an inbox and an outbox: how each consumer stands with each publisher, and what it knows of one event.

/// GET /inbox: each publisher's position, the handlers for its events, and how much is parked and dead.
[[nodiscard]] Response inboxResponse(const Consumer &consumer, Database &database);
/// GET /inbox/{eventId}: what has become of one event here. `source`, `sequence` and `type` are the event's, as far as they
/// are known: without them, only a parked, dead or settled event is known.
[[nodiscard]] Response receiptResponse(const Consumer &consumer, Database &database, const Request &request);
/// GET /parked: what waits, behind which event and until when.
[[nodiscard]] Response parkedResponse(const Consumer &consumer, Database &database, const Request &request);
/// GET /outbox/consumers: who is to get the events, and how far each says it is.
[[nodiscard]] Response outboxConsumersResponse(const Outbox &outbox, Database &database);

[[nodiscard]] ApiDescription inboxApi();

} // namespace curbside
