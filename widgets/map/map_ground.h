// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/streets.h"
#include "widgets/map/map_sight.h"

class QPainter;

namespace curbside {

/// Blocks of houses and parks with streets between them, or one plane where there are no streets. `town` is in metres.
void paintGround(QPainter &painter, const MapSight &sight, const Streets &streets, const QRectF &town);

} // namespace curbside
