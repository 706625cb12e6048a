// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/list_panel.h"

#include "widgets/entities/status_words.h"
#include "widgets/panels/own_choice.h"
#include "widgets/theme/plain_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

ListPanel::ListPanel(const Words &words, EntityTable &table, const EntityFeed &feed, QWidget *parent)
    : Panel(words.name, words.title, parent), m_table(table), m_feed(feed), m_filter(table), m_view(new ListView),
      m_search(new QLineEdit), m_message(new QLabel), m_stack(new QStackedWidget), m_emptyText(words.empty)
{
    connect(&m_filter, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ListPanel::leaveRows); // before the view does
    connect(&m_filter, &QAbstractItemModel::modelAboutToBeReset, this, &ListPanel::noteChoice);
    m_view->setModel(&m_filter);
    chooseOnlyByHand(*m_view);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &ListPanel::putChoiceBack); // after the view has
    m_view->setAccessibleName(words.title);
    m_view->setSortingEnabled(true);
    layOutColumns();
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in %1").arg(words.title));
    m_search->setToolTip(tr("Shows the rows that contain this text (Escape empties it)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(80);
    m_search->setMaximumWidth(160);
    addControl(m_search, true);
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
    connect(m_view, &ListView::lookChanged, this, [this] {
        layOutColumns();
        fitColumns(m_view->viewport()->width());
    });
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
        m_view->setColumnWidth(column, widthOf(look));
        if (look.stretches)
            m_view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
}

void ListPanel::fitColumns(int width)
{
    int wanted = 0;
    for (int column = 0; column < m_table.columnCount(); ++column)
        wanted += widthOf(m_table.look(column));
    for (int column = m_table.columnCount() - 1; column >= 0; --column) {
        const ColumnLook &look = m_table.look(column);
        const bool isHidden = look.givesWay && wanted > width;
        if (isHidden)
            wanted -= widthOf(look);
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
        m_view->selectionModel()->clearCurrentIndex();
}

void ListPanel::noteChoice()
{
    m_notedKeys = chosenKeys();
    m_notedCurrent = m_view->currentIndex().data(KeyRole).toString();
}

void ListPanel::putChoiceBack()
{
    const QScopedValueRollback choosing(m_isChoosing, true);
    const auto shown = [this](const QString &key) {
        const int row = m_table.rowOf(key);
        return row < 0 ? QModelIndex() : m_filter.mapFromSource(m_table.index(row, 0));
    };
    std::vector<int> places;
    for (const QString &key : std::as_const(m_notedKeys)) {
        if (const QModelIndex index = shown(key); index.isValid())
            places.push_back(index.row());
    }
    std::ranges::sort(places);
    QItemSelection rows;
    for (std::size_t first = 0, next = 0; first < places.size(); first = next) { // neighbours are one range
        while (next < places.size() && places[next] - places[first] == int(next - first))
            ++next;
        rows.select(m_filter.index(places[first], 0), m_filter.index(places[next - 1], 0));
    }
    QItemSelectionModel &selection = *m_view->selectionModel();
    selection.select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (const QModelIndex current = shown(m_notedCurrent); current.isValid()) {
        selection.setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(current);
    }
    showState();
}

QStringList ListPanel::chosenKeys() const
{
    QStringList keys;
    for (const int row : m_view->chosenRows())
        keys.append(m_filter.index(row, 0).data(KeyRole).toString());
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
    chooseOnlyByHand(*m_other);
    m_other->setSelectionModel(m_view->selectionModel());
    m_other->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_other, &QWidget::customContextMenuRequested, this, &ListPanel::openOtherMenu);
    m_other->installEventFilter(this);
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
        connect(made, &QToolButton::clicked, this, [this, isOther] {
            showOtherLook(isOther);
            Q_EMIT lookChosen(isOther);
        });
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

/// The other look copies as the table does.
bool ListPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress && watched == m_other;
    if (!isKey || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return Panel::eventFilter(watched, event);
    m_view->copy(ListView::CopyFormat::Text);
    return true;
}

void ListPanel::showOtherLook(bool showsOther)
{
    m_showsOther = showsOther;
    m_otherButton->setChecked(showsOther);
    m_tableButton->setChecked(!showsOther);
    showState();
}

/// The commands that the table offers in its menu.
void ListPanel::openOtherMenu(QPoint place)
{
    const QModelIndex under = m_other->indexAt(place);
    if (under.isValid() && !m_other->selectionModel()->isSelected(under))
        m_other->setCurrentIndex(under);
    const QModelIndex index = under.isValid() ? under : m_other->currentIndex();
    m_view->openMenu(index,
                     m_other->viewport()->mapToGlobal(under.isValid() ? place : m_other->visualRect(index).center()));
}

QString ListPanel::searchText() const
{
    return m_search->text();
}

void ListPanel::search(const QString &text)
{
    m_search->setText(text);
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
    setNote(m_feed.noteOn(m_note             ? m_note()
                              : shown == all ? locale.toString(all)
                                             : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all))),
            m_feed.failure());
    if (shown == 0)
        m_message->setText(visibleText(stateText()));
    QWidget *look = m_showsOther ? m_other : m_view;
    m_stack->setCurrentWidget(shown == 0 ? m_message : look);
}

} // namespace curbside
