// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/planner.h"

#include "services/dispatch/assignment.h"
#include "services/dispatch/insertion.h"

#include <algorithm>
#include <cstdlib>

namespace curbside::dispatch {

namespace {

constexpr std::size_t choicesPerWork = 20;
constexpr Duration undoneDelay = 40min; // to be without a robot now is as bad as to be so much later
constexpr Duration goodEnoughDelay = 2min;

/// Makes the plan in four steps: every job alone, matched with robots at least cost; what is left over put behind or
/// into those trips; whole routes matched with robots again, now that bundles are made; single jobs moved to better
/// places.
class Planning
{
public:
    explicit Planning(const PlanningInput &input) : m_input(input), m_workload(input), m_routes(m_workload) {}

    Plan run()
    {
        matchSingleJobs();
        placeTheRest();
        matchRoutes();
        moveLateJobs();
        placeTheRest();
        return result();
    }

private:
    void matchSingleJobs();
    void placeTheRest();
    void matchRoutes();
    void moveLateJobs();
    void addChoices(int work, const std::vector<TripDraft> &trips, int owner);
    [[nodiscard]] Cost spreadOfChoices() const;
    [[nodiscard]] Cost undoneCost(const AssignmentChoice &best, const TripDraft &alone) const;
    [[nodiscard]] Plan result() const;
    [[nodiscard]] PlannedTrip plannedTrip(const Route &route) const;
    [[nodiscard]] PlannedDemand plannedDemand(int index) const;
    [[nodiscard]] bool anyoneCould(int index) const;

