// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

namespace curbside::mdrp {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array ruleNames{
    "names are of the day",          "an order is assigned once",     "assignments and orders agree",
    "assigned not before placement", "a bundle is of one restaurant", "pickup not before ready",
    "pickup not after off time",     "drop-offs follow the sequence", "moves are continuous",
    "moves start after the arrival", "at the restaurant at pickup",   "at the customer at drop-off",
    "moves follow the assignments",  "service is given its time",
};

/// A move with its arrival; the origin "0" replaced by the courier.
struct TimedMove
{
    int departAt = 0;
    int arriveAt = 0;
    QString origin;
    QString destination;
};

class RuleCheck
{
public:
    RuleCheck(const Day &day, const Solution &solution) : m_day(day), m_solution(solution) {}

    std::vector<Breach> run()
    {
        namesAreOfTheDay();
        if (!m_breaches.empty())
            return m_breaches;
        timeMoves();
        orderIsAssignedOnce();
        assignmentsAndOrdersAgree();
        for (const Assignment &assignment : m_solution.assignments)
            assignmentTimes(assignment);
        dropoffsFollowTheSequence();
        movesAreContinuous();
        movesStartAfterArrival();
        atTheRestaurantAtPickup();
        atTheCustomerAtDropoff();
        movesFollowTheAssignments();
        return m_breaches;
    }

private:
    void breach(Rule rule, const QString &detail) { m_breaches.push_back({rule, detail}); }
    [[nodiscard]] bool isPlace(const QString &name) const
    {
        return m_day.orders.contains(name) || m_day.restaurants.contains(name);
    }
    [[nodiscard]] Point placeOf(const QString &name) const;
    [[nodiscard]] const DeliveredOrder *delivered(const QString &order) const;
    [[nodiscard]] QString whereAt(const QString &courier, int minute) const;

    void namesAreOfTheDay();
    void namesOfOrders();
    void timeMoves();
    void orderIsAssignedOnce();
    void assignmentsAndOrdersAgree();
    void assignmentTimes(const Assignment &assignment);
    void dropoffsFollowTheSequence();
    void movesAreContinuous();
    void movesStartAfterArrival();
    void atTheRestaurantAtPickup();
    void atTheCustomerAtDropoff();
    void movesFollowTheAssignments();
    void followsAssignments(const QString &courier, std::vector<const Assignment *> assignments);
    void serviceIsGivenItsTime(const QString &what, const TimedMove &arrival, int at, const TimedMove *next,
                               int service);

