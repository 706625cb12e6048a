// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/messaging/consumer.h"

#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/time/random_stream.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int mostAttempts = 10;
constexpr Duration longestWait = 10min; ///< from the first failure to giving up
constexpr Duration firstBackoff = 500ms;
constexpr Duration longestBackoff = 60s;
constexpr int breakerThreshold = 8;
constexpr Duration firstBreakerWait = 5s;
constexpr int mostParkedOfOnePublisher = 1000;

bool isUnreadable(const Problem &problem)
{
    return problem.status == 400 || problem.status == 422;
}

QString reasonOf(const Problem &problem)
{
    QString reason = problem.detail;
    for (const FieldError &error : problem.errors)
        reason += u" %1 %2"_s.arg(error.pointer, error.detail);
    return reason.isEmpty() ? u"status %1"_s.arg(problem.status) : reason.trimmed();
}

void addAttempt(ParkedEvent &parked, const Problem &problem, PlatformTime now)
{
    ++parked.attempts;
    parked.reason = reasonOf(problem);
    parked.history += (parked.history.isEmpty() ? QString() : u"\n"_s) + QString::fromLatin1(toRfc3339(now)) + u' ' + parked.reason;
}

} // namespace

Consumer::Consumer(Environment &environment, Process &process, Database &database, MessageRunner &runner)
    : m_environment(environment), m_process(process), m_database(database), m_runner(runner), m_parked(database),
      m_deadLetters(database),
      m_storePosition(database.handle(), "INSERT INTO inbox (source, epoch, position, event_id) VALUES (?, ?, ?, ?) ON CONFLICT (source) "
                                         "DO UPDATE SET epoch = excluded.epoch, position = excluded.position, event_id = excluded.event_id")
{
}

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
    for (const auto &[name, source] : m_sources)
        names.push_back(name);
    return names;
}

std::int64_t Consumer::storedPosition(const QByteArray &publisher) const
{
    const auto found = m_sources.find(publisher);
    return found == m_sources.end() ? 0 : found->second.stored;
}

bool Consumer::hasParked() const
{
    return std::any_of(m_sources.begin(), m_sources.end(), [this](const auto &entry) { return m_parked.countOf(entry.first) > 0; });
}

void Consumer::deliver(const EventPtr &event)
{
    const auto found = m_sources.find(event->source);
    if (found == m_sources.end() || isBreakerOpen())
        return;
    Source &source = found->second;
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
    while (!source.early.empty() && source.early.begin()->first <= source.position + 1 && !isBreakerOpen()) {
        const EventPtr next = source.early.begin()->second;
        source.early.erase(source.early.begin());
        if (next->sequence == source.position + 1)
            take(source, next);
    }
}

void Consumer::take(Source &source, const EventPtr &event)
{
    if (m_parked.countOf(event->source) >= mostParkedOfOnePublisher)
        return; // fetched again when there is room
    const auto subscription = source.handlers.find(event->type);
    if (subscription == source.handlers.end()) {
        passOver(source, event);
        return;
    }
    source.position = std::max(source.position, event->sequence);
    source.eventId = event->id;
    if (m_parked.isParked(event->source, event->subject)) {
        parkBehind(source, event);
        return;
    }
    Message message{JournalKind::Handled, event->id, event->type, event->trace.child(m_process.name(), event->id), event};
    m_runner.run(
        std::move(message),
        [this, &source, event]() -> Handled {
            if (Handled handled = handle(source, *event); !handled)
                return handled;
            storePosition(event->source, source, event->sequence, event->id);
            return {};
        },
        [this, &source, event](const Handled &handled) {
            if (!handled) {
                fail(source, event, handled.error());
                return;
            }
            source.stored = std::max(source.stored, event->sequence);
            noteSuccess();
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

void Consumer::storePosition(const QByteArray &publisher, Source &source, std::int64_t position, const QByteArray &eventId)
{
    m_storePosition.bind(1, QByteArrayView(publisher))
        .bind(2, QByteArrayView(source.epoch))
        .bind(3, position)
        .bindOptional(4, eventId)
        .run();
}

void Consumer::parkBehind(Source &source, const EventPtr &event)
{
    Message message{JournalKind::Parked, event->id, event->type, event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, &source, event]() -> Handled {
            m_parked.store({event, 0, m_environment.scheduler.now(), std::nullopt, {}, {}});
            storePosition(event->source, source, event->sequence, event->id);
            return {};
        },
        [this, &source, event](const Handled &) {
            source.stored = std::max(source.stored, event->sequence);
            m_parked.noteStored(event->source, event->subject);
            record(JournalKind::Parked, event, QByteArrayLiteral("waits behind an earlier one of its subject"));
        });
}

void Consumer::fail(Source &source, const EventPtr &event, const Problem &problem)
{
    const PlatformTime now = m_environment.scheduler.now();
    ParkedEvent parked{event, 0, now, std::nullopt, {}, {}};
    addAttempt(parked, problem, now);
    const bool isDead = isUnreadable(problem);
    if (!isDead) {
        parked.nextAt = now + backoff(parked.attempts, event->id);
        noteFailure();
    }
    Message message{JournalKind::Parked, event->id, event->type, event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, &source, parked, isDead]() -> Handled {
            if (isDead)
                m_deadLetters.store(parked, m_environment.scheduler.now());
            else
                m_parked.store(parked);
            storePosition(parked.event->source, source, parked.event->sequence, parked.event->id);
            if (parked.nextAt)
                m_runner.afterCommit([this, parked] { scheduleRetry(parked.event, *parked.nextAt); });
            return {};
        },
        [this, &source, parked, isDead](const Handled &) {
            source.stored = std::max(source.stored, parked.event->sequence);
            if (!isDead)
                m_parked.noteStored(parked.event->source, parked.event->subject);
            record(isDead ? JournalKind::DeadLettered : JournalKind::Parked, parked.event, parked.reason.toUtf8(), &source);
        });
}

void Consumer::scheduleRetry(const EventPtr &event, PlatformTime time)
{
    at(time, Scheduler::Kind::Ordinary,
       [publisher = event->source, subject = event->subject](Consumer &consumer) { consumer.retry(publisher, subject); });
}

void Consumer::retry(const QByteArray &publisher, const QByteArray &subject)
{
    const auto parked = m_parked.firstOf(publisher, subject);
    if (!parked)
        return;
    if (isBreakerOpen()) {
        scheduleRetry(parked->event, m_breakerOpenUntil);
        return;
    }
    const EventPtr event = parked->event;
    Message message{JournalKind::Handled, event->id, event->type, event->trace.child(m_process.name(), event->id), event};
    m_runner.run(
        std::move(message),
        [this, event]() -> Handled {
            if (Handled handled = handle(m_sources[event->source], *event); !handled)
                return handled;
            m_parked.remove(*event);
            return {};
        },
        [this, parked](const Handled &handled) {
            if (!handled) {
                retryFailed(*parked, handled.error());
                return;
            }
            noteSuccess();
            m_parked.noteRemoved(parked->event->source, parked->event->subject);
            record(JournalKind::Handled, parked->event, QByteArrayLiteral("retried"), &m_sources[parked->event->source]);
            continueWith(parked->event->source, parked->event->subject);
        });
}

void Consumer::retryFailed(ParkedEvent parked, const Problem &problem)
{
    const PlatformTime now = m_environment.scheduler.now();
    addAttempt(parked, problem, now);
    noteFailure();
    if (isUnreadable(problem) || parked.attempts >= mostAttempts || now - parked.firstAt >= longestWait) {
        giveUp(std::move(parked));
        return;
    }
    parked.nextAt = now + backoff(parked.attempts, parked.event->id);
    Message message{JournalKind::Parked, parked.event->id, parked.event->type, parked.event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, parked]() -> Handled {
            m_parked.store(parked);
            m_runner.afterCommit([this, parked] { scheduleRetry(parked.event, *parked.nextAt); });
            return {};
        },
        [this, parked](const Handled &) { record(JournalKind::Parked, parked.event, parked.reason.toUtf8()); });
}

