// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/chart_painting.h"

#include "widgets/theme/plain_text.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double chartLine = 17;
constexpr double chartGap = 6;
constexpr double swatchSize = 9;
constexpr double fullestBar = 46; // pixels that a bar is wide or high at most
constexpr double barShare = 0.74; // of the room of a bar
constexpr double hatchApart = 4;
constexpr double valueApart = 26; // pixels between two figures of an upright value axis
constexpr double lyingValueApart = 64;
constexpr double leastLine = 18; // of a bar that lies
constexpr double nameShare = 0.34; // of the width, for the names of bars that lie

QColor faint(QColor color, double share)
{
    color.setAlphaF(float(share));
    return color;
}

/// Lines from the lower left to the upper right of a place, cut to it without a clip, which not every paint engine knows.
void paintHatches(QPainter &painter, const QRectF &place, bool isCrossed)
{
    const double reach = place.width() + place.height();
    for (double at = hatchApart; at < reach; at += hatchApart) {
        const double x1 = std::max(0.0, at - place.height());
        const double x2 = std::min(at, place.width());
        const double y1 = std::min(at, place.height());
        const double y2 = std::max(0.0, at - place.width());
        painter.drawLine(QPointF(place.left() + x1, place.top() + y1), QPointF(place.left() + x2, place.top() + y2));
        if (isCrossed)
            painter.drawLine(QPointF(place.right() - x1, place.top() + y1),
                             QPointF(place.right() - x2, place.top() + y2));
    }
}

void paintDots(QPainter &painter, const QRectF &place)
{
    for (double y = hatchApart / 2; y < place.height(); y += hatchApart) {
        for (double x = hatchApart / 2; x < place.width(); x += hatchApart)
            painter.drawPoint(QPointF(place.left() + x, place.top() + y));
    }
}

void paintArea(QPainter &painter, const QRectF &place, const ChartSeries &series, const Tokens &tokens)
{
    const QColor color = colorOf(series.tone, tokens);
    if (series.fill == ChartFill::Solid || std::min(place.width(), place.height()) < 2) {
        painter.fillRect(place, color);
        return;
    }
    painter.fillRect(place, tokens.surface);
    if (series.fill != ChartFill::Hollow)
        painter.fillRect(place, faint(color, 0.22));
    painter.setPen(QPen(color, 1));
    if (series.fill == ChartFill::Dotted)
        paintDots(painter, place);
    else if (series.fill != ChartFill::Hollow)
        paintHatches(painter, place, series.fill == ChartFill::Crossed);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
}

double widestLabel(const ChartPicture &picture, const QFontMetricsF &metrics)
{
    double widest = 0;
    for (const ChartBar &bar : picture.bars)
        widest = std::max(widest, metrics.horizontalAdvance(visibleText(bar.label)));
    return widest;
}

double widestValue(const ChartPicture &picture, const QFontMetricsF &metrics)
{
    double widest = 0;
    for (const ChartBar &bar : picture.bars)
        widest = std::max(widest, metrics.horizontalAdvance(bar.valueText));
    return widest;
}

double highestBar(const ChartPicture &picture)
{
    double most = 0;
    for (const ChartBar &bar : picture.bars) {
        double sum = 0;
        for (const double value : bar.values)
            sum += value;
        most = std::max(most, sum);
    }
    return most;
}

} // namespace

QString figureText(double value)
{
    const bool isWhole = std::abs(value - std::round(value)) < 1e-9;
    return QLocale().toString(value, 'f', isWhole ? 0 : 1);
}

double roundStep(double most, int count)
{
    if (most <= 0 || count < 1)
        return 1;
    const double least = most / count;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * 0.999)
            return factor * power;
    }
    return 10 * power;
}

ChartDrawing::ChartDrawing(const ChartPicture &picture, const QRectF &place, const Tokens &tokens)
    : m_picture(picture), m_tokens(tokens), m_place(place)
{
    const QFontMetricsF text(secondaryFont());
    const QFontMetricsF figures(monospacedFont());
    const double high = picture.most > 0 ? picture.most : std::max(1.0, highestBar(picture));
    const double bottom = chartLine + (picture.categoryTitle.isEmpty() ? 0 : chartLine);
    m_plot = place.adjusted(0, chartLine + 8, -2, -(picture.isLying ? chartLine : bottom));
    const double length = picture.isLying ? place.width() * (1 - nameShare) : m_plot.height();
    const int figureCount = std::max(1, int(length / (picture.isLying ? lyingValueApart : valueApart)));
    m_step = roundStep(high, figureCount);
    if (picture.most <= 0)
        m_step = std::max(1.0, m_step); // things are counted whole
    m_most = picture.most > 0 ? picture.most : std::ceil(high / m_step - 1e-9) * m_step;
    const double figureWidth = figures.horizontalAdvance(figureText(m_most) + picture.unit);
    const int all = int(picture.bars.size());
    if (!picture.isLying) {
        m_plot.setLeft(place.left() + figureWidth + chartGap);
        m_shown = all;
        return;
    }
    const double names = std::min(widestLabel(picture, text), place.width() * nameShare);
    m_plot.setLeft(place.left() + names + chartGap);
    m_plot.setRight(place.right() - std::max(widestValue(picture, figures) + chartGap, figureWidth / 2));
    m_shown = std::clamp(int(m_plot.height() / leastLine), 0, all);
    if (m_shown < all && m_shown > 1) // a line to say so
        --m_shown;
}

