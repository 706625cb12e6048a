// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/trip.h"
#include "services/runtime/messaging/outbox.h"

namespace curbside::dispatch {

// What the Dispatch Engine publishes.
[[nodiscard]] EventDraft tripPlanned(const Trip &trip, const std::vector<Demand> &demands);
[[nodiscard]] EventDraft tripAborted(const Trip &trip, const std::vector<Demand> &demands, const QString &reason);
[[nodiscard]] EventDraft demandUnplannable(const Demand &demand, const QString &reason);

} // namespace curbside::dispatch
