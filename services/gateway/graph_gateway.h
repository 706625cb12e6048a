// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/graph_composition.h"
#include "services/runtime/http/call_transport.h"
#include "services/subgraph/graph_http.h"

namespace curbside {

/// The subgraphs that the graph is composed of, as they were when this was built: that the services serve these is checked at
/// each answer.
[[nodiscard]] std::vector<SubgraphSource> builtInSubgraphs();

/// The composed graph at /graphql. Composed when it is first asked; asserts that it can be.
class GraphGateway
{
public:
    explicit GraphGateway(CallTransport &calls) : m_calls(calls) {}

    /// `{"extensions": {"plan": true}}` in a request shows the plan in the answer's extensions.
    [[nodiscard]] Response answer(const Request &request);

private:
    [[nodiscard]] GraphAnswer answer(const graphql::Request &request, JsonValue extensions,
                                     const QByteArray &traceparent);

    CallTransport &m_calls;
    std::unique_ptr<Supergraph> m_graph;
};

} // namespace curbside
