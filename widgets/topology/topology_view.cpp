// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topology_view.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topology_painting.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPathStroker>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double pointerReach = 9; ///< how wide a line is to the pointer

bool isOnWay(const QPolygonF &way, QPointF place)
{
    QPainterPath path;
    path.addPolygon(way);
    QPainterPathStroker stroker;
    stroker.setWidth(pointerReach);
    return stroker.createStroke(path).contains(place);
}

} // namespace

TopologyView::TopologyView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Topology"));
    m_frames.setInterval(frameMs);
    connect(&m_frames, &QTimer::timeout, this, &TopologyView::onFrame);
    layOut();
}

void TopologyView::setLooks(std::vector<FlowLook> flows, std::vector<PartLook> parts)
{
    m_allFlows = std::move(flows);
    m_allParts = std::move(parts);
    layOut();
    describe();
    moveIfWanted();
    update();
}

void TopologyView::setGoing(bool isGoing)
{
    m_isGoing = isGoing;
    moveIfWanted();
}

void TopologyView::choose(const QString &name)
{
    if (name == m_chosen)
        return;
    m_chosen = name;
    describe();
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
}

void TopologyView::describe()
{
    setAccessibleDescription(m_chosen.isEmpty() ? tr("Nothing is chosen") : wordsOf(m_chosen));
}

void TopologyView::layOut()
{
    std::vector<FlowKey> keys;
    for (const FlowLook &flow : m_allFlows)
        keys.push_back(flow.key);
    m_layout = TopologyLayout::of(keys, size());
    m_flows.clear();
    for (const FlowPlace &place : m_layout.flows)
        m_flows.push_back(*std::ranges::find(m_allFlows, place.key, &FlowLook::key));
    m_parts.clear();
    for (const PartPlace &place : m_layout.parts) {
        const auto known = std::ranges::find(m_allParts, place.name, &PartLook::name);
        m_parts.push_back(known == m_allParts.end() ? PartLook{place.name, tr("running")} : *known);
    }
}

QStringList TopologyView::names() const
{
    QStringList names;
    for (const PartPlace &part : m_layout.parts)
        names.append(QString::fromUtf8(part.name));
    for (const FlowPlace &flow : m_layout.flows)
        names.append(flow.key.name());
    return names;
}

QString TopologyView::nameAt(QPointF place) const
{
    for (const PartPlace &part : m_layout.parts) {
        if (part.place.contains(place))
            return QString::fromUtf8(part.name);
    }
    for (const FlowPlace &flow : m_layout.flows) {
        if (isOnWay(flow.way, place))
            return flow.key.name();
    }
    return {};
}

QPointF TopologyView::placeOf(const QString &name) const
{
    for (const FlowPlace &flow : m_layout.flows) {
        if (flow.key.name() == name)
            return flow.middle;
    }
    const PartPlace *part = m_layout.part(name.toUtf8());
    return part ? part->place.center() : QPointF();
}

QString TopologyView::wordsOf(const QString &name) const
{
    for (const FlowLook &flow : m_flows) {
        if (flow.key.name() == name)
            return curbside::wordsOf(flow);
    }
    const auto part = std::ranges::find(m_parts, name.toUtf8(), &PartLook::name);
    return part == m_parts.end() ? QString() : curbside::wordsOf(*part);
}

void TopologyView::moveIfWanted()
{
    const bool isAnyFlowing =
        std::ranges::any_of(m_flows, [](const FlowLook &flow) { return flow.figures.perSecond > 0; });
    const bool moves = m_isGoing && isAnyFlowing && isVisible() && isMotionWanted();
    if (moves && !m_frames.isActive())
        m_frames.start();
    else if (!moves)
        m_frames.stop();
}

void TopologyView::onFrame()
{
    m_seconds += frameMs / 1000.0;
    update();
}

void TopologyView::walk(int by)
{
    const QStringList all = names();
    const qsizetype at = all.indexOf(m_chosen);
    const qsizetype next = at < 0 ? (by > 0 ? 0 : all.size() - 1) : (at + by + all.size()) % all.size();
    Q_EMIT nameChosen(all[next]);
}

void TopologyView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTopology(painter, {m_layout, m_flows, m_parts, m_chosen, m_seconds}, tokens());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(tokens().accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TopologyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void TopologyView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    moveIfWanted();
}

void TopologyView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_frames.stop();
}

void TopologyView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        moveIfWanted();
        update();
    }
}

void TopologyView::mousePressEvent(QMouseEvent *event)
{
    if (const QString name = nameAt(event->position()); !name.isEmpty())
        Q_EMIT nameChosen(name);
}

void TopologyView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    if (!m_chosen.isEmpty())
        Q_EMIT menuWished(isByKey ? mapToGlobal(placeOf(m_chosen).toPoint()) : event->globalPos());
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down: walk(1); break;
    case Qt::Key_Left:
    case Qt::Key_Up: walk(-1); break;
    case Qt::Key_Home: Q_EMIT nameChosen(names().front()); break;
    case Qt::Key_End: Q_EMIT nameChosen(names().back()); break;
    case Qt::Key_Escape:
        if (!m_chosen.isEmpty()) {
            Q_EMIT nameChosen({});
            break;
        }
        [[fallthrough]];
    default: QWidget::keyPressEvent(event);
    }
}

bool TopologyView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString name = nameAt(help->pos());
    const QString words = name.isEmpty() ? tr("Calls above, events below. The busier, the wider the line and the "
                                              "closer its dots; the sooner they arrive, the "
                                              "faster the dots.")
                                         : wordsOf(name);
    QToolTip::showText(help->globalPos(), asToolTip(words), this);
    return true;
}

} // namespace curbside
