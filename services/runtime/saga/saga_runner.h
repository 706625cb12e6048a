// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/durable_calls.h"
#include "services/runtime/saga/saga_plan.h"
#include "services/runtime/saga/saga_store.h"

#include <map>

namespace curbside {

/// Leads sagas through their steps. Every move is a row in the owner's database, in the message that makes it; calls are
/// durable (durable_calls.h). So there is nothing to lose in a crash, and nothing to take up after one: the calls are made
/// again under their keys, and facts and timers come to the owner as before.
///
/// Everything but the constructor, define() and checkUnended() is to be called inside a message.
class SagaRunner
{
public:
    SagaRunner(Environment &environment, Process &process, Database &database, MessageRunner &runner,
               DurableCalls &calls, std::function<Uuid()> newUuid);

    void define(SagaPlan plan);
    /// Reads every saga that has not ended, when all plans are defined: a StorageFault names one that is damaged.
    void checkUnended();

    SagaId start(const QString &type, const QString &subject, QByteArray context);
    /// A fact shows that `step` has been taken, and with it those before it: also while the answer to one of their calls is
    /// out, which is still taken when it comes. Changes nothing for a step that is behind, or a saga that does not go forward.
    void prove(SagaId id, const QString &step);
    /// Stores what the owner has learned.
    void remember(SagaId id, QByteArray context);
    /// Notes at the present step why it takes so long.
    void remark(SagaId id, const QString &remark);

    /// Lets a running saga begin no further step; release() lets it go on with what came meanwhile.
    void hold(SagaId id);
    void release(SagaId id);
    /// Undoes what is done, last first; what is under way is undone once its answer is known. Changes nothing for a saga
    /// that does not go forward.
    void compensate(SagaId id, const QString &reason);
    /// Says that a step needs no compensation: it has been undone otherwise.
    void noteUndone(SagaId id, const QString &name);
    /// Begins an ended saga anew, in another round.
    void restart(SagaId id, QByteArray context);

    /// A person's decisions about one that is Stuck: to try the compensation again, or to pass it over and go on with the
    /// others; why is told with the step. 409 for any other saga, 404 for none.
    std::expected<void, Problem> retry(SagaId id);
    std::expected<void, Problem> passOver(SagaId id, const QString &reason = {});

    /// The saga with its steps, its plan, and which compensations would be called if it failed now. May be asked outside a
    /// message too.
    [[nodiscard]] QByteArray describe(const Saga &saga);
    [[nodiscard]] SagaStore &store() { return m_store; }
    /// The last step of that name in the saga's present round.
    [[nodiscard]] std::optional<SagaStep> lastStep(const Saga &saga, const QString &name);

private:
    [[nodiscard]] const SagaPlan &planOf(const Saga &saga) const;
    Handled answered(const CallIntent &call, const Response &response);
    void takeForward(Saga saga, SagaStep step, const Response &response);
    void takeUndo(Saga saga, SagaStep step, const Response &response);

    void proceed(Saga saga);
    void begin(Saga saga, const SagaStepPlan &plan);
    void complete(Saga saga);
    void undoNext(Saga saga);
    void beginUndo(Saga saga, const SagaStepPlan &plan, const SagaCall &call);
    void finishUndoing(Saga saga);
    void beginRound(Saga saga);
    std::expected<Saga, Problem> findStuck(SagaId id);

    [[nodiscard]] QString callLater(const Saga &saga, const SagaStep &step, const SagaCall &call,
                                    std::optional<PlatformTime> giveUpAt);
    void append(const Saga &saga, SagaStep &step);
    void end(const Saga &saga, SagaStep &step, SagaStepState state, const QString &error = {});
    void move(Saga &saga, SagaState state, const QString &reason = {});
    void record(const Saga &saga, const QByteArray &type, const QString &detail);
    [[nodiscard]] PlatformTime now() const { return m_environment.scheduler.now(); }

    Environment &m_environment;
    Process &m_process;
    MessageRunner &m_runner;
    DurableCalls &m_calls;
    std::function<Uuid()> m_newUuid;
    std::map<QString, SagaPlan> m_plans;
    SagaStore m_store;
};

} // namespace curbside
