// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/messaging/parked_events.h"

namespace curbside {

class JsonWriter;

enum class LetterOutcome { Replayed, Discarded };

template <>
struct EnumNames<LetterOutcome>
{
    static constexpr std::array<std::string_view, 2> names{"Replayed", "Discarded"};
};

/// The table dead_letter: events that a consumer gave up, with why and the history of the attempts.
class DeadLetters
{
public:
    explicit DeadLetters(Database &database);

    void store(const ParkedEvent &givenUp, PlatformTime now);
    /// Removes a letter that someone has settled, and notes that; false when there is none. Inside the message that settles it.
    bool settle(const QString &eventId, LetterOutcome outcome, const QByteArray &messageId, const QString &reason,
                PlatformTime now);
    /// Forgets the oldest that were settled, beyond as many as are kept.
    void forgetSettled();
    [[nodiscard]] EventPtr find(const QString &eventId);
    /// The items of GET /dead-letters after `cursor`; gives the next cursor, empty at the end.
    QString list(JsonWriter &json, const QString &cursor, qint64 limit);
    [[nodiscard]] qint64 count();

private:
    Statement m_store;
    Statement m_noteSettled;
    Statement m_forgetSettled;
    Statement m_remove;
    Statement m_find;
    Statement m_list;
    Statement m_count;
};

} // namespace curbside
