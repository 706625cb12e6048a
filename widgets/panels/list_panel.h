// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/panels/list_view.h"
#include "widgets/panels/panel.h"

#include <QSortFilterProxyModel>

class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace curbside {

/// The rows of a list that contain a text and pass a test, in the order of a column.
class ListFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ListFilter(EntityTable &table, QObject *parent = nullptr);

    void setSearch(const QString &text);
    /// `passes` gets a row of the table; nothing lets every row pass.
    void setTest(std::function<bool(int row)> passes);
    /// The test's outcome may have changed with time.
    void testAgain() { invalidateRowsFilter(); }
    [[nodiscard]] bool isNarrowed() const { return !m_search.isEmpty() || m_passes; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_search;
    std::function<bool(int)> m_passes;
};

/// A panel with a list of things: a search line, the count, and a sentence where there is nothing to show, with its reason.
class ListPanel : public Panel
{
    Q_OBJECT

public:
    struct Words
    {
        QString name; ///< what layouts remember the panel by
        QString title;
        QString empty; ///< what is so while the list has no rows, and what will change it
    };

    ListPanel(const Words &words, EntityTable &table, const EntityFeed &feed, QWidget *parent = nullptr);

    [[nodiscard]] ListView &view() { return *m_view; }
    [[nodiscard]] ListFilter &filter() { return m_filter; }
    void sortBy(int column, Qt::SortOrder order);
    /// Makes the row current and brings it into view, if it is shown; an empty key clears the choice.
    void choose(const QString &key);
    /// Keys of the selected rows, from top to bottom.
    [[nodiscard]] QStringList chosenKeys() const;
    /// Another look at the same rows, of which one at a time is shown; buttons to switch are added to the header.
    void addOtherLook(QAbstractItemView *other, const QString &otherName, const QString &tableName);
    [[nodiscard]] bool showsOtherLook() const { return m_showsOther; }
    void showOtherLook(bool showsOther);
    /// Replaces the count beside the title.
    void setNoteText(std::function<QString()> note);

Q_SIGNALS:
    /// A person has chosen this row.
    void chosen(const QString &key);
    void activated(const QString &key);

protected:
    /// A line above the list.
    void addBar(QWidget *bar);
    /// A line below the list.
    void addFooter(QWidget *footer);
    void showState();

private:
    void layOutColumns();
    void leaveRows(const QModelIndex &parent, int first, int last);
    void fitColumns(int width);
    [[nodiscard]] QString stateText() const;

    EntityTable &m_table;
    const EntityFeed &m_feed;
    ListFilter m_filter;
    ListView *m_view;
    QLineEdit *m_search;
    QLabel *m_message;
    QStackedWidget *m_stack;
    QAbstractItemView *m_other = nullptr;
    QToolButton *m_otherButton = nullptr;
    QToolButton *m_tableButton = nullptr;
    bool m_showsOther = false;
    QString m_emptyText;
    std::function<QString()> m_note;
    bool m_isChoosing = false;
};

} // namespace curbside