    const PlanningInput &m_input;
    Workload m_workload;
    Routes m_routes;
    std::vector<AssignmentChoice> m_choices;
};

/// The cheapest robots for these trips, and always the one that has them.
void Planning::addChoices(int work, const std::vector<TripDraft> &trips, int owner)
{
    std::vector<std::pair<Cost, int>> costs;
    for (const int worker : m_workload.merchant(trips.front().merchant).candidates) {
        if (const auto cost = worker == owner ? std::nullopt : m_routes.costFor(worker, trips))
            costs.emplace_back(*cost, worker);
    }
    if (costs.size() > choicesPerWork) {
        std::nth_element(costs.begin(), costs.begin() + choicesPerWork, costs.end());
        costs.resize(choicesPerWork);
    }
    if (owner >= 0)
        costs.emplace_back(m_routes.of(owner).cost(), owner);
    std::sort(costs.begin(), costs.end());
    for (const auto &[cost, worker] : costs)
        m_choices.push_back({work, worker, cost});
}

/// What it costs to leave the job to later, when this is the best that could be done for it now.
Cost Planning::undoneCost(const AssignmentChoice &best, const TripDraft &alone) const
{
    const Job &job = m_workload.job(best.work);
    const PlatformTime arriveAt =
        m_workload.worker(best.robot).freeAt + m_workload.approach(best.robot, alone.merchant);
    const PlatformTime pickupAt = std::max(arriveAt + m_workload.loading().before, job.readyAt);
    const PlatformTime dropoffAt = pickupAt + alone.dropoffAfter[0];
    const auto precedence = static_cast<Cost>(m_workload.jobs().size()) - best.work; // of equals the first is done
    return best.cost + job.cost(dropoffAt + undoneDelay) - job.cost(dropoffAt) + precedence;
}

void Planning::matchSingleJobs()
{
    m_choices.clear();
    std::vector<Cost> undoneCosts;
    std::vector<std::vector<TripDraft>> alone;
    for (int job = 0; job < static_cast<int>(m_workload.jobs().size()); ++job) {
        alone.push_back({m_routes.draft({&job, 1})});
        const std::size_t first = m_choices.size();
        addChoices(job, alone.back(), -1);
        undoneCosts.push_back(first < m_choices.size() ? undoneCost(m_choices[first], alone.back().front()) : 0);
    }
    const std::vector<int> workerOf = assignAtLeastCost(m_choices, undoneCosts, m_routes.size());
    for (std::size_t job = 0; job < workerOf.size(); ++job) {
        if (workerOf[job] >= 0)
            m_routes.setTrips(workerOf[job], alone[job]);
    }
}

void Planning::placeTheRest()
{
    for (int job = 0; job < static_cast<int>(m_workload.jobs().size()); ++job) {
        if (m_routes.workerOf(job) >= 0)
            continue;
        if (const auto insertion = cheapestInsertion(m_workload, m_routes, job))
            m_routes.apply(insertion->worker, insertion->change);
    }
}

/// More than any exchange could save: no route is ever left undone for it.
Cost Planning::spreadOfChoices() const
{
    Cost sum = 1;
    for (const AssignmentChoice &choice : m_choices)
        sum += 2 * std::abs(choice.cost);
    return sum;
}

void Planning::matchRoutes()
{
    m_choices.clear();
    std::vector<std::vector<TripDraft>> works;
    for (const Route &route : m_routes.all()) {
        if (route.trips.empty())
            continue;
        addChoices(static_cast<int>(works.size()), route.trips, route.worker);
        works.push_back(route.trips);
    }
    const std::vector<Cost> forbidden(works.size(), spreadOfChoices());
    const std::vector<int> workerOf = assignAtLeastCost(m_choices, forbidden, m_routes.size());
    std::vector<std::vector<TripDraft>> trips(static_cast<std::size_t>(m_routes.size()));
    for (std::size_t i = 0; i < works.size(); ++i)
        trips[static_cast<std::size_t>(workerOf[i])] = std::move(works[i]);
    for (int worker = 0; worker < m_routes.size(); ++worker)
        m_routes.setTrips(worker, std::move(trips[static_cast<std::size_t>(worker)]));
}

void Planning::moveLateJobs()
{
    for (int job = 0; job < static_cast<int>(m_workload.jobs().size()); ++job) {
        const int worker = m_routes.workerOf(job);
        if (worker < 0 || m_routes.dropoffAt(job) - m_workload.job(job).idealDropoffAt <= goodEnoughDelay)
            continue;
        const std::vector<TripDraft> trips = m_routes.of(worker).trips;
        const Cost saved = m_routes.remove(job);
        const auto insertion = cheapestInsertion(m_workload, m_routes, job);
        if (insertion && insertion->cost < saved)
            m_routes.apply(insertion->worker, insertion->change);
        else
            m_routes.setTrips(worker, trips);
    }
}

Plan Planning::result() const
{
    Plan plan;
    plan.demands.resize(m_input.demands.size());
    for (const Route &route : m_routes.all()) {
        if (!route.trips.empty())
            plan.trips.push_back(plannedTrip(route));
    }
    for (int job = 0; job < static_cast<int>(m_workload.jobs().size()); ++job)
        plan.demands[m_workload.job(job).demand] = plannedDemand(job);
    return plan;
}

PlannedTrip Planning::plannedTrip(const Route &route) const
{
    const TripDraft &draft = route.trips.front();
    const Worker &worker = m_workload.worker(route.worker);
    PlannedTrip trip;
    trip.robot = worker.robot;
    std::vector<Place> dropoffs;
    for (const int job : draft.bundle()) {
        trip.demands.push_back(m_workload.job(job).demand);
        dropoffs.push_back(m_workload.job(job).dropoff);
    }
    trip.times = timeTrip(m_workload.travel(), worker.place, worker.freeAt, m_workload.merchant(draft.merchant).place,
                          draft.readyAt, dropoffs);
    trip.mustLeave = trip.times.departAt < m_workload.travel().roundedDown(m_input.now) + m_input.interval;
    return trip;
}

bool Planning::anyoneCould(int index) const
{
    const TripDraft alone = m_routes.draft({&index, 1});
    for (int worker = 0; worker < m_routes.size(); ++worker) {
        if (m_routes.costFor(worker, {alone}))
            return true;
    }
    return false;
}

PlannedDemand Planning::plannedDemand(int index) const
{
    const int worker = m_routes.workerOf(index);
    if (worker < 0)
        return {anyoneCould(index) ? DemandOutlook::Waiting : DemandOutlook::NoRobot, {}, {}, {}};
    const Route &route = m_routes.of(worker);
    PlannedDemand planned{DemandOutlook::NextTrip, m_workload.worker(worker).robot, {}, m_routes.dropoffAt(index)};
    for (std::size_t i = 0; i < route.trips.size(); ++i) {
        const auto bundle = route.trips[i].bundle();
        if (std::find(bundle.begin(), bundle.end(), index) == bundle.end())
            continue;
        planned.outlook = i == 0 ? DemandOutlook::NextTrip : DemandOutlook::LaterTrip;
        planned.pickupAt = route.positions[i + 1].time - route.trips[i].length;
    }
    return planned;
}

} // namespace

Plan makePlan(const PlanningInput &input)
{
    return Planning(input).run();
}

} // namespace curbside::dispatch
