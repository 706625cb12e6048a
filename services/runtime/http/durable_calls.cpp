// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/durable_calls.h"

#include "services/runtime/http/call_transport.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/time/random_stream.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration answerDeadline = 2s;
constexpr Duration firstBackoff = 200ms;
constexpr Duration longestBackoff = 30s;
constexpr int breakerThreshold = 8;
constexpr Duration breakerWait = 10s;

bool isTryAgain(int status)
{
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

} // namespace

DurableCalls::DurableCalls(Environment &environment, Process &process, Database &database, MessageRunner &runner)
    : m_environment(environment), m_process(process), m_runner(runner), m_database(database),
      m_insert(database, u"INSERT INTO call_intent (id, kind, subject, service, method, path, body, traceparent, causation_id, attempts, made_at, next_at, give_up_at) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)"_s),
      m_update(database, u"UPDATE call_intent SET attempts = ?, next_at = ? WHERE id = ?"_s),
      m_remove(database, u"DELETE FROM call_intent WHERE id = ?"_s),
      m_find(database, u"SELECT id FROM call_intent WHERE kind = ? AND subject = ? ORDER BY id"_s)
{
}

void DurableCalls::onAnswer(const QByteArray &kind, OnAnswer handler, std::source_location where)
{
    m_handlers[kind] = {std::move(handler), where};
}

QByteArray DurableCalls::callLater(CallIntent intent, Uuid id)
{
    const PlatformTime now = m_environment.scheduler.now();
    intent.id = id.toUtf8();
    Open call{std::move(intent), m_runner.current().trace, m_runner.current().id, {}};
    const CallIntent &made = call.intent;
    m_insert.run(QString::fromLatin1(made.id), QString::fromUtf8(made.kind), made.subject, QString::fromUtf8(made.service),
                 toText(made.method), made.path, QString::fromUtf8(made.body), QString::fromLatin1(call.trace.traceparent()),
                 QString::fromUtf8(call.causationId), now, now, made.giveUpAt);
    const QByteArray key = made.id;
    m_runner.afterCommit([&process = m_process, incarnation = m_process.incarnation(), call = std::move(call), now]() mutable {
        process.run(incarnation, [&](Service &service) { service.calls().open(std::move(call), now); });
    });
    return key;
}

void DurableCalls::forget(const QByteArray &kind, const QString &subject)
{
    std::vector<QByteArray> ids;
    for (Rows rows = m_find.query(QString::fromUtf8(kind), subject); rows.next();)
        ids.push_back(rows.text(0).toUtf8());
    for (const QByteArray &id : ids) {
        m_remove.run(QString::fromLatin1(id));
        m_runner.afterCommit([&process = m_process, incarnation = m_process.incarnation(), &scheduler = m_environment.scheduler, id] {
            process.run(incarnation, [&](Service &service) {
                auto &open = service.calls().m_open;
                if (const auto call = open.find(id); call != open.end()) {
                    scheduler.cancel(call->second.timer);
                    open.erase(call);
                }
            });
        });
    }
}

void DurableCalls::start()
{
    Statement all(m_database, u"SELECT id, kind, subject, service, method, path, body, traceparent, causation_id, attempts, next_at, give_up_at "
                              "FROM call_intent ORDER BY id"_s);
    std::vector<std::pair<Open, PlatformTime>> calls;
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
        calls.emplace_back(Open{std::move(intent), TraceContext::fromTraceparent(rows.text(7).toUtf8()), rows.text(8).toUtf8(), {}}, rows.time(10));
    }
    for (auto &[call, at] : calls)
        open(std::move(call), std::max(at, m_environment.scheduler.now() + leastLatency));
}

void DurableCalls::open(Open call, PlatformTime time)
{
    const QByteArray id = call.intent.id;
    Open &stored = m_open.insert_or_assign(id, std::move(call)).first->second;
    if (time > m_environment.scheduler.now())
        stored.timer = at(time, id, &DurableCalls::attempt);
    else
        attempt(id, time);
}

Scheduler::WorkId DurableCalls::at(PlatformTime time, const QByteArray &id, void (DurableCalls::*work)(const QByteArray &, PlatformTime))
{
    Process &process = m_process;
    return m_environment.scheduler.schedule(time, process.component(), process.component(),
                                            [&process, incarnation = process.incarnation(), id, work, time] {
                                                process.run(incarnation, [&](Service &service) { (service.calls().*work)(id, time); });
                                            });
}

