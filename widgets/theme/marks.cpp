// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/marks.h"

#include "widgets/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace curbside {

namespace {

constexpr double grid = 12; // the marks are drawn on a square of this size

void paintLine(QPainter &painter, std::initializer_list<QPointF> points)
{
    painter.drawPolyline(QPolygonF(QList<QPointF>(points)));
}

void paintRing(QPainter &painter, const QColor &color, bool isDotted)
{
    QPen pen(color, 1.4, isDotted ? Qt::CustomDashLine : Qt::SolidLine, Qt::FlatCap);
    if (isDotted)
        pen.setDashPattern({1.4, 1.4});
    painter.setPen(pen);
    painter.drawEllipse(QPointF(6, 6), 4.2, 4.2);
}

void paintTriangle(QPainter &painter)
{
    QPainterPath outline;
    outline.moveTo(6, 1.6);
    outline.lineTo(11, 10.4);
    outline.lineTo(1, 10.4);
    outline.closeSubpath();
    painter.drawPath(outline);
    painter.drawLine(QPointF(6, 5), QPointF(6, 7.4));
    painter.drawPoint(QPointF(6, 9));
}

} // namespace

void paintMark(QPainter &painter, const QRectF &place, Mark mark, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(place.topLeft());
    painter.scale(place.width() / grid, place.height() / grid);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (mark) {
    case Mark::Check: paintLine(painter, {{2.2, 6.4}, {4.8, 9}, {9.8, 3.2}}); break;
    case Mark::Play:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF(QList<QPointF>{{2.2, 1.4}, {10.8, 6}, {2.2, 10.6}}));
        break;
    case Mark::Target:
        paintRing(painter, color, false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QPointF(6, 6), 2, 2);
        break;
    case Mark::Ring: paintRing(painter, color, false); break;
    case Mark::Dotted: paintRing(painter, color, true); break;
    case Mark::Warning:
        painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        paintTriangle(painter);
        break;
    case Mark::Cross:
        painter.drawLine(QPointF(3, 3), QPointF(9, 9));
        painter.drawLine(QPointF(9, 3), QPointF(3, 9));
        break;
    case Mark::Pause:
        painter.drawLine(QPointF(3.6, 2.5), QPointF(3.6, 9.5));
        painter.drawLine(QPointF(8.4, 2.5), QPointF(8.4, 9.5));
        break;
    }
    painter.restore();
}

QPixmap markPixmap(Mark mark, const QColor &color, double pixelRatio)
{
    QPixmap picture(QSize(Tokens::markSize, Tokens::markSize) * pixelRatio);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintMark(painter, QRectF(0, 0, Tokens::markSize, Tokens::markSize), mark, color);
    return picture;
}

} // namespace curbside
