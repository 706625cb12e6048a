// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/assignment.h"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <QtGlobal>

namespace curbside::dispatch {

namespace {

using Graph = lemon::SmartDigraph;
using Solver = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;

/// One unit flows from the source through each piece of work to a robot or past all of them, and on to the sink.
class FlowNetwork
{
public:
    FlowNetwork(std::size_t works, int robots) : m_costs(m_graph), m_capacities(m_graph)
    {
        m_graph.reserveNode(static_cast<int>(works) + robots + 2);
        m_source = m_graph.addNode();
        m_sink = m_graph.addNode();
        for (std::size_t i = 0; i < works; ++i)
            m_works.push_back(m_graph.addNode());
        for (int i = 0; i < robots; ++i)
            m_robots.push_back(m_graph.addNode());
        for (const Graph::Node work : m_works)
            addArc(m_source, work, 0);
        for (const Graph::Node robot : m_robots)
            addArc(robot, m_sink, 0);
    }

    Graph::Arc addChoice(int work, int robot, std::int64_t cost)
    {
        return addArc(m_works[static_cast<std::size_t>(work)], m_robots[static_cast<std::size_t>(robot)], cost);
    }
    void addWayPast(std::size_t work, std::int64_t cost) { addArc(m_works[work], m_sink, cost); }

    void solve(Solver &solver) const
    {
        const auto amount = static_cast<std::int64_t>(m_works.size());
        solver.upperMap(m_capacities).costMap(m_costs).stSupply(m_source, m_sink, amount);
        if (solver.run() != Solver::OPTIMAL)
            qFatal("The ways past all robots can always take the whole flow");
    }

    [[nodiscard]] const Graph &graph() const { return m_graph; }

private:
    Graph::Arc addArc(Graph::Node from, Graph::Node to, std::int64_t cost)
    {
        const Graph::Arc arc = m_graph.addArc(from, to);
        m_costs[arc] = cost;
        m_capacities[arc] = 1;
        return arc;
    }

    Graph m_graph;
    Graph::ArcMap<std::int64_t> m_costs;
    Graph::ArcMap<std::int64_t> m_capacities;
    Graph::Node m_source;
    Graph::Node m_sink;
    std::vector<Graph::Node> m_works;
    std::vector<Graph::Node> m_robots;
};

} // namespace

std::vector<int> assignAtLeastCost(std::span<const AssignmentChoice> choices, std::span<const std::int64_t> undoneCosts,
                                   int robots)
{
    FlowNetwork network(undoneCosts.size(), robots);
    std::vector<Graph::Arc> arcs;
    arcs.reserve(choices.size());
    for (const AssignmentChoice &choice : choices)
        arcs.push_back(network.addChoice(choice.work, choice.robot, choice.cost));
    for (std::size_t i = 0; i < undoneCosts.size(); ++i)
        network.addWayPast(i, undoneCosts[i]);

    Solver solver(network.graph());
    network.solve(solver);
    std::vector<int> robotOf(undoneCosts.size(), -1);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (solver.flow(arcs[i]) > 0)
            robotOf[static_cast<std::size_t>(choices[i].work)] = choices[i].robot;
    }
    return robotOf;
}

} // namespace curbside::dispatch
