// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/entity_list.h"

#include "widgets/panels/own_choice.h"
#include "widgets/theme/plain_text.h"

#include <QHeaderView>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace curbside {

EntityList::EntityList(const QString &accessibleName, QWidget *parent)
    : QStackedWidget(parent), m_view(new ListView), m_message(new QLabel)
{
    m_view->setAccessibleName(accessibleName);
    chooseOnlyByHand(*m_view);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder); // as the rows come
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(Tokens::margin);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    addWidget(m_message);
    addWidget(m_view);
    connect(m_view, &ListView::widthChanged, this, &EntityList::fit);
    connect(m_view, &ListView::lookChanged, this, [this] {
        layOut();
        fit(m_view->viewport()->width());
    });
    connect(m_view, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activated(index.data(KeyRole).toString()); });
}

EntityList::~EntityList()
{
    m_view->setModel(nullptr); // before the rows
}

void EntityList::setTable(EntityTable &table)
{
    auto filter = std::make_unique<ListFilter>(table);
    filter->setTest(m_test);
    if (m_priority)
        filter->setPriority(m_priority);
    connect(filter.get(), &QAbstractItemModel::rowsAboutToBeRemoved, this,
            &EntityList::leaveRows); // before the view does
    m_view->setModel(filter.get());
    m_view->sortByColumn(-1, Qt::AscendingOrder); // what the arrow pointed at may be another column now
    m_table = &table;
    m_filter = std::move(filter);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter.get(), signal, this, &EntityList::showState);
    connect(m_filter.get(), &QAbstractItemModel::modelReset, this, &EntityList::showState);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { Q_EMIT chosen(current.data(KeyRole).toString()); });
    layOut();
    fit(m_view->viewport()->width());
    showState();
}

/// The row that was chosen goes: then none is, instead of its neighbour.
void EntityList::leaveRows(const QModelIndex &, int first, int last)
{
    const int current = m_view->currentIndex().row();
    if (first <= current && current <= last)
        m_view->selectionModel()->clear();
}

void EntityList::setMessage(const QString &message)
{
    m_message->setText(visibleText(message));
}

QString EntityList::message() const
{
    return currentWidget() == m_message ? m_message->text() : QString();
}

void EntityList::setTest(std::function<bool(int)> passes)
{
    m_test = std::move(passes);
    if (m_filter)
        m_filter->setTest(m_test);
    showState();
}

void EntityList::setPriority(std::function<int(int)> priority)
{
    m_priority = std::move(priority);
    if (m_filter)
        m_filter->setPriority(m_priority);
}

void EntityList::testAgain()
{
    if (m_filter)
        m_filter->testAgain();
    showState();
}

void EntityList::sortBy(int column, Qt::SortOrder order)
{
    m_view->sortByColumn(column, order);
}

QString EntityList::text(int row, int column) const
{
    return m_filter ? m_filter->index(row, column).data(Qt::DisplayRole).toString() : QString();
}

QString EntityList::currentKey() const
{
    return m_filter ? m_view->currentIndex().data(KeyRole).toString() : QString();
}

void EntityList::choose(const QString &key)
{
    const int row = m_table ? m_table->rowOf(key) : -1;
    if (row >= 0)
        m_view->setCurrentIndex(m_filter->mapFromSource(m_table->index(row, 0)));
    else if (m_filter)
        m_view->selectionModel()->clear();
}

void EntityList::layOut()
{
    for (int column = 0; m_table && column < m_table->columnCount(); ++column) {
        const ColumnLook &look = m_table->look(column);
        m_view->setColumnWidth(column, widthOf(look));
        m_view->horizontalHeader()->setSectionResizeMode(
            column, look.stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
    }
}

void EntityList::fit(int width)
{
    int wanted = 0;
    for (int column = 0; m_table && column < m_table->columnCount(); ++column)
        wanted += widthOf(m_table->look(column));
    for (int column = m_table ? m_table->columnCount() - 1 : -1; column >= 0; --column) {
        const ColumnLook &look = m_table->look(column);
        const bool isHidden = look.givesWay && wanted > width;
        if (isHidden)
            wanted -= widthOf(look);
        m_view->setColumnHidden(column, isHidden);
    }
}

void EntityList::showState()
{
    setCurrentWidget(rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_message);
}

} // namespace curbside
