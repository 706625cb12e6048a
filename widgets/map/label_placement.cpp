// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/label_placement.h"

#include <algorithm>
#include <array>

namespace curbside {

namespace {

constexpr std::array labelSides{LabelSide::Right, LabelSide::Left, LabelSide::Above, LabelSide::Below};

QRectF standAt(const LabelWish &wish, LabelSide side)
{
    const double width = wish.size.width();
    const double height = wish.size.height();
    switch (side) {
    case LabelSide::Right: return {wish.at + QPointF(wish.gap, -height / 2), wish.size};
    case LabelSide::Left: return {wish.at + QPointF(-wish.gap - width, -height / 2), wish.size};
    case LabelSide::Above: return {wish.at + QPointF(-width / 2, -wish.gap - height), wish.size};
    case LabelSide::Below: return {wish.at + QPointF(-width / 2, wish.gap), wish.size};
    }
    return {};
}

std::optional<PlacedLabel> placeFor(const LabelWish &wish, const std::vector<QRectF> &taken, const QRectF &bounds)
{
    const auto fits = [&](LabelSide side) {
        const QRectF place = standAt(wish, side);
        return bounds.contains(place)
            && std::ranges::none_of(taken, [&](const QRectF &other) { return other.intersects(place); });
    };
    if (wish.side && fits(*wish.side))
        return PlacedLabel{standAt(wish, *wish.side), *wish.side};
    const auto found = std::ranges::find_if(labelSides, fits);
    return found == labelSides.end() ? std::nullopt : std::optional(PlacedLabel{standAt(wish, *found), *found});
}

} // namespace

std::vector<std::optional<PlacedLabel>> placeLabels(const std::vector<LabelWish> &wishes,
                                                    const std::vector<QRectF> &obstacles, const QRectF &bounds)
{
    std::vector<std::optional<PlacedLabel>> labels;
    labels.reserve(wishes.size());
    std::vector<QRectF> taken = obstacles;
    for (const LabelWish &wish : wishes) {
        std::optional<PlacedLabel> label = bounds.contains(wish.at) ? placeFor(wish, taken, bounds) : std::nullopt;
        if (!label && labels.empty() && bounds.contains(wish.at))
            label = PlacedLabel{standAt(wish, LabelSide::Right), LabelSide::Right};
        if (label)
            taken.push_back(label->place);
        labels.push_back(label);
    }
    return labels;
}

} // namespace curbside
