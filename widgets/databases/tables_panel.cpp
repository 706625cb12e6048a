// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/tables_panel.h"

#include "widgets/databases/databases_panel.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_view.h"
#include "widgets/theme/plain_text.h"

#include <QHeaderView>
#include <QLocale>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

TablesPanel::TablesPanel(DatabaseDesk &desk, QWidget *parent)
    : Panel(u"tables"_s, tr("Tables"), parent), m_desk(desk), m_view(new ListView), m_message(new QLabel),
      m_stack(new QStackedWidget)
{
    m_view->setAccessibleName(tr("Tables of the chosen database"));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setSortingEnabled(false);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setMargin(Tokens::margin);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);
    connect(&desk, &DatabaseDesk::read, this, &TablesPanel::showTables);
    connect(&desk, &DatabaseDesk::chosen, this, &TablesPanel::showTables);
    showTables();
}

TablesPanel::~TablesPanel()
{
    m_view->setModel(nullptr); // before the rows
}

/// Another database, other rows.
void TablesPanel::makeRows()
{
    auto rows = std::make_unique<EntityModel<TableRow>>();
    rows->setColumns({
        {{.title = tr("Table"), .width = 110, .isFigure = true, .stretches = true, .key = u"table"_s},
         [](const TableRow &row) { return Cell{row.table.name, {}, {}, {}, {}}; }},
        {{.title = tr("Rows"), .width = 78, .isFigure = true, .isRightAligned = true, .key = u"rows"_s},
         [](const TableRow &row) {
             return textCell(row.table.rows ? QLocale().toString(*row.table.rows) : QString());
         }},
    });
    m_view->setModel(rows.get());
    m_rows = std::move(rows);
    m_view->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_view->setColumnWidth(1, m_rows->look(1).width);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isShowing && current.isValid())
                    m_desk.choose(m_store, m_rows->keyAt(current.row()));
            });
}

void TablesPanel::showTables()
{
    const QScopedValueRollback showing(m_isShowing, true);
    const StoreFact *store = m_desk.chosenStore();
    const QString key = store ? store->key() : QString();
    if (!m_rows || key != m_store) {
        m_store = key;
        makeRows();
    }
    std::vector<TableRow> rows;
    for (const TableFact &table : store ? store->tables : std::vector<TableFact>())
        rows.push_back({table});
    const bool isEmpty = rows.empty();
    m_rows->take(std::move(rows));
    m_stack->setCurrentIndex(isEmpty ? 0 : 1);
    m_message->setText(
        !store ? tr("Choose a database to see its tables.")
            : !store->problem.isEmpty()
            ? tr("Its tables cannot be read: %1. It is asked again every second.").arg(visibleText(store->problem))
            : tr("It has no tables yet."));
    setNote(store ? storeText(*store) : QString());
    const TableFact *table = m_desk.chosenTable();
    const int row = table ? m_rows->rowOf(table->name) : -1;
    if (row >= 0 && m_view->currentIndex().row() != row)
        m_view->setCurrentIndex(m_rows->index(row, 0));
}

void TablesPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    m_desk.watch(true);
}

void TablesPanel::hideEvent(QHideEvent *event)
{
    Panel::hideEvent(event);
    m_desk.watch(false);
}

} // namespace curbside
