// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the inbox that deals with handlers that fail: parking, retries, dead letters, the circuit breaker.
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
constexpr std::size_t breakerThreshold = 8; ///< subjects
constexpr Duration firstBreakerWait = 5s;
constexpr Duration longestOutage = 6h; ///< after that it is for a person to look at, and holds up no more

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
    parked.history +=
        (parked.history.isEmpty() ? QString() : u"\n"_s) + QString::fromLatin1(toRfc3339(now)) + u' ' + parked.reason;
}

} // namespace

void Consumer::fail(Source &source, const EventPtr &event, const Problem &problem)
{
    const PlatformTime now = m_environment.scheduler.now();
    ParkedEvent parked{event, 0, now, std::nullopt, {}, {}};
    addAttempt(parked, problem, now);
    const bool isDead = isUnreadable(problem);
    if (!isDead) {
        noteFailure(*event);
        parked.nextAt = std::max(now + backoff(parked.attempts, event->id), m_breakers[event->type].openUntil);
    }
    Message message{JournalKind::Parked, event->id, event->type, event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, &source, parked, isDead]() -> Handled {
            if (isDead)
                m_deadLetters.store(parked, m_environment.scheduler.now());
            else
                m_parked.store(parked);
            storePosition(parked.event->source, source.epoch, parked.event->sequence, parked.event->id);
            return {};
        },
        [this, &source, parked, problem, isDead](const Handled &handled) {
            if (!handled) {
                m_parked.noteStored(parked.event->source, parked.event->subject); // those behind it wait all the same
                at(m_environment.scheduler.now() + backoff(1, parked.event->id), Scheduler::Kind::Ordinary,
                   [event = parked.event, problem](Consumer &consumer) {
                       consumer.m_parked.noteRemoved(event->source, event->subject);
                       consumer.fail(consumer.m_sources[event->source], event, problem);
                   });
                return;
            }
            source.stored = std::max(source.stored, parked.event->sequence);
            record(isDead ? JournalKind::DeadLettered : JournalKind::Parked, parked.event, parked.reason.toUtf8(),
                   &source);
            if (isDead) {
                continueWith(parked.event); // with what came while the letter could not be stored
                return;
            }
            m_parked.noteStored(parked.event->source, parked.event->subject);
            scheduleRetry(parked.event, *parked.nextAt);
        });
}

void Consumer::scheduleRetry(const EventPtr &event, PlatformTime time)
{
    at(time, Scheduler::Kind::Ordinary, [publisher = event->source, subject = event->subject](Consumer &consumer) {
        auto parked = consumer.dueFirst(publisher, subject);
        if (parked && consumer.isHeldBack(*parked))
            consumer.m_environment.scheduler.putOff();
        else
            consumer.retry(std::move(parked));
    });
}

std::optional<ParkedEvent> Consumer::dueFirst(const QByteArray &publisher, const QByteArray &subject)
{
    auto parked = m_parked.firstOf(publisher, subject);
    if (parked && parked->nextAt && *parked->nextAt > m_environment.scheduler.now())
        parked.reset();
    return parked;
}

bool Consumer::isHeldBack(const ParkedEvent &parked)
{
    return !isBreakerOpen(*parked.event) && m_environment.bus.holdsBack(parked.event, m_process.name());
}

/// One after the other as long as it goes well; a loop, so that a long queue is no deep recursion.
void Consumer::retry(std::optional<ParkedEvent> parked)
{
    m_isRetrying = true;
    while (parked) {
        m_continues = false;
        retryOne(*parked);
        parked = m_continues ? dueFirst(parked->event->source, parked->event->subject) : std::nullopt;
    }
    m_isRetrying = false;
}

void Consumer::continueWith(const EventPtr &event)
{
    if (!m_parked.isParked(event->source, event->subject))
        return;
    if (m_isRetrying)
        m_continues = true;
    else
        retry(dueFirst(event->source, event->subject));
}

void Consumer::retryOne(const ParkedEvent &parked)
{
    if (isBreakerOpen(*parked.event)) {
        scheduleRetry(parked.event, m_breakers[parked.event->type].openUntil);
        return;
    }
    const EventPtr event = parked.event;
    Message message{JournalKind::Handled, event->id, event->type, event->trace.child(m_process.name(), event->id),
                    event};
    message.failures = parked.attempts;
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
                retryFailed(parked, handled.error());
                return;
            }
            noteSuccess(*parked.event);
            noteUnparked(*parked.event);
            record(JournalKind::Handled, parked.event, QByteArrayLiteral("retried"), &m_sources[parked.event->source]);
            continueWith(parked.event);
        });
}

void Consumer::retryFailed(ParkedEvent parked, const Problem &problem)
{
    const PlatformTime now = m_environment.scheduler.now();
    if (isUnreadable(problem)) {
        addAttempt(parked, problem, now);
        giveUp(parked);
        return;
    }
    const bool isOutage = noteFailure(*parked.event);
    const Breaker &breaker = m_breakers[parked.event->type];
    if (isOutage) { // that is not this event's fault, and does not count against it
        parked.reason = reasonOf(problem);
        parked.nextAt = breaker.openUntil;
        parkAgain(parked);
        return;
    }
    if (parked.attempts == 0)
        parked.firstAt = now; // so far it only waited, behind one that failed
    addAttempt(parked, problem, now);
    parked.nextAt = now + backoff(parked.attempts, parked.event->id);
    if (parked.attempts >= mostAttempts
        || now - std::max({parked.firstAt, breaker.wellSince, m_startedAt}) >= longestWait)
        giveUp(parked);
    else
        parkAgain(parked);
}

