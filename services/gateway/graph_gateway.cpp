// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_gateway.h"

#include "services/gateway/graph_run.h"
#include "services/subgraph/graph_file.h"

using namespace Qt::StringLiterals;

namespace curbside {

std::vector<SubgraphSource> builtInSubgraphs()
{
    std::vector<SubgraphSource> sources;
    for (const QString &service : {u"deliveries"_s, u"operations"_s, u"state"_s, u"dispatch"_s, u"integrations"_s})
        sources.push_back({service.toUtf8(), sdlOf(u"gateway/"_s + service)});
    return sources;
}

Response GraphGateway::answer(const Request &request)
{
    if (!m_graph) {
        auto composed = Supergraph::compose(builtInSubgraphs());
        if (!composed)
            qFatal("the services' subgraphs cannot be composed: %s", composed.error().front().constData());
        m_graph = std::make_unique<Supergraph>(std::move(*composed));
    }
    return answerOverHttp(request, [this, &request](const graphql::Request &asked, JsonValue extensions) {
        return answer(asked, extensions, request.traceparent);
    });
}

GraphAnswer GraphGateway::answer(const graphql::Request &request, JsonValue extensions, const QByteArray &traceparent)
{
    const auto prepared = graphql::prepare(m_graph->schema(), request);
    if (!prepared)
        return refused(prepared.error());
    const GraphPlan plan = planQuery(*m_graph, *prepared);
    GraphRun run(m_calls, *m_graph, *prepared, plan, traceparent);
    const graphql::Executed executed = run.run();
    QByteArray told;
    if (extensions["plan"].toBool().value_or(false))
        told = "{\"plan\":" + run.describePlan() + '}';
    return {graphql::responseOf(executed, told), true};
}

} // namespace curbside
