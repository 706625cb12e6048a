// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/insertion.h"

namespace curbside::dispatch {

namespace {

/// Beyond so many trips the future is guesswork; what finds no place waits for a robot to get on.
constexpr std::size_t longestRoute = 5;

class InsertionSearch
{
public:
    InsertionSearch(const Workload &workload, const Routes &routes, int job)
        : m_workload(workload), m_routes(routes), m_job(job), m_alone(routes.draft({&job, 1}))
    {}

    /// Of equal places the last is taken: who came first stays first.
    std::optional<Insertion> run()
    {
        for (const int worker : m_workload.merchant(m_alone.merchant).candidates) {
            const Route &route = m_routes.of(worker);
            if (isHopeless(route))
                continue;
            for (std::size_t i = route.trips.size(); i > 0; --i)
                tryJoining(route, static_cast<int>(i) - 1);
            if (route.trips.size() >= longestRoute)
                continue;
            for (std::size_t i = route.trips.size() + 1; i > 0; --i)
                consider(route, {static_cast<int>(i) - 1, 0, m_alone});
        }
        return m_best;
    }

private:
    /// No place in a route is earlier than the first, and no other job gets any earlier.
    [[nodiscard]] bool isHopeless(const Route &route) const
    {
        const Job &job = m_workload.job(m_job);
        const Worker &worker = m_workload.worker(route.worker);
        const PlatformTime arriveAt = worker.freeAt + m_workload.approach(route.worker, m_alone.merchant);
        const PlatformTime pickupAt = std::max(arriveAt + m_workload.loading().before, job.readyAt);
        const Cost least = job.cost(pickupAt + m_alone.dropoffAfter[0]) + (route.trips.empty() ? worker.useCost : 0);
        return pickupAt > worker.lastPickupAt || (m_best && least >= m_best->cost);
    }

    void tryJoining(const Route &route, int trip)
    {
        const TripDraft &present = route.trips[static_cast<std::size_t>(trip)];
        if (present.merchant != m_alone.merchant || present.size >= m_workload.largestBundle())
            return;
        for (int place = present.size; place >= 0; --place) {
            std::vector<int> jobs(present.bundle().begin(), present.bundle().end());
            jobs.insert(jobs.begin() + place, m_job);
            consider(route, {trip, 1, m_routes.draft(jobs)});
        }
    }

    void consider(const Route &route, const RouteChange &change)
    {
        const auto cost = m_routes.costWith(route, change);
        if (cost && (!m_best || *cost - route.cost() < m_best->cost))
            m_best = Insertion{*cost - route.cost(), route.worker, change};
    }

    const Workload &m_workload;
    const Routes &m_routes;
    int m_job;
    TripDraft m_alone;
    std::optional<Insertion> m_best;
};

} // namespace

std::optional<Insertion> cheapestInsertion(const Workload &workload, const Routes &routes, int job)
{
    return InsertionSearch(workload, routes, job).run();
}

} // namespace curbside::dispatch
