// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_scene.h"

namespace curbside {

/// What a thing of the map is, in a few lines, for tool tips and for those who cannot see it. Empty for nothing.
[[nodiscard]] QString hitText(const MapHit &hit, const PlatformLink &link, const Entities &entities);
[[nodiscard]] QString thingText(const EntityRef &thing, const PlatformLink &link, const Entities &entities);

} // namespace curbside