QRectF ChartDrawing::slotOf(int bar) const
{
    if (m_picture.isLying) {
        const bool isCut = m_shown < int(m_picture.bars.size());
        const double height = std::min(fullestBar / 1.6, m_plot.height() / std::max(1, m_shown + (isCut ? 1 : 0)));
        return {m_plot.left(), m_plot.top() + height * bar, m_plot.width(), height};
    }
    const double width = m_plot.width() / double(std::max<std::size_t>(1, m_picture.bars.size()));
    return {m_plot.left() + width * bar, m_plot.top(), width, m_plot.height()};
}

int ChartDrawing::barAt(QPointF point) const
{
    const double from = m_picture.isLying ? m_place.left() : m_plot.left(); // names are a part of theirs
    if (point.x() < from || point.x() > m_place.right() || point.y() < m_plot.top() || point.y() > m_plot.bottom())
        return -1;
    for (int bar = 0; bar < m_shown; ++bar) {
        const QRectF slot = slotOf(bar);
        const bool isIn = m_picture.isLying ? point.y() >= slot.top() && point.y() < slot.bottom()
                                            : point.x() >= slot.left() && point.x() < slot.right();
        if (isIn)
            return bar;
    }
    return -1;
}

double ChartDrawing::along(double value) const
{
    const double share = std::clamp(value / m_most, 0.0, 1.0);
    return share * (m_picture.isLying ? m_plot.width() : m_plot.height());
}

void ChartDrawing::paint(QPainter &painter, int read) const
{
    painter.save();
    paintLegend(painter);
    if (read >= 0 && read < m_shown)
        painter.fillRect(m_picture.isLying ? slotOf(read).united(QRectF(m_place.left(), slotOf(read).top(), 1, 1))
                                           : slotOf(read),
                         m_tokens.selection);
    paintValueAxis(painter);
    for (int bar = 0; bar < m_shown; ++bar)
        paintBar(painter, bar);
    painter.setPen(m_tokens.secondary);
    if (m_picture.isLying)
        painter.drawLine(m_plot.topLeft(), m_plot.bottomLeft());
    else
        painter.drawLine(m_plot.bottomLeft(), m_plot.bottomRight());
    if (m_picture.isLying)
        paintNames(painter);
    else
        paintCategories(painter);
    paintMarkers(painter);
    painter.restore();
}

/// What is measured at the left, what the fills mean at the right, as far as there is room.
void ChartDrawing::paintLegend(QPainter &painter) const
{
    painter.setFont(secondaryFont());
    const QFontMetricsF metrics(painter.font());
    double left = m_place.right();
    for (std::size_t i = m_picture.series.size(); m_picture.series.size() > 1 && i-- > 0;) {
        const ChartSeries &series = m_picture.series[i];
        const double width = swatchSize + 4 + metrics.horizontalAdvance(series.title) + 10;
        if (left - width < m_place.left())
            break;
        left -= width;
        paintArea(painter, {left, m_place.top() + (chartLine - swatchSize) / 2, swatchSize, swatchSize}, series,
                  m_tokens);
        painter.setPen(m_tokens.secondary);
        painter.drawText(QRectF(left + swatchSize + 4, m_place.top(), width, chartLine),
                         int(Qt::AlignVCenter | Qt::AlignLeft), series.title);
    }
    const double room = left - m_place.left() - 8;
    if (metrics.horizontalAdvance(m_picture.valueTitle) > room)
        return; // the legend says more
    painter.setPen(m_tokens.secondary);
    painter.drawText(QRectF(m_place.left(), m_place.top(), room, chartLine), int(Qt::AlignVCenter | Qt::AlignLeft),
                     m_picture.valueTitle);
}

void ChartDrawing::paintValueAxis(QPainter &painter) const
{
    painter.setFont(monospacedFont());
    for (double value = 0; value <= m_most * 1.0001; value += m_step) {
        const QString text = figureText(value) + m_picture.unit;
        painter.setPen(QPen(m_tokens.border, 1, value > 0 ? Qt::DotLine : Qt::SolidLine));
        if (m_picture.isLying) {
            const double x = m_plot.left() + along(value);
            painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
            painter.setPen(m_tokens.secondary);
            painter.drawText(QRectF(x - 40, m_plot.bottom(), 80, chartLine), int(Qt::AlignCenter), text);
        } else {
            const double y = m_plot.bottom() - along(value);
            painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
            painter.setPen(m_tokens.secondary);
            painter.drawText(
                QRectF(m_place.left(), y - chartLine / 2, m_plot.left() - m_place.left() - chartGap, chartLine),
                int(Qt::AlignVCenter | Qt::AlignRight), text);
        }
    }
}

