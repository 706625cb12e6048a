// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commands.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace curbside {

/// Every command with its menu and its keys, to be searched; Return carries one out.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const Commands &commands, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void carryOut(int row);

    std::vector<QAction *> m_actions; // as the rows of the model
    QLineEdit *m_line;
    QTableView *m_table;
    QLabel *m_nothing;
    QSortFilterProxyModel *m_found;
};

} // namespace curbside
