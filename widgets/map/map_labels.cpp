// SPDX-License-Identifier: GPL-3.0-or-later
// Which names the map shows, and where.
#include "widgets/deliveries/delivery_columns.h"
#include "widgets/map/map_picture.h"
#include "widgets/map/trip_progress.h"

#include <QPainter>

#include <algorithm>

namespace curbside {

namespace {

// Pixels a metre from which on names are shown.
constexpr double promisesFrom = 0.15;
constexpr double merchantNamesFrom = 0.5;
constexpr double robotNamesFrom = 0.9;
constexpr std::size_t mostLabels = 160; // a frame; the most important ones
constexpr double besideRobot = 12;
constexpr double besideChosen = 20;
constexpr double besidePlace = 8;

} // namespace

void MapPicture::addLabel(const Moment &moment, const Label &label)
{
    if (m_labels.size() < mostLabels && QRectF({0, 0}, moment.sight.size).contains(label.at))
        m_labels.push_back(label);
}

/// In the order of their importance.
void MapPicture::gatherLabels(const Moment &moment)
{
    const MapSight &sight = moment.sight;
    const auto &robots = m_scene.robots();
    for (const RobotMark &mark : robots) {
        const RobotRow &robot = m_scene.robotOf(mark);
        if (robot.serial == moment.chosenRobot)
            addLabel(moment, {robot.name, sight.toScreen(mark.at), besideChosen, true});
    }
    if (const MerchantRow *merchant = m_entities.merchants.find(moment.chosen.key))
        addLabel(moment, {merchant->name, sight.toScreen(merchant->place), besideChosen, true});
    if (const DeliveryRow *delivery = m_entities.deliveries.find(moment.chosen.key))
        addLabel(moment, {delivery->number, sight.toScreen(delivery->dropoff), besideChosen - 4, true});
    addRobotLabels(moment);
    if (m_trip.trip()) {
        for (const TripStop &stop : m_trip.trip()->stops)
            addLabel(moment, {stopText(stop, m_entities), sight.toScreen(stop.place), besideRobot + 1, false});
    }
    for (const Hub &hub : m_link.description().hubs) {
        if (sight.scale >= cityScale)
            addLabel(moment, {hub.name, sight.toScreen(hub.place), besideRobot, false});
        m_obstacles.push_back(QRectF(sight.toScreen(hub.place) - QPointF(7, 7), QSizeF(14, 14)));
    }
    addPlaceLabels(moment);
}

void MapPicture::addRobotLabels(const Moment &moment)
{
    const auto addThose = [&](auto isMeant) {
        for (const RobotMark &mark : m_scene.robots()) {
            const Mover &mover = m_scene.movers()[mark.mover];
            const RobotRow &robot = m_scene.robotOf(mark);
            if (isMeant(mover) && robot.serial != moment.chosenRobot)
                addLabel(moment, {robot.name, moment.sight.toScreen(mark.at), besideRobot, false});
        }
    };
    const auto isTroubled = [](const Mover &mover) { return toneOf(mover.standing) == Tone::Bad; };
    addThose(isTroubled);
    addThose([&](const Mover &mover) { return mover.isLidOpen && !isTroubled(mover); });
    if (moment.sight.scale >= robotNamesFrom)
        addThose([&](const Mover &mover) { return !mover.isLidOpen && !isTroubled(mover); });
}

void MapPicture::addPlaceLabels(const Moment &moment)
{
    if (moment.sight.scale < promisesFrom)
        return;
    const qint64 now = m_link.status().now;
    for (const PlaceMark &mark : m_scene.customers()) {
        if (mark.promise == PromiseStanding::InTime)
            continue;
        const DeliveryRow &delivery = m_entities.deliveries.rows()[mark.row];
        addLabel(moment,
                 {promiseCell(delivery, now, m_entities).text, moment.sight.toScreen(mark.at), besidePlace, false});
    }
    if (moment.sight.scale < merchantNamesFrom)
        return;
    for (const PlaceMark &mark : m_scene.merchants()) {
        const QString &name = m_entities.merchants.rows()[mark.row].name;
        addLabel(moment, {name, moment.sight.toScreen(mark.at), besidePlace, false});
    }
}

void MapPicture::paintLabels(QPainter &painter, const Moment &moment)
{
    const QRectF bounds({0, 0}, moment.sight.size);
    std::vector<LabelWish> wishes;
    wishes.reserve(m_labels.size());
    for (const Label &label : m_labels) {
        const auto last = m_sides.constFind(label.text);
        wishes.push_back({label.at, label.gap, m_sprites.labelSize(label.text, label.isEmphasised),
                          last == m_sides.constEnd() ? std::nullopt : std::optional(*last)});
    }
    const auto placed = placeLabels(wishes, m_obstacles, bounds);
    m_sides.clear();
    for (std::size_t i = placed.size(); i-- > 0;) {
        if (!placed[i])
            continue;
        m_sprites.paintLabel(painter, placed[i]->place, m_labels[i].text, m_labels[i].isEmphasised);
        m_sides.insert(m_labels[i].text, placed[i]->side);
    }
}

} // namespace curbside
