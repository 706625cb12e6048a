// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/consistency/clean_ups.h"
#include "widgets/shell/mode.h"

namespace curbside {

/// What the panels about consistency share; goes with its view.
class ConsistencyDesk : public QObject
{
    Q_OBJECT

public:
    ConsistencyDesk(Workbench &bench, QObject *parent = nullptr);

    /// Chooses the row's thing in the whole window, where it is one.
    void choose(const QString &rowKey);

    ConsistencyWatch watch;
    CleanUps cleanUps;

private:
    Workbench &m_bench;
};

} // namespace curbside
