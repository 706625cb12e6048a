// SPDX-License-Identifier: GPL-3.0-or-later
// How a plot is laid out and drawn.
#include "widgets/plot/time_plot.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int valueWidth = 46; // of the last value, right of a curve
constexpr int barLane = 24;
constexpr int curveLane = 42;
constexpr int axisHeight = 20;
constexpr int topGap = 4;
constexpr double tickApart = 76;
constexpr double leastBar = 3;
constexpr double barInset = 4;
constexpr double plotGap = 3;
constexpr double leastText = 34; // width of a bar that text is written in
constexpr double quietShare = 0.38;

int heightOf(const PlotLane &lane)
{
    return lane.isCurve() ? curveLane : barLane;
}

QRectF barOf(const TimeAxis &axis, const PlotSpan &span, const QRectF &place)
{
    const double from = std::max(axis.xOf(span.from), axis.left - 4);
    const double to = std::min(axis.xOf(span.to), axis.right + 4);
    return {from, place.top() + barInset, std::max(leastBar, to - from), place.height() - 2 * barInset};
}

void paintText(QPainter &painter, const QRectF &place, const QString &text, const QColor &color)
{
    painter.setPen(color);
    painter.drawText(place.adjusted(plotGap, -barInset, 0, barInset), int(Qt::AlignVCenter | Qt::AlignLeft), text);
}

QColor quiet(QColor color)
{
    color.setAlphaF(float(quietShare));
    return color;
}

} // namespace

TimeAxis TimePlot::axis() const
{
    const bool hasCurve = std::ranges::any_of(m_lanes, &PlotLane::isCurve);
    TimeAxis axis{m_shownFrom, m_shownTo, double(m_titleWidth), double(width() - (hasCurve ? valueWidth : 14))};
    if (m_isLive) {
        axis.to = m_to;
        axis.from = m_window > 0 ? m_to - m_window : m_from;
    }
    return axis;
}

int TimePlot::laneTop(std::size_t lane) const
{
    int top = topGap;
    for (std::size_t i = 0; i < lane; ++i)
        top += heightOf(m_lanes[i]);
    return top;
}

QSize TimePlot::sizeHint() const
{
    return {320, laneTop(m_lanes.size()) + axisHeight};
}