void Consumer::parkAgain(const ParkedEvent &parked)
{
    Message message{JournalKind::Parked, parked.event->id, parked.event->type, parked.event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, parked]() -> Handled {
            m_parked.store(parked);
            return {};
        },
        [this, parked](const Handled &) {
            record(JournalKind::Parked, parked.event, parked.reason.toUtf8());
            scheduleRetry(parked.event, *parked.nextAt);
        });
}

void Consumer::giveUp(const ParkedEvent &parked)
{
    Message message{JournalKind::DeadLettered, parked.event->id, parked.event->type, parked.event->trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, parked]() -> Handled {
            m_deadLetters.store(parked, m_environment.scheduler.now());
            m_parked.remove(*parked.event);
            return {};
        },
        [this, parked](const Handled &handled) {
            if (!handled) {
                scheduleRetry(parked.event, m_environment.scheduler.now() + backoff(parked.attempts, parked.event->id));
                return;
            }
            noteUnparked(*parked.event);
            record(JournalKind::DeadLettered, parked.event, parked.reason.toUtf8());
            continueWith(parked.event);
        });
}

void Consumer::noteUnparked(const Event &event)
{
    const bool wasFull = isFull(event.source);
    m_parked.noteRemoved(event.source, event.subject);
    if (wasFull && !isFull(event.source))
        later(leastLatency, Scheduler::Kind::Ordinary,
              [publisher = event.source](Consumer &consumer) { consumer.fetch(publisher); });
}

Handled Consumer::replayDeadLetter(const QString &eventId, const QByteArray &mendedData, const QString &reason)
{
    const EventPtr letter = m_deadLetters.find(eventId);
    if (!letter)
        return std::unexpected(Problem::notFound(u"dead letter", eventId));
    const auto source = m_sources.find(letter->source);
    if (source == m_sources.end())
        return std::unexpected(
            Problem::conflict(u"this service no longer subscribes to %1"_s.arg(QString::fromUtf8(letter->source))));
    Event event = *letter;
    if (!mendedData.isEmpty())
        event.data = mendedData;
    if (Handled handled = handle(source->second, event); !handled)
        return std::unexpected(Problem::conflict(u"the handler refused it again: %1"_s.arg(reasonOf(handled.error()))));
    m_deadLetters.settle(eventId, LetterOutcome::Replayed, m_runner.current().id, reason,
                         m_environment.scheduler.now());
    return {};
}

Handled Consumer::discardDeadLetter(const QString &eventId, const QString &reason)
{
    if (!m_deadLetters.settle(eventId, LetterOutcome::Discarded, m_runner.current().id, reason,
                              m_environment.scheduler.now()))
        return std::unexpected(Problem::notFound(u"dead letter", eventId));
    return {};
}

std::optional<PlatformTime> Consumer::waitsUntil(const QByteArray &type) const
{
    const auto found = m_breakers.find(type);
    if (found == m_breakers.end() || found->second.openUntil <= m_environment.scheduler.now())
        return std::nullopt;
    return found->second.openUntil;
}

/// True when events of this type fail for so many subjects, one after the other, that it is not the events' fault: then
/// those of this type wait, and the others go on.
bool Consumer::noteFailure(const Event &event)
{
    Breaker &breaker = m_breakers[event.type];
    breaker.failing.emplace(event.source, event.subject);
    if (breaker.failing.size() < breakerThreshold)
        return false;
    const PlatformTime now = m_environment.scheduler.now();
    if (breaker.trips == 0)
        breaker.since = now;
    if (now - breaker.since >= longestOutage)
        return false;
    if (!isBreakerOpen(event)) {
        const Duration wait = firstBreakerWait * (1 << std::min(breaker.trips++, 4));
        breaker.openUntil = now + std::min<Duration>(wait, longestBackoff);
    }
    return true;
}

void Consumer::noteSuccess(const Event &event)
{
    const auto found = m_breakers.find(event.type);
    if (found == m_breakers.end())
        return;
    Breaker &breaker = found->second;
    breaker.failing.clear();
    if (std::exchange(breaker.trips, 0) > 0)
        breaker.wellSince = m_environment.scheduler.now();
}

bool Consumer::isBreakerOpen(const Event &event) const
{
    const auto found = m_breakers.find(event.type);
    return found != m_breakers.end() && m_environment.scheduler.now() < found->second.openUntil;
}

Duration Consumer::backoff(int attempts, const QByteArray &eventId) const
{
    const Duration most = std::min<Duration>(firstBackoff * (1LL << std::min(attempts, 10)), longestBackoff);
    const std::uint64_t draw =
        hashDraw(m_environment.seed + static_cast<std::uint64_t>(attempts), m_process.name(), eventId);
    return Duration(drawBetween(draw, (most / 2).count(), most.count()));
}

} // namespace curbside
