// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/solution.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/service.h"
#include "services/world/mdrp_solution.h"

using namespace Qt::StringLiterals;

namespace curbside {

SolutionRecorder::SolutionRecorder(Platform &platform) : m_platform(platform)
{
    platform.environment().journal.addListener([this](const JournalRecord &record) { take(record); },
                                               Journal::Detail::Brief);
}

void SolutionRecorder::take(const JournalRecord &record)
{
    if (record.kind != JournalKind::Published)
        return;
    if (record.type == "curbside.dispatch.TripPlanned") {
        takeTrip(*record.event);
    } else if (record.type == "curbside.dispatch.TripAborted") {
        m_aborted.insert(record.subject);
    } else if (record.type == "curbside.deliveries.AttemptStatusChanged"
               || record.type == "curbside.deliveries.DeliveryStatusChanged") {
        const auto document = JsonDocument::parse(record.event->data);
        const JsonValue data = document ? document->root() : JsonValue();
        const QString delivery = data["deliveryId"].toString().value_or(QString());
        if (const auto attempt = data["attemptId"].toString())
            m_deliveryOfAttempt[*attempt] = delivery;
        if (const auto order = data["orderId"].toString())
            m_orderOfDelivery[delivery] = *order;
    }
}

void SolutionRecorder::takeTrip(const Event &event)
{
    const auto document = JsonDocument::parse(event.data);
    Fields data(document ? document->root() : JsonValue());
    Trip trip{data.required<QString>("robotSerial"), event.time, {}};
    data.raw("stops").forEachItem([&](JsonValue item) {
        Fields fields(item);
        trip.stops.push_back({fields.required<QString>("kind") == u"Pickup", fields.list<QString>("attemptIds"),
                              fields.required<PlatformTime>("arriveAt"), fields.required<PlatformTime>("leaveAt")});
    });
    m_trips.emplace_back(event.subject, std::move(trip));
}

std::map<QString, QString> SolutionRecorder::externalIds() const
{
    std::map<QString, QString> externalIds;
    for (const auto &[attempt, delivery] : m_deliveryOfAttempt) {
        const auto order = m_orderOfDelivery.find(delivery);
        if (order == m_orderOfDelivery.end())
            continue;
        Request request;
        request.path = u"/order/"_s + order->second;
        const auto document = JsonDocument::parse(m_platform.process("integrations").service().look(request).body);
        if (document)
            externalIds[attempt] = document->root()["externalId"].toString().value_or(QString());
    }
    return externalIds;
}

std::expected<void, Failure> SolutionRecorder::write(const Scenario &day, const QString &folder) const
{
    std::map<QString, MerchantKey> restaurantOf;
    for (const ScenarioOrder &order : day.orders)
        restaurantOf.emplace(order.externalId, order.merchant);
    const std::map<QString, QString> names = externalIds();
    std::vector<MdrpTrip> trips;
    for (const auto &[id, trip] : m_trips) {
        if (m_aborted.contains(id))
            continue;
        MdrpTrip written{RobotSerial(trip.robotSerial), trip.decidedAt, {}};
        for (const Stop &stop : trip.stops) {
            MdrpStop line{
                stop.isPickup ? MdrpStop::Kind::Pickup : MdrpStop::Kind::Dropoff, {}, {}, stop.arriveAt, stop.leaveAt};
            for (const QString &attempt : stop.attempts) {
                const auto name = names.find(attempt);
                const QString externalId = name == names.end() ? QString() : name->second;
                if (const auto restaurant = restaurantOf.find(externalId);
                    stop.isPickup && restaurant != restaurantOf.end())
                    line.restaurant = restaurant->second;
                line.orders.push_back(externalId);
            }
            if (stop.isPickup)
                line.orders.clear();
            written.stops.push_back(std::move(line));
        }
        trips.push_back(std::move(written));
    }
    const auto solution = mdrpSolution(day, trips);
    if (!solution)
        return std::unexpected(
            Failure{ExitStatus::DoesNotHold, u"the run cannot be written as a solution: %1"_s.arg(solution.error())});
    if (auto written = writeMdrpSolution(folder, *solution); !written)
        return std::unexpected(Failure{ExitStatus::Machine, written.error()});
    return {};
}

} // namespace curbside
