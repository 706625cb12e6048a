// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/dead_letters.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/storage/storage_error.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

DeadLetters::DeadLetters(Database &database)
    : m_store(database,
              u"INSERT INTO dead_letter (event_id, source, sequence, type, subject, event, reason, attempts, first_at, "
              u"last_at, history) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO UPDATE SET "
              "reason = excluded.reason, attempts = attempts + excluded.attempts, last_at = excluded.last_at, "
              "history = history || char(10) || excluded.history"_s),
      m_noteSettled(database,
                    u"INSERT INTO settled_letter (event_id, source, sequence, type, subject, outcome, message_id, "
                    u"reason, settled_at) "
                    "SELECT event_id, source, sequence, type, subject, ?, ?, ?, ? FROM dead_letter WHERE event_id = ? "
                    "ON CONFLICT (event_id) DO UPDATE SET outcome = excluded.outcome, "
                    "message_id = excluded.message_id, reason = excluded.reason, settled_at = excluded.settled_at"_s),
      m_forgetSettled(database,
                      u"DELETE FROM settled_letter WHERE position <= (SELECT max(position) FROM settled_letter) - ?"_s),
      m_remove(database, u"DELETE FROM dead_letter WHERE event_id = ?"_s),
      m_find(database, u"SELECT event FROM dead_letter WHERE event_id = ?"_s),
      m_list(database,
             u"SELECT event_id, source, type, subject, reason, attempts, first_at, last_at, history, event FROM "
             u"dead_letter "
             "WHERE event_id > ? ORDER BY event_id LIMIT ?"_s),
      m_count(database, u"SELECT count(*) FROM dead_letter"_s)
{}

void DeadLetters::store(const ParkedEvent &givenUp, PlatformTime now)
{
    const Event &event = *givenUp.event;
    m_store.run(QString::fromUtf8(event.id), QString::fromUtf8(event.source), qint64(event.sequence),
                QString::fromUtf8(event.type), QString::fromUtf8(event.subject),
                QString::fromUtf8(event.toCloudEvent()), givenUp.reason, givenUp.attempts, givenUp.firstAt, now,
                givenUp.history);
}

bool DeadLetters::settle(const QString &eventId, LetterOutcome outcome, const QByteArray &messageId,
                         const QString &reason, PlatformTime now)
{
    m_noteSettled.run(outcome, Utf8{messageId}, reason, now, eventId);
    return m_remove.run(eventId) > 0;
}

void DeadLetters::forgetSettled()
{
    constexpr qint64 mostKept = 10'000;
    m_forgetSettled.run(mostKept);
}

EventPtr DeadLetters::find(const QString &eventId)
{
    Rows rows = m_find.query(eventId);
    if (!rows.next())
        return nullptr;
    auto document = JsonDocument::parse(rows.text(0).toUtf8());
    auto event = document ? Event::fromCloudEvent(document->root()) : std::unexpected(document.error().detail);
    if (!event)
        throw StorageFault(SQLITE_CORRUPT, u"dead_letter: %1 cannot be read: %2"_s.arg(eventId, event.error()));
    return std::make_shared<const Event>(std::move(*event));
}

QString DeadLetters::list(JsonWriter &json, const QString &cursor, qint64 limit)
{
    Rows rows = m_list.query(cursor, limit + 1);
    QString last;
    for (qint64 written = 0; rows.next(); ++written) {
        if (written == limit)
            return last;
        last = rows.text(0);
        json.beginObject();
        json.member("eventId", last);
        json.member("source", rows.text(1));
        json.member("type", rows.text(2));
        json.member("subject", rows.text(3));
        json.member("reason", rows.text(4));
        json.member("attempts", rows.integer(5));
        json.member("firstAt", rows.time(6));
        json.member("lastAt", rows.time(7));
        json.member("history", rows.text(8));
        if (const QString event = rows.text(9); JsonDocument::parse(event.toUtf8()))
            json.rawMember("event", event.toUtf8());
        else
            json.member("event", event); // damaged: shown as it is
        json.endObject();
    }
    return {};
}

qint64 DeadLetters::count()
{
    Rows rows = m_count.query();
    return rows.next() ? rows.integer(0) : 0;
}

} // namespace curbside
