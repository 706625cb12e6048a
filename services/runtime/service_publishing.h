// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/api_description.h"
#include "services/runtime/http/problem.h"
#include "services/runtime/messaging/outbox.h"

namespace curbside {

/// What POST /events takes and answers.
[[nodiscard]] ApiDescription publishingApi();

/// An event that a person has written, as one that its service can publish: of one of `events`, and as its schema wants it.
[[nodiscard]] std::expected<EventDraft, Problem> draftByHand(const QByteArray &body, const QByteArray &service,
                                                             const std::vector<EventDescription> &events,
                                                             const std::map<QByteArray, QByteArray> &schemas);

} // namespace curbside