void Consumer::giveUp(ParkedEvent parked)
{
    Message message{JournalKind::DeadLettered, parked.event->id, parked.event->type, parked.event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, parked]() -> Handled {
            m_deadLetters.store(parked, m_environment.scheduler.now());
            m_parked.remove(*parked.event);
            return {};
        },
        [this, parked](const Handled &) {
            m_parked.noteRemoved(parked.event->source, parked.event->subject);
            record(JournalKind::DeadLettered, parked.event, parked.reason.toUtf8());
            continueWith(parked.event->source, parked.event->subject);
        });
}

void Consumer::continueWith(const QByteArray &publisher, const QByteArray &subject)
{
    if (m_parked.isParked(publisher, subject))
        retry(publisher, subject);
}

Handled Consumer::replayDeadLetter(const QString &eventId)
{
    const EventPtr event = m_deadLetters.find(eventId);
    if (!event)
        return std::unexpected(Problem::notFound(u"dead letter", eventId));
    const auto source = m_sources.find(event->source);
    if (source == m_sources.end())
        return std::unexpected(Problem::conflict(u"this service no longer subscribes to %1"_s.arg(QString::fromUtf8(event->source))));
    if (Handled handled = handle(source->second, *event); !handled)
        return std::unexpected(Problem::conflict(u"the handler refused it again: %1"_s.arg(reasonOf(handled.error()))));
    m_deadLetters.remove(eventId);
    return {};
}

void Consumer::noteFailure()
{
    if (++m_failuresInARow < breakerThreshold)
        return;
    m_failuresInARow = breakerThreshold - 1; // the next failure after the wait trips it again
    const Duration wait = std::min<Duration>(firstBreakerWait * (1 << std::min(m_breakerTrips++, 4)), longestBackoff);
    m_breakerOpenUntil = m_environment.scheduler.now() + wait;
    later(wait, Scheduler::Kind::Ordinary, [](Consumer &consumer) {
        for (const QByteArray &publisher : consumer.publishers())
            consumer.fetch(publisher);
    });
}

void Consumer::noteSuccess()
{
    m_failuresInARow = 0;
    m_breakerTrips = 0;
}

bool Consumer::isBreakerOpen() const
{
    return m_environment.scheduler.now() < m_breakerOpenUntil;
}

Duration Consumer::backoff(int attempts, const QByteArray &eventId) const
{
    const Duration most = std::min<Duration>(firstBackoff * (1LL << std::min(attempts, 10)), longestBackoff);
    const std::uint64_t draw = hashDraw(m_environment.seed + static_cast<std::uint64_t>(attempts), m_process.name(), eventId);
    return Duration(drawBetween(draw, (most / 2).count(), most.count()));
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
