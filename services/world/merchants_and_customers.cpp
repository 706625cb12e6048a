// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/merchants_and_customers.h"

#include <algorithm>

namespace curbside::world {

namespace {

constexpr Duration patienceWithCustomers = 5min;
/// Before the minute that counts.
constexpr Duration openedBefore = 30s;

/// Of an order that is not the scenario's, and at a merchant who takes goods back.
constexpr Duration someoneComesAfter = 30s;
constexpr Duration someoneTakes = 20s;

} // namespace

const ScenarioOrder *MerchantsAndCustomers::orderOf(const Errand &errand) const
{
    return errand.order ? &m_scenario.orders.at(static_cast<std::size_t>(*errand.order)) : nullptr;
}

std::optional<PlatformTime> MerchantsAndCustomers::readyAt(const Errand &errand) const
{
    const ScenarioOrder *order = orderOf(errand);
    return order ? std::optional(order->goodsReadyAt) : std::nullopt;
}

std::size_t MerchantsAndCustomers::next(const Stop &stop, std::span<const Errand> waiting) const
{
    if (stop.kind != TaskType::Pickup)
        return 0;
    const auto isReadyEarlier = [this](const Errand &left, const Errand &right) {
        return readyAt(left).value_or(PlatformTime{}) < readyAt(right).value_or(PlatformTime{});
    };
    return static_cast<std::size_t>(std::min_element(waiting.begin(), waiting.end(), isReadyEarlier) - waiting.begin());
}

Visit MerchantsAndCustomers::visit(const Stop &stop, const Errand &errand, std::span<const Errand> all,
                                   PlatformTime from) const
{
    if (m_scenario.motion.wholeMinutes)
        return toTheMinute(stop, all, from);
    const ScenarioOrder *order = orderOf(errand);
    if (!order || stop.kind == TaskType::Return)
        return {false, from + someoneComesAfter, someoneTakes, {}};
    if (stop.kind == TaskType::Pickup)
        return {false, std::max(from, order->goodsReadyAt) + order->merchantOpensAfter, order->loadingTakes, {}};
    if (!order->customerComesAfter)
        return {true, from + patienceWithCustomers, {}, {}};
    return {false, from + *order->customerComesAfter, order->unloadingTakes, {}};
}

Visit MerchantsAndCustomers::toTheMinute(const Stop &stop, std::span<const Errand> all, PlatformTime from) const
{
    PlatformTime servedAt = stop.arrivedAt.value_or(from) + halvesOf(stop.kind).before;
    for (const Errand &errand : all) {
        const auto ready = stop.kind == TaskType::Pickup ? readyAt(errand) : std::nullopt;
        if (ready)
            servedAt = std::max(
                servedAt, m_scenario.startsAt + std::chrono::ceil<std::chrono::minutes>(*ready - m_scenario.startsAt));
    }
    return {false, std::max(from, servedAt - openedBefore), Duration{0}, servedAt};
}

MerchantsAndCustomers::Halves MerchantsAndCustomers::halvesOf(TaskType kind) const
{
    const Motion &motion = m_scenario.motion;
    const qint64 minutes = kind == TaskType::Pickup ? motion.pickupServiceMinutes : motion.dropoffServiceMinutes;
    const qint64 before = std::max<qint64>(1, (minutes + 1) / 2);
    return {std::chrono::minutes(before), std::chrono::minutes(std::max<qint64>(0, minutes - before))};
}

Duration MerchantsAndCustomers::staysAfter(TaskType kind) const
{
    return m_scenario.motion.wholeMinutes ? halvesOf(kind).after : Duration{0};
}

} // namespace curbside::world
