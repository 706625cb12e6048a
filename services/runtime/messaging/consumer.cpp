// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/consumer.h"

#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostParkedOfOnePublisher = 1000;

} // namespace

Consumer::Consumer(Environment &environment, Process &process, Database &database, MessageRunner &runner)
    : m_environment(environment), m_process(process), m_database(database), m_runner(runner), m_parked(database),
      m_deadLetters(database),
      m_storePosition(
          database,
          u"INSERT INTO inbox (source, epoch, position, event_id) VALUES (?, ?, ?, ?) ON CONFLICT (source) "
          "DO UPDATE SET epoch = excluded.epoch, position = excluded.position, event_id = excluded.event_id"_s),
      m_startedAt(environment.scheduler.now())
{}

void Consumer::subscribe(const QByteArray &publisher)
{
    if (m_sources.try_emplace(publisher).second)
        m_environment.bus.subscribe(publisher, m_process);
}

void Consumer::on(const QByteArray &publisher, const QByteArray &type, Handler handler, std::source_location where)
{
    subscribe(publisher);
    m_sources[publisher].handlers[type] = {std::move(handler), where};
}

void Consumer::snapshotFrom(const QByteArray &publisher, SnapshotList list)
{
    subscribe(publisher);
    m_sources[publisher].lists.push_back(std::move(list));
}

void Consumer::load()
{
    Statement positions(m_database, u"SELECT source, epoch, position, event_id FROM inbox ORDER BY source"_s);
    for (Rows rows = positions.query(); rows.next();) {
        const auto found = m_sources.find(rows.text(0).toUtf8());
        if (found == m_sources.end())
            continue;
        found->second.epoch = rows.text(1).toUtf8();
        found->second.position = found->second.stored = rows.integer(2);
        found->second.eventId = rows.text(3).toUtf8();
    }
}

std::vector<QByteArray> Consumer::publishers() const
{
    std::vector<QByteArray> names;
    names.reserve(m_sources.size());
    for (const auto &[name, source] : m_sources)
        names.push_back(name);
    return names;
}

std::int64_t Consumer::storedPosition(const QByteArray &publisher) const
{
    const auto found = m_sources.find(publisher);
    return found == m_sources.end() ? 0 : found->second.stored;
}

std::optional<Consumer::Standing> Consumer::standingWith(const QByteArray &publisher) const
{
    const auto found = m_sources.find(publisher);
    if (found == m_sources.end())
        return std::nullopt;
    const Source &source = found->second;
    return Standing{source.epoch,        source.eventId,
                    source.position,     source.early.empty() ? 0 : source.early.begin()->first,
                    source.early.size(), source.fetchTicket != 0,
                    isFull(publisher)};
}

std::vector<std::pair<QByteArray, std::source_location>> Consumer::handlersOf(const QByteArray &publisher) const
{
    std::vector<std::pair<QByteArray, std::source_location>> handlers;
    if (const auto found = m_sources.find(publisher); found != m_sources.end()) {
        for (const auto &[type, subscription] : found->second.handlers)
            handlers.emplace_back(type, subscription.where);
    }
    return handlers;
}

bool Consumer::isFull(const QByteArray &publisher) const
{
    return m_parked.countOf(publisher) >= mostParkedOfOnePublisher || m_runner.isOverloaded();
}

void Consumer::deliver(const EventPtr &event)
{
    const auto found = m_sources.find(event->source);
    if (found == m_sources.end() || !m_process.hasStarted())
        return;
    Source &source = found->second;
    if (event->sequence == source.position && !source.eventId.isEmpty() && event->id != source.eventId) {
        startSnapshot(event->source, "its outbox was rolled back: another event stands where this service got to",
                      true);
        return;
    }
    if (event->sequence <= source.position && !m_environment.bugs.skipInbox) {
        record(JournalKind::Duplicate, event, {});
        return;
    }
    if (event->sequence > source.position + 1) {
        constexpr std::size_t mostEarly = 1000;
        if (source.early.size() < mostEarly)
            source.early.emplace(event->sequence, event);
        onGap(event->source, source);
        return;
    }
    take(source, event);
    while (!source.early.empty() && source.early.begin()->first <= source.position + 1) {
        const EventPtr next = source.early.begin()->second;
        source.early.erase(source.early.begin());
        if (next->sequence == source.position + 1)
            take(source, next);
    }
}

