// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_view.h"

#include "widgets/map/map_legend.h"
#include "widgets/map/map_words.h"
#include "widgets/selection/chosen_robot.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int frameMs = 16;
constexpr int stillFrameMs = 1000; // where no motion is wanted
constexpr double townBorder = 24; // pixels around the whole town
constexpr double farthest = 0.001;
constexpr qint64 longestFrameGuessMs = 100; // between two statuses of the platform
constexpr int legendMargin = 10;

} // namespace

MapView::MapView(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
                 QWidget *parent)
    : QWidget(parent), m_link(link), m_entities(entities), m_selection(selection), m_scene(link, entities),
      m_picture(link, entities, trip, m_scene), m_legend(new MapLegend(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map"));
    setMinimumSize(160, 160);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_legend->hide();
    connect(m_legend, &MapLegend::closed, this, [this] { setLegendShown(false); });
    m_frames.setInterval(isMotionWanted() ? frameMs : stillFrameMs);
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &MapView::drawFrame);
    m_frames.start();
    m_sinceStatus.start();
    connectPlatform();
    connect(&selection, &Selection::changed, this, &MapView::onSelected);
    connect(&trip, &SelectedTrip::changed, this, qOverload<>(&QWidget::update));
    describeChosen();
}

void MapView::connectPlatform()
{
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&m_link, &PlatformLink::described, this, &MapView::showAll);
    connect(&m_link, &PlatformLink::statusChanged, this, [this] { m_sinceStatus.start(); });
    for (const EntityTable *table : {static_cast<const EntityTable *>(&m_entities.robots),
                                     static_cast<const EntityTable *>(&m_entities.deliveries),
                                     static_cast<const EntityTable *>(&m_entities.merchants)}) {
        connect(table, &QAbstractItemModel::rowsInserted, this, repaint);
        connect(table, &QAbstractItemModel::rowsRemoved, this, repaint);
        connect(table, &QAbstractItemModel::dataChanged, this, repaint);
    }
    connect(&m_entities.feedOf(m_entities.merchants), &EntityFeed::read, this, &MapView::takeIn);
    connect(&m_entities.feedOf(m_entities.robots), &EntityFeed::read, this, [this] {
        takeIn();
        describeChosen();
        Q_EMIT chosenRobotChanged();
    });
}

// What is shown.

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
    return std::max(farthest,
                    std::min((width() - 2 * townBorder) / area.width(), (height() - 2 * townBorder) / area.height()));
}

/// The platform tells its time now and then; between that, time goes on at its speed.
qint64 MapView::now() const
{
    const PlatformStatus status = m_link.status();
    if (!status.isRunning || status.isPaused || !status.speed)
        return status.now;
    const qint64 elapsedMs = std::min(m_sinceStatus.elapsed(), longestFrameGuessMs);
    return status.now + qint64(double(elapsedMs) * 1000 * *status.speed);
}

void MapView::setSight(QPointF centre, double scale)
{
    m_sight = {centre, scale, QSizeF(size())};
    update();
}

/// A day without streets is as large as what is known of it.
void MapView::takeIn()
{
    if (town() != m_town)
        m_picture.forgetGround();
    if (m_showsAll && town() != m_town)
        showAll();
    m_town = town();
    update();
}

void MapView::showAll()
{
    m_showsAll = true;
    m_town = town();
    setFollowing(false);
    m_picture.forgetGround();
    setSight(m_town.center(), fittingScale());
}

void MapView::centreOn(QPointF metres)
{
    m_showsAll = false;
    setSight(metres, m_sight.scale);
}

void MapView::zoomBy(double factor, QPointF at)
{
    const QPointF fixed = toMetres(at);
    const double fitting = fittingScale();
    m_sight.scale = std::clamp(m_sight.scale * factor, fitting / 2, std::max(fitting, nearestMapScale));
    m_showsAll = false;
    setSight(m_sight.centre + fixed - toMetres(at), m_sight.scale);
}

