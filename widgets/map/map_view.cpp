// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_view.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>
#include <numbers>

namespace curbside {

namespace {

constexpr int frameMs = 33;
constexpr double border = 24; // pixels around the whole town
constexpr double nearest = 4; // pixels a metre
constexpr double clickReach = 12;
constexpr qint64 longestGuess = 15'000'000; // microseconds between two reports of a driving robot
constexpr double keyStep = 60;
constexpr double zoomStep = 1.25;

double distance(QPointF one, QPointF other)
{
    return std::hypot(one.x() - other.x(), one.y() - other.y());
}

} // namespace

MapView::MapView(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
                 QWidget *parent)
    : QWidget(parent), m_link(link), m_entities(entities), m_selection(selection), m_trip(trip)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map"));
    setAccessibleDescription(
        tr("Robots, deliveries and merchants on the map are also found in the lists and by Ctrl+K."));
    setMinimumSize(160, 160);
    m_frames.setInterval(frameMs);
    connect(&m_frames, &QTimer::timeout, this, [this] {
        if (!isVisible() || m_link.status().isPaused)
            return;
        follow();
        update();
    });
    m_frames.start();
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&link, &PlatformLink::described, this, &MapView::showAll);
    connect(&entities.merchants, &QAbstractItemModel::rowsInserted, this, [this] {
        changeGround();
        takeIn();
    });
    connect(&entities.robots, &QAbstractItemModel::rowsInserted, this, &MapView::changeGround);
    connect(&entities.robots, &QAbstractItemModel::dataChanged, this, &MapView::takeIn);
    connect(&entities.deliveries, &QAbstractItemModel::dataChanged, this, repaint);
    connect(&entities.deliveries, &QAbstractItemModel::rowsRemoved, this, repaint);
    connect(&selection, &Selection::changed, this, &MapView::onSelected);
    connect(&trip, &SelectedTrip::changed, this, repaint);
}

QRectF MapView::town() const
{
    const Streets &streets = m_link.description().streets;
    QRectF town(0, 0, double(streets.width) / 1000, double(streets.height) / 1000);
    if (!town.isEmpty())
        return town;
    for (const MerchantRow &merchant : m_entities.merchants.rows()) // a day without streets
        town = town.united(QRectF(merchant.place, QSizeF(1, 1)));
    for (const RobotRow &robot : m_entities.robots.rows())
        town = robot.isSeen ? town.united(QRectF(robot.place, QSizeF(1, 1))) : town;
    return town;
}

double MapView::fittingScale() const
{
    const QRectF area = town();
    if (area.isEmpty())
        return 0;
    return std::max(0.001, std::min((width() - 2 * border) / area.width(), (height() - 2 * border) / area.height()));
}

void MapView::changeGround()
{
    m_ground = {};
    update();
}

/// A day without streets is as large as what is known of it.
void MapView::takeIn()
{
    if (m_showsAll && town() != m_town)
        showAll();
    update();
}

void MapView::showAll()
{
    m_showsAll = true;
    m_town = town();
    m_scale = fittingScale();
    m_centre = town().center();
    changeGround();
}

void MapView::centreOn(QPointF metres)
{
    m_centre = metres;
    m_showsAll = false;
    changeGround();
}

void MapView::zoomBy(double factor, QPointF at)
{
    const QPointF fixed = toMetres(at);
    const double fitting = fittingScale();
    m_scale = std::clamp(m_scale * factor, fitting / 2, std::max(fitting, nearest));
    m_centre += fixed - toMetres(at);
    m_showsAll = false;
    changeGround();
}

QPointF MapView::toScreen(QPointF metres) const
{
    return QPointF(width() / 2.0, height() / 2.0) + (metres - m_centre) * m_scale;
}

QPointF MapView::toMetres(QPointF screen) const
{
    return m_centre + (screen - QPointF(width() / 2.0, height() / 2.0)) / (m_scale > 0 ? m_scale : 1);
}

QPointF MapView::placeNow(const RobotRow &robot) const
{
    if (robot.speed <= 0 || !robot.isOnline)
        return robot.place;
    const double seconds = double(std::clamp<qint64>(m_link.status().now - robot.seenAt, 0, longestGuess)) / 1e6;
    const double angle = robot.headingDegrees * std::numbers::pi / 180;
    return robot.place + QPointF(std::sin(angle), -std::cos(angle)) * robot.speed * seconds;
}

