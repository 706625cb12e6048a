// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_scene.h"

#include "widgets/deliveries/delivery_columns.h"
#include "widgets/map/clustering.h"
#include "widgets/robots/robot_columns.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace curbside {

namespace {

/// Pixels within which things are a crowd. The farther away, the more a map of single things would be a map of nothing; near
/// by, only those on top of each other are taken together.
struct Reach
{
    double beforeScale; // pixels a metre
    double robots;
    double customers;
    double merchants;
};
constexpr std::array reaches{Reach{0.15, 36, 34, 50}, Reach{0.35, 25, 15, 19}, Reach{1e9, 9, 12, 14}};

const Reach &reachAt(double scale)
{
    return *std::ranges::find_if(reaches, [scale](const Reach &reach) { return scale < reach.beforeScale; });
}

constexpr double hitReach = 13;
constexpr double beyondEdge = 60; // pixels outside of which robots are not looked at
constexpr qint64 placesLast = 5'000'000; // microseconds of platform time after which promises stand otherwise
constexpr qint64 placesPauseMs = 250;

Tone promiseTone(PromiseStanding promise)
{
    switch (promise) {
    case PromiseStanding::InTime: return Tone::Good;
    case PromiseStanding::AtRisk: return Tone::Warning;
    case PromiseStanding::Late: return Tone::Bad;
    }
    return Tone::Idle;
}

/// Takes those of `marks` that stand alone to `alone`, and hands each of the other clusters on.
template <typename Mark, typename Take>
void split(const std::vector<Mark> &marks, double reach, std::vector<Mark> &alone, Take takeCrowd)
{
    std::vector<QPointF> points;
    points.reserve(marks.size());
    for (const Mark &mark : marks)
        points.push_back(mark.at);
    for (const Cluster &cluster : clustered(points, reach)) {
        if (cluster.members.size() == 1)
            alone.push_back(marks[cluster.members.front()]);
        else
            takeCrowd(cluster);
    }
}

} // namespace

MapScene::MapScene(const PlatformLink &link, const Entities &entities, QObject *parent)
    : QObject(parent), m_link(link), m_entities(entities)
{
    const auto renewAll = [this] { m_areMoversStale = true; };
    connect(&entities.robots, &QAbstractItemModel::rowsInserted, this, renewAll);
    connect(&entities.robots, &QAbstractItemModel::rowsRemoved, this, renewAll);
    connect(&entities.robots, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) {
                if (m_changedRobots.size() > m_movers.size())
                    m_areMoversStale = true;
                for (int row = std::max(0, from.row()); row <= to.row() && !m_areMoversStale; ++row)
                    m_changedRobots.push_back(std::size_t(row));
            });
    const auto renewPlaces = [this] { m_arePlacesStale = true; };
    const auto forgetPlaces = [this] { // their rows may be those of others now
        m_arePlacesStale = true;
        m_sincePlaces.invalidate();
        m_customers.clear();
        m_merchants.clear();
        m_placeCrowds.clear();
    };
    for (const EntityTable *table : {static_cast<const EntityTable *>(&entities.deliveries),
                                     static_cast<const EntityTable *>(&entities.merchants)}) {
        connect(table, &QAbstractItemModel::rowsInserted, this, renewPlaces);
        connect(table, &QAbstractItemModel::rowsRemoved, this, forgetPlaces);
        connect(table, &QAbstractItemModel::dataChanged, this, renewPlaces);
    }
}

void MapScene::layOut(const MapSight &sight, qint64 now, const QString &apart)
{
    renewMovers();
    const bool isOtherScale = sight.scale != m_scale;
    const bool mayWait = m_sincePlaces.isValid() && m_sincePlaces.elapsed() < placesPauseMs && m_placesAt != 0;
    const bool isDue = m_arePlacesStale || std::abs(now - m_placesAt) > placesLast;
    m_scale = sight.scale;
    if (m_scale > 0 && (isOtherScale || (isDue && !mayWait)))
        layOutPlaces(now);
    layOutRobots(sight, now, apart);
}

void MapScene::renewMovers()
{
    const auto &rows = m_entities.robots.rows();
    const Streets &streets = m_link.description().streets;
    const auto moverOf = [&](std::size_t row) {
        Mover mover = Mover::of(rows[row], m_entities, streets);
        mover.row = row;
        return mover;
    };
    if (m_areMoversStale) {
        m_movers.clear();
        m_movers.reserve(rows.size());
        for (std::size_t row = 0; row < rows.size(); ++row)
            m_movers.push_back(moverOf(row));
    } else {
        for (const std::size_t row : m_changedRobots)
            m_movers[row] = moverOf(row);
    }
    m_changedRobots.clear();
    m_areMoversStale = false;
}

void MapScene::layOutRobots(const MapSight &sight, qint64 now, const QString &apart)
{
    m_robots.clear();
    m_robotCrowds.clear();
    if (m_scale <= 0)
        return;
    const auto &rows = m_entities.robots.rows();
    const double beyond = beyondEdge / m_scale;
    const QRectF seen = sight.seen().adjusted(-beyond, -beyond, beyond, beyond);
    std::vector<RobotMark> well;
    std::vector<RobotMark> troubled;
    std::vector<RobotMark> alone;
    for (std::size_t i = 0; i < m_movers.size(); ++i) {
        const RobotRow &robot = rows[m_movers[i].row];
        const bool isApart = robot.serial == apart;
        if (!isOnMap(robot) && !(isApart && robot.isSeen))
            continue;
        const Bearing bearing = m_movers[i].at(now);
        if (!seen.contains(bearing.place))
            continue;
        const auto heading = m_movers[i].speed > 0 ? std::optional(bearing.headingDegrees) : std::nullopt;
        const bool isOpenOnTheWay = m_movers[i].isLidOpen && m_movers[i].speed > 0;
        const bool isTroubled = isOpenOnTheWay || toneOf(m_movers[i].standing) == Tone::Bad;
        (isApart ? alone : isTroubled ? troubled : well).push_back({bearing.place, heading, i});
    }
    gatherRobots(well, Tone::Active);
    gatherRobots(troubled, Tone::Bad);
    m_robots.insert(m_robots.end(), alone.begin(), alone.end()); // last: on top
}

