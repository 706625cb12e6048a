// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/saga/saga_runner.h"

#include "services/runtime/json/json.h"
#include "services/runtime/process.h"
#include "services/runtime/storage/storage_error.h"

#include <sqlite3.h>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t noStep = std::size_t(-1);

std::size_t indexOf(const SagaPlan &plan, const QString &name)
{
    const auto found = std::ranges::find(plan.steps, name, &SagaStepPlan::name);
    return found == plan.steps.end() ? noStep : static_cast<std::size_t>(found - plan.steps.begin());
}

/// What the calls and the journal call a step.
QByteArray nameOf(const QString &type, const QString &step)
{
    return type.toUtf8() + ' ' + step.toUtf8();
}

bool goesForward(const Saga &saga)
{
    return saga.state == SagaState::Running || saga.state == SagaState::Held;
}

bool isOpen(const SagaStep &step)
{
    return step.state == SagaStepState::Calling || step.state == SagaStepState::Awaiting;
}

/// The last step of a round that goes forward; nullptr when none has begun.
SagaStep *lastForward(std::vector<SagaStep> &steps)
{
    const auto last =
        std::ranges::find_if(steps.rbegin(), steps.rend(), [](const SagaStep &step) { return !step.isUndo(); });
    return last == steps.rend() ? nullptr : &*last;
}

SagaStep newStep(const Saga &saga, const QString &name, SagaStepState state)
{
    SagaStep step;
    step.sagaId = saga.id;
    step.round = saga.round;
    step.name = name;
    step.state = state;
    return step;
}

QString reasonOf(const Response &response)
{
    QString detail;
    if (response.problem)
        detail = response.problem->detail;
    else if (const auto document = JsonDocument::parse(response.body))
        detail = document->root()["detail"].toString().value_or(QString());
    const QString status = QString::number(response.status);
    return detail.isEmpty() ? status : status + u": "_s + detail;
}

bool hasEndedAlready(const Response &response)
{
    return response.status == 409 || response.status == 410;
}

} // namespace

SagaRunner::SagaRunner(Environment &environment, Process &process, Database &database, MessageRunner &runner,
                       DurableCalls &calls, std::function<Uuid()> newUuid)
    : m_environment(environment), m_process(process), m_runner(runner), m_calls(calls), m_newUuid(std::move(newUuid)),
      m_store(database)
{}

void SagaRunner::define(SagaPlan plan)
{
    const auto take = [this](const CallIntent &call, const Response &response) { return answered(call, response); };
    const QString type = plan.type;
    for (const SagaStepPlan &step : plan.steps) {
        if (step.call)
            m_calls.onAnswer(nameOf(type, step.name), take, plan.where);
        if (step.undo)
            m_calls.onAnswer(nameOf(type, step.undoName), take, plan.where);
    }
    m_plans.insert_or_assign(type, std::move(plan));
}

const SagaPlan &SagaRunner::planOf(const Saga &saga) const
{
    const auto found = m_plans.find(saga.type);
    if (found == m_plans.end())
        throw StorageFault(
            SQLITE_CORRUPT,
            u"saga: %1 is of the type \"%2\", which this version does not know"_s.arg(saga.id.toString(), saga.type));
    return found->second;
}

void SagaRunner::checkUnended()
{
    for (const Saga &saga : m_store.unended()) {
        if (const SagaPlan &plan = planOf(saga); plan.check)
            plan.check(saga);
    }
}

SagaId SagaRunner::start(const QString &type, const QString &subject, QByteArray context)
{
    Saga saga;
    saga.id = SagaId(m_newUuid());
    saga.type = type;
    saga.subject = subject;
    saga.context = std::move(context);
    saga.startedAt = saga.updatedAt = now();
    m_store.insert(saga);
    record(saga, saga.type.toUtf8(), toText(saga.state));
    proceed(saga);
    return saga.id;
}

