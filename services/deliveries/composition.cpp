// SPDX-License-Identifier: GPL-3.0-or-later
// The synchronous strategy: Deliveries asks the owners, one after the other, for what goes with a delivery of its own.
#include "services/deliveries/deliveries_service.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

/// What a neighbour answered, or the problem in its place.
void writeLooked(JsonWriter &json, std::string_view name, const Response &response)
{
    json.key(name);
    if (response.isSuccess())
        json.raw(response.body);
    else
        json.beginObject().rawMember("problem", response.body).endObject();
}

} // namespace

std::optional<Problem> DeliveriesService::refuseParts(const QStringList &parts)
{
    static const QStringList known{u"attempt"_s, u"task"_s, u"robot"_s};
    const auto isKnown = [](const QString &part) { return known.contains(part); };
    if (std::ranges::all_of(parts, isKnown))
        return std::nullopt;
    return Problem::unprocessable(u"?include"_s, u"holds something else than %1"_s.arg(known.join(u", "_s)));
}

/// As the attempt's own row has it: the copy in the delivery may be of an earlier plan.
std::optional<DriverName> DeliveriesService::driverOf(const Delivery &delivery)
{
    const auto attempt = delivery.latestAttemptId ? m_attempts.find(*delivery.latestAttemptId) : std::nullopt;
    return attempt ? attempt->driverName : std::nullopt;
}

QByteArray DeliveriesService::composed(const Delivery &delivery, const QStringList &parts)
{
    JsonWriter json;
    json.beginObject();
    writeMembers(json, delivery);
    if (parts.contains(u"attempt") && delivery.latestAttemptId) {
        if (const auto attempt = m_attempts.find(*delivery.latestAttemptId)) {
            json.key("attempt");
            writeTo(json, *attempt);
        }
    }
    if (parts.contains(u"task") && delivery.taskId)
        writeLooked(json, "task", lookAt("operations", u"/task/"_s + delivery.taskId->toString()).response);
    if (parts.contains(u"robot")) {
        if (const auto driver = driverOf(delivery))
            writeLooked(json, "robot", lookAt("state", u"/robot-by-driver/"_s + driver->toString()).response);
    }
    json.endObject();
    return json.take();
}

} // namespace curbside::deliveries
