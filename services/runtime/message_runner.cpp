// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/message_runner.h"

#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

#include <ranges>

using namespace Qt::StringLiterals;

namespace curbside {

MessageRunner::MessageRunner(Environment &environment, Process &process, Database &database)
    : m_environment(environment), m_process(process), m_database(database),
      m_insertRowChange(database,
                        u"INSERT INTO row_change (sequence, message_id, at, tables, changes) VALUES (?, ?, ?, ?, ?)"_s)
{
    Statement last(database, u"SELECT coalesce(max(sequence), 0) FROM row_change"_s);
    if (Rows rows = last.query(); rows.next())
        m_lastRowChange = rows.integer(0);
}

void MessageRunner::run(Message message, Body body, Done done)
{
    if (m_isDead)
        return;
    Pending pending{std::move(message), std::move(body), std::move(done)};
    const bool hasToWait = m_isTelling ? m_keptInside > 0 : !m_waiting.empty();
    if (hasToWait || !handle(pending))
        keep(std::move(pending));
}

bool MessageRunner::handle(Pending &pending)
{
    m_current = std::move(pending.message);
    if (isDiskMadeFull()) {
        pending.message = std::move(m_current);
        return false;
    }
    const bool isListenedTo = m_environment.journal.wantsDetail();
    const auto start = isListenedTo ? std::chrono::steady_clock::now()
                                    : std::chrono::steady_clock::time_point(); // for the record only
    Handled result;
    const Outcome outcome = attempt(pending.body, result);
    if (isListenedTo)
        m_wallNanoseconds = (std::chrono::steady_clock::now() - start).count();
    if (outcome == Outcome::Waiting) {
        pending.message = std::move(m_current);
        return false;
    }
    m_diskAttempts = 0;
    if (outcome == Outcome::Released)
        release(pending.done, result);
    tell(pending.done, result);
    return true;
}

MessageRunner::Outcome MessageRunner::attempt(const Body &body, Handled &result)
{
    m_effects.clear();
    m_acknowledgements.clear();
    m_releases.clear();
    m_undo.clear();
    m_published.clear();
    m_notes.clear();
    bool hasJoined = false;
    try {
        m_process.join();
        hasJoined = true;
        m_database.openSavepoint();
        result = attemptBody(body);
        if (!result) {
            rollBack();
            return Outcome::RolledBack;
        }
        if (const FaultRule *crash = plannedCrash(FaultKind::CrashBeforeCommit))
            crashBeforeCommit(*crash);
        if (m_database.progress().messages >= m_process.lastMessage())
            endProcess();
        keepRowChanges();
        m_database.releaseSavepoint();
        m_database.noteMessage(m_environment.scheduler.now());
        return Outcome::Released;
    } catch (const StorageFault &fault) {
        return afterFault(fault, hasJoined, result);
    }
}

MessageRunner::Outcome MessageRunner::afterFault(const StorageFault &fault, bool hasJoined, Handled &result)
{
    const bool isMachineFault = fault.isMachineFault();
    if (isMachineFault && m_environment.commits.mode() == CommitGroup::Mode::Deferred)
        throw StorageFault(fault.code(),
                           u"%1: the disk is full or failing (%2): make room and start again"_s.arg(
                               m_database.path(), QString::fromUtf8(fault.what())));
    if (!hasJoined) {
        noteWaiting(fault);
        return Outcome::Waiting;
    }
    try {
        rollBack();
    } catch (const StorageFault &) {
        throw GroupLost{m_current.redo};
    }
    if (!m_database.inTransaction())
        throw GroupLost{m_current.redo};
    if (isMachineFault) {
        noteWaiting(fault);
        return Outcome::Waiting;
    }
    result = std::unexpected(Problem{500, QString::fromUtf8(fault.what()), {}});
    return Outcome::RolledBack;
}

Handled MessageRunner::attemptBody(const Body &body)
{
    if (const FaultRule *failure = plannedFailure()) {
        recordFault(*failure);
        return std::unexpected(Problem::unavailable(QStringLiteral("made to fail by the fault plan")));
    }
    return body();
}

void MessageRunner::release(const Done &done, const Handled &result)
{
    CommitGroup &commits = m_environment.commits;
    tellRowChanges();
    recordNoted();
    if (const FaultRule *crash = plannedCrash(FaultKind::CrashBeforePublish)) {
        Effects none;
        commits.released(m_database, {}, none);
        m_releases.clear();
        crashAfterRelease(*crash, done, result, nullptr);
    }
    const FaultRule *crash = plannedCrash(FaultKind::CrashBeforeAcknowledge);
    if (crash)
        m_acknowledgements.clear();
    std::move(m_acknowledgements.begin(), m_acknowledgements.end(), std::back_inserter(m_effects));
    commits.released(m_database, std::move(m_current.redo), m_effects);
    if (crash)
        crashAfterRelease(*crash, done, result, m_current.event);
}

void MessageRunner::tell(const Done &done, const Handled &result)
{
    const bool isOutermost = !std::exchange(m_isTelling, true);
    if (isOutermost)
        m_keptInside = 0;
    if (!m_releases.empty()) {
        for (const std::function<void()> &remember : std::exchange(m_releases, {}))
            remember();
    }
    if (done)
        done(result);
    if (isOutermost)
        m_isTelling = false;
}

const FaultRule *MessageRunner::plannedCrash(FaultKind kind)
{
    if (!m_environment.faults.has(kind))
        return nullptr;
    const QByteArray id = m_current.id + '#' + QByteArray::number(qulonglong(m_process.incarnation()));
    return m_environment.faults.hit(kind, m_process.name(), {}, m_current.type, id, m_environment.scheduler.now());
}

void MessageRunner::crashBeforeCommit(const FaultRule &rule)
{
    if (m_environment.bugs.publishBeforeCommit)
        m_environment.commits.released(m_database, {}, m_effects);
    if (m_environment.bugs.forgetAcknowledged)
        m_environment.commits.released(m_database, {}, m_acknowledgements);
    m_isDead = true;
    rollBack();
    throw SimulatedCrash{rule.delay, nullptr, false, "CrashBeforeCommit " + m_current.id, rule.id};
}

/// What was released is kept, and was handled: the record says so.
void MessageRunner::crashAfterRelease(const FaultRule &rule, const Done &done, const Handled &result,
                                      EventPtr redelivered)
{
    const std::string_view kind = nameOf(rule.kind);
    QByteArray cause = QByteArray(kind.data(), static_cast<qsizetype>(kind.size())) + ' ' + m_current.id;
    m_isDead = true;
    tell(done, result);
    throw SimulatedCrash{rule.delay, std::move(redelivered), false, std::move(cause), rule.id};
}

void MessageRunner::endProcess()
{
    m_isDead = true;
    rollBack();
    throw SimulatedCrash{Duration{0}, nullptr, true, {}};
}

void MessageRunner::keepRowChanges()
{
    RowChangeCapture &changes = m_database.rowChanges();
    m_lastRowChanges.reset();
    m_hasRowChanges = !changes.isEmpty();
    m_hasChangedRows = m_hasRowChanges || !m_published.empty();
    if (!m_hasRowChanges)
        return;
    const QByteArray bytes = changes.bytes().toByteArray();
    m_unsaved.push_back({++m_lastRowChange, m_current.id, m_environment.scheduler.now(), changes.tables(), bytes});
    onRollback([this] {
        --m_lastRowChange;
        m_unsaved.pop_back();
    });
    m_rowsChanged += changes.count();
    if (m_environment.journal.wantsDetail())
        m_lastRowChanges = std::make_shared<const QByteArray>(bytes);
}

void MessageRunner::storeRowChanges()
{
    for (const RowChanges &changes : m_unsaved)
        m_insertRowChange.run(changes.sequence, Utf8{changes.messageId}, changes.at, Utf8{changes.tables},
                              changes.bytes);
    m_unsaved.clear();
}

void MessageRunner::storeRowChangesEarly()
{
    onRollback([this, unsaved = m_unsaved] { m_unsaved = unsaved; });
    storeRowChanges();
}

/// Those of the message that was just released, if it has changed rows.
void MessageRunner::tellRowChanges()
{
    if (!m_hasRowChanges || !m_environment.journal.wantsRowChanges())
        return;
    const RowChanges &last = m_unsaved.back();
    m_environment.journal.add(RowChangeRecord{m_process.name(), last.sequence, last.messageId, last.at, last.bytes});
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

void MessageRunner::recordFault(const FaultRule &rule)
{
    const std::string_view name = nameOf(rule.kind);
    JournalRecord record;
    record.at = m_environment.scheduler.now();
    record.kind = JournalKind::Fault;
    record.service = m_process.name();
    record.type = m_current.type;
    record.messageId = m_current.id;
    record.detail = QByteArray(name.data(), static_cast<qsizetype>(name.size()));
    record.trace = m_current.trace;
    record.faultRule = rule.id;
    m_environment.journal.add(record);
}

void MessageRunner::noteWaiting(const StorageFault &fault)
{
    if (!m_waiting.empty())
        return;
    JournalRecord record;
    record.at = m_environment.scheduler.now();
    record.kind = JournalKind::Note;
    record.service = m_process.name();
    record.messageId = m_current.id;
    record.detail =
        u"%1 cannot be written, messages wait: %2"_s.arg(m_database.path(), QString::fromUtf8(fault.what())).toUtf8();
    m_environment.journal.add(record);
}

void MessageRunner::rollBack()
{
    for (const auto &undo : m_undo | std::views::reverse)
        undo();
    m_undo.clear();
    m_releases.clear();
    m_database.rollbackSavepoint();
}

const FaultRule *MessageRunner::plannedFailure()
{
    if (!m_current.event || !m_environment.faults.has(FaultKind::HandlerFailing))
        return nullptr;
    const QByteArray attempt = m_current.id + '#' + QByteArray::number(m_current.failures);
    return m_environment.faults.hit(FaultKind::HandlerFailing, m_process.name(), {}, m_current.type, attempt,
                                    m_environment.scheduler.now());
}

/// Drawn anew at each attempt, so that a disk that is full for some messages only does not hold one back for ever.
bool MessageRunner::isDiskMadeFull()
{
    if (!m_environment.faults.has(FaultKind::DiskFull))
        return false;
    const QByteArray id = m_current.id + '#' + QByteArray::number(m_diskAttempts);
    const FaultRule *rule = m_environment.faults.hit(FaultKind::DiskFull, m_process.name(), {}, m_current.type, id,
                                                     m_environment.scheduler.now());
    if (!rule)
        return false;
    ++m_diskAttempts;
    recordFault(*rule);
    return true;
}

void MessageRunner::keep(Pending pending)
{
    const auto place = m_isTelling ? m_waiting.begin() + static_cast<std::ptrdiff_t>(m_keptInside++) : m_waiting.end();
    m_waiting.insert(place, std::move(pending));
    planRetry();
}

void MessageRunner::planRetry()
{
    if (std::exchange(m_isRetryPlanned, true))
        return;
    m_process.later(m_environment.scheduler.now() + diskRetryInterval, Scheduler::Kind::Ordinary,
                    [](Service &service) { service.runner().retryWaiting(); });
}

void MessageRunner::retryWaiting()
{
    m_isRetryPlanned = false;
    while (!m_waiting.empty()) {
        Pending next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_keptInside = 0;
        if (!handle(next)) {
            m_waiting.push_front(std::move(next));
            planRetry();
            return;
        }
        if (m_keptInside > 0)
            return; // what came up inside waits at the front; its retry is planned
    }
}

std::vector<CommitGroup::Redo> MessageRunner::takeWaiting()
{
    std::vector<CommitGroup::Redo> redo;
    for (Pending &pending : m_waiting) {
        if (pending.message.redo)
            redo.push_back(std::move(pending.message.redo));
    }
    m_waiting.clear();
    return redo;
}

} // namespace curbside
