// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"
#include "widgets/panels/list_filter.h"
#include "widgets/panels/list_view.h"
#include "widgets/panels/panel.h"

class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace curbside {

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
    [[nodiscard]] QString searchText() const;
    void search(const QString &text);
    /// Replaces the count beside the title.
    void setNoteText(std::function<QString()> note);
    /// A line below the list.
    void addFooter(QWidget *footer);

Q_SIGNALS:
    /// A person has chosen this row.
    void chosen(const QString &key);
    void activated(const QString &key);
    /// A person has switched to the other look or back.
    void lookChosen(bool showsOther);

protected:
    /// A line above the list.
    void addBar(QWidget *bar);
    void showState();
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOutColumns();
    void openOtherMenu(QPoint place);
    void leaveRows(const QModelIndex &parent, int first, int last);
    void noteChoice();
    void putChoiceBack();
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
    QStringList m_notedKeys; // while the filter resets
    QString m_notedCurrent;
};

} // namespace curbside
