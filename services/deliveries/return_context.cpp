// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/return_context.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

namespace curbside::deliveries {

std::expected<ReturnContext, QString> ReturnContext::fromJson(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    if (!document)
        return std::unexpected(document.error().detail);
    Fields fields(document->root());
    ReturnContext context;
    context.reason = fields.required<QString>("reason");
    context.attemptId = fields.required<AttemptId>("attemptId");
    context.robotSerial = fields.required<RobotSerial>("robotSerial");
    context.tripId = fields.optional<TripId>("tripId");
    context.isDropoffOver = fields.required<bool>("isDropoffOver");
    context.isDropoffEnded = fields.required<bool>("isDropoffEnded");
    context.returnTaskId = fields.optional<TaskId>("returnTaskId");
    context.isReturned = fields.required<bool>("isReturned");
    context.failure = fields.optional<QString>("failure").value_or(QString());
    if (const auto problem = fields.problem())
        return std::unexpected(problem->errors.front().pointer + u' ' + problem->errors.front().detail);
    return context;
}

QByteArray ReturnContext::toJson() const
{
    JsonWriter json;
    json.beginObject()
        .member("reason", reason)
        .member("attemptId", attemptId)
        .member("robotSerial", robotSerial)
        .member("tripId", tripId)
        .member("isDropoffOver", isDropoffOver)
        .member("isDropoffEnded", isDropoffEnded)
        .member("returnTaskId", returnTaskId)
        .member("isReturned", isReturned);
    if (!failure.isEmpty())
        json.member("failure", failure);
    json.endObject();
    return json.take();
}

} // namespace curbside::deliveries