    const Day &m_day;
    const Solution &m_solution;
    std::map<QString, std::vector<TimedMove>> m_moves;
    std::vector<Breach> m_breaches;
};

Point RuleCheck::placeOf(const QString &name) const
{
    if (const auto order = m_day.orders.find(name); order != m_day.orders.end())
        return order->second.place;
    if (const auto restaurant = m_day.restaurants.find(name); restaurant != m_day.restaurants.end())
        return restaurant->second;
    return m_day.couriers.at(name).place;
}

const DeliveredOrder *RuleCheck::delivered(const QString &order) const
{
    const auto found = m_solution.orders.find(order);
    return found == m_solution.orders.end() ? nullptr : &found->second;
}

/// Empty while the courier drives. What happens in the minute itself does not count yet.
QString RuleCheck::whereAt(const QString &courier, int minute) const
{
    QString place;
    if (m_day.couriers.at(courier).onAt < minute)
        place = courier;
    const auto moves = m_moves.find(courier);
    if (moves == m_moves.end())
        return place;
    for (const TimedMove &move : moves->second) {
        if (move.departAt < minute)
            place.clear();
        if (move.arriveAt < minute)
            place = move.destination;
    }
    return place;
}

void RuleCheck::namesAreOfTheDay()
{
    for (const Assignment &assignment : m_solution.assignments) {
        if (!m_day.couriers.contains(assignment.courier))
            breach(Rule::NamesAreOfTheDay, u"assignment to %1"_s.arg(assignment.courier));
        for (const QString &order : assignment.orders) {
            if (!m_day.orders.contains(order))
                breach(Rule::NamesAreOfTheDay, u"assigned order %1"_s.arg(order));
        }
    }
    for (const auto &[courier, moves] : m_solution.moves) {
        if (!m_day.couriers.contains(courier))
            breach(Rule::NamesAreOfTheDay, u"moves of %1"_s.arg(courier));
        for (const Move &move : moves) {
            if ((move.origin != u"0" && !isPlace(move.origin)) || !isPlace(move.destination))
                breach(Rule::NamesAreOfTheDay, u"%1 moves from %2 to %3"_s.arg(courier, move.origin, move.destination));
        }
    }
    namesOfOrders();
}

void RuleCheck::namesOfOrders()
{
    for (const auto &[id, line] : m_solution.orders) {
        const auto order = m_day.orders.find(id);
        if (order == m_day.orders.end() || order->second.placedAt != line.placedAt
            || order->second.readyAt != line.readyAt || !m_day.couriers.contains(line.courier))
            breach(Rule::NamesAreOfTheDay, u"the line of order %1"_s.arg(id));
    }
}

void RuleCheck::timeMoves()
{
    for (const auto &[courier, moves] : m_solution.moves) {
        for (const Move &move : moves) {
            const QString origin = move.origin == u"0" ? courier : move.origin;
            const int arriveAt = move.departAt + m_day.travelMinutes(placeOf(origin), placeOf(move.destination));
            m_moves[courier].push_back({move.departAt, arriveAt, origin, move.destination});
        }
    }
}

void RuleCheck::orderIsAssignedOnce()
{
    std::set<QString> seen;
    for (const Assignment &assignment : m_solution.assignments) {
        for (const QString &order : assignment.orders) {
            if (!seen.insert(order).second)
                breach(Rule::OrderIsAssignedOnce, order);
        }
    }
}

void RuleCheck::assignmentsAndOrdersAgree()
{
    std::size_t agreeing = 0;
    for (const Assignment &assignment : m_solution.assignments) {
        for (const QString &order : assignment.orders) {
            const DeliveredOrder *line = delivered(order);
            if (m_solution.orders.count(order) == 1 && line->courier == assignment.courier
                && line->pickupAt == assignment.pickupAt)
                ++agreeing;
            else
                breach(Rule::AssignmentsAndOrdersAgree, u"order %1 of %2"_s.arg(order, assignment.courier));
        }
    }
    if (agreeing < m_solution.orders.size())
        breach(Rule::AssignmentsAndOrdersAgree,
               u"%1 lines of orders, %2 as assigned"_s.arg(m_solution.orders.size()).arg(agreeing));
}

void RuleCheck::assignmentTimes(const Assignment &assignment)
{
    const QString &restaurant = m_day.orders.at(assignment.orders.front()).restaurant;
    for (const QString &id : assignment.orders) {
        const Order &order = m_day.orders.at(id);
        if (assignment.assignedAt < order.placedAt)
            breach(Rule::AssignedNotBeforePlacement,
                   u"%1: %2 < %3"_s.arg(id).arg(assignment.assignedAt).arg(order.placedAt));
        if (assignment.pickupAt < order.readyAt)
            breach(Rule::PickupNotBeforeReady, u"%1: %2 < %3"_s.arg(id).arg(assignment.pickupAt).arg(order.readyAt));
        if (order.restaurant != restaurant)
            breach(Rule::BundleIsOfOneRestaurant, u"%1 is of %2, not %3"_s.arg(id, order.restaurant, restaurant));
    }
    const int offAt = m_day.couriers.at(assignment.courier).offAt;
    if (assignment.pickupAt > offAt)
        breach(Rule::PickupNotAfterOffTime,
               u"%1: %2 > %3"_s.arg(assignment.courier).arg(assignment.pickupAt).arg(offAt));
}

void RuleCheck::dropoffsFollowTheSequence()
{
    for (const Assignment &assignment : m_solution.assignments) {
        const DeliveredOrder *before = nullptr;
        for (const QString &order : assignment.orders) {
            const DeliveredOrder *line = delivered(order);
            if (before && line && line->dropoffAt < before->dropoffAt + m_day.dropoffServiceMinutes)
                breach(Rule::DropoffsFollowTheSequence, order);
            before = line;
        }
    }
}

void RuleCheck::movesAreContinuous()
{
    for (const auto &[courier, moves] : m_moves) {
        QString place = courier;
        for (const TimedMove &move : moves) {
            if (move.origin != place)
                breach(Rule::MovesAreContinuous, u"%1 leaves %2, is at %3"_s.arg(courier, move.origin, place));
            place = move.destination;
        }
    }
}

void RuleCheck::movesStartAfterArrival()
{
    for (const auto &[courier, moves] : m_moves) {
        int freeAt = m_day.couriers.at(courier).onAt;
        for (const TimedMove &move : moves) {
            if (move.departAt < freeAt)
                breach(Rule::MovesStartAfterArrival, u"%1: %2 < %3"_s.arg(courier).arg(move.departAt).arg(freeAt));
            freeAt = move.arriveAt;
        }
    }
}

void RuleCheck::atTheRestaurantAtPickup()
{
    for (const Assignment &assignment : m_solution.assignments) {
        const QString place = whereAt(assignment.courier, assignment.pickupAt);
        if (place != m_day.orders.at(assignment.orders.front()).restaurant)
            breach(Rule::AtTheRestaurantAtPickup,
                   u"%1 at %2: “%3”"_s.arg(assignment.courier).arg(assignment.pickupAt).arg(place));
    }
}

void RuleCheck::atTheCustomerAtDropoff()
{
    for (const auto &[id, line] : m_solution.orders) {
        const QString place = whereAt(line.courier, line.dropoffAt);
        if (place != id)
            breach(Rule::AtTheCustomerAtDropoff,
                   u"%1 with %2 at %3: “%4”"_s.arg(line.courier, id).arg(line.dropoffAt).arg(place));
    }
}

void RuleCheck::movesFollowTheAssignments()
{
    std::map<QString, std::vector<const Assignment *>> byCourier;
    for (const Assignment &assignment : m_solution.assignments)
        byCourier[assignment.courier].push_back(&assignment);
    for (const auto &[courier, moves] : m_moves)
        byCourier.try_emplace(courier);
    for (auto &[courier, assignments] : byCourier)
        followsAssignments(courier, assignments);
}

void RuleCheck::followsAssignments(const QString &courier, std::vector<const Assignment *> assignments)
{
    std::sort(assignments.begin(), assignments.end(),
              [](const Assignment *a, const Assignment *b) { return a->pickupAt < b->pickupAt; });
    const std::vector<TimedMove> &moves = m_moves[courier];
    std::size_t at = 0;
    const auto nextIs = [&](const QString &place) { return at < moves.size() && moves[at].destination == place; };
    const auto following = [&] { return at < moves.size() ? &moves[at] : nullptr; };
    for (const Assignment *assignment : assignments) {
        const QString &restaurant = m_day.orders.at(assignment->orders.front()).restaurant;
        if (!nextIs(restaurant) || moves[at].departAt < assignment->assignedAt) {
            breach(Rule::MovesFollowTheAssignments, u"%1 to %2"_s.arg(courier, restaurant));
            return;
        }
        const TimedMove &approach = moves[at++];
        serviceIsGivenItsTime(restaurant, approach, assignment->pickupAt, following(), m_day.pickupServiceMinutes);
        for (const QString &order : assignment->orders) {
            const DeliveredOrder *line = delivered(order);
            if (!nextIs(order) || !line) {
                breach(Rule::MovesFollowTheAssignments, u"%1 to %2"_s.arg(courier, order));
                return;
            }
            const TimedMove &drive = moves[at++];
            serviceIsGivenItsTime(order, drive, line->dropoffAt, following(), m_day.dropoffServiceMinutes);
        }
    }
    if (at < moves.size())
        breach(Rule::MovesFollowTheAssignments, u"%1 to %2, unasked"_s.arg(courier, moves[at].destination));
}

/// An odd service may be cut either way.
void RuleCheck::serviceIsGivenItsTime(const QString &what, const TimedMove &arrival, int at, const TimedMove *next,
                                      int service)
{
    const int half = service / 2;
    if (at - arrival.arriveAt < half
        || (next && (next->departAt - at < half || next->departAt - arrival.arriveAt < service)))
        breach(Rule::ServiceIsGivenItsTime, u"%1 at %2"_s.arg(what).arg(at));
}

} // namespace

