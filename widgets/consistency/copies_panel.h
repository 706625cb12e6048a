// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/entity_list.h"
#include "widgets/panels/panel.h"

class QSplitter;

namespace curbside {

class ConsistencyDesk;

/// Every declared copy against what its owner says, and below the very rows that differ: of the chosen copy, or of all.
class CopiesPanel : public Panel
{
    Q_OBJECT

public:
    /// The desk outlives the panel.
    explicit CopiesPanel(ConsistencyDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] EntityList &copies() { return *m_copies; }
    [[nodiscard]] EntityList &rows() { return *m_rows; }

private:
    void showState();
    void showRows(bool isWanted);

    ConsistencyDesk &m_desk;
    EntityList *m_copies;
    EntityList *m_rows;
    QSplitter *m_split;
};

} // namespace curbside
