// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/outbox.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/message_runner.h"
#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/messaging/log_page.h"
#include "services/runtime/process.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

Outbox::Outbox(Environment &environment, Process &process, Database &database, MessageRunner &runner)
    : m_environment(environment), m_process(process), m_database(database), m_runner(runner),
      m_insert(database,
               u"INSERT INTO outbox (sequence, event_id, type, subject, time, traceparent, causation_id, data) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s),
      m_select(database,
               u"SELECT sequence, event_id, type, subject, time, traceparent, causation_id, data FROM outbox "
               "WHERE sequence > ? ORDER BY sequence LIMIT ?"_s),
      m_report(
          database,
          u"UPDATE outbox_consumer SET position = ?, reported_at = ?, expired_at = NULL WHERE name = ? AND position < ?"_s),
      m_selectFirst(database, u"SELECT min(sequence) FROM outbox"_s),
      m_selectOther(database, u"SELECT 1 FROM outbox WHERE sequence = ? AND event_id <> ?"_s),
      m_selectExpired(database,
                      u"SELECT 1 FROM outbox_consumer WHERE name = ? AND expired_at IS NOT NULL AND position >= ?"_s)
{
    Statement epoch(database, u"SELECT value FROM meta WHERE key = 'epoch'"_s);
    if (Rows rows = epoch.query(); rows.next())
        m_epoch = rows.text(0).toUtf8();
    Statement last(database, u"SELECT coalesce(max(sequence), 0) FROM outbox"_s); // its last row is never removed
    if (Rows rows = last.query(); rows.next())
        m_last = rows.integer(0);
}

void Outbox::setEpoch(const QByteArray &epoch)
{
    Statement(
        m_database,
        u"INSERT INTO meta (key, value) VALUES ('epoch', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s)
        .run(QString::fromLatin1(epoch));
    m_epoch = epoch;
}

void Outbox::publish(EventDraft draft, Uuid id)
{
    auto event = std::make_shared<Event>();
    const PlatformTime now = m_environment.scheduler.now();
    event->id = id.toUtf8();
    event->source = m_process.name();
    event->type = std::move(draft.type);
    event->subject = std::move(draft.subject);
    event->time = now;
    event->causationId = m_runner.current().id;
    event->trace = m_runner.current().trace;
    event->sequence = ++m_last;
    event->data = std::move(draft.data);
    m_runner.onRollback([this] { --m_last; });
    const QByteArray traceparent = event->trace.traceparent();
    m_insert.run(event->sequence, Utf8{event->id}, Utf8{event->type}, Utf8{event->subject}, now, Utf8{traceparent},
                 utf8OrNull(event->causationId), Utf8{event->data});
    m_runner.notePublished(event);
    m_runner.afterCommit([&bus = m_environment.bus, event, component = m_process.component(), now] {
        bus.publish(event, component, now);
    });
}

std::int64_t Outbox::first()
{
    Rows rows = m_selectFirst.query();
    return rows.next() && !rows.isNull(0) ? rows.integer(0) : m_last + 1;
}

Response Outbox::read(const Request &request)
{
    const std::int64_t first = this->first();
    const auto page = LogPage::from(request, m_epoch, first, m_last);
    if (!page)
        return page.error();
    if (const auto eventId = request.queryValue(u"eventId"); eventId && isAnotherEvent(page->after, eventId->toUtf8()))
        return Problem::conflict(
            u"another event stands at %1: the log was rolled back; read the lists and go on from the last entry, %2"_s
                .arg(page->after)
                .arg(m_last));
    if (const auto consumer = request.queryValue(u"consumer"); consumer && isExpired(consumer->toUtf8(), page->after))
        return Problem{
            410,
            u"%1 lagged too far behind and has expired: read the lists and go on from the last event"_s.arg(*consumer),
            {}};
    return page->write(m_epoch, first, m_last, [&](JsonWriter &json) {
        for (Rows rows = m_select.query(page->after, page->limit); rows.next();)
            eventIn(rows).writeTo(json);
    });
}

/// Of a row of m_select.
Event Outbox::eventIn(const Rows &rows) const
{
    Event event;
    event.sequence = rows.integer(0);
    event.id = rows.bytes(1);
    event.source = m_process.name();
    event.type = rows.bytes(2);
    event.subject = rows.bytes(3);
    event.time = rows.time(4);
    event.trace = TraceContext::fromTraceparent(rows.view(5));
    event.causationId = rows.bytes(6);
    event.data = rows.bytes(7);
    return event;
}

/// The first sequence whose event is not older: sequences rise with time, and have no gaps.
std::int64_t Outbox::firstSince(PlatformTime time)
{
    std::int64_t low = first();
    std::int64_t high = m_last + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        Rows rows = m_select.query(middle - 1, 1);
        if (rows.next() && rows.time(4) < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<Event> Outbox::find(const Uuid &eventId)
{
    constexpr auto earliness = 1s; // an id may be of a later millisecond than its event, when many are made in one
    std::int64_t millisecond = 0;
    for (std::size_t i = 0; i < 6; ++i) // RFC 9562, 5.7
        millisecond = millisecond << 8 | eventId.bytes()[i];
    const PlatformTime time(std::chrono::milliseconds{millisecond});
    const QByteArray wanted = eventId.toUtf8();
    for (Rows rows = m_select.query(firstSince(time - earliness) - 1, -1); rows.next();) {
        if (rows.view(1) == wanted)
            return eventIn(rows);
        if (rows.time(4) > time + 1ms)
            break;
    }
    return std::nullopt;
}

bool Outbox::isAnotherEvent(std::int64_t sequence, const QByteArray &eventId)
{
    return m_selectOther.query(sequence, Utf8{eventId}).next();
}

void Outbox::reportPosition(const QByteArray &consumer, std::int64_t position)
{
    m_report.run(qint64(position), m_environment.scheduler.now(), QString::fromUtf8(consumer), qint64(position));
}

/// A consumer that asks for what follows a later position than it had when it expired has taken a snapshot since.
bool Outbox::isExpired(const QByteArray &consumer, std::int64_t after)
{
    return m_selectExpired.query(Utf8{consumer}, after).next();
}

void Outbox::declareConsumers(const std::vector<QByteArray> &names)
{
    Statement insert(
        m_database,
        u"INSERT INTO outbox_consumer (name, position, reported_at) VALUES (?, 0, ?) ON CONFLICT (name) DO NOTHING"_s);
    for (const QByteArray &name : names)
        insert.run(QString::fromUtf8(name), m_environment.scheduler.now());
}

std::int64_t Outbox::expiredConsumers()
{
    Statement statement(m_database, u"SELECT count(*) FROM outbox_consumer WHERE expired_at IS NOT NULL"_s);
    Rows rows = statement.query();
    return rows.next() ? rows.integer(0) : 0;
}

bool Outbox::isPassedByAll()
{
    Statement behind(m_database, u"SELECT 1 FROM outbox_consumer WHERE position < ? AND expired_at IS NULL LIMIT 1"_s);
    return !behind.query(qint64(m_last)).next();
}

void Outbox::noteExpired(const QString &consumer)
{
    JournalRecord record;
    record.at = m_environment.scheduler.now();
    record.kind = JournalKind::Note;
    record.service = m_process.name();
    record.peer = consumer.toUtf8();
    record.messageId = m_runner.current().id;
    record.detail = u"%1 lagged too far behind and has expired: it has to read the lists"_s.arg(consumer).toUtf8();
    m_runner.note(std::move(record));
}

void Outbox::retain(const Budget &budget)
{
    const PlatformTime now = m_environment.scheduler.now();
    Statement expire(
        m_database,
        u"UPDATE outbox_consumer SET expired_at = ? WHERE expired_at IS NULL AND (? - position > ? OR "
        "(SELECT time FROM outbox WHERE sequence > outbox_consumer.position ORDER BY sequence LIMIT 1) < ?) "
        "RETURNING name"_s);
    for (Rows rows = expire.query(now, qint64(m_last), qint64(budget.mostRows), now - budget.waitFor); rows.next();)
        noteExpired(rows.text(0));
    if (!isOver(budget))
        return;
    // The last row stays: the sequence goes on from it.
    Statement(m_database,
              u"DELETE FROM outbox WHERE sequence < ? AND sequence <= (SELECT coalesce(min(position), ?) FROM "
              u"outbox_consumer WHERE "
              "expired_at IS NULL) AND (time < ? OR sequence <= ?)"_s)
        .run(m_last, m_last, now - budget.keepFor, m_last - budget.mostRows);
}

/// Whether the oldest row is too old or one too many; without reading the others.
bool Outbox::isOver(const Budget &budget)
{
    Statement oldest(m_database, u"SELECT sequence, time FROM outbox ORDER BY sequence LIMIT 1"_s);
    Rows rows = oldest.query();
    return rows.next()
        && (rows.integer(0) <= m_last - budget.mostRows
            || rows.time(1) < m_environment.scheduler.now() - budget.keepFor);
}

} // namespace curbside
