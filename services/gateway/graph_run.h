// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/graph_plan.h"
#include "services/gateway/graph_tree.h"
#include "services/runtime/http/call_transport.h"

namespace curbside {

/// Carries out one plan: asks the services level by level, and joins what they say. A service that does not answer leaves its
/// fields out and an error in their place.
class GraphRun
{
public:
    GraphRun(CallTransport &calls, const Supergraph &graph, const graphql::Prepared &prepared, const GraphPlan &plan,
             QByteArray traceparent)
        : m_calls(calls), m_graph(graph), m_prepared(prepared), m_plan(plan), m_traceparent(std::move(traceparent))
    {}

    [[nodiscard]] graphql::Executed run();
    /// What was asked, of whom, and what it cost; for who wants to see it.
    [[nodiscard]] QByteArray describePlan() const;

private:
    /// The entities that one fetch is about.
    struct Entities
    {
        const GraphFetch *fetch;
        QByteArray representations; ///< JSON
        std::vector<std::vector<GraphTree *>> objects; ///< for each representation, wherever it stands
        std::vector<graphql::Path> ways; ///< to the first of them
    };
    struct Call
    {
        std::size_t level;
        std::size_t service;
        QByteArray query;
        Duration cost;
        std::vector<std::pair<const GraphFetch *, std::size_t>> fetches; ///< and how many entities
    };

    [[nodiscard]] Entities entitiesOf(const GraphFetch &fetch);
    void ask(std::size_t level, std::size_t service, const std::vector<const GraphFetch *> &fetches);
    [[nodiscard]] QByteArray bodyOf(const std::vector<Entities> &asked, QByteArray &query) const;
    void take(const CallTransport::Look &look, std::size_t service, const std::vector<Entities> &asked);
    void join(JsonValue data, std::size_t service, const std::vector<Entities> &asked);
    void joinEntities(JsonValue found, std::size_t service, const Entities &entities);
    void passOn(JsonValue errors, std::size_t service, const std::vector<Entities> &asked);
    void fail(const QByteArray &message, std::size_t service, const std::vector<Entities> &asked);
    void addError(const QByteArray &message, graphql::Path path, std::size_t service, const char *code);

    static constexpr std::size_t mostErrors = 100;

    CallTransport &m_calls;
    const Supergraph &m_graph;
    const graphql::Prepared &m_prepared;
    const GraphPlan &m_plan;
    QByteArray m_traceparent; ///< of the one who asks
    GraphTree m_tree;
    graphql::Store m_store;
    std::vector<graphql::Error> m_errors;
    std::vector<Call> m_made;
};

} // namespace curbside
