// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/diagram_view.h"

#include "widgets/alerts/service_words.h"
#include "widgets/databases/diagram_painting.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double zoomStep = 1.25;
constexpr double keyStep = 60;
constexpr double leastScale = 0.15;
constexpr double mostScale = 3;
constexpr double mostFittingScale = 1.15;
constexpr double steady = 4; ///< pixels that a click may move
constexpr double edgeRoom = 10;

} // namespace

DiagramView::DiagramView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Entities across services"));
    setMouseTracking(false);
    choose(-1);
}

void DiagramView::setDiagram(Diagram diagram)
{
    const QString chosen = m_chosen < 0 ? QString() : m_diagram.boxes[std::size_t(m_chosen)].table;
    const QString service = m_chosen < 0 ? QString() : m_diagram.boxes[std::size_t(m_chosen)].service;
    m_diagram = std::move(diagram);
    m_chosen = m_diagram.find(service, chosen);
    if (m_showsAll)
        showAll();
    update();
}

void DiagramView::choose(int box)
{
    m_chosen = box < int(m_diagram.boxes.size()) ? box : -1;
    setAccessibleDescription(m_chosen < 0 ? tr("No table is chosen") : wordsOf(m_chosen));
    if (m_chosen >= 0)
        bringIntoView(m_chosen);
    update();
}

QString DiagramView::wordsOf(int box) const
{
    const auto at = static_cast<std::size_t>(box);
    const auto nameOf = [this](std::size_t other) {
        return tr("%1 of %2").arg(m_diagram.boxes[other].table, serviceText(m_diagram.boxes[other].service));
    };
    QStringList to;
    QStringList from;
    for (const DiagramEdge &edge : m_diagram.edges) {
        if (edge.from == at)
            to += tr("%1 by %2").arg(nameOf(edge.to), edge.fromColumn);
        if (edge.to == at)
            from += tr("%1 by %2").arg(nameOf(edge.from), edge.fromColumn);
    }
    QStringList sentences{nameOf(at)};
    if (!to.isEmpty())
        sentences += tr("refers to %1").arg(to.join(u", "_s));
    if (!from.isEmpty())
        sentences += tr("is referred to from %1").arg(from.join(u", "_s));
    return sentences.join(u"; "_s);
}

double DiagramView::fittingScale() const
{
    const QRectF all = m_diagram.bounds;
    if (all.isEmpty())
        return 1;
    const double across = (width() - 2 * edgeRoom) / all.width();
    const double down = (height() - 2 * edgeRoom) / all.height();
    return std::clamp(std::min(across, down), leastScale, mostFittingScale);
}

void DiagramView::showAll()
{
    m_showsAll = true;
    m_scale = fittingScale();
    m_centre = m_diagram.bounds.center();
    update();
}

void DiagramView::zoomBy(double factor, QPointF at)
{
    const QPointF held = toPlace(at);
    m_scale = std::clamp(m_scale * factor, leastScale, mostScale);
    m_centre += held - toPlace(at);
    m_showsAll = false;
    update();
}

void DiagramView::bringIntoView(int box)
{
    if (m_showsAll)
        return;
    const QRectF place = m_diagram.boxes[static_cast<std::size_t>(box)].place;
    const QRectF seen(toPlace({0, 0}), toPlace({double(width()), double(height())}));
    if (!seen.contains(place))
        m_centre = place.center();
}

int DiagramView::boxAt(QPointF screen) const
{
    const QPointF place = toPlace(screen);
    const auto found =
        std::ranges::find_if(m_diagram.boxes, [&](const DiagramBox &box) { return box.place.contains(place); });
    return found == m_diagram.boxes.end() ? -1 : static_cast<int>(found - m_diagram.boxes.begin());
}

void DiagramView::walk(QPointF direction)
{
    if (m_diagram.boxes.empty())
        return;
    if (m_chosen < 0) {
        Q_EMIT boxChosen(0);
        return;
    }
    const QPointF from = m_diagram.boxes[static_cast<std::size_t>(m_chosen)].place.center();
    int best = -1;
    double least = 0;
    for (std::size_t i = 0; i < m_diagram.boxes.size(); ++i) {
        const QPointF way = m_diagram.boxes[i].place.center() - from;
        const double along = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        const double cost = along + 2 * aside;
        if (along > 1 && (best < 0 || cost < least)) {
            best = static_cast<int>(i);
            least = cost;
        }
    }
    if (best >= 0)
        Q_EMIT boxChosen(best);
}

void DiagramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.translate(QRectF(rect()).center());
    painter.scale(m_scale, m_scale);
    painter.translate(-m_centre);
    paintDiagram(painter, m_diagram, {m_scale, m_chosen}, tokens());
    painter.resetTransform();
    if (hasFocus()) {
        painter.setPen(tokens().accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_showsAll)
        showAll();
}

void DiagramView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        update();
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position();
    m_draggedFrom = m_centre;
    m_isDragging = false;
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF moved = event->position() - m_pressedAt;
    if (!(event->buttons() & Qt::LeftButton) || (!m_isDragging && moved.manhattanLength() < steady))
        return;
    m_isDragging = true;
    m_showsAll = false;
    m_centre = m_draggedFrom - moved / m_scale;
    update();
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isClick = event->button() == Qt::LeftButton && !m_isDragging;
    m_isDragging = false;
    if (const int box = isClick ? boxAt(event->position()) : -1; box >= 0)
        Q_EMIT boxChosen(box);
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    zoomBy(std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    static const QHash<int, QPointF> directions{
        {Qt::Key_Left, {-1, 0}}, {Qt::Key_Right, {1, 0}}, {Qt::Key_Up, {0, -1}}, {Qt::Key_Down, {0, 1}}};
    const QPointF middle = QRectF(rect()).center();
    if (const auto direction = directions.constFind(event->key()); direction != directions.constEnd()) {
        if (event->modifiers() & Qt::ShiftModifier) {
            walk(*direction);
            return;
        }
        m_showsAll = false;
        m_centre += *direction * keyStep / m_scale;
        update();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Plus: zoomBy(zoomStep, middle); break;
    case Qt::Key_Minus: zoomBy(1 / zoomStep, middle); break;
    case Qt::Key_Home: showAll(); break;
    default: QWidget::keyPressEvent(event);
    }
}

bool DiagramView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int box = boxAt(help->pos());
    QToolTip::showText(help->globalPos(), box < 0 ? QString() : asToolTip(wordsOf(box)), this);
    return true;
}

} // namespace curbside
