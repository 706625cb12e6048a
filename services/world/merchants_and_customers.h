// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/robot.h"
#include "services/world/scenario.h"

#include <span>

namespace curbside::world {

/// Someone's coming to a robot's lid.
struct Visit
{
    bool isNobody = false; ///< then `opensAt` is when the robot gives up waiting
    PlatformTime opensAt;
    Duration takes{0};
    PlatformTime closesNotBefore; ///< however fast they are

    [[nodiscard]] PlatformTime closesAt(PlatformTime openedAt) const
    {
        return std::max(openedAt + takes, closesNotBefore);
    }
};

/// The people at both ends of an order: when they come, how long they take. In a world of whole minutes they close the lid
/// at the very minute that counts as the time of the service: half of it after the robot's arrival, at a merchant not before
/// all its goods there are ready.
class MerchantsAndCustomers
{
public:
    explicit MerchantsAndCustomers(const Scenario &scenario) : m_scenario(scenario) {}

    /// Of those `waiting`, the one whose turn is next: at a merchant, whose goods are ready first.
    [[nodiscard]] std::size_t next(const Stop &stop, std::span<const Errand> waiting) const;
    /// The visit for `errand` at a stop where the robot is free for it from `from` on; `all` are the errands of the stop.
    [[nodiscard]] Visit visit(const Stop &stop, const Errand &errand, std::span<const Errand> all,
                              PlatformTime from) const;
    /// How long the robot stays after the last lid was closed.
    [[nodiscard]] Duration staysAfter(TaskType kind) const;

private:
    struct Halves
    {
        Duration before;
        Duration after;
    };
    [[nodiscard]] Halves halvesOf(TaskType kind) const;
    [[nodiscard]] std::optional<PlatformTime> readyAt(const Errand &errand) const;
    [[nodiscard]] const ScenarioOrder *orderOf(const Errand &errand) const;
    [[nodiscard]] Visit toTheMinute(const Stop &stop, std::span<const Errand> all, PlatformTime from) const;

    const Scenario &m_scenario;
};

} // namespace curbside::world
