// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/saga/saga.h"

#include <functional>
#include <source_location>
#include <vector>

namespace curbside {

/// What a step or a compensation asks of another service.
struct SagaCall
{
    QByteArray service;
    Method method = Method::Post;
    QString path;
    QByteArray body;
};

enum class SagaStepOutcome { Done, Failed };

/// One step of a kind of saga. With `call` it calls; without, it awaits a fact (SagaRunner::prove).
struct SagaStepPlan
{
    QString name;
    /// No call: the step is done already.
    std::function<std::optional<SagaCall>(const Saga &)> call;
    /// Takes the answer and notes in the context what later steps need. Called once for each call that is answered, also
    /// when a fact has proved the step before. Without it a success is done and anything else failed.
    std::function<SagaStepOutcome(Saga &, const Response &)> take;
    /// When a step that awaits begins; true when there is nothing to await. May act on other sagas.
    std::function<bool(const Saga &)> begin;

    QString undoName; ///< of its compensation
    /// What undoes it; no call: nothing is left to undo. Answers 409 and 410 mean the same: it has ended already.
    std::function<std::optional<SagaCall>(const Saga &)> undo;
};

/// A kind of saga: its steps in order, and what its owner does at its turns. The functions may not act on the saga that
/// they are given, save as they say.
struct SagaPlan
{
    QString type;
    std::vector<SagaStepPlan> steps;
    /// Throws a StorageFault when the context is not one that the owner wrote.
    std::function<void(const Saga &)> check;
    /// All is undone: true to go through the steps again, for which the context may be made ready.
    std::function<bool(Saga &)> goesAgain;
    /// The call of a step that goes forward has been answered, and the rows say so. May act on the saga.
    std::function<void(const Saga &, const SagaStep &)> stepEnded;
    /// Completed or Compensated, and the rows say so.
    std::function<void(const Saga &)> ended;
    Duration undoPatience = 24h; ///< a compensation that is not answered for so long has failed for good
    std::source_location where = std::source_location::current();
};

} // namespace curbside
