// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/hosting/workspace_past.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <ctime>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Taken
{
    double wall = 0;
    double engine = 0; ///< the processor's time of the engine's own thread
};

std::optional<Taken> simulated(const RunSettings &settings, std::optional<Duration> runFor, const QString &capture)
{
    Simulation::Options options;
    options.scenario = settings.scenario;
    options.runFor = runFor;
    if (!capture.isEmpty())
        options.capture = PlatformCapture::Options{.path = capture, .description = settings.captureDescription()};
    const double before = threadSeconds();
    auto simulation = Simulation::open(std::move(options));
    if (!simulation || !(*simulation)->run() || !(*simulation)->captureTrouble().isEmpty())
        return std::nullopt;
    return Taken{(*simulation)->wallSeconds(), threadSeconds() - before};
}

std::optional<RunSettings> settingsOf(const QString &scenario)
{
    auto settings =
        RunSettings::from({.workspace = u"."_s, .scenario = scenario, .seed = u"1"_s, .runFor = {}, .faults = {}});
    return settings ? std::optional(std::move(*settings)) : std::nullopt;
}

/// What capturing everything takes of a simulation's speed: run in turns, the quickest of each.
void captureCost(benchmark::State &state, const QString &scenario, int turns)
{
    const auto settings = settingsOf(scenario);
    for (auto _ : state) {
        Taken plain{1e9, 1e9};
        Taken captured{1e9, 1e9};
        const auto keepQuicker = [](Taken &best, const Taken &one) {
            best = {std::min(best.wall, one.wall), std::min(best.engine, one.engine)};
        };
        for (int turn = 0; settings && turn < turns; ++turn) {
            const QTemporaryDir folder;
            const auto without = simulated(*settings, std::nullopt, {});
            const auto with = simulated(*settings, std::nullopt, folder.filePath(u"c.curbside"_s));
            if (!without || !with) {
                state.SkipWithError("it cannot be run");
                return;
            }
            keepQuicker(plain, *without);
            keepQuicker(captured, *with);
            state.counters["captureMebibytes"] =
                static_cast<double>(QFileInfo(folder.filePath(u"c.curbside"_s)).size()) / (1 << 20);
        }
        state.counters["secondsWithout"] = plain.wall;
        state.counters["secondsWith"] = captured.wall;
        state.counters["speedLost"] = 1 - plain.wall / captured.wall;
        state.counters["engineSpeedLost"] = 1 - plain.engine / captured.engine;
    }
}

void captureCostOfLunchRush(benchmark::State &state)
{
    captureCost(state, u"lunch-rush"_s, 3);
}

void captureCostOfDay7(benchmark::State &state)
{
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (data.isEmpty())
        state.SkipWithError("needs the days in CURBSIDE_TEST_DATA");
    else
        captureCost(state, data + u"/mdrp/7o100t100s1p100"_s, 1);
}

/// Every service's state at a moment of each minute, from the capture of an hour or from the workspace of it.
void rebuild(benchmark::State &state, bool isFromCapture)
{
    const QTemporaryDir folder;
    const QString capture = folder.filePath(u"c.curbside"_s);
    const QString workspace = folder.filePath(u"w"_s);
    const auto settings = settingsOf(u"lunch-rush"_s);
    Simulation::Options options;
    options.scenario = settings->scenario;
    options.folder = folder.filePath(u"making"_s);
    options.runFor = 1h;
    options.capture = PlatformCapture::Options{.path = capture, .description = settings->captureDescription()};
    auto simulation = Simulation::open(std::move(options));
    if (!simulation || !(*simulation)->run() || !(*simulation)->keepAs(workspace, u"lunch-rush"_s)) {
        state.SkipWithError("it cannot be run");
        return;
    }
    for (auto _ : state) {
        double slowest = 0;
        double all = 0;
        int count = 0;
        for (int minute = 1; minute < 60; ++minute) {
            for (const QString &service :
                 {u"integrations"_s, u"deliveries"_s, u"dispatch"_s, u"operations"_s, u"state"_s}) {
                QElapsedTimer timer;
                timer.start();
                const auto tables = tablesAt(isFromCapture ? capture : workspace, service,
                                             settings->scenario->startsAt + std::chrono::minutes(minute));
                const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
                if (!tables) {
                    state.SkipWithError("a state cannot be rebuilt");
                    return;
                }
                slowest = std::max(slowest, milliseconds);
                all += milliseconds;
                ++count;
            }
        }
        state.counters["slowestStateMilliseconds"] = slowest;
        state.counters["meanStateMilliseconds"] = all / count;
    }
}

void stateFromCapture(benchmark::State &state)
{
    rebuild(state, true);
}

void stateFromWorkspace(benchmark::State &state)
{
    rebuild(state, false);
}

BENCHMARK(captureCostOfLunchRush)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(captureCostOfDay7)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(stateFromCapture)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(stateFromWorkspace)->Unit(benchmark::kSecond)->Iterations(1);

} // namespace

} // namespace curbside
