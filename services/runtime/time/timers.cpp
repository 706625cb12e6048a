// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/timers.h"

#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

Timers::Timers(Environment &environment, Process &process, Database &database, MessageRunner &runner)
    : m_environment(environment), m_process(process), m_database(database), m_runner(runner),
      m_set(database,
            u"INSERT INTO timer (kind, subject, due_at) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at"_s),
      m_setNoLater(
          database,
          u"INSERT INTO timer (kind, subject, due_at) VALUES (?, ?, ?) "
          "ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at WHERE excluded.due_at < due_at"_s),
      m_cancel(database, u"DELETE FROM timer WHERE kind = ? AND subject = ?"_s),
      m_take(database, u"DELETE FROM timer WHERE kind = ? AND subject = ? AND due_at <= ?"_s),
      m_isDue(database, u"SELECT 1 FROM timer WHERE kind = ? AND subject = ? AND due_at <= ?"_s)
{}

void Timers::onDue(const QByteArray &kind, OnDue handler, std::source_location where)
{
    m_handlers[kind] = {std::move(handler), where};
}

void Timers::set(const QByteArray &kind, const QString &subject, PlatformTime dueAt)
{
    const PlatformTime at = std::max(dueAt, m_environment.scheduler.now() + leastLatency);
    m_set.run(QString::fromUtf8(kind), subject, at);
    scheduleAfterCommit({kind, subject}, at);
}

void Timers::setNoLaterThan(const QByteArray &kind, const QString &subject, PlatformTime dueAt)
{
    const PlatformTime at = std::max(dueAt, m_environment.scheduler.now() + leastLatency);
    if (m_setNoLater.run(QString::fromUtf8(kind), subject, at) > 0)
        scheduleAfterCommit({kind, subject}, at);
}

void Timers::scheduleAfterCommit(const Key &key, PlatformTime dueAt)
{
    m_runner.afterCommit([&process = m_process, incarnation = m_process.incarnation(), key, dueAt] {
        process.run(incarnation, [&](Service &service) { service.timers().schedule(key, dueAt); });
    });
}

void Timers::cancel(const QByteArray &kind, const QString &subject)
{
    if (m_cancel.run(QString::fromUtf8(kind), subject) == 0)
        return;
    m_runner.afterCommit([&process = m_process, incarnation = m_process.incarnation(), key = Key(kind, subject)] {
        process.run(incarnation, [&](Service &service) { service.timers().unschedule(key); });
    });
}

void Timers::start()
{
    Statement all(m_database, u"SELECT kind, subject, due_at FROM timer ORDER BY due_at, kind, subject"_s);
    for (Rows rows = all.query(); rows.next();)
        scheduleLater({rows.text(0).toUtf8(), rows.text(1)},
                      std::max(rows.time(2), m_environment.scheduler.now() + leastLatency));
}

/// In its place among what leaves, so that the order of timers due together does not depend on how commits are grouped.
void Timers::scheduleLater(const Key &key, PlatformTime dueAt)
{
    m_environment.commits.leave(m_database, [&process = m_process, incarnation = m_process.incarnation(), key, dueAt] {
        process.run(incarnation, [&](Service &service) { service.timers().schedule(key, dueAt); });
    });
}

void Timers::unschedule(const Key &key)
{
    if (const auto scheduled = m_scheduled.find(key); scheduled != m_scheduled.end()) {
        m_environment.scheduler.cancel(scheduled->second);
        m_scheduled.erase(scheduled);
    }
}

void Timers::schedule(const Key &key, PlatformTime dueAt)
{
    unschedule(key);
    Process &process = m_process;
    m_scheduled[key] = m_environment.scheduler.schedule(
        dueAt, process.component(), process.component(), [&process, incarnation = process.incarnation(), key] {
            process.run(incarnation, [&](Service &service) { service.timers().due(key); });
        });
}

void Timers::due(const Key &key)
{
    m_scheduled.erase(key);
    const PlatformTime now = m_environment.scheduler.now();
    const auto handler = m_handlers.find(key.first);
    const bool isSet = m_isDue.query(QString::fromUtf8(key.first), key.second, now).next();
    if (!isSet || handler == m_handlers.end())
        return; // cancelled by a message of this very window, or of a kind that no longer exists
    const QByteArray id =
        key.first + ' ' + key.second.toUtf8() + ' ' + QByteArray::number(qlonglong(toMicroseconds(now)));
    Message message{JournalKind::Timer, id, key.first, m_process.service().newTrace(), nullptr};
    m_runner.run(
        std::move(message),
        [this, key, take = handler->second.take]() -> Handled {
            const bool isStillDue =
                m_take.run(QString::fromUtf8(key.first), key.second, m_environment.scheduler.now()) > 0;
            return isStillDue ? take(key.second) : Handled{}; // it may have been moved while this waited for the disk
        },
        [this, key, id](const Handled &handled) {
            record(key, id, handled);
            if (!handled)
                scheduleLater(key, m_environment.scheduler.now() + 1s);
        });
}

void Timers::record(const Key &key, const QByteArray &messageId, const Handled &handled)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = JournalKind::Timer;
    entry.service = m_process.name();
    entry.type = key.first;
    entry.subject = key.second.toUtf8();
    entry.messageId = messageId;
    entry.trace = m_runner.current().trace;
    if (handled)
        entry.rowChanges = m_runner.lastRowChanges();
    else
        entry.detail = handled.error().detail.toUtf8();
    if (const auto handler = m_handlers.find(key.first); handler != m_handlers.end())
        entry.handler = handler->second.where;
    m_environment.journal.add(entry);
}

} // namespace curbside
