// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/message_runner.h"
#include "services/runtime/storage/statement.h"

#include <functional>
#include <map>
#include <source_location>

namespace curbside {

class Process;

/// A service's timers: rows, so that they outlive a crash; at most one for each (kind, subject).
class Timers
{
public:
    /// Handles a timer that is due; the row is gone already. When it fails, the timer is due again a little later.
    using OnDue = std::function<Handled(const QString &subject)>;

    Timers(Environment &environment, Process &process, Database &database, MessageRunner &runner);

    void onDue(const QByteArray &kind, OnDue handler, std::source_location where);
    /// Inside a message: sets the timer, or moves it. Due at once is due after leastLatency.
    void set(const QByteArray &kind, const QString &subject, PlatformTime dueAt);
    /// Inside a message: sets the timer, or moves it if that makes it earlier; so that no stream of calls puts it off.
    void setNoLaterThan(const QByteArray &kind, const QString &subject, PlatformTime dueAt);
    /// Inside a message.
    void cancel(const QByteArray &kind, const QString &subject);
    /// Takes up the timers of former incarnations.
    void start();

private:
    using Key = std::pair<QByteArray, QString>;
    struct Handler
    {
        OnDue take;
        std::source_location where;
    };

    void schedule(const Key &key, PlatformTime dueAt);
    void scheduleAfterCommit(const Key &key, PlatformTime dueAt);
    void scheduleLater(const Key &key, PlatformTime dueAt);
    void unschedule(const Key &key);
    void due(const Key &key);
    void record(const Key &key, const QByteArray &messageId, const Handled &handled);

    Environment &m_environment;
    Process &m_process;
    Database &m_database;
    MessageRunner &m_runner;
    std::map<QByteArray, Handler> m_handlers;
    std::map<Key, Scheduler::WorkId> m_scheduled;
    Statement m_set;
    Statement m_setNoLater;
    Statement m_cancel;
    Statement m_take;
    Statement m_isDue;
};

} // namespace curbside
