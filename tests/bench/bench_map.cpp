// SPDX-License-Identifier: GPL-3.0-or-later
// How long the map takes to paint a frame at 1440x900 while the town moves at ten times its pace: robots drive, a twentieth
// of them has reported anew each frame, promises come nearer.
#include "tests/bench/frame_times.h"
#include "tests/support/scripted_link.h"
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/map/map_view.h"
#include "widgets/robots/robot_columns.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>

#include <random>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize frameSize(1440, 900);
constexpr double pace = 10;
constexpr qint64 frameTime = qint64(1e6 / 60 * pace);
constexpr qint64 reportEvery = 15'000'000;

/// A town as scale-1k and scale-10k make them.
struct Town
{
    int robots;
    int deliveries;
    int merchants;
    int hubs;
    double width;
    double height;
};

constexpr Town city1k{1'000, 2'000, 500, 40, 10'000, 8'000};
constexpr Town city10k{10'000, 20'000, 4'000, 200, 30'000, 24'000};

class BusyTown
{
public:
    explicit BusyTown(const Town &town);

    [[nodiscard]] MapView &map() { return *m_map; }
    [[nodiscard]] Selection &selection() { return m_selection; }
    void goOn();

private:
    void addPlaces();
    [[nodiscard]] QPointF onStreet();
    [[nodiscard]] RobotRow robot(int number);

    Town m_town;
    std::mt19937 m_random{7};
    ScriptedLink m_link;
    Entities m_entities{m_link};
    Selection m_selection;
    SelectedTrip m_trip{m_link, m_entities, m_selection};
    std::unique_ptr<MapView> m_map;
    std::vector<RobotRow> m_robots;
    qint64 m_now = 0;
    std::size_t m_nextReport = 0;
};

BusyTown::BusyTown(const Town &town) : m_town(town)
{
    Streets streets;
    streets.width = qint64(town.width * 1000);
    streets.height = qint64(town.height * 1000);
    streets.spacing = 100'000;
    streets.streetNames = {u"Oak Ave"_s, u"Elm St"_s};
    streets.crossStreetNames = {u"Mill Ln"_s, u"Park Row"_s};
    std::vector<Hub> hubs;
    for (int i = 0; i < town.hubs; ++i)
        hubs.push_back({u"Hub %1"_s.arg(i + 1), onStreet()});
    m_entities.robots.setColumns(robotColumns(m_entities));
    m_entities.deliveries.setColumns(deliveryColumns(m_entities, m_link));
    m_link.setTown(streets, std::move(hubs));
    m_link.open();
    m_now = m_link.status().now;
    addPlaces();
    for (int i = 0; i < town.robots; ++i)
        m_robots.push_back(robot(i));
    m_entities.robots.take(m_robots);
    m_map = std::make_unique<MapView>(m_link, m_entities, m_selection, m_trip);
    m_map->resize(frameSize);
    m_map->show();
    QCoreApplication::processEvents();
    m_map->showAll();
}

void BusyTown::addPlaces()
{
    std::vector<MerchantRow> merchants;
    for (int i = 0; i < m_town.merchants; ++i)
        merchants.push_back({u"m%1"_s.arg(i), u"Merchant %1"_s.arg(i), onStreet()});
    m_entities.merchants.take(merchants);
    std::vector<DeliveryRow> deliveries;
    std::vector<TaskRow> tasks;
    for (int i = 0; i < m_town.deliveries; ++i) {
        DeliveryRow row;
        row.id = u"d%1"_s.arg(i);
        row.number = u"D-%1"_s.arg(1000 + i);
        row.status = u"InTransit"_s;
        row.merchantId = u"m%1"_s.arg(i % m_town.merchants);
        row.pickup = onStreet();
        row.dropoff = onStreet();
        row.createdAt = m_now;
        row.promisedAt = m_now + qint64(m_random() % 2'400) * 1'000'000 - 60'000'000;
        deliveries.push_back(row);
        TaskRow task;
        task.id = u"t%1"_s.arg(i);
        task.type = u"Dropoff"_s;
        task.deliveryId = row.id;
        task.status = u"InProgress"_s;
        tasks.push_back(task);
    }
    m_entities.deliveries.take(deliveries);
    m_entities.tasks.take(tasks);
}

QPointF BusyTown::onStreet()
{
    const double x = double(m_random() % unsigned(m_town.width / 100)) * 100;
    const double y = double(m_random() % unsigned(m_town.height / 20)) * 20;
    return {x, y};
}

RobotRow BusyTown::robot(int number)
{
    RobotRow row;
    row.serial = u"CR-%1"_s.arg(number, 5, 10, QChar(u'0'));
    row.name = u"Robot %1"_s.arg(number);
    row.isSeen = true;
    row.isOnDuty = true;
    row.isOnline = number % 97 != 0;
    row.battery = number % 61 == 0 ? 12 : 80;
    row.lid = number % 151 == 0 ? u"Jammed"_s : number % 23 == 0 ? u"Open"_s : u"Closed"_s;
    row.speed = number % 5 == 0 ? 0 : 1.5;
    row.headingDegrees = double(m_random() % 4) * 90;
    row.place = onStreet();
    row.taskId = number % 4 == 0 ? QString() : u"t%1"_s.arg(number % m_town.deliveries);
    row.seenAt = m_now - qint64(m_random() % 15) * 1'000'000;
    return row;
}

void BusyTown::goOn()
{
    m_now += frameTime;
    PlatformStatus status = m_link.status();
    status.now = m_now;
    m_link.setStatus(status);
    const auto perFrame = std::max<std::size_t>(1, std::size_t(double(m_robots.size()) * frameTime / reportEvery));
    std::vector<RobotRow> reports;
    for (std::size_t i = 0; i < perFrame; ++i) {
        RobotRow &row = m_robots[m_nextReport++ % m_robots.size()];
        row.place += QPointF(row.headingDegrees == 90 ? 20 : -20, 0);
        row.seenAt = m_now;
        reports.push_back(row);
    }
    m_entities.robots.take(std::move(reports));
}

enum class Look { Whole, Near, Following, Panned };

void frames(benchmark::State &state, const Town &town, Look look)
{
    BusyTown busy(town);
    MapView &map = busy.map();
    const QPointF middle(frameSize.width() / 2.0, frameSize.height() / 2.0);
    if (look != Look::Whole)
        map.zoomBy(look == Look::Near ? 3 : 6, middle);
    if (look == Look::Following) {
        busy.selection().select({EntityKind::Robot, u"CR-00001"_s});
        map.setFollowing(true);
    }
    QImage frame(frameSize, QImage::Format_ARGB32_Premultiplied);
    FrameTimes times;
    int count = 0;
    for (auto _ : state) {
        busy.goOn();
        if (look == Look::Panned)
            map.centreOn(map.toMetres(middle + QPointF(++count % 600 < 300 ? 3 : -3, 1)));
        if (look == Look::Following)
            map.setFollowing(true);
        times.measure(state, [&] { map.render(&frame, {}, {}, QWidget::DrawWindowBackground); });
    }
    times.tell(state);
    if (const QString file = qEnvironmentVariable("CURBSIDE_BENCH_PICTURES"); !file.isEmpty())
        frame.save(u"%1/map-%2-%3.png"_s.arg(file).arg(town.robots).arg(int(look)));
}

constexpr int measured = 600;

void mapOf(benchmark::State &state, const Town &town, Look look)
{
    frames(state, town, look);
}

BENCHMARK_CAPTURE(mapOf, city1kWhole, city1k, Look::Whole)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);
BENCHMARK_CAPTURE(mapOf, city1kNear, city1k, Look::Near)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);
BENCHMARK_CAPTURE(mapOf, city1kFollowing, city1k, Look::Following)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);
BENCHMARK_CAPTURE(mapOf, city1kPanned, city1k, Look::Panned)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);
BENCHMARK_CAPTURE(mapOf, city10kWhole, city10k, Look::Whole)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);
BENCHMARK_CAPTURE(mapOf, city10kNear, city10k, Look::Near)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);
BENCHMARK_CAPTURE(mapOf, city10kPanned, city10k, Look::Panned)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(measured);

} // namespace

} // namespace curbside
