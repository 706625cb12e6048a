// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;

namespace curbside {

struct ColumnLook;

/// Of a column, with the room that times of day take as people want them.
[[nodiscard]] int widthOf(const ColumnLook &look);

/// A table as a list of whole rows, that people can sort and copy from: what its columns show of the selected rows, as text,
/// CSV and JSON.
class ListView : public QTableView
{
    Q_OBJECT

public:
    explicit ListView(QWidget *parent = nullptr);

    enum class CopyFormat { Text, Csv, Json };
    /// The selected rows, with the columns' titles or keys where the format wants them.
    [[nodiscard]] QString selectedRows(CopyFormat format) const;
    /// From top to bottom.
    [[nodiscard]] std::vector<int> chosenRows() const;
    void copy(CopyFormat format) const;
    /// The menu of a row, also for another look at the same rows.
    void openMenu(const QModelIndex &index, const QPoint &place);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addSortMenu(QMenu &menu);
    void setRowHeight();

Q_SIGNALS:
    void widthChanged(int width);
    /// Theme, density or clock format are others now.
    void lookChanged();
    /// Asked for where a menu is opened: whoever knows more commands for the row adds them.
    void menuOpening(QMenu &menu, const QModelIndex &index);
};

} // namespace curbside
