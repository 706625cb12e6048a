// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/label_placement.h"
#include "widgets/map/map_scene.h"
#include "widgets/selection/selected_trip.h"

namespace curbside {

/// How the map is drawn. The ground is kept as a picture; marks are small pictures put where they are; names come last,
/// the most important first, none over another.
class MapPicture
{
public:
    struct Moment
    {
        MapSight sight;
        QRectF town; ///< metres
        EntityRef chosen;
        QString chosenRobot; ///< serial of the robot that the choice is about
        double pixelRatio = 1;
    };

    MapPicture(const PlatformLink &link, const Entities &entities, const SelectedTrip &trip, const MapScene &scene)
        : m_link(link), m_entities(entities), m_trip(trip), m_scene(scene)
    {}

    /// The ground has changed though the sight has not.
    void forgetGround() { m_isGroundStale = true; }
    void paint(QPainter &painter, const Moment &moment);

private:
    struct Label
    {
        QString text;
        QPointF at; // pixels
        double gap = 12;
        bool isEmphasised = false;
    };

    [[nodiscard]] QPoint groundOffset(const MapSight &sight) const;
    [[nodiscard]] bool covers(const Moment &moment) const;
    void renewGround(const Moment &moment);
    void paintPlaces(QPainter &painter, const MapSight &sight);
    void paintTrip(QPainter &painter, const Moment &moment, const std::vector<bool> &done);
    void paintWays(QPainter &painter, const Moment &moment, const Trip &trip, const std::vector<bool> &done);
    void paintStops(QPainter &painter, const Moment &moment, const Trip &trip, const std::vector<bool> &done);
    void paintLine(QPainter &painter, const MapSight &sight, QPointF from, QPointF to, bool isDone);
    void paintCrowds(QPainter &painter, const Moment &moment);
    void paintRobots(QPainter &painter, const Moment &moment, bool isChosen);
    void paintChosenPlace(QPainter &painter, const Moment &moment);
    void addLabel(const Moment &moment, const Label &label);
    void gatherLabels(const Moment &moment);
    void addRobotLabels(const Moment &moment);
    void addPlaceLabels(const Moment &moment);
    void paintLabels(QPainter &painter, const Moment &moment);
    void paintScaleBar(QPainter &painter, const MapSight &sight);

    const PlatformLink &m_link;
    const Entities &m_entities;
    const SelectedTrip &m_trip;
    const MapScene &m_scene;
    MapSprites m_sprites;
    MapSight m_groundSight; // of the ground: more than is seen, so that a map which is moved need not be drawn anew
    QPixmap m_ground;
    bool m_isGroundStale = true;
    std::vector<Label> m_labels;
    std::vector<QRectF> m_obstacles;
    QHash<QString, LabelSide> m_sides; // where labels stood last
};

/// A length of the scale bar: the largest round number of metres that takes up no more than `pixels`.
[[nodiscard]] double roundLength(double scale, double pixels);

} // namespace curbside
