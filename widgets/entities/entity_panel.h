// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"

#include <QFrame>
#include <QSortFilterProxyModel>

class QLabel;
class QLineEdit;
class QStackedLayout;
class QTableView;

namespace curbside {

/// A titled table of entities with a search line, its count, and a sentence where there is nothing to show.
class EntityPanel : public QFrame
{
    Q_OBJECT

public:
    EntityPanel(const QString &title, const QString &emptyText, EntityModel &model, QWidget *parent = nullptr);

    /// Newest first by this column.
    void sortBy(int column, Qt::SortOrder order);

private:
    void showCount();

    EntityModel &m_model;
    QSortFilterProxyModel m_sorted;
    QLabel *m_count;
    QLineEdit *m_search;
    QTableView *m_table;
    QLabel *m_empty;
    QStackedLayout *m_stack;
    QString m_emptyText;
};

} // namespace curbside
