// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/workload.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace curbside::dispatch {

namespace {

// Found by trying them on real days of orders: means and 90 % of click-to-door hardly move within a factor of two.
constexpr Cost quadraticLatenessCost = costOf(50min);
constexpr Cost steepestLateness = costOf(3h); // from there on every minute weighs the same
constexpr Duration longestLateness = 24h * 30;
constexpr Cost drivePermille = 50;
constexpr Cost remotenessPermille = 300;
constexpr Cost idlePermille = 10;
constexpr Duration idleLimit = 4h;
constexpr std::size_t candidatesPerMerchant = 32;

constexpr PlatformTime never = fromMicroseconds(std::numeric_limits<qint64>::max() / 2);

/// The `count` robots of least key, and of equal keys those that come first.
std::vector<int> leastBy(std::vector<std::pair<Cost, int>> keyed, std::size_t count)
{
    if (keyed.size() > count) {
        std::nth_element(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(count), keyed.end());
        keyed.resize(count);
    }
    std::vector<int> robots;
    robots.reserve(keyed.size());
    for (const auto &[key, robot] : keyed)
        robots.push_back(robot);
    return robots;
}

} // namespace

bool isAvailable(const PlanningRobot &robot)
{
    return robot.inService && !robot.held && robot.onDuty && robot.online && !robot.lidJammed
        && robot.batteryPercent >= leastBatteryPercent;
}

Cost driveCost(Duration drive)
{
    return costOf(drive) * drivePermille / 1000;
}

bool Job::excludes(int robot) const
{
    return !excluded.empty() && std::binary_search(excluded.begin(), excluded.end(), robot);
}

Cost Job::cost(PlatformTime dropoffAt) const
{
    const Cost late = costOf(std::clamp<Duration>(dropoffAt - dueAt, 0s, longestLateness));
    const Cost steep = std::min(late, steepestLateness);
    return costOf(dropoffAt - waitsFrom) + steep * (2 * late - steep) / quadraticLatenessCost;
}

Workload::Workload(const PlanningInput &input)
    : m_travel(input.travel), m_loading(input.travel.pickupHalves()), m_handover(input.travel.dropoffHalves()),
      m_largestBundle(std::clamp(input.largestBundle, 1, largestBundleEver))
{
    addWorkers(input);
    addJobs(input);
    measureApproaches();
    priceWorkers();
    for (std::size_t i = 0; i < m_merchants.size(); ++i)
        chooseCandidates(m_merchants[i], static_cast<int>(i));
}

void Workload::addWorkers(const PlanningInput &input)
{
    const PlatformTime now = m_travel.roundedDown(input.now);
    for (std::size_t i = 0; i < input.robots.size(); ++i) {
        const PlanningRobot &robot = input.robots[i];
        const PlatformTime freeAt = m_travel.roundedUp(std::max(now, robot.freeAt));
        const PlatformTime lastPickupAt = m_travel.roundedDown(robot.onDutyUntil.value_or(never));
        const Duration idle = std::clamp<Duration>(now - robot.freeAt, 0s, idleLimit);
        if (isAvailable(robot) && freeAt <= lastPickupAt)
            m_workers.push_back({i, robot.place, freeAt, lastPickupAt, -costOf(idle) * idlePermille / 1000});
    }
    std::sort(m_workers.begin(), m_workers.end(), [&](const Worker &a, const Worker &b) {
        return input.robots[a.robot].serial < input.robots[b.robot].serial;
    });
}

int Workload::merchantOf(const OpenDemand &demand, std::map<std::pair<Uuid, Place>, int> &known)
{
    const auto [found, isNew] =
        known.try_emplace({demand.merchantId, demand.pickup}, static_cast<int>(m_merchants.size()));
    if (isNew)
        m_merchants.push_back({demand.pickup, PlatformTime::min(), 0, {}});
    return found->second;
}

std::vector<int> Workload::workersOf(const std::vector<QString> &serials, const PlanningInput &input) const
{
    std::vector<int> workers;
    for (const QString &serial : serials) {
        const auto found =
            std::lower_bound(m_workers.begin(), m_workers.end(), serial, [&](const Worker &worker, const QString &s) {
                return input.robots[worker.robot].serial < s;
            });
        if (found != m_workers.end() && input.robots[found->robot].serial == serial)
            workers.push_back(static_cast<int>(found - m_workers.begin()));
    }
    std::sort(workers.begin(), workers.end());
    return workers;
}

void Workload::addJobs(const PlanningInput &input)
{
    std::vector<std::size_t> places(input.demands.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(input.demands[a].readyAt, input.demands[a].id)
            < std::pair(input.demands[b].readyAt, input.demands[b].id);
    });
    std::map<std::pair<Uuid, Place>, int> known;
    for (const std::size_t i : places) {
        const OpenDemand &demand = input.demands[i];
        const PlatformTime readyAt = m_travel.roundedUp(demand.readyAt);
        Job job{i, merchantOf(demand, known), demand.dropoff, readyAt, demand.dueAt, std::max(readyAt, input.now), {},
                {}};
        job.idealDropoffAt =
            job.readyAt + m_loading.after + m_travel.travel(demand.pickup, demand.dropoff) + m_handover.before;
        job.excluded = workersOf(demand.excludedRobots, input);
        Merchant &merchant = m_merchants[static_cast<std::size_t>(job.merchant)];
        merchant.latestReadyAt = std::max(merchant.latestReadyAt, job.readyAt);
        ++merchant.jobs;
        m_jobs.push_back(std::move(job));
    }
}

void Workload::measureApproaches()
{
    m_approaches.reserve(m_merchants.size() * m_workers.size());
    for (const Merchant &merchant : m_merchants) {
        for (const Worker &worker : m_workers)
            m_approaches.push_back(m_travel.travel(worker.place, merchant.place));
    }
}

/// A robot far from all that is asked for is worth less where it stands than one in the middle: of two that would be
/// equally early, the remote one goes, and the other stays for what nobody knows yet. Then the one that has waited
/// longest.
void Workload::priceWorkers()
{
    for (std::size_t i = 0; i < m_workers.size() && !m_jobs.empty(); ++i) {
        Duration sum{0};
        for (std::size_t m = 0; m < m_merchants.size(); ++m)
            sum += approach(static_cast<int>(i), static_cast<int>(m)) * m_merchants[m].jobs;
        m_workers[i].useCost -= costOf(sum / static_cast<qint64>(m_jobs.size())) * remotenessPermille / 1000;
    }
}

void Workload::chooseCandidates(Merchant &merchant, int index)
{
    std::vector<std::pair<Cost, int>> byArrival;
    std::vector<std::pair<Cost, int>> byCost;
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        const Duration drive = approach(i, index);
        const PlatformTime pickupAt = worker(i).freeAt + drive + m_loading.before;
        byArrival.emplace_back(toMicroseconds(pickupAt), i);
        if (pickupAt <= merchant.latestReadyAt)
            byCost.emplace_back(worker(i).useCost + driveCost(drive), i);
    }
    merchant.candidates = leastBy(std::move(byArrival), candidatesPerMerchant);
    const std::vector<int> cheap = leastBy(std::move(byCost), candidatesPerMerchant);
    merchant.candidates.insert(merchant.candidates.end(), cheap.begin(), cheap.end());
    std::sort(merchant.candidates.begin(), merchant.candidates.end());
    merchant.candidates.erase(std::unique(merchant.candidates.begin(), merchant.candidates.end()),
                              merchant.candidates.end());
}

} // namespace curbside::dispatch
