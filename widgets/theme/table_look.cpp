// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/table_look.h"

#include "widgets/theme/tokens.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>

namespace curbside {

void makeListTable(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setSortingEnabled(true);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(Tokens::rowHeight);
    table.horizontalHeader()->setStretchLastSection(true);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

QHBoxLayout *panelHeader(const QString &title, QLabel &note)
{
    auto *heading = new QLabel(title);
    heading->setProperty("heading", true);
    note.setProperty("secondary", true);
    note.setTextFormat(Qt::PlainText);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(Tokens::margin, Tokens::spacing, Tokens::margin, Tokens::spacing);
    header->setSpacing(Tokens::spacing);
    header->addWidget(heading);
    header->addWidget(&note);
    header->addStretch();
    return header;
}

} // namespace curbside
