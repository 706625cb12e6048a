// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <vector>

namespace curbside {

/// Points that lie so close together that they are shown as one.
struct Cluster
{
    QPointF middle; ///< the mean of its points
    std::vector<std::size_t> members; ///< positions in what was clustered, in their order
};

/// Each point belongs to exactly one cluster, most of them to one of their own. A cluster is what lies in a square of a grid
/// `reach` wide, and what lies in the squares around it whose points are on the mean within `reach` of its own; the
/// densest squares take first, so that a long row of points does not become one. Depends on the points alone, not on their
/// order.
[[nodiscard]] std::vector<Cluster> clustered(const std::vector<QPointF> &points, double reach);

} // namespace curbside
