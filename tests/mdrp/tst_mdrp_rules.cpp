// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_rules.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

namespace tst_mdrp_rules {

using namespace curbside::mdrp;
using namespace Qt::StringLiterals;

using Spoil = void (*)(Solution &);
using Rules = std::set<Rule>;

/// The check that the planner's days rest on: a small day whose solution holds, and one way to break it for each rule.
class MdrpRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aFeasibleSolutionHasNoBreach();
    void aBreachIsToldByItsRule_data();
    void aBreachIsToldByItsRule();
    void clickToDoorIsCountedFromPlacement();
    void aSolutionIsReadAsWritten();
    void aFileThatDoesNotFitIsRefused_data();
    void aFileThatDoesNotFitIsRefused();

private:
    Day m_day;
    Solution m_solution;
};

namespace {

QString sample(const QString &name)
{
    return QStringLiteral(CURBSIDE_SOURCE_DIR "/tests/mdrp/") + name;
}

DeliveredOrder &line(Solution &solution, const QString &order)
{
    return solution.orders.find(order)->second;
}

void row(const char *name, Spoil spoil, const Rules &rules)
{
    QTest::newRow(name) << spoil << rules;
}

} // namespace

void MdrpRulesTest::initTestCase()
{
    const auto day = readDay(sample(u"small_day"_s));
    if (!day)
        QFAIL(qPrintable(day.error()));
    m_day = *day;
    const auto solution = readSolution(sample(u"small_day_solution"_s));
    if (!solution)
        QFAIL(qPrintable(solution.error()));
    m_solution = *solution;
}

void MdrpRulesTest::aFeasibleSolutionHasNoBreach()
{
    for (const Breach &breach : breaches(m_day, m_solution))
        QFAIL(qPrintable(toText(breach)));
    QCOMPARE(m_solution.assignments.size(), 2U);
    QCOMPARE(m_solution.orders.size(), 3U);
    QCOMPARE(m_solution.moves.size(), 2U);
}

void MdrpRulesTest::aBreachIsToldByItsRule_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Rules>("rules");
    row("a courier that nobody knows", [](Solution &s) { s.assignments[0].courier = u"c9"_s; },
        {Rule::NamesAreOfTheDay});
    row("a place that nobody knows", [](Solution &s) { s.moves[u"c1"_s][0].destination = u"r9"_s; },
        {Rule::NamesAreOfTheDay});
    row("a ready time that is not the order's", [](Solution &s) { line(s, u"o1"_s).readyAt = 9; },
        {Rule::NamesAreOfTheDay});
    row("an order in two assignments", [](Solution &s) { s.assignments.push_back(s.assignments[1]); },
        {Rule::OrderIsAssignedOnce, Rule::MovesFollowTheAssignments});
    row("a line of an order that nobody assigned",
        [](Solution &s) { s.assignments.pop_back(), s.moves.erase(u"c2"_s); },
        {Rule::AssignmentsAndOrdersAgree, Rule::AtTheCustomerAtDropoff});
    row("another pickup time in the order's line", [](Solution &s) { line(s, u"o3"_s).pickupAt = 21; },
        {Rule::AssignmentsAndOrdersAgree});
    row("assigned before it was placed", [](Solution &s) { s.assignments[0].assignedAt = 1; },
        {Rule::AssignedNotBeforePlacement});
    row("off before the assignment", [](Solution &s) { s.assignments[0].assignedAt = 8; },
        {Rule::MovesFollowTheAssignments});
    row("two restaurants in a bundle",
        [](Solution &s) {
            s.assignments[0].orders += u"o3"_s;
            s.assignments.pop_back();
            s.moves.erase(u"c2"_s);
            s.moves[u"c1"_s].push_back({28, u"o2"_s, u"o3"_s});
            line(s, u"o3"_s) = {5, 20, 12, 35, u"c1"_s};
        },
        {Rule::BundleIsOfOneRestaurant, Rule::PickupNotBeforeReady});
    row("picked up before it was ready",
        [](Solution &s) { s.assignments[1].pickupAt = line(s, u"o3"_s).pickupAt = 19; },
        {Rule::PickupNotBeforeReady, Rule::ServiceIsGivenItsTime});
    row("picked up after the courier went off duty",
        [](Solution &s) {
            s.assignments[1].pickupAt = line(s, u"o3"_s).pickupAt = 61;
            s.moves[u"c2"_s] = {{54, u"0"_s, u"r2"_s}, {63, u"r2"_s, u"o3"_s}};
            line(s, u"o3"_s).dropoffAt = 68;
        },
        {Rule::PickupNotAfterOffTime});
    row("dropped off in another order",
        [](Solution &s) { std::swap(line(s, u"o1"_s).dropoffAt, line(s, u"o2"_s).dropoffAt); },
        {Rule::DropoffsFollowTheSequence, Rule::AtTheCustomerAtDropoff, Rule::ServiceIsGivenItsTime});
    row("a leap from place to place", [](Solution &s) { s.moves[u"c1"_s][2].origin = u"r1"_s; },
        {Rule::MovesAreContinuous, Rule::AtTheCustomerAtDropoff, Rule::ServiceIsGivenItsTime});
    row("off before it has arrived", [](Solution &s) { s.moves[u"c1"_s][1].departAt = 9; },
        {Rule::MovesStartAfterArrival, Rule::AtTheRestaurantAtPickup, Rule::ServiceIsGivenItsTime});
    row("off before it is on duty", [](Solution &s) { s.assignments[1].assignedAt = s.moves[u"c2"_s][0].departAt = 9; },
        {Rule::MovesStartAfterArrival});
    row("at the restaurant in the very minute", [](Solution &s) { s.moves[u"c2"_s][0].departAt = 15; },
        {Rule::AtTheRestaurantAtPickup, Rule::ServiceIsGivenItsTime});
    row("at the customer in the very minute", [](Solution &s) { line(s, u"o3"_s).dropoffAt = 25; },
        {Rule::AtTheCustomerAtDropoff, Rule::ServiceIsGivenItsTime});
    row("diverted to another restaurant",
        [](Solution &s) { s.moves[u"c2"_s] = {{13, u"0"_s, u"r2"_s}, {22, u"r2"_s, u"o3"_s}, {30, u"o3"_s, u"r1"_s}}; },
        {Rule::MovesFollowTheAssignments});
    row("loaded in half the time", [](Solution &s) { s.moves[u"c2"_s][1].departAt = 21; },
        {Rule::ServiceIsGivenItsTime});
}