void SagaRunner::prove(SagaId id, const QString &stepName)
{
    auto saga = m_store.find(id);
    if (!saga || !goesForward(*saga))
        return;
    const SagaPlan &plan = planOf(*saga);
    const std::size_t proved = indexOf(plan, stepName);
    Q_ASSERT_X(proved != noStep, "SagaRunner::prove", qPrintable(stepName));
    const std::size_t current = indexOf(plan, saga->currentStep);
    if (current != noStep && current > proved)
        return;
    std::vector<SagaStep> steps = m_store.steps(id, saga->round);
    SagaStep *last = lastForward(steps);
    if (!last || last->state == SagaStepState::Failed)
        return;
    const std::size_t present = indexOf(plan, last->name);
    if (present > proved || (present == proved && !isOpen(*last)))
        return;
    if (isOpen(*last))
        end(*saga, *last, SagaStepState::Done);
    for (std::size_t i = present + 1; i <= proved; ++i) {
        SagaStep step = newStep(*saga, plan.steps[i].name, SagaStepState::Done);
        step.endedAt = now();
        append(*saga, step);
    }
    saga->currentStep = stepName;
    m_store.save(*saga, now());
    proceed(std::move(*saga));
}

void SagaRunner::remember(SagaId id, QByteArray context)
{
    auto saga = m_store.find(id);
    if (!saga || saga->context == context)
        return;
    saga->context = std::move(context);
    m_store.save(*saga, now());
}

void SagaRunner::remark(SagaId id, const QString &remark)
{
    const auto saga = m_store.find(id);
    if (!saga)
        return;
    std::vector<SagaStep> steps = m_store.steps(id, saga->round);
    if (SagaStep *last = lastForward(steps); last && isOpen(*last)) {
        last->error = remark;
        m_store.save(*last, now());
    }
}

void SagaRunner::hold(SagaId id)
{
    if (auto saga = m_store.find(id); saga && saga->state == SagaState::Running)
        move(*saga, SagaState::Held);
}

void SagaRunner::release(SagaId id)
{
    auto saga = m_store.find(id);
    if (!saga || saga->state != SagaState::Held)
        return;
    move(*saga, SagaState::Running);
    proceed(*saga);
}

void SagaRunner::compensate(SagaId id, const QString &reason)
{
    auto saga = m_store.find(id);
    if (!saga || !goesForward(*saga))
        return;
    for (SagaStep &step : m_store.steps(id, saga->round)) {
        if (step.state == SagaStepState::Awaiting)
            end(*saga, step, SagaStepState::Failed, reason);
    }
    move(*saga, SagaState::Compensating, reason);
    undoNext(*saga);
}

void SagaRunner::noteUndone(SagaId id, const QString &name)
{
    const auto saga = m_store.find(id);
    if (!saga)
        return;
    auto step = lastStep(*saga, name);
    if (step && step->state == SagaStepState::Done)
        end(*saga, *step, SagaStepState::Undone);
}

void SagaRunner::restart(SagaId id, QByteArray context)
{
    auto saga = m_store.find(id);
    if (!saga || !saga->isEnded())
        return;
    saga->context = std::move(context);
    saga->endedAt.reset();
    beginRound(std::move(*saga));
}

std::expected<Saga, Problem> SagaRunner::findStuck(SagaId id)
{
    auto saga = m_store.find(id);
    if (!saga)
        return std::unexpected(Problem::notFound(u"saga", id.toString()));
    if (saga->state != SagaState::Stuck)
        return std::unexpected(
            Problem::conflict(u"the saga is %1, not Stuck: nothing waits for a decision"_s.arg(toText(saga->state))));
    return std::move(*saga);
}

std::expected<void, Problem> SagaRunner::retry(SagaId id)
{
    auto saga = findStuck(id);
    if (!saga)
        return std::unexpected(saga.error());
    move(*saga, SagaState::Compensating, u"tried again by a person"_s);
    undoNext(std::move(*saga));
    return {};
}

std::expected<void, Problem> SagaRunner::passOver(SagaId id, const QString &reason)
{
    auto saga = findStuck(id);
    if (!saga)
        return std::unexpected(saga.error());
    std::vector<SagaStep> steps = m_store.steps(id, saga->round);
    const auto refused = std::ranges::find_if(steps.rbegin(), steps.rend(), [](const SagaStep &step) {
        return step.isUndo() && step.state == SagaStepState::Failed;
    });
    const QString decision =
        reason.isEmpty() ? u"passed over by a person"_s : u"passed over by a person: %1"_s.arg(reason);
    if (refused != steps.rend()) {
        noteUndone(id, refused->undoes);
        if (!reason.isEmpty()) {
            refused->error += u"; "_s + decision;
            m_store.save(*refused, now());
        }
    }
    move(*saga, SagaState::Compensating, decision);
    undoNext(std::move(*saga));
    return {};
}