EntityRef MapView::thingAt(QPointF screen) const
{
    EntityRef found;
    double reach = clickReach;
    const auto consider = [&](QPointF metres, EntityKind kind, const QString &key) {
        const double away = distance(toScreen(metres), screen);
        if (away < reach) {
            reach = away;
            found = {kind, key};
        }
    };
    for (const RobotRow &robot : m_entities.robots.rows()) {
        if (isShown(robot))
            consider(placeNow(robot), EntityKind::Robot, robot.serial);
    }
    if (found.kind != EntityKind::None)
        return found;
    for (const DeliveryRow &delivery : m_entities.deliveries.rows()) {
        if (!delivery.hasEnded())
            consider(delivery.dropoff, EntityKind::Delivery, delivery.id);
    }
    for (const MerchantRow &merchant : m_entities.merchants.rows())
        consider(merchant.place, EntityKind::Merchant, merchant.id);
    return found;
}

QString MapView::chosenRobot() const
{
    const EntityRef ref = m_selection.current();
    if (ref.kind == EntityKind::Robot)
        return ref.key;
    if (ref.kind == EntityKind::Task) {
        const TaskRow *task = m_entities.tasks.find(ref.key);
        return task && !task->hasEnded() ? task->robotSerial : QString();
    }
    const DeliveryRow *delivery = ref.kind == EntityKind::Delivery ? m_entities.deliveries.find(ref.key) : nullptr;
    const RobotRow *robot = delivery && !delivery->hasEnded() ? m_entities.robotNamed(delivery->driverName) : nullptr;
    return robot ? robot->serial : QString();
}

std::optional<QPointF> MapView::chosenPlace() const
{
    if (const RobotRow *robot = m_entities.robots.find(chosenRobot()))
        return robot->isSeen ? std::optional(placeNow(*robot)) : std::nullopt;
    const EntityRef ref = m_selection.current();
    if (const DeliveryRow *delivery = m_entities.deliveries.find(ref.key))
        return delivery->dropoff;
    if (const MerchantRow *merchant = m_entities.merchants.find(ref.key))
        return merchant->place;
    return std::nullopt;
}

void MapView::onSelected()
{
    const auto place = chosenPlace();
    if (place && !rect().adjusted(40, 40, -40, -40).contains(toScreen(*place).toPoint()))
        centreOn(*place);
    update();
}

void MapView::setFollowing(bool isFollowing)
{
    if (m_isFollowing == isFollowing)
        return;
    m_isFollowing = isFollowing;
    Q_EMIT followingChanged(isFollowing);
    follow();
}

void MapView::follow()
{
    const RobotRow *robot = m_isFollowing ? m_entities.robots.find(chosenRobot()) : nullptr;
    if (robot && robot->isSeen && distance(toScreen(placeNow(*robot)), QPointF(rect().center())) > 1)
        centreOn(placeNow(*robot));
}

void MapView::resizeEvent(QResizeEvent *)
{
    if (m_showsAll)
        showAll();
    changeGround();
}

void MapView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position();
    m_draggedFrom = m_centre;
    m_isDragging = false;
}

void MapView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const QPointF moved = event->position() - m_pressedAt;
    constexpr double steady = 4; // a hand that clicks moves this far
    if (!m_isDragging && distance(moved, {}) < steady)
        return;
    m_isDragging = true;
    setFollowing(false);
    centreOn(m_draggedFrom - moved / (m_scale > 0 ? m_scale : 1));
}

void MapView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_isDragging)
        m_selection.select(thingAt(event->position()));
    m_isDragging = false;
}

void MapView::wheelEvent(QWheelEvent *event)
{
    zoomBy(std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
}

void MapView::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = QPointF(rect().center());
    const auto moveBy = [this](double x, double y) {
        setFollowing(false);
        centreOn(m_centre + QPointF(x, y) / (m_scale > 0 ? m_scale : 1));
    };
    switch (event->key()) {
    case Qt::Key_Plus: zoomBy(zoomStep, middle); break;
    case Qt::Key_Minus: zoomBy(1 / zoomStep, middle); break;
    case Qt::Key_Home: showAll(); break;
    case Qt::Key_Left: moveBy(-keyStep, 0); break;
    case Qt::Key_Right: moveBy(keyStep, 0); break;
    case Qt::Key_Up: moveBy(0, -keyStep); break;
    case Qt::Key_Down: moveBy(0, keyStep); break;
    default: QWidget::keyPressEvent(event);
    }
}

bool MapView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const EntityRef ref = thingAt(help->pos());
    QString text;
    if (const RobotRow *robot = m_entities.robots.find(ref.key))
        text = tr("%1, %2").arg(robot->name, robot->serial);
    else if (const DeliveryRow *delivery = m_entities.deliveries.find(ref.key))
        text = tr("%1 to %2").arg(delivery->number, m_entities.addressAt(delivery->dropoff));
    else
        text = m_entities.merchantName(ref.key);
    QToolTip::showText(help->globalPos(), asToolTip(text), this);
    return true;
}

} // namespace curbside
