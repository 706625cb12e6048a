// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;

namespace curbside {

/// A table as a list of whole rows, that people can sort and copy from: rows as text, CSV and JSON.
class ListView : public QTableView
{
    Q_OBJECT

public:
    explicit ListView(QWidget *parent = nullptr);

    enum class CopyFormat { Text, Csv, Json };
    /// The selected rows, with the columns' titles where the format wants them.
    [[nodiscard]] QString selectedRows(CopyFormat format) const;
    void copy(CopyFormat format) const;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addSortMenu(QMenu &menu);

Q_SIGNALS:
    void widthChanged(int width);
    /// Asked for where a menu is opened: whoever knows more commands for the row adds them.
    void menuOpening(QMenu &menu, const QModelIndex &index);
};

} // namespace curbside
