// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_panel.h"

#include "widgets/theme/table_look.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

EntityPanel::EntityPanel(const QString &title, const QString &emptyText, EntityModel &model, QWidget *parent)
    : QFrame(parent), m_model(model), m_count(new QLabel), m_search(new QLineEdit), m_table(new QTableView),
      m_empty(new QLabel(emptyText)), m_stack(new QStackedLayout), m_emptyText(emptyText)
{
    setProperty("panel", true);
    m_sorted.setSourceModel(&model);
    m_sorted.setSortRole(EntityModel::SortRole);
    m_sorted.setFilterKeyColumn(-1);
    m_sorted.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(&m_sorted);
    m_table->setAccessibleName(title);
    makeListTable(*m_table);
    for (int column = 0; column < model.columnCount(); ++column)
        m_table->setColumnWidth(column, model.columns()[static_cast<std::size_t>(column)].width);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in %1").arg(title));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(180);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setProperty("secondary", true);

    auto *header = panelHeader(title, *m_count);
    header->addWidget(m_search);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addLayout(m_stack, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sorted.setFilterFixedString(text);
        showCount();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &EntityPanel::showCount);
    showCount();
}

void EntityPanel::sortBy(int column, Qt::SortOrder order)
{
    m_table->sortByColumn(column, order);
}

void EntityPanel::showCount()
{
    const int shown = m_sorted.rowCount();
    const int all = m_model.rowCount();
    m_count->setText(shown == all ? QLocale().toString(all)
                                  : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    m_empty->setText(all == 0 ? m_emptyText : tr("Nothing here contains “%1”.").arg(m_search->text()));
    m_stack->setCurrentWidget(shown == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

} // namespace curbside
