// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/map/map_view.h"
#include "widgets/panels/panel.h"

class QToolButton;

namespace curbside {

class EntityActions;

/// The map in its panel, with what follows, shows all and explains the marks.
class MapPanel : public Panel
{
    Q_OBJECT

public:
    MapPanel(PlatformLink &link, const Entities &entities, Selection &selection, const SelectedTrip &trip,
             EntityActions &actions, QWidget *parent = nullptr);

    [[nodiscard]] MapView &view() { return *m_view; }

private:
    QToolButton *addButton(const QString &icon, const QString &name, const QString &tip);
    void showNumbers();
    void showFollow();

    const Entities &m_entities;
    MapView *m_view;
    QToolButton *m_legend;
    QToolButton *m_follow;
};

} // namespace curbside
