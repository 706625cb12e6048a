// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/durable_calls.h"

#include "services/runtime/http/call_transport.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/time/random_stream.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration answerDeadline = 2s;
constexpr Duration firstBackoff = 200ms;
constexpr Duration longestBackoff = 30s;
constexpr int breakerThreshold = 8;
constexpr Duration breakerWait = 10s;

QByteArray attemptId(const CallIntent &intent)
{
    return intent.attempts == 1 ? intent.id : intent.id + '.' + QByteArray::number(intent.attempts);
}

} // namespace

DurableCalls::DurableCalls(Environment &environment, Process &process, Database &database, MessageRunner &runner)
    : m_environment(environment), m_process(process), m_runner(runner), m_database(database),
      m_insert(database,
               u"INSERT INTO call_intent (id, kind, subject, service, method, path, body, traceparent, causation_id, "
               u"attempts, made_at, next_at, give_up_at) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)"_s),
      m_update(database, u"UPDATE call_intent SET attempts = ?, next_at = ? WHERE id = ?"_s),
      m_remove(database, u"DELETE FROM call_intent WHERE id = ?"_s)
{}

void DurableCalls::onAnswer(const QByteArray &kind, OnAnswer handler, std::source_location where)
{
    m_handlers[kind] = {std::move(handler), where};
}

QByteArray DurableCalls::callLater(CallIntent intent, Uuid id)
{
    const PlatformTime now = m_environment.scheduler.now();
    intent.id = id.toUtf8();
    Open call{std::move(intent), m_runner.current().trace, m_runner.current().id};
    const CallIntent &made = call.intent;
    m_insert.run(QString::fromLatin1(made.id), QString::fromUtf8(made.kind), made.subject,
                 QString::fromUtf8(made.service), toText(made.method), made.path, QString::fromUtf8(made.body),
                 QString::fromLatin1(call.trace.traceparent()), QString::fromUtf8(call.causationId), now, now,
                 made.giveUpAt);
    const QByteArray key = made.id;
    m_runner.afterRelease([this, call = std::move(call)] {
        m_open.insert_or_assign(call.intent.id, call);
        attempt(call.intent.id);
    });
    return key;
}

void DurableCalls::start()
{
    Statement all(m_database,
                  u"SELECT id, kind, subject, service, method, path, body, traceparent, causation_id, attempts, "
                  u"next_at, give_up_at "
                  "FROM call_intent ORDER BY id"_s);
    for (Rows rows = all.query(); rows.next();) {
        CallIntent intent;
        intent.id = rows.text(0).toUtf8();
        intent.kind = rows.text(1).toUtf8();
        intent.subject = rows.text(2);
        intent.service = rows.text(3).toUtf8();
        intent.method = rows.get<Method>(4);
        intent.path = rows.text(5);
        intent.body = rows.text(6).toUtf8();
        intent.attempts = static_cast<int>(rows.integer(9));
        intent.giveUpAt = rows.optional<PlatformTime>(11);
        const QByteArray id = intent.id;
        if (m_open
                .try_emplace(id,
                             Open{std::move(intent), TraceContext::fromTraceparent(rows.text(7).toUtf8()),
                                  rows.text(8).toUtf8()})
                .second)
            workLater(id, rows.time(10), &DurableCalls::attempt);
    }
}

void DurableCalls::workLater(const QByteArray &id, PlatformTime time, Work work)
{
    m_environment.commits.leave(
        m_database, [&process = m_process, incarnation = m_process.incarnation(), id, time, work] {
            process.run(incarnation, [&](Service &service) { service.calls().setTimer(id, time, work); });
        });
}

void DurableCalls::setTimer(const QByteArray &id, PlatformTime time, Work work)
{
    Process &process = m_process;
    Scheduler::WorkId &timer = m_timers[id];
    m_environment.scheduler.cancel(timer);
    timer = m_environment.scheduler.schedule(
        time, process.component(), process.component(), [&process, incarnation = process.incarnation(), id, work] {
            process.run(incarnation, [&](Service &service) { (service.calls().*work)(id); });
        });
}

void DurableCalls::clearTimer(const QByteArray &id)
{
    if (const auto timer = m_timers.find(id); timer != m_timers.end()) {
        m_environment.scheduler.cancel(timer->second);
        m_timers.erase(timer);
    }
}

void DurableCalls::close(const QByteArray &id)
{
    m_open.erase(id);
    m_environment.commits.leave(m_database, [&process = m_process, incarnation = m_process.incarnation(), id] {
        process.run(incarnation, [&](Service &service) { service.calls().clearTimer(id); });
    });
}

void DurableCalls::attempt(const QByteArray &id)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    Open &open = found->second;
    const PlatformTime now = m_environment.scheduler.now();
    if (open.intent.giveUpAt && now >= *open.intent.giveUpAt) {
        settle(id, Problem{504, u"no answer in the time there was"_s, {}});
        return;
    }
    if (const PlatformTime openUntil = m_breakers[open.intent.service].openUntil; now < openUntil) {
        workLater(id, std::min(openUntil, open.intent.giveUpAt.value_or(openUntil)), &DurableCalls::attempt);
        return;
    }
    ++m_made;
    ++open.intent.attempts;
    record(JournalKind::Called, open, 0);
    workLater(id, now + answerDeadline, &DurableCalls::timedOut);
    send(open, now);
}

