// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/parked_events.h"

namespace curbside {

class JsonWriter;

/// The table dead_letter: events that a consumer gave up, with why and the history of the attempts.
class DeadLetters
{
public:
    explicit DeadLetters(Database &database);

    void store(const ParkedEvent &givenUp, PlatformTime now);
    bool remove(const QString &eventId);
    [[nodiscard]] EventPtr find(const QString &eventId);
    /// The items of GET /dead-letters after `cursor`; gives the next cursor, empty at the end.
    QString list(JsonWriter &json, const QString &cursor, qint64 limit);
    [[nodiscard]] qint64 count();

private:
    Statement m_store;
    Statement m_remove;
    Statement m_find;
    Statement m_list;
    Statement m_count;
};

} // namespace curbside
