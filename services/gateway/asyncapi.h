// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/api_description.h"

namespace curbside {

/// The events of one service.
struct PublishedEvents
{
    QByteArray service;
    std::vector<EventDescription> events;
    std::map<QByteArray, QByteArray> schemas; ///< that they speak of
};

/// An AsyncAPI 3 document: one channel a publisher, all its events with the schema of their data, and the gateway's stream,
/// where they all come.
[[nodiscard]] QByteArray describeEvents(const std::vector<PublishedEvents> &publishers);

} // namespace curbside