void TimePlot::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    const TimeAxis shown = axis();
    QPainter painter(this);
    painter.setFont(secondaryFont());
    paintTicks(painter, shown);
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const PlotLane &lane = m_lanes[i];
        const QRectF place(shown.left, laneTop(i), shown.right - shown.left, heightOf(lane));
        painter.setFont(lane.isEmphasised ? emphasisedFont() : secondaryFont());
        painter.setPen(lane.isEmphasised ? t.text : t.secondary);
        const QRectF title(Tokens::margin - 2, place.top(), m_titleWidth - Tokens::margin, place.height());
        painter.drawText(title, int(Qt::AlignVCenter | Qt::AlignLeft),
                         painter.fontMetrics().elidedText(visibleText(lane.title), Qt::ElideRight, int(title.width())));
        painter.setFont(secondaryFont());
        paintLane(painter, shown, lane, place);
    }
    const auto paintMoment = [&](qint64 at, const QColor &color) {
        if (at == 0 || at < shown.from || at > shown.to)
            return;
        painter.setPen(color);
        const int x = int(shown.xOf(at));
        painter.drawLine(x, topGap, x, laneTop(m_lanes.size()));
    };
    paintMoment(m_now, t.secondary);
    paintMoment(m_readAt, t.text);
    if (hasFocus()) {
        painter.setPen(t.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TimePlot::paintTicks(QPainter &painter, const TimeAxis &axis) const
{
    const Tokens &t = tokens();
    const int bottom = laneTop(m_lanes.size());
    const std::vector<qint64> ticks = axis.ticks(tickApart);
    const qint64 step = ticks.size() > 1 ? ticks[1] - ticks[0] : ticks.empty() ? 1 : ticks[0];
    for (const qint64 tick : ticks) {
        const int x = int(axis.xOf(tick));
        painter.setPen(QPen(t.border, 1, Qt::DotLine));
        painter.drawLine(x, topGap, x, bottom);
        const QString text = TimeAxis::tickText(tick, step);
        const int textWidth = painter.fontMetrics().horizontalAdvance(text);
        painter.setPen(t.secondary);
        painter.drawText(QRect(std::min(x - textWidth / 2, width() - textWidth - 2), bottom, textWidth + 2, axisHeight),
                         int(Qt::AlignVCenter | Qt::AlignLeft), text);
    }
    painter.setPen(t.border);
    painter.drawLine(int(axis.left), bottom, int(axis.right), bottom);
}

void TimePlot::paintLane(QPainter &painter, const TimeAxis &axis, const PlotLane &lane, const QRectF &place) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (lane.isCurve())
        paintCurve(painter, axis, lane, place);
    painter.setClipRect(place.adjusted(-Tokens::markSize / 2.0, 0, Tokens::markSize / 2.0, 0));
    double taken = place.left(); // by what is left of the span
    for (std::size_t i = 0; i < lane.spans.size(); ++i) {
        const PlotSpan &span = lane.spans[i];
        if (span.to < axis.from || span.from > axis.to)
            continue;
        const QRectF bar = barOf(axis, span, place);
        const bool isLast = i + 1 == lane.spans.size() || lane.spans[i + 1].from > axis.to;
        const double next = isLast ? place.right() : barOf(axis, lane.spans[i + 1], place).left();
        paintSpan(painter, bar, span, bar.left() - taken, next - bar.right());
        taken = bar.right();
    }
    painter.restore();
}

/// What is told of a bar stands in it, else right or left of it where there is room, else nowhere.
void TimePlot::paintSpan(QPainter &painter, const QRectF &bar, const PlotSpan &span, double leftRoom,
                         double rightRoom) const
{
    const Tokens &t = tokens();
    const QColor color = colorOf(span.tone, t);
    const bool isMark = span.from == span.to && span.mark;
    const double markWidth = span.mark ? Tokens::markSize + 2 * plotGap : 0;
    if (!isMark) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(span.isQuiet ? quiet(color) : color);
        painter.drawRoundedRect(bar, 3, 3);
    }
    const QFontMetrics metrics = painter.fontMetrics();
    QString text = visibleText(span.text);
    if (!span.mark && !isMark) { // beside a bar without a mark it would be taken for another one's
        text = metrics.elidedText(text, Qt::ElideRight, int(bar.width() - 2 * plotGap));
        if (bar.width() > leastText)
            paintText(painter, bar, text, span.isQuiet ? t.text : t.onAccent);
        return;
    }
    const double textWidth = text.isEmpty() ? 0 : metrics.horizontalAdvance(text) + plotGap;
    const double whole = markWidth + textWidth;
    const bool isInside = !isMark && bar.width() > whole;
    const bool showsText = isInside || rightRoom > whole || leftRoom > whole;
    const double width = showsText ? whole : markWidth;
    double at = isInside ? bar.left() : rightRoom > width || leftRoom < width ? bar.right() : bar.left() - width;
    if (isMark)
        at = bar.center().x() - Tokens::markSize / 2.0 - plotGap;
    const QRectF square(at + plotGap, bar.center().y() - Tokens::markSize / 2.0, Tokens::markSize, Tokens::markSize);
    paintMark(painter, square, *span.mark, isInside ? t.onAccent : color);
    if (showsText)
        paintText(painter, {at + markWidth - plotGap, bar.top(), textWidth + plotGap, bar.height()}, text,
                  isInside ? t.onAccent : color);
}

void TimePlot::paintCurve(QPainter &painter, const TimeAxis &axis, const PlotLane &lane, const QRectF &place) const
{
    const Tokens &t = tokens();
    const QRectF inner = place.adjusted(0, 5, 0, -5);
    const auto pointOf = [&](const PlotSample &sample) {
        const double share = std::clamp((sample.value - lane.least) / (lane.most - lane.least), 0.0, 1.0);
        return QPointF(axis.xOf(sample.at), inner.bottom() - share * inner.height());
    };
    QPolygonF line;
    for (std::size_t i = 0; i < lane.samples.size(); ++i) {
        const bool isBefore = i + 1 < lane.samples.size() && lane.samples[i + 1].at < axis.from;
        const bool isAfter = i > 0 && lane.samples[i - 1].at > axis.to;
        if (isBefore || isAfter)
            continue;
        const QPointF point = pointOf(lane.samples[i]);
        if (lane.isStepped && !line.isEmpty())
            line.append(QPointF(point.x(), line.last().y()));
        line.append(point);
    }
    painter.setPen(QPen(t.border, 1));
    painter.drawLine(inner.bottomLeft(), inner.bottomRight());
    painter.save();
    painter.setClipRect(place);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.active, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.restore();
    if (lane.samples.empty())
        return;
    const QString last = QString::number(lane.samples.back().value, 'f', lane.most > 10 ? 0 : 1) + u' ' + lane.unit;
    painter.setPen(t.secondary);
    painter.drawText(QRectF(place.right() + 4, place.top(), valueWidth - 4, place.height()),
                     int(Qt::AlignVCenter | Qt::AlignLeft), last);
}

} // namespace curbside