void Consumer::take(Source &source, const EventPtr &event)
{
    if (isFull(event->source))
        return; // fetched again when there is room
    const auto subscription = source.handlers.find(event->type);
    if (subscription == source.handlers.end()) {
        passOver(source, event);
        return;
    }
    source.position = std::max(source.position, event->sequence);
    source.eventId = event->id;
    if (m_parked.isParked(event->source, event->subject)) {
        parkUntried(source, event, std::nullopt);
        return;
    }
    if (isBreakerOpen(*event)) {
        parkUntried(source, event, m_breakers[event->type].openUntil);
        return;
    }
    Message message{JournalKind::Handled, event->id, event->type, event->trace.child(m_process.name(), event->id),
                    event};
    m_runner.run(
        std::move(message),
        [this, &source, event]() -> Handled {
            if (m_parked.isParked(event->source, event->subject)) // since then, while this waited for the disk
                return storeUntried(source, event, std::nullopt);
            return handle(source, *event);
        },
        [this, &source, event](const Handled &handled) {
            if (!handled) {
                fail(source, event, handled.error());
                return;
            }
            if (m_parked.isParked(event->source, event->subject)) {
                noteUntried(source, event, std::nullopt);
                return;
            }
            if (event->sequence > source.stored) {
                source.stored = event->sequence;
                source.unsaved = event;
            }
            noteSuccess(*event);
            record(JournalKind::Handled, event, {}, &source);
        });
}

void Consumer::passOver(Source &source, const EventPtr &event)
{
    source.position = std::max(source.position, event->sequence);
    source.eventId = event->id;
    record(JournalKind::PassedOver, event, {});
}

Handled Consumer::handle(Source &source, const Event &event)
{
    const auto document = JsonDocument::parse(event.data);
    if (!document)
        return std::unexpected(Problem::badRequest(document.error().detail));
    const auto subscription = source.handlers.find(event.type);
    if (subscription == source.handlers.end())
        return {};
    return subscription->second.handle(IncomingEvent{event, document->root()});
}

void Consumer::storePosition(const QByteArray &publisher, const QByteArray &epoch, std::int64_t position,
                             const QByteArray &eventId)
{
    m_storePosition.run(Utf8{publisher}, Utf8{epoch}, position, utf8OrNull(eventId));
}

void Consumer::storePositions()
{
    for (auto &[publisher, source] : m_sources) {
        const EventPtr last = std::exchange(source.unsaved, nullptr);
        if (last && last->sequence == source.stored) // else a later one has been noted since
            storePosition(publisher, source.epoch, last->sequence, last->id);
    }
}

/// Behind an earlier one of its subject, or until `nextAt`.
void Consumer::parkUntried(Source &source, const EventPtr &event, std::optional<PlatformTime> nextAt)
{
    Message message{JournalKind::Parked, event->id, event->type, event->trace, nullptr};
    m_runner.run(
        std::move(message), [this, &source, event, nextAt] { return storeUntried(source, event, nextAt); },
        [this, &source, event, nextAt](const Handled &handled) {
            if (handled) {
                noteUntried(source, event, nextAt);
                return;
            }
            m_parked.noteStored(event->source, event->subject); // those behind it wait all the same
            const PlatformTime again = m_environment.scheduler.now() + backoff(1, event->id);
            at(again, Scheduler::Kind::Ordinary, [event, again](Consumer &consumer) {
                consumer.m_parked.noteRemoved(event->source, event->subject);
                consumer.parkUntried(consumer.m_sources[event->source], event, again);
            });
        });
}

Handled Consumer::storeUntried(const Source &source, const EventPtr &event, std::optional<PlatformTime> nextAt)
{
    m_parked.store({event, 0, m_environment.scheduler.now(), nextAt, {}, {}});
    storePosition(event->source, source.epoch, event->sequence, event->id);
    return {};
}

void Consumer::noteUntried(Source &source, const EventPtr &event, std::optional<PlatformTime> nextAt)
{
    source.stored = std::max(source.stored, event->sequence);
    m_parked.noteStored(event->source, event->subject);
    record(JournalKind::Parked, event,
           nextAt ? QByteArrayLiteral("waits until its handler works again")
                  : QByteArrayLiteral("waits behind an earlier one of its subject"));
    if (nextAt)
        scheduleRetry(event, *nextAt);
}

void Consumer::record(JournalKind kind, const EventPtr &event, const QByteArray &detail, const Source *source)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = kind;
    entry.service = m_process.name();
    entry.peer = event->source;
    entry.type = event->type;
    entry.subject = event->subject;
    entry.messageId = event->id;
    entry.causationId = event->causationId;
    entry.sequence = event->sequence;
    entry.detail = detail;
    entry.trace = event->trace;
    entry.event = event;
    if (kind == JournalKind::Handled) {
        entry.rowChanges = m_runner.lastRowChanges();
        entry.wallNanoseconds = m_runner.wallNanoseconds();
    }
    if (source) {
        if (const auto subscription = source->handlers.find(event->type); subscription != source->handlers.end())
            entry.handler = subscription->second.where;
    }
    m_environment.journal.add(entry);
}

} // namespace curbside
