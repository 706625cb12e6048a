// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/hosting/warehouse_feed.h"
#include "services/warehouse/charts.h"
#include "services/warehouse/sql_query.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Simulates into `folder`, which gets a workspace "w"; gives the processor's time.
std::optional<double> simulated(const QString &scenario, const QString &folder, bool hasWarehouse)
{
    const auto settings =
        RunSettings::from({.workspace = u"."_s, .scenario = scenario, .seed = u"1"_s, .runFor = {}, .faults = {}});
    if (!settings)
        return std::nullopt;
    Simulation::Options options;
    options.scenario = settings->scenario;
    options.folder = folder + u"/making"_s;
    options.hasWarehouse = hasWarehouse;
    QDir().mkpath(options.folder);
    const double before = processorSeconds();
    auto simulation = Simulation::open(std::move(options));
    if (!simulation || !(*simulation)->run())
        return std::nullopt;
    const double taken = processorSeconds() - before;
    return (*simulation)->keepAs(folder + u"/w"_s, settings->description.scenario) ? std::optional(taken)
                                                                                   : std::nullopt;
}

/// What the capture adds to the processor's time of a simulation, and how long the reconciliation takes afterwards.
void capture(benchmark::State &state, const QString &scenario)
{
    for (auto _ : state) {
        const QTemporaryDir place;
        double seconds[2] = {};
        int round = 0;
        for (const bool hasWarehouse : {false, true, true, false}) { // a machine that slows down takes from both
            const QString folder = place.filePath(QString::number(round++));
            const auto taken = simulated(scenario, folder, hasWarehouse);
            seconds[hasWarehouse] += taken.value_or(0);
            if (!taken) {
                state.SkipWithError("it cannot be run");
                return;
            }
        }
        const auto reconciled = reconcileWorkspace(place.filePath(u"1/w"_s));
        if (!reconciled || !reconciled->isSame()) {
            state.SkipWithError("it cannot be reconciled");
            return;
        }
        state.counters["secondsWithout"] = seconds[false] / 2;
        state.counters["secondsWith"] = seconds[true] / 2;
        state.counters["captureShare"] = seconds[true] / seconds[false] - 1;
        state.counters["reconciliationMilliseconds"] = static_cast<double>(reconciled->milliseconds);
    }
}

void captureLunchRush(benchmark::State &state)
{
    capture(state, u"lunch-rush"_s);
}

void captureDay7(benchmark::State &state)
{
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (data.isEmpty())
        state.SkipWithError("needs the days in CURBSIDE_TEST_DATA");
    else
        capture(state, data + u"/mdrp/7o100t100s1p100"_s);
}

