// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_view.h"
#include "widgets/panels/panel.h"

class QToolButton;

namespace curbside {

/// The map in its panel, with what follows and shows all.
class MapPanel : public Panel
{
    Q_OBJECT

public:
    MapPanel(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
             QWidget *parent = nullptr);

    [[nodiscard]] MapView &view() { return *m_view; }

private:
    void showNumbers();

    const Entities &m_entities;
    MapView *m_view;
    QToolButton *m_follow;
};

} // namespace curbside
