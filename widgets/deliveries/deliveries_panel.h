// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/chip_list_panel.h"

namespace curbside {

/// The deliveries with filters for what needs a hand; the time that runs is shown as it runs.
[[nodiscard]] ChipListPanel *makeDeliveriesPanel(Entities &entities, PlatformLink &link);

} // namespace curbside