void MdrpRulesTest::aBreachIsToldByItsRule()
{
    QFETCH(Spoil, spoil);
    QFETCH(Rules, rules);
    Solution solution = m_solution;
    spoil(solution);
    Rules told;
    QStringList texts;
    for (const Breach &breach : breaches(m_day, solution)) {
        told.insert(breach.rule);
        texts += toText(breach);
    }
    QVERIFY2(told == rules, qPrintable(texts.join(u'\n')));
}

void MdrpRulesTest::clickToDoorIsCountedFromPlacement()
{
    const ClickToDoor result = clickToDoor(m_day, m_solution);
    QCOMPARE(result.delivered, 3);
    QCOMPARE(result.meanMinutes, (21 + 24 + 22) / 3.0);
    QCOMPARE(result.medianMinutes, 22);
    QCOMPARE(result.ninetiethMinutes, 24);
    QCOMPARE(result.maximumMinutes, 24);
    QCOMPARE(result.beyondMaximumAvoidably, 0);
    Solution late = m_solution;
    line(late, u"o3"_s).dropoffAt = 5 + 91;
    QCOMPARE(clickToDoor(m_day, late).beyondMaximumAvoidably, 1);
}

void MdrpRulesTest::aSolutionIsReadAsWritten()
{
    const QTemporaryDir folder;
    QCOMPARE(writeSolution(m_solution, folder.path()), QString());
    const auto solution = readSolution(folder.path());
    if (!solution)
        QFAIL(qPrintable(solution.error()));
    QCOMPARE(solution->assignments.size(), m_solution.assignments.size());
    QCOMPARE(solution->assignments[0].orders, m_solution.assignments[0].orders);
    QVERIFY(breaches(m_day, *solution).empty());
}

void MdrpRulesTest::aFileThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("too few columns") << u"orders.txt"_s << QByteArray("order\no1\t500\t0\t0\tr1\n");
    QTest::newRow("a word for a number") << u"couriers.txt"_s << QByteArray("courier\nc1\tfar\t0\t0\t10\n");
    QTest::newRow("an order of an unknown restaurant")
        << u"orders.txt"_s << QByteArray("order\no1\t500\t0\t0\tr7\t10\n");
    QTest::newRow("no speed") << u"instance_parameters.txt"_s << QByteArray("meters\n0\t4\t4\t40\t90\n");
}

void MdrpRulesTest::aFileThatDoesNotFitIsRefused()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    for (const QString &name : {u"orders.txt"_s, u"restaurants.txt"_s, u"couriers.txt"_s, u"instance_parameters.txt"_s})
        QVERIFY(QFile::copy(sample(u"small_day/"_s) + name, folder.filePath(name)));
    QVERIFY(readDay(folder.path()));
    QFile spoiled(folder.filePath(file));
    QVERIFY(spoiled.open(QIODevice::WriteOnly | QIODevice::Truncate));
    spoiled.write(text);
    spoiled.close();
    const auto day = readDay(folder.path());
    QVERIFY(!day);
    QVERIFY2(day.error().contains(file), qPrintable(day.error()));
}

CURBSIDE_TEST(MdrpRulesTest)

} // namespace tst_mdrp_rules

#include "tst_mdrp_rules.moc"
