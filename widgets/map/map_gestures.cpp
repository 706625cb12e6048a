// SPDX-License-Identifier: GPL-3.0-or-later
// What people do to the map: mouse, keys, menus.
#include "widgets/map/map_legend.h"
#include "widgets/map/map_view.h"
#include "widgets/map/map_walk.h"
#include "widgets/map/map_words.h"
#include "widgets/theme/plain_text.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double keyStep = 60;
constexpr double zoomStep = 1.25;
constexpr double steady = 4; // pixels that a hand which clicks moves
constexpr double tellsApart = 30; // pixels between two places that coming nearer will show as two
constexpr std::size_t mostOffered = 20;

std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left: return QPointF(-1, 0);
    case Qt::Key_Right: return QPointF(1, 0);
    case Qt::Key_Up: return QPointF(0, -1);
    case Qt::Key_Down: return QPointF(0, 1);
    default: return std::nullopt;
    }
}

} // namespace

MapHit MapView::hitAt(QPointF screen)
{
    layOut();
    return m_scene.hitAt(m_sight, screen);
}

void MapView::panBy(QPointF pixels)
{
    setFollowing(false);
    centreOn(m_sight.centre + pixels / (m_sight.scale > 0 ? m_sight.scale : 1));
}

/// To the next thing that way from the chosen one, or from the middle of the map.
void MapView::walk(QPointF direction)
{
    layOut();
    const QPointF from = chosenPlace().value_or(m_sight.centre);
    const EntityRef next = nextThing(m_scene, m_entities, now(), from, direction, m_selection.current());
    if (next.kind != EntityKind::None)
        m_selection.select(next);
}

EntityRef MapView::memberOf(const Crowd &crowd, std::size_t row) const
{
    switch (crowd.kind) {
    case CrowdKind::Robots: return {EntityKind::Robot, m_entities.robots.keyAt(int(row))};
    case CrowdKind::Customers: return {EntityKind::Delivery, m_entities.deliveries.keyAt(int(row))};
    case CrowdKind::Merchants: return {EntityKind::Merchant, m_entities.merchants.keyAt(int(row))};
    }
    return {};
}

/// Comes so near that its members are told apart; those who stand on one spot are offered by name.
void MapView::enter(const Crowd &crowd, QPoint at)
{
    QPolygonF places;
    for (const std::size_t row : crowd.rows) {
        switch (crowd.kind) {
        case CrowdKind::Robots: places.append(placeNow(m_entities.robots.rows()[row])); break;
        case CrowdKind::Customers: places.append(m_entities.deliveries.rows()[row].dropoff); break;
        case CrowdKind::Merchants: places.append(m_entities.merchants.rows()[row].place); break;
        }
    }
    const QRectF extent = places.boundingRect();
    if (std::max(extent.width(), extent.height()) * nearestMapScale < tellsApart || m_sight.scale >= nearestMapScale)
        offer(crowd, at);
    else
        showPlaces(extent);
}

void MapView::offer(const Crowd &crowd, QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < std::min(crowd.rows.size(), mostOffered); ++i) {
        const EntityRef member = memberOf(crowd, crowd.rows[i]);
        const RobotRow *robot = m_entities.robots.find(member.key);
        const QString name = visibleText(robot ? robot->name : m_entities.callName(member.key));
        menu->addAction(QString(name).replace(u'&', u"&&"_s), this, [this, member] { m_selection.select(member); });
    }
    if (crowd.rows.size() > mostOffered)
        menu->addAction(tr("and %1 more").arg(crowd.rows.size() - mostOffered))->setEnabled(false);
    menu->popup(mapToGlobal(at));
}

void MapView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position();
    m_draggedFrom = m_sight.centre;
    m_isDragging = false;
}

void MapView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const QPointF moved = event->position() - m_pressedAt;
    if (!m_isDragging && lengthOf(moved) < steady)
        return;
    m_isDragging = true;
    setFollowing(false);
    centreOn(m_draggedFrom - moved / (m_sight.scale > 0 ? m_sight.scale : 1));
}

void MapView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isClick = event->button() == Qt::LeftButton && !m_isDragging;
    m_isDragging = false;
    if (!isClick)
        return;
    const MapHit hit = hitAt(event->position());
    if (hit.crowd)
        enter(*hit.crowd, event->position().toPoint());
    else
        m_selection.select(hit.thing);
}

void MapView::wheelEvent(QWheelEvent *event)
{
    zoomBy(std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
}

void MapView::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = QPointF(rect().center());
    if (const auto direction = directionOf(event->key())) {
        if (event->modifiers() & Qt::ShiftModifier)
            walk(*direction);
        else
            panBy(*direction * keyStep);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Plus: zoomBy(zoomStep, middle); break;
    case Qt::Key_Minus: zoomBy(1 / zoomStep, middle); break;
    case Qt::Key_Home: showAll(); break;
    case Qt::Key_F: setFollowing(!m_isFollowing); break;
    case Qt::Key_L: setLegendShown(!m_legend->isVisible()); break;
    default: QWidget::keyPressEvent(event);
    }
}

void MapView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    if (!isByKey) {
        const MapHit hit = hitAt(event->pos());
        if (hit.crowd) {
            offer(*hit.crowd, event->pos());
            return;
        }
        m_selection.select(hit.thing);
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuOpening(*menu);
    menu->addSeparator();
    menu->addAction(tr("Centre &here"), this, [this, at = toMetres(event->pos())] { centreOn(at); });
    menu->addAction(tr("Show &all"), this, &MapView::showAll);
    const auto place = chosenPlace();
    menu->popup(isByKey && place ? mapToGlobal(toScreen(*place).toPoint()) : event->globalPos());
}

bool MapView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), asToolTip(hitText(hitAt(help->pos()), m_link, m_entities)), this);
    return true;
}

} // namespace curbside