/// A year with a million deliveries, four lid events each, by 200 merchants and 1,000 robots.
void fill(Store &store)
{
    const QString numbers = u"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999999) "_s;
    const QString at = u"(1767225600000000 + i * 31536000)"_s; // microseconds, a delivery every 31.5 s
    store.begin();
    store.execute(
        numbers
        + u"INSERT INTO fact_delivery SELECT 'd' || i, i, 'o' || i, 'p' || (i % 10), NULL, 'm' || (i % 200), NULL, "
          "'r' || (i % 1000), NULL, CASE WHEN i % 50 = 0 THEN 'Failed' ELSE 'Delivered' END, %1, "
          "%1 - %1 % 3600000000, %1 - %1 % 86400000000, %1, %1, %1, %1, 1 + (i % 50 = 0), "
          "CASE WHEN i % 50 THEN 900 + i * 7919 % 3600 END, CASE WHEN i % 50 THEN i % 9 > 0 ELSE 0 END FROM n"_s
              .replace(u"%1"_s, at));
    store.execute(
        numbers
        + u"INSERT INTO fact_lid_event SELECT 'l' || i, 'r' || (i % 1000), NULL, 'Closed', 'Customer', NULL, "
          "CASE i % 2 WHEN 0 THEN 'Pickup' ELSE 'Dropoff' END, %1, %1 - %1 % 86400000000, i * 31 % 300 FROM n"_s
              .replace(u"%1"_s, at));
    store.execute(
        numbers
        + u"INSERT INTO fact_trip SELECT 't' || i, i, 'r' || (i % 1000), NULL, 'Completed', %1, %1 - %1 % 86400000000, "
          "%1, %1, 2, 1, 1500 FROM n"_s.replace(u"%1"_s, at));
    store.execute(u"INSERT INTO dim_merchant (merchant_id, partner_id, name, is_deleted, valid_from) "
                  "SELECT DISTINCT merchant_id, partner_id, 'Merchant ' || merchant_id, 0, 0 FROM fact_delivery"_s);
    store.execute(u"INSERT INTO dim_partner (partner_id, name, is_deleted, valid_from) "
                  "SELECT DISTINCT partner_id, 'Partner ' || partner_id, 0, 0 FROM fact_delivery"_s);
    store.execute(u"INSERT INTO dim_robot (robot_serial, name, is_deleted, valid_from) "
                  "SELECT DISTINCT robot_serial, 'Robot ' || robot_serial, 0, 0 FROM fact_delivery"_s);
    store.execute(u"INSERT INTO etl_pending SELECT DISTINCT 'day', day, day FROM fact_delivery"_s);
    store.execute(u"INSERT INTO etl_pending SELECT DISTINCT 'slice', placed_at - placed_at % 300000000, "
                  "placed_at - placed_at % 300000000 FROM fact_delivery"_s);
    StarSchema(store).aggregate();
    store.commit();
}

/// The whole year, most of it from a moment to another, and what a chart can be narrowed to.
std::vector<ChartQuestion> questionsOf(const Chart &chart)
{
    const PlatformTime from = std::chrono::sys_days{std::chrono::year{2026} / 2 / 3} + 7h + 25min;
    const PlatformTime to = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29} + 19h + 40min;
    std::vector<ChartQuestion> questions{{}, {from, to}};
    if (chart.narrowsByMerchant)
        questions.insert(questions.end(), {{{}, {}, u"m7"_s}, {from, to, u"m7"_s}});
    if (chart.narrowsByPartner)
        questions.insert(questions.end(), {{{}, {}, {}, u"p3"_s}, {from, to, {}, u"p3"_s}});
    return questions;
}

/// The longest that one of a chart's questions takes, in seconds, or why one has no answer.
std::expected<double, QString> slowestOf(const Chart &chart, const QString &path)
{
    double slowest = 0;
    for (const ChartQuestion &question : questionsOf(chart)) {
        QElapsedTimer timer;
        timer.start();
        const auto rows = SqlQuery{.path = path, .sql = chart.sql(question)}.run();
        slowest = std::max(slowest, static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (!rows)
            return std::unexpected(rows.error().errors.empty() ? rows.error().detail
                                                               : rows.error().errors.front().detail);
        if (rows->rows.empty())
            return std::unexpected(u"it has no rows: "_s + chart.sql(question));
    }
    return slowest;
}

void chartsOfAMillion(benchmark::State &state)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"warehouse.sqlite"_s);
    {
        auto store = Store::open({.address = path,
                                  .name = u"million"_s,
                                  .durability = Database::Durability::Off,
                                  .migrations = migrationsOf(u"warehouse"_s)});
        if (!store) {
            state.SkipWithError(qPrintable(store.error().text));
            return;
        }
        fill(**store);
    }
    for (auto _ : state) {
        double slowest = 0;
        for (const Chart &chart : charts()) {
            const auto seconds = slowestOf(chart, path);
            if (!seconds) {
                state.SkipWithError(qPrintable(chart.name + u": "_s + seconds.error()));
                return;
            }
            state.counters[chart.name.toStdString()] = *seconds;
            slowest = std::max(slowest, *seconds);
        }
        state.counters["slowestChartSeconds"] = slowest;
    }
}

BENCHMARK(captureLunchRush)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(captureDay7)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(chartsOfAMillion)->Unit(benchmark::kMillisecond)->Iterations(3);

} // namespace

} // namespace curbside
