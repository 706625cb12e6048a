// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_gateway.h"
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"

#include <benchmark/benchmark.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// A finished lunch rush, whose services still answer who looks.
Simulation *finishedLunchRush()
{
    static const std::unique_ptr<Simulation> simulation = []() -> std::unique_ptr<Simulation> {
        RunWishes wishes;
        wishes.workspace = u"."_s;
        wishes.scenario = u"lunch-rush"_s;
        const auto settings = RunSettings::from(wishes);
        if (!settings)
            return nullptr;
        Simulation::Options options;
        options.scenario = settings->scenario;
        auto opened = Simulation::open(std::move(options));
        return opened && (*opened)->run() ? std::move(*opened) : nullptr;
    }();
    return simulation.get();
}

/// A query that all five services have a part in, or as many as it says, at the gateway; the calls it takes are counted.
void composedQuery(benchmark::State &state, const QByteArray &query)
{
    Simulation *simulation = finishedLunchRush();
    if (!simulation) {
        state.SkipWithError("lunch-rush cannot be run");
        return;
    }
    GraphGateway gateway(simulation->platform().environment().calls);
    JsonWriter json;
    json.beginObject().member("query", query).rawMember("extensions", R"({"plan":true})").endObject();
    Request request;
    request.method = Method::Post;
    request.path = u"/graphql"_s;
    request.contentType = "application/json";
    request.body = json.take();
    Response response;
    for (auto _ : state)
        response = gateway.answer(request);
    const auto document = JsonDocument::parse(response.body);
    if (!document || !document->root()["errors"].isAbsent()) {
        state.SkipWithError(response.body.left(300).constData());
        return;
    }
    const JsonValue cost = document->root()["extensions"]["plan"]["cost"];
    state.counters["calls"] = cost["calls"].toDouble().value_or(0);
    state.counters["services"] = static_cast<double>(cost["services"].size());
    state.counters["kilobytes"] = static_cast<double>(response.body.size()) / 1000;
}

void hundredDeliveries(benchmark::State &state)
{
    composedQuery(
        state,
        "{ deliveries(limit: 100) { items { id number status promisedAt attempts { number status driverName } "
        "tasks { number type status startedAt endedAt lidEvents { kind actor at } } robot { serial state { "
        "battery lid place { x y } } } } } }");
}

void introspection(benchmark::State &state)
{
    composedQuery(
        state,
        "{ __schema { types { kind name fields(includeDeprecated: true) { name args { name type { kind name "
        "ofType { kind name ofType { kind name } } } } type { kind name ofType { kind name ofType { kind name } "
        "} } } enumValues { name } } } }");
}

BENCHMARK(hundredDeliveries)->Unit(benchmark::kMillisecond);
BENCHMARK(introspection)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace curbside
