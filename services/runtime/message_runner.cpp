// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/message_runner.h"

#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

namespace curbside {

MessageRunner::MessageRunner(Environment &environment, Process &process, Database &database)
    : m_environment(environment), m_process(process), m_database(database),
      m_insertRowChange(database.handle(),
                        "INSERT INTO row_change (sequence, message_id, at, tables, changes) VALUES (?, ?, ?, ?, ?)")
{
    SqliteStatement last(database.handle(), "SELECT coalesce(max(sequence), 0) FROM row_change");
    if (last.step())
        m_lastRowChange = last.integer(0);
}

void MessageRunner::run(Message message, Body body, Done done)
{
    const PlatformTime now = m_environment.scheduler.now();
    const bool diskIsFull = m_waiting.empty()
                            && m_environment.faults.hit(FaultKind::DiskFull, m_process.name(), {}, message.type, message.id, now);
    if (!m_waiting.empty() || diskIsFull) {
        wait([this, message, body, done] { run(message, body, done); });
        return;
    }
    m_current = std::move(message);
    finish(body, done);
}

void MessageRunner::finish(const Body &body, const Done &done)
{
    const auto start = std::chrono::steady_clock::now(); // for the record only
    Handled result;
    const Message message = m_current;
    const Outcome outcome = attempt(body, result);
    if (m_environment.journal.wantsDetail())
        m_wallNanoseconds = (std::chrono::steady_clock::now() - start).count();
    if (outcome == Outcome::Lost) {
        std::function<void()> again = [this, message, body, done] { run(message, body, done); };
        m_environment.commits.lost(m_database);
        wait(std::move(again));
        return;
    }
    if (outcome == Outcome::Released) {
        recordNoted();
        crashIfPlanned(FaultKind::CrashBeforePublish);
        Effects effects = std::exchange(m_effects, {});
        Effects acknowledgements = std::exchange(m_acknowledgements, {});
        const FaultRule *crash = m_environment.faults.hit(FaultKind::CrashBeforeAcknowledge, m_process.name(), {}, message.type,
                                                          message.id + QByteArray::number(qulonglong(m_process.incarnation())),
                                                          m_environment.scheduler.now());
        if (!crash)
            std::move(acknowledgements.begin(), acknowledgements.end(), std::back_inserter(effects));
        std::function<void()> redo;
        if (m_environment.commits.mode() == CommitGroup::Mode::Windowed)
            redo = [this, message, body, done] { run(message, body, done); };
        m_environment.commits.released(m_database, std::move(redo), std::move(effects));
        if (crash)
            throw SimulatedCrash{crash->delay, message.event, false};
    }
    if (done)
        done(result);
}

MessageRunner::Outcome MessageRunner::attempt(const Body &body, Handled &result)
{
    m_effects.clear();
    m_acknowledgements.clear();
    m_undo.clear();
    m_published.clear();
    m_notes.clear();
    try {
        m_environment.commits.join(m_database, [this](CommitGroup::Redo redo) {
            for (std::function<void()> &again : redo)
                wait(std::move(again));
        });
        m_database.openSavepoint();
        result = attemptBody(body);
        if (!result) {
            rollBack();
            return Outcome::RolledBack;
        }
        crashIfPlanned(FaultKind::CrashBeforeCommit);
        storeRowChanges();
        m_database.releaseSavepoint();
        return Outcome::Released;
    } catch (const StorageFault &fault) {
        rollBack();
        if (fault.isMachineFault() || !m_database.inTransaction())
            return Outcome::Lost;
        result = std::unexpected(Problem{500, QString::fromUtf8(fault.what()), {}});
        return Outcome::RolledBack;
    }
}

Handled MessageRunner::attemptBody(const Body &body)
{
    if (m_current.event
        && m_environment.faults.hit(FaultKind::HandlerFailing, m_process.name(), {}, m_current.type, m_current.id,
                                    m_environment.scheduler.now()))
        return std::unexpected(Problem::unavailable(QStringLiteral("made to fail by the fault plan")));
    return body();
}

void MessageRunner::crashIfPlanned(FaultKind kind)
{
    const QByteArray id = m_current.id + QByteArray::number(qulonglong(m_process.incarnation()));
    const FaultRule *crash = m_environment.faults.hit(kind, m_process.name(), {}, m_current.type, id, m_environment.scheduler.now());
    if (!crash)
        return;
    if (kind == FaultKind::CrashBeforePublish) {
        m_environment.commits.released(m_database, {}, {});
        throw SimulatedCrash{crash->delay, nullptr, false};
    }
    if (m_environment.bugs.publishBeforeCommit)
        m_environment.commits.released(m_database, {}, std::exchange(m_effects, {}));
    if (m_environment.bugs.forgetAcknowledged)
        m_environment.commits.released(m_database, {}, std::exchange(m_acknowledgements, {}));
    rollBack();
    throw SimulatedCrash{crash->delay, nullptr, false};
}

void MessageRunner::storeRowChanges()
{
    RowChangeCapture &changes = m_database.rowChanges();
    m_lastRowChanges.reset();
    m_hasChangedRows = !changes.isEmpty() || !m_published.empty();
    if (changes.isEmpty())
        return;
    if (m_lastRowChange >= m_stopAfter) {
        rollBack();
        throw SimulatedCrash{Duration{0}, nullptr, true};
    }
    const QByteArray tables = changes.tables().toUtf8();
    m_insertRowChange.bind(1, m_lastRowChange + 1)
        .bind(2, QByteArrayView(m_current.id))
        .bind(3, toMicroseconds(m_environment.scheduler.now()))
        .bind(4, QByteArrayView(tables))
        .bindBlob(5, changes.bytes())
        .run();
    ++m_lastRowChange;
    m_rowsChanged += changes.count();
    if (m_environment.journal.wantsDetail())
        m_lastRowChanges = std::make_shared<const QByteArray>(changes.bytes());
}

void MessageRunner::recordNoted()
{
    for (const JournalRecord &record : m_notes)
        m_environment.journal.add(record);
    for (const EventPtr &event : m_published) {
        JournalRecord record;
        record.at = event->time;
        record.kind = JournalKind::Published;
        record.service = event->source;
        record.type = event->type;
        record.subject = event->subject;
        record.messageId = event->id;
        record.causationId = event->causationId;
        record.sequence = event->sequence;
        record.trace = event->trace;
        record.event = event;
        m_environment.journal.add(record);
    }
}

void MessageRunner::rollBack()
{
    m_database.rollbackSavepoint();
    for (auto undo = m_undo.rbegin(); undo != m_undo.rend(); ++undo)
        (*undo)();
    m_undo.clear();
}

void MessageRunner::wait(std::function<void()> again)
{
    if (m_waiting.size() >= mostWaiting)
        return; // callers try again, events are fetched again
    m_waiting.push_back(std::move(again));
    if (std::exchange(m_isRetryPlanned, true))
        return;
    Process &process = m_process;
    m_environment.scheduler.schedule(m_environment.scheduler.now() + diskRetryInterval, process.component(), process.component(),
                                     [&process, incarnation = process.incarnation()] {
                                         process.run(incarnation, [](Service &service) { service.runner().retryWaiting(); });
                                     });
}

void MessageRunner::retryWaiting()
{
    m_isRetryPlanned = false;
    std::deque<std::function<void()>> waiting = std::exchange(m_waiting, {});
    while (!waiting.empty()) {
        const std::function<void()> again = std::move(waiting.front());
        waiting.pop_front();
        again();
        if (!m_waiting.empty()) { // the disk still fails: what comes after keeps its place
            for (std::function<void()> &later : waiting)
                m_waiting.push_back(std::move(later));
            return;
        }
    }
}

} // namespace curbside