void MapView::showPlaces(const QRectF &places)
{
    const double wanted =
        0.6 * std::min(width() / std::max(1.0, places.width()), height() / std::max(1.0, places.height()));
    m_showsAll = false;
    setSight(places.center(), std::min(wanted, std::max(fittingScale(), nearestMapScale)));
}

QPointF MapView::placeNow(const RobotRow &robot) const
{
    return Mover::of(robot, m_entities, m_link.description().streets).at(now()).place;
}

void MapView::layOut()
{
    if (m_sight.scale <= 0 && m_showsAll)
        setSight(town().center(), fittingScale());
    m_scene.layOut(m_sight, now(), chosenRobot());
}

void MapView::drawFrame()
{
    if (!isVisible() || (m_link.status().isPaused && !m_scene.isWaiting()))
        return;
    if (!m_scene.isMoving() && !m_scene.isWaiting())
        return;
    follow();
    update();
}

void MapView::paintEvent(QPaintEvent *)
{
    layOut();
    QPainter painter(this);
    if (m_sight.scale <= 0) {
        painter.fillRect(rect(), tokens().surface);
        painter.setPen(tokens().secondary);
        painter.drawText(rect(), Qt::AlignCenter, tr("Waiting for the platform…"));
    } else {
        m_picture.paint(painter, {m_sight, town(), m_selection.current(), chosenRobot(), devicePixelRatioF()});
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(tokens().accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void MapView::resizeEvent(QResizeEvent *)
{
    setSight(m_sight.centre, m_sight.scale);
    if (m_showsAll)
        showAll();
    placeLegend();
}

void MapView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_frames.setInterval(isMotionWanted() ? frameMs : stillFrameMs);
        m_picture.forgetGround();
    }
    QWidget::changeEvent(event);
}

void MapView::setLegendShown(bool isShown)
{
    m_isLegendWanted = isShown;
    if (!isShown && m_legend->hasFocus())
        setFocus(Qt::OtherFocusReason);
    placeLegend();
}

void MapView::placeLegend()
{
    m_legend->move(width() - m_legend->width() - legendMargin, legendMargin);
    m_legend->setVisible(m_isLegendWanted);
    Q_EMIT legendShown(m_isLegendWanted);
}

// What is chosen.

QString MapView::chosenRobot() const
{
    return curbside::chosenRobot(m_selection, m_entities);
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
    const bool isInSight = m_showsAll || !place || QRectF(rect()).contains(toScreen(*place));
    if (!isInSight)
        centreOn(*place);
    if (chosenRobot().isEmpty())
        setFollowing(false);
    follow();
    describeChosen();
    Q_EMIT chosenRobotChanged();
    update();
}

void MapView::describeChosen()
{
    const QString chosen = thingText(m_selection.current(), m_link, m_entities);
    const QString keys =
        tr("Arrows move the map, Shift with an arrow goes to the next thing that way, plus and minus zoom, "
           "Home shows all, F follows the chosen robot, L shows the legend.");
    setAccessibleDescription((chosen.isEmpty() ? tr("Nothing on the map is chosen.")
                                               : visibleText(QString(chosen).replace(u'\n', u"; "_s)) + u'.')
                             + u' ' + keys);
}

void MapView::setFollowing(bool isFollowing)
{
    const bool follows = isFollowing && !chosenRobot().isEmpty();
    if (m_isFollowing != follows || isFollowing != follows) {
        m_isFollowing = follows;
        Q_EMIT followingChanged(follows);
    }
    follow();
}

void MapView::follow()
{
    const RobotRow *robot = m_isFollowing ? m_entities.robots.find(chosenRobot()) : nullptr;
    if (robot && robot->isSeen && lengthOf(toScreen(placeNow(*robot)) - QPointF(rect().center())) > 1)
        centreOn(placeNow(*robot));
}

} // namespace curbside
