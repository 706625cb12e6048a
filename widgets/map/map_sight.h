// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <cmath>

namespace curbside {

/// Pixels a metre; from farther away a map shows a whole city, and neither its merchants nor the names of its hubs.
inline constexpr double cityScale = 0.08;
inline constexpr double nearestMapScale = 4; ///< pixels a metre, as near as a map comes

[[nodiscard]] inline double lengthOf(QPointF way)
{
    return std::hypot(way.x(), way.y());
}

/// Which part of the plane a map shows, and how large.
struct MapSight
{
    QPointF centre; ///< metres
    double scale = 0; ///< pixels a metre; 0 while there is nothing to see
    QSizeF size; ///< pixels
    friend bool operator==(const MapSight &, const MapSight &) = default;

    [[nodiscard]] QPointF toScreen(QPointF metres) const
    {
        return QPointF(size.width(), size.height()) / 2 + (metres - centre) * scale;
    }
    [[nodiscard]] QPointF toMetres(QPointF screen) const
    {
        return centre + (screen - QPointF(size.width(), size.height()) / 2) / (scale > 0 ? scale : 1);
    }
    /// Metres.
    [[nodiscard]] QRectF seen() const { return {toMetres({0, 0}), toMetres({size.width(), size.height()})}; }
};

} // namespace curbside
