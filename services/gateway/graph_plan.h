// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/graph_composition.h"
#include "services/graphql/request.h"

#include <set>

namespace curbside {

/// What one service is asked for at one place of the answer: root fields, or fields of entities that are there already.
struct GraphFetch
{
    std::size_t service = 0;
    std::string type; ///< of the entities; empty for root fields
    std::string key; ///< by which they are found
    std::vector<std::string_view> path; ///< response keys, from the root to the entities
    std::vector<std::string_view> rootKeys; ///< the response keys that it brings, for root fields
    QByteArray selection;
    std::set<std::string_view> variables;
    std::optional<std::size_t> after; ///< the fetch that brings what it stands on
    std::size_t level = 0;
};

/// How a query is answered: level after level, each service at most once a level.
struct GraphPlan
{
    std::vector<GraphFetch> fetches;
    QByteArray keyPrefix; ///< of the response keys under which keys are asked for beside what the client asked

    [[nodiscard]] std::size_t levels() const;
    /// The fetches of a level by service.
    [[nodiscard]] std::map<std::size_t, std::vector<const GraphFetch *>> level(std::size_t level) const;
};

/// Plans a query that has been validated against the composed graph. A fetch that nothing waits for is put off to a level at
/// which its service is asked anyway.
[[nodiscard]] GraphPlan planQuery(const Supergraph &graph, const graphql::Prepared &prepared);

} // namespace curbside
