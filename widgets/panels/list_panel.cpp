// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/list_panel.h"

#include "widgets/theme/plain_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

// The rows that pass.

ListFilter::ListFilter(EntityTable &table, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSourceModel(&table);
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void ListFilter::setSearch(const QString &text)
{
    m_search = text;
    invalidateRowsFilter();
}

void ListFilter::setTest(std::function<bool(int)> passes)
{
    m_passes = std::move(passes);
    invalidateRowsFilter();
}

bool ListFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (m_passes && !m_passes(row))
        return false;
    if (m_search.isEmpty())
        return true;
    for (int column = 0; column < sourceModel()->columnCount(); ++column) {
        const QModelIndex cell = sourceModel()->index(row, column);
        if (cell.data(PlainTextRole).toString().contains(m_search, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// The panel.

ListPanel::ListPanel(const Words &words, EntityTable &table, const EntityFeed &feed, QWidget *parent)
    : Panel(words.name, words.title, parent), m_table(table), m_feed(feed), m_filter(table), m_view(new ListView),
      m_search(new QLineEdit), m_message(new QLabel), m_stack(new QStackedWidget), m_emptyText(words.empty)
{
    connect(&m_filter, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ListPanel::leaveRows); // before the view does
    m_view->setModel(&m_filter);
    m_view->setAccessibleName(words.title);
    m_view->setSortingEnabled(true);
    layOutColumns();
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in %1").arg(words.title));
    m_search->setToolTip(tr("Shows the rows that contain this text (Escape empties it)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(80);
    m_search->setMaximumWidth(160);
    addControl(m_search);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("role", u"secondary"_s);
    m_message->setMargin(Tokens::margin);
    m_message->setMinimumSize(0, 0);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_view);
    body()->addWidget(m_stack, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setSearch(text);
        showState();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filter, signal, this, &ListPanel::showState);
    connect(m_view, &ListView::widthChanged, this, &ListPanel::fitColumns);
    connect(&feed, &EntityFeed::read, this, &ListPanel::showState);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isChoosing && current.isValid())
                    Q_EMIT chosen(current.data(KeyRole).toString());
            });
    connect(m_view, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activated(index.data(KeyRole).toString()); });
    showState();
}

void ListPanel::layOutColumns()
{
    for (int column = 0; column < m_table.columnCount(); ++column) {
        const ColumnLook &look = m_table.look(column);
        m_view->setColumnWidth(column, look.width);
        if (look.stretches)
            m_view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
}

void ListPanel::fitColumns(int width)
{
    int wanted = 0;
    for (int column = 0; column < m_table.columnCount(); ++column)
        wanted += m_table.look(column).width;
    for (int column = m_table.columnCount() - 1; column >= 0; --column) {
        const ColumnLook &look = m_table.look(column);
        const bool isHidden = look.givesWay && wanted > width;
        if (isHidden)
            wanted -= look.width;
        m_view->setColumnHidden(column, isHidden);
    }
}

void ListPanel::sortBy(int column, Qt::SortOrder order)
{
    m_view->sortByColumn(column, order);
}

void ListPanel::choose(const QString &key)
{
    const QScopedValueRollback choosing(m_isChoosing, true);
    const int row = m_table.rowOf(key);
    const QModelIndex shown = row < 0 ? QModelIndex() : m_filter.mapFromSource(m_table.index(row, 0));
    if (!shown.isValid()) {
        m_view->selectionModel()->clear();
        return;
    }
    if (shown.siblingAtColumn(0) == m_view->currentIndex().siblingAtColumn(0))
        return;
    m_view->selectionModel()->setCurrentIndex(shown, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(shown);
}

/// Views make the next row current when theirs goes, as if a person had chosen it.
void ListPanel::leaveRows(const QModelIndex &, int first, int last)
{
    const int current = m_view->currentIndex().row();
    if (current >= first && current <= last)
        m_view->selectionModel()->clear();
}

QStringList ListPanel::chosenKeys() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList keys;
    for (const QModelIndex &row : rows)
        keys.append(row.data(KeyRole).toString());
    return keys;
}

void ListPanel::setNoteText(std::function<QString()> note)
{
    m_note = std::move(note);
    showState();
}

void ListPanel::addOtherLook(QAbstractItemView *other, const QString &otherName, const QString &tableName)
{
    m_other = other;
    m_other->setModel(&m_filter);
    m_other->setSelectionModel(m_view->selectionModel());
    m_stack->addWidget(m_other);
    auto *pair = new QWidget;
    auto *layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto button = [&](const QString &text, const QString &segment, bool isOther) {
        auto *made = new QToolButton;
        made->setText(text);
        made->setAccessibleName(text);
        made->setCheckable(true);
        made->setFocusPolicy(Qt::StrongFocus);
        made->setProperty("segment", segment);
        connect(made, &QToolButton::clicked, this, [this, isOther] { showOtherLook(isOther); });
        layout->addWidget(made);
        return made;
    };
    m_otherButton = button(otherName, u"first"_s, true);
    m_tableButton = button(tableName, u"last"_s, false);
    addControl(pair);
    connect(m_other, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activated(index.data(KeyRole).toString()); });
    showOtherLook(true);
}

void ListPanel::showOtherLook(bool showsOther)
{
    m_showsOther = showsOther;
    m_otherButton->setChecked(showsOther);
    m_tableButton->setChecked(!showsOther);
    showState();
}

void ListPanel::addBar(QWidget *bar)
{
    body()->insertWidget(0, bar);
}

void ListPanel::addFooter(QWidget *footer)
{
    body()->addWidget(footer);
}

QString ListPanel::stateText() const
{
    if (m_table.rowCount() > 0)
        return m_search->text().isEmpty() ? tr("Nothing here passes the filter.")
                                          : tr("Nothing here contains “%1”.").arg(m_search->text());
    if (!m_feed.failure().isEmpty())
        return tr("The list cannot be read: %1. It is tried again every second.").arg(m_feed.failure());
    return m_feed.hasLoaded() ? m_emptyText : tr("Waiting for the platform…");
}

void ListPanel::showState()
{
    const int shown = m_filter.rowCount();
    const int all = m_table.rowCount();
    const QLocale locale;
    if (m_note)
        setNote(m_note());
    else
        setNote(shown == all ? locale.toString(all) : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    if (shown == 0)
        m_message->setText(visibleText(stateText()));
    QWidget *look = m_showsOther ? m_other : m_view;
    m_stack->setCurrentWidget(shown == 0 ? m_message : look);
}

} // namespace curbside
