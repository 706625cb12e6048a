// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/saga/saga.h"

#include "services/runtime/json/json_writer.h"

namespace curbside {

std::optional<QString> unlessEmpty(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

void writeMembers(JsonWriter &json, const Saga &saga)
{
    json.member("id", saga.id)
        .member("type", saga.type)
        .member("subject", saga.subject)
        .member("state", saga.state)
        .member("currentStep", unlessEmpty(saga.currentStep))
        .member("round", saga.round)
        .rawMember("context", saga.context)
        .member("startedAt", saga.startedAt)
        .member("endedAt", saga.endedAt)
        .member("updatedAt", saga.updatedAt)
        .member("version", saga.version);
}

void writeTo(JsonWriter &json, const SagaStep &step)
{
    json.beginObject()
        .member("position", step.position)
        .member("name", step.name)
        .member("undoes", unlessEmpty(step.undoes))
        .member("round", step.round)
        .member("state", step.state)
        .member("attempts", step.attempts)
        .member("startedAt", step.startedAt)
        .member("endedAt", step.endedAt)
        .member("error", unlessEmpty(step.error))
        .endObject();
}

} // namespace curbside
