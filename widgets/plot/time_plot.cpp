// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/time_plot.h"

#include "widgets/entities/status_words.h"
#include "widgets/theme/plain_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double plotZoomStep = 1.4;
constexpr double keyShare = 0.1; // of what is shown, that an arrow moves it
constexpr double plotSteady = 4; // pixels that a hand which clicks moves

} // namespace

std::optional<double> valueAt(const PlotLane &lane, qint64 at)
{
    const auto after = std::ranges::upper_bound(lane.samples, at, {}, &PlotSample::at);
    if (after == lane.samples.begin())
        return std::nullopt;
    const PlotSample &before = *std::prev(after);
    if (lane.isStepped || after == lane.samples.end() || after->at == before.at)
        return before.value;
    return before.value + (after->value - before.value) * double(at - before.at) / double(after->at - before.at);
}

TimePlot::TimePlot(const QString &name, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(name);
    setAccessibleDescription(
        tr("Arrows move through time, plus and minus zoom, Home shows all, End the present, Shift with "
           "an arrow reads out a moment."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TimePlot::setLanes(std::vector<PlotLane> lanes)
{
    if (lanes == m_lanes)
        return;
    const bool isOtherHeight = lanes.size() != m_lanes.size();
    m_lanes = std::move(lanes);
    if (isOtherHeight)
        updateGeometry();
    update();
}

void TimePlot::setTitleWidth(int width)
{
    m_titleWidth = width;
    update();
}

void TimePlot::setReach(qint64 from, qint64 to, qint64 window)
{
    if (from == m_from && to == m_to && window == m_window)
        return;
    m_from = from;
    m_to = std::max(to, from + TimeAxis::shortest);
    m_window = window;
    update();
}

void TimePlot::setNow(qint64 now)
{
    m_now = now;
    update();
}

TimeAxis TimePlot::whole() const
{
    TimeAxis all = axis();
    all.from = m_from;
    all.to = m_to;
    return all;
}

void TimePlot::setAxis(const TimeAxis &axis)
{
    m_isLive = false;
    m_shownFrom = axis.from;
    m_shownTo = axis.to;
    update();
}

void TimePlot::zoomBy(double factor, qint64 around)
{
    setAxis(axis().zoomed(factor, around, whole()));
}

void TimePlot::moveBy(qint64 microseconds)
{
    setAxis(axis().moved(microseconds, whole()));
}

void TimePlot::showAll()
{
    setAxis(whole());
}

void TimePlot::goLive()
{
    m_isLive = true;
    update();
}

void TimePlot::readOut(qint64 at)
{
    if (at == m_readAt)
        return;
    m_readAt = at;
    Q_EMIT readoutChanged(readout());
    update();
}

QString TimePlot::readout() const
{
    if (m_readAt == 0)
        return {};
    QStringList parts{secondText(m_readAt)};
    const qint64 reach = axis().timeAt(5) - axis().timeAt(0); // a mark is met a little beside it too
    for (const PlotLane &lane : m_lanes) {
        for (const PlotSpan &span : lane.spans) {
            const bool isMark = span.from == span.to;
            if (!span.readout.isEmpty() && m_readAt >= span.from - (isMark ? reach : 0)
                && m_readAt <= span.to + (isMark ? reach : 0))
                parts.append(span.readout);
        }
        if (const auto value = lane.isCurve() ? valueAt(lane, m_readAt) : std::nullopt)
            parts.append(tr("%1 %2 %3").arg(lane.title).arg(*value, 0, 'f', lane.most > 10 ? 0 : 1).arg(lane.unit));
    }
    return parts.join(u" · "_s);
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedX = event->position().x();
    m_draggedFrom = axis();
    m_isDragging = false;
}

/// A lane's title, which there may be no room for.
bool TimePlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    std::size_t lane = 0;
    while (lane < m_lanes.size() && help->pos().y() >= laneTop(lane + 1))
        ++lane;
    const bool isTitle = help->pos().x() < m_titleWidth && lane < m_lanes.size();
    QToolTip::showText(help->globalPos(), isTitle ? asToolTip(m_lanes[lane].title) : QString(), this);
    return true;
}

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (!m_pressedX || !(event->buttons() & Qt::LeftButton)) {
        const bool isInside = x >= axis().left && x <= axis().right;
        readOut(isInside ? axis().timeAt(x) : 0);
        return;
    }
    m_isDragging = m_isDragging || std::abs(x - *m_pressedX) > plotSteady;
    if (m_isDragging)
        setAxis(m_draggedFrom.moved(m_draggedFrom.timeAt(*m_pressedX) - m_draggedFrom.timeAt(x), whole()));
}

void TimePlot::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isClick = m_pressedX && !m_isDragging && event->button() == Qt::LeftButton;
    m_pressedX.reset();
    m_isDragging = false;
    for (std::size_t i = m_lanes.size(); isClick && i-- > 0;) {
        if (event->position().y() < laneTop(i))
            continue;
        if (!m_lanes[i].key.isEmpty())
            Q_EMIT laneChosen(m_lanes[i].key);
        return;
    }
}

void TimePlot::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0)
        return;
    zoomBy(std::pow(plotZoomStep, -event->angleDelta().y() / 120.0), axis().timeAt(event->position().x()));
    event->accept();
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    const TimeAxis shown = axis();
    const qint64 middle = m_readAt != 0 ? m_readAt : shown.from + shown.length() / 2;
    const auto go = [&](int direction) {
        if (event->modifiers() & Qt::ShiftModifier)
            readOut(std::clamp(middle + direction * std::max<qint64>(1, shown.length() / 100), shown.from, shown.to));
        else
            moveBy(qint64(double(shown.length()) * keyShare) * direction);
    };
    switch (event->key()) {
    case Qt::Key_Left: go(-1); break;
    case Qt::Key_Right: go(1); break;
    case Qt::Key_Plus: zoomBy(1 / plotZoomStep, middle); break;
    case Qt::Key_Minus: zoomBy(plotZoomStep, middle); break;
    case Qt::Key_Home: showAll(); break;
    case Qt::Key_End: goLive(); break;
    default: QWidget::keyPressEvent(event);
    }
}

void TimePlot::leaveEvent(QEvent *)
{
    readOut(0);
}

} // namespace curbside
