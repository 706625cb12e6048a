// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/solution_check.h"

#include <map>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

struct Stay
{
    qint64 since; // the minute of arrival
    qint64 until; // the minute of departure
    QString place;
};

/// A solution file's lines below its header, split at spaces.
std::vector<QStringList> linesOf(const QByteArray &file)
{
    std::vector<QStringList> lines;
    const QStringList rows = QString::fromUtf8(file).split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < rows.size(); ++i)
        lines.push_back(rows[i].split(u' '));
    return lines;
}

class Judge
{
public:
    explicit Judge(const Scenario &day) : m_day(day)
    {
        for (const ScenarioOrder &order : day.orders) {
            m_orders[order.externalId] = &order;
            m_places[order.externalId] = order.dropoff;
        }
        for (const ScenarioMerchant &merchant : day.merchants)
            m_places[merchant.key.toString()] = merchant.place;
        for (const ScenarioRobot &robot : day.robots) {
            m_robots[robot.serial.toString()] = &robot;
            m_places[robot.serial.toString()] = robot.place;
        }
    }

    SolutionVerdict judge(const MdrpSolution &solution);

private:
    void readMoves(const MdrpSolution &solution);
    void judgeAssignments(const MdrpSolution &solution);
    void judgeOrders(const MdrpSolution &solution);
    void demand(bool holds, const QString &breach)
    {
        if (!holds)
            m_verdict.breaches += breach;
    }
    [[nodiscard]] qint64 minute(PlatformTime time) const { return (time - m_day.startsAt) / 1min; }
    [[nodiscard]] bool isAt(const QString &courier, const QString &place, qint64 when) const
    {
        const auto stays = m_stays.find(courier);
        return stays != m_stays.end() && std::ranges::any_of(stays->second, [&](const Stay &stay) {
                   return stay.place == place && stay.since < when && when <= stay.until;
               });
    }

    const Scenario &m_day;
    std::map<QString, const ScenarioOrder *> m_orders;
    std::map<QString, const ScenarioRobot *> m_robots;
    std::map<QString, Place> m_places;
    std::map<QString, std::vector<Stay>> m_stays;
    std::map<QString, qint64> m_dropoffs;
    SolutionVerdict m_verdict;
};

void Judge::readMoves(const MdrpSolution &solution)
{
    QString last;
    for (const QStringList &line : linesOf(solution.couriers)) {
        const QString &courier = line[0];
        demand(courier == last || !m_stays.contains(courier), u"moves of %1 in two blocks"_s.arg(courier));
        last = courier;
        auto &stays = m_stays[courier];
        constexpr qint64 never = std::numeric_limits<qint64>::max();
        if (stays.empty())
            stays.push_back({minute(m_robots.at(courier)->onDutyFrom), never, courier});
        const QString origin = line[2] == u'0' ? courier : line[2];
        demand(origin == stays.back().place,
               u"%1 leaves %2 but stands at %3"_s.arg(courier, origin, stays.back().place));
        stays.back().until = line[1].toLongLong();
        demand(stays.back().since <= stays.back().until, u"%1 leaves %2 before it came"_s.arg(courier, origin));
        const Duration travel = travelTime(m_day.motion, m_places.at(origin), m_places.at(line[3]));
        stays.push_back({stays.back().until + travel / 1min, never, line[3]});
    }
}

void Judge::judgeOrders(const MdrpSolution &solution)
{
    for (const QStringList &line : linesOf(solution.orders)) {
        const ScenarioOrder &order = *m_orders.at(line[0]);
        const qint64 dropoff = line[4].toLongLong();
        demand(line[1].toLongLong() == minute(order.placedAt), u"placement of "_s + line[0]);
        demand(line[2].toLongLong() == minute(*order.readyAt), u"readiness of "_s + line[0]);
        demand(isAt(line[5], line[0], dropoff), u"%1 is not at %2 at %3"_s.arg(line[5], line[0], line[4]));
        demand(m_dropoffs.emplace(line[0], dropoff).second, u"%1 twice"_s.arg(line[0]));
        m_verdict.clickToDoorMinutes.push_back(dropoff - line[1].toLongLong());
    }
}

void Judge::judgeAssignments(const MdrpSolution &solution)
{
    std::map<QString, int> assignments;
    for (const QStringList &line : linesOf(solution.assignments)) {
        const qint64 pickup = line[1].toLongLong();
        demand(pickup <= minute(m_robots.at(line[2])->onDutyUntil), u"pickup after the end of duty of "_s + line[2]);
        qint64 earliestDropoff = 0;
        for (const QString &id : line.sliced(3)) {
            const ScenarioOrder &order = *m_orders.at(id);
            demand(++assignments[id] == 1, id + u" is assigned twice"_s);
            demand(line[0].toLongLong() >= minute(order.placedAt), id + u" is assigned before it was placed"_s);
            demand(pickup >= minute(*order.readyAt), id + u" is picked up before it is ready"_s);
            demand(isAt(line[2], order.merchant.toString(), pickup), line[2] + u" is not there to pick up "_s + id);
            demand(m_dropoffs.at(id) >= earliestDropoff, id + u" is dropped off out of turn"_s);
            earliestDropoff = m_dropoffs.at(id) + m_day.motion.dropoffServiceMinutes;
        }
    }
    for (const auto &[id, dropoff] : m_dropoffs)
        demand(assignments.contains(id), id + u" is delivered but not assigned"_s);
}

SolutionVerdict Judge::judge(const MdrpSolution &solution)
{
    readMoves(solution);
    judgeOrders(solution);
    judgeAssignments(solution);
    std::ranges::sort(m_verdict.clickToDoorMinutes);
    return m_verdict;
}

} // namespace

SolutionVerdict judgeSolution(const Scenario &day, const MdrpSolution &solution)
{
    return Judge(day).judge(solution);
}

} // namespace curbside
