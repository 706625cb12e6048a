// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/movers.h"

#include "services/world/motion.h"
#include "widgets/entities/status_words.h"
#include "widgets/map/map_sight.h"

#include <cmath>
#include <numbers>

namespace curbside {

namespace {

constexpr qint64 longestGuess = 15'000'000; // microseconds between two reports of a driving robot
constexpr double wrongWayDegrees = 45;

Place exactPlace(QPointF metres)
{
    return {qRound64(metres.x() * 1000), qRound64(metres.y() * 1000)};
}

double headingOf(QPointF from, QPointF to)
{
    const QPointF way = to - from;
    const double degrees = std::atan2(way.x(), -way.y()) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

QPointF ahead(double headingDegrees)
{
    const double angle = headingDegrees * std::numbers::pi / 180;
    return {std::sin(angle), -std::cos(angle)};
}

/// Where the robot's task wants it.
std::optional<QPointF> destinationOf(const RobotRow &robot, const Entities &entities)
{
    const TaskRow *task = entities.tasks.find(robot.taskId);
    const DeliveryRow *delivery = task ? entities.deliveries.find(task->deliveryId) : nullptr;
    if (!delivery || (task->type != u"Pickup" && task->type != u"Dropoff"))
        return std::nullopt;
    return task->type == u"Pickup" ? delivery->pickup : delivery->dropoff;
}

bool leadsAsHeaded(const QPolygonF &way, double headingDegrees)
{
    if (way.size() < 2)
        return false;
    return std::abs(std::remainder(headingOf(way[0], way[1]) - headingDegrees, 360)) < wrongWayDegrees;
}

} // namespace

RobotStanding robotStanding(const RobotRow &robot)
{
    if (robot.lid == u"Jammed")
        return RobotStanding::Jammed;
    if (!robot.isOnline)
        return RobotStanding::Offline;
    if (robot.battery < lowBattery)
        return RobotStanding::LowBattery;
    if (robot.isHeld)
        return RobotStanding::Held;
    if (!robot.isInService)
        return RobotStanding::OutOfService;
    return robot.taskId.isEmpty() ? RobotStanding::Free : RobotStanding::Working;
}

Tone toneOf(RobotStanding standing)
{
    switch (standing) {
    case RobotStanding::Free: return Tone::Idle;
    case RobotStanding::Working: return Tone::Active;
    case RobotStanding::Held:
    case RobotStanding::OutOfService: return Tone::Warning;
    case RobotStanding::LowBattery:
    case RobotStanding::Offline:
    case RobotStanding::Jammed: return Tone::Bad;
    }
    return Tone::Idle;
}

bool isOnMap(const RobotRow &robot)
{
    return robot.isSeen && robot.isOnDuty;
}

QPolygonF wayBetween(const Streets &streets, QPointF from, QPointF to)
{
    QPolygonF way{QList<QPointF>{from}};
    if (streets.spacing > 0) {
        world::Ground ground;
        ground.streetSpacing = streets.spacing;
        const world::Way corners = world::wayBetween(ground, exactPlace(from), exactPlace(to));
        for (const Place corner : corners) {
            const QPointF at(double(corner.x) / 1000, double(corner.y) / 1000);
            if (QPointF(at - way.last()).manhattanLength() > 0.01)
                way.append(at);
        }
    } else if (from != to) {
        way.append(to);
    }
    return way;
}

Mover Mover::of(const RobotRow &robot, const Entities &entities, const Streets &streets)
{
    Mover mover;
    mover.speed = robot.isOnline ? std::max(0.0, robot.speed) : 0;
    mover.headingDegrees = robot.headingDegrees;
    mover.seenAt = robot.seenAt;
    mover.standing = robotStanding(robot);
    mover.isLidOpen = robot.lid == u"Open";
    mover.way = QPolygonF(QList<QPointF>{robot.place});
    mover.isOpen = true;
    if (mover.speed <= 0)
        return mover;
    if (const auto wanted = destinationOf(robot, entities)) {
        QPolygonF way = wayBetween(streets, robot.place, *wanted);
        if (leadsAsHeaded(way, robot.headingDegrees)) {
            mover.way = std::move(way);
            mover.isOpen = false;
        }
    }
    return mover;
}

Bearing Mover::at(qint64 now) const
{
    Bearing bearing{way.first(), headingDegrees};
    if (speed <= 0)
        return bearing;
    double left = speed * double(std::clamp<qint64>(now - seenAt, 0, longestGuess)) / 1e6;
    for (qsizetype corner = 1; corner < way.size(); ++corner) {
        const QPointF stretch = way[corner] - way[corner - 1];
        const double length = lengthOf(stretch);
        bearing.headingDegrees = headingOf(way[corner - 1], way[corner]);
        if (left <= length)
            return {way[corner - 1] + stretch * (length > 0 ? left / length : 0), bearing.headingDegrees};
        left -= length;
        bearing.place = way[corner];
    }
    if (isOpen)
        bearing.place += ahead(headingDegrees) * left;
    return bearing;
}

} // namespace curbside
