// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_sight.h"
#include "widgets/map/map_sprites.h"

#include <QElapsedTimer>

namespace curbside {

struct RobotMark
{
    QPointF at; ///< metres
    std::optional<double> heading; ///< nothing while it stands
    std::size_t mover = 0;
};

/// A thing that stays where it is.
struct PlaceMark
{
    QPointF at; ///< metres
    std::size_t row = 0; ///< of the deliveries or merchants
    PromiseStanding promise = PromiseStanding::InTime; ///< of deliveries
};

/// Several things of a kind that are shown as a number.
struct Crowd
{
    QPointF at; ///< metres
    CrowdKind kind = CrowdKind::Robots;
    Tone tone = Tone::Active;
    std::vector<std::size_t> rows; ///< of the robots, deliveries or merchants
};

/// What lies under a point: one thing, one hub, or a crowd.
struct MapHit
{
    EntityRef thing;
    std::optional<std::size_t> hub;
    std::optional<Crowd> crowd;

    [[nodiscard]] bool isNothing() const { return thing.kind == EntityKind::None && !hub && !crowd; }
};

/// Where the things of the map are at a moment, those too close together to be told apart taken as crowds. Robots in need of
/// a hand and customers who wait too long are never in a crowd with others.
class MapScene : public QObject
{
    Q_OBJECT

public:
    MapScene(const PlatformLink &link, const Entities &entities, QObject *parent = nullptr);

    /// `apart`, a robot's serial, is never in a crowd.
    void layOut(const MapSight &sight, qint64 now, const QString &apart);

    [[nodiscard]] const std::vector<Mover> &movers() const { return m_movers; }
    [[nodiscard]] const std::vector<RobotMark> &robots() const { return m_robots; }
    [[nodiscard]] const std::vector<Crowd> &robotCrowds() const { return m_robotCrowds; }
    [[nodiscard]] const std::vector<PlaceMark> &customers() const { return m_customers; }
    [[nodiscard]] const std::vector<PlaceMark> &merchants() const { return m_merchants; }
    [[nodiscard]] const std::vector<Crowd> &placeCrowds() const { return m_placeCrowds; }
    [[nodiscard]] const RobotRow &robotOf(const RobotMark &mark) const;
    /// Things have changed that the next layOut() that may will show.
    [[nodiscard]] bool isWaiting() const { return m_arePlacesStale; }
    /// Something on the map drives.
    [[nodiscard]] bool isMoving() const;
    [[nodiscard]] MapHit hitAt(const MapSight &sight, QPointF screen) const;

private:
    void renewMovers();
    void layOutRobots(const MapSight &sight, qint64 now, const QString &apart);
    void layOutPlaces(qint64 now);
    void gatherRobots(std::vector<RobotMark> &marks, Tone tone);
    void gatherPlaces(std::vector<PlaceMark> &marks, CrowdKind kind, double reach);

    const PlatformLink &m_link;
    const Entities &m_entities;
    std::vector<Mover> m_movers;
    std::vector<std::size_t> m_changedRobots; // rows whose movers are not right any more
    bool m_areMoversStale = true;
    bool m_arePlacesStale = true;
    qint64 m_placesAt = 0; // platform time
    QElapsedTimer m_sincePlaces;
    double m_scale = 0;
    std::vector<RobotMark> m_robots;
    std::vector<Crowd> m_robotCrowds;
    std::vector<PlaceMark> m_customers;
    std::vector<PlaceMark> m_merchants;
    std::vector<Crowd> m_placeCrowds;
};

} // namespace curbside