std::vector<Breach> breaches(const Day &day, const Solution &solution)
{
    return RuleCheck(day, solution).run();
}

QString toText(const Breach &breach)
{
    return QString::fromLatin1(ruleNames.at(static_cast<std::size_t>(breach.rule))) + u": "_s + breach.detail;
}

ClickToDoor clickToDoor(const Day &day, const Solution &solution)
{
    ClickToDoor result;
    std::vector<int> minutes;
    for (const auto &[id, line] : solution.orders) {
        const Order &order = day.orders.at(id);
        minutes.push_back(line.dropoffAt - order.placedAt);
        if (minutes.back() > day.maximumClickToDoorMinutes
            && day.leastClickToDoorMinutes(order) <= day.maximumClickToDoorMinutes)
            ++result.beyondMaximumAvoidably;
    }
    if (minutes.empty())
        return result;
    std::sort(minutes.begin(), minutes.end());
    const auto rank = [&](double share) {
        return minutes[static_cast<std::size_t>(std::ceil(share * static_cast<double>(minutes.size()))) - 1];
    };
    result.delivered = static_cast<int>(minutes.size());
    result.meanMinutes = std::accumulate(minutes.begin(), minutes.end(), 0.0) / static_cast<double>(minutes.size());
    result.medianMinutes = rank(0.5);
    result.ninetiethMinutes = rank(0.9);
    result.maximumMinutes = minutes.back();
    return result;
}

} // namespace curbside::mdrp
