// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/trip_progress.h"

#include <algorithm>

namespace curbside {

std::vector<bool> stopsDone(const Trip &trip, const Entities &entities)
{
    struct Count
    {
        int all = 0;
        int ended = 0;
    };
    std::vector<Count> counts(trip.stops.size());
    for (const TaskRow &task : entities.tasks.rows()) {
        const DeliveryRow *delivery = task.tripId == trip.id ? entities.deliveries.find(task.deliveryId) : nullptr;
        if (!delivery)
            continue;
        for (std::size_t i = 0; i < trip.stops.size(); ++i) {
            const TripStop &stop = trip.stops[i];
            if (stop.isPickup != (task.type == u"Pickup") || !stop.attemptIds.contains(delivery->attemptId))
                continue;
            ++counts[i].all;
            counts[i].ended += task.hasEnded() ? 1 : 0;
        }
    }
    std::vector<bool> done;
    done.reserve(counts.size());
    for (const Count &count : counts)
        done.push_back(count.all > 0 && count.all == count.ended);
    return done;
}

QString stopText(const TripStop &stop, const Entities &entities)
{
    const auto &merchants = entities.merchants.rows();
    const auto at = std::ranges::find_if(merchants, [&](const MerchantRow &row) { return row.place == stop.place; });
    return stop.isPickup && at != merchants.end() ? at->name : entities.addressAt(stop.place);
}

} // namespace curbside
