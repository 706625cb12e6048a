// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_ground.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace curbside {

namespace {

constexpr double streetMetres = 16;
constexpr double leastStreetPixels = 1;
constexpr int roundedFrom = 8; // pixels of a block whose corners are seen
constexpr int parkEvery = 11;

/// One block in so many is green, always the same ones.
bool isPark(int column, int row)
{
    return (column * 7 + row * 3) % parkEvery == 5;
}

QRectF blockAt(int column, int row, double spacing, double street, const QRectF &town)
{
    const QPointF corner(column * spacing, row * spacing);
    const QSizeF size(std::min(spacing, town.right() - corner.x()) - street,
                      std::min(spacing, town.bottom() - corner.y()) - street);
    return {corner + QPointF(street, street) / 2, size};
}

/// Whole pixels, and none in the corners: as good as rounded, and there are thousands.
void paintBlock(QPainter &painter, const QRect &place, const QColor &color)
{
    if (place.width() < roundedFrom || place.height() < roundedFrom) {
        painter.fillRect(place, color);
        return;
    }
    painter.fillRect(place.adjusted(1, 0, -1, 0), color);
    painter.fillRect(QRect(place.left(), place.top() + 1, 1, place.height() - 2), color);
    painter.fillRect(QRect(place.right(), place.top() + 1, 1, place.height() - 2), color);
}

} // namespace

void paintGround(QPainter &painter, const MapSight &sight, const Streets &streets, const QRectF &town)
{
    const Tokens &t = tokens();
    const double spacing = double(streets.spacing) / 1000;
    const QRectF area = sight.seen().intersected(town);
    if (spacing <= 0) {
        painter.fillRect(QRectF(sight.toScreen(area.topLeft()), sight.toScreen(area.bottomRight())), t.block);
        return;
    }
    const double street = std::max(streetMetres, leastStreetPixels / sight.scale);
    const int firstRow = static_cast<int>(std::floor(area.top() / spacing));
    for (int column = static_cast<int>(std::floor(area.left() / spacing)); column * spacing < area.right(); ++column) {
        for (int row = firstRow; row * spacing < area.bottom(); ++row) {
            const QRectF block = blockAt(column, row, spacing, street, town);
            if (block.isEmpty())
                continue;
            const QColor &color = isPark(column, row) ? t.park : t.block;
            paintBlock(painter,
                       QRect(sight.toScreen(block.topLeft()).toPoint(),
                             sight.toScreen(block.bottomRight()).toPoint() - QPoint(1, 1)),
                       color);
        }
    }
}

} // namespace curbside
