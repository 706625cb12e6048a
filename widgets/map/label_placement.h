// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <optional>
#include <vector>

namespace curbside {

/// Where a label stands to its thing, in the order in which sides are tried.
enum class LabelSide { Right, Left, Above, Below };

struct LabelWish
{
    QPointF at; ///< the middle of the thing
    double gap = 0; ///< from the middle to the label
    QSizeF size;
    std::optional<LabelSide> side; ///< where it stood last: tried first, so that it does not jump about
};

struct PlacedLabel
{
    QRectF place;
    LabelSide side = LabelSide::Right;
};

/// Places for labels, given in the order of their importance, inside `bounds`, such that none covers another one or one of
/// the `obstacles`. What finds no place has none. The first label is shown come what may, as far as it is inside.
[[nodiscard]] std::vector<std::optional<PlacedLabel>>
placeLabels(const std::vector<LabelWish> &wishes, const std::vector<QRectF> &obstacles, const QRectF &bounds);

} // namespace curbside