void DurableCalls::attempt(const QByteArray &id, PlatformTime now)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    Open &open = found->second;
    const Breaker &breaker = m_breakers[open.intent.service];
    if (now < breaker.openUntil) {
        open.timer = at(breaker.openUntil, id, &DurableCalls::attempt);
        return;
    }
    ++m_made;
    ++open.intent.attempts;
    open.timer = at(now + answerDeadline, id, &DurableCalls::timedOut);
    OutgoingCall call;
    call.id = open.intent.attempts == 1 ? id : id + '.' + QByteArray::number(open.intent.attempts);
    call.target = open.intent.service;
    call.request.method = open.intent.method;
    call.request.path = open.intent.path;
    call.request.body = open.intent.body;
    call.request.contentType = QByteArrayLiteral("application/json");
    call.request.idempotencyKey = id;
    call.request.traceparent = open.trace.traceparent();
    call.at = now;
    call.onAnswer = [id](Service &service, const Response &response) { service.calls().answered(id, response); };
    m_environment.calls.send(m_process, std::move(call));
}

void DurableCalls::timedOut(const QByteArray &id, PlatformTime)
{
    answered(id, Problem{504, u"no answer in time"_s, {}});
}

void DurableCalls::answered(const QByteArray &id, const Response &response)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    Open &open = found->second;
    m_environment.scheduler.cancel(open.timer);
    const bool isTooLate = open.intent.giveUpAt && m_environment.scheduler.now() >= *open.intent.giveUpAt;
    if (isTryAgain(response.status)) {
        ++m_failed;
        record(JournalKind::Answered, open, response.status);
        if (!isTooLate) {
            retryLater(open);
            return;
        }
    } else {
        m_breakers[open.intent.service].failures = 0;
    }
    const Open call = std::move(open);
    m_open.erase(found);
    settle(call, response);
}

void DurableCalls::retryLater(const Open &call)
{
    const PlatformTime now = m_environment.scheduler.now();
    Breaker &breaker = m_breakers[call.intent.service];
    if (++breaker.failures >= breakerThreshold) {
        breaker.failures = breakerThreshold - 1;
        breaker.openUntil = now + breakerWait;
    }
    const Duration most = std::min<Duration>(firstBackoff * (1LL << std::min(call.intent.attempts, 10)), longestBackoff);
    const std::uint64_t draw = hashDraw(m_environment.seed + static_cast<std::uint64_t>(call.intent.attempts), m_process.name(), call.intent.id);
    const PlatformTime next = now + Duration(drawBetween(draw, (most / 2).count(), most.count()));
    ++m_retried;
    const QByteArray id = call.intent.id;
    Message message{JournalKind::Called, id, call.intent.kind, call.trace, nullptr};
    m_runner.run(std::move(message), [this, id, attempts = call.intent.attempts, next]() -> Handled {
        m_update.run(attempts, next, QString::fromLatin1(id));
        m_runner.afterCommit([this, id, next] {
            if (const auto open = m_open.find(id); open != m_open.end())
                open->second.timer = at(next, id, &DurableCalls::attempt);
        });
        return {};
    });
}

void DurableCalls::settle(const Open &call, const Response &response)
{
    const QByteArray messageId = call.intent.id + QByteArrayLiteral(".answer");
    Message message{JournalKind::Answered, messageId, call.intent.kind, call.trace.child(m_process.name(), messageId), nullptr};
    m_runner.run(
        std::move(message),
        [this, call, response]() -> Handled {
            m_remove.run(QString::fromLatin1(call.intent.id));
            const auto handler = m_handlers.find(call.intent.kind);
            return handler == m_handlers.end() ? Handled{} : handler->second.take(call.intent, response);
        },
        [this, call, status = response.status](const Handled &handled) {
            record(JournalKind::Answered, call, status);
            if (!handled) { // the row is still there: the same call gets the same answer again
                m_open.insert_or_assign(call.intent.id, call);
                retryLater(call);
            }
        });
}

void DurableCalls::record(JournalKind kind, const Open &call, int status)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = kind;
    entry.service = m_process.name();
    entry.peer = call.intent.service;
    entry.type = toText(call.intent.method).toUtf8() + ' ' + call.intent.path.toUtf8();
    entry.subject = call.intent.subject.toUtf8();
    entry.messageId = call.intent.id;
    entry.causationId = call.causationId;
    entry.status = status;
    entry.trace = call.trace;
    entry.rowChanges = m_runner.lastRowChanges();
    if (const auto handler = m_handlers.find(call.intent.kind); handler != m_handlers.end())
        entry.handler = handler->second.where;
    m_environment.journal.add(entry);
}

} // namespace curbside
