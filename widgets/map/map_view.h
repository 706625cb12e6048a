// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/selection/selected_trip.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace curbside {

/// The town: streets, hubs, merchants, customers who wait, robots with heading and lid, and the chosen trip with its stops.
/// Drag moves it, the wheel and + and - zoom, Home shows all of it, a click chooses.
class MapView : public QWidget
{
    Q_OBJECT

public:
    MapView(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
            QWidget *parent = nullptr);

    void setFollowing(bool isFollowing);
    void showAll();
    /// Brings a place to the middle.
    void centreOn(QPointF metres);
    void zoomBy(double factor, QPointF at);
    [[nodiscard]] QPointF toScreen(QPointF metres) const;
    [[nodiscard]] QPointF toMetres(QPointF screen) const;
    /// Where a robot is about now: where it reported itself, and on along its heading since.
    [[nodiscard]] QPointF placeNow(const RobotRow &robot) const;
    /// The thing that is drawn at a point of the widget.
    [[nodiscard]] EntityRef thingAt(QPointF screen) const;
    [[nodiscard]] QSize sizeHint() const override { return {480, 480}; }

Q_SIGNALS:
    void followingChanged(bool isFollowing);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF town() const;
    [[nodiscard]] static bool isShown(const RobotRow &robot) { return robot.isSeen && robot.isOnDuty; }
    [[nodiscard]] double fittingScale() const;
    [[nodiscard]] std::optional<QPointF> chosenPlace() const;
    [[nodiscard]] QString chosenRobot() const;
    void onSelected();
    void follow();
    void changeGround();
    void takeIn();
    void paintGround();
    void paintPlaces(QPainter &painter) const;
    void paintTrip(QPainter &painter) const;
    void paintRobots(QPainter &painter) const;
    void paintCluster(QPainter &painter, QPointF at, const std::vector<const RobotRow *> &robots) const;
    void paintRobot(QPainter &painter, const RobotRow &robot, bool isChosen) const;
    void paintLid(QPainter &painter, const RobotRow &robot, const QRectF &body, const QColor &color) const;
    void paintLabel(QPainter &painter, QPointF at, const QString &text) const;
    void paintScaleBar(QPainter &painter) const;

    PlatformLink &m_link;
    const Entities &m_entities;
    Selection &m_selection;
    const SelectedTrip &m_trip;
    QPixmap m_ground; // what does not move, as it is seen now
    QTimer m_frames;
    QPointF m_centre; // metres
    double m_scale = 0; // pixels a metre; 0 until there is a town
    QPointF m_pressedAt;
    QPointF m_draggedFrom;
    bool m_isDragging = false;
    bool m_isFollowing = false;
    QRectF m_town; ///< what was shown when everything was shown last
    bool m_showsAll = true; // until a person moves it, the whole town stays in view
};

} // namespace curbside
