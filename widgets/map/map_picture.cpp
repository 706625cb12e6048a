// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_picture.h"

#include "widgets/map/map_ground.h"
#include "widgets/map/trip_progress.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class MapTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::MapPicture)
};

constexpr int groundMargin = 160; // pixels around what is seen
constexpr double stopRadius = 10;
constexpr double chosenRadius = 17;
constexpr double crowdRadius = 11;

QRectF around(QPointF at, double reach)
{
    return {at - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)};
}

} // namespace

void MapPicture::paint(QPainter &painter, const Moment &moment)
{
    m_sprites.renew(moment.pixelRatio);
    m_labels.clear();
    m_obstacles.clear();
    if (m_isGroundStale || !covers(moment))
        renewGround(moment);
    painter.drawPixmap(-groundOffset(moment.sight), m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPlaces(painter, moment.sight);
    gatherLabels(moment);
    const std::vector<bool> done = m_trip.trip() ? stopsDone(*m_trip.trip(), m_entities) : std::vector<bool>();
    paintTrip(painter, moment, done);
    paintChosenPlace(painter, moment);
    paintCrowds(painter, moment);
    paintRobots(painter, moment, false);
    if (m_trip.trip())
        paintStops(painter, moment, *m_trip.trip(), done);
    paintRobots(painter, moment, true);
    paintLabels(painter, moment);
    paintScaleBar(painter, moment.sight);
}

/// Where the upper left corner of what is seen is in what is drawn.
QPoint MapPicture::groundOffset(const MapSight &sight) const
{
    return m_groundSight.toScreen(sight.toMetres({0, 0})).toPoint();
}

bool MapPicture::covers(const Moment &moment) const
{
    const QSizeF wanted = moment.sight.size + QSizeF(2 * groundMargin, 2 * groundMargin);
    if (m_groundSight.scale != moment.sight.scale || m_groundSight.size != wanted
        || m_ground.devicePixelRatio() != moment.pixelRatio)
        return false;
    return QRect(0, 0, 2 * groundMargin, 2 * groundMargin).contains(groundOffset(moment.sight));
}

void MapPicture::renewGround(const Moment &moment)
{
    m_groundSight = moment.sight;
    m_groundSight.size += QSizeF(2 * groundMargin, 2 * groundMargin);
    const QSize size = m_groundSight.size.toSize() * moment.pixelRatio;
    if (m_ground.size() != size) // a large piece of memory: had anew, it would cost more than what is drawn on it
        m_ground = QPixmap(size);
    m_ground.setDevicePixelRatio(moment.pixelRatio);
    m_isGroundStale = false;
    m_ground.fill(tokens().surface);
    QPainter painter(&m_ground);
    paintGround(painter, m_groundSight, m_link.description().streets, moment.town);
}

void MapPicture::paintPlaces(QPainter &painter, const MapSight &sight)
{
    const QRectF seen = QRectF({0, 0}, sight.size).adjusted(-20, -20, 20, 20);
    const auto eachSeen = [&](const auto &marks, auto paintMark) {
        for (const auto &mark : marks) {
            const QPointF at = sight.toScreen(mark.at);
            if (seen.contains(at))
                paintMark(at, mark);
        }
    };
    eachSeen(m_scene.merchants(), [&](QPointF at, const PlaceMark &) { m_sprites.paintMerchant(painter, at); });
    eachSeen(m_scene.placeCrowds(), [&](QPointF at, const Crowd &crowd) {
        m_sprites.paintCrowd(painter, at, crowd.kind, crowd.rows.size(), crowd.tone);
    });
    eachSeen(m_scene.customers(),
             [&](QPointF at, const PlaceMark &mark) { m_sprites.paintCustomer(painter, at, mark.promise); });
    for (const Hub &hub : m_link.description().hubs)
        m_sprites.paintHub(painter, sight.toScreen(hub.place));
}

void MapPicture::paintTrip(QPainter &painter, const Moment &moment, const std::vector<bool> &done)
{
    if (const auto &trip = m_trip.trip()) {
        paintWays(painter, moment, *trip, done);
    } else if (const DeliveryRow *delivery = m_entities.deliveries.find(moment.chosen.key)) {
        painter.setPen(QPen(tokens().accent, 2, Qt::DotLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        QPolygonF way = wayBetween(m_link.description().streets, delivery->pickup, delivery->dropoff);
        for (QPointF &corner : way)
            corner = moment.sight.toScreen(corner);
        painter.drawPolyline(way);
    }
}

/// Each stretch leads to a stop; the one to the first that is not done begins where the robot is.
void MapPicture::paintWays(QPainter &painter, const Moment &moment, const Trip &trip, const std::vector<bool> &done)
{
    const auto next = std::size_t(std::ranges::find(done, false) - done.begin());
    for (std::size_t i = 1; i < trip.stops.size(); ++i) {
        if (i != next)
            paintLine(painter, moment.sight, trip.stops[i - 1].place, trip.stops[i].place, i < next);
    }
    if (next >= trip.stops.size())
        return;
    const auto &marks = m_scene.robots();
    const auto robot = std::ranges::find_if(
        marks, [&](const RobotMark &mark) { return m_scene.robotOf(mark).serial == trip.robotSerial; });
    if (robot != marks.end())
        paintLine(painter, moment.sight, robot->at, trip.stops[next].place, false);
    else if (next > 0)
        paintLine(painter, moment.sight, trip.stops[next - 1].place, trip.stops[next].place, false);
}

void MapPicture::paintLine(QPainter &painter, const MapSight &sight, QPointF from, QPointF to, bool isDone)
{
    const Tokens &t = tokens();
    QPolygonF way = wayBetween(m_link.description().streets, from, to);
    for (QPointF &corner : way)
        corner = sight.toScreen(corner);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(isDone ? QPen(t.secondary, 2, Qt::DotLine, Qt::RoundCap, Qt::RoundJoin)
                          : QPen(t.accent, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(way);
}

void MapPicture::paintStops(QPainter &painter, const Moment &moment, const Trip &trip, const std::vector<bool> &done)
{
    const Tokens &t = tokens();
    painter.setFont(secondaryFont());
    for (std::size_t i = trip.stops.size(); i-- > 0;) {
        const TripStop &stop = trip.stops[i];
        const QRectF place = around(moment.sight.toScreen(stop.place), stopRadius);
        const QColor color = done[i] ? t.secondary : t.accent;
        painter.setPen(QPen(done[i] ? color : t.surface, 1.5));
        painter.setBrush(done[i] ? t.surface : color);
        if (stop.isPickup) // where it takes up, a square, as merchants are
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 3, 3);
        else
            painter.drawEllipse(place);
        painter.setPen(done[i] ? color : t.onAccent);
        painter.drawText(place, Qt::AlignCenter, QString::number(i + 1));
        m_obstacles.push_back(place);
    }
}

void MapPicture::paintChosenPlace(QPainter &painter, const Moment &moment)
{
    QPointF metres;
    if (const DeliveryRow *delivery = m_entities.deliveries.find(moment.chosen.key))
        metres = delivery->dropoff;
    else if (const MerchantRow *merchant = m_entities.merchants.find(moment.chosen.key))
        metres = merchant->place;
    else
        return;
    painter.setPen(QPen(tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(moment.sight.toScreen(metres), chosenRadius - 4, chosenRadius - 4);
}

void MapPicture::paintCrowds(QPainter &painter, const Moment &moment)
{
    for (const Crowd &crowd : m_scene.robotCrowds()) {
        const QPointF at = moment.sight.toScreen(crowd.at);
        m_sprites.paintCrowd(painter, at, crowd.kind, crowd.rows.size(), crowd.tone);
        m_obstacles.push_back(around(at, crowdRadius)); // a number that is half covered is another number
    }
}

/// The chosen one, or all others.
void MapPicture::paintRobots(QPainter &painter, const Moment &moment, bool isChosen)
{
    for (const RobotMark &mark : m_scene.robots()) {
        if ((m_scene.robotOf(mark).serial == moment.chosenRobot) != isChosen)
            continue;
        const QPointF at = moment.sight.toScreen(mark.at);
        if (isChosen) {
            painter.setPen(QPen(tokens().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, chosenRadius, chosenRadius);
            m_obstacles.push_back(around(at, chosenRadius));
        }
        const Mover &mover = m_scene.movers()[mark.mover];
        m_sprites.paintRobot(painter, at, mover.standing, mover.isLidOpen, mark.heading);
    }
}

double roundLength(double scale, double pixels)
{
    const double most = pixels / scale;
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double factor : {5.0, 2.0}) {
        if (power * factor <= most)
            return power * factor;
    }
    return power;
}

void MapPicture::paintScaleBar(QPainter &painter, const MapSight &sight)
{
    const Tokens &t = tokens();
    constexpr double longest = 110; // pixels
    const double metres = roundLength(sight.scale, longest);
    const double length = metres * sight.scale;
    const double left = 14;
    const double bottom = sight.size.height() - 14;
    const QString text = metres >= 1000 ? MapTexts::tr("%1 km").arg(metres / 1000) : MapTexts::tr("%1 m").arg(metres);
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
