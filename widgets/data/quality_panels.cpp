// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/quality_panels.h"

#include "widgets/consistency/consistency_desk.h"
#include "widgets/consistency/copies_panel.h"
#include "widgets/consistency/references_panel.h"
#include "widgets/glossary/glossary_panel.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/sql/sql_panel.h"

namespace curbside {

QualityPanels QualityPanels::make(Workbench &bench, ModeView &view)
{
    auto *desk = new ConsistencyDesk(bench, &view);
    return {new CopiesPanel(*desk), new ReferencesPanel(*desk), new SqlPanel(bench), new GraphPanel(bench),
            new GlossaryPanel};
}

std::vector<Panel *> QualityPanels::all() const
{
    return {copies, references, sql, graph, glossary};
}

void QualityPanels::place(ModeView &mode, Panel *above, Panel *below) const
{
    const auto stack = [&mode](Panel *front, std::initializer_list<Panel *> behind) {
        for (Panel *panel : behind) {
            if (panel == front)
                continue;
            mode.place(panel, front, Qt::Vertical);
            mode.tabifyDockWidget(front, panel);
        }
        front->raise();
    };
    stack(above, {sql, graph, glossary});
    stack(below, {copies, references});
}

} // namespace curbside
