// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode.h"

namespace curbside {

class CopiesPanel;
class ReferencesPanel;
class SqlPanel;
class GraphPanel;
class GlossaryPanel;

/// The mode's panels about how right the data is, and those to ask it anything.
struct QualityPanels
{
    CopiesPanel *copies = nullptr;
    ReferencesPanel *references = nullptr;
    SqlPanel *sql = nullptr;
    GraphPanel *graph = nullptr;
    GlossaryPanel *glossary = nullptr;

    /// What they share belongs to `view`.
    [[nodiscard]] static QualityPanels make(Workbench &bench, ModeView &view);
    [[nodiscard]] std::vector<Panel *> all() const;
    /// As tabs: those that ask behind `above`, copies and references behind `below`.
    void place(ModeView &mode, Panel *above, Panel *below) const;
};

} // namespace curbside
