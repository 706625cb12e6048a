// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/clustering.h"

#include <algorithm>
#include <cmath>

namespace curbside {

namespace {

/// A square of the grid, with the points in it.
struct GridCell
{
    int column = 0;
    int row = 0;
    std::size_t first = 0; // of the sorted points
    std::size_t count = 0;
    QPointF middle;
    bool isTaken = false;
};

struct PointInGrid
{
    int column;
    int row;
    std::size_t point;
    friend auto operator<=>(const PointInGrid &, const PointInGrid &) = default;
};

std::vector<PointInGrid> pointsInGrid(const std::vector<QPointF> &points, double reach)
{
    std::vector<PointInGrid> sorted;
    sorted.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        sorted.push_back({int(std::floor(points[i].x() / reach)), int(std::floor(points[i].y() / reach)), i});
    std::ranges::sort(sorted);
    return sorted;
}

std::vector<GridCell> cellsOf(const std::vector<PointInGrid> &sorted, const std::vector<QPointF> &points)
{
    std::vector<GridCell> cells;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (cells.empty() || cells.back().column != sorted[i].column || cells.back().row != sorted[i].row)
            cells.push_back({sorted[i].column, sorted[i].row, i, 0, {}, false});
        ++cells.back().count;
        cells.back().middle += points[sorted[i].point];
    }
    for (GridCell &cell : cells)
        cell.middle /= double(cell.count);
    return cells;
}

bool isNear(QPointF one, QPointF other, double reach)
{
    const QPointF apart = one - other;
    return QPointF::dotProduct(apart, apart) < reach * reach;
}

/// The cells around a cell that are not taken yet and whose middles are near enough to its own.
void takeNeighbours(std::vector<GridCell> &cells, const GridCell &cell, double reach,
                    std::vector<const GridCell *> &taken)
{
    for (int column = cell.column - 1; column <= cell.column + 1; ++column) {
        const auto isBefore = [](const GridCell &one, const std::pair<int, int> &place) {
            return std::pair(one.column, one.row) < place;
        };
        auto at = std::lower_bound(cells.begin(), cells.end(), std::pair(column, cell.row - 1), isBefore);
        for (; at != cells.end() && at->column == column && at->row <= cell.row + 1; ++at) {
            if (at->isTaken || !isNear(at->middle, cell.middle, reach))
                continue;
            at->isTaken = true;
            taken.push_back(&*at);
        }
    }
}

Cluster clusterOf(const std::vector<const GridCell *> &cells, const std::vector<PointInGrid> &sorted)
{
    Cluster cluster;
    for (const GridCell *cell : cells) {
        cluster.middle += cell->middle * double(cell->count);
        for (std::size_t i = cell->first; i < cell->first + cell->count; ++i)
            cluster.members.push_back(sorted[i].point);
    }
    cluster.middle /= double(cluster.members.size());
    std::ranges::sort(cluster.members);
    return cluster;
}

} // namespace

std::vector<Cluster> clustered(const std::vector<QPointF> &points, double reach)
{
    const std::vector<PointInGrid> sorted = pointsInGrid(points, reach);
    std::vector<GridCell> cells = cellsOf(sorted, points);
    std::vector<std::size_t> order(cells.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t one, std::size_t other) { // the densest first
        return cells[one].count > cells[other].count;
    });
    std::vector<Cluster> clusters;
    clusters.reserve(cells.size());
    std::vector<const GridCell *> taken;
    for (const std::size_t position : order) {
        GridCell &cell = cells[position];
        if (cell.isTaken)
            continue;
        taken.assign(1, &cell);
        cell.isTaken = true;
        takeNeighbours(cells, cell, reach, taken);
        clusters.push_back(clusterOf(taken, sorted));
    }
    return clusters;
}

} // namespace curbside
