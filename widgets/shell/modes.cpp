// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_mode.h"
#include "widgets/events/events_mode.h"
#include "widgets/ops/ops_mode.h"
#include "widgets/robots/robots_mode.h"
#include "widgets/sagas/sagas_mode.h"
#include "widgets/stats/stats_mode.h"

namespace curbside {

std::vector<Mode> allModes()
{
    return {
        opsMode(), robotsMode(), eventsMode(), sagasMode(), dataMode(), statsMode(),
    };
}

} // namespace curbside
