// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"

#include <benchmark/benchmark.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// `simulate` from its start to its end.
void simulation(benchmark::State &state, const QString &scenario)
{
    RunWishes wishes;
    wishes.workspace = u"."_s;
    wishes.scenario = scenario;
    const auto settings = RunSettings::from(wishes);
    if (!settings) {
        state.SkipWithError(qPrintable(settings.error().text));
        return;
    }
    for (auto _ : state) {
        Simulation::Options options;
        options.scenario = settings->scenario;
        auto simulation = Simulation::open(std::move(options));
        if (!simulation || !(*simulation)->run()) {
            state.SkipWithError("it cannot be run");
            return;
        }
        const double platformSeconds =
            std::chrono::duration<double>((*simulation)->platform().now() - settings->scenario->startsAt).count();
        state.counters["timesRealTime"] = platformSeconds / (*simulation)->wallSeconds();
    }
}

void day7(benchmark::State &state)
{
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (data.isEmpty())
        state.SkipWithError("needs the days in CURBSIDE_TEST_DATA");
    else
        simulation(state, data + u"/mdrp/7o100t100s1p100"_s);
}

void lunchRush(benchmark::State &state)
{
    simulation(state, u"lunch-rush"_s);
}

BENCHMARK(day7)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(lunchRush)->Unit(benchmark::kSecond)->Iterations(3);

} // namespace

} // namespace curbside
