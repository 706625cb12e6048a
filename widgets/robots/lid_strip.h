// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/time_plot.h"
#include "widgets/selection/selection.h"

#include <QFrame>

class QLabel;

namespace curbside {

class ElidedLabel;
class Entities;
class PlatformLink;

/// The lids of the last minutes, as they move: a lane for the chosen robot, then for those whose lid stands open or was
/// moved in an unusual way, the latest first.
class LidStrip : public QFrame
{
    Q_OBJECT

public:
    static constexpr std::size_t mostLanes = 6;

    LidStrip(const PlatformLink &link, const Entities &entities, Selection &selection, QWidget *parent = nullptr);

    [[nodiscard]] TimePlot &plot() { return *m_plot; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showReadout(const QString &readout);

    const PlatformLink &m_link;
    const Entities &m_entities;
    Selection &m_selection;
    TimePlot *m_plot;
    ElidedLabel *m_line;
    QString m_summary;
};

} // namespace curbside