std::optional<SagaStep> SagaRunner::lastStep(const Saga &saga, const QString &name)
{
    std::vector<SagaStep> steps = m_store.steps(saga.id, saga.round);
    const auto found = std::ranges::find(steps.rbegin(), steps.rend(), name, &SagaStep::name);
    return found == steps.rend() ? std::nullopt : std::optional(std::move(*found));
}

// Forward.

void SagaRunner::proceed(Saga saga)
{
    if (saga.state != SagaState::Running)
        return;
    const SagaPlan &plan = planOf(saga);
    std::vector<SagaStep> steps = m_store.steps(saga.id, saga.round);
    const SagaStep *last = lastForward(steps);
    if (last && isOpen(*last))
        return;
    if (last && last->state == SagaStepState::Failed) {
        compensate(saga.id, last->error);
        return;
    }
    const std::size_t next = last ? indexOf(plan, last->name) + 1 : 0;
    if (next < plan.steps.size())
        begin(std::move(saga), plan.steps[next]);
    else
        complete(std::move(saga));
}

void SagaRunner::begin(Saga saga, const SagaStepPlan &plan)
{
    const auto call = plan.call ? plan.call(saga) : std::nullopt;
    SagaStep step = newStep(saga, plan.name,
                            call            ? SagaStepState::Calling
                                : plan.call ? SagaStepState::Done
                                            : SagaStepState::Awaiting);
    if (step.state == SagaStepState::Done)
        step.endedAt = now();
    saga.currentStep = plan.name;
    m_store.save(saga, now());
    append(saga, step);
    if (call) {
        step.callId = callLater(saga, step, *call, {});
        m_store.save(step, now());
    }
    if (step.state == SagaStepState::Awaiting && plan.begin && plan.begin(saga))
        prove(saga.id, plan.name);
    else if (step.state == SagaStepState::Done)
        proceed(std::move(saga));
}

void SagaRunner::complete(Saga saga)
{
    saga.endedAt = now();
    saga.currentStep.clear();
    move(saga, SagaState::Completed);
    if (const SagaPlan &plan = planOf(saga); plan.ended)
        plan.ended(saga);
}

Handled SagaRunner::answered(const CallIntent &call, const Response &response)
{
    const auto sagaId = SagaId::fromString(QStringView(call.subject).left(Uuid::textLength)).value_or(SagaId{});
    auto step = m_store.findStep(sagaId, QStringView(call.subject).sliced(Uuid::textLength + 1).toLongLong());
    auto saga = m_store.find(sagaId);
    if (!step || !saga || step->callId.toLatin1() != call.id)
        return {};
    step->callId.clear();
    step->attempts = call.attempts;
    if (step->isUndo())
        takeUndo(std::move(*saga), std::move(*step), response);
    else
        takeForward(std::move(*saga), std::move(*step), response);
    return {};
}

void SagaRunner::takeForward(Saga saga, SagaStep step, const Response &response)
{
    const SagaPlan &plan = planOf(saga);
    const std::size_t index = indexOf(plan, step.name);
    const QByteArray known = saga.context;
    SagaStepOutcome outcome = response.isSuccess() ? SagaStepOutcome::Done : SagaStepOutcome::Failed;
    if (index != noStep && plan.steps[index].take)
        outcome = plan.steps[index].take(saga, response);
    if (saga.context != known)
        m_store.save(saga, now());
    if (step.state != SagaStepState::Calling)
        m_store.save(step, now()); // a fact was faster than the answer
    else if (outcome == SagaStepOutcome::Done)
        end(saga, step, SagaStepState::Done);
    else
        end(saga, step, SagaStepState::Failed, reasonOf(response));
    if (plan.stepEnded)
        plan.stepEnded(saga, step);
    const Saga present = m_store.find(saga.id).value_or(saga); // that may have moved it
    if (present.state == SagaState::Compensating)
        undoNext(present);
    else
        proceed(present);
}

// Backward.

