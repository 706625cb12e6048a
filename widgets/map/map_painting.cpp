// SPDX-License-Identifier: GPL-3.0-or-later
// How the map is drawn.
#include "widgets/map/map_view.h"
#include "widgets/robots/robot_columns.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>
#include <map>

namespace curbside {

namespace {

constexpr double streetMetres = 16;
constexpr double clusterPixels = 34;
constexpr double clusterBelowScale = 0.22; // pixels a metre: farther away, robots that overlap become a number
constexpr QSizeF robotSize(17, 13);

Tone toneOf(const RobotRow &robot)
{
    if (needsHand(robot))
        return Tone::Bad;
    if (robot.lid == u"Open")
        return Tone::Good;
    if (robot.isHeld || !robot.isInService)
        return Tone::Warning;
    return robot.taskId.isEmpty() ? Tone::Idle : Tone::Active;
}

/// Blocks between the streets; every so many of them is a park, always the same ones.
void paintBlocks(QPainter &painter, const MapView &map, const QRectF &town, double spacing)
{
    const Tokens &t = tokens();
    painter.setPen(Qt::NoPen);
    const QRectF seen(map.toMetres({0, 0}), map.toMetres({double(map.width()), double(map.height())}));
    const QRectF area = seen.intersected(town);
    const int firstRow = static_cast<int>(std::floor(area.top() / spacing));
    for (int column = static_cast<int>(std::floor(area.left() / spacing)); column * spacing < area.right(); ++column) {
        for (int row = firstRow; row * spacing < area.bottom(); ++row) {
            const QPointF corner(column * spacing, row * spacing);
            const QSizeF size(std::min(spacing, town.right() - corner.x()) - streetMetres,
                              std::min(spacing, town.bottom() - corner.y()) - streetMetres);
            const QRectF block(corner + QPointF(streetMetres, streetMetres) / 2, size);
            constexpr int parkEvery = 11;
            painter.setBrush((column * 7 + row * 3) % parkEvery == 5 ? t.park : t.block);
            if (!block.isEmpty())
                painter.drawRoundedRect(QRectF(map.toScreen(block.topLeft()), map.toScreen(block.bottomRight())), 2, 2);
        }
    }
}

} // namespace

void MapView::paintGround()
{
    m_ground = QPixmap(size() * devicePixelRatioF());
    m_ground.setDevicePixelRatio(devicePixelRatioF());
    m_ground.fill(tokens().surface);
    if (m_scale <= 0)
        return;
    QPainter painter(&m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    const double spacing = double(m_link.description().streets.spacing) / 1000;
    if (spacing > 0)
        paintBlocks(painter, *this, town(), spacing);
    else
        painter.fillRect(QRectF(toScreen(town().topLeft()), toScreen(town().bottomRight())), tokens().block);
}

void MapView::paintEvent(QPaintEvent *)
{
    if (m_scale <= 0 && m_showsAll) {
        m_scale = fittingScale();
        m_centre = town().center();
    }
    if (m_ground.isNull())
        paintGround();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scale <= 0) {
        painter.setPen(tokens().secondary);
        painter.drawText(rect(), Qt::AlignCenter, tr("Waiting for the platform…"));
        return;
    }
    paintPlaces(painter);
    paintTrip(painter);
    paintRobots(painter);
    paintScaleBar(painter);
    if (hasFocus()) {
        painter.setPen(tokens().accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void MapView::paintPlaces(QPainter &painter) const
{
    const Tokens &t = tokens();
    painter.setPen(QPen(t.surface, 1));
    painter.setBrush(t.secondary);
    for (const MerchantRow &merchant : m_entities.merchants.rows())
        painter.drawRect(QRectF(toScreen(merchant.place) - QPointF(3.5, 3.5), QSizeF(7, 7)));
    painter.setBrush(t.surface);
    painter.setPen(QPen(t.secondary, 1.4));
    for (const DeliveryRow &delivery : m_entities.deliveries.rows()) {
        if (!delivery.hasEnded())
            painter.drawEllipse(toScreen(delivery.dropoff), 3.2, 3.2);
    }
    for (const Hub &hub : m_link.description().hubs) {
        const QPointF at = toScreen(hub.place);
        painter.setPen(QPen(t.text, 1.6));
        painter.setBrush(t.surface);
        painter.drawPolygon(QPolygonF(
            QList<QPointF>{at + QPointF(0, -8), at + QPointF(8, 0), at + QPointF(0, 8), at + QPointF(-8, 0)}));
        paintLabel(painter, at + QPointF(11, 0), hub.name);
    }
}

void MapView::paintTrip(QPainter &painter) const
{
    const Tokens &t = tokens();
    const auto &trip = m_trip.trip();
    if (!trip) {
        if (const DeliveryRow *delivery = m_entities.deliveries.find(m_selection.current().key)) {
            painter.setPen(QPen(t.accent, 2, Qt::DotLine, Qt::RoundCap));
            painter.drawLine(toScreen(delivery->pickup), toScreen(delivery->dropoff));
        }
        return;
    }
    QPolygonF way;
    for (const TripStop &stop : trip->stops) {
        const QPointF at = toScreen(stop.place);
        if (!way.isEmpty()) // along the streets, as the robots go
            way.append(QPointF(way.last().x(), at.y()));
        way.append(at);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.accent, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(way);
    painter.setFont(emphasisedFont());
    for (const TripStop &stop : trip->stops) {
        const QPointF at = toScreen(stop.place);
        painter.setPen(QPen(t.surface, 1.5));
        painter.setBrush(stop.isPickup ? t.secondary : t.accent);
        painter.drawEllipse(at, 10, 10);
        painter.setPen(stop.isPickup ? t.surface : t.onAccent);
        painter.drawText(QRectF(at - QPointF(10, 10), QSizeF(20, 20)), Qt::AlignCenter,
                         stop.isPickup ? tr("P", "pickup") : tr("D", "drop-off"));
    }
}

void MapView::paintRobots(QPainter &painter) const
{
    const QString chosen = chosenRobot();
    std::map<std::pair<int, int>, std::vector<const RobotRow *>> cells;
    const bool isFar = m_scale < clusterBelowScale;
    for (const RobotRow &robot : m_entities.robots.rows()) {
        if (!isShown(robot) || robot.serial == chosen)
            continue;
        const QPointF at = toScreen(placeNow(robot));
        if (isFar)
            cells[{int(std::floor(at.x() / clusterPixels)), int(std::floor(at.y() / clusterPixels))}].push_back(&robot);
        else if (rect().adjusted(-20, -20, 20, 20).contains(at.toPoint()))
            paintRobot(painter, robot, false);
    }
    for (const auto &[cell, robots] : cells) {
        if (robots.size() == 1)
            paintRobot(painter, *robots.front(), false);
        else
            paintCluster(painter, QPointF(cell.first + 0.5, cell.second + 0.5) * clusterPixels, robots);
    }
    if (const RobotRow *robot = m_entities.robots.find(chosen); robot && robot->isSeen)
        paintRobot(painter, *robot, true);
}

void MapView::paintCluster(QPainter &painter, QPointF at, const std::vector<const RobotRow *> &robots) const
{
    const Tokens &t = tokens();
    const bool hasTrouble =
        std::any_of(robots.begin(), robots.end(), [](const RobotRow *robot) { return needsHand(*robot); });
    painter.setPen(QPen(t.surface, 1.5));
    painter.setBrush(hasTrouble ? t.bad : t.accent);
    painter.drawEllipse(at, 12, 12);
    painter.setPen(t.onAccent);
    painter.setFont(secondaryFont());
    painter.drawText(QRectF(at - QPointF(12, 12), QSizeF(24, 24)), Qt::AlignCenter, QString::number(robots.size()));
}

void MapView::paintRobot(QPainter &painter, const RobotRow &robot, bool isChosen) const
{
    const Tokens &t = tokens();
    const QPointF at = toScreen(placeNow(robot));
    const Tone tone = toneOf(robot);
    const QColor color = colorOf(tone, t);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (robot.speed > 0) { // where it heads
        painter.save();
        painter.translate(at);
        painter.rotate(robot.headingDegrees);
        painter.drawPolygon(QPolygonF(QList<QPointF>{{0, -14}, {4, -9.5}, {-4, -9.5}}));
        painter.restore();
    }
    const QRectF body(at - QPointF(robotSize.width() / 2, robotSize.height() / 2), robotSize);
    painter.setPen(QPen(t.surface, 1));
    painter.drawRoundedRect(body, 3, 3);
    paintLid(painter, robot, body, color);
    if (isChosen) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, 17, 17);
    }
    if (isChosen || tone == Tone::Bad || robot.lid == u"Open")
        paintLabel(painter, at + QPointF(isChosen ? 21 : 13, 0), robot.name);
}

void MapView::paintLid(QPainter &painter, const RobotRow &robot, const QRectF &body, const QColor &color) const
{
    const QPointF hinge = body.topLeft() + QPointF(3, 4);
    if (robot.lid == u"Open") { // it stands up
        painter.setPen(QPen(color, 2.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(body.topLeft() + QPointF(2, 0), body.topLeft() + QPointF(11, -7));
        return;
    }
    painter.setPen(QPen(tokens().surface, 1.6, Qt::SolidLine, Qt::RoundCap));
    if (robot.lid == u"Jammed") { // crossed out
        painter.drawLine(hinge, hinge + QPointF(11, 6));
        painter.drawLine(hinge + QPointF(0, 6), hinge + QPointF(11, 0));
    } else {
        painter.drawLine(hinge, hinge + QPointF(11, 0));
    }
}

void MapView::paintLabel(QPainter &painter, QPointF at, const QString &text) const
{
    const Tokens &t = tokens();
    painter.setFont(secondaryFont());
    const QString shown = visibleText(text);
    const QRectF place(at.x(), at.y() - 9, painter.fontMetrics().horizontalAdvance(shown) + 8, 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(place, 4, 4);
    painter.setPen(t.text);
    painter.drawText(place, Qt::AlignCenter, shown);
}

void MapView::paintScaleBar(QPainter &painter) const
{
    const Tokens &t = tokens();
    constexpr double wanted = 110; // pixels
    double metres = std::pow(10, std::floor(std::log10(wanted / m_scale)));
    for (const double factor : {5.0, 2.0}) {
        if (metres * factor * m_scale <= wanted) {
            metres *= factor;
            break;
        }
    }
    const double length = metres * m_scale;
    const double left = 14;
    const double bottom = height() - 14;
    const QString text = metres >= 1000 ? tr("%1 km").arg(metres / 1000) : tr("%1 m").arg(metres);
    painter.setFont(secondaryFont());
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(
        QRectF(left - 6, bottom - 14, length + painter.fontMetrics().horizontalAdvance(text) + 22, 22), 4, 4);
    painter.setPen(QPen(t.text, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF(
        QList<QPointF>{{left, bottom - 5}, {left, bottom}, {left + length, bottom}, {left + length, bottom - 5}}));
    painter.drawText(QPointF(left + length + 8, bottom), text);
}

} // namespace curbside