void DurableCalls::send(const Open &open, PlatformTime at)
{
    OutgoingCall call;
    call.id = attemptId(open.intent);
    call.target = open.intent.service;
    call.request.method = open.intent.method;
    call.request.path = open.intent.path;
    if (const qsizetype query = open.intent.path.indexOf(u'?'); query >= 0) {
        call.request.path.truncate(query);
        for (auto &[name, value] : QUrlQuery(open.intent.path.sliced(query + 1)).queryItems(QUrl::FullyDecoded))
            call.request.query.emplace_back(std::move(name), std::move(value));
    }
    call.request.body = open.intent.body;
    call.request.contentType = QByteArrayLiteral("application/json");
    call.request.idempotencyKey = open.intent.id;
    call.request.traceparent = open.trace.traceparent();
    call.at = at;
    call.isRepeated = open.intent.attempts > 1;
    call.onAnswer = [id = open.intent.id](Service &service, const Response &response) {
        service.calls().answered(id, response);
    };
    m_environment.commits.leave(m_database,
                                [&calls = m_environment.calls, &process = m_process, call = std::move(call)]() mutable {
                                    calls.send(process, std::move(call));
                                });
}

void DurableCalls::timedOut(const QByteArray &id)
{
    answered(id, Problem{504, u"no answer in time"_s, {}});
}

void DurableCalls::answered(const QByteArray &id, const Response &response)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    Open &open = found->second;
    if (!isTryAgain(response.status)) {
        m_breakers[open.intent.service].failures = 0;
        settle(id, response);
        return;
    }
    ++m_failed;
    open.lastStatus = response.status;
    record(JournalKind::Answered, open, response.status);
    noteFailure(open.intent.service);
    const PlatformTime next = m_environment.scheduler.now() + backoff(open.intent);
    retryAt(open, std::min(next, open.intent.giveUpAt.value_or(next)));
}

std::optional<DurableCalls::Progress> DurableCalls::progressOf(const QByteArray &id) const
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return std::nullopt;
    return Progress{found->second.intent.attempts, found->second.lastStatus};
}

void DurableCalls::noteFailure(const QByteArray &service)
{
    Breaker &breaker = m_breakers[service];
    if (++breaker.failures < breakerThreshold)
        return;
    breaker.failures = breakerThreshold - 1; // the next failure after the wait trips it again
    breaker.openUntil = m_environment.scheduler.now() + breakerWait;
}

Duration DurableCalls::backoff(const CallIntent &intent) const
{
    const Duration most = std::min<Duration>(firstBackoff * (1LL << std::min(intent.attempts, 10)), longestBackoff);
    const std::uint64_t draw =
        hashDraw(m_environment.seed + static_cast<std::uint64_t>(intent.attempts), m_process.name(), intent.id);
    return Duration(drawBetween(draw, (most / 2).count(), most.count()));
}

void DurableCalls::retryAt(const Open &call, PlatformTime next)
{
    ++m_retried;
    const QByteArray id = call.intent.id;
    workLater(id, next, &DurableCalls::attempt);
    Message message{JournalKind::Called, id, call.intent.kind, call.trace, nullptr};
    m_runner.run(std::move(message), [this, id, attempts = call.intent.attempts, next]() -> Handled {
        m_update.run(attempts, next, QString::fromLatin1(id));
        return {};
    });
}

void DurableCalls::settle(const QByteArray &id, const Response &response)
{
    const Open call = m_open.at(id);
    close(id);
    const QByteArray messageId = id + QByteArrayLiteral(".answer");
    Message message{JournalKind::Answered, messageId, call.intent.kind, call.trace.child(m_process.name(), messageId),
                    nullptr};
    m_runner.run(
        std::move(message),
        [this, call, response]() -> Handled {
            if (m_remove.run(QString::fromLatin1(call.intent.id)) == 0)
                return {}; // forgotten while this waited for the disk
            const auto handler = m_handlers.find(call.intent.kind);
            return handler == m_handlers.end() ? Handled{} : handler->second.take(call.intent, response);
        },
        [this, call, status = response.status](const Handled &handled) { settled(call, status, handled); });
}

void DurableCalls::settled(const Open &call, int status, const Handled &handled)
{
    if (handled) {
        record(JournalKind::Answered, call, status);
        return;
    }
    // The row is still there: the same call gets the same answer again.
    record(JournalKind::Answered, call, status, handled.error().detail.toUtf8());
    Open &again = m_open.insert_or_assign(call.intent.id, call).first->second;
    ++again.intent.attempts;
    retryAt(again, m_environment.scheduler.now() + backoff(again.intent));
}

void DurableCalls::record(JournalKind kind, const Open &call, int status, const QByteArray &detail)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = kind;
    entry.service = m_process.name();
    entry.peer = call.intent.service;
    entry.type = toText(call.intent.method).toUtf8() + ' ' + call.intent.path.toUtf8();
    entry.subject = call.intent.subject.toUtf8();
    entry.messageId = kind == JournalKind::Called ? attemptId(call.intent) : call.intent.id;
    entry.causationId = call.causationId;
    entry.status = status;
    entry.detail = detail;
    entry.trace = call.trace;
    if (kind == JournalKind::Answered && !isTryAgain(status) && detail.isEmpty())
        entry.rowChanges = m_runner.lastRowChanges();
    if (const auto handler = m_handlers.find(call.intent.kind); handler != m_handlers.end())
        entry.handler = handler->second.where;
    m_environment.journal.add(entry);
}

} // namespace curbside
