// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/planner.h"

#include <map>

namespace curbside::dispatch {

/// Milliseconds of customers' waiting, or what is worth as much. Whole numbers, so that sums are exact.
using Cost = std::int64_t;

[[nodiscard]] constexpr Cost costOf(Duration duration)
{
    return duration.count() / 1000;
}

/// An open demand, made ready for planning.
struct Job
{
    std::size_t demand = 0;
    int merchant = 0;
    Place dropoff;
    PlatformTime readyAt;
    PlatformTime dueAt;
    PlatformTime waitsFrom; // ready, or already now
    PlatformTime idealDropoffAt; // by a robot that stands at the merchant
    std::vector<int> excluded; // robots, sorted

    [[nodiscard]] bool excludes(int robot) const;
    /// Waiting counts as it is; lateness, beyond that, by its square: the later, the more urgent.
    [[nodiscard]] Cost cost(PlatformTime dropoffAt) const;
};

struct Merchant
{
    Place place;
    PlatformTime latestReadyAt; // of its jobs
    int jobs = 0;
    std::vector<int> candidates; // robots worth a look, sorted
};

/// A robot that is available.
struct Worker
{
    std::size_t robot = 0;
    Place place;
    PlatformTime freeAt;
    PlatformTime lastPickupAt;
    Cost useCost = 0; // of giving it anything to do at all
};

/// What is to be planned: the input in an order of its own, without what cannot be used, with distances looked up once.
/// Jobs, merchants and robots (workers) are known by their places in these lists.
class Workload
{
public:
    explicit Workload(const PlanningInput &input);

    [[nodiscard]] const TravelModel &travel() const { return m_travel; }
    [[nodiscard]] const std::vector<Job> &jobs() const { return m_jobs; }
    [[nodiscard]] const std::vector<Merchant> &merchants() const { return m_merchants; }
    [[nodiscard]] const std::vector<Worker> &workers() const { return m_workers; }
    [[nodiscard]] const Job &job(int index) const { return m_jobs[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const Merchant &merchant(int index) const { return m_merchants[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const Worker &worker(int index) const { return m_workers[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int largestBundle() const { return m_largestBundle; }
    [[nodiscard]] const ServiceHalves &loading() const { return m_loading; }
    [[nodiscard]] const ServiceHalves &handover() const { return m_handover; }

    /// From where the worker is next free to the merchant.
    [[nodiscard]] Duration approach(int worker, int merchant) const
    {
        return m_approaches[static_cast<std::size_t>(merchant) * m_workers.size() + static_cast<std::size_t>(worker)];
    }

private:
    void addWorkers(const PlanningInput &input);
    void addJobs(const PlanningInput &input);
    [[nodiscard]] std::vector<int> workersOf(const std::vector<QString> &serials, const PlanningInput &input) const;
    [[nodiscard]] int merchantOf(const OpenDemand &demand, std::map<std::pair<Uuid, Place>, int> &known);
    void measureApproaches();
    void priceWorkers();
    void chooseCandidates(Merchant &merchant, int index);

    TravelModel m_travel;
    ServiceHalves m_loading;
    ServiceHalves m_handover;
    int m_largestBundle;
    std::vector<Job> m_jobs;
    std::vector<Merchant> m_merchants;
    std::vector<Worker> m_workers;
    std::vector<Duration> m_approaches;
};

/// What a drive costs besides the time it takes: next to nothing, so that it only decides between equals.
[[nodiscard]] Cost driveCost(Duration drive);

} // namespace curbside::dispatch
