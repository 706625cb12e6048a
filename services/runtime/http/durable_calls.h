// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/message_runner.h"
#include "services/runtime/storage/statement.h"

#include <functional>
#include <map>
#include <source_location>

namespace curbside {

class Database;
class Process;

/// A call to make: a row before it is a call, and until it is answered.
struct CallIntent
{
    QByteArray kind; ///< names the handler of the answer
    QString subject; ///< the caller's own key, given back with the answer
    QByteArray service;
    Method method = Method::Post;
    QString path; ///< decoded; may have a query, encoded
    QByteArray body;
    std::optional<PlatformTime>
        giveUpAt; ///< after this the handler gets a 504 of our own; otherwise it is tried for ever

    QByteArray id; ///< also its Idempotency-Key; given by callLater()
    int attempts = 0;
};

/// Makes calls that survive a crash: retried with the same Idempotency-Key, with backoff and jitter, until an answer comes
/// that is not "try again" (408, 425, 429, 5xx). A target that fails call after call is left alone for a while.
class DurableCalls
{
public:
    using OnAnswer = std::function<Handled(const CallIntent &, const Response &)>;

    DurableCalls(Environment &environment, Process &process, Database &database, MessageRunner &runner);

    void onAnswer(const QByteArray &kind, OnAnswer handler, std::source_location where);
    /// Inside a message: writes the row; the call leaves after the commit. Gives its id.
    QByteArray callLater(CallIntent intent, Uuid id);
    /// Takes up what was not answered when the process died.
    void start();
    [[nodiscard]] bool isIdle() const { return m_open.empty(); }

    struct Progress
    {
        int attempts = 0; ///< begun so far
        int lastStatus = 0; ///< of the last that was answered "try again"; 0: none was, since the process started
    };
    /// How a call gets on that is not answered yet.
    [[nodiscard]] std::optional<Progress> progressOf(const QByteArray &id) const;

    [[nodiscard]] std::uint64_t made() const { return m_made; }
    [[nodiscard]] std::uint64_t failed() const { return m_failed; }
    [[nodiscard]] std::uint64_t retried() const { return m_retried; }

private:
    struct Handler
    {
        OnAnswer take;
        std::source_location where;
    };
    struct Open
    {
        CallIntent intent;
        TraceContext trace;
        QByteArray causationId;
        int lastStatus = 0; ///< of the answer that meant "try again"; 0: none came yet
    };
    struct Breaker
    {
        int failures = 0;
        PlatformTime openUntil;
    };
    using Work = void (DurableCalls::*)(const QByteArray &id);

    void attempt(const QByteArray &id);
    void send(const Open &open, PlatformTime at);
    void timedOut(const QByteArray &id);
    void answered(const QByteArray &id, const Response &response);
    void retryAt(const Open &call, PlatformTime next);
    void settle(const QByteArray &id, const Response &response);
    void settled(const Open &call, int status, const Handled &handled);
    void noteFailure(const QByteArray &service);
    [[nodiscard]] Duration backoff(const CallIntent &intent) const;
    void close(const QByteArray &id);
    void record(JournalKind kind, const Open &call, int status, const QByteArray &detail = {});

    // What is remembered of calls changes with the messages; the scheduler hears of it when they are committed.
    void workLater(const QByteArray &id, PlatformTime time, Work work);
    void setTimer(const QByteArray &id, PlatformTime time, Work work);
    void clearTimer(const QByteArray &id);

    Environment &m_environment;
    Process &m_process;
    MessageRunner &m_runner;
    Database &m_database;
    std::map<QByteArray, Handler> m_handlers;
    std::map<QByteArray, Open> m_open;
    std::map<QByteArray, Breaker> m_breakers;
    std::map<QByteArray, Scheduler::WorkId>
        m_timers; ///< of each call: the deadline of the attempt under way, or the next attempt
    Statement m_insert;
    Statement m_update;
    Statement m_remove;
    std::uint64_t m_made = 0;
    std::uint64_t m_failed = 0;
    std::uint64_t m_retried = 0;
};

} // namespace curbside
