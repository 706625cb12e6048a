// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/fulfil_context.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

#include <algorithm>

namespace curbside::deliveries {

std::expected<FulfilContext, QString> FulfilContext::fromJson(const QByteArray &json)
{
    const auto document = JsonDocument::parse(json);
    if (!document)
        return std::unexpected(document.error().detail);
    Fields fields(document->root());
    FulfilContext context;
    context.attemptId = fields.required<AttemptId>("attemptId");
    context.attemptsUsed = fields.required<qint64>("attemptsUsed");
    context.deadline = fromMicroseconds(fields.required<qint64>("deadlineMicroseconds"));
    context.demandId = fields.optional<DemandId>("demandId");
    context.tripId = fields.optional<TripId>("tripId");
    context.robotSerial = fields.optional<RobotSerial>("robotSerial");
    context.pickupTaskId = fields.optional<TaskId>("pickupTaskId");
    context.dropoffTaskId = fields.optional<TaskId>("dropoffTaskId");
    context.excludedRobots = fields.list<RobotSerial>("excludedRobots");
    context.wishedRobot = fields.optional<RobotSerial>("wishedRobot");
    context.avoidedRobot = fields.optional<RobotSerial>("avoidedRobot");
    if (const auto problem = fields.problem())
        return std::unexpected(problem->errors.front().pointer + u' ' + problem->errors.front().detail);
    return context;
}

QByteArray FulfilContext::toJson() const
{
    JsonWriter json;
    json.beginObject()
        .member("attemptId", attemptId)
        .member("attemptsUsed", attemptsUsed)
        .member("deadlineMicroseconds", toMicroseconds(deadline))
        .member("demandId", demandId)
        .member("tripId", tripId)
        .member("robotSerial", robotSerial)
        .member("pickupTaskId", pickupTaskId)
        .member("dropoffTaskId", dropoffTaskId)
        .member("excludedRobots", excludedRobots)
        .member("wishedRobot", wishedRobot)
        .member("avoidedRobot", avoidedRobot)
        .endObject();
    return json.take();
}

FulfilContext FulfilContext::following(AttemptId next) const
{
    FulfilContext context;
    context.attemptId = next;
    context.attemptsUsed = attemptsUsed + 1;
    context.deadline = deadline;
    context.excludedRobots = excludedRobots;
    if (robotSerial && std::ranges::find(excludedRobots, *robotSerial) == excludedRobots.end())
        context.excludedRobots.push_back(*robotSerial);
    return context;
}

FulfilContext FulfilContext::reassigned(AttemptId next, const std::optional<RobotSerial> &wished) const
{
    FulfilContext context;
    context.attemptId = next;
    context.attemptsUsed = attemptsUsed;
    context.deadline = deadline;
    context.excludedRobots = excludedRobots;
    context.wishedRobot = wished;
    if (wished)
        std::erase(context.excludedRobots, *wished);
    else
        context.avoidedRobot = robotSerial;
    return context;
}

} // namespace curbside::deliveries
