// SPDX-License-Identifier: GPL-3.0-or-later
// A list of 50,000 deliveries: a letter typed into its search line, from start to end, with the table on the screen; one row
// that changes; and the board.
#include "tests/support/scripted_link.h"
#include "widgets/deliveries/delivery_board.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/panels/list_filter.h"
#include "widgets/panels/list_view.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int deliveryCount = 50'000;

struct Scene
{
    ScriptedLink link;
    Entities entities{link};

    Scene()
    {
        entities.deliveries.setColumns(deliveryColumns(entities, link));
        static const QStringList statuses{u"Pending"_s, u"Assigned"_s, u"InTransit"_s, u"Delivered"_s};
        std::vector<DeliveryRow> rows;
        for (int i = 0; i < deliveryCount; ++i) {
            DeliveryRow row;
            row.id = u"d%1"_s.arg(i);
            row.number = u"D-%1"_s.arg(1000 + i);
            row.status = statuses[i % 4];
            row.driverName = i % 4 == 0 ? QString() : u"Robot %1"_s.arg(i % 997);
            row.pickup = QPointF(i % 977, i % 613);
            row.dropoff = QPointF(i % 311, i % 823);
            row.promisedAt = 1'772'449'200'000'000 + qint64(i * 7919 % deliveryCount) * 1'000'000;
            rows.push_back(std::move(row));
        }
        entities.deliveries.take(std::move(rows));
    }
};

void typing(benchmark::State &state, const QStringList &typed)
{
    Scene scene;
    ListFilter filter(scene.entities.deliveries);
    ListView view;
    view.setModel(&filter);
    view.setSortingEnabled(true);
    view.sortByColumn(DeliveryPromise, Qt::AscendingOrder);
    view.resize(560, 500);
    view.show();
    qsizetype next = 0;
    for (auto _ : state) {
        filter.setSearch(typed[next++ % typed.size()]);
        QCoreApplication::processEvents();
    }
}

BENCHMARK_CAPTURE(typing, someLetters, {u"r"_s, u"ro"_s, u"rob"_s, u"robot 7"_s, QString()})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(typing, aNumber, {u"1"_s, u"10"_s, u"104"_s, u"1044"_s, u"d-1044"_s, QString()})
    ->Unit(benchmark::kMillisecond);

void oneChange(benchmark::State &state)
{
    Scene scene;
    ListFilter filter(scene.entities.deliveries);
    filter.sort(DeliveryPromise, Qt::AscendingOrder);
    int i = 0;
    for (auto _ : state) {
        DeliveryRow row = scene.entities.deliveries.rows()[static_cast<std::size_t>(i++ % deliveryCount)];
        row.promisedAt += 3'600'000'000;
        scene.entities.deliveries.take({row});
    }
}
BENCHMARK(oneChange)->Unit(benchmark::kMicrosecond);

/// The board of all of them: laid out anew, and drawn.
void board(benchmark::State &state)
{
    Scene scene;
    ListFilter filter(scene.entities.deliveries);
    filter.sort(DeliveryPromise, Qt::AscendingOrder);
    DeliveryBoard view(scene.entities, scene.link, filter);
    view.setModel(&filter);
    view.resize(900, 600);
    view.show();
    for (auto _ : state) {
        view.doItemsLayout();
        benchmark::DoNotOptimize(view.grab());
    }
}
BENCHMARK(board)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace curbside
