// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace curbside {

/// The shapes that stand beside a status, so that it can be told without its colour.
enum class Mark { Check, Play, Target, Ring, Dotted, Warning, Cross, Pause };

/// Draws the mark to fill `place`, which is square.
void paintMark(QPainter &painter, const QRectF &place, Mark mark, const QColor &color);

/// The mark in the size that stands beside text.
[[nodiscard]] QPixmap markPixmap(Mark mark, const QColor &color, double pixelRatio);

} // namespace curbside
