// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/parked_events.h"

#include "services/runtime/storage/database.h"
#include "services/runtime/storage/storage_error.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

ParkedEvents::ParkedEvents(Database &database)
    : m_store(
          database,
          u"INSERT INTO inbox_parked (source, sequence, event_id, type, subject, event, attempts, first_at, next_at, "
          u"reason, history) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, sequence) DO UPDATE SET "
          "event_id = excluded.event_id, type = excluded.type, subject = excluded.subject, event = excluded.event, "
          "attempts = excluded.attempts, first_at = excluded.first_at, next_at = excluded.next_at, reason = excluded.reason, history = excluded.history"_s),
      m_remove(database, u"DELETE FROM inbox_parked WHERE source = ? AND sequence = ?"_s),
      m_first(database,
              u"SELECT event, attempts, first_at, next_at, reason, history, source, sequence FROM inbox_parked "
              "WHERE source = ? AND subject = ? ORDER BY sequence LIMIT 1"_s),
      m_retry(database,
              u"SELECT event, attempts, first_at, next_at, reason, history, source, sequence "
              "FROM inbox_parked AS parked WHERE sequence = (SELECT min(sequence) FROM inbox_parked WHERE source = "
              "parked.source AND subject = parked.subject) "
              "ORDER BY coalesce(next_at, 0), source, sequence"_s),
      m_all(database,
            u"SELECT event, attempts, first_at, next_at, reason, history, source, sequence FROM inbox_parked "
            "WHERE source = ? ORDER BY sequence"_s)
{
    Statement counts(
        database,
        u"SELECT source, subject, count(*) FROM inbox_parked GROUP BY source, subject ORDER BY source, subject"_s);
    for (Rows rows = counts.query(); rows.next();) {
        Count &count = m_counts[rows.text(0).toUtf8()];
        count.total += static_cast<int>(rows.integer(2));
        count.bySubject[rows.text(1).toUtf8()] = static_cast<int>(rows.integer(2));
    }
}

bool ParkedEvents::isParked(const QByteArray &source, const QByteArray &subject) const
{
    const auto count = m_counts.find(source);
    return count != m_counts.end() && count->second.bySubject.contains(subject);
}

int ParkedEvents::countOf(const QByteArray &source) const
{
    const auto count = m_counts.find(source);
    return count == m_counts.end() ? 0 : count->second.total;
}

void ParkedEvents::noteStored(const QByteArray &source, const QByteArray &subject)
{
    Count &count = m_counts[source];
    ++count.total;
    ++count.bySubject[subject];
}

void ParkedEvents::noteRemoved(const QByteArray &source, const QByteArray &subject)
{
    Count &count = m_counts[source];
    --count.total;
    if (--count.bySubject[subject] <= 0)
        count.bySubject.erase(subject);
}

void ParkedEvents::store(const ParkedEvent &parked)
{
    const Event &event = *parked.event;
    m_store.run(QString::fromUtf8(event.source), qint64(event.sequence), QString::fromUtf8(event.id),
                QString::fromUtf8(event.type), QString::fromUtf8(event.subject),
                QString::fromUtf8(event.toCloudEvent()), parked.attempts, parked.firstAt, parked.nextAt, parked.reason,
                parked.history);
}

void ParkedEvents::remove(const Event &event)
{
    m_remove.run(QString::fromUtf8(event.source), qint64(event.sequence));
}

ParkedEvent ParkedEvents::read(const Rows &rows)
{
    ParkedEvent parked;
    auto document = JsonDocument::parse(rows.text(0).toUtf8());
    auto event = document ? Event::fromCloudEvent(document->root()) : std::unexpected(document.error().detail);
    if (!event)
        throw StorageFault(
            SQLITE_CORRUPT,
            u"inbox_parked: event %2 of %1 cannot be read: %3"_s.arg(rows.text(6), rows.text(7), event.error()));
    parked.event = std::make_shared<const Event>(std::move(*event));
    parked.attempts = static_cast<int>(rows.integer(1));
    parked.firstAt = rows.time(2);
    parked.nextAt = rows.optional<PlatformTime>(3);
    parked.reason = rows.text(4);
    parked.history = rows.text(5);
    return parked;
}

std::optional<ParkedEvent> ParkedEvents::firstOf(const QByteArray &source, const QByteArray &subject)
{
    Rows rows = m_first.query(QString::fromUtf8(source), QString::fromUtf8(subject));
    return rows.next() ? std::optional(read(rows)) : std::nullopt;
}

std::vector<ParkedEvent> ParkedEvents::allOf(const QByteArray &source)
{
    std::vector<ParkedEvent> parked;
    for (Rows rows = m_all.query(QString::fromUtf8(source)); rows.next();)
        parked.push_back(read(rows));
    return parked;
}

std::vector<ParkedEvent> ParkedEvents::firstOfEach()
{
    std::vector<ParkedEvent> parked;
    for (Rows rows = m_retry.query(); rows.next();)
        parked.push_back(read(rows));
    return parked;
}

} // namespace curbside
