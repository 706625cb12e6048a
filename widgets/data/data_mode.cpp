// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_mode.h"

#include "widgets/data/quality_panels.h"
#include "widgets/databases/database_desk.h"
#include "widgets/databases/databases_panel.h"
#include "widgets/databases/diagram_panel.h"
#include "widgets/databases/rows_panel.h"
#include "widgets/databases/tables_panel.h"
#include "widgets/glossary/glossary_panel.h"
#include "widgets/strategies/strategies_panel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Data
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Data)
};

ModeView *makeData(Workbench &bench)
{
    auto *view = new ModeView(u"data"_s);
    auto *desk = new DatabaseDesk(bench.link, view);
    auto *databases = new DatabasesPanel(bench.link, *desk);
    auto *tables = new TablesPanel(*desk);
    auto *diagram = new DiagramPanel(*desk);
    auto *rows = new RowsPanel(bench, *desk);
    const QualityPanels quality = QualityPanels::make(bench, *view);
    auto *strategies = new StrategiesPanel(bench.link, bench.entities, bench.selection);
    QObject::connect(desk, &DatabaseDesk::chosen, quality.glossary, [=] {
        const StoreFact *store = desk->chosenStore();
        const TableFact *table = desk->chosenTable();
        quality.glossary->showTable(store ? store->service : QString(), table ? table->name : QString());
    });
    const auto showWaiting = [rows, waiting = bench.rowDesk] {
        if (const auto row = waiting ? waiting->take() : std::nullopt)
            rows->showRow(*row);
    };
    if (bench.rowDesk)
        QObject::connect(bench.rowDesk, &RowDesk::wanted, rows, showWaiting);
    showWaiting();
    std::vector<Panel *> panels = quality.all();
    panels.insert(panels.begin(), {databases, tables, diagram, rows, strategies});
    view->setArrangement(panels, [=](ModeView &mode) {
        mode.place(databases);
        mode.place(diagram, databases, Qt::Horizontal);
        mode.place(tables, databases, Qt::Vertical);
        mode.place(rows, diagram, Qt::Vertical);
        quality.place(mode, diagram, rows);
        mode.place(strategies, rows, Qt::Vertical);
        mode.tabifyDockWidget(rows, strategies);
        rows->raise();
        mode.resizeDocks({databases, diagram}, {388, 662}, Qt::Horizontal);
        mode.resizeDocks({databases, tables}, {420, 320}, Qt::Vertical);
        mode.resizeDocks({diagram, rows}, {420, 320}, Qt::Vertical);
    });
    return view;
}

} // namespace

Mode dataMode()
{
    return {u"data"_s, Data::tr("Data"), u"data"_s, makeData};
}

} // namespace curbside
