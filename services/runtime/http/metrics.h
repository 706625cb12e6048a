// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <initializer_list>

namespace curbside {

/// A figure that GET /metrics tells.
struct Metric
{
    const char *name;
    const char *type; ///< counter or gauge
    const char *help;
    qint64 value;
};

/// The figures as Prometheus reads them.
[[nodiscard]] Response metricsResponse(std::initializer_list<Metric> metrics);

} // namespace curbside
