// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_picture.h"

#include <QTimer>
#include <QWidget>

class QMenu;

namespace curbside {

class MapLegend;

/// The town: streets, hubs, merchants, customers who wait, robots with heading and lid, and the chosen trip with its stops.
/// Drag and arrows move it, the wheel and + and - zoom, Home shows all of it, a click chooses; Shift with an arrow walks to
/// the next thing that way, F follows the chosen robot, L shows the legend.
class MapView : public QWidget
{
    Q_OBJECT

public:
    MapView(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
            QWidget *parent = nullptr);

    void setFollowing(bool isFollowing);
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    /// The robot that would be followed; empty when the choice is about none.
    [[nodiscard]] QString chosenRobot() const;
    void setLegendShown(bool isShown);
    void showAll();
    /// Brings a place to the middle.
    void centreOn(QPointF metres);
    void zoomBy(double factor, QPointF at);
    /// Brings all these places (metres) into view, as large as they can be.
    void showPlaces(const QRectF &places);
    [[nodiscard]] QPointF toScreen(QPointF metres) const { return m_sight.toScreen(metres); }
    [[nodiscard]] QPointF toMetres(QPointF screen) const { return m_sight.toMetres(screen); }
    /// Where a robot is about now: where it reported itself, and on along its way since.
    [[nodiscard]] QPointF placeNow(const RobotRow &robot) const;
    /// What is drawn at a point of the widget.
    [[nodiscard]] MapHit hitAt(QPointF screen);
    [[nodiscard]] QSize sizeHint() const override { return {480, 480}; }

Q_SIGNALS:
    void followingChanged(bool isFollowing);
    void chosenRobotChanged();
    void legendShown(bool isShown);
    /// A menu opens for the chosen thing: whoever knows what can be done adds it.
    void menuOpening(QMenu &menu);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    void connectPlatform();
    [[nodiscard]] QRectF town() const;
    [[nodiscard]] double fittingScale() const;
    [[nodiscard]] qint64 now() const;
    [[nodiscard]] std::optional<QPointF> chosenPlace() const;
    void setSight(QPointF centre, double scale);
    void layOut();
    void drawFrame();
    void onSelected();
    void describeChosen();
    void follow();
    void takeIn();
    void panBy(QPointF pixels);
    void walk(QPointF direction);
    void enter(const Crowd &crowd, QPoint at);
    void offer(const Crowd &crowd, QPoint at);
    void placeLegend();
    [[nodiscard]] EntityRef memberOf(const Crowd &crowd, std::size_t row) const;

    PlatformLink &m_link;
    const Entities &m_entities;
    Selection &m_selection;
    MapScene m_scene;
    MapPicture m_picture;
    MapLegend *m_legend;
    MapSight m_sight;
    QTimer m_frames;
    QElapsedTimer m_sinceStatus;
    QPointF m_pressedAt;
    QPointF m_draggedFrom;
    bool m_isDragging = false;
    bool m_isFollowing = false;
    bool m_isLegendWanted = false;
    QRectF m_town; ///< what was shown when everything was shown last
    bool m_showsAll = true; // until a person moves it, the whole town stays in view
};

} // namespace curbside
