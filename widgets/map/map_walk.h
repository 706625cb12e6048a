// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_scene.h"

namespace curbside {

/// The thing that one comes to first from a place in a direction (a unit along an axis, screen-wise: y grows down); nothing
/// when there is none that way. Of robots on the map, waiting customers and merchants, but not `except`.
[[nodiscard]] EntityRef nextThing(const MapScene &scene, const Entities &entities, qint64 now, QPointF from,
                                  QPointF direction, const EntityRef &except);

} // namespace curbside