/// Each label where there is room for all, else every second, third, …
void ChartDrawing::paintCategories(QPainter &painter) const
{
    painter.setFont(monospacedFont());
    painter.setPen(m_tokens.secondary);
    const QFontMetricsF metrics(painter.font());
    const double width = slotOf(0).width();
    const double wanted = widestLabel(m_picture, metrics) + 10;
    int every = 1;
    for (const int candidate : {1, 2, 3, 4, 6, 12, 24, 48, 96, 192, 384, 768}) {
        every = candidate;
        if (width * every >= wanted)
            break;
    }
    for (int bar = 0; bar < m_shown; bar += every) {
        const QString &label = m_picture.bars[static_cast<std::size_t>(bar)].label;
        const double textWidth = metrics.horizontalAdvance(label);
        const double x = std::clamp(slotOf(bar).center().x() - textWidth / 2, m_place.left(),
                                    std::max(m_place.left(), m_place.right() - textWidth));
        painter.drawText(QRectF(x, m_plot.bottom() + 1, textWidth + 2, chartLine),
                         int(Qt::AlignVCenter | Qt::AlignLeft), label);
    }
    painter.setFont(secondaryFont());
    painter.drawText(QRectF(m_plot.left(), m_plot.bottom() + chartLine, m_plot.width(), chartLine),
                     int(Qt::AlignCenter), m_picture.categoryTitle);
}

void ChartDrawing::paintNames(QPainter &painter) const
{
    for (int bar = 0; bar < m_shown; ++bar) {
        const ChartBar &shown = m_picture.bars[static_cast<std::size_t>(bar)];
        const QRectF slot = slotOf(bar);
        const QRectF name(m_place.left(), slot.top(), m_plot.left() - m_place.left() - chartGap, slot.height());
        painter.setFont(secondaryFont());
        painter.setPen(m_tokens.text);
        painter.drawText(
            name, int(Qt::AlignVCenter | Qt::AlignLeft),
            QFontMetricsF(painter.font()).elidedText(visibleText(shown.label), Qt::ElideRight, name.width()));
        double sum = 0;
        for (const double value : shown.values)
            sum += value;
        painter.setFont(monospacedFont());
        painter.drawText(
            QRectF(m_plot.left() + along(sum) + 4, slot.top(), m_place.right() - m_plot.left(), slot.height()),
            int(Qt::AlignVCenter | Qt::AlignLeft), shown.valueText);
    }
}

void ChartDrawing::paintBar(QPainter &painter, int bar) const
{
    const QRectF slot = slotOf(bar);
    const double room = m_picture.isLying ? slot.height() : slot.width();
    const double thick = room < 4 ? room : std::min(fullestBar, std::max(2.0, room * barShare));
    double from = 0;
    const ChartBar &shown = m_picture.bars[static_cast<std::size_t>(bar)];
    for (std::size_t i = 0; i < shown.values.size() && i < m_picture.series.size(); ++i) {
        if (shown.values[i] <= 0)
            continue;
        const double to = from + shown.values[i];
        const QRectF area = m_picture.isLying
            ? QRectF(QPointF(m_plot.left() + along(from), slot.center().y() - thick / 2),
                     QPointF(m_plot.left() + along(to), slot.center().y() + thick / 2))
            : QRectF(QPointF(slot.center().x() - thick / 2, m_plot.bottom() - along(to)),
                     QPointF(slot.center().x() + thick / 2, m_plot.bottom() - along(from)));
        paintArea(painter, area, m_picture.series[i], m_tokens);
        from = to;
    }
}

void ChartDrawing::paintMarkers(QPainter &painter) const
{
    painter.setFont(secondaryFont());
    const QFontMetricsF metrics(painter.font());
    const auto placeOf = [this](const ChartMarker &marker) { return m_plot.left() + slotOf(0).width() * marker.at; };
    painter.setPen(QPen(m_tokens.text, 1, Qt::DashLine));
    for (const ChartMarker &marker : m_picture.markers)
        painter.drawLine(QPointF(placeOf(marker), m_plot.top()), QPointF(placeOf(marker), m_plot.bottom()));
    painter.setPen(m_tokens.text);
    double line = m_plot.top();
    for (const ChartMarker &marker : m_picture.markers) {
        const double x = placeOf(marker);
        const double width = metrics.horizontalAdvance(marker.text);
        const bool isRight = x + 4 + width <= m_plot.right();
        const QRectF place(isRight ? x + 4 : x - 4 - width, line, width + 1, chartLine);
        painter.fillRect(place, m_tokens.surface);
        painter.drawText(place, int(Qt::AlignVCenter | Qt::AlignLeft), marker.text);
        line += chartLine;
    }
}

} // namespace curbside