void MapScene::gatherRobots(std::vector<RobotMark> &marks, Tone tone)
{
    split(marks, reachAt(m_scale).robots / m_scale, m_robots, [&](const Cluster &cluster) {
        Crowd crowd{cluster.middle, CrowdKind::Robots, tone, {}};
        bool isFree = true;
        for (const std::size_t member : cluster.members) {
            const Mover &mover = m_movers[marks[member].mover];
            isFree = isFree && mover.standing == RobotStanding::Free;
            crowd.rows.push_back(mover.row);
        }
        if (isFree)
            crowd.tone = Tone::Idle;
        m_robotCrowds.push_back(std::move(crowd));
    });
}

void MapScene::layOutPlaces(qint64 now)
{
    m_arePlacesStale = false;
    m_placesAt = now;
    m_sincePlaces.start();
    m_customers.clear();
    m_merchants.clear();
    m_placeCrowds.clear();
    std::vector<PlaceMark> merchants;
    for (std::size_t row = 0; row < m_entities.merchants.rows().size() && m_scale >= cityScale; ++row)
        merchants.push_back({m_entities.merchants.rows()[row].place, row, {}});
    gatherPlaces(merchants, CrowdKind::Merchants, reachAt(m_scale).merchants);
    std::vector<PlaceMark> inTime;
    std::vector<PlaceMark> endangered;
    const auto &deliveries = m_entities.deliveries.rows();
    for (std::size_t row = 0; row < deliveries.size(); ++row) {
        const DeliveryRow &delivery = deliveries[row];
        if (delivery.hasEnded())
            continue;
        auto promise = PromiseStanding::InTime;
        if (isAtRisk(delivery, now, m_entities))
            promise = isLate(delivery, now) ? PromiseStanding::Late : PromiseStanding::AtRisk;
        (promise == PromiseStanding::InTime ? inTime : endangered).push_back({delivery.dropoff, row, promise});
    }
    gatherPlaces(inTime, CrowdKind::Customers, reachAt(m_scale).customers);
    gatherPlaces(endangered, CrowdKind::Customers, reachAt(m_scale).customers);
}

void MapScene::gatherPlaces(std::vector<PlaceMark> &marks, CrowdKind kind, double reach)
{
    auto &alone = kind == CrowdKind::Merchants ? m_merchants : m_customers;
    split(marks, reach / m_scale, alone, [&](const Cluster &cluster) {
        Crowd crowd{cluster.middle, kind, Tone::Idle, {}};
        auto worst = PromiseStanding::InTime;
        for (const std::size_t member : cluster.members) {
            worst = std::max(worst, marks[member].promise);
            crowd.rows.push_back(marks[member].row);
        }
        if (kind == CrowdKind::Customers)
            crowd.tone = promiseTone(worst);
        m_placeCrowds.push_back(std::move(crowd));
    });
}

const RobotRow &MapScene::robotOf(const RobotMark &mark) const
{
    return m_entities.robots.rows()[m_movers[mark.mover].row];
}

bool MapScene::isMoving() const
{
    return std::ranges::any_of(m_movers, [this](const Mover &mover) {
        return mover.speed > 0 && isOnMap(m_entities.robots.rows()[mover.row]);
    });
}

MapHit MapScene::hitAt(const MapSight &sight, QPointF screen) const
{
    MapHit hit;
    double reach = hitReach;
    const auto isNearest = [&](QPointF metres) {
        const double away = lengthOf(sight.toScreen(metres) - screen);
        return away <= reach ? (reach = away, true) : false;
    };
    const auto considerCrowds = [&](const std::vector<Crowd> &crowds) {
        for (const Crowd &crowd : crowds) {
            if (isNearest(crowd.at))
                hit = {{}, {}, crowd};
        }
    };
    considerCrowds(m_robotCrowds);
    for (const RobotMark &mark : m_robots) { // in the order of drawing: of two on one spot the upper one is hit
        if (isNearest(mark.at))
            hit = {{EntityKind::Robot, robotOf(mark).serial}, {}, {}};
    }
    if (!hit.isNothing()) // robots lie on top
        return hit;
    for (const PlaceMark &mark : m_customers) {
        if (isNearest(mark.at))
            hit = {{EntityKind::Delivery, m_entities.deliveries.keyAt(int(mark.row))}, {}, {}};
    }
    for (const PlaceMark &mark : m_merchants) {
        if (isNearest(mark.at))
            hit = {{EntityKind::Merchant, m_entities.merchants.keyAt(int(mark.row))}, {}, {}};
    }
    considerCrowds(m_placeCrowds);
    const auto &hubs = m_link.description().hubs;
    for (std::size_t hub = 0; hub < hubs.size(); ++hub) {
        if (isNearest(hubs[hub].place))
            hit = {{}, hub, {}};
    }
    return hit;
}

} // namespace curbside
