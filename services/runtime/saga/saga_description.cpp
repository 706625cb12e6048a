// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to tell of a saga, with what its plan has still in store for it.
#include "services/runtime/http/durable_calls.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/saga/saga_runner.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

void writePlan(JsonWriter &json, const SagaPlan &plan)
{
    json.key("plan").beginArray();
    for (const SagaStepPlan &step : plan.steps)
        json.beginObject()
            .member("name", step.name)
            .member("undo", unlessEmpty(step.undoName))
            .member("awaits", !step.call)
            .endObject();
    json.endArray();
}

/// The compensations that would be called, last step first, if the step under way, or the next one, failed now.
void writeUndoing(JsonWriter &json, const Saga &saga, const SagaPlan &plan, const std::vector<SagaStep> &steps)
{
    json.key("wouldUndo").beginArray();
    for (const SagaStep &step : steps | std::views::reverse) {
        const auto planned = std::ranges::find(plan.steps, step.name, &SagaStepPlan::name);
        if (step.isUndo() || step.state != SagaStepState::Done || planned == plan.steps.end() || !planned->undo)
            continue;
        if (const auto call = planned->undo(saga))
            json.beginObject()
                .member("name", planned->undoName)
                .member("undoes", step.name)
                .member("service", call->service)
                .member("path", call->path)
                .endObject();
    }
    json.endArray();
}

} // namespace

QByteArray SagaRunner::describe(const Saga &saga)
{
    const SagaPlan &plan = planOf(saga);
    JsonWriter json;
    json.beginObject();
    writeMembers(json, saga);
    json.key("steps").beginArray();
    for (SagaStep step : m_store.steps(saga.id)) {
        if (const auto call = m_calls.progressOf(step.callId.toLatin1())) {
            step.attempts = call->attempts;
            step.error = call->lastStatus == 0 ? QString() : u"the last try was answered %1"_s.arg(call->lastStatus);
        }
        writeTo(json, step);
    }
    json.endArray();
    writePlan(json, plan);
    if (!saga.isEnded())
        writeUndoing(json, saga, plan, m_store.steps(saga.id, saga.round));
    json.endObject();
    return json.take();
}

} // namespace curbside
