// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/chip_list_panel.h"

class QSettings;

namespace curbside {

/// The deliveries with filters for what needs a hand, as a table and as a board; the time that runs is shown as it runs.
/// `settings` remember which, and the saved filters; they may be null.
[[nodiscard]] ChipListPanel *makeDeliveriesPanel(Entities &entities, PlatformLink &link, QSettings *settings);

} // namespace curbside