void SagaRunner::undoNext(Saga saga)
{
    const SagaPlan &plan = planOf(saga);
    std::vector<SagaStep> steps = m_store.steps(saga.id, saga.round);
    if (m_environment.bugs.skipCompensation)
        steps.clear();
    for (SagaStep &step : steps | std::views::reverse) {
        if (step.isAnswerOut())
            return; // what it did is known with its answer
        const std::size_t index = step.isUndo() ? noStep : indexOf(plan, step.name);
        if (step.state != SagaStepState::Done || index == noStep || !plan.steps[index].undo)
            continue;
        if (const auto call = plan.steps[index].undo(saga)) {
            beginUndo(std::move(saga), plan.steps[index], *call);
            return;
        }
        end(saga, step, SagaStepState::Undone);
    }
    finishUndoing(std::move(saga));
}

void SagaRunner::beginUndo(Saga saga, const SagaStepPlan &plan, const SagaCall &call)
{
    SagaStep step = newStep(saga, plan.undoName, SagaStepState::Calling);
    step.undoes = plan.name;
    saga.currentStep = plan.undoName;
    m_store.save(saga, now());
    append(saga, step);
    step.callId = callLater(saga, step, call, now() + planOf(saga).undoPatience);
    m_store.save(step, now());
}

void SagaRunner::takeUndo(Saga saga, SagaStep step, const Response &response)
{
    if (!response.isSuccess() && !hasEndedAlready(response)) {
        end(saga, step, SagaStepState::Failed, reasonOf(response));
        move(saga, SagaState::Stuck, u"%1: %2"_s.arg(step.name, step.error));
        return;
    }
    end(saga, step, SagaStepState::Done);
    noteUndone(saga.id, step.undoes);
    undoNext(std::move(saga));
}

void SagaRunner::finishUndoing(Saga saga)
{
    const SagaPlan &plan = planOf(saga);
    if (plan.goesAgain && plan.goesAgain(saga)) {
        beginRound(std::move(saga));
        return;
    }
    saga.endedAt = now();
    saga.currentStep.clear();
    move(saga, SagaState::Compensated);
    if (plan.ended)
        plan.ended(saga);
}

void SagaRunner::beginRound(Saga saga)
{
    ++saga.round;
    move(saga, SagaState::Running, u"round %1"_s.arg(saga.round));
    proceed(std::move(saga));
}

// Rows and records.

QString SagaRunner::callLater(const Saga &saga, const SagaStep &step, const SagaCall &call,
                              std::optional<PlatformTime> giveUpAt)
{
    CallIntent intent;
    intent.kind = nameOf(saga.type, step.name);
    intent.subject = saga.id.toString() + u'/' + QString::number(step.position);
    intent.service = call.service;
    intent.method = call.method;
    intent.path = call.path;
    intent.body = call.body;
    intent.giveUpAt = giveUpAt;
    return QString::fromLatin1(m_calls.callLater(std::move(intent), m_newUuid()));
}

void SagaRunner::append(const Saga &saga, SagaStep &step)
{
    step.startedAt = now();
    m_store.append(step, now());
    record(saga, nameOf(saga.type, step.name), toText(step.state));
}

void SagaRunner::end(const Saga &saga, SagaStep &step, SagaStepState state, const QString &error)
{
    step.state = state;
    step.error = error;
    step.endedAt = now();
    m_store.save(step, now());
    record(saga, nameOf(saga.type, step.name), error.isEmpty() ? toText(state) : toText(state) + u": "_s + error);
}

void SagaRunner::move(Saga &saga, SagaState state, const QString &reason)
{
    saga.state = state;
    m_store.save(saga, now());
    record(saga, saga.type.toUtf8(), reason.isEmpty() ? toText(state) : toText(state) + u": "_s + reason);
}

void SagaRunner::record(const Saga &saga, const QByteArray &type, const QString &detail)
{
    JournalRecord entry;
    entry.at = now();
    entry.kind = JournalKind::Saga;
    entry.service = m_process.name();
    entry.type = type;
    entry.subject = saga.subject.toUtf8();
    entry.messageId = saga.id.toUtf8();
    entry.causationId = m_runner.current().id;
    entry.detail = detail.toUtf8();
    entry.trace = m_runner.current().trace;
    entry.handler = planOf(saga).where;
    m_runner.note(std::move(entry));
}

} // namespace curbside
