// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/routes.h"

#include <algorithm>

namespace curbside::dispatch {

Routes::Routes(const Workload &workload)
    : m_workload(workload), m_workerOf(workload.jobs().size(), -1), m_dropoffAt(workload.jobs().size())
{
    m_routes.reserve(workload.workers().size());
    for (const Worker &worker : workload.workers())
        m_routes.push_back({static_cast<int>(m_routes.size()), {}, {{worker.place, worker.freeAt, 0}}});
}

TripDraft Routes::draft(std::span<const int> jobs) const
{
    TripDraft draft;
    draft.merchant = m_workload.job(jobs.front()).merchant;
    draft.readyAt = m_workload.job(jobs.front()).readyAt;
    draft.length = m_workload.loading().after;
    Place place = m_workload.merchant(draft.merchant).place;
    for (const int index : jobs) {
        const Job &job = m_workload.job(index);
        const Duration drive = m_workload.travel().travel(place, job.dropoff);
        const auto at = static_cast<std::size_t>(draft.size++);
        draft.jobs[at] = index;
        draft.dropoffAfter[at] = draft.length + drive + m_workload.handover().before;
        draft.length = draft.dropoffAfter[at] + m_workload.handover().after;
        draft.drive += drive;
        draft.readyAt = std::max(draft.readyAt, job.readyAt);
        place = job.dropoff;
    }
    return draft;
}

std::optional<Position> Routes::after(const Position &from, bool isStart, int worker, const TripDraft &draft) const
{
    const Worker &robot = m_workload.worker(worker);
    const Duration approach = isStart
        ? m_workload.approach(worker, draft.merchant)
        : m_workload.travel().travel(from.place, m_workload.merchant(draft.merchant).place);
    const PlatformTime pickupAt = std::max(from.time + approach + m_workload.loading().before, draft.readyAt);
    if (pickupAt > robot.lastPickupAt)
        return std::nullopt;
    Position to{m_workload.job(draft.bundle().back()).dropoff, pickupAt + draft.length,
                from.cost + driveCost(approach + draft.drive) + (isStart ? robot.useCost : 0)};
    for (int i = 0; i < draft.size; ++i) {
        const Job &job = m_workload.job(draft.jobs[static_cast<std::size_t>(i)]);
        if (job.excludes(worker))
            return std::nullopt;
        to.cost += job.cost(pickupAt + draft.dropoffAfter[static_cast<std::size_t>(i)]);
    }
    return to;
}

std::optional<Cost> Routes::costWith(const Route &route, const RouteChange &change) const
{
    auto position =
        after(route.positions[static_cast<std::size_t>(change.trip)], change.trip == 0, route.worker, change.draft);
    for (auto i = static_cast<std::size_t>(change.trip) + static_cast<std::size_t>(change.replaced);
         position && i < route.trips.size(); ++i) {
        const Position &known = route.positions[i];
        if (i > 0 && position->time == known.time && position->place == known.place)
            return position->cost + route.cost() - known.cost;
        position = after(*position, false, route.worker, route.trips[i]);
    }
    return position ? std::optional(position->cost) : std::nullopt;
}

std::optional<Cost> Routes::costFor(int worker, const std::vector<TripDraft> &trips) const
{
    std::optional<Position> position = of(worker).positions.front();
    for (std::size_t i = 0; position && i < trips.size(); ++i)
        position = after(*position, i == 0, worker, trips[i]);
    return position ? std::optional(position->cost) : std::nullopt;
}

/// Every change was found possible before it was made.
void Routes::walk(Route &route)
{
    route.positions.resize(1);
    for (const TripDraft &trip : route.trips) {
        const bool isStart = route.positions.size() == 1;
        route.positions.push_back(after(route.positions.back(), isStart, route.worker, trip).value());
        const PlatformTime pickupAt = route.positions.back().time - trip.length;
        for (int i = 0; i < trip.size; ++i) {
            const auto job = static_cast<std::size_t>(trip.jobs[static_cast<std::size_t>(i)]);
            m_workerOf[job] = route.worker;
            m_dropoffAt[job] = pickupAt + trip.dropoffAfter[static_cast<std::size_t>(i)];
        }
    }
}

void Routes::apply(int worker, const RouteChange &change)
{
    Route &route = m_routes[static_cast<std::size_t>(worker)];
    const auto at = route.trips.begin() + change.trip;
    if (change.replaced > 0)
        *at = change.draft;
    else
        route.trips.insert(at, change.draft);
    walk(route);
}

Cost Routes::remove(int job)
{
    Route &route = m_routes[static_cast<std::size_t>(workerOf(job))];
    const Cost before = route.cost();
    for (auto trip = route.trips.begin(); trip != route.trips.end(); ++trip) {
        std::vector<int> others(trip->bundle().begin(), trip->bundle().end());
        if (std::erase(others, job) == 0)
            continue;
        if (others.empty())
            route.trips.erase(trip);
        else
            *trip = draft(others);
        break;
    }
    m_workerOf[static_cast<std::size_t>(job)] = -1;
    walk(route);
    return before - route.cost();
}

void Routes::setTrips(int worker, std::vector<TripDraft> trips)
{
    Route &route = m_routes[static_cast<std::size_t>(worker)];
    route.trips = std::move(trips);
    walk(route);
}

} // namespace curbside::dispatch
