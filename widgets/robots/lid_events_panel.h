// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/chip_list_panel.h"
#include "widgets/robots/lid_strip.h"

namespace curbside {

/// Every move of a lid: as a strip that runs with time, and as a list.
class LidEventsPanel : public ChipListPanel
{
    Q_OBJECT

public:
    LidEventsPanel(const PlatformLink &link, Entities &entities, Selection &selection);

    [[nodiscard]] LidStrip &strip() { return *m_strip; }

private:
    LidStrip *m_strip;
};

} // namespace curbside
