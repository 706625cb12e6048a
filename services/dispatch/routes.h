// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/workload.h"

#include <array>
#include <span>

namespace curbside::dispatch {

/// One trip in the making. Once its pickup time is known, so is everything else.
struct TripDraft
{
    int merchant = 0;
    int size = 0;
    std::array<int, largestBundleEver> jobs{}; // in the order of their drop-offs
    std::array<Duration, largestBundleEver> dropoffAfter{}; // the pickup time
    Duration length{}; // from the pickup time to leaving the last customer
    Duration drive{}; // from the merchant on
    PlatformTime readyAt{}; // when the last of them is

    [[nodiscard]] std::span<const int> bundle() const { return {jobs.data(), static_cast<std::size_t>(size)}; }
};

/// Where a robot is next free, and what it costs up to there.
struct Position
{
    Place place;
    PlatformTime time;
    Cost cost = 0;
};

/// What a robot is to do, one trip after the other.
struct Route
{
    int worker = 0;
    std::vector<TripDraft> trips;
    std::vector<Position> positions; // the start, then one after each trip

    [[nodiscard]] Cost cost() const { return positions.back().cost; }
};

/// A change to a route: the draft takes the place of the `replaced` (0 or 1) trips at `trip`.
struct RouteChange
{
    int trip = 0;
    int replaced = 0;
    TripDraft draft;
};

/// The routes of all robots, and where each job is in them.
class Routes
{
public:
    explicit Routes(const Workload &workload);

    [[nodiscard]] const Route &of(int worker) const { return m_routes[static_cast<std::size_t>(worker)]; }
    [[nodiscard]] int size() const { return static_cast<int>(m_routes.size()); }
    [[nodiscard]] const std::vector<Route> &all() const { return m_routes; }

    /// The robot that has the job, -1 for none.
    [[nodiscard]] int workerOf(int job) const { return m_workerOf[static_cast<std::size_t>(job)]; }
    /// Only meant for a job that a robot has.
    [[nodiscard]] PlatformTime dropoffAt(int job) const { return m_dropoffAt[static_cast<std::size_t>(job)]; }

    /// What the route would cost with the change; nothing when a robot may not, or cannot before it goes off duty.
    [[nodiscard]] std::optional<Cost> costWith(const Route &route, const RouteChange &change) const;
    /// What these trips would cost as the whole route of that robot.
    [[nodiscard]] std::optional<Cost> costFor(int worker, const std::vector<TripDraft> &trips) const;

    void apply(int worker, const RouteChange &change);
    /// Takes the job out of its route and says what that saves.
    Cost remove(int job);
    void setTrips(int worker, std::vector<TripDraft> trips);

    [[nodiscard]] TripDraft draft(std::span<const int> jobs) const;

private:
    [[nodiscard]] std::optional<Position> after(const Position &from, bool isStart, int worker,
                                                const TripDraft &draft) const;
    void walk(Route &route);

    const Workload &m_workload;
    std::vector<Route> m_routes;
    std::vector<int> m_workerOf;
    std::vector<PlatformTime> m_dropoffAt;
};

} // namespace curbside::dispatch
