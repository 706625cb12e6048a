// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/call_transport.h"

namespace curbside {

/// GET /robots.geojson: where State has seen the robots, as an RFC 7946 FeatureCollection. The platform's plane is laid on the
/// globe where a degree is as long in both directions: (0 m, 0 m) is 0° E 0° N, x goes east and y north, and a degree is
/// 111,319.49 m.
[[nodiscard]] Response robotsGeoJson(CallTransport &calls, const QByteArray &traceparent);

} // namespace curbside
