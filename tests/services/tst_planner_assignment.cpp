// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/assignment.h"
#include "services/runtime/time/random_stream.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <algorithm>
#include <optional>

namespace tst_planner_assignment {

using namespace curbside;
using namespace curbside::dispatch;

/// The matching of work with robots is the best there is: tried against all others, where they can be counted.
class PlannerAssignmentTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingToAssign();
    void theSumDecidesAndNotTheFirstComer();
    void whatCostsMoreThanItIsWorthIsLeftUndone();
    void noOtherAssignmentCostsLess_data();
    void noOtherAssignmentCostsLess();
};

namespace {

using Choices = std::vector<AssignmentChoice>;

std::optional<std::int64_t> costOf(const Choices &choices, int work, int robot)
{
    for (const AssignmentChoice &choice : choices) {
        if (choice.work == work && choice.robot == robot)
            return choice.cost;
    }
    return std::nullopt;
}

std::int64_t leastCost(const Choices &choices, const std::vector<std::int64_t> &undone, std::size_t work,
                       std::vector<bool> &used)
{
    if (work == undone.size())
        return 0;
    std::int64_t least = undone[work] + leastCost(choices, undone, work + 1, used);
    for (std::size_t robot = 0; robot < used.size(); ++robot) {
        const auto cost = costOf(choices, static_cast<int>(work), static_cast<int>(robot));
        if (!cost || used[robot])
            continue;
        used[robot] = true;
        least = std::min(least, *cost + leastCost(choices, undone, work + 1, used));
        used[robot] = false;
    }
    return least;
}

} // namespace

void PlannerAssignmentTest::nothingToAssign()
{
    QCOMPARE(assignAtLeastCost({}, {}, 0), std::vector<int>{});
    QCOMPARE(assignAtLeastCost({}, {}, 3), std::vector<int>{});
    QCOMPARE(assignAtLeastCost({}, std::vector<std::int64_t>{7}, 0), std::vector<int>{-1});
}

void PlannerAssignmentTest::theSumDecidesAndNotTheFirstComer()
{
    const Choices choices{{0, 0, 1}, {0, 1, 2}, {1, 0, 1}, {1, 1, 9}};
    QCOMPARE(assignAtLeastCost(choices, std::vector<std::int64_t>{100, 100}, 2), (std::vector<int>{1, 0}));
}

void PlannerAssignmentTest::whatCostsMoreThanItIsWorthIsLeftUndone()
{
    const Choices choices{{0, 0, 5}, {1, 0, -3}, {2, 1, 8}};
    QCOMPARE(assignAtLeastCost(choices, std::vector<std::int64_t>{6, 6, 7}, 2), (std::vector<int>{-1, 0, -1}));
}

void PlannerAssignmentTest::noOtherAssignmentCostsLess_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 20; ++seed)
        QTest::addRow("random costs %d", seed) << seed;
}

void PlannerAssignmentTest::noOtherAssignmentCostsLess()
{
    QFETCH(int, seed);
    RandomStream random(static_cast<std::uint64_t>(seed), "assignment", 0);
    constexpr int works = 6;
    constexpr int robots = 5;
    Choices choices;
    std::vector<std::int64_t> undone;
    for (int work = 0; work < works; ++work) {
        undone.push_back(random.between(0, 59));
        for (int robot = 0; robot < robots; ++robot) {
            if (random.below(4) > 0)
                choices.push_back({work, robot, random.between(-20, 79)});
        }
    }
    const std::vector<int> robotOf = assignAtLeastCost(choices, undone, robots);
    std::int64_t cost = 0;
    std::vector<bool> used(robots);
    for (int work = 0; work < works; ++work) {
        const auto at = static_cast<std::size_t>(work);
        if (robotOf[at] < 0) {
            cost += undone[at];
            continue;
        }
        QVERIFY(!used[static_cast<std::size_t>(robotOf[at])]);
        used[static_cast<std::size_t>(robotOf[at])] = true;
        QVERIFY(costOf(choices, work, robotOf[at]));
        cost += *costOf(choices, work, robotOf[at]);
    }
    std::vector<bool> none(robots);
    QCOMPARE(qint64(cost), qint64(leastCost(choices, undone, 0, none)));
}

CURBSIDE_TEST(PlannerAssignmentTest)

} // namespace tst_planner_assignment

#include "tst_planner_assignment.moc"
